"""How a measure stands on a given day: status, deadline in force, light, lag, lateness.

The one place where the rules of design.md 4 are computed. The day is an argument, and what is dated later
than it is not seen; what the log never mentions holds as the file states it, for want of a date.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from fazhi_cli import terms
from fazhi_cli.meaning import Deadline
from fazhi_cli.measure import Chase, Entry, Extension, Measure, Rules
from fazhi_cli.rhythm import Period, is_reported_in, periods


class Rounds(NamedTuple):
    """What the log says of status up to a day.

    `handed_in` is the day of the report that the present round ended with, `rested` the day since which the
    work is paused or dropped; `returned` and `reopened` count the ways back from review and from done.
    """

    status: str | None = None
    handed_in: date | None = None
    returned: int = 0
    reopened: int = 0
    rested: date | None = None


class Asked(NamedTuple):
    """A chase on a day: when it was answered (None: not yet), and whether the day for that has passed."""

    chase: Chase
    answered: date | None
    overdue: bool


class State(NamedTuple):
    """One measure on one day.

    `due` is the phrase in force and `deadline` its meaning; `due_date` is set for a point, `next_due` (of
    unfinished work) and `missed` (periods without an answer) for a recurring one, `waited` (days since its
    start) for an immediate one; these two end with the day of handing in or coming to rest, and are None
    where nothing tells that day. `awaited` is the day by which something is still to come: the date, or the
    next one if its period has no answer yet. Lag is in percentage points, negative when ahead. `days_left` is
    negative after the day; `late` is None until handed in, or without a date. `rules` are those it was
    judged by.
    """

    measure: Measure
    day: date
    status: str
    progress: int
    due: str | None
    deadline: Deadline | None
    due_kind: str
    due_date: date | None
    next_due: date | None
    missed: int | None
    awaited: date | None
    waited: int | None
    light: str
    handed_in: date | None
    late: bool | None
    overdue: bool
    days_overdue: int
    days_left: int | None
    due_soon: bool
    lag: int | None
    stale: bool
    last_entry: date | None
    returned: int
    reopened: int
    log: tuple[Entry, ...]
    extensions: tuple[Extension, ...]
    rules: Rules
    asked: tuple[Asked, ...] = ()

    @property
    def chases(self) -> tuple[Chase, ...]:
        """Return the chases by the day, each of which `asked` tells more of."""
        return tuple(item.chase for item in self.asked)


class _Pressure(NamedTuple):
    """What a deadline asks for: its date, or the turns of its rhythm; since when it is overdue."""

    due_date: date | None = None
    next_due: date | None = None
    missed: int | None = None
    awaited: date | None = None
    overdue_since: date | None = None


def state(measure: Measure, day: date, rules: Rules, firm: bool = False) -> State:
    """Return how `measure` stands on `day`; `firm` leaves out a deadline that is assumed."""
    log = _until(measure.log, day)
    rounds = _rounds(log)
    status = _status(measure, log, rounds)
    waiting = status in terms.OPEN_STATUSES
    handed_in = rounds.handed_in if status in ("review", "done") else None
    settled = rounds.rested if status in ("paused", "dropped") else handed_in
    reached = settled or day
    known = settled is not None or status in terms.ACTIVE_STATUSES
    progress, entered = _progress(measure, log, status)
    due, held = (None, None) if firm and "due" in measure.assumed else _in_force(measure, day)
    pressure = _pressure(held, log, day, reached)
    since = pressure.overdue_since if waiting and known else None
    last_entry = log[-1].date if log else None
    next_due = pressure.next_due if waiting else None
    due_on = pressure.due_date or next_due
    row = State(
        measure=measure,
        day=day,
        status=status,
        progress=progress,
        due=due,
        deadline=held,
        due_kind=held.kind if held else "none",
        due_date=pressure.due_date,
        next_due=next_due,
        missed=pressure.missed if known else None,
        awaited=pressure.awaited,
        waited=_waited(measure, held, reached) if known else None,
        light="",
        handed_in=handed_in,
        late=handed_in > pressure.due_date if handed_in and pressure.due_date else None,
        overdue=since is not None,
        days_overdue=(reached - since).days if since else 0,
        days_left=(due_on - day).days if due_on and waiting else None,
        due_soon=False,
        lag=_lag(measure, pressure.due_date, progress, reached) if entered and waiting and known else None,
        stale=waiting and _is_stale(last_entry or measure.since, day, rules),
        last_entry=last_entry,
        returned=rounds.returned,
        reopened=rounds.reopened,
        log=log,
        extensions=_until(measure.extensions, day),
        rules=rules,
        asked=tuple(_asked(measure, item, log, day) for item in _until(measure.chases, day)),
    )
    return row._replace(light=_light(row, reached, rules), due_soon=is_due_within(row, rules.due_soon))


def is_due_within(row: State, days: int) -> bool:
    """Say whether something is still to be handed in within `days` days, the day itself included."""
    presses = row.status in terms.ACTIVE_STATUSES and not row.overdue
    return presses and _is_near(row.awaited, row.day, days)


def is_lagging(row: State) -> bool:
    """Say whether progress is so far behind the time gone that it is to be warned of."""
    return _lags_by(row, row.rules.lag_yellow)


def _lags_by(row: State, points: int) -> bool:
    return row.lag is not None and row.lag >= points


def unanswered(row: State) -> tuple[Asked, ...]:
    """Return the chases of a measure that wait for an answer; what is finished or put off has none."""
    waiting = row.status in terms.OPEN_STATUSES
    return tuple(item for item in row.asked if waiting and item.answered is None)


def is_assumed(row: State) -> bool:
    """Say whether the date that holds for `row` is one that the source does not give."""
    return row.due_date is not None and "due" in row.measure.assumed


def undated(row: State) -> tuple[str, ...]:
    """Return which of status and progress are the file's present ones, for want of an entry that dates them.

    What the file states without a date may have come about after the day looked at.
    """
    rounds, later = _rounds(row.log), row.measure.log[len(row.log) :]
    stated = next((item.progress for item in reversed(row.log) if item.progress is not None), 0)
    held = {
        "status": (row.status, rounds.status or "todo", any(item.status for item in later)),
        "progress": (row.progress, stated, any(item.progress is not None for item in later)),
    }
    names = tuple(name for name, (now, told, changed) in held.items() if now != told and not changed)
    return names if rounds.status != "done" or row.progress != 100 else names[:-1]


def learnt_later(row: State) -> tuple[Entry, ...]:
    """Return the entries dated by the day that were written down after it: nobody knew of them then."""
    return tuple(item for item in row.log if item.recorded is not None and item.recorded > row.day)


def is_belated(item: Extension) -> bool:
    """Say whether an extension was asked for when the deadline that it puts off had already passed."""
    return item.before is not None and item.before.date is not None and item.date > item.before.date


def first_date(row: State) -> date | None:
    """Return the date of the deadline before any extension; the one in force where there was none."""
    if not row.extensions:
        return row.due_date
    before = row.extensions[0].before
    return before.date if before else None


_Dated = TypeVar("_Dated", Entry, Extension, Chase)


def _until(items: tuple[_Dated, ...], day: date) -> tuple[_Dated, ...]:
    """Return those of `items`, which stand in the order of their days, that are no later than `day`."""
    if not items or items[-1].date <= day:
        return items
    return tuple(item for item in items if item.date <= day)


def _rounds(log: Iterable[Entry]) -> Rounds:
    status, handed_in, returned, reopened, rested = None, None, 0, 0, None
    for entry in log:
        if entry.status is None:
            continue
        if entry.status in ("review", "done"):
            handed_in = handed_in or entry.date
        else:
            returned += status == "review" and entry.status in terms.ACTIVE_STATUSES
            reopened += status == "done" and entry.status in terms.ACTIVE_STATUSES
            handed_in = None
        rested = (rested or entry.date) if entry.status in ("paused", "dropped") else None
        status = entry.status
    return Rounds(status, handed_in, returned, reopened, rested)


def _status(measure: Measure, log: tuple[Entry, ...], rounds: Rounds) -> str:
    """Return the status on the day: the file's own, unless the log dates a later change of it."""
    if log is measure.log or not any(entry.status for entry in measure.log[len(log) :]):
        return measure.status
    return rounds.status or "todo"


