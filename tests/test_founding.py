"""A register of one's own: copied for a year, empty, with what is set and filled in at once."""

from datetime import date

import pytest

from fazhi_cli import check, holidays, packaged, tree
from fazhi_cli.founding import Setting, blanks, copied, empty, filled, made_with, settings
from fazhi_cli.known import Known
from fazhi_cli.problems import Refused
from fazhi_cli.query import select
from fazhi_cli.register import Loaded, load
from tests.conftest import HEAD, load_text, one_measure

CALENDAR = holidays.calendar_for([])
TEXT = one_measure(
    "detail: 办理XX项，约谈X人\nlead: 区司法局\nsupport: [区法院]\ndue: X月底前\nassumed: [lead, due]",
    HEAD.replace("sections:", "assumed: [year, rules.default_due]\nrules: {default_due: 年底前}\nsections:"),
)


@pytest.fixture(scope="module")
def ready() -> Loaded:
    """Return the built-in register."""
    return load(packaged.REGISTER, CALENDAR)


def given(*assignments: str, text: str = TEXT) -> Loaded:
    """Return the register in `text` with what is assigned."""
    new = load_text(text)
    return made_with(new, settings(new, assignments), CALENDAR)


@pytest.mark.parametrize("year", [2019, 2026, 2027])
def test_a_copy_differs_in_what_was_given_alone(ready: Loaded, year: int) -> None:
    """Year, day of issue and title are put in and certain; every other line stays, comments too."""
    new = copied(ready, Known(year, date(year, 3, 10), "新台账"), "tasks.yaml", CALENDAR)
    old_lines, lines = ready.source.text.splitlines(), new.source.text.splitlines()
    added = [line for line in lines if line not in old_lines]
    assert added == [
        f"# 本台账由 fazhi 内置台账复制而来，按 {year} 年计算；"
        "措施都出自下面说的那篇讲话，不是这一年的文件。",
        "title: 新台账",
        f"year: {year}",
        f"issued: {year}-03-10",
        "assumed: [rules.default_due]",
    ]
    assert [line for line in old_lines if line not in lines] == [
        "title: 全面依法治区重点任务台账",
        "year: 2022",
        "assumed: [year, rules.default_due]",
    ]
    assert lines[0] == old_lines[0]
    assert new.register.year == year
    assert {measure.deadline.date for measure in new.register.measures if measure.deadline} == {
        None,
        date(year, 12, 31),
    }


def test_a_copy_has_no_error(ready: Loaded) -> None:
    """Checks find nothing that contradicts itself."""
    new = copied(ready, Known(2026), "tasks.yaml", CALENDAR)
    rows = select(new.register, date(2026, 1, 1)).rows
    found = check.findings(new.register, rows, packaged.REGISTER.parent)
    assert {item.code for item in found} & {
        "log-status",
        "log-progress",
        "never-done",
        "extension-due",
    } == set()
    assert new.register.issued is None


def test_an_empty_register_shows_how_to_write_one() -> None:
    """Nothing is supplied but the title; the example in it, uncommented, is a register."""
    new = empty(Known(None), "tasks.yaml", CALENDAR)
    assert new.data == {"version": "1", "title": "督办台账", "sections": []}
    text = new.source.text.replace("sections: []\n", "sections:\n")
    head, _, example = text.partition("# 照下面")
    body = "".join(f"{line[2:]}\n" for line in example.splitlines()[1:])
    register = load_text(head + body).register
    assert [(item.id, item.lead, item.due) for item in register.measures] == [
        ("1.1.1", "牵头单位", "9月底前")
    ]


def test_an_empty_register_holds_what_is_known() -> None:
    """Title, year and day of issue."""
    new = empty(Known(2026, date(2026, 3, 10), "整改台账"), "tasks.yaml", CALENDAR)
    assert new.source.text.splitlines()[:6] == [
        "# yaml-language-server: $schema=./tasks.schema.json",
        "version: 1",
        "title: 整改台账",
        "year: 2026",
        "issued: 2026-03-10",
        "sections: []",
    ]


@pytest.mark.parametrize(
    ("assignment", "setting"),
    [
        ("1.1.1.due=9月底前", Setting("1.1.1", "due", "9月底前")),
        ("１．１．１．时限＝ 9月底前 ", Setting("1.1.1", "due", "9月底前")),
        ("1.1.1.牵头单位=区法院", Setting("1.1.1", "lead", "区法院")),
        ("1.1.1.DUE=a=b", Setting("1.1.1", "due", "a=b")),
        ("rules.stale=14", Setting("rules", "stale", "14")),
        ("规则.默认时限=11月底前", Setting("rules", "default_due", "11月底前")),
        ("主办单位.name=区委依法治区办", Setting("office", "name", "区委依法治区办")),
    ],
)
def test_an_assignment_names_measure_or_head_and_field(assignment: str, setting: Setting) -> None:
    """In either language, as typed with a Chinese keyboard too."""
    assert settings(load_text(TEXT), [assignment]) == [setting]


