"""What reading commands share: find the register, read it, and say what was odd about it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from fazhi_cli import holidays
from fazhi_cli.cells import visible
from fazhi_cli.cli import session
from fazhi_cli.cli.options import day
from fazhi_cli.cli.progress import working
from fazhi_cli.combining import combined
from fazhi_cli.measure import Register
from fazhi_cli.problems import Invalid, Problem
from fazhi_cli.register import Loaded, load
from fazhi_cli.view.problems import problem_text, problems_text

_NAMED = 3


class Desk(NamedTuple):
    """A register that was read, where it lies, and the day that counts."""

    where: session.Where
    loaded: Loaded
    day: date


class Shelf(NamedTuple):
    """The registers that were read, and as one; `name` is what they are called together.

    `paths` are those of all that were asked for, `failed` the names of those that could not be read.
    """

    desks: tuple[Desk, ...]
    register: Register
    name: str
    paths: tuple[Path, ...]
    failed: tuple[str, ...] = ()


def open_registers(files: Sequence[str] | None, as_of: str | None = None) -> Shelf:
    """Return the registers that `files` mean as of the day `as_of`; what is wrong with any is said.

    Those that can be read are returned without the others. Raises Invalid with all problems where none can.
    """
    found = session.find_all(files)
    if len(found) == 1:
        desk = _opened(found[0], as_of)
        return Shelf((desk,), desk.loaded.register, desk.where.name, (desk.where.path,))
    desks: dict[str, Desk | None] = {}
    problems: list[Problem] = []
    for where in found:
        try:
            desks[where.name] = _opened(where, as_of)
        except Invalid as error:
            desks[where.name] = None
            problems += error.problems
    there = tuple(desk for desk in desks.values() if desk)
    if not there:
        raise Invalid(problems)
    failed = tuple(name for name, desk in desks.items() if not desk)
    if failed:
        session.say(problems_text(problems))
        named = "、".join(map(visible, failed))
        session.say(f"{len(found)} 本台账中有 {len(failed)} 本读不了，没有计入：{named}。")
    register = combined({name: desk and desk.loaded.register for name, desk in desks.items()})
    return Shelf(there, register, _called(register), tuple(where.path for where in found), failed)


def _called(register: Register) -> str:
    """Return what registers are called together: by their names, of more than a few by their number."""
    return register.name if len(register.parts) <= _NAMED else f"{len(register.parts)} 个文件"


def open_register(file: str | None, as_of: str | None = None, warn: bool = True) -> Desk:
    """Return the register that `file` means as of the day `as_of`, having said if it is the built-in one.

    With `warn` it is also said what is odd about the file as a whole. Raises Invalid with all problems.
    """
    return _opened(session.find(file), as_of, warn)


def _opened(where: session.Where, as_of: str | None, warn: bool = True) -> Desk:
    on = day(as_of, "--as-of") or session.today()
    calendar = holidays.calendar_for(session.holiday_folders(where))
    with working(f"正在读 {where.name} ……"):
        loaded = load(where.path, calendar, where.name)
    if where.built_in:
        session.say("没有找到 tasks.yaml，用的是内置台账，只能读。")
    for warning in loaded.warnings if warn else ():
        if warning.place.line is None:
            session.say(problem_text(warning))
    return Desk(where, loaded, on)
