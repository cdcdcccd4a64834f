"""Every screen in the encodings of old consoles: the same text, plain signs for our own, nothing lost."""

import io
import re
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from fazhi_cli import cli
from fazhi_cli.cli import COMMANDS, session
from tests.examples import TOP
from tests.speeches import SPEECH

DAY = date(2022, 10, 15)
DRAWN = str.maketrans("─█░", "-#-")
PLAIN = str.maketrans("│›⏎⟨⟩", "|>/<>")
"""What stands for signs of our own: for lines and bars always, for the others where an encoding lacks it."""

SCREENS = (
    "",
    "--help",
    "list",
    "list --overdue --columns id,light,title,due,lead,status",
    "list --group-by lead --sort due",
    "list --level subtask",
    "list 没有",
    "lst",
    "mark 1.1.1",
    "show 1.1.1",
    "check --verbose",
    "check --assumed",
    "stats",
    "stats --by unit",
    "stats --by month",
    "report",
    "report --month 2022-09",
    "notice --text",
    "history",
    "undo --list",
    "due 会后5个工作日内 --issued 2022-03-15",
    "due 大概年底",
    "trace --source speech.txt",
    "plan 1.1.1",
    *(f"{name} --help" for name in COMMANDS),
)


CHANGES = (
    "set 1.1.1 --title 推行“3+N”调解——试点①·㈠",
    "mark 1.1.1 --status doing --note “两个维护”…",
    "chase 1.1.1 --to 区司法局 --how 电话",
    "plan 1.1.1 --step 形成初稿=60",
    "add 1.1 --title 一条新的措施",
    "undo",
    "mark 1.1.1 --status done",
)
"""Commands that write, in order."""


class Told(NamedTuple):
    """What a run left: exit code and the two streams as text."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out a folder with a register and what goes with it."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(TOP / "examples" / "tasks.yaml", folder)
    (folder / "speech.txt").write_text(SPEECH, encoding="utf-8")
    return folder


@pytest.fixture
def desk(laid: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in that folder, as a clerk with a Chinese name; nothing of these tests changes it."""
    monkeypatch.chdir(laid)
    for name in ("FAZHI_FILE", "FAZHI_BY", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LOGNAME", "测试员")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.setattr(session, "today", lambda: DAY)
    return laid


def told(args: Sequence[str], coding: str) -> Told:
    """Run the program with output in the encoding `coding`; return what it printed."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding=coding, write_through=True) for _ in range(2)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO())
        patch.setattr(sys, "stdout", streams[0])
        patch.setattr(sys, "stderr", streams[1])
        code = cli.run(args)
    texts = [stream.buffer.getvalue().decode(coding) for stream in streams]
    return Told(code, *texts)


def spelt(text: str, coding: str) -> str:
    """Return `text` as an output in `coding` has to show it."""
    shown = (_sign(char, coding) for char in text.translate(DRAWN))
    return "".join(shown).encode(coding, "backslashreplace").decode(coding)


def _sign(char: str, coding: str) -> str:
    try:
        char.encode(coding)
    except UnicodeEncodeError:
        return char.translate(PLAIN)
    return char


@pytest.mark.parametrize("line", SCREENS)
@pytest.mark.usefixtures("desk")
def test_a_screen_says_the_same_in_every_encoding(line: str) -> None:
    """In GBK not a character is other than in UTF-8 but for our own signs; in ASCII each is spelt out."""
    usual = told(line.split(), "utf-8")
    assert usual.code in (0, 1, 2, 4)
    # Help is left to Typer, which writes UTF-8 where it finds ASCII.
    for coding in ("gbk", "ascii") if "--help" not in line else ("gbk",):
        wanted = Told(usual.code, *(spelt(text, coding) for text in usual[1:]))
        assert told(line.split(), coding) == wanted
    plain = "".join(spelt(text, "gbk") for text in usual[1:])
    assert re.search(r"\\[ux][0-9a-f]|\?|\x1b|\ufffd", plain) is None


@pytest.mark.parametrize("coding", ["gbk", "ascii"])
def test_changes_are_told_the_same_in_every_encoding(
    coding: str, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And make the same register, byte for byte, whatever the console is."""
    shown, left = {}, {}
    for used in ("utf-8", coding):
        folder = tmp_path / used
        shutil.copytree(desk, folder)
        monkeypatch.chdir(folder)
        shown[used] = [told(line.split(), used) for line in CHANGES]
        left[used] = (folder / "tasks.yaml").read_bytes()
    assert [item.code for item in shown["utf-8"]] == [0, 0, 0, 0, 0, 0, 4]
    steady = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
    for usual, real in zip(shown["utf-8"], shown[coding], strict=True):
        wanted = [spelt(text, coding) for text in usual[1:]]
        assert [steady.sub("", text) for text in real[1:]] == [steady.sub("", text) for text in wanted]
    assert left["utf-8"] == left[coding]


@pytest.mark.parametrize("coding", ["gbk", "cp936", "gb18030", "big5", "ascii", "cp437", "cp1252"])
@pytest.mark.usefixtures("desk")
def test_the_doctor_looks_at_any_screen(coding: str) -> None:
    """It tells of the encoding itself and so says something else in each, but always comes to its end."""
    shown = told(["doctor"], coding)
    assert shown.code in (0, 1)
    assert "Traceback" not in "".join(shown[1:])


@pytest.mark.usefixtures("desk")
def test_lights_are_words() -> None:
    """Red, yellow, green and the others can be told apart without colour, in a column of their own."""
    rows = told(["list", "--columns", "id,light"], "gbk").out.splitlines()
    lights = {found[1] for row in rows if (found := re.fullmatch(r"[0-9.]+ +(\w)", row))}
    assert {"红", "绿", "灰"} <= lights <= {"红", "黄", "绿", "灰", "销", "—"}


@pytest.mark.parametrize("coding", ["gbk", "ascii"])
@pytest.mark.usefixtures("desk")
def test_data_are_the_same_bytes(coding: str, tmp_path: Path) -> None:
    """What a program reads is UTF-8 whatever the console is, and so is a file."""
    usual = told(["list", "--format", "json"], "utf-8").out
    odd = io.TextIOWrapper(io.BytesIO(), encoding=coding)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", odd)
        assert cli.run(["list", "--format", "json"]) == 0
    odd.flush()
    assert odd.buffer.getvalue().decode("utf-8") == usual
    assert told(["list", "-o", str(tmp_path / "表 “一”.md")], coding).code == 0
    assert "措施" in (tmp_path / "表 “一”.md").read_text(encoding="utf-8")
