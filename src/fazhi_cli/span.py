"""The stretch of days that a report speaks of: a week from Monday to Sunday, a month, or any other."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from fazhi_cli.rhythm import period_of

_DAY = timedelta(days=1)


class Span(NamedTuple):
    """The days `first` to `last`; `key` is `2022-W39` for a week, `2022-09` for a month, else empty."""

    first: date
    last: date
    key: str = ""

    @property
    def unit(self) -> str:
        """Return week, month, or span for any other."""
        return "week" if "W" in self.key else "month" if self.key else "span"

    @property
    def days(self) -> int:
        """Return how many days there are, the first and last included."""
        return (self.last - self.first).days + 1

    def has(self, day: date) -> bool:
        """Say whether `day` lies in it."""
        return self.first <= day <= self.last

    def previous(self) -> "Span":
        """Return the one before: the week or month before, or as many days."""
        day = self.first - _DAY
        return _AROUND[self.unit](day) if self.key else Span(day - (self.days - 1) * _DAY, day)

    def following(self) -> "Span":
        """Return the one after: the next week or month, or as many days."""
        day = self.last + _DAY
        return _AROUND[self.unit](day) if self.key else Span(day, day + (self.days - 1) * _DAY)


def week_of(day: date) -> Span:
    """Return the ISO week that `day` lies in."""
    year, week, weekday = day.isocalendar()
    monday = day - (weekday - 1) * _DAY
    return Span(monday, monday + 6 * _DAY, f"{year:04}-W{week:02}")


def month_of(day: date) -> Span:
    """Return the month that `day` lies in."""
    key = f"{day.year:04}-{day.month:02}"
    return Span(*period_of(key), key)


_AROUND = {"week": week_of, "month": month_of}


def span_of(key: str) -> Span:
    """Return the week `2022-W39` or the month `2022-09`. Raises ValueError for anything else."""
    if not re.fullmatch(r"[0-9]{4}-(W[0-9]{2}|[0-9]{2})", key):
        raise ValueError(key)
    return Span(*period_of(key), key)
