"""Numbers in Chinese and Arabic digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.deadline.numerals import is_mask, number

DIGITS = "零一二三四五六七八九"


def below_hundred(value: int) -> str:
    """Return a number from 1 to 99 in Chinese."""
    tens, units = divmod(value, 10)
    head = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return head + (DIGITS[units] if units else "")


def spelled(value: int) -> str:
    """Return a number from 1 to 999 in Chinese."""
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        return below_hundred(rest)
    if not rest:
        return f"{DIGITS[hundreds]}百"
    if rest < 10:
        return f"{DIGITS[hundreds]}百零{DIGITS[rest]}"
    return f"{DIGITS[hundreds]}百{DIGITS[rest // 10]}十{DIGITS[rest % 10] if rest % 10 else ''}"


@given(st.integers(1, 999))
def test_chinese_numerals_round_trip(value: int) -> None:
    """Every number up to 999 is read as it was spelled."""
    assert value == number(spelled(value))


@given(st.integers(0, 10**12))
def test_arabic_numerals_round_trip(value: int) -> None:
    """Arabic digits are read whatever their number."""
    assert value == number(str(value))


@given(st.integers(1000, 2999), st.sampled_from("零〇○"))
def test_years_are_read_digit_by_digit(year: int, zero: str) -> None:
    """Four Chinese digits are a year, whichever zero is used."""
    assert year == number("".join(DIGITS[int(digit)] for digit in str(year)).replace("零", zero))


@pytest.mark.parametrize(
    ("text", "value"),
    [("两", 2), ("十", 10), ("廿", 20), ("廿五", 25), ("卅一", 31), ("二十", 20), ("三十一", 31), ("〇", 0),
     ("一百", 100), ("两百", 200), ("一百一十五", 115), ("012", 12)],
)  # fmt: skip
def test_numerals_by_hand(text: str, value: int) -> None:
    """Old and colloquial forms are read too."""
    assert value == number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "三五",
        "十四五",
        "二三十",
        "十十",
        "一百二",
        "百",
        "十零",
        "二〇",
        "一百十五",
        "X",
        "1二",
        "几",
        "٣",
        "²",
    ],
)
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    """Estimates, shortened hundreds and foreign digits are not numbers."""
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "mask"),
    [("X", True), ("202X", True), ("某", True), ("○", True), ("〇〇", True), ("二○", False), ("12", False)],
)
def test_a_mask_is_a_sign_for_a_number_left_open(text: str, mask: bool) -> None:
    """X and its like anywhere, or ○ alone, stand for a blanked number."""
    assert mask == is_mask(text)
