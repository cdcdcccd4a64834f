"""What a report says of a week, worked out by hand on small registers."""

from datetime import date

import pytest

from fazhi_cli.problems import Usage
from fazhi_cli.query import Filter
from fazhi_cli.report import Report, report
from fazhi_cli.span import Span, week_of
from tests.conftest import HEAD, load_text

TODAY = date(2022, 10, 15)
WEEK = week_of(TODAY)  # 10 to 16 October


def told(*measures: str, span: Span = WEEK, today: date = TODAY, chosen: Filter | None = None) -> Report:
    """Return the report on `span` of a register with `measures`, each flow YAML without its id."""
    lines = [f'          - {{id: "1.1.{at}", title: 甲, {item}}}\n' for at, item in enumerate(measures, 1)]
    return report(load_text(HEAD + "".join(lines)).register, span, today, chosen or Filter())


def ids(rows: object) -> list[str]:
    """Return the ids of states, or of what holds one."""
    return [getattr(item, "row", item).measure.id for item in rows]  # type: ignore[attr-defined]


def test_the_state_is_that_of_today_or_of_the_last_day() -> None:
    """A week that goes on ends today; a past one on its Sunday. Compared is the day before it begins."""
    assert (told().day, told().compared) == (TODAY, date(2022, 10, 9))
    past = told(span=WEEK.previous())
    assert (past.day, past.compared) == (date(2022, 10, 9), date(2022, 10, 2))


def test_a_span_that_has_not_begun_is_refused() -> None:
    """Nothing can be said of it."""
    with pytest.raises(Usage, match="2022-10-17 还没到"):
        told(span=WEEK.following())


def test_what_moved_and_what_did_not() -> None:
    """Entries of the week with the state before; unfinished ones without an entry are unmoved."""
    made = told(
        "status: doing, progress: 40, log: [{date: 2022-10-09, progress: 10},"
        " {date: 2022-10-10, progress: 40, status: doing}]",
        "status: done, log: [{date: 2022-10-16, status: done}]",
        "log: [{date: 2022-10-01, note: 早}]",
        "status: done, log: [{date: 2022-09-01, status: done}]",
    )
    assert [(item.row.measure.id, item.before.progress, item.row.progress) for item in made.moved] == [
        ("1.1.1", 10, 40)
    ]
    assert ids(made.unmoved) == ["1.1.2", "1.1.3"]
    assert not made.is_quiet
    assert told("detail: 乙").is_quiet


def test_newly_done_handed_in_returned_reopened() -> None:
    """Each measure is in the list of what became of it in the week."""
    made = told(
        "status: done, log: [{date: 2022-09-01, status: review}, {date: 2022-10-11, status: done}]",
        "status: review, log: [{date: 2022-10-11, status: review}]",
        "status: doing, log: [{date: 2022-10-01, status: review}, {date: 2022-10-11, status: doing}]",
        "status: doing, log: [{date: 2022-10-01, status: done}, {date: 2022-10-11, status: doing}]",
        "status: done, log: [{date: 2022-10-11, status: doing}, {date: 2022-10-12, status: done}]",
        "status: doing, log: [{date: 2022-09-01, status: review}, {date: 2022-09-02, status: doing}]",
    )
    assert ids(made.done) == ["1.1.1", "1.1.5"]
    assert ids(made.handed_in) == ["1.1.2"]
    assert ids(made.returned) == ["1.1.3"]
    assert ids(made.reopened) == ["1.1.4"]


def test_overdue_longest_first_and_what_is_new_of_it() -> None:
    """New is what was not overdue on the day before the week."""
    made = told("due: 10月12日前", "due: 9月底前", "due: 10月15日前", "due: 10月20日前", "due: 10月8日前")
    assert ids(made.overdue) == ["1.1.2", "1.1.5", "1.1.1"]
    assert ids(made.newly_overdue) == ["1.1.1"]
    assert ids(made.due_soon) == ["1.1.3", "1.1.4"]


