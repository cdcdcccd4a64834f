"""A text as lines, and splices into it. Of YAML nothing is known here but what a comment looks like.

Places are indices of characters; line ends are what the text has, be they of one sort or several.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

_EOL = re.compile(r"\r\n|\n|\r")


class Splice(NamedTuple):
    """Replace the characters from `start` up to `end` by `text`."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str | None:
    """Return `text` with `splices` made, None when two overlap and do not both only take away.

    Those at one place go in the order given.
    """
    pieces, at = [""], 0
    for splice in sorted(splices, key=lambda item: (item.start, item.end)):
        if splice.start < at and (splice.text or pieces[-1]):
            return None
        pieces += [text[at : splice.start], splice.text]
        at = max(at, splice.end)
    return "".join([*pieces, text[at:]])


class Lines:
    """Where the lines of a text start and end, and how."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.has_returns = "\r" in text

    def start(self, index: int) -> int:
        """Return where the line of `index` starts."""
        start = self.text.rfind("\n", 0, index) + 1
        return max(start, self.text.rfind("\r", start, index) + 1) if self.has_returns else start

    def end(self, index: int) -> int:
        """Return where the line of `index` ends, before its line end."""
        match = _EOL.search(self.text, index)
        return match.start() if match else len(self.text)

    def following(self, end: int) -> int:
        """Return where the line behind the one that ends at `end` starts."""
        match = _EOL.match(self.text, end)
        return match.end() if match else end

    def eol(self, index: int) -> str:
        """Return how the line of `index` ends, or the line before where it is the last."""
        match = _EOL.match(self.text, self.end(index))
        return match[0] if match else self.eol_before(self.start(index)) or "\n"

    def eol_before(self, start: int) -> str:
        """Return the line end before a line that starts at `start`."""
        return "\r\n" if self.text.endswith("\r\n", 0, start) else self.text[max(start - 1, 0) : start]

    def column(self, index: int) -> int:
        """Return how many characters stand before `index` on its line."""
        return index - self.start(index)

    def below(self, index: int, column: int) -> int:
        """Return the end of the line of `index`, or of the comment lines below it set in beyond `column`."""
        at = self.end(index)
        deeper = re.compile(rf"(?:\r\n|\n|\r) {{{column + 1},}}#[^\r\n]*")
        while match := deeper.match(self.text, at):
            at = match.end()
        return at
