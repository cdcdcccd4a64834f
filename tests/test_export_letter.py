"""Word documents, read back with python-docx and as plain XML."""

import zipfile
from datetime import date
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.enum.section import WD_ORIENT

from fazhi_cli.columns import COLUMNS
from fazhi_cli.document import Block, Document, Field, Grid, Heading, Items, Line, Masthead, Text
from fazhi_cli.export import letter, wordml
from fazhi_cli.query import Listing, select
from tests.conftest import HEAD, load_text
from tests.hostile import HOSTILE, Hostile, listing_of
from tests.samples import TEXT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = date(2022, 10, 15)
SMALL = Grid(
    (Field("编号"), Field("措施", 4), Field("逾期", right=True)), (Line(("3.1", "甲", "9天"), "red"),)
)
WIDE = Grid(
    (Field("编号"), Field("灯")), (Line(("3.1", "红"), "red"), Line(("3.2", "绿"), "green")), "附表一", True
)


def read(data: bytes) -> Any:
    """Return the document in `data` as python-docx reads it."""
    return docx.Document(BytesIO(data))


def body(data: bytes) -> ElementTree.Element:
    """Return the main part as plain XML."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read("word/document.xml"))


def told(data: bytes) -> list[tuple[str, str]]:
    """Return the style and text of every paragraph outside tables that has a text."""
    return [(item.style.name, item.text) for item in read(data).paragraphs if item.text]


def cells(data: bytes) -> list[list[list[str]]]:
    """Return the texts of the cells of every row of every table."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in read(data).tables]


def made(*blocks: Block, **more: Any) -> bytes:
    """Return a document titled 标题 with `blocks`."""
    return letter.document(Document("标题", blocks, **more))


def listing(count: int) -> Listing:
    """Return a listing of `count` measures in one subtask."""
    measures = "".join(
        f'\n          - {{id: "1.1.{number}", title: 第{number}条, due: 2022-09-30}}'
        for number in range(1, count + 1)
    )
    return select(load_text(f"{HEAD.rstrip()}{measures or ' []'}\n").register, DAY)


def test_every_block_has_its_style() -> None:
    """Headings, paragraphs, alarms and points are told in the styles of an official document, in order."""
    data = made(
        Heading("一、甲"), Heading("（一）乙", 2), Text("丙"), Text("丁", alarm=True), Items(("戊", "己"))
    )
    assert told(data) == [
        ("公文标题", "标题"),
        ("公文一级", "一、甲"),
        ("公文二级", "（一）乙"),
        ("公文正文", "丙"),
        ("公文警示", "丁"),
        ("公文正文", "戊"),
        ("公文正文", "己"),
    ]


def test_head_and_end_of_a_letter() -> None:
    """The number stands below the title, then whom it is to; who signs stands at the end."""
    data = made(Text("正文"), number="〔　〕　号", to="区司法局", closing=("某办", "2022年10月15日"))
    assert told(data) == [
        ("公文标题", "标题"),
        ("公文文号", "〔　〕　号"),
        ("公文主送", "区司法局："),
        ("公文正文", "正文"),
        ("公文落款", "某办"),
        ("公文落款", "2022年10月15日"),
    ]


@pytest.mark.parametrize(
    ("number", "shown"), [(None, "第　　期"), ("12", "第12期"), ("总第12期", "总第12期"), ("", "第期")]
)
def test_masthead(number: str | None, shown: str) -> None:
    """The name in red, the number with room for it, the issuer and the date at the two ends."""
    data = made(masthead=Masthead("督查简报", number, "区委依法治区办", "2022年10月15日"))
    assert told(data) == [
        ("简报刊名", "督查简报"),
        ("简报期号", shown),
        ("简报署名", "区委依法治区办\t2022年10月15日"),
        ("公文标题", "标题"),
    ]
    styles = read(data).styles
    assert str(styles["简报刊名"].font.color.rgb) == "FF0000"
    rule = styles["简报署名"].element.find(f"{W}pPr/{W}pBdr/{W}bottom")
    assert (rule.get(f"{W}color"), rule.get(f"{W}val")) == ("FF0000", "single")
    (end,) = styles["简报署名"].paragraph_format.tab_stops
    assert round(end.position.mm) == 156


