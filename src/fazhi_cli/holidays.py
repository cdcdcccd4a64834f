"""The working days that hold for a register: the package's table, years of one's own over it."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path as FilePath

from fazhi_cli import nodes, packaged, source, tree
from fazhi_cli.change import Path
from fazhi_cli.deadline import Calendar, CalendarError
from fazhi_cli.nodes import Node
from fazhi_cli.problems import Invalid, Problem, problem
from fazhi_cli.source import Source


def calendar_for(folders: Sequence[FilePath]) -> Callable[[], Calendar]:
    """Return what yields the working days, reading them when first asked.

    A `holidays.yaml` in one of `folders` (the register's own, then the user's) overrides the package's year
    by year; the first folder that has one counts. Asking raises Invalid when that file is wrong.
    """

    @cache
    def calendar() -> Calendar:
        own = packaged.own_holidays(folders)
        table = _read(packaged.HOLIDAYS)
        return table.overlaid_by(_read(own)) if own else table

    return calendar


def _read(path: FilePath) -> Calendar:
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
    root = nodes.compose(read.text)
    around = (_shown(root, error.path[:length]) for length in range(len(error.path), -1, -1))
    node = next((node for node in around if node), None)
    if node is None:
        return problem("bad-holidays", read.place(0), reason=error.reason)
    length = len(read.text[node.start : node.end].partition("\n")[0])
    return problem("bad-holidays", read.place(node.start, length), reason=error.reason)


def _shown(root: Node | None, path: Path) -> Node | None:
    """Return the node that shows where `path` is: a value, or the key of what takes several lines."""
    node = nodes.node_at(root, path)
    if path and node and node.kind == "map":
        return nodes.key_at(root, path) or node
    return node
