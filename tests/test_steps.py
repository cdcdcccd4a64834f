"""The steps of a plan on a day: their dates, lights and order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.measure import Rules, Step
from fazhi_cli.state import State, state
from fazhi_cli.steps import StepState, is_early, next_step, steps_of
from tests.conftest import HEAD, measure

PLAN = "plan: [{step: 定稿, before: 10}, {step: 初稿, before: 60}, {step: 会签, before: 10}]"


def on(day: str, lines: str, head: str = HEAD, firm: bool = False) -> State:
    """Return how the measure with `lines` stands on `day`."""
    return state(measure(lines, head), date.fromisoformat(day), Rules(), firm)


def lights(day: str, lines: str) -> list[str]:
    """Return the lights of the steps, the earliest step first."""
    return [item.light for item in steps_of(on(day, lines))]


def test_every_value_of_every_step() -> None:
    """The earliest comes first, steps of one day stay as in the file."""
    assert steps_of(on("2022-09-18", f"due: 9月底前\n{PLAN}")) == (
        StepState("初稿", 60, date(2022, 8, 1), None, "red", 48, 1),
        StepState("定稿", 10, date(2022, 9, 20), None, "yellow", 0, 0),
        StepState("会签", 10, date(2022, 9, 20), None, "yellow", 0, 2),
    )


@pytest.mark.parametrize(
    ("day", "light", "days"),
    [
        ("2022-09-12", "green", 0),  # eight days ahead
        ("2022-09-13", "yellow", 0),  # seven days ahead, as due_soon says
        ("2022-09-20", "yellow", 0),  # its own day
        ("2022-09-21", "red", 1),
        ("2022-10-15", "red", 25),
    ],
)
def test_the_days_around_a_step(day: str, light: str, days: int) -> None:
    """Its own day is not overdue; the days before it are near by the register's rule."""
    (item,) = steps_of(on(day, "due: 9月底前\nplan: [{step: 定稿, before: 10}]"))
    assert (item.light, item.days_overdue) == (light, days)


@pytest.mark.parametrize(
    ("day", "done", "light"),
    [("2022-09-19", None, "yellow"), ("2022-09-20", date(2022, 9, 20), "done")],
)
def test_what_is_done_later_is_not_seen(day: str, done: date | None, light: str) -> None:
    """A step is done from the day on that says so."""
    (item,) = steps_of(on(day, "due: 9月底前\nplan: [{step: 定稿, before: 10, done: 2022-09-20}]"))
    assert (item.done, item.light) == (done, light)


@pytest.mark.parametrize("due", ["", "due: X月底前", "due: 尽快", "due: 长期坚持", "due: 每季度"])
def test_without_a_dated_deadline_steps_are_grey(due: str) -> None:
    """No day can be told, in the order of what is left; what is done is done."""
    plan = PLAN.replace("会签, before: 10", "摸底, before: 90, done: 2022-04-01")
    items = steps_of(on("2022-10-15", f"{due}\n{plan}"))
    assert [(item.step, item.date, item.light) for item in items] == [
        ("摸底", None, "done"),
        ("初稿", None, "grey"),
        ("定稿", None, "grey"),
    ]


def test_a_day_before_all_calendars_cannot_be_told() -> None:
    """Counting back ends where dates do."""
    items = steps_of(on("2022-10-15", "due: 0001-01-11\n" + PLAN))
    assert [item.date for item in items] == [None, date(1, 1, 1), date(1, 1, 1)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("status: done\nlog: [{date: 2022-09-25, status: done}]", ["done", "done", "done"]),
        ("status: paused", ["off", "off", "off"]),
        ("status: dropped", ["off", "off", "off"]),
        ("status: doing", ["red", "red", "red"]),
        # in review: as of the day of handing in, or unknown
        ("status: review\nlog: [{date: 2022-09-15, status: review}]", ["red", "yellow", "yellow"]),
        ("status: review", ["green", "green", "green"]),
    ],
)
def test_steps_follow_the_status_of_their_measure(lines: str, expected: list[str]) -> None:
    """Finished and resting measures have no steps that press."""
    assert lights("2022-10-15", f"due: 9月底前\n{lines}\n{PLAN}") == expected


