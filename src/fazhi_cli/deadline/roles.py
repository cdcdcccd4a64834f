"""What each time in a phrase is: a deadline, the frame of one, or something that only looks like one."""

import re
from typing import NamedTuple

from fazhi_cli.deadline.context import Context
from fazhi_cli.deadline.errors import DATED, NO_RHYTHM, DeadlineError, ambiguous, nearest, unknown
from fazhi_cli.deadline.moment import After, InDays, On
from fazhi_cli.deadline.scan import CLOSING, Time
from fazhi_cli.deadline.words import CONVENED, DOCUMENTS, EVENTS, RECEIPTS

_SCOPES = ("对", "对于", "针对", "凡", "凡是", "对在")
_LIMITS = ("不得", "不再", "不予", "不能", "禁止", "严禁", "免征", "免予")
_RECEIPT = (
    f"(?:{'|'.join(RECEIPTS)})(?:(?:本|此|该)(?:{'|'.join(DOCUMENTS)})书?|(?:{'|'.join(DOCUMENTS)}))"
    "(?:之日|当日|次日|当天)?(?:起|开始|之?后|以后),?$"
)


class Role(NamedTuple):
    """A time and its name: point, blank, rhythm, start, weak (perhaps a point) or idle, with the reason."""

    name: str
    time: Time
    why: str = ""


def role(context: Context, time: Time) -> Role:
    """Return what `time` is in its phrase; what could mean two things is refused."""
    if time.size == "unsupported":
        return _unsupported(context, time)
    about = context.before(time) == "about" or (time.size == "feast" and time.mark == "during")
    if about or time.mark in ("around", "ago"):
        return Role("idle", time, f"“{context.shown(time)}”说的是大致的时间，不是时限。")
    if time.mark == "start":
        return Role("start", time, f"“{time.name}”是开始的时间，不是完成时限。")
    if time.mark in ("after", "dayof"):
        return Role("start", time)
    if time.rhythm:
        return Role("rhythm", time)
    why = _aside(context, time)
    if why:
        return Role("idle", time, why)
    return (_span if time.size in ("span", "count") else _calendar)(context, time)


def _aside(context: Context, time: Time) -> str:
    """Return why a closed time is no deadline by what it is about: 对6月底前未办结的, 5年内不得申报."""
    if time.mark not in CLOSING and time.size != "end":
        return ""
    before, follows = context.around(time)
    if before.endswith(_SCOPES) and re.match("[^,;:]*的", follows):
        return f"“{context.shown(time)}”说的是办理哪些对象，不是完成时限。"
    if follows.startswith(_LIMITS) or (time.size == "span" and re.match("[^,;:的]{0,6}率", follows)):
        return f"“{context.shown(time)}”说的是限制或比率，不是完成时限。"
    return ""


def counted(context: Context, time: Time) -> Time:
    """Return `time`; if it is a span counted from a stated day, as 2012年起5年内, with that day."""
    start = _started(context, time) if isinstance(time.end, After) else None
    if start is None or not isinstance(time.end, After) or _is_at_once(start):
        return time
    if not isinstance(start.begin, On) or not isinstance(start.end, On):
        raise unknown(f"“{context.shown(start)}”不知道从哪天算", DATED)
    whole = start.mark == "start" and start.size in ("period", "end")
    day = start.begin if start.mark == "start" else start.end
    return time._replace(end=time.end._replace(start=day, whole=whole))


def _is_at_once(start: Time) -> bool:
    """Say whether a span begins with the meeting: 从今天开始, or 从明天起, the first day that counts."""
    return start.mark == "start" and start.begin in (InDays(0), InDays(1))


def unusable(time: Time) -> DeadlineError:
    """Return the refusal of a time that no deadline can be made of."""
    if time.size == "past":
        return unknown(f"“{time.name}”早已过去，不能作时限", DATED)
    return ambiguous(*time.readings)


def _unsupported(context: Context, time: Time) -> Role:
    if context.kinds[time.start].startswith("every"):
        raise unknown(f"“{time.name}”这样的周期不能表示", NO_RHYTHM)
    if time.mark in CLOSING:
        raise unknown(f"“{time.name}”不是确定的时间", nearest(context.phrase))
    return Role("weak", time)