def _progress(measure: Measure, log: tuple[Entry, ...], status: str) -> tuple[int, bool]:
    """Return the progress on the day, and whether one was ever entered; done without a word of it is 100."""
    stated = [entry.progress for entry in log if entry.progress is not None]
    if log is not measure.log and any(entry.progress is not None for entry in measure.log[len(log) :]):
        progress, entered = stated[-1] if stated else 0, bool(stated)
    else:
        progress, entered = measure.progress, measure.entered or bool(stated)
    return (100, True) if status == "done" and not entered else (progress, entered)


def _in_force(measure: Measure, day: date) -> tuple[str | None, Deadline | None]:
    later = next((item for item in measure.extensions if item.date > day), None)
    return (later.old, later.before) if later else (measure.due, measure.deadline)


def _pressure(held: Deadline | None, log: tuple[Entry, ...], day: date, reached: date) -> _Pressure:
    """Return what `held` asks for on `day`; what comes due after `reached`, the day of handing in, is met."""
    if held is None:
        return _Pressure()
    if held.rhythm is None:
        past = held.date is not None and reached > held.date
        return _Pressure(held.date, awaited=held.date, overdue_since=held.date if past else None)
    if held.first is None or held.last is None:
        return _Pressure()
    turns = list(periods(held.rhythm, held.first, held.last))
    unanswered = [turn for turn in turns if turn.end < reached and not _answers(log, turn)]
    current = next((turn for turn in turns if turn.end >= day), None)
    return _Pressure(
        next_due=current.end if current else None,
        missed=len(unanswered),
        awaited=current.end if current and not _answers(log, current) else None,
        overdue_since=unanswered[0].end if unanswered else None,
    )


