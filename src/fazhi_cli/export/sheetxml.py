"""One worksheet of a workbook that somebody else made: its cells, its rows, and what refers to rows."""

import re
from collections.abc import Iterable
from copy import deepcopy

from fazhi_cli.cellnames import Area, area, cell_name, column_number
from fazhi_cli.export.package import FORMULAS, Element, Package, broken, local, made, text_of
from fazhi_cli.export.references import Gap, copied

_CELL = re.compile(r"([A-Z]{1,3})([0-9]+)")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_VML_ROW = re.compile(rb"(<x:Row>\s*)([0-9]+)(\s*</x:Row>)")
_USUAL_WIDTH = 9.14
_EDGES = 0.71
"""What the edges of a column take of its width, in characters."""


class Sheet:
    """One worksheet: its rows by number, its merged areas, its columns' widths."""

    def __init__(self, package: Package, name: str, part: str) -> None:
        self.package = package
        self.name = name
        self.part = part
        self.root = package.root(part)
        data = self.root.find("{*}sheetData")
        if data is None:
            raise broken(package.name)
        self.data = data
        self.rows = self._numbered()
        self.merges = self._merges()

    def _numbered(self) -> dict[int, Element]:
        """Return the rows by number; rows and cells that leave their place to be counted get it."""
        rows: dict[int, Element] = {}
        number = 0
        for row in self.data.iterfind("{*}row"):
            number = _whole(row.get("r"), number + 1)
            row.set("r", str(number))
            rows[number] = row
            column = 0
            for item in row.iterfind("{*}c"):
                found = _CELL.fullmatch(item.get("r", ""))
                column = column_number(found[1]) if found else column + 1
                item.set("r", cell_name(number, column))
        return rows

    def _merges(self) -> list[Area]:
        return [area(item.get("ref", "")) for item in self.root.iterfind("{*}mergeCells/{*}mergeCell")]

    def cells(self, row: int) -> dict[int, Element]:
        """Return the cells of a row by column."""
        if row not in self.rows:
            return {}
        return {_column(item): item for item in self.rows[row].iterfind("{*}c")}

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows; of a merged area every cell shows what its first one does."""
        merged = next((item for item in self.merges if item.has(row, column)), None)
        if merged:
            row, column = merged.top, merged.left
        found = self.cells(row).get(column)
        return "" if found is None else self._shown(found)

    def _shown(self, item: Element) -> str:
        if item.get("t") == "inlineStr":
            return text_of(item)
        value = item.findtext("{*}v") or ""
        if item.get("t") == "s":
            place = _whole(value, -1)
            return self.package.shared[place] if 0 <= place < len(self.package.shared) else ""
        return value

    def width(self, column: int) -> float:
        """Return how many characters fit into a column."""
        usual = self.root.find("{*}sheetFormatPr")
        width = None if usual is None else usual.get("defaultColWidth")
        for item in self.root.iterfind("{*}cols/{*}col"):
            if _whole(item.get("min"), 0) <= column <= _whole(item.get("max"), 0):
                width = item.get("width", width)
        return float(width or _USUAL_WIDTH) - _EDGES

    def look_like(self, row: int, column: int, style: int) -> None:
        """Give a cell the look that has the number `style`."""
        self._cell(row, column).set("s", str(style))

    def has_formula(self, row: int, column: int) -> bool:
        """Say whether a cell is calculated."""
        found = self.cells(row).get(column)
        return found is not None and found.find("{*}f") is not None

    def style(self, row: int, column: int) -> int:
        """Return the number of a cell's style."""
        found = self.cells(row).get(column)
        return 0 if found is None else _whole(found.get("s"), 0)

    def blank(self, row: int, columns: range, keep: Iterable[int] = ()) -> None:
        """Empty the cells of a row in `columns`; looks stay, and formulas in the columns `keep`."""
        for column, item in self.cells(row).items():
            if column in columns:
                _empty(item, column in keep)

    def put(self, row: int, column: int, content: str | int | float, style: int) -> None:
        """Put a number or a text into a cell, and give it the look that has the number `style`."""
        item = self._cell(row, column)
        _empty(item)
        if style:
            item.set("s", str(style))
        if isinstance(content, str):
            item.set("t", "inlineStr")
            holder, text = made(item, "is"), made(item, "t")
            text.text = _escaped(content)
            text.set(_SPACE, "preserve")
            holder.append(text)
            item.append(holder)
        else:
            value = made(item, "v")
            value.text = repr(content)
            item.append(value)

    def _cell(self, row: int, column: int) -> Element:
        cells = self.cells(row)
        if column in cells:
            return cells[column]
        new = made(self.data, "c", r=cell_name(row, column))
        self.rows[row].insert(sum(other < column for other in cells), new)
        return new

    def set_height(self, row: int, points: float) -> None:
        """Make a row so high."""
        self.rows[row].set("ht", f"{points:g}")
        self.rows[row].set("customHeight", "1")

    def insert(self, after: int, pattern: int, count: int, last_stays: bool) -> None:
        """Put `count` copies of the row `pattern` behind the row `after`, and move all that is below.

        With `last_stays`, `after` itself is moved below the copies: it may have a border of its own.
        """
        gap = Gap(self.name, after, count)
        self._move_rows(gap, last_stays)
        first = after if last_stays else after + 1
        for number in range(first, first + count):
            row = deepcopy(self.rows[pattern]) if pattern in self.rows else made(self.data, "row")
            self._renumber(row, number, number - pattern)
            for item in row.iterfind("{*}c"):
                _empty(item, keep_formula=True)
            self.rows[number] = row
        self.data[:] = [self.rows[number] for number in sorted(self.rows)]
        self._move_rest(gap)
        self.package.moved(gap, self.part)

    def _move_rows(self, gap: Gap, last_stays: bool) -> None:
        for formula in self.data.iter("{*}f"):
            formula.text = gap.formula(formula.text or "", own=True)
            if formula.get("ref"):
                formula.set("ref", gap.ranges(formula.get("ref", "")))
        moving = [row for row in self.rows if row > gap.after or (last_stays and row == gap.after)]
        for number in sorted(moving, reverse=True):
            row = self.rows.pop(number)
            self.rows[number + gap.rows] = row
            self._renumber(row, number + gap.rows, gap.rows if number == gap.after else 0)

    def _renumber(self, row: Element, number: int, carried: int) -> None:
        """Give a row another number; formulas go along by so many rows."""
        row.set("r", str(number))
        for item in row.iterfind("{*}c"):
            item.set("r", cell_name(number, _column(item)))
            formula = item.find("{*}f")
            if carried and formula is not None and formula.text:
                formula.text = copied(formula.text, carried)

    def _move_rest(self, gap: Gap) -> None:
        """Move everything that refers to rows by number: areas, formulas, pictures, remarks, page breaks."""
        self.merges = [
            item._replace(top=gap.row(item.top), bottom=gap.row(item.bottom))
            if item.top > gap.after
            else item
            for item in self.merges
        ]
        for child in self.root:
            if child is not self.data and local(child) != "mergeCells":
                _move(child, gap)
        for part in self.package.related(self.part, "/table") + self.package.related(self.part, "/comments"):
            _move(self.package.root(part), gap)
        for part in self.package.related(self.part, "/drawing"):
            _move_anchors(self.package.root(part), gap)
        for part in self.package.related(self.part, "/vmlDrawing"):
            content = self.package.parts.get(part, b"")
            self.package.parts[part] = _VML_ROW.sub(
                lambda match: b"%s%d%s" % (match[1], gap.row(int(match[2]) + 1) - 1, match[3]), content
            )

    def write_merges(self, merges: Iterable[Area]) -> None:
        """Set the merged areas."""
        self.merges = list(merges)
        holder = self.root.find("{*}mergeCells")
        if holder is None:
            return
        holder[:] = [made(holder, "mergeCell", ref=str(item)) for item in self.merges]
        holder.set("count", str(len(self.merges)))
        if not self.merges:
            self.root.remove(holder)

    def unlink(self, rows: range) -> None:
        """Take links off the cells of `rows`."""
        for holder in self.root.findall("{*}hyperlinks"):
            for item in list(holder):
                if area(item.get("ref", "A1")).top in rows:
                    holder.remove(item)
            if not len(holder):
                self.root.remove(holder)


