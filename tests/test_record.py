"""The fields of JSON: their names, order and values, which scripts rely on."""

import json
from datetime import date

import pytest

from fazhi_cli.deadline import Anchor, parse
from fazhi_cli.holidays import calendar_for
from fazhi_cli.measure import Rules
from fazhi_cli.record import NAMES, as_text, deadline, entry, envelope, record
from fazhi_cli.state import state
from tests.conftest import HEAD, measure

CONTRACT = [
    "register",
    "id",
    "section",
    "subtask",
    "title",
    "detail",
    "kind",
    "lead",
    "support",
    "owner",
    "due",
    "due_kind",
    "due_date",
    "next_due",
    "missed",
    "since",
    "status",
    "progress",
    "light",
    "handed_in",
    "late",
    "overdue",
    "days_overdue",
    "days_left",
    "lag",
    "stale",
    "last_entry",
    "extensions",
    "reopened",
    "returned",
    "chases",
    "source",
    "assumed",
    "tags",
    "related",
    "lineage",
    "plan",
    "log",
    "indicator",
]
ADDED = [
    *("leader", "group", "finding", "cause", "acceptance", "recheck", "due_soon", "due_soft", "waited"),
    *("due_original", "due_original_date"),
]

FULL = """\
detail: 详细
kind: indicator
lead: 区司法局
support: [区法院]
owner: 张三
leader: 李主任
group: 小组
due: 9月底前
since: 2022-04-01
assumed: [lead]
status: doing
progress: 40
source: [3.4.s4]
finding: 毛病
cause: 原因
acceptance: 标准
recheck: 2022-12-01
indicator: {name: 出庭应诉率, of: 出庭应诉案件, good: up, floor: 5}
tags: [改革]
related: [1.1.1]
lineage: "2021:1.1.1"
plan: [{step: 初稿, before: 60, done: 2022-07-20}, {step: 定稿, before: 10}]
extensions: [{date: 2022-05-20, from: 6月底前, to: 9月底前, reason: 待批, by: 王五}]
chases: [{date: 2022-10-01, by: 王五, to: 区司法局, how: 电话, reply_by: 2022-10-05, number: 催1号}]
log:
  - {date: 2022-06-30, by: 李四, unit: 区司法局, for: 2022Q2, status: doing, progress: 40, note: 情况,
     problem: 问题, next: 下步, evidence: [甲.pdf], count: 17/20, recorded: 2022-07-01}
"""


def test_fields_are_those_of_the_contract_in_its_order() -> None:
    """Names and order hold; what came later stands behind."""
    assert list(NAMES) == CONTRACT + ADDED


def test_every_field_of_a_full_measure() -> None:
    """Values are effective, dates ISO, lists lists, tokens tokens."""
    row = state(measure(FULL), date(2022, 10, 15), Rules())
    expected: list[tuple[str, object]] = [
        ("register", "t.yaml"),
        ("id", "1.1.1"),
        ("section", "1"),
        ("subtask", "1.1"),
        ("title", "措施"),
        ("detail", "详细"),
        ("kind", "indicator"),
        ("lead", "区司法局"),
        ("support", ["区法院"]),
        ("owner", "张三"),
        ("due", "9月底前"),
        ("due_kind", "point"),
        ("due_date", "2022-09-30"),
        ("next_due", None),
        ("missed", None),
        ("since", "2022-04-01"),
        ("status", "doing"),
        ("progress", 40),
        ("light", "red"),
        ("handed_in", None),
        ("late", None),
        ("overdue", True),
        ("days_overdue", 15),
        ("days_left", -15),
        ("lag", 60),
        ("stale", True),
        ("last_entry", "2022-06-30"),
        (
            "extensions",
            [
                {
                    "date": "2022-05-20",
                    "from": "6月底前",
                    "to": "9月底前",
                    "reason": "待批",
                    "by": "王五",
                    "late": False,
                }
            ],
        ),
        ("reopened", 0),
        ("returned", 0),
        (
            "chases",
            [
                {
                    "date": "2022-10-01",
                    "by": "王五",
                    "to": "区司法局",
                    "how": "电话",
                    "reply_by": "2022-10-05",
                    "number": "催1号",
                    "answered": None,
                    "overdue": True,
                }
            ],
        ),
        ("source", ["3.4.s4"]),
        ("assumed", ["lead"]),
        ("tags", ["改革"]),
        ("related", ["1.1.1"]),
        ("lineage", "2021:1.1.1"),
        (
            "plan",
            [
                {
                    "step": "初稿",
                    "before": 60,
                    "done": "2022-07-20",
                    "date": "2022-08-01",
                    "light": "done",
                },
                {"step": "定稿", "before": 10, "done": None, "date": "2022-09-20", "light": "red"},
            ],
        ),
        (
            "log",
            [
                {
                    "date": "2022-06-30",
                    "by": "李四",
                    "unit": "区司法局",
                    "for": "2022Q2",
                    "status": "doing",
                    "progress": 40,
                    "note": "情况",
                    "problem": "问题",
                    "next": "下步",
                    "evidence": ["甲.pdf"],
                    "count": "17/20",
                    "incidents": None,
                    "recorded": "2022-07-01",
                }
            ],
        ),
        ("indicator", {"name": "出庭应诉率", "of": "出庭应诉案件", "good": "up", "floor": 5}),
        ("leader", "李主任"),
        ("group", "小组"),
        ("finding", "毛病"),
        ("cause", "原因"),
        ("acceptance", "标准"),
        ("recheck", "2022-12-01"),
        ("due_soon", False),
        ("due_soft", False),
        ("waited", None),
        ("due_original", "6月底前"),
        ("due_original_date", "2022-06-30"),
    ]
    assert list(record(row).items()) == expected


