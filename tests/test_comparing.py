"""Three values of each cell: sent, returned, present."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.comparing import Clash, Comparison, Taken, compare
from fazhi_cli.holidays import calendar_for
from fazhi_cli.marking import mark
from fazhi_cli.measure import Register
from fazhi_cli.proof import changed
from fazhi_cli.returned import CHOICES, Answer, Answered, Returned, Trouble
from tests.conftest import HEAD, load_text

TODAY = date(2022, 10, 15)
SENT = date(2022, 10, 10)
MEASURES = (
    "lead: 区司法局, due: 年底前, status: doing, progress: 30",
    "lead: 区法院, due: 年底前",
    "lead: 各镇街, due: 年底前",
    "lead: 区司法局, kind: indicator, indicator: {name: 出庭应诉率, of: 案件}",
)
VALUES = {"1.1.1": {"status": "doing", "progress": "30", "title": "措施1", "due": "2022-12-31"}}


def text_of(*measures: str) -> str:
    """Return a register with `measures`, each flow YAML without id and title."""
    head = HEAD.replace(
        "sections:", "units: [{name: 区司法局, alias: [司法局]}, {name: 各镇街, members: [甲镇]}]\nsections:"
    )
    return head + "".join(
        f'          - {{id: "1.1.{at}", title: 措施{at}, {item}}}\n' for at, item in enumerate(measures, 1)
    )


def register(*measures: str) -> Register:
    """Return the register of `text_of`; without measures the usual one."""
    return load_text(text_of(*(measures or MEASURES))).register


def back(
    unit: str | None = "区司法局", values: dict[str, dict[str, str]] | None = None, **rows: str
) -> Returned:
    """Return a workbook with one row for 1.1.1 whose cells are `rows`."""
    cells = {field: Answered(text, f"甲.xlsx!{field}") for field, text in rows.items()}
    answer = Answer("1.1.1", cells, "甲.xlsx!A2")
    return Returned("甲.xlsx", unit, SENT, VALUES if values is None else values, (answer,))


def told(**rows: str) -> Comparison:
    """Return what one returned row comes to."""
    return compare(register(), back(values=None, **rows), TODAY)


def test_what_a_unit_can_report() -> None:
    """Never more than that it hands in; finished and put off are the office's to say."""
    assert dict(CHOICES) == {"todo": "未启动", "doing": "进行中", "review": "待审核（申请销号）"}


def test_what_only_the_unit_changed_is_taken() -> None:
    """Status and progress by value, words as typed, in an entry that names who, unit and file."""
    made = told(
        status="待审核", progress="100%", note="已办完，请审核", problem="", next="无",
        evidence="甲.pdf；乙〔2022〕1号",
        by="张三", date="2022.10.12",
    )  # fmt: skip
    assert (made.conflicts, made.problems, made.unchanged) == ((), (), 0)
    ((measure, entry),) = made.marks
    assert (measure.id, entry.day, entry.by, entry.unit) == (
        "1.1.1",
        date(2022, 10, 12),
        "张三（甲.xlsx）",
        "区司法局",
    )
    assert (entry.status, entry.progress, entry.note, entry.next) == ("review", 100, "已办完，请审核", "无")
    assert (entry.problem, entry.evidence) == (None, ("甲.pdf", "乙〔2022〕1号"))
    assert made.taken == (
        Taken("1.1.1", "status", "进行中", "待审核", "甲.xlsx!status"),
        Taken("1.1.1", "progress", "30", "100", "甲.xlsx!progress"),
        Taken("1.1.1", "note", "", "已办完，请审核", "甲.xlsx!note"),
        Taken("1.1.1", "next", "", "无", "甲.xlsx!next"),
        Taken("1.1.1", "evidence", "", "甲.pdf；乙〔2022〕1号", "甲.xlsx!evidence"),
    )


def test_what_came_back_as_it_was_sent_is_unchanged() -> None:
    """Also where the register moved on meanwhile: it is kept."""
    assert told(status="进行中", progress="30%").unchanged == 1
    moved = register("lead: 区司法局, status: review, progress: 90")
    made = compare(moved, back(status="doing", progress="30"), TODAY)
    assert (made.marks, made.conflicts, made.unchanged) == ((), (), 1)


