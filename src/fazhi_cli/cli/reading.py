"""What reading commands share: find the register, read it, and say what was odd about it."""

from datetime import date
from typing import NamedTuple

from fazhi_cli import holidays
from fazhi_cli.cli import session
from fazhi_cli.cli.options import day
from fazhi_cli.cli.progress import working
from fazhi_cli.register import Loaded, load
from fazhi_cli.view.problems import problem_text


class Desk(NamedTuple):
    """A register that was read, where it lies, and the day that counts."""

    where: session.Where
    loaded: Loaded
    day: date


def open_register(file: str | None, as_of: str | None = None, warn: bool = True) -> Desk:
    """Return the register that `file` means as of the day `as_of`, having said if it is the built-in one.

    With `warn` it is also said what is odd about the file as a whole. Raises Invalid with all problems.
    """
    where = session.find(file)
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
