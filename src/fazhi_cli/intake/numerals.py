"""Numbers as Word writes them in front of paragraphs: 一、 （一） ① A 甲 and their cousins."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    )
)
_LETTERS = 26 * 30


def written(value: int, sort: str) -> str | None:
    """Return `value`, 0 or more, in the format that Word calls `sort`; None if the format is not known.

    What a format has no sign for is written in Arabic digits, as Word does.
    """
    if sort == "none":
        return ""
    form = _FORMS.get(sort)
    return None if form is None else form(value) or str(value)


def _counted(value: int, digits: str, units: tuple[str, str, str]) -> str:
    """Return a number below 10 000 as it is spoken: 一百零一; formal figures say 壹拾, others 十."""
    if not 0 < value < 10_000:
        return digits[0] if not value else ""
    ten, hundred, thousand = units
    told, gap = "", False
    for power, unit in ((1000, thousand), (100, hundred), (10, ten), (1, "")):
        digit = value // power % 10
        if digit:
            told += ("零" if gap and told else "") + digits[digit] + unit
        gap = not digit
    return told[1:] if value < 20 and told.startswith("一十") else told


def _thousand(value: int) -> str:
    return _counted(value, _DIGITS, ("十", "百", "千"))


def _formal(value: int) -> str:
    return _counted(value, _FORMAL, ("拾", "佰", "仟"))


def _hundred(value: int) -> str:
    """Count to 99, and write digits beyond."""
    return _thousand(value) if value < 100 else _digits(value)


def _digits(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _full(value: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(value))


def _letters(value: int) -> str:
    return chr(65 + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value <= _LETTERS else ""


def _roman(value: int) -> str:
    told = ""
    for worth, sign in _ROMAN if value < 4000 else ():
        told += sign * (value // worth)
        value %= worth
    return told


def _signs(signs: str) -> Callable[[int], str]:
    """Return the format that has one sign for each number from 1 on."""
    return lambda value: signs[value - 1] if 0 < value <= len(signs) else ""


def _range(first: int, count: int) -> str:
    return "".join(map(chr, range(first, first + count)))


_RING = _signs(_range(0x2460, 20))
_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": _full,
    "decimalFullWidth2": _full,
    "numberInDash": lambda value: f"- {value} -",
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    **dict.fromkeys(("chineseCounting", "taiwaneseCounting", "koreanDigital2"), _hundred),
    **dict.fromkeys(("chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting"), _thousand),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), _digits),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _formal),
    "ideographTraditional": _signs(_STEMS),
    "ideographZodiac": _signs(_BRANCHES),
    "ideographEnclosedCircle": _signs(_range(0x3220, 10)),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _RING),
    "decimalEnclosedParen": _signs(_range(0x2474, 20)),
    "decimalEnclosedFullstop": _signs(_range(0x2488, 20)),
}
