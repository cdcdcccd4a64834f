"""What happened in a stretch of days: the one value that every form of the report renders.

Compares the register as it stood on the last day (or today, if that is earlier) with how it stood on the
day before the first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.burnup import Burnup, burnup
from fazhi_cli.measure import Entry, Register
from fazhi_cli.naming import natural
from fazhi_cli.problems import Usage
from fazhi_cli.query import EVERYTHING, Filter, grouped, select
from fazhi_cli.rates import Indication, indication
from fazhi_cli.silence import Silent, silent
from fazhi_cli.span import Span
from fazhi_cli.state import Asked, State, state, unanswered
from fazhi_cli.steps import steps_of
from fazhi_cli.tally import Tally, tally
from fazhi_cli.uncounted import is_blank


class Movement(NamedTuple):
    """A measure with entries in the span: as it is, as it was before, and those entries."""

    row: State
    before: State
    entries: tuple[Entry, ...]


class Part(NamedTuple):
    """A section, or what a unit leads: its numbers now and before, and how many of it moved.

    In place of sections it is a register where several are seen as one.
    """

    key: str | None
    title: str
    now: Tally
    before: Tally
    moved: int


class Said(NamedTuple):
    """A problem or next step out of an entry."""

    row: State
    entry: Entry
    text: str


class Asking(NamedTuple):
    """A chase of a measure."""

    row: State
    asked: Asked


class Coming(NamedTuple):
    """Something due in the next span: `what` is due, turn (of a recurring measure), step or reply."""

    day: date
    row: State
    what: str
    text: str = ""


class Report(NamedTuple):
    """Everything a report says of `span`, seen on `day`; `compared` is the day that `before` is of.

    `rows` are all measures of the report. `handed_in` are newly in review. Of `chases` those made in the
    span, of `unanswered` all that wait for an answer. `belated` entries belong to the span and were written
    down after it, `backfilled` ones belong to earlier days and were written down in it. `unmoved` are the
    unfinished ones without an entry in the span.
    """

    register: Register
    span: Span
    day: date
    compared: date
    rows: tuple[State, ...]
    now: Tally
    before: Tally
    sections: tuple[Part, ...]
    units: tuple[Part, ...]
    moved: tuple[Movement, ...]
    unmoved: tuple[State, ...]
    done: tuple[State, ...]
    handed_in: tuple[State, ...]
    returned: tuple[State, ...]
    reopened: tuple[State, ...]
    overdue: tuple[State, ...]
    newly_overdue: tuple[State, ...]
    due_soon: tuple[State, ...]
    problems: tuple[Said, ...]
    next: tuple[Said, ...]
    silent: tuple[Silent, ...]
    chases: tuple[Asking, ...]
    unanswered: tuple[Asking, ...]
    indicators: tuple[Indication, ...]
    incidents: tuple[tuple[State, int], ...]
    upcoming: tuple[Coming, ...]
    belated: tuple[Said, ...]
    backfilled: tuple[Said, ...]
    blank: tuple[State, ...]
    burnup: Burnup

    @property
    def is_quiet(self) -> bool:
        """Say whether nothing was entered in the span."""
        return not self.moved


def report(register: Register, span: Span, today: date, chosen: Filter = EVERYTHING) -> Report:
    """Return the report on `span` as known on `today`, of the measures that `chosen` selects.

    Raises Usage for a span that has not begun.
    """
    if span.first > today:
        raise Usage(f"{span.first} 还没到", "写已经开始的一期")
    day, compared = min(today, span.last), span.first - timedelta(days=1)
    rows = select(register, day, chosen).rows
    before = {row.measure.id: state(row.measure, compared, row.rules, chosen.firm) for row in rows}
    moved = tuple(_moved(rows, before, span))
    waiting = [row for row in rows if row.status in terms.OPEN_STATUSES]
    moving = {item.row.measure.id for item in moved}
    return Report(
        register=register,
        span=span,
        day=day,
        compared=compared,
        rows=rows,
        now=tally(rows),
        before=tally(tuple(before.values())),
        sections=_parts(register, rows, before, moving, register.division),
        units=_parts(register, rows, before, moving, "lead"),
        moved=moved,
        unmoved=tuple(row for row in waiting if row.measure.id not in moving),
        done=_became(rows, before, "done"),
        handed_in=_became(rows, before, "review"),
        returned=tuple(row for row in rows if row.returned > before[row.measure.id].returned),
        reopened=tuple(row for row in rows if row.reopened > before[row.measure.id].reopened),
        overdue=_longest_first(row for row in rows if row.overdue),
        newly_overdue=_longest_first(
            row for row in rows if row.overdue and not before[row.measure.id].overdue
        ),
        due_soon=tuple(sorted((row for row in rows if row.due_soon), key=_awaited)),
        problems=tuple(_said(moved, "problem")),
        next=tuple(_said(moved, "next")),
        silent=silent(register, rows, span),
        chases=tuple(item for item in _askings(rows) if span.has(item.asked.chase.date)),
        unanswered=tuple(item for item in _askings(waiting) if item.asked.answered is None),
        indicators=tuple(indication(row, span) for row in rows if row.measure.kind == "indicator"),
        incidents=tuple((item.row, count) for item in moved if (count := _incidents(item))),
        upcoming=tuple(sorted(_upcoming(waiting, span.following()), key=lambda item: item.day)),
        belated=tuple(_belated(moved, span)),
        backfilled=tuple(_backfilled(rows, span)),
        blank=tuple(filter(is_blank, waiting)),
        burnup=burnup(rows, day),
    )


def _parts(
    register: Register, rows: Sequence[State], before: Mapping[str, State], moving: set[str], group: str
) -> tuple[Part, ...]:
    return tuple(
        Part(
            key=bunch.key,
            title=bunch.heading,
            now=tally(bunch.rows),
            before=tally([before[row.measure.id] for row in bunch.rows]),
            moved=sum(row.measure.id in moving for row in bunch.rows),
        )
        for bunch in grouped(register, rows, group)
    )


def _moved(rows: Iterable[State], before: Mapping[str, State], span: Span) -> Iterator[Movement]:
    for row in rows:
        if entries := tuple(entry for entry in row.log if span.has(entry.date)):
            yield Movement(row, before[row.measure.id], entries)


def _became(rows: Iterable[State], before: Mapping[str, State], status: str) -> tuple[State, ...]:
    return tuple(row for row in rows if row.status == status != before[row.measure.id].status)


def _longest_first(rows: Iterable[State]) -> tuple[State, ...]:
    return tuple(sorted(rows, key=lambda row: (-row.days_overdue, natural(row.measure.id))))


def _awaited(row: State) -> tuple[date, object]:
    return row.awaited or date.max, natural(row.measure.id)


def _said(moved: Iterable[Movement], field: str) -> Iterator[Said]:
    """Yield what the last entry of each measure that says something says in `field`."""
    for item in moved:
        for entry in reversed(item.entries):
            if text := getattr(entry, field):
                yield Said(item.row, entry, text)
                break


def _incidents(item: Movement) -> int:
    return sum(entry.incidents or 0 for entry in item.entries)


def _askings(rows: Iterable[State]) -> Iterator[Asking]:
    return (Asking(row, asked) for row in rows for asked in row.asked)


def _upcoming(rows: Iterable[State], span: Span) -> Iterator[Coming]:
    """Yield what comes due in `span`: deadlines, turns, undone steps, replies that were asked for."""
    for row in rows:
        if row.awaited and span.has(row.awaited) and row.status in terms.ACTIVE_STATUSES:
            yield Coming(row.awaited, row, "due" if row.due_date else "turn")
        for step in steps_of(row):
            if step.date and span.has(step.date) and not step.done:
                yield Coming(step.date, row, "step", step.step)
        for asked in unanswered(row):
            reply = asked.chase.reply_by
            if reply and span.has(reply):
                yield Coming(reply, row, "reply", asked.chase.to)


def _belated(moved: Iterable[Movement], span: Span) -> Iterator[Said]:
    for item in moved:
        for entry in item.entries:
            if entry.recorded and entry.recorded > span.last:
                yield Said(item.row, entry, entry.note or "")


def _backfilled(rows: Iterable[State], span: Span) -> Iterator[Said]:
    for row in rows:
        for entry in row.log:
            if entry.date < span.first and entry.recorded and span.has(entry.recorded):
                yield Said(row, entry, entry.note or "")
