"""What a clerk says of steps becomes changes of the plan, and of nothing else."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli import holidays
from fazhi_cli.change import Append, Change, Drop, Put
from fazhi_cli.problems import Refused
from fazhi_cli.proof import changed
from fazhi_cli.register import Loaded
from fazhi_cli.scheduling import MOST_DAYS, Scheduler, Wanted, matching
from fazhi_cli.state import state
from tests.conftest import HEAD, load_text, one_measure

CALENDAR = holidays.calendar_for([])
TODAY = date(2022, 6, 1)
MEASURE = ("sections", 0, "subtasks", 0, "measures", 0)
PLAN = (*MEASURE, "plan")
LINES = """\
due: 9月底前
plan:
  - {step: 形成初稿, before: 60}   # 先写
  - step: 征求意见稿
    before: 30
    done: 2022-05-20
  - {step: 会签, before: 10}
"""


def changes(
    lines: str,
    steps: Mapping[str, str] | None = None,
    done: Sequence[str] = (),
    clear: Sequence[str] = (),
    **more: Any,
) -> list[Change]:
    """Return the changes of the plan of the one measure that has `lines`."""
    return planned(load_text(one_measure(lines)), steps, done, clear, **more)


def planned(
    loaded: Loaded,
    steps: Mapping[str, str] | None = None,
    done: Sequence[str] = (),
    clear: Sequence[str] = (),
    day: date = TODAY,
    stated: bool = False,
) -> list[Change]:
    """Return the changes of the plan of the first measure of a register."""
    register = loaded.register
    written = loaded.data["sections"][0]["subtasks"][0]["measures"][0]
    row = state(register.measures[0], TODAY, register.rules)
    wanted = Wanted(steps or {}, tuple(done), tuple(clear), day, stated)
    return Scheduler(register, row, written, CALENDAR).changes(wanted)


def after(lines: str, **words: Any) -> str:
    """Return the lines of the measure behind its title, flush left, as they are after a change."""
    loaded = load_text(one_measure(lines))
    text = changed(loaded, planned(loaded, **words), CALENDAR).source.text
    own = text.partition("title: 措施\n")[2].splitlines()
    return "".join(f"{line.removeprefix(' ' * 12)}\n" for line in own)


def refused(lines: str, **words: Any) -> tuple[str, str]:
    """Return the message and the remedy of the refusal that a change meets."""
    with pytest.raises(Refused) as caught:
        changes(lines, **words)
    return caught.value.message, caught.value.hint


def test_a_plan_is_begun_with_all_steps_given() -> None:
    """One list, the steps in the order in which they were given."""
    assert changes("due: 9月底前", {"形成初稿": "60", "会签": "20"}) == [
        Append(PLAN, ({"step": "形成初稿", "before": 60}, {"step": "会签", "before": 20}))
    ]


def test_a_known_step_is_put_in_its_place_and_a_new_one_behind() -> None:
    """Only the number of days differs; the same number is no change."""
    assert changes(LINES, {"形成初稿": "45", "会签": "10", "印发": "0"}) == [
        Put((*PLAN, 0, "before"), 45),
        Append(PLAN, ({"step": "印发", "before": 0},)),
    ]


def test_a_part_of_a_name_is_a_step_of_its_own() -> None:
    """--step names in full what it sets: 初稿 is not 形成初稿."""
    assert changes(LINES, {"初稿": "45"}) == [Append(PLAN, ({"step": "初稿", "before": 45},))]


@pytest.mark.parametrize(
    ("when", "before"),
    [
        ("60", 60),
        ("６０", 60),
        ("60天", 60),
        ("６０ 天", 60),
        ("提前60天", 60),
        ("提前60日", 60),
        ("60日", None),  # a day of some month, or a stretch of days
        ("六十天", 60),
        ("一百二十", 120),
        ("两周", 14),
        ("2个星期", 14),
        ("0", 0),
        ("3650", 3650),
        ("3651", None),
        ("两个月", None),  # how many days is that
        ("10个工作日", None),
        ("10天内", None),  # from the meeting, or before the deadline
        ("百", None),
        ("2022-08-01", 60),
        ("２０２２－０８－０１", 60),
        ("8月1日", 60),
        ("8月底前", 30),
        ("8月上旬前", 51),
        ("2022-09-30", 0),
        ("2022-10-01", None),
        ("国庆节前", 0),
        ("每月", None),
        ("X月底前", None),
        ("尽快", None),
        ("10日前", None),
        ("甲", None),
    ],
)
def test_days_ahead_in_words(when: str, before: int | None) -> None:
    """Days, weeks, dates and phrases are days ahead of 30 September; what may mean two things is refused."""
    if before is None:
        message, hint = refused("due: 9月底前", steps={"甲": when})
        assert message
        assert hint
    else:
        assert changes("due: 9月底前", {"甲": when}) == [Append(PLAN, ({"step": "甲", "before": before},))]


@pytest.mark.parametrize(
    ("lines", "when", "message", "hint"),
    [
        (
            "due: 9月底前", "10月8日", "步骤“甲”在 2022-10-08，晚于时限 2022-09-30",
            "写时限以前的日期，或先改时限",
        ),
        (
            "due: X月底前", "8月1日", "1.1.1 的时限没有定到哪一天，算不出“8月1日”提前多少天",
            "写提前的天数，如 --step 甲=60，或先用 fazhi set 1.1.1 --due 定时限",
        ),
        (
            "due: 每季度", "8月1日", "1.1.1 的时限没有定到哪一天，算不出“8月1日”提前多少天",
            "写提前的天数，如 --step 甲=60，或先用 fazhi set 1.1.1 --due 定时限",
        ),
        (
            "due: 9月底前", "每月", "步骤“甲”的“每月”不是哪一天",
            "写时限前多少天，如 60，或写哪一天，如 2022-10-01、10月底前",
        ),
        (
            "due: 9月底前", "3651", "步骤“甲”提前 3651 天，最多 3650 天",
            "写时限前多少天，如 60，或写哪一天，如 2022-10-01、10月底前",
        ),
        (
            "due: 9月底前", "两个月", "步骤“甲”的“两个月”算不出提前多少天",
            "写时限前多少天，如 60，或写哪一天，如 2022-10-01、10月底前",
        ),
    ],
)  # fmt: skip
def test_a_step_that_has_no_day_is_refused(lines: str, when: str, message: str, hint: str) -> None:
    """With the reason and what to write instead."""
    assert refused(lines, steps={"甲": when}) == (message, hint)


@pytest.mark.parametrize("due", ["", "due: X月底前", "due: 尽快", "due: 每季度"])
def test_without_a_date_relative_steps_are_kept(due: str) -> None:
    """So many days ahead of whatever day will be set."""
    assert changes(due or "kind: task", {"甲": "60"}) == [Append(PLAN, ({"step": "甲", "before": 60},))]


def test_a_day_is_counted_from_the_deadline_in_force() -> None:
    """An extension that is dated later does not count yet."""
    lines = "due: 年底前\nextensions: [{date: 2022-06-02, from: 9月底前, to: 年底前}]"
    assert changes(lines, {"甲": "9月1日"}) == [Append(PLAN, ({"step": "甲", "before": 29},))]


def test_a_default_deadline_counts_as_a_date() -> None:
    """It is assumed, and shown as such, but it is a day."""
    loaded = load_text(
        one_measure("kind: task", HEAD.replace("sections:", "rules: {default_due: 年底前}\nsections:"))
    )
    assert planned(loaded, {"甲": "12月1日"}) == [Append(PLAN, ({"step": "甲", "before": 30},))]


def test_done_steps_get_their_day() -> None:
    """By name or by the part of one; a new step may be done at once."""
    assert changes(LINES, {"印发": "0"}, ["会签", "初稿", "印发", "形成初稿"]) == [
        Put((*PLAN, 2, "done"), TODAY),
        Put((*PLAN, 0, "done"), TODAY),
        Append(PLAN, ({"step": "印发", "before": 0, "done": TODAY},)),
    ]


def test_a_day_that_is_known_is_replaced_only_by_a_stated_one() -> None:
    """Saying done once more changes nothing by accident."""
    assert refused(LINES, done=["意见"]) == (
        "步骤“征求意见稿”在 2022-05-20 已经完成",
        "要改日期，加上 --date",
    )
    earlier = date(2022, 5, 18)
    assert changes(LINES, done=["意见"], day=earlier, stated=True) == [Put((*PLAN, 1, "done"), earlier)]


def test_cleared_steps_go() -> None:
    """Each once, whatever else is set."""
    assert changes(LINES, {"印发": "0"}, clear=["会签", "意见", "会签"]) == [
        Append(PLAN, ({"step": "印发", "before": 0},)),
        Drop(PLAN, {"step": "会签", "before": "10"}),
        Drop(PLAN, {"step": "征求意见稿", "before": "30", "done": "2022-05-20"}),
    ]


@pytest.mark.parametrize(
    "words",
    [
        {"steps": {"会签": "5"}, "clear": ["会签"]},
        {"steps": {"会签": "10"}, "clear": ["会签"]},  # what it is already
        {"done": ["会签"], "clear": ["会签"]},
    ],
)
def test_what_is_set_is_not_cleared(words: dict[str, Any]) -> None:
    """Both of one step is refused."""
    assert refused(LINES, **words) == ("步骤“会签”又要留又要删，不知听哪个", "二者留一")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("会签", 2),
        ("初", 0),
        ("征求", 1),
        ("稿", ("“稿”可以指几个步骤：形成初稿、征求意见稿", "把名称写全")),
        ("形成稿", ("没有步骤“形成稿”", "相近的有：形成初稿")),
        ("无关", ("没有步骤“无关”", "有这些步骤：形成初稿、征求意见稿、会签、会签前、重名、重名")),
        ("重名", ("叫“重名”的步骤有 2 个", "在文件里改成不同的名称")),
    ],
)
def test_names_are_matched(word: str, expected: int | tuple[str, str]) -> None:
    """Exactly, else by the only one that holds the word; else with what is near, or what it may be."""
    names = ["形成初稿", "征求意见稿", "会签", "会签前", "重名", "重名"]
    if isinstance(expected, int):
        assert matching(names, word) == expected
    else:
        with pytest.raises(Refused) as caught:
            matching(names, word)
        assert (caught.value.message, caught.value.hint) == expected


def test_without_steps_there_is_nothing_to_match() -> None:
    """The remedy is to make one."""
    assert refused("due: 9月底前", done=["甲"]) == ("没有步骤“甲”", "用 --step 步骤=天数 先排上")


@pytest.mark.parametrize(
    ("words", "confirmed"),
    [({"steps": {"印发": "0"}}, True), ({"clear": ["会签"]}, True), ({"done": ["会签"]}, False)],
)
def test_a_plan_that_somebody_makes_is_assumed_no_longer(words: dict[str, Any], confirmed: bool) -> None:
    """Setting it confirms it; that a step is done says nothing of it."""
    made = changes(f"assumed: [plan, due]\n{LINES}", **words)
    assert (Drop((*MEASURE, "assumed"), "plan") in made) is confirmed


def test_a_block_plan_keeps_every_other_byte() -> None:
    """Comments, order and styles stay; what is new is written as its neighbour."""
    assert after(
        LINES, steps={"会签": "12", "印发": "0"}, done=["初稿"], clear=["意见"]
    ) == """\
