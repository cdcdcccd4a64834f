"""`fazhi due`: how a deadline will be understood."""

from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli.cli import session
from fazhi_cli.cli.options import File, Format, day, number

if TYPE_CHECKING:
    from fazhi_cli.deadline import Anchor

EXAMPLES = """\
fazhi due 三季度末 --year 2022
fazhi due 会后5个工作日内 --issued 2022-03-15
fazhi due 9月底前                     按当前台账的年份和印发日期"""

Phrase = Annotated[str, typer.Argument(metavar="时限", help="时限的写法，如 9月底前")]
Issued = Annotated[str | None, typer.Option("--issued", metavar="日期", help="会议或印发的日期")]
Year = Annotated[str | None, typer.Option("--year", metavar="年份", help="年底前等按哪一年算")]


def command(
    phrase: Phrase, issued: Issued = None, year: Year = None, file: File = None, form: Format = None
) -> None:
    """看一个时限会怎样理解：类型、日期、从哪天算起。"""
    from fazhi_cli import holidays
    from fazhi_cli.deadline import DeadlineError, next_due, parse
    from fazhi_cli.export.machine import dumped
    from fazhi_cli.problems import Refused, Usage
    from fazhi_cli.record import envelope
    from fazhi_cli.view.due import deadline_text

    if form not in (None, "table", "json"):
        raise Usage(f"没有“{form}”这种格式", "可以写：table、json")
    anchor = _anchor(file, issued, year)
    calendar = holidays.calendar_for(session.holiday_folders(session.find(file)))
    try:
        held = parse(phrase, anchor, calendar)
    except DeadlineError as error:
        raise Refused(f"时限“{phrase}”：{error.message}", error.hint) from error
    start = held.first or anchor.since or anchor.issued
    coming = next_due(held.rhythm, start) if held.rhythm and start else None
    if form == "json":
        data = envelope(
            "deadline",
            phrase=phrase,
            due_kind=held.kind,
            date=held.date.isoformat() if held.date else None,
            next=coming.isoformat() if coming else None,
            soft=held.soft,
            explanation=" ".join(held.explanation),
        )
        session.emit(dumped(data))
    else:
        session.out(deadline_text(held, coming))


def _anchor(file: str | None, issued: str | None, year: str | None) -> "Anchor":
    """Return what phrases count from: what is given here, else what the register at hand says."""
    from fazhi_cli.cli.reading import open_register
    from fazhi_cli.deadline import Anchor

    meeting = day(issued, "--issued")
    stated = number(year, "--year")
    if meeting or stated:
        return Anchor(stated or (meeting.year if meeting else None), meeting)
    register = open_register(file, None).loaded.register
    return Anchor(register.year, register.issued)
