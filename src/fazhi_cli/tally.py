"""Measures counted: how many there are, how they stand, and how many were finished in time.

Every number that a report gives is counted here and nowhere else. A rate is kept as its two numbers.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.state import State, first_date, is_assumed, is_lagging, unanswered


class Rate(NamedTuple):
    """A share: `part` of `whole`; without a whole there is nothing to have a share of."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """Return the share in per cent, halves rounded up; None of nothing."""
        return (200 * self.part + self.whole) // (2 * self.whole) if self.whole else None


class Punctuality(NamedTuple):
    """How many measures with a date were handed in by it: `on_time` of `due` less `paused`.

    `due` counts those whose date has passed or that were handed in before it; `paused` are those of them
    that were put off, `late` were handed in afterwards, `open` are overdue. `assumed` of `due` rest on an
    assumed date. `unknown` are finished on a day that nothing tells; they are in none of the numbers.
    """

    on_time: int = 0
    late: int = 0
    open: int = 0
    paused: int = 0
    due: int = 0
    assumed: int = 0
    unknown: int = 0

    @property
    def rate(self) -> Rate:
        """Return what is called 按期办结率: on time of what was due, without what was put off."""
        return Rate(self.on_time, self.due - self.paused)

    @property
    def overdue_rate(self) -> Rate:
        """Return what is called 逾期率: handed in late or still overdue, of what was due."""
        return Rate(self.late + self.open, self.due - self.paused)


class Tally(NamedTuple):
    """Numbers of measures, by status and by what is to be said of them.

    `blank`, `soft` and `undated` are unfinished ones that can never be overdue, because the source leaves
    the date blank, gives none, or there is no deadline; `standing` have no end. `missed` are those of the
    `overdue` that are recurring: turns have no part in punctuality. `assumed` are unfinished
    ones with an assumed date. `extensions` counts extensions, `extended` the measures that have any;
    likewise `chases` and `chased`, and `unanswered` the chases that wait for an answer; `returned` and
    `reopened` count the ways back.
    `original` is punctuality by the deadlines before any extension.
    """

    total: int = 0
    todo: int = 0
    doing: int = 0
    review: int = 0
    done: int = 0
    paused: int = 0
    dropped: int = 0
    overdue: int = 0
    missed: int = 0
    due_soon: int = 0
    lagging: int = 0
    stale: int = 0
    silent: int = 0
    blank: int = 0
    soft: int = 0
    undated: int = 0
    standing: int = 0
    assumed: int = 0
    no_lead: int = 0
    extended: int = 0
    extensions: int = 0
    returned: int = 0
    reopened: int = 0
    chased: int = 0
    chases: int = 0
    unanswered: int = 0
    punctual: Punctuality = Punctuality()
    original: Punctuality = Punctuality()

    @property
    def open(self) -> int:
        """Return how many are unfinished."""
        return self.todo + self.doing + self.review

    @property
    def dateless(self) -> int:
        """Return how many unfinished ones can never be overdue, as no day is known by which they are due."""
        return self.blank + self.soft + self.undated + self.standing

    @property
    def completion(self) -> Rate:
        """Return the share of those done, of all but those dropped."""
        return Rate(self.done, self.total - self.dropped)


def tally(rows: Sequence[State]) -> Tally:
    """Return the numbers of `rows`."""
    statuses = [row.status for row in rows]
    waiting = [row for row in rows if row.status in terms.OPEN_STATUSES]
    kinds = [row.due_kind.partition("+")[0] for row in waiting]
    return Tally(
        total=len(rows),
        **{status: statuses.count(status) for status in terms.STATUSES},
        overdue=_count(row.overdue for row in rows),
        missed=_count(row.overdue and row.due_date is None for row in rows),
        due_soon=_count(row.due_soon for row in rows),
        lagging=_count(map(is_lagging, waiting)),
        stale=_count(row.stale for row in rows),
        silent=_count(not row.log for row in waiting),
        blank=kinds.count("blank"),
        soft=kinds.count("soft"),
        undated=kinds.count("none"),
        standing=kinds.count("standing"),
        assumed=_count(is_assumed(row) for row in waiting),
        no_lead=_count(row.measure.lead is None for row in waiting),
        extended=_count(bool(row.extensions) for row in rows),
        extensions=sum(len(row.extensions) for row in rows),
        returned=sum(row.returned for row in rows),
        reopened=sum(row.reopened for row in rows),
        chased=_count(bool(row.asked) for row in rows),
        chases=sum(len(row.asked) for row in rows),
        unanswered=sum(len(unanswered(row)) for row in rows),
        punctual=punctuality(rows),
        original=punctuality(rows, original=True),
    )


def punctuality(rows: Iterable[State], original: bool = False) -> Punctuality:
    """Return how many of `rows` were handed in by their date, or by the `original` one before extensions."""
    counted = Punctuality()
    for row in rows:
        counted = Punctuality(*map(sum, zip(counted, _punctual(row, original), strict=True)))
    return counted


def _punctual(row: State, original: bool) -> Punctuality:
    """Return what one measure adds to the numbers."""
    due = first_date(row) if original else row.due_date
    if due is None or row.status == "dropped":
        return Punctuality()
    handed_in, finished = row.handed_in, row.status in ("review", "done")
    if finished and handed_in is None:
        return Punctuality(unknown=1)
    reached = handed_in or row.day
    if not finished and reached <= due:
        return Punctuality()
    paused = row.status == "paused"
    return Punctuality(
        on_time=int(finished and reached <= due),
        late=int(finished and reached > due),
        open=int(not finished and not paused),
        paused=int(paused),
        due=1,
        assumed=int("due" in row.measure.assumed),
    )


def _count(tests: Iterable[bool]) -> int:
    return sum(tests)
