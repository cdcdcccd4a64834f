"""What a text is drawn for: how wide, in colour or not, with or without line-drawing characters."""

from typing import NamedTuple

from fazhi_cli.cells import visible, wrapped

_NARROWEST = 8


class Screen(NamedTuple):
    """A place to print on: `width` in cells, None where nothing need be wrapped (a pipe or file)."""

    width: int | None = None
    colour: bool = False
    ascii: bool = False

    def lines(self, text: str, indent: int = 0) -> list[str]:
        """Return `text` made safe, in lines that fit beside an indentation of so many cells."""
        shown = [visible(line) for line in text.rstrip("\n").split("\n")]
        if self.width is None:
            return shown
        room = max(self.width - indent, _NARROWEST)
        return [part for line in shown for part in wrapped(line, room)]

    def folded(self, *texts: str) -> str:
        """Return `texts`, each beginning a line, made safe and in lines that fit."""
        return "\n".join(line for text in texts for line in self.lines(text))


PIPE = Screen()
