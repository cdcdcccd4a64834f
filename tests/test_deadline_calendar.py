"""Working days, holidays and the form of the data they come from."""

from datetime import date, timedelta

import chinese_calendar  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.deadline import Calendar, CalendarError
from tests.deadline_calendar import CALENDAR, HOLIDAYS, PLAIN

DAY = timedelta(days=1)
YEARS = range(2019, 2027)

known_days = st.dates(date(2019, 1, 1), date(2026, 6, 30))


def plain(year: str = "2027", **parts: object) -> dict[str, object]:
    """Return the plain data of one year, with the given parts changed."""
    return {year: {"off": {"元旦": "2027-01-01 至 2027-01-03"}, "work": ["2027-01-09"]} | parts}


def fault(data: object) -> tuple[tuple[str | int, ...], str]:
    """Return path and reason of what is wrong with plain data."""
    with pytest.raises(CalendarError) as caught:
        Calendar.from_plain(data)  # type: ignore[arg-type]
    return caught.value.path, caught.value.reason


@pytest.mark.parametrize("year", YEARS)
def test_every_day_agrees_with_the_published_library(year: int) -> None:
    """Working days are those of chinesecalendar, day by day, December included."""
    days = [date(year, 1, 1) + shift * DAY for shift in range(366)]
    ours = [day for day in days if day.year == year and CALENDAR.is_workday(day)]
    assert [day for day in days if day.year == year and chinese_calendar.is_workday(day)] == ours


def test_package_covers_the_years_whose_notice_is_known() -> None:
    """The data holds 2019 to 2026, each with the number of its notice, and every year is in order."""
    assert frozenset(YEARS) == CALENDAR.years
    assert [str(year) for year in YEARS] == list(PLAIN)
    for year, body in PLAIN.items():
        assert isinstance(body, dict)
        assert (
            f"国务院办公厅关于{year}年部分节假日安排的通知，国办发明电〔{int(year) - 1}〕"
            in body["notice"][0]
        )


def test_package_data_holds_only_what_gbk_can_write() -> None:
    """A clerk can open the file in an old editor."""
    assert HOLIDAYS.read_text(encoding="utf-8").encode("gbk")


@given(known_days, st.integers(0, 120))
def test_added_workdays_agree_with_a_count_day_by_day(day: date, count: int) -> None:
    """After N working days exactly N of the days passed were working days, the last one included."""
    end = CALENDAR.add_workdays(day, count)
    passed = [day + shift * DAY for shift in range(1, (end - day).days + 1)]
    assert count == sum(chinese_calendar.is_workday(item) for item in passed)
    assert count == 0 or chinese_calendar.is_workday(end)


def test_workdays_cannot_be_taken_away() -> None:
    """A negative count is refused, and none leads beyond the last year."""
    with pytest.raises(ValueError):
        CALENDAR.add_workdays(date(2022, 3, 15), -1)
    with pytest.raises(OverflowError):
        CALENDAR.add_workdays(date.max, 1)


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("春节", 2022, date(2022, 1, 31)),
        ("春节", 2024, date(2024, 2, 10)),
        ("元旦", 2023, date(2022, 12, 31)),
        ("国庆节", 2022, date(2022, 10, 1)),
        ("国庆", 2022, date(2022, 10, 1)),
        ("国庆节", 2023, date(2023, 9, 29)),
        ("中秋节", 2023, date(2023, 9, 29)),
        ("中秋", 2025, date(2025, 10, 1)),
        ("五一", 2022, date(2022, 4, 30)),
        ("清明", 2023, date(2023, 4, 5)),
    ],
)
def test_holiday_is_the_first_day_of_its_leave(name: str, year: int, day: date) -> None:
    """A leave that joins two holidays begins once, and may begin in the year before."""
    assert day == CALENDAR.holiday(name, year)