def _move(root: Element, gap: Gap) -> None:
    for item in root.iter():
        for name in ("ref", "sqref"):
            if item.get(name):
                item.set(name, gap.ranges(item.get(name, "")))
        if local(item) in FORMULAS and item.text:
            item.text = gap.formula(item.text, own=True)
        if local(item) == "brk":
            item.set("id", str(gap.row(_whole(item.get("id"), 0))))


def _move_anchors(root: Element, gap: Gap) -> None:
    for item in root.iter("{*}row"):
        if local(item.getparent()) in ("from", "to"):  # type: ignore[arg-type]
            item.text = str(gap.row(_whole(item.text, 0) + 1) - 1)


def _empty(item: Element, keep_formula: bool = False) -> None:
    """Take what a cell holds, but not its look; of a formula of its own that is kept only the result."""
    formula = item.find("{*}f")
    keeps = keep_formula and formula is not None and bool(formula.text) and not formula.get("t")
    item.attrib.pop("t", "")
    for child in list(item):
        if not (keeps and child is formula):
            item.remove(child)


def _column(item: Element) -> int:
    found = _CELL.fullmatch(item.get("r", ""))
    return column_number(found[1]) if found else 0


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise


_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def _escaped(text: str) -> str:
    """Return `text` so that no part of it is taken for the code of a character."""
    return _CODED.sub("_x005F_", text)
