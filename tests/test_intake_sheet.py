"""Sheets that units sent back, untidy in every way: what is answered, where it stands, what is odd."""

import io
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from fazhi_cli.intake import sheet, workbook
from fazhi_cli.problems import Refused
from fazhi_cli.returned import Returned
from tests.workbooks import DAY, edited, formats, raw, sent, text

FILE = "区司法局.xlsx"


def read(data: bytes) -> Returned:
    """Return what a workbook answers."""
    return sheet.returned(workbook.book(data, FILE))


def cells(found: Returned) -> dict[str, tuple[str, str]]:
    """Return every cell that says something: its text and place."""
    return {
        f"{answer.id} {field}": (cell.text, cell.ref.removeprefix(f"{FILE}!"))
        for answer in found.answers
        for field, cell in answer.cells.items()
        if cell.text
    }


@cache
def untouched() -> dict[str, tuple[str, str]]:
    """Return the cells of the sheet as it was sent."""
    return cells(read(sent()))


def changed(found: Returned) -> dict[str, tuple[str, str]]:
    """Return the cells whose text is another than the one sent, or that were empty."""
    before = untouched()
    return {key: cell for key, cell in cells(found).items() if before.get(key, ("",))[0] != cell[0]}


def oddities(found: Returned) -> list[str]:
    """Return problems with their places, then remarks."""
    return [f"{item.ref.removeprefix(f'{FILE}!')} {item.message}" for item in found.problems] + [
        *found.remarks
    ]


def test_a_sheet_as_it_was_sent() -> None:
    """Everything that it keeps comes back, and every cell with its place."""
    found = read(sent())
    assert found._replace(answers=(), values={}) == Returned(FILE, "区司法局", DAY, {}, ())
    assert found.values == {
        "3.4.7": {
            **{"status": "doing", "progress": "40", "title": "推行“3+N”调解", "lead": "区司法局"},
            "due": "2022-09-30",
        },
        "3.4.8": {
            **{"status": "todo", "progress": "0", "title": "负责人出庭应诉", "lead": "区司法局"},
            "due": "2022-12-31",
        },
        "3.4.9": {
            **{"status": "review", "progress": "90", "title": "=1+1 <b>普法</b>", "lead": "区司法局"},
            "due": "长期",
        },
    }
    assert untouched() == {
        "3.4.7 title": ("推行“3+N”调解", "B10"),
        "3.4.7 due": ("2022-09-30", "C10"),
        "3.4.7 status": ("进行中", "E10"),
        "3.4.7 progress": ("40%", "F10"),
        "3.4.8 title": ("负责人出庭应诉", "B11"),
        "3.4.8 due": ("2022-12-31", "C11"),
        "3.4.8 status": ("未启动", "E11"),
        "3.4.8 progress": ("0%", "F11"),
        "3.4.9 title": ("=1+1 <b>普法</b>", "B12"),
        "3.4.9 due": ("长期", "C12"),
        "3.4.9 status": ("待审核（申请销号）", "E12"),
        "3.4.9 progress": ("90%", "F12"),
    }
    assert [answer.ref for answer in found.answers] == [f"{FILE}!A{row}" for row in (10, 11, 12)]


def put(**values: Any) -> Callable[[Worksheet], None]:
    """Return an edit that types values into cells."""

    def change(own: Any) -> None:
        for ref, value in values.items():
            own[ref] = value

    return change


def formatted(ref: str, value: Any, code: str) -> Callable[[Worksheet], None]:
    """Return an edit that types a value and gives its cell a format."""

    def change(own: Any) -> None:
        own[ref] = value
        own[ref].number_format = code

    return change


def several(*edits: Callable[[Worksheet], object]) -> Callable[[Worksheet], None]:
    """Return edits made one after the other."""

    def change(own: Any) -> None:
        for each in edits:
            each(own)

    return change


def drop(name: str) -> Callable[[Any], object]:
    """Return an edit that deletes another sheet."""
    return lambda own: own.parent.remove(own.parent[name])


def _swap(own: Worksheet) -> None:
    upper = [cell.value for cell in own[10]]
    for column, (value, cell) in enumerate(zip(upper, own[12], strict=True), 1):
        own.cell(10, column).value, own.cell(12, column).value = cell.value, value
    own["B10"].data_type = "s"


def _filtered(own: Worksheet) -> None:
    own.row_dimensions[10].hidden = own.row_dimensions[11].hidden = True
    own["G10"] = "一"


def _other_sheets(own: Any) -> None:
    first = own.parent.create_sheet("我的账", 0)
    for row in (("编号", "状态", "进展情况"), ("3.4.7", "已办结", "不该读")):
        first.append(row)
    own["G10"] = "一"


