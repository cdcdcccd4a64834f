"""`fazhi list`: measures as a table or for scripts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli.cli import session
from fazhi_cli.cli.options import AsOf, File, Force, Format, Output, Words, number, split
from fazhi_cli.cli.select import selecting
from fazhi_cli.problems import Exit, Usage
from fazhi_cli.query import Filter, Listing

if TYPE_CHECKING:
    from fazhi_cli.columns import Column

EXAMPLES = """\
fazhi list --overdue                  逾期的，最久的在前
fazhi list 3.4 --status 进行中        子任务 3.4 下正在办的
fazhi list --unit 区司法局 --due-soon 14
fazhi list --level subtask            十六项子任务各办结多少
fazhi list --overdue -o 逾期.csv      存成 Excel 能开的表"""

_LOOK = "显示"

Sort = Annotated[
    Words, typer.Option("--sort", metavar="项目", help="如 due；倒序写 -progress", rich_help_panel=_LOOK)
]
GroupBy = Annotated[
    str | None,
    typer.Option("--group-by", metavar="项目", help="如 subtask、lead、status", rich_help_panel=_LOOK),
]
Columns = Annotated[
    Words, typer.Option("--columns", metavar="列", help="显示哪些列，用逗号隔开", rich_help_panel=_LOOK)
]
Level = Annotated[
    str | None,
    typer.Option("--level", metavar="层次", help="section 或 subtask，只看汇总", rich_help_panel=_LOOK),
]
Limit = Annotated[
    str | None, typer.Option("--limit", "-n", metavar="条数", help="最多列几条", rich_help_panel=_LOOK)
]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="有结果时退出码为 1", rich_help_panel=_LOOK)]


@selecting
def command(
    chosen: Filter,
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
    from fazhi_cli import export
    from fazhi_cli.cli.reading import open_register
    from fazhi_cli.query import select

    form = export.form_of(form, output)
    asked = column_table.chosen(list(split(columns))) if columns else None
    most = number(limit, "--limit")
    if level is not None and level not in ("section", "subtask"):
        raise Usage(f"--level 不能是“{level}”", "可以写：section（部分）、subtask（子任务）")
    desk = open_register(file, as_of)
    listing = select(desk.loaded.register, desk.day, chosen, list(split(sort)), group_by, most)
    if level is not None:
        content = _rollup(listing, level, chosen, form, output, desk.where.name)
    elif form == "table":
        names = column_table.TABLE_OVERDUE if chosen.overdue else column_table.TABLE
        shown = asked or [column_table.COLUMNS[name] for name in names]
        content = _table(listing, shown, chosen, output, desk.where.name)
    else:
        content = export.render(listing, form, asked)
    session.deliver(content, output, force, desk.where.path)
    if exit_code and listing.rows:
        raise typer.Exit(Exit.FOUND)


def _table(
    listing: Listing, columns: "Sequence[Column]", chosen: Filter, output: str | None, name: str
) -> bytes | str:
    from fazhi_cli.view.listing import listing_text

    return listing_text(listing, columns, chosen, session.screen_for(output), name)


def _rollup(
    listing: Listing, level: str, chosen: Filter, form: str, output: str | None, name: str
) -> bytes | str:
    from fazhi_cli.query import rollup

    rolled = rollup(listing, level)
    if form == "json":
        from fazhi_cli.export.machine import branches

        return branches(rolled, listing, level)
    if form != "table":
        raise Usage("汇总只有 table 和 json 两种格式", "写 --format json，或不写 --level")
    from fazhi_cli.view.listing import rollup_text

    return rollup_text(rolled, listing, level, chosen, session.screen_for(output), name)
