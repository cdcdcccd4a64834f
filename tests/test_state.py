"""How a measure stands on a day: every rule of deadlines, lights, lag and rebuilding, at its edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli import terms
from fazhi_cli.deadline import Deadline
from fazhi_cli.measure import Entry, Measure, Rules
from fazhi_cli.state import Rounds, State, _rounds, is_due_within, state, unanswered
from tests.conftest import HEAD, load_text, measure, one_measure

RULES = Rules()
BARE = HEAD.replace("issued: 2022-03-15\n", "")
DATELESS = BARE.replace("year: 2022\n", "")


def on(day: str, lines: str, rules: Rules = RULES, head: str = HEAD, firm: bool = False) -> State:
    """Return how the measure with the further `lines` stands on `day`."""
    return state(measure(lines, head), date.fromisoformat(day), rules, firm)


def told(row: State, names: str) -> tuple[object, ...]:
    """Return the named fields, days as text."""
    values = (getattr(row, name) for name in names.split())
    return tuple(value.isoformat() if isinstance(value, date) else value for value in values)


def test_every_field_of_a_plain_measure() -> None:
    """A task half way to its date has exactly these values."""
    own = measure("due: 9月底前\nstatus: doing\nprogress: 40\nsince: 2022-01-01")
    row = state(own, date(2022, 6, 1), RULES)
    assert row == State(
        measure=own,
        day=date(2022, 6, 1),
        status="doing",
        progress=40,
        due="9月底前",
        deadline=own.deadline,
        due_kind="point",
        due_date=date(2022, 9, 30),
        next_due=None,
        missed=None,
        awaited=date(2022, 9, 30),
        waited=None,
        light="yellow",
        handed_in=None,
        late=None,
        overdue=False,
        days_overdue=0,
        days_left=121,
        due_soon=False,
        lag=16,  # 151 of 272 days gone are 55.5 points; 56 less 40
        stale=True,
        last_entry=None,
        returned=0,
        reopened=0,
        log=(),
        extensions=(),
        rules=RULES,
    )


def test_every_field_of_a_measure_without_anything() -> None:
    """A measure with a title alone is not started, has no date and can tell nothing else."""
    own = measure("kind: task", DATELESS)
    row = state(own, date(2022, 6, 1), RULES)
    assert row == State(
        measure=own,
        day=date(2022, 6, 1),
        status="todo",
        progress=0,
        due=None,
        deadline=None,
        due_kind="none",
        due_date=None,
        next_due=None,
        missed=None,
        awaited=None,
        waited=None,
        light="grey",
        handed_in=None,
        late=None,
        overdue=False,
        days_overdue=0,
        days_left=None,
        due_soon=False,
        lag=None,
        stale=False,
        last_entry=None,
        returned=0,
        reopened=0,
        log=(),
        extensions=(),
        rules=RULES,
    )


@pytest.mark.parametrize(
    ("due", "day", "overdue", "days", "left"),
    [
        ("2022-09-30", "2022-09-29", False, 0, 1),
        ("2022-09-30", "2022-09-30", False, 0, 0),
        ("2022-09-30", "2022-10-01", True, 1, -1),
        ("9月底前", "2022-10-15", True, 15, -15),
        ("2024年2月底前", "2024-02-29", False, 0, 0),
        ("2024年2月底前", "2024-03-01", True, 1, -1),
        ("2024-02-29", "2025-03-01", True, 366, -366),
        ("年底前", "2022-12-31", False, 0, 0),
        ("年底前", "2023-01-01", True, 1, -1),
        ("年底前", "2024-01-01", True, 366, -366),
        ("2025年底前", "2023-01-01", False, 0, 1095),
        ("会后5个工作日内", "2022-03-22", False, 0, 0),
        ("会后5个工作日内", "2022-03-23", True, 1, -1),
        ("2025年底前，并长期坚持", "2025-12-31", False, 0, 0),
        ("2025年底前，并长期坚持", "2026-01-01", True, 1, -1),
    ],
)
def test_overdue_begins_when_the_day_has_ended(
    due: str, day: str, overdue: bool, days: int, left: int
) -> None:
    """A point is in time on its day and overdue by one on the day after, across leap days and years."""
    row = on(day, f"due: {due}")
    assert told(row, "overdue days_overdue days_left") == (overdue, days, left)


@pytest.mark.parametrize(
    ("status", "light", "days_left"),
    [("done", "done", None), ("paused", "off", None), ("dropped", "off", None), ("doing", "red", -15)],
)
def test_finished_and_stopped_work_is_never_overdue(status: str, light: str, days_left: int | None) -> None:
    """Done, paused and dropped have a light of their own and neither press, lag nor grow stale."""
    row = on("2022-10-15", f"due: 9月底前\nstatus: {status}\nprogress: 10")
    waiting = status == "doing"
    assert told(row, "light overdue days_left") == (light, waiting, days_left)
    assert (row.lag is not None, row.stale, row.due_soon) == (waiting, waiting, False)


@pytest.mark.parametrize(
    ("due", "kind", "light"),
    [
        ("长期坚持", "standing", "grey"),
        ("尽快", "soft", "grey"),
        ("X月底前", "blank", "grey"),
        ("待定", "none", "grey"),
        ("截至2020年底", "none", "grey"),
        ("立行立改", "immediate", "red"),
    ],
)
def test_what_has_no_date_is_never_overdue(due: str, kind: str, light: str) -> None:
    """Ten years later these are still not overdue, due soon or lagging."""
    row = on("2032-01-01", f"due: {due}\nprogress: 1")
    assert told(row, "due_kind light overdue days_overdue due_date next_due days_left due_soon lag") == (
        kind, light, False, 0, None, None, None, False, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "due_kind"),
    [
        ("task", "none"),
        ("standing", "standing"),
        ("recurring", "soft"),
        ("indicator", "none"),
        ("prohibition", "none"),
    ],
)
def test_kind_decides_what_no_deadline_means(kind: str, due_kind: str) -> None:
    """A standing measure without `due` is standing, a recurring one soft, the others have none."""
    assert on("2022-10-15", f"kind: {kind}").due_kind == due_kind


@pytest.mark.parametrize(
    ("due", "kind", "head"),
    [
        ("年底前", "point", DATELESS),
        ("会后5个工作日内", "point", BARE),
        ("本月底前", "point", BARE),
        ("每季度", "recurring", BARE),
        ("立行立改", "immediate", BARE),
    ],
)
def test_without_the_anchor_the_kind_stays_and_the_date_is_unknown(due: str, kind: str, head: str) -> None:
    """Where year or issued is missing, the light is grey and nothing can be counted."""
    row = on("2032-01-01", f"due: {due}", head=head)
    assert told(row, "due_kind light due_date next_due missed waited overdue stale") == (
        kind, "grey", None, None, None, None, False, False,
    )  # fmt: skip


DUE = date(2022, 10, 15)


@pytest.mark.parametrize(
    ("rules", "ahead", "light", "soon"),
    [
        (RULES, 8, "green", False),
        (RULES, 7, "yellow", True),
        (RULES, 1, "yellow", True),
        (RULES, 0, "yellow", True),
        (RULES, -1, "red", False),
        (Rules(due_soon=3), 4, "green", False),
        (Rules(due_soon=3), 3, "yellow", True),
        (Rules(due_soon=0), 1, "green", False),
        (Rules(due_soon=0), 0, "yellow", True),
    ],
)
def test_yellow_begins_so_many_days_before(rules: Rules, ahead: int, light: str, soon: bool) -> None:
    """A deadline within `due_soon` days, the day itself included, is yellow and due soon."""
    row = on((DUE - timedelta(days=ahead)).isoformat(), "due: 2022-10-15", rules)
    assert told(row, "light due_soon") == (light, soon)


@pytest.mark.parametrize(
    ("progress", "rules", "lag", "light"),
    [
        (41, RULES, 9, "green"),
        (40, RULES, 10, "yellow"),
        (21, RULES, 29, "yellow"),
        (20, RULES, 30, "red"),
        (0, RULES, 50, "red"),
        (50, RULES, 0, "green"),
        (80, RULES, -30, "green"),
        (100, RULES, -50, "green"),
        (46, Rules(lag_yellow=5, lag_red=15), 4, "green"),
        (45, Rules(lag_yellow=5, lag_red=15), 5, "yellow"),
        (35, Rules(lag_yellow=5, lag_red=15), 15, "red"),
    ],
)
def test_lag_decides_the_light(progress: int, rules: Rules, lag: int, light: str) -> None:
    """Half the time gone: lag is fifty less the progress, yellow and red from the rules' points on."""
    row = on("2022-05-11", f"since: 2022-02-01\ndue: 2022-08-18\nprogress: {progress}", rules)
    assert told(row, "lag light") == (lag, light)


