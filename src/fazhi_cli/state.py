"""How a measure stands on a given day: status, deadline in force, light, lag, lateness.

The one place where the rules of design.md 4 are computed. The day is an argument, and what is dated later
than it is not seen; what the log never mentions holds as the file states it, for want of a date.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.deadline import Deadline, Period, periods
from fazhi_cli.measure import Chase, Entry, Extension, Measure, Rules


class Rounds(NamedTuple):
    """What the log says of status up to a day.

    `handed_in` is the day of the report that the present round ended with, `returned` and `reopened` count
    the ways back from review and from done.
    """

    status: str | None = None
    handed_in: date | None = None
    returned: int = 0
    reopened: int = 0


class State(NamedTuple):
    """One measure on one day.

    `due` is the phrase in force and `deadline` its meaning; `due_date` is set for a point, `next_due` and
    `missed` (periods without an answer) for a recurring one. Lag is in percentage points, negative when
    ahead. `days_left` is negative after the day; `late` is None until handed in, or without a date.
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
    chases: tuple[Chase, ...]


class _Pressure(NamedTuple):
    """What a deadline asks on a day: the next or only date, periods missed, since when it is overdue."""

    due_date: date | None = None
    next_due: date | None = None
    missed: int | None = None
    overdue_since: date | None = None
    answered: bool = False


def state(measure: Measure, day: date, rules: Rules, firm: bool = False) -> State:
    """Return how `measure` stands on `day`; `firm` leaves out a deadline that is assumed."""
    log = tuple(entry for entry in measure.log if entry.date <= day)
    rounds = _rounds(log)
    status = _status(measure, log, rounds)
    handed_in = rounds.handed_in if status in ("review", "done") else None
    progress, entered = _progress(measure, log, status)
    due, held = _in_force(measure, day)
    if firm and "due" in measure.assumed:
        due, held = None, None
    last_entry = log[-1].date if log else None
    reached = min(day, handed_in) if handed_in else day
    pressure = _pressure(measure, held, log, day)
    waiting = status in terms.OPEN_STATUSES
    overdue = waiting and _is_overdue(pressure, status, handed_in, day)
    lag = _lag(measure, pressure.due_date, progress, reached) if entered and waiting else None
    due_soon = status in terms.ACTIVE_STATUSES and not overdue and _is_soon(pressure, day, rules)
    return State(
        measure=measure,
        day=day,
        status=status,
        progress=progress,
        due=due,
        deadline=held,
        due_kind=held.kind if held else "none",
        due_date=pressure.due_date,
        next_due=pressure.next_due,
        missed=pressure.missed,
        light=_light(measure, status, held, pressure, reached, overdue, lag, rules),
        handed_in=handed_in,
        late=handed_in > pressure.due_date if handed_in and pressure.due_date else None,
        overdue=overdue,
        days_overdue=_days_overdue(pressure, reached) if overdue else 0,
        days_left=_days_left(pressure, day) if waiting else None,
        due_soon=due_soon,
        lag=lag,
        stale=waiting and _is_stale(last_entry or measure.since, day, rules),
        last_entry=last_entry,
        returned=rounds.returned,
        reopened=rounds.reopened,
        log=log,
        extensions=tuple(item for item in measure.extensions if item.date <= day),
        chases=tuple(item for item in measure.chases if item.date <= day),
    )


def _rounds(log: Iterable[Entry]) -> Rounds:
    status, handed_in, returned, reopened = None, None, 0, 0
    for entry in log:
        if entry.status is None:
            continue
        if entry.status in ("review", "done"):
            handed_in = handed_in or entry.date
        else:
            returned += status == "review" and entry.status in terms.ACTIVE_STATUSES
            reopened += status == "done" and entry.status in terms.ACTIVE_STATUSES
            handed_in = None
        status = entry.status
    return Rounds(status, handed_in, returned, reopened)


def _status(measure: Measure, log: tuple[Entry, ...], rounds: Rounds) -> str:
    """Return the status on the day: the file's own, unless the log dates a later change of it."""
    if not any(entry.status for entry in measure.log[len(log) :]):
        return measure.status
    return rounds.status or "todo"


