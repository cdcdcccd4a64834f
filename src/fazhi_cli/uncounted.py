"""What a selection tells of measures besides listing them: those never overdue, those not heard from.

Where only what is overdue is wanted, sketches tell of the rest without its being looked at.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.measure import Measure, Register
from fazhi_cli.sketch import BLANK, LACKING, NONE, SOFT, chosen, sketches_of
from fazhi_cli.state import State, unanswered


class Uncounted(NamedTuple):
    """Unfinished measures that can never be overdue, by the reason: no date can be told."""

    blank: int = 0
    soft: int = 0
    none: int = 0
    anchorless: int = 0


class Unheard(NamedTuple):
    """Ids of unfinished measures: those whose chase waits for an answer, and those never chased.

    `late` are those of `waiting` where the day for the reply has passed.
    """

    waiting: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class Passed(NamedTuple):
    """What is told of measures that were passed over: the open ones without a date, those that are blank."""

    uncounted: Uncounted = Uncounted()
    blank: Sequence[Measure] = ()


def pressing(register: Register, day: date) -> tuple[Iterable[Measure], Passed]:
    """Return the measures that may be overdue on `day`, and what is to be told of the others."""
    sketches = sketches_of(register.measures)
    near = sketches.pressing(day)
    left = dict(sketches.without_date(near))
    count = {bit: sum(bool(marks & bit) for marks in left.values()) for bit in (BLANK, SOFT, NONE, LACKING)}
    blank = chosen(register.measures, [at for at, marks in left.items() if marks & BLANK])
    return chosen(register.measures, near), Passed(Uncounted(*count.values()), blank)


def together(one: Uncounted, other: Uncounted) -> Uncounted:
    """Return the counts of two lots of measures as one."""
    return Uncounted(*map(sum, zip(one, other, strict=True)))


def in_order(measures: Iterable[Measure]) -> tuple[str, ...]:
    """Return the ids of measures in the register's order."""
    return tuple(measure.id for measure in sorted(measures, key=lambda item: item.place))


def uncounted(rows: Iterable[State]) -> Uncounted:
    """Return how many of `rows` can never be overdue, by the reason."""
    waiting = [row for row in rows if row.status in terms.OPEN_STATUSES]
    kinds = [row.due_kind.partition("+")[0] for row in waiting]
    anchorless = sum(row.deadline is not None and row.deadline.lacks is not None for row in waiting)
    return Uncounted(sum(map(is_blank, waiting)), kinds.count("soft"), kinds.count("none"), anchorless)


def unheard(rows: Sequence[State]) -> Unheard:
    """Return which of `rows` were chased without an answer, and which never."""
    waiting = [(row.measure.id, asked) for row in rows if (asked := unanswered(row))]
    return Unheard(
        waiting=tuple(own for own, _ in waiting),
        late=tuple(own for own, asked in waiting if any(item.overdue for item in asked)),
        never=tuple(row.measure.id for row in rows if is_never_chased(row)),
    )


def is_never_chased(row: State) -> bool:
    """Say whether unfinished work was never chased."""
    return row.status in terms.OPEN_STATUSES and not row.chases


def is_blank(row: State) -> bool:
    """Say whether the source leaves the deadline of unfinished work blank."""
    return row.status in terms.OPEN_STATUSES and row.due_kind.startswith("blank")
