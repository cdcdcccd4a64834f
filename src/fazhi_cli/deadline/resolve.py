"""From what a phrase demands to days: the anchor is applied, working days are counted, the result explained.

The day of reading plays no part: everything counts from the anchor. A computed day is never moved.
"""

import datetime
from collections.abc import Callable

from fazhi_cli.deadline.calendar import Calendar
from fazhi_cli.deadline.count import Anchor, Counter, MissingAnchor, remarks, said
from fazhi_cli.deadline.errors import two_points, unknown
from fazhi_cli.deadline.phrase import Reading, read
from fazhi_cli.deadline.scan import Time
from fazhi_cli.meaning import Deadline


def parse(phrase: str, anchor: Anchor, calendar: Callable[[], Calendar]) -> Deadline:
    """Return what `phrase` means; `DeadlineError` if it is not understood or can mean two days.

    `calendar` is called only where working days or holidays have to be known for the date.
    """
    reading = read(phrase)
    counter = Counter(anchor, calendar)
    if reading.points:
        return _point(phrase, reading, counter)
    if reading.rhythm:
        return _recurring(phrase, reading, counter)
    kind = "+".join(reading.kinds)
    notes = tuple(_UNDATED[part] for part in reading.kinds if part in _UNDATED)
    return Deadline(phrase, kind, explanation=notes + reading.notes)


def explain(
    held: Deadline, calendar: Callable[[], Calendar], coming: datetime.date | None = None
) -> tuple[str, ...]:
    """Return how a deadline was understood, and what kind of day its date is.

    `coming` is the next day due of a recurring one, where it can be told. The calendar is asked for only if
    there is a day.
    """
    day = held.date or coming
    if day is None or day.year in held.unknown_years:
        return held.explanation
    following = (f"下一次是{said(day)}。",) if coming else ()
    return (*held.explanation, *following, *remarks(day, calendar()))


_UNDATED = {
    "immediate": "要求立即办理，没有写日期；从会议日期起记天数，不算逾期。",
    "standing": "长期工作，没有终点，不算逾期。",
    "soft": "没有写明日期，不算逾期；请补上日期。",
    "blank": "原文把数字空着，待补日期。",
}
_MISSING = {
    "year": "没有台账年度（year），也没有会议日期（issued），算不出日期。",
    "issued": "没有会议日期（issued），算不出日期。",
}


def _point(phrase: str, reading: Reading, counter: Counter) -> Deadline:
    kind = "+".join(reading.kinds)
    notes = (*reading.notes, *_more(reading))
    try:
        day = _agreed(reading.points, counter)
        _check_around(reading, day, Counter(counter.anchor, counter.calendar))
    except MissingAnchor as missing:
        _check_same(reading.points)
        notes = (_MISSING[missing.name], *notes)
        return Deadline(phrase, kind, soft=reading.soft, lacks=missing.name, explanation=notes)
    notes = (f"时限到{said(day)}为止，当天办结仍算按期。", *counter.notes, *notes)
    unknown_years = counter.unknown_years
    return Deadline(phrase, kind, day, soft=reading.soft, unknown_years=unknown_years, explanation=notes)


def _more(reading: Reading) -> tuple[str, ...]:
    soft = ("“原则上”“力争”一类说法：日期照算，另作标记。",) if reading.soft else ()
    return soft + (("到期之后还要长期坚持。",) if "standing" in reading.kinds else ())


def _agreed(points: tuple[Time, ...], counter: Counter) -> datetime.date:
    """Return the one day that all points mean."""
    first, *others = points
    day = counter.point(first)
    for other in others:
        if other.end != first.end and counter.point(other) != day:
            raise two_points(first.name, other.name)
    return day


def _check_same(points: tuple[Time, ...]) -> None:
    """Refuse points that differ in meaning, where no day can be told to compare."""
    for other in points[1:]:
        if other.end != points[0].end:
            raise two_points(points[0].name, other.name)


def _check_around(reading: Reading, day: datetime.date, counter: Counter) -> None:
    """Refuse a bare time beside a point that does not lie in it: it is a target of its own."""
    for time in (*reading.around, *reading.asides):
        end = counter.bound(time.end)
        if time in reading.asides and end and counter.anchor.issued and end < counter.anchor.issued:
            continue
        begin = counter.bound(time.begin) if time.size in ("day", "period") else end
        if begin is None or end is None or not begin <= day <= end:
            raise two_points(time.name, reading.points[0].name)
    for time in reading.later:
        begin = _known(time, counter)
        if begin and begin > day:
            raise two_points(reading.points[0].name, time.name)


def _known(time: Time, counter: Counter) -> datetime.date | None:
    """Return the first day of a time, None where its anchor is missing."""
    try:
        return counter.bound(time.begin)
    except MissingAnchor:
        return None


def _recurring(phrase: str, reading: Reading, counter: Counter) -> Deadline:
    rhythm = reading.rhythm
    assert rhythm is not None
    lacks, first, last = None, None, None
    try:
        first, last = counter.bound(reading.first), counter.bound(reading.last)
    except MissingAnchor as missing:
        lacks = missing.name
    if first and last and first > last:
        raise unknown(
            f"开始的{said(first)}在结束的{said(last)}之后",
            "把起止时间对调，例如 2022年起至2025年，每年6月底前",
        )
    notes = [f"{rhythm}到期，一个周期报一次。"]
    notes += [f"从{said(first)}开始。"] if first else []
    notes += [f"到{said(last)}结束。"] if last else []
    notes += [_MISSING[lacks]] if lacks else []
    explanation = (*notes, *counter.notes, *reading.notes, *_more(reading))
    return Deadline(
        phrase,
        "+".join(reading.kinds),
        rhythm=rhythm,
        lacks=lacks,
        first=first,
        last=last,
        explanation=explanation,
    )
