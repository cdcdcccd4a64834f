"""A document on a screen: headings, folded paragraphs, lists and tables."""

from collections.abc import Iterator

from fazhi_cli.document import Block, Document, Grid, Heading, Items, Text
from fazhi_cli.view.listing import STYLES
from fazhi_cli.view.screen import Screen
from fazhi_cli.view.table import Group, Head, Row, table

_WIDE = 4
_ANNEX = "附表在写出的文件里（Word、Excel、网页、md）。"


def document_text(document: Document, screen: Screen) -> str:
    """Return `document` as people read it on `screen`; what is appended is left to the written forms."""
    parts = [screen.folded(document.title), *map("\n".join, _parts(document, screen))]
    return "\n\n".join(part for part in parts if part)


def _parts(document: Document, screen: Screen) -> Iterator[list[str]]:
    if document.number:
        yield screen.lines(document.number)
    if document.to:
        yield screen.lines(f"{document.to}：")
    for block in document.blocks:
        yield _block(block, screen)
    if document.closing:
        yield [line for text in document.closing for line in screen.lines(text)]
    if document.annex:
        yield screen.lines(_ANNEX)


def _block(block: Block, screen: Screen) -> list[str]:
    match block:
        case Heading() | Text():
            return screen.lines(block.text)
        case Items():
            return [line for item in block.items for line in _item(item, screen)]
        case Grid():
            return (
                [_grid(block, screen)] if any(field.term for field in block.fields) else _form(block, screen)
            )


def _item(text: str, screen: Screen) -> Iterator[str]:
    first, *rest = screen.lines(text, 2)
    yield f"· {first}"
    yield from (f"  {line}" for line in rest)


def _form(grid: Grid, screen: Screen) -> list[str]:
    """Return a grid without headings: each of its rows begins with what it is about."""
    return [line for row in grid.lines for line in screen.lines(f"{row.cells[0]}：{' '.join(row.cells[1:])}")]


def _grid(grid: Grid, screen: Screen) -> str:
    lit = any(line.light for line in grid.lines)
    heads = [
        Head(
            field.term,
            fixed=field.weight < _WIDE // 2,
            right=field.right,
            weight=field.weight,
            marked=lit and not at,
        )
        for at, field in enumerate(grid.fields)
    ]
    rows = [Row(line.cells, STYLES.get(line.light, "")) for line in grid.lines]
    body = table(heads, [Group("", rows)], screen)
    return f"{screen.folded(grid.caption)}\n{body}" if grid.caption else body
