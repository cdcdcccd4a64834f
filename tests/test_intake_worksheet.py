"""Cells of a sheet: what is stored, and what people see; exact values and places."""

import pytest

from fazhi_cli.cellnames import Area
from fazhi_cli.intake import workbook
from fazhi_cli.intake.worksheet import Cell, Sheet
from tests.workbooks import formats, raw, text


def sheet(rows: str, **more: str) -> Sheet:
    """Return the sheet of a workbook of `rows`."""
    return workbook.book(raw(rows, **more), "回.xlsx").sheets[0]


def only(cell: str, **more: str) -> Cell:
    """Return the one cell of a sheet."""
    rows = sheet(f'<row r="1">{cell}</row>', **more).rows
    return rows[1][1]


CHINESE = formats("27", "31", "57", "58", '[DBNum1]yyyy"年"m"月"d"日"')


@pytest.mark.parametrize(
    ("cell", "more", "made"),
    [
        (text("A1", "进展 ，；：５０％"), {}, Cell("进展 ，；：５０％", "A1")),
        (
            '<c r="A1" t="s"><v>1</v></c>',
            {"strings": "<si><t>a</t></si><si><t> b </t></si>"},
            Cell(" b ", "A1"),
        ),
        (
            '<c r="A1" t="s"><v>0</v></c>',
            {"strings": "<si><r><rPr><b/></rPr><t>甲</t></r><r><t>乙</t></r></si>"},
            Cell("甲乙", "A1"),
        ),
        (
            '<c r="A1" t="s"><v>0</v></c>',
            {"strings": '<si><t>甲</t><rPh sb="0" eb="1"><t>jia</t></rPh><phoneticPr fontId="1"/></si>'},
            Cell("甲", "A1"),
        ),
        (
            '<c r="A1" t="inlineStr"><is><r><t>甲</t></r><rPh sb="0" eb="1"><t>jia</t></rPh></is></c>',
            {},
            Cell("甲", "A1"),
        ),
        (text("A1", "一_x000D_\n二_x005F_x000D_"), {}, Cell("一\r\n二_x000D_", "A1")),
        (text("A1", "_xD83D_"), {}, Cell("_xD83D_", "A1")),
        ('<c r="A1" t="str"><f>B1</f><v>结果</v></c>', {}, Cell("结果", "A1")),
        ('<c r="A1"><f>B1</f><v>3</v></c>', {}, Cell("3", "A1", 3.0)),
        ('<c r="A1"><f>B1</f></c>', {}, Cell("", "A1", formula_without_value=True)),
        ('<c r="A1"><f>B1</f><v></v></c>', {}, Cell("", "A1", formula_without_value=True)),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', {}, Cell("#DIV/0!", "A1", is_error=True)),
        ('<c r="A1" t="b"><v>1</v></c>', {}, Cell("TRUE", "A1")),
        ('<c r="A1" t="b"><v>0</v></c>', {}, Cell("FALSE", "A1")),
        ('<c r="A1" t="d"><v>2022-09-30T00:00:00Z</v></c>', {}, Cell("2022-09-30", "A1", is_date=True)),
        ('<c r="A1" t="d"><v>2022-09-30T14:30:00</v></c>', {}, Cell("2022-09-30 14:30", "A1", is_date=True)),
        ('<c r="A1" t="n"><v>60</v></c>', {}, Cell("60", "A1", 60.0)),
        ('<c r="A1"><v>0.5</v></c>', {}, Cell("0.5", "A1", 0.5)),
        (
            '<c r="A1" s="1"><v>0.34999999999999998</v></c>',
            {"styles": formats("9")},
            Cell("35%", "A1", 0.35, is_percent=True),
        ),
        (
            '<c r="A1" s="1"><v>1</v></c>',
            {"styles": formats("0.0%")},
            Cell("100%", "A1", 1.0, is_percent=True),
        ),
        *(
            (
                f'<c r="A1" s="{style}"><v>44834</v></c>',
                {"styles": CHINESE},
                Cell("2022-09-30", "A1", 44834.0, is_date=True),
            )
            for style in range(1, 6)
        ),
        (
            '<c r="A1" s="1"><v>43372</v></c>',
            {"styles": formats("14"), "properties": '<workbookPr date1904="1"/>'},
            Cell("2022-09-30", "A1", 43372.0, is_date=True),
        ),
        ('<c r="A1" s="1"><v>1.1</v></c>', {"styles": formats("0.00")}, Cell("1.10", "A1", 1.1)),
        ('<c r="A1" s="999999"><v>7</v></c>', {}, Cell("7", "A1", 7.0)),
        ('<c r="A1"><v>1e999</v></c>', {}, Cell("1e999", "A1")),
        ('<c r="A1"><v>NaN</v></c>', {}, Cell("NaN", "A1")),
        ("<c><v>7</v></c>", {}, Cell("7", "A1", 7.0)),
        (
            '<c r="A1"><v>44834</v></c>',
            {"namespace": "http://purl.oclc.org/ooxml/spreadsheetml/main"},
            Cell("44834", "A1", 44834.0),
        ),
    ],
)
def test_cells(cell: str, more: dict[str, str], made: Cell) -> None:
    """Each kind of cell, as programs store it."""
    assert only(cell, **more) == made


def test_cells_without_a_place_are_counted() -> None:
    """Rows and cells go on from those before them."""
    rows = sheet(
        "<row><c><v>1</v></c></row><row r='4'><c r='C4'><v>2</v></c><c><v>3</v></c></row><row/>"
    ).rows
    assert {row: {at: cell.ref for at, cell in cells.items()} for row, cells in rows.items()} == {
        1: {1: "A1"},
        4: {3: "C4", 4: "D4"},
    }


def test_what_is_empty_is_not_there() -> None:
    """Looks and spaces are nothing, wherever they stand."""
    cells = f'<c r="A1" s="3"/>{text("B1", "  ")}<c r="C1" t="s"><v></v></c>'
    assert sheet(f'<row r="1">{cells}</row><row r="1048576"><c r="XFD1048576" s="1"/></row>').rows == {}


def test_areas_and_hidden_rows() -> None:
    """Merged cells as areas, rows that are hidden by number."""
    found = sheet(
        '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3" hidden="0"/>',
        after='<mergeCells><mergeCell ref="A2:C4"/><mergeCell ref="B9"/></mergeCells>',
    )
    assert found.merged == (Area(2, 1, 4, 3), Area(9, 2, 9, 2))
    assert found.hidden_rows == {2}
    assert (found.name, found.hidden) == ("表", False)