def test_what_both_changed_is_a_conflict_and_taken_from_neither() -> None:
    """Shown by cell, the rest of the row is taken; a preference decides."""
    moved = register("lead: 区司法局, status: doing, progress: 50")
    made = compare(moved, back(progress="60%", note="好"), TODAY)
    assert made.conflicts == (Clash("1.1.1", "progress", "30", "60", "50", "甲.xlsx!progress"),)
    assert str(made.conflicts[0]) == "1.1.1 进度: 发出 30，退回 60，台账现为 50"
    assert [(entry.progress, entry.note) for _, entry in made.marks] == [(None, "好")]
    sheet = compare(moved, back(progress="60%"), TODAY, prefer="sheet")
    assert [entry.progress for _, entry in sheet.marks] == [60]
    assert compare(moved, back(progress="60%"), TODAY, prefer="register").marks == ()
    assert compare(moved, back(progress="50%"), TODAY).unchanged == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [("50%", 50), ("５０％", 50), ("50", 50), ("0.5", 50), (".5", 50),
     ("0.55", 55), ("100.0", 100), ("1%", 1), ("0", 0)],
)  # fmt: skip
def test_progress_in_every_form(text: str, value: int) -> None:
    """Per cent, full width, a fraction."""
    assert [entry.progress for _, entry in told(progress=text).marks] == [value]


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("progress", "1", "进度写的是 1，是 1% 还是 100%？"),
        ("progress", "120%", "进度“120%”不是 0 到 100 的整数"),
        ("progress", "一半", "进度“一半”不是 0 到 100 的整数"),
        ("progress", "0.555", "进度“0.555”不是 0 到 100 的整数"),
        ("status", "差不多", "不认识的状态“差不多”"),
        ("status", "已办结", "1.1.1 不能报“已办结”"),
        ("status", "已完成", "1.1.1 不能报“已办结”"),
        ("status", "暂缓", "1.1.1 不能报“暂缓”"),
        ("date", "11月底前", "“11月底前”不是日期"),
        ("date", "2022-10-16", "1.1.1 填报日期 2022-10-16 还没到"),
        ("title", "改了的措施", "1.1.1 改了锁定的“名称”，没有采用"),
        ("due", "2023-01-01", "1.1.1 改了锁定的“完成时限”，没有采用"),
        ("part", "3", "1.1.1 两个计数要一起填"),
    ],
)
def test_a_value_that_cannot_be_is_told_by_cell(field: str, text: str, message: str) -> None:
    """Where, why and what to do; the rest of the row is taken."""
    made = told(**{field: text, "note": "照报"})
    assert [(item.ref, item.message) for item in made.problems] == [(f"甲.xlsx!{field}", message)]
    assert made.problems[0].hint
    assert [entry.note for _, entry in made.marks] == ["照报"]


@pytest.mark.parametrize(
    ("text", "status"),
    [("待审核（申请销号）", "review"), ("申请销号", "review"), ("REVIEW", "review"), (" 未启动 ", "todo"),
     ("未开始", "todo")],
)  # fmt: skip
def test_status_in_either_language(text: str, status: str) -> None:
    """Terms, tokens and what units write for them."""
    assert [entry.status for _, entry in told(status=text).marks] == [status]


def test_rows_that_are_out_of_place() -> None:
    """Unknown ids, the same id twice, another unit's row, one that was not sent."""
    rows = [Answer(own, {"note": Answered("甲", "r")}, f"甲.xlsx!A{at}") for at, own in
            enumerate(("9.9.9", "1.1.1", "１.1.1", "1.1.2", "1.1.4"), 2)]  # fmt: skip
    made = compare(register(), Returned("甲.xlsx", "区司法局", SENT, VALUES, tuple(rows)), TODAY)
    assert [(item.ref, item.message) for item in made.problems] == [
        ("甲.xlsx!A2", "台账里没有编号 9.9.9"),
        ("甲.xlsx!A3", "编号 1.1.1 在表里有几行，都没有采用"),
        ("甲.xlsx!A4", "编号 1.1.1 在表里有几行，都没有采用"),
        ("甲.xlsx!A5", "1.1.2 由区法院牵头，不是这家单位的"),
        ("甲.xlsx!A6", "发出的表里没有 1.1.4"),
    ]
    assert made.marks == ()


def test_problems_stand_as_their_cells_do() -> None:
    """Row by row, column by column, whoever found them."""
    cells = {"progress": Answered("一半", "甲.xlsx!F12"), "date": Answered("明天", "甲.xlsx!AA12")}
    rows = (Answer("1.1.1", cells, "甲.xlsx!A12"), Answer("9.9.9", {}, "甲.xlsx!A2"))
    before = (Trouble("甲.xlsx!G20", "这一行没有编号", ""),)
    made = compare(register(), Returned("甲.xlsx", "区司法局", SENT, VALUES, rows, (), before), TODAY)
    assert [item.ref.partition("!")[2] for item in made.problems] == ["A2", "F12", "AA12", "G20"]


