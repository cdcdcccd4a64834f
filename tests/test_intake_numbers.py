"""Numbers as people see them: formats, days, shares."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.intake import numbers
from fazhi_cli.intake.numbers import BUILT_IN, Format, format_of


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("General", Format()),
        ("G/通用格式", Format()),
        ("@", Format()),
        ("0", Format(before=1)),
        ("000", Format(before=3)),
        ("0.00", Format(before=1, behind=2)),
        ("#,##0.00", Format()),
        ("0.00E+00", Format()),
        ('0" 天（d）"', Format(before=1)),
        ("0_);[Red](0)", Format(before=1)),
        ("0%", Format(is_percent=True)),
        ("0.0%;[Red]-0.0%", Format(is_percent=True)),
        ("yyyy-mm-dd", Format(is_date=True)),
        ('yyyy"年"m"月"d"日";@', Format(is_date=True)),
        ("[$-804]yyyy年m月d日", Format(is_date=True)),
        ('[DBNum1][$-804]yyyy"年"m"月"', Format(is_date=True)),
        ('[$-404]e"年"m"月"d"日"', Format(is_date=True)),
        ("m月d日", Format(is_date=True)),
        ("aaaa", Format(is_date=True)),
        ("yyyy/m/d h:mm AM/PM", Format(is_date=True)),
        ("h:mm", Format(is_time=True)),
        ("[h]:mm:ss", Format(is_time=True)),
        ("上午/下午h时mm分", Format(is_time=True)),
        ("", Format()),
    ],
)
def test_codes(code: str, form: Format) -> None:
    """What a code makes of a number; words in quotes and brackets are no letters of a format."""
    assert format_of(code) == form


@pytest.mark.parametrize("number", [*range(27, 32), 36, *range(50, 55), 57, 58, *range(14, 18), 22])
def test_dates_that_are_known_by_number(number: int) -> None:
    """Those of Chinese programs, too."""
    assert BUILT_IN[number] == Format(is_date=True)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (44834, "yyyy-mm-dd", "2022-09-30"),
        (44834.604166667, "yyyy-mm-dd", "2022-09-30 14:30"),
        (44834.999999999, "yyyy-mm-dd", "2022-10-01"),
        (1, "yyyy-mm-dd", "1900-01-01"),
        (59, "yyyy-mm-dd", "1900-02-28"),
        (60, "yyyy-mm-dd", "60"),
        (61, "yyyy-mm-dd", "1900-03-01"),
        (0, "yyyy-mm-dd", "0"),
        (-5, "yyyy-mm-dd", "-5"),
        (3e9, "yyyy-mm-dd", "3000000000"),
        (0.604166667, "h:mm", "14:30"),
        (0.5, "0%", "50%"),
        (0.35, "0%", "35%"),
        (0.29, "0%", "29%"),
        (0.505, "0%", "50.5%"),
        (1, "0%", "100%"),
        (0, "0%", "0%"),
        (0.5, "0", "0.5"),
        (1.1, "0.00", "1.10"),
        (7, "000", "007"),
        (12, "General", "12"),
        (12.0, "@", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1e15, "General", "1000000000000000"),
        (1e-7, "General", "0.0000001"),
        (-0.0, "General", "0"),
    ],
)
def test_shown(value: float, code: str, shown: str) -> None:
    """Never rounded, nor with an exponent or a point that nobody typed."""
    assert numbers.shown(value, format_of(code), False) == shown


def test_days_since_1904() -> None:
    """The other epoch, of old Macs."""
    assert numbers.shown(43372, format_of("yyyy-mm-dd"), True) == "2022-09-30"
    assert numbers.day(0, True) == date(1904, 1, 1)
    assert numbers.day(-1, True) is None
    assert numbers.day(2_958_465, True) is None


@given(st.dates(date(1900, 3, 1)))
def test_every_day_comes_back(day: date) -> None:
    """The number that a spreadsheet stores for a day means that day."""
    assert numbers.day((day - date(1899, 12, 30)).days, False) == day


@pytest.mark.parametrize("text", ["", "abc", "NaN", "inf", "1e999", "0x10", "1_000", "٣", "1 2", "9" * 500])
def test_what_is_no_number(text: str) -> None:
    """Nothing but plain digits is a number, and none that is too large for one."""
    assert numbers.number(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("1", 1.0), (" 0.5 ", 0.5), ("1E2", 100.0), ("-.5", -0.5), ("3.", 3)]
)
def test_numbers(text: str, value: float) -> None:
    """As programs write them."""
    assert numbers.number(text) == value
