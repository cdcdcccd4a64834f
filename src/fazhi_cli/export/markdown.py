"""Markdown for chats and wikis: every sign of a text that Markdown would take for its own is escaped."""

import re
from collections.abc import Iterable, Iterator, Sequence

from fazhi_cli.cells import visible
from fazhi_cli.columns import TABLE, Column, usual
from fazhi_cli.document import Block, Document, Grid, Heading, Items, Text
from fazhi_cli.query import Listing
from fazhi_cli.wording import extent_text

_SIGNS = re.compile(
    r"[\\`*_\[\]<>|~$]|&(?=[#0-9A-Za-z])|:(?=//)|@|(?<=[Ww]{3})\."
    r"|^[-+#=](?=[-+#=\s]|$)|(?<=^[0-9])[.)](?=\s|$)|(?<=^[0-9][0-9])[.)](?=\s|$)"
)
"""What Markdown, or a wiki's kind of it, takes for markup: anywhere, or where a line begins."""


def md(listing: Listing, columns: Sequence[Column] | None) -> bytes:
    """Return the listing as a table."""
    chosen = columns or usual(TABLE, listing.register)
    register = listing.register
    title = f"# {escaped(register.title)}"
    told = extent_text(listing)
    rows = [[column.cell(row) for column in chosen] for row in listing.rows]
    table = _table([column.term for column in chosen], rows, [column.right for column in chosen])
    return ("\n".join([title, "", told, "", *table]) + "\n").encode()


def document(doc: Document) -> bytes:
    """Return a document; what it appends follows at its end."""
    lines = [f"# {escaped(doc.title)}"]
    if doc.number:
        lines += ["", escaped(doc.number)]
    if doc.to:
        lines += ["", f"{escaped(doc.to)}："]
    for block in (*doc.blocks, *doc.annex):
        lines += ["", *_block(block)]
    for text in doc.closing:
        lines += ["", escaped(text)]
    return ("\n".join(lines) + "\n").encode()


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {escaped(block.text)}"
        case Text():
            yield f"**{escaped(block.text)}**" if block.alarm else escaped(block.text)
        case Items():
            yield from (f"- {escaped(item)}" for item in block.items)
        case Grid():
            if block.caption:
                yield from (escaped(block.caption), "")
            heads = [field.term for field in block.fields]
            yield from _table(
                heads, [line.cells for line in block.lines], [field.right for field in block.fields]
            )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[bool]) -> Iterator[str]:
    yield _line(map(escaped, heads))
    yield _line("--:" if side else "---" for side in right)
    for row in rows:
        yield _line(map(escaped, row))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    """Return `text` on one line as Markdown that shows just that text."""
    return _SIGNS.sub(r"\\\g<0>", visible(text.strip()))
