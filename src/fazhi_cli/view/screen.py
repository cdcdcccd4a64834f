"""What a text is drawn for: how wide, in colour or not, with or without line-drawing characters."""

from typing import NamedTuple


class Screen(NamedTuple):
    """A place to print on: `width` in cells, None where nothing need be wrapped (a pipe or file)."""

    width: int | None = None
    colour: bool = False
    ascii: bool = False


PIPE = Screen()
