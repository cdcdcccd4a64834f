"""References to cells, as they become when rows are put in: `A5`, `$A$5:K10`, ranges in formulas."""

import re
from collections.abc import Callable
from typing import NamedTuple

_STRING = re.compile(r'("(?:[^"]|"")*")')
_REFERENCE = re.compile(
    r"(?<![\w.$!:'])(?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
    r"(?:(?P<from>\$?[A-Za-z]{1,3}\$?)(?P<first>[1-9][0-9]{0,6})"
    r"(?::(?P<to>\$?[A-Za-z]{1,3}\$?)(?P<last>[1-9][0-9]{0,6}))?"
    r"|(?P<top>\$?[1-9][0-9]{0,6}):(?P<bottom>\$?[1-9][0-9]{0,6}))(?![\w(.!])"
)
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ROW = re.compile("[0-9]+")


class Area(NamedTuple):
    """A rectangle of cells, rows and columns counted from 1, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int

    def has(self, row: int, column: int) -> bool:
        """Say whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __str__(self) -> str:
        return f"{cell(self.top, self.left)}:{cell(self.bottom, self.right)}"


def column_number(letters: str) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell(row: int, column: int) -> str:
    """Return the name of a cell: `B3`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def area(text: str) -> Area:
    """Return the rectangle that `A5` or `A5:K10` names. Raises ValueError for anything else."""
    ends = [_CELL.fullmatch(end) for end in text.split(":")]
    if not 1 <= len(ends) <= 2 or None in ends:
        raise ValueError(text)
    rows = [int(end[2]) for end in ends if end]
    columns = [column_number(end[1]) for end in ends if end]
    return Area(min(rows), min(columns), max(rows), max(columns))


class Gap(NamedTuple):
    """So many `rows` put in behind the row `after` of the sheet called `sheet`.

    A range that ends with that row or holds it grows; what lies below moves down.
    """

    sheet: str
    after: int
    rows: int

    def row(self, row: int) -> int:
        """Return where a row is now."""
        return row + self.rows if row > self.after else row

    def _end(self, row: int) -> int:
        return row + self.rows if row >= self.after else row

    def formula(self, text: str, own: bool) -> str:
        """Return a formula; in the sheet's `own` ones a reference without a sheet's name is to it."""
        return _outside_strings(
            text, lambda part: _REFERENCE.sub(lambda match: self._moved(match, own), part)
        )

    def ranges(self, text: str) -> str:
        """Return a list of references to the sheet's cells, divided by spaces."""
        return " ".join(self.formula(part, own=True) for part in text.split())

    def _moved(self, match: re.Match[str], own: bool) -> str:
        prefix = match["sheet"] or ""
        if not (own if not prefix else _name(prefix) == self.sheet.casefold()):
            return match[0]
        if match["top"]:
            ends = (_ROW.sub(lambda row: str(self.row(int(row[0]))), match[end]) for end in ("top", "bottom"))
            return prefix + ":".join(ends)
        first = self.row(int(match["first"]))
        if match["to"] is None:
            return f"{prefix}{match['from']}{first}"
        return f"{prefix}{match['from']}{first}:{match['to']}{self._end(int(match['last']))}"


def _name(prefix: str) -> str:
    return prefix[:-1].strip("'").replace("''", "'").casefold()


def copied(formula: str, rows: int) -> str:
    """Return a formula as it becomes when it is copied so many rows down: what has no $ goes with it."""
    return _outside_strings(formula, lambda part: _REFERENCE.sub(lambda match: _carried(match, rows), part))


def _carried(match: re.Match[str], rows: int) -> str:
    def end(letters: str | None, row: str | None) -> str:
        return f"{letters}{int(row) + rows if not str(letters).endswith('$') else row}" if row else ""

    if match["top"]:
        return match[0]
    ends = filter(None, (end(match["from"], match["first"]), end(match["to"], match["last"])))
    return (match["sheet"] or "") + ":".join(ends)


def _outside_strings(formula: str, change: Callable[[str], str]) -> str:
    parts = _STRING.split(formula)
    return "".join(part if at % 2 else change(part) for at, part in enumerate(parts))
