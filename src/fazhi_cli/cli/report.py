"""`fazhi report`: the weekly bulletin, or that of a month or any days."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli.cli import session
from fazhi_cli.cli.listing import Asked, Board
from fazhi_cli.cli.options import AsOf, Files, Force, as_of_day, day, plain
from fazhi_cli.cli.outputs import Formats, Order, Outputs, Target, Wanted, by_lead, targets
from fazhi_cli.cli.select import selecting
from fazhi_cli.problems import Usage

if TYPE_CHECKING:
    from fazhi_cli.query import Filter
    from fazhi_cli.report import Report
    from fazhi_cli.span import Span

EXAMPLES = """\
fazhi report                          本周，显示在屏幕上
fazhi report --week last -o 周报.docx -o 周报.xlsx
fazhi report --month 2022-09 -o 月报/    文件名自带月份
fazhi report --week last -o 周报-{week}.html"""

OFFERED = ("table", "json", "md", "html", "xlsx", "docx")
_PANEL = "哪一期（不写为本周）"

Week = Annotated[
    str | None,
    typer.Option("--week", metavar="周", help="如 2022-W39；last 为上周", rich_help_panel=_PANEL),
]
Month = Annotated[
    str | None,
    typer.Option("--month", metavar="月", help="如 2022-09；last 为上月", rich_help_panel=_PANEL),
]
Since = Annotated[str | None, typer.Option("--from", metavar="日期", help="从哪天起", rich_help_panel=_PANEL)]
Until = Annotated[str | None, typer.Option("--to", metavar="日期", help="到哪天止", rich_help_panel=_PANEL)]
Number = Annotated[str | None, typer.Option("--number", metavar="期号", help="第几期；不写留空")]
Name = Annotated[str | None, typer.Option("--name", metavar="刊名", help="简报名称；不写为督查简报")]


@selecting
def command(
    chosen: "Filter",
    week: Week = None,
    month: Month = None,
    since: Since = None,
    until: Until = None,
    number: Number = None,
    name: Name = None,
    file: Files = None,
    as_of: AsOf = None,
    form: Formats = None,
    output: Outputs = None,
    force: Force = False,
) -> None:
    """一期的进展：动了什么、办结什么、逾期什么、谁没有反馈、下期要做什么。"""
    today = as_of_day(as_of)
    span = _span(week, month, since, until, today)
    order = Order(file, as_of, form, output, force)
    board = Board(Asked(chosen, (), None, None, None, "table"), order)
    found = targets(order, _wanted(span, today, board))

    @cache
    def told(ids: tuple[str, ...]) -> "Report":
        from fazhi_cli.report import report

        here = chosen._replace(ids=ids) if ids else chosen
        return report(board.shelf.register, span, today, here)

    def render(target: Target) -> bytes | str:
        return _rendered(told(target.ids), target, number, name)

    board.deliver(found, render)


def _wanted(span: "Span", today: date, board: Board) -> Wanted:
    """Return what a report can be put out as."""
    return Wanted(
        offered=OFFERED,
        usual="table",
        kept="docx",
        stem=_stem(span),
        words={
            "week": _week_word(span),
            "month": f"{span.last:%Y-%m}",
            "date": f"{min(today, span.last)}",
            "from": f"{span.first}",
            "to": f"{span.last}",
        },
        units=lambda: by_lead(board.listing.rows),
    )


def _rendered(told: "Report", target: Target, number: str | None, name: str | None) -> bytes | str:
    if target.form == "json":
        from fazhi_cli.export import figures

        return figures.report(told)
    if target.form == "xlsx":
        from fazhi_cli.export import workbook

        return workbook.report(told)
    from fazhi_cli.bulletin import NAME, bulletin

    document = bulletin(told, number, name or NAME)
    if target.form == "docx":
        from fazhi_cli.export import letter

        return letter.document(document)
    if target.form == "html":
        from fazhi_cli.export import page

        return page.report(told, document)
    if target.form == "md":
        from fazhi_cli.export import markdown

        return markdown.document(document)
    from fazhi_cli.view.document import document_text

    return document_text(document, session.screen_for(target.path))


def _span(week: str | None, month: str | None, since: str | None, until: str | None, today: date) -> "Span":
    """Return the days that the options mean; without any the week that `today` lies in. Raises Usage."""
    from fazhi_cli.span import Span, month_of, week_of

    if sum((week is not None, month is not None, since is not None or until is not None)) > 1:
        raise Usage("--week、--month、--from 和 --to 只能用一种", "留一种")
    if week is not None:
        return week_of(today).previous() if week == "last" else _known(week, "week", "2022-W39")
    if month is not None:
        return month_of(today).previous() if month == "last" else _known(month, "month", "2022-09")
    first, last = day(since, "--from"), day(until, "--to")
    if first is None and last is None:
        return week_of(today)
    if first is None:
        raise Usage("只写了 --to，没有写 --from", "加上 --from 日期")
    last = last or today
    if last < first:
        raise Usage(f"--to {last} 在 --from {first} 以前", "把两个日期对调")
    return Span(first, last)


def _known(text: str, unit: str, example: str) -> "Span":
    from fazhi_cli.span import span_of

    try:
        found = span_of(plain(text).upper())
    except ValueError:
        found = None
    if found is None or found.unit != unit:
        raise Usage(f"--{unit} 不能是“{text}”", f"写作 {example}，或 last（上一期）")
    return found


def _week_word(span: "Span") -> str:
    year, week, _ = span.last.isocalendar()
    return f"{year:04}-W{week:02}"


def _stem(span: "Span") -> str:
    from fazhi_cli.wording import span_name

    return f"{span_name(span)}-{span.key or f'{span.first}-{span.last}'}"
