"""Counting from an anchor: which day a moment is, and what has to be said about that day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from fazhi_cli.deadline.calendar import Calendar
from fazhi_cli.deadline.errors import DATED, NO_SUCH_DAY, DeadlineError, ambiguous, unknown
from fazhi_cli.deadline.moment import After, Eve, InDays, InMonth, InQuarter, InWeek, Moment, On, Year
from fazhi_cli.deadline.scan import Time
from fazhi_cli.rhythm import WEEKDAYS, last_day

_DAY = timedelta(days=1)
_MOST = {"day": 3660, "workday": 2500, "week": 520, "month": 600, "year": 100, "hour": 87600}
_UNITS = {"day": "天", "workday": "个工作日", "week": "周", "month": "个月", "year": "年", "hour": "小时"}


class Anchor(NamedTuple):
    """What a phrase counts from: the register's year, the day of the meeting, the start of the measure."""

    year: int | None
    issued: date | None
    since: date | None = None


class MissingAnchor(Exception):
    """The anchor `name` (year or issued) is needed and not given."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def said(day: date) -> str:
    """Return a day in Chinese, with its weekday."""
    return f"{day.year}年{day.month}月{day.day}日（星期{WEEKDAYS[day.weekday()]}）"


class Counter:
    """One phrase being counted out.

    `notes` gathers in Chinese what was counted from, `unknown_years` the years whose holidays were wanted
    and are not known.
    """

    def __init__(self, anchor: Anchor, calendar: Callable[[], Calendar]) -> None:
        self.anchor = anchor
        self.calendar = calendar
        self.notes: list[str] = []
        self.unknown_years: tuple[int, ...] = ()

    def point(self, time: Time) -> date:
        """Return the day of a deadline; what has passed and may mean the next time is refused."""
        assert time.end is not None
        day = self.day(time.end, passed=False)
        if time.weekday and day.isoweekday() != time.weekday:
            raise ambiguous(said(day), f"星期{WEEKDAYS[time.weekday - 1]}", "日期和星期对不上，改正其中一个")
        return day

    def bound(self, moment: Moment | None) -> date | None:
        """Return the day on which a period begins or ends, past or not."""
        return None if moment is None else self.day(moment, passed=True)

    def day(self, moment: Moment, passed: bool) -> date:
        """Return the day that `moment` is; unless it may have `passed`, one before the meeting is refused."""
        try:
            return self._day(moment, passed)
        except OverflowError:
            raise unknown("日期超出了公元1年至9999年", DATED) from None

    def _day(self, moment: Moment, passed: bool) -> date:
        match moment:
            case On():
                return self.on(moment, passed)
            case After():
                return self.after(moment)
            case InMonth():
                return self.in_month(moment, passed)
            case InQuarter():
                return self.in_quarter(moment)
            case InWeek():
                return self.in_week(moment, passed)
            case InDays():
                return self.in_days(moment)
            case Eve():
                return self.eve(moment, passed)

    def year(self, year: Year) -> int:
        """Return the year in figures, and note where it was taken from."""
        if year.base == "stated":
            return year.value
        if self.anchor.year is not None:
            base, source = self.anchor.year, "台账年度"
        elif self.anchor.issued is not None:
            base, source = self.anchor.issued.year, "会议日期所在的"
        else:
            raise MissingAnchor("year")
        self.note(f"年份从{source}{base}年算起。" if year.value else f"年份按{source}{base}年算。")
        return base + year.value

    def issued(self) -> date:
        """Return the day of the meeting."""
        if self.anchor.issued is None:
            raise MissingAnchor("issued")
        return self.anchor.issued

    def note(self, note: str) -> None:
        """Keep a sentence of the explanation, once."""
        if note not in self.notes:
            self.notes.append(note)

    def on(self, moment: On, passed: bool) -> date:
        """Return a day of a year."""
        year = self.year(moment.year)
        day = _date(year, moment.month, moment.day)
        issued = self.anchor.issued
        if passed or moment.year.base != "implied" or issued is None or day >= issued:
            return day
        raise _past(day, f"{year + 1}年{moment.month}月{f'{moment.day}日' if moment.day else '底'}前", issued)

    def in_month(self, moment: InMonth, passed: bool) -> date:
        """Return a day of the meeting's month or of one after it."""
        issued = self.issued()
        self.note(f"从会议日期{said(issued)}所在的月份算起。")
        day = _date(*_shifted(issued, moment.shift), moment.day)
        if not passed and day < issued:
            raise _past(day, f"下月{day.day}日前", issued)
        return day

    def in_quarter(self, moment: InQuarter) -> date:
        """Return a day of the meeting's quarter or of one after it."""
        issued = self.issued()
        self.note(f"从会议日期{said(issued)}所在的季度算起。")
        months = (issued.month - 1) // 3 * 3 + moment.month - issued.month + 3 * moment.shift
        return _date(*_shifted(issued, months), moment.day)

    def in_week(self, moment: InWeek, passed: bool) -> date:
        """Return a weekday of the meeting's week or of one after it."""
        issued = self.issued()
        self.note(f"从会议日期{said(issued)}所在的一周算起。")
        day = issued + (7 * (moment.shift or 0) + moment.weekday - issued.isoweekday()) * _DAY
        unsure = moment.shift is None and day == issued
        if not passed and (day < issued or unsure):
            raise _past(day, f"下周{WEEKDAYS[day.weekday()]}前", issued)
        return day

    def in_days(self, moment: InDays) -> date:
        """Return the day of the meeting or one shortly after it."""
        self.note(f"从会议日期{said(self.issued())}算起。")
        return self.issued() + moment.shift * _DAY

    def eve(self, moment: Eve, passed: bool) -> date:
        """Return the last day before a leave begins, or before a day with a fixed date."""
        year = self.year(moment.year)
        day = self.leave(moment.feast, year) - _DAY
        issued = self.anchor.issued
        if passed or moment.year.base != "implied" or issued is None or day >= issued:
            return day
        name = moment.feast if isinstance(moment.feast, str) else "同一个节日"
        raise _past(day, f"{year + 1}年{name}前", issued)

    def leave(self, feast: str | tuple[int, int], year: int) -> date:
        """Return the first day off of a holiday, or the fixed day that has no leave."""
        if not isinstance(feast, str):
            return _date(year, *feast)
        try:
            first = self.calendar().holiday(feast, year)
        except LookupError:
            remedy = f"写明日期，例如 9月30日前；或在台账旁的 holidays.yaml 里补上{year}年的放假安排"
            raise unknown(f"没有{year}年{feast}的放假安排，不知道从哪天放假", remedy) from None
        self.note(f"{year}年{feast}从{said(first)}开始放假，取放假前一天。")
        return first

    def after(self, moment: After) -> date:
        """Return the last day of a span; counting begins with the day after its start."""
        count, unit = moment.amount, moment.unit
        name = f"{count}{_UNITS[unit]}"
        if not 1 <= count <= _MOST[unit]:
            raise unknown(f"“{name}”不是合理的期限", "写实际的期限，例如 5个工作日内、一个月内")
        if unit == "hour":
            if count % 24:
                raise ambiguous("会议当天", "会议次日", "不足一天的写 当日内 或 次日前")
            count, unit = count // 24, "day"
        start = self.issued() if moment.start is None else self.on(moment.start, passed=True)
        self.note(_counted_from(start, moment, name))
        return self.added(start, count, unit, moment.whole)

    def added(self, start: date, count: int, unit: str, whole: bool) -> date:
        """Return the day `count` units after `start`; a `whole` period's first day is counted itself."""
        if unit in ("month", "year"):
            day = _months_later(start, count * (12 if unit == "year" else 1))
            return day - _DAY if whole else day
        start -= _DAY * whole
        if unit == "workday":
            day = self.calendar().add_workdays(start, count)
            self.notes += _crossed(self.calendar(), start, day)
            self.unknown_years = self.calendar().unknown_years(start + _DAY, day)
            return day
        return start + count * (7 if unit == "week" else 1) * _DAY


