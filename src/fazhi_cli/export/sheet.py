"""What goes into the cells of a workbook: plain text, numbers, and how wide and high it will stand."""

import re
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import east_asian_width

from fazhi_cli.cells import visible, width, wrapped
from fazhi_cli.ledger import number

LONGEST = 32_767
"""Characters that a cell can hold, counted as UTF-16 does."""
HIGHEST = 409.0
"""Points that a row can be high."""

_LINE_END = re.compile("\r\n|\r|\n")
_NOT_PLAIN = re.compile("[^\x20-\x7e]")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_BROADEST = 80
_SEEN = 26
"""Lines of a row that is as high as it can be, a few left for words that are not broken."""
_PADDING = 1.5
"""Cells by which a column is wider than its longest text."""
_SPARE = 0.6
"""Cells of a line that are left empty, for letters wider than reckoned."""
_TO_CELL = 1.05
"""Cells of letters of 10 points for each character that the width of a column is counted in."""
_LEADING = 1.35
"""A line's height for each point of its letters."""


def plain(text: str) -> str:
    """Return `text` with its line breaks, everything else that has no shape spelt out."""
    return "\n".join(map(visible, _LINE_END.split(text)))


def value(text: str, counted: bool) -> str | int | float:
    """Return what a cell is to hold: plain text, or for a counted column the number that the text is."""
    found = number(text) if counted else None
    return plain(text) if found is None else found


def looks_like_formula(text: str) -> bool:
    """Say whether a spreadsheet might calculate `text`, were it typed in."""
    return bool(_FORMULA.match(text))


def pieces(text: str, longest: int = LONGEST) -> Iterator[str]:
    """Yield `text` in pieces of at most `longest` UTF-16 units."""
    while _units(text) > longest:
        at = longest
        while _units(text[:at]) > longest:
            at -= _units(text[:at]) - longest + 1 >> 1
        yield text[:at]
        text = text[at:]
    yield text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def breadth(text: str) -> int:
    """Return the cells that the longest line of `text` takes in a Chinese font."""
    return max(width(_in_chinese(line)) for line in text.split("\n"))


def _in_chinese(text: str) -> str:
    """Return `text` with characters of ambiguous width replaced by wide ones, as Chinese fonts draw them."""
    return _NOT_PLAIN.sub(lambda match: "，" if east_asian_width(match[0]) == "A" else match[0], text)


def columns(texts: Iterable[Sequence[str]], heads: Sequence[str], broad: Sequence[int]) -> list[float]:
    """Return how wide each column is to be: as its longest text, but not above `broad`, nor below its head.

    A head may be folded in two; a text that would not be seen whole makes its column broader.
    """
    widest = [(breadth(head) + 1) // 2 if len(head) > 4 else breadth(head) for head in heads]
    for row in texts:
        widest = [max(now, _wanted(text, most)) for now, text, most in zip(widest, row, broad, strict=True)]
    return [round((cells + _PADDING) / _TO_CELL + 0.1, 1) for cells in widest]


def _wanted(text: str, most: int) -> int:
    while most < _BROADEST and len(text) * 2 > most * _SEEN:
        most = min(2 * most, _BROADEST)
    return min(breadth(text), most)


def height(texts: Iterable[tuple[str, float]], size: float, least: float) -> float:
    """Return how high a row is: `texts` with the width that each has, in letters of `size` points."""
    lines = max((_lines(text, room) for text, room in texts), default=1)
    return min(max(lines * size * _LEADING + 3, least), HIGHEST)


def _lines(text: str, room: float) -> int:
    cells = max(int(room * _TO_CELL - _SPARE), 2)
    enough = int(HIGHEST) * cells
    return sum(len(wrapped(_in_chinese(line)[:enough], cells)) for line in text.split("\n"))
