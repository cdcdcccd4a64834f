"""The deadlines inside a longer text, each as the shortest phrase that means the same there."""

import re
from typing import NamedTuple

from fazhi_cli.deadline.context import Context
from fazhi_cli.deadline.errors import DeadlineError
from fazhi_cli.deadline.lexer import TABLE, fold, without_titles
from fazhi_cli.deadline.phrase import LONGEST, Reading, read
from fazhi_cli.deadline.roles import role
from fazhi_cli.deadline.scan import Time
from fazhi_cli.deadline.words import MILESTONES

_STATED = ("point", "blank", "rhythm")
_WORDS = ("immediate", "soft")
_LEADING = ("till", "to", "softmark", "since", "from")
_TITLE = re.compile("《[^《》]*》")
_IDLE = '[ "]*'
_PIECE = re.compile("[^，,；;。：:]+")
_COUNTS = re.compile("[0-9０-９一二三四五六七八九十两][年月日天周季个]|年底|月底|季度|工作日")
_MATTER = re.compile(
    "绩效|考核|考评|评优|评先|评比|总结|述职|奖|目标|决算|分红|检查|督查|督察|述责|述廉|报表|一次性"
)
"""What makes of a bare 年终 or 年底 the name of something: 年终考核."""
_LONG = 600
_NEAR = 24
_STARTED = re.compile("(?:接到|收到|自|从)[^，,；;。]{0,20}$")


class Found(NamedTuple):
    """A deadline in a text: the phrase as it stands there, its kind (design.md 4), where it begins.

    The kind of one that cannot be counted is `refused`, and `why` says in Chinese what is wrong.
    """

    phrase: str
    kind: str
    at: int
    why: str = ""


def extracted(text: str) -> list[Found]:
    """Return the deadlines that `text` states, in order; what only looks like one is none.

    Of a very long text each clause is read by itself.
    """
    if len(text) > _LONG and len(_PIECE.findall(text)) > 1:
        return _by_pieces(text)
    try:
        context = Context(text, without_titles(fold(text))[0])
    except DeadlineError as error:
        return _by_pieces(text, error.message)
    found: list[Found] = []
    behind = 0
    plain = _plain(text)
    for time in context.times:
        if item := _stated(_Text(text, plain, behind), context, time):
            found.append(item)
            behind = item.at + len(item.phrase)
    return found or _undated(_Text(text, plain, 0), context)


class _Text(NamedTuple):
    """A text, the same with signs folded and 《titles》 covered, and where the last deadline in it ended."""

    text: str
    plain: str
    behind: int

    def found(self, place: tuple[int, int], kind: str, why: str = "") -> Found:
        return Found(self.text[slice(*place)], kind, place[0], why)


def _plain(text: str) -> str:
    return _TITLE.sub(lambda match: "《" * len(match[0]), text.translate(TABLE))


def _by_pieces(text: str, why: str = "") -> list[Found]:
    """Return the deadlines of a text clause by clause; `why` one of them cannot be goes to a lone clause."""
    parts = [*_PIECE.finditer(text)]
    if len(parts) > 1:
        return [item._replace(at=item.at + part.start()) for part in parts for item in extracted(part[0])]
    shown = text.strip()
    return [Found(shown, "refused", text.index(shown), why)] if _COUNTS.search(text) else []


def _stated(text: _Text, context: Context, time: Time) -> Found | None:
    """Return the deadline that `time` is, None if it is none."""
    try:
        told = role(context, time).name
    except DeadlineError as error:
        return _refused(text, context, time, error)
    if not time.mark and context.kinds[time.stop : time.stop + 1] == ("text",):
        told = "idle" if _MATTER.match(context.words[time.stop].text) else told
    if told in _STATED or (told == "weak" and _is_target(context, time)):
        return _found(text, context, time)
    return None


def _is_target(context: Context, time: Time) -> bool:
    """Say whether a bare period is one by the word right behind it: 上半年完成."""
    following = context.words[time.stop : time.stop + 1]
    return context.is_milestone(time) and bool(following) and following[0].text.startswith(MILESTONES)


def _refused(text: _Text, context: Context, time: Time, error: DeadlineError) -> Found | None:
    place = _place(text, context.shown(time))
    if place is None:
        return None
    led = _STARTED.search(text.text[max(text.behind, place[0] - _NEAR) : place[0]])
    start = place[0] - len(led[0]) if led else place[0]
    return text.found((start, place[1]), "refused", error.message)


def _found(text: _Text, context: Context, time: Time) -> Found | None:
    """Return the phrase around `time`: with the word that leads to it, if it is the same deadline alone."""
    start = time.start
    while start and _leads(context, start - 1):
        start -= 1
    for first in (start, time.start):
        phrase = "".join(word.text for word in context.words[first : time.stop]).rpartition(":")[2]
        reading = _read(phrase)
        if reading and reading.kinds[0] in ("point", "blank", "recurring"):
            place = _place(text, phrase)
            return text.found(place, "+".join(reading.kinds)) if place else None
    return None


def _leads(context: Context, place: int) -> bool:
    """Say whether the word at `place` leads to the time behind it: 最迟, 力争, or 于 behind 原则上."""
    if context.kinds[place] in _LEADING:
        return True
    return context.words[place].text in ("于", "在") and context.kinds[place - 1 : place] == ("softmark",)


def _undated(text: _Text, context: Context) -> list[Found]:
    """Return 立行立改 or 尽快, where nothing else is said."""
    for word in context.words:
        if word.kind in _WORDS and (place := _place(text, word.text)):
            return [text.found(place, word.kind)]
    return []


def _read(phrase: str) -> Reading | None:
    try:
        return read(phrase) if phrase and len(phrase) <= LONGEST else None
    except DeadlineError:
        return None


def _place(text: _Text, phrase: str) -> tuple[int, int] | None:
    """Return where `phrase`, folded as it is, begins and ends behind the last deadline, outside 《》."""
    match = re.compile(_IDLE.join(map(re.escape, phrase))).search(text.plain, text.behind)
    if match is None:
        return None
    start, end = match.span()
    if text.plain[start:end].count('"') % 2 and text.plain[start - 1 : start] == '"':
        start -= 1
    return start, end
