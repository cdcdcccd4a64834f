"""The ledger and the report as workbooks, read back cell by cell."""

import io
from datetime import date

import openpyxl
import pytest

from fazhi_cli.columns import COLUMNS, chosen
from fazhi_cli.export import workbook
from fazhi_cli.query import EVERYTHING, Filter, Listing, select
from fazhi_cli.report import report
from fazhi_cli.span import week_of
from fazhi_cli.tally import tally
from tests.conftest import HEAD, load_text
from tests.hostile import HOSTILE, Hostile, listing_of

REGISTER = """\
version: 1
title: 台账
year: 2022
issued: 2022-03-15
rules: {default_due: 年底前}
sections:
  - id: "1"
    title: 甲
    subtasks:
      - id: "1.1"
        title: 子甲
        measures:
          - id: "1.1.1"
            title: 一
            lead: 区司法局
            support: [区法院, 区检察院]
            due: 9月底前
            status: doing
            progress: 40
            log:
              - {date: 2022-10-12, by: 李四, status: doing, progress: 40, note: "初稿\\n已成", problem: 缺人,
                 next: 定稿, evidence: [区法治办〔2022〕8号]}
          - {id: "1.1.2", title: "=1+1", due: X月底前}
  - id: "2"
    title: 乙
    subtasks:
      - id: "2.1"
        title: 子乙
        measures:
          - {id: "2.1.1", title: 三, lead: 区法院, status: done,
             log: [{date: 2022-10-11, status: done, evidence: [文]}]}
"""
DAY = date(2022, 10, 15)
HEADS = (
    *("序号", "编号", "重点任务", "具体措施", "牵头单位", "配合单位", "完成时限", "状态", "灯", "进度"),
    *("进展情况", "存在问题", "下一步", "佐证材料"),
)


def listing(chosen: Filter = EVERYTHING, **options: object) -> Listing:
    """Return the listing of the register."""
    return select(load_text(REGISTER).register, DAY, chosen, **options)  # type: ignore[arg-type]


