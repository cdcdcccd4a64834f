"""A change on its way to disk: lock, read, plan, prove, save.

The plan is made on what is in the file at that moment, under the lock, so nobody's work is overwritten.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from fazhi_cli import commit
from fazhi_cli.change import Change
from fazhi_cli.deadline import Calendar
from fazhi_cli.problems import Conflict
from fazhi_cli.register import Loaded, changed, load

TRIES = 5


class Written(NamedTuple):
    """The register before and after; they are the same object when there was nothing to change."""

    before: Loaded
    after: Loaded


Planner = Callable[[Loaded], list[Change]]


def rewrite(path: Path, plan: Planner, calendar: Callable[[], Calendar], name: str | None = None) -> Written:
    """Change the register at `path` as `plan` says of its present content, and save it.

    An editor that saves without asking for the lock makes the plan run again on what it saved. Raises
    Invalid, Refused, Conflict or Unwritable; nothing is written then.
    """
    with commit.locked(path):
        for attempt in range(TRIES):
            written = rehearse(path, plan, calendar, name)
            try:
                commit.replace(path, written.after.source.data, expected=written.before.source.data)
            except Conflict:
                if attempt == TRIES - 1:
                    raise
            else:
                return written
    raise AssertionError("unreachable")


def rehearse(path: Path, plan: Planner, calendar: Callable[[], Calendar], name: str | None = None) -> Written:
    """Return what `rewrite` would save, without saving it."""
    before = load(path, calendar, name)
    changes = plan(before)
    return Written(before, changed(before, changes, calendar) if changes else before)
