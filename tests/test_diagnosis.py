"""What doctor finds: each check with its levels, and that none can make it fail."""

import os
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli import commit, diagnosis, versioning
from fazhi_cli.diagnosis import Check, computer, holdings, is_well, surroundings
from fazhi_cli.diagnosis.finding import LEVELS, NAMES, PARTS, Finding, Run
from fazhi_cli.problems import Refused
from tests.conftest import one_measure

RUN = Run(
    version="1.0.0",
    python="3.11.7（CPython）",
    system="Linux-6",
    place=Path("/opt/fazhi"),
    command="/opt/bin/fazhi",
    on_path="/opt/bin/fazhi",
    encoding="utf-8",
    columns=120,
    file_names="utf-8",
    locale="zh_CN.UTF-8",
    platform="linux",
    font_folders=(),
    today=date(2022, 10, 15),
    local=date(2022, 10, 15),
    offset=8.0,
    register=Path("tasks.yaml"),
    name="tasks.yaml",
    built_in=False,
    how="就近找到的",
    holiday_folders=(),
    author="张三",
    cache=None,
    cached=True,
)
"""A run in which all is well, but for the register that is not there."""

AS_ROOT = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything"
)


OWN = "有 2019 至 2027 年的；2028 年的一般在 11 月公布；其中有的年份取自 {}"


