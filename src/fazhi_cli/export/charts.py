"""The shapes of the charts of a report: where each bar, line and number goes, and the words beside them.

Nothing is drawn here. Lengths are in units of a drawing WIDTH wide, from its upper left corner; numbers and
words are those of the report. Every chart can be told in words alone, and without colours.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_cli.burnup import Burnup, Track
from fazhi_cli.cells import fitting, visible, width
from fazhi_cli.query import GROUPS
from fazhi_cli.report import Part, Report
from fazhi_cli.tally import Rate, Tally
from fazhi_cli.wording import day_text, share_text

WIDTH = 400
UNITS = 15
"""How many units have a bar of their own."""

SEGMENTS: Mapping[str, tuple[str, Callable[[Tally], int]]] = {
    "done": ("已办结", lambda counted: counted.done),
    "overdue": ("逾期", lambda counted: counted.overdue),
    "open": ("未办结、未逾期", lambda counted: counted.open - counted.overdue),
    "off": ("暂缓、取消", lambda counted: counted.paused + counted.dropped),
}
"""The parts of a bar, which add up to the whole: their names and numbers."""

_CELL, _SMALL_CELL = 6.8, 6.2
"""How wide a cell of a name and of a number is."""
_GAP = 14
_ROW, _BAR_TOP = 44, 20
_LEGEND_TOP, _LEGEND_ROW = 230, 18
_MOST_TICKS = 6
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000)


class Plot(NamedTuple):
    """The field that lines are drawn in."""

    left: int
    right: int
    top: int
    bottom: int


PLOT = Plot(34, 392, 24, 190)
_TAIL = 8
"""How far lines go on after the last day, so that what they come to is seen."""


class Segment(NamedTuple):
    """A part of a bar: which of SEGMENTS, where it begins, its width, its number ("" if too narrow)."""

    kind: str
    x: float
    width: float
    text: str


class Bar(NamedTuple):
    """A bar with the line above it: the name in full, as much of it as fits, the numbers; `y` is its top."""

    name: str
    label: str
    numbers: str
    y: int
    segments: tuple[Segment, ...]


class Key(NamedTuple):
    """One item of a legend: what it explains, where its sample begins, its text."""

    kind: str
    x: float
    y: int
    text: str


class Bars(NamedTuple):
    """Bars one below the other, each divided by shares. `about` tells all of it in words."""

    title: str
    about: str
    height: int
    bars: tuple[Bar, ...]
    legend: tuple[Key, ...]


class Tick(NamedTuple):
    """A mark on an axis: how far along, and its label."""

    at: float
    text: str

    @property
    def anchor(self) -> str:
        """Return which part of a label above or below the mark stands at it, so that all of it is seen."""
        room = width(self.text) * _SMALL_CELL / 2
        return "start" if self.at < room else "end" if self.at > WIDTH - room else "middle"


class Line(NamedTuple):
    """A line in steps, as the data of an SVG path; `kind` is firm, planned or actual."""

    kind: str
    path: str


class Lines(NamedTuple):
    """Numbers that grow from left to right. `today` is where the day of the report is, `about` the words."""

    title: str
    about: str
    height: int
    lines: tuple[Line, ...]
    legend: tuple[Key, ...]
    days: tuple[Tick, ...]
    counts: tuple[Tick, ...]
    today: Tick
    notes: tuple[str, ...]


def sections(report: Report) -> Bars | None:
    """Return the sections as bars, in their order; None of no measures."""
    return (
        _bars(f"各{GROUPS[report.register.division].term}办结情况", report.sections)
        if report.sections
        else None
    )


def units(report: Report) -> Bars | None:
    """Return the units that lead as bars, the most overdue first; None of no measures.

    Where there are many more than UNITS, all others are added up in one bar.
    """
    parts = sorted(report.units, key=lambda part: (-part.now.overdue, -part.now.open))
    if not parts:
        return None
    first = parts if len(parts) <= UNITS + 1 else parts[:UNITS]
    return _bars("各牵头单位办结情况（逾期多的在前）", first, parts[len(first) :])


def burnup(report: Report) -> Lines | None:
    """Return what was handed in against what was to be, day by day; None without a dated deadline."""
    plan = report.burnup
    return _lines(plan) if plan.planned.steps else None


def _bars(title: str, parts: Sequence[Part], rest: Sequence[Part] = ()) -> Bars:
    bars = [_bar(row, visible(part.title), [part]) for row, part in enumerate(parts)]
    if rest:
        bars.append(_bar(len(parts), f"其余 {len(rest)} 家合计", rest))
    bottom = len(bars) * _ROW
    return Bars(
        title=title,
        about="；".join(f"{bar.name}：{bar.numbers}" for bar in bars),
        height=bottom + 20,
        bars=tuple(bars),
        legend=tuple(_bar_legend(bottom + 14, (*parts, *rest))),
    )


def _bar(row: int, name: str, parts: Sequence[Part]) -> Bar:
    """Return a bar as long as any other: its parts are shares, of all `parts` added up."""
    counts = {kind: sum(number(part.now) for part in parts) for kind, (_, number) in SEGMENTS.items()}
    rates = [part.now.completion for part in parts]
    done = Rate(sum(rate.part for rate in rates), sum(rate.whole for rate in rates))
    numbers = f"办结 {share_text(done)} 逾期 {counts['overdue']}"
    return Bar(name, _fitted(name, numbers), numbers, row * _ROW + _BAR_TOP, tuple(_segments(counts)))


def _segments(counts: Mapping[str, int]) -> Iterator[Segment]:
    scale, x = WIDTH / sum(counts.values()), 0.0
    for kind, count in counts.items():
        if count:
            fits = count * scale >= width(str(count)) * _SMALL_CELL + 6
            yield Segment(kind, _round(x), _round(count * scale), str(count) if fits else "")
            x += count * scale


def _fitted(name: str, numbers: str) -> str:
    """Return as much of a name as there is room for beside the numbers."""
    cells = int((WIDTH - width(numbers) * _SMALL_CELL - _GAP) / _CELL)
    return name if width(name) <= cells else f"{fitting(name, cells - 2)}…"


def _bar_legend(y: int, parts: Sequence[Part]) -> Iterator[Key]:
    """Yield the items of the segments that any bar has."""
    x = 0.0
    for kind, (term, number) in SEGMENTS.items():
        if any(number(part.now) for part in parts):
            yield Key(kind, _round(x), y, term)
            x += 2 * _GAP + width(term) * _SMALL_CELL


def _lines(plan: Burnup) -> Lines:
    top = max(plan.planned.on(plan.last), plan.actual.total, 1)
    span = max((plan.last - plan.first).days, 1)

    def across(day: date) -> float:
        return _round(PLOT.left + (day - plan.first).days * (PLOT.right - _TAIL - PLOT.left) / span)

    def up(count: int) -> float:
        return _round(PLOT.bottom - count * (PLOT.bottom - PLOT.top) / top)

    told = list(_told(plan))
    ends = {"firm": PLOT.right, "planned": PLOT.right, "actual": across(plan.day)}
    return Lines(
        title="计划与完成",
        about=f"截至{day_text(plan.day, year=True)}。{'；'.join(text for _, text in told)}。",
        height=_LEGEND_TOP + len(told) * _LEGEND_ROW - 6,
        lines=tuple(
            Line(kind, _path(getattr(plan, kind), plan.last, ends[kind], across, up))
            for kind, _ in reversed(told)
        ),
        legend=tuple(
            Key(kind, 0, _LEGEND_TOP + row * _LEGEND_ROW, text) for row, (kind, text) in enumerate(told)
        ),
        days=tuple(Tick(across(day), text) for day, text in _days(plan.first, plan.last)),
        counts=tuple(Tick(up(count), str(count)) for count in range(0, top + 1, _step(top))),
        today=Tick(across(plan.day), f"截至{day_text(plan.day)}"),
        notes=tuple(_notes(plan)),
    )


def _told(plan: Burnup) -> Iterator[tuple[str, str]]:
    """Yield the lines that there are, each with its numbers in words."""
    yield "actual", f"已报办结：{plan.actual.total} 条"
    if plan.firm.steps:
        yield "firm", f"计划，按有出处的时限：{_planned(plan.firm, plan.day)}"
    if plan.planned.total > plan.firm.total:
        name = "计划，连同推定的时限" if plan.firm.steps else "计划，时限都是推定的"
        yield "planned", f"{name}：{_planned(plan.planned, plan.day)}"


def _planned(track: Track, day: date) -> str:
    return f"应办结 {track.on(day)} 条，全程 {track.total} 条"


def _path(
    track: Track, last: date, end: float, across: Callable[[date], float], up: Callable[[int], float]
) -> str:
    """Return the steps up to the day `last`, and a level line from there to `end`."""
    steps = [f"H{across(day):g}V{up(count):g}" for day, count in track.steps if day <= last]
    return f"M{PLOT.left},{PLOT.bottom}{''.join(steps)}H{end:g}"


def _notes(plan: Burnup) -> Iterator[str]:
    if plan.undated:
        yield f"已办结而办结日期不明的 {plan.undated} 条，没有画进完成线。"
    if plan.outside:
        yield f"没有时限日期而已报办结的 {plan.outside} 条，不在图中。"
    if plan.later:
        yield f"{day_text(plan.last, year=True)}以后到期的 {plan.later} 条，没有画到。"


def _days(first: date, last: date) -> list[tuple[date, str]]:
    """Return the days to mark: the first of months or years, or both ends where too few of them are."""
    months = [date(number // 12, number % 12 + 1, 1) for number in range(_month(first) + 1, _month(last) + 1)]
    for every in _MONTHS:
        marked = [day for day in months if _month(day) % every == 0]
        if len(marked) <= _MOST_TICKS:
            break
    if len(marked) < 2:
        return [(day, day_text(day)) for day in dict.fromkeys((first, last))]
    return [(day, f"{day.year}年" if day.month == 1 else f"{day.month}月") for day in marked]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _step(top: int) -> int:
    """Return 1, 2 or 5 times a power of ten, so that about five steps reach `top`."""
    size = 1
    while size * 10 <= top // 5:
        size *= 10
    return next(size * factor for factor in (1, 2, 5, 10) if size * factor * 5 >= top or factor == 10)


def _round(value: float) -> float:
    return round(value, 1)
