"""Numbers as officials write them: Arabic or Chinese digits, and the signs that stand where one was blanked.

Full-width digits are folded to ASCII before they get here.
"""

_DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True)) | {
    "〇": 0,
    "○": 0,
    "零": 0,
    "两": 2,
    "俩": 2,
}

_YEAR_DIGITS = _DIGITS | {"0": 0, "O": 0}

MASKS = frozenset("XxN×✕╳*_某□◯●…?")
"""Signs written in the place of a number that the source leaves open."""

SIGNS = frozenset("0123456789O十廿卅百") | frozenset(_DIGITS) | MASKS
"""Every sign that a number, known or blanked, can consist of."""


def number(text: str) -> int | None:
    """Return the value of a numeral up to 999, or of a year in four digits; None if it is not a numeral."""
    if text.isascii() and text.isdigit():
        return int(text)
    if len(text) == 4 and all(sign in _YEAR_DIGITS for sign in text):
        return int("".join([str(_YEAR_DIGITS[sign]) for sign in text]))
    head, mark, tail = text.replace("廿", "二十").replace("卅", "三十").partition("百")
    if not mark:
        return _below_hundred(head)
    return _hundreds(head, tail)


def is_mask(text: str) -> bool:
    """Say whether `text` holds a sign for a blanked number; ○ alone, else the digit zero, is one too."""
    return not MASKS.isdisjoint(text) or not text.strip("〇○")


def _hundreds(head: str, tail: str) -> int | None:
    hundreds = _DIGITS.get(head)
    if not hundreds:
        return None
    if not tail:
        return hundreds * 100
    if tail[0] in "零〇":
        units = _DIGITS.get(tail[1:])
        return hundreds * 100 + units if units else None
    rest = _below_hundred(tail) if "十" in tail and tail[0] != "十" else None
    return None if rest is None else hundreds * 100 + rest


def _below_hundred(text: str) -> int | None:
    head, mark, tail = text.partition("十")
    if not mark:
        return _DIGITS.get(text)
    tens = _DIGITS.get(head) if head else 1
    units = _DIGITS.get(tail) if tail else 0
    if not tens or units is None or (tail and not units):
        return None
    return tens * 10 + units
