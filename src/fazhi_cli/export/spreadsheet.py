"""Listings for Excel as CSV: Chinese headings, a byte-order mark, CRLF, and no cell that is a formula."""

import csv as writer
import re
from collections.abc import Sequence
from io import StringIO

from fazhi_cli.cells import visible
from fazhi_cli.columns import COLUMNS, SHEET, Column
from fazhi_cli.query import Listing

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r\n]")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?%?")


def csv(listing: Listing, columns: Sequence[Column] | None) -> bytes:
    """Return the listing as CSV for Excel."""
    chosen = list(columns or [COLUMNS[name] for name in SHEET])
    out = StringIO(newline="")
    lines = writer.writer(out, lineterminator="\r\n")
    lines.writerow([column.term for column in chosen])
    for row in listing.rows:
        lines.writerow([safe(column.cell(row)) for column in chosen])
    return out.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """Return `text` so that a spreadsheet takes it for text; what may begin a formula gets an apostrophe."""
    shown = visible(text)
    return f"'{shown}" if _FORMULA.match(shown) and not _NUMBER.fullmatch(shown) else shown
