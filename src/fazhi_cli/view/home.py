"""The state of a register in three lines."""

from fazhi_cli import terms
from fazhi_cli.cells import visible
from fazhi_cli.query import Listing


def home_text(listing: Listing, name: str, built_in: bool) -> str:
    """Return which register this is, its state on the day, and what is likely next."""
    register, rows = listing.register, listing.rows
    statuses = [row.status for row in rows]
    counts = "，".join(
        f"{term} {statuses.count(status)}" for status, term in terms.STATUSES.items() if status in statuses
    )
    overdue = sum(row.overdue for row in rows)
    soon = sum(row.due_soon for row in rows)
    stale = sum(row.stale for row in rows)
    year = f"，{register.year} 年" if register.year else ""
    lines = [
        f"台账：{register.title}（{name}{year}）" + ("，只读" if built_in else ""),
        f"措施：{len(rows)} 条；{counts}" if rows else "措施：还没有",
        f"截至 {listing.day}：逾期 {overdue} 条，临期 {soon} 条，久无回音 {stale} 条，"
        f"没有牵头单位 {sum(row.measure.lead is None for row in rows)} 条",
        "",
        "接下来：" + _next(overdue, soon, len(rows)),
        "全部命令：fazhi --help",
    ]
    return "\n".join(visible(line) if line else "" for line in lines)


def _next(overdue: int, soon: int, total: int) -> str:
    if not total:
        return "fazhi add 子任务编号 --title … 加措施"
    if overdue:
        return "fazhi list --overdue 看逾期的；fazhi mark 编号 --note … 记进展"
    if soon:
        return "fazhi list --due-soon 看临期的；fazhi mark 编号 --note … 记进展"
    return "fazhi list 看全部；fazhi check 检查台账"
