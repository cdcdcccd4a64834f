"""An office's own sheet, filled in: the table is found by its headings, everything else stays as it is."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import NamedTuple

from fazhi_cli.cellnames import Area
from fazhi_cli.export import sheet as cells
from fazhi_cli.export.package import Package, broken
from fazhi_cli.export.sheetxml import Sheet
from fazhi_cli.headings import FOOT, is_known, meant
from fazhi_cli.ledger import ITEMS, Listed, listed
from fazhi_cli.problems import Refused
from fazhi_cli.query import Listing

_SEARCHED = 30
"""Rows from the top in which the headings are looked for."""
_FEWEST = 2
"""Headings that make a table."""
_CUT = "…（全文见台账）"


class Filled(NamedTuple):
    """A sheet filled in: the bytes, its name, the headings left empty, the ids of texts that were cut."""

    content: bytes
    sheet: str
    unknown: tuple[str, ...]
    cut: tuple[str, ...]


class _Table(NamedTuple):
    """Where a table stands: the row of its headings, and by column their texts and what they mean."""

    sheet: Sheet
    head: int
    texts: Mapping[int, str]
    meanings: Mapping[int, str]


def filled(listing: Listing, template: bytes, name: str) -> Filled:
    """Return the workbook `template`, called `name`, with the measures of `listing` in its table.

    Rows below the headings give the looks, and lose what they show; columns that they calculate are the
    office's own. Raises Refused for what is no workbook,
    and for one without a table that is understood.
    """
    try:
        return _filled(listing, Package(template, name), name)
    except (ValueError, KeyError, IndexError):
        raise broken(name) from None


def _filled(listing: Listing, package: Package, name: str) -> Filled:
    table = _found(package, name)
    body = _body(table)
    calculated = {column for column in table.texts if body and table.sheet.has_formula(body[0], column)}
    table = table._replace(
        meanings={column: key for column, key in table.meanings.items() if column not in calculated}
    )
    rows = _made_room(table, body, len(listing.rows))
    cut = []
    for row, at in zip(rows, listed(listing), strict=False):
        if _fill(table, row, at):
            cut.append(at.row.measure.id)
    empty = table.texts.keys() - table.meanings.keys() - calculated
    unknown = [text for column, text in table.texts.items() if column in empty]
    return Filled(package.packed(), table.sheet.name, tuple(dict.fromkeys(unknown)), tuple(cut))


def _found(package: Package, name: str) -> _Table:
    """Return the first table with the most headings that are known."""
    sheets = [Sheet(package, *found) for found in package.sheets()]
    tables = [_read(sheet, row) for sheet in sheets for row in range(1, _SEARCHED + 1)]
    best = max(tables, key=lambda table: len(table.meanings), default=None)
    if best is None or len(best.meanings) < _FEWEST:
        raise Refused(
            f"{name} 的前 {_SEARCHED} 行里没有认得的表头",
            "表头要有“具体措施、牵头单位、完成时限”一类的栏目名，并在没有隐藏的工作表里",
        )
    tall = (item for item in best.sheet.merges if any(item.has(best.head, each) for each in best.meanings))
    return _read(best.sheet, max([best.head, *(item.bottom for item in tall)]))


def _read(sheet: Sheet, row: int) -> _Table:
    """Return the table whose lowest headings would be in `row`."""
    merged = {item.left for item in sheet.merges if item.top <= row <= item.bottom}
    found = {column: _heading(sheet, row, column) for column in sorted({*sheet.cells(row), *merged})}
    texts = {column: text for column, text in found.items() if text.strip()}
    meanings = zip(texts, meant(list(texts.values())), strict=True)
    return _Table(sheet, row, texts, {column: key for column, key in meanings if key})


def _heading(sheet: Sheet, row: int, column: int) -> str:
    """Return the heading of a column, together with the one above it where it says nothing by itself.

    Of a merged area only the first column has it.
    """
    if any(item.has(row, column) and column > item.left for item in sheet.merges):
        return ""
    text, above = sheet.text(row, column), sheet.text(row - 1, column) if row > 1 else ""
    if text and above and text != above and not is_known(text):
        return next((both for both in (text + above, above + text) if is_known(both)), text)
    return text


def _body(table: _Table) -> list[int]:
    """Return the rows below the headings that belong to the table: samples, and empty ones with its looks.

    A heading over some of them, merged or not, is one of them where a row of the table follows.
    """
    found: list[int] = []
    for row in count(table.head + 1):
        if not (_belongs(table, row) or (_is_wide(table, row) and _belongs(table, row + 1))):
            return found
        found.append(row)
    return found


def _belongs(table: _Table, row: int) -> bool:
    columns = table.texts.keys() & table.sheet.cells(row).keys()
    texts = _shown(table, row)
    if (2 * len(columns) < len(table.texts) and len(texts) < _FEWEST) or _is_wide(table, row):
        return False
    return not (texts and FOOT.match(texts[0])) and sum(map(is_known, texts)) < _FEWEST


def _is_wide(table: _Table, row: int) -> bool:
    """Say whether a row has cells merged over more than half of the columns, and is no foot of the table."""
    texts = _shown(table, row)
    if texts and FOOT.match(texts[0]):
        return False
    merged = (item for item in table.sheet.merges if item.top <= row <= item.bottom)
    spans = (sum(item.left <= column <= item.right for column in table.texts) for item in merged)
    return any(2 * span > len(table.texts) for span in spans)


def _shown(table: _Table, row: int) -> list[str]:
    return [text for column in sorted(table.sheet.cells(row)) if (text := table.sheet.text(row, column))]


def _model(table: _Table, body: Sequence[int]) -> int:
    """Return the row of the table's body that the others are to look like: no heading over others."""
    plain = (row for row in body if not _is_wide(table, row) and len(_shown(table, row)) != 1)
    return next(plain, body[0])


