"""From shapes to values: inheritance, defaults, deadlines."""

from datetime import date

import pytest

from fazhi_cli.measure import (
    Branch,
    Chase,
    Entry,
    Extension,
    Indicator,
    Measure,
    Office,
    Register,
    Rules,
    Step,
    Unit,
)
from fazhi_cli.terms import KINDS
from tests.conftest import HEAD, load_text, measure

ISSUED = date(2022, 3, 15)


def inheriting(section: str = "", subtask: str = "", own: str = "", top: str = "") -> Measure:
    """Return the one measure below a section and a subtask that hold further lines each."""
    measures = f'[{{id: "1.1.1", title: 措施, {own}}}]'
    subtasks = f'[{{id: "1.1", title: 子任务, {subtask} measures: {measures}}}]'
    sections = f'[{{id: "1", title: 部分, {section} subtasks: {subtasks}}}]'
    text = f"title: 台账\nyear: 2022\nissued: 2022-03-15\n{top}\nsections: {sections}\n"
    return load_text(text).register.measures[0]


def test_a_measure_with_nothing_but_id_and_title_has_the_defaults() -> None:
    """A bare measure is a task that has not begun, without a deadline, from the day of issue on."""
    assert measure("") == Measure(
        id="1.1.1",
        section="1",
        subtask="1.1",
        title="措施",
        place=(0, 0, 0),
        since=ISSUED,
        register="t.yaml",
    )


def test_a_measure_with_everything_keeps_everything() -> None:
    """Each key of a measure reaches its value."""
    found = measure(
        """
detail: |
  一
  二
kind: 指标
lead: 区司法局
support: [区法院, 区检察院]
owner: 张三
leader: 李副区长
group: 执法协调小组
due: 年底前
since: 2022-04-01
assumed: [lead, due]
status: 进行中
progress: 40
source: [3.4.s4, 3.h]
source_digest: a1b2
finding: 不系统
cause: 人手少
acceptance: 有制度
recheck: 2023-03-01
indicator: {name: 出庭应诉率, of: 出庭应诉案件, good: 越低越好, floor: 5}
tags: [改革, 调解]
related: [2.2.1]
lineage: "2021:3.4.5"
plan:
  - {step: 形成初稿, before: 60, done: 2022-10-20}
  - {step: 征求意见, before: 30}
extensions:
  - {date: 2022-09-20, from: 9月底前, to: 年底前, reason: 疫情, by: 王五}
chases:
  - {date: 2022-06-01, by: 王五, to: 区司法局, how: 电话, reply_by: 2022-06-05, number: 〔2022〕1号}
log:
  - {date: 2022-06-30, by: 李四, unit: 区司法局, for: 2022Q2, status: 进行中, progress: 40,
     note: 甲, problem: 乙, next: 丙, evidence: [区法治办〔2022〕8号, 方案.pdf], count: 17/20,
     incidents: 0, recorded: 2022-07-01}
"""
    )
    held, before = found.deadline, found.extensions[0].before
    assert held is not None and (held.kind, held.date) == ("point", date(2022, 12, 31))
    assert before is not None and before.date == date(2022, 9, 30)
    assert found == Measure(
        id="1.1.1",
        section="1",
        subtask="1.1",
        title="措施",
        place=(0, 0, 0),
        register="t.yaml",
        kind="indicator",
        detail="一\n二\n",
        lead="区司法局",
        support=("区法院", "区检察院"),
        owner="张三",
        leader="李副区长",
        group="执法协调小组",
        due="年底前",
        deadline=held,
        since=date(2022, 4, 1),
        assumed=("lead", "due"),
        status="doing",
        progress=40,
        entered=True,
        source=("3.4.s4", "3.h"),
        source_digest="a1b2",
        finding="不系统",
        cause="人手少",
        acceptance="有制度",
        recheck=date(2023, 3, 1),
        indicator=Indicator("出庭应诉率", "出庭应诉案件", "down", 5),
        tags=("改革", "调解"),
        related=("2.2.1",),
        lineage="2021:3.4.5",
        plan=(Step("形成初稿", 60, date(2022, 10, 20)), Step("征求意见", 30)),
        extensions=(Extension(date(2022, 9, 20), "9月底前", "年底前", "疫情", "王五", before),),
        chases=(
            Chase(
                date(2022, 6, 1),
                "区司法局",
                "王五",
                "电话",
                date(2022, 6, 5),
                "〔2022〕1号",
                frozenset(("区司法局",)),
            ),
        ),
        log=(
            Entry(
                date=date(2022, 6, 30),
                by="李四",
                unit="区司法局",
                period="2022Q2",
                status="doing",
                progress=40,
                note="甲",
                problem="乙",
                next="丙",
                evidence=("区法治办〔2022〕8号", "方案.pdf"),
                counts=(17, 20),
                incidents=0,
                recorded=date(2022, 7, 1),
                position=0,
            ),
        ),
    )