def test_absent_scalars_are_null_and_absent_lists_empty() -> None:
    """A measure with a title alone has every field all the same."""
    row = state(measure("kind: task", HEAD.replace("issued: 2022-03-15\n", "")), date(2022, 10, 15), Rules())
    told = record(row)
    lists = {"support", "extensions", "chases", "source", "assumed", "tags", "related", "plan", "log"}
    assert {name for name, value in told.items() if value == []} == lists
    assert {name for name, value in told.items() if value is None} == {
        "detail", "lead", "owner", "due", "due_date", "next_due", "missed", "since", "handed_in", "late",
        "days_left", "lag", "last_entry", "lineage", "indicator", "leader", "group", "finding", "cause",
        "acceptance", "recheck", "waited", "due_original", "due_original_date",
    }  # fmt: skip
    rest = {name: value for name, value in told.items() if value not in ([], None)}
    assert rest == {
        "register": "t.yaml", "id": "1.1.1", "section": "1", "subtask": "1.1", "title": "措施",
        "kind": "task",
        "due_kind": "none", "status": "todo", "progress": 0, "light": "grey", "overdue": False,
        "days_overdue": 0, "stale": False, "reopened": 0, "returned": 0, "due_soon": False, "due_soft": False,
    }  # fmt: skip
    assert json.loads(json.dumps(told)) == told


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("kind: task", (None, "point", "2022-12-31", ["due"])),
        ("due: 9月底前", ("9月底前", "point", "2022-09-30", [])),
        ("kind: standing", (None, "standing", None, [])),
        ("kind: recurring", (None, "soft", None, [])),
        ("kind: prohibition", (None, "none", None, [])),
    ],
)
def test_a_default_deadline_has_no_phrase_but_a_date(lines: str, expected: tuple[object, ...]) -> None:
    """`due` is null, `due_kind` point, `due_date` filled and `due` in `assumed`; other kinds take none."""
    head = HEAD.replace("sections:", "rules: {default_due: 年底前}\nsections:")
    told = record(state(measure(lines, head), date(2022, 10, 15), Rules()))
    assert tuple(told[name] for name in ("due", "due_kind", "due_date", "assumed")) == expected


@pytest.mark.parametrize(
    ("above", "own", "lead", "support", "due", "assumed"),
    [
        ("lead: 甲", "", "甲", [], None, []),
        ("lead: 甲\nassumed: [lead]", "", "甲", [], None, ["lead"]),
        ("lead: 甲\nassumed: [lead]", "lead: 乙", "乙", [], None, []),
        (
            "support: [甲, 乙]\ndue: 9月底前\nassumed: [due]",
            "support: [丙]",
            None,
            ["丙"],
            "9月底前",
            ["due"],
        ),
    ],
)
def test_inherited_values_are_resolved(
    above: str, own: str, lead: str | None, support: list[str], due: str | None, assumed: list[str]
) -> None:
    """Lead, support, due and what is assumed of them come from above where there is none."""
    shifted = "".join(f"        {line}\n" for line in above.splitlines())
    head = HEAD.replace("        measures:", f"{shifted}        measures:")
    told = record(state(measure(f"kind: task\n{own}", head), date(2022, 10, 15), Rules()))
    assert (told["lead"], told["support"], told["due"], told["assumed"]) == (lead, support, due, assumed)


def test_a_past_day_tells_what_was_known_then() -> None:
    """Lists and counts are those of the day."""
    told = record(state(measure(FULL), date(2022, 5, 1), Rules()))
    assert (told["log"], told["extensions"], told["chases"], told["due"]) == ([], [], [], "6月底前")


