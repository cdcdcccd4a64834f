"""What phrases count from, what happens without it, and how the result is explained."""

from datetime import date

import pytest

from fazhi_cli.deadline import Anchor, Calendar, Deadline, DeadlineError, Rhythm, explain, parse
from tests.deadline_calendar import CALENDAR, calendar

MEETING = Anchor(2022, date(2022, 3, 15))
NOTHING = Anchor(None, None)


def never() -> Calendar:
    """Stand for a calendar that must not be asked for."""
    raise AssertionError("the holiday data was loaded")


def refused(phrase: str, anchor: Anchor = MEETING) -> tuple[str, str, str]:
    """Return code, message and hint of a refusal."""
    with pytest.raises(DeadlineError) as caught:
        parse(phrase, anchor, calendar)
    return caught.value.code, caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("phrase", "anchor", "day"),
    [
        ("年底前", Anchor(2023, date(2022, 12, 20)), date(2023, 12, 31)),
        ("2月底前", Anchor(2023, date(2022, 12, 20)), date(2023, 2, 28)),
        ("本月底前", Anchor(2023, date(2022, 12, 20)), date(2022, 12, 31)),
        ("次月5日前", Anchor(2023, date(2022, 12, 20)), date(2023, 1, 5)),
        ("下季度末", Anchor(2022, date(2022, 12, 20)), date(2023, 3, 31)),
        ("年底前", Anchor(None, date(2022, 12, 20)), date(2022, 12, 31)),
        ("明年6月底前", Anchor(None, date(2022, 12, 20)), date(2023, 6, 30)),
        ("年底前", Anchor(2022, None), date(2022, 12, 31)),
        ("2月底前", Anchor(2022, None), date(2022, 2, 28)),
        ("今年2月底前", MEETING, date(2022, 2, 28)),
        ("2022年2月底前", MEETING, date(2022, 2, 28)),
        ("3月15日前", MEETING, date(2022, 3, 15)),
        ("9月底前", Anchor(2022, date(2022, 3, 15), date(2022, 10, 1)), date(2022, 9, 30)),
        ("2025年底前", NOTHING, date(2025, 12, 31)),
        ("“十四五”末", NOTHING, date(2025, 12, 31)),
        ("2022年4月1日起30日内", NOTHING, date(2022, 5, 1)),
    ],
)
def test_a_phrase_counts_in_the_year_or_from_the_meeting(phrase: str, anchor: Anchor, day: date) -> None:
    """年底前 lies in the register's year, 本月 beside the meeting, and a stated year needs neither."""
    assert day == parse(phrase, anchor, calendar).date


@pytest.mark.parametrize(
    ("phrase", "anchor", "lacks"),
    [
        ("年底前", NOTHING, "year"),
        ("三季度末前", NOTHING, "year"),
        ("国庆节前", NOTHING, "year"),
        ("5个工作日内", NOTHING, "issued"),
        ("5个工作日内", Anchor(2022, None), "issued"),
        ("一个月内", Anchor(2022, None), "issued"),
        ("本月底前", Anchor(2022, None), "issued"),
        ("本季度末", Anchor(2022, None), "issued"),
        ("周五前", Anchor(2022, None), "issued"),
        ("当天", Anchor(2022, None), "issued"),
        ("年底前，并长期坚持", NOTHING, "year"),
        ("2025年底前，本季度启动", Anchor(2022, None), None),
        ("2025年底前完成，本季度", Anchor(2022, None), "issued"),
    ],
)
def test_without_its_anchor_a_point_keeps_its_kind_and_has_no_date(
    phrase: str, anchor: Anchor, lacks: str | None
) -> None:
    """The kind stays point, the date is None, and the anchor that is missing is named."""
    held = parse(phrase, anchor, calendar)
    assert (lacks, "point") == (held.lacks, held.kind.split("+")[0])
    assert (held.date is None) == (lacks is not None)


