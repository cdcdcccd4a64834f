"""The cells of one sheet of a workbook that somebody else made, taken from its XML within limits."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from fazhi_cli.cellnames import Area, cell_name, column_number
from fazhi_cli.cells import visible
from fazhi_cli.intake import numbers
from fazhi_cli.intake.markup import Attributes
from fazhi_cli.problems import Refused

ROW_LIMIT = 20_000
COLUMN_LIMIT = 200
CELL_LIMIT = 200_000
"""Cells of all sheets that hold something."""
TEXT_LIMIT = 20_000_000
"""Characters of all cells."""
ELEMENT_LIMIT = 1_500_000
MERGE_LIMIT = 200_000
"""Rows of all merged areas, each counted for itself."""


_REF = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ISO_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2})[0-9:.]*Z?)?")


class Cell(NamedTuple):
    """One cell: its text as people see it, and its place (`F12`).

    A day is written 2022-09-30, a share 50%. `number` is the value of what is stored as one. `is_error` and
    `formula_without_value` say that nothing can be taken from it.
    """

    text: str
    ref: str
    number: float | None = None
    is_date: bool = False
    is_percent: bool = False
    is_error: bool = False
    formula_without_value: bool = False


class Sheet(NamedTuple):
    """One sheet: cells that hold something by row and column from 1; merged areas; hidden rows."""

    name: str
    hidden: bool
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()


class Seen:
    """A sheet as people see it: each of merged cells shows what the first one does."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.merges: dict[int, list[Area]] = {}
        for area in sheet.merged:
            for row in range(area.top, area.bottom + 1):
                self.merges.setdefault(row, []).append(area)

    def area(self, row: int, column: int) -> Area | None:
        """Return the merged cells that a cell belongs to."""
        return next((area for area in self.merges.get(row, ()) if area.left <= column <= area.right), None)

    def cell(self, row: int, column: int) -> Cell | None:
        """Return what a cell shows, None where nothing is."""
        if area := self.area(row, column):
            row, column = area.top, area.left
        return self.sheet.rows.get(row, {}).get(column)


def _place(ref: str) -> tuple[int, int]:
    """Return row and column of `B3`. Raises ValueError for anything else."""
    found = _REF.fullmatch(ref)
    if found is None:
        raise ValueError(ref)
    return int(found[2]), column_number(found[1])


class Budget:
    """How much of a workbook may still be read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.elements = ELEMENT_LIMIT
        self.cells = CELL_LIMIT
        self.text = TEXT_LIMIT
        self.merges = MERGE_LIMIT

    def spend(self, elements: int = 0, cells: int = 0, text: int = 0, merges: int = 0) -> None:
        """Take off what was read. Raises Refused when there is nothing left."""
        self.elements -= elements
        self.cells -= cells
        self.text -= text
        self.merges -= merges
        if min(self.elements, self.cells, self.text, self.merges) < 0:
            raise Refused(f"{self.name} 的内容多得不正常，未读入", "只留需要的工作表和行，另存一份 .xlsx")


class _Text:
    """Gathers the text of string items: its runs, without readings of characters."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.pieces: list[str] = []
        self.is_open = False
        self.aside = 0

    def start(self, tag: str) -> None:
        if tag == "x:rPh":
            self.aside += 1
        self.is_open = tag in ("x:t", "x:v") and not self.aside

    def end(self, tag: str) -> None:
        if tag == "x:rPh":
            self.aside -= 1
        self.is_open = False

    def text(self, data: str) -> None:
        if self.is_open:
            self.budget.spend(text=len(data))
            self.pieces.append(data)

    def taken(self) -> str:
        found = "".join(self.pieces)
        self.pieces = []
        return found


