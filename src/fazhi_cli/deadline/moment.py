"""The day a phrase means, before it is known what day that is: a value to be counted out from an anchor.

Equal values mean the same day under every anchor.
"""

from typing import NamedTuple


class Year(NamedTuple):
    """A year, and what `value` counts from.

    `base` is stated (value is the year), register (value years after the register's, as in 明年), following
    (as in 次年: after the year named before it, else the register's) or implied (the register's, because the
    phrase names none).
    """

    base: str
    value: int


IMPLIED = Year("implied", 0)


class On(NamedTuple):
    """A day of a year; day 0 is the last of the month."""

    year: Year
    month: int
    day: int


class InMonth(NamedTuple):
    """A day of the month `shift` months after the meeting's; day 0 is the last."""

    shift: int
    day: int


class InQuarter(NamedTuple):
    """A day of the quarter `shift` quarters after the meeting's; `month` counts from 1, day 0 is the last."""

    shift: int
    month: int
    day: int


class InWeek(NamedTuple):
    """A weekday (Monday is 1) of the week `shift` weeks after the meeting's; None where none was named."""

    shift: int | None
    weekday: int


class InDays(NamedTuple):
    """The day `shift` days after the meeting."""

    shift: int


class After(NamedTuple):
    """So many days, workdays, weeks, months or years after a day: the meeting's, or `start`.

    Counting begins with the day after. Where `start` is the first day of a `whole` month or year that was
    named, it is counted itself: five years from 2012 on end with 2016.
    """

    amount: int
    unit: str
    start: On | None = None
    whole: bool = False


class Eve(NamedTuple):
    """The day before a holiday: a name whose leave the calendar knows, or the (month, day) it always has."""

    year: Year
    feast: str | tuple[int, int]


Moment = On | InMonth | InQuarter | InWeek | InDays | After | Eve
