"""What holds for every phrase, day and anchor, not only for those written down."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fazhi_cli.deadline import FORMS, Anchor, DeadlineError, Rhythm, next_due, parse
from fazhi_cli.deadline.phrase import read
from fazhi_cli.rhythm import last_day
from tests.deadline_calendar import CALENDAR, calendar

DAY = timedelta(days=1)
KINDS = {"standing", "soft", "none"} | {
    kind + also for kind in ("point", "recurring", "blank", "immediate") for also in ("", "+standing")
}
DIGITS = "零一二三四五六七八九"

near_days = st.dates(date(2015, 1, 1), date(2030, 12, 31))
meetings = st.dates(date(2019, 1, 1), date(2025, 6, 30))
anchors = st.builds(Anchor, st.none() | st.integers(2015, 2030), st.none() | near_days)
_WORDS = """
今年 明年 去年 2022年 二〇二二年 202X年 9月 九月 X月 30日 8号 上旬 季度 三季度 上半年 年底 月底 底 末 初
前 以前 内 以内 之内 止 起 开始 后 前后 以来 期间 至 到 — 、 ， 。 （ ） 《 》 “ ” 自 从 最迟 截至 截止
本月 次月 本季度 本周 周五 今天 会后 即日起 印发之日起 作出之日起 受理 5 个工作日 工作日 天 周 个月 年
小时 半年 每 每周 每月 每季度 每半年 每年 每次 首月 第一个月 一次 两次 春节 国庆节 “十一” “十四五” 普法
收官之年 翌年 最后一天 每季度结束后 收到通知后 双月 完成时限： 用 时间 （） … 俩 晚 一月一
规划 立行立改 立即 长期坚持 持续 推进 常态化 尽快 逐步 原则上 力争 不超过 压缩至 近 无 待定 完成 各单位
的 2022-09-30 9.30 17:00 下班 20220930 Q3 H1 一 十 百 两 几 多 ％ 含 ２ ． １ 第 季 双过半 全年 月 日 号 时 点
"""
words = st.sampled_from([*_WORDS.split(), " ", "\t", "\u3000", "\n"])
phrases = st.lists(words, max_size=12).map("".join) | st.text(max_size=60)


def spelled(number: int) -> str:
    """Return a number below 100 in Chinese."""
    tens, units = divmod(number, 10)
    head = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return head + (DIGITS[units] if units or not tens else "")


def full_width(text: str) -> str:
    """Return `text` with its digits full-width."""
    return text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})


def phrase_for(day: date, anchor: Anchor) -> str:
    """Return `day` as officials write it under `anchor`: month ends as 底前, the year where it is wanted."""
    year = anchor.year or (anchor.issued.year if anchor.issued else None)
    named = day.year == year and not (anchor.issued and day < anchor.issued)
    prefix = "" if named else f"{day.year:04}年"
    if (day.month, day.day) == (12, 31):
        return f"{prefix or '年'}底前"
    if day.day == last_day(day.year, day.month):
        return f"{prefix}{day.month}月底前"
    return f"{prefix}{day.month}月{day.day}日前"


@given(st.dates(), anchors)
@example(date(2024, 2, 29), Anchor(2024, None))
@example(date.min, Anchor(None, None))
@example(date.max, Anchor(9999, None))
def test_a_day_as_officials_write_it_reads_back_as_that_day(day: date, anchor: Anchor) -> None:
    """What is written for a day means that day under the same anchor."""
    assert day == parse(phrase_for(day, anchor), anchor, calendar).date


@given(near_days)
def test_spellings_of_a_day_agree(day: date) -> None:
    """ISO, dotted, compact, Arabic, full-width and Chinese numerals all mean the same day."""
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    arabic = f"{day.year}年{day.month}月{day.day}日前"
    chinese = f"{year}年{spelled(day.month)}月{spelled(day.day)}日前"
    spellings = [
        day.isoformat(), f"{day:%Y.%m.%d}", f"{day.year}/{day.month}/{day.day}", f"{day:%Y%m%d}", arabic,
        full_width(arabic), chinese, chinese.replace("零", "〇"), chinese.replace("零", "○"),
    ]  # fmt: skip
    assert {day} == {parse(spelling, Anchor(None, None), calendar).date for spelling in spellings}


@given(phrases, anchors)
@example("年" * 200, Anchor(2022, None))
@example("5" * 200 + "日内", Anchor(2022, date(2022, 3, 15)))
@example("9999年12月31日起9年内", Anchor(2022, date(2022, 3, 15)))
@example("9999年12月31日起2000个工作日内", Anchor(2022, date(2022, 3, 15)))
@example("本周内", Anchor(9999, date.max))
@example("次月底前", Anchor(9999, date.max))
@example("下季度末", Anchor(9999, date.max))
@example("明年底前", Anchor(9999, None))
@example("0001年1月1日起1天内", Anchor(None, None))
@example("元旦前", Anchor(1, None))
@example("七一前夕", Anchor(1, None))
@example("0000年底前", Anchor(None, None))
def test_any_text_is_understood_or_refused(phrase: str, anchor: Anchor) -> None:
    """Nothing but DeadlineError is ever raised, and it always says why and what to write."""
    try:
        held = parse(phrase, anchor, calendar)
    except DeadlineError as error:
        assert error.code in {"due-two-points", "due-ambiguous", "due-unknown"}
        assert error.message and error.hint and str(error) == error.message
        return
    assert held.kind in KINDS
    kinds = held.kind.split("+")
    assert (held.date is not None) == ("point" in kinds and held.lacks is None)
    assert (held.rhythm is not None) == ("recurring" in kinds)
    assert held.explanation


@given(phrases, anchors)
def test_a_phrase_always_means_the_same(phrase: str, anchor: Anchor) -> None:
    """Reading a phrase anew, with nothing remembered, gives an equal result or the same refusal."""

    def outcome() -> object:
        try:
            return parse(phrase, anchor, calendar)
        except DeadlineError as error:
            return error.code, error.message, error.hint

    first = outcome()
    read.cache_clear()
    assert first == outcome()


@given(st.integers(1, 90), meetings, st.sampled_from(["天内", "个工作日内", "周内", "个月内", "年内"]))
def test_a_counted_limit_ends_after_the_meeting(number: int, issued: date, unit: str) -> None:
    """A limit counted from the meeting never ends before the day after it, and a longer one never earlier."""
    if unit == "年内":
        number = number % 15 + 1
    anchor = Anchor(issued.year, issued)
    one, more = (
        parse(f"会后{size}{unit}", anchor, calendar).date for size in (number, number + 1 - (number == 15))
    )
    assert one is not None and more is not None
    assert issued < one <= more


@given(st.integers(1, 60), meetings)
def test_working_days_are_counted_one_by_one(number: int, issued: date) -> None:
    """N个工作日内 ends on the N-th working day after the meeting, whichever way the number is written."""
    day, left = issued, number
    while left:
        day += DAY
        left -= CALENDAR.is_workday(day)
    anchor = Anchor(None, issued)
    for phrase in (
        f"{number}个工作日内",
        f"会后{spelled(number)}个工作日内",
        full_width(f"{number}个工作日内"),
    ):
        assert day == parse(phrase, anchor, calendar).date


@given(st.integers(1, 12), st.integers(2019, 2030))
def test_month_ends_and_quarter_ends_agree(month: int, year: int) -> None:
    """The end of a month is the day before the next one begins, and every third is a quarter's end."""
    following = date(year + month // 12, month % 12 + 1, 1)
    anchor = Anchor(year, None)
    assert following - DAY == parse(f"{month}月底前", anchor, calendar).date
    assert following - DAY == parse(f"{year}年{spelled(month)}月末", anchor, calendar).date
    if month % 3 == 0:
        assert following - DAY == parse(f"第{month // 3}季度末前", anchor, calendar).date


rhythms = st.one_of(
    st.builds(Rhythm, st.just("week"), st.just(0), st.integers(0, 7)),
    st.builds(Rhythm, st.just("month"), st.just(0), st.integers(0, 31)),
    st.builds(Rhythm, st.just("quarter"), st.integers(0, 3), st.integers(0, 31)),
    st.builds(Rhythm, st.just("half"), st.integers(0, 6), st.integers(0, 31)),
    st.builds(Rhythm, st.just("year"), st.integers(0, 12), st.integers(0, 28)),
)


@given(rhythms, near_days)
def test_a_rhythm_says_itself_so_that_it_reads_back(rhythm: Rhythm, day: date) -> None:
    """What is printed of a rhythm falls due on the same days when read again."""
    read_back = parse(f"{rhythm}前", Anchor(None, None), calendar).rhythm
    assert read_back is not None
    for _ in range(5):
        day = next_due(rhythm, day)
        assert day == next_due(read_back, day)
        day += DAY


@given(st.integers(1, 6), st.integers(0, 28), near_days)
def test_two_days_half_a_year_apart_are_one_rhythm(month: int, number: int, day: date) -> None:
    """每年M月N日、M+6月N日前 falls due on the first of the two that comes."""
    days = [f"{place}月{f'{number}日' if number else '底'}" for place in (month, month + 6)]
    found = parse(f"每年{'、'.join(days)}前", Anchor(None, None), calendar).rhythm
    ones = [parse(f"每年{one}前", Anchor(None, None), calendar).rhythm for one in days]
    assert found is not None
    assert next_due(found, day) == min(next_due(one, day) for one in ones if one)


@given(near_days, st.integers(2015, 2030))
def test_nothing_counts_from_the_day_of_reading(day: date, year: int) -> None:
    """A yearless date lies in the register's year, or is refused where it passed before the meeting."""
    anchor = Anchor(year, date(year, 1, 1))
    phrase = f"{day.month}月{day.day}日前"
    try:
        assert date(year, day.month, day.day) == parse(phrase, anchor, calendar).date
    except ValueError:
        assert (day.month, day.day) == (2, 29)


@given(st.integers(1, 12), st.sampled_from("X×某*"))
def test_a_blanked_number_is_blank_whatever_stands_beside_it(month: int, mask: str) -> None:
    """A sign in the place of a number is carried as blank, alone or beside a known number."""
    for phrase in (
        f"{mask}月底前",
        f"{mask * 2}月{month}日前",
        f"{month}月{mask * 2}日前",
        f"20{mask * 2}年{month}月底前",
    ):
        held = parse(phrase, Anchor(2022, None), calendar)
        assert (held.kind, held.date) == ("blank", None)


@pytest.mark.parametrize(
    "phrase", [example for form in FORMS for example in form.split("：")[-1].split("、")]
)
def test_every_form_that_is_offered_is_understood(phrase: str) -> None:
    """The examples in FORMS are read in the register of the year they are written for."""
    assert parse(phrase, Anchor(2022, date(2022, 1, 10)), calendar).kind


@pytest.mark.parametrize(
    "phrase",
    [
        "9月底前" * 16_000,
        "每" * 64_000,
        "《" * 64_000,
        "1至" * 32_000,
        "会后" * 32_000,
        " " * 64_000,
        "9" * 64_000,
    ],
    ids=["periods", "each", "titles", "ranges", "starts", "spaces", "digits"],
)
def test_a_huge_phrase_is_refused_at_once(phrase: str) -> None:
    """64 000 characters are refused in under a second, which they would need many times over pair by pair."""
    started = time.process_time()
    with pytest.raises(DeadlineError) as refused:
        parse(phrase, Anchor(2022, None), calendar)
    assert time.process_time() - started < 1
    assert refused.value.code == "due-unknown"


@pytest.mark.parametrize(
    "sign",
    [
        "每年6月、",
        "持续深入",
        "一月一",
        "年",
        "(",
        "一",
        "每",
        "至1",
        "9月",
        "的",
        '"',
        "5日",
        "会后",
        "。",
        "《1",
        "X",
    ],
)
def test_the_longest_phrase_is_read_quickly(sign: str) -> None:
    """Two hundred characters of anything are read in well under a second."""
    started = time.process_time()
    try:
        parse((sign * 200)[:200], Anchor(2022, date(2022, 3, 15)), calendar)
    except DeadlineError as error:
        assert error.message
    assert time.process_time() - started < 0.5