def _calendar(context: Context, time: Time) -> Role:
    led, name = context.before(time), time.name
    if led == "asof" and time.mark not in CLOSING:
        return Role("idle", time, f"“{context.words[time.start - 1].text}{name}”不是完成时限。")
    if led in ("asof", "cutoff") and time.mark not in CLOSING:
        raise ambiguous(f"{name}前完成", f"数据统计到{name}", f"是完成时限的写作 {name}前")
    doubted = context.kinds[time.start].startswith(("every", "doubtful"))
    if not time.usable and (doubted or time.mark in CLOSING):
        raise unusable(time)
    if not time.firm:
        return Role("weak", time)
    _check_head(context, time)
    return Role("blank" if time.blank else "point", time)


def _check_head(context: Context, time: Time) -> None:
    """Refuse a date whose head was not understood: 第二周周五前, 每逢9月底前."""
    head = next((other for other in context.times if other.stop == time.start), None)
    if context.before(time) == "percase" or (head and not head.usable):
        name = context.words[time.start - 1].text + time.name
        raise unknown(f"“{name}”没有看懂", nearest(name))


def _span(context: Context, time: Time) -> Role:
    shown = context.shown(time)
    if context.before(time) in ("limit", "recent"):
        return Role("idle", time, f"“{shown}”说的是办理时长或过去一段时间，不是完成时限。")
    if time.mark == "before" and not time.blank:
        raise unknown(f"“{shown}”没有说从哪天往前数", DATED)
    if not time.firm and not _is_taken(context, time):
        return Role("weak", time)
    _check_receipt(context, time)
    if _is_per_case(context, time):
        return Role("idle", time, f"“{shown}”从每件事发生时起算，没有统一的日期。")
    start = _started(context, time)
    return Role("blank" if time.blank or (start and start.blank) else "point", time)


def _is_taken(context: Context, time: Time) -> bool:
    """Say whether the span is the time that the work may take: 用3年时间."""
    before, follows = context.around(time)
    return not time.mark and before.endswith("用") and re.match("的?时间(?!左右)", follows) is not None


def _check_receipt(context: Context, time: Time) -> None:
    """Refuse 接到通知后3日内: nobody wrote down on which day each unit received the register's own paper."""
    found = re.search(_RECEIPT, context.around(time)[0])
    if found:
        remedy = f"从本次会议起算的写作 会后{time.name}内，或写明日期，例如 9月30日前"
        raise ambiguous("从印发当天起算", f"从“{found.group().rstrip(',')}”的那一天起算", remedy)


def _is_per_case(context: Context, time: Time) -> bool:
    """Say whether a span is counted from something that happens case by case."""
    if "percase" in context.kinds[context.clause_start(time) : time.start]:
        return True
    if _started(context, time):
        return False
    place = context.place_before(time)
    kind = context.kinds[place] if place >= 0 else ""
    if kind in ("after", "dayof", "start"):
        return not (place and context.kinds[place - 1] == "issue" and _is_this_paper(context, place - 1))
    if kind == "from":
        return not _is_this_meeting(context, place)
    return any(event in context.clause(time, time.start) for event in EVENTS)


def _is_this_meeting(context: Context, place: int) -> bool:
    """Say whether 会后 or 次日起 at word `place` counts from the meeting; refuse where it may be another."""
    if not place or context.kinds[place - 1] != "text":
        return True
    said, start = context.words[place - 1].text, context.words[place].text
    if any(event in said for event in EVENTS):
        return False
    if start.startswith(("会", "次")) and not said.endswith(CONVENED):
        remedy = f"从本次会议起算的，只写“{start}”；否则写明日期，例如 9月30日前"
        raise ambiguous("从本次会议起算", f"从“{said}{start}”起算", remedy)
    return True


def _is_this_paper(context: Context, place: int) -> bool:
    """Say that 印发 at word `place` is of the register's own paper; refuse where it may be of another."""
    said = context.text[: context.words[place].place].rstrip("自从")
    document = next((name for name in DOCUMENTS if said.endswith(name)), None)
    if document and not said.removesuffix(document).endswith(("本", "该", "此", "本实施", "本工作")):
        remedy = "写作 本通知印发之日起，或写明日期，例如 9月30日前"
        raise ambiguous("从本文件印发之日起算", f"从另一份{document}印发之日起算", remedy)
    return True


def _started(context: Context, time: Time) -> Time | None:
    """Return the time that a span is counted from."""
    place = time.start - 1
    place -= place > 0 and context.kinds[place] == "text" and context.words[place].text.endswith("用")
    stop = place + (context.kinds[place] != ",") if place >= 0 else 0
    for other in context.times:
        if other.stop == stop and other.mark in ("start", "after", "dayof"):
            return other
    return None
