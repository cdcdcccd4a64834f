"""A console of Windows, by a stand-in for its functions: no terminal, wide lines, escape sequences."""

import io
import os
import sys
from typing import Any

import pytest

from fazhi_cli.cli import console, session
from tests.conftest import Run, one_measure

COLOURS = 0x4


class Kernel:
    """Windows' functions on three standard streams: `modes` by handle, no mode for what is no console."""

    def __init__(self, modes: dict[int, int], page: int = 936, willing: bool = True) -> None:
        self.modes = modes
        self.page = page
        self.willing = willing

    def GetStdHandle(self, number: int) -> int:
        """Return 100 and what the stream's number is below."""
        return 100 - number

    def GetConsoleMode(self, handle: Any, mode: Any) -> int:
        """Put the mode of a console into what `mode` refers to."""
        if handle is None or handle.value not in self.modes:
            return 0
        mode._obj.value = self.modes[handle.value]
        return 1

    def SetConsoleMode(self, handle: Any, mode: int) -> int:
        """Set the mode of a console that is willing."""
        if self.willing:
            self.modes[handle.value] = mode
        return int(self.willing)

    def GetConsoleOutputCP(self) -> int:
        """Return the code page."""
        return self.page


IN, OUT, ERR = 110, 111, 112
"""The handles of the three streams."""


class Standard(io.StringIO):
    """A standard stream by its number, which calls itself a terminal."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def fileno(self) -> int:
        """Return the number."""
        return self.number

    def isatty(self) -> bool:
        """Say yes."""
        return True


def put(monkeypatch: pytest.MonkeyPatch, kernel: Kernel | None) -> None:
    """Make the program find `kernel`, and no terminal of the newer kind."""
    monkeypatch.setattr(console, "_kernel", lambda: kernel)
    for name in ("WT_SESSION", "NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.skipif(os.name == "nt", reason="there the functions are real")
def test_other_systems_have_nothing_to_ask() -> None:
    """No stream is void, lines are one cell wide, escape sequences act."""
    stream = Standard(1)
    assert (console.is_void(stream), console.draws_wide(), console.obeys(stream)) == (False, False, True)


def test_the_null_device_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though it says so; a console is one, and what has no descriptor is left as it is."""
    put(monkeypatch, Kernel({OUT: 3}))
    assert console.is_void(Standard(0))
    assert not console.is_void(Standard(1))
    assert not console.is_void(io.StringIO())


def test_nobody_is_asked_at_the_null_device(monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Any) -> None:
    """`fazhi … <nul` of a scheduled task is refused what needs an answer, as in a pipe."""
    put(monkeypatch, Kernel({OUT: 3, ERR: 3}))
    monkeypatch.setattr(sys, "stdin", Standard(0))
    session.prepare()
    assert (sys.stdin.isatty(), sys.stdin.read(), sys.stdin.errors) == (False, "", "replace")


def test_a_console_stays_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where somebody sits at a console, it is asked."""
    put(monkeypatch, Kernel({IN: 3}))
    asked = Standard(0)
    monkeypatch.setattr(sys, "stdin", asked)
    session.prepare()
    assert sys.stdin is asked


@pytest.mark.parametrize(
    ("page", "terminal", "wide"),
    [(936, "", True), (950, "", True), (65001, "", False), (437, "", False), (936, "x", False)],
)
def test_old_consoles_of_east_asia_draw_wide_lines(
    monkeypatch: pytest.MonkeyPatch, page: int, terminal: str, wide: bool
) -> None:
    """By the code page; Windows Terminal, which names itself, draws them in one cell."""
    put(monkeypatch, Kernel({}, page))
    monkeypatch.setenv("WT_SESSION", terminal)
    assert console.draws_wide() is wide


def test_escape_sequences_are_switched_on_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A console is told to obey them and keeps its other settings; one that will not gets none."""
    old, deaf = Kernel({OUT: 3}), Kernel({OUT: 3}, willing=False)
    put(monkeypatch, old)
    assert (console.obeys(Standard(1)), old.modes) == (True, {OUT: 3 | COLOURS})
    assert not console.obeys(Standard(2))
    put(monkeypatch, deaf)
    assert (console.obeys(Standard(1)), deaf.modes) == (False, {OUT: 3})
    put(monkeypatch, Kernel({OUT: 3 | COLOURS}, willing=False))
    assert console.obeys(Standard(1))


@pytest.mark.parametrize(
    ("kernel", "ascii", "colour"),
    [
        (Kernel({OUT: 3}), True, True),
        (Kernel({OUT: 3}, willing=False), True, False),
        (Kernel({OUT: 3}, page=65001), False, True),
        (None, False, True),
    ],
)
def test_what_the_screen_is(
    monkeypatch: pytest.MonkeyPatch, kernel: Kernel | None, ascii: bool, colour: bool
) -> None:
    """Lines of a GBK console are drawn with hyphens though it takes UTF-8; colour needs its consent."""
    put(monkeypatch, kernel)
    stream = Standard(1)
    monkeypatch.setattr(Standard, "encoding", "utf-8")
    monkeypatch.setattr(sys, "stdout", stream)
    shown = session.screen()
    assert (shown.width is not None, shown.ascii, shown.colour) == (True, ascii, colour)


def test_colours_that_are_asked_for_come_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """FORCE_COLOR wins over a console that will not, NO_COLOR over both."""
    put(monkeypatch, Kernel({OUT: 3}, willing=False))
    monkeypatch.setattr(sys, "stdout", Standard(1))
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert session.screen().colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not session.screen().colour


def test_a_table_on_a_gbk_console(monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Any) -> None:
    """In a pipe the lines are as ever: only a console's code page counts."""
    (tmp_path / "tasks.yaml").write_text(one_measure("due: 9月底前"), encoding="utf-8")
    put(monkeypatch, Kernel({}))
    assert "────" in run("list").out
