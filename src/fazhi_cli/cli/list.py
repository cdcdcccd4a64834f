"""`fazhi list`: measures as a table or for scripts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli import terms
from fazhi_cli.cli import session
from fazhi_cli.cli.listing import Asked, Board, Columns, GroupBy, Limit, Sort, look, put_out
from fazhi_cli.cli.options import AsOf, Files, Force, number, one, split
from fazhi_cli.cli.outputs import Formats, Order, Outputs, Target, targets
from fazhi_cli.cli.select import selecting
from fazhi_cli.problems import Exit, Usage

if TYPE_CHECKING:
    from fazhi_cli.query import Filter, Listing, Rollup

EXAMPLES = """\
fazhi list --overdue                  逾期的，最久的在前
fazhi list 3.4 --status 进行中        子任务 3.4 下正在办的
fazhi list --unit 区司法局 --due-soon 14
fazhi list --level subtask            十六项子任务各办结多少
fazhi list --overdue -o 逾期.csv      存成 Excel 能开的表"""

_LEVELS = {level: terms.LEVEL_TERMS[level] for level in ("section", "subtask")}
Level = Annotated[str | None, look("--level", metavar="层次", about="section 或 subtask，只看汇总")]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="有结果时退出码为 1", rich_help_panel="显示")]


@selecting
def command(
    chosen: "Filter",
    sort: Sort = None,
    group_by: GroupBy = None,
    columns: Columns = None,
    level: Level = None,
    limit: Limit = None,
    exit_code: ExitCode = False,
    file: Files = None,
    as_of: AsOf = None,
    form: Formats = None,
    output: Outputs = None,
    force: Force = False,
) -> None:
    """列出措施，可以筛选、排序、分组、汇总。不写条件就列出全部。"""
    most = number(limit, "--limit")
    summed = one(_LEVELS, level, "--level")
    order = Order(file, as_of, form, output, force)
    if summed is None:
        asked = Asked(chosen, split(sort, "--sort"), group_by, columns, most, "table")
        matched = put_out(asked, order)
    elif sort or group_by or columns:
        raise Usage(
            "--level 汇总时不能再排序、分组、选列", "去掉 --sort、--group-by、--columns，或去掉 --level"
        )
    else:
        matched = _sums(chosen, summed, most, order)
    if exit_code and matched:
        raise typer.Exit(Exit.FOUND)


def _sums(chosen: "Filter", level: str, most: int | None, order: Order) -> int:
    """Put out the sections or subtasks with their sums; return how many measures they hold."""
    from fazhi_cli.query import rollup

    board = Board(Asked(chosen, (), None, None, None, "table"), order)
    found = targets(order, board.wanted(("table", "json")))

    def render(target: Target) -> bytes | str:
        listing = board.about(target)
        return _rolled_up(rollup(listing, level)[:most], listing, board, level, target)

    board.deliver(found, render)
    return board.listing.matched


def _rolled_up(
    rolled: "Sequence[Rollup]", listing: "Listing", board: Board, level: str, target: Target
) -> bytes | str:
    if target.form == "json":
        from fazhi_cli.export.machine import branches

        return branches(rolled, listing, level)
    from fazhi_cli.view.listing import rollup_text

    screen, name = session.screen_for(target.path), board.shelf.name
    back = board.order.as_of is not None
    return rollup_text(rolled, listing, level, board.asked.chosen, screen, name, back)
