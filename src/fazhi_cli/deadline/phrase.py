"""From the times and words of a phrase to what it demands, before any anchor is known.

Dates come first, then words without a date (长期坚持, 立行立改, 尽快), then what only looks like a deadline.
A phrase that holds none of these, or two deadlines, is refused.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from fazhi_cli.deadline.context import Context
from fazhi_cli.deadline.errors import DATED, DeadlineError, ambiguous, nearest, two_points, unknown
from fazhi_cli.deadline.lexer import fold, without_titles
from fazhi_cli.deadline.moment import InDays, InMonth, InQuarter, Moment, On
from fazhi_cli.deadline.roles import Role, counted, role, unusable
from fazhi_cli.deadline.scan import ANDS, Time
from fazhi_cli.deadline.words import ADVERBS, NOTHING, ONGOING, REPORTS
from fazhi_cli.rhythm import Rhythm, last_day

LONGEST = 200
"""Characters in the longest phrase that is read."""

_NOT_DUE = {
    "during": "“…期间”说的是一段时间，不是时限。",
    "around": "“前后”说的是大致的时间，不是时限。",
    "dayof": "“…之日起”说的是开始的时间，不是完成时限。",
}
_LABEL = "^[^,;:()]*(?:时限|时间|日期|期限|节点|要求):"
_TITLE_YEAR = "[0-9]{4}年"
_NAMED = "时间|计划|目标|规划|机制|制度|方案|体系"
"""What makes the name of a thing of the 长期, 持续 or 常态化 before it: 持续时间 is no deadline."""
_ALONE = rf"(?:长期|持续|常态化?)(?!{_NAMED})[\u4e00-\u9fff]{{2}}"
_GOES_ON = f"(?:{'|'.join(ADVERBS)})*(?:{'|'.join(ONGOING)})"
_WITHIN = frozenset(("in", "during", "yearin", "monthin", "quarterin"))
_SMALL = frozenset(("span", "count", "unsupported", "vague", "month", "quarter", "part", "weekday", "start"))
_NOW = ("即日", "今日起", "今天起", "从现在起")
_WHICH_DAY = "写明每个周期里的哪一天，例如 每月5日前、每季度首月10日前"
_TWICE = "写明每一次的日期；每半年一次写作 每半年，每季度一次写作 每季度"


class Reading(NamedTuple):
    """What a phrase demands.

    `points` all have to mean one day, and each of `around` has to contain it; so has each of `asides`, times
    set off by a comma, unless it lies before the meeting and tells what has been. `later` open a clause
    behind the first point and may not begin after its day. `first` and `last` bound the rhythm. `notes` say
    in Chinese why something was not taken for a deadline.
    """

    kinds: tuple[str, ...]
    points: tuple[Time, ...] = ()
    around: tuple[Time, ...] = ()
    asides: tuple[Time, ...] = ()
    later: tuple[Time, ...] = ()
    rhythm: Rhythm | None = None
    first: Moment | None = None
    last: Moment | None = None
    soft: bool = False
    notes: tuple[str, ...] = ()


@lru_cache(maxsize=2048)
def read(phrase: str) -> Reading:
    """Return what `phrase` demands, whatever the anchor; `DeadlineError` if that cannot be told."""
    if len(phrase) > LONGEST:
        raise unknown(f"超过{LONGEST}个字", "只写时限，例如 9月底前；其余内容写进 detail")
    folded = fold(phrase)
    whole = re.sub(_LABEL, "", folded).strip(" ()。.;").lower()
    if whole in NOTHING:
        return Reading(("none",), notes=("写明没有时限或时限待定。",))
    text, titles = without_titles(REPORTS.get(whole, folded))
    context = Context(phrase, text)
    roles = [role(context, time) for time in context.times]
    return (
        _dated(context, roles) or _undated(context) or _bare(context, roles) or _none(context, roles, titles)
    )


def _named(roles: list[Role], name: str) -> list[Time]:
    return [role.time for role in roles if role.name == name]


def _dated(context: Context, roles: list[Role]) -> Reading | None:
    """Return the reading of a phrase that names a date, a rhythm or a blank; None if it names none."""
    if _named(roles, "rhythm"):
        return _recurring(context, roles)
    points = [counted(context, time) for time in _named(roles, "point")]
    blanks = _named(roles, "blank")
    if points and blanks:
        raise two_points(points[0].name, blanks[0].name)
    if blanks:
        return Reading(_kinds(context, "blank"))
    if not points:
        return None
    _check_shift(context)
    bare = [time for time in _named(roles, "weak") if context.is_milestone(time)]
    around = tuple(time for time in bare if not context.is_aside(time))
    asides = tuple(time for time in bare if context.is_aside(time))
    later = tuple(
        time for time in _named(roles, "weak") if context.opens(time) and time.stop > points[0].stop
    )
    notes = ("要求立即着手，是否逾期按日期算。",) if "immediate" in context.kinds else ()
    soft = "softmark" in context.kinds
    return Reading(_kinds(context, "point"), tuple(points), around, asides, later, soft=soft, notes=notes)


def _check_shift(context: Context) -> None:
    if "shift" in context.kinds:
        raise ambiguous("按写明的日期算", "扣除节假日或顺延以后再算", "写明最后的日期，或写作 5个工作日内")


def _recurring(context: Context, roles: list[Role]) -> Reading:
    _check_shift(context)
    turn, *others = _named(roles, "rhythm")
    for other in others:
        if other.rhythm != turn.rhythm:
            raise two_points(turn.name, other.name)
    if any(word.kind == "times" and word.value != 1 for word in context.words):
        raise unknown("没有说明每一次在哪一天", _TWICE)
    rhythm, spent = _spread(context, turn) or _carried(context, roles, turn) or (turn.rhythm, 0)
    rest = [item for item in roles if not turn.start < item.time.start < spent]
    first, last = _bounds(context, rest, turn)
    return Reading(_kinds(context, "recurring"), rhythm=rhythm, first=first, last=last)


def _spread(context: Context, turn: Time) -> tuple[Rhythm, int] | None:
    """Return the rhythm of 每年6月底和12月底前, whose days divide the year evenly, and where it ends."""
    rhythm = turn.rhythm
    if not rhythm or rhythm.unit != "year" or turn.size not in ("day", "end", "period"):
        return None
    days, place, sized = [_month_day(rhythm.month, rhythm.day)], turn.stop, turn.size
    for time in context.times:
        link = context.words[place].text if place < len(context.words) else ""
        if time.start != place + 1 or link not in ANDS or not isinstance(time.end, On):
            continue
        if time.end.year.base != "implied" or (sized == "day") != (time.size == "day"):
            return None
        days.append(_month_day(time.end.month, time.end.day))
        place = time.stop
    unit = {2: "half", 4: "quarter"}.get(len(days))
    if unit is None:
        return None
    step = 12 // len(days)
    month, day = days[0]
    if days != [(month + step * turn, day) for turn in range(len(days))]:
        return None
    return Rhythm(unit, month % step, day), place


def _month_day(month: int, day: int) -> tuple[int, int]:
    """Return a day of a year, the last of its month as 0."""
    month = month or 12
    return month, 0 if day == last_day(2000, month) else day


def _carried(context: Context, roles: list[Role], turn: Time) -> tuple[Rhythm, int] | None:
    """Return the rhythm of 每月情况于次月5日前报送, whose day is named in the period that follows."""
    points = _named(roles, "point")
    if turn.size != "turn" or len(points) != 1 or points[0].start < turn.stop or not turn.rhythm:
        return None
    match turn.rhythm.unit, points[0].end:
        case "month", InMonth(1, day):
            return Rhythm("month", 0, day), points[0].stop
        case "quarter", InQuarter(1, month, day):
            return Rhythm("quarter", month, day), points[0].stop
    return None


def _bounds(context: Context, roles: list[Role], turn: Time) -> tuple[Moment | None, Moment | None]:
    """Return the first and last moment of a rhythm, as far as the phrase gives them."""
    first, last = _begun(context, turn), None
    for name, time, _ in roles:
        until = context.before(time) in ("to", "till")
        if name == "start" and time.mark == "start":
            first = time.begin
        elif name in ("point", "weak") and until:
            last = _until(time)
        elif name in ("point", "weak") and _frames(context, time, turn):
            first, last = first or time.begin, time.end
        elif name != "rhythm":
            _check_beside(context, name, time, turn)
    return first, last


def _until(time: Time) -> Moment:
    """Return the end in 到2025年，每年6月底前."""
    if time.end is None:
        raise unknown(f"“到{time.name}”不知道到哪天为止", DATED)
    return time.end


def _begun(context: Context, turn: Time) -> Moment | None:
    """Return the start in 即日起，每周五前."""
    place = context.place_before(turn)
    if place < 0 or context.kinds[place] != "from":
        return None
    return InDays(int(context.words[place].value == 1))


def _frames(context: Context, time: Time, turn: Time) -> bool:
    """Say whether `time` is the period in which the rhythm runs: 2022年每月5日前."""
    if time.stop != context.place_before(turn) + 1 or not isinstance(time.end, On):
        return False
    within = context.kinds[time.stop - 1] in _WITHIN or context.kinds[time.start] == "plan"
    return time.size == "period" or within


def _check_beside(context: Context, name: str, time: Time, turn: Time) -> None:
    """Refuse a time beside a rhythm that is a second deadline, or a part of the rhythm not understood."""
    if name in ("point", "blank") or (name == "weak" and context.is_milestone(time)):
        raise two_points(time.name, turn.name)
    inside = time.start >= turn.stop and context.clause_start(time) <= turn.start
    small = time.size in _SMALL or context.kinds[time.start] in _SMALL
    if inside and turn.size == "turn" and small:
        raise unknown(f"“{turn.name}”后面的“{context.shown(time)}”没有看懂", _WHICH_DAY)


def _kinds(context: Context, main: str) -> tuple[str, ...]:
    """Return the kinds: the main one, and standing if the phrase says so too."""
    return (main, "standing") if _is_standing(context) else (main,)


def _is_standing(context: Context) -> bool:
    if "standing" in context.kinds or "standing?" not in context.kinds:
        return "standing" in context.kinds
    if re.fullmatch(_ALONE, context.text.strip(" ()。.;")):
        return True
    return any(re.match(_GOES_ON, context.text[place:]) for place in _ends(context, "standing?"))


def _ends(context: Context, kind: str) -> list[int]:
    """Return where in the text the words of a kind end."""
    return [word.place + len(word.text) for word in context.words if word.kind == kind]


def _undated(context: Context) -> Reading | None:
    """Return the reading of 立行立改, 长期坚持 or 尽快; None where none of these is said."""
    if "immediate" in context.kinds:
        return Reading(_kinds(context, "immediate"))
    if _is_standing(context):
        return Reading(("standing",))
    return Reading(("soft",)) if "soft" in context.kinds else None


def _bare(context: Context, roles: list[Role]) -> Reading | None:
    """Return the reading of a phrase that is nothing but a period, or a word such as 逐步 or 常态化."""
    if not context.is_bare():
        return None
    weak = _named(roles, "weak")
    if weak:
        return _bare_times(context, weak)
    if "standing?" in context.kinds:
        is_name = any(re.match(_NAMED, context.text[place:]) for place in _ends(context, "standing?"))
        return None if is_name else Reading(("standing",))
    return Reading(("soft",)) if "soft?" in context.kinds or "softmark" in context.kinds else None


def _bare_times(context: Context, weak: list[Time]) -> Reading:
    for time in weak:
        name = time.name
        if time.size in ("vague", "past"):
            raise unusable(time)
        if time.size == "count" and not time.blank:
            raise ambiguous(f"本月{name}", f"{name}以内", f"写作 本月{name}前，或 {name}内")
        if time.size in ("feast", "unsupported") or (time.size == "span" and time.mark):
            raise unknown(f"“{name}”没有说到哪天为止", DATED)
    if any(time.blank for time in weak):
        return Reading(("blank",))
    return Reading(("point",), tuple(weak), soft="softmark" in context.kinds)


def _none(context: Context, roles: list[Role], titles: str) -> Reading:
    """Return the reading of what looks like a deadline and is not; refuse what does not even look so."""
    notes = [role.why for role in roles if role.why]
    if re.search(_TITLE_YEAR, titles):
        notes.append("书名号里的年份是标题的一部分，不是时限。")
    if any(word.kind == "from" and word.text.startswith(_NOW) for word in context.words):
        notes.append("“即日起”说的是开始的时间，不是完成时限。")
    notes += [_NOT_DUE[kind] for place, kind in enumerate(context.kinds) if _is_no_deadline(context, place)]
    if not notes:
        raise _refusal(context, roles)
    return Reading(("none",), notes=tuple(dict.fromkeys(notes)))


def _is_no_deadline(context: Context, place: int) -> bool:
    """Say whether the word at `place` makes a time of what is before it that is no deadline."""
    kind, before = context.kinds[place], context.words[place - 1].text if place else ""
    if kind == "around":
        return before.endswith(("日", "节", "天", "期", "月", "年"))
    return kind in _NOT_DUE and before != ""


def _refusal(context: Context, roles: list[Role]) -> DeadlineError:
    """Return the refusal of a phrase without a deadline, with what comes nearest to one in it."""
    for time in _named(roles, "start"):
        return unknown(f"“{context.shown(time)}”没有说到哪天为止", DATED)
    for place, kind in enumerate(context.kinds[1:]):
        if kind == "before" and context.closes(place + 2):
            return unknown(f"“{context.words[place].text[-8:]}前”没有确定的日期", DATED)
    for time in _named(roles, "weak"):
        if time.size in ("day", "period"):
            remedy = f"是时限的写作 {time.name}{'底前' if time.size == 'period' else '前'}"
            return unknown(f"“{time.name}”后面没有“前”“底”“内”，不能确定是时限", remedy)
    return unknown("没有找到时限", nearest(context.phrase))
