"""What stands in each column, in words a clerk reads; assumed values are marked in all of them."""

from datetime import date

import pytest

from fazhi_cli import columns
from fazhi_cli.columns import ASSUMED, COLUMNS, SHEET, TABLE, TABLE_OVERDUE, chosen, due_text
from fazhi_cli.measure import Rules
from fazhi_cli.problems import Usage
from fazhi_cli.state import State, state
from tests.conftest import HEAD, measure

FULL = """\
detail: 详细
lead: 区司法局
support: [区法院, 区检察院]
owner: 张三
leader: 李主任
group: 执法协调小组
due: 9月底前
since: 2022-04-01
status: doing
progress: 40
source: [3.4.s4, 3.4.s5]
finding: 查出的毛病
tags: [改革, 普法]
related: [1.1.1]
lineage: "2021:1.1.1"
extensions: [{date: 2022-05-20, from: 6月底前, to: 9月底前}]
chases: [{date: 2022-10-01, to: 区司法局}]
log:
  - {date: 2022-06-30, note: 早先, problem: 缺人, next: 培训, evidence: [甲.pdf, 乙.pdf]}
  - {date: 2022-07-30, note: 后来, evidence: [乙.pdf]}
"""


def on(day: str, lines: str, head: str = HEAD, firm: bool = False) -> State:
    """Return how the measure with `lines` stands on `day`."""
    return state(measure(lines, head), date.fromisoformat(day), Rules(), firm)


@pytest.mark.parametrize(
    ("status", "told"), [("doing", "缺人"), ("review", "缺人"), ("done", ""), ("dropped", "")]
)
def test_what_is_finished_has_no_problem_and_no_next_step(status: str, told: str) -> None:
    """What an entry said of them before is in its log; what happened stays."""
    row = on(
        "2022-10-15", f"status: {status}\nlog: [{{date: 2022-06-30, note: 早先, problem: 缺人, next: 缺人}}]"
    )
    assert [COLUMNS[name].cell(row) for name in ("note", "problem", "next")] == ["早先", told, told]


def test_every_cell_of_a_full_measure() -> None:
    """Each column has exactly this heading and cell."""
    row = on("2022-10-15", FULL)
    assert {column.term: column.cell(row) for column in COLUMNS.values()} == {
        "编号": "1.1.1",
        "灯": "红",
        "部分": "1",
        "子任务": "1.1",
        "措施": "措施",
        "详细内容": "详细",
        "类型": "任务",
        "牵头单位": "区司法局",
        "责任单位": "区法院、区检察院",
        "责任人": "张三",
        "责任领导": "李主任",
        "协调小组": "执法协调小组",
        "完成时限": "2022-09-30",
        "时限原文": "9月底前",
        "时限日期": "2022-09-30",
        "时限类型": "限期",
        "原定时限": "2022-06-30",
        "起始日期": "2022-04-01",
        "状态": "进行中",
        "进度": "40%",
        "逾期": "15天",
        "逾期天数": "15",
        "剩余天数": "-15",
        "缺报期数": "",
        "滞后": "60",
        "报办结日期": "",
        "按期": "",
        "最近记录": "2022-07-30",
        "进展情况": "后来",
        "存在问题": "缺人",
        "下一步": "培训",
        "佐证材料": "甲.pdf；乙.pdf",
        "延期次数": "1",
        "退回次数": "0",
        "重启次数": "0",
        "催办次数": "1",
        "未答复催办": "1",
        "最近催办": "2022-10-01 区司法局",
        "回复期限": "",
        "出处": "3.4.s4、3.4.s5",
        "倒排": "",
        "倒排灯": "",
        "推定": "",
        "查出的问题": "查出的毛病",
        "标签": "改革、普法",
        "相关措施": "1.1.1",
        "沿革": "2021:1.1.1",
        "台账": "t.yaml",
    }


