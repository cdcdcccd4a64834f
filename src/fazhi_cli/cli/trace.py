"""`fazhi trace`: a register laid beside the document it was made from."""

from typing import Annotated

import typer

from fazhi_cli import export
from fazhi_cli.cli import session
from fazhi_cli.cli.options import File, Force, Format, Output
from fazhi_cli.problems import Usage

EXAMPLES = """\
fazhi trace --source 讲话.docx
fazhi trace tasks.yaml --source 讲话.docx -o 对照.html"""

Register = Annotated[str | None, typer.Argument(metavar="台账", help="台账文件；不写时找 tasks.yaml")]
Source = Annotated[str | None, typer.Option("--source", metavar="文件", help="讲话、方案：.docx 或 .txt")]


def command(
    register: Register = None,
    source: Source = None,
    file: File = None,
    form: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """对照原文：哪一句没有措施，哪条措施对不上原文，原文改了以后哪些要重看。"""
    from fazhi_cli.cli.draft import opened
    from fazhi_cli.cli.reading import open_register
    from fazhi_cli.tracing import trace

    if source is None:
        raise Usage("没有写原文是哪个文件", "例如 fazhi trace --source 讲话.docx")
    if register is not None and file is not None:
        raise Usage("台账写了两次", "只写 fazhi trace 台账.yaml，或只写 --file")
    form = export.form_of(form, output, ("table", "json", "html"))
    desk = open_register(register or file)
    outline, name = opened(source)
    traced = trace(desk.register, outline, desk.read().data.get("notes") or ())
    if form == "json":
        from fazhi_cli.export.machine import traced as traced_json

        content: bytes | str = traced_json(traced, name)
    elif form == "html":
        from fazhi_cli.export import page
        from fazhi_cli.traced import traced_document

        content = page.document(traced_document(traced, name))
    else:
        from fazhi_cli.traced import traced_document
        from fazhi_cli.view.document import document_text

        content = document_text(traced_document(traced, name), session.screen_for(output))
    session.deliver(content, output, force, desk.where.path)
