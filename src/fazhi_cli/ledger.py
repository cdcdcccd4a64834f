"""The ledger that offices keep: its columns, and what a measure shows in each.

It has every column of `columns`, and those that need more than a measure's state: a running number, the
titles of section and subtask. Texts keep their line breaks; whoever writes them makes them safe.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from fazhi_cli import headings
from fazhi_cli.columns import COLUMNS, Column, marked, step_day
from fazhi_cli.document import Field, Line
from fazhi_cli.measure import Register
from fazhi_cli.query import Listing
from fazhi_cli.state import State
from fazhi_cli.steps import steps_of


class Listed(NamedTuple):
    """A measure in a ledger: its running number from 1, its state, the titles of sections and subtasks."""

    number: int
    row: State
    titles: Mapping[str, str]


class Item(NamedTuple):
    """One column: its heading and its text; in a `counted` one the text is a number where it looks like one.

    `broad` is how many characters wide it may become before its texts are folded.
    """

    term: str
    text: Callable[[Listed], str]
    counted: bool = False
    broad: int = 14


def _of(column: Column) -> Item:
    """Return a column of tables as one of a ledger."""
    broad = _BROAD.get(column.name, 24 if column.fixed else 14)
    return Item(column.term, lambda at: column.cell(at.row), column.right, broad)


_BROAD = {"title": 34, "detail": 34, "note": 26, "problem": 18, "next": 18, "evidence": 16, "due": 15}


def _closed(row: State) -> str:
    """Return the day of the entry by which a measure was last said to be done, if it is."""
    days = [entry.date for entry in row.log if entry.status == "done"]
    return str(days[-1]) if days and row.status == "done" else ""


def _steps(row: State) -> str:
    return "\n".join(
        f"{item.step}（{step_day(row, item)}{'，已完成' if item.done else ''}）" for item in steps_of(row)
    )


def _rhythm(row: State) -> str:
    return marked(row, "due", row.due or "") if row.due_kind.startswith("recurring") else ""


def _more(column: str, text: Callable[[State], str], broad: int = 14) -> Item:
    return Item(headings.name(column), lambda at: text(at.row), broad=broad)


ITEMS: Mapping[str, Item] = {
    **{name: _of(column) for name, column in COLUMNS.items()},
    "serial": Item("序号", lambda at: str(at.number), counted=True),
    "section_title": Item("部分", lambda at: at.titles[at.row.measure.section], broad=18),
    "subtask_title": Item("子任务", lambda at: at.titles[at.row.measure.subtask], broad=18),
    "rhythm": _more("rhythm", _rhythm),
    "closed": _more("closed", _closed),
    "is_closed": _more("is_closed", lambda row: "是" if row.status == "done" else "否"),
    "steps": _more("steps", _steps, broad=24),
    "cause": _more("cause", lambda row: row.measure.cause or "", broad=18),
    "acceptance": _more("acceptance", lambda row: row.measure.acceptance or "", broad=18),
    "recheck": _more("recheck", lambda row: str(row.measure.recheck or "")),
    "delay": _more(
        "delay", lambda row: (row.extensions[-1].reason or "") if row.extensions else "", broad=18
    ),
    "chaser": _more("chaser", lambda row: (row.chases[-1].by or "") if row.chases else ""),
}
"""Every column that a ledger can have."""

LEDGER: tuple[Item, ...] = (
    ITEMS["serial"],
    ITEMS["id"],
    ITEMS["subtask_title"]._replace(term="重点任务"),
    ITEMS["title"]._replace(term="具体措施"),
    ITEMS["lead"],
    ITEMS["support"]._replace(term="配合单位"),
    *(ITEMS[name] for name in ("due", "status", "light", "progress", "note", "problem", "next", "evidence")),
)
"""The columns that clerks know, under the headings that they know them by."""


def items(columns: Sequence[Column] | None, register: Register, usual: Sequence[Item] = LEDGER) -> list[Item]:
    """Return `columns` as those of a ledger; without any the `usual` ones.

    Where several registers are seen as one, these stand behind that of the register.
    """
    if columns is not None:
        return [_of(column) for column in columns]
    return [ITEMS["register"], *usual] if register.parts else [*usual]


def listed(listing: Listing) -> list[Listed]:
    """Return the measures of `listing`, numbered from 1."""
    titles = {branch.id: branch.title for branch in (*listing.register.sections, *listing.register.subtasks)}
    return [Listed(number, row, titles) for number, row in enumerate(listing.rows, 1)]


def fields(chosen: Sequence[Item]) -> tuple[Field, ...]:
    """Return the columns as those of a document's table."""
    return tuple(Field(item.term, right=item.counted) for item in chosen)


def line(at: Listed, chosen: Sequence[Item]) -> Line:
    """Return a measure as a line of a document's table, in its light."""
    return Line(tuple(item.text(at) for item in chosen), at.row.light)


def bunched(listing: Listing) -> Iterator[tuple[str, list[Listed]]]:
    """Yield the measures under their headings: those of the groups, else of the sections.

    Without groups, and in an order in which a section's measures are not together, they have no heading.
    """
    rows = listed(listing)
    if listing.groups:
        at = 0
        for heading, count in listing.groups:
            yield heading, rows[at : at + count]
            at += count
        return
    runs = [(key, list(run)) for key, run in groupby(rows, lambda at: at.row.measure.section)]
    if len({key for key, _ in runs}) < len(runs):
        yield "", rows
    else:
        yield from ((_heading(key, run[0].titles), run) for key, run in runs)


def _heading(section: str, titles: Mapping[str, str]) -> str:
    return f"{section} {titles[section]}"


_NUMBER = re.compile(r"-?[0-9]{1,15}")
_PERCENT = re.compile(r"[0-9]{1,3}%")


def number(text: str) -> int | float | None:
    """Return the number that the text of a counted column is, a share for a percentage; None if none."""
    if _NUMBER.fullmatch(text):
        return int(text)
    return int(text[:-1]) / 100 if _PERCENT.fullmatch(text) else None
