"""What `fazhi doctor` finds: each thing that the program stands on, how it is, and what to do about it.

Every check takes what the door knows of the run and looks at the rest itself. It changes nothing: no file is
made, not even a lock. To add a check, write a function and put it into CHECKS.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from fazhi_cli.diagnosis import computer, holdings
from fazhi_cli.diagnosis.finding import Finding, Run
from fazhi_cli.problems import FazhiError

_WORRYING = ("heed", "bad")


class Check(NamedTuple):
    """A part of the whole (of PARTS), and what looks at it."""

    part: str
    look: Callable[[Run], Iterator[Finding]]


def diagnosis(run: Run) -> tuple[Finding, ...]:
    """Return what all checks find, in their order; one that fails is itself a finding."""
    return tuple(found for check in CHECKS for found in _looked(check, run))


def is_well(found: Sequence[Finding]) -> bool:
    """Say whether there is nothing to heed."""
    return not any(item.level in _WORRYING for item in found)


def _looked(check: Check, run: Run) -> Iterator[Finding]:
    try:
        yield from check.look(run)
    except Exception as error:
        said = (
            error.message if isinstance(error, FazhiError) else f"查不下去（{type(error).__name__}：{error}）"
        )
        hint = error.hint if isinstance(error, FazhiError) else "请把这一行告诉维护人员；不影响其他各项"
        yield Finding(check.part, "check", "bad", said, hint)


CHECKS: tuple[Check, ...] = (
    Check("program", computer.program),
    Check("screen", computer.screen),
    Check("fonts", computer.fonts),
    Check("cache", computer.cache),
    Check("git", holdings.git),
    Check("register", holdings.register),
    Check("holidays", holdings.years),
    Check("clock", computer.clock),
    Check("network", computer.network),
)
"""What is looked at, in the order in which it is told."""