def _hidden_copy(own: Any) -> None:
    own.parent.copy_worksheet(own).sheet_state = "hidden"


def _second_copy(own: Any) -> None:
    own.parent.copy_worksheet(own).title = "副本"
    own.parent["副本"]["G10"] = "二"


def _same_key_twice(own: Worksheet) -> None:
    own["O8"], own["O9"], own["O10"], own["G10"] = "note", "进展情况", "二", "一"


def _merge_ids(own: Worksheet) -> None:
    own.insert_rows(11)
    own.merge_cells("A10:A11")
    own["G10"], own["G11"] = "一", "二"


def _merge_rows(own: Worksheet) -> None:
    own.insert_rows(11)
    for column in "ABCDEFGHIJKLMN":
        own.merge_cells(f"{column}10:{column}11")
    own["G10"] = "一"


def _since_1904(own: Any) -> None:
    own.parent.epoch = CALENDAR_MAC_1904
    own["N10"], own["N11"] = date(2022, 9, 30), 43372
    own["N11"].number_format = "General"


REORDERED = {
    "3.4.7 note": ("一", "G12"),
}
LOST = "没有下发时的记录（隐藏的表不在了），按台账现在的值比较"
EDITS: Mapping[str, tuple[Callable[[Worksheet], object], dict[str, tuple[str, str]], list[str]]] = {
    "free text": (
        put(G10="已办，；：（１２）件\n二、 “好” ", H10="=无", J10="a.pdf；b.pdf"),
        {
            "3.4.7 note": ("已办，；：（１２）件\n二、 “好” ", "G10"),
            "3.4.7 evidence": ("a.pdf；b.pdf", "J10"),
        },
        ["H10 公式没有算出结果，没有采用"],
    ),
    "date as text": (put(N10="2022年9月30日"), {"3.4.7 date": ("2022年9月30日", "N10")}, []),
    "date as date": (put(N10=date(2022, 9, 30)), {"3.4.7 date": ("2022-09-30", "N10")}, []),
    "date with a time": (put(N10=datetime(2022, 9, 30, 14, 30)), {"3.4.7 date": ("2022-09-30", "N10")}, []),
    "date as a bare number": (formatted("N10", 44834, "General"), {"3.4.7 date": ("2022-09-30", "N10")}, []),
    "first bare number": (formatted("N10", 36526, "0"), {"3.4.7 date": ("2000-01-01", "N10")}, []),
    "last bare number": (formatted("N10", 73050, "0"), {"3.4.7 date": ("2099-12-31", "N10")}, []),
    "number that is no day": (formatted("N10", 73051, "0"), {"3.4.7 date": ("73051", "N10")}, []),
    "number with a fraction": (formatted("N10", 44834.5, "0.0"), {"3.4.7 date": ("44834.5", "N10")}, []),
    "eight digits": (formatted("N10", 20220930, "0"), {"3.4.7 date": ("20220930", "N10")}, []),
    "date in Chinese": (
        formatted("N10", 44834, '[DBNum1][$-804]yyyy"年"m"月"d"日"'),
        {"3.4.7 date": ("2022-09-30", "N10")},
        [],
    ),
    "number in free text": (formatted("G10", 44834, "General"), {"3.4.7 note": ("44834", "G10")}, []),
    "dates since 1904": (
        _since_1904,
        {"3.4.7 date": ("2022-09-30", "N10"), "3.4.8 date": ("2022-09-30", "N11")},
        [],
    ),
    "share": (put(F10=0.5), {"3.4.7 progress": ("50%", "F10")}, []),
    "share with noise": (put(F10=0.35), {"3.4.7 progress": ("35%", "F10")}, []),
    "whole share": (put(F10=1), {"3.4.7 progress": ("100%", "F10")}, []),
    "half, no share": (formatted("F10", 0.5, "General"), {"3.4.7 progress": ("0.5", "F10")}, []),
    "bare one": (formatted("F10", 1, "General"), {"3.4.7 progress": ("1", "F10")}, []),
    "bare number": (formatted("F10", 60, "General"), {"3.4.7 progress": ("60", "F10")}, []),
    "full-width share": (put(F10="５０％"), {"3.4.7 progress": ("５０％", "F10")}, []),
    "status in English": (put(E10="review"), {"3.4.7 status": ("review", "E10")}, []),
    "status with spaces": (put(E10=" 待审核 "), {"3.4.7 status": (" 待审核 ", "E10")}, []),
    "emptied": (put(E10=None, F10=None), {}, []),
    "column put in": (
        several(lambda own: own.insert_cols(1, 2), put(I10="一")),
        {"3.4.7 note": ("一", "I10")},
        [],
    ),
    "column deleted": (
        several(lambda own: own.delete_cols(8), put(G10="一", H10="二")),
        {
            "3.4.7 note": ("一", "G10"),
            "3.4.7 next": ("二", "H10"),
        },
        [],
    ),
    "rows put in above": (
        several(lambda own: own.insert_rows(1, 70), put(G80="一")),
        {"3.4.7 note": ("一", "G80")},
        [],
    ),
    "row put in between": (
        several(lambda own: own.insert_rows(11), put(G12="一")),
        {"3.4.8 note": ("一", "G12")},
        [],
    ),
    "row deleted": (lambda own: own.delete_rows(11), {}, []),
    "in another order": (several(put(G10="一"), _swap), REORDERED, []),
    "new row": (
        put(B13="新的事", G13="新", A14="新增", G14="又一件"),
        {},
        ["G13 这一行没有编号，没有采用", "G14 “新增”不是编号，没有采用"],
    ),
    "signatures below": (put(A14="填表人：张三", N14="日期：", A15="注：有附件 3 份"), {}, []),
    "merged down": (
        several(put(G10="一并推进"), lambda own: own.merge_cells("G10:G12")),
        {f"3.4.{n} note": ("一并推进", "G10") for n in (7, 8, 9)},
        [],
    ),
    "merged across": (
        several(put(H11="无"), lambda own: own.merge_cells("H11:I11")),
        {"3.4.8 problem": ("无", "H11"), "3.4.8 next": ("无", "H11")},
        [],
    ),
    "ids merged": (_merge_ids, {"3.4.7 note": ("一", "G10")}, ["G11 这一行的编号与上面合并在一起，没有采用"]),
    "whole rows merged": (_merge_rows, {"3.4.7 note": ("一", "G10")}, []),
    "filtered": (_filtered, {"3.4.7 note": ("一", "G10")}, ["有 2 行是隐藏的（可能是筛选），也读了"]),
    "columns twice": (
        _same_key_twice,
        {"3.4.7 note": ("一", "G10")},
        ["有两列“进展情况”，只读了前一列"],
    ),
    "keys deleted": (
        several(lambda own: own.delete_rows(8), put(G9="一", K10=17, L10=20, M9="李四")),
        {
            "3.4.7 note": ("一", "G9"),
            "3.4.7 by": ("李四", "M9"),
            "3.4.8 part": ("17", "K10"),
            "3.4.8 whole": ("20", "L10"),
        },
        [],
    ),
    "keys in capitals": (put(A8="ID", G8=" Note ", G10="一"), {"3.4.7 note": ("一", "G10")}, []),
    "record lost": (several(drop("_fazhi"), put(G10="一")), {"3.4.7 note": ("一", "G10")}, [LOST]),
    "sheet renamed": (
        several(lambda own: setattr(own, "title", "十月"), put(G10="一")),
        {"3.4.7 note": ("一", "G10")},
        [],
    ),
    "sheets of their own": (_other_sheets, {"3.4.7 note": ("一", "G10")}, []),
    "hidden copy": (_hidden_copy, {}, ["隐藏的表“填报 Copy”没有读"]),
    "rich text": (
        put(G10=CellRichText("已", TextBlock(InlineFont(b=True), "办结"))),
        {"3.4.7 note": ("已办结", "G10")},
        [],
    ),
    "boolean": (put(G10=True), {"3.4.7 note": ("TRUE", "G10")}, []),
    "errors": (
        put(F10="#DIV/0!", G10="=F10&1"),
        {},
        ["F10 公式出错（#DIV/0!），没有采用", "G10 公式没有算出结果，没有采用"],
    ),
    "line ends and controls": (
        put(G10="一_x000D_\n二_x000B_三_x0007_四"),
        {"3.4.7 note": ("一\n二\n三四", "G10")},
        ["去掉了看不见的控制字符：G10"],
    ),
    "id in full width": (put(A10="３．４．７"), {}, []),
    "id of another": (put(A10="3.4.8"), {}, []),
}


