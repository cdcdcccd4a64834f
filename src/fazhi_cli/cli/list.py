"""`fazhi list`: measures as a table or for scripts."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from fazhi_cli import export, terms
from fazhi_cli.cli import session
from fazhi_cli.cli.options import AsOf, File, Force, Format, Output, Words, number, one, split
from fazhi_cli.cli.select import selecting
from fazhi_cli.problems import Exit, Usage

if TYPE_CHECKING:
    from fazhi_cli.query import Filter, Listing

EXAMPLES = """\
fazhi list --overdue                  逾期的，最久的在前
fazhi list 3.4 --status 进行中        子任务 3.4 下正在办的
fazhi list --unit 区司法局 --due-soon 14
fazhi list --level subtask            十六项子任务各办结多少
fazhi list --overdue -o 逾期.csv      存成 Excel 能开的表"""

_LEVELS = {level: terms.LEVEL_TERMS[level] for level in ("section", "subtask")}


def _look(*names: str, metavar: str, about: str) -> Any:
    return typer.Option(*names, metavar=metavar, help=about, rich_help_panel="显示")


Sort = Annotated[Words, _look("--sort", metavar="项目", about="如 due；倒序写 -progress")]
GroupBy = Annotated[str | None, _look("--group-by", metavar="项目", about="如 subtask、lead、status")]
Columns = Annotated[Words, _look("--columns", metavar="列", about="显示哪些列，用逗号隔开")]
Level = Annotated[str | None, _look("--level", metavar="层次", about="section 或 subtask，只看汇总")]
Limit = Annotated[str | None, _look("--limit", "-n", metavar="条数", about="最多列几条")]
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
    file: File = None,
    as_of: AsOf = None,
    form: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """列出措施，可以筛选、排序、分组、汇总。不写条件就列出全部。"""
    from fazhi_cli import columns as column_table
    from fazhi_cli.cli.reading import open_register
    from fazhi_cli.query import select

    most = number(limit, "--limit")
    summed = one(_LEVELS, level, "--level")
    if summed and (sort or group_by or columns):
        raise Usage(
            "--level 汇总时不能再排序、分组、选列", "去掉 --sort、--group-by、--columns，或去掉 --level"
        )
    form = export.form_of(form, output, ("table", "json") if summed else export.OFFERED)
    asked = column_table.chosen(split(columns, "--columns")) if columns is not None else None
    desk = open_register(file, as_of)
    rows = None if summed else most
    listing = select(desk.loaded.register, desk.day, chosen, split(sort, "--sort"), group_by, rows)
    if summed:
        content = _rollup(listing, summed, most, chosen, form, output, desk.where.name)
    elif form == "table":
        from fazhi_cli.view.listing import listing_text

        names = column_table.TABLE_OVERDUE if chosen.overdue else column_table.TABLE
        shown = asked or [column_table.COLUMNS[name] for name in names]
        content = listing_text(listing, shown, chosen, session.screen_for(output), desk.where.name)
    else:
        content = export.render(listing, form, asked)
    session.deliver(content, output, force, desk.where.path)
    if exit_code and listing.matched:
        raise typer.Exit(Exit.FOUND)


def _rollup(
    listing: "Listing",
    level: str,
    most: int | None,
    chosen: "Filter",
    form: str,
    output: str | None,
    name: str,
) -> bytes | str:
    from fazhi_cli.query import rollup

    rolled = rollup(listing, level)[:most]
    if form == "json":
        from fazhi_cli.export.machine import branches

        return branches(rolled, listing, level)
    from fazhi_cli.view.listing import rollup_text

    return rollup_text(rolled, listing, level, chosen, session.screen_for(output), name)
