"""Periods and due days of recurring duties."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.rhythm import Period, Rhythm, next_due, period_of, periods

DAY = timedelta(days=1)

months = st.integers(0, 31)
rhythms = st.one_of(
    st.builds(Rhythm, st.just("week"), st.just(0), st.integers(0, 7)),
    st.builds(Rhythm, st.just("month"), st.integers(0, 1), months),
    st.builds(Rhythm, st.just("quarter"), st.integers(0, 3), months),
    st.builds(Rhythm, st.just("half"), st.integers(0, 6), months),
    st.builds(Rhythm, st.just("year"), st.integers(0, 12), months),
)
days = st.dates(date(2015, 1, 1), date(2030, 12, 31))
spans = st.tuples(days, st.integers(0, 1200)).map(lambda pair: (pair[0], pair[0] + pair[1] * DAY))


@given(rhythms, spans)
def test_periods_follow_each_other_without_gap_or_overlap(rhythm: Rhythm, span: tuple[date, date]) -> None:
    """Periods cover every day from the first to the last end once, in order, under keys that grow."""
    first, last = span
    found = list(periods(rhythm, first, last))
    for one, following in pairwise(found):
        assert one.end + DAY == following.start
        assert one.key < following.key
    for period in found:
        assert first <= period.start <= period.end <= last
        begin, end = period_of(period.key)
        assert begin <= period.end <= end
    assert not found or first == found[0].start


@given(rhythms, spans)
def test_next_due_agrees_with_periods(rhythm: Rhythm, span: tuple[date, date]) -> None:
    """The ends of the periods are the days due, one after the other, and no day due is left out."""
    first, last = span
    due = next_due(rhythm, first)
    for period in periods(rhythm, first, last):
        assert due == period.end
        due = next_due(rhythm, due + DAY)
    assert due > last


@given(rhythms, days)
def test_next_due_is_the_first_day_due_on_or_after(rhythm: Rhythm, day: date) -> None:
    """A day due is its own next day due, and none lies between a day and its next."""
    due = next_due(rhythm, day)
    assert day <= due == next_due(rhythm, due)
    assert not list(periods(rhythm, day, due - DAY))


@pytest.mark.parametrize(
    ("rhythm", "first", "last", "found"),
    [
        (
            Rhythm("month", day=5),
            date(2022, 3, 15),
            date(2022, 6, 4),
            [
                Period("2022-04", date(2022, 3, 15), date(2022, 4, 5)),
                Period("2022-05", date(2022, 4, 6), date(2022, 5, 5)),
            ],
        ),
        (
            Rhythm("week", day=5),
            date(2022, 12, 30),
            date(2023, 1, 8),
            [
                Period("2022-W52", date(2022, 12, 30), date(2022, 12, 30)),
                Period("2023-W01", date(2022, 12, 31), date(2023, 1, 6)),
            ],
        ),
        (
            Rhythm("quarter"),
            date(2022, 1, 1),
            date(2022, 12, 31),
            [
                Period("2022Q1", date(2022, 1, 1), date(2022, 3, 31)),
                Period("2022Q2", date(2022, 4, 1), date(2022, 6, 30)),
                Period("2022Q3", date(2022, 7, 1), date(2022, 9, 30)),
                Period("2022Q4", date(2022, 10, 1), date(2022, 12, 31)),
            ],
        ),
        (
            Rhythm("half", month=1, day=15),
            date(2022, 3, 15),
            date(2023, 1, 31),
            [
                Period("2022H2", date(2022, 3, 15), date(2022, 7, 15)),
                Period("2023H1", date(2022, 7, 16), date(2023, 1, 15)),
            ],
        ),
        (
            Rhythm("year", month=2),
            date(2023, 2, 1),
            date(2024, 12, 31),
            [
                Period("2023", date(2023, 2, 1), date(2023, 2, 28)),
                Period("2024", date(2023, 3, 1), date(2024, 2, 29)),
            ],
        ),
        (
            Rhythm("month", day=31),
            date(2022, 2, 1),
            date(2022, 4, 30),
            [
                Period("2022-02", date(2022, 2, 1), date(2022, 2, 28)),
                Period("2022-03", date(2022, 3, 1), date(2022, 3, 31)),
                Period("2022-04", date(2022, 4, 1), date(2022, 4, 30)),
            ],
        ),
        (Rhythm("year"), date(2022, 1, 1), date(2022, 12, 30), []),
        (Rhythm("week"), date(2022, 3, 20), date(2022, 3, 19), []),
    ],
)
def test_periods_by_hand(rhythm: Rhythm, first: date, last: date, found: list[Period]) -> None:
    """Keys, starts and ends are those of the calendar; the first period is cut at the first day."""
    assert found == list(periods(rhythm, first, last))


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2022-W39", date(2022, 9, 26), date(2022, 10, 2)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2022-09", date(2022, 9, 1), date(2022, 9, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022Q1", date(2022, 1, 1), date(2022, 3, 31)),
        ("2022Q4", date(2022, 10, 1), date(2022, 12, 31)),
        ("2022H1", date(2022, 1, 1), date(2022, 6, 30)),
        ("2022H2", date(2022, 7, 1), date(2022, 12, 31)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_period_of_a_key(key: str, first: date, last: date) -> None:
    """A key stands for the whole calendar period."""
    assert (first, last) == period_of(key)


@pytest.mark.parametrize(
    "key",
    ["", "22", "2022-13", "2022-00", "2022-W00", "2022-W53", "2022Q0", "2022Q5", "2022H3", "2022-9",
     "2022-W1", "2022-09-01", " 2022", "２０２２", "0000", "9999-W52", "2022Q1\n"],
)  # fmt: skip
def test_what_is_no_key_is_refused(key: str) -> None:
    """A key is written in one way only, and names a period that exists."""
    with pytest.raises(ValueError):
        period_of(key)


@pytest.mark.parametrize(
    ("unit", "month", "day"),
    [("week", 0, 8), ("week", 1, 1), ("month", 2, 1), ("quarter", 4, 1), ("half", 7, 0), ("year", 13, 0),
     ("year", 1, 32), ("day", 0, 0), ("month", 0, -1)],
)  # fmt: skip
def test_impossible_rhythms_are_refused(unit: str, month: int, day: int) -> None:
    """A rhythm names a unit that there is, and a month and day that its period can have."""
    with pytest.raises(ValueError):
        Rhythm(unit, month, day)


@pytest.mark.parametrize(
    ("rhythm", "text"),
    [
        (Rhythm("week"), "每周日"),
        (Rhythm("week", day=1), "每周一"),
        (Rhythm("month"), "每月底"),
        (Rhythm("month", day=5), "每月5日"),
        (Rhythm("quarter"), "每季度末"),
        (Rhythm("quarter", 1, 10), "每季度第1个月10日"),
        (Rhythm("quarter", 0, 25), "每季度末月25日"),
        (Rhythm("half"), "每半年末"),
        (Rhythm("year", 1), "每年1月底"),
        (Rhythm("year"), "每年12月底"),
        (Rhythm("year", 6, 10), "每年6月10日"),
    ],
)
def test_rhythm_says_itself_in_chinese(rhythm: Rhythm, text: str) -> None:
    """A rhythm reads as officials write it."""
    assert text == str(rhythm)


def test_the_last_day_that_dates_can_hold_ends_the_rhythm() -> None:
    """Periods stop with the year 9999, and there is no day due after it."""
    assert [Period("9999", date(9999, 2, 1), date.max)] == list(
        periods(Rhythm("year"), date(9999, 2, 1), date.max)
    )
    assert (
        date(9999, 12, 26)
        == [period.end for period in periods(Rhythm("week"), date(9999, 12, 1), date.max)][-1]
    )
    with pytest.raises(OverflowError):
        next_due(Rhythm("week"), date(9999, 12, 27))
    with pytest.raises(OverflowError):
        next_due(Rhythm("year", month=1), date(9999, 2, 1))
    assert date(1, 1, 31) == next_due(Rhythm("month"), date.min)
