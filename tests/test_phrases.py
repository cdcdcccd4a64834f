"""The deadline phrases of one register."""

from datetime import date

import pytest

from fazhi_cli.deadline import Calendar, DeadlineError
from fazhi_cli.phrases import Phrases

ISSUED = date(2022, 3, 15)


def no_calendar() -> Calendar:
    """Fail: no working day has to be known."""
    raise AssertionError("the calendar was asked for")


def test_a_phrase_is_understood_under_year_and_day_of_issue() -> None:
    """Month ends count in the register's year, spans from the day of issue."""
    phrases = Phrases(2023, ISSUED, no_calendar)
    assert phrases.deadline("9月底前").date == date(2023, 9, 30)
    assert phrases.deadline("一个月内").date == date(2022, 4, 15)


def test_without_a_year_that_of_the_day_of_issue_counts() -> None:
    """The year is that of issue where none is stated, and unknown where neither is."""
    assert Phrases(None, ISSUED, no_calendar).year == 2022
    assert Phrases(2023, ISSUED, no_calendar).year == 2023
    bare = Phrases(None, None, no_calendar)
    assert (bare.year, bare.deadline("年底前").date, bare.deadline("年底前").lacks) == (None, None, "year")


@pytest.mark.parametrize(
    ("year", "issued", "since", "phrase", "first", "last", "lacks"),
    [
        (2022, ISSUED, None, "每月5日前", ISSUED, date(2022, 12, 31), None),
        (2022, ISSUED, date(2022, 5, 1), "每月5日前", date(2022, 5, 1), date(2022, 12, 31), None),
        (2022, None, None, "每周", None, date(2022, 12, 31), "issued"),
        (None, None, date(2022, 5, 1), "每周", date(2022, 5, 1), None, "year"),
        (2022, ISSUED, None, "2020年起，每年1月底前", ISSUED, date(2022, 12, 31), None),
        (2022, ISSUED, None, "2023年起，每年1月底前", date(2023, 1, 1), date(2022, 12, 31), None),
    ],
)
def test_a_rhythm_is_bounded_by_the_register(
    year: int | None,
    issued: date | None,
    since: date | None,
    phrase: str,
    first: date | None,
    last: date | None,
    lacks: str | None,
) -> None:
    """A rhythm runs from its start, else the day of issue, to the end of the year, or as it says."""
    found = Phrases(year, issued, no_calendar).deadline(phrase, since)
    assert (found.first, found.last, found.lacks) == (first, last, lacks)


def test_the_start_changes_no_other_deadline() -> None:
    """A point is the same whenever its measure starts."""
    phrases = Phrases(2022, ISSUED, no_calendar)
    assert phrases.deadline("9月底前", date(2022, 5, 1)) == phrases.deadline("9月底前")


def test_a_phrase_that_is_not_understood_is_refused_every_time() -> None:
    """The refusal is told, and raised by who wants the deadline all the same."""
    phrases = Phrases(2022, ISSUED, no_calendar)
    refusal = phrases.refusal("看情况")
    assert isinstance(refusal, DeadlineError) and refusal.code == "due-unknown"
    assert phrases.refusal("看情况") is refusal
    with pytest.raises(DeadlineError):
        phrases.deadline("看情况")
    assert phrases.refusal("9月底前") is None


def test_the_calendar_is_asked_for_working_days_only() -> None:
    """Working days want the calendar, other phrases leave it alone."""
    phrases = Phrases(2022, ISSUED, no_calendar)
    phrases.deadline("会后7日内")
    with pytest.raises(AssertionError):
        phrases.deadline("5个工作日内")
