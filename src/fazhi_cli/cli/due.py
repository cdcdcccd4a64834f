"""`fazhi due`: how a deadline will be understood."""

from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli import export
from fazhi_cli.cli import session
from fazhi_cli.cli.options import File, Force, Format, Output, day
from fazhi_cli.cli.options import year as year_given
from fazhi_cli.problems import Refused, Usage

if TYPE_CHECKING:
    from datetime import date

    from fazhi_cli.deadline import Anchor, Deadline

EXAMPLES = """\
fazhi due 三季度末 --year 2022
fazhi due 会后5个工作日内 --issued 2022-03-15
fazhi due 9月底前                     按当前台账的年份和印发日期"""

Phrase = Annotated[str, typer.Argument(metavar="时限", help="时限的写法，如 9月底前")]
Issued = Annotated[str | None, typer.Option("--issued", metavar="日期", help="会议或印发的日期")]
Year = Annotated[str | None, typer.Option("--year", metavar="年份", help="年底前等按哪一年算")]


def command(
    phrase: Phrase,
    issued: Issued = None,
    year: Year = None,
    file: File = None,
    form: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """看一个时限会怎样理解：类型、日期、从哪天算起。"""
    from fazhi_cli.deadline import DeadlineError, explain, parse
    from fazhi_cli.export.machine import dumped
    from fazhi_cli.record import deadline
    from fazhi_cli.view.due import deadline_text

    form = export.form_of(form, output, ("table", "json"))
    if not phrase.strip():
        raise Usage("时限是空的", "例如 fazhi due 9月底前")
    anchor = _anchor(file, issued, year)
    where = session.find(file)
    calendar = session.calendar(where)
    try:
        held = parse(phrase, anchor, calendar)
    except DeadlineError as error:
        raise Refused(f"时限“{phrase}”：{error.message}", error.hint) from error
    coming = _coming(held, anchor)
    said = explain(held, calendar, coming)
    if form == "json":
        content: bytes | str = dumped(deadline(held, said, coming))
    else:
        content = deadline_text(held, said, coming, session.screen_for(output))
    session.deliver(content, output, force, where.path)
    for year_lacking in held.unknown_years:
        session.say(f"警告：没有{year_lacking}年的放假安排，只除去周末；可在台账旁的 holidays.yaml 里补上。")


def _coming(held: "Deadline", anchor: "Anchor") -> "date | None":
    """Return the first day due of a recurring deadline, from the later of its own start and the anchor's."""
    from fazhi_cli.deadline import next_due

    starts = [day for day in (held.first, anchor.issued) if day]
    if held.rhythm is None or not starts:
        return None
    try:
        due = next_due(held.rhythm, max(starts))
    except OverflowError:
        return None
    return None if held.last and due > held.last else due


def _anchor(file: str | None, issued: str | None, year: str | None) -> "Anchor":
    """Return what phrases count from: what is given here, else what the register at hand says."""
    from fazhi_cli.cli.reading import open_register
    from fazhi_cli.deadline import Anchor

    meeting = day(issued, "--issued")
    stated = year_given(year, "--year")
    if meeting or stated:
        return Anchor(stated, meeting)
    register = open_register(file).register
    return Anchor(register.year, register.issued)
