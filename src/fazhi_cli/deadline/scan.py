"""From words to the times a phrase names, each with what stands around it.

A form from `forms` is followed here by its tail: a weekday in brackets, an hour, and the word that makes a
deadline of it (前, 以内, 止) or undoes it (起, 后, 前后, 以来). Two times joined by 至 become one.
"""

from collections.abc import Sequence
from typing import NamedTuple, cast

from fazhi_cli.deadline.errors import DATED, ambiguous, unknown
from fazhi_cli.deadline.forms import Form, Readings, Stretch, is_blank, longest
from fazhi_cli.deadline.moment import Moment, On, Year
from fazhi_cli.deadline.words import Token
from fazhi_cli.rhythm import Rhythm

CLOSING = frozenset(("before", "in", "by", "during"))
"""Kinds of word that make a deadline of the time before them."""

UNDOING = frozenset(("start", "after", "dayof", "around", "ago"))
"""Kinds of word that make something else of it."""

ANDS = (",", "、", "和", "及", "与", "以及")
"""What joins two times that are not the ends of one stretch."""

_MARKS = {kind: kind for kind in CLOSING | UNDOING} | {"cutoff": "by"}
_LOOSE = frozenset(("ten", "end", "early", "inmonth", "clock", "offwork"))
_UNUSABLE = frozenset(("vague", "unsupported", "past"))


class Time(NamedTuple):
    """A time named in a phrase.

    `name` is its wording without the mark, `size` that of its form; `start` and `stop` are the numbers of
    its first token and of the one behind its tail. `begin` and `end` are its first and last moment; a rhythm
    has neither, and a time whose number is blanked out has nothing. `mark` is the kind of word that closes
    or undoes it, `led` whether one such as 到 or 最迟 leads to it.
    """

    name: str
    size: str
    start: int
    stop: int
    begin: Moment | None
    end: Moment | None
    rhythm: Rhythm | None
    readings: Readings
    mark: str
    led: bool
    weekday: int

    @property
    def usable(self) -> bool:
        """Say whether a day or rhythm can be told from it, or could if the source had not blanked it."""
        return self.size not in _UNUSABLE

    @property
    def blank(self) -> bool:
        """Say whether its number is blanked out in the source."""
        return self.end is None and self.rhythm is None and self.size not in _UNUSABLE

    @property
    def firm(self) -> bool:
        """Say whether it is worded as a deadline."""
        if self.mark in UNDOING or self.size in _UNUSABLE:
            return False
        if self.size == "end" or self.rhythm:
            return True
        if self.size in ("span", "count"):
            return self.mark == "in" or (self.blank and self.mark != "")
        return self.mark != "" or (self.led and self.size != "feast")


def times(words: Sequence[Token], kinds: tuple[str, ...]) -> list[Time]:
    """Return the times that a phrase names, in order; a time that cannot be is refused."""
    found: list[Time] = []
    place = 0
    while place < len(kinds):
        time = _time(words, kinds, place)
        if time is None:
            place += 1
            continue
        if found and _joins(found[-1], time, kinds):
            time = _joined(found.pop(), time, kinds)
        elif found and (shared := _shared_mark(found[-1], time, words, kinds)):
            mark, stop = shared
            found.append(_marked(found.pop(), mark))
            time = _marked(time, mark)._replace(stop=stop)
        found.append(_following(time, found))
        place = time.stop
    _check_loose(words, kinds, found)
    return found


def _check_loose(words: Sequence[Token], kinds: tuple[str, ...], found: Sequence[Time]) -> None:
    """Refuse a word that hangs on a time without making sense with it: 每季度上旬, 9月底前一周."""
    spans = {time.start for time in found if time.size in ("span", "count")}
    for time in found:
        following = kinds[time.stop : time.stop + 1]
        if not time.mark and following and following[0] in _LOOSE:
            raise unknown(f"“{time.name}”后面的“{words[time.stop].text}”没有看懂", DATED)
        if (
            words[time.stop : time.stop + 1]
            and words[time.stop].text in ANDS
            and _hangs(kinds, time.stop + 1)
        ):
            raise unknown(f"“{time.name}”后面的“{words[time.stop + 1].text}”没有看懂", DATED)
        if time.stop + (following == ("before",)) in spans and time.mark in CLOSING:
            raise unknown(f"“{time.name}前”后面的时长没有看懂", DATED)


def _hangs(kinds: tuple[str, ...], place: int) -> bool:
    """Say whether a word begins at `place` that needs a time before it: the 下旬 of 每月中旬和下旬."""
    return kinds[place : place + 1] in (("ten",), ("inmonth",))


def _shared_mark(
    first: Time, last: Time, words: Sequence[Token], kinds: tuple[str, ...]
) -> tuple[str, int] | None:
    """Return the mark of 本周五（3月18日）前, which belongs to both times, and where it ends."""
    if first.mark or last.mark or not (first.usable and last.usable):
        return None
    if first.stop != last.start - 1 or kinds[first.stop] != "(" or kinds[last.stop : last.stop + 1] != (")",):
        return None
    after = _after_hour(words, kinds, last.stop + 1)
    mark = _MARKS.get(kinds[after]) if after < len(kinds) else None
    return (mark, after + 1) if mark else None


