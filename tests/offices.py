"""Sheets as offices make them, for the tests of filling them in."""

import io
from collections.abc import Callable, Mapping
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

HEADS = (
    "序 号",
    "工作任务",
    "具体\n举措",
    "完成时限\n（年月日）",
    "办理情况",
    "责任单位",
    "",
    "是否销号",
    "得分",
)
_THIN, _THICK = Side(style="thin"), Side(style="thick")


def saved(book: openpyxl.Workbook) -> bytes:
    """Return the bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def plain(*rows: tuple[object, ...]) -> bytes:
    """Return a workbook with one sheet of `rows`."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def full() -> bytes:
    """Return a workbook with what offices have: merged heads in two rows, samples, sums, signatures, checks.

    Heads in rows 3 and 4, samples in 5 to 7, a sum in 8, signatures in 9; a second sheet counts.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "督办 台账"
    _heads(sheet)
    _samples(sheet)
    sheet["A8"], sheet["I8"] = "合计", "=SUM(I5:I7)"
    sheet.merge_cells("A9:I9")
    sheet["A9"] = "填表人：      审核人："
    sheet["A9"].comment = Comment("盖章", "甲")
    sheet.print_title_rows, sheet.print_area = "3:4", "A1:I9"
    sheet.page_setup.orientation = "landscape"
    sheet.row_breaks.append(Break(id=8))
    check = DataValidation(type="list", formula1='"是,否"')
    check.add("H5:H7")
    sheet.add_data_validation(check)
    fill = PatternFill("solid", bgColor="FF0000")
    sheet.conditional_formatting.add("I5:I7", CellIsRule("lessThan", ["60"], fill=fill))  # type: ignore[no-untyped-call]
    other = book.create_sheet("统计")
    other["A1"], other["A2"], other["A3"] = "=COUNTA('督办 台账'!C5:C7)", "='督办 台账'!I8", "=SUM(A1:A2)"
    return saved(book)


def _heads(sheet: Worksheet) -> None:
    sheet.merge_cells("A1:I1")
    sheet["A1"] = "某区督办台账"
    sheet["A1"].font = Font(size=18, bold=True)
    sheet["A2"] = "填报单位："
    for column in "ABCDEHI":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.merge_cells("F3:G3")
    for place, head in enumerate(HEADS, 1):
        if head:
            sheet.cell(3, place, head)
    sheet["F4"], sheet["G4"] = "牵头", "配合"
    for column, width in zip("ABCDEFGHI", (6, 20, 30, 14, 30, 12, 14, 8, 8), strict=True):
        sheet.column_dimensions[column].width = width


def _samples(sheet: Worksheet) -> None:
    for row in range(3, 8):
        for column in range(1, 10):
            cell = sheet.cell(row, column)
            cell.border = Border(_THIN, _THIN, _THIN, _THICK if row == 7 else _THIN)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.font = Font(name="仿宋", size=12)
    sheet["A5"], sheet["B5"], sheet["C5"], sheet["I5"] = 1, "示例任务", "示例", 100
    sheet["C5"].hyperlink = "http://example.org/"
    sheet.merge_cells("B5:B6")


def with_parts(data: bytes, change: Callable[[dict[str, bytes]], Mapping[str, bytes]]) -> bytes:
    """Return a workbook with its parts changed."""
    with ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, content in change(parts).items():
            made.writestr(name, content)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sharing(data: bytes, strings: str) -> bytes:
    """Return a workbook with the XML of string items that its cells can share."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = b'<Relationship Id="s" Target="sharedStrings.xml" Type="x/sharedStrings"/></Relationships>'
    rels = "xl/_rels/workbook.xml.rels"
    return with_parts(
        data,
        lambda parts: {
            **parts,
            "xl/sharedStrings.xml": f'<sst xmlns="{namespace}">{strings}</sst>'.encode(),
            rels: parts[rels].replace(b"</Relationships>", relation),
        },
    )
