"""Listings for Excel as CSV: Chinese headings, a byte-order mark, CRLF, and no cell that is a formula."""

import csv as writer
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import StringIO

from fazhi_cli.cells import visible
from fazhi_cli.columns import SHEET, Column, usual
from fazhi_cli.query import Listing

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r\n]")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?%?")


def csv(listing: Listing, columns: Sequence[Column] | None) -> bytes:
    """Return the listing as CSV for Excel."""
    chosen = list(columns or usual(SHEET, listing.register))
    rows = [[safe(column.cell(row)) for column in chosen] for row in listing.rows]
    return written([[column.term for column in chosen], *rows])


def written(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows of cells as the bytes of a file."""
    out = StringIO(newline="")
    writer.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


@lru_cache(maxsize=1 << 14)
def safe(text: str) -> str:
    """Return `text` so that a spreadsheet takes it for text; what may begin a formula gets an apostrophe."""
    shown = visible(text)
    return f"'{shown}" if _FORMULA.match(shown) and not _NUMBER.fullmatch(shown) else shown
