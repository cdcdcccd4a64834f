"""A table while it is read: its rows, and cells that are merged."""

from fazhi_cli.intake.markup import Attributes, attribute, number

_WIDEST = 63
"""Columns that Word lets a table have."""


class Grid:
    """A table that is open. A merged cell has its text where it begins and is empty where it goes on."""

    def __init__(self) -> None:
        self._rows: list[list[str]] = []
        self._row: list[str] = []
        self._frames: list[list[str]] = []
        self._deleted = False
        self._span = 1
        self._goes_on = False

    def open_row(self) -> None:
        """Begin a row."""
        self._row = []
        self._deleted = False

    def close_row(self) -> None:
        """End the row, which does not count if it was deleted."""
        if self._row and not self._deleted:
            self._rows.append(self._row)

    def open_cell(self) -> None:
        """Begin a cell."""
        self._span, self._goes_on = 1, False

    def close_cell(self, paragraphs: list[str]) -> int:
        """End the cell, which holds `paragraphs`; return how many columns it takes."""
        text = "" if self._goes_on else "\n".join(paragraphs)
        self._row += [text, *[""] * (self._span - 1)]
        if len(self._frames) < 2:
            self._frames.append(paragraphs)
        return self._span

    def take(self, tag: str, attributes: Attributes) -> None:
        """Take a property of the row or cell that is open."""
        if tag == "w:gridSpan":
            self._span = max(number(attributes, "w:val", 1, _WIDEST), 1)
        elif tag in ("w:vMerge", "w:hMerge"):
            self._goes_on = attribute(attributes, "w:val") != "restart"
        elif tag == "w:gridBefore":
            self._row += [""] * number(attributes, "w:val", 0, _WIDEST)
        elif tag in ("w:del", "w:moveFrom"):
            self._deleted = True

    @property
    def frame(self) -> list[str] | None:
        """The paragraphs of a table that has a single cell, which is a frame round them; else None."""
        return self._frames[0] if len(self._frames) == 1 and self._rows else None

    def shown(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows; none if there is no text in them."""
        return tuple(map(tuple, self._rows)) if any(text for row in self._rows for text in row) else ()

    def lines(self) -> list[str]:
        """Return each row that has text as a line, cells parted by spaces."""
        told = (" ".join(text.replace("\n", " ") for text in row if text) for row in self._rows)
        return [line for line in told if line]
