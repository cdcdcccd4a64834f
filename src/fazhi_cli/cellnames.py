"""Names of cells and rectangles of cells in a sheet: `B3`, `A5:K10`."""

import re
from typing import NamedTuple

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


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
        return f"{cell_name(self.top, self.left)}:{cell_name(self.bottom, self.right)}"


def column_number(letters: str) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
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
