"""The workbook that a unit fills in, as another library reads it."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from fazhi_cli.export.sheets import workbook
from fazhi_cli.outgoing import outgoing
from fazhi_cli.query import EVERYTHING, select
from tests.conftest import load_text, one_measure
from tests.hostile import HOSTILE, Hostile
from tests.workbooks import DAY, REGISTER, sent

OPEN, SHUT = "FFFFFBE6", "FFE7E6E6"


def book(data: bytes | None = None) -> openpyxl.Workbook:
    """Return a workbook, read back."""
    return openpyxl.load_workbook(io.BytesIO(data or sent()))


def page(data: bytes | None = None) -> Worksheet:
    """Return the sheet that is filled in."""
    found = book(data)["填报"]
    assert isinstance(found, Worksheet)
    return found


def made(text: str) -> bytes:
    """Return the workbook of the only unit of a register."""
    loaded = load_text(text)
    rows = select(loaded.register, DAY).rows
    (one,) = outgoing(loaded.register, rows, EVERYTHING, DAY, loaded.source.digest)
    return workbook(one)


def test_what_stands_on_top() -> None:
    """Whose sheet it is, and what to do with it, in plain words."""
    assert [row[0].value for row in page().iter_rows(max_row=7, max_col=1)] == [
        "台账进展填报表",
        "填报单位：区司法局　　下发日期：2022年10月15日　　共 3 条",
        "1. 只填黄色的格子；灰色的格子已经锁定，不用填，也不要改。状态、进度没有变化的不用动。",
        "2. 进展情况、存在问题、下一步只写上次以后的新情况，没有就空着；佐证材料写文件名、文号或网址，"
        "几件的每件一行或用分号隔开。",
        "3. 做完的，状态选“待审核（申请销号）”，附佐证材料；由区委依法治区办审核后销号。",
        "4. 表里没有的事项请另行告知，不要自己加编号。",
        "5. 填好后仍存为 .xlsx（不要存成 .xls、.et、.csv），文件名不改，发回区委依法治区办"
        "（联系人：王五，电话：61234567）。",
    ]


def test_rows_and_columns() -> None:
    """Keys that nobody sees, headings, and a row for each measure."""
    own = page()
    rows = [[cell.value for cell in row] for row in own.iter_rows(min_row=8)]
    assert rows == [
        [
            *("id", "title", "due", "last", "status", "progress", "note", "problem", "next", "evidence"),
            *("part", "whole", "by", "date"),
        ],
        [
            *("编号", "具体措施", "完成时限", "上次进展", "状态", "进度", "进展情况", "存在问题", "下一步"),
            *("佐证材料", "分子：行政机关负责人出庭应诉数", "分母：出庭应诉案件数", "填报人", "填报日期"),
        ],
        ["3.4.7", "推行“3+N”调解", "2022-09-30", "2022-06-30 建成九处", "进行中", 0.4, *[None] * 8],
        ["3.4.8", "负责人出庭应诉", "2022-12-31", None, "未启动", 0, *[None] * 8],
        ["3.4.9", "=1+1 <b>普法</b>", "长期", None, "待审核（申请销号）", 0.9, *[None] * 8],
    ]
    assert own["B12"].data_type == "s"
    assert own.row_dimensions[8].hidden


def test_locked_and_open_cells() -> None:
    """Protected without a password; open cells are yellow, the others grey; counts for rates alone."""
    own = page()
    assert own.protection.sheet
    assert not own.protection.password
    for row, counts in ((10, False), (11, True), (12, False)):
        for cell in own[row]:
            is_open = (cell.column or 0) > 4 and (counts or cell.column not in (11, 12))
            assert cell.protection.locked is not is_open, cell.coordinate
            assert cell.fill.fgColor.rgb == (OPEN if is_open else SHUT), cell.coordinate
    assert {own[f"{column}10"].number_format for column in "GHIJM"} == {"@"}
    assert (own["F10"].number_format, own["N10"].number_format) == ("0%", "yyyy-mm-dd")


def test_limits() -> None:
    """A list of statuses, shares, whole numbers, days; refusals in Chinese."""
    rules = {
        str(rule.sqref): (rule.type, rule.formula1, rule.formula2, rule.promptTitle, rule.error)
        for rule in page().data_validations.dataValidation
    }
    asked = "请从下拉框里选：未启动、进行中、待审核（申请销号）。"
    assert rules == {
        "E10:E12": ("list", '"未启动,进行中,待审核（申请销号）"', None, "状态", asked),
        "F10:F12": ("decimal", "0", "1", "进度", "进度要填 0% 到 100%，例如 60%。"),
        "K11": ("whole", "0", "999999999", "指标", "要填整数，没有的填 0。"),
        "L11": ("whole", "0", "999999999", "指标", "要填整数，没有的填 0。"),
        "N10:N12": ("date", "36526", "73050", "填报日期", "要填日期，例如 2022-09-30。"),
    }


def test_ready_to_print() -> None:
    """A4 on its side, one page wide, the headings on every page, pages counted."""
    own = page()
    assert (own.page_setup.orientation, own.page_setup.paperSize) == ("landscape", 9)
    assert own.sheet_properties.pageSetUpPr and own.sheet_properties.pageSetUpPr.fitToPage
    assert int(own.page_setup.fitToHeight or 0) == 0
    assert own.print_title_rows == "$9:$9"
    assert own.print_area == "'填报'!$A$1:$N$12"
    footer = own.oddFooter
    assert footer and footer.center and footer.center.text == "第 &P 页 共 &N 页"
    assert own.freeze_panes == "C10"
    assert own.auto_filter.ref == "A9:N12"


def test_what_is_kept() -> None:
    """A hidden sheet says what was sent, as text."""
    own = book()["_fazhi"]
    assert own.sheet_state == "veryHidden"
    rows = [[cell.value for cell in row if cell.value is not None] for row in own.iter_rows()]
    digest = rows[3].pop()
    assert rows == [
        ["fazhi-sheet", "1"],
        ["register", "台账"],
        ["file", "t.yaml"],
        ["digest"],
        ["sent", "2022-10-15"],
        ["unit", "区司法局"],
        [],
        ["id", "status", "progress", "title", "lead", "due"],
        ["3.4.7", "doing", "40", "推行“3+N”调解", "区司法局", "2022-09-30"],
        ["3.4.8", "todo", "0", "负责人出庭应诉", "区司法局", "2022-12-31"],
        ["3.4.9", "review", "90", "=1+1 <b>普法</b>", "区司法局", "长期"],
    ]
    assert digest == load_text(REGISTER).source.digest


def test_the_same_bytes() -> None:
    """Twice the same register, twice the same workbook."""
    assert sent() == sent()


def test_without_office_lead_and_indicator() -> None:
    """Nothing is made up: no counts, no contact, no unit; what is assumed is explained."""
    own = page(made(one_measure("due: 年底前\nassumed: [due]")))
    heads = [row[0].value for row in own.iter_rows(max_row=7, max_col=1)]
    assert heads[1] == "填报单位：（待明确）　　下发日期：2022年10月15日　　共 1 条"
    assert heads[5] == (
        "4. 表里没有的事项请另行告知，不要自己加编号。时限后面的“（拟）”表示原文没有、由建账人推定。"
    )
    assert str(heads[6]).endswith("文件名不改，发回主办单位。")
    assert own.max_column == 12
    assert own["C10"].value == "2022-12-31（拟）"
    assert [cell.value for cell in book(made(one_measure("")))["_fazhi"][6]][:2] == ["unit", None]


def test_two_indicators_have_headings_in_common() -> None:
    """What each counts is said beside its cells."""
    lines = "kind: indicator\nindicator: {{name: {}率, of: 案件}}"
    other = one_measure(lines.format("乙"), "").replace("1.1.1", "1.1.2")
    own = page(made(one_measure(lines.format("甲")) + other))
    assert (own["K9"].value, own["L9"].value) == ("分子", "分母")
    prompts = {str(rule.sqref): rule.prompt for rule in own.data_validations.dataValidation}
    assert prompts["K10"] == "填甲数，整数。"
    assert prompts["L11"] == "填案件数，整数。"


def test_a_long_note_is_shortened() -> None:
    """The register has the rest."""
    own = page(made(one_measure(f"log: [{{date: 2022-06-30, note: {'长' * 900}}}]")))
    assert own["D10"].value == f"2022-06-30 {'长' * 199}…"


@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: bad.about)
def test_hostile_notes_stay_text(bad: Hostile) -> None:
    """Whatever was said last, its cell is a text that shows it."""
    loaded = load_text(one_measure("log: [{date: 2022-06-30, note: TEXT}]"))
    (row,) = select(loaded.register, DAY).rows
    row = row._replace(log=(row.log[0]._replace(note=bad.text),))
    (one,) = outgoing(loaded.register, [row], EVERYTHING, DAY, loaded.source.digest)
    cell = page(workbook(one))["D10"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("2022-06-30 ")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_printed(tmp_path: Path) -> None:
    """A real program prints it on one page."""
    path = tmp_path / "区司法局.xlsx"
    path.write_bytes(sent())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = ("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path))
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    assert len(re.findall(rb"/Type\s*/Page\b", path.with_suffix(".pdf").read_bytes())) == 1
