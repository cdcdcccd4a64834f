"""A line on standard error that says what long work is at: on a terminal only, and only after a second."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread

from fazhi_cli.cells import fitting, visible, width

PATIENCE = 1.0
"""Seconds of work of which nothing is said."""

_EVERY = 0.2
_USUAL = 80


class _Line:
    """The one line of a terminal that is written over: what stands in it now."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.shown = ""

    def show(self, text: str) -> None:
        """Put `text` in the place of what stands there."""
        with self.lock, suppress(OSError, ValueError):
            fresh = fitting(visible(text), _room())
            if fresh != self.shown:
                blank = " " * max(width(self.shown) - width(fresh), 0)
                sys.stderr.write(f"\r{fresh}{blank}")
                sys.stderr.write("\b" * len(blank))
                sys.stderr.flush()
                self.shown = fresh

    def wipe(self) -> None:
        """Leave the line empty, the cursor at its beginning."""
        if self.shown:
            self.show("")
            with suppress(OSError, ValueError):
                sys.stderr.write("\r")
                sys.stderr.flush()


def _room() -> int:
    """Return how many cells a line may take without going over into the next."""
    with suppress(OSError, ValueError):
        return (os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL) - 1
    return _USUAL - 1


_LINE = _Line()


def wipe() -> None:
    """Take the line away, so that something else can be said where it stood."""
    _LINE.wipe()


@contextmanager
def working(text: str) -> Iterator[Callable[[str], None]]:
    """Say `text` while the body runs, if it takes long and standard error is a terminal.

    The body may call what it is given to say where it has come to instead.
    """
    told = [text]
    if not sys.stderr.isatty():
        yield told.append
        return
    over = Event()
    teller = Thread(target=_tell, args=(told, over), daemon=True)
    teller.start()
    try:
        yield told.append
    finally:
        over.set()
        teller.join()
        wipe()


def _tell(told: list[str], over: Event) -> None:
    """Show the last of `told` again and again until it is `over`, after the time in which nothing is said."""
    pause = PATIENCE
    while not over.wait(pause):
        _LINE.show(told[-1])
        pause = _EVERY
