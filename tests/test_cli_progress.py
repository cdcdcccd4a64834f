"""The line that says what long work is at."""

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi_cli.cli import progress, session
from fazhi_cli.cli.outputs import Target, deliver
from fazhi_cli.cli.progress import working
from tests.conftest import Run, one_measure


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def impatient(monkeypatch: pytest.MonkeyPatch) -> _Terminal:
    """Return what stands for a terminal on standard error from now on, before which nobody is patient."""
    stream = _Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_EVERY", 0.001)
    return stream


def until(done: Callable[[], bool]) -> None:
    """Wait until `done`, for ten seconds at the most."""
    end = time.monotonic() + 10
    while not done() and time.monotonic() < end:
        time.sleep(0.001)
    assert done()


def drawn(text: str) -> str:
    """Return what a terminal shows of one line on which `text` was written."""
    cells: list[str] = []
    at = 0
    for char in text:
        if char == "\r":
            at = 0
        elif char == "\b":
            at -= 1
        else:
            for cell in (char, "") if char > "\u2e80" else (char,):
                cells[at : at + 1] = [cell]
                at += 1
    return "".join(cells).rstrip()


def test_long_work_is_told_and_the_line_is_left_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """First what it is, then where it has come to; afterwards nothing is there."""
    terminal = impatient(monkeypatch)
    with working("正在读 ……") as tell:
        until(lambda: drawn(terminal.getvalue()) == "正在读 ……")
        tell("正在输出 2/3")
        until(lambda: drawn(terminal.getvalue()) == "正在输出 2/3")
        tell("短")
        until(lambda: drawn(terminal.getvalue()) == "短")
    assert drawn(terminal.getvalue()) == ""
    assert "\n" not in terminal.getvalue()


def test_work_of_less_than_a_second_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second as it is in use."""
    terminal = impatient(monkeypatch)
    monkeypatch.setattr(progress, "PATIENCE", 1.0)
    with working("正在读 ……"):
        pass
    assert terminal.getvalue() == ""


def test_it_is_gone_when_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error stands on a line of its own."""
    terminal = impatient(monkeypatch)
    with pytest.raises(ZeroDivisionError), working("正在读 ……"):
        until(lambda: terminal.getvalue() != "")
        raise ZeroDivisionError
    assert drawn(terminal.getvalue()) == ""


def test_what_is_said_meanwhile_has_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is wiped before it."""
    terminal = impatient(monkeypatch)
    with working("正在读很长的 ……"):
        until(lambda: terminal.getvalue() != "")
        session.say("注意")
    first = terminal.getvalue().partition("\n")[0]
    assert drawn(first) == "注意"


def test_a_pipe_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it takes."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with working("正在读 ……"):
        time.sleep(0.05)
    assert pipe.getvalue() == ""


def test_a_long_or_wicked_text_stays_on_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut at the edge, controls spelt out."""
    terminal = impatient(monkeypatch)
    with working("\x1b[2J\n" + "长" * 200):
        until(lambda: terminal.getvalue() != "")
    assert "\x1b" not in terminal.getvalue() and "\n" not in terminal.getvalue()
    assert len(drawn(terminal.getvalue().split("\r")[1])) < 80


def test_several_files_are_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Which of how many, and its name."""
    terminal = impatient(monkeypatch)
    monkeypatch.chdir(tmp_path)
    seen: list[str] = []

    def render(target: Target) -> bytes:
        until(lambda: target.path in drawn(terminal.getvalue()))
        seen.append(drawn(terminal.getvalue()))
        return b"x"

    names = [Target(name, "md") for name in ("a.md", "b.md")]
    deliver(names, render, False, tmp_path / "none")
    assert seen == ["正在输出 1/2：a.md", "正在输出 2/2：b.md"]


def test_standard_output_is_data_alone(run: Run, tmp_path: Path) -> None:
    """No command puts it there."""
    (tmp_path / "tasks.yaml").write_text(one_measure(""), encoding="utf-8")
    assert "正在" not in run("list").out + run("list").err