def test_every_cell_of_an_empty_measure() -> None:
    """What is not known is left empty; a missing lead is 待明确, a missing deadline 无."""
    row = on("2022-10-15", "kind: task", HEAD.replace("issued: 2022-03-15\n", ""))
    filled = {column.term: column.cell(row) for column in COLUMNS.values() if column.cell(row)}
    assert filled == {
        "编号": "1.1.1", "灯": "灰", "部分": "1", "子任务": "1.1", "措施": "措施", "类型": "任务",
        "牵头单位": "待明确", "完成时限": "无", "时限类型": "无时限", "状态": "未启动", "进度": "0%",
        "延期次数": "0", "退回次数": "0", "重启次数": "0", "催办次数": "0",
        "未答复催办": "0", "台账": "t.yaml",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        ("extensions: [{date: 2022-05-20, from: 每季度, to: 9月底前}]", ("每季度", "0", "", "")),
        ("extensions: [{date: 2022-11-20, from: 6月底前, to: 9月底前}]", ("", "0", "", "")),
        (
            "extensions: [{date: 2022-05-20, from: 4月底前, to: 6月底前},"
            " {date: 2022-06-20, from: 6月底前, to: 无}]",
            ("2022-04-30", "0", "", ""),
        ),
        (
            "chases: [{date: 2022-10-02, to: 乙, how: 函, reply_by: 2022-10-09}, {date: 2022-10-01, to: 甲}]",
            ("", "2", "2022-10-02 函 乙", "2022-10-09"),
        ),
        ("status: done\nchases: [{date: 2022-10-01, to: 甲}]", ("", "0", "2022-10-01 甲", "")),
    ],
)
def test_the_first_deadline_and_the_last_chase(lines: str, cells: tuple[str, ...]) -> None:
    """The deadline before all extensions; chases without an answer counted, the last one told."""
    row = on("2022-10-15", f"due: 9月底前\n{lines}")
    names = ("due_original", "unanswered", "last_chase", "reply_by")
    assert tuple(COLUMNS[name].cell(row) for name in names) == cells


DEFAULT = HEAD.replace("sections:", "rules: {default_due: 年底前}\nsections:")


@pytest.mark.parametrize(
    ("lines", "head", "text"),
    [
        ("due: 9月底前", HEAD, "2022-09-30"),
        ("due: 2022-09-30", HEAD, "2022-09-30"),
        ("due: 2025年底前，并长期坚持", HEAD, "2025-12-31，长期"),
        ("due: 2025年底前，并长期坚持\nassumed: [due]", HEAD, "2025-12-31（拟），长期"),
        ("due: 9月底前\nassumed: [due]", HEAD, "2022-09-30（拟）"),
        ("kind: task", DEFAULT, "2022-12-31（拟）"),
        ("kind: standing", DEFAULT, "长期"),
        ("kind: recurring", DEFAULT, "未定日期"),
        ("kind: indicator", DEFAULT, "无"),
        ("kind: task", HEAD, "无"),
        ("due: 长期坚持", HEAD, "长期坚持"),
        ("due: 尽快", HEAD, "尽快"),
        ("due: 尽快\nassumed: [due]", HEAD, "尽快（拟）"),
        ("due: X月底前", HEAD, "X月底前"),
        ("due: 待定", HEAD, "待定"),
        ("due: 立行立改", HEAD, "立行立改，已 214 天"),
        ("due: 每季度", HEAD, "每季度，下次 2022-12-31"),
        ("due: 每季度\nassumed: [due]", HEAD, "每季度，下次 2022-12-31（拟）"),
        ("due: 每年1月底前", HEAD, "每年1月底前"),
        ("due: 会后5个工作日内", HEAD.replace("issued: 2022-03-15\n", ""), "会后5个工作日内"),
    ],
)
def test_deadline_in_words(lines: str, head: str, text: str) -> None:
    """A date where there is one, else the words as written; （拟） follows what is assumed."""
    assert due_text(on("2022-10-15", lines, head)) == text


def test_firm_shows_no_assumed_deadline() -> None:
    """Left out everywhere means left out of the cells too."""
    row = on("2022-10-15", "due: 9月底前\nassumed: [due]", firm=True)
    assert [COLUMNS[name].cell(row) for name in ("due", "due_written", "due_date")] == ["无", "", ""]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("title", "", "措施（拟）"),
        ("detail", "detail: 详细", "详细（拟）"),
        ("kind", "kind: task", "任务（拟）"),
        ("lead", "lead: 区司法局", "区司法局（拟）"),
        ("support", "support: [甲, 乙]", "甲、乙（拟）"),
        ("owner", "owner: 张三", "张三（拟）"),
        ("leader", "leader: 李四", "李四（拟）"),
        ("group", "group: 小组", "小组（拟）"),
        ("since", "since: 2022-04-01", "2022-04-01（拟）"),
        ("source", "source: [1.1.s1]", "1.1.s1（拟）"),
        ("finding", "finding: 毛病", "毛病（拟）"),
        ("tags", "tags: [改革]", "改革（拟）"),
        ("related", "related: [1.1.1]", "1.1.1（拟）"),
        ("lineage", "lineage: 2021", "2021（拟）"),
        ("due", "due: 9月底前", "2022-09-30（拟）"),
    ],
)
def test_every_assumed_field_is_marked(field: str, value: str, shown: str) -> None:
    """Whichever field is assumed, its cell says so; the others do not."""
    row = on("2022-10-15", f"{value}\nassumed: [{field}]")
    cells = {name: column.cell(row) for name, column in COLUMNS.items()}
    assert cells[field] == shown
    also = {"due_written", "due_date"} if field == "due" else set()
    assert {name for name, cell in cells.items() if ASSUMED in cell} == {field} | also


