"""The forms of time: which words in which order name a day, a period, a span or a rhythm.

One row of the tables is one form. A row names the kinds of word in order (`a?` may be missing, `a|b` is
either), the size of what they name, and how it is built from the words. What may follow any form, such as
前, 以内 or an hour of the day, is not repeated here: `scan` reads it once for all.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import NamedTuple, cast

from fazhi_cli.deadline.errors import NO_RHYTHM, NO_SUCH_DAY, unknown
from fazhi_cli.deadline.moment import (
    IMPLIED,
    After,
    Eve,
    InDays,
    InMonth,
    InQuarter,
    InWeek,
    Moment,
    On,
    Year,
)
from fazhi_cli.deadline.words import Token
from fazhi_cli.rhythm import Rhythm, last_day

Stretch = tuple[Moment, Moment]
Readings = tuple[str, str]
Words = Sequence[Token]
Build = Callable[[Words], Stretch | Rhythm | Readings]


class Form(NamedTuple):
    """A form: the size of what it names, and how to build it; None where its numbers are left out.

    Sizes: day, end (of something), period, span (so many days), count (n日, a span or a day of the month),
    plan, feast, turn (a rhythm without a day), and three that no deadline can be made of: vague (two
    readings), unsupported, past.
    """

    size: str
    build: Build | None


_BEGINNINGS = {
    "everyweek": ("每周一前", "每周三前"),
    "everymonth": ("每月5日前", "每月10日前"),
    "everyquarter": ("每季度首月10日前", "每季度首月底前"),
    "everyhalf": ("每半年首月10日前", "每半年首月底前"),
    "everyyear": ("每年1月底前", "每年一季度末前"),
}


def _number(words: Words, kind: str) -> int:
    return next(cast(int, word.value) for word in words if word.kind == kind)


def _numbers(words: Words, kind: str) -> tuple[int, int]:
    """Return the first and last number of a kind: of 1—6月, of 1日至15日, or twice the only one."""
    found = [word for word in words if word.kind == kind]
    first = found[0].low
    return cast(int, found[0].value) if first is None else first, cast(int, found[-1].value)


def _year(words: Words) -> Year:
    return cast(Year, words[0].value) if words[0].kind == "year" else IMPLIED


def _within(low: int, value: int, high: int, what: str) -> int:
    if not low <= value <= high:
        raise unknown(f"没有{what}", NO_SUCH_DAY)
    return value


def _months(words: Words) -> tuple[int, int]:
    first, last = _numbers(words, "month")
    return _within(1, first, 12, f"{first}月"), _within(1, last, 12, f"{last}月")


def _days(words: Words, month: int = 0) -> tuple[int, int]:
    """Return the first and last day named, if the month (any, for 0) can have them."""
    first, last = _numbers(words, "day")
    longest = last_day(2000, month) if month else 31
    name = f"{month}月" if month else ""
    _within(1, last, longest, f"{name}{last}日")
    _within(1, first, last, f"{name}{first}日至{last}日这样的起止")
    return first, last


def _date(words: Words) -> Stretch:
    month = _months(words)[1]
    first, last = _days(words, month)
    return On(_year(words), month, first), On(_year(words), month, last)


def _month(words: Words) -> Stretch:
    first, last = _months(words)
    return On(_year(words), first, 1), On(_year(words), last, 0)


def _ten(words: Words) -> Stretch:
    month, last = _months(words)[1], _number(words, "ten")
    return On(_year(words), month, (last or 30) - 9), On(_year(words), month, last)


def _quarter(words: Words) -> Stretch:
    first, last = _numbers(words, "quarter")
    _within(1, first, 4, f"第{first}季度")
    _within(1, last, 4, f"第{last}季度")
    return On(_year(words), 3 * first - 2, 1), On(_year(words), 3 * last, 0)


def _part(words: Words) -> Stretch:
    first, last = next(cast("tuple[int, int]", word.value) for word in words if word.kind == "part")
    return On(_year(words), first, 1), On(_year(words), last, 0)


def _middle(words: Words) -> Stretch:
    return On(_year(words), 1, 1), On(_year(words), 6, 0)


def _whole_year(words: Words) -> Stretch:
    year = _year(words)
    first = year if words[0].low is None else Year("stated", words[0].low)
    return On(first, 1, 1), On(year, 12, 0)


def _plan(words: Words) -> Stretch:
    first, last = cast("tuple[Year, Year]", words[0].value)
    return On(first, 1, 1), On(last, 12, 0)


def _meeting_date(words: Words) -> Stretch:
    shift, (first, last) = _number(words, "refmonth"), _days(words)
    return InMonth(shift, first), InMonth(shift, last)


def _meeting_month(words: Words) -> Stretch:
    shift = next((cast(int, word.value) for word in words if word.kind == "refmonth"), 0)
    last = next((cast(int, word.value) for word in words if word.kind == "ten"), 0)
    return InMonth(shift, 1), InMonth(shift, last)


def _meeting_quarter(words: Words) -> Stretch:
    shift = next((cast(int, word.value) for word in words if word.kind == "refquarter"), 0)
    return InQuarter(shift, 1, 1), InQuarter(shift, 3, 0)


def _meeting_quarter_month(words: Words) -> Stretch:
    shift, turn = _number(words, "refquarter"), cast(Rhythm, _inside("quarter", 3)(words))
    return InQuarter(shift, turn.month, 1), InQuarter(shift, turn.month, turn.day)


def _meeting_week(words: Words) -> Stretch:
    shift = next((cast(int, word.value) for word in words if word.kind == "refweek"), None)
    day = next((cast(int, word.value) for word in words if word.kind == "weekday"), 0)
    return InWeek(shift, day or 1), InWeek(shift, day or 7)


def _meeting_day(words: Words) -> Stretch:
    day = InDays(_number(words, "refday") if words[0].kind == "refday" else 0)
    return day, day


def _span(words: Words) -> Stretch:
    count, unit = cast("tuple[int, str]", words[0].value)
    return InDays(0), After(count, unit)


def _count(words: Words) -> Stretch:
    return InDays(0), After(_number(words, "day"), "day")


def _feast(words: Words) -> Stretch:
    feast = next(cast("str | tuple[int, int]", word.value) for word in words if word.kind == "feast")
    eve = Eve(_year(words), feast)
    return eve, eve


def _vague(words: Words) -> Readings:
    return cast(Readings, words[-1].value)


def _early(words: Words) -> Readings:
    if words[-2].kind in _BEGINNINGS:
        return _BEGINNINGS[words[-2].kind]
    text = "".join([word.text for word in words[:-1]])
    if words[-2].kind == "year":
        return f"{text}1月底前", f"{text}一季度末前"
    return f"{text}上旬前", f"{text}底前"


def _short_year(words: Words) -> Readings:
    rest = "".join([word.text for word in words[1:]])
    return f"20{words[0].value}年{rest}", f"{words[0].value}年"


def _unusable(_: Words) -> Readings:
    return "", ""


def _turn(unit: str) -> Build:
    return lambda _: Rhythm(unit)


def _once(words: Words) -> Rhythm:
    """Build 一周一次; 两月一次 is a rhythm that no period can hold."""
    every, turns = words
    count, unit = every.value if isinstance(every.value, tuple) else (every.value, every.kind)
    if (count, turns.value) != (1, 1) or unit not in ("week", "month", "quarter", "year"):
        raise unknown(f"“{every.text}{turns.text}”这样的间隔不能表示", NO_RHYTHM)
    return Rhythm(unit)


def _weekly(words: Words) -> Rhythm:
    return Rhythm("week", day=_number(words, "weekday"))


def _monthly(words: Words) -> Rhythm:
    if words[-1].kind == "day":
        return Rhythm("month", day=_days(words)[1])
    return Rhythm("month", day=_number(words, "ten") if words[-1].kind == "ten" else 0)


def _inside(unit: str, months: int) -> Build:
    """Build a rhythm whose day lies in the n-th month of its period: 每季度首月10日."""

    def build(words: Words) -> Rhythm:
        month = _number(words, "inmonth")
        _within(0, month, months, f"第{month}个月")
        return Rhythm(unit, month or months, _monthly(words).day)

    return build


def _afterwards(unit: str, most: int) -> Build:
    """Build 每季度结束后10日内: the n-th day of the period that follows, if every such period has it."""

    def build(words: Words) -> Rhythm:
        last = words[-1]
        count, measure = last.value if isinstance(last.value, tuple) else (last.value, "day")
        if measure != "day" or not (isinstance(count, int) and 1 <= count <= most):
            raise unknown(f"“{words[0].text}{last.text}”这样的时限不能表示", NO_RHYTHM)
        return Rhythm(unit, 0 if unit == "month" else 1, count)

    return build


def _yearly(build: Build) -> Build:
    """Build a rhythm from a form that names a day of a year."""

    def built(words: Words) -> Rhythm:
        _, end = cast(Stretch, build(words))
        assert isinstance(end, On)
        return Rhythm("year", end.month, end.day)

    return built


_OF_A_YEAR: tuple[tuple[str, str, Build], ...] = (
    ("month day", "day", _date),  # 9月30日
    ("month day to|dash day", "day", _date),  # 9月1日至30日
    ("month end|monthend", "end", _month),  # 9月底
    ("month ten", "end", _ten),  # 10月上旬
    ("month", "period", _month),  # 9月
    ("quarter end|quarterend", "end", _quarter),  # 三季度末
    ("quarter", "period", _quarter),  # 三季度
    ("part end", "end", _part),  # 上半年底
    ("part", "period", _part),  # 上半年
    ("mid", "end", _middle),  # 年中
    ("yearend|yearin", "end", _whole_year),  # 年底
)

_ROWS: tuple[tuple[str, str, Build | None], ...] = (
    *((f"year? {pattern}", size, build) for pattern, size, build in _OF_A_YEAR),
    *((f"everyyear {pattern}", size, _yearly(build)) for pattern, size, build in _OF_A_YEAR),
    ("everyyear end", "end", _turn("year")),  # 每年底
    ("everyyear", "turn", _turn("year")),
    ("year end|in", "end", _whole_year),  # 2022年底
    ("year", "period", _whole_year),  # 2022年, 2015—2020年
    ("year? month early", "vague", _early),  # 9月初
    ("year|refmonth early", "vague", _early),  # 2022年初
    ("shortyear month end|day|ten", "vague", _short_year),  # 22年9月底
    ("shortyear end|month|part|quarter|yearend|in|before", "vague", _short_year),  # 22年底
    ("year monthend", "end", None),  # 2022年  月底
    ("year? blankdate", "day", None),  # 2022年  月  日
    ("plan end|during|in", "end", _plan),  # “十四五”末
    ("plan", "plan", _plan),
    ("refmonth day", "day", _meeting_date),  # 次月15日
    ("refmonth day to|dash day", "day", _meeting_date),
    ("refmonth end|monthend|in", "end", _meeting_month),  # 本月底
    ("refmonth ten", "end", _meeting_month),  # 本月中旬
    ("refmonth", "period", _meeting_month),
    ("monthend|monthin", "end", _meeting_month),  # 月底
    ("refquarter end|quarterend|in", "end", _meeting_quarter),  # 本季度末
    ("refquarter", "period", _meeting_quarter),
    ("refquarter inmonth day", "day", _meeting_quarter_month),  # 下季度首月10日
    ("refquarter inmonth end|monthend|ten", "end", _meeting_quarter_month),
    ("quarterend|quarterin", "end", _meeting_quarter),  # 季度末
    ("refweek? weekday", "day", _meeting_week),  # 本周五, 周五
    ("refweek end|in", "end", _meeting_week),  # 本周内
    ("refweek", "period", _meeting_week),
    ("refday", "day", _meeting_day),  # 今天
    ("offwork", "day", _meeting_day),  # 下班前
    ("span", "span", _span),  # 5个工作日
    ("span|month|quarter times", "turn", _once),  # 一月一次
    ("unsupported times", "unsupported", _unusable),
    ("day", "count", _count),  # 30日
    ("year? feast leave?", "feast", _feast),  # 春节, 五一假期
    ("everyweek weekday", "day", _weekly),  # 每周五
    ("everyweek end", "end", _turn("week")),
    ("everyweek", "turn", _turn("week")),
    ("everymonth day", "day", _monthly),  # 每月5日
    ("everymonth day to|dash day", "day", _monthly),
    ("everymonth end|monthend|ten", "end", _monthly),  # 每月底
    ("everymonth", "turn", _turn("month")),
    ("everyquarter inmonth day", "day", _inside("quarter", 3)),  # 每季度首月10日
    ("everyquarter inmonth end|monthend|ten", "end", _inside("quarter", 3)),
    ("everyquarter inmonth", "period", _inside("quarter", 3)),
    ("everyquarter end|quarterend", "end", _turn("quarter")),  # 每季度末
    ("everyquarter", "turn", _turn("quarter")),
    ("everyhalf inmonth day", "day", _inside("half", 6)),
    ("everyhalf inmonth end|monthend|ten", "end", _inside("half", 6)),
    ("everyhalf inmonth", "period", _inside("half", 6)),
    ("everyhalf end", "end", _turn("half")),
    ("everyhalf", "turn", _turn("half")),
    ("aftermonth day|span", "span", _afterwards("month", 28)),  # 每月终了后5日内
    ("afterquarter day|span", "span", _afterwards("quarter", 30)),  # 每季度结束后10日内
    ("afterhalf day|span", "span", _afterwards("half", 31)),
    ("afteryear day|span", "span", _afterwards("year", 31)),
    ("year? vague|doubtful", "vague", _vague),  # 年前
    (f"{'|'.join(_BEGINNINGS)} early|vague", "vague", _early),  # 每月初
    ("everyyear feast", "unsupported", _unusable),  # 每年春节
    ("everyother", "unsupported", _unusable),  # 每两周
    ("unsupported", "unsupported", _unusable),  # 1.5个月
    ("bygone month end|day|ten", "past", _unusable),
    ("bygone end|month|part|quarter|yearend", "past", _unusable),  # 去年底
    ("bygone", "past", _unusable),
)

_NUMBERED = frozenset(("year", "month", "day", "quarter", "span", "inmonth"))


def _sequences(pattern: str) -> Iterator[tuple[str, ...]]:
    """Yield every sequence of kinds that a row's pattern stands for."""
    slots = [slot.rstrip("?").split("|") + [""] * slot.endswith("?") for slot in pattern.split()]
    return (tuple(filter(None, kinds)) for kinds in product(*slots))


_FORMS: dict[tuple[str, ...], Form] = {
    kinds: Form(size, build) for pattern, size, build in _ROWS for kinds in _sequences(pattern)
}
_HEADS = frozenset(kinds[0] for kinds in _FORMS)
_LONGEST = max(map(len, _FORMS))


def longest(kinds: tuple[str, ...], place: int) -> tuple[Form, int] | None:
    """Return the longest form that the kinds of word make from `place` on, and where it ends."""
    if kinds[place] not in _HEADS:
        return None
    for stop in range(min(place + _LONGEST, len(kinds)), place, -1):
        form = _FORMS.get(kinds[place:stop])
        if form:
            return form, stop
    return None


def is_blank(words: Words) -> bool:
    """Say whether a number among the words of a form was blanked out in the source."""
    return any([word.value is None and word.kind in _NUMBERED for word in words])