def told(found: Iterator[Finding]) -> list[tuple[str, str, str]]:
    """Return code, level and message of each finding."""
    return [(item.code, item.level, item.message) for item in found]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Put a register into a folder of its own; return its path."""
    path = tmp_path / "tasks.yaml"
    path.write_text(one_measure("status: doing"), encoding="utf-8")
    return path


def at(path: Path, **more: Any) -> Run:
    """Return the run with its register at `path`."""
    return RUN._replace(register=path, **more)


def test_the_program() -> None:
    """Version and place; that a shell finds this very program, another one, or none."""
    assert told(computer.program(RUN)) == [
        ("version", "good", "fazhi 1.0.0，Python 3.11.7（CPython），Linux-6"),
        ("place", "good", "/opt/fazhi（运行：/opt/bin/fazhi）"),
        ("command", "good", "只写 fazhi 就能运行（/opt/bin/fazhi）"),
    ]
    *_, other = computer.program(RUN._replace(on_path="/usr/bin/fazhi"))
    assert (other.level, other.message) == ("heed", "只写 fazhi，运行的是另一个：/usr/bin/fazhi")
    *_, none = computer.program(RUN._replace(on_path=None))
    assert (none.level, none.message, none.hint[-13:]) == (
        *("heed", "只写 fazhi 找不到它"),
        "/opt/bin/fazhi"[-13:],
    )


@pytest.mark.parametrize(
    ("encoding", "level", "said"),
    [
        ("utf-8", "good", "汉字、表格线都能显示"),
        ("UTF-8-SIG", "good", "汉字、表格线都能显示"),
        ("gbk", "good", "汉字能显示，表格线用 - 代替"),
        ("cp936", "good", "汉字能显示，表格线用 - 代替"),
        ("gb18030", "good", "汉字能显示，表格线用 - 代替"),
        ("ascii", "bad", "写不了汉字"),
        ("cp437", "bad", "写不了汉字"),
        ("latin-1", "bad", "写不了汉字"),
        ("no-such-encoding", "bad", "写不了汉字"),
    ],
)
def test_the_encoding_of_the_screen(encoding: str, level: str, said: str) -> None:
    """What can show Chinese is good; what cannot is told with what to do on which system."""
    first = next(computer.screen(RUN._replace(encoding=encoding)))
    assert (first.code, first.level) == ("encoding", level)
    assert first.message.startswith(f"输出的编码是 {encoding}")
    assert first.message.endswith(said)
    assert ("chcp 65001" in first.hint) == (level == "bad")


@pytest.mark.parametrize(
    ("columns", "level", "said"),
    [
        (None, "good", "输出不是终端，表格不折行"),
        (59, "heed", "终端只有 59 格宽，排不下表格时一条一段"),
        (60, "good", "终端 60 格宽"),
    ],
)
def test_the_width_of_the_screen(columns: int | None, level: str, said: str) -> None:
    """A narrow terminal is to be heeded."""
    assert told(computer.screen(RUN._replace(columns=columns)))[1] == ("width", level, said)


def test_the_encoding_of_file_names() -> None:
    """Where Chinese names cannot be written it is said."""
    assert told(computer.screen(RUN))[2] == ("locale", "good", "zh_CN.UTF-8，文件名的编码是 utf-8")
    assert told(computer.screen(RUN._replace(locale="")))[2][2] == "没有设置，文件名的编码是 utf-8"
    assert told(computer.screen(RUN._replace(file_names="ascii")))[2] == (
        *("locale", "heed"),
        "文件名的编码是 ascii，中文文件名会出错",
    )


@pytest.mark.parametrize(
    ("names", "level", "said"),
    [
        (None, "unknown", "看不出装了哪些字体；Word、Excel 文件照样能写出来"),
        (
            "方正小标宋简体\n仿宋_GB2312\n黑体\n楷体_GB2312\n宋体",
            "good",
            "方正小标宋、仿宋、黑体、楷体、宋体都有",
        ),
        (
            "FZXBSJW.TTF\nsimfang.ttf\nsimhei.ttf\nsimkai.ttf\nsimsun.ttc",
            "good",
            "方正小标宋、仿宋、黑体、楷体、宋体都有",
        ),
        (
            "SimSun,宋体:style=Regular\nSimHei",
            "heed",
            "这台电脑没有方正小标宋、仿宋、楷体；写出的文件照样用它们的名字，在这里打开时换成别的字体",
        ),
    ],
)
def test_the_fonts(monkeypatch: pytest.MonkeyPatch, names: str | None, level: str, said: str) -> None:
    """By their names or those of their files; what cannot be told is said to be so."""
    monkeypatch.setattr(surroundings, "fonts", lambda *_: names)
    assert told(computer.fonts(RUN)) == [("fonts", level, said)]


def test_the_cache(tmp_path: Path) -> None:
    """Off, without a folder, still to be made, there with so much in it."""
    assert told(computer.cache(RUN._replace(cached=False)))[0][1:] == (
        "good",
        "已用 FAZHI_NO_CACHE 关掉，每次都重新读台账",
    )
    assert told(computer.cache(RUN))[0][1] == "unknown"
    folder = tmp_path / "a" / "fazhi"
    run = RUN._replace(cache=folder)
    assert told(computer.cache(run)) == [("folder", "good", f"{folder}：还没有，用到时自己建")]
    assert not folder.exists()
    folder.mkdir(parents=True)
    (folder / "x.snapshot").write_bytes(bytes(1_500_000))
    assert told(computer.cache(run)) == [
        ("folder", "good", f"{folder}：1 份快照，1.5 MB；可以随时删去，会自己再建")
    ]
    file = tmp_path / "file"
    file.write_text("")
    for path in (file, file / "fazhi"):
        assert told(computer.cache(RUN._replace(cache=path)))[0][1] == "heed"


def test_the_day() -> None:
    """Business goes by Beijing time; a machine elsewhere is told so, one without a clock is warned."""
    assert told(computer.clock(RUN)) == [("day", "good", "业务日期是 2022-10-15（北京时间），本机时区 UTC+8")]
    behind = RUN._replace(local=date(2022, 10, 14), offset=-3.5)
    assert told(computer.clock(behind)) == [
        ("day", "good", "业务日期是 2022-10-15（北京时间），本机按 UTC-3.5 还是 2022-10-14；都按业务日期算")
    ]
    assert told(computer.clock(RUN._replace(today=date(1980, 1, 1)))) == [
        ("day", "bad", "今天是 1980-01-01？")
    ]
    assert next(computer.network(RUN)).level == "good"


def test_a_register_that_is_well(register: Path) -> None:
    """Everything about it is told, and nothing is made."""
    before = sorted(register.parent.iterdir())
    assert told(holdings.register(at(register))) == [
        ("file", "good", "tasks.yaml（就近找到的）"),
        ("content", "good", "台账，2022 年，1 条措施；fazhi check 检查内容"),
        ("author", "good", "改动署名 张三（FAZHI_BY、--by 可以改）"),
        ("writing", "good", "台账和它的文件夹都能写"),
        ("drive", "good", "台账在本机的磁盘上"),
        ("lock", "good", "还没有锁文件，第一次写时自己建"),
        ("journal", "good", "还没有操作记录，第一次写时自己建"),
    ]
    assert sorted(register.parent.iterdir()) == before


@pytest.mark.parametrize("author", ["root", "Administrator", "未署名"])
def test_a_name_that_is_nobody_s(register: Path, author: str) -> None:
    """An account of the machine says nobody; it is told how to give a name."""
    found = {item.code: item for item in holdings.register(at(register, author=author))}["author"]
    assert (found.level, found.message) == ("heed", f"改动会署名 {author}，看不出是谁")
    assert found.hint == "设环境变量 FAZHI_BY=姓名，或每次写 --by 姓名"


def test_the_built_in_register() -> None:
    """It is for looking at."""
    (only,) = holdings.register(RUN._replace(built_in=True))
    assert (only.level, only.hint) == ("heed", "用 fazhi init 建自己的台账，或用 --file 指明")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "读不了，1 处错误，头一处在 tasks.yaml：文件是空的"),
        (b"title: x\n", "读不了，1 处错误，头一处在 tasks.yaml:1:1：缺少 sections（部分）"),
        (b"PK\x03\x04", "读不了，1 处错误，头一处在 tasks.yaml：这是 Excel、Word 或压缩文件，不是文本文件"),
        (b"a: [", None),
        (bytes(range(256)), None),
        (b"[" * 100_000, None),
    ],
)
def test_a_register_that_cannot_be_read(register: Path, content: bytes, said: str | None) -> None:
    """The first error is told with its place, and that check has them all; the other checks go on."""
    register.write_bytes(content)
    found = {item.code: item for item in holdings.register(at(register))}
    assert found["content"].level == "bad"
    assert said is None or found["content"].message == said
    assert found["content"].hint.endswith("；fazhi check 列出全部")
    assert found["lock"].level == "good"


def test_a_register_that_is_not_there(tmp_path: Path) -> None:
    """Neither the file nor its folder."""
    for path in (tmp_path / "no.yaml", tmp_path / "no" / "no.yaml", tmp_path):
        found = {item.code: item for item in holdings.register(at(path))}
        assert found["content"].level == "bad"
        assert (path.name != "no.yaml") or found["writing"].message != "台账和它的文件夹都能写"


def test_another_encoding_is_to_be_heeded(register: Path) -> None:
    """It can be read and not written."""
    register.write_bytes(one_measure("detail: 这是一段相当普通的中文内容，用来认出编码").encode("gb18030"))
    (odd,) = [item for item in holdings.register(at(register)) if item.code == "encoding"]
    assert (odd.level, odd.message) == ("heed", "文件编码是 GB18030，不是 UTF-8")


def test_the_lock(register: Path) -> None:
    """One that is there is tried, and is told to be held while somebody holds it."""
    with commit.locked(register):
        held = {item.code: item for item in holdings.register(at(register))}["lock"]
        assert (held.level, held.message) == ("heed", "正被别人写入")
    free = {item.code: item for item in holdings.register(at(register))}["lock"]
    assert (free.level, free.message) == ("good", "锁能用，现在没有别人在写")
    lock = register.with_name(".tasks.yaml.lock")
    lock.unlink()
    lock.mkdir()
    broken = {item.code: item for item in holdings.register(at(register))}["lock"]
    assert (broken.level, broken.hint != "") == ("bad", True)


def test_the_journal(register: Path) -> None:
    """Lines that cannot be read are counted; a journal that is no file is told."""
    journal = register.with_name(".tasks.yaml.history")
    journal.write_bytes(b"\xff not json\n\n{}\n")
    found = {item.code: item for item in holdings.register(at(register))}["journal"]
    assert (found.level, found.message) == ("heed", "2 步操作中有 2 步读不出来")
    journal.unlink()
    os.mkfifo(journal) if hasattr(os, "mkfifo") else journal.mkdir()
    found = {item.code: item for item in holdings.register(at(register))}["journal"]
    assert (found.level, found.message) == (
        "heed",
        ".tasks.yaml.history 读不出来，不能撤销，也查不到谁改了什么",
    )


@pytest.mark.parametrize(
    ("kind", "synced", "level", "said"),
    [
        ("cifs", None, "heed", "台账在网络盘上（cifs）；有的网络盘，锁管不住另一台电脑"),
        ("", "OneDrive", "heed", "台账在同步盘里（OneDrive）；同步时两边都改，会多出一份副本"),
        (None, None, "unknown", "看不出台账是不是在网络盘上"),
        ("", None, "good", "台账在本机的磁盘上"),
    ],
)
def test_where_the_register_lies(
    register: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str | None,
    synced: str | None,
    level: str,
    said: str,
) -> None:
    """A network drive and a folder that is kept in step are to be heeded."""
    monkeypatch.setattr(surroundings, "network_kind", lambda _: kind)
    monkeypatch.setattr(surroundings, "synced_folder", lambda _: synced)
    assert ("drive", level, said) in told(holdings.register(at(register)))


@AS_ROOT
def test_what_may_not_be_written(register: Path) -> None:
    """A file that is read only, and a folder that is closed."""
    register.chmod(stat.S_IRUSR)
    assert ("writing", "bad", "台账是只读的，只能看") in told(holdings.register(at(register)))
    register.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert ("writing", "bad") in [item[:2] for item in told(holdings.register(at(register)))]
    finally:
        register.parent.chmod(0o700)


def test_what_the_system_forbids(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where the system says so."""
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).is_dir() or mode == os.F_OK)
    assert ("writing", "bad", "台账是只读的，只能看") in told(holdings.register(at(register)))
    monkeypatch.setattr(os, "access", lambda *_: False)
    said = f"文件夹 {register.parent} 写不进去，台账只能看"
    found = told(holdings.register(at(register)))
    assert ("writing", "bad", said) in found
    assert ("lock", "unknown", f"看不到文件夹 {register.parent} 里有没有锁和操作记录") in found
    assert "check" not in [code for code, _, _ in found]