@pytest.mark.parametrize(
    ("since", "due", "day", "progress", "lag"),
    [
        ("2022-01-01", "2022-01-09", "2022-01-02", 0, 13),  # 12.5 rounds up
        ("2022-01-01", "2022-01-09", "2022-01-04", 0, 38),  # 37.5 rounds up
        ("2022-01-01", "2022-01-04", "2022-01-02", 0, 33),
        ("2022-01-01", "2022-01-04", "2022-01-03", 0, 67),
        ("2022-01-01", "2022-04-11", "2022-01-01", 0, 0),
        ("2022-06-01", "2022-09-30", "2022-05-01", 0, 0),  # before the start nothing is gone
        ("2022-06-01", "2022-09-30", "2022-05-01", 20, -20),
        ("2022-06-01", "2022-09-30", "2022-12-01", 30, 70),  # afterwards all of it
        ("2022-06-01", "2022-06-01", "2022-05-31", 0, 0),  # a start on the last day
        ("2022-06-01", "2022-06-01", "2022-06-01", 0, 100),
        ("2022-07-01", "2022-06-01", "2022-06-15", 0, 100),  # a start behind the deadline
    ],
)
def test_lag_is_the_share_of_time_gone_less_progress(
    since: str, due: str, day: str, progress: int, lag: int
) -> None:
    """Lag is rounded to whole points and bounded by the start and the deadline."""
    assert on(day, f"since: {since}\ndue: {due}\nprogress: {progress}").lag == lag


