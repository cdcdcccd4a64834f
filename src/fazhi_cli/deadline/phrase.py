"""From the times and words of a phrase to what it demands, before any anchor is known.

Here is decided which of the times named are deadlines, which are bounds of a rhythm, and which only look
like deadlines; and what the words without a date (长期坚持, 立行立改, 尽快) add to them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from fazhi_cli.deadline.errors import DeadlineError, ambiguous, two_points, unknown
from fazhi_cli.deadline.forms import NO_RHYTHM
from fazhi_cli.deadline.lexer import fold, tokens, without_titles
from fazhi_cli.deadline.moment import After, InDays, Moment, On
from fazhi_cli.deadline.rhythm import Rhythm
from fazhi_cli.deadline.scan import CLOSING, Time, times
from fazhi_cli.deadline.words import DOCUMENTS, EVENTS, FILLERS, MILESTONES, NOTHING, ONGOING, Token

LONGEST = 200
"""Characters in the longest phrase that is read."""

_TITLE_YEAR = re.compile("[0-9]{4}年")
_BREAKS = (",", ";", "(", ")", ":")
_IDLE = frozenset((*_BREAKS, " ", "from", "since", "to", "till", "dash", "softmark", "soft?", "standing?"))
_WITHIN = frozenset(("in", "during", "yearin", "monthin", "quarterin"))
_DATED = "写明日期，例如 9月30日前"
_TWICE = "写明每一次的日期；每半年一次写作 每半年，每季度一次写作 每季度"


class Reading(NamedTuple):
    """What a phrase demands.

    `points` all have to mean one day, and each of `around` has to contain it. `first` and `last` bound the
    rhythm. `notes` say in Chinese why something was not taken for a deadline.
    """

    kinds: tuple[str, ...]
    points: tuple[Time, ...] = ()
    around: tuple[Time, ...] = ()
    rhythm: Rhythm | None = None
    first: Moment | None = None
    last: Moment | None = None
    soft: bool = False
    notes: tuple[str, ...] = ()


@lru_cache(maxsize=2048)
def read(phrase: str) -> Reading:
    """Return what `phrase` demands, whatever the anchor; `DeadlineError` if that cannot be told."""
    if len(phrase) > LONGEST:
        raise unknown(f"超过{LONGEST}个字", "", "只写时限，例如 9月底前；其余内容写进 detail")
    folded = fold(phrase)
    text, titles = without_titles(folded)
    if folded.strip(" ()。.;").lower() in NOTHING:
        return Reading(("none",), notes=("写明没有时限或时限待定。",))
    return _Reader(phrase, text, titles).reading()


class _Reader:
    """One phrase being read."""

    def __init__(self, phrase: str, text: str, titles: str) -> None:
        self.phrase = phrase
        self.text = text
        self.words = tokens(text)
        self.kinds = tuple([word.kind for word in self.words])
        self.times = times(self.words, self.kinds)
        self.notes = ["书名号里的年份是标题的一部分，不是时限。"] if _TITLE_YEAR.search(titles) else []
        self.roles = [(self.role(time), time) for time in self.times]

    def reading(self) -> Reading:
        """Return what the phrase demands: dates first, then words without a date, then nothing at all."""
        dated = self.dated()
        if dated:
            return dated
        if self.standing() or "immediate" in self.kinds:
            return Reading(self.joined("immediate" if "immediate" in self.kinds else ""))
        if "soft" in self.kinds:
            return Reading(("soft",))
        return self.bare() or self.nothing()

    # -- what each time is

    def role(self, time: Time) -> str:
        """Return what a time is here: point, blank, rhythm, start, weak (perhaps a point) or idle."""
        if time.size == "unsupported":
            return self.unsupported(time)
        if time.mark in ("around", "ago") or (time.size == "feast" and time.mark == "during"):
            return self.idle(f"“{self.shown(time)}”说的是大致的时间，不是时限。")
        if time.mark in ("start", "after", "dayof"):
            return "start"
        if time.rhythm:
            return "rhythm"
        if time.size in ("span", "count"):
            return self.span(time)
        return self.calendar_time(time)

    def calendar_time(self, time: Time) -> str:
        led = self.before(time.start)
        if led == "asof" and time.mark not in CLOSING:
            return self.idle(f"“截至{time.name}”是统计截止的时间，不是完成时限。")
        if led in ("asof", "cutoff") and time.mark not in CLOSING:
            raise ambiguous(f"{time.name}前完成", f"数据统计到{time.name}", f"是完成时限的写作 {time.name}前")
        if not time.usable and (time.mark in CLOSING or self.words[time.start].kind.startswith(("every", "doubt"))):
            raise self.unusable(time)
        if time.blank:
            return "blank" if time.firm else "weak"
        return "point" if time.firm else "weak"

    def span(self, time: Time) -> str:
        """Return what so many days are: a limit counted from the meeting, or one that only looks like it."""
        if self.before(time.start) in ("limit", "recent"):
            return self.idle(f"“{self.shown(time)}”说的是办理时长或过去一段时间，不是完成时限。")
        if time.mark == "before" and not time.blank:
            raise unknown(f"“{self.shown(time)}”没有说从哪天往前数", self.phrase, _DATED)
        if not time.firm:
            return "weak"
        if self.per_case(time):
            return self.idle(f"“{self.shown(time)}”从每件事发生时起算，没有统一的日期。")
        start = self.started(time)
        return "blank" if time.blank or (start and start.blank) else "point"

    def unsupported(self, time: Time) -> str:
        if self.words[time.start].kind.startswith("every"):
            raise unknown(f"“{time.name}”这样的周期不能表示", self.phrase, NO_RHYTHM)
        if time.mark in CLOSING:
            raise unknown(f"“{time.name}”不是确定的时间", self.phrase)
        return "weak"

    def unusable(self, time: Time) -> DeadlineError:
        if time.size == "past":
            return unknown(f"“{time.name}”早已过去，不能作时限", self.phrase)
        return ambiguous(*time.readings)

    def idle(self, note: str) -> str:
        self.notes.append(note)
        return "idle"

    # -- what a limit of so many days is counted from

    def per_case(self, time: Time) -> bool:
        """Say whether a span is counted from something that happens case by case."""
        place = time.start - 1 - (self.before(time.start) == ",")
        kind = self.kinds[place] if place >= 0 else ""
        if kind == "from" or self.started(time):
            return False
        if kind in ("after", "dayof", "start"):
            return not (self.kinds[place - 1] == "issue" and self.this_paper(place - 1))
        return "percase" in self.clause_kinds(time) or any(event in self.clause(time) for event in EVENTS)

    def this_paper(self, place: int) -> bool:
        """Say whether 印发 at `place` is of the register's own paper: 本通知印发, or nothing named."""
        said = self.text[: self.words[place].place].rstrip("自从")
        document = next((name for name in DOCUMENTS if said.endswith(name)), None)
        if document and not said.removesuffix(document).endswith(("本", "该", "此", "本实施", "本工作")):
            raise ambiguous(f"从本文件印发之日起算", f"从另一份{document}印发之日起算", "写作 本通知印发之日起…，或写明日期")
        return True

    def started(self, time: Time) -> Time | None:
        """Return the time that a span is counted from: 2012年起5年内."""
        stop = time.start - (self.before(time.start) == ",")
        return next((other for role, other in self.starts() if other.stop == stop), None)

    def starts(self) -> Iterator[tuple[str, Time]]:
        return ((other.mark, other) for other in self.times if other.mark in ("start", "after", "dayof"))

    def counted(self, time: Time) -> Time:
        """Return `time`; if it is a span from a stated start, with that start."""
        start = self.started(time) if isinstance(time.end, After) else None
        if start is None or not isinstance(time.end, After):
            return time
        if not isinstance(start.begin, On) or not isinstance(start.end, On):
            raise unknown(f"“{start.name}”起不知道从哪天算", self.phrase)
        whole = start.mark == "start"
        begin = start.begin if whole else start.end
        return time._replace(end=time.end._replace(start=begin, period=start.size if whole else "day"))

    # -- the phrase as a whole

    def of(self, role: str) -> list[Time]:
        return [time for given, time in self.roles if given == role]

    def dated(self) -> Reading | None:
        """Return the reading of a phrase that names a date, a rhythm or a blank; None if it names none."""
        if self.of("rhythm"):
            return self.recurring()
        points, blanks = [self.counted(time) for time in self.of("point")], self.of("blank")
        if points and blanks:
            raise two_points(points[0].name, blanks[0].name)
        if not points:
            return Reading(self.joined("blank")) if blanks else None
        around = tuple(time for time in self.of("weak") if self.is_milestone(time))
        notes = ("要求立即着手，是否逾期按日期算。",) if "immediate" in self.kinds else ()
        soft = "softmark" in self.kinds
        return Reading(self.joined("point"), tuple(points), around, soft=soft, notes=notes)

    def recurring(self) -> Reading:
        turn, *others = self.of("rhythm")
        for other in others:
            if other.rhythm != turn.rhythm:
                raise two_points(turn.name, other.name)
        if any(word.kind == "times" and word.value != 1 for word in self.words):
            raise unknown("没有说明每一次在哪一天", self.phrase, _TWICE)
        first, last = self.bounds(turn)
        return Reading(self.joined("recurring"), rhythm=turn.rhythm, first=first, last=last)

    def bounds(self, turn: Time) -> tuple[Moment | None, Moment | None]:
        """Return the first and last moment of a rhythm, as far as the phrase gives them."""
        first, last = self.begun(turn), None
        for role, time in self.roles:
            if role == "start":
                first = time.begin if time.mark == "start" else first
            elif role in ("point", "weak") and self.frames(time, turn):
                first, last = first or time.begin, time.end
            elif role in ("point", "weak") and self.before(time.start) in ("to", "till"):
                last = time.end
            elif role in ("point", "blank") or (role == "weak" and self.is_milestone(time)):
                raise two_points(time.name, turn.name)
            elif role == "weak" and self.follows(time, turn):
                raise unknown(f"“{turn.name}”后面的“{time.name}”没有看懂", self.phrase)
        return first, last

    def frames(self, time: Time, turn: Time) -> bool:
        """Say whether `time` is the period in which the rhythm runs: 2022年每月5日前."""
        if time.stop != turn.start - (self.before(turn.start) == ","):
            return False
        if self.before(time.start) in ("to", "till") and not isinstance(time.end, After):
            return False
        within = self.kinds[time.stop - 1] in _WITHIN or self.words[time.start].kind == "plan"
        return isinstance(time.end, On) and (time.size == "period" or within)

    def follows(self, time: Time, turn: Time) -> bool:
        return time.start >= turn.stop and self.clause_start(time) <= turn.start

    def begun(self, turn: Time) -> Moment | None:
        """Return the start in 即日起，每周五前."""
        place = turn.start - 1 - (self.before(turn.start) == ",")
        if place < 0 or self.kinds[place] != "from":
            return None
        return InDays(int(self.words[place].value == 1))

    def joined(self, main: str) -> tuple[str, ...]:
        """Return the kinds: the main one, and standing if the phrase says so too."""
        return (*([main] if main else []), *(["standing"] if self.standing() else []))

    def standing(self) -> bool:
        for place, kind in enumerate(self.kinds):
            following = self.words[place + 1].text if place + 1 < len(self.words) else ""
            if kind == "standing" or (kind == "standing?" and following.startswith(ONGOING)):
                return True
        return False

    # -- phrases without anything that is surely a deadline

    def bare(self) -> Reading | None:
        """Return the reading of a phrase that is nothing but a period, or a word such as 逐步 or 常态化."""
        if not self.is_alone():
            return None
        weak = self.of("weak")
        if weak:
            return self.bare_times(weak)
        if "standing?" in self.kinds:
            return Reading(("standing",))
        return Reading(("soft",)) if {"soft?", "softmark"} & set(self.kinds) else None

    def bare_times(self, weak: list[Time]) -> Reading:
        for time in weak:
            if not time.usable and time.size != "unsupported":
                raise self.unusable(time)
            if time.size == "count" and not time.blank:
                raise ambiguous(f"本月{time.name}", f"{time.name}以内", f"写作 本月{time.name}前，或 {time.name}内")
            if time.size in ("feast", "unsupported") or (time.size == "span" and time.mark):
                raise unknown(f"“{time.name}”没有说到哪天为止", self.phrase)
        blanks = [time for time in weak if time.blank]
        if blanks:
            return Reading(("blank",))
        return Reading(("point",), tuple(weak), soft="softmark" in self.kinds)

    def nothing(self) -> Reading:
        """Return the reading of what looks like a deadline and is not; refuse what does not even look so."""
        self.notes += [f"“{time.name}”是开始的时间，不是完成时限。" for time in self.of("start") if time.mark == "start"]
        if "during" in self.kinds:
            self.notes.append("“…期间”说的是一段时间，不是时限。")
        if "around" in self.kinds:
            self.notes.append("“前后”说的是大致的时间，不是时限。")
        if not self.notes:
            raise self.refusal()
        return Reading(("none",), notes=tuple(dict.fromkeys(self.notes)))

    def refusal(self) -> DeadlineError:
        """Return why nothing was found."""
        for time in self.of("start"):
            return unknown(f"“{self.shown(time)}”没有说到哪天为止", self.phrase, _DATED)
        for place, kind in enumerate(self.kinds[1:]):
            if kind == "before" and self.closes(place + 2):
                return unknown(f"“{self.words[place].text[-8:]}前”没有确定的日期", self.phrase, _DATED)
        for time in (time for time in self.of("weak") if time.size in ("day", "period")):
            reason = f"“{time.name}”后面没有“前”“底”“内”，不能确定是时限"
            return unknown(reason, self.phrase, f"是时限的写作 {time.name}底前" if time.size == "period" else _DATED)
        return unknown("没有找到时限", self.phrase)

    # -- places in the phrase

    def before(self, place: int) -> str:
        return self.kinds[place - 1] if place else ""

    def shown(self, time: Time) -> str:
        return "".join(word.text for word in self.words[time.start : time.stop])

    def clause_start(self, time: Time) -> int:
        breaks = (place for place in range(time.start - 1, -1, -1) if self.kinds[place] in _BREAKS)
        return next(breaks, -1) + 1

    def clause_kinds(self, time: Time) -> tuple[str, ...]:
        return self.kinds[self.clause_start(time) : time.start]

    def clause(self, time: Time) -> str:
        start = self.clause_start(time)
        return self.text[self.words[start].place : self.words[time.start].place]

    def is_milestone(self, time: Time) -> bool:
        """Say whether a bare period is worded as a target of its own, not as background."""
        return time.size in ("day", "period") and not (time.blank or time.mark) and self.closes(time.stop)

    def closes(self, place: int) -> bool:
        """Say whether what comes before `place` stands for itself: a break or 完成 and the like follows."""
        following = self.words[place] if place < len(self.words) else None
        return following is None or following.kind in _BREAKS or following.text.startswith(MILESTONES)

    def is_alone(self) -> bool:
        """Say whether the phrase holds nothing but times and words that add nothing to them."""
        covered = {place for time in self.times for place in range(time.start, time.stop)}
        rest = (word for place, word in enumerate(self.words) if place not in covered)
        return all(word.kind in _IDLE or (word.kind == "text" and _is_filler(word.text)) for word in rest)


def _is_filler(text: str) -> bool:
    while text:
        filler = next((filler for filler in FILLERS if text.startswith(filler)), None)
        if filler is None:
            return False
        text = text.removeprefix(filler)
    return True