def test_the_last_word_on_problems_and_next_steps() -> None:
    """Of several entries of the week the last that says something; older ones are past."""
    made = told(
        "log: [{date: 2022-10-01, problem: 旧, next: 旧}, {date: 2022-10-11, problem: 缺钱, next: 申请},"
        " {date: 2022-10-12, problem: 缺人}, {date: 2022-10-13, note: 平}]"
    )
    assert [(item.text, item.entry.date) for item in made.problems] == [("缺人", date(2022, 10, 12))]
    assert [item.text for item in made.next] == ["申请"]


def test_entries_written_late_are_told_apart() -> None:
    """For the week but written after it; for earlier days but written in it."""
    made = told(
        "log: [{date: 2022-10-07, note: 甲, recorded: 2022-10-17}, {date: 2022-10-05, note: 乙}]",
        "log: [{date: 2022-09-07, note: 丙, recorded: 2022-10-05}]",
        span=WEEK.previous(),
    )
    assert [(item.row.measure.id, item.text) for item in made.belated] == [("1.1.1", "甲")]
    assert [(item.row.measure.id, item.text) for item in made.backfilled] == [("1.1.2", "丙")]


def test_what_comes_next_week() -> None:
    """Deadlines, turns, undone steps and replies asked for, by day; not what is handed in."""
    made = told(
        "due: 10月20日前",
        "due: 每月20日前, kind: recurring, log: [{date: 2022-09-25, note: 甲}]",
        "due: 10月28日前, plan: [{step: 初稿, before: 10}, {step: 定稿, before: 9, done: 2022-10-01}]",
        "due: 年底前, lead: 甲局, chases: [{date: 2022-10-11, to: 甲局, reply_by: 2022-10-17}]",
        "due: 10月21日前, status: review, log: [{date: 2022-10-11, status: review}]",
        "due: 10月30日前",
    )
    assert [(item.day.day, item.row.measure.id, item.what, item.text) for item in made.upcoming] == [
        (17, "1.1.4", "reply", "甲局"),
        (18, "1.1.3", "step", "初稿"),
        (20, "1.1.1", "due", ""),
    ]


def test_chases_of_the_week_and_all_that_wait() -> None:
    """An answered one of the week is named; an unanswered one of before waits."""
    made = told(
        "lead: 甲局, chases: [{date: 2022-10-11, to: 甲局}], log: [{date: 2022-10-12, unit: 甲局, note: 好}]",
        "lead: 乙局, chases: [{date: 2022-09-11, to: 乙局, reply_by: 2022-09-15}]",
    )
    assert [(item.row.measure.id, item.asked.answered) for item in made.chases] == [
        ("1.1.1", date(2022, 10, 12))
    ]
    assert [(item.row.measure.id, item.asked.overdue) for item in made.unanswered] == [("1.1.2", True)]


def test_incidents_of_the_week_are_summed() -> None:
    """Only entries of the week count, and zero is none."""
    made = told(
        "kind: prohibition, log: [{date: 2022-10-01, incidents: 5}, {date: 2022-10-11, incidents: 1},"
        " {date: 2022-10-12, incidents: 2}]",
        "kind: prohibition, log: [{date: 2022-10-11, incidents: 0}]",
    )
    assert [(row.measure.id, count) for row, count in made.incidents] == [("1.1.1", 3)]


def test_sections_and_units_hold_their_own_numbers() -> None:
    """Moved, now and before of each part."""
    made = told(
        "lead: 甲局, status: done, log: [{date: 2022-10-11, status: done}]", "lead: 乙局", "lead: 甲局"
    )
    assert [(part.key, part.now.total, part.moved) for part in made.sections] == [("1", 3, 1)]
    assert [(part.key, part.now.done, part.before.done) for part in made.units] == [
        ("甲局", 1, 0),
        ("乙局", 0, 0),
    ]


def test_a_filter_bounds_the_whole_report() -> None:
    """Only what is chosen is counted, listed and asked for."""
    made = told("lead: 甲局, due: 9月底前", "lead: 乙局, due: 9月底前", chosen=Filter(leads=("甲局",)))
    assert (made.now.total, ids(made.overdue), [item.unit for item in made.silent]) == (
        1,
        ["1.1.1"],
        ["甲局"],
    )


def test_blank_deadlines_are_always_named() -> None:
    """Stated but blank: neither in time nor overdue, and not forgotten."""
    assert ids(told("due: X月底前", "due: X月底前, status: done").blank) == ["1.1.1"]