def _following(time: Time, found: Sequence[Time]) -> Time:
    """Return `time` with its 次年 counted from the last year stated before it, else from the register's."""

    def resolved(moment: Moment | None) -> Moment | None:
        if not isinstance(moment, On) or moment.year.base != "following":
            return moment
        return moment._replace(year=Year(base, value + moment.year.value))

    ends = [other.end for other in found if isinstance(other.end, On)]
    stated = [end.year.value for end in ends if end.year.base == "stated"]
    base, value = ("stated", stated[-1]) if stated else ("register", 0)
    return time._replace(begin=resolved(time.begin), end=resolved(time.end))


def _marked(time: Time, mark: str) -> Time:
    time = time._replace(mark=mark)
    if not time.blank:
        _check(time)
    return time


def _time(words: Sequence[Token], kinds: tuple[str, ...], place: int) -> Time | None:
    match = longest(kinds, place)
    if match is None:
        return None
    form, stop = match
    begin, end, rhythm, readings = _built(form, words[place:stop])
    after, weekday = (stop, 0) if rhythm else _weekday(words, kinds, stop)
    after = _after_hour(words, kinds, after)
    mark = _MARKS.get(kinds[after], "") if after < len(kinds) else ""
    name = "".join([word.text for word in words[place:stop]])
    led = place > 0 and kinds[place - 1] in ("till", "to")
    stop = after + 1 if mark else after
    time = Time(name, form.size, place, stop, begin, end, rhythm, readings, mark, led, weekday)
    if mark and not time.blank:
        _check(time)
    return time


def _built(
    form: Form, words: Sequence[Token]
) -> tuple[Moment | None, Moment | None, Rhythm | None, Readings]:
    if form.build is None or is_blank(words):
        return None, None, None, ("", "")
    built = form.build(words)
    if isinstance(built, Rhythm):
        return None, None, built, ("", "")
    if form.size in _UNUSABLE:
        return None, None, None, cast(Readings, built)
    begin, end = cast(Stretch, built)
    return begin, end, None, ("", "")


def _weekday(words: Sequence[Token], kinds: tuple[str, ...], stop: int) -> tuple[int, int]:
    """Return where 9月30日（星期五） ends, and the weekday it names."""
    if kinds[stop - 1] == "day" and stop < len(kinds):
        if kinds[stop : stop + 3] == ("(", "weekday", ")"):
            return stop + 3, cast(int, words[stop + 1].value)
        if kinds[stop] == "weekday":
            return stop + 1, cast(int, words[stop].value)
    return stop, 0


def _after_hour(words: Sequence[Token], kinds: tuple[str, ...], place: int) -> int:
    """Return where the hour that may stand at `place` ends: 下午5点. Midnight belongs to two days."""
    hour = place
    while True:
        after = hour + (kinds[hour : hour + 1] == (" ",))
        if after == len(kinds) or kinds[after] not in ("clock", "offwork"):
            break
        hour = after + 1
    if hour > place and words[hour - 1].value == 0:
        raise ambiguous("前一天结束以前", "当天结束以前", "不写零点，写明哪一天之前，例如 9月30日前")
    return hour


def _check(time: Time) -> None:
    """Refuse 9月前 (before it begins or ends?), 3月内 (March or three months?), 5日前 (of which month?)."""
    name = time.name
    if time.mark == "before" and time.size in ("period", "turn", "plan"):
        raise ambiguous(f"{name}开始以前", f"{name}结束以前", f"写作 {name}底前，或写明日期，例如 9月30日前")
    if time.mark == "before" and time.size == "count":
        raise ambiguous(f"本月{name}以前", f"{name}之前（已过去）", f"写明月份，例如 本月{name}前、9月30日前")
    if time.mark == "in" and time.size == "period" and _is_bare_month(time):
        span = name.replace("月", "个月")
        raise ambiguous(f"{name}底以前", f"{span}以内", f"写作 {name}底前，或 {span}内")


def _is_bare_month(time: Time) -> bool:
    begin, end = time.begin, time.end
    if not (isinstance(begin, On) and isinstance(end, On)) or time.stop - time.start > 2:
        return False
    return begin.year.base == "implied" and begin.month == end.month


def _joins(first: Time, last: Time, kinds: tuple[str, ...]) -> bool:
    """Say whether two times are the two ends of one range."""
    if kinds[last.start - 1] not in ("to", "dash") or first.stop != last.start - 1:
        return False
    return not (first.mark or first.rhythm or last.rhythm) and first.usable and last.usable


def _joined(first: Time, last: Time, kinds: tuple[str, ...]) -> Time:
    """Return the range of two times; a year named only with the first holds for the last too."""
    end = _following(last, [first]).end
    if isinstance(first.begin, On) and isinstance(end, On):
        if end.year.base == "implied":
            end = end._replace(year=first.begin.year)
        if first.begin.year == end.year and first.begin[1:] > (end.month, end.day or 31):
            remedy = "跨年的写明年份，例如 2022年10月至2023年3月"
            raise unknown(f"“{first.name}”在“{last.name}”之后", remedy)
    return last._replace(
        name=f"{first.name}至{last.name}",
        start=first.start,
        begin=first.begin,
        end=None if first.blank or last.blank else end,
        led=first.start > 0 and kinds[first.start - 1] == "since",
    )