@pytest.mark.parametrize("what", EDITS)
def test_untidy(what: str) -> None:
    """Exactly what was typed is answered, with its place; what cannot be taken is said."""
    change, answered, odd = EDITS[what]
    found = read(edited(change))
    if not what.startswith("id "):
        assert changed(found) == answered
    assert oddities(found) == odd


def test_what_is_gone_is_not_there() -> None:
    """A column that was deleted has no cells, an empty one empty cells; a row that was deleted no answer."""
    found = read(edited(several(lambda own: own.delete_cols(8), lambda own: own.delete_rows(11))))
    assert [answer.id for answer in found.answers] == ["3.4.7", "3.4.9"]
    first = found.answers[0].cells
    assert "problem" not in first
    assert (first["note"].text, first["note"].ref) == ("", f"{FILE}!G10")


def test_ids_stay_as_they_were_typed() -> None:
    """Twice the same, in full width, or one that nobody knows: it is for others to judge."""
    found = read(edited(put(A10="３．４．７", A11="3.4.9", A13="9.9.9", G13="一")))
    assert [answer.id for answer in found.answers] == ["３．４．７", "3.4.9", "3.4.9", "9.9.9"]


def test_two_copies_are_told_apart() -> None:
    """Both are read, their places name the sheet."""
    found = read(edited(_second_copy))
    notes = [cell.ref for answer in found.answers if (cell := answer.cells["note"]).text]
    assert notes == [f"{FILE}!副本!G10"]
    assert len(found.answers) == 6