@pytest.mark.parametrize(
    ("issued", "phrase", "day"),
    [
        (date(2022, 1, 31), "一个月内", date(2022, 2, 28)),
        (date(2024, 1, 31), "一个月内", date(2024, 2, 29)),
        (date(2022, 3, 31), "一个月内", date(2022, 4, 30)),
        (date(2022, 8, 31), "六个月内", date(2023, 2, 28)),
        (date(2024, 2, 29), "一年内", date(2025, 2, 28)),
        (date(2022, 2, 28), "一个月内", date(2022, 3, 28)),
        (date(2022, 12, 31), "1天内", date(2023, 1, 1)),
        (date(2022, 12, 30), "48小时内", date(2023, 1, 1)),
        (date(2022, 12, 30), "1个工作日内", date(2023, 1, 3)),
        (date(2022, 9, 30), "1个工作日内", date(2022, 10, 8)),
        (date(2022, 9, 30), "2个工作日内", date(2022, 10, 9)),
        (date(2022, 10, 1), "1个工作日内", date(2022, 10, 8)),
        (date(2022, 12, 31), "本月底前", date(2022, 12, 31)),
        (date(2022, 12, 31), "次月底前", date(2023, 1, 31)),
        (date(2024, 1, 30), "次月底前", date(2024, 2, 29)),
        (date(2022, 3, 20), "本周内", date(2022, 3, 20)),
        (date(2022, 3, 20), "下周一前", date(2022, 3, 21)),
        (date(2023, 1, 1), "本周内", date(2023, 1, 1)),
    ],
)
def test_boundary_days(issued: date, phrase: str, day: date) -> None:
    """Leap days, month ends, the turn of the year and long leaves are counted right."""
    assert day == parse(phrase, Anchor(None, issued), calendar).date


@pytest.mark.parametrize(
    ("phrase", "rhythm", "first", "last"),
    [
        ("每周", Rhythm("week"), None, None),
        ("每周五前", Rhythm("week", day=5), None, None),
        ("每月底", Rhythm("month"), None, None),
        ("每月5日前", Rhythm("month", day=5), None, None),
        ("每季度首月10日前", Rhythm("quarter", 1, 10), None, None),
        ("每季度末月25日前", Rhythm("quarter", 3, 25), None, None),
        ("每半年", Rhythm("half"), None, None),
        ("每年1月底前", Rhythm("year", 1), None, None),
        ("2020年起，每年1月底前", Rhythm("year", 1), date(2020, 1, 1), None),
        ("从今年起每季度末", Rhythm("quarter"), date(2022, 1, 1), None),
        ("自4月起，每月5日前", Rhythm("month", day=5), date(2022, 4, 1), None),
        ("自本月起每月底前", Rhythm("month"), date(2022, 3, 1), None),
        ("2022年9月1日起每周五前", Rhythm("week", day=5), date(2022, 9, 1), None),
        ("即日起，每周五前", Rhythm("week", day=5), date(2022, 3, 15), None),
        ("次日起每周五前", Rhythm("week", day=5), date(2022, 3, 16), None),
        ("2022年每月5日前", Rhythm("month", day=5), date(2022, 1, 1), date(2022, 12, 31)),
        ("下半年每月5日前", Rhythm("month", day=5), date(2022, 7, 1), date(2022, 12, 31)),
        ("年内每季度末", Rhythm("quarter"), date(2022, 1, 1), date(2022, 12, 31)),
        ("2022—2025年，每年6月底前", Rhythm("year", 6), date(2022, 1, 1), date(2025, 12, 31)),
        ("自2022年起至2025年，每年6月底前", Rhythm("year", 6), date(2022, 1, 1), date(2025, 12, 31)),
        ("“十四五”期间每年12月底前", Rhythm("year", 12), date(2021, 1, 1), date(2025, 12, 31)),
        ("到2025年底，每半年", Rhythm("half"), None, date(2025, 12, 31)),
        ("每周五前报送，直至12月底", Rhythm("week", day=5), None, date(2022, 12, 31)),
    ],
)
def test_recurrence_takes_its_bounds_from_the_phrase(
    phrase: str, rhythm: Rhythm, first: date | None, last: date | None
) -> None:
    """Rhythm, first and last day are those the phrase gives, and None where it gives none."""
    held = parse(phrase, MEETING, never)
    assert (rhythm, first, last) == (held.rhythm, held.first, held.last)
    assert (held.date, held.lacks) == (None, None)


