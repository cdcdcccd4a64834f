"""`fazhi undo`: takes the last command back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli.cells import visible
from fazhi_cli.cli import session
from fazhi_cli.cli.options import DryRun, File, Yes, number
from fazhi_cli.problems import Exit, Refused

if TYPE_CHECKING:
    from fazhi_cli.journal import Record

EXAMPLES = """\
fazhi undo                            撤销最后一步
fazhi undo --list                     看哪些可以撤销
fazhi undo 3                          撤销第 3 步，别人后来的改动不受影响"""

Number = Annotated[str | None, typer.Argument(metavar="序号", help="撤销哪一步；不写为最后一步")]
Listed = Annotated[bool, typer.Option("--list", help="列出可以撤销的，不撤销")]


def command(
    step: Number = None,
    listed: Listed = False,
    file: File = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """撤销最后一条命令写入台账的改动；同一处后来又改过的，不撤。"""
    from fazhi_cli import journal
    from fazhi_cli.cli.mending import ASK_ABOVE, show_difference
    from fazhi_cli.view.history import records_text, told
    from fazhi_cli.writing import rehearse_undo, undo

    where = session.find(file)
    records = journal.undoable(journal.read(where.path))
    if listed:
        session.out(records_text(records, session.screen()) if records else "没有可以撤销的操作。")
        return
    wanted = number(step, "序号")

    def choose(present: "Sequence[Record]") -> "Record":
        return _chosen(journal.undoable(present), wanted)

    calendar = session.calendar(where)
    if dry_run:
        show_difference(rehearse_undo(where.path, choose, calendar, where.name)[0], where)
        return
    first = choose(records)
    if len(first.ids) > ASK_ABOVE and not session.confirmed(f"要撤销{told(first)}，确定吗？", yes):
        session.say("没有改动。")
        raise typer.Exit(Exit.REFUSED)
    written, record = undo(
        where.path, choose, calendar, where.name, session.signature(None), session.snapshots(where)
    )
    for remark in written.remarks:
        session.say(remark)
    session.out(visible(f"已撤销{told(record)}。"))


def _chosen(undoable: "Sequence[Record]", wanted: int | None) -> "Record":
    """Return the command to take back. Raises Refused when there is none."""
    if not undoable:
        raise Refused("没有可以撤销的操作", "操作记录在台账旁边的隐藏文件里，只有用命令做的改动才有")
    if wanted is None:
        return undoable[0]
    found = next((record for record in undoable if record.number == wanted), None)
    if found is None:
        raise Refused(f"没有可以撤销的第 {wanted} 步", "用 fazhi undo --list 看哪些可以撤销")
    return found