@pytest.mark.parametrize(
    ("lines", "head", "lag"),
    [
        ("due: 2022-08-18\nsince: 2022-02-01", HEAD, None),  # no progress entered
        ("due: 2022-08-18\nsince: 2022-02-01\nprogress: 0", HEAD, 50),
        ("due: 2022-08-18\nsince: 2022-02-01\nlog: [{date: 2022-03-01, progress: 0}]", HEAD, 50),
        ("due: 2022-08-18\nsince: 2022-02-01\nlog: [{date: 2022-03-01, note: 无}]", HEAD, None),
        ("due: 2022-08-18\nsince: 2022-02-01\nlog: [{date: 2022-06-01, progress: 0}]", HEAD, None),
        ("due: 2022-08-18\nprogress: 0", BARE, None),  # no start
        ("due: 2022-08-18\nprogress: 0", HEAD, 37),  # the day of issue is a start
        ("due: 每月\nprogress: 0", HEAD, None),
        ("due: 长期坚持\nprogress: 0", HEAD, None),
        ("due: 8月18日前，并长期坚持\nsince: 2022-02-01\nprogress: 0", HEAD, 50),
    ],
)
def test_lag_wants_a_start_a_date_and_an_entered_progress(lines: str, head: str, lag: int | None) -> None:
    """Without one of the three nothing is said of lag; a progress of 0 that was entered counts."""
    assert on("2022-05-11", lines, head=head).lag == lag


@pytest.mark.parametrize(
    ("days", "rules", "light"),
    [
        (0, RULES, "green"),
        (6, RULES, "green"),
        (7, RULES, "yellow"),
        (29, RULES, "yellow"),
        (30, RULES, "red"),
        (1000, RULES, "red"),
        (2, Rules(immediate_yellow=3, immediate_red=5), "green"),
        (3, Rules(immediate_yellow=3, immediate_red=5), "yellow"),
        (5, Rules(immediate_yellow=3, immediate_red=5), "red"),
    ],
)
@pytest.mark.parametrize("due", ["立行立改", "立行立改，并长期坚持"])
def test_immediate_measures_count_days_since_issue(days: int, rules: Rules, light: str, due: str) -> None:
    """立行立改 is yellow and red after the rules' days, is never overdue, and tells the days."""
    row = on((date(2022, 3, 15) + timedelta(days=days)).isoformat(), f"due: {due}", rules)
    assert told(row, "waited light overdue due_soon days_left") == (days, light, False, False, None)


def test_immediate_measure_counts_from_its_own_start() -> None:
    """`since` goes before the day of issue; a report for closing stops the count."""
    row = on("2022-06-01", "due: 立行立改\nsince: 2022-05-20")
    assert told(row, "waited light") == (12, "yellow")
    handed = on(
        "2022-06-01",
        "due: 立行立改\nsince: 2022-05-20\nstatus: review\nlog: [{date: 2022-05-22, status: review}]",
    )
    assert told(handed, "waited light status") == (2, "green", "review")


@pytest.mark.parametrize(
    ("lines", "head", "day", "stale"),
    [
        ("log: [{date: 2022-05-02, note: 好}]", HEAD, "2022-05-31", False),
        ("log: [{date: 2022-05-02, note: 好}]", HEAD, "2022-06-01", True),
        ("log: [{date: 2022-05-02, note: 好}]", DATELESS, "2022-06-01", True),
        ("since: 2022-05-02", HEAD, "2022-05-31", False),
        ("since: 2022-05-02", HEAD, "2022-06-01", True),
        ("kind: task", HEAD, "2022-04-13", False),  # 29 days after 2022-03-15
        ("kind: task", HEAD, "2022-04-14", True),
        ("kind: task", DATELESS, "2032-01-01", False),
        ("status: review", HEAD, "2022-06-01", True),
        ("status: paused", HEAD, "2022-06-01", False),
        ("status: done", HEAD, "2022-06-01", False),
        ("kind: standing", HEAD, "2022-06-01", True),
        ("log: [{date: 2022-07-02, note: 后}]", HEAD, "2022-06-01", True),  # not seen yet
        ("since: 2022-07-01", HEAD, "2022-06-01", False),
    ],
)
def test_stale_is_counted_from_the_last_word(lines: str, head: str, day: str, stale: bool) -> None:
    """Thirty days after the last entry, else the start, else the issue; without any of them never."""
    assert on(day, lines, head=head).stale is stale


@pytest.mark.parametrize(("stale", "expected"), [(9, True), (10, True), (11, False)])
def test_rule_sets_when_silence_is_stale(stale: int, expected: bool) -> None:
    """`rules.stale` days without an entry are stale, one less is not."""
    assert on("2022-03-25", "kind: task", Rules(stale=stale)).stale is expected


QUARTERLY = "due: 每季度\nlog:\n"