def test_a_step_done_in_a_resting_measure_is_done() -> None:
    """What was done stays done."""
    plan = "plan: [{step: 定稿, before: 10, done: 2022-05-01}]"
    assert lights("2022-10-15", f"due: 9月底前\nstatus: paused\n{plan}") == ["done"]


def test_an_extension_moves_the_steps_from_its_day_on() -> None:
    """The deadline in force on the day counts."""
    lines = f"due: 年底前\nextensions: [{{date: 2022-09-20, from: 9月底前, to: 年底前}}]\n{PLAN}"
    days = [[str(item.date) for item in steps_of(on(day, lines))] for day in ("2022-09-19", "2022-09-20")]
    assert days == [["2022-08-01", "2022-09-20", "2022-09-20"], ["2022-11-01", "2022-12-21", "2022-12-21"]]


def test_an_assumed_deadline_counts_unless_only_firm_ones_do() -> None:
    """The default is a date; --firm leaves it out, and with it the dates of the steps."""
    head = HEAD.replace("sections:", "rules: {default_due: 年底前}\nsections:")
    assert steps_of(on("2022-06-01", PLAN, head))[0].date == date(2022, 11, 1)
    assert {item.date for item in steps_of(on("2022-06-01", PLAN, head, firm=True))} == {None}


def test_the_rule_says_what_is_near() -> None:
    """`due_soon` of the register, not a number of ours."""
    row = state(measure(f"due: 9月底前\n{PLAN}"), date(2022, 7, 1), Rules(due_soon=31))
    assert [item.light for item in steps_of(row)] == ["yellow", "green", "green"]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (PLAN, "初稿"),
        ("plan: [{step: 定稿, before: 10}, {step: 初稿, before: 60, done: 2022-08-01}]", "定稿"),
        ("plan: [{step: 定稿, before: 10, done: 2022-08-01}]", None),
        (f"status: paused\n{PLAN}", None),
        (f"status: done\n{PLAN}", None),
        ("status: doing", None),
    ],
)
def test_the_next_step(lines: str, name: str | None) -> None:
    """The earliest that is not done; none in what is finished, resting or without a plan."""
    item = next_step(on("2022-10-15", f"due: 9月底前\n{lines}"))
    assert (item and item.step) == name


@pytest.mark.parametrize(
    ("lines", "early"),
    [
        ("due: 9月底前\nsince: 2022-08-02", True),
        ("due: 9月底前\nsince: 2022-08-01", False),
        ("due: 2022-05-13", True),  # counted back to the day before the issue
        ("due: 2022-05-14", False),
        ("due: X月底前\nsince: 2022-08-02", False),
    ],
)
def test_a_step_before_the_start_is_early(lines: str, early: bool) -> None:
    """The start is the measure's own or the day of issue; the start itself is not early."""
    row = on("2022-10-15", f"{lines}\nplan: [{{step: 初稿, before: 60}}]")
    assert is_early(row, steps_of(row)[0]) is early


@given(st.lists(st.integers(0, 3650), max_size=8), st.integers(0, 400))
def test_dates_rise_and_only_red_steps_are_overdue(befores: list[int], later: int) -> None:
    """Whatever the plan: every step has its day, days rise, a step is red exactly when its day is past."""
    own = measure("due: 2022-09-30")._replace(plan=tuple(Step(f"步{n}", n) for n in befores))
    day = date(2022, 3, 15) + timedelta(days=later)
    items = steps_of(state(own, day, Rules()))
    days = [item.date for item in items if item.date]
    assert days == sorted(date(2022, 9, 30) - timedelta(days=before) for before in befores)
    assert sorted(item.position for item in items) == list(range(len(befores)))
    for item in items:
        assert item.days_overdue == (max((day - item.date).days, 0) if item.date else 0)
        assert (item.light == "red") is (item.days_overdue > 0)
