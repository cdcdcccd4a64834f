"""`fazhi init`: a register of one's own."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from fazhi_cli import terms
from fazhi_cli.cells import shell_word, visible
from fazhi_cli.cli import session
from fazhi_cli.cli.options import AsOf, DryRun, Words, Yes, as_of_day, check_register_name, day, named
from fazhi_cli.cli.options import year as year_of
from fazhi_cli.problems import Refused, Usage

if TYPE_CHECKING:
    from fazhi_cli.adopting import Adopted
    from fazhi_cli.deadline import Calendar
    from fazhi_cli.founding import Blank
    from fazhi_cli.known import Known
    from fazhi_cli.register import Loaded
    from fazhi_cli.rollover import Rollover
    from fazhi_cli.versioning import Setup

EXAMPLES = """\
fazhi init --year 2026 --issued 2026-03-10
fazhi init --year 2026 --set 2.3.1.due=9月底前 --set 3.4.8.lead=区司法局
fazhi init --empty --year 2026 --title 督察整改台账
fazhi init --from tasks-2025.yaml --year 2026   转入新一年
fazhi init --from-excel 旧台账.xlsx             由 Excel 台账转来
fazhi init --git                                台账放在 git 仓库里"""

_COPY = "tasks.yaml"
_FAR = 2
_WHENCE = "从哪里来"
_GIT = "多人、多台机器"

Year = Annotated[str | None, typer.Option("--year", metavar="年份", help="年底前、三季度末等按这一年算")]
Issued = Annotated[str | None, typer.Option("--issued", metavar="日期", help="会议或印发的日期")]
Title = Annotated[str | None, typer.Option("--title", metavar="文字", help="台账的名称")]
Set = Annotated[
    Words, typer.Option("--set", metavar="编号.字段=内容", help="先定下的内容，如 2.3.1.due=9月底前，可几个")
]
Empty = Annotated[bool, typer.Option("--empty", help="空台账，附写法示例", rich_help_panel=_WHENCE)]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="文件", help="旧台账：没办完的转入新一年", rich_help_panel=_WHENCE),
]
FromExcel = Annotated[
    str | None,
    typer.Option(
        "--from-excel", metavar="文件", help="单位自己的 Excel 台账，按表头转来", rich_help_panel=_WHENCE
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="文件",
        help="写到哪里；不写为 tasks.yaml",
        rich_help_panel="输出",
        callback=named("--output"),
    ),
]
Force = Annotated[bool, typer.Option("--force", help="文件已存在时覆盖", rich_help_panel="输出")]


Git = Annotated[
    bool, typer.Option("--git", help="设置 git 仓库：逐字段合并，提交前检查", rich_help_panel=_GIT)
]
Registers = Annotated[
    Words,
    typer.Option(
        "--file", "-f", metavar="文件", help="给哪本已有的台账设置 git，可几个", rich_help_panel=_GIT
    ),
]


class _Draft(NamedTuple):
    """A register on its way to disk, and what was rolled over or taken over to make it, if so."""

    new: "Loaded"
    rolled: "Rollover | None" = None
    adopted: "Adopted | None" = None


def command(
    year: Year = None,
    issued: Issued = None,
    title: Title = None,
    set_: Set = None,
    empty: Empty = False,
    from_: From = None,
    from_excel: FromExcel = None,
    output: Output = None,
    force: Force = False,
    git: Git = False,
    registers: Registers = None,
    as_of: AsOf = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """建自己的台账：由内置台账复制，空的，由旧台账转入新一年，或由 Excel 台账转来。"""
    from fazhi_cli.founding import made_with, settings
    from fazhi_cli.known import Known

    if git and not any((year, issued, title, set_, empty, from_, from_excel, output)):
        _set_up_git([session.find(file) for file in registers or (None,)], dry_run)
        return
    if registers:
        raise Usage("--file 只用来给已有的台账设置 git", "单独用 --git --file；新台账的文件名用 -o")
    if sum((empty, from_ is not None, from_excel is not None)) > 1:
        raise Usage(
            "--empty、--from、--from-excel 只能写一个",
            "空台账用 --empty，转入新一年用 --from，由 Excel 台账转来用 --from-excel",
        )
    opened = day(issued, "--issued")
    known = Known(year_of(year, "--year") or (opened.year if opened else None), opened, title)
    if known.year is None and not empty and from_excel is None:
        raise Usage("没有写年份", "例如 fazhi init --year 2026；空台账用 --empty")
    where = _target(output, from_, force)
    today = as_of_day(as_of)
    _doubt(known, today.year)
    calendar = session.calendar(where)
    if from_excel is not None:
        draft = _from_excel(known, from_excel, today, where.name, calendar)
    else:
        draft = _draft(known, empty, from_, today, where.name, calendar)
    new = made_with(draft.new, settings(draft.new, set_ or ()), calendar)
    if not (yes or dry_run):
        new = _with_answers(new, calendar)
    _write(draft._replace(new=new), where, force, dry_run)
    if git:
        _set_up_git([where], dry_run)


def _target(output: str | None, source: str | None, force: bool) -> session.Where:
    """Return where the new register goes. Raises Unwritable or Refused if something stands there."""
    from fazhi_cli import commit

    name = output or _COPY
    path = Path(name)
    check_register_name(name)
    if source is not None and path.exists() and Path(source).exists() and path.samefile(source):
        raise Refused(f"{name} 就是旧台账，不能写在它上面", "先给旧台账改名，或用 -o 换一个文件名")
    if name != "-" and not force:
        commit.check_absent(path)
    return session.Where(path, name)


def _doubt(known: "Known", this_year: int) -> None:
    """Say what looks like a slip in the year and the day of issue."""
    if known.year and abs(known.year - this_year) > _FAR:
        session.say(f"注意：--year {known.year} 离今年（{this_year} 年）较远，请核对。")
    if known.issued and known.issued.year != known.year:
        session.say(f"注意：--issued {known.issued} 不在 {known.year} 年里，请核对。")


def _draft(
    known: "Known",
    empty: bool,
    source: str | None,
    today: date,
    name: str,
    calendar: "Callable[[], Calendar]",
) -> _Draft:
    """Return the new register before anything is set or filled in."""
    from fazhi_cli import founding, packaged
    from fazhi_cli.cli.reading import open_register
    from fazhi_cli.register import load
    from fazhi_cli.rollover import rolled_over

    if empty:
        return _Draft(founding.empty(known, name, calendar))
    if source is None:
        ready = load(packaged.REGISTER, calendar, session.BUILT_IN)
        return _Draft(founding.copied(ready, known, name, calendar))
    rolled = rolled_over(open_register(source).read(), known, today, name, calendar)
    return _Draft(rolled.new, rolled)


def _from_excel(
    known: "Known", workbook: str, today: date, name: str, calendar: "Callable[[], Calendar]"
) -> _Draft:
    """Return the register that an office's own ledger in a workbook comes to."""
    from fazhi_cli import source
    from fazhi_cli.adopting import adopted
    from fazhi_cli.intake.ledger import ledger
    from fazhi_cli.intake.workbook import read
    from fazhi_cli.register import loaded

    path = Path(workbook)
    found = adopted(ledger(read(path, path.name)), known, today)
    return _Draft(loaded(source.from_text(found.text, name), calendar), adopted=found)