@pytest.mark.parametrize(
    ("log", "day", "missed", "days", "next_due", "light"),
    [
        ("", "2022-03-31", 0, 0, "2022-03-31", "yellow"),
        ("", "2022-04-01", 1, 1, "2022-06-30", "red"),
        ("", "2022-10-15", 3, 198, "2022-12-31", "red"),
        ("", "2022-12-31", 3, 275, "2022-12-31", "red"),
        ("", "2023-01-01", 4, 276, None, "red"),
        ("", "2033-01-01", 4, 3929, None, "red"),
        ("- {date: 2022-03-15}", "2022-04-01", 0, 0, "2022-06-30", "green"),
        ("- {date: 2022-03-14}", "2022-04-01", 1, 1, "2022-06-30", "red"),  # before it began
        ("- {date: 2022-03-31}", "2022-04-01", 0, 0, "2022-06-30", "green"),
        ("- {date: 2022-04-01}", "2022-04-01", 1, 1, "2022-06-30", "red"),
        ("- {date: 2022-04-20, for: 2022Q1}", "2022-07-15", 1, 15, "2022-09-30", "red"),
        (
            "- {date: 2022-04-20, for: 2022Q1}\n- {date: 2022-05-01}",
            "2022-07-15",
            0,
            0,
            "2022-09-30",
            "green",
        ),
        ("- {date: 2022-03-20, for: 2022Q2}", "2022-07-15", 1, 106, "2022-09-30", "red"),
        ("- {date: 2022-03-20, for: 2021Q4}", "2022-04-15", 1, 15, "2022-06-30", "red"),
        ("- {date: 2022-03-20, for: 2022-03}", "2022-04-15", 0, 0, "2022-06-30", "green"),  # no quarter
        ("- {date: 2022-03-20, for: 2022H1}", "2022-04-15", 0, 0, "2022-06-30", "green"),
    ],
)
def test_recurring_counts_the_periods_without_an_answer(
    log: str, day: str, missed: int, days: int, next_due: str | None, light: str
) -> None:
    """A period that has ended is answered by an entry dated in it, or made for it and for no other."""
    lines = QUARTERLY + "\n".join(f"  {line}" for line in log.splitlines()) if log else "due: 每季度"
    row = on(day, lines)
    assert told(row, "missed days_overdue overdue next_due light") == (
        missed,
        days,
        missed > 0,
        next_due,
        light,
    )


@pytest.mark.parametrize(
    ("due", "lines", "day", "missed", "next_due"),
    [
        ("每周", "", "2022-03-20", 0, "2022-03-20"),
        ("每周", "", "2022-03-21", 1, "2022-03-27"),
        ("每周", "log: [{date: 2022-03-25, for: 2022-W11}]", "2022-03-28", 1, "2022-04-03"),
        ("每月5日前", "", "2022-04-05", 0, "2022-04-05"),
        ("每月5日前", "", "2022-04-06", 1, "2022-05-05"),
        ("每月5日前", "log: [{date: 2022-03-20}]", "2022-04-06", 0, "2022-05-05"),
        ("每月5日前", "log: [{date: 2022-05-01, for: 2022-04}]", "2022-05-06", 0, "2022-06-05"),
        ("每月5日前", "log: [{date: 2022-05-06, for: 2022-04}]", "2022-05-06", 0, "2022-06-05"),  # late
        ("每月5日前", "log: [{date: 2022-05-01, for: 2022-03}]", "2022-05-06", 1, "2022-06-05"),
        ("每月5日前", "log: [{date: 2022-04-05, for: 2022-03}]", "2022-05-06", 1, "2022-06-05"),
        ("每月25日前", "log: [{date: 2022-05-01, for: 2022-04}]", "2022-05-26", 2, "2022-06-25"),
        ("每月", "since: 2022-05-20", "2022-06-01", 1, "2022-06-30"),
        ("每月", "since: 2022-05-20", "2022-05-01", 0, "2022-05-31"),
        ("每半年", "", "2022-07-01", 1, "2022-12-31"),
        ("每年1月底前", "since: 2022-01-01", "2022-02-01", 1, None),
        ("每年1月底前", "", "2022-12-31", 0, None),  # the next one lies behind the year
    ],
)
def test_rhythms_run_from_their_start_to_the_end_of_the_year(
    due: str, lines: str, day: str, missed: int, next_due: str | None
) -> None:
    """Weeks end on Sunday, months on their day; the first turn begins with `since` or the issue."""
    row = on(day, f"due: {due}\n{lines}")
    assert told(row, "missed next_due") == (missed, next_due)


@pytest.mark.parametrize(
    ("log", "awaited", "soon", "light"),
    [("", "2022-03-31", True, "yellow"), ("log: [{date: 2022-03-28}]", None, False, "green")],
)
def test_an_answered_period_presses_no_more(log: str, awaited: str | None, soon: bool, light: str) -> None:
    """Three days before its end a period is due soon unless its answer is there."""
    row = on("2022-03-28", f"due: 每季度\n{log}")
    assert told(row, "awaited due_soon light days_left next_due") == (awaited, soon, light, 3, "2022-03-31")
    assert is_due_within(row, 100) is soon


