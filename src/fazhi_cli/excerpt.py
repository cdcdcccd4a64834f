"""One measure cut out of a register's text: enough of it to read and to change that measure alone.

An excerpt has the measure's own lines under a line `measures:` set in as its subtask's keys are: so it is
YAML by itself, and an edit finds what it looks for around a measure. It reads as it does in the whole text,
for its lines are those from the measure's dash up to where the text goes on outside of it.
"""

from typing import NamedTuple

from fazhi_cli import source, tree
from fazhi_cli.blocks import Block
from fazhi_cli.layout import Lines
from fazhi_cli.tree import Data

KEY = "measures"


class Excerpt(NamedTuple):
    """A text of a head line and, from `start` on, the lines of a measure; `dash` is how these begin."""

    text: str
    start: int
    dash: str

    @property
    def lines(self) -> str:
        """Return the lines of the measure."""
        return self.text[self.start :]

    def measure(self) -> Data:
        """Return the plain data of the measure, None unless the excerpt says one measure and nothing else."""
        read = tree.read(source.from_text(self.text, KEY))
        if read.problems or not isinstance(read.data, dict) or [*read.data] != [KEY]:
            return None
        items = read.data[KEY]
        return items[0] if isinstance(items, list) and len(items) == 1 else None

    def changed(self, text: str, ends_whole: bool) -> "Excerpt | None":
        """Return the excerpt with `text` in place of its own.

        None unless `text` has the same head and dash, and ends a line; where the excerpt ends the whole
        register (`ends_whole`) it may be without a line end.
        """
        kept = self.text[: self.start] + self.dash
        new = Excerpt(text, self.start, self.dash)
        return new if text.startswith(kept) and (ends_whole or text.endswith(("\n", "\r"))) else None


def excerpt(text: str, block: Block) -> Excerpt | None:
    """Return the excerpt of the measure at `block` in `text`, None if it has no lines of its own."""
    if not block.end:
        return None
    break_ = Lines(text).eol_before(block.start)
    head = f"{' ' * (block.column - block.inset)}{KEY}:{break_}"
    own = text[block.start : block.end]
    return Excerpt(head + own, len(head), own[: block.column + 1])
