"""What was to be finished by each day, and what was: two numbers that grow with the days of a plan.

Only measures with a dated deadline are in a plan; those put off or dropped have left it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from fazhi_cli.state import State, is_assumed

_YEAR = timedelta(days=366)
_LEFT = ("paused", "dropped")
_FINISHED = ("review", "done")


class Track(NamedTuple):
    """A number that grows: each day on which it does, and what it is from the end of that day on."""

    steps: tuple[tuple[date, int], ...] = ()

    @property
    def total(self) -> int:
        """Return what the number comes to in the end."""
        return self.steps[-1][1] if self.steps else 0

    def on(self, day: date) -> int:
        """Return what the number is at the end of `day`."""
        return max((count for step, count in self.steps if step <= day), default=0)


class Burnup(NamedTuple):
    """The measures of a plan, as known on `day`, between the days `first` and `last`.

    `firm` counts the deadlines in force that the source gives, `planned` the assumed ones too; `actual`
    counts those of the plan that were handed in or done. `last` is at most about a year after `day`: `later`
    deadlines lie beyond it. `undated` ones are finished on a day that nothing tells, `outside` ones are
    finished and have no dated deadline; neither are in `actual`.
    """

    day: date
    first: date
    last: date
    firm: Track
    planned: Track
    actual: Track
    undated: int
    outside: int
    later: int


def burnup(rows: Sequence[State], day: date) -> Burnup:
    """Return the plan of `rows`, which stand as on `day`; without any dated deadline its tracks are empty."""
    dues = {row.measure.id: row.due_date for row in rows if row.due_date and row.status not in _LEFT}
    plan = [row for row in rows if row.measure.id in dues]
    finished = [row for row in rows if row.status in _FINISHED]
    handed_in = [row.handed_in for row in plan if row.handed_in]
    shown = [due for due in dues.values() if due <= _horizon(day)]
    starts = [row.measure.since for row in plan if row.measure.since]
    last = max([day, *shown])
    return Burnup(
        day=day,
        first=min([day, *shown, *handed_in, *starts]),
        last=last,
        firm=_track(dues[row.measure.id] for row in plan if not is_assumed(row)),
        planned=_track(dues.values()),
        actual=_track(handed_in),
        undated=sum(row.handed_in is None for row in plan if row.status in _FINISHED),
        outside=sum(row.due_date is None for row in finished),
        later=sum(due > last for due in dues.values()),
    )


def _horizon(day: date) -> date:
    return date.max if date.max - day < _YEAR else day + _YEAR


def _track(days: Iterable[date]) -> Track:
    counted = sorted(Counter(days).items())
    sums = accumulate(count for _, count in counted)
    return Track(tuple(zip((day for day, _ in counted), sums, strict=True)))
