"""The deadlines inside a longer text, each as the shortest phrase that means the same there."""

from typing import NamedTuple

from fazhi_cli.deadline.context import Context
from fazhi_cli.deadline.errors import DeadlineError
from fazhi_cli.deadline.lexer import TABLE, fold, without_titles
from fazhi_cli.deadline.phrase import LONGEST, Reading, read
from fazhi_cli.deadline.roles import role
from fazhi_cli.deadline.scan import Time

_STATED = ("point", "blank", "rhythm")
_WORDS = ("immediate", "soft")
_LEADING = ("till", "to", "softmark", "since", "from")


class Found(NamedTuple):
    """A deadline in a text: the phrase as it stands there, its kind (design.md 4), where it begins."""

    phrase: str
    kind: str
    at: int


def extracted(text: str) -> list[Found]:
    """Return the deadlines that `text` states, in order; what only looks like one is none."""
    try:
        context = Context(text, without_titles(fold(text))[0])
        roles = [role(context, time) for time in context.times]
    except DeadlineError:
        return []
    found = [_found(text, context, item.time) for item in roles if item.name in _STATED]
    return [item for item in found if item] or _undated(text, context)


def _found(text: str, context: Context, time: Time) -> Found | None:
    """Return the phrase around `time`: with the word that leads to it, if it is the same deadline alone."""
    start = time.start
    while start and _leads(context, start - 1):
        start -= 1
    for first in (start, time.start):
        words = context.words[first : time.stop]
        phrase = "".join(word.text for word in words)
        reading = _read(phrase)
        if reading and reading.kinds[0] in ("point", "blank", "recurring"):
            at = _place(text, phrase)
            shown = text[at : at + len(phrase)] if at >= 0 else phrase
            return Found(shown, "+".join(reading.kinds), max(at, 0))
    return None


def _leads(context: Context, place: int) -> bool:
    """Say whether the word at `place` leads to the time behind it: 最迟, 力争, or 于 behind 原则上."""
    if context.kinds[place] in _LEADING:
        return True
    return context.words[place].text in ("于", "在") and context.kinds[place - 1 : place] == ("softmark",)


def _undated(text: str, context: Context) -> list[Found]:
    """Return 立行立改 or 尽快, where nothing else is said."""
    for word in context.words:
        if word.kind in _WORDS:
            at = _place(text, word.text)
            return [Found(word.text, word.kind, max(at, 0))]
    return []


def _read(phrase: str) -> Reading | None:
    try:
        return read(phrase) if len(phrase) <= LONGEST else None
    except DeadlineError:
        return None


def _place(text: str, phrase: str) -> int:
    """Return where `phrase`, folded as it is, stands in `text`; -1 where the folding moved its signs."""
    return text.translate(TABLE).find(phrase)
