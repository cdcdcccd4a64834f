"""`fazhi export`: measures in any format, into files."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli.cells import visible
from fazhi_cli.cli import session
from fazhi_cli.cli.listing import Asked, Board, Columns, GroupBy, Limit, Sort, put_out
from fazhi_cli.cli.options import AsOf, Files, Force, number, split
from fazhi_cli.cli.outputs import PANEL, Formats, Order, Outputs, Target, targets
from fazhi_cli.cli.select import selecting
from fazhi_cli.problems import Refused, Usage

if TYPE_CHECKING:
    from fazhi_cli.export.template import Filled
    from fazhi_cli.query import Filter

EXAMPLES = """\
fazhi export -o 台账.xlsx              全部措施，Excel 台账
fazhi export --overdue -o 逾期.docx -o 逾期.csv
fazhi export -o 分单位/{unit}-{date}.xlsx
fazhi export --template 表样.xlsx -o 填好.xlsx   填进本单位的表，按表头对应
fazhi export --format json            给脚本用"""

Template = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="表样",
        help="填进这份 .xlsx 表，按表头对应，其余不动",
        rich_help_panel=PANEL,
    ),
]


@selecting
def command(
    chosen: "Filter",
    sort: Sort = None,
    group_by: GroupBy = None,
    columns: Columns = None,
    limit: Limit = None,
    file: Files = None,
    as_of: AsOf = None,
    template: Template = None,
    form: Formats = None,
    output: Outputs = None,
    force: Force = False,
) -> None:
    """把措施输出成文件：Excel、Word、网页、日历、CSV、JSON……筛选与 list 相同。"""
    asked = Asked(chosen, split(sort, "--sort"), group_by, columns, number(limit, "--limit"), "json")
    order = Order(file, as_of, form, output, force)
    if template is None:
        put_out(asked, order)
    else:
        _put_out_filled(asked._replace(usual="xlsx"), order, template)


def _put_out_filled(asked: Asked, order: Order, template: str) -> None:
    """Fill the office's own sheet for each output. Raises Usage, Refused."""
    from fazhi_cli.export.template import filled

    if asked.columns is not None:
        raise Usage("--template 的栏目由表样决定，不能再写 --columns", "去掉 --columns")
    data, name = _read(template), visible(template)
    board = Board(asked, order)
    found = targets(order, board.wanted(("xlsx",)))
    told: set[str] = set()

    def render(target: Target) -> bytes:
        listing = board.about(target)
        made = filled(listing, data, name)
        for line in _lacking(made):
            if line not in told:
                session.say(line)
            told.add(line)
        return made.content

    board.deliver(found, render)


def _read(path: str) -> bytes:
    """Return what the file holds, of one that is too large a little more than is read."""
    from fazhi_cli.archive import FILE_LIMIT

    try:
        with Path(path).open("rb") as stream:
            return stream.read(FILE_LIMIT + 1)
    except OSError:
        raise Refused(f"读不了表样 {visible(path)}", "检查路径和权限；要写一个 .xlsx 文件") from None


def _lacking(made: "Filled") -> Iterator[str]:
    """Yield what could not be filled in."""
    if made.unknown:
        heads = "、".join(f"“{visible(head)}”" for head in made.unknown)
        yield f"表“{visible(made.sheet)}”里没有对应内容、留空的栏目：{heads}。"
    if made.cut:
        yield f"一格最多 32767 字，以下措施的文字填不下，只填了开头：{'、'.join(made.cut)}。"