STEPS = "plan: [{step: 定稿, before: 10}, {step: 形成初稿, before: 60}]"
DONE = "plan: [{step: 定稿, before: 10, done: 2022-09-20}, {step: 形成初稿, before: 60, done: 2022-07-20}]"


@pytest.mark.parametrize(
    ("lines", "text", "light"),
    [
        (f"due: 年底前\n{STEPS}", "形成初稿 2022-11-01", "绿"),
        (f"due: 9月底前\n{STEPS}", "形成初稿 2022-08-01", "红"),
        (f"due: 10月底前\n{STEPS.replace('60}', '60, done: 2022-08-01}')}", "定稿 2022-10-21", "黄"),
        (f"due: X月底前\n{STEPS}", "形成初稿 提前 60 天", "灰"),
        (f"due: 年底前\nassumed: [due]\n{STEPS}", "形成初稿 2022-11-01（拟）", "绿"),
        (f"due: 年底前\nassumed: [plan]\n{STEPS}", "形成初稿 2022-11-01（拟）", "绿"),
        (f"due: 年底前\nassumed: [plan, due]\n{STEPS}", "形成初稿 2022-11-01（拟）", "绿"),
        (f"due: 9月底前\n{DONE}", "全部完成", "销"),
        (f"due: 9月底前\nstatus: paused\n{STEPS.replace('60}', '60, done: 2022-08-01}')}", "", "停"),
        (f"due: 9月底前\nstatus: done\n{STEPS}", "", "销"),
        ("due: 9月底前\nplan: []", "", ""),
    ],
)
def test_the_next_step_and_its_light(lines: str, text: str, light: str) -> None:
    """The first step that is not done with its day, marked where that rests on what is assumed."""
    row = on("2022-10-15", lines)
    assert (COLUMNS["plan"].cell(row), COLUMNS["plan_light"].cell(row)) == (text, light)


def test_assumed_column_names_the_fields() -> None:
    """The fields that are assumed are named in Chinese."""
    row = on("2022-10-15", "lead: 区司法局\ndue: 9月底前\nassumed: [lead, due]")
    assert COLUMNS["assumed"].cell(row) == "牵头单位、完成时限"


@pytest.mark.parametrize(
    ("lines", "overdue", "days", "missed", "late", "handed_in"),
    [
        ("due: 每季度", "3期", "198", "3", "", ""),
        ("due: 每季度\nstatus: paused", "", "", "", "", ""),  # since when, nobody wrote down
        ("due: 每季度\nstatus: paused\nlog: [{date: 2022-07-05, status: paused}]", "", "", "2", "", ""),
        ("due: 9月底前\nstatus: paused", "", "", "", "", ""),
        ("due: 9月底前\nstatus: review\nlog: [{date: 2022-10-02, status: review}]",
         "2天", "2", "", "逾期办结", "2022-10-02"),
        ("due: 9月底前\nstatus: done\nlog: [{date: 2022-09-02, status: done}]", "", "", "", "按期",
         "2022-09-02"),
    ],
)  # fmt: skip
def test_overdue_in_days_or_periods(
    lines: str, overdue: str, days: str, missed: str, late: str, handed_in: str
) -> None:
    """A rhythm is overdue by periods, a date by days; what is stopped is not overdue."""
    row = on("2022-10-15", lines)
    names = ("overdue", "days_overdue", "missed", "late", "handed_in")
    assert tuple(COLUMNS[name].cell(row) for name in names) == (overdue, days, missed, late, handed_in)


def test_named_sets_hold_known_columns() -> None:
    """The columns shown by default exist; a column's name is its key, headings differ."""
    assert {*TABLE, *TABLE_OVERDUE, *SHEET} <= set(COLUMNS)
    assert [column.name for column in COLUMNS.values()] == list(COLUMNS)
    assert len({column.term for column in COLUMNS.values()}) == len(COLUMNS)
    assert TABLE == ("id", "light", "title", "lead", "due", "status", "progress")


def test_columns_are_chosen_by_name_or_heading() -> None:
    """`--columns 编号,due` takes either word, in the order given, twice if wanted."""
    assert [column.name for column in chosen(["编号", "due", "牵头单位", "due"])] == [
        "id",
        "due",
        "lead",
        "due",
    ]


@pytest.mark.parametrize(
    ("name", "near"), [("progres", "progress"), ("牵头单", "牵头单位"), ("完全无关的东西", None)]
)
def test_an_unknown_column_is_a_usage_error(name: str, near: str | None) -> None:
    """The nearest column is named, and all there are."""
    with pytest.raises(Usage) as caught:
        chosen([name])
    assert caught.value.message == f"没有“{name}”这一列" + (f"，是不是 {near}？" if near else "")
    assert caught.value.hint.startswith("可以选：id（编号）、light（灯）、")
    assert caught.value.hint.count("（") == len(columns.COLUMNS)
