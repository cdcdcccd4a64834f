"""`fazhi show`: everything about one measure."""

from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli import export
from fazhi_cli.cli import session
from fazhi_cli.cli.choosing import chosen
from fazhi_cli.cli.options import AsOf, File, Force, Format, Id, Output

if TYPE_CHECKING:
    from fazhi_cli.measure import Measure

EXAMPLES = """\
fazhi show 3.4.8
fazhi show 3.4.8 --source 讲话.docx    连同依据的原文
fazhi show 3.4.8 --format json"""

Source = Annotated[
    str | None, typer.Option("--source", metavar="文件", help="连同依据的原文；讲话、方案 .docx 或 .txt")
]


def command(
    own_id: Id = None,
    source: Source = None,
    file: File = None,
    as_of: AsOf = None,
    form: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """看一条措施的全部内容和进展记录。"""
    from fazhi_cli.cli.reading import open_register
    from fazhi_cli.naming import known_id
    from fazhi_cli.query import Filter, select
    from fazhi_cli.view.detail import detail_text

    form = export.form_of(form, output)
    (own,) = chosen([own_id] if own_id else None, "show", file, as_of)
    desk = open_register(file, as_of)
    register = desk.register
    listing = select(register, desk.day, Filter(ids=(known_id(register, own),)))
    if form == "table":
        told = detail_text(listing.rows[0], register, session.screen_for(output), back=as_of is not None)
        if source is not None:
            told = f"{told}\n\n{_sentences(listing.rows[0].measure, source, output)}"
        content: bytes | str = told
    else:
        content = export.render(listing, form)
    session.deliver(content, output, force, desk.where.path)


def _sentences(measure: "Measure", source: str, output: str | None) -> str:
    """Return the sentences that a measure stands on, as people read them."""
    from fazhi_cli.cli.draft import opened
    from fazhi_cli.tracing import sentences_of

    outline, name = opened(source)
    found = {item.place: item.text.strip() for item in sentences_of(measure, outline)}
    told = [f"{place}  {found.get(place, '原文里没有这一处')}" for place in measure.source]
    screen = session.screen_for(output)
    return screen.folded(f"原文（{name}）：", *(f"  {line}" for line in told or ["没有写出处"]))