def _answers(log: tuple[Entry, ...], period: Period) -> bool:
    """Say whether an entry answers `period`: one made `for` it, or dated in it and not made for another.

    A key of another rhythm (a month, where quarters are due) names no other period; there the date holds.
    What is due early in its period speaks of the one before, and still does when it comes late.
    """
    return any(_is_answer(entry, period) for entry in log)


def _is_answer(entry: Entry, period: Period) -> bool:
    if entry.period == period.key:
        return True
    named = entry.period is not None and _rhythm_of(entry.period) == _rhythm_of(period.key)
    if named:
        return entry.date >= period.start and is_reported_in(entry.period or "", period)
    return period.start <= entry.date <= period.end


def _asked(measure: Measure, chase: Chase, log: tuple[Entry, ...], day: date) -> Asked:
    """Return whether a chase was answered: by the next entry of that unit, unnamed ones being the lead's."""
    answers = (
        entry.date for entry in log if entry.date >= chase.date and (entry.unit or measure.lead) in chase.kin
    )
    answered = next(answers, None)
    late = chase.reply_by is not None and day > chase.reply_by
    return Asked(chase, answered, late and answered is None)


def _rhythm_of(key: str) -> str:
    """Return what tells the key of a week, month, quarter, half or year from the others."""
    return key.strip("0123456789")


def _is_near(due: date | None, day: date, days: int) -> bool:
    return due is not None and 0 <= (due - day).days <= days


def _is_stale(heard: date | None, day: date, rules: Rules) -> bool:
    return heard is not None and (day - heard).days >= rules.stale


def _waited(measure: Measure, held: Deadline | None, reached: date) -> int | None:
    """Return the days that an immediate measure has been waited for."""
    if held is None or not held.kind.startswith("immediate") or measure.since is None:
        return None
    return (reached - measure.since).days


def _lag(measure: Measure, due: date | None, progress: int, day: date) -> int | None:
    """Return how many points progress is behind the share of time gone, rounded; negative is ahead."""
    if due is None or measure.since is None:
        return None
    total = (due - measure.since).days
    gone = min(max((day - measure.since).days, 0), total)
    share = (200 * gone + total) // (2 * total) if total > 0 else 100 * (day >= due)
    return share - progress


def _light(row: State, reached: date, rules: Rules) -> str:
    """Return the light of `row`, as of the day that was `reached`: the day itself, or that of handing in."""
    if row.status not in terms.OPEN_STATUSES:
        return "done" if row.status == "done" else "off"
    if row.due_kind.startswith("immediate"):
        return _immediate_light(row.waited, rules)
    if row.due_date is None and row.missed is None:
        return "grey"
    if row.overdue or _lags_by(row, rules.lag_red):
        return "red"
    return "yellow" if is_lagging(row) or _is_near(row.awaited, reached, rules.due_soon) else "green"


def _immediate_light(waited: int | None, rules: Rules) -> str:
    if waited is None:
        return "grey"
    if waited >= rules.immediate_red:
        return "red"
    return "yellow" if waited >= rules.immediate_yellow else "green"
