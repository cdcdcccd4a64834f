"""The look of an official document in the words of WordprocessingML: fonts, styles, paragraphs, tables.

Everything here is text that stands in a part of a .docx file; lengths are twips, a twentieth of a point,
unless something else is said. The layout is that of GB/T 9704-2012 on A4.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple
from xml.sax.saxutils import escape

from fazhi_cli import terms
from fazhi_cli.cells import visible, width
from fazhi_cli.document import Grid, Line

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PORTRAIT_WIDTH = 8844
"""The width of the type area: 156 mm."""
LANDSCAPE_WIDTH = 14570
"""That of a page on its side: 257 mm."""

FIRST_PAGE = f'<w:pgNumType {NAMESPACE} w:start="1"/>'
"""What makes a section count its pages from 1."""

_TITLE, _BODY, _HEI, _KAI, _SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
_FONTS: Mapping[str, str] = {
    _TITLE: "华文中宋,宋体,SimSun",
    _BODY: "仿宋,FangSong,STFangsong",
    _HEI: "SimHei,微软雅黑",
    _KAI: "楷体,KaiTi,STKaiti",
    _SONG: "SimSun,新宋体",
}
"""The fonts, none of them embedded, and what stands in where one is missing."""
_LATIN = "Times New Roman"
_RED = "FF0000"


class _Style(NamedTuple):
    """A paragraph style; `size` and `line` (its exact height, 0 for as high as it gets) in points.

    `before` and `after` are in points too, `first` characters that the first line is set in by, `ends` those
    that the right end is; `tight` leaves no room between digits and Chinese. `outline` is the level in a
    reader's navigation, 0 for none.
    """

    font: str
    size: float
    line: float = 28.95
    align: str = "both"
    first: int = 0
    ends: int = 0
    before: float = 0
    after: float = 0
    bold: bool = False
    red: bool = False
    keep: bool = False
    outline: int = 0
    rule: bool = False
    tab: bool = False
    tight: bool = False


STYLES: Mapping[str, _Style] = {
    "简报刊名": _Style(_TITLE, 48, 0, "center", after=6, red=True, keep=True),
    "简报期号": _Style(_BODY, 16, align="center", keep=True),
    "简报署名": _Style(_BODY, 16, after=24, keep=True, rule=True, tab=True),
    "公文标题": _Style(_TITLE, 22, 33, "center", after=12, keep=True, outline=1),
    "公文文号": _Style(_BODY, 16, align="center", after=12, keep=True),
    "公文主送": _Style(_BODY, 16, align="left", keep=True),
    "公文正文": _Style(_BODY, 16, first=2),
    "公文警示": _Style(_BODY, 16, first=2, bold=True),
    "公文一级": _Style(_HEI, 16, first=2, keep=True, outline=2),
    "公文二级": _Style(_KAI, 16, first=2, keep=True, outline=3),
    "公文附件": _Style(_HEI, 16, align="left", keep=True, outline=2),
    "公文落款": _Style(_BODY, 16, align="right", ends=4),
    "公文表题": _Style(_HEI, 14, 0, "center", before=6, after=6, keep=True),
    "公文表头": _Style(_HEI, 10.5, 0, "center", before=1, after=1, tight=True),
    "公文表文": _Style(_SONG, 10.5, 0, "left", before=1, after=1, tight=True),
    "公文表数": _Style(_SONG, 10.5, 0, "right", before=1, after=1, tight=True),
    "公文表中": _Style(_SONG, 10.5, 0, "center", before=1, after=1, tight=True),
    "公文单项": _Style(_HEI, 14, 0, "center", before=6, after=6),
    "公文单文": _Style(_BODY, 14, 0, "left", before=6, after=6),
    "公文页码单": _Style(_SONG, 14, 0, "right", ends=1),
    "公文页码双": _Style(_SONG, 14, 0, "left", first=1),
    "公文间隔": _Style(_SONG, 6, 8, "left", keep=True),
}
"""Every style by its name, which is also its id."""

_SHADES: Mapping[str, str] = {
    "red": "F4B6B6",
    "yellow": "FFE699",
    "green": "C6E0B4",
    "grey": "D9D9D9",
    "done": "DDEBF7",
    "off": "EDEDED",
}


def _rfonts(font: str) -> str:
    latin = f'w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:cs="{_LATIN}"'
    return f'<w:rFonts {latin} w:eastAsia="{font}" w:hint="eastAsia"/>'


def font_table() -> str:
    """Return the part that names the fonts and what to use in their stead."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in _FONTS.items()
    )
    return f'<w:fonts {NAMESPACE}>{fonts}<w:font w:name="{_LATIN}"/></w:fonts>'