def test_a_sheet_of_ones_own() -> None:
    """Without keys and record, by headings alone."""
    book = openpyxl.Workbook()
    own = book.active
    assert isinstance(own, Worksheet)
    for row in (
        ("某局十月进展",),
        ("序号", "编 号", "办理情况", "完成率", "下步打算", "填表人"),
        (1, "3.4.7", "一", 0.6, "二", "李四"),
    ):
        own.append(row)
    own["D3"].number_format = "0%"
    out = io.BytesIO()
    book.save(out)
    found = read(out.getvalue())
    assert cells(found) == {
        "3.4.7 note": ("一", "C3"),
        "3.4.7 progress": ("60%", "D3"),
        "3.4.7 next": ("二", "E3"),
        "3.4.7 by": ("李四", "F3"),
    }
    assert (found.unit, found.sent, found.values) == (None, None, {})
    assert found.remarks == (LOST,)


def headed(**keys: str) -> str:
    """Return the cells of a first row of keys."""
    return "".join(text(f"{column}1", key) for column, key in keys.items())


@pytest.mark.parametrize("number", [*range(27, 32), 36, *range(50, 55), 57, 58, 14])
def test_dates_in_formats_of_chinese_programs(number: int) -> None:
    """They are known by number only."""
    heads = headed(A="id", B="note", C="by", D="date")
    rows = f'<row r="1">{heads}</row><row r="2">{text("A2", "3.4.7")}<c r="D2" s="1"><v>44834</v></c></row>'
    found = read(raw(rows, styles=formats(str(number))))
    assert cells(found) == {"3.4.7 date": ("2022-09-30", "D2")}


def test_a_text_that_no_cell_can_hold() -> None:
    """It is refused by its cell, the rest is taken."""
    heads = headed(A="id", B="note", C="next")
    long = "".join(chr(0x4E00 + number % 20_000) for number in range(32_768))
    rows = (
        f'<row r="1">{heads}</row><row r="2">{text("A2", "3.4.7")}{text("B2", long)}{text("C2", "二")}</row>'
    )
    found = read(raw(rows))
    assert cells(found) == {"3.4.7 next": ("二", "C2")}
    assert oddities(found) == ["B2 有 32768 字，没有采用", LOST]


@pytest.mark.parametrize("data", [raw(), raw(f'<row r="1">{text("A1", "编号")}</row>')])
def test_no_table(data: bytes) -> None:
    """A workbook in which nothing is answered is refused whole."""
    with pytest.raises(Refused) as caught:
        read(data)
    assert caught.value.message == f"{FILE} 里没有填报表"


def test_a_record_that_was_tampered_with() -> None:
    """Another version, no head, no date: nothing of it is believed that is not as it was written."""

    def change(own: Any) -> None:
        kept = own.parent["_fazhi"]
        kept["B5"], kept["A8"] = "明天", "no"

    found = read(edited(change))
    assert (found.unit, found.sent, found.values) == ("区司法局", None, {})

    def newer(own: Any) -> None:
        own.parent["_fazhi"]["B1"] = "2"

    found = read(edited(newer))
    assert (found.unit, found.values) == (None, {})
    assert found.remarks == ("下发时的记录是别的版本，没有用它，按台账现在的值比较",)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_through_libreoffice(tmp_path: Path) -> None:
    """Saved by a real spreadsheet program, the sheet says the same; what was typed is there."""
    path, out = tmp_path / FILE, tmp_path / "out"
    path.write_bytes(
        edited(put(G10="已办，；：５０％\n二", F10=0.6, N10=date(2022, 9, 30), E10="待审核（申请销号）"))
    )
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = ("soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path))
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    found, before = read((out / FILE).read_bytes()), read(sent())
    assert changed(found) == {
        "3.4.7 note": ("已办，；：５０％\n二", "G10"),
        "3.4.7 progress": ("60%", "F10"),
        "3.4.7 date": ("2022-09-30", "N10"),
        "3.4.7 status": ("待审核（申请销号）", "E10"),
    }
    assert (found.unit, found.sent) == (before.unit, before.sent)
    assert found.values == before.values
    assert oddities(found) == []
