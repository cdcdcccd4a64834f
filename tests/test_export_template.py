"""An office's own sheet filled in: what is put where, and what stays."""

import io
from datetime import date

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from fazhi_cli.export import workbook
from fazhi_cli.export.template import Filled, filled
from fazhi_cli.problems import Refused
from fazhi_cli.query import Listing, select
from tests import offices
from tests.conftest import HEAD, load_text
from tests.hostile import HOSTILE, Hostile, listing_of

DAY = date(2022, 10, 15)


def listing(count: int) -> Listing:
    """Return a listing of so many measures."""
    measures = "".join(
        f'          - {{id: "1.1.{number}", title: 措施{number}, lead: 区司法局, support: [区法院], '
        "due: 年底前}\n"
        for number in range(1, count + 1)
    )
    return select(load_text(HEAD + (measures or "          []\n")).register, DAY)


def sheet(made: Filled, at: int = 0) -> Worksheet:
    """Return a sheet as another library reads it."""
    return openpyxl.load_workbook(io.BytesIO(made.content)).worksheets[at]


def values(made: Filled) -> list[tuple[object, ...]]:
    """Return what the cells of the first sheet hold."""
    return list(sheet(made).iter_rows(values_only=True))


def test_a_full_sheet_is_filled_and_the_rest_moves_down() -> None:
    """Heads in two rows, samples give way, the sum and the signatures follow."""
    made = filled(listing(5), offices.full(), "表样.xlsx")
    assert (made.sheet, made.unknown, made.cut) == ("督办 台账", ("得分",), ())
    row = ("子任务", "2022-12-31", None, "区司法局", "区法院", "否", None)
    assert values(made)[4:] == [
        *((number, row[0], f"措施{number}", *row[1:]) for number in range(1, 6)),
        ("合计", *[None] * 7, "=SUM(I5:I9)"),
        ("填表人：      审核人：", *[None] * 8),
    ]


def test_what_refers_to_rows_follows() -> None:
    """Areas, checks, colours, breaks, remarks, names, formulas of other sheets; the link of a sample goes."""
    found = sheet(made := filled(listing(5), offices.full(), "表样.xlsx"))
    assert sorted(str(item) for item in found.merged_cells.ranges) == sorted(
        [*(f"{column}3:{column}4" for column in "ABCDEHI"), "F3:G3", "A1:I1", "A11:I11"]
    )
    assert str(found.data_validations.dataValidation[0].sqref) == "H5:H9"
    assert [str(item.sqref) for item in found.conditional_formatting] == ["I5:I9"]
    assert (found.print_title_rows, found.print_area) == ("$3:$4", "'督办 台账'!$A$1:$I$11")
    assert [item.id for item in found.row_breaks.brk] == [10]
    assert found["A11"].comment is not None
    assert found["A11"].comment.text == "盖章"
    assert [cell.hyperlink for row in found.iter_rows() for cell in row if cell.hyperlink] == []
    assert [row[0].value for row in sheet(made, 1).iter_rows()] == [
        "=COUNTA('督办 台账'!C5:C9)",
        "='督办 台账'!I10",
        "=SUM(A1:A2)",
    ]


def test_looks_come_from_the_samples() -> None:
    """Font and borders of the samples, the last row's own border last; widths and print set-up stay."""
    found = sheet(filled(listing(5), offices.full(), "表样.xlsx"))
    for row in range(5, 10):
        cell = found.cell(row, 2)
        assert (cell.font.name, cell.border.left.style, cell.alignment.wrap_text) == ("仿宋", "thin", True)
        assert found.cell(row, 3).border.bottom.style == ("thick" if row == 9 else "thin")
    assert found.column_dimensions["C"].width == 30
    assert found.page_setup.orientation == "landscape"
    assert found["A1"].font.size == 18


@pytest.mark.parametrize("count", [0, 1, 2])
def test_samples_that_are_not_needed_stay_empty(count: int) -> None:
    """Nothing moves; what the samples showed is gone, their looks stay."""
    made = filled(listing(count), offices.full(), "表样.xlsx")
    found = sheet(made)
    assert [found.cell(row, 3).value for row in (5, 6, 7)] == [
        f"措施{row - 4}" if row - 4 <= count else None for row in (5, 6, 7)
    ]
    assert [found.cell(7, column).value for column in range(1, 10)] == [None] * 9
    assert found["A8"].value == "合计"
    assert found.cell(7, 3).border.bottom.style == "thick"


def test_parts_that_have_nothing_to_do_with_it_keep_their_bytes() -> None:
    """The other sheet, the theme; a picture and a stranger's part, byte for byte."""
    template = offices.with_parts(
        offices.plain(("序号", "措施"), (1, "示例"), (None, "完")),
        lambda parts: {**parts, "xl/media/logo.png": b"\x89PNG", "custom/office.xml": b"<a  b='1'/>"},
    )
    before, after = offices.parts_of(template), offices.parts_of(filled(listing(2), template, "a").content)
    assert list(before) == list(after)
    same = {name for name in before if before[name] == after[name]}
    assert {"xl/media/logo.png", "custom/office.xml", "xl/theme/theme1.xml", "docProps/core.xml"} <= same


