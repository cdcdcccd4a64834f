"""What somebody typed into a cell of a sheet: a status, a percentage, a number, a day."""

import re
import unicodedata
from datetime import date

from fazhi_cli import terms
from fazhi_cli.deadline.numerals import number

_DATE = re.compile(r"([12][0-9]{3})(?:[-./年]|(?=[01][0-9][0-3][0-9]$))([0-9]{1,2})[-./月]?([0-9]{1,2})日?")
_WHOLE = 100


class Unreadable(Exception):
    """A text that is not what should stand there: why, in Chinese, and how to write it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def status(text: str) -> str:
    """Return the status that `text` names in either language. Raises Unreadable."""
    bare = re.sub(r"[(（].*[)）]$", "", _plain(text)).strip()
    found = (
        terms.token(terms.STATUSES, bare)
        or terms.token(terms.STATUSES, bare.lower())
        or terms.OTHER_WORDS.get(bare)
    )
    if found is None:
        raise Unreadable(f"不认识的状态“{text.strip()}”", "写 未启动、进行中 或 待审核")
    return found


def percent(text: str) -> int:
    """Return a progress of 0 to 100: 60, 60%, 0.6 or 百分之六十. Raises Unreadable, also for a bare 1."""
    plain = _plain(text)
    if plain in ("1", "1.0"):
        raise Unreadable("进度写的是 1，是 1% 还是 100%？", "写明 1% 或 100%")
    match = re.fullmatch(r"([0-9]{1,3})(?:\.0+)?\s*%?", plain)
    if match and int(match[1]) <= _WHOLE:
        return int(match[1])
    part = re.fullmatch(r"0?\.([0-9]{1,2})0*", plain)
    if part:
        return int(part[1].ljust(2, "0"))
    if plain.startswith("百分之"):
        spoken = plain.removeprefix("百分之").strip()
        value = _WHOLE if spoken == "百" else number(spoken)
        if value is not None and value <= _WHOLE:
            return value
    raise Unreadable(f"进度“{text.strip()}”不是 0 到 100 的整数", "写作 60% 或 60")


def count(text: str) -> int:
    """Return a number of cases. Raises Unreadable."""
    match = re.fullmatch(r"([0-9]{1,9})(?:\.0+)?", _plain(text))
    if match is None:
        raise Unreadable(f"“{text.strip()}”不是个数", "只写数字")
    return int(match[1])


def day(text: str) -> date:
    """Return a day written in one of the usual forms. Raises Unreadable."""
    match = _DATE.fullmatch(_plain(text))
    try:
        if match:
            return date(*(int(part) for part in match.groups()))
    except ValueError:
        pass
    raise Unreadable(f"“{text.strip()}”不是日期", "写作 2022-09-30")


def items(text: str) -> tuple[str, ...]:
    """Return the items of a list in one cell: each on a line of its own or behind a semicolon."""
    return tuple(filter(None, (part.strip() for part in re.split("[\r\n；;]", text))))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
