"""`fazhi stats`: counts and rates."""

from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli.cli import complete, session
from fazhi_cli.cli.listing import Asked, Board
from fazhi_cli.cli.options import AsOf, Files, Force, one
from fazhi_cli.cli.outputs import Formats, Order, Outputs, Target, targets
from fazhi_cli.cli.select import selecting
from fazhi_cli.problems import Usage

if TYPE_CHECKING:
    from fazhi_cli.query import Filter

EXAMPLES = """\
fazhi stats                           按部分
fazhi stats --by unit --rank          各单位，按期办结率高的在前
fazhi stats --by month -o 按月.csv
fazhi stats 2.3 --by kind --format json"""

OFFERED = ("table", "json", "csv")
_BY = {
    **{"section": "部分", "subtask": "子任务", "unit": "牵头单位", "month": "时限月份", "kind": "类型"},
    "register": "台账",
}

By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="项目",
        help="section、subtask、unit、month、kind 或 register",
        autocompletion=complete.words(_BY),
    ),
]
Rank = Annotated[bool, typer.Option("--rank", help="单位排名：按期办结率高的在前，只用于 --by unit")]


@selecting
def command(
    chosen: "Filter",
    by: By = None,
    rank: Rank = False,
    file: Files = None,
    as_of: AsOf = None,
    form: Formats = None,
    output: Outputs = None,
    force: Force = False,
) -> None:
    """统计：各有多少条，办结多少，按期办结率、逾期率，分子分母都列出。"""
    from fazhi_cli.stats import stats

    asked = one(_BY, by, "--by")
    if rank and asked != "unit":
        raise Usage("--rank 只用于单位", "加上 --by unit，或去掉 --rank")
    order = Order(file, as_of, form, output, force)
    board = Board(Asked(chosen, (), None, None, None, "table"), order)
    found = targets(order, board.wanted(OFFERED))

    def render(target: Target) -> bytes | str:
        group = asked or board.shelf.register.division
        counted = stats(board.about(target), group, rank)
        if target.form == "json":
            from fazhi_cli.export import figures

            return figures.stats(counted)
        if target.form == "csv":
            from fazhi_cli.export import counts

            return counts.stats(counted)
        from fazhi_cli.view.stats import stats_text

        return stats_text(counted, _BY[group], session.screen_for(target.path), board.shelf.name)

    board.deliver(found, render)
