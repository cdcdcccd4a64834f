"""Recurring duties: in which periods an answer is due, and on which day of each.

Pure arithmetic on dates; nothing here knows phrases, holidays or registers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

_DAY = timedelta(days=1)
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_CHINESE = {"week": "每周", "month": "每月", "quarter": "每季度", "half": "每半年", "year": "每年"}
_KEY = re.compile(r"([0-9]{4})(?:-W([0-9]{2})|-([0-9]{2})|Q([1-4])|H([12]))?")

_KEY_UNITS = ("", "year", "week", "month", "quarter", "half")

WEEKDAYS = "一二三四五六日"


class Period(NamedTuple):
    """One turn of a rhythm.

    `end` is the last day on which an answer is in time, `start` the day after the previous turn's end, `key`
    the calendar period that `end` lies in: `2022-W39`, `2022-09`, `2022Q3`, `2022H2` or `2022`.
    """

    key: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often something is due, and when in each period.

    `unit` is week, month, quarter, half or year. In a week `day` is the weekday, Monday being 1. In longer
    periods `month` counts from 1 within the period and `day` is the day of that month, the month's last
    if it has no such day. Zero means the last: weekday, month or day.
    """

    unit: str
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        months = _MONTHS.get(self.unit, 0)
        days = 31 if months else 7
        if self.unit not in _CHINESE or not (0 <= self.month <= months and 0 <= self.day <= days):
            raise ValueError(self)

    def __str__(self) -> str:
        """Return the rhythm in Chinese, such as 每季度第1个月10日."""
        if self.unit == "week":
            return f"每周{WEEKDAYS[self.day - 1]}"
        day = f"{self.day}日" if self.day else "底"
        if self.unit == "month":
            return f"每月{day}"
        if self.unit == "year":
            return f"每年{self.month or 12}月{day}"
        if self.month:
            return f"{_CHINESE[self.unit]}第{self.month}个月{day}"
        return f"{_CHINESE[self.unit]}末" + (f"月{day}" if self.day else "")


def periods(rhythm: Rhythm, first: date, last: date) -> Iterator[Period]:
    """Yield in order every period whose end lies in [first, last]; the first one starts with `first`."""
    start = first
    try:
        index = _index(rhythm.unit, next_due(rhythm, first))
        while (end := _due(rhythm, index)) <= last:
            yield Period(_key(rhythm.unit, index), start, end)
            start, index = end + _DAY, index + 1
    except OverflowError:
        return


def is_reported_in(key: str, period: Period) -> bool:
    """Say whether an answer to `period` can be one for `key`: the period itself, or the one before it.

    The latter holds where the answer is due early in its period, as what is due by the 5th of each month
    speaks of the month before.
    """
    if key == period.key:
        return True
    try:
        begin, end = period_of(period.key)
    except ValueError:  # the week in which the calendar ends
        return False
    return period.end - begin < end - period.end and (begin - period_of(key)[1]).days == 1


def next_due(rhythm: Rhythm, day: date) -> date:
    """Return the first day due on or after `day`; OverflowError if there is none before year 10000."""
    index = _index(rhythm.unit, day)
    due = _due(rhythm, index)
    return due if due >= day else _due(rhythm, index + 1)


def period_of(key: str) -> tuple[date, date]:
    """Return the first and last day of the calendar period `key`; ValueError if it is not one."""
    found = _KEY.fullmatch(key)
    if found is None:
        raise ValueError(key)
    year, place, unit = int(found[1]), int(found[found.lastindex or 1]), _KEY_UNITS[found.lastindex or 1]
    if unit == "week":
        monday = date.fromisocalendar(year, place, 1)
        return monday, date.fromordinal(monday.toordinal() + 6)
    size = _MONTHS[unit]
    place = 1 if unit == "year" else place
    return date(year, 1 + size * (place - 1), 1), _month_end(year, size * place)


def last_day(year: int, month: int) -> int:
    """Return the number of days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _month_end(year: int, month: int) -> date:
    return date(year, month, last_day(year, month))


def _index(unit: str, day: date) -> int:
    """Return the running number of the period of `unit` that `day` lies in."""
    if unit == "week":
        return (day.toordinal() - 1) // 7
    return (day.year * 12 + day.month - 1) // _MONTHS[unit]


def _due(rhythm: Rhythm, index: int) -> date:
    if rhythm.unit == "week":
        return date.min + timedelta(days=index * 7 + (rhythm.day or 7) - 1)
    size = _MONTHS[rhythm.unit]
    year, month = divmod(index * size + (rhythm.month or size) - 1, 12)
    if year > 9999:
        raise OverflowError(year)
    end = last_day(year, month + 1)
    return date(year, month + 1, min(rhythm.day or end, end))


def _key(unit: str, index: int) -> str:
    if unit == "week":
        year, week, _ = date.fromordinal(index * 7 + 1).isocalendar()
        return f"{year:04}-W{week:02}"
    year, place = divmod(index, 12 // _MONTHS[unit])
    form = {"month": "{:04}-{:02}", "quarter": "{:04}Q{}", "half": "{:04}H{}", "year": "{:04}"}[unit]
    return form.format(year, place + 1)
