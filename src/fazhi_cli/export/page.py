"""Web pages in one file: reports with charts, documents, listings. The home of jinja2.

Nothing is fetched and nothing runs. Whatever a template prints is escaped, after every control character in
it was spelt out. The same input always gives the same bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from fazhi_cli import bulletin, ledger, terms
from fazhi_cli.cells import visible, width
from fazhi_cli.columns import COLUMNS, Column
from fazhi_cli.document import Block, Document, Field, Grid, Heading, Items, Line, Masthead, Text
from fazhi_cli.export import charts
from fazhi_cli.headline import Figure, headline
from fazhi_cli.query import Listing
from fazhi_cli.report import Report
from fazhi_cli.wording import extent_text

LISTED = tuple(item for item in ledger.LEDGER if item.term not in ("序号", "重点任务"))
"""The columns of a listing where none are asked for."""

_LAMP = COLUMNS["light"].term
_SHORT, _LONG = 16, 40
"""Cells up to which a text in a table is never folded, and from which on it gets more room."""
_ELSEWHERE = Text("逾期事项列在本页开头。")


class Sheet(NamedTuple):
    """A table: rows under their headings ("" for none).

    `lamp` is the column that shows the light, None where it goes before the first cell. `cards` may become
    one card a row on a narrow screen. A `form` has no headings: the first cell is that of its row.
    """

    fields: tuple[Field, ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    caption: str
    wide: bool
    lamp: int | None
    cards: bool
    form: bool


class View(NamedTuple):
    """All that a document shows; `overdue` is its first table and what is said of it, empty for others.

    `late` counts what is overdue, which may be more than the table holds; a `wide` one is printed on its
    side.
    """

    title: str
    body: tuple[Block | Sheet, ...]
    masthead: Masthead | None = None
    number: str = ""
    to: str = ""
    figures: tuple[Figure, ...] = ()
    overdue: tuple[Block | Sheet, ...] = ()
    late: int = 0
    bars: tuple[charts.Bars, ...] = ()
    growth: charts.Lines | None = None
    closing: tuple[str, ...] = ()
    annex: tuple[Block | Sheet, ...] = ()
    wide: bool = False


def html(listing: Listing, columns: Sequence[Column] | None) -> bytes:
    """Return the listing as a page with one table, its groups or sections under their headings."""
    chosen = ledger.items(columns, listing.register, LISTED)
    groups = tuple(_groups(listing, chosen))
    table = (_sheet(ledger.fields(chosen), groups, wide=True),) if listing.rows else ()
    return _rendered(View(listing.register.title, (Text(extent_text(listing)), *table), wide=True))


def report(told: Report, doc: Document) -> bytes:
    """Return a report: its figures, what is overdue, charts, then `doc`, which has it in words."""
    overdue, *more = bulletin.shortened(bulletin.overdue_table(told))
    bars = (charts.sections(told), charts.units(told))
    return _rendered(
        _view(doc)._replace(
            body=_blocks(_without(doc.blocks, [overdue, *more])),
            figures=headline(told),
            overdue=_blocks([overdue, *more]),
            late=len(told.overdue),
            bars=tuple(chart for chart in bars if chart),
            growth=charts.burnup(told),
        )
    )


def _without(blocks: Sequence[Block], first: Sequence[Block]) -> list[Block]:
    """Return the blocks with a remark in place of those that stand on top of the page."""
    if first[0] not in blocks:
        return [*blocks]
    at = blocks.index(first[0])
    return [*blocks[:at], _ELSEWHERE, *blocks[at + len(first) :]]


def document(doc: Document) -> bytes:
    """Return a document as a page."""
    return documents((doc,))


def documents(docs: Sequence[Document]) -> bytes:
    """Return several documents, at least one, in one file; printed, each begins on a new page."""
    return _rendered(*map(_view, docs))


def _view(doc: Document) -> View:
    return View(
        title=doc.title,
        body=_blocks(doc.blocks),
        masthead=doc.masthead,
        number=doc.number,
        to=doc.to,
        closing=doc.closing,
        annex=_blocks(doc.annex),
    )


def _groups(listing: Listing, chosen: Sequence[ledger.Item]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    for heading, bunch in ledger.bunched(listing):
        lines = tuple(ledger.line(at, chosen) for at in bunch)
        yield f"{heading}（{len(bunch)} 条）" if heading else "", lines


def _blocks(blocks: Iterable[Block]) -> tuple[Block | Sheet, ...]:
    return tuple(_of_grid(block) if isinstance(block, Grid) else block for block in blocks)


def _of_grid(grid: Grid) -> Sheet:
    return _sheet(grid.fields, (("", grid.lines),), grid.caption, grid.wide)


def _sheet(
    fields: tuple[Field, ...],
    groups: tuple[tuple[str, tuple[Line, ...]], ...],
    caption: str = "",
    wide: bool = False,
) -> Sheet:
    lines = [line for _, bunch in groups for line in bunch]
    names = [field.term for field in fields]
    return Sheet(
        fields=fields,
        groups=groups,
        caption=caption,
        wide=wide,
        lamp=names.index(_LAMP) if _LAMP in names else None,
        cards=not wide and any(line.light for line in lines),
        form=not any(names),
    )


def _shown(value: object) -> object:
    """Return what an expression of a template prints: text without control characters.

    What a macro made out of texts is markup, another kind of string, and was here before.
    """
    return visible(value) if type(value) is str else value


def _paragraphs(text: str) -> list[str]:
    """Return the lines of a text, whatever their ends."""
    return text.strip().replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _rendered(*views: View) -> bytes:
    return _PAGES.get_template("page.html").render(views=views).encode()


_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_shown,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_PAGES.globals.update({"lights": terms.LIGHTS, "chart_width": charts.WIDTH, "plot": charts.PLOT})
_PAGES.filters["paragraphs"] = _paragraphs
_PAGES.tests.update(
    {
        "heading": lambda block: isinstance(block, Heading),
        "text": lambda block: isinstance(block, Text),
        "items": lambda block: isinstance(block, Items),
        "short": lambda text: width(text) <= _SHORT and "\n" not in text,
        "long": lambda text: width(text) >= _LONG,
    }
)
