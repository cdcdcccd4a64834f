"""What was promised and what came out: ratios to peers, ceilings of memory, growth with the size."""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from timing import Timing


class Target(NamedTuple):
    """Our `action` at `size` takes at most `most` times what `tool` takes for its action `other`."""

    action: str
    size: int | None
    most: float
    tool: str
    other: str


class Ceiling(NamedTuple):
    """Our `action` at `size` holds at most `most` MiB of memory."""

    action: str
    size: int
    most: float


class Ratio(NamedTuple):
    """A target with what came out: milliseconds, their ratio, whether it is met; None where nothing is."""

    target: Target
    ours: float | None
    theirs: float | None
    ratio: float | None
    met: bool | None


class Peak(NamedTuple):
    """A ceiling with the MiB that were used, and whether it is met; None where nothing was measured."""

    ceiling: Ceiling
    used: float | None
    met: bool | None


class Growth(NamedTuple):
    """Exponents of one command: between each size and the next, so that 1 is linear."""

    tool: str
    action: str
    steps: tuple[tuple[int, int, float], ...]


def _row(action: str, *wanted: tuple[int, float, str, str]) -> tuple[Target, ...]:
    return tuple(Target(action, size, most, tool, other) for size, most, tool, other in wanted)


TARGETS = (
    *_row(
        "list",
        (60, 0.7, "todoman", "list"),
        (1_000, 1.3, "topydo", "list"),
        (10_000, 1.5, "Taskwarrior", "list"),
        (100_000, 0.5, "Taskwarrior", "list"),
    ),
    *_row(
        "csv",
        (60, 1.25, "topydo", "list"),
        (1_000, 0.7, "topydo", "list"),
        (10_000, 1.0, "Taskwarrior", "list"),
        (100_000, 0.25, "Taskwarrior", "list"),
    ),
    *_row(
        "first",
        (60, 1.0, "todoman", "list"),
        (1_000, 1.0, "todoman", "first"),
        (10_000, 2.0, "hledger", "list"),
        (100_000, 2.0, "hledger", "list"),
    ),
    *_row(
        "mark",
        (60, 1.0, "todoman", "mark"),
        (1_000, 1.2, "todoman", "mark"),
        (10_000, 1.0, "todoman", "mark"),
        (100_000, 1.0, "todoman", "mark"),
    ),
    *_row("json", *((size, 1.0, "todoman", "json") for size in (60, 1_000, 10_000))),
    *_row(
        "xlsx",
        (60, 1.5, "doorstop", "xlsx"),
        (1_000, 0.6, "doorstop", "xlsx"),
        (10_000, 0.3, "doorstop", "xlsx"),
    ),
    *_row("ids", *((size, 1.3, "python", "typer") for size in (60, 1_000, 10_000, 100_000))),
    *(Target(action, None, 1.3, "python", "typer") for action in ("version", "tab", "completion")),
    *(Target(action, None, 2.5, "python", "typer") for action in ("help", "list-help")),
)
CEILINGS = (Ceiling("list", 10_000, 60), Ceiling("first", 10_000, 150))

Key = tuple[str, str, int | None]


def ratios(timings: Iterable[Timing], sizes: Iterable[int]) -> list[Ratio]:
    """Return every target for what was measured at those sizes, with what came out."""
    found = {(item.tool, item.action, item.size): item for item in timings}
    asked = {None, *sizes}
    return [_ratio(target, found) for target in TARGETS if target.size in asked]


def _ratio(target: Target, found: Mapping[Key, Timing]) -> Ratio:
    ours = found.get(("fazhi", target.action, target.size))
    theirs = found.get((target.tool, target.other, target.size))
    if ours is None or theirs is None:
        return Ratio(target, ours and ours.ms, theirs and theirs.ms, None, None)
    ratio = ours.ms / theirs.ms
    return Ratio(target, ours.ms, theirs.ms, ratio, _met(ratio, target.most, ours.late, theirs.late))


def _met(ratio: float, most: float, ours_late: bool, theirs_late: bool) -> bool | None:
    """Say whether a target is met; what was stopped took longer than measured, which may leave it open."""
    if ratio <= most:
        return None if ours_late else True
    return None if theirs_late else False


def peaks(timings: Iterable[Timing], sizes: Iterable[int]) -> list[Peak]:
    """Return every ceiling for what was measured at those sizes, with what came out."""
    used = {(item.action, item.size): item.peak for item in timings if item.tool == "fazhi"}
    found = [
        (ceiling, used.get((ceiling.action, ceiling.size))) for ceiling in CEILINGS if ceiling.size in sizes
    ]
    return [Peak(ceiling, peak, None if peak is None else peak <= ceiling.most) for ceiling, peak in found]


def growths(timings: Iterable[Timing]) -> list[Growth]:
    """Return the exponents of every command that was measured at two sizes or more."""
    times: dict[tuple[str, str], dict[int, float]] = {}
    for item in timings:
        if item.size is not None and not item.late:
            times.setdefault((item.tool, item.action), {})[item.size] = item.ms
    return [Growth(*name, exponents(series)) for name, series in times.items() if len(series) > 1]


def exponents(times: Mapping[int, float]) -> tuple[tuple[int, int, float], ...]:
    """Return (size, next size, slope of the logarithms) for milliseconds by size."""
    return tuple(
        (small, large, math.log(times[large] / times[small]) / math.log(large / small))
        for small, large in pairwise(sorted(times))
    )


class Steepest(NamedTuple):
    """Between two sizes, the command of fazhi that grows most, and its exponent."""

    action: str
    small: int
    large: int
    slope: float


def steepest(found: Iterable[Growth]) -> Steepest | None:
    """Return what of fazhi grows most, if anything was measured at two sizes."""
    steps = [Steepest(item.action, *step) for item in found if item.tool == "fazhi" for step in item.steps]
    return max(steps, key=lambda step: step.slope, default=None)


def tally(results: Sequence[Ratio | Peak]) -> tuple[int, int, int]:
    """Return how many are met, missed and open."""
    met = [item.met for item in results]
    return met.count(True), met.count(False), met.count(None)