def test_bound_without_its_anchor_is_left_out_and_named() -> None:
    """A recurrence from 今年 on keeps its rhythm when no year is known."""
    held = parse("今年起，每月底前", NOTHING, never)
    assert (Rhythm("month"), None, "year") == (held.rhythm, held.first, held.lacks)


def test_bounds_in_the_wrong_order_are_refused() -> None:
    """A recurrence that ends before it begins is not understood."""
    code, message, _ = refused("2025年起至2022年，每年6月底前")
    assert (
        code,
        message,
    ) == ("due-unknown", "开始的2025年1月1日（星期三）在结束的2022年12月31日（星期六）之后")


@pytest.mark.parametrize(
    ("phrase", "soft"),
    [
        ("原则上于2019年6月底前完成", True),
        ("力争今年年内", True),
        ("9月底前力争完成", True),
        ("争取年底前完成", True),
        ("9月底前尽快完成", False),
        ("9月底前", False),
        ("力争", False),
    ],
)
def test_soft_marks_a_firm_date_with_a_soft_word(phrase: str, soft: bool) -> None:
    """原则上 and 力争 leave the date as it is and mark it; 尽快 beside a date does not."""
    assert soft == parse(phrase, MEETING, calendar).soft


@pytest.mark.parametrize(
    "phrase",
    ["长期坚持", "立行立改", "尽快", "X月底前", "无", "截至2020年底", "每月5日前", "2020年起，每年1月底前"],
)
def test_holiday_data_is_not_loaded_where_no_date_comes_out(phrase: str) -> None:
    """Only a phrase with a date asks for the calendar."""
    assert phrase == parse(phrase, MEETING, never).phrase


def test_deadline_is_a_frozen_value() -> None:
    """Two readings of one phrase are equal and hashable, and cannot be changed."""
    one, other = (parse("9月底前", MEETING, calendar) for _ in range(2))
    assert one == other and len({one, other}) == 1
    with pytest.raises(AttributeError):
        one.kind = "none"  # type: ignore[misc]


def test_result_follows_the_calendar_it_is_given() -> None:
    """What was read before under one calendar does not stick to another."""
    bare = Calendar(years=frozenset({2022}))
    assert date(2022, 10, 8) == parse("1个工作日内", Anchor(None, date(2022, 9, 30)), calendar).date
    assert date(2022, 10, 3) == parse("1个工作日内", Anchor(None, date(2022, 9, 30)), lambda: bare).date


@pytest.mark.parametrize(
    ("phrase", "explanation"),
    [
        ("9月底前", ("时限到2022年9月30日（星期五）为止，当天办结仍算按期。", "年份按台账年度2022年算。")),
        (
            "10月1日前",
            (
                "时限到2022年10月1日（星期六）为止，当天办结仍算按期。",
                "年份按台账年度2022年算。",
                "当天在国庆节放假期间，期限不顺延。",
            ),
        ),
        (
            "2022年10月8日前",
            ("时限到2022年10月8日（星期六）为止，当天办结仍算按期。", "当天是周末，但调休上班。"),
        ),
        (
            "2022年7月31日前",
            ("时限到2022年7月31日（星期日）为止，当天办结仍算按期。", "当天是星期日，期限不顺延。"),
        ),
        (
            "15个工作日内",
            (
                "时限到2022年4月6日（星期三）为止，当天办结仍算按期。",
                "从会议日期2022年3月15日（星期二）的次日起数15个工作日。",
                "跳过周末4天。",
                "跳过清明节放假。",
                "4月2日调休上班，计入工作日。",
            ),
        ),
        (
            "2027年1月起10个工作日内",
            (
                "时限到2027年1月14日（星期四）为止，当天办结仍算按期。",
                "从2027年1月1日（星期五）当天起数10个工作日。",
                "跳过周末4天。",
                "没有2027年的放假安排，只除去周末。",
            ),
        ),
        (
            "2030年底前",
            (
                "时限到2030年12月31日（星期二）为止，当天办结仍算按期。",
                "没有2030年的放假安排，未能核对当天是否放假。",
            ),
        ),
        (
            "国庆节前",
            (
                "时限到2022年9月30日（星期五）为止，当天办结仍算按期。",
                "年份按台账年度2022年算。",
                "2022年国庆节从2022年10月1日（星期六）开始放假，取放假前一天。",
            ),
        ),
        (
            "力争2025年底前，并长期坚持",
            (
                "时限到2025年12月31日（星期三）为止，当天办结仍算按期。",
                "“原则上”“力争”一类说法：日期照算，另作标记。",
                "到期之后还要长期坚持。",
            ),
        ),
        ("2020年起，每年1月底前", ("每年1月底到期，一个周期报一次。", "从2020年1月1日（星期三）开始。")),
        ("截至2020年底", ("“截至2020年底”不是完成时限。",)),
        ("疫情期间", ("“…期间”说的是一段时间，不是时限。",)),
        ("受理后5日内", ("“5日内”从每件事发生时起算，没有统一的日期。",)),
        ("X月底前", ("原文把数字空着，待补日期。",)),
        ("立行立改", ("要求立即办理，没有写日期；从会议日期起记天数，不算逾期。",)),
    ],
)
def test_explanation_says_what_was_understood(phrase: str, explanation: tuple[str, ...]) -> None:
    """The explanation tells the day, what it counts from, what was skipped, and what is not known."""
    assert explanation == explain(parse(phrase, MEETING, calendar), calendar)


