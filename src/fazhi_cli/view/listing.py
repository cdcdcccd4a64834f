"""A listing as a table with its footer: how many of how many, what is not counted and why, which register."""

from collections.abc import Sequence

from fazhi_cli import terms
from fazhi_cli.cells import visible
from fazhi_cli.columns import ASSUMED, COLUMNS, Column
from fazhi_cli.query import Filter, Listing, Rollup
from fazhi_cli.state import State
from fazhi_cli.view.screen import Screen
from fazhi_cli.view.table import Group, Head, Row, table

STYLES = {"red": "bold red", "yellow": "yellow", "green": "green", "done": "dim", "off": "dim"}
_LEAST = {"title": 16, "due": 10}
_NAMED = 5


def listing_text(
    listing: Listing, columns: Sequence[Column], chosen: Filter, screen: Screen, name: str
) -> str:
    """Return `listing` as people read it, in `columns`.

    `chosen` is what selected it, `name` what the file is called.
    """
    if not listing.rows:
        return "\n".join([_nothing(listing, chosen), *footer(listing, chosen, name)])
    heads = [_head(column) for column in columns]
    body = table(heads, _groups(listing, columns), screen)
    return "\n".join([body, "", *footer(listing, chosen, name)])


def rollup_text(
    rolled: Sequence[Rollup], listing: Listing, level: str, chosen: Filter, screen: Screen, name: str
) -> str:
    """Return sections or subtasks with their sums."""
    heads = [
        Head("编号"),
        Head("灯", marked=True),
        Head(terms.LEVEL_TERMS[level], fixed=False, least=16),
        Head("办结", right=True),
        Head("逾期", right=True),
    ]
    rows = [
        Row(
            [
                item.branch.id,
                terms.LIGHTS[item.light],
                item.branch.title,
                f"{item.done}/{item.total}",
                str(item.overdue) if item.overdue else "",
            ],
            STYLES.get(item.light, ""),
        )
        for item in rolled
    ]
    return "\n".join([table(heads, [Group("", rows)], screen), "", *footer(listing, chosen, name)])


def _head(column: Column) -> Head:
    least = _LEAST.get(column.name, 8)
    return Head(column.term, column.fixed, column.right, least, column.name == "light")


def _groups(listing: Listing, columns: Sequence[Column]) -> list[Group]:
    rows = [Row([column.cell(row) for column in columns], STYLES.get(row.light, "")) for row in listing.rows]
    if not listing.groups:
        return [Group("", rows)]
    groups, at = [], 0
    for heading, count in listing.groups:
        groups.append(Group(f"{heading}（{count}条）", rows[at : at + count]))
        at += count
    return groups


def _nothing(listing: Listing, chosen: Filter) -> str:
    if chosen == Filter(overdue=True, firm=chosen.firm):
        return f"截至 {listing.day}，没有逾期的措施。"
    return "没有符合条件的措施。"


def footer(listing: Listing, chosen: Filter, name: str) -> list[str]:
    """Return the lines below a listing."""
    lines = [_counts(listing)]
    if chosen.overdue or chosen.due_soon is not None:
        lines += _not_counted(listing)
    lines.append(_register_line(listing, name))
    lines += _truth(listing, chosen)
    return [visible(line) for line in lines]


def _counts(listing: Listing) -> str:
    shown = len(listing.rows)
    text = f"共 {listing.total} 条，列出 {shown} 条"
    if shown < listing.matched:
        text += f"，另有 {listing.matched - shown} 条符合条件未列出（--limit）"
    assumed = sum("due" in row.measure.assumed and row.due_date is not None for row in listing.rows)
    return f"{text}；其中 {assumed} 条的时限是推定的{ASSUMED}。" if assumed else f"{text}。"


def _not_counted(listing: Listing) -> list[str]:
    """Say which unfinished measures can never be overdue, the blank ones by name."""
    left = listing.uncounted
    parts = []
    if left.blank:
        parts.append(f"时限留空 {left.blank} 条{_blank_ids(listing)}")
    for count, words in (
        (left.soft, "只说尽快、及时一类"),
        (left.none, "没有时限"),
        (left.anchorless, "缺起算日"),
    ):
        if count:
            parts.append(f"{words} {count} 条")
    return [f"不计逾期：{'、'.join(parts)}。"] if parts else []


def _truth(listing: Listing, chosen: Filter) -> list[str]:
    """Say that overdue ones rest on assumptions, and what to do about it, where the whole year is assumed."""
    register = listing.register
    if not (chosen.overdue and "rules.default_due" in register.assumed and register.year):
        return []
    lines = [f"讲话没有写明日期：{ASSUMED}的时限按“{register.rules.default_due}”推定，用 --firm 可以不算。"]
    if register.year < listing.day.year:
        lines.append(
            f"看当年的情形：fazhi list --overdue --as-of {register.year}-10-15；"
            f"建自己的台账：fazhi init --year {listing.day.year}"
        )
    return lines


def _blank_ids(listing: Listing) -> str:
    ids = listing.blank
    more = "等" if len(ids) > _NAMED else ""
    return f"（{'、'.join(ids[:_NAMED])}{more}）" if ids else ""


def _register_line(listing: Listing, name: str) -> str:
    register = listing.register
    year = f"，{register.year} 年" if register.year else ""
    return f"台账：{register.title}（{name}{year}），截至 {listing.day}。"


def rows_text(rows: Sequence[State], columns: Sequence[str], screen: Screen) -> str:
    """Return `rows` as a bare table of the named columns, as a writing command shows what it changed."""
    chosen = [COLUMNS[name] for name in columns]
    cells = [Row([column.cell(row) for column in chosen], STYLES.get(row.light, "")) for row in rows]
    return table([_head(column) for column in chosen], [Group("", cells)], screen)
