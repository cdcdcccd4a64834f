"""`fazhi import`: what units filled in comes back, with a preview first."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli import export
from fazhi_cli.cells import visible
from fazhi_cli.cli import session
from fazhi_cli.cli.options import AsOf, DryRun, File, Format, Yes, one
from fazhi_cli.problems import Exit, FazhiError

if TYPE_CHECKING:
    from fazhi_cli.change import Change
    from fazhi_cli.comparing import Clash, Comparison
    from fazhi_cli.measure import Register
    from fazhi_cli.register import Loaded
    from fazhi_cli.returned import Returned, Trouble

EXAMPLES = """\
fazhi import 回收/ --dry-run           只看会采用什么
fazhi import 回收/*.xlsx --yes
fazhi import 区司法局.xlsx --prefer sheet --yes"""

_SIDES = {"sheet": "表", "register": "台账"}

Files = Annotated[list[str], typer.Argument(metavar="文件", help="单位交回的 xlsx，或它们的文件夹，可以几个")]
Prefer = Annotated[
    str | None,
    typer.Option("--prefer", metavar="哪边", help="两边都改过的听哪边：sheet 表，register 台账"),
]


def command(
    files: Files,
    prefer: Prefer = None,
    file: File = None,
    as_of: AsOf = None,
    form: Format = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """收回单位填的表：先列出会采用什么、哪里冲突、哪里有问题，再写入。"""
    from fazhi_cli.cli.reading import open_register
    from fazhi_cli.comparing import compare_all
    from fazhi_cli.export.machine import imported
    from fazhi_cli.view.imported import imported_text

    side = one(_SIDES, prefer, "--prefer")
    form = export.form_of(form, None, ("table", "json"))
    desk = open_register(file, as_of)
    today = desk.day
    returned, refused = _read(files)
    found = compare_all(desk.register, returned, today, side)
    answers = {} if yes or dry_run or form == "json" else _answers(found)
    if answers:
        found = compare_all(desk.register, returned, today, side, answers)
    missing = _missing(desk.register, found, today)
    if form == "table":
        session.out(imported_text(found, refused, missing, session.screen()))
    wrote = _write(desk.where, found, returned, today, side, answers, dry_run, yes)
    if form == "json":
        session.emit(imported(found, refused, missing, wrote))
    if refused or any(item.conflicts or item.problems for item in found):
        raise typer.Exit(Exit.FOUND)


def _read(files: Sequence[str]) -> "tuple[list[Returned], list[Trouble]]":
    """Return the workbooks that can be read, and why the others cannot."""
    from fazhi_cli.intake import sheet, workbook
    from fazhi_cli.returned import Trouble

    returned, refused = [], []
    for path in dict.fromkeys(path for name in files for path in _paths(name)):
        try:
            returned.append(sheet.returned(workbook.read(path, path.name)))
        except FazhiError as error:
            refused.append(Trouble(path.name, error.message, error.hint))
    return returned, refused


def _paths(name: str) -> list[Path]:
    """Return the workbooks that a word on the command line means: a file, those in a folder or of a pattern.

    Some shells leave patterns to the program; what an office program keeps beside an open file is left out.
    """
    path = Path(name)
    if path.is_dir():
        found = sorted(path.glob("*.xlsx"))
    elif not path.exists() and set(path.name) & set("*?"):
        found = sorted(path.parent.glob(path.name))
    else:
        return [path]
    return [item for item in found if not item.name.startswith(("~$", "."))] or [path]


def _answers(found: "Sequence[Comparison]") -> dict[str, str]:
    """Ask on a terminal about every conflict; no answer leaves it open."""
    answers = {}
    for clash in (clash for item in found for clash in item.conflicts):
        said = session.asked(f"{_told(clash)}。用表里的（1）、台账的（2），还是先不定（回车）？ ")
        if said in ("1", "2"):
            answers[clash.ref] = "sheet" if said == "1" else "register"
    return answers


def _told(clash: "Clash") -> str:
    return f"{clash.ref}：{clash}"


def _missing(register: "Register", found: "Sequence[Comparison]", today: date) -> list[str]:
    """Return the units that a sheet is expected of and that sent none; the office itself writes at once."""
    from fazhi_cli.naming import declared_names
    from fazhi_cli.query import select
    from fazhi_cli.silence import responsible

    names = declared_names(register)
    came = {names.get(item.unit or "", item.unit) for item in found}
    own = register.office.name or ""
    came.add(names.get(own, own))
    rows = select(register, today).rows
    return [item.unit for item in responsible(register, rows) if item.unit not in came]


def _write(
    where: session.Where,
    found: "Sequence[Comparison]",
    returned: "Sequence[Returned]",
    today: date,
    side: str | None,
    answers: Mapping[str, str],
    dry_run: bool,
    yes: bool,
) -> bool:
    """Write what is taken, in one proven edit; say whether anything was written."""
    from fazhi_cli.comparing import compare_all
    from fazhi_cli.marking import mark
    from fazhi_cli.writing import rewrite

    count = sum(len(item.marks) for item in found)
    if dry_run or not count:
        return False
    if where.built_in:
        session.say("内置台账只能读，没有写入。先用 fazhi init 建自己的台账。")
        return False
    if not session.confirmed(f"写入 {count} 条措施的进展，确定吗？", yes):
        session.say("没有写入。")
        return False

    def plan(loaded: "Loaded") -> "list[Change]":
        again = compare_all(loaded.register, returned, today, side, answers)
        rules = loaded.register.rules
        return [
            change for item in again for measure, told in item.marks for change in mark(measure, told, rules)
        ]

    calendar = session.calendar(where)
    written = rewrite(
        where.path, plan, calendar, where.name, session.signature(None), session.snapshots(where)
    )
    for remark in written.remarks:
        session.say(remark)
    session.say(visible(f"已写入 {where.name}：{count} 条措施。撤销：fazhi undo"))
    return True