def defaults() -> str:
    """Return what holds where no style says otherwise."""
    return (
        f"<w:docDefaults {NAMESPACE}><w:rPrDefault><w:rPr>{_rfonts(_BODY)}"
        '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


def style(name: str) -> str:
    """Return the paragraph style `name`, a key of STYLES."""
    made = STYLES[name]
    return (
        f'<w:style {NAMESPACE} w:type="paragraph" w:customStyle="1" w:styleId="{name}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{''.join(_paragraph_look(made))}</w:pPr><w:rPr>{''.join(_letter_look(made))}</w:rPr></w:style>"
    )


def _paragraph_look(made: _Style) -> Iterator[str]:
    """Yield the properties of a paragraph in the order that the format asks for."""
    if made.keep:
        yield "<w:keepNext/>"
    if made.rule:
        yield f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="4" w:color="{_RED}"/></w:pBdr>'
    if made.tab:
        yield f'<w:tabs><w:tab w:val="right" w:pos="{PORTRAIT_WIDTH}"/></w:tabs>'
    if made.tight:
        yield '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    yield '<w:snapToGrid w:val="0"/>'
    line = f' w:line="{_twips(made.line)}" w:lineRule="exact"' if made.line else ""
    yield f'<w:spacing w:before="{_twips(made.before)}" w:after="{_twips(made.after)}"{line}/>'
    if made.first:
        side = "left" if made.align == "left" else "firstLine"
        yield f'<w:ind w:{side}Chars="{made.first * 100}" w:{side}="{_twips(made.first * made.size)}"/>'
    if made.ends:
        yield f'<w:ind w:rightChars="{made.ends * 100}" w:right="{_twips(made.ends * made.size)}"/>'
    yield f'<w:jc w:val="{made.align}"/>'
    if made.outline:
        yield f'<w:outlineLvl w:val="{made.outline - 1}"/>'


def _letter_look(made: _Style) -> Iterator[str]:
    yield _rfonts(made.font)
    if made.bold:
        yield "<w:b/>"
    if made.red:
        yield f'<w:color w:val="{_RED}"/>'
    yield f'<w:sz w:val="{round(made.size * 2)}"/><w:szCs w:val="{round(made.size * 2)}"/>'


def _twips(points: float) -> int:
    return round(points * 20)


def paragraphs(style_name: str, text: str) -> Iterator[str]:
    """Yield a paragraph for each line of `text`; one that was merely broken would be stretched."""
    return (paragraph(style_name, line) for line in _BREAKS.split(text))


def paragraph(style_name: str, text: str, size: int = 0) -> str:
    """Return a paragraph; `size` in points overrides that of the style."""
    return f"<w:p {NAMESPACE}>{_paragraph(style_name, text, size)}</w:p>"


def _paragraph(style_name: str, text: str, size: int = 0) -> str:
    return f'<w:pPr><w:pStyle w:val="{style_name}"/></w:pPr>{_run(text, size)}'


_PLAIN = '<w:rFonts w:hint="eastAsia"/>'
_BREAKS = re.compile(r"\r\n|[\r\n]")
_DATE = re.compile(r"(?<=[0-9])-(?=[0-9])")


def _run(text: str, size: int = 0) -> str:
    """Return `text` for reading: lines stay lines, other controls are spelt out, dates hold together."""
    if not text:
        return ""
    sized = f'<w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/>' if size else ""
    return f"<w:r><w:rPr>{_PLAIN}{sized}</w:rPr>{'<w:br/>'.join(map(_line, _BREAKS.split(text)))}</w:r>"


def _line(text: str) -> str:
    shown = escape(visible(text))
    pieces = (f'<w:t xml:space="preserve">{piece}</w:t>' for piece in _DATE.split(shown))
    return "<w:noBreakHyphen/>".join(pieces)


def ends(style_name: str, left: str, right: str) -> str:
    """Return a paragraph with `left` at its one end and `right` at the other."""
    return f"<w:p {NAMESPACE}>{_paragraph(style_name, left)}<w:r><w:tab/></w:r>{_run(right)}</w:p>"


def page_number(style_name: str) -> str:
    """Return the paragraph of a footer: — 1 —."""
    number = f"<w:r><w:rPr>{_PLAIN}<w:noProof/></w:rPr><w:t>1</w:t></w:r>"
    field = f'<w:fldSimple w:instr="PAGE">{number}</w:fldSimple>'
    look = f'<w:pPr><w:pStyle w:val="{style_name}"/></w:pPr>'
    return f"<w:p {NAMESPACE}>{look}{_run('— ')}{field}{_run(' —')}</w:p>"


def table(grid: Grid, total: int) -> str:
    """Return a grid as a table `total` wide; its headings, if it has any, come again on every page.

    One without headings is a form, larger, with the names of its rows in the first column. A line with a
    single cell goes across the whole table.
    """
    heads = [field.term for field in grid.fields]
    if any(heads):
        widths = _widths(grid, total, STYLES["公文表文"])
        styles = ["公文表数" if field.right else "公文表文" for field in grid.fields]
        rows = [_row(heads, ["公文表头"] * len(heads), widths, repeated=True)]
    else:
        widths = _widths(grid, total, STYLES["公文单文"])
        styles = ["公文单项", *["公文单文"] * (len(heads) - 1)]
        rows = []
    rows += [_body_row(line, styles, widths) for line in grid.lines]
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return f"<w:tbl {NAMESPACE}>{_table_look(total)}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _table_look(total: int) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    inside = "".join(f'<w:{side} w:w="{_PADDING}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{inside}</w:tblCellMar></w:tblPr>'
    )