def test_recurring_without_bounds_is_grey() -> None:
    """Without a start or a year the turns cannot be counted, and nothing is missed."""
    for head in (BARE, DATELESS):
        row = on("2022-10-15", "due: 每季度", head=head)
        assert told(row, "due_kind missed next_due light overdue") == ("recurring", None, None, "grey", False)


REVIEW = "due: 9月底前\nstatus: review\nprogress: 100\nlog:\n  - {date: %s, status: review, progress: 100}"


@pytest.mark.parametrize(
    ("handed", "day", "overdue", "days", "late", "light"),
    [
        ("2022-09-30", "2022-09-30", False, 0, False, "yellow"),
        ("2022-09-30", "2022-10-15", False, 0, False, "yellow"),
        ("2022-09-01", "2023-10-15", False, 0, False, "green"),
        ("2022-10-01", "2022-10-15", True, 1, True, "red"),
        ("2022-10-05", "2022-12-15", True, 5, True, "red"),
    ],
)
def test_review_counts_as_handed_in_on_its_day(
    handed: str, day: str, overdue: bool, days: int, late: bool, light: str
) -> None:
    """A measure in review keeps the light of the day it was handed in, and is late only if that was."""
    row = on(day, REVIEW % handed)
    assert told(row, "handed_in overdue days_overdue late light") == (handed, overdue, days, late, light)
    assert told(row, "status due_soon progress") == ("review", False, 100)


def test_review_freezes_lag_at_the_day_of_handing_in() -> None:
    """What counts for a lag is the day of the report, not the days the office takes to look at it."""
    lines = "since: 2022-02-01\ndue: 2022-08-18\nstatus: review\nprogress: 45\n"
    lines += "log: [{date: 2022-05-11, status: review}]"
    assert told(on("2022-08-01", lines), "lag light") == (5, "green")


@pytest.mark.parametrize(
    ("log", "status", "expected"),
    [
        # (status, handed_in, late, overdue, returned, reopened) on 2022-12-01, due 9月底前
        (["2022-09-20 review"], "review", ("2022-09-20", False, False, 0, 0)),
        (["2022-09-20 review", "2022-10-09 done"], "done", ("2022-09-20", False, False, 0, 0)),
        (["2022-09-20 review", "2022-09-25 doing"], "doing", (None, None, True, 1, 0)),
        (["2022-09-20 review", "2022-09-25 doing", "2022-10-02 review"], "review",
         ("2022-10-02", True, True, 1, 0)),
        (["2022-09-20 review", "2022-09-25 todo"], "todo", (None, None, True, 1, 0)),
        (["2022-09-20 review", "2022-09-25 paused"], "paused", (None, None, False, 0, 0)),
        (["2022-09-29 done"], "done", ("2022-09-29", False, False, 0, 0)),
        (["2022-10-01 done"], "done", ("2022-10-01", True, False, 0, 0)),
        (["2022-09-29 done", "2022-10-20 doing"], "doing", (None, None, True, 0, 1)),
        (["2022-09-29 done", "2022-10-20 doing", "2022-11-01 done"], "done",
         ("2022-11-01", True, False, 0, 1)),
        (
            ["2022-09-01 review", "2022-09-02 doing", "2022-09-03 review", "2022-09-04 doing",
             "2022-09-05 done", "2022-10-05 doing"],
            "doing",
            (None, None, True, 2, 1),
        ),
        (["2022-09-20 review", "2022-09-22 review"], "review", ("2022-09-20", False, False, 0, 0)),
    ],
)  # fmt: skip
def test_rounds_count_ways_back_and_judge_the_last_report(
    log: list[str], status: str, expected: tuple[object, ...]
) -> None:
    """A return undoes a report, a reopening a closing; each is counted, and the new round has its own day."""
    entries = "".join(f"  - {{date: {item.split()[0]}, status: {item.split()[1]}}}\n" for item in log)
    row = on("2022-12-01", f"due: 9月底前\nstatus: {status}\nlog:\n{entries}")
    assert told(row, "handed_in late overdue returned reopened") == expected


def test_a_late_answer_of_what_recurs_does_not_make_review_overdue_backwards() -> None:
    """Turns that end after a recurring measure was handed in are not missed; days are never negative."""
    lines = "due: 每季度\nstatus: review\nlog:\n  - {date: 2022-05-10, status: review}"
    assert told(on("2022-12-01", lines), "missed overdue days_overdue light") == (1, True, 40, "red")
    answered = lines.replace("log:\n", "log:\n  - {date: 2022-03-20}\n")
    assert told(on("2022-12-01", answered), "missed overdue days_overdue light") == (0, False, 0, "green")


def test_a_review_without_a_day_is_not_called_late() -> None:
    """Status review written by hand, without an entry: the day is not known, nothing is guessed."""
    row = on("2022-12-01", "due: 9月底前\nstatus: review")
    assert told(row, "status handed_in late overdue days_overdue") == ("review", None, None, False, 0)


def test_done_without_a_day_is_neither_in_time_nor_late() -> None:
    """A closing written by hand has no day to judge by."""
    row = on("2022-12-01", "due: 9月底前\nstatus: done")
    assert told(row, "handed_in late light progress") == (None, None, "done", 100)


