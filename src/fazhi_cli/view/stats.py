"""Counts and rates as a table with small bars, and below it the whole in words."""

from collections.abc import Sequence

from fazhi_cli.cells import width
from fazhi_cli.columns import ASSUMED
from fazhi_cli.stats import Stats
from fazhi_cli.tally import Rate, Tally
from fazhi_cli.view.screen import Screen
from fazhi_cli.view.table import Group, Head, Row, table
from fazhi_cli.view.words import register_name
from fazhi_cli.wording import missed_text, punctual_text, share_text

_BAR = 10
_FULL, _EMPTY = "█", "░"
_FULL_ASCII, _EMPTY_ASCII = "#", "-"
_NUMBERS = ("措施", "办结", "待审核", "逾期", "临期", "无日期")
_LEAST, _GAP = 12, 2
_SHARE = 1 + len(_NUMBERS)
"""The column of the share done."""


def stats_text(counted: Stats, term: str, screen: Screen, name: str) -> str:
    """Return `counted` on `screen`; `term` is what it is counted by, `name` what the file is called."""
    listing, whole = counted.listing, counted.whole
    heads = [
        Head(term, fixed=False, least=_LEAST),
        *(Head(number, right=True) for number in _NUMBERS),
        Head("办结率"),
        Head("按期办结率", right=True),
    ]
    groups = [(group.title, group.tally) for group in counted.groups]
    if len(groups) != 1:
        groups.append(("合计", whole))
    cells = [_cells(title, numbers, screen) for title, numbers in groups]
    if not _fits(heads, cells, screen):
        heads[_SHARE] = heads[_SHARE]._replace(right=True)
        cells = [_brief(each, numbers) for each, (_, numbers) in zip(cells, groups, strict=True)]
    rows = [Row(each) for each in cells]
    lines = [
        f"台账：{register_name(listing.register, name)}，截至 {listing.day}。",
        *_told(whole),
    ]
    return f"{table(heads, [Group('', rows)], screen)}\n\n{screen.folded(*lines)}"


def _cells(title: str, numbers: Tally, screen: Screen) -> list[str]:
    pressing = (numbers.overdue, numbers.due_soon, numbers.dateless)
    counts = (numbers.total, numbers.done, numbers.review, *pressing)
    return [
        title,
        *(str(count) if count else "" for count in counts),
        _bar(numbers.completion, screen),
        punctual_text(numbers.punctual),
    ]


def _fits(heads: Sequence[Head], rows: Sequence[Sequence[str]], screen: Screen) -> bool:
    """Say whether the screen has room for every column but the first as it is, and for enough of that."""
    first, *others = [
        max(map(width, column)) for column in zip([head.term for head in heads], *rows, strict=True)
    ]
    needed = min(first, _LEAST) + sum(_GAP + other for other in others)
    return screen.width is None or needed <= screen.width


def _brief(cells: Sequence[str], numbers: Tally) -> list[str]:
    """Return `cells` with the share done as a percentage alone: what it is made of stands before it."""
    percent = numbers.completion.percent
    return [*cells[:_SHARE], "" if percent is None else f"{percent}%", *cells[_SHARE + 1 :]]


def _bar(rate: Rate, screen: Screen) -> str:
    """Return a share as a bar of ten cells and its two numbers."""
    full, empty = (_FULL_ASCII, _EMPTY_ASCII) if screen.ascii else (_FULL, _EMPTY)
    filled = (2 * _BAR * rate.part + rate.whole) // (2 * rate.whole) if rate.whole else 0
    return f"{full * filled}{empty * (_BAR - filled)} {share_text(rate)}"


def _told(whole: Tally) -> list[str]:
    """Return what the numbers rest on, and what they leave out."""
    lines = [
        f"办结率＝办结÷（全部－取消）：{share_text(whole.completion)}。",
        f"按期办结率＝按期办结÷（应结－缓办）：{punctual_text(whole.punctual)}；"
        f"逾期率：{share_text(whole.punctual.overdue_rate)}。{missed_text(whole)}",
    ]
    if whole.punctual.assumed:
        lines.append(
            f"应结的 {whole.punctual.due} 条中，{whole.punctual.assumed} 条的时限是推定的{ASSUMED}。"
        )
    if whole.extended:
        extended = f"延期 {whole.extended} 条、{whole.extensions} 次"
        lines.append(f"{extended}；按原定时限算：{punctual_text(whole.original)}。")
    reasons = (
        ("时限留空", whole.blank),
        ("只说尽快、及时一类", whole.soft),
        ("没有时限", whole.undated),
        ("长期坚持", whole.standing),
    )
    if whole.dateless:
        lines.append(f"没有日期、不计逾期的：{'、'.join(_counted(reasons, '条'))}。")
    back = (
        ("退回", whole.returned),
        ("重启", whole.reopened),
        ("催办", whole.chases),
        ("催办未答复", whole.unanswered),
    )
    if parts := _counted(back, "次"):
        lines.append(f"{'，'.join(parts)}。")
    if whole.punctual.unknown:
        lines.append(f"办结日期不明、不计入按期办结率的 {whole.punctual.unknown} 条。")
    return lines


def _counted(numbers: Sequence[tuple[str, int]], measure: str) -> list[str]:
    """Return the names of numbers that are not 0, each with its number and the measure word."""
    return [f"{name} {count} {measure}" for name, count in numbers if count]