def _made_room(table: _Table, body: Sequence[int], wanted: int) -> range:
    """Make as many rows as are wanted, all of them empty; return them."""
    sheet = table.sheet
    last_stays = len(body) > 1
    after = body[-1] if body else table.head
    across = range(min(table.texts), max(table.texts) + 1)
    side = _made_alike(table, body, across) if body else []
    more = max(wanted - len(body), 0)
    if more:
        sheet.insert(after, body[-2] if last_stays else after, more, last_stays)
    rows = range(table.head + 1, table.head + 1 + max(wanted, len(body)))
    again = [Area(row, item.left, row, item.right) for row in rows for item in side]
    sheet.write_merges([*sheet.merges, *again])
    sheet.unlink(rows)
    for row in rows:
        sheet.blank(row, across, keep=table.texts.keys() - table.meanings.keys())
        if not body:
            _look_plain(sheet, row)
    return rows


def _made_alike(table: _Table, body: Sequence[int], across: range) -> list[Area]:
    """Take merged areas off the body, make headings in it look like other rows; return what is merged there.

    That is what the row that gives the looks has merged side by side.
    """
    sheet, model = table.sheet, _model(table, body)
    side = [item for item in sheet.merges if item.top == model == item.bottom]
    headings = [row for row in body if _is_wide(table, row) or len(_shown(table, row)) == 1]
    for item in sheet.merges:
        if item.top in body and item.top < item.bottom:
            _part(sheet, item)
    sheet.merges = [item for item in sheet.merges if not any(row in body for row in _rows(item))]
    for row in headings:
        for column in across:
            sheet.look_like(row, column, sheet.style(model, column))
    return side


def _part(sheet: Sheet, item: Area) -> None:
    """Give all cells of an area that is merged over several rows the look of its first."""
    for row in _rows(item):
        for column in range(item.left, item.right + 1):
            sheet.look_like(row, column, sheet.style(item.top, item.left))


def _rows(item: Area) -> range:
    return range(item.top, item.bottom + 1)


def _look_plain(sheet: Sheet, row: int) -> None:
    """Give a row that was made out of the headings looks of its own."""
    sheet.rows[row].attrib.pop("ht", "")
    for cell in sheet.cells(row).values():
        cell.set("s", str(sheet.package.variant(int(cell.get("s", "0")), "body")))


def _fill(table: _Table, row: int, at: Listed) -> bool:
    """Put a measure into a row; return whether a text had to be cut."""
    sheet, cut, texts = table.sheet, False, []
    for column, key in table.meanings.items():
        item = ITEMS[key]
        text = item.text(at)
        content = cells.value(text, item.counted)
        style = sheet.style(row, column)
        if isinstance(content, float):
            content = text
        if isinstance(content, str):
            whole = content
            content = next(cells.pieces(whole, cells.LONGEST - len(_CUT)))
            if content != whole:
                content, cut = content + _CUT, True
            if cells.looks_like_formula(content):
                style = sheet.package.variant(style, "text")
            texts.append((content, column, style))
        if content != "":
            sheet.put(row, column, content, style)
    _stretch(sheet, row, texts)
    return cut


def _stretch(sheet: Sheet, row: int, texts: Sequence[tuple[str, int, int]]) -> None:
    """Make a row as high as those of its texts need that are folded."""
    least = float(sheet.rows[row].get("ht", "0"))
    needed = least
    for text, column, style in texts:
        size, folds = sheet.package.letters(style)
        if folds and text:
            room = _room(sheet, row, column) * 10 / size
            needed = max(needed, cells.height([(text, room)], size, least))
    if needed > least:
        sheet.set_height(row, round(needed, 1))


def _room(sheet: Sheet, row: int, column: int) -> float:
    """Return how wide the cell is, or the merged area that it begins."""
    merged = next((item for item in sheet.merges if item.has(row, column)), None)
    columns = range(merged.left, merged.right + 1) if merged else (column,)
    return sum(sheet.width(each) for each in columns)
