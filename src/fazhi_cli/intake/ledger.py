"""An office's own ledger in a workbook → its rows, each with what its columns mean.

The table is found by its headings. Merged cells speak for every row that they cover; a row that holds but one
text is the heading of those below it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fazhi_cli import headings
from fazhi_cli.cellnames import cell_name
from fazhi_cli.cells import CONTROLS, INVISIBLE, LINE_ENDS, visible
from fazhi_cli.intake.workbook import Book
from fazhi_cli.intake.worksheet import Seen
from fazhi_cli.problems import Refused
from fazhi_cli.returned import Trouble
from fazhi_cli.speech.markers import marker

_HEADS_WITHIN = 60
_TELLING = frozenset(("lead", "support", "due", "status", "note"))
"""A table of what is to be done has a column for one of these; a summary of numbers has not."""
_LONGEST_HEAD = 100
_SHOWN = 20
_LINE_END = re.compile(LINE_ENDS)
_UNSEEN = re.compile(f"[{CONTROLS}{INVISIBLE}]")
_NO_TITLE = re.compile("附[件表]|.*[：:]")
_SECTIONS = ("part", "han")
_SUBTASKS = ("clause", "bracketed")


class Row(NamedTuple):
    """One measure: the place of its first cell, the headings it stands under, its texts by what they mean.

    `others` are the texts of columns that are not known, by heading.
    """

    ref: str
    section: str | None
    subtask: str | None
    cells: Mapping[str, str]
    others: Mapping[str, str]


class Ledger(NamedTuple):
    """A ledger as read: the file's name, what stands above the table, columns with their meaning, rows.

    A meaning is a name of `headings.meant`, or None. `left` says of other rows where they stand and why they
    are none; `problems` are cells that cannot be taken.
    """

    name: str
    title: str | None
    columns: tuple[tuple[str, str | None], ...]
    rows: tuple[Row, ...]
    left: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    problems: tuple[Trouble, ...] = ()


def ledger(book: Book) -> Ledger:
    """Return the ledger in `book`. Raises Refused where no table has a column of what is to be done."""
    shown = [sheet for sheet in book.sheets if not sheet.hidden]
    tables = [table for sheet in shown if (table := _found(_Grid(sheet)))]
    if not tables:
        raise Refused(
            f"{book.name} 里没有认得的台账",
            "表头要有“具体措施”或“工作任务”一栏，和“牵头单位”“完成时限”一类的栏",
        )
    remarks = [f"隐藏的表“{visible(sheet.name)}”没有读" for sheet in book.sheets if sheet.hidden]
    without = [
        sheet.name for sheet in shown if sheet.rows and sheet not in [item.grid.sheet for item in tables]
    ]
    remarks += [f"表“{visible(name)}”里没有认得的表头，没有读" for name in without]
    readers = [_Reader(table, book.name, several=len(tables) > 1) for table in tables]
    rows = tuple(row for reader in readers for row in reader.rows())
    if hidden := sum(reader.hidden for reader in readers):
        remarks.append(f"有 {hidden} 行是隐藏的（可能是筛选），也读了")
    return Ledger(
        name=book.name,
        title=tables[0].title,
        columns=tuple(dict.fromkeys(pair for table in tables for pair in table.named)),
        rows=rows,
        left=tuple(item for reader in readers for item in reader.left),
        remarks=tuple(remarks),
        problems=tuple(item for reader in readers for item in reader.problems.values()),
    )


class _Grid(Seen):
    """The texts of a sheet, merged cells looked through."""

    def text(self, row: int, column: int) -> str:
        """Return the text that a cell shows, without what cannot be seen."""
        cell = self.cell(row, column)
        return _UNSEEN.sub("", _LINE_END.sub("\n", cell.text)).strip() if cell else ""

    def line(self, row: int, column: int) -> str:
        """Return the text that a cell shows in one line."""
        return " ".join(self.text(row, column).split())

    def columns(self, row: int) -> list[int]:
        """Return the columns in which a row shows something, of merged cells side by side the first."""
        merged = {area.left for area in self.merges.get(row, ())}
        return [
            column
            for column in sorted({*self.sheet.rows.get(row, {}), *merged})
            if self.text(row, column) and not self._goes_on(row, column)
        ]

    def _goes_on(self, row: int, column: int) -> bool:
        area = self.area(row, column)
        return area is not None and area.left < column


class _Table(NamedTuple):
    """Where a table stands: the last row of its headings, by column their texts and what they mean."""

    grid: _Grid
    head: int
    texts: Mapping[int, str]
    meanings: Mapping[int, str]
    title: str | None

    @property
    def named(self) -> list[tuple[str, str | None]]:
        """Return the headings with their meanings."""
        return [(text, self.meanings.get(column)) for column, text in self.texts.items()]


def _found(grid: _Grid) -> _Table | None:
    """Return the first table of a sheet with the most known headings, if one says what is to be done."""
    rows = [row for row in sorted(grid.sheet.rows) if row <= _HEADS_WITHIN]
    headed = ((row, _headed(grid, row)[1]) for row in rows)
    first, known = max(headed, key=lambda item: len(item[1]), default=(0, {}))
    if "title" not in known.values() or not {*known.values()} & _TELLING:
        return None
    tall = [area.bottom for column in known if (area := grid.area(first, column))]
    head = max([first, *tall])
    texts, meanings = _headed(grid, head)
    above = [grid.text(row, columns[0]) for row in rows if row < first and (columns := grid.columns(row))]
    title = next((" ".join(text.split()) for text in above if not _NO_TITLE.match(text)), None)
    return _Table(grid, head, texts, meanings, title)


def _headed(grid: _Grid, row: int) -> tuple[dict[int, str], dict[int, str]]:
    """Return the headings of a row by column, and what those that are known mean."""
    texts = {column: _heading(grid, row, column)[:_LONGEST_HEAD] for column in grid.columns(row)}
    meant = zip(texts, headings.meant(list(texts.values())), strict=True)
    return texts, {column: key for column, key in meant if key}


def _heading(grid: _Grid, row: int, column: int) -> str:
    """Return a heading, together with the one above it where it says nothing by itself."""
    text, above = grid.text(row, column), grid.text(row - 1, column) if row > 1 else ""
    if above and above != text and not headings.is_known(text):
        return next((both for both in (text + above, above + text) if headings.is_known(both)), text)
    return text


class _Reader:
    """One table on its way to rows."""

    def __init__(self, table: _Table, name: str, several: bool) -> None:
        self.table = table
        self.grid = table.grid
        self.prefix = f"{name}!{table.grid.sheet.name}!" if several else f"{name}!"
        self.section = table.grid.sheet.name if several else None
        self.subtask: str | None = None
        self.column_of = {key: column for column, key in table.meanings.items()}
        self.hidden = 0
        self.left: list[tuple[str, str]] = []
        self.problems: dict[str, Trouble] = {}

    def rows(self) -> list[Row]:
        """Return the measures, and gather what is left out."""
        found: list[list[Row]] = []
        for row in sorted(self.grid.sheet.rows):
            if row <= self.table.head or self._is_heading(row):
                continue
            if self._goes_on(row) and found:
                found[-1].append(self._row(row))
            elif not self._is_group(row) and (made := self._measure(row)):
                found.append([made])
                self.hidden += row in self.grid.sheet.hidden_rows
        return [_joined(rows) for rows in found]

    def _is_heading(self, row: int) -> bool:
        """Say whether a row repeats the headings, as on every page."""
        texts = [
            headings.plain(self.grid.text(row, column)[:_LONGEST_HEAD]) for column in self.table.meanings
        ]
        known = [headings.plain(self.table.texts[column]) for column in self.table.meanings]
        return texts == known

    def _goes_on(self, row: int) -> bool:
        """Say whether a row's measure is the one above, its cell being merged with that."""
        area = self.grid.area(row, self.column_of["title"])
        return area is not None and self.table.head < area.top < row

    def _is_group(self, row: int) -> bool:
        """Take a row that is a heading of those below, or none of the ledger at all."""
        columns = self.grid.columns(row)
        if not columns:
            return True
        text = self.grid.line(row, columns[0])
        if headings.FOOT.match(text):
            self.left.append((self._ref(row, columns[0]), f"“{_short(text)}”是表外的文字"))
            return True
        if len(columns) > 1:
            return False
        area, found = self.grid.area(row, columns[0]), marker(text)
        is_wide = area is not None and area.right > area.left
        if found is None and columns[0] == self.column_of["title"] and not is_wide:
            return False
        bare = text[found.end :].strip() if found else text
        if found and found.kind in _SUBTASKS:
            self.subtask = bare or text
        elif found is None or found.kind in _SECTIONS:
            self.section, self.subtask = bare or text, None
        else:
            return False
        return True

    def _measure(self, row: int) -> Row | None:
        self.section = self._head(row, "section_title") or self.section
        self.subtask = self._head(row, "subtask_title") or self.subtask
        made = self._row(row)
        if "title" in made.cells:
            return made
        columns = self.grid.columns(row)
        text = self.grid.line(row, columns[0])
        self.left.append((self._ref(row, columns[0]), f"“{_short(text)}”一行没有写要办的事"))
        return None

    def _head(self, row: int, key: str) -> str | None:
        column = self.column_of.get(key)
        return self.grid.line(row, column) or None if column else None

    def _row(self, row: int) -> Row:
        cells: dict[str, str] = {}
        others: dict[str, str] = {}
        for column in self.table.texts:
            text = self._text(row, column)
            if not text:
                continue
            key = self.table.meanings.get(column)
            if key:
                cells[key] = text
            else:
                others[self.table.texts[column]] = text
        columns = self.grid.columns(row)
        return Row(self._ref(row, columns[0] if columns else 1), self.section, self.subtask, cells, others)

    def _text(self, row: int, column: int) -> str:
        cell = self.grid.cell(row, column)
        if cell and (cell.is_error or cell.formula_without_value):
            ref = f"{self.prefix}{cell.ref}"
            why = "公式没有可用的结果，没有转入"
            self.problems.setdefault(ref, Trouble(ref, why, "在原表里改成内容，或转入后补上"))
            return ""
        return self.grid.text(row, column)

    def _ref(self, row: int, column: int) -> str:
        return f"{self.prefix}{cell_name(row, column)}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _joined(rows: Sequence[Row]) -> Row:
    """Return a measure that has several rows: its texts one below the other, each once."""
    return rows[0]._replace(
        cells=_below_each_other([row.cells for row in rows]),
        others=_below_each_other([row.others for row in rows]),
    )


def _below_each_other(texts: Sequence[Mapping[str, str]]) -> dict[str, str]:
    keys = dict.fromkeys(key for row in texts for key in row)
    return {key: "\n".join(dict.fromkeys(row[key] for row in texts if key in row)) for key in keys}