def test_a_register_keeps_its_own_fields_and_order() -> None:
    """Title, office, rules, units, sections, subtasks and measures stand as in the file."""
    text = """\
version: 1
title: 台账
year: 2022
office: {name: 区委依法治区办, contact: 甲, phone: 023-1, signer: 乙}
assumed: [year, rules.default_due]
rules:
  {due_soon: 3, lag_yellow: 5, lag_red: 20, stale: 10, immediate_yellow: 2, immediate_red: 9,
   default_due: 年底前}
units:
  - 区司法局
  - {name: 区委依法治区办, alias: [依法治区办]}
  - {name: 各镇街, members: [甲镇, 乙街道]}
notes: [一条备注]
sections:
  - {id: "2", title: 乙}
  - id: "1"
    title: 甲
    subtasks:
      - {id: "1.2", title: 丁, measures: [{id: "1.2.9", title: 子}, {id: "1.2.1", title: 丑}]}
      - {id: "1.1", title: 丙}
"""
    found = load_text(text, "folder/甲.yaml").register
    assert found._replace(measures=()) == Register(
        name="甲.yaml",
        title="台账",
        year=2022,
        issued=None,
        office=Office("区委依法治区办", "甲", "023-1", "乙"),
        rules=Rules(3, 5, 20, 10, 2, 9, "年底前"),
        assumed=("year", "rules.default_due"),
        units=(
            Unit("区司法局"),
            Unit("区委依法治区办", ("依法治区办",)),
            Unit("各镇街", (), ("甲镇", "乙街道")),
        ),
        sections=(Branch("2", "乙"), Branch("1", "甲")),
        subtasks=(Branch("1.2", "丁", "1"), Branch("1.1", "丙", "1")),
        measures=(),
    )
    assert [(item.id, item.section, item.subtask, item.place) for item in found.measures] == [
        ("1.2.9", "1", "1.2", (1, 0, 0)),
        ("1.2.1", "1", "1.2", (1, 0, 1)),
    ]


def test_a_bare_register_has_the_default_rules() -> None:
    """Without `rules` and `office` the defaults of the contract hold; default_due has none."""
    found = load_text("title: 台账\nsections: []\n").register
    assert found.rules == Rules(
        due_soon=7,
        lag_yellow=10,
        lag_red=30,
        stale=30,
        immediate_yellow=7,
        immediate_red=30,
        default_due=None,
    )
    assert (found.office, found.units, found.measures, found.year) == (Office(), (), (), None)


@pytest.mark.parametrize(
    ("head", "year", "last"),
    [
        ("year: 2023\nissued: 2022-03-15\n", 2023, date(2023, 12, 31)),
        ("issued: 2022-03-15\n", 2022, date(2022, 12, 31)),
        ("year: 2023\n", 2023, date(2023, 12, 31)),
        ("", None, None),
    ],
)
def test_the_year_is_stated_or_that_of_issue(head: str, year: int | None, last: date | None) -> None:
    """Phrases count in `year`, absent that in the year of `issued`; without both the date is unknown."""
    text = HEAD.replace("year: 2022\nissued: 2022-03-15\n", head)
    found = load_text(f'{text}          - {{id: "1.1.1", title: 措施, due: 年底前}}\n').register
    held = found.measures[0].deadline
    assert held is not None
    assert (found.year, held.kind, held.date) == (year, "point", last)