@pytest.mark.parametrize(
    ("today", "own", "level", "said"),
    [
        (date(2022, 10, 15), "", "good", "有 2019 至 2026 年的"),
        (date(2026, 11, 30), "", "good", "有 2019 至 2026 年的；2027 年的一般在 11 月公布"),
        (date(2026, 12, 1), "", "heed", "有 2026 年的，还没有 2027 年的"),
        (date(2027, 1, 1), "", "heed", "没有 2027 年的，算工作日时只除去周末"),
        (
            date(2027, 1, 1),
            '"2027": {notice: [自定], off: {元旦: 2027-01-01 至 2027-01-03}, work: []}\n',
            "good",
            OWN,
        ),
        (date(2022, 10, 15), "2022: x\n", "bad", None),
        (date(2022, 10, 15), "a: [", "bad", None),
    ],
)
def test_the_years_of_holidays(
    tmp_path: Path, today: date, own: str, level: str | None, said: str | None
) -> None:
    """Those in the program and of one's own; next year's are missed from December on."""
    if own:
        (tmp_path / "holidays.yaml").write_text(own, encoding="utf-8")
    (found,) = holdings.years(RUN._replace(today=today, holiday_folders=(tmp_path,)))
    assert level is None or found.level == level
    assert said is None or found.message == said.format(tmp_path / "holidays.yaml")