@pytest.mark.parametrize(("name", "points"), [("简报", 54), ("督查简报督查简报", 50), ("督" * 40, 26)])
def test_the_name_of_a_bulletin_fits_a_line(name: str, points: int) -> None:
    """A longer name has smaller letters, within reason."""
    data = made(masthead=Masthead(name, None, "", ""))
    assert read(data).paragraphs[0].runs[0].font.size.pt == points


def test_the_page() -> None:
    """A4 with the margins of an official document; lines of 28.95 points; two characters set in."""
    data = made(Text("正文"))
    section = read(data).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    look = read(data).styles["公文正文"].element.find(f"{W}pPr")
    assert look.find(f"{W}spacing").get(f"{W}line") == "579"
    assert look.find(f"{W}spacing").get(f"{W}lineRule") == "exact"
    assert look.find(f"{W}ind").get(f"{W}firstLineChars") == "200"
    assert look.find(f"{W}ind").get(f"{W}firstLine") == "640"


def test_page_numbers() -> None:
    """— 1 — stands outside: odd pages to the right, even ones to the left, on every section."""
    data = made(Text("正文"), annex=(WIDE,))
    file = read(data)
    assert file.settings.odd_and_even_pages_header_footer
    first, second = file.sections
    for footer, align in ((first.footer, "right"), (first.even_page_footer, "left")):
        (number,) = footer.paragraphs
        assert "".join(text.text for text in number._p.iter(f"{W}t")) == "— 1 —"
        assert number._p.find(f"{W}fldSimple").get(f"{W}instr") == "PAGE"
        assert number.style.element.find(f"{W}pPr/{W}jc").get(f"{W}val") == align
    assert second.footer.is_linked_to_previous
    assert second.even_page_footer.is_linked_to_previous


def test_an_annex_lies_on_its_side() -> None:
    """What is appended begins a section of its own; a wide table turns it."""
    data = made(Text("正文"), SMALL, annex=(Heading("附表"), WIDE), closing=("某办",))
    assert [section.orientation for section in read(data).sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
    ]
    upright, turned = body(data).iter(f"{W}sectPr")
    assert {name.removeprefix(W): value for name, value in turned.find(f"{W}pgSz").attrib.items()} == {  # type: ignore[union-attr]
        "w": "16838",
        "h": "11906",
        "orient": "landscape",
    }
    assert told(data)[-2:] == [("公文附件", "附表"), ("公文表题", "附表一")]
    widths = [sum(int(each.get(f"{W}w") or 0) for each in grid) for grid in body(data).iter(f"{W}tblGrid")]
    assert widths == [wordml.PORTRAIT_WIDTH, wordml.LANDSCAPE_WIDTH]
    assert upright.find(f"{W}pgNumType") is turned.find(f"{W}pgNumType") is None


def test_an_annex_without_a_wide_table_stays_upright() -> None:
    """It only begins a page."""
    data = made(Text("正文"), annex=(SMALL,))
    assert [section.orientation for section in read(data).sections] == [WD_ORIENT.PORTRAIT] * 2


def test_a_wide_table_among_text_turns_its_own_page() -> None:
    """Before and after it pages are upright; none is left empty at the end."""
    data = made(Text("前"), WIDE, WIDE, Text("后"))
    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in read(data).sections]
    assert turned == [False, True, False]


def test_tables_repeat_their_headings() -> None:
    """The row of headings comes again on every page, and no row is broken between pages."""
    (table,) = body(made(SMALL)).iter(f"{W}tbl")
    rows = table.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_letters_of_a_table_are_not_drawn_to_the_lines_of_the_page() -> None:
    """They have 10.5 points and their own height."""
    styles = read(made(SMALL)).styles
    for name in ("公文表头", "公文表文", "公文表数", "公文表中"):
        assert styles[name].font.size.pt == 10.5
        assert styles[name].element.find(f"{W}pPr/{W}snapToGrid").get(f"{W}val") == "0"


def test_a_light_is_a_word_on_a_colour() -> None:
    """Only the cell that says the light is shaded; a row without that word is not."""
    shaded = [
        ("".join(text.text or "" for text in cell.iter(f"{W}t")), shade.get(f"{W}fill"))
        for cell in body(made(WIDE, SMALL)).iter(f"{W}tc")
        if (shade := cell.find(f"{W}tcPr/{W}shd")) is not None
    ]
    assert shaded == [("红", "F4B6B6"), ("绿", "C6E0B4")]