def read(data: bytes) -> openpyxl.Workbook:
    """Return a workbook as another library reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(data: bytes, name: str) -> list[tuple[object, ...]]:
    """Return what the cells of a sheet hold."""
    return list(read(data)[name].iter_rows(values_only=True))


def test_the_ledger_cell_by_cell() -> None:
    """Title, day, heads, each section over its rows; progress is a number, a phrase stays a phrase."""
    found = rows(workbook.xlsx(listing(), None), "台账")
    blank = (None,) * 13
    assert found == [
        ("台账", *blank),
        ("截至2022年10月15日，共 3 条，列出 3 条。（拟）表示原文没有、由建账人推定。", *blank),
        HEADS,
        ("1 甲", *blank),
        (
            *(1, "1.1.1", "子甲", "一", "区司法局", "区法院、区检察院", "2022-09-30", "进行中", "红", 0.4),
            *("初稿\n已成", "缺人", "定稿", "区法治办〔2022〕8号"),
        ),
        (2, "1.1.2", "子甲", "=1+1", "待明确", None, "X月底前", "未启动", "灰", 0, None, None, None, None),
        ("2 乙", *blank),
        (
            *(3, "2.1.1", "子乙", "三", "区法院", None, "2022-12-31（拟）", "已办结", "销", 1),
            *(None, None, None, "文"),
        ),
    ]


def test_the_ledger_is_set_up_for_work_and_print() -> None:
    """Frozen, filtered, repeated head, A4 on its side, lights by rule, shares as such, nothing calculated."""
    found = read(workbook.xlsx(listing(), None))
    sheet = found["台账"]
    assert found.sheetnames == ["台账", "汇总", "图表"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C4", "A3:N8")
    assert (sheet.print_title_rows, sheet.print_area) == ("$3:$3", "'台账'!$A$1:$N$8")
    assert [str(item.sqref) for item in sheet.conditional_formatting] == ["I4:I8"]
    assert sheet["J5"].number_format == "0%"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}
    assert sheet["D6"].data_type == "s"
    widths = [round(sheet.column_dimensions[column].width, 1) for column in "AB"]
    assert widths == [6.0, 7.0]


def test_asked_columns_are_those() -> None:
    """In their order and under our headings; counted ones hold numbers."""
    data = workbook.xlsx(listing(), chosen(["id", "days_overdue", "progress", "due_kind"]))
    assert rows(data, "台账")[2:] == [
        ("编号", "逾期天数", "进度", "时限类型"),
        ("1 甲", None, None, None),
        ("1.1.1", 15, 0.4, "限期"),
        ("1.1.2", None, 0, "原文留空"),
        ("2 乙", None, None, None),
        ("2.1.1", None, 1, "限期"),
    ]


def test_groups_are_the_headings() -> None:
    """Of rows that were asked for in groups; an order across sections has none."""
    grouped = rows(workbook.xlsx(listing(group="status"), chosen(["id"])), "台账")
    assert [row[0] for row in grouped[2:]] == [
        *("编号", "未启动", "1.1.2", "进行中", "1.1.1", "已办结", "2.1.1"),
    ]
    mixed = rows(workbook.xlsx(listing(sort=["progress"]), chosen(["id"])), "台账")
    assert [row[0] for row in mixed[2:]] == ["编号", "1 甲", "1.1.2", "1.1.1", "2 乙", "2.1.1"]


def test_the_summary_counts_as_everything_else_does() -> None:
    """By section and by unit, rates with both their numbers, the whole last."""
    found = rows(workbook.xlsx(listing(), None), "汇总")
    heads = (
        *("措施", "未启动", "进行中", "待审核", "已办结", "暂缓", "取消", "逾期", "临期", "时限留空"),
        *("没有时限", "时限推定", "办结率", "按期办结率", "逾期率"),
    )
    assert found[2:] == [
        ("部分", *heads),
        ("1 甲", 2, 1, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, "0/2（0%）", "0÷（1－0）＝0%", "1/1（100%）"),
        ("2 乙", 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, "1/1（100%）", "1÷（1－0）＝100%", "0/1（0%）"),
        ("合计", 3, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, "1/3（33%）", "1÷（2－0）＝50%", "1/2（50%）"),
        (None,) * 16,
        ("牵头单位", *heads),
        ("区司法局", 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, "0/1（0%）", "0÷（1－0）＝0%", "1/1（100%）"),
        ("区法院", 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, "1/1（100%）", "1÷（1－0）＝100%", "0/1（0%）"),
        ("待明确", 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, "0/1（0%）", "无", "无"),
        ("合计", 3, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, "1/3（33%）", "1÷（2－0）＝50%", "1/2（50%）"),
    ]


def test_the_charts_have_the_lines_of_the_summary() -> None:
    """Two native charts on a page of their own: the names of the sections, then of the units."""
    charts = read(workbook.xlsx(listing(), None))["图表"]._charts  # type: ignore[attr-defined]
    assert [
        (chart.series[0].cat.strRef or chart.series[0].cat.numRef).f.replace("'", "") for chart in charts
    ] == ["汇总!$A$4:$A$5", "汇总!$A$9:$A$11"]
    assert [series.val.numRef.f.replace("'", "") for series in charts[0].series] == [
        f"汇总!${column}$4:${column}$5" for column in "FEDCG"
    ]


def test_nothing_found_is_a_ledger_without_rows() -> None:
    """No chart of nothing."""
    found = read(workbook.xlsx(listing()._replace(rows=()), None))
    assert found.sheetnames == ["台账", "汇总"]
    assert list(found["台账"].iter_rows(min_row=3, values_only=True)) == [HEADS]


@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: bad.about)
def test_hostile_texts_are_cells_of_plain_text(bad: Hostile) -> None:
    """In every column of text, in titles and headings; no formula, no link, twice the same bytes."""
    hostile = listing_of(bad.text)
    data = workbook.xlsx(hostile, None)
    assert data == workbook.xlsx(hostile, None)
    sheet = read(data)["台账"]
    cells = {head: cell for head, cell in zip(HEADS, sheet[5], strict=True)}
    for head in ("重点任务", "具体措施", "牵头单位", "配合单位", "进展情况", "存在问题", "佐证材料"):
        assert str(cells[head].value).replace("\n", "⏎") == bad.shown
        assert (cells[head].data_type, cells[head].hyperlink) == ("s", None)
    assert str(sheet["A4"].value).replace("\n", "⏎") == f"1 {bad.shown}"
    workbook.report(report(hostile.register, week_of(date(2022, 6, 1)), DAY))


def test_a_very_long_text_is_whole() -> None:
    """What a cell cannot hold goes on on a sheet of its own, under the id."""
    long = listing_of("长" * 40_000)
    found = read(workbook.xlsx(long, chosen(["id", "note"])))
    rest = [row for row in found["长文续"].iter_rows(min_row=2, values_only=True) if row[0]]
    first = str(found["台账"]["B5"].value).partition("…")[0]
    assert [row[:3] for row in rest] == [("1.1.1", "进展情况", "1/1")]
    assert first + str(rest[0][3]) == "长" * 40_000


def test_the_report_has_a_sheet_for_each_chapter() -> None:
    """The numbers first, the ledger last; chapters with nothing to say are not there."""
    told = report(load_text(REGISTER).register, week_of(DAY), DAY)
    data = workbook.report(told)
    assert data == workbook.report(told)
    assert read(data).sheetnames == [
        *("汇总", "图表", "本期进展", "新办结事项", "逾期和临期事项", "存在问题", "下一步打算"),
        *("台账",),
    ]
    assert rows(data, "台账") == rows(workbook.xlsx(listing(), None), "台账")


def test_the_numbers_of_the_report_with_those_before() -> None:
    """Each as it is, as it was, and how it moved; the same as in the tallies."""
    register = load_text(REGISTER).register
    told = report(register, week_of(DAY), DAY)
    found = rows(workbook.report(told), "汇总")
    at = next(place for place, row in enumerate(found) if row[0] == "项目")
    numbers = {str(row[0]): row[1:4] for row in found[at + 1 :] if row[0]}
    assert found[at][:4] == ("项目", "10月15日", "10月9日", "增减")
    assert numbers["措施"] == (3, 3, "持平")
    assert numbers["已办结"] == (1, 0, "增加 1")
    assert numbers["逾期"] == (told.now.overdue, told.before.overdue, "持平")
    assert numbers["按期办结率"] == (0.5, 0, None)
    assert told.now == tally(told.rows)


def test_tables_of_chapters_hold_their_numbers() -> None:
    """What a chapter lists stands in cells, percentages as shares."""
    told = report(load_text(REGISTER).register, week_of(DAY), DAY)
    found = rows(workbook.report(told), "逾期和临期事项")
    heads = [COLUMNS[name].term for name in ("id", "title", "lead", "due", "status", "progress", "overdue")]
    at = next(place for place, row in enumerate(found) if row[0] == "编号")
    assert list(found[at]) == heads
    assert found[at + 1] == ("1.1.1", "一", "区司法局", "2022-09-30", "进行中", 0.4, "15天")


def test_chapters_of_a_workbook_are_whole() -> None:
    """A sheet is filtered, not read from end to end: no row is left to the ledger."""
    lines = (f'          - {{id: "1.1.{at}", title: 甲, due: 9月底前}}\n' for at in range(1, 103))
    told = report(load_text(HEAD + "".join(lines)).register, week_of(DAY), DAY)
    found = rows(workbook.report(told), "逾期和临期事项")
    assert sum(str(row[0]).startswith("1.1.") for row in found) == 102


def test_a_quiet_week_and_an_empty_register() -> None:
    """Both make a workbook that opens."""
    quiet = report(load_text(REGISTER).register, week_of(date(2022, 8, 1)), DAY)
    assert "本期进展" in read(workbook.report(quiet)).sheetnames
    empty = load_text("version: 1\ntitle: 空\nsections: []\n").register
    assert read(workbook.report(report(empty, week_of(DAY), DAY))).sheetnames[0] == "汇总"
