"""Where each measure stands in the text of its register: the lines that are its own.

Nothing is known here of YAML but what a dash is; the places come from whoever reads the text.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias, overload

from fazhi_cli.layout import Lines

Place: TypeAlias = tuple[int, int, int]
"""Which section, which subtask in it, which measure in that."""


class MapSpan(NamedTuple):
    """Where a mapping starts, where the mapping two levels above starts, and where what follows it does.

    `flow` tells that it is written in braces. Places are indices of characters.
    """

    start: int
    above: int
    following: int
    flow: bool


class Block(NamedTuple):
    """The lines of a measure, from that of its dash up to that of what follows, as indices of characters.

    Both are 0 where a measure has no lines to itself. `column` is that of its dash and `inset` how far the
    dash is set in from the keys of its subtask.
    """

    start: int = 0
    end: int = 0
    column: int = 0
    inset: int = 0


class Blocks(Sequence[Block]):
    """The blocks of all measures, four numbers each."""

    def __init__(self, numbers: "array[int]") -> None:
        self.numbers = numbers

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> "Blocks":
        """Return `blocks` as one sequence."""
        return cls(array("I", (number for block in blocks for number in block)))

    def __len__(self) -> int:
        return len(self.numbers) // len(Block._fields)

    @overload
    def __getitem__(self, at: int) -> Block: ...
    @overload
    def __getitem__(self, at: slice) -> list[Block]: ...
    def __getitem__(self, at: int | slice) -> Block | list[Block]:
        """Return the block at a position, or those of a slice."""
        if isinstance(at, slice):
            return [self[index] for index in range(len(self))[at]]
        first = range(len(self))[at] * len(Block._fields)
        return Block(*self.numbers[first : first + len(Block._fields)])

    def resized(self, longer: Mapping[int, int]) -> "Blocks":
        """Return the blocks after those at some positions became so many characters longer."""
        size, numbers, by = len(Block._fields), self.numbers[:], 0
        for at in range(min(longer, default=len(self)), len(self)):
            first = at * size
            more = longer.get(at, 0)
            if numbers[first + 1]:
                numbers[first] += by
                numbers[first + 1] += by + more
            by += more
        return Blocks(numbers)


def blocks(text: str, spans: Iterable[MapSpan]) -> Iterator[Block]:
    """Yield the block of each of the mappings at `spans` in `text`."""
    lines = Lines(text)
    for span in spans:
        first = lines.start(span.start)
        dash = text[first : span.start].rstrip(" ")
        ends_text = span.following >= len(text)
        end = len(text) if ends_text else lines.start(span.following)
        if span.flow or dash.lstrip(" ") != "-" or end <= span.start:
            yield Block()
        else:
            column = len(dash) - 1
            yield Block(first, end, column, column - lines.column(span.above))


class Outline(NamedTuple):
    """A register's text as far as it is known without being read again.

    `frame` is its plain data, every list of measures in it empty; `counts` says how many each of them has, by
    section and subtask. `blocks` are those of all measures in order.
    """

    frame: Any
    counts: Sequence[Sequence[int]]
    blocks: Blocks

    def position(self, place: Place) -> int:
        """Return which of all measures the one at `place` is."""
        section, subtask, measure = place
        before = sum(map(sum, self.counts[:section])) + sum(self.counts[section][:subtask])
        return before + measure


def outline(data: Any, text: str, spans: Iterable[MapSpan]) -> Outline:
    """Return the outline of a valid register: its plain data, its text, the places of its measures."""
    frame, counts = dict(data), []
    frame["sections"] = sections = []
    for section in data["sections"]:
        subtasks = section.get("subtasks") or []
        counts.append([len(subtask.get("measures") or []) for subtask in subtasks])
        sections.append({**section, "subtasks": [{**subtask, "measures": []} for subtask in subtasks]})
    return Outline(frame, counts, Blocks.of(blocks(text, spans)))