def remarks(day: date, calendar: Calendar) -> list[str]:
    """Return what is to be said of the day itself: a deadline stays where it is, holiday or not."""
    if day in calendar.off:
        return [f"当天在{calendar.names.get(day) or '节日'}放假期间，期限不顺延。"]
    if day in calendar.work:
        return ["当天是周末，但调休上班。"]
    found = [f"当天是星期{WEEKDAYS[day.weekday()]}，期限不顺延。"] if day.weekday() >= 5 else []
    if day.year not in calendar.years:
        found.append(f"没有{day.year}年的放假安排，未能核对当天是否放假。")
    return found


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day or last_day(year, month))
    except ValueError:
        raise unknown(f"没有{year}年{month}月{day}日这一天", NO_SUCH_DAY) from None


def _past(day: date, following: str, issued: date) -> DeadlineError:
    """Return the refusal of a day that had come when the meeting was held: perhaps the next one is meant."""
    when = "就是会议当天" if day == issued else f"早于会议日期{said(issued)}"
    return ambiguous(f"{said(day)}，{when}", following, f"写明年份或日期，例如 {following}")


def _shifted(day: date, months: int) -> tuple[int, int]:
    """Return year and month so many months after the month of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def _months_later(day: date, months: int) -> date:
    """Return the corresponding day, or the month's last if it has none (as in the Civil Code, art. 202)."""
    year, month = _shifted(day, months)
    if year > 9999:
        raise OverflowError(year)
    return date(year, month, min(day.day, last_day(year, month)))


def _counted_from(start: date, moment: After, name: str) -> str:
    source = said(start) if moment.start else f"会议日期{said(start)}"
    return f"从{source}{'当天' if moment.whole else '的次日'}起数{name}。"


def _crossed(calendar: Calendar, start: date, day: date) -> list[str]:
    """Return which holidays, weekends and make-up days lie between, and which years are not known."""
    days = [start + shift * _DAY for shift in range(1, (day - start).days + 1)]
    skipped = [item for item in days if not calendar.is_workday(item)]
    leaves = dict.fromkeys(calendar.names.get(item) or "节日" for item in skipped if item in calendar.off)
    weekends = sum(item not in calendar.off for item in skipped)
    made_up = [f"{item.month}月{item.day}日" for item in days if item in calendar.work]
    found = [f"跳过周末{weekends}天。"] if weekends else []
    found += [f"跳过{'、'.join(leaves)}放假。"] if leaves else []
    found += [f"{'、'.join(made_up)}调休上班，计入工作日。"] if made_up else []
    unknown_years = calendar.unknown_years(start + _DAY, day)
    return found + [f"没有{year}年的放假安排，只除去周末。" for year in unknown_years]
