"""Problems and refusals as text: jumpable place, reason, the line with a mark under it, remedy."""

from collections.abc import Sequence

from fazhi_cli.cells import fitting, visible, width
from fazhi_cli.problems import FazhiError, Problem
from fazhi_cli.terms import LEVELS

_ROOM = 110
"""So many cells of a line are shown."""
_CUT = "..."


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
    """Return the line of the problem, of a long one what fits around the place, and carets below."""
    line, start = item.place.excerpt, (item.place.column or 1) - 1
    parts = line[:start], line[start : start + item.place.length], line[start + item.place.length :]
    if width(visible(line[: _ROOM + 1])) <= _ROOM:
        before, there, after = map(visible, parts)
    else:
        there = _beginning(parts[1], _ROOM * 2 // 3)
        before = _end(parts[0], (_ROOM - width(there)) // 2)
        after = _beginning(parts[2], _ROOM - width(before) - width(there))
    number = f"{item.place.line:>5}"
    carets = " " * width(before) + "^" * max(width(there), 1)
    return [f"{number} │ {before}{there}{after}".rstrip(), f"{' ' * len(number)} │ {carets}"]


def _beginning(text: str, cells: int) -> str:
    """Return the beginning of `text` that takes at most `cells` cells, a cut marked."""
    shown = visible(text[: cells + 1])
    if width(shown) <= cells:
        return shown
    return fitting(shown, cells - len(_CUT)) + _CUT if cells > len(_CUT) else ""


def _end(text: str, cells: int) -> str:
    """Return the end of `text` that takes at most `cells` cells, a cut marked."""
    shown = visible(text[-cells - 1 :]) if cells >= 0 else ""
    if width(shown) <= cells:
        return shown
    return _CUT + fitting(shown[::-1], cells - len(_CUT))[::-1] if cells > len(_CUT) else ""


def error_text(error: FazhiError) -> str:
    """Return a refusal as one sentence and what to do."""
    hint = f"\n提示：{visible(error.hint)}" if error.hint else ""
    return f"错误：{visible(error.message)}{hint}"
