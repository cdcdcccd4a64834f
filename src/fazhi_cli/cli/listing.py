"""What `list` and `export` share: a selection put out in whatever formats and files are asked for."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from fazhi_cli import export
from fazhi_cli.cli import session
from fazhi_cli.cli.options import Words, as_of_day, split
from fazhi_cli.cli.outputs import Order, Target, Wanted, by_lead, deliver, targets
from fazhi_cli.problems import Exit

if TYPE_CHECKING:
    from fazhi_cli.cli.reading import Desk, Shelf
    from fazhi_cli.columns import Column
    from fazhi_cli.query import Filter, Listing

_PANEL = "显示"


def look(*names: str, metavar: str, about: str) -> Any:
    """Return an option that says how a listing looks."""
    return typer.Option(*names, metavar=metavar, help=about, rich_help_panel=_PANEL)


Sort = Annotated[Words, look("--sort", metavar="项目", about="如 due；倒序写 -progress")]
GroupBy = Annotated[str | None, look("--group-by", metavar="项目", about="如 subtask、lead、status")]
Columns = Annotated[Words, look("--columns", metavar="列", about="显示哪些列，用逗号隔开")]
Limit = Annotated[str | None, look("--limit", "-n", metavar="条数", about="最多列几条")]


class Asked(NamedTuple):
    """A listing as asked for: which measures, in what order and groups, which columns, how many.

    `usual` is the format on standard output where none is asked for.
    """

    chosen: "Filter"
    sort: Sequence[str]
    group: str | None
    columns: Sequence[str] | None
    limit: int | None
    usual: str


class Board:
    """A listing about to be put out: the register is read when first it is needed."""

    def __init__(self, asked: Asked, order: Order) -> None:
        self.asked = asked
        self.order = order
        self.day = as_of_day(order.as_of)

    @cached_property
    def shelf(self) -> "Shelf":
        """Return the registers, read. Raises Invalid where there is none that can be."""
        from fazhi_cli.cli.reading import open_registers

        return open_registers(self.order.files, self.order.as_of)

    @property
    def desk(self) -> "Desk":
        """Return the one register of a command that works on one. Raises Invalid."""
        return self.shelf.desks[0]

    @cached_property
    def listing(self) -> "Listing":
        """Return everything that is asked for."""
        return self._of(self.asked.chosen)

    def about(self, target: Target) -> "Listing":
        """Return what is asked for, of the measures alone that `target` is about."""
        return self._of(self.asked.chosen._replace(ids=target.ids)) if target.ids else self.listing

    def _of(self, chosen: "Filter") -> "Listing":
        from fazhi_cli.query import select

        asked = self.asked
        return select(self.shelf.register, self.day, chosen, asked.sort, asked.group, asked.limit)

    def deliver(self, found: Sequence[Target], render: Callable[[Target], bytes | str]) -> None:
        """Write what `render` gives for each target, then end the run if registers are missing from it.

        Raises as `outputs.deliver` does; typer.Exit with FOUND where some could not be read.
        """
        deliver(found, render, self.order.force, *self.shelf.paths)
        if self.shelf.failed:
            raise typer.Exit(Exit.FOUND)

    def wanted(self, offered: Sequence[str]) -> Wanted:
        """Return what can be put out."""
        year, week, _ = self.day.isocalendar()
        return Wanted(
            offered=offered,
            usual=self.asked.usual,
            kept="xlsx" if "xlsx" in offered else offered[0],
            stem=f"台账-{self.day}",
            words={"week": f"{year:04}-W{week:02}", "month": f"{self.day:%Y-%m}", "date": f"{self.day}"},
            units=lambda: by_lead(self.listing.rows),
        )


def put_out(asked: Asked, order: Order) -> int:
    """Put out the listing in every form that is asked for; return how many measures it has."""
    from fazhi_cli import columns as column_table

    columns = None if asked.columns is None else column_table.chosen(split(asked.columns, "--columns"))
    board = Board(asked, order)
    found = targets(order, board.wanted(export.OFFERED))

    def render(target: Target) -> bytes | str:
        listing = board.about(target)
        if target.form == "table":
            return _table(listing, columns, board, target)
        return export.render(listing, target.form, columns)

    board.deliver(found, render)
    return board.listing.matched


def _table(listing: "Listing", columns: "Sequence[Column] | None", board: Board, target: Target) -> str:
    from fazhi_cli import columns as column_table
    from fazhi_cli.view.listing import listing_text

    chosen, name = board.asked.chosen, board.shelf.name
    names = column_table.TABLE_OVERDUE if chosen.overdue else column_table.TABLE
    shown = columns or column_table.usual(names, listing.register)
    screen = session.screen_for(target.path)
    return listing_text(listing, shown, chosen, screen, name, back=board.order.as_of is not None)
