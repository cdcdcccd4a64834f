"""What little of each measure tells that it cannot be overdue: a large register need not be read whole.

Three numbers stand for a measure. They are sure of a day only from the last day on that the measure itself
names; for the rest, and for work whose end its log tells, the measure has to be looked at.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, overload

from fazhi_cli import terms
from fazhi_cli.measure import Measure

OPEN, BLANK, SOFT, NONE, LACKING, UNSURE = 1, 2, 4, 8, 16, 32
_KINDS = {"blank": BLANK, "soft": SOFT, "none": NONE}
_NEVER = 0
_SIZE = 1 + 2 * array("i").itemsize


class Sketches(NamedTuple):
    """The sketch of every measure in the register's order.

    `marks` unite the bits above: work that is open, why it has no date, whether the measure itself has to be
    looked at. `due` is the day of a point and `last` the last day that the measure names, both as ordinals
    of dates, 0 where there is none.
    """

    marks: bytes
    due: Sequence[int]
    last: Sequence[int]

    @classmethod
    def of(cls, measures: Iterable[Measure]) -> "Sketches":
        """Return the sketches of `measures`."""
        marks, due, last = bytearray(), array("i"), array("i")
        for item in measures:
            mark, due_on, last_on = _sketch(item)
            marks.append(mark)
            due.append(due_on)
            last.append(last_on)
        return cls(bytes(marks), due, last)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Sketches":
        """Return what `to_bytes` made `data` of, on a machine of the same kind."""
        count = len(data) // _SIZE
        due, last = array("i"), array("i")
        due.frombytes(data[count : (count + len(data)) // 2])
        last.frombytes(data[(count + len(data)) // 2 :])
        return cls(data[:count], due, last)

    def to_bytes(self) -> bytes:
        """Return the sketches as bytes, nine a measure."""
        return self.marks + array("i", self.due).tobytes() + array("i", self.last).tobytes()

    def amended(self, new: "Mapping[int, Measure]") -> "Sketches":
        """Return the sketches with those of the measures `new` at some positions."""
        marks, due, last = bytearray(self.marks), array("i", self.due), array("i", self.last)
        for at, item in new.items():
            marks[at], due[at], last[at] = _sketch(item)
        return Sketches(bytes(marks), due, last)

    def pressing(self, day: date) -> list[int]:
        """Return the positions of the measures that may be overdue on `day`; all others surely are not."""
        today = day.toordinal()
        rows = enumerate(zip(self.marks, self.due, self.last, strict=True))
        return [
            at
            for at, (marks, due, last) in rows
            if marks & UNSURE or last > today or (marks & OPEN and _NEVER < due < today)
        ]

    def without_date(self, left_out: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield position and marks of open work that has no date, but for the positions `left_out`."""
        seen = set(left_out)
        for at, marks in enumerate(self.marks):
            if marks > OPEN and marks & OPEN and at not in seen:
                yield at, marks


class Sketched(Sequence[Measure]):
    """Measures that are read one by one when they are asked for; the ids and the sketches of all."""

    sketches: Sketches

    @property
    def ids(self) -> Sequence[str]:
        """Return the ids of all, in order."""
        raise NotImplementedError

    def chosen(self, positions: Sequence[int]) -> list[Measure]:
        """Return the measures at `positions`."""
        raise NotImplementedError


def sketches_of(measures: Sequence[Measure]) -> Sketches:
    """Return the sketches of `measures`, which they may bring with them."""
    return measures.sketches if isinstance(measures, Sketched) else Sketches.of(measures)


def ids_of(measures: Sequence[Measure]) -> Sequence[str]:
    """Return the ids of measures, which need not be read for it where there are sketches of them."""
    return measures.ids if isinstance(measures, Sketched) else [item.id for item in measures]


def chosen(measures: Sequence[Measure], positions: Sequence[int]) -> list[Measure]:
    """Return those of `measures` at `positions`, the others unread."""
    if isinstance(measures, Sketched):
        return measures.chosen(positions)
    return [measures[at] for at in positions]


class Amended(Sketched):
    """Measures of which some took the place of others, by their positions."""

    def __init__(self, before: Sketched, new: Mapping[int, Measure]) -> None:
        self.before = before
        self.new = new
        self.sketches = before.sketches.amended(new)

    @property
    def ids(self) -> Sequence[str]:
        """Return the ids of all, in order: an id never changes so."""
        return self.before.ids

    def __len__(self) -> int:
        return len(self.before)

    def __iter__(self) -> Iterator[Measure]:
        return (self.new.get(at, item) for at, item in enumerate(self.before))

    @overload
    def __getitem__(self, at: int) -> Measure: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Measure]: ...
    def __getitem__(self, at: int | slice) -> Measure | Sequence[Measure]:
        """Return the measure at a position, or those of a slice."""
        if isinstance(at, slice):
            return [*self][at]
        return self.chosen([range(len(self))[at]])[0]

    def chosen(self, positions: Sequence[int]) -> list[Measure]:
        """Return the measures at `positions`."""
        old = iter(self.before.chosen([at for at in positions if at not in self.new]))
        return [self.new[at] if at in self.new else next(old) for at in positions]


def _sketch(item: Measure) -> tuple[int, int, int]:
    day = item.deadline.date if item.deadline else None
    last = max((items[-1].date.toordinal() for items in (item.log, item.extensions) if items), default=_NEVER)
    return _marks(item), day.toordinal() if day else _NEVER, last


def _marks(item: Measure) -> int:
    held = item.deadline
    marks = _KINDS.get(held.kind.partition("+")[0], 0) if held else NONE
    marks |= LACKING if held and held.lacks else 0
    marks |= OPEN if item.status in terms.OPEN_STATUSES else 0
    turns = held is not None and held.rhythm is not None
    return marks | (UNSURE if marks & OPEN and (turns or item.status not in terms.ACTIVE_STATUSES) else 0)