@pytest.mark.parametrize(
    ("due", "day", "done"),
    [("X月底前", None, "2022-10-15"), ("年底前", "2022-12-21", "2022-10-15"), ("年底前", "2022-12-21", None)],
)
def test_steps_stay_in_the_order_of_the_file(due: str, day: str | None, done: str | None) -> None:
    """Each with its date, if one can be told; one that is done later is not done yet."""
    lines = f"due: {due}\nplan: [{{step: 定稿, before: 10, done: 2022-10-15}}, {{step: 初稿, before: 90}}]"
    looked = date(2022, 10, 15) if done else date(2022, 10, 14)
    told = record(state(measure(lines), looked, Rules()))["plan"]
    assert [item["step"] for item in told] == ["定稿", "初稿"]
    assert (told[0]["date"], told[0]["done"]) == (day, done)


def test_incidents_of_a_prohibition_are_told() -> None:
    """Zero is a number, not nothing."""
    own = measure("kind: prohibition\nlog: [{date: 2022-06-30, incidents: 0}]")
    assert entry(own.log[0])["incidents"] == 0
    assert entry(own.log[0])["count"] is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-3, "-3"),
        ("文字", "文字"),
        ([], ""),
        (["甲", "乙"], "甲;乙"),
        ([{"date": "2022-01-01"}, {"date": "2022-01-02"}], "2"),
        ({"name": "出庭应诉率", "of": None}, "出庭应诉率"),
    ],
)
def test_a_field_as_one_cell(value: object, text: str) -> None:
    """Lists of words are joined, lists of objects counted, nothing is an empty cell."""
    assert as_text(value) == text


def test_every_output_begins_with_schema_and_kind() -> None:
    """The envelope's first keys tell what it is."""
    assert list(envelope("stats", by="unit", groups=[]).items()) == [
        ("schema", 1), ("kind", "stats"), ("by", "unit"), ("groups", []),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "kind", "day", "coming", "soft"),
    [
        ("9月底前", "point", "2022-09-30", None, False),
        ("原则上9月底前", "point", "2022-09-30", None, True),
        ("每季度", "recurring", None, date(2022, 3, 31), False),
        ("2025年底前，并长期坚持", "point+standing", "2025-12-31", None, False),
        ("X月底前", "blank", None, None, False),
    ],
)
def test_a_deadline_understood(
    phrase: str, kind: str, day: str | None, coming: date | None, soft: bool
) -> None:
    """`due --format json` has these fields and no others."""
    held = parse(phrase, Anchor(2022, date(2022, 3, 15)), calendar_for([]))
    told = deadline(held, held.explanation, coming)
    assert list(told) == ["schema", "kind", "phrase", "due_kind", "date", "next", "soft", "explanation"]
    assert tuple(told.values())[:7] == (
        1, "deadline", phrase, kind, day, coming and coming.isoformat(), soft,
    )  # fmt: skip
    assert told["explanation"] == "".join(held.explanation)


@pytest.mark.parametrize(
    ("lines", "original", "late"),
    [
        ("due: 9月底前", (None, None), []),
        # the day of the deadline itself is not too late to ask
        ("due: 9月底前\nextensions: [{date: 2022-06-30, from: 6月底前, to: 9月底前}]",
         ("6月底前", "2022-06-30"), [False]),
        ("due: 9月底前\nextensions: [{date: 2022-07-01, from: 6月底前, to: 9月底前}]",
         ("6月底前", "2022-06-30"), [True]),
        ("due: 9月底前\nextensions: [{date: 2022-07-01, from: 每季度, to: 9月底前}]",
         ("每季度", None), [False]),
        # the second is asked for in time by the first's new deadline
        ("due: 年底前\nextensions: [{date: 2022-07-01, from: 6月底前, to: 9月底前},"
         " {date: 2022-09-30, from: 9月底前, to: 年底前}]", ("6月底前", "2022-06-30"), [True, False]),
        # asked for after the day that is looked at
        ("due: 年底前\nextensions: [{date: 2022-11-01, from: 9月底前, to: 年底前}]", (None, None), []),
    ],
)  # fmt: skip
def test_the_deadline_before_any_extension_and_those_asked_for_late(
    lines: str, original: tuple[str | None, str | None], late: list[bool]
) -> None:
    """The first deadline stands beside the one in force; an extension after its deadline is late."""
    told = record(state(measure(lines), date(2022, 10, 15), Rules()))
    assert (told["due_original"], told["due_original_date"]) == original
    assert [item["late"] for item in told["extensions"]] == late


def test_a_chase_tells_when_it_was_answered() -> None:
    """The answer's day stands with the chase; one that came is overdue no more."""
    lines = "lead: 甲\nchases: [{date: 2022-10-01, to: 甲, reply_by: 2022-10-05}]\nlog: [{date: 2022-10-09}]"
    told = record(state(measure(lines), date(2022, 10, 15), Rules()))
    assert told["chases"] == [
        {"date": "2022-10-01", "by": None, "to": "甲", "how": None, "reply_by": "2022-10-05", "number": None,
         "answered": "2022-10-09", "overdue": False},
    ]  # fmt: skip
