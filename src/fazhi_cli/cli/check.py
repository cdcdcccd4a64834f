"""`fazhi check`: the whole register, what is wrong and what is missing."""

from typing import Annotated

import typer

from fazhi_cli.cli import session
from fazhi_cli.cli.options import AsOf, File, Format, day
from fazhi_cli.problems import Exit

EXAMPLES = """\
fazhi check
fazhi check --verbose                 逐条列出
fazhi check --assumed                 哪些是推定的
fazhi check --format json             给脚本用"""

Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="逐条列出，不归类")]
Assumed = Annotated[bool, typer.Option("--assumed", help="只看推定的和原文留空的")]


def command(
    verbose: Verbose = False,
    assumed: Assumed = False,
    file: File = None,
    as_of: AsOf = None,
    form: Format = None,
) -> None:
    """检查整本台账：有没有写错，三问（措施、回音、着落），推定和留空。"""
    from fazhi_cli import check, holidays, tree
    from fazhi_cli.export.machine import problems as problems_json
    from fazhi_cli.problems import Invalid, Usage, in_order
    from fazhi_cli.query import select
    from fazhi_cli.register import load, located
    from fazhi_cli.view.check import summary_text
    from fazhi_cli.view.problems import problems_text

    if form not in (None, "table", "json"):
        raise Usage(f"没有“{form}”这种格式", "可以写：table、json")
    where = session.find(file)
    on = day(as_of, "--as-of") or session.today()
    try:
        loaded = load(where.path, holidays.calendar_for(session.holiday_folders(where)), where.name)
    except Invalid as error:
        if form == "json":
            session.emit(problems_json(error.problems))
        else:
            session.out(problems_text(error.problems))
        raise typer.Exit(Exit.INVALID) from None
    rows = select(loaded.register, on).rows
    faults = check.findings(loaded.register, rows, where.path.resolve().parent)
    found = [*loaded.warnings, *tree.swallowed_text(loaded.source), *located(loaded, faults)]
    found = in_order([item for item in found if not assumed or item.code in check.UNCERTAIN])
    if form == "json":
        session.emit(problems_json(found))
    elif verbose or assumed:
        session.out(problems_text(found) if found else "没有发现。")
    else:
        session.out(
            summary_text(loaded.register, check.answers(loaded.register, rows), found, session.screen())
        )
    if any(item.level == "error" for item in found):
        raise typer.Exit(Exit.FOUND)