@pytest.mark.parametrize(
    ("section", "subtask", "own", "lead", "support", "due"),
    [
        ("lead: 甲, support: [乙], due: 9月底前,", "", "", "甲", ("乙",), "9月底前"),
        ("lead: 甲, support: [乙], due: 9月底前,", "lead: 丙,", "", "丙", ("乙",), "9月底前"),
        ("lead: 甲,", "support: [乙], due: 10月底前,", "due: 年底前", "甲", ("乙",), "年底前"),
        ("lead: 甲,", "lead: 乙,", "lead: 丙", "丙", (), None),
        ("support: [甲],", "support: [乙],", "support: [丙, 丁]", None, ("丙", "丁"), None),
        ("support: [甲],", "", "support: []", None, ("甲",), None),
        ("", "", "", None, (), None),
    ],
)
def test_the_nearest_value_holds(
    section: str, subtask: str, own: str, lead: str | None, support: tuple[str, ...], due: str | None
) -> None:
    """Lead, support and due come from the measure, else its subtask, else its section, each for itself."""
    found = inheriting(section, subtask, own)
    assert (found.lead, found.support, found.due) == (lead, support, due)


@pytest.mark.parametrize(
    ("section", "subtask", "own", "assumed"),
    [
        ("lead: 甲, assumed: [lead],", "", "", ("lead",)),
        ("lead: 甲, assumed: [lead],", "lead: 乙,", "", ()),
        ("lead: 甲, assumed: [lead],", "lead: 乙, assumed: [lead],", "", ("lead",)),
        ("lead: 甲, assumed: [lead],", "", "lead: 乙", ()),
        ("lead: 甲, assumed: [lead],", "", "lead: 乙, assumed: [lead]", ("lead",)),
        ("lead: 甲,", "", "assumed: [lead]", ("lead",)),
        ("lead: 甲,", "assumed: [lead],", "", ("lead",)),
        ("", "assumed: [lead],", "", ()),
        ("", "", "assumed: [lead, kind]", ("kind",)),
        (
            "lead: 甲, support: [乙], due: 年底前, assumed: [due, support, lead],",
            "",
            "",
            ("lead", "support", "due"),
        ),
        (
            "due: 年底前, assumed: [due],",
            "lead: 甲, assumed: [lead],",
            "assumed: [title]",
            ("title", "lead", "due"),
        ),
        ("", "", "owner: 张三, assumed: [owner, owner]", ("owner",)),
        ("due: 年底前, assumed: [due],", "", "kind: standing", ()),
        ("", "", "kind: standing, assumed: [due]", ()),
    ],
)
def test_what_is_assumed_travels_with_the_value(
    section: str, subtask: str, own: str, assumed: tuple[str, ...]
) -> None:
    """A value is assumed where it is listed beside or below it; an own value drops what was assumed above."""
    assert inheriting(section, subtask, own).assumed == assumed


@pytest.mark.parametrize("kind", KINDS)
def test_only_tasks_inherit_a_deadline(kind: str) -> None:
    """Section, subtask and the register's default give a deadline to tasks, to other kinds never."""
    found = inheriting("due: 9月底前,", "", f"kind: {kind}", "rules: {default_due: 年底前}")
    assert found.due == ("9月底前" if kind == "task" else None)
    held = found.deadline
    expected = {"task": "point", "standing": "standing", "recurring": "soft"}.get(kind)
    assert (held.kind if held else None) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_the_default_deadline_holds_for_tasks_and_is_assumed(kind: str) -> None:
    """A task without any deadline takes the register's; it is not its own, and assumed."""
    found = inheriting("", "", f"kind: {kind}", "rules: {default_due: 年底前}")
    held = found.deadline
    day = date(2022, 12, 31) if kind == "task" else None
    assert (found.due, held.date if held else None) == (None, day)
    assert found.assumed == (("due",) if kind == "task" else ())


