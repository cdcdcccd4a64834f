"""What reading commands share: find the register, read it, and say what was odd about it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fazhi_cli.cache import digest_of
from fazhi_cli.cells import visible
from fazhi_cli.cli import session
from fazhi_cli.cli.options import as_of_day
from fazhi_cli.cli.progress import working
from fazhi_cli.measure import Measure, Register
from fazhi_cli.problems import Conflict, Invalid, Problem

if TYPE_CHECKING:
    from fazhi_cli.register import Loaded

_NAMED = 3


class Desk(NamedTuple):
    """A register that was read, where it lies, and the day that counts.

    `digest` is the SHA-256 of its bytes in hexadecimal, `warnings` what was odd about the file. `read` gives
    the register together with its text, which is read for that only where it was not before.
    """

    where: session.Where
    day: date
    register: Register
    digest: str
    warnings: Sequence[Problem]
    read: "Callable[[], Loaded]"


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
        return Shelf((desk,), desk.register, desk.where.name, (desk.where.path,))
    from fazhi_cli.combining import combined

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
        from fazhi_cli.view.problems import problems_text

        session.say(problems_text(problems))
        named = "、".join(map(visible, failed))
        session.say(f"{len(found)} 本台账中有 {len(failed)} 本读不了，没有计入：{named}。")
    register = combined({name: desk and desk.register for name, desk in desks.items()})
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
    desk = _desk(where, as_of_day(as_of))
    if where.built_in:
        session.say("没有找到 tasks.yaml，用的是内置台账，只能读。")
    if warn and desk.warnings:
        from fazhi_cli.view.problems import problem_text

        for warning in desk.warnings:
            if warning.place.line is None:
                session.say(problem_text(warning))
    return desk


def _desk(where: session.Where, on: date) -> Desk:
    """Return the register by its snapshot if it has one, else by its text, of which then one is kept."""
    snapshots = session.snapshots(where)
    digest = digest_of(where.path) if snapshots.folder else None

    @cache
    def read() -> "Loaded":
        from fazhi_cli.register import load

        with working(f"正在读 {where.name} ……"):
            return load(where.path, session.calendar(where), where.name)

    def again() -> Sequence[Measure]:
        if read().source.digest != digest:
            raise Conflict(f"{visible(where.name)} 刚被改过", "再运行一次")
        return read().register.measures

    if digest and (kept := snapshots.find(where.path, digest, where.name, again)):
        return Desk(where, on, kept.register, digest, kept.warnings, read)
    from fazhi_cli.fetching import keep

    loaded = read()
    keep(loaded, snapshots)
    return Desk(where, on, loaded.register, loaded.source.digest, loaded.warnings, read)
