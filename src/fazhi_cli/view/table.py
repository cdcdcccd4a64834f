"""Tables drawn by Rich, and blocks of lines where a table would not fit. The only home of rich."""

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Literal, NamedTuple

from rich import box
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from fazhi_cli.cells import visible, width, wrapped
from fazhi_cli.view.screen import Screen

_GAP = 2
_NARROWEST = 8
_UNBOUNDED = 1_000_000
MOST_BY_RICH = 300
"""Rows above which a plain writer of the same look takes over: Rich takes half a millisecond for each."""


class Head(NamedTuple):
    """A column of a table: its heading, whether its cells are never broken, and set to the right.

    A column that may be broken is not pressed below `least` cells, and gives way the later the more it
    `weighs`; cells of a `marked` column take the style of their row.
    """

    term: str
    fixed: bool = True
    right: bool = False
    least: int = _NARROWEST
    marked: bool = False
    weight: int = 1


class Row(NamedTuple):
    """The cells of a row, and a Rich style for its marked cell."""

    cells: Sequence[str]
    style: str = ""


class Group(NamedTuple):
    """Rows under a heading of their own; an empty heading is not printed."""

    heading: str
    rows: Sequence[Row]


class _Body(NamedTuple):
    """A row ready to be drawn: the lines of each cell."""

    cells: Sequence[Sequence[str]]
    style: str = ""


def table(heads: Sequence[Head], groups: Sequence[Group], screen: Screen) -> str:
    """Return `groups` as one table on `screen`, or as blocks when it is too narrow for a table."""
    safe = [_safe(group) for group in groups]
    widths = _widths(heads, safe, screen.width)
    if widths is None:
        return _blocks(heads, safe, screen)
    header = _Body([[head.term] for head in heads])
    bodies = [[_body(heads, row, widths) for row in group.rows] for group in safe]
    draw = _by_rich if _suits_rich([header, *(body for rows in bodies for body in rows)]) else _plainly
    lines = [*draw(heads, [header], widths, screen), ("-" if screen.ascii else "─") * _total(widths)]
    for group, rows in zip(safe, bodies, strict=True):
        if group.heading:
            lines += ["", *screen.lines(group.heading)]
        lines += draw(heads, rows, widths, screen)
    return "\n".join(lines)


def _safe(group: Group) -> Group:
    rows = [Row([visible(cell) for cell in row.cells], row.style) for row in group.rows]
    return Group(visible(group.heading), rows)


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _widths(heads: Sequence[Head], groups: Sequence[Group], room: int | None) -> list[int] | None:
    """Return the columns' widths; those that may be broken give way, the widest for its weight first.

    None where there is no room for a table.
    """
    rows = [row.cells for group in groups for row in group.rows]
    widths = [
        max([width(head.term), *(width(row[index]) for row in rows)]) for index, head in enumerate(heads)
    ]
    while room is not None and _total(widths) > room:
        loose = [index for index, head in enumerate(heads) if not head.fixed and widths[index] > head.least]
        if not loose:
            return None
        widths[max(loose, key=lambda index: widths[index] / heads[index].weight)] -= 1
    return widths


def _body(heads: Sequence[Head], row: Row, widths: Sequence[int]) -> _Body:
    cells = [
        [cell] if head.fixed or width(cell) <= room else wrapped(cell, room)
        for head, cell, room in zip(heads, row.cells, widths, strict=True)
    ]
    return _Body(cells, row.style)


def _suits_rich(bodies: Sequence[_Body]) -> bool:
    """Say whether Rich would draw these rows right and soon: it cuts text that it takes for wider."""
    if len(bodies) > MOST_BY_RICH:
        return False
    return all(cell_len(line) == width(line) for body in bodies for cell in body.cells for line in cell)


def _by_rich(
    heads: Sequence[Head], bodies: Sequence[_Body], widths: Sequence[int], screen: Screen
) -> list[str]:
    drawn = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0), show_header=False
    )
    for head, cells in zip(heads, widths, strict=True):
        justify: Literal["left", "right"] = "right" if head.right else "left"
        drawn.add_column(width=cells, no_wrap=True, justify=justify)
    for body in bodies:
        drawn.add_row(
            *(
                Text("\n".join(lines), style=body.style if head.marked else "")
                for head, lines in zip(heads, body.cells, strict=True)
            )
        )
    return _printed(drawn, screen) if bodies else []


def _printed(drawn: Table, screen: Screen) -> list[str]:
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
    return [line.rstrip() for line in out.getvalue().rstrip("\n").split("\n")]


def _plainly(
    heads: Sequence[Head], bodies: Sequence[_Body], widths: Sequence[int], screen: Screen
) -> list[str]:
    lines: list[str] = []
    for body in bodies:
        for at in range(max(len(cell) for cell in body.cells)):
            parts = [cell[at] if at < len(cell) else "" for cell in body.cells]
            lines.append(_line(heads, parts, widths, body.style if screen.colour else ""))
    return lines


def _line(heads: Sequence[Head], parts: Sequence[str], widths: Sequence[int], style: str) -> str:
    cells = []
    for head, part, room in zip(heads, parts, widths, strict=True):
        fill = " " * (room - width(part))
        shown = _painted(part, style) if head.marked and style and part else part
        cells.append(fill + shown if head.right else shown + fill)
    return (" " * _GAP).join(cells).rstrip()


def _painted(text: str, style: str) -> str:
    return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)


def _blocks(heads: Sequence[Head], groups: Sequence[Group], screen: Screen) -> str:
    lines: list[str] = []
    for group in groups:
        if group.heading:
            lines += [*screen.lines(group.heading), ""]
        for row in group.rows:
            lines += [*_block(heads, row.cells, screen), ""]
    return "\n".join(lines).rstrip("\n")


def _block(heads: Sequence[Head], row: Sequence[str], screen: Screen) -> Iterator[str]:
    """Yield the lines of one row: what leads up to its text unlabelled, the rest with its headings."""
    first = next((index for index, head in enumerate(heads) if not head.fixed), 0) + 1
    gap = " " * _GAP
    yield from screen.lines(gap.join(filter(None, row[:first])))
    pairs = [f"{head.term} {cell}" for head, cell in zip(heads[first:], row[first:], strict=True) if cell]
    for line in _joined(pairs, (screen.width or _UNBOUNDED) - _GAP):
        yield from (f"{gap}{part}" for part in screen.lines(line, _GAP))


def _joined(pairs: Sequence[str], room: int) -> Iterator[str]:
    """Yield `pairs` with as many on a line as fit."""
    line = ""
    for pair in pairs:
        longer = f"{line}{' ' * _GAP}{pair}" if line else pair
        if line and width(longer) > room:
            yield line
            longer = pair
        line = longer
    if line:
        yield line
