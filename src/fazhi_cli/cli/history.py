"""`fazhi history`: who changed what, when, by which command."""

from typing import Annotated

import typer

from fazhi_cli import export
from fazhi_cli.cli import complete, session
from fazhi_cli.cli.options import File, Force, Format, Output

EXAMPLES = """\
fazhi history                         全部操作，新的在前
fazhi history 3.4.8                   只看一条措施
fazhi history --format json"""

Id = Annotated[
    str | None, typer.Argument(metavar="编号", help="措施编号；不写为全部", autocompletion=complete.measures)
]


def command(
    own_id: Id = None,
    file: File = None,
    form: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """谁、什么时候、用哪条命令改了什么。手工改的不在内。"""
    from fazhi_cli import journal
    from fazhi_cli.naming import normal_id

    form = export.form_of(form, output, ("table", "json"))
    where = session.find(file)
    records = [*reversed(journal.read(where.path))]
    if own_id is not None:
        own = normal_id(own_id).casefold()
        records = [item for item in records if own in map(str.casefold, item.ids)]
    if form == "json":
        from fazhi_cli.export.machine import history

        content: bytes | str = history(records)
    else:
        from fazhi_cli.view.history import records_text

        screen = session.screen_for(output)
        content = records_text(records, screen) if records else "没有操作记录。"
    session.deliver(content, output, force, where.path)
