"""A listing as a table with its footer: how many of how many, what is not counted and why, which register."""

from collections.abc import Iterator, Sequence

from fazhi_cli import terms
from fazhi_cli.columns import ASSUMED, COLUMNS, Column
from fazhi_cli.naming import units_unknown
from fazhi_cli.query import Filter, Listing, Rollup
from fazhi_cli.state import State, is_assumed, learnt_later, undated
from fazhi_cli.view.screen import Screen
from fazhi_cli.view.table import Group, Head, Row, table
from fazhi_cli.view.words import not_counted, register_name, some_ids

STYLES = {"red": "bold red", "yellow": "yellow", "green": "green", "done": "dim", "off": "dim"}
_LEAST = {"title": 16, "due": 16}
_WEIGHTS = {"title": 3, "detail": 3, "note": 3}


def listing_text(
    listing: Listing,
    columns: Sequence[Column],
    chosen: Filter,
    screen: Screen,
    name: str,
    back: bool = False,
) -> str:
    """Return `listing` as people read it, in `columns`.

    `chosen` is what selected it, `name` what the file is called; `back` says that it looks back on its day.
    """
    remarks = _remarks(listing, chosen, name, back)
    if not listing.matched:
        return _with_footer(_nothing(listing, chosen), remarks, screen, "\n")
    body = table([_head(column) for column in columns], _groups(listing, columns), screen)
    return _with_footer(body, [_counts(listing), *remarks], screen)


def rollup_text(
    rolled: Sequence[Rollup],
    listing: Listing,
    level: str,
    chosen: Filter,
    screen: Screen,
    name: str,
    back: bool = False,
) -> str:
    """Return the sections or subtasks (`level`) in `rolled` with their sums; the rest as `listing_text`."""
    register = listing.register
    term = terms.LEVEL_TERMS[level]
    heads = [
        Head("编号"),
        Head("灯", marked=True),
        Head(term, fixed=False, least=_LEAST["title"]),
        Head("办结", right=True),
        Head("逾期", right=True),
    ]
    rows = [Row(_sums(item), STYLES.get(item.light, "")) for item in rolled]
    remarks = _remarks(listing, chosen, name, back)
    if not rows:
        return _with_footer(_nothing(listing, chosen), remarks, screen, "\n")
    total = len(register.sections if level == "section" else register.subtasks)
    counts = f"{term}共 {total} 项，列出 {len(rolled)} 项，含措施 {sum(item.total for item in rolled)} 条。"
    body = table(heads, [Group("", rows)], screen)
    return _with_footer(body, [counts, *remarks], screen)


def rows_text(rows: Sequence[State], columns: Sequence[str], screen: Screen) -> str:
    """Return `rows` as a bare table of the named columns, as a writing command shows what it changed."""
    chosen = [COLUMNS[name] for name in columns]
    return table([_head(column) for column in chosen], [Group("", _rows(rows, chosen))], screen)


def _sums(item: Rollup) -> list[str]:
    overdue = str(item.overdue) if item.overdue else ""
    return [
        item.branch.id,
        terms.LIGHTS[item.light],
        item.branch.title,
        f"{item.done}/{item.total}",
        overdue,
    ]


def _head(column: Column) -> Head:
    return Head(
        column.term,
        column.fixed,
        column.right,
        _LEAST.get(column.name, 8),
        column.name == "light",
        _WEIGHTS.get(column.name, 1),
    )


def _rows(rows: Sequence[State], columns: Sequence[Column]) -> list[Row]:
    return [Row([column.cell(row) for column in columns], STYLES.get(row.light, "")) for row in rows]


def _groups(listing: Listing, columns: Sequence[Column]) -> list[Group]:
    rows = _rows(listing.rows, columns)
    if not listing.groups:
        return [Group("", rows)]
    groups, at = [], 0
    for heading, count in listing.groups:
        groups.append(Group(f"{heading}（{count}条）", rows[at : at + count]))
        at += count
    return groups


def _nothing(listing: Listing, chosen: Filter) -> str:
    """Say in one line that nothing was found."""
    if chosen == Filter(overdue=True, firm=chosen.firm):
        return f"截至 {listing.day}，{listing.total} 条措施中没有逾期的。"
    unknown = units_unknown(listing.register, [*chosen.units, *chosen.leads])
    told = (f"台账里没有单位“{word}”{f'，相近的有：{near}' if near else ''}。" for word, near in unknown)
    return "".join([f"{listing.total} 条措施中没有符合条件的。", *told])


def _with_footer(body: str, lines: Sequence[str], screen: Screen, gap: str = "\n\n") -> str:
    """Return `body` and the `lines` below it, these folded to the screen."""
    return gap.join([body, screen.folded(*lines)])


def _remarks(listing: Listing, chosen: Filter, name: str, back: bool) -> list[str]:
    """Return the lines below a listing that say what it leaves out and where it comes from."""
    pressing = chosen.overdue or chosen.due_soon is not None
    lines = not_counted(listing) if pressing or not chosen.states else []
    lines += _unheard(listing) if chosen.unanswered or chosen.never_chased else []
    lines.append(f"台账：{register_name(listing.register, name)}，截至 {listing.day}。")
    return [*lines, *_in_hindsight(listing, back), *_truth(listing, chosen)]


def _in_hindsight(listing: Listing, back: bool) -> Iterator[str]:
    """Say what of the rows was not known on the day, and what nobody can tell of it any more."""
    if late := sum(bool(learnt_later(row)) for row in listing.rows):
        yield f"{late} 条有 {listing.day} 以后补记的进展，当天还不知道。"
    if back and (vague := sum(bool(undated(row)) for row in listing.rows)):
        yield f"{vague} 条的状态或进度没有注明日期，按台账现在写的列出，{listing.day} 是否如此不能确定。"


def _counts(listing: Listing) -> str:
    shown = len(listing.rows)
    text = f"共 {listing.total} 条，列出 {shown} 条"
    if shown < listing.matched:
        text += f"，另有 {listing.matched - shown} 条符合条件未列出（--limit）"
    assumed = sum(map(is_assumed, listing.rows))
    return f"{text}；其中 {assumed} 条的时限是推定的{ASSUMED}。" if assumed else f"{text}。"


def _unheard(listing: Listing) -> list[str]:
    """Say how many unfinished measures wait for an answer to a chase, and how many were never chased."""
    waiting, late, never = listing.unheard
    told = f"催办未答复 {len(waiting)} 条{some_ids(waiting)}"
    told += f"，其中已过回复期限 {len(late)} 条{some_ids(late)}" if late else ""
    return [f"{told}；没有催办过 {len(never)} 条{some_ids(never)}。"]


def _truth(listing: Listing, chosen: Filter) -> Iterator[str]:
    """Say that overdue ones rest on assumptions, and what to do about it, where the whole year is assumed."""
    register = listing.register
    if not (chosen.overdue and "rules.default_due" in register.assumed and register.year):
        return
    yield f"讲话没有写明日期：{ASSUMED}的时限按“{register.rules.default_due}”推定，用 --firm 可以不算。"
    if register.year < listing.day.year:
        yield f"看当年的情形：fazhi list --overdue --as-of {register.year}-10-15"
        yield f"建自己的台账：fazhi init --year {listing.day.year}"
