"""Tables drawn by Rich, and blocks of lines where a table would not fit. The only home of rich."""

from collections.abc import Sequence
from io import StringIO
from typing import Literal, NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from fazhi_cli.cells import padded, visible, width, wrapped
from fazhi_cli.view.screen import Screen

_GAP = 2
_NARROWEST = 8
_UNBOUNDED = 1_000_000


class Head(NamedTuple):
    """A column of a table: its heading, whether its cells are never broken, and set to the right.

    `least` is the width below which a column that may be broken is not pressed; cells of a `marked` column
    take the style of their row.
    """

    term: str
    fixed: bool = True
    right: bool = False
    least: int = _NARROWEST
    marked: bool = False


class Row(NamedTuple):
    """The cells of a row, and a Rich style for its marked cell."""

    cells: Sequence[str]
    style: str = ""


class Group(NamedTuple):
    """Rows under a heading of their own; an empty heading is not printed."""

    heading: str
    rows: Sequence[Row]


def table(heads: Sequence[Head], groups: Sequence[Group], screen: Screen) -> str:
    """Return `groups` as one table on `screen`, or as blocks when it is too narrow for a table."""
    safe = [_safe(group) for group in groups]
    widths = _widths(heads, safe, screen.width)
    if widths is None:
        return _blocks(heads, safe, screen.width or _UNBOUNDED)
    parts = [_drawn(heads, (), widths, screen, header=True)]
    for group in safe:
        if group.heading:
            parts += ["", *wrapped(group.heading, screen.width or _UNBOUNDED)]
        if group.rows:
            parts.append(_drawn(heads, group.rows, widths, screen, header=False))
    return "\n".join(parts)


def _safe(group: Group) -> Group:
    rows = [Row([visible(cell) for cell in row.cells], row.style) for row in group.rows]
    return Group(visible(group.heading), rows)


def _widths(heads: Sequence[Head], groups: Sequence[Group], room: int | None) -> list[int] | None:
    """Return the columns' widths; columns that may be broken give way, the widest first. None: no room."""
    rows = [row.cells for group in groups for row in group.rows]
    widths = [
        max([width(head.term), *(width(row[index]) for row in rows)]) for index, head in enumerate(heads)
    ]
    if room is None:
        return widths
    spare = room - sum(widths) - _GAP * (len(heads) - 1)
    while spare < 0:
        loose = [index for index, head in enumerate(heads) if not head.fixed and widths[index] > head.least]
        if not loose:
            return None
        widest = max(loose, key=lambda index: widths[index])
        widths[widest] -= 1
        spare += 1
    return widths


def _drawn(
    heads: Sequence[Head], rows: Sequence[Row], widths: Sequence[int], screen: Screen, header: bool
) -> str:
    drawn = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0), show_header=header
    )
    for head, cells in zip(heads, widths, strict=True):
        justify: Literal["left", "right"] = "right" if head.right else "left"
        drawn.add_column(Text(head.term), width=cells, no_wrap=True, justify=justify)
    for row in rows:
        drawn.add_row(*(_cell(*parts, row.style) for parts in zip(heads, row.cells, widths, strict=True)))
    return _printed(drawn, screen)


def _cell(head: Head, text: str, cells: int, style: str) -> Text:
    lines = text if head.fixed else "\n".join(wrapped(text, cells))
    return Text(lines, style=style if head.marked else "")


def _printed(drawn: Table, screen: Screen) -> str:
    out = StringIO()
    console = Console(
        file=out,
        width=screen.width or _UNBOUNDED,
        color_system="standard" if screen.colour else None,
        force_terminal=screen.colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    console.print(drawn)
    lines = [line.rstrip() for line in out.getvalue().rstrip("\n").split("\n")]
    return "\n".join("-" * len(line) if screen.ascii and set(line) == {"─"} else line for line in lines)


def _blocks(heads: Sequence[Head], groups: Sequence[Group], room: int) -> str:
    lines: list[str] = []
    for group in groups:
        if group.heading:
            lines += [*wrapped(group.heading, room), ""]
        for row in group.rows:
            lines += [*_block(heads, row.cells, room), ""]
    return "\n".join(lines).rstrip("\n")


def _block(heads: Sequence[Head], row: Sequence[str], room: int) -> list[str]:
    lines = []
    label = max(width(head.term) for head in heads)
    for head, cell in zip(heads, row, strict=True):
        if cell:
            body = wrapped(cell, max(room - label - 1, _NARROWEST))
            lines.append(f"{padded(head.term, label)} {body[0]}")
            lines += [" " * (label + 1) + line for line in body[1:]]
    return lines
