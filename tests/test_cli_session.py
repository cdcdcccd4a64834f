"""One run: which register is found, which day it is, who signs, what the output is, what is asked."""

import io
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from fazhi_cli import cli, packaged
from fazhi_cli.cli import session
from fazhi_cli.cli.session import BUILT_IN, Where
from fazhi_cli.problems import Refused
from fazhi_cli.view.screen import Screen
from tests.conftest import Run, one_measure


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder `a/b` of its own, with nothing set; return it."""
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    for name in ("FAZHI_FILE", "FAZHI_BY", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return folder


def test_registers_are_looked_for_in_order(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each place wins over those below it: the option, the variable, here, data/, the parents, built-in."""
    top = here.parent.parent
    built_in = session.find(None)
    assert built_in == Where(packaged.REGISTER, BUILT_IN, built_in=True)
    found = []
    for folder in (top / "data", top, here.parent / "data", here.parent, here / "data", here):
        folder.mkdir(exist_ok=True)
        (folder / "tasks.yaml").write_text("x", encoding="utf-8")
        found.append(session.find(None))
    assert [where.path for where in found] == [
        top / "data" / "tasks.yaml",
        top / "tasks.yaml",
        here.parent / "data" / "tasks.yaml",
        here.parent / "tasks.yaml",
        here / "data" / "tasks.yaml",
        here / "tasks.yaml",
    ]
    assert [where.name for where in found[4:]] == [str(Path("data") / "tasks.yaml"), "tasks.yaml"]
    assert found[3].name == str(here.parent / "tasks.yaml")
    assert not any(where.built_in for where in found)
    monkeypatch.setenv("FAZHI_FILE", "从环境.yaml")
    assert session.find(None) == Where(Path("从环境.yaml"), "从环境.yaml")
    assert session.find("b.yaml") == Where(Path("b.yaml"), "b.yaml")


def test_what_is_no_file_is_passed_over(here: Path) -> None:
    """A folder of that name, or a link into nothing, is no register."""
    (here / "tasks.yaml").mkdir()
    (here.parent / "tasks.yaml").symlink_to("nowhere")
    assert session.find(None).built_in


@pytest.mark.parametrize("words", [["list"], ["mark", "1.1.1", "--note", "甲"]])
def test_a_link_that_leads_to_itself_is_told(run: Run, here: Path, words: list[str]) -> None:
    """Exit 3 and a reason, whether it is read or written."""
    (here / "环.yaml").symlink_to("环.yaml")
    result = run(*words, "--file", "环.yaml")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("环.yaml  错误[")


def test_a_folder_that_is_gone_is_no_trouble(here: Path) -> None:
    """Where the working folder was deleted the built-in register is left."""
    if os.name == "nt":
        pytest.skip("Windows keeps the folder")
    here.rmdir()
    assert session.find(None).built_in


def test_a_register_that_is_named_must_be_there(run: Run) -> None:
    """A name that leads nowhere is exit 3, not the built-in register."""
    result = run("list", "--file", "没有.yaml")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("没有.yaml  错误[no-file]  ")


