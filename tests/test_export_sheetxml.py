"""One worksheet of others: cells however they are written, rows put in, what follows them."""

from fazhi_cli.cellnames import Area
from fazhi_cli.export.package import Package
from fazhi_cli.export.sheetxml import Sheet
from tests import offices

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PART = "xl/worksheets/sheet1.xml"
RELS = "xl/worksheets/_rels/sheet1.xml.rels"


def sheet(rows: str, rest: str = "", before: str = "", **parts: str) -> Sheet:
    """Return a sheet with the XML of its rows, of what comes before and after them, and further parts."""
    content = f'<x:worksheet xmlns:x="{SPACE}">{before}<x:sheetData>{rows}</x:sheetData>{rest}</x:worksheet>'
    added = {PART: content.encode(), **{name: text.encode() for name, text in parts.items()}}
    shared = offices.sharing(offices.plain(()), "<si><t>甲</t></si>")
    data = offices.with_parts(shared, lambda own: {**own, **added})
    return Sheet(Package(data, "a"), "Sheet", PART)


def written(made: Sheet, part: str = PART) -> str:
    """Return the XML of a part once it is packed."""
    return offices.parts_of(made.package.packed())[part].decode()


def row(number: int, *cells: str) -> str:
    """Return a row of the XML of cells."""
    return f'<x:row r="{number}">{"".join(cells)}</x:row>'


def text(name: str, content: str) -> str:
    """Return a cell with a text in it."""
    return f'<x:c r="{name}" t="inlineStr"><x:is><x:t>{content}</x:t></x:is></x:c>'


def test_cells_are_found_without_being_named() -> None:
    """Rows and cells may leave their place to be counted; a prefix makes no difference."""
    found = sheet(
        "<x:row><x:c><x:v>1</x:v></x:c></x:row><x:row r='4'><x:c r='C4'><x:v>2</x:v></x:c><x:c/></x:row>"
    )
    assert (found.text(1, 1), found.text(4, 3), found.text(4, 4), found.text(9, 9)) == ("1", "2", "", "")
    assert [found.cells(4)[column].get("r") for column in (3, 4)] == ["C4", "D4"]


def test_texts_of_every_kind() -> None:
    """Shared, in the cell, of a formula; a shared one that is not there is empty."""
    found = sheet(
        row(
            1,
            '<x:c r="A1" t="s"><x:v>0</x:v></x:c>',
            text("B1", "乙"),
            '<x:c r="C1" t="str"><x:f>A1</x:f><x:v>丙</x:v></x:c>',
            '<x:c r="D1" t="s"><x:v>99</x:v></x:c>',
        )
    )
    assert [found.text(1, column) for column in (1, 2, 3, 4)] == ["甲", "乙", "丙", ""]
    assert [found.has_formula(1, column) for column in (2, 3, 5)] == [False, True, False]


def test_merged_cells_show_their_first() -> None:
    """Every cell of the area does."""
    found = sheet(
        row(1, text("A1", "头")), '<x:mergeCells count="1"><x:mergeCell ref="A1:B2"/></x:mergeCells>'
    )
    assert found.merges == [Area(1, 1, 2, 2)]
    assert [found.text(1, 2), found.text(2, 1), found.text(2, 2), found.text(3, 1)] == ["头", "头", "头", ""]


def test_contents_are_put_between_cells_in_order() -> None:
    """Numbers and texts, in the sheet's own namespace; looks are kept or given."""
    found = sheet(row(2, '<x:c r="A2" s="3"/>', '<x:c r="C2" s="4"><x:f>A1</x:f><x:v>1</x:v></x:c>'))
    found.put(2, 2, "a<b", 0)
    found.put(2, 3, 12, 5)
    assert (
        '<x:row r="2"><x:c r="A2" s="3"/><x:c r="B2" t="inlineStr"><x:is><x:t xml:space="preserve">a&lt;b'
        '</x:t></x:is></x:c><x:c r="C2" s="5"><x:v>12</x:v></x:c></x:row>'
    ) in written(found)


def test_rows_are_emptied_but_for_looks_and_kept_formulas() -> None:
    """Only in the columns that are named; a result goes, a formula that others share as well."""
    cells = (
        text("A1", "示例"),
        '<x:c r="B1" s="2"><x:f>A1</x:f><x:v>1</x:v></x:c>',
        '<x:c r="C1"><x:f t="shared" si="0">A1</x:f></x:c>',
        text("D1", "旁注"),
    )
    found = sheet(row(1, *cells))
    found.blank(1, range(1, 4), keep={2, 3})
    assert written(found).count("<x:f") == 1
    assert '<x:c r="A1"/><x:c r="B1" s="2"><x:f>A1</x:f></x:c><x:c r="C1"/>' in written(found)
    assert found.text(1, 4) == "旁注"


