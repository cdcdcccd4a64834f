"""`fazhi show`: everything about one measure."""

from typing import Annotated

import typer

from fazhi_cli import export
from fazhi_cli.cli import complete, session
from fazhi_cli.cli.options import AsOf, File, Force, Format, Output

EXAMPLES = """\
fazhi show 3.4.8
fazhi show 3.4.8 --format json"""

Id = Annotated[str, typer.Argument(metavar="编号", help="措施编号", autocompletion=complete.measures)]


def command(
    own_id: Id,
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
    desk = open_register(file, as_of)
    register = desk.loaded.register
    listing = select(register, desk.day, Filter(ids=(known_id(register, own_id),)))
    if form == "table":
        content: bytes | str = detail_text(listing.rows[0], register, session.screen_for(output))
    else:
        content = export.render(listing, form)
    session.deliver(content, output, force, desk.where.path)