@pytest.mark.parametrize(
    ("phrase", "message", "hint"),
    [
        (
            "2月底前",
            "2022年2月28日（星期一），早于会议日期2022年3月15日（星期二），或者2023年2月底前",
            "写明年份或日期，例如 2023年2月底前",
        ),
        ("一季度前", "一季度开始以前，或者一季度结束以前", "写作 一季度底前，或写明日期，例如 9月30日前"),
        (
            "本月5日前",
            "2022年3月5日（星期六），早于会议日期2022年3月15日（星期二），或者下月5日前",
            "写明年份或日期，例如 下月5日前",
        ),
        (
            "周二前",
            "2022年3月15日（星期二），就是会议当天，或者下周二前",
            "写明年份或日期，例如 下周二前",
        ),
        (
            "春节前",
            "2022年1月30日（星期日），早于会议日期2022年3月15日（星期二），或者2023年春节前",
            "写明年份或日期，例如 2023年春节前",
        ),
        (
            "例会后2日内",
            "从本次会议起算，或者从“例会后”起算",
            "从本次会议起算的，只写“会后”；否则写明日期，例如 9月30日前",
        ),
        ("3月内", "3月底以前，或者3个月以内", "写作 3月底前，或 3个月内"),
        ("9月31日前", "没有9月31日", "改成日历上有的日期，例如 9月30日前"),
        ("汛期前", "“汛期前”没有确定的日期", "写明日期，例如 9月30日前"),
        (
            "6月底、12月底前",
            "“6月底”和“12月底”是两个时限",
            "拆成两条措施，每条写一个时限，例如 9月底前、每季度末",
        ),
        (
            "每两周",
            "“每两周”这样的周期不能表示",
            "可以写 每周、每月、每季度、每半年、每年；别的间隔拆成几条措施，各写日期",
        ),
        (
            "2027年春节前",
            "没有2027年春节的放假安排，不知道从哪天放假",
            "写明日期，例如 9月30日前；或在台账旁的 holidays.yaml 里补上2027年的放假安排",
        ),
    ],
)
def test_refusal_gives_the_reason_and_the_remedy(phrase: str, message: str, hint: str) -> None:
    """The message says why, with both readings where there are two, and the hint what to write."""
    assert (message, hint) == refused(phrase)[1:]


def test_unknown_phrase_is_offered_the_nearest_forms() -> None:
    """A misspelt phrase is answered with the forms that share most with it."""
    hint = refused("三五个工作日内")[2]
    assert hint.startswith("可以写：从会议当天起数：5个工作日内、会后7日内")


def test_deadline_can_be_made_by_hand() -> None:
    """A deadline needs no more than its phrase and kind; the rest has defaults."""
    assert Deadline("长期", "standing", None, None, False, None, None, None, ()) == Deadline(
        "长期", "standing"
    )
    assert CALENDAR.years == frozenset(range(2019, 2027))
