"""Last year's register rolled over: what goes on, what stays behind, and that no deadline moves."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli import check, holidays, terms
from fazhi_cli.change import Value
from fazhi_cli.emit import emitted
from fazhi_cli.known import Known
from fazhi_cli.measure import Measure
from fazhi_cli.problems import Refused
from fazhi_cli.query import select
from fazhi_cli.rollover import Kept, Rollover, rolled_over
from tests.conftest import HEAD, load_text, one_measure

CALENDAR = holidays.calendar_for([])
DAY = date(2022, 12, 20)
NEXT = Known(2023)
OLD = """\
# yaml-language-server: $schema=./tasks.schema.json
# 由区里的讲话分解而成
version: 1
title: 法治台账
year: 2022
issued: 2022-03-15    # 会议日
assumed: [year, title, rules.default_due]
# 规则
rules: {default_due: 年底前, due_soon: 5}
sections:
  # 一、学习
  - id: "1"
    title: 部分
    due: 11月底前
    subtasks:
      - id: "1.1"
        title: 子任务
        measures:
          # 已经办结
          - {id: "1.1.1", title: 办结的, status: done, progress: 100, due: 9月底前}
          # 张三负责
          - title: 还没办完的
            id: "1.1.2"
            # 区长定的
            due: 9月底前，并长期坚持
            status: doing
            progress: 40   # 估的
            related: [1.1.1, 1.1.3, 9.9.9]
            plan:
              - {step: 初稿, before: 60, done: 2022-07-01}
              - {step: 定稿, before: 30}
            extensions:
              - {date: 2022-06-01, from: 6月底前, to: 9月底前，并长期坚持}
            chases:
              - {date: 2022-06-01, to: 区司法局}
            log:
              - {date: 2022-06-30, by: 李四, status: doing, progress: 40, note: 甲}
          - id: "1.1.3"
            title: 定期的
            kind: recurring
            due: 每季度
            status: done
            progress: 100
          - {id: "1.1.4", title: 取消的, status: dropped}
          - {id: "1.1.5", title: 继承的, lead: null}
          - {id: "1.1.6", title: 立行立改的, due: 立行立改}
      - id: "1.2"
        title: 子任务二
        measures:
          - {id: "1.2.1", title: 办结了, status: done}
  - id: "2"
    title: 部分二
    subtasks:
      - id: "2.1"
        title: 子任务
        measures:
          - {id: "2.1.1", title: 默认的, detail: "一\\n二", assumed: [lead], lead: 甲, source_digest: abc}
          - {id: "2.1.2", title: 长期的, kind: standing, status: doing, progress: 10}
          - {id: "2.1.3", title: 审核的, status: review, due: 2023年6月底前}
          - {id: "2.1.4", title: 五工作日, due: 会后5个工作日内, status: paused}
          - {id: "2.1.5", title: 力争, due: 力争10月底前}
"""

NEW = """\
# yaml-language-server: $schema=./tasks.schema.json
# 由区里的讲话分解而成
# 由 2022 年的台账滚动而来：未办结的、长期和定期的照转，lineage 是旧编号；进展记录在旧台账里。
version: 1
title: 法治台账
year: 2023
assumed: [title, rules.default_due]
# 规则
rules: {default_due: 年底前, due_soon: 5}
sections:
  # 一、学习
  - id: "1"
    title: 部分
    due: 2022-11-30
    subtasks:
      - id: "1.1"
        title: 子任务
        measures:
          # 张三负责
          - title: 还没办完的
            id: "1.1.2"
            # 区长定的
            due: 2022-09-30前，并长期坚持
            since: 2022-03-15
            status: doing
            progress: 40
            related: [1.1.3, 9.9.9]
            lineage: 2022:1.1.2
            plan:
              - {step: 初稿, before: 60}
              - {step: 定稿, before: 30}
          - id: "1.1.3"
            title: 定期的
            kind: recurring
            due: 每季度
            since: 2023-01-01
            lineage: 2022:1.1.3
          - id: "1.1.5"
            title: 继承的
            lineage: 2022:1.1.5
          - id: "1.1.6"
            title: 立行立改的
            due: 立行立改
            since: 2022-03-15
            lineage: 2022:1.1.6
      - id: "1.2"
        title: 子任务二
        measures: []
  - id: "2"
    title: 部分二
    subtasks:
      - id: "2.1"
        title: 子任务
        measures:
          - id: "2.1.1"
            title: 默认的
            detail: |-
              一
              二
            assumed: [lead, due]
            lead: 甲
            due: 2022-12-31
            source_digest: abc
            lineage: 2022:2.1.1
          - id: "2.1.2"
            title: 长期的
            kind: standing
            status: doing
            progress: 10
            lineage: 2022:2.1.2
          - id: "2.1.3"
            title: 审核的
            status: review
            due: 2023年6月底前
            lineage: 2022:2.1.3
          - id: "2.1.4"
            title: 五工作日
            due: 2022-03-22
            status: paused
            lineage: 2022:2.1.4
          - id: "2.1.5"
            title: 力争
            due: 原则上2022-10-31前
            lineage: 2022:2.1.5