def test_rows_put_in_are_copies_and_move_the_rest() -> None:
    """The pattern's looks and formulas come along, its texts do not; the last row may keep its place."""
    rows = row(1, text("A1", "头")) + row(
        2, '<x:c r="A2" s="1"><x:v>7</x:v></x:c>', "<x:c r='B2'><x:f>A2*2</x:f></x:c>"
    )
    rows += row(3, '<x:c r="A3" s="9"/>', "<x:c r='B3'><x:f>A3*2</x:f></x:c>") + row(
        5, "<x:c r='A5'><x:f>SUM(A2:A3)</x:f></x:c>"
    )
    found = sheet(rows)
    found.insert(3, pattern=2, count=2, last_stays=True)
    assert written(found).split("<x:sheetData>")[1].split("</x:sheetData>")[0] == (
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>头</x:t></x:is></x:c></x:row>'
        '<x:row r="2"><x:c r="A2" s="1"><x:v>7</x:v></x:c><x:c r="B2"><x:f>A2*2</x:f></x:c></x:row>'
        '<x:row r="3"><x:c r="A3" s="1"/><x:c r="B3"><x:f>A3*2</x:f></x:c></x:row>'
        '<x:row r="4"><x:c r="A4" s="1"/><x:c r="B4"><x:f>A4*2</x:f></x:c></x:row>'
        '<x:row r="5"><x:c r="A5" s="9"/><x:c r="B5"><x:f>A5*2</x:f></x:c></x:row>'
        '<x:row r="7"><x:c r="A7"><x:f>SUM(A2:A5)</x:f></x:c></x:row>'
    )


def test_everything_that_refers_to_rows_follows() -> None:
    """Filter, page breaks, extensions of other programs, pictures, old and new remarks, lists."""
    kinds = {"drawing": "d.xml", "comments": "c.xml", "vmlDrawing": "v.vml", "table": "t.xml"}
    relations = "".join(
        f'<Relationship Id="{kind}" Target="/{target}" Type="x/{kind}"/>' for kind, target in kinds.items()
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    found = sheet(
        row(2) + row(3),
        '<x:autoFilter ref="A1:C2"/><x:rowBreaks><x:brk id="2"/><x:brk id="5"/></x:rowBreaks>'
        '<x:extLst><x:ext xmlns:m="m"><m:sqref>B2 B9</m:sqref><m:f>$C$9</m:f></x:ext></x:extLst>',
        **{
            RELS: f'<Relationships xmlns="{namespace}">{relations}</Relationships>',
            "d.xml": '<d xmlns="d"><from><row>0</row></from><to><row>8</row></to></d>',
            "c.xml": '<c xmlns="c"><comment ref="A9"/><comment ref="A1"/></c>',
            "v.vml": "<xml><x:Row>8</x:Row><br><x:Row>1</x:Row></xml>",
            "t.xml": '<table xmlns="t" ref="A1:C2"><autoFilter ref="A1:C2"/></table>',
        },
    )
    found.insert(2, pattern=2, count=10, last_stays=False)
    main = written(found)
    assert 'ref="A1:C12"' in main
    assert '<x:brk id="2"/><x:brk id="15"/>' in main
    assert "<m:sqref>B2 B19</m:sqref><m:f>$C$19</m:f>" in main
    assert "<row>0</row></from><to><row>18</row>" in written(found, "d.xml")
    assert '<comment ref="A19"/><comment ref="A1"/>' in written(found, "c.xml")
    assert written(found, "v.vml") == "<xml><x:Row>18</x:Row><br><x:Row>1</x:Row></xml>"
    assert written(found, "t.xml").count('ref="A1:C12"') == 2


def test_widths_are_of_the_column_or_usual() -> None:
    """Without the edges that a column has."""
    columns = '<x:sheetFormatPr defaultColWidth="10"/><x:cols><x:col min="2" max="3" width="20.71"/></x:cols>'
    found = sheet(row(1), before=columns)
    assert [round(found.width(column), 2) for column in (1, 2, 3, 4)] == [9.29, 20, 20, 9.29]
    assert round(sheet(row(1)).width(1), 2) == 8.43


def test_merged_areas_are_written_or_go() -> None:
    """An empty list of them is not allowed in the file."""
    merged = '<x:mergeCells count="1"><x:mergeCell ref="A1:B2"/></x:mergeCells>'
    found = sheet(row(1), merged)
    found.write_merges([Area(1, 1, 1, 2), Area(3, 1, 3, 2)])
    assert '<x:mergeCells count="2"><x:mergeCell ref="A1:B1"/><x:mergeCell ref="A3:B3"/>' in written(found)
    found.write_merges([])
    assert "mergeCell" not in written(found)


def test_links_of_emptied_cells_go() -> None:
    """Others stay; without any the list goes too."""
    links = '<x:hyperlinks><x:hyperlink ref="A2"/><x:hyperlink ref="B9"/></x:hyperlinks>'
    found = sheet(row(2), links)
    found.unlink(range(2, 4))
    assert '<x:hyperlinks><x:hyperlink ref="B9"/></x:hyperlinks>' in written(found)
    found.unlink(range(9, 10))
    assert "hyperlink" not in written(found)


def test_heights_and_looks_are_set() -> None:
    """A height holds only if the row says that it is its own."""
    found = sheet(row(2, '<x:c r="A2"/>'))
    found.set_height(2, 40.5)
    found.look_like(2, 1, 7)
    found.look_like(2, 2, 8)
    assert (
        '<x:row r="2" ht="40.5" customHeight="1"><x:c r="A2" s="7"/><x:c r="B2" s="8"/></x:row>'
        in written(found)
    )
    assert [found.style(2, column) for column in (1, 2, 3)] == [7, 8, 0]