def test_a_table_without_headings_is_a_form() -> None:
    """The names of its rows stand in the first column; nothing is repeated."""
    form = Grid((Field(""), Field("", 4)), (Line(("承办单位", "区司法局")), Line(("督办事项", "清理积案"))))
    data = made(form)
    assert cells(data) == [[["承办单位", "区司法局"], ["督办事项", "清理积案"]]]
    assert body(data).find(f".//{W}tblHeader") is None
    (table,) = read(data).tables
    assert [cell.paragraphs[0].style.name for cell in table.rows[0].cells] == ["公文单项", "公文单文"]


def test_fonts_are_named_for_chinese_with_what_stands_in_for_them() -> None:
    """Every style names its Chinese font, no theme does, and the table of fonts knows others."""
    data = made(Text("正文"))
    found = {
        name: read(data).styles[name].element.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia")
        for name in ("公文标题", "公文正文", "公文一级", "公文二级", "公文表文")
    }
    assert list(found.values()) == ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert b"Theme=" not in archive.read("word/styles.xml")
        fonts = ElementTree.fromstring(archive.read("word/fontTable.xml"))
    others = {font.get(f"{W}name"): font.find(f"{W}altName") for font in fonts}
    assert {name: other.get(f"{W}val") for name, other in others.items() if other is not None} == {
        "方正小标宋简体": "华文中宋,宋体,SimSun",
        "仿宋_GB2312": "仿宋,FangSong,STFangsong",
        "黑体": "SimHei,微软雅黑",
        "楷体_GB2312": "楷体,KaiTi,STKaiti",
        "宋体": "SimSun,新宋体",
    }
    hints = {fonts.get(f"{W}hint") for fonts in body(data).iter(f"{W}rFonts")}
    assert hints == {"eastAsia"}


def test_several_documents_in_one_file() -> None:
    """Each begins a page with the number 1; what it appends goes on counting."""
    plain = Document("甲", (Text("一"),))
    data = letter.documents([plain, plain._replace(title="乙", annex=(WIDE,)), plain._replace(title="丙")])
    assert [text for style, text in told(data) if style == "公文标题"] == ["甲", "乙", "丙"]
    starts = [section.find(f"{W}pgNumType") for section in body(data).iter(f"{W}sectPr")]
    assert [start is not None and start.get(f"{W}start") for start in starts] == ["1", "1", False, "1"]


def test_no_document_at_all_is_an_empty_file() -> None:
    """It opens, and there is nothing in it."""
    assert told(letter.documents([])) == []


def test_a_long_title_is_broken_before_its_last_brackets() -> None:
    """A short one is not, nor one that ends otherwise."""
    long = "全面依法治区重点任务台账周报（2022年9月26日—10月2日）"
    for title, shown in (
        (long, long.replace("（", "\n（")),
        ("周报（一）", "周报（一）"),
        ("长" * 30, "长" * 30),
    ):
        assert told(letter.document(Document(title, ()))) == [("公文标题", shown)]


def test_lines_of_a_text_are_paragraphs() -> None:
    """A line that is only broken would be stretched to both ends; in a cell it stays a line."""
    data = made(Text("一\r\n二\r三"), SMALL._replace(lines=(Line(("3.1", "甲\n乙", "")),)))
    assert told(data)[1:] == [("公文正文", "一"), ("公文正文", "二"), ("公文正文", "三")]
    assert cells(data)[0][1] == ["3.1", "甲\n乙", ""]


def test_dates_are_not_broken() -> None:
    """Their hyphens are of the kind that does not end a line; read back they are hyphens."""
    data = made(SMALL._replace(lines=(Line(("3.1", "2022-09-30（拟）", "a-b")),)))
    assert cells(data)[0][1] == ["3.1", "2022-09-30（拟）", "a-b"]
    assert len(list(body(data).iter(f"{W}noBreakHyphen"))) == 2


