"""Pages of workbooks as another library reads them: types of cells, looks, print set-up."""

import io
from datetime import date
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from fazhi_cli.export.sheet import LONGEST
from fazhi_cli.export.xlsx import Book, Page, Series
from tests.hostile import HOSTILE, Hostile


def book() -> Book:
    """Return a new workbook."""
    return Book("题", date(2022, 10, 15))


def read(made: Book) -> openpyxl.Workbook:
    """Return the workbook as it is read back."""
    return openpyxl.load_workbook(io.BytesIO(made.done()), rich_text=False)


def sheet(made: Book, name: str = "表") -> Worksheet:
    """Return one sheet, read back."""
    found = read(made)[name]
    assert isinstance(found, Worksheet)
    return found


def page(made: Book, columns: int = 3) -> Page:
    """Return a page with columns of ten characters."""
    return made.page("表", [10.0] * columns)


def test_numbers_are_numbers_and_texts_are_texts() -> None:
    """A formula, a link, a number in a text: each is a string, and stays one when it is edited."""
    made = book()
    one = page(made)
    contents: list[str | int | float] = ["=1+1", "http://example.org/", "1.10", 12, 0.4, "", "{=1}", "@a"]
    for row, content in enumerate(contents):
        one.put(row, 0, content, "share" if isinstance(content, float) else "text")
    cells = [row[0] for row in sheet(made).iter_rows(max_col=1)]
    assert [cell.value for cell in cells] == [
        "=1+1",
        "http://example.org/",
        "1.10",
        12,
        0.4,
        None,
        "{=1}",
        "@a",
    ]
    assert [cell.data_type for cell in cells] == [*"sssnnnss"]
    assert [bool(cell.style_id and cell.quotePrefix) for cell in cells] == [
        *(True, False, False, False, False, False, False, True)
    ]
    assert [cell.hyperlink for cell in cells] == [None] * 8
    assert cells[4].number_format == "0%"


@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: bad.about)
def test_hostile_texts_are_read_back_as_shown(bad: Hostile) -> None:
    """Line breaks stay, other controls are spelt out, everything else is as it was."""
    made = book()
    one = page(made)
    one.line(0, [bad.text, bad.text], "text")
    one.across(1, bad.text, "said")
    one.band(2, bad.text)
    found = sheet(made)
    cells = [found.cell(1, 1), found.cell(1, 2), found.cell(2, 1), found.cell(3, 1)]
    assert [str(cell.value).replace("\n", "⏎") for cell in cells] == [bad.shown] * 4
    assert [cell.data_type for cell in cells] == ["s"] * 4


def test_codes_of_characters_in_a_text_are_text() -> None:
    """Excel would read _x0041_ as A."""
    made = book()
    page(made).put(0, 0, "_x0041_", "text")
    content = ZipFile(io.BytesIO(made.done())).read("xl/sharedStrings.xml").decode()
    assert "_x005F_x0041_" in content


def test_a_text_too_long_for_a_cell_goes_on_elsewhere() -> None:
    """The cell says where; the sheet there says whose it is; put together it is whole."""
    made = book()
    text = "长" * 70_000
    page(made).put(0, 0, text, "text", "3.4.7", "进展情况")
    found = read(made)
    cell = str(found["表"]["A1"].value)
    first, _, note = cell.partition("…")
    rows = list(found["长文续"].iter_rows(values_only=True))
    assert note == "（全文 70000 字，余下见“长文续”表第 2 行起）"
    assert rows[0] == ("编号", "栏目", "段", "内容")
    assert [row[:3] for row in rows[1:]] == [("3.4.7", "进展情况", "1/2"), ("3.4.7", "进展情况", "2/2")]
    assert first + "".join(str(row[3]) for row in rows[1:]) == text
    assert max(len(cell), *(len(str(row[3])) for row in rows)) <= LONGEST


def test_pages_print_on_a4_one_wide_with_numbers() -> None:
    """On its side, with the page and their number below."""
    made = book()
    page(made)
    found = sheet(made)
    assert (found.page_setup.orientation, found.page_setup.paperSize) == ("landscape", 9)
    assert (found.page_setup.fitToWidth, found.page_setup.fitToHeight) == (None, 0)
    assert found.sheet_properties.pageSetUpPr is not None
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert found.oddFooter is not None
    footer = found.oddFooter.center
    assert footer is not None
    assert footer.text == "第 &P 页 共 &N 页"
    assert found.column_dimensions["A"].width == pytest.approx(10.7, abs=0.1)


def test_a_list_keeps_its_head_filters_and_repeats() -> None:
    """Head and first columns stay in sight; the head is printed on every page."""
    made = book()
    one = page(made)
    one.as_list(head=2, last=9, still=2)
    found = sheet(made)
    assert found.freeze_panes == "C4"
    assert found.auto_filter.ref == "A3:C10"
    assert found.print_title_rows == "$3:$3"
    assert found.print_area == "'表'!$A$1:$C$10"


def test_words_are_coloured_by_a_rule() -> None:
    """So a word that is changed by hand has its own colour; without rows there is no rule."""
    made = book()
    one = page(made)
    one.colour(1, 3, 9, {"红": "#FF0000", "绿": "#00FF00"})
    one.colour(2, 3, 2, {"红": "#FF0000"})
    rules = [(str(item.sqref), [rule.formula for rule in item.rules])
             for item in sheet(made).conditional_formatting]  # fmt: skip
    assert rules == [("B4:B10", [['"红"'], ['"绿"']])]


def test_a_heading_over_rows_is_not_merged() -> None:
    """Merged cells could not be sorted; what goes over all columns of words is merged."""
    made = book()
    one = page(made)
    one.band(0, "1 甲\n乙")
    assert one.across(1, "题", "title") == 2
    assert [str(item) for item in sheet(made).merged_cells.ranges] == ["A2:C2"]


def test_rows_are_as_high_as_their_texts() -> None:
    """In a column of ten characters four and a half Chinese ones stand side by side."""
    made = book()
    one = page(made)
    one.line(0, ["法" * 9, "法"], "text")
    one.line(1, ["法"], "text")
    found = sheet(made)
    assert [found.row_dimensions[row].height for row in (1, 2)] == [43.5, 18]


def test_bars_are_drawn_from_the_cells_of_another_page() -> None:
    """A native chart: its names and numbers are references, its own page fits on one."""
    made = book()
    source = page(made)
    for row, number in enumerate((3, 4)):
        source.line(row, ["甲"], "text")
        source.put(row, 1, number, "number")
    charts = made.page("图表", ())
    charts.alone()
    charts.bars(0, "图", source, range(0, 2), [Series("已办结", 1, "#2E75B6")], 4)
    data = made.done()
    drawn = ZipFile(io.BytesIO(data)).read("xl/charts/chart1.xml").decode()
    assert "<c:f>表!$A$1:$A$2</c:f>" in drawn or "<c:f>'表'!$A$1:$A$2</c:f>" in drawn
    assert "$B$1:$B$2" in drawn
    found = openpyxl.load_workbook(io.BytesIO(data))["图表"]
    assert (found.page_setup.fitToWidth, found.page_setup.fitToHeight) == (None, None)


def test_the_same_calls_give_the_same_bytes() -> None:
    """The day is the only date in it."""
    first, second = book(), book()
    for made in (first, second):
        page(made).line(0, ["甲", "=乙"], "text")
    data = first.done()
    assert data == second.done()
    found = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert (str(found.created), found.title) == ("2022-10-15 00:00:00", "题")
