"""An example of every problem code: a register that has just this fault, and what `fazhi check` says of it.

Most are lines to put under the one measure of a small register; a test and docs/problems.md are made of them.
"""

import errno
import io
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, chdir, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from fazhi_cli import cli, writing
from fazhi_cli.change import Append, Signature, Value
from fazhi_cli.holidays import calendar_for
from tests.conftest import one_measure

BASE = one_measure("")
AS_OF = "2022-10-15"
_FIRST = BASE.count("\n") + 1
"""The line behind the base, where lines under its measure begin."""


class Example(NamedTuple):
    """A code, the line where it is told (None: of the whole file), and how the fault comes about.

    `lines` stand under the measure of BASE; `text` is a whole register; `told` says in words what `files`
    makes in a folder. `system` makes the system or a limit behave as the fault wants; where a limit is
    lowered, what is `printed` is not what a user sees.
    """

    code: str
    line: int | None = _FIRST
    lines: str = ""
    text: str = ""
    told: str = ""
    files: Callable[[Path], object] | None = None
    system: Callable[[], AbstractContextManager[object]] = nullcontext
    printed: bool = True

    @property
    def name(self) -> str:
        """Name the example in a test: its code and what is short of it."""
        return f"{self.code} {(self.lines or self.told or self.text).splitlines()[0][:20]}"


def under(code: str, lines: str, line: int = _FIRST) -> Example:
    """Return the example of `lines` under the measure, told on `line`."""
    return Example(code, line, lines=lines)


def whole(code: str, text: str, line: int | None) -> Example:
    """Return the example of a whole register, told on `line`."""
    return Example(code, line, text=text)


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / "tasks.yaml").write_bytes(data)


def _huge(folder: Path) -> None:
    with (folder / "tasks.yaml").open("wb") as file:
        file.truncate(65 * 1024 * 1024)


def _with_holidays(folder: Path) -> None:
    (folder / "tasks.yaml").write_text(one_measure("due: 5个工作日内"), encoding="utf-8")
    (folder / "holidays.yaml").write_text("2022: {off: [2022-13-01]}\n", encoding="utf-8")


def _overwritten(folder: Path) -> None:
    """Mark the register, then save the old text over it, as an editor does."""
    path = folder / "tasks.yaml"
    path.write_text(BASE, encoding="utf-8")
    way = ("sections", 0, "subtasks", 0, "measures", 0, "log")
    entry: Value = {"date": date(2022, 10, 14), "by": "李四", "note": "已约谈"}
    signature = Signature("2022-10-14T09:30:00+08:00", "李四", "mark 1.1.1 --note 已约谈")
    writing.rewrite(path, lambda loaded: [Append(way, (entry,))], calendar_for([]), signature=signature)
    path.write_text(BASE, encoding="utf-8")


def _refusing(number: int) -> Callable[[], AbstractContextManager[object]]:
    """Return what makes the system refuse to read any file with the error `number`."""
    return lambda: patch.object(Path, "read_bytes", side_effect=OSError(number, os.strerror(number)))


def _limited() -> AbstractContextManager[object]:
    return patch("fazhi_cli.tree.NODE_LIMIT", 20)


def _year(issued: str, due: str) -> str:
    return (
        f"title: 台账\n{issued}sections:\n  - id: '1'\n    title: 部分\n    subtasks:\n      - id: '1.1'\n"
        f"        title: 子任务\n        measures:\n          - {{id: '1.1.1', title: 措施, due: {due}}}\n"
    )