@pytest.mark.parametrize(("name", "year"), [("春节", 2027), ("重阳节", 2022), ("", 2022)])
def test_holiday_that_is_not_known_is_refused(name: str, year: int) -> None:
    """Neither a year without notice nor a name that it does not hold is guessed."""
    with pytest.raises(LookupError):
        CALENDAR.holiday(name, year)


def test_unknown_years_are_those_without_notice() -> None:
    """Every year from the first to the last day is looked up."""
    assert CALENDAR.unknown_years(date(2017, 12, 31), date(2027, 1, 1)) == (2017, 2018, 2027)
    assert CALENDAR.unknown_years(date(2022, 3, 15), date(2022, 4, 1)) == ()


def test_year_without_notice_has_only_its_weekends() -> None:
    """In 2030 the National Day, a Tuesday, counts as a working day, and Saturdays do not."""
    assert CALENDAR.is_workday(date(2030, 10, 1))
    assert not CALENDAR.is_workday(date(2030, 10, 5))


def test_plain_data_becomes_days_off_and_days_worked() -> None:
    """Ranges are filled in, single days stand alone, ranges may be listed, short names are completed."""
    calendar = Calendar.from_plain(
        plain(
            off={"元旦": "2026-12-31", "国庆、中秋": ["2027-10-01 至 2027-10-02", "2027-10-05~2027-10-05"]},
            work="2027-01-09",
        )
    )
    off = {
        date(2026, 12, 31): "元旦",
        date(2027, 10, 1): "国庆节、中秋节",
        date(2027, 10, 2): "国庆节、中秋节",
        date(2027, 10, 5): "国庆节、中秋节",
    }
    assert (frozenset(off), frozenset({date(2027, 1, 9)}), frozenset({2027})) == (
        calendar.off,
        calendar.work,
        calendar.years,
    )
    assert off == dict(calendar.names)


def test_keys_may_be_chinese_and_notice_and_work_left_out() -> None:
    """通知, 放假 and 上班 are the same three keys; only the days off are needed."""
    written = {"2027": {"通知": "本地通知", "放假": {"元旦": "2027-01-01"}}}
    assert Calendar.from_plain({"2027": {"off": {"元旦": "2027-01-01"}}}) == Calendar.from_plain(written)


@pytest.mark.parametrize(
    ("data", "path", "reason"),
    [
        ([], (), "应按年份分段，每段写 notice、off、work"),
        ({"27": {}}, ("27",), "年份应为四位数字，例如 2027"),
        ({"２０２７": {}}, ("２０２７",), "年份应为四位数字，例如 2027"),
        ({"2027": "放假"}, ("2027",), "应分 notice、off、work 三项来写"),
        ({"2027": {}}, ("2027",), "缺少 off（放假安排）"),
        (plain(rest=[]), ("2027", "rest"), "只能有 notice、off、work 三项，各写一次"),
        (plain(放假={}), ("2027", "放假"), "只能有 notice、off、work 三项，各写一次"),
        (plain(notice={"title": ""}), ("2027", "notice"), "应写通知的标题、文号和日期"),
        (
            plain(off=["2027-01-01"]),
            ("2027", "off"),
            "应逐个写节日和放假日期，例如 春节: 2027-02-05 至 2027-02-11",
        ),
        (plain(off={}), ("2027", "off"), "应逐个写节日和放假日期，例如 春节: 2027-02-05 至 2027-02-11"),
        (plain(off={"元旦": {}}), ("2027", "off", "元旦"), "应写日期，例如 2027-02-05"),
        (
            plain(off={"元旦": "1月1日"}),
            ("2027", "off", "元旦"),
            "“1月1日”不是日期，应写作 年-月-日，例如 2027-02-05",
        ),
        (
            plain(off={"元旦": "20270101"}),
            ("2027", "off", "元旦"),
            "“20270101”不是日期，应写作 年-月-日，例如 2027-02-05",
        ),
        (
            plain(off={"春节": ["2027-02-05", "2027-02-30"]}),
            ("2027", "off", "春节", 1),
            "“2027-02-30”不是日期，应写作 年-月-日，例如 2027-02-05",
        ),
        (
            plain(off={"元旦": "2027-01-03 至 2027-01-01"}),
            ("2027", "off", "元旦"),
            "“2027-01-03 至 2027-01-01”不是起止日期",
        ),
        (
            plain(off={"元旦": "2027-01-01 至 2027-10-01"}),
            ("2027", "off", "元旦"),
            "“2027-01-01 至 2027-10-01”不是起止日期",
        ),
        (
            plain(off={"元旦": "2027-01-01 至 2027-01-02 至 2027-01-03"}),
            ("2027", "off", "元旦"),
            "“2027-01-01 至 2027-01-02 至 2027-01-03”不是起止日期",
        ),
        (plain(off={"元旦": "2028-01-01"}), ("2027", "off", "元旦"), "2028-01-01 不在2027年"),
        (plain(off={"元旦": "2026-11-30"}), ("2027", "off", "元旦"), "2026-11-30 不在2027年"),
        (
            plain(off={"元旦": "2027-01-01", "春节": "2027-01-01"}),
            ("2027", "off", "春节"),
            "2027-01-01 已列在元旦里",
        ),
        (plain(work=["2027-01-04"]), ("2027", "work", 0), "2027-01-04 不是周末，不用写"),
        (plain(work=["2027-01-09", "2027-01-02"]), ("2027", "work", 1), "2027-01-02 既放假又上班"),
        (plain(work=[["2027-01-09"]]), ("2027", "work", 0), "应写日期，例如 2027-02-05"),
    ],
)
def test_malformed_data_is_refused_with_its_place(
    data: object, path: tuple[str | int, ...], reason: str
) -> None:
    """Whatever is wrong is told with the path to it and a reason in Chinese."""
    assert (path, reason) == fault(data)