def test_git(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Absent, without a repository, in one that lacks the set-up, in one that has it."""
    if surroundings.git_version() is None:
        pytest.skip("no git here")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert told(holdings.git(at(register)))[1:] == [
        ("repository", "good", "台账不在 git 仓库里；不用 git 也行")
    ]
    surroundings.printed("git", "init", str(register.parent))
    folder = register.parent.resolve()
    lacking = list(holdings.git(at(register)))[1]
    assert (lacking.level, lacking.hint) == ("heed", "在台账的文件夹里运行 fazhi init --git")
    assert lacking.message == (
        f"台账在仓库 {folder} 里，还没有设好：.gitattributes、.gitignore、pre-commit、合并程序"
    )
    versioning.set_up(versioning.setup([register], RUN.command))
    assert told(holdings.git(at(register)))[1:] == [
        ("repository", "good", f"台账在仓库 {folder} 里，逐字段合并、提交前检查都设好了")
    ]
    assert len(list(holdings.git(at(register, built_in=True)))) == 1
    monkeypatch.setattr(surroundings, "git_version", lambda: None)
    assert told(holdings.git(at(register))) == [("program", "good", "没有装 git；不用 git 也行")]


def test_a_check_that_fails_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it raises; the others are told all the same."""

    def refusing(_: Run) -> Iterator[Finding]:
        yield Finding("git", "program", "good", "先说一句")
        raise Refused("不行", "改一改")

    def failing(_: Run) -> Iterator[Finding]:
        raise RecursionError("deep")
        yield

    checks = (Check("git", refusing), Check("cache", failing), Check("network", computer.network))
    monkeypatch.setattr(diagnosis, "CHECKS", checks)
    assert [(item.part, item.code, item.level, item.message) for item in diagnosis.diagnosis(RUN)] == [
        ("git", "program", "good", "先说一句"),
        ("git", "check", "bad", "不行"),
        ("cache", "check", "bad", "查不下去（RecursionError：deep）"),
        ("network", "offline", "good", "不用网络：不上传，不下载，离线照常用"),
    ]


def test_all_is_well_without_anything_to_heed() -> None:
    """What cannot be told does not count."""
    found = [Finding("git", "program", level, "") for level in ("good", "unknown")]
    assert is_well(found)
    for level in ("heed", "bad"):
        assert not is_well([*found, Finding("git", "program", level, "")])


def test_every_check_uses_the_words_of_the_tables(register: Path) -> None:
    """Parts, names and levels have their terms, and what is to be heeded has a remedy."""
    found = diagnosis.diagnosis(
        at(register, encoding="ascii", on_path=None, columns=20, cache=register / "x")
    )
    assert [item.part for item in found] == sorted((item.part for item in found), key=list(PARTS).index)
    for item in found:
        assert (item.code in NAMES, item.level in LEVELS) == (True, True)
        assert bool(item.hint) >= (item.level in ("heed", "bad"))
    assert {check.part for check in diagnosis.CHECKS} == set(PARTS)


@given(st.binary(max_size=200))
def test_no_content_makes_it_fail(content: bytes) -> None:
    """A register of any bytes is a finding, never an error of the program."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "tasks.yaml")
        path.write_bytes(content)
        assert {item.code for item in holdings.register(at(path))} >= {"content", "writing", "lock"}
