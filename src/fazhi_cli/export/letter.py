"""Word documents in the layout of official ones: bulletins, notices, and listings as a ledger on its side.

The only home of python-docx. The same document always gives the same bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document as new_file
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm

from fazhi_cli import ledger
from fazhi_cli.cells import visible, width
from fazhi_cli.columns import Column
from fazhi_cli.document import Block, Document, Grid, Heading, Items, Line, Masthead, Text
from fazhi_cli.export import wordml
from fazhi_cli.query import Listing
from fazhi_cli.wording import extent_text

LEDGER = tuple(item for item in ledger.LEDGER if item.term not in ("序号", "重点任务", "佐证材料"))
"""The columns of a ledger where none are asked for: those that clerks know, as many as fit a page."""

_STAMP = datetime(2000, 1, 1)
_ZIPPED = (1980, 1, 1, 0, 0, 0)
_NAME_ROOM, _NAME_SIZES = 400, (26, 54)
"""Points that the name of a bulletin may take, and how small and large its letters get."""
_TITLE_ROOM = 40
"""Cells that a line of a title has."""
_MARGINS, _WIDE_MARGINS = (37, 35, 28, 26), (28, 24, 20, 20)
"""Millimetres at the top, bottom, left and right."""
_TO_FOOTER, _WIDE_TO_FOOTER = 25, 14
_KEPT = (
    RELATION.STYLES,
    RELATION.SETTINGS,
    RELATION.THEME,
    RELATION.OFFICE_DOCUMENT,
    RELATION.CORE_PROPERTIES,
)


def docx(listing: Listing, columns: Sequence[Column] | None) -> bytes:
    """Return the listing as a ledger on pages on their side; the heading of a group goes across the table."""
    chosen = ledger.items(columns, listing.register, LEDGER)
    table = Grid(ledger.fields(chosen), tuple(_lines(listing, chosen)), wide=True)
    paper = _Paper()
    paper.begin(wide=True)
    paper.put(Document(listing.register.title, (Text(extent_text(listing)), table)))
    return paper.data(listing.register.title)


def _lines(listing: Listing, chosen: Sequence[ledger.Item]) -> Iterator[Line]:
    for heading, bunch in ledger.bunched(listing):
        if heading:
            yield Line((f"{heading}（{len(bunch)} 条）",))
        yield from (ledger.line(at, chosen) for at in bunch)


def document(doc: Document) -> bytes:
    """Return one document; what it appends has pages of its own."""
    return documents((doc,))


def documents(docs: Sequence[Document]) -> bytes:
    """Return several documents in one file, each on a new page and with pages counted from 1."""
    paper = _Paper()
    for doc in docs:
        paper.begin(restart=len(docs) > 1)
        paper.put(doc)
    return paper.data(docs[0].title if docs else "")


class _Paper:
    """A file in the making: what is put on it goes to its end."""

    def __init__(self) -> None:
        self._file = new_file()
        self._begun = self._wide = self._usual = False
        _restyle(self._file)
        _number_pages(self._file.sections[0])

    def begin(self, wide: bool = False, restart: bool = False) -> None:
        """Begin a page, upright or `wide` on its side; with `restart` it has the number 1.

        So are the pages that follow, but those that a wide table turns.
        """
        self._usual = wide
        self._page(wide, restart)

    def _page(self, wide: bool, restart: bool = False) -> None:
        if self._begun:
            self._file.add_section(WD_SECTION.NEW_PAGE)
            self._file.paragraphs[-1].style = "公文间隔"
        self._begun, self._wide = True, wide
        _lay_out(self._file.sections[-1], wide, restart)

    def put(self, doc: Document) -> None:
        """Put a whole document."""
        if doc.masthead:
            self._masthead(doc.masthead)
        self._say("公文标题", _title(visible(doc.title)))
        if doc.number:
            self._say("公文文号", visible(doc.number))
        if doc.to:
            self._say("公文主送", f"{visible(doc.to)}：")
        self._blocks(doc.blocks, "公文一级")
        for line in doc.closing:
            self._say("公文落款", visible(line))
        if doc.annex:
            self.begin(wide=any(isinstance(block, Grid) and block.wide for block in doc.annex))
            self._blocks(doc.annex, "公文附件")

    def _masthead(self, head: Masthead) -> None:
        low, high = _NAME_SIZES
        name = visible(head.name)
        size = min(high, max(low, _NAME_ROOM * 2 // max(width(name), 1)))
        self._add(wordml.paragraph("简报刊名", name, size))
        self._say("简报期号", visible(head.issue))
        self._add(wordml.ends("简报署名", visible(head.issuer), visible(head.date)))

    def _blocks(self, blocks: Iterable[Block], chapter: str) -> None:
        for block in blocks:
            self._turn(self._usual or (isinstance(block, Grid) and block.wide))
            match block:
                case Heading():
                    self._say(chapter if block.level == 1 else "公文二级", visible(block.text))
                case Text():
                    self._tell("公文警示" if block.alarm else "公文正文", block.text)
                case Items():
                    for item in block.items:
                        self._tell("公文正文", item)
                case Grid():
                    self._grid(block)
        self._turn(self._usual)

    def _turn(self, wide: bool) -> None:
        if self._wide != wide:
            self._page(wide)

    def _grid(self, grid: Grid) -> None:
        if grid.caption:
            self._say("公文表题", visible(grid.caption))
        else:
            self._say("公文间隔", "")
        self._add(wordml.table(grid, wordml.LANDSCAPE_WIDTH if self._wide else wordml.PORTRAIT_WIDTH))
        self._say("公文间隔", "")

    def _tell(self, style: str, text: str) -> None:
        for each in wordml.paragraphs(style, text):
            self._add(each)

    def _say(self, style: str, text: str) -> None:
        self._add(wordml.paragraph(style, text))

    def _add(self, xml: str) -> None:
        body = self._file.element.body
        body.insert_element_before(parse_xml(xml), "w:sectPr")

    def data(self, title: str) -> bytes:
        """Return the file, its properties and stamps fixed."""
        about = self._file.core_properties
        about.title = visible(title)[:255]
        about.author = about.comments = about.last_modified_by = ""
        about.created = about.modified = _STAMP
        made = BytesIO()
        self._file.save(made)
        return _restamped(made.getvalue())


def _title(text: str) -> str:
    """Return a title that fills more than one line with its last brackets on a line of their own."""
    at = text.rfind("（")
    if width(text) <= _TITLE_ROOM or at < 1 or not text.endswith("）"):
        return text
    return f"{text[:at]}\n{text[at:]}"


def _restyle(file: WordFile) -> None:
    """Put fonts and styles of our own in the place of what the library's template brings along."""
    part = file.part
    for relations in (part.rels, part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype not in _KEPT]:
            del relations[key]
    fonts = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, wordml.font_table().encode())
    part.relate_to(fonts, RELATION.FONT_TABLE)
    styles = file.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:default")) is None:
            styles.remove(style)
    styles.replace(styles.find(qn("w:docDefaults")), parse_xml(wordml.defaults()))
    for name in wordml.STYLES:
        styles.append(parse_xml(wordml.style(name)))
    file.settings.odd_and_even_pages_header_footer = True
    file.settings.element.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")


def _lay_out(section: Section, wide: bool, restart: bool) -> None:
    """Give a section its paper, margins and page numbers; `restart` counts from 1."""
    sides = (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = reversed(sides) if wide else sides
    margins = _WIDE_MARGINS if wide else _MARGINS
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, margins)
    section.header_distance = section.footer_distance = Mm(_WIDE_TO_FOOTER if wide else _TO_FOOTER)
    for number in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(number)
    if restart:
        section._sectPr.insert_element_before(parse_xml(wordml.FIRST_PAGE), "w:cols")


def _number_pages(section: Section) -> None:
    """Put the page number outside, odd pages to the right, even ones to the left; later sections follow."""
    for footer, style in ((section.footer, "公文页码单"), (section.even_page_footer, "公文页码双")):
        footer.is_linked_to_previous = False
        first = footer.paragraphs[0]._p
        first.getparent().replace(first, parse_xml(wordml.page_number(style)))


def _restamped(data: bytes) -> bytes:
    """Return the zip archive `data` with every file stamped with the same day."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, _ZIPPED)
            entry.create_system, entry.compress_type = 0, ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()
