import io

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from fazhi_cli.intake import ledger as intake
from fazhi_cli.intake.ledger import Ledger
from fazhi_cli.intake.workbook import book
from fazhi_cli.problems import Refused
from tests.ledgers import ledger_file


def read(data: bytes) -> Ledger:
    """Return the ledger in a workbook called 甲.xlsx."""
    return intake.ledger(book(data, "甲.xlsx"))


def test_rows_by_what_their_columns_mean() -> None:
    """With their places; a date is written as one, an empty cell is not there."""
    found = read(
        ledger_file((1, "学习", "制定方案", "区司法局", None, "6月底前", "已完成", 1, "办了", "会议"))
    )
    assert (found.title, found.left, found.remarks, found.problems) == (
        "某区2022年法治督察整改台账",
        (),
        (),
        (),
    )
    (row,) = found.rows
    assert (row.ref, row.section, row.subtask) == ("甲.xlsx!A3", None, "学习")
    assert row.cells == {
        "serial": "1", "subtask_title": "学习", "title": "制定方案", "lead": "区司法局", "due": "6月底前",
        "status": "已完成", "progress": "1", "note": "办了", "source": "会议",
    }  # fmt: skip


def test_headings_of_those_below() -> None:
    """一、 opens a section, （一） a subtask; both lose their numbers, merged or in the first cell alone."""

    def merged(sheet: Worksheet) -> None:
        sheet.merge_cells("A3:J3")

    found = read(
        ledger_file(
            ("一、 强化思想引领",),
            ("（一）学习",),
            (1, None, "甲"),
            ("（二）宣传",),
            (2, None, "乙"),
            ("二、完善机制",),
            (3, None, "丙"),
            change=merged,
        )
    )
    assert [(row.section, row.subtask, row.cells["title"]) for row in found.rows] == [
        ("强化思想引领", "学习", "甲"),
        ("强化思想引领", "宣传", "乙"),
        ("完善机制", None, "丙"),
    ]


def test_a_task_holds_for_the_rows_below_it() -> None:
    """Whether its cell is merged over them or they are left empty."""

    def merged(sheet: Worksheet) -> None:
        sheet.merge_cells("B3:B4")

    found = read(
        ledger_file((1, "学习", "甲"), (2, None, "乙"), (3, "宣传", "丙"), (4, None, "丁"), change=merged)
    )
    assert [row.subtask for row in found.rows] == ["学习", "学习", "宣传", "宣传"]


def test_a_measure_over_two_rows_is_one() -> None:
    """Its texts stand below each other, each once."""

    def merged(sheet: Worksheet) -> None:
        sheet.merge_cells("C3:C4")

    found = read(ledger_file((1, "学习", "甲", "区司法局"), (1, "学习", None, "区法院"), change=merged))
    (row,) = found.rows
    assert (row.cells["title"], row.cells["lead"], row.cells["serial"]) == ("甲", "区司法局\n区法院", "1")


def test_a_measure_over_three_rows_has_each_text_once() -> None:
    """Also one that is merged over the last two of them."""

    def merged(sheet: Worksheet) -> None:
        sheet.merge_cells("C3:C5")
        sheet.merge_cells("D4:D5")

    rows = ((1, "学习", "甲", "区司法局"), (1, "学习", None, "区法院"), (1, "学习"))
    (row,) = read(ledger_file(*rows, change=merged)).rows
    assert row.cells["lead"] == "区司法局\n区法院"


def test_headings_in_two_rows() -> None:
    """The upper one is told of where the lower one alone says nothing."""

    def merged(sheet: Worksheet) -> None:
        for column in "ABC":
            sheet.merge_cells(f"{column}2:{column}3")
        sheet.merge_cells("D2:E2")

    heads = ("序号", "具体措施", "完成时限", "单位", None)
    rows = ((None, None, None, "牵头", "配合"), (1, "甲", "年底前", "区司法局", "区法院"))
    (row,) = read(ledger_file(*rows, heads=heads, change=merged)).rows
    assert row.cells == {
        "serial": "1", "title": "甲", "due": "年底前", "lead": "区司法局", "support": "区法院"
    }  # fmt: skip


def test_rows_that_are_none_of_the_ledger() -> None:
    """Sums, signatures and repeated headings; a row that says nothing of what is to be done is told of."""
    again = (
        "序号",
        "重点任务",
        "具体措施",
        "责任单位",
        "配合单位",
        "完成时限",
        "办理状态",
        "进度",
        "进展情况",
        "任务来源",
    )
    found = read(
        ledger_file(
            (1, "学习", "甲"), again, (2, "学习", None, "区司法局"), ("合计", None, 1), ("填表人：张三",)
        )
    )
    assert [row.cells["title"] for row in found.rows] == ["甲"]
    assert found.left == (
        ("甲.xlsx!A5", "“2”一行没有写要办的事"),
        ("甲.xlsx!A6", "“合计”是表外的文字"),
        ("甲.xlsx!A7", "“填表人：张三”是表外的文字"),
    )


def test_every_sheet_with_a_ledger_is_read() -> None:
    """Each is a section; hidden ones and those without known headings are told of."""
    file = openpyxl.load_workbook(io.BytesIO(ledger_file((1, "学习", "甲"))))
    for name, heads in (
        ("第二批", ("具体措施", "牵头单位")),
        ("汇总", ("部分", "措施", "办结率")),
        ("旧", ("措施", "时限")),
    ):
        sheet = file.create_sheet(name)
        sheet.append(heads)
        sheet.append(("乙", "区法院", "50%"))
    file["旧"].sheet_state = "hidden"
    out = io.BytesIO()
    file.save(out)
    found = read(out.getvalue())
    assert [(row.ref, row.section) for row in found.rows] == [
        ("甲.xlsx!台账!A3", "台账"),
        ("甲.xlsx!第二批!A2", "第二批"),
    ]
    assert found.remarks == ("隐藏的表“旧”没有读", "表“汇总”里没有认得的表头，没有读")


def test_hidden_rows_are_read_and_told() -> None:
    """A filter hides, it does not delete."""

    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    assert read(ledger_file((1, "学习", "甲"), change=hide)).remarks == (
        "有 1 行是隐藏的（可能是筛选），也读了",
    )


def test_a_formula_without_a_result_is_a_problem() -> None:
    """With its cell; nothing is calculated."""
    found = read(ledger_file((1, "学习", "甲", "=D9")))
    assert [(item.ref, item.message) for item in found.problems] == [
        ("甲.xlsx!D3", "公式没有可用的结果，没有转入")
    ]
    assert "lead" not in found.rows[0].cells


@pytest.mark.parametrize("heads", [("姓名", "电话"), ("具体措施", "办结率"), ("牵头单位", "完成时限")])
def test_a_workbook_without_a_ledger_is_refused(heads: tuple[str, ...]) -> None:
    """It is said which headings are looked for."""
    with pytest.raises(Refused) as caught:
        read(ledger_file(("甲", "乙"), heads=heads, above=()))
    assert str(caught.value.message) == "甲.xlsx 里没有认得的台账"
    assert caught.value.hint == "表头要有“具体措施”或“工作任务”一栏，和“牵头单位”“完成时限”一类的栏"


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ((("附件2",), ("整改台账",)), "整改台账"),
        ((("填报单位：区司法局",), ("整改台账",)), "整改台账"),
        ((), None),
        ((("附件",),), None),
    ],
)
def test_the_title_above_the_table(above: tuple[tuple[str, ...], ...], title: str | None) -> None:
    """Neither the number of the annex nor who filled it in."""
    assert read(ledger_file((1, "学习", "甲"), above=above)).title == title