def _body_row(line: Line, styles: Sequence[str], widths: Sequence[int]) -> str:
    if len(line.cells) == 1 < len(widths):
        return _row(line.cells, ["公文表头"], [sum(widths)], span=len(widths))
    return _row(line.cells, styles, widths, line.light)


def _row(
    cells: Sequence[str],
    styles: Sequence[str],
    widths: Sequence[int],
    light: str = "",
    span: int = 1,
    repeated: bool = False,
) -> str:
    look = "<w:cantSplit/>" + "<w:tblHeader/>" * repeated
    made = (
        _cell(text, style_name, each, light, span)
        for text, style_name, each in zip(cells, styles, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(made)}</w:tr>"


def _cell(text: str, style_name: str, each: int, light: str, span: int) -> str:
    """Return a cell; the one that says what light its row has is shaded in its colour."""
    look = f'<w:tcW w:w="{each}" w:type="dxa"/>'
    if span > 1:
        look += f'<w:gridSpan w:val="{span}"/>'
    if light and text == terms.LIGHTS[light]:
        look += f'<w:shd w:val="clear" w:color="auto" w:fill="{_SHADES[light]}"/>'
        style_name = "公文表中"
    look += '<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{look}</w:tcPr><w:p>{_paragraph(style_name, text)}</w:p></w:tc>"


_PADDING, _SLACK = 60, 60
_WORD = re.compile("[!-~]+")
_LONGEST_WORD = 16
_SHORT = 10
_ENOUGH = 44


def _widths(grid: Grid, total: int, look: _Style) -> list[int]:
    """Return how wide each column is: no date or number is broken, the rest goes to who has most to say."""
    texts = [[line.cells[at] for line in grid.lines if len(line.cells) > 1] for at in range(len(grid.fields))]
    least = [_least(field.term, column) for field, column in zip(grid.fields, texts, strict=True)]
    most = [
        max(low, min(_ENOUGH, max(map(width, (field.term, *column)))))
        for low, field, column in zip(least, grid.fields, texts, strict=True)
    ]
    around, cell = 2 * _PADDING + _SLACK, _twips(look.size / 2)
    room = (total - len(least) * around) / cell
    shares = [(high - low) * field.weight for low, high, field in zip(least, most, grid.fields, strict=True)]
    if sum(least) >= room or not any(shares):
        shares = least
    spare = max(room - sum(least), 0)
    wanted = [low + spare * share / sum(shares) for low, share in zip(least, shares, strict=True)]
    return _filled([each * cell + around for each in wanted], total)


def _least(term: str, column: Sequence[str]) -> int:
    """Return the fewest cells that a column should have: short texts whole, of others the longest word."""
    words = (min(_cells(word), _LONGEST_WORD) for text in column for word in _WORD.findall(text))
    short = (cells for cells in map(_cells, (term, *column)) if cells <= _SHORT)
    return max((4, *words, *short))


def _cells(text: str) -> int:
    """Return how many narrow letters wide `text` is: a % is as wide as two."""
    return width(text) + text.count("%")


def _filled(wanted: Sequence[float], total: int) -> list[int]:
    """Return whole widths in the proportions of `wanted` that make up `total` exactly."""
    edges = [0]
    reached = 0.0
    for each in wanted:
        reached += each
        edges.append(round(total * reached / sum(wanted)))
    return [after - before for before, after in pairwise(edges)]
