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
_ROW = re.compile("[0-9]+")


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