@pytest.mark.parametrize("item", HOSTILE, ids=lambda item: item.about)
def test_hostile_text_is_text(item: Hostile) -> None:
    """Whatever stands in a register comes out as that text, controls spelt out, everywhere in a document."""
    text = item.text
    grid = Grid((Field(text), Field(text)), (Line((text, text)), Line((text,))), text)
    data = letter.document(
        Document(
            text,
            (Heading(text), Text(text), Items((text,)), grid),
            Masthead(text, text, text, text),
            number=text,
            to=text,
            closing=(text,),
            annex=(Heading(text), grid._replace(wide=True)),
        )
    )
    flat = item.shown.replace("⏎", "").replace("\n", "")
    texts = [text for style, text in told(data) if style in ("公文一级", "公文附件", "公文落款", "公文标题")]
    assert texts == [item.shown] * 4
    assert {text.replace("\n", "") for row in cells(data)[0] for text in row} == {flat}
    assert {child.tag for child in body(data).iter()} & {
        f"{W}instrText",
        f"{W}hyperlink",
        f"{W}object",
    } == set()


def test_a_hostile_listing_is_text() -> None:
    """Titles, notes and headings of groups in a ledger are text."""
    for item in HOSTILE:
        data = letter.docx(listing_of(item.text), [COLUMNS["title"], COLUMNS["note"]])
        flat = item.shown.replace("⏎", "")
        assert cells(data)[0][2] != []
        assert {text.replace("\n", "") for text in cells(data)[0][2]} == {flat}


@pytest.mark.parametrize("count", [0, 1, 150])
def test_a_ledger(count: int) -> None:
    """A listing is a table on its side, whatever its length, under the name of the register."""
    data = letter.docx(listing(count), None)
    assert told(data) == [
        ("公文标题", "台账"),
        ("公文正文", f"截至2022年10月15日，共 {count} 条，列出 {count} 条。"),
    ]
    assert [section.orientation for section in read(data).sections] == [WD_ORIENT.LANDSCAPE]
    (rows,) = cells(data)
    heads = "编号 具体措施 牵头单位 配合单位 完成时限 状态 灯 进度 进展情况 存在问题 下一步"
    assert rows[0] == heads.split()
    assert [row[:2] for row in rows[2:]] == [
        [f"1.1.{number}", f"第{number}条"] for number in range(1, count + 1)
    ]
    assert [set(row) for row in rows[1:2]] == [{f"1 部分（{count} 条）"}] * bool(count)


def test_a_ledger_with_columns_and_groups() -> None:
    """The columns asked for, the headings of the groups across the table."""
    found = select(load_text(TEXT).register, DAY, group="lead", limit=3)
    data = letter.docx(found, [COLUMNS["id"], COLUMNS["overdue"]])
    assert cells(data) == [
        [
            ["编号", "逾期"],
            ["区司法局（1 条）", "区司法局（1 条）"],
            ["2.1.10", "107天"],
            ["各镇街（1 条）", "各镇街（1 条）"],
            ["2.1.2", "107天"],
            ["区法院（1 条）", "区法院（1 条）"],
            ["1.1.1", ""],
        ]
    ]
    (_, heading, row, *_) = body(data).iter(f"{W}tr")
    assert heading.find(f"{W}tc/{W}tcPr/{W}gridSpan").get(f"{W}val") == "2"  # type: ignore[union-attr]
    assert len(row.findall(f"{W}tc")) == 2


def test_the_same_document_has_the_same_bytes() -> None:
    """No clock and no name gets in: stamps and properties are fixed, the template's own are gone."""
    doc = Document("标题", (Text("甲"), SMALL), Masthead("简报", None, "", ""), annex=(WIDE,))
    data = letter.document(doc)
    assert letter.document(doc) == data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in archive.infolist()} == {0}
        assert sorted(archive.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/footer2.xml",
            "word/settings.xml",
            "word/styles.xml",
            "word/theme/theme1.xml",
        ]
    about = read(data).core_properties
    assert (about.title, about.author, about.comments) == ("标题", "", "")
    assert about.created == about.modified


def test_paragraph_properties_stand_in_the_order_of_the_format() -> None:
    """Word refuses a file in which they do not."""
    order = [
        "keepNext",
        "pBdr",
        "tabs",
        "autoSpaceDE",
        "autoSpaceDN",
        "snapToGrid",
        "spacing",
        "ind",
        "jc",
        "outlineLvl",
    ]
    for name in wordml.STYLES:
        look = ElementTree.fromstring(wordml.style(name)).find(f"{W}pPr")
        assert look is not None
        tags = [child.tag.removeprefix(W) for child in look]
        assert tags == sorted(tags, key=order.index)
        assert len(tags) == len(set(tags))
