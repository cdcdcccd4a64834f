"""Tables, and blocks of lines where a table would not fit.

On a terminal they are drawn by Rich, which is loaded for that alone. Into a pipe, and of many rows, the same
lines are written plainly: Rich takes as long to load as the rest of a command, and half a millisecond a row.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from typing import NamedTuple

from fazhi_cli.cells import visible, width, wrapped
from fazhi_cli.view.screen import Screen

GAP = 2
"""Cells between columns."""

_NARROWEST = 8
UNBOUNDED = 1_000_000
"""Cells of a line that need not end."""

MOST_BY_RICH = 300
"""Rows above which they are written plainly on a terminal, too."""


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


class Body(NamedTuple):
    """A row ready to be drawn: the lines of each cell."""

    cells: Sequence[Sequence[str]]
    style: str = ""


Draw = Callable[[Sequence[Head], Sequence[Body], Sequence[int], Screen], list[str]]
"""What makes lines of rows in columns of some widths on a screen."""


def table(heads: Sequence[Head], groups: Sequence[Group], screen: Screen) -> str:
    """Return `groups` as one table on `screen`, or as blocks when it is too narrow for a table."""
    safe = [_safe(group) for group in groups]
    widths = _widths(heads, safe, screen.width)
    if widths is None:
        return _blocks(heads, safe, screen)
    header = Body([[head.term] for head in heads])
    bodies = [[_body(heads, row, widths) for row in group.rows] for group in safe]
    draw = _drawing([header, *(body for rows in bodies for body in rows)], screen)
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
    return sum(widths) + GAP * (len(widths) - 1)


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


def _body(heads: Sequence[Head], row: Row, widths: Sequence[int]) -> Body:
    cells = [
        [cell] if head.fixed or width(cell) <= room else wrapped(cell, room)
        for head, cell, room in zip(heads, row.cells, widths, strict=True)
    ]
    return Body(cells, row.style)


def _drawing(bodies: Sequence[Body], screen: Screen) -> Draw:
    """Return what draws rows like these on `screen`."""
    if screen.width is None and not screen.colour:
        return plainly
    drawing = import_module("fazhi_cli.view.drawing")
    if len(bodies) <= MOST_BY_RICH and drawing.suits(bodies):
        by_rich: Draw = drawing.by_rich
        return by_rich
    return partial(plainly, paint=drawing.painted)


def plainly(
    heads: Sequence[Head],
    bodies: Sequence[Body],
    widths: Sequence[int],
    screen: Screen,
    paint: Callable[[str, str], str] | None = None,
) -> list[str]:
    """Return the lines of rows; `paint` gives a text the colours of a style."""
    lines: list[str] = []
    for body in bodies:
        painting = paint if screen.colour and body.style else None
        for at in range(max(len(cell) for cell in body.cells)):
            parts = [cell[at] if at < len(cell) else "" for cell in body.cells]
            shown = [
                painting(part, body.style) if painting and head.marked and part else part
                for head, part in zip(heads, parts, strict=True)
            ]
            lines.append(_line(heads, parts, shown, widths))
    return lines


def _line(heads: Sequence[Head], parts: Sequence[str], shown: Sequence[str], widths: Sequence[int]) -> str:
    """Return one line: the parts as they are `shown`, filled up by the cells that they take unpainted."""
    cells = []
    for head, part, text, room in zip(heads, parts, shown, widths, strict=True):
        fill = " " * (room - width(part))
        cells.append(fill + text if head.right else text + fill)
    return (" " * GAP).join(cells).rstrip()


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
    gap = " " * GAP
    yield from screen.lines(gap.join(filter(None, row[:first])))
    pairs = [f"{head.term} {cell}" for head, cell in zip(heads[first:], row[first:], strict=True) if cell]
    for line in _joined(pairs, (screen.width or UNBOUNDED) - GAP):
        yield from (f"{gap}{part}" for part in screen.lines(line, GAP))


def _joined(pairs: Sequence[str], room: int) -> Iterator[str]:
    """Yield `pairs` with as many on a line as fit."""
    line = ""
    for pair in pairs:
        longer = f"{line}{' ' * GAP}{pair}" if line else pair
        if line and width(longer) > room:
            yield line
            longer = pair
        line = longer
    if line:
        yield line
