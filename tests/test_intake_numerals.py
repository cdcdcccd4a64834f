"""Numbers in the formats of Word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.deadline.numerals import number
from fazhi_cli.intake.numerals import written


@pytest.mark.parametrize(
    ("sort", "value", "shown"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 12, "十二"),
        ("chineseCounting", 20, "二十"),
        ("chineseCounting", 101, "一〇一"),
        ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1005, "一千零五"),
        ("chineseCountingThousand", 10000, "10000"),
        ("chineseCountingThousand", 0, "〇"),
        ("ideographDigital", 21, "二一"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 2, "乙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircleChinese", 21, "21"),
        ("decimalEnclosedParen", 1, "⑴"),
        ("decimalEnclosedFullstop", 20, "⒛"),
        ("ideographEnclosedCircle", 1, "㈠"),
        ("upperLetter", 26, "Z"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 3, "c"),
        ("lowerLetter", 30_000, "30000"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 4000, "4000"),
        ("none", 3, ""),
        ("hebrew1", 3, None),
    ],
)
def test_each_format(sort: str, value: int, shown: str | None) -> None:
    """Beyond what a format can say stand Arabic digits."""
    assert written(value, sort) == shown


@given(st.integers(1, 999))
def test_chinese_numbers_are_read_back(value: int) -> None:
    """What is written is what the program itself understands."""
    assert number(str(written(value, "chineseCountingThousand"))) == value
