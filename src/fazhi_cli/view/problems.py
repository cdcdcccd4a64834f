"""Problems and refusals as text: jumpable place, reason, the line with a mark under it, remedy."""

from collections.abc import Sequence

from fazhi_cli.cells import visible, width
from fazhi_cli.problems import FazhiError, Problem
from fazhi_cli.terms import LEVELS

_EXCERPT = 160


def problem_text(item: Problem) -> str:
    """Return one problem in the form of design.md 6."""
    path = f"{item.path}：" if item.path and item.path != "台账" else ""
    lines = [f"{visible(str(item.place))}  {LEVELS[item.level]}[{item.code}]  {visible(path + item.message)}"]
    if item.place.line is not None and item.place.excerpt:
        lines += _excerpt(item)
    lines.append(f"   提示：{visible(item.hint)}")
    return "\n".join(lines)


def problems_text(items: Sequence[Problem]) -> str:
    """Return all problems, a blank line between two, and how many there are of each level."""
    counts = [
        f"{LEVELS[level]} {number} 处"
        for level in LEVELS
        if (number := sum(item.level == level for item in items))
    ]
    return "\n\n".join([*map(problem_text, items), "，".join(counts) + "。"])


def _excerpt(item: Problem) -> list[str]:
    """Return the line of the problem, cut to a window around it if it is very long, and carets below."""
    place = item.place
    column = (place.column or 1) - 1
    start = max(column - _EXCERPT // 2, 0) if len(place.excerpt) > _EXCERPT else 0
    before = visible(place.excerpt[start:column])
    there = visible(place.excerpt[column : column + place.length][:_EXCERPT]) or " "
    after = visible(place.excerpt[column + place.length : start + _EXCERPT])
    margin = f"{place.line:>5} │ "
    mark = " " * width(f"{margin}{before}") + "^" * max(width(there), 1)
    return [f"{margin}{before}{there}{after}", f"{' ' * 6}│{mark[7:]}"]


def error_text(error: FazhiError) -> str:
    """Return a refusal as one sentence and what to do."""
    hint = f"\n提示：{visible(error.hint)}" if error.hint else ""
    return f"错误：{visible(error.message)}{hint}"