due: 9月底前
plan:
  - {step: 形成初稿, before: 60, done: 2022-06-01}   # 先写
  - {step: 会签, before: 12}
  - {step: 印发, before: 0}
"""  # fmt: skip


def test_a_plan_of_block_items_grows_by_one() -> None:
    """Keys on lines of their own, as in the item before."""
    lines = "due: 9月底前\nplan:   # 倒排\n- step: '甲'\n\n  before: 60  # 甲\nowner: 张三"
    assert after(lines, steps={"乙": "7"}, done=["甲"]) == """\
due: 9月底前
plan:   # 倒排
- step: '甲'

  before: 60  # 甲
  done: 2022-06-01
- step: 乙
  before: 7
owner: 张三
"""  # fmt: skip


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            {"steps": {"乙": "7"}},
            "plan: [ {step: 甲, before: 60} , {step: 丙, before: 1}, {step: 乙, before: 7}]",
        ),
        ({"done": ["甲"]}, "plan: [ {step: 甲, before: 60, done: 2022-06-01} , {step: 丙, before: 1}]"),
        ({"steps": {"丙": "2"}}, "plan: [ {step: 甲, before: 60} , {step: 丙, before: 2}]"),
        ({"clear": ["甲"]}, "plan: [ {step: 丙, before: 1}]"),
        ({"clear": ["丙"]}, "plan: [ {step: 甲, before: 60}]"),
        ({"clear": ["甲", "丙"]}, "plan: [ ]"),
    ],
)
def test_a_flow_plan_stays_one(words: dict[str, Any], line: str) -> None:
    """On its line, spaces as they were."""
    lines = "plan: [ {step: 甲, before: 60} , {step: 丙, before: 1}]  # 倒排\ndue: 9月底前"
    assert after(lines, **words) == f"{line}  # 倒排\ndue: 9月底前\n"


def test_a_first_step_goes_where_the_plan_belongs() -> None:
    """Between the keys of a measure in the file's order."""
    assert after("due: 9月底前\ntags: [改革]\nlog:\n- {date: 2022-05-01}", steps={"甲": "7"}) == """\
due: 9月底前
tags: [改革]
plan:
  - {step: 甲, before: 7}
log:
- {date: 2022-05-01}
"""  # fmt: skip


def test_a_step_with_an_empty_key_can_go() -> None:
    """A key without a value is part of the step."""
    assert after("plan:\n  - {step: 甲, before: 60, done: }\n  - {step: 乙, before: 1}", clear=["甲"]) == (
        "plan:\n  - {step: 乙, before: 1}\n"
    )


@given(st.integers(0, MOST_DAYS), st.sampled_from(["{}", "{}天", "提前{}日", " {} "]))
def test_every_number_of_days_is_stored(before: int, form: str) -> None:
    """However it is written, with full-width digits or not."""
    wide = str(before).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    for text in (str(before), wide):
        (change,) = changes("due: 9月底前", {"甲": form.format(text)})
        assert change == Append(PLAN, ({"step": "甲", "before": before},))


@given(st.integers(0, MOST_DAYS))
def test_a_day_read_back_is_the_day_that_was_named(before: int) -> None:
    """A step set by its date has that date."""
    day = date.fromordinal(date(2022, 9, 30).toordinal() - before)
    assert changes("due: 9月底前", {"甲": day.isoformat()}) == [
        Append(PLAN, ({"step": "甲", "before": before},))
    ]
