"""Rows of a table drawn by Rich, in colour where that is wanted. The only home of rich."""

from collections.abc import Sequence
from io import StringIO
from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from fazhi_cli.cells import width
from fazhi_cli.view.screen import Screen
from fazhi_cli.view.table import GAP, UNBOUNDED, Body, Head


def suits(bodies: Sequence[Body]) -> bool:
    """Say whether Rich would draw these rows right: it cuts text that it takes for wider."""
    return all(cell_len(line) == width(line) for body in bodies for cell in body.cells for line in cell)


def by_rich(
    heads: Sequence[Head], bodies: Sequence[Body], widths: Sequence[int], screen: Screen
) -> list[str]:
    """Return the lines of rows."""
    drawn = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), show_header=False
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
        width=screen.width or UNBOUNDED,
        color_system="standard" if screen.colour else None,
        force_terminal=screen.colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    console.print(drawn)
    return [line.rstrip() for line in out.getvalue().rstrip("\n").split("\n")]


def painted(text: str, style: str) -> str:
    """Return `text` in the colours of a Rich style."""
    return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)
