from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli import cellvalues
from fazhi_cli.cellvalues import Unreadable


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("进行中", "doing"), ("推进中", "doing"), ("正在办理", "doing"), ("DOING", "doing"),
        ("已完成", "done"), ("已销号", "done"), ("待审核（申请销号）", "review"), ("申请销号", "review"),
        (" 未开始 ", "todo"),
        ("暂缓", "paused"), ("取消", "dropped"),
    ],
)  # fmt: skip
def test_a_status_in_offices_words(text: str, status: str) -> None:
    """In either language, with a remark in brackets behind it."""
    assert cellvalues.status(text) == status


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("60%", 60),
        ("６０％", 60),
        ("60", 60),
        ("60.0", 60),
        ("0.6", 60),
        (".6", 60),
        ("0.05", 5),
        ("100", 100),
        ("百分之四十", 40),
        ("百分之 八十五 ", 85),
        ("百分之一", 1),
        ("百分之６０", 60),
        ("百分之百", 100),
    ],
)
def test_a_progress_in_every_form(text: str, value: int) -> None:
    """Per cent, full width, a share, in words."""
    assert cellvalues.percent(text) == value


@pytest.mark.parametrize(
    "text", ["1", "1.0", "101", "-5", "60.5", "一半", "", "0.123", "1/2", "百分之", "百分之二百", "百分之XX"]
)
def test_a_progress_that_may_be_two_things_is_none(text: str) -> None:
    """A bare 1 is asked about; nothing is rounded."""
    with pytest.raises(Unreadable):
        cellvalues.percent(text)


@given(st.integers(0, 100).filter(lambda value: value != 1))
def test_every_whole_percentage_is_read_back(value: int) -> None:
    """With its sign or without."""
    assert cellvalues.percent(f"{value}%") == cellvalues.percent(str(value)) == value


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_day_is_read_back_in_every_form(day: date) -> None:
    """As people write it and as spreadsheets show it."""
    forms = (
        str(day), f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}", f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    )  # fmt: skip
    assert {cellvalues.day(text) for text in forms} == {day}


@pytest.mark.parametrize("text", ["2022-02-30", "9月底", "2022", "2022-13-01", "22.9.1", "明天"])
def test_what_is_no_day(text: str) -> None:
    """Neither a month nor a day that is not in the calendar."""
    with pytest.raises(Unreadable, match=f"“{text}”不是日期"):
        cellvalues.day(text)


@pytest.mark.parametrize(("text", "value"), [("17", 17), ("１７", 17), ("17.0", 17), ("0", 0)])
def test_a_number_of_cases(text: str, value: int) -> None:
    """Whole ones only."""
    assert cellvalues.count(text) == value


@pytest.mark.parametrize("text", ["17.5", "-1", "十七", "", "1e3"])
def test_what_is_no_number_of_cases(text: str) -> None:
    """Everything else."""
    with pytest.raises(Unreadable):
        cellvalues.count(text)


def test_a_list_in_a_cell() -> None:
    """Line by line or behind semicolons; a comma may belong to a name."""
    assert cellvalues.items("甲.pdf；乙，丙.pdf\n 丁.pdf ;\r\n") == ("甲.pdf", "乙，丙.pdf", "丁.pdf")