_SECTION = 'title: 台账\nsections:\n  - {id: "1", title: 部分%s}\n'
EXAMPLES: tuple[Example, ...] = (
    Example("no-file", None, told="用 --file 指到一个没有的文件", files=lambda folder: None),
    Example(
        "not-a-file",
        None,
        told="tasks.yaml 是一条管道，不是文件",
        files=lambda folder: os.mkfifo(folder / "tasks.yaml"),
    ),
    Example(
        "no-permission",
        None,
        told="文件是别人的，没有开放读取",
        files=_bytes(BASE.encode()),
        system=_refusing(errno.EACCES),
    ),
    Example(
        "unreadable",
        None,
        told="读到一半，磁盘出错",
        files=_bytes(BASE.encode()),
        system=_refusing(errno.EIO),
    ),
    Example("too-large", None, told="文件有 65 MB", files=_huge),
    Example("empty-file", None, told="文件里一个字也没有", files=_bytes(b"")),
    Example(
        "not-text", None, told="把 Excel 工作簿改名成 tasks.yaml", files=_bytes(b"PK\x03\x04" + bytes(9))
    ),
    Example(
        "bad-encoding",
        2,
        told="文件里混进了不是文字的字节",
        files=_bytes(b"version: 1\ntitle: \xe5\x8f\xb0\xff\nsections: []\n"),
    ),
    under("bad-character", 'lead: "区司法局\\u0007"'),
    under("hidden-character", 'lead: "区司法\\u200b局"'),
    Example(
        "other-encoding", None, told="记事本把文件存成了 ANSI（GBK）", files=_bytes(BASE.encode("gb18030"))
    ),
    under("yaml-syntax", 'lead: "区司法局'),
    under("yaml-syntax", "lead: 区司法局\n owner: 张三", _FIRST + 1),
    whole("yaml-conflict", "title: 台账\n<<<<<<< HEAD\nyear: 2022\n=======\nyear: 2023\n>>>>>>> 他的\n", 2),
    under("yaml-fullwidth", "lead：区司法局"),
    under("yaml-tab", "lead: 区司法局\n\towner: 张三", _FIRST + 1),
    under("duplicate-key", "lead: 区司法局\nlead: 区法院", _FIRST + 1),
    under("yaml-anchor", "lead: &x 区司法局"),
    under("yaml-merge", "<<: {lead: 区司法局}"),
    under("yaml-tag", "lead: !!str 区司法局"),
    whole("yaml-directive", "%YAML 1.2\n---\ntitle: 台账\nsections: []\n", 1),
    whole("second-document", "title: 台账\nsections: []\n---\ntitle: 又一份\nsections: []\n", 3),
    Example(
        "too-deep",
        _FIRST,
        told="detail: 后面接 40 个左方括号和 40 个右方括号",
        files=_bytes((BASE + f"            detail: {'[' * 40}{']' * 40}\n").encode()),
    ),
    Example(
        "too-many",
        9,
        told="超过 500 万项的文件",
        files=_bytes(BASE.encode()),
        system=_limited,
        printed=False,
    ),
    Example(
        "too-long",
        _FIRST,
        told="detail 里贴了一份 64001 字的文件",
        files=_bytes((BASE + f"            detail: {'长' * 64_001}\n").encode()),
    ),
    under("key-not-text", "? [甲, 乙]\n: 丙"),
    under("lost-text", "detail: 报送 #3 附件"),
    under("unknown-key", "owners: 张三"),
    under("unknown-key", "牵头单位: 区司法局"),
    whole("missing-key", "title: 台账\n", 1),
    under("want-mapping", "indicator: 出庭应诉率"),
    under("want-list", "support: 区法院、区检察院"),
    under("want-text", "lead: [区司法局]"),
    under("empty-text", 'owner: ""'),
    Example(
        "long-text",
        _FIRST,
        told="owner: 写了 201 个字",
        files=_bytes((BASE + f"            owner: {'长' * 201}\n").encode()),
    ),
    under("many-lines", "due: |\n  9月底前\n  年底前"),
    whole("bad-version", "version: 2\ntitle: 台账\nsections: []\n", 1),
    under("bad-date", "since: 2022-02-30"),
    whole("bad-year", "title: 台账\nyear: 22\nsections: []\n", 2),
    under("bad-number", "progress: 40%"),
    under("bad-word", "status: finished"),
    whole("bad-id", 'title: 台账\nsections: [{id: "一、", title: 部分}]\n', 2),
    under("bad-source", "source: [第三部分第四条]"),
    under("bad-period", "log:\n  - {date: 2022-06-30, for: 二季度}", _FIRST + 1),
    under("bad-count", "log:\n  - {date: 2022-06-30, count: 20/17}", _FIRST + 1),
    under("bad-assumed", "assumed: [标题]"),
    whole("duplicate-id", 'title: 台账\nsections:\n  - {id: "1", title: 甲}\n  - {id: "1", title: 乙}\n', 4),
    whole("foreign-id", _SECTION % ', subtasks: [{id: "2.1", title: 子任务}]', 3),
    under("due-unknown", "due: 看情况"),
    whole("due-ambiguous", _year("issued: 2022-03-15\n", "1月底前"), 10),
    under("due-two-points", "due: 9月底前，12月底前"),
    Example(
        "bad-holidays",
        1,
        told="旁边的 holidays.yaml 写了 2022: {off: [2022-13-01]}，台账里有“5个工作日内”",
        files=_with_holidays,
    ),
    under("log-status", "status: doing\nlog:\n  - {date: 2022-06-30, status: review}"),
    under("log-progress", "progress: 50\nlog:\n  - {date: 2022-06-30, progress: 60}"),
    under("never-done", "kind: prohibition\nstatus: done", _FIRST + 1),
    under(
        "extension-due",
        "due: 9月底前\nextensions:\n  - {date: 2022-09-20, from: 9月底前, to: 年底前}",
    ),
    whole("no-measures", _SECTION % ', subtasks: [{id: "1.1", title: 子任务}]', 3),
    under("done-without-evidence", "status: done"),
    under("evidence-missing", "log:\n  - {date: 2022-06-30, evidence: [方案.pdf]}", _FIRST + 1),
    under("stale", "status: doing", _FIRST - 2),
    under("unanswered", "chases:\n  - {date: 2022-10-01, to: 区法院, reply_by: 2022-10-10}", _FIRST + 1),
    whole(
        "undeclared-unit",
        "units: [区司法局]\n" + _year("", "年底前").replace("due:", "lead: 司法局, due:"),
        10,
    ),
    under("unknown-related", "related: [9.9.9]"),
    under("no-indicator", "kind: indicator"),
    under("future-entry", "log:\n  - {date: 2032-06-30, note: 写错了年份}", _FIRST + 1),
    under("step-overdue", "due: 10月底前\nplan:\n  - {step: 形成初稿, before: 60}", _FIRST + 2),
    Example(
        "lost-mark",
        _FIRST - 2,
        told="李四用命令记了一笔，另一个人的编辑器里还是旧文本，后来存了上去",
        files=_overwritten,
    ),
    under("due-soft", "due: 尽快"),
    under("due-blank", "due: X月底前"),
    under("due-none", "due: 截至2020年底"),
    whole("due-calendar", _year("issued: 2049-03-15\n", "10个工作日内"), 10),
    whole("due-anchor", _year("", "5个工作日内"), 9),
    under("blank-value", "detail: 完成XX项改革"),
    under("no-lead", "status: doing", _FIRST - 2),
    whole("no-reply", "title: 台账\n" + _year("", "年底前").partition("\n")[2], 9),
    under("assumed", "kind: task\nassumed: [kind]", _FIRST - 2),
)
"""At least one example of each code, in the order of the table of codes."""