def _with_answers(new: "Loaded", calendar: "Callable[[], Calendar]") -> "Loaded":
    """Return `new` with what is typed for each blank in it; what is not answered stays blank."""
    from fazhi_cli.founding import blanks

    for blank in blanks(new):
        new = _answered(new, blank, calendar)
    return new


def _answered(new: "Loaded", blank: "Blank", calendar: "Callable[[], Calendar]") -> "Loaded":
    """Return `new` with one blank filled in; an answer that cannot be is refused and asked for again."""
    from fazhi_cli.founding import Setting, filled, made_with

    measure = blank.measure
    term = next(field.term for field in terms.fields_of("measure") if field.name == blank.field)
    head = f"{measure.id} {measure.title}：{term}"
    while True:
        if blank.field == "due":
            value = session.asked(f"{head}“{blank.text}”是哪天？（回车留空）")
        else:
            value = filled(blank, lambda text: session.asked(f"{head}里的“{text}”是多少？（回车留空）"))
        if value in ("", blank.text):
            return new
        try:
            return made_with(new, [Setting(measure.id, blank.field, value)], calendar)
        except Refused as error:
            session.say(f"{visible(error.message)}\n提示：{visible(error.hint)}")


def _write(draft: _Draft, where: session.Where, force: bool, dry_run: bool) -> None:
    """Write the register with its schema beside it and say what it is, or show what would be written."""
    from fazhi_cli.cli.mending import displayed, show_texts
    from fazhi_cli.view.adopted import adopted_text
    from fazhi_cli.view.founding import founded_text
    from fazhi_cli.writing import found

    data, name = draft.new.source.data, _COPY if where.name == "-" else where.name
    if dry_run:
        show_texts(None, draft.new.source.text, name)
        return
    told = founded_text(draft.new, name, draft.rolled, session.screen(), built_in=draft.adopted is None)
    if draft.adopted:
        told = f"{adopted_text(draft.adopted, session.screen())}\n\n{told}"
    if where.name == "-":
        session.emit(data)
        session.say(told)
        return
    remark = found(where.path, data, force)
    with displayed(where.name):
        session.out(told)
    if remark:
        session.say(visible(remark))


def _set_up_git(registers: Sequence[session.Where], dry_run: bool) -> None:
    """Set up the repository around the registers, or show what would be done. Raises Refused."""
    from fazhi_cli.versioning import set_up, setup

    for where in registers:
        if where.built_in or where.name == "-":
            raise Refused("没有可以设置的台账文件", "先建台账，如 fazhi init --year 2026；或用 --file 写明")
        if not (dry_run or where.path.is_file()):
            raise Refused(f"没有台账 {where.name}", "检查 --file 后面的文件名")
    wanted = setup([where.path for where in registers], session.own_command())
    if dry_run:
        _show_git(wanted)
        return
    set_up(wanted)
    for line in _git_told(wanted):
        session.out(visible(line))


def _show_git(wanted: "Setup") -> None:
    """Print the files as a diff, the settings as the commands that make them."""
    from fazhi_cli.cli.mending import show_texts

    for file in wanted.files:
        name = file.path.relative_to(wanted.top).as_posix() if file.path.is_relative_to(wanted.top) else None
        show_texts(file.old, file.new, name or str(file.path))
    for setting, value in wanted.settings:
        session.out(visible(f"git config {setting} {shell_word(value)}"))
    if wanted.is_done:
        session.say("git 已经设置好了，没有要改的。")


def _git_told(wanted: "Setup") -> Iterator[str]:
    """Yield what was done and what is left to do."""
    if wanted.is_done:
        yield "git 已经设置好了，没有改动。"
    for file in wanted.files:
        yield f"已写入 {file.path.name}。"
    if wanted.settings:
        yield f"已设置本机的 git：{'、'.join(name for name, _ in wanted.settings)}。"
    if wanted.by_hand:
        yield f"已有别的 pre-commit 钩子，没有动；请在里面加一行：{wanted.by_hand}"
    if names := [file.path.name for file in wanted.files if not file.runs]:
        yield f"{'、'.join(names)} 请提交到仓库；设置和钩子不随仓库走，每个克隆各运行一次 fazhi init --git。"
