"""Excel workbooks: the ledger with a summary, and the report with its chapters.

What a report says comes out of its document, what it counts out of its tallies; nothing is computed here.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.bulletin import bulletin
from fazhi_cli.columns import ASSUMED, Column
from fazhi_cli.document import Block, Document, Grid, Heading, Items, Text
from fazhi_cli.export import sheet
from fazhi_cli.export.counts import COUNTS
from fazhi_cli.export.xlsx import Book, Page, Series
from fazhi_cli.ledger import Item, bunched, items, listed
from fazhi_cli.query import GROUPS, Listing
from fazhi_cli.report import Report
from fazhi_cli.stats import stats
from fazhi_cli.tally import Tally
from fazhi_cli.uncounted import Uncounted
from fazhi_cli.wording import change_text, day_text, extent_text, punctual_text, share_text

_FILLS: Mapping[str, str] = {
    terms.LIGHTS[light]: colour
    for light, colour in (
        ("red", "#F8A5A5"),
        ("yellow", "#FFE699"),
        ("green", "#B7DFA5"),
        ("grey", "#D9D9D9"),
        ("done", "#BDD7EE"),
        ("off", "#EDEDED"),
    )
}
_BARS: Mapping[str, str] = {
    "done": "#2E75B6",
    "review": "#9DC3E6",
    "doing": "#A9D18E",
    "todo": "#E7E6E6",
    "paused": "#FFD966",
}
"""The statuses that bars are made of, from done to not begun, and their colours."""

_SUMMED = ("措施", *terms.STATUSES.values(), "逾期", "临期", "时限留空", "没有时限", "时限推定")
_RATES: Mapping[str, float] = {"办结率": 13, "按期办结率": 19, "逾期率": 13}
_SUMMARY = (28.0, *(7.5 for _ in _SUMMED), *_RATES.values())
_ACROSS = 120.0
"""Characters across a page that is mostly words."""
_LIT = ("灯", "倒排灯")
_CENTRED = (*_LIT, "状态", "编号")

_Groups = Mapping[str, Sequence[tuple[str, Tally]]]


def xlsx(listing: Listing, columns: Sequence[Column] | None) -> bytes:
    """Return the listing as the ledger that clerks know, with a summary and its charts on further sheets."""
    register = listing.register
    book = Book(register.title, listing.day)
    _ledger(book, listing, items(columns, register))
    counted = stats(listing, register.division)
    groups = {
        GROUPS[register.division].term: [(group.title, group.tally) for group in counted.groups],
        "牵头单位": [(group.title, group.tally) for group in stats(listing, "unit").groups],
    }
    page = book.page("汇总", _SUMMARY)
    row = _heads(page, f"{register.title}汇总", _told(listing))
    _summaries(page, row, groups, counted.whole)
    return book.done()


def _told(listing: Listing) -> str:
    told = extent_text(listing)
    assumed = any(row.measure.assumed for row in listing.rows)
    return f"{told}{ASSUMED}表示原文没有、由建账人推定。" if assumed else told


def _heads(page: Page, title: str, told: str) -> int:
    """Write what stands over everything; return the next row."""
    return page.across(page.across(0, title, "title"), told, "told")


def _ledger(book: Book, listing: Listing, chosen: Sequence[Item]) -> None:
    """Add the sheet of the measures."""
    heads = [item.term for item in chosen]
    texts = [[sheet.plain(item.text(at)) for item in chosen] for at in listed(listing)]
    page = book.page("台账", sheet.columns(texts, heads, [item.broad for item in chosen]))
    row = head = _heads(page, listing.register.title, _told(listing))
    page.line(head, heads, "head", 30)
    for heading, bunch in bunched(listing):
        if heading:
            row += 1
            page.band(row, heading)
        for at in bunch:
            row += 1
            _measure(page, row, chosen, texts[at.number - 1], at.row.measure.id)
    page.as_list(head, row, still=2)
    for column, item in enumerate(chosen):
        if item.term in _LIT:
            page.colour(column, head + 1, row, _FILLS)


def _measure(page: Page, row: int, chosen: Sequence[Item], texts: Sequence[str], whose: str) -> None:
    plain = "long" if page.fit(row, texts) >= sheet.HIGHEST else "text"
    for column, (item, text) in enumerate(zip(chosen, texts, strict=True)):
        content = sheet.value(text, item.counted)
        look = _look(content, item.counted, "middle" if item.term in _CENTRED else plain)
        page.put(row, column, content, look, whose, item.term)


def _look(content: str | int | float, counted: bool, plain: str = "text") -> str:
    """Return how a cell looks: a share, a number, or plain text."""
    if isinstance(content, float):
        return "share"
    return "number" if counted else plain


def _summaries(page: Page, row: int, groups: _Groups, whole: Tally) -> None:
    """Write a table for each of `groups`, then a sheet with their charts."""
    places: dict[str, tuple[range, int]] = {}
    for term, counted in groups.items():
        most = max((numbers.total for _, numbers in counted), default=0)
        places[term] = range(row + 1, row + 1 + len(counted)), most
        row = _table(page, row, term, [*counted, ("合计", whole)]) + 1
    if whole.total:
        _charts(page, places)


def _table(page: Page, row: int, term: str, groups: Iterable[tuple[str, Tally]]) -> int:
    """Write the numbers of each group; return the row after them."""
    page.line(row, (term, *_SUMMED, *_RATES), "head", 30)
    for title, counted in groups:
        row += 1
        page.put(row, 0, sheet.plain(title), "text")
        numbers = [*(str(COUNTS[name](counted)) for name in _SUMMED), *_rates(counted)]
        for column, text in enumerate(numbers, 1):
            page.put(row, column, sheet.value(text, counted=True), "count")
        page.fit(row, [sheet.plain(title)])
    return row + 1


def _rates(counted: Tally) -> tuple[str, str, str]:
    """Return the rates of _RATES with numerator and denominator."""
    punctual = counted.punctual
    return share_text(counted.completion), punctual_text(punctual), share_text(punctual.overdue_rate)


def _charts(source: Page, places: Mapping[str, tuple[range, int]]) -> None:
    """Add a sheet with a chart for each table of `source`."""
    page = source.book.page("图表", ())
    page.alone()
    series = [
        Series(terms.STATUSES[status], 1 + _SUMMED.index(terms.STATUSES[status]), colour)
        for status, colour in _BARS.items()
    ]
    for place, (term, (rows, most)) in enumerate(places.items()):
        page.bars(11 * place, f"各{term}完成情况（条）", source, rows, series, most)


def report(told: Report) -> bytes:
    """Return a report: its numbers, charts, a sheet for each further chapter, and the ledger."""
    document = bulletin(told, whole=True)
    book = Book(document.title, told.day)
    overview, *chapters = _chapters(document)
    page = book.page("汇总", _SUMMARY)
    row = _heads(page, document.title, f"截至{day_text(told.day, year=True)}")
    row = _blocks(page, row, overview.blocks) + 1
    row = _numbers(page, row, told) + 1
    groups = {
        GROUPS[told.register.division].term: [(part.title, part.now) for part in told.sections],
        "牵头单位": [(part.title, part.now) for part in told.units],
    }
    _summaries(page, row, groups, told.now)
    for chapter in chapters:
        grids = [block for block in chapter.blocks if isinstance(block, Grid)]
        page = book.page(chapter.name, _widths(grids))
        _blocks(page, page.across(0, chapter.name, "title"), chapter.blocks)
    _ledger(book, _whole(told), items(None, told.register))
    return book.done()


def _whole(told: Report) -> Listing:
    """Return every measure of the report as a listing."""
    count = len(told.rows)
    return Listing(told.register, told.day, told.rows, count, len(told.register.measures), Uncounted())


class _Chapter(NamedTuple):
    """A chapter of a document: its heading without its number, and what stands below it."""

    name: str
    blocks: tuple[Block, ...]


def _chapters(document: Document) -> list[_Chapter]:
    found: list[_Chapter] = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            found.append(_Chapter(block.text.partition("、")[2] or block.text, ()))
        else:
            found[-1] = found[-1]._replace(blocks=(*found[-1].blocks, block))
    return found


def _numbers(page: Page, row: int, told: Report) -> int:
    """Write each number as it is, as it was before, and the change; return the row after them."""
    heads = ("项目", day_text(told.day), day_text(told.compared), "增减")
    page.line(row, heads, "head")
    for name, read in COUNTS.items():
        row += 1
        now, before = read(told.now), read(told.before)
        change = change_text(now, before) if isinstance(now, int) and isinstance(before, int) else ""
        page.put(row, 0, name, "text")
        for column, text in enumerate((str(now), str(before), change), 1):
            content = sheet.value(text, counted=True)
            page.put(row, column, content, _look(content, counted=True))
    return row + 1


def _widths(grids: Sequence[Grid]) -> list[float]:
    """Return the widths of columns in which all the tables of a sheet can stand."""
    widths = [0.0] * max((len(grid.fields) for grid in grids), default=1)
    for grid in grids:
        share = _ACROSS / sum(field.weight for field in grid.fields)
        for column, field in enumerate(grid.fields):
            widths[column] = max(widths[column], share * field.weight)
    return widths if grids else [_ACROSS]


def _blocks(page: Page, row: int, blocks: Iterable[Block]) -> int:
    """Write blocks one below the other; return the row after them."""
    for block in blocks:
        match block:
            case Heading():
                row = page.across(row, block.text, "heading")
            case Text():
                row = page.across(row, block.text, "alarm" if block.alarm else "said")
            case Items():
                for item in block.items:
                    row = page.across(row, f"· {item}", "said")
            case Grid():
                row = _grid(page, row, block)
    return row


def _grid(page: Page, row: int, grid: Grid) -> int:
    """Write a table; return the row after it and an empty one."""
    page.line(row, [field.term for field in grid.fields], "head")
    for line in grid.lines:
        row += 1
        texts = [sheet.plain(text) for text in line.cells]
        for column, (text, field) in enumerate(zip(texts, grid.fields, strict=True)):
            content = sheet.value(text, field.right)
            page.put(row, column, content, _look(content, field.right))
        page.fit(row, texts)
    return row + 2
