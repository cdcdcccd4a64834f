"""The state of a register in three lines."""

from fazhi_cli import terms
from fazhi_cli.columns import ASSUMED
from fazhi_cli.query import Listing
from fazhi_cli.state import State, unanswered
from fazhi_cli.view.screen import Screen
from fazhi_cli.view.words import not_counted, register_name


def home_text(listing: Listing, name: str, built_in: bool, screen: Screen) -> str:
    """Return which register this is, its state on the day, and what is likely next."""
    register, rows = listing.register, listing.rows
    statuses = [row.status for row in rows]
    counts = "，".join(
        f"{term} {statuses.count(status)}" for status, term in terms.STATUSES.items() if status in statuses
    )
    overdue = [row for row in rows if row.overdue]
    soon = [row for row in rows if row.due_soon]
    stale = sum(row.stale for row in rows)
    asked = sum(bool(unanswered(row)) for row in rows)
    lines = [
        f"台账：{register_name(register, name)}" + ("，只读" if built_in else ""),
        f"措施：{len(rows)} 条；{counts}" if rows else "措施：还没有",
        f"截至 {listing.day}：逾期 {_told(overdue)}，临期 {_told(soon)}，久无回音 {stale} 条，"
        f"没有牵头单位 {sum(row.measure.lead is None for row in rows)} 条"
        + (f"，催办未答复 {asked} 条" if asked else "")
        + "".join(f"；{line.removesuffix('。')}" for line in not_counted(listing)),
        "",
        "接下来：" + _next(len(overdue), len(soon), len(rows)),
        "全部命令：fazhi --help",
    ]
    return screen.folded(*lines)


def _told(rows: list[State]) -> str:
    """Return how many rows, and how many of their deadlines are assumed."""
    assumed = sum("due" in row.measure.assumed for row in rows)
    return f"{len(rows)} 条" + (f"{ASSUMED[:-1]} {assumed} 条）" if assumed else "")


def _next(overdue: int, soon: int, total: int) -> str:
    if not total:
        return "fazhi add 子任务编号 --title … 加措施"
    if overdue:
        return "fazhi list --overdue 看逾期的；fazhi mark 编号 --note … 记进展"
    if soon:
        return "fazhi list --due-soon 看临期的；fazhi mark 编号 --note … 记进展"
    return "fazhi list 看全部；fazhi check 检查台账"