def test_the_variable_names_the_register(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAZHI_FILE goes before the folder, --file before both."""
    for name, title in (("tasks.yaml", "此处"), ("b.yaml", "变量"), ("c.yaml", "选项")):
        text = one_measure("due: 年底前").replace("title: 措施", f"title: {title}")
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("FAZHI_FILE", "b.yaml")
    assert "变量" in run("list").out
    assert "选项" in run("list", "-f", "c.yaml").out
    monkeypatch.delenv("FAZHI_FILE")
    assert "此处" in run("list").out


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2022-12-31T15:59:59", "2022-12-31"),
        ("2022-12-31T16:00:00", "2023-01-01"),
        ("2024-02-28T16:30:00", "2024-02-29"),
    ],
)
def test_the_day_changes_at_midnight_in_beijing(
    monkeypatch: pytest.MonkeyPatch, moment: str, day: str
) -> None:
    """Whatever the machine's zone, the business day is that of UTC+8."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(session, "datetime", Clock)
    assert session.today() == date.fromisoformat(day)


@pytest.mark.parametrize("words", [["list"], ["check"], ["show", "1.1.1"], []])
def test_as_of_replaces_the_clock(run: Run, tmp_path: Path, words: list[str]) -> None:
    """With --as-of the clock is of no account."""
    (tmp_path / "tasks.yaml").write_text(one_measure("due: 9月底前"), encoding="utf-8")
    if words:
        given = [*words, "--as-of", "2022-05-01"]
        assert run(*given, today="2022-05-01") == run(*given, today="2030-01-01")
    else:
        assert run(today="2022-05-01") != run(today="2030-01-01")


class _Output(io.StringIO):
    """A standard output of some sort."""

    def __init__(self, terminal: bool, coding: str = "utf-8") -> None:
        super().__init__()
        self.terminal = terminal
        self.coding = coding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self.coding

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "coding", "variables", "screen"),
    [
        (False, "utf-8", {}, Screen(None, False, False)),
        (False, "utf-8", {"COLUMNS": "50"}, Screen(None, False, False)),
        (True, "utf-8", {"COLUMNS": "50"}, Screen(50, True, False)),
        (True, "UTF-8", {}, Screen(80, True, False)),
        (True, "utf-8", {"COLUMNS": "0"}, Screen(80, True, False)),
        (True, "utf-8", {"COLUMNS": "²"}, Screen(80, True, False)),
        (True, "gbk", {"COLUMNS": "50"}, Screen(50, True, True)),
        (True, "ascii", {"COLUMNS": "50", "NO_COLOR": "1"}, Screen(50, False, True)),
        (True, "utf-8", {"COLUMNS": "50", "NO_COLOR": ""}, Screen(50, True, False)),
        (True, "utf-8", {"COLUMNS": "50", "TERM": "dumb"}, Screen(50, False, False)),
        (False, "utf-8", {"FORCE_COLOR": "1"}, Screen(None, True, False)),
        (False, "utf-8", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, Screen(None, False, False)),
        (True, "utf-8", {"COLUMNS": "50", "TERM": "dumb", "FORCE_COLOR": "1"}, Screen(50, True, False)),
    ],
)
def test_what_the_screen_is(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
    coding: str,
    variables: dict[str, str],
    screen: Screen,
) -> None:
    """Width, colour and signs follow the output and the environment; NO_COLOR wins over FORCE_COLOR."""
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", _Output(terminal, coding))
    assert session.screen() == screen
    assert session.screen_for(None) == session.screen_for("-") == screen
    assert session.screen_for("a.txt") == Screen()


def test_a_question_wants_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`yes` answers beforehand; without a terminal the refusal says what to type."""
    monkeypatch.setattr(sys, "stdin", _Output(False))
    assert session.confirmed("行吗？", yes=True)
    with pytest.raises(Refused) as caught:
        session.confirmed("行吗？\x1b[31m", yes=False)
    assert (caught.value.message, caught.value.hint) == (
        "行吗？⟨U+001B⟩[31m",
        "没有终端可以回答；确定要做，在同一命令后面加 --yes",
    )
    assert capsys.readouterr() == ("", "")


def test_missing_streams_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program started without standard streams writes and reads nothing, and does not fail."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    session.prepare()
    made = [sys.stdin, sys.stdout, sys.stderr]
    session.out("甲")
    session.say("乙")
    assert sys.stdin.readline() == ""
    for stream in made:
        stream.close()


@pytest.mark.parametrize(
    ("coding", "text", "expected"),
    [
        ("gbk", "措施 1 › log⏎⟨U+200B⟩ ✓", b"\xb4\xeb\xca\xa9 1 > log/<U+200B> \\u2713"),
        ("ascii", "│─›é", b"|->\\xe9"),
        ("latin-1", "é措", b"\xe9\\u63aa"),
        ("utf-8", "措›\udc80", "措›\\udc80".encode()),
    ],
)
def test_characters_that_an_output_lacks_are_spelt(
    monkeypatch: pytest.MonkeyPatch, coding: str, text: str, expected: bytes
) -> None:
    """Our own signs have plain ones in their stead, others are spelt out; nothing fails."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=coding)
    monkeypatch.setattr(sys, "stdout", stream)
    session.prepare()
    stream.write(text)
    stream.flush()
    assert stream.buffer.getvalue() == expected


class _Broken(io.StringIO):
    """A standard output that fails in the way it was told to."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def write(self, text: str) -> int:
        raise self.error


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (BrokenPipeError(), 141, ""),
        (OSError(28, "No space left on device"), 6, "错误：输出写不出去：磁盘已满\n"),
        (OSError(122, "Disk quota exceeded"), 6, "错误：输出写不出去：磁盘配额已用完\n"),
        (OSError(9, "Bad file descriptor"), 6, "错误：输出写不出去：系统拒绝写入\n"),
    ],
)
def test_an_output_that_fails_is_told_once(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: OSError, code: int, message: str
) -> None:
    """A closed pipe is quiet; anything else is one line and what to do."""
    err = io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(sys, "stdout", _Broken(error))
    assert cli.run(["--version"]) == code
    hint = "提示：排除原因后再运行一次，或用 --output 写到别处\n" if message else ""
    assert err.getvalue() == message + hint