class Strings:
    """Takes the strings that cells share."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.items: list[str] = []
        self.words = _Text(budget)

    def start(self, tag: str, attributes: Attributes) -> None:
        """Begin an item or a run."""
        self.budget.spend(elements=1)
        self.words.start(tag)

    def end(self, tag: str) -> None:
        """End it; an item is then complete."""
        self.words.end(tag)
        if tag == "x:si":
            self.items.append(_decoded(self.words.taken()))

    def text(self, data: str) -> None:
        """Take text of a run."""
        self.words.text(data)


class Cells:
    """Takes the cells of one sheet."""

    def __init__(
        self, budget: Budget, strings: list[str], formats: list[numbers.Format], since_1904: bool
    ) -> None:
        self.budget = budget
        self.strings = strings
        self.formats = formats
        self.since_1904 = since_1904
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merged: list[Area] = []
        self.hidden: set[int] = set()
        self.row = 0
        self.column = 0
        self.kind: str | None = None
        self.form = numbers.GENERAL
        self.has_formula = False
        self.words = _Text(budget)

    def sheet(self, attributes: Attributes) -> Sheet:
        """Return what was taken."""
        name = visible(attributes.get("name", ""))
        hidden = attributes.get("state", "visible") != "visible"
        return Sheet(name, hidden, self.rows, tuple(self.merged), frozenset(self.hidden))

    def start(self, tag: str, attributes: Attributes) -> None:
        """Begin a row, a cell or something in it."""
        self.budget.spend(elements=1)
        if tag == "x:c":
            self._cell(attributes)
        elif tag == "x:row":
            self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0
            if attributes.get("hidden") in ("1", "true"):
                self.hidden.add(self.row)
        elif tag == "x:f":
            self.has_formula = True
        elif tag == "x:mergeCell":
            self._merge(attributes.get("ref", ""))
        self.words.start(tag)

    def end(self, tag: str) -> None:
        """End it; a cell is then complete."""
        self.words.end(tag)
        if tag == "x:c":
            self._keep(self.words.taken())

    def text(self, data: str) -> None:
        """Take text of a cell."""
        self.words.text(data)

    def _cell(self, attributes: Attributes) -> None:
        if "r" in attributes:
            self.row, self.column = _place(attributes["r"])
        else:
            self.column += 1
        self.kind = attributes.get("t")
        style = int(attributes.get("s", "0"))
        self.form = self.formats[style] if 0 <= style < len(self.formats) else numbers.GENERAL
        self.has_formula = False
        self.words.taken()

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        top, left = _place(first)
        bottom, right = _place(last or first)
        bottom = min(bottom, ROW_LIMIT)
        self.budget.spend(merges=max(bottom - top, 0) + 1)
        self.merged.append(Area(top, left, bottom, right))

    def _keep(self, raw: str) -> None:
        ref = cell_name(self.row, self.column)
        made = self._made(raw, ref)
        if not made.text.strip() and not made.formula_without_value:
            return
        if not (0 < self.row <= ROW_LIMIT and 0 < self.column <= COLUMN_LIMIT):
            raise Refused(
                f"{self.budget.name} 的 {ref} 有内容，离表太远，未读入",
                f"删去那一格，只留前 {ROW_LIMIT} 行、{COLUMN_LIMIT} 列，再存一次",
            )
        row = self.rows.setdefault(self.row, {})
        if self.column in row:
            raise ValueError(ref)
        self.budget.spend(cells=1)
        row[self.column] = made

    def _made(self, raw: str, ref: str) -> Cell:
        if self.kind == "s":
            place = int(raw) if raw else -1
            return Cell(self.strings[place] if 0 <= place < len(self.strings) else _missing(raw), ref)
        if self.kind in ("inlineStr", "str"):
            return Cell(_decoded(raw), ref)
        if self.kind == "e":
            return Cell(raw, ref, is_error=True)
        if self.kind == "b":
            return Cell("TRUE" if raw.strip() in ("1", "true") else "FALSE", ref)
        found = _ISO_DAY.fullmatch(raw.strip()) if self.kind == "d" else None
        if found:
            time = found[2] if found[2] and found[2] != "00:00" else ""
            return Cell(f"{found[1]} {time}".strip(), ref, is_date=True)
        return self._number(raw, ref)

    def _number(self, raw: str, ref: str) -> Cell:
        value = numbers.number(raw)
        if value is None:
            return Cell(raw, ref, formula_without_value=self.has_formula and not raw)
        text = numbers.shown(value, self.form, self.since_1904)
        is_date = self.form.is_date and "-" in text.lstrip("-")
        return Cell(text, ref, value, is_date, self.form.is_percent)


def _missing(raw: str) -> str:
    """Refuse a reference to a string that is not there, pass over an empty one."""
    if raw:
        raise ValueError(raw)
    return ""


def _decoded(text: str) -> str:
    """Return `text` with the codes of characters that XML cannot hold (`_x000D_`) replaced by them."""
    return _CODED.sub(_char, text) if "_x" in text else text


def _char(match: re.Match[str]) -> str:
    """Return the character that a code stands for; half a character stays a code."""
    char = chr(int(match[1], 16))
    return match[0] if "\ud800" <= char <= "\udfff" else char
