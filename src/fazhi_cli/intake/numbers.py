"""Numbers of a workbook as people see them: its formats, dates counted in days, percentages.

A number is shown as it was entered, never rounded as a format would.
"""

import math
import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
"""Days that a bare number in a column of dates may mean."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DIGITS = re.compile(r"(0+)(?:\.(0+))?")
_ASIDE = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[\$[^\]]*\]|AM/PM|A/P|上午/下午', re.IGNORECASE | re.DOTALL)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_BRACKET = re.compile(r"\[[^\]]*\]")
_PLAIN = re.compile(r"general|[gG]/通用格式", re.IGNORECASE)
_DATE = re.compile(r"[yd]|e(?![+-])|aaa|mmm", re.IGNORECASE)
_TIME = re.compile(r"[hs]", re.IGNORECASE)

_LEAP_1900 = 60
"""The day that spreadsheets count though it never was: 29 February 1900."""
_EPOCH = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_LAST_SERIAL = 2_958_465
_MINUTES = 24 * 60
_PRECISION = 15


class Format(NamedTuple):
    """What a number format makes of a number: a day, a time of day, a percentage.

    `before` and `behind` are how many digits it writes at least before and behind the point.
    """

    is_date: bool = False
    is_time: bool = False
    is_percent: bool = False
    before: int = 0
    behind: int = 0


GENERAL = Format()
_TIMES = {*range(18, 22), *range(32, 36), *range(45, 48), 55, 56}
_DATES = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58}
BUILT_IN: Mapping[int, Format] = MappingProxyType(
    {
        1: Format(before=1),
        2: Format(before=1, behind=2),
        9: Format(is_percent=True),
        10: Format(is_percent=True),
        **{number: Format(is_date=True) for number in _DATES},
        **{number: Format(is_time=True) for number in _TIMES},
    }
)
"""Formats that a workbook refers to by number only, those of Chinese programs (27-36, 50-58) among them."""


@lru_cache(maxsize=1024)
def format_of(code: str) -> Format:
    """Return what a format's code says: its first section, what is quoted in it left out."""
    bare = _ASIDE.sub("", code).partition(";")[0]
    elapsed = bool(_ELAPSED.search(bare))
    bare = _PLAIN.sub("", _BRACKET.sub("", bare))
    digits = _DIGITS.fullmatch(bare.strip())
    if digits:
        return Format(before=len(digits[1]), behind=len(digits[2] or ""))
    if "%" in bare:
        return Format(is_percent=True)
    is_time = elapsed or bool(_TIME.search(bare))
    is_date = bool(_DATE.search(bare)) or ("m" in bare.lower() and not is_time)
    return Format(is_date=is_date, is_time=is_time and not is_date)


def number(text: str) -> float | None:
    """Return the number that a cell's value is, None if it is none."""
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text.strip()):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


_LONGEST = 400


def day(serial: float, since_1904: bool) -> date | None:
    """Return the day that a number of days means, None where it means none."""
    whole = math.floor(serial)
    if since_1904:
        return _EPOCH_1904 + timedelta(whole) if 0 <= whole <= _LAST_SERIAL - 1462 else None
    if not 1 <= whole <= _LAST_SERIAL or whole == _LEAP_1900:
        return None
    return _EPOCH + timedelta(whole + (whole < _LEAP_1900))


def shown(value: float, form: Format, since_1904: bool) -> str:
    """Return a number as text: a day as 2022-09-30 (with its time, if it has one), a share as 50%."""
    if form.is_percent:
        return f"{_plain(value * 100)}%"
    if form.is_date or (form.is_time and value >= 1):
        return _moment(value, since_1904) or _plain(value)
    if form.is_time and value >= 0:
        return _clock(value)
    text = _plain(value)
    if "-" in text or not form.before:
        return text
    before, _, behind = text.partition(".")
    behind = behind.ljust(form.behind, "0")
    return f"{before.zfill(form.before)}.{behind}" if behind else before.zfill(form.before)


def _plain(value: float) -> str:
    """Return a number without an exponent, an integer without a point, in the digits that programs keep."""
    text = format(Decimal(f"{value + 0.0:.{_PRECISION}g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(value: float, since_1904: bool) -> str:
    """Return a day, with its time of day unless that is midnight; empty where there is no such day."""
    minutes = round(value % 1 * _MINUTES)
    found = day(math.floor(value) + (minutes == _MINUTES), since_1904)
    if found is None:
        return ""
    return f"{found} {_clock(value)}" if minutes % _MINUTES else str(found)


def _clock(value: float) -> str:
    hours, minutes = divmod(round(value % 1 * _MINUTES) % _MINUTES, 60)
    return f"{hours:02}:{minutes:02}"