@pytest.mark.parametrize(
    ("assignment", "message", "hint"),
    [
        ("1.1.2.due=9月底前", "台账里没有措施 1.1.2", "相近的有：1.1.1"),
        ("1.1.due=9月底前", "1.1 是子任务，这里要写措施的编号", "用 fazhi list 1.1 查看编号"),
        ("1.1.1.due", "看不懂 --set 1.1.1.due", "写作 编号.字段=内容，如 2.3.1.due=9月底前"),
        ("1.1.1.due= ", "看不懂 --set 1.1.1.due= ", "写作 编号.字段=内容，如 2.3.1.due=9月底前"),
        ("due=9月底前", "看不懂 --set due=9月底前", "写作 编号.字段=内容，如 2.3.1.due=9月底前"),
        ("1.1.1.status=done", "--set 不能设“status”", "可以设：title（名称）、detail（详细内容）、"),
        ("1.1.1.leed=甲", "--set 不能设“leed”", "是不是 lead？可以设：title（名称）、"),
        ("rules.stal=3", "--set 不能设“stal”", "是不是 stale？可以设：due_soon（临期天数）、"),
    ],
)
def test_an_assignment_that_is_not_understood_is_refused(assignment: str, message: str, hint: str) -> None:
    """With what is near."""
    with pytest.raises(Refused) as refusal:
        settings(load_text(TEXT), [assignment])
    assert refusal.value.message == message
    assert refusal.value.hint.startswith(hint)


def test_one_field_is_set_once() -> None:
    """Which of two is meant is not guessed."""
    with pytest.raises(Refused) as refusal:
        settings(load_text(TEXT), ["1.1.1.due=9月底前", "1.1.1.时限=10月底前"])
    assert refusal.value.message == "1.1.1 的 due 写了两次"


@pytest.mark.parametrize(
    ("assignments", "lines"),
    [
        (["1.1.1.due=9月底前"], ["due: 9月底前", "assumed: [lead]"]),
        (["1.1.1.lead=区法院"], ["lead: 区法院", "assumed: [due]"]),
        (["1.1.1.support=区法院、区检察院"], ["support: [区法院, 区检察院]"]),
        (["1.1.1.since=２０２２－０４－０１"], ["since: 2022-04-01"]),
        (["1.1.1.tags=改革、普法"], ["tags: [改革, 普法]"]),
        (["rules.default_due=11月底前"], ["assumed: [year]", "rules: {default_due: 11月底前}"]),
        (["rules.stale=14"], ["rules: {default_due: 年底前, stale: 14}"]),
        (["office.name=甲办", "office.phone=123"], ['office: {name: 甲办, phone: "123"}']),
    ],
)  # fmt: skip
def test_what_is_set_is_assumed_no_longer(assignments: list[str], lines: list[str]) -> None:
    """The lines that change, and no others."""
    old, new = TEXT.splitlines(), given(*assignments).source.text.splitlines()
    assert [line.strip() for line in new if line not in old] == lines


def test_an_office_that_is_there_is_added_to() -> None:
    """What it says already stays."""
    text = TEXT.replace("sections:", "office: {name: 甲办}\nsections:", 1)
    assert "office: {name: 甲办, contact: 张三}" in given("office.contact=张三", text=text).source.text


@pytest.mark.parametrize(
    ("assignment", "message"),
    [
        ("1.1.1.due=不知", "时限“不知”：没有找到时限"),
        ("1.1.1.due=2月底前", "时限“2月底前”：2022年2月28日（星期一），早于会议日期2022年3月15日（星期二），"
         "或者2023年2月底前"),
        ("rules.default_due=不知", "时限“不知”：没有找到时限"),
        ("1.1.1.since=四月", "“四月”不是日期"),
        ("1.1.1.recheck=2022-02-30", "“2022-02-30”不是日期"),
        ("rules.stale=很久", "这次修改会使台账出错，未写入：“很久”不是 0 到 3650 的整数"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_understood_is_refused(assignment: str, message: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(Refused) as refusal:
        given(assignment)
    assert refusal.value.message == message


def test_blanks_are_deadlines_and_places_in_texts() -> None:
    """Of unfinished measures; what is set is blank no longer."""
    assert [item[1:] for item in blanks(load_text(TEXT))] == [
        ("due", "X月底前"),
        ("detail", "办理XX项，约谈X人"),
    ]
    assert [item.field for item in blanks(given("1.1.1.due=9月底前"))] == ["detail"]
    assert blanks(load_text(one_measure("due: X月底前\nstatus: done"))) == []


def test_a_blank_is_filled_in_place_by_place() -> None:
    """The measure word need not be repeated; what is not answered stays as it is."""
    blank = blanks(load_text(TEXT))[1]
    assert filled(blank, {"XX项": "12", "X": "3"}.__getitem__) == "办理12项，约谈3人"
    assert filled(blank, {"XX项": "12项", "X": ""}.__getitem__) == "办理12项，约谈X人"
    assert filled(blank, lambda text: "") == blank.text


def test_a_copy_reads_the_same_on_either_parser(ready: Loaded, parser: str) -> None:
    """Nothing depends on which one is built in."""
    new = copied(ready, Known(2026), "tasks.yaml", CALENDAR)
    assert tree.read(new.source).data == new.data
