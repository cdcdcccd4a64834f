"""One benchmark as JSON and as Markdown: the same content, once for programs and once for people."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from peers import TITLES
from timing import Timing
from verdicts import Growth, Peak, Ratio, Steepest, steepest, tally


class Outcome(NamedTuple):
    """All that a benchmark tells: facts on machine and run, versions of tools, results, what went wrong."""

    facts: Mapping[str, str]
    versions: Mapping[str, str]
    missing: Sequence[str]
    ratios: Sequence[Ratio]
    peaks: Sequence[Peak]
    timings: Sequence[Timing]
    growths: Sequence[Growth]
    notes: Sequence[str]


def as_json(outcome: Outcome) -> str:
    """Return the outcome as one JSON object, numbers as they were measured."""
    return json.dumps(
        {
            "facts": outcome.facts,
            "versions": outcome.versions,
            "missing": outcome.missing,
            "targets": [item.target._asdict() | _but(item, "target") for item in outcome.ratios],
            "memory": [item.ceiling._asdict() | _but(item, "ceiling") for item in outcome.peaks],
            "timings": [item._asdict() for item in outcome.timings],
            "growth": [item._asdict() for item in outcome.growths],
            "steepest": (most := steepest(outcome.growths)) and most._asdict(),
            "notes": outcome.notes,
        },
        ensure_ascii=False,
        indent=1,
    )


def _but(item: Ratio | Peak, key: str) -> dict[str, object]:
    return {name: value for name, value in item._asdict().items() if name != key}


def as_markdown(outcome: Outcome) -> str:
    """Return the outcome as tables."""
    met, missed, left = tally([*outcome.ratios, *outcome.peaks])
    told = [f"{name}: {value}" for name, value in outcome.facts.items()]
    told += [f"{name} {version}" for name, version in outcome.versions.items()]
    told += [f"{name}: not installed" for name in outcome.missing]
    parts = (
        "\n".join(f"* {line}" for line in told),
        f"{met} targets met, {missed} missed, {left} open.",
        _table(
            ("fazhi", "size", "ms", "peer", "ms", "ratio", "at most", "met"), map(_target, outcome.ratios)
        ),
        _table(("peak of", "size", "MiB", "at most", "met"), map(_peak, outcome.peaks)),
        _table(
            ("tool", "command", "size", "ms", "least", "most", "runs", "MiB", "rows"),
            map(_timing, outcome.timings),
        ),
        _table(("tool", "command", "exponent from size to size"), map(_growth, outcome.growths)),
        _steepest(steepest(outcome.growths)),
        "\n".join(f"* {note}" for note in outcome.notes),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table, or nothing when there is no row."""
    lines = [" | ".join(row).replace("  ", " ") for row in rows]
    if not lines:
        return ""
    return "\n".join(f"| {line} |" for line in (" | ".join(head), " | ".join("---" for _ in head), *lines))


def _target(item: Ratio) -> Sequence[str]:
    action, size, most, tool, other = item.target
    peer = f"{tool}: {TITLES[other]}"
    numbers = (_ms(item.ours), peer, _ms(item.theirs), _ratio(item.ratio))
    return (TITLES[action], _size(size), *numbers, f"{most:g}", _met(item.met))


def _peak(item: Peak) -> Sequence[str]:
    action, size, most = item.ceiling
    used = "" if item.used is None else f"{item.used:.0f}"
    return TITLES[action], _size(size), used, f"{most:g}", _met(item.met)


def _timing(item: Timing) -> Sequence[str]:
    sign = ">" if item.late else ""
    times = (sign + _ms(item.ms), _ms(item.low), _ms(item.high), str(item.runs))
    return item.tool, TITLES[item.action], _size(item.size), *times, f"{item.peak:.0f}", str(item.rows)


def _growth(item: Growth) -> Sequence[str]:
    steps = ", ".join(f"{_size(small)} → {_size(large)}: {slope:.2f}" for small, large, slope in item.steps)
    return item.tool, TITLES[item.action], steps


def _steepest(most: Steepest | None) -> str:
    if most is None:
        return ""
    sizes = f"{_size(most.small)} → {_size(most.large)}"
    return f"Steepest of fazhi: {TITLES[most.action]}, {sizes}: {most.slope:.2f}."


def _size(size: int | None) -> str:
    return "" if size is None else f"{size:,}".replace(",", " ")


def _ms(value: float | None) -> str:
    """Return milliseconds with three digits that tell, or nothing."""
    if value is None:
        return ""
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}".replace(",", " ")


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _met(value: bool | None) -> str:
    return {True: "yes", False: "**no**", None: "open"}[value]
