"""A short list of measures to choose one from: a line each, as wide as the terminal, with its number."""

from collections.abc import Sequence

from fazhi_cli import terms
from fazhi_cli.cells import fitting, padded, visible, width
from fazhi_cli.columns import due_text
from fazhi_cli.state import State
from fazhi_cli.view.screen import Screen

_GAP = "  "
_CUT = "..."
_WITH_DUE = 60
_WITH_LEAD = 90
_DUE, _LEAD = 16, 18
"""The most cells that the deadline and the unit take; they stand only on screens of the widths above."""


def choice_text(rows: Sequence[State], more: int, screen: Screen) -> str:
    """Return `rows` numbered from 1, and that there are `more` of them; titles are cut to the screen."""
    cells = [_cells(number, row) for number, row in enumerate(rows, 1)]
    widths = [max((width(each[column]) for each in cells), default=0) for column in range(len(_MOST))]
    shown = [_line(each, widths, screen.width) for each in cells]
    return "\n".join([*shown, *([f"还有 {more} 条没有列出，输入几个字缩小范围。"] if more else [])])


def _cells(number: int, row: State) -> list[str]:
    when = f"逾期 {row.days_overdue} 天" if row.overdue else due_text(row)
    lead = row.measure.lead or terms.UNASSIGNED
    texts = [str(number), row.measure.id, terms.LIGHTS[row.light], when, lead, row.measure.title]
    return [_cut(visible(text), most) for text, most in zip(texts, _MOST, strict=True)]


_MOST = (None, None, None, _DUE, _LEAD, None)


def _line(cells: Sequence[str], widths: Sequence[int], room: int | None) -> str:
    number, own, light, due, lead, title = cells
    start = [" " * (widths[0] - width(number)) + number, padded(own, widths[1]), padded(light, widths[2])]
    start += [padded(due, widths[3])] if room is None or room >= _WITH_DUE else []
    start += [padded(lead, widths[4])] if room is None or room >= _WITH_LEAD else []
    begun = _GAP.join([*start, ""])
    return begun + _cut(title, None if room is None else max(room - 1 - width(begun), 0))


def _cut(text: str, cells: int | None) -> str:
    """Return `text`, of a longer one what fits into so many cells with a mark that it is cut."""
    if cells is None or width(text) <= cells:
        return text
    return fitting(text, cells - len(_CUT)) + _CUT if cells >= len(_CUT) else ""
