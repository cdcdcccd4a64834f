"""Working days: weekends, the State Council's holidays and the weekends worked in exchange for them.

The days come in from outside as plain data; this room knows their form and counts with them. It reads no
file and does not know what a deadline is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

_DAY = timedelta(days=1)
_LONGEST = 31
_KEYS = {"notice": "notice", "通知": "notice", "off": "off", "放假": "off", "work": "work", "上班": "work"}
_JOINS = ("至", "到", "~", "～", "—")
_FULL_NAMES = {
    "元旦节": "元旦",
    "清明": "清明节",
    "五一": "劳动节",
    "五一劳动节": "劳动节",
    "端午": "端午节",
    "中秋": "中秋节",
    "国庆": "国庆节",
}

Path = tuple[str | int, ...]


class CalendarError(ValueError):
    """Holiday data that cannot be used: `path` leads to the place, `reason` says in Chinese what is wrong."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{' › '.join(map(str, path))}：{reason}" if path else reason)
        self.path = path
        self.reason = reason


class Plan(NamedTuple):
    """One year's notice: the days off with the holiday each belongs to, and the weekends worked.

    The new year's leave may begin in the December before; such days belong to the notice of the new year.
    """

    off: Mapping[date, str]
    work: frozenset[date]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off and the make-up workdays of the years whose notice is known.

    `off` holds every day of a leave, weekends included; `names` says which holiday a day off belongs to
    (several are joined by 、). A year outside `years` has only its weekends.
    """

    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    names: Mapping[date, str] = field(default_factory=dict, hash=False)
    plans: Mapping[int, Plan] = field(default_factory=dict, hash=False, repr=False)

    @classmethod
    def from_plain(cls, data: Mapping[str, object]) -> "Calendar":
        """Return the calendar in a data file read with every scalar as text; `CalendarError` if malformed."""
        if not isinstance(data, Mapping):
            raise CalendarError((), "应按年份分段，每段写 notice、off、work")
        return cls.from_plans({_year(key): _plan((key,), _year(key), body) for key, body in data.items()})

    @classmethod
    def from_plans(cls, plans: Mapping[int, Plan]) -> "Calendar":
        """Return the calendar that unites the given years."""
        names = {day: name for plan in plans.values() for day, name in plan.off.items()}
        work = frozenset(day for plan in plans.values() for day in plan.work)
        return cls(
            frozenset(names), work, frozenset(plans), MappingProxyType(names), MappingProxyType(dict(plans))
        )

    def overlaid_by(self, other: "Calendar") -> "Calendar":
        """Return this calendar with the years that `other` knows taken wholly from `other`."""
        own = {year: self.plan(year) for year in self.years}
        return Calendar.from_plans(own | {year: other.plan(year) for year in other.years})

    def plan(self, year: int) -> Plan:
        """Return what the notice of `year` arranged; without a notice, the days that lie in that year."""
        found = self.plans.get(year)
        if found is not None:
            return found
        off = {day: self.names.get(day, "") for day in self.off if day.year == year}
        return Plan(off, frozenset(day for day in self.work if day.year == year))

    def is_workday(self, day: date) -> bool:
        """Say whether offices work on `day`."""
        return day in self.work or (day.weekday() < 5 and day not in self.off)

    def add_workdays(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`; counting starts with the day after it.

        Zero gives `day` itself; a negative count is a ValueError, a result beyond year 9999 an OverflowError.
        """
        if count < 0:
            raise ValueError(count)
        while count:
            day += _DAY
            count -= self.is_workday(day)
        return day

    def unknown_years(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years from `first` to `last` that have no notice here."""
        return tuple(year for year in range(first.year, last.year + 1) if year not in self.years)

    def holiday(self, name: str, year: int) -> date:
        """Return the first day of the leave of `name` in the notice of `year`; LookupError if not known.

        A leave that joins two holidays is one leave: 国庆节 begins with 中秋节 where the two are joined.
        """
        name = _FULL_NAMES.get(name, name)
        days = [day for day, joined in self.plan(year).off.items() if name in joined.split("、")]
        if not days:
            raise LookupError(name, year)
        return min(days)


def _year(key: str) -> int:
    if not (len(key) == 4 and key.isascii() and key.isdigit() and key >= "1900"):
        raise CalendarError((key,), "年份应为四位数字，例如 2027")
    return int(key)


def _plan(path: Path, year: int, body: object) -> Plan:
    if not isinstance(body, Mapping):
        raise CalendarError(path, "应分 notice、off、work 三项来写")
    parts: dict[str, tuple[Path, object]] = {}
    for key, value in body.items():
        name = _KEYS.get(key)
        if name is None or name in parts:
            raise CalendarError((*path, key), "只能有 notice、off、work 三项，各写一次")
        parts[name] = ((*path, key), value)
    if "off" not in parts:
        raise CalendarError(path, "缺少 off（放假安排）")
    _check_notice(*parts.get("notice", (path, "")))
    off = _leaves(*parts["off"], year)
    return Plan(MappingProxyType(off), frozenset(_makeup(*parts.get("work", (path, [])), year, off)))


def _check_notice(path: Path, value: object) -> None:
    lines = value if isinstance(value, list) else [value]
    if not all(isinstance(line, str) for line in lines):
        raise CalendarError(path, "应写通知的标题、文号和日期")


def _leaves(path: Path, value: object, year: int) -> dict[date, str]:
    if not isinstance(value, Mapping) or not value:
        raise CalendarError(path, "应逐个写节日和放假日期，例如 春节: 2027-02-05 至 2027-02-11")
    off: dict[date, str] = {}
    for name, ranges in value.items():
        full = "、".join(_FULL_NAMES.get(part, part) for part in name.split("、"))
        for place, text in _texts((*path, name), ranges):
            for day in _days(place, text, year):
                if day in off:
                    raise CalendarError(place, f"{day} 已列在{off[day]}里")
                off[day] = full
    return off


def _makeup(path: Path, value: object, year: int, off: Mapping[date, str]) -> Iterator[date]:
    for place, text in _texts(path, value):
        day = _date(place, text, year)
        if day.weekday() < 5:
            raise CalendarError(place, f"{day} 不是周末，不用写")
        if day in off:
            raise CalendarError(place, f"{day} 既放假又上班")
        yield day


def _texts(path: Path, value: object) -> Iterator[tuple[Path, str]]:
    for index, item in enumerate(value if isinstance(value, list) else [value]):
        place = (*path, index) if isinstance(value, list) else path
        if not isinstance(item, str):
            raise CalendarError(place, "应写日期，例如 2027-02-05")
        yield place, item


def _days(path: Path, text: str, year: int) -> Iterator[date]:
    join = next((join for join in _JOINS if join in text), None)
    parts = text.split(join) if join else [text]
    first, last = _date(path, parts[0].strip(), year), _date(path, parts[-1].strip(), year)
    if len(parts) > 2 or not first <= last <= first + _LONGEST * _DAY:
        raise CalendarError(path, f"“{text}”不是起止日期")
    return (first + shift * _DAY for shift in range((last - first).days + 1))


def _date(path: Path, text: str, year: int) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or text != day.isoformat():
        raise CalendarError(path, f"“{text}”不是日期，应写作 年-月-日，例如 {year}-02-05")
    if not date(year - 1, 12, 1) <= day <= date(year, 12, 31):
        raise CalendarError(path, f"{day} 不在{year}年")
    return day
