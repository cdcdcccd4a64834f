"""The outcome of `fazhi doctor` on a screen: part by part, what is to be heeded with its remedy."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from fazhi_cli.cells import padded, width
from fazhi_cli.diagnosis.finding import LEVELS, NAMES, PARTS, Finding
from fazhi_cli.view.screen import Screen

_INDENT = 2


def diagnosis_text(found: Sequence[Finding], screen: Screen) -> str:
    """Return the findings under their parts, each with its level in front, and how many are to be heeded."""
    lines = []
    for part, items in groupby(found, lambda item: item.part):
        lines.append(PARTS[part])
        for item in items:
            lines += _finding(item, screen)
    return "\n".join([*lines, "", *screen.lines(_sum(found))])


def _finding(item: Finding, screen: Screen) -> Iterator[str]:
    start = f"{' ' * _INDENT}{padded(LEVELS[item.level], 4)}  "
    yield from _hanging(start, f"{NAMES[item.code]}：{item.message}", screen)
    if item.hint:
        yield from _hanging(" " * width(start), f"提示：{item.hint}", screen)


def _hanging(start: str, text: str, screen: Screen) -> Iterator[str]:
    """Yield `text` behind `start`, the lines after the first as far in as the first begins."""
    first, *rest = screen.lines(text, width(start))
    yield f"{start}{first}"
    yield from (f"{' ' * width(start)}{line}" for line in rest)


def _sum(found: Sequence[Finding]) -> str:
    counts = [
        f"{number} 项{LEVELS[level]}"
        for level in ("bad", "heed", "unknown")
        if (number := sum(item.level == level for item in found))
    ]
    return f"查了 {len(found)} 项：{'，'.join(counts)}。" if counts else f"查了 {len(found)} 项，都好。"
