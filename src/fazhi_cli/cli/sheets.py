"""`fazhi sheets`: one workbook per unit, to be filled in and sent back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli import terms
from fazhi_cli.cells import visible
from fazhi_cli.cli import session
from fazhi_cli.cli.listing import Asked, Board
from fazhi_cli.cli.options import AsOf, File, Force
from fazhi_cli.cli.outputs import PANEL, Order, Target, check
from fazhi_cli.cli.select import selecting
from fazhi_cli.problems import Unwritable, Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fazhi_cli.outgoing import Outgoing
    from fazhi_cli.query import Filter, Listing

EXAMPLES = """\
fazhi sheets -o 下发/                 每个单位一个 Excel，未办结的都在内
fazhi sheets -o 下发/ --overdue --force   只发逾期的，换掉上次的文件
fazhi sheets -o 下发/ --unit 区司法局 3.4"""


Folder = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="文件夹", help="放到哪个文件夹", rich_help_panel=PANEL),
]


@selecting
def command(
    chosen: "Filter",
    file: File = None,
    as_of: AsOf = None,
    output: Folder = None,
    force: Force = False,
) -> None:
    """给每个牵头单位做一份填报表（集体名称的每个成员一份），未办结的措施都列入。"""
    from fazhi_cli.outgoing import outgoing, wanted

    folder = _folder(output)
    board = Board(
        Asked(chosen, (), None, None, None, "xlsx"), Order([file] if file else None, as_of, None, None, force)
    )
    desk, listing = board.desk, board.listing
    rows = wanted(chosen, listing.rows)
    made = outgoing(desk.register, rows, chosen, desk.day, desk.digest)
    sent = {task.row.measure.id for each in made for task in each.tasks}
    _tell_what_is_left(listing, {row.measure.id for row in rows}, sent)
    if not made:
        session.say("没有要下发的措施；用 fazhi list 看各条的状态。")
        return
    for each in made:
        check(Target(_path(folder, each), "xlsx"), force, board.desk.where.path)
    _write(made, folder, force)
    session.out(f"共 {len(made)} 个文件，{len(sent)} 条措施。")
    _tell_what_lies_beside(folder, made)
    session.advise("填好收回来以后，用 fazhi import 文件… 采用。")


def _folder(output: str | None) -> Path:
    if not output:
        raise Usage("没有写放到哪个文件夹", "写作 fazhi sheets -o 下发/")
    folder = Path(output)
    if folder.exists() and not folder.is_dir():
        raise Usage(f"{visible(output)} 不是文件夹", "换一个文件夹，没有的会新建")
    return folder


def _tell_what_is_left(listing: "Listing", wanted: set[str], sent: set[str]) -> None:
    """Say which measures of a selection are in no sheet, and which are asked of nobody."""
    from fazhi_cli.view.words import SOME_IDS, some

    ids = [row.measure.id for row in listing.rows]
    if left := [own for own in ids if own not in wanted]:
        session.say(
            f"已办结、暂缓或取消的 {len(left)} 条没有列入：{some(left, SOME_IDS)}；"
            "要列入的，写编号或 --status。"
        )
    if others := [own for own in ids if own in wanted and own not in sent]:
        session.say(f"由别的单位牵头的 {len(others)} 条没有列入：{some(others, SOME_IDS)}。")
    nobody = [row.measure.id for row in listing.rows if row.measure.id in sent and not row.measure.lead]
    if nobody:
        session.say(
            f"{len(nobody)} 条没有牵头单位，放在“{terms.UNASSIGNED}”里：{some(nobody, SOME_IDS)}；"
            "用 fazhi set 编号 --lead 填上。"
        )


def _tell_what_lies_beside(folder: Path, made: "Sequence[Outgoing]") -> None:
    """Say which workbooks in the folder are not of this round: what they ask may be over."""
    from fazhi_cli.view.words import some

    own = {Path(_path(folder, each)).name for each in made}
    names = sorted(path.name for path in folder.glob("*.xlsx") if not path.name.startswith(("~$", ".")))
    if old := [visible(name) for name in names if name not in own]:
        session.say(
            f"{visible(str(folder))} 里另有 {len(old)} 个文件不是这次的，没有动：{some(old)}；"
            "不要当作这次的发出去。"
        )


def _path(folder: Path, sent: "Outgoing") -> str:
    return str(folder / f"{sent.file}.xlsx")


def _write(made: "Sequence[Outgoing]", folder: Path, force: bool) -> None:
    """Write the workbooks, and say of each how many measures it has. Raises Unwritable."""
    from fazhi_cli import commit
    from fazhi_cli.export.sheets import workbook

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Unwritable(f"文件夹 {visible(str(folder))} 建不了", "检查路径和权限，或换一个文件夹") from None
    for sent in made:
        path = _path(folder, sent)
        commit.create(Path(path), workbook(sent), force)
        session.out(f"{visible(path)}  {len(sent.tasks)} 条")