@pytest.mark.parametrize(
    ("lines", "progress"),
    [
        ("status: done", 100),
        ("status: done\nprogress: 40", 40),  # what is written stands; check tells of it
        ("status: done\nlog: [{date: 2022-05-01, status: done, progress: 100}]\nprogress: 100", 100),
        ("status: doing", 0),
        ("log: [{date: 2022-05-01, progress: 30}]", 0),  # the file holds, its default too
    ],
)
def test_progress_is_the_file_s_own(lines: str, progress: int) -> None:
    """The present progress is what the file states; done without a word of it is complete."""
    assert on("2022-12-01", lines).progress == progress


HISTORY = """\
due: 年底前
status: done
progress: 100
extensions:
  - {date: 2022-05-20, from: 5月底前, to: 9月底前, reason: 方案待批}
  - {date: 2022-09-25, from: 9月底前, to: 年底前, reason: 换人}
chases:
  - {date: 2022-06-10, to: 区司法局}
  - {date: 2022-10-10, to: 区司法局}
log:
  - {date: 2022-04-01, status: doing, progress: 20}
  - {date: 2022-06-05, note: 情况}
  - {date: 2022-08-01, progress: 60}
  - {date: 2022-11-01, status: review, progress: 100}
  - {date: 2022-11-05, status: doing, progress: 80}
  - {date: 2022-11-20, status: done, progress: 100}
"""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # status, progress, due, due_date, entries, extensions, chases, returned, overdue, days_overdue, last
        ("2022-03-31", ("todo", 0, "5月底前", "2022-05-31", 0, 0, 0, 0, False, 0, None)),
        ("2022-04-01", ("doing", 20, "5月底前", "2022-05-31", 1, 0, 0, 0, False, 0, "2022-04-01")),
        ("2022-05-19", ("doing", 20, "5月底前", "2022-05-31", 1, 0, 0, 0, False, 0, "2022-04-01")),
        ("2022-05-20", ("doing", 20, "9月底前", "2022-09-30", 1, 1, 0, 0, False, 0, "2022-04-01")),
        ("2022-07-31", ("doing", 20, "9月底前", "2022-09-30", 2, 1, 1, 0, False, 0, "2022-06-05")),
        ("2022-08-01", ("doing", 60, "9月底前", "2022-09-30", 3, 1, 1, 0, False, 0, "2022-08-01")),
        ("2022-10-15", ("doing", 60, "年底前", "2022-12-31", 3, 2, 2, 0, False, 0, "2022-08-01")),
        ("2022-11-01", ("review", 100, "年底前", "2022-12-31", 4, 2, 2, 0, False, 0, "2022-11-01")),
        ("2022-11-05", ("doing", 80, "年底前", "2022-12-31", 5, 2, 2, 1, False, 0, "2022-11-05")),
        ("2022-11-20", ("done", 100, "年底前", "2022-12-31", 6, 2, 2, 1, False, 0, "2022-11-20")),
        ("2023-11-20", ("done", 100, "年底前", "2022-12-31", 6, 2, 2, 1, False, 0, "2022-11-20")),
    ],
)  # fmt: skip
def test_a_past_day_sees_what_was_dated_by_then(day: str, expected: tuple[object, ...]) -> None:
    """Status, progress, the deadline in force and all counts are rebuilt from what had happened."""
    row = on(day, HISTORY)
    counts = (len(row.log), len(row.extensions), len(row.chases))
    before = told(row, "status progress due due_date")
    after = told(row, "returned overdue days_overdue last_entry")
    assert (*before, *counts, *after) == expected


ASKED = """\
lead: 各镇街
status: %s
chases:
  - {date: 2022-06-10, to: 区法院, reply_by: 2022-06-15}
  - {date: 2022-06-01, to: 镇街, reply_by: 2022-06-05}
  - {date: 2022-06-20, to: 各镇街}
log:
  - {date: 2022-05-31, unit: 甲镇, note: 早于催办}
  - {date: 2022-06-07, unit: 甲镇}
  - {date: 2022-06-12, note: 没有写单位，就是牵头单位的}
  - {date: 2022-06-18, unit: 法院}
  - {date: 2022-06-20}
"""
KIN = HEAD.replace(
    "sections:",
    "units: [{name: 区法院, alias: [法院]}, {name: 各镇街, alias: [镇街], members: [甲镇]}]\nsections:",
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # (whom, answered, overdue) in the order of their days
        ("2022-05-31", []),
        ("2022-06-01", [("镇街", None, False)]),
        ("2022-06-05", [("镇街", None, False)]),
        ("2022-06-06", [("镇街", None, True)]),
        ("2022-06-07", [("镇街", "2022-06-07", False)]),
        ("2022-06-15", [("镇街", "2022-06-07", False), ("区法院", None, False)]),
        ("2022-06-17", [("镇街", "2022-06-07", False), ("区法院", None, True)]),
        ("2022-06-18", [("镇街", "2022-06-07", False), ("区法院", "2022-06-18", False)]),
        ("2022-06-20", [("镇街", "2022-06-07", False), ("区法院", "2022-06-18", False),
                        ("各镇街", "2022-06-20", False)]),
    ],
)  # fmt: skip
def test_a_chase_is_answered_by_the_next_entry_of_its_unit(
    day: str, expected: list[tuple[str, str | None, bool]]
) -> None:
    """By any of the unit's names or members, from the day of the chase on, as far as the day can know."""
    row = on(day, ASKED % "doing", head=KIN)
    told_of = [(item.chase.to, item.answered and str(item.answered), item.overdue) for item in row.asked]
    assert told_of == expected
    assert [item.chase for item in row.asked] == list(row.chases)


