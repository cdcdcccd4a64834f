"""Numbers, days and rates as offices write them."""

from datetime import date

import pytest

from fazhi_cli.query import Filter, select
from fazhi_cli.span import Span, month_of, week_of
from fazhi_cli.tally import Punctuality, Rate, Tally
from fazhi_cli.wording import (
    change_text,
    day_text,
    extent_text,
    missed_text,
    ordinal,
    punctual_text,
    share_text,
    span_name,
    span_text,
)
from tests.conftest import load_text, one_measure


def test_a_listing_says_of_what_day_it_is() -> None:
    """And how many it shows of how many."""
    listing = select(load_text(one_measure("")).register, date(2022, 9, 5), Filter(overdue=True))
    assert extent_text(listing) == "截至2022年9月5日，共 1 条，列出 0 条。"


def test_days_have_no_leading_zeros() -> None:
    """Days as in a letter."""
    assert day_text(date(2022, 9, 5)) == "9月5日"
    assert day_text(date(2022, 9, 5), year=True) == "2022年9月5日"


@pytest.mark.parametrize(
    ("first", "last", "year", "text"),
    [
        (date(2022, 9, 26), date(2022, 10, 2), False, "9月26日—10月2日"),
        (date(2022, 9, 26), date(2022, 10, 2), True, "2022年9月26日—10月2日"),
        (date(2022, 12, 26), date(2023, 1, 1), False, "2022年12月26日—2023年1月1日"),
        (date(2022, 9, 26), date(2022, 9, 26), False, "9月26日"),
    ],
)
def test_a_range_names_the_year_where_it_changes(first: date, last: date, year: bool, text: str) -> None:
    """A range within a year needs it once or not at all."""
    assert span_text(Span(first, last), year) == text


def test_reports_are_called_by_their_span() -> None:
    """Week, month, other."""
    day = date(2022, 10, 1)
    names = [span_name(span) for span in (week_of(day), month_of(day), Span(day, day))]
    assert names == ["周报", "月报", "情况通报"]


def test_rates_show_both_numbers() -> None:
    """A rate never stands alone; of nothing there is none. Halves are rounded up."""
    assert share_text(Rate(3, 12)) == "3/12（25%）"
    assert share_text(Rate(1, 8)) == "1/8（13%）"
    assert share_text(Rate(0, 0)) == "无"
    assert punctual_text(Punctuality(on_time=8, due=10, paused=1)) == "8÷（10－1）＝89%"
    assert punctual_text(Punctuality(due=1, paused=1)) == "无"


def test_changes_are_said() -> None:
    """More, fewer, the same."""
    assert [change_text(3, 1), change_text(1, 3), change_text(2, 2)] == ["增加 2", "减少 2", "持平"]


def test_missed_turns_explain_the_rates() -> None:
    """They are overdue, but no deadline of a rate; without any nothing is said."""
    assert missed_text(Tally(overdue=3, missed=2)) == "定期的不在应结之内，其中逾期的 2 条。"
    assert missed_text(Tally(overdue=3)) == ""


def test_ordinals() -> None:
    """Chapters are numbered as people count."""
    assert [ordinal(number) for number in (1, 9, 10, 11, 20, 21, 99)] == [
        "一", "九", "十", "十一", "二十", "二十一", "九十九",
    ]  # fmt: skip
