"""Workbooks of others as parts: what is found in them, what is changed, what is refused."""

import pytest

from fazhi_cli.export.package import Package, local
from fazhi_cli.export.references import Gap
from fazhi_cli.problems import Refused
from tests import offices

SHEET = "xl/worksheets/sheet1.xml"
CHAIN = (
    b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="A1"/></calcChain>'
)


def package(data: bytes) -> Package:
    """Return the parts of a workbook."""
    return Package(data, "表样.xlsx")


def with_chain(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts with an order of calculation among them."""
    relation = (
        b'<Relationship Id="rId99" Target="calcChain.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/calcChain"/></Relationships>'
    )
    kind = b'<Override PartName="/xl/calcChain.xml" ContentType="application/xml"/></Types>'
    rels, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    return {
        **parts,
        "xl/calcChain.xml": CHAIN,
        rels: parts[rels].replace(b"</Relationships>", relation),
        types: parts[types].replace(b"</Types>", kind),
    }


def test_sheets_that_people_see_are_found() -> None:
    """By their names, in the workbook's order."""
    assert package(offices.full()).sheets() == [
        ("督办 台账", "xl/worksheets/sheet1.xml"),
        ("统计", "xl/worksheets/sheet2.xml"),
    ]


def test_texts_are_their_runs_without_readings() -> None:
    """Rich text is put together; how characters are read is no text."""
    strings = "<si><r><t>措</t></r><r><t>施</t></r><rPh><t>cuoshi</t></rPh></si><si><t>甲</t></si><si/>"
    found = package(offices.sharing(offices.full(), strings))
    assert found.shared == ["措施", "甲", ""]


def test_rows_put_in_are_told_to_the_whole_workbook() -> None:
    """Formulas of other sheets and names follow; the order of calculation is left to programs."""
    found = package(offices.with_parts(offices.full(), with_chain))
    found.moved(Gap("督办 台账", 7, 3), SHEET)
    parts = offices.parts_of(found.packed())
    assert "xl/calcChain.xml" not in parts
    assert b"calcChain" not in parts["[Content_Types].xml"] + parts["xl/_rels/workbook.xml.rels"]
    assert b'fullCalcOnLoad="1"' in parts["xl/workbook.xml"]
    assert "'督办 台账'!$A$1:$I$12" in parts["xl/workbook.xml"].decode()
    assert "COUNTA('督办 台账'!C5:C10)" in parts["xl/worksheets/sheet2.xml"].decode()


def test_styles_are_made_of_others_once() -> None:
    """One that keeps text text, one for rows below a head; the others stay."""
    found = package(offices.full())
    assert found.styles is not None
    formats = found.styles.find("{*}cellXfs")
    assert formats is not None
    before = len(formats)
    assert [found.variant(1, "text"), found.variant(1, "body"), found.variant(1, "text")] == [
        *(before, before + 1, before)
    ]
    assert formats[before].get("quotePrefix") == "1"
    body = formats[before + 1]
    assert (body.get("fontId"), body.get("fillId"), [local(item) for item in body]) == (
        "0",
        "0",
        ["alignment"],
    )
    assert formats.get("count") == str(before + 2)
    assert found.variant(9999, "text") == 9999


def test_letters_of_a_style() -> None:
    """Their size, and whether a text is folded; a style that is not there is as usual."""
    found = package(offices.full())
    sizes = {found.letters(style) for style in range(20)}
    assert {(12.0, True), (18.0, False), (11.0, False)} <= sizes
    assert found.letters(9999) == (11.0, False)


@pytest.mark.parametrize(
    ("part", "content"),
    [("xl/workbook.xml", b"<a/>"), ("xl/workbook.xml", b"text"), ("_rels/.rels", b"<Relationships/>")],
)
def test_what_is_no_workbook_is_refused(part: str, content: bytes) -> None:
    """A document of another program, no markup, no relation to a workbook."""
    data = offices.with_parts(offices.full(), lambda parts: {**parts, part: content})
    with pytest.raises(Refused, match="不是完好的"):
        package(data)


def test_a_link_to_a_part_outside_is_not_followed() -> None:
    """External targets are no parts."""
    outside = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="r1" TargetMode="External" Target="http://example.org/" Type="x/drawing"/></Relationships>'
    )
    data = offices.with_parts(
        offices.full(), lambda parts: {**parts, "xl/worksheets/_rels/sheet2.xml.rels": outside.encode()}
    )
    assert package(data).related("xl/worksheets/sheet2.xml", "/drawing") == []