def test_error_text_names_the_place() -> None:
    """The error alone, printed, says where and why."""
    with pytest.raises(ValueError, match=r"^2027 › work › 0：2027-01-04 不是周末，不用写$"):
        Calendar.from_plain(plain(work=["2027-01-04"]))


def test_user_years_replace_those_of_the_package_whole() -> None:
    """A year of one's own counts alone; other years, and December days of the next year's notice, stay."""
    own = Calendar.from_plain(
        {"2022": {"off": {"国庆节": "2022-10-01"}}, "2027": {"off": {"元旦": "2027-01-01"}}}
    )
    both = CALENDAR.overlaid_by(own)
    assert CALENDAR.years | {2027} == both.years
    assert both.is_workday(date(2022, 10, 3))
    assert not both.is_workday(date(2022, 10, 8))
    assert not both.is_workday(date(2027, 1, 1))
    assert both.names[date(2022, 12, 31)] == "元旦"
    assert date(2022, 10, 1) == both.holiday("国庆节", 2022)
    with pytest.raises(LookupError):
        both.holiday("春节", 2022)


def test_overlay_takes_a_calendar_made_by_hand() -> None:
    """A calendar without notices is laid over by the years its days lie in."""
    own = Calendar(
        off=frozenset({date(2022, 3, 16)}), work=frozenset({date(2022, 3, 19)}), years=frozenset({2022})
    )
    both = CALENDAR.overlaid_by(own)
    assert date(2022, 3, 18) == both.add_workdays(date(2022, 3, 15), 2)
    assert both.is_workday(date(2022, 3, 19))
    assert date(2023, 1, 3) == CALENDAR.overlaid_by(Calendar()).add_workdays(date(2022, 12, 30), 1)


def test_calendar_is_a_frozen_value() -> None:
    """Calendars from the same data are equal and hashable, and cannot be changed."""
    again = Calendar.from_plain(PLAIN)
    assert again == CALENDAR and hash(again) == hash(CALENDAR)
    with pytest.raises(AttributeError):
        again.off = frozenset()  # type: ignore[misc]
    with pytest.raises(TypeError):
        again.names[date(2022, 1, 1)] = "x"  # type: ignore[index]
