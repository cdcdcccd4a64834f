"""倒排工期 on a day: when each step of a measure's plan is due, and how it stands.

A step's day is counted back from the deadline that is in force; an extension moves all of them with it.
"""

import datetime
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.measure import Step
from fazhi_cli.state import State


class StepState(NamedTuple):
    """One step on one day.

    `before` is in days ahead of the deadline, `date` the day that makes, None without a dated deadline.
    `done` is the day it was done, if that is not later than the day looked at. `light` is a token of
    terms.LIGHTS, `days_overdue` 0 unless that is red. `position` is its place in the file's list.
    """

    step: str
    before: int
    date: datetime.date | None
    done: datetime.date | None
    light: str
    days_overdue: int
    position: int


def steps_of(row: State) -> tuple[StepState, ...]:
    """Return the steps of a measure on its day, the earliest first, those of one day in the file's order.

    What was handed in is judged by the day of handing in, as the measure itself is.
    """
    steps = [_step(row, item, position) for position, item in enumerate(row.measure.plan)]
    return tuple(sorted(steps, key=lambda item: -item.before))


def next_step(row: State) -> StepState | None:
    """Return the first step that is still to be done, None where nothing is, or the measure is at rest."""
    return next((item for item in steps_of(row) if item.light not in ("done", "off")), None)


def is_early(row: State, item: StepState) -> bool:
    """Say whether a step falls on a day before its measure's start."""
    since = row.measure.since
    return since is not None and item.date is not None and item.date < since


def _step(row: State, item: Step, position: int) -> StepState:
    day = _counted_back(row.due_date, item.before)
    done = item.done if item.done and item.done <= row.day else None
    reached = row.handed_in or row.day
    late = (reached - day).days if day else 0
    light = _light(row, done is not None, -late if day else None)
    return StepState(item.step, item.before, day, done, light, late if light == "red" else 0, position)


def _counted_back(due: datetime.date | None, before: int) -> datetime.date | None:
    """Return the day `before` days ahead of `due`; None without one, or before all calendars."""
    if due is None or due.toordinal() <= before:
        return None
    return due - datetime.timedelta(days=before)


def _light(row: State, done: bool, left: int | None) -> str:
    """Return the light of a step with `left` days to go, None where no day can be told."""
    if done or row.status == "done":
        return "done"
    if row.status not in terms.OPEN_STATUSES:
        return "off"
    if left is None:
        return "grey"
    if left < 0:
        return "green" if _is_handed_in_undated(row) else "red"
    return "yellow" if left <= row.rules.due_soon else "green"


def _is_handed_in_undated(row: State) -> bool:
    """Say whether a measure is in review since a day that nobody wrote down: nothing can be called late."""
    return row.status == "review" and row.handed_in is None
