"""A workbook that a unit sent back → what it answers, row by row, and what was sent to it.

Columns are found by the keys of the hidden row, else by their headings, wherever a unit has moved them. A
row is known by its id alone. Free text is kept as it was typed.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from fazhi_cli import headings, terms
from fazhi_cli.cellnames import cell_name
from fazhi_cli.cells import CONTROLS, LINE_ENDS, visible
from fazhi_cli.intake import numbers
from fazhi_cli.intake.workbook import Book
from fazhi_cli.intake.worksheet import Cell, Seen, Sheet
from fazhi_cli.problems import Refused
from fazhi_cli.returned import (
    LOCKED,
    MARK,
    OPEN,
    PART,
    SENT,
    VERSION,
    WHOLE,
    Answer,
    Answered,
    Returned,
    Trouble,
)

LONGEST = 32_767
"""Characters that one cell can hold."""

_LONGEST_ID = 60
_LONGEST_HEAD = 100
_NAMED = 20
"""Characters of a cell that are named in a message."""
_HEADS_WITHIN = 60
"""Rows in which headings are looked for."""
_KEYS = frozenset(("id", "last", *LOCKED, *OPEN))
_ENOUGH = 3
_SIGNED = ("by", "date")
_TOLD = tuple(field for field in OPEN if field not in _SIGNED)
_OWN_HEADINGS: Mapping[str, str] = MappingProxyType({"填报人": "by", "填表人": "by", "填报日期": "date"})
_ID = re.compile(r"[A-Za-z0-9]+(?:[.。、-][A-Za-z0-9]+)*\.?")
_LINE_END = re.compile(LINE_ENDS)
_CONTROL = re.compile(f"[{CONTROLS}]")


class _Table(NamedTuple):
    """Where a sheet's answers stand: the row above them, each field's column, fields that have two."""

    sheet: Sheet
    head: int
    columns: Mapping[str, int]
    twice: tuple[str, ...] = ()


class _Kept(NamedTuple):
    """What the hidden sheet says of what was sent."""

    unit: str | None = None
    sent: date | None = None
    values: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    remarks: tuple[str, ...] = ("没有下发时的记录（隐藏的表不在了），按台账现在的值比较",)


def returned(book: Book) -> Returned:
    """Return what a workbook answers. Raises Refused where there is no table of answers in it."""
    kept = next((_kept(sheet) for sheet in book.sheets if _is_kept(sheet)), _Kept())
    sheets = [sheet for sheet in book.sheets if not _is_kept(sheet)]
    by_key = [table for sheet in sheets if (table := _by_key(sheet))]
    found = by_key or [table for sheet in sheets if (table := _by_heading(sheet))]
    tables = [table for table in found if not table.sheet.hidden]
    if not tables:
        raise Refused(f"{book.name} 里没有填报表", "用下发的表填；自己的表要有“编号”和“状态”“进展情况”等表头")
    remarks = [*kept.remarks, *(f"隐藏的表“{item.sheet.name}”没有读" for item in found if item.sheet.hidden)]
    if book.linked:
        remarks.append("引用了别的文件，没有打开，用的是表里存的结果")
    answers: list[Answer] = []
    problems: list[Trouble] = []
    for table in tables:
        prefix = f"{book.name}!" if len(tables) == 1 else f"{book.name}!{table.sheet.name}!"
        rows = _Rows(table, prefix, book.since_1904)
        answers += rows.answers()
        problems += rows.problems
        remarks += rows.remarks()
    return Returned(
        file=book.name,
        unit=kept.unit,
        sent=kept.sent,
        values=kept.values,
        answers=tuple(answers),
        remarks=tuple(remarks),
        problems=tuple(problems),
    )


def _is_kept(sheet: Sheet) -> bool:
    """Say whether a sheet is the one that keeps what was sent."""
    first = sheet.rows.get(1, {}).get(1)
    return first is not None and first.text == MARK


def _kept(sheet: Sheet) -> _Kept:
    """Return what the hidden sheet says; what is not as it was written is left out."""
    rows = [{column: cell.text for column, cell in sheet.rows[row].items()} for row in sorted(sheet.rows)]
    if rows[0].get(2) != VERSION:
        return _Kept(remarks=("下发时的记录是别的版本，没有用它，按台账现在的值比较",))
    heads = [place for place, row in enumerate(rows) if row.get(1) == SENT[0]]
    at = heads[0] if heads else len(rows)
    about = {row[1]: row[2] for row in rows[1:at] if 1 in row and 2 in row}
    values: dict[str, Mapping[str, str]] = {}
    for row in rows[at + 1 :]:
        if 1 in row:
            values[row[1]] = {
                field: row.get(column, "") for column, field in rows[at].items() if field in SENT[1:]
            }
    return _Kept(about.get("unit"), _iso(about.get("sent", "")), values, ())


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _by_key(sheet: Sheet) -> _Table | None:
    """Return the table below the hidden row of keys."""
    for row in sorted(sheet.rows):
        found = [
            (cell.text[:_LONGEST_HEAD].strip().casefold(), column)
            for column, cell in sorted(sheet.rows[row].items())
        ]
        known = [(key, column) for key, column in found if key in _KEYS]
        if len(known) >= _ENOUGH and any(key == "id" for key, _ in known):
            return _table(sheet, row, known)
    return None


def _by_heading(sheet: Sheet) -> _Table | None:
    """Return the table below headings that are known."""
    for row in [row for row in sorted(sheet.rows) if row <= _HEADS_WITHIN]:
        cells = sorted(sheet.rows[row].items())
        meant = headings.meant([cell.text[:_LONGEST_HEAD] for _, cell in cells])
        fields = [_own_heading(cell.text) or key for (_, cell), key in zip(cells, meant, strict=True)]
        known = [(key, column) for key, (column, _) in zip(fields, cells, strict=True) if key in _KEYS]
        keys = {key for key, _ in known}
        if "id" in keys and keys & {*OPEN}:
            return _table(sheet, row, [(str(key), column) for key, column in known])
    return None


def _own_heading(heading: str) -> str | None:
    """Return the field of a heading that only our sheets have."""
    plain = headings.plain(heading[:_LONGEST_HEAD])
    starts = {PART: "part", WHOLE: "whole"}
    own = next((field for start, field in starts.items() if plain.startswith(start)), None)
    return own or _OWN_HEADINGS.get(plain)


def _table(sheet: Sheet, head: int, known: Sequence[tuple[str, int]]) -> _Table:
    columns: dict[str, int] = {}
    twice = []
    for key, column in known:
        if key in columns:
            twice.append(key)
        columns.setdefault(key, column)
    return _Table(sheet, head, columns, tuple(dict.fromkeys(twice)))


class _Rows:
    """The rows of one table, on their way to answers."""

    def __init__(self, table: _Table, prefix: str, since_1904: bool) -> None:
        self.table = table
        self.sheet = table.sheet
        self.prefix = prefix
        self.since_1904 = since_1904
        self.problems: list[Trouble] = []
        self.read: list[int] = []
        self.cleaned: list[str] = []
        self.seen = Seen(table.sheet)

    def answers(self) -> Iterator[Answer]:
        """Yield the answer of every row with an id; what stands in other rows is a problem."""
        for row in sorted(self.sheet.rows):
            if row > self.table.head and (answer := self._answer(row)):
                self.read.append(row)
                yield answer

    def remarks(self) -> Iterator[str]:
        """Yield what was odd and did no harm."""
        if hidden := self.sheet.hidden_rows & {*self.read}:
            yield f"有 {len(hidden)} 行是隐藏的（可能是筛选），也读了"
        for key in self.table.twice:
            yield f"有两列“{_term(key)}”，只读了前一列"
        if self.cleaned:
            yield f"去掉了看不见的控制字符：{'、'.join(self.cleaned)}"

    def _answer(self, row: int) -> Answer | None:
        column = self.table.columns["id"]
        merged = self.seen.area(row, column)
        own = self.seen.cell(row, column)
        text = own.text.strip() if own else ""
        if merged and merged.top < row:
            self._astray(row, "这一行的编号与上面合并在一起", "一条措施只填一行，内容并到上一行")
        elif headings.plain(text[:_LONGEST_HEAD]) in _HEADS:
            return None
        elif len(text) <= _LONGEST_ID and _ID.fullmatch(unicodedata.normalize("NFKC", text)):
            return Answer(text, self._answered(row), self._ref(row, column))
        else:
            said = f"“{visible(text[:_NAMED])}”不是编号" if text else "这一行没有编号"
            self._astray(row, said, "填在下发的行里；新增的事项请另行告知")
        return None

    def _astray(self, row: int, message: str, hint: str) -> None:
        """Say of a row that is no answer that something was filled in, if so."""
        columns = (self.table.columns.get(field) for field in _TOLD)
        told = next((column for column in columns if column and self._is_own(row, column)), None)
        if told:
            self._problem(self._ref(row, told), f"{message}，没有采用", hint)

    def _answered(self, row: int) -> dict[str, Answered]:
        found = {}
        for field, column in self.table.columns.items():
            if field in ("id", "last"):
                continue
            cell = self.seen.cell(row, column)
            if cell is None:
                found[field] = Answered("", self._ref(row, column))
            elif self._can_be_taken(cell):
                found[field] = Answered(self._text(field, cell), self.prefix + cell.ref)
        return found

    def _can_be_taken(self, cell: Cell) -> bool:
        ref = self.prefix + cell.ref
        if cell.is_error:
            self._problem(ref, f"公式出错（{visible(cell.text[:_NAMED])}），没有采用", "改成要填的内容")
        elif cell.formula_without_value:
            self._problem(ref, "公式没有算出结果，没有采用", "用 Excel 或 WPS 打开存一次，或直接填内容")
        elif len(cell.text) > LONGEST:
            self._problem(ref, f"有 {len(cell.text)} 字，没有采用", f"不超过 {LONGEST} 字")
        else:
            return True
        return False

    def _text(self, field: str, cell: Cell) -> str:
        if field == "date":
            return self._day(cell)
        text = _LINE_END.sub("\n", cell.text)
        cleaned = _CONTROL.sub("", text)
        if cleaned != text:
            self.cleaned.append(cell.ref)
        return cleaned

    def _day(self, cell: Cell) -> str:
        """Return a day as 2022-09-30, whether it is stored as one or as a bare number of days."""
        if cell.is_date:
            return cell.text.partition(" ")[0]
        day = None if cell.number is None else numbers.day(cell.number, self.since_1904)
        whole = cell.number is not None and cell.number == int(cell.number)
        return str(day) if day and whole and numbers.FIRST_DAY <= day <= numbers.LAST_DAY else cell.text

    def _is_own(self, row: int, column: int) -> bool:
        """Say whether a cell has a content of its own, not of other cells that it is merged with."""
        area = self.seen.area(row, column)
        first = area is None or (area.top, area.left) == (row, column)
        return first and column in self.sheet.rows[row]

    def _ref(self, row: int, column: int) -> str:
        return f"{self.prefix}{cell_name(row, column)}"

    def _problem(self, ref: str, message: str, hint: str) -> None:
        self.problems.append(Trouble(ref, message, hint))


_HEADS = frozenset(headings.plain(word) for word in ("编号", "序号", "id"))


def _term(key: str) -> str:
    """Return what people call a field of a sheet."""
    own = {"last": "上次进展", "by": "填报人", "date": "填报日期", "part": PART, "whole": WHOLE}
    known = {field.name: field.term for field in terms.FIELDS}
    return own.get(key) or known.get(key, key)
