"""System calls of a save that are recorded, and made to fail at will."""

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fazhi_cli import commit

fcntl: Any = pytest.importorskip("fcntl")
CALLS: tuple[tuple[Any, str], ...] = (
    (os, "open"),
    (os, "write"),
    (os, "fstat"),
    (os, "fchown"),
    (os, "fchmod"),
    (os, "listxattr"),
    (os, "fsync"),
    (os, "close"),
    (os, "replace"),
    (commit, "exchange"),
    (os, "link"),
    (os, "unlink"),
    (fcntl, "flock"),
    (Path, "read_bytes"),
    (Path, "stat"),
)
SAME = {"exchange": "replace"}
"""Calls that are logged under the name of another that does the same for us."""
ERRORS = ("ENOSPC", "EDQUOT", "EIO", "EACCES", "EROFS", "EINTR", "ESTALE")


class Faults:
    """Every call of a save, in order, and what happens at the one with the number `at`.

    `log` holds `NAME LABEL` of each call, where the label says which file it is about. `act` is done before
    the call, or with `after` behind it; `always` goes on doing it at all calls that follow. Removing a file
    is never made to fail, for nobody could clean up then; a run may be killed there.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
        self.file = file
        self.log: list[str] = []
        self.labels: dict[int, str] = {}
        self.at = 0
        self.always = self.after = self.fired = False
        self.act: Callable[[], object] = lambda: None
        for owner, name in CALLS:
            monkeypatch.setattr(owner, name, self._wrapped(name, getattr(owner, name)))

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            self.log.append(f"{SAME.get(name, name)} {self._label(args[0])}")
            number = len(self.log)
            due = number == self.at or (self.always and 0 < self.at < number)
            due = due and (name != "unlink" or self.act is killed)
            self.fired |= due
            if due and not self.after and name != "close":
                self.act()
            result = real(*args, **options)
            if due and (self.after or name == "close"):
                self.act()
            if name == "open":
                self.labels[result] = self._label(args[0])
            return result

        return call

    def _label(self, target: object) -> str:
        if isinstance(target, int):
            return self.labels.get(target, "?")
        name = Path(os.fsdecode(str(target))).name
        sorts = {self.file.name: "file", f".{self.file.name}.lock": "lock", self.file.parent.name: "folder"}
        return sorts.get(name, "temporary" if name.endswith(".tmp") else "?")

    def arm(self, at: int, act: Callable[[], object], always: bool = False, after: bool = False) -> None:
        """Do `act` at the call with the number `at` from now on."""
        self.log = []
        self.at, self.act, self.always, self.after, self.fired = at, act, always, after, False

    def disarm(self) -> None:
        """Let every call be; what was logged and whether something was done can still be asked."""
        self.at = 0


def failing(code: str) -> Callable[[], None]:
    """Return what raises the system error `code`, with the English words of the system."""
    number = getattr(errno, code)

    def fail() -> None:
        raise OSError(number, os.strerror(number))

    return fail


def killed() -> None:
    """End the process at once, as a kill does."""
    os._exit(9)


def interrupted() -> None:
    """Press Ctrl-C."""
    signal.raise_signal(signal.SIGINT)


def leftovers(folder: Path) -> list[str]:
    """Return the names of temporary files in `folder`."""
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(".tmp"))


def in_child(body: Callable[[], object]) -> int:
    """Run `body` in a child process and return its exit code: 0 fine, 1 an exception."""
    child = os.fork()
    if not child:
        code = 1
        try:
            body()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