def test_a_sheet_with_nothing_but_heads_gets_rows() -> None:
    """They look plain, whatever the heads look like, and fold their texts."""
    found = sheet(made := filled(listing(2), offices.plain(("台账",), ("序号", "措施", "责任单位")), "a"))
    assert values(made) == [
        ("台账", None, None),
        ("序号", "措施", "责任单位"),
        (1, "措施1", "区司法局"),
        (2, "措施2", "区司法局"),
    ]
    assert found["B3"].alignment.wrap_text


def test_formulas_of_the_office_stay_and_go_along() -> None:
    """In a column that we do not know, and in one that we do; the order of calculation is made anew."""
    template = offices.plain(
        ("措施", "牵头单位", "剩余天数", "系数"),
        ("示例", "甲", "=LEN(A2)", "=B2&$B$1"),
        ("合计", None, "=SUM(C2:C2)", None),
    )
    made = filled(listing(3), template, "a")
    assert [row[2:] for row in values(made)[1:]] == [
        ("=LEN(A2)", "=B2&$B$1"),
        ("=LEN(A3)", "=B3&$B$1"),
        ("=LEN(A4)", "=B4&$B$1"),
        ("=SUM(C2:C4)", None),
    ]
    assert made.unknown == ()


def test_cells_merged_side_by_side_are_so_in_every_row() -> None:
    """The head spans two columns, and so does every row below it."""
    book = openpyxl.load_workbook(io.BytesIO(offices.plain(("措施", None, "牵头单位"), ("示例", None, "甲"))))
    book.worksheets[0].merge_cells("A1:B1")
    book.worksheets[0].merge_cells("A2:B2")
    found = sheet(filled(listing(3), offices.saved(book), "a"))
    assert sorted(map(str, found.merged_cells.ranges)) == ["A1:B1", "A2:B2", "A3:B3", "A4:B4"]
    assert [found.cell(row, 3).value for row in (2, 3, 4)] == ["区司法局"] * 3


@pytest.mark.parametrize(
    "below", ["合计", "填表人：", "备注：略", "注：略", "审核：", "说明"], ids=lambda text: text[:2]
)
def test_what_stands_below_the_table_is_no_sample(below: str) -> None:
    """Sums, signatures and notes, even where no row is empty between."""
    made = filled(listing(3), offices.plain(("序号", "措施"), (1, "示例"), (below, "乙")), "a")
    assert [row[0] for row in values(made)] == ["序号", 1, 2, 3, below]


def test_another_table_below_is_left_alone() -> None:
    """A row of known headings begins it."""
    made = filled(
        listing(2), offices.plain(("序号", "措施"), (1, "示例"), ("编号", "牵头单位"), (9, "乙")), "a"
    )
    assert values(made) == [("序号", "措施"), (1, "措施1"), (2, "措施2"), ("编号", "牵头单位"), (9, "乙")]


def test_the_sheet_with_the_table_is_found() -> None:
    """Behind a page of explanations; hidden ones are not looked at."""
    book = openpyxl.Workbook()
    book.worksheets[0].append(("编号", "说明"))
    hidden = book.create_sheet("藏")
    hidden.append(("序号", "措施", "牵头单位", "完成时限"))
    hidden.sheet_state = "hidden"
    book.create_sheet("表").append(("序号", "措施", "牵头单位"))
    made = filled(listing(1), offices.saved(book), "a")
    assert made.sheet == "表"
    assert [row[1].value for row in sheet(made, 2).iter_rows()] == ["措施", "措施1"]


def test_heads_may_stand_anywhere_in_the_first_thirty_rows() -> None:
    """In row 30 they are found, in row 31 not."""
    high = [()] * 29
    assert values(filled(listing(1), offices.plain(*high, ("序号", "措施")), "a"))[30] == (1, "措施1")
    with pytest.raises(Refused, match="没有认得的表头"):
        filled(listing(1), offices.plain(*high, (), ("序号", "措施")), "a")


def test_rows_grow_with_folded_texts() -> None:
    """Where the office's look folds text: twelve letters of 12 points side by side in a column of thirty."""
    one = listing(1)
    row = one.rows[0]
    long = one._replace(rows=(row._replace(measure=row.measure._replace(title="长" * 100)),))
    found = sheet(filled(long, offices.full(), "a"))
    assert found.row_dimensions[5].height == 148.8
    assert found.row_dimensions[3].height is None


def test_our_own_ledger_can_be_filled_again() -> None:
    """Written by another library, with shared strings; rows with headings of sections give way too."""
    made = filled(listing(5), workbook.xlsx(listing(2), None), "a")
    found = values(made)
    assert (made.sheet, made.unknown) == ("台账", ())
    assert [row[:4] for row in found[3:]] == [
        (number, f"1.1.{number}", "子任务", f"措施{number}") for number in range(1, 6)
    ]
    assert openpyxl.load_workbook(io.BytesIO(made.content)).sheetnames == ["台账", "汇总", "图表"]
    assert {sheet(made).cell(row, 4).font.name for row in range(4, 9)} == {"宋体"}