def test_an_own_deadline_beats_the_default() -> None:
    """Even a deadline without a date keeps the default away, and is not assumed."""
    for due, kind in [("尽快", "soft"), ("X月底前", "blank"), ("无", "none"), ("长期坚持", "standing")]:
        found = inheriting("", "", f"due: {due}", "rules: {default_due: 年底前}")
        assert found.deadline is not None
        assert (found.due, found.deadline.kind, found.assumed) == (due, kind, ())


def test_without_a_default_a_task_has_no_deadline() -> None:
    """Nothing is supplied that nobody wrote."""
    found = inheriting()
    assert (found.due, found.deadline, found.assumed) == (None, None, ())


@pytest.mark.parametrize(
    ("own", "kind", "first", "last"),
    [
        ("due: 每月5日前", "recurring", ISSUED, date(2022, 12, 31)),
        ("due: 每月5日前, since: 2022-06-01", "recurring", date(2022, 6, 1), date(2022, 12, 31)),
        ("kind: recurring", "soft", None, None),
        ("kind: standing", "standing", None, None),
    ],
)
def test_rhythms_are_bounded_by_start_and_year(
    own: str, kind: str, first: date | None, last: date | None
) -> None:
    """A rhythm runs from `since` or the day of issue to the end of the year; no rhythm, no bounds."""
    held = inheriting(own=own).deadline
    assert held is not None
    assert (held.kind, held.first, held.last) == (kind, first, last)


def test_an_inherited_rhythm_starts_with_the_measure() -> None:
    """The same phrase from above begins on each measure's own day."""
    held = inheriting("", "due: 每周,", "since: 2022-06-01").deadline
    assert held is not None and held.first == date(2022, 6, 1)


def test_records_stand_in_the_order_of_their_dates() -> None:
    """Log, chases and extensions are sorted by day; entries of one day keep the order of the file."""
    found = measure(
        """
log:
  - {date: 2022-07-01, note: 三}
  - {date: 2022-05-01, note: 一}
  - {date: 2022-07-01, note: 四}
  - {date: 2022-06-01, note: 二}
chases: [{date: 2022-07-01, to: 乙}, {date: 2022-06-01, to: 甲}]
extensions: [{date: 2022-07-01, from: 10月底前, to: 年底前}, {date: 2022-06-01, from: 9月底前, to: 10月底前}]
"""
    )
    assert [(entry.note, entry.position) for entry in found.log] == [
        ("一", 1),
        ("二", 3),
        ("三", 0),
        ("四", 2),
    ]
    assert [(chase.to, chase.position) for chase in found.chases] == [("甲", 1), ("乙", 0)]
    assert [extension.old for extension in found.extensions] == ["9月底前", "10月底前"]


UNITS = HEAD.replace(
    "sections:",
    "units: [{name: 区司法局, alias: [司法局]}, 区法院,"
    " {name: 各镇街, alias: [镇街], members: [甲镇, 区司法局]}]\nsections:",
)


@pytest.mark.parametrize(
    ("to", "kin"),
    [
        ("区法院", {"区法院"}),
        ("司法局", {"区司法局", "司法局"}),
        ("区司法局", {"区司法局", "司法局"}),
        ("各镇街", {"各镇街", "镇街", "甲镇", "区司法局", "司法局"}),
        ("镇街", {"各镇街", "镇街", "甲镇", "区司法局", "司法局"}),
        ("甲镇", {"甲镇"}),
        ("别的单位", {"别的单位"}),
    ],
)
def test_a_chase_knows_the_names_under_which_its_unit_answers(to: str, kin: set[str]) -> None:
    """A unit answers by its name or an alias, a collective also by its members and their aliases."""
    found = measure(f"chases: [{{date: 2022-06-01, to: {to}}}]", UNITS)
    assert found.chases[0].kin == kin


def test_a_stated_zero_is_an_entered_progress() -> None:
    """Progress 0 in the file is something other than no progress."""
    assert (measure("progress: 0").progress, measure("progress: 0").entered) == (0, True)
    assert (measure("progress: ~").progress, measure("progress: ~").entered) == (0, False)