def test_a_unit_answers_by_alias_and_as_a_member() -> None:
    """Its own names, and the collective that it belongs to."""
    assert compare(register(), back(unit="司法局", note="好"), TODAY).problems == ()
    row = Answer("1.1.3", {"note": Answered("好", "r")}, "a")
    assert compare(register(), Returned("甲.xlsx", "甲镇", SENT, {}, (row,)), TODAY).problems == ()


def test_counts_of_an_indicator() -> None:
    """Both numbers together; more of than there are is refused; a plain measure takes none."""
    answer = Answer("1.1.4", {"part": Answered("17", "p"), "whole": Answered("20.0", "w")}, "a")
    made = compare(register(), Returned("甲.xlsx", "区司法局", SENT, {}, (answer,)), TODAY)
    assert [entry.counts for _, entry in made.marks] == [(17, 20)]
    assert [item.message for item in told(part="5", whole="3").problems] == [
        "1.1.1 5/3：前一个数大于后一个数"
    ]
    assert [item.message for item in told(part="3", whole="5").problems] == ["1.1.1 不是指标，没有计数"]


def test_importing_twice_changes_nothing() -> None:
    """The second time everything is there already, whatever the day."""
    loaded = load_text(text_of(*MEASURES))
    sheet = back(status="待审核", progress="90", note="好", evidence="甲.pdf", by="张三")
    ((measure, entry),) = compare(loaded.register, sheet, TODAY).marks
    after = changed(loaded, mark(measure, entry, loaded.register.rules), calendar_for([]))
    for day in (TODAY, date(2022, 10, 20)):
        again = compare(after.register, sheet, day)
        assert (again.marks, again.conflicts, again.problems, again.unchanged) == ((), (), (), 1)


@pytest.mark.parametrize("since", ["status: done, progress: 100", "status: doing, progress: 30"])
def test_an_old_sheet_once_more_says_nothing_of_what_came_of_it_since(since: str) -> None:
    """Closed or returned meanwhile: neither a conflict nor handed in again, but new words are."""
    log = (
        "log: [{date: 2022-10-12, by: 区司法局（甲.xlsx）, unit: 区司法局, status: review, progress: 100,"
        " evidence: [甲.pdf]}]"
    )
    later = register(f"lead: 区司法局, due: 年底前, {since}, {log}")
    rows = {"status": "待审核", "progress": "100%", "evidence": "甲.pdf"}
    again = compare(later, back(**rows), TODAY)  # type: ignore[arg-type]
    assert (again.marks, again.conflicts, again.unchanged) == ((), (), 1)
    more = compare(later, back(**rows, note="补了一份"), TODAY)  # type: ignore[arg-type]
    assert ("done" in since) == bool(more.conflicts)
    ((_, entry),) = more.marks
    assert (entry.status, entry.note) == (None if "done" in since else "review", "补了一份")


def test_the_same_words_in_the_next_sheet_are_new() -> None:
    """An entry of before the sheet was sent does not stand for it."""
    old = register(
        "lead: 区司法局, status: doing, progress: 30,"
        " log: [{date: 2022-10-03, by: 区司法局（甲.xlsx）, unit: 区司法局, note: 按计划推进}]"
    )
    assert len(compare(old, back(note="按计划推进"), TODAY).marks) == 1


def test_an_empty_cell_deletes_nothing() -> None:
    """It says nothing."""
    assert told(status="", progress=" ", note="\n").unchanged == 1


def test_a_sheet_that_was_never_sent_is_compared_with_the_register() -> None:
    """Without values sent, what differs is a change."""
    made = compare(register(), back(values={}, progress="40", note="好"), TODAY)
    assert [(entry.progress, entry.note) for _, entry in made.marks] == [(40, "好")]


VALUE = st.integers(0, 100)


@given(VALUE, VALUE, VALUE)
def test_the_three_way_rule(sent: int, returned: int, present: int) -> None:
    """Whatever the three values: one changed side wins, equal changes are none, both differing conflict."""
    values = {"1.1.1": {"status": "doing", "progress": str(sent)}}
    now = register(f"lead: 区司法局, status: doing, progress: {present}")
    made = compare(now, back(values=values, progress=f"{returned}%"), TODAY)
    taken = [entry.progress for _, entry in made.marks]
    if returned in (sent, present):
        assert (taken, made.conflicts) == ([], ())
    elif present == sent:
        assert (taken, made.conflicts) == ([returned], ())
    else:
        assert (taken, len(made.conflicts)) == ([], 1)