@pytest.mark.parametrize(
    ("lead", "log", "answered"),
    [
        ("甲", "{date: 2022-06-02}", True),  # the entry of a lead that is chased
        ("乙", "{date: 2022-06-02}", False),  # another's
        ("乙", "{date: 2022-06-02, unit: 甲}", True),
        ("甲", "{date: 2022-06-02, unit: 乙}", False),
        ("~", "{date: 2022-06-02}", False),  # nobody's
    ],
)
def test_an_entry_without_a_unit_is_the_lead_s(lead: str, log: str, answered: bool) -> None:
    """What names no unit answers a chase to the lead and to no other unit."""
    row = on("2022-06-03", f"lead: {lead}\nchases: [{{date: 2022-06-01, to: 甲}}]\nlog: [{log}]")
    assert [item.answered is not None for item in row.asked] == [answered]


@pytest.mark.parametrize(
    ("status", "count"),
    [("todo", 2), ("doing", 2), ("review", 2), ("paused", 0), ("dropped", 0), ("done", 0)],
)
def test_only_unfinished_measures_wait_for_an_answer(status: str, count: int) -> None:
    """A chase of what is finished or put off needs no answer any more."""
    lines = (
        f"lead: 甲\nstatus: {status}\nchases: [{{date: 2022-06-01, to: 甲}}, {{date: 2022-06-02, to: 乙}}]"
    )
    assert len(unanswered(on("2022-06-03", lines))) == count
    assert [item.answered for item in on("2022-06-03", lines).asked] == [None, None]


BACK = """\
due: 9月底前
status: doing
log:
  - {date: 2022-09-20, status: review}
  - {date: 2022-09-22, status: doing, note: 退回}
  - {date: 2022-10-03, status: review}
  - {date: 2022-10-08, status: done}
  - {date: 2022-11-01, status: doing, note: 反弹回潮}
  - {date: 2022-11-10, status: done}
  - {date: 2022-12-01, status: doing, note: 核查未完成}
"""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # status, handed_in, late, overdue, returned, reopened
        ("2022-09-20", ("review", "2022-09-20", False, False, 0, 0)),
        ("2022-09-22", ("doing", None, None, False, 1, 0)),
        ("2022-10-02", ("doing", None, None, True, 1, 0)),
        ("2022-10-03", ("review", "2022-10-03", True, True, 1, 0)),
        ("2022-10-31", ("done", "2022-10-03", True, False, 1, 0)),
        ("2022-11-01", ("doing", None, None, True, 1, 1)),
        ("2022-11-30", ("done", "2022-11-10", True, False, 1, 1)),
        ("2022-12-01", ("doing", None, None, True, 1, 2)),
    ],
)
def test_a_new_round_leaves_the_days_of_earlier_ones_alone(day: str, expected: tuple[object, ...]) -> None:
    """Seen from its own day each round keeps the day it was handed in on, and whether that was late."""
    assert told(on(day, BACK), "status handed_in late overdue returned reopened") == expected


def test_an_extension_after_the_day_leaves_the_old_deadline_overdue() -> None:
    """Looked at before it was put off, a deadline that had passed is overdue."""
    lines = "due: 9月底前\nextensions:\n  - {date: 2022-07-10, from: 6月底前, to: 9月底前}"
    assert told(on("2022-07-05", lines), "due overdue days_overdue") == ("6月底前", True, 5)
    assert told(on("2022-07-10", lines), "due overdue days_overdue") == ("9月底前", False, 0)


@pytest.mark.parametrize(
    ("lines", "day", "status", "progress"),
    [
        ("status: doing\nprogress: 30", "2020-01-01", "doing", 30),
        ("status: doing\nprogress: 30\nlog: [{date: 2022-06-01, note: 情况}]", "2022-01-01", "doing", 30),
        ("status: doing\nprogress: 30\nlog: [{date: 2022-06-01, progress: 30}]", "2022-01-01", "doing", 0),
        ("status: doing\nprogress: 30\nlog: [{date: 2022-06-01, status: doing}]", "2022-01-01", "todo", 30),
        ("status: paused\nlog: [{date: 2022-06-01, status: doing}]", "2022-07-01", "paused", 0),
        ("status: paused\nlog: [{date: 2022-06-01, status: doing}, {date: 2022-08-01, status: paused}]",
         "2022-07-01", "doing", 0),
    ],
)  # fmt: skip
def test_a_value_that_was_never_dated_holds(lines: str, day: str, status: str, progress: int) -> None:
    """What the log never mentions is taken as it stands, on every day."""
    assert told(on(day, lines), "status progress") == (status, progress)


