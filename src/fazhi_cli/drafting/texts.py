"""Texts of a document as a register may hold them, and deadlines as it will understand them."""

import re

from fazhi_cli.cells import CONTROLS, INVISIBLE
from fazhi_cli.deadline import DeadlineError, parse
from fazhi_cli.deadline.calendar import Calendar
from fazhi_cli.deadline.count import Anchor
from fazhi_cli.tree import SCALAR_LIMIT

CHECK = "核对："
"""How the comments begin that say what has to be checked."""

_LINE = 200
_STRAY = re.compile(r"(?<=[^\x00-\xff]) +(?=[^\x00-\xff])")
"""Spaces between two Chinese characters or signs."""
_UNFIT = re.compile(f"[{CONTROLS}{INVISIBLE}\t\ud800-\udfff]")


def clean(text: str) -> str:
    """Return text that a register may hold: controls and invisible characters go, what is too long is cut."""
    shown = _UNFIT.sub("", text).strip() or "（空）"
    return shown if len(shown) <= SCALAR_LIMIT else f"{shown[: SCALAR_LIMIT - 1]}…"


def is_visible(text: str) -> bool:
    """Say whether anything is left of a text when what nobody sees is gone."""
    return bool(_UNFIT.sub("", text).strip())


def in_parts(text: str) -> list[str]:
    """Return `text` in as many parts as a register needs to hold all of it."""
    size = SCALAR_LIMIT // 2
    return [clean(text[start : start + size]) for start in range(0, len(text), size)]


def one_line(text: str) -> str:
    """Return text on one line, short enough for a title or name."""
    shown = re.sub(r"\s*[\r\n]+\s*", "", clean(text))
    return shown if len(shown) <= _LINE else f"{shown[: _LINE - 1]}…"


def as_title(text: str) -> str:
    """Return text as a title: on one line, without the spaces that typists leave."""
    return _STRAY.sub("", one_line(text))


def refusal(phrase: str, anchor: Anchor) -> str | None:
    """Return why a register would not take `phrase` as a deadline, None if it does."""
    if len(phrase) > _LINE:
        return "太长"
    try:
        parse(phrase, anchor, _no_calendar)
    except DeadlineError as error:
        return error.message
    except LookupError:
        return None
    return None


def _no_calendar() -> Calendar:
    """Stand in for the working days, which do not decide whether a phrase is understood."""
    raise LookupError
