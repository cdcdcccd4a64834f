"""The working days that hold for a register: the package's table, years of one's own over it."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from fazhi_cli import packaged, source, tree
from fazhi_cli.deadline import Calendar, CalendarError
from fazhi_cli.problems import Invalid, Problem, problem
from fazhi_cli.source import Source

NAME = "holidays.yaml"


def calendar_for(folders: Sequence[Path]) -> Callable[[], Calendar]:
    """Return what yields the working days, reading them when first asked.

    A `holidays.yaml` in one of `folders` (the register's own, then the user's) overrides the package's year
    by year; the first folder that has one counts. Asking raises Invalid when that file is wrong.
    """

    @cache
    def calendar() -> Calendar:
        own = next((path for folder in folders if (path := folder / NAME).is_file()), None)
        table = _read(packaged.HOLIDAYS)
        return table.overlaid_by(_read(own)) if own else table

    return calendar


def _read(path: Path) -> Calendar:
    read, faults = source.read(path)
    plain = tree.read(read)
    problems = [item for item in (*faults, *plain.problems) if item.level == "error"]
    if problems:
        raise Invalid(problems)
    try:
        return Calendar.from_plain(plain.data)
    except CalendarError as error:
        raise Invalid([_problem(read, error)]) from None


def _problem(read: Source, error: CalendarError) -> Problem:
    root = tree.compose(read.text)
    for length in range(len(error.path), -1, -1):
        if node := tree.node_at(root, error.path[:length]):
            length = len(read.text[node.start : node.end].split("\n", 1)[0])
            return problem("bad-holidays", read.place(node.start, length), reason=error.reason)
    return problem("bad-holidays", read.place(0), reason=error.reason)