def test_a_later_record_of_an_earlier_day_counts_from_that_day() -> None:
    """An entry with `recorded` is seen from its date on."""
    lines = "status: doing\nprogress: 10\n"
    lines += "log: [{date: 2022-06-01, status: doing, progress: 10, recorded: 2022-07-15}]"
    assert told(on("2022-06-01", lines), "status progress last_entry") == ("doing", 10, "2022-06-01")
    assert told(on("2022-05-31", lines), "status progress last_entry") == ("todo", 0, None)


def test_entries_of_one_day_keep_the_order_of_the_file() -> None:
    """The last entry of a day decides."""
    lines = "status: doing\nlog: [{date: 2022-06-01, status: review}, {date: 2022-06-01, status: doing}]"
    assert told(on("2022-06-02", lines), "status returned handed_in") == ("doing", 1, None)


def test_an_entry_out_of_order_is_read_by_its_date() -> None:
    """The file's log need not be sorted."""
    lines = "status: done\nlog: [{date: 2022-08-01, status: done}, {date: 2022-06-01, status: doing}]"
    assert told(on("2022-07-01", lines), "status last_entry") == ("doing", "2022-06-01")
    assert told(on("2022-08-01", lines), "status handed_in reopened") == ("done", "2022-08-01", 0)


DEFAULT = HEAD.replace("sections:", "rules: {default_due: 年底前}\nsections:")


def test_default_deadline_is_assumed_and_counts() -> None:
    """A task without a deadline takes the default: no phrase of its own, but a date that can pass."""
    row = on("2023-01-10", "kind: task", head=DEFAULT)
    assert told(row, "due due_kind due_date overdue days_overdue light") == (
        None, "point", "2022-12-31", True, 10, "red",
    )  # fmt: skip
    assert row.measure.assumed == ("due",)


@pytest.mark.parametrize(
    "lines",
    [
        "kind: task",
        "due: 9月底前\nassumed: [due]",
        "due: 立行立改\nassumed: [due]",
        "due: 每月\nassumed: [due]",
    ],
)
def test_firm_leaves_assumed_deadlines_out(lines: str) -> None:
    """With `firm` an assumed deadline is none: no date, no light, nothing overdue or missed."""
    row = on("2023-01-10", lines, head=DEFAULT, firm=True)
    assert told(row, "due deadline due_kind due_date missed waited light overdue lag days_left") == (
        None, None, "none", None, None, None, "grey", False, None, None,
    )  # fmt: skip


def test_firm_keeps_what_is_stated() -> None:
    """A deadline that the source gives holds with `firm` as without."""
    lines = "due: 9月底前\nlead: 区司法局\nassumed: [lead]"
    assert on("2022-10-15", lines, firm=True) == on("2022-10-15", lines)


def test_rounds_of_an_empty_log() -> None:
    """Without entries nothing is said."""
    assert _rounds([]) == Rounds(None, None, 0, 0)


_days = st.dates(date(2022, 1, 1), date(2023, 12, 31))
_entries = st.lists(
    st.builds(
        Entry,
        date=_days,
        status=st.none() | st.sampled_from(list(terms.STATUSES)),
        progress=st.none() | st.integers(0, 100),
        period=st.none() | st.sampled_from(["2022Q1", "2022-09", "2023"]),
    ),
    max_size=6,
)
_deadlines = st.sampled_from(
    [load_text(one_measure(f"due: {due}")).register.measures[0].deadline
     for due in ("9月底前", "每月", "立行立改", "长期坚持", "X月底前", "尽快", "年底前，并长期坚持")]
    + [None]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    entries=_entries,
    held=_deadlines,
    day=_days,
    status=st.sampled_from(list(terms.STATUSES)),
    progress=st.integers(0, 100),
    entered=st.booleans(),
)
def test_no_state_contradicts_itself(
    entries: list[Entry], held: Deadline | None, day: date, status: str, progress: int, entered: bool
) -> None:
    """Whatever the log says: overdue work waits and is red, counts are never negative, days agree."""
    own = Measure("1.1.1", "1", "1.1", "措施", (0, 0, 0))._replace(
        log=tuple(sorted(entries, key=lambda item: item.date)),
        deadline=held,
        due=held.phrase if held else None,
        since=date(2022, 3, 15),
        status=status,
        progress=progress,
        entered=entered,
    )
    row = state(own, day, RULES)
    assert (row.light in ("done", "off")) == (row.status not in terms.OPEN_STATUSES)
    assert row.overdue == (row.days_overdue > 0)
    assert not row.overdue or (row.light == "red" and row.status in terms.OPEN_STATUSES)
    assert not (row.overdue and row.due_soon)
    assert row.handed_in is None or row.handed_in <= day
    assert row.missed is None or row.missed >= 0
    assert all(entry.date <= day for entry in row.log)
    assert row.light in terms.LIGHTS
    if row.days_left is not None:
        assert row.days_left == ((row.due_date or row.next_due or day) - day).days
