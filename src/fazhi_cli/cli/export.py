"""`fazhi export`: measures in any format, into files."""

from typing import TYPE_CHECKING

from fazhi_cli.cli.listing import Asked, Columns, GroupBy, Limit, Sort, put_out
from fazhi_cli.cli.options import AsOf, File, Force, number, split
from fazhi_cli.cli.outputs import Formats, Order, Outputs
from fazhi_cli.cli.select import selecting

if TYPE_CHECKING:
    from fazhi_cli.query import Filter

EXAMPLES = """\
fazhi export -o 台账.xlsx              全部措施，Excel 台账
fazhi export --overdue -o 逾期.docx -o 逾期.csv
fazhi export -o 分单位/{unit}-{date}.xlsx
fazhi export --format json            给脚本用"""


@selecting
def command(
    chosen: "Filter",
    sort: Sort = None,
    group_by: GroupBy = None,
    columns: Columns = None,
    limit: Limit = None,
    file: File = None,
    as_of: AsOf = None,
    form: Formats = None,
    output: Outputs = None,
    force: Force = False,
) -> None:
    """把措施输出成文件：Excel、Word、网页、日历、CSV、JSON……筛选与 list 相同。"""
    asked = Asked(chosen, split(sort, "--sort"), group_by, columns, number(limit, "--limit"), "json")
    put_out(asked, Order(file, as_of, form, output, force))
