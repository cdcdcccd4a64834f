"""`fazhi draft`: a register out of a speech or plan."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli.cells import visible
from fazhi_cli.cli import session
from fazhi_cli.cli.options import Force, check_register_name, day, named
from fazhi_cli.cli.options import year as year_given
from fazhi_cli.problems import Refused

if TYPE_CHECKING:
    from fazhi_cli.drafting.draft import Draft
    from fazhi_cli.known import Known
    from fazhi_cli.speech.outline import Outline

EXAMPLES = """\
fazhi draft 讲话.docx -o tasks.yaml
fazhi draft 方案.txt --year 2026 -o tasks.yaml
fazhi draft 讲话.docx                  只看，不写文件"""

Document = Annotated[str, typer.Argument(metavar="文件", help="讲话、方案：.docx 或 .txt")]
Output = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="文件", help="写到哪里；不写就显示出来", callback=named("--output")
    ),
]
Title = Annotated[str | None, typer.Option("--title", metavar="文字", help="台账名称；不写用文件的标题")]
Year = Annotated[str | None, typer.Option("--year", metavar="年份", help="原文没写年份时由你写明")]
Issued = Annotated[
    str | None, typer.Option("--issued", metavar="日期", help="会议或印发日期，原文没写时由你写明")
]


def command(
    document: Document,
    output: Output = None,
    title: Title = None,
    year: Year = None,
    issued: Issued = None,
    force: Force = False,
) -> None:
    """由讲话、方案起草台账：分部分、子任务、措施，单位和时限照原文。拿不准的都注明核对。"""
    from fazhi_cli.known import Known
    from fazhi_cli.view.drafted import drafted_text

    began = time.monotonic()
    known = Known(year_given(year, "--year"), day(issued, "--issued"), title)
    check_register_name(output)
    made = _drafted(*opened(document), known, document)
    target = None if output == "-" else output
    if target is None:
        session.emit(made.text.encode())
    else:
        _write(made, target, force)
    session.say(drafted_text(made, target, time.monotonic() - began, session.screen()))


def opened(document: str) -> "tuple[Outline, str]":
    """Return the outline of a document and the name of its file; what was odd about it is said.

    Raises Refused for what cannot be read.
    """
    from fazhi_cli.intake import document as intake
    from fazhi_cli.speech.outline import outline

    path = Path(document)
    read = intake.read(path, document)
    for remark in read.remarks:
        session.say(visible(f"{path.name}：{remark}"))
    return outline(read.paragraphs, read.tables), path.name


def _drafted(outline: "Outline", name: str, known: "Known", document: str) -> "Draft":
    """Return the draft, which the register's own road has read and found valid."""
    from fazhi_cli import source
    from fazhi_cli.drafting.draft import draft
    from fazhi_cli.register import loaded

    made = draft(outline, known, name)
    if not made.counts.measures:
        raise Refused(
            f"{document} 里没有读出要办的事", "检查是不是选错了文件；可以用 fazhi init --empty 手工建"
        )
    where = session.Where(Path(document), document)
    loaded(source.from_text(made.text, name), session.calendar(where))
    return made


def _write(made: "Draft", output: str, force: bool) -> None:
    from fazhi_cli.writing import found

    if remark := found(Path(output), made.text.encode(), force):
        session.say(visible(remark))