def written(example: Example, folder: Path) -> None:
    """Make the register of an example, tasks.yaml, in `folder`."""
    if example.files:
        example.files(folder)
    else:
        text = example.text or one_measure(example.lines)
        (folder / "tasks.yaml").write_text(text, encoding="utf-8")


class Told(NamedTuple):
    """One problem as it was printed: its level in words, its code, its line, the text."""

    level: str
    code: str
    line: int | None
    text: str


def told(example: Example) -> tuple[int, list[Told]]:
    """Return the exit code of `fazhi check` over an example, and every problem that it prints."""
    with tempfile.TemporaryDirectory() as name, chdir(name):
        written(example, Path(name))
        code, out = _checked(example.system)
        out = out.replace(f"{Path.cwd()}{os.sep}", "")
    return code, [_told(block) for block in out.split("\n\n") if _HEAD.match(block)]


_HEAD = re.compile(r"\S+?(?::(?P<line>\d+):\d+)?  (?P<level>\S+)\[(?P<code>[a-z-]+)\]")


def _told(block: str) -> Told:
    head = _HEAD.match(block)
    assert head
    line = int(head["line"]) if head["line"] else None
    return Told(head["level"], head["code"], line, block.rstrip("\n"))


def _checked(system: Callable[[], AbstractContextManager[object]]) -> tuple[int, str]:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    args = ("check", "--verbose", "--as-of", AS_OF, "--file", "tasks.yaml")
    with _quiet(out), system():
        code = cli.run(args)
    return int(code), out.buffer.getvalue().decode()


@contextmanager
def _quiet(out: io.TextIOWrapper) -> Iterator[None]:
    settings: Mapping[str, str] = {
        "PYTHONUTF8": "1",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "FAZHI_NO_CACHE": "1",
    }
    with patch.dict(os.environ, settings), patch.object(sys, "stdout", out):
        yield
