"""`fazhi check`: the whole register, what is wrong and what is missing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli import export
from fazhi_cli.cells import visible
from fazhi_cli.cli import session
from fazhi_cli.cli.options import AsOf, File, Force, Format, Output
from fazhi_cli.problems import Exit, Invalid, Problem, in_order

if TYPE_CHECKING:
    from fazhi_cli.cli.reading import Desk
    from fazhi_cli.state import State

EXAMPLES = """\
fazhi check
fazhi check --verbose                 逐条列出
fazhi check --assumed                 哪些是推定的
fazhi check --format json             给脚本用
fazhi check --to-utf8                 记事本存成了别的编码"""

Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="逐条列出，不归类")]
ToUtf8 = Annotated[bool, typer.Option("--to-utf8", help="先把台账文件转换成 UTF-8")]
Assumed = Annotated[bool, typer.Option("--assumed", help="只看推定的和原文留空的")]


def command(
    verbose: Verbose = False,
    assumed: Assumed = False,
    to_utf8: ToUtf8 = False,
    file: File = None,
    as_of: AsOf = None,
    form: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """检查整本台账：有没有写错，三问（措施、回音、着落），推定和留空。"""
    from fazhi_cli import check
    from fazhi_cli.cli.reading import open_register
    from fazhi_cli.export.machine import problems as problems_json
    from fazhi_cli.query import select
    from fazhi_cli.view.problems import problems_text

    form = export.form_of(form, output, ("table", "json"))
    where = session.find(file)
    if to_utf8:
        _convert(where)
    try:
        desk = open_register(file, as_of, warn=False)
    except Invalid as error:
        told = problems_json(error.problems) if form == "json" else problems_text(error.problems)
        session.deliver(told, output, force, where.path)
        raise typer.Exit(Exit.INVALID) from None
    rows = select(desk.register, desk.day).rows
    found = _found(desk, rows)
    if assumed:
        found = [item for item in found if item.code in check.UNCERTAIN]
    if form == "json":
        content: bytes | str = problems_json(found)
    elif verbose or assumed:
        content = problems_text(found) if found else "没有发现。"
    else:
        content = _summary(desk, rows, found, output)
    session.deliver(content, output, force, where.path)
    if any(item.level == "error" for item in found):
        raise typer.Exit(Exit.FOUND)


def _convert(where: session.Where) -> None:
    """Make the file UTF-8, and say what was done."""
    from fazhi_cli import recoding

    done = recoding.to_utf8(where.path, where.name)
    said = f"已从 {done.encoding} 转换成 UTF-8" if done else "已经是 UTF-8，没有改动"
    session.say(visible(f"{where.name} {said}。"))
    if done and done.remark:
        session.say(visible(done.remark))


def _found(desk: "Desk", rows: "tuple[State, ...]") -> list[Problem]:
    """Return what the file shows and what the checks find, in the order of the file."""
    from fazhi_cli import check, journal, nodes
    from fazhi_cli.overwritten import overwritten
    from fazhi_cli.register import located

    loaded = desk.read()
    faults = check.findings(loaded.register, rows, desk.where.path.resolve().parent)
    faults += overwritten(loaded, journal.read(desk.where.path))
    return in_order([*loaded.warnings, *nodes.swallowed_text(loaded.source), *located(loaded, faults)])


def _summary(desk: "Desk", rows: "tuple[State, ...]", found: Sequence[Problem], output: str | None) -> str:
    from fazhi_cli import check
    from fazhi_cli.view.check import summary_text

    register = desk.register
    told = check.answers(register, rows)
    return summary_text(register, told, found, session.screen_for(output), desk.where.name)
