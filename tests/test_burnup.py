"""The plan and what was done of it: which measures count, on which days, what is said apart."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.burnup import Burnup, Track, burnup
from fazhi_cli.query import select
from fazhi_cli.tally import tally
from tests.conftest import HEAD, load_text

TODAY = date(2022, 10, 15)


def plan(*measures: str, head: str = HEAD, day: date = TODAY) -> Burnup:
    """Return the plan of a register with `measures`, each flow YAML without its id."""
    lines = [f'          - {{id: "1.1.{at}", title: 甲, {item}}}\n' for at, item in enumerate(measures, 1)]
    return burnup(select(load_text(head + "".join(lines)).register, day).rows, day)


def done(day: str, due: str = "9月底前", status: str = "done") -> str:
    """Return a measure that was finished on `day`."""
    return f"due: {due}, status: {status}, log: [{{date: {day}, status: {status}}}]"


def test_deadlines_and_finished_measures_add_up_day_by_day() -> None:
    """Two deadlines on one day are one step of two; review counts on the day it was handed in."""
    made = plan(done("2022-06-01"), done("2022-07-05", status="review"), "due: 年底前", "due: 9月底前")
    september, december = date(2022, 9, 30), date(2022, 12, 31)
    assert made.planned == made.firm == Track(((september, 3), (december, 4)))
    assert made.actual == Track(((date(2022, 6, 1), 1), (date(2022, 7, 5), 2)))
    assert (made.first, made.day, made.last) == (date(2022, 3, 15), TODAY, december)
    assert (made.undated, made.outside, made.later) == (0, 0, 0)


def test_a_track_on_a_day() -> None:
    """A step counts from the end of its own day on; before the first there is nothing."""
    track = Track(((date(2022, 6, 1), 1), (date(2022, 7, 1), 5)))
    days = (date(2022, 5, 31), date(2022, 6, 1), date(2022, 6, 30), date(2022, 7, 1), date(2023, 1, 1))
    assert [track.on(day) for day in days] == [0, 1, 1, 5, 5]
    assert (track.total, Track().total, Track().on(TODAY)) == (5, 0, 0)


def test_assumed_deadlines_are_told_apart() -> None:
    """The default of the register and a deadline marked as assumed are planned, but not firm."""
    head = HEAD.replace("sections:", "rules: {default_due: 年底前}\nsections:")
    made = plan("due: 9月底前", "lead: 甲", "due: 11月底前, assumed: [due]", head=head)
    assert made.firm == Track(((date(2022, 9, 30), 1),))
    assert made.planned.steps[-1] == (date(2022, 12, 31), 3)


def test_without_a_dated_deadline_there_is_no_plan() -> None:
    """Blank, soft, standing, recurring and missing deadlines have no day to be drawn at."""
    made = plan("due: X月底前", "due: 尽快", "due: 长期坚持", "due: 每月", "lead: 甲")
    assert (made.planned, made.firm, made.actual) == (Track(), Track(), Track())
    assert (made.first, made.last) == (TODAY, TODAY)
    assert plan("due: 尽快, status: done, log: [{date: 2022-06-01, status: done}]").outside == 1


def test_what_was_put_off_or_dropped_has_left_the_plan() -> None:
    """Nobody waits for it by its day."""
    assert (
        plan("due: 9月底前, status: paused", "due: 9月底前, status: dropped", "due: 9月底前").planned.total
        == 1
    )


def test_finished_on_an_unknown_day_is_said_and_not_drawn() -> None:
    """A status that no entry dates is in the plan and in no step of what was done."""
    made = plan("due: 9月底前, status: done", done("2022-06-01"))
    assert (made.planned.total, made.actual.total, made.undated) == (2, 1, 1)


def test_the_deadline_in_force_counts() -> None:
    """An extension moves the step; as of a day before it the old one holds."""
    moved = "due: 年底前, extensions: [{date: 2022-09-20, from: 9月底前, to: 年底前, reason: 乙}]"
    assert plan(moved).planned.steps == ((date(2022, 12, 31), 1),)
    assert plan(moved, day=date(2022, 9, 1)).planned.steps == ((date(2022, 9, 30), 1),)


def test_far_deadlines_do_not_stretch_the_plan() -> None:
    """What is due more than about a year ahead is counted, and said to lie beyond the last day."""
    made = plan("due: 2035年底前", "due: 2023-10-16", "due: 2023-10-17")
    assert (made.last, made.later, made.planned.total) == (date(2023, 10, 16), 2, 3)
    assert plan("due: 2035年底前").last == TODAY
    assert plan("due: 9999-12-31", day=date(9999, 6, 1)).last == date(9999, 12, 31)


def test_the_first_day_is_the_earliest_of_all() -> None:
    """The start of the work, else the earliest deadline or report."""
    head = HEAD.replace("issued: 2022-03-15\n", "")
    assert plan("due: 2022-09-30, since: 2022-02-01", head=head).first == date(2022, 2, 1)
    assert plan(done("2022-06-01", "2022-09-30"), head=head).first == date(2022, 6, 1)
    assert plan("due: 2023-09-30", head=head).first == TODAY


_DAYS = st.integers(0, 900).map(lambda days: date(2021, 6, 1) + timedelta(days))
_MEASURES = st.tuples(
    _DAYS,
    st.sampled_from(["todo", "doing", "review", "done", "paused", "dropped"]),
    st.none() | _DAYS,
    st.booleans(),
)


@given(st.lists(_MEASURES, max_size=12))
def test_every_finished_measure_is_somewhere(items: list[tuple[date, str, date | None, bool]]) -> None:
    """Drawn, undated and outside together are those in review and done, as tally counts them."""
    measures = []
    for due, status, said, has_due in items:
        log = f", log: [{{date: {said}, status: {status}}}]" if said else ""
        measures.append(f"{f'due: {due}, ' if has_due else ''}status: {status}{log}")
    text = HEAD + "".join(
        f'          - {{id: "1.1.{at}", title: 甲, {item}}}\n' for at, item in enumerate(measures, 1)
    )
    rows = select(load_text(text).register, TODAY).rows
    made, counted = burnup(rows, TODAY), tally(rows)
    assert made.actual.total + made.undated + made.outside == counted.review + counted.done
    assert made.planned.total == sum(
        row.due_date is not None and row.status not in ("paused", "dropped") for row in rows
    )
    assert made.actual.total <= made.planned.total
    steps = Counter(row.due_date for row in rows if row.due_date and row.status not in ("paused", "dropped"))
    assert [day for day, _ in made.planned.steps] == sorted(steps)
    assert made.later == sum(day > made.last for day in steps.elements())
