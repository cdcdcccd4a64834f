"""Tables that are lists of tasks: their columns known by their headings, each row with its place."""

from collections.abc import Sequence
from typing import NamedTuple

from fazhi_cli import headings

_TOLD = frozenset(("lead", "support", "due", "leader", "owner", "subtask_title", "serial", "finding"))
_FILLED_DOWN = ("section_title", "subtask_title")
_JOINT = "｜"
_FIRST = 4


class Row(NamedTuple):
    """A row: its place, such as 3.t1.r2, its cells by the column of a ledger that each means, its whole text.

    `heading` says that its one cell heads the rows below it.
    """

    place: str
    cells: dict[str, str]
    text: str
    heading: bool = False


class Sheet(NamedTuple):
    """A table of tasks: its place, such as 3.t1, its title if it has one, its rows below the headings."""

    place: str
    title: str
    rows: tuple[Row, ...]


def sheet(place: str, title: str, rows: Sequence[Sequence[str]]) -> Sheet | None:
    """Return the table as tasks, None if its headings do not say that it is a list of them."""
    head = next((at for at, row in enumerate(rows[:_FIRST]) if _is_head(row)), None)
    if head is None:
        return None
    keys = headings.meant(rows[head])
    above = [cell for row in rows[:head] for cell in _filled(row)]
    made: list[Row] = []
    before: dict[str, str] = {}
    for at, row in enumerate(rows[head + 1 :], head + 2):
        if not _filled(row) or list(row) == list(rows[head]):
            continue
        one = _row(f"{place}.r{at}", keys, row)
        before = {} if one.heading else {key: one.cells.get(key, before.get(key, "")) for key in _FILLED_DOWN}
        made.append(one._replace(cells=one.cells | {key: value for key, value in before.items() if value}))
    return Sheet(place, title or "".join(above[:1]), tuple(made))


def as_text(rows: Sequence[Sequence[str]]) -> str:
    """Return a table as lines of text, for the notes."""
    return "\n".join(_JOINT.join(_filled(row)) for row in rows if _filled(row))


def _is_head(row: Sequence[str]) -> bool:
    keys = headings.meant(row)
    return "title" in keys and any(key in _TOLD for key in keys)


def _filled(row: Sequence[str]) -> list[str]:
    return [text for cell in row if (text := " ".join(cell.split()))]


def _row(place: str, keys: Sequence[str | None], row: Sequence[str]) -> Row:
    cells = {key: cell.strip() for key, cell in zip(keys, row, strict=False) if key and cell.strip()}
    filled = _filled(row)
    alone = len(filled) == 1 and "title" not in cells
    return Row(place, {} if alone else cells, _JOINT.join(filled), alone)
