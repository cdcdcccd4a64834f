"""The days that a report speaks of, and those before and after."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.span import Span, month_of, span_of, week_of

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "first", "last", "key"),
    [
        (date(2022, 10, 1), date(2022, 9, 26), date(2022, 10, 2), "2022-W39"),
        (date(2022, 1, 1), date(2021, 12, 27), date(2022, 1, 2), "2021-W52"),
        (date(2020, 12, 31), date(2020, 12, 28), date(2021, 1, 3), "2020-W53"),
        (date(2024, 12, 30), date(2024, 12, 30), date(2025, 1, 5), "2025-W01"),
    ],
)
def test_a_week_runs_from_monday_to_sunday(day: date, first: date, last: date, key: str) -> None:
    """Weeks are ISO weeks, at the turn of a year too."""
    assert week_of(day) == Span(first, last, key)
    assert span_of(key) == Span(first, last, key)


def test_a_month_has_its_own_length() -> None:
    """February in a leap year, and what is before and after."""
    leap = month_of(date(2024, 2, 29))
    assert leap == Span(date(2024, 2, 1), date(2024, 2, 29), "2024-02") == span_of("2024-02")
    assert leap.previous() == Span(date(2024, 1, 1), date(2024, 1, 31), "2024-01")
    assert leap.following() == Span(date(2024, 3, 1), date(2024, 3, 31), "2024-03")


def test_any_days_have_as_many_before_and_after() -> None:
    """Days of one's own are followed by as many."""
    span = Span(date(2022, 9, 26), date(2022, 9, 30))
    assert (span.unit, span.days) == ("span", 5)
    assert span.previous() == Span(date(2022, 9, 21), date(2022, 9, 25))
    assert span.following() == Span(date(2022, 10, 1), date(2022, 10, 5))


@pytest.mark.parametrize("key", ["2022", "2022Q3", "2022-W54", "2022-13", "2022-W1", "", "last"])
def test_what_is_no_week_or_month_is_refused(key: str) -> None:
    """Only weeks and months make reports by key."""
    with pytest.raises(ValueError):
        span_of(key)


@given(DAYS)
def test_spans_join_without_gap_or_overlap(day: date) -> None:
    """Before and after meet the span itself; the way there and back is the same."""
    for span in (week_of(day), month_of(day)):
        assert span.has(day)
        assert span.previous().following() == span == span.following().previous()
        assert (span.following().first - span.last).days == 1