def _progress(measure: Measure, log: tuple[Entry, ...], status: str) -> tuple[int, bool]:
    """Return the progress on the day, and whether one was ever entered."""
    stated = [entry.progress for entry in log if entry.progress is not None]
    if status == "done":
        return 100, True
    if any(entry.progress is not None for entry in measure.log[len(log) :]):
        return (stated[-1], True) if stated else (0, False)
    return measure.progress, measure.entered or bool(stated)


def _in_force(measure: Measure, day: date) -> tuple[str | None, Deadline | None]:
    later = next((item for item in measure.extensions if item.date > day), None)
    return (later.old, later.before) if later else (measure.due, measure.deadline)


def _pressure(measure: Measure, held: Deadline | None, log: tuple[Entry, ...], day: date) -> _Pressure:
    if held is None:
        return _Pressure()
    if held.rhythm is None:
        past = held.date is not None and day > held.date
        return _Pressure(due_date=held.date, overdue_since=held.date if past else None)
    if held.first is None or held.last is None:
        return _Pressure()
    turns = list(periods(held.rhythm, held.first, held.last))
    unanswered = [turn for turn in turns if turn.end < day and not _answers(log, turn)]
    current = next((turn for turn in turns if turn.end >= day), None)
    return _Pressure(
        next_due=current.end if current else None,
        missed=len(unanswered),
        overdue_since=unanswered[0].end if unanswered else None,
        answered=current is not None and _answers(log, current),
    )


def _answers(log: tuple[Entry, ...], period: Period) -> bool:
    """Say whether an entry answers `period`; one made `for` another period answers that one only."""
    return any(
        entry.period == period.key if entry.period else period.start <= entry.date <= period.end
        for entry in log
    )


def _is_overdue(pressure: _Pressure, status: str, handed_in: date | None, day: date) -> bool:
    if pressure.overdue_since is None:
        return False
    if status == "review" and pressure.missed is None:
        return handed_in is not None and handed_in > pressure.overdue_since
    return True


def _is_soon(pressure: _Pressure, day: date, rules: Rules) -> bool:
    due = pressure.due_date or (None if pressure.answered else pressure.next_due)
    return due is not None and 0 <= (due - day).days <= rules.due_soon


def _is_stale(heard: date | None, day: date, rules: Rules) -> bool:
    return heard is not None and (day - heard).days >= rules.stale


def _days_overdue(pressure: _Pressure, reached: date) -> int:
    return (reached - pressure.overdue_since).days if pressure.overdue_since else 0


def _days_left(pressure: _Pressure, day: date) -> int | None:
    due = pressure.due_date or pressure.next_due
    return (due - day).days if due else None


def _lag(measure: Measure, due: date | None, progress: int, day: date) -> int | None:
    """Return how many points progress is behind the share of time gone, rounded; negative is ahead."""
    if due is None or measure.since is None:
        return None
    total = (due - measure.since).days
    gone = (day - measure.since).days
    share = min(max(gone / total, 0), 1) if total > 0 else float(day >= due)
    return round(100 * share) - progress


def _light(
    measure: Measure,
    status: str,
    held: Deadline | None,
    pressure: _Pressure,
    reached: date,
    overdue: bool,
    lag: int | None,
    rules: Rules,
) -> str:
    if status not in terms.OPEN_STATUSES:
        return "done" if status == "done" else "off"
    if held is not None and held.kind.startswith("immediate"):
        return _immediate_light(measure, reached, rules)
    if pressure.due_date is None and pressure.next_due is None and pressure.missed is None:
        return "grey"
    if overdue or (lag is not None and lag >= rules.lag_red):
        return "red"
    if _is_soon(pressure, reached, rules) or (lag is not None and lag >= rules.lag_yellow):
        return "yellow"
    return "green"


def _immediate_light(measure: Measure, reached: date, rules: Rules) -> str:
    if measure.since is None:
        return "grey"
    days = (reached - measure.since).days
    if days >= rules.immediate_red:
        return "red"
    return "yellow" if days >= rules.immediate_yellow else "green"