def test_headings_among_the_rows_give_way() -> None:
    """Merged over the table, as offices have them over the tasks of a section; notes below it stay."""
    rows = (
        ("序号", "措施", "牵头单位"),
        ("一、甲",),
        (1, "示例", "甲"),
        ("二、乙",),
        (2, "示例", "乙"),
        ("注：略",),
    )
    book = openpyxl.load_workbook(io.BytesIO(offices.plain(*rows)))
    for row in (2, 4, 6):
        book.worksheets[0].merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
    book.worksheets[0]["B3"].font = Font(italic=True)
    made = filled(listing(3), offices.saved(book), "a")
    assert [row[:2] for row in values(made)[1:]] == [
        *((1, "措施1"), (2, "措施2"), (3, "措施3"), (None, None), ("注：略", None)),
    ]
    assert [sheet(made).cell(row, 2).font.italic for row in (2, 3, 4, 5)] == [True, True, True, False]
    assert [str(item) for item in sheet(made).merged_cells.ranges] == ["A6:C6"]


@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: bad.about)
def test_hostile_texts_are_cells_of_plain_text(bad: Hostile) -> None:
    """No formula, no link, no code of a character; twice the same bytes."""
    template = offices.plain(("重点任务", "措施", "牵头单位", "进展情况", "附件"), ("示例",) * 5)
    made = filled(listing_of(bad.text), template, "a")
    assert made == filled(listing_of(bad.text), template, "a")
    for cell in sheet(made)[2]:
        assert str(cell.value).replace("\n", "⏎") == bad.shown
        assert (cell.data_type, cell.hyperlink) == ("s", None)
        assert cell.quotePrefix == bad.text.startswith(("=", "＝"))


def test_codes_of_characters_and_space_around_are_kept() -> None:
    """As text, in what the file says."""
    content = filled(listing_of(" _x0041_ "), offices.plain(("措施", "牵头单位")), "a").content
    assert b'xml:space="preserve"> _x005F_x0041_ <' in offices.parts_of(content)["xl/worksheets/sheet1.xml"]


def test_a_text_too_long_for_a_cell_is_cut_and_told() -> None:
    """The office's sheet has no room for the rest; the cell says so, and so does the result."""
    made = filled(listing_of("长" * 40_000), offices.plain(("措施", "牵头单位")), "a")
    cell = str(sheet(made)["A2"].value)
    assert (len(cell), cell[-10:], made.cut) == (32_767, "长长…（全文见台账）", ("1.1.1",))


def test_progress_is_written_as_people_write_it() -> None:
    """The office's cells have looks of their own; numbers stay numbers."""
    made = filled(listing(1), offices.plain(("编号", "完成率", "催办次数")), "a")
    assert values(made)[1] == ("1.1.1", "0%", 0)


def refusal(template: bytes) -> str:
    """Return what is said of a template."""
    with pytest.raises(Refused) as caught:
        filled(listing(1), template, "表样.xlsx")
    assert caught.value.hint
    return caught.value.message


def test_what_cannot_be_filled_is_refused() -> None:
    """In one sentence, whatever is wrong."""
    broken = "表样.xlsx 不是完好的 .xlsx 工作簿"
    good = offices.plain(("序号", "措施"), (1, "示例"))
    assert refusal(offices.plain(("甲", "乙"))) == "表样.xlsx 的前 30 行里没有认得的表头"
    assert refusal(offices.plain(("措施",))) == "表样.xlsx 的前 30 行里没有认得的表头"
    assert refusal(b"PK") == "表样.xlsx 不是完好的 .xlsx 文件"

    def changed(name: str, old: bytes, new: bytes) -> bytes:
        return offices.with_parts(good, lambda parts: {**parts, name: parts[name].replace(old, new)})

    assert refusal(changed("xl/workbook.xml", b"<sheets>", b"<sheets")) == broken
    assert refusal(changed("_rels/.rels", b"officeDocument", b"other")) == broken
    assert refusal(changed("xl/worksheets/sheet1.xml", b"sheetData", b"data")) == broken
    assert refusal(changed("[Content_Types].xml", b"sheet.main", b"sheet.macroEnabled.main")) == (
        "表样.xlsx 带有宏"
    )
    merged = b'<mergeCells><mergeCell ref="rubbish"/></mergeCells></worksheet>'
    assert refusal(changed("xl/worksheets/sheet1.xml", b"</worksheet>", merged)) == broken


def test_a_document_type_in_another_encoding_is_refused() -> None:
    """The search for it does not see EBCDIC; the parser does."""
    text = '<?xml version="1.0" encoding="cp037"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    template = offices.with_parts(
        offices.plain(("序号", "措施")), lambda parts: {**parts, "xl/workbook.xml": text.encode("cp037")}
    )
    assert refusal(template) == "表样.xlsx 不是完好的 .xlsx 工作簿"