"""


def rolled(text: str, known: Known = NEXT, day: date = DAY) -> Rollover:
    """Return the register in `text` rolled over."""
    return rolled_over(load_text(text), known, day, "tasks.yaml", CALENDAR)


def one(lines: str, known: Known = NEXT, head: str = HEAD) -> Measure:
    """Return the one measure with `lines` as it goes on."""
    return rolled(one_measure(lines, head), known).new.register.measures[0]


def test_a_register_rolled_over_letter_by_letter() -> None:
    """Open, standing and recurring measures with lineage; comments over them; old days as dates."""
    assert rolled(OLD).new.source.text == NEW


def test_what_there_is_to_know_of_it() -> None:
    """What stayed behind, which deadlines were written out, what is overdue."""
    told = rolled(OLD)
    assert told._replace(new=None) == Rollover(  # type: ignore[arg-type]
        new=None,  # type: ignore[arg-type]
        carried=9,
        left={"done": ["1.1.1", "1.2.1"], "dropped": ["1.1.4"]},
        kept=[
            Kept("1.1.2", "9月底前，并长期坚持", date(2022, 9, 30)),
            Kept("1", "11月底前", date(2022, 11, 30)),
            Kept("2.1.4", "会后5个工作日内", date(2022, 3, 22)),
            Kept("2.1.5", "力争10月底前", date(2022, 10, 31)),
        ],
        supposed=["2.1.1"],
        dated=[],
        overdue=["1.1.2", "1.1.5", "2.1.5"],
        restarted=["1.1.3"],
        begun=["1.1.2", "1.1.6"],
        reviewed=["2.1.3"],
        unrelated=1,
        entries=1,
        comments=3,
    )


def test_what_is_overdue_stays_overdue() -> None:
    """The same measures are overdue since the same day, in either register."""
    day = date(2023, 2, 1)
    new = select(rolled(OLD).new.register, day).rows
    old = {row.measure.id: row for row in select(load_text(OLD).register, day).rows}
    due = [(row.measure.id, row.days_overdue, row.waited) for row in new if row.due_date or row.waited]
    assert due == [(own, old[own].days_overdue, old[own].waited) for own, *_ in due]
    assert [own for own, days, _ in due if days] == ["1.1.2", "1.1.5", "2.1.1", "2.1.5"]


def test_a_register_rolled_over_has_no_error() -> None:
    """What contradicted itself in the old one stays with its log."""
    text = one_measure("kind: standing\nstatus: done\nlog:\n  - {date: 2022-05-01, status: doing}")
    new = rolled(text).new
    found = check.findings(new.register, select(new.register, DAY).rows, load_text(text).source.path)
    assert {item.code for item in found} == {"no-lead", "no-reply"}
    assert new.register.measures[0].status == "todo"


@pytest.mark.parametrize("kind", terms.KINDS)
@pytest.mark.parametrize("status", terms.STATUSES)
def test_what_goes_on(kind: str, status: str) -> None:
    """Everything but what was dropped, and tasks that are done; what recurs begins anew when it was done."""
    told = rolled(one_measure(f"kind: {kind}\nstatus: {status}\nprogress: 100"))
    stays = status == "dropped" or (status == "done" and kind == "task")
    assert told.left == ({status: ["1.1.1"]} if stays else {})
    if not stays:
        anew = kind != "task" and status in ("done", "review")
        measure = told.new.register.measures[0]
        assert measure.status == ("todo" if anew else status)
        periodic = kind in ("recurring", "indicator", "prohibition")
        assert measure.entered is not (periodic or status == "done")
        assert measure.lineage == "2022:1.1.1"


@pytest.mark.parametrize(
    ("lines", "due", "since"),
    [
        ("due: 每月", "每月", date(2023, 1, 1)),
        ("kind: recurring\ndue: 每年1月底前\nsince: 2022-06-01", "每年1月底前", date(2023, 1, 1)),
        ("due: 2024年起，每年1月底前", "2024年起，每年1月底前", date(2023, 1, 1)),
        ("due: 每月\nsince: 2023-02-01", "每月", date(2023, 2, 1)),
        ("due: 立行立改", "立行立改", date(2022, 3, 15)),
        ("due: 立行立改\nsince: 2022-04-01", "立行立改", date(2022, 4, 1)),
        ("due: X月底前", "X月底前", None),
        ("due: 尽快", "尽快", None),
        ("due: 2022年底前", "2022年底前", None),
        ("due: 2023年6月底前", "2023年6月底前", None),
        ("due: 年底前", "2022-12-31", None),
        ("due: 年底前\nprogress: 0", "2022-12-31", date(2022, 3, 15)),
        ("due: 年底前\nsince: 2022-04-01", "2022-12-31", date(2022, 4, 1)),
        ("due: 原则上年底前，并长期坚持", "原则上2022-12-31前，并长期坚持", None),
        ("due: 本月底前", "2022-03-31", None),
    ],
)
def test_deadline_and_start_stay_what_they_were(lines: str, due: str, since: date | None) -> None:
    """A phrase stays where it means the same; periods run from the new year; ages and shares go on."""
    measure = one(lines)
    assert (measure.due, measure.since) == (due, since)


def test_a_phrase_that_the_new_day_of_issue_makes_unclear_is_written_out() -> None:
    """2月底前 after a meeting in March would be refused."""
    measure = one("due: 4月底前", Known(2023, date(2023, 5, 10)))
    assert measure.due == "2022-04-30"


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (HEAD.replace("sections:", "rules: {default_due: 4月底前}\nsections:"),
         "默认时限“4月底前”在 2023 年的台账里：2023年4月30日（星期日），早于会议日期2023年5月10日（星期三），"
         "或者2024年4月底前"),
        (HEAD.replace("year: 2022\nissued: 2022-03-15\n", ""), None),
    ],
)  # fmt: skip
def test_a_deadline_that_means_nothing_now_is_refused(head: str, message: str | None) -> None:
    """With the way out; where nothing could be told before, the phrase itself is unclear now."""
    with pytest.raises(Refused) as refusal:
        one("due: 4月底前", Known(2023, date(2023, 5, 10)), head)
    assert message in (None, refusal.value.message)
    if message is None:
        assert refusal.value.message.startswith("1.1.1 的时限“4月底前”在 2023 年的台账里：")
        assert refusal.value.hint == "先在旧台账里写明日期：fazhi set 1.1.1 --due --file t.yaml"


def test_a_deadline_that_only_now_has_a_day_is_told() -> None:
    """A register without a year gave none."""
    head = HEAD.replace("year: 2022\nissued: 2022-03-15\n", "")
    told = rolled(one_measure("due: 年底前", head))
    assert (told.dated, told.kept) == (["1.1.1"], [])
    assert told.new.register.measures[0].lineage == "1.1.1"
    assert told.new.source.text.splitlines()[1].startswith("# 由旧台账滚动而来：")
    bare = rolled(
        one_measure("lead: 甲", head.replace("sections:", "rules: {default_due: 年底前}\nsections:"))
    )
    assert (bare.dated, bare.supposed) == (["1.1.1"], [])


@pytest.mark.parametrize("year", [2021, 2022])
def test_the_new_year_comes_after_the_old_one(year: int) -> None:
    """Rolling over within a year would double it."""
    with pytest.raises(Refused) as refusal:
        rolled(OLD, Known(year))
    assert refusal.value.message == "旧台账是 2022 年的，新的要晚于这一年"


def test_what_is_known_of_the_new_register_is_put_in() -> None:
    """Title and day of issue are no longer those of the old one, nor assumed."""
    register = rolled(OLD, Known(2023, date(2023, 2, 1), "新台账")).new.register
    assert (register.title, register.issued, register.assumed) == (
        "新台账",
        date(2023, 2, 1),
        ("rules.default_due",),
    )


def test_line_ends_stay() -> None:
    """A file of Windows begets one."""
    text = rolled(OLD.replace("\n", "\r\n")).new.source.text
    assert text == NEW.replace("\n", "\r\n")


def test_rolling_over_twice_names_the_year_before() -> None:
    """Lineage leads from file to file."""
    twice = rolled_over(rolled(OLD).new, Known(2024), date(2023, 12, 20), "tasks.yaml", CALENDAR)
    assert twice.new.register.measures[0].lineage == "2023:1.1.2"
    assert [item.own for item in twice.kept] == []
    assert twice.new.source.text.splitlines()[1:3] == [
        "# 由区里的讲话分解而成",
        "# 由 2022 年的台账滚动而来：未办结的、长期和定期的照转，lineage 是旧编号；进展记录在旧台账里。",
    ]


def test_what_looks_like_a_comment_is_none() -> None:
    """Lines of a block of text are no comments, nor is what stands behind a value."""
    text = one_measure("detail: |\n  # 第一\n  # 第二") + (
        '          - id: "1.1.2"  # 第三\n            title: 措施二 # 第四\n'
        "            # 第五\n\n            # 第六\n            lead: 甲\n"
    )
    told = rolled(text)
    assert told.comments == 2
    assert [line for line in told.new.source.text.splitlines() if "第" in line] == [
        "              # 第一",
        "              # 第二",
        "            # 第五",
        "            # 第六",
    ]
    assert told.new.register.measures[0].detail == "# 第一\n# 第二\n"


PHRASES = st.sampled_from(
    (
        *("9月底前", "年底前", "2022-10-31", "2023年6月底前", "上半年", "会后5个工作日内", "一个月内"),
        *("每月", "每季度", "每年1月底前", "长期坚持", "立行立改", "尽快", "X月底前", "无", "力争10月底前"),
        *(
            "9月底前，并长期坚持",
            "原则上年底前，并长期坚持",
            "三季度末前",
            "次月15日前",
            "到2025年",
            "本季度末",
        ),
    )
)
MEASURES = st.fixed_dictionaries(
    {},
    optional={
        "due": PHRASES,
        "kind": st.sampled_from([*terms.KINDS]),
        "status": st.sampled_from([*terms.STATUSES]),
        "progress": st.integers(0, 100).map(str),
        "since": st.dates(date(2022, 1, 1), date(2022, 12, 1)).map(str),
        "detail": st.text("甲乙 #:-\n", min_size=1).filter(str.strip),
    },
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(MEASURES, min_size=1, max_size=5),
    st.none() | PHRASES,
    st.sampled_from([None, "年底前", "11月底前", "2022-12-01"]),
    st.sampled_from([None, date(2023, 1, 5), date(2023, 11, 5)]),
)
def test_no_deadline_moves(
    measures: list[dict[str, str]], due: str | None, default: str | None, issued: date | None
) -> None:
    """Hypothesis: whatever goes on has the kind and day of its deadline that it had."""
    items: list[Value] = [
        {"id": f"1.1.{number}", "title": "措施", **item} for number, item in enumerate(measures, 1)
    ]
    subtask: dict[str, Value] = {"id": "1.1", "title": "子任务", "measures": items}
    register: dict[str, Value] = {"title": "台账", "year": 2022, "issued": date(2022, 3, 15)}
    register |= {"rules": {"default_due": default}} if default else {}
    section: dict[str, Value] = {
        "id": "1",
        "title": "部分",
        "subtasks": [subtask | ({"due": due} if due else {})],
    }
    old = load_text(emitted(register | {"sections": [section]}))
    try:
        new = rolled_over(old, Known(2023, issued), DAY, "tasks.yaml", CALENDAR).new.register
    except Refused as refusal:
        assert default in ("年底前", "11月底前")
        assert refusal.message.startswith("默认时限")
        return
    before = {measure.id: measure for measure in old.register.measures}
    for measure in new.measures:
        held, was = measure.deadline, before[measure.id].deadline
        assert (held is None) == (was is None)
        if held and was:
            assert (held.kind, held.date, held.rhythm, held.soft) == (
                was.kind,
                was.date,
                was.rhythm,
                was.soft,
            )
        assert ("due" in measure.assumed) == ("due" in before[measure.id].assumed)
