"""Planning: who and by when, what was assumed and now holds, new measures and their ids."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from fazhi_cli import holidays
from fazhi_cli.change import Append, Change, Clear, Drop, Put, Value
from fazhi_cli.planning import CLEARABLE, Plan, Planner, add, inherited_due, next_id, understood
from fazhi_cli.problems import Refused
from fazhi_cli.proof import changed
from fazhi_cli.register import Loaded
from tests.conftest import HEAD, load_text, one_measure

CALENDAR = holidays.calendar_for([])
TODAY = date(2022, 6, 1)
MEASURE = ("sections", 0, "subtasks", 0, "measures", 0)


def register_of(lines: str, above: str = "", rules: str = "") -> Loaded:
    """Return a register with one measure, keys `above` on its subtask, and rules."""
    head = HEAD.replace("        measures:\n", f"{above}        measures:\n")
    return load_text(one_measure(lines, head.replace("sections:\n", f"{rules}sections:\n", 1)))


def plan(
    loaded: Loaded,
    values: Mapping[str, Value] | None = None,
    clear: Sequence[str] = (),
    confirm: Sequence[str] = (),
    reason: str | None = None,
    inherited: str | None = None,
) -> list[Change]:
    """Return the changes that 王五 plans today for the first measure."""
    measure = loaded.register.measures[0]
    written = loaded.data["sections"][0]["subtasks"][0]["measures"][0]
    wanted = Plan(TODAY, "王五", values or {}, tuple(clear), tuple(confirm), reason)
    return Planner(loaded.register, measure, written, CALENDAR, inherited).changes(wanted)


def after(loaded: Loaded, **words: Any) -> Any:
    """Return the measure as it is in the file after planning."""
    return changed(loaded, plan(loaded, **words), CALENDAR).register.measures[0]


def refused(loaded: Loaded, **words: Any) -> Refused:
    """Return the refusal that a plan meets."""
    with pytest.raises(Refused) as caught:
        plan(loaded, **words)
    return caught.value


def put(key: str, value: Value) -> Put:
    """Return the change that sets a key of the measure."""
    return Put((*MEASURE, key), value)


def extended(old: str, new: str, reason: str) -> Append:
    """Return the change that records an extension."""
    record: dict[str, Value] = {"date": TODAY, "from": old, "to": new, "reason": reason, "by": "王五"}
    return Append((*MEASURE, "extensions"), (record,))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "新名"),
        ("detail", "一\n二"),
        ("lead", "区法院"),
        ("support", ["区法院", "区检察院"]),
        ("owner", "张三"),
        ("since", date(2022, 4, 1)),
        ("tags", ["改革"]),
        ("due", "9月底前"),
    ],
)
def test_a_field_is_set(field: str, value: Value) -> None:
    """A planning field that is not assumed is set by one change and nothing else."""
    assert plan(register_of("status: doing"), {field: value}) == [put(field, value)]


def test_what_is_set_already_is_no_change() -> None:
    """Setting a field to what the file says changes nothing, not even with a reason."""
    loaded = register_of("lead: 区法院\nsupport: [甲, 乙]\ndue: 9月底前\nsince: 2022-04-01")
    values: dict[str, Value] = {
        "lead": "区法院",
        "support": ["甲", "乙"],
        "due": "9月底前",
        "since": date(2022, 4, 1),
    }
    assert plan(loaded, values, reason="无") == []


def test_setting_what_was_assumed_confirms_it() -> None:
    """A field that is set goes off the list of assumed ones, be its value new or the same."""
    loaded = register_of("lead: 区法院\nowner: 张三\ndue: 9月底前\nassumed: [lead, owner, due]")
    drop = [Drop((*MEASURE, "assumed"), name) for name in ("lead", "owner", "due")]
    assert plan(loaded, {"lead": "区法院"}) == drop[:1]
    assert plan(loaded, {"owner": "李四"}) == [put("owner", "李四"), drop[1]]
    assert plan(loaded, {"due": "10月底前"}) == [put("due", "10月底前"), drop[2]]
    assert after(loaded, values={"lead": "区法院", "due": "9月底前", "owner": "李四"}).assumed == ()


def test_a_changed_deadline_wants_a_reason() -> None:
    """A deadline that was set is changed only with a reason; the old one is told."""
    loaded = register_of("due: 9月底前")
    error = refused(loaded, values={"due": "年底前"})
    assert error.message == "1.1.1 原定时限是“9月底前”，改时限要有理由"
    assert error.hint == "加上 --reason 写明理由"
    changes = plan(loaded, {"due": "年底前"}, reason="防疫")
    assert changes == [put("due", "年底前"), extended("9月底前", "年底前", "防疫")]


def test_an_extension_keeps_the_old_phrase() -> None:
    """Written and read again, the extension holds both phrases, the day, the reason and who it was."""
    measure = after(register_of("due: 9月底前"), values={"due": "年底前"}, reason="防疫")
    (item,) = measure.extensions
    assert (item.date, item.old, item.new, item.reason, item.by) == (
        TODAY,
        "9月底前",
        "年底前",
        "防疫",
        "王五",
    )
    assert (measure.due, measure.deadline.date) == ("年底前", date(2022, 12, 31))


@pytest.mark.parametrize("old", ["X月底前", "XX月XX日前", "尽快", "适时", "待定", "无", "截至2020年底"])
def test_filling_what_was_open_is_no_extension(old: str) -> None:
    """A blank, soft or missing date is given without a reason and without a record."""
    assert plan(register_of(f"due: {old}"), {"due": "9月底前"}) == [put("due", "9月底前")]


def test_filling_what_was_not_there_is_no_extension() -> None:
    """A first deadline, one over the default, and one over an assumed one from above are no extensions."""
    assert plan(register_of("status: doing"), {"due": "9月底前"}) == [put("due", "9月底前")]
    default = register_of("status: doing", rules="rules: {default_due: 年底前}\n")
    assert plan(default, {"due": "9月底前"}) == [put("due", "9月底前")]
    above = register_of("status: doing", above="        due: 年底前\n        assumed: [due]\n")
    assert plan(above, {"due": "9月底前"}) == [put("due", "9月底前")]


def test_a_deadline_over_an_inherited_one_is_an_extension() -> None:
    """A deadline from above that is not assumed was set: one's own instead of it wants a reason."""
    loaded = register_of("status: doing", above="        due: 6月底前\n")
    assert "原定时限是“6月底前”" in refused(loaded, values={"due": "9月底前"}).message
    changes = plan(loaded, {"due": "9月底前"}, reason="协商")
    assert changes == [put("due", "9月底前"), extended("6月底前", "9月底前", "协商")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("9月底前", "2022-09-30"),
        ("2022-09-30", "九月底前"),
        ("三季度末", "9月底前"),
        ("年底前", "年内"),
        ("每月", "每个月"),
        ("长期坚持", "持续推进"),
    ],
)
def test_the_same_day_in_other_words_is_no_extension(old: str, new: str) -> None:
    """The phrase is changed without a reason where its meaning stays."""
    assert plan(register_of(f"due: '{old}'"), {"due": new}) == [put("due", new)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("9月底前", "10月底前"),
        ("9月底前", "6月底前"),
        ("9月底前", "长期坚持"),
        ("9月底前", "尽快"),
        ("9月底前", "X月底前"),
        ("9月底前", "无"),
        ("9月底前", "9月底前并长期坚持"),
        ("长期坚持", "9月底前"),
        ("立行立改", "9月底前"),
        ("每月", "每季度"),
        ("每月5日前", "每月10日前"),
    ],
)
def test_another_meaning_is_an_extension(old: str, new: str) -> None:
    """Any other meaning of a deadline that was set wants a reason, be it later, earlier or none."""
    loaded = register_of(f"due: {old}")
    assert "改时限要有理由" in refused(loaded, values={"due": new}).message
    assert plan(loaded, {"due": new}, reason="改") == [put("due", new), extended(old, new, "改")]


def test_a_deadline_that_is_not_understood_is_refused() -> None:
    """A phrase that means nothing, or two days, is refused with the forms that are understood."""
    loaded = register_of("status: doing")
    error = refused(loaded, values={"due": "过些日子"})
    assert error.message.startswith("时限“过些日子”：")
    assert error.hint
    assert "时限“" in refused(loaded, values={"due": "6月底前完成初稿，9月底前印发"}).message


def test_a_deadline_is_understood_from_the_start_that_is_set_with_it() -> None:
    """Start and deadline that are set together belong together."""
    loaded = register_of("since: 2022-04-01\nkind: recurring")
    values: dict[str, Value] = {"due": "每月", "since": date(2022, 7, 1)}
    assert plan(loaded, values) == [put("due", "每月"), put("since", date(2022, 7, 1))]
    assert after(loaded, values=values).deadline.first == date(2022, 7, 1)
    assert understood(loaded.register, "9月底前", None, CALENDAR).date == date(2022, 9, 30)


@pytest.mark.parametrize(
    "field", ["lead", "support", "owner", "since", "detail", "tags", "source", "plan", "indicator"]
)
def test_a_field_is_cleared(field: str) -> None:
    """A field of the measure's own goes with its value."""
    loaded = register_of(
        "kind: indicator\nlead: 甲\nsupport: [乙]\nowner: 丙\nsince: 2022-04-01\ndetail: 丁\ntags: [戊]\n"
        "source: [1.1.s1]\nplan: [{step: 初稿, before: 5}]\nindicator: {name: 率}"
    )
    assert plan(loaded, clear=[field]) == [Clear((*MEASURE, field))]
    assert field in CLEARABLE


def test_what_was_assumed_and_goes_is_assumed_no_longer() -> None:
    """A cleared field leaves the list of assumed ones too."""
    loaded = register_of("lead: 甲\nassumed: [lead, due]\ndue: 9月底前")
    changes = plan(loaded, clear=["lead", "due"])
    assert changes == [
        Clear((*MEASURE, "lead")),
        Drop((*MEASURE, "assumed"), "lead"),
        Clear((*MEASURE, "due")),
        Drop((*MEASURE, "assumed"), "due"),
    ]
    measure = after(loaded, clear=["lead", "due"])
    assert (measure.lead, measure.due, measure.assumed) == (None, None, ())


def test_clearing_a_deadline_that_was_set_is_an_extension() -> None:
    """A deadline that is taken away wants a reason and is recorded; an open one is not."""
    loaded = register_of("due: 9月底前")
    assert "改时限要有理由" in refused(loaded, clear=["due"]).message
    changes = plan(loaded, clear=["due"], reason="不再要求")
    assert changes == [Clear((*MEASURE, "due")), extended("9月底前", "无", "不再要求")]
    assert plan(register_of("due: X月底前"), clear=["due"]) == [Clear((*MEASURE, "due"))]
    assert plan(register_of("due:"), clear=["due"]) == [Clear((*MEASURE, "due"))]


def test_what_holds_after_a_cleared_deadline_is_the_one_from_above() -> None:
    """The record of a cleared deadline says which one holds then, and there is none if it is the same."""
    loaded = register_of("due: 9月底前", above="        due: 年底前\n")
    changes = plan(loaded, clear=["due"], reason="统一", inherited="年底前")
    assert changes == [Clear((*MEASURE, "due")), extended("9月底前", "年底前", "统一")]
    same = register_of("due: 年内", above="        due: 年底前\n")
    assert plan(same, clear=["due"], inherited="年底前") == [Clear((*MEASURE, "due"))]


@pytest.mark.parametrize(
    ("kind", "above", "due"),
    [
        ("task", "        due: 10月底前\n", "10月底前"),
        ("task", "        due:\n", "年底前"),
        ("task", "", "年底前"),
        ("standing", "        due: 10月底前\n", None),
    ],
)
def test_a_deadline_from_above_is_the_nearest_one_and_for_tasks(
    kind: str, above: str, due: str | None
) -> None:
    """The subtask's goes before the section's."""
    head = HEAD.replace("    subtasks:\n", "    due: 年底前\n    subtasks:\n")
    head = head.replace("        measures:\n", f"{above}        measures:\n")
    loaded = load_text(one_measure(f"kind: {kind}", head))
    assert inherited_due(loaded.data, loaded.register.measures[0]) == due


@pytest.mark.parametrize(
    "field", ["id", "title", "kind", "status", "progress", "assumed", "log", "extensions", "chases", "年"]
)
def test_what_a_measure_cannot_do_without_is_not_cleared(field: str) -> None:
    """Identity, state and history stay; the fields that can go are named."""
    error = refused(register_of("status: doing\nprogress: 5\nlog: [{date: 2022-04-01}]"), clear=[field])
    assert error.message == f"{field} 不能删去"
    assert error.hint.startswith("可以删去：detail、lead、support、owner")


def test_a_mistyped_field_is_guessed() -> None:
    """Of those that can go, not of those that stay."""
    own = register_of("owner: 张三")
    assert refused(own, clear=["onwer"]).message == "onwer 不能删去，是不是 owner？"
    assert refused(own, clear=["statu"]).message == "statu 不能删去"


def test_what_is_not_the_measure_s_own_is_not_cleared() -> None:
    """An inherited or absent field is refused, and it is said where it stands."""
    loaded = register_of("status: doing", above="        lead: 区法院\n")
    error = refused(loaded, clear=["lead"])
    assert error.message == "1.1.1 自己没有写 lead"
    assert "上一级" in error.hint


def test_an_assumed_field_is_confirmed() -> None:
    """Confirming takes the measure's own field off the list and leaves its value."""
    loaded = register_of("lead: 甲\nkind: standing\nassumed: [lead, kind]")
    assert plan(loaded, confirm=["kind"]) == [Drop((*MEASURE, "assumed"), "kind")]
    measure = after(loaded, confirm=["lead", "kind", "lead"])
    assert (measure.lead, measure.kind, measure.assumed) == ("甲", "standing", ())


@pytest.mark.parametrize(
    ("above", "field", "value"),
    [
        ("        lead: 区法院\n        assumed: [lead]\n", "lead", "区法院"),
        ("        support: [甲, 乙]\n        assumed: [support]\n", "support", ["甲", "乙"]),
        ("        due: 9月底前\n        assumed: [due]\n", "due", "9月底前"),
    ],
)
def test_an_inherited_value_that_is_confirmed_becomes_the_measure_s_own(
    above: str, field: str, value: Value
) -> None:
    """What is assumed further up is written into the measure, and holds for it."""
    loaded = register_of("status: doing", above=above)
    assert plan(loaded, confirm=[field]) == [put(field, value)]
    assert after(loaded, confirm=[field]).assumed == ()


def test_a_default_deadline_that_is_confirmed_is_written() -> None:
    """The assumed default becomes the measure's own deadline, without a reason or a record."""
    loaded = register_of("status: doing", rules="rules: {default_due: 年底前}\n")
    assert plan(loaded, confirm=["due"]) == [put("due", "年底前")]
    measure = after(loaded, confirm=["due"])
    assert (measure.due, measure.assumed, measure.extensions) == ("年底前", (), ())


def test_a_name_on_the_list_without_a_value_is_confirmed_with_the_inherited_one() -> None:
    """A measure that lists as assumed what only its subtask gives takes that, and leaves the list."""
    loaded = register_of("assumed: [lead]", above="        lead: 区法院\n        assumed: [lead]\n")
    assert plan(loaded, confirm=["lead"]) == [put("lead", "区法院"), Drop((*MEASURE, "assumed"), "lead")]
    assert after(loaded, confirm=["lead"]).assumed == ()


@pytest.mark.parametrize(("lines", "marked"), [("lead: 甲\nassumed: [lead]", "lead"), ("lead: 甲", "没有")])
def test_what_is_certain_is_not_confirmed(lines: str, marked: str) -> None:
    """A field that nobody assumed is refused, and those that are assumed are named."""
    error = refused(register_of(lines), confirm=["owner"])
    assert error.message == "1.1.1 的 owner 不是推定的"
    assert error.hint == f"这一条推定的字段：{marked}"


def test_set_and_confirmed_is_set() -> None:
    """A field that is set and confirmed in one command is set once."""
    loaded = register_of("lead: 甲\nassumed: [lead]")
    assert plan(loaded, {"lead": "乙"}, confirm=["lead"]) == [
        put("lead", "乙"),
        Drop((*MEASURE, "assumed"), "lead"),
    ]


@pytest.mark.parametrize("words", [{"values": {"lead": "乙"}}, {"confirm": ["lead"]}])
def test_what_is_to_stay_and_to_go_is_refused(words: dict[str, Any]) -> None:
    """A field both cleared and set, or cleared and confirmed, is a contradiction."""
    loaded = register_of("lead: 甲\nassumed: [lead]")
    assert refused(loaded, clear=["lead"], **words).message == "lead 又要留又要删，不知听哪个"


def test_a_field_cleared_twice_is_cleared_once() -> None:
    """Naming a field twice is naming it."""
    assert plan(register_of("lead: 甲"), clear=["lead", "lead"]) == [Clear((*MEASURE, "lead"))]


def _with(ids: Sequence[str], subtask: str = "1.1", more: str = "") -> Loaded:
    head = HEAD.replace('"1.1"', f'"{subtask}"')
    items = "".join(f'          - {{id: "{own}", title: 措施}}\n' for own in ids)
    return load_text((head if ids else head.replace("        measures:\n", "")) + items + more)


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ([], "1.1.1"),
        (["1.1.1"], "1.1.2"),
        (["1.1.1", "1.1.2", "1.1.9"], "1.1.10"),
        (["1.1.9", "1.1.2"], "1.1.10"),
        (["1.1.1", "1.1.3"], "1.1.4"),
        (["1.1.01", "1.1.02"], "1.1.03"),
        (["1.1.08", "1.1.09"], "1.1.10"),
        (["1.1.099"], "1.1.100"),
        (["1.1.001", "1.1.2"], "1.1.003"),
        (["1.1.99"], "1.1.100"),
        (["1.1.a", "1.1.2b"], "1.1.1"),
        (["1.1.2.7"], "1.1.8"),
    ],
)
def test_the_next_id_is_after_the_highest(ids: list[str], expected: str) -> None:
    """Gaps are not filled, leading zeros are kept, and other signs than digits do not count."""
    assert next_id(_with(ids).register, "1.1") == expected


def test_the_next_id_is_free_in_the_whole_register() -> None:
    """An id that something else has, be it a subtask, is passed over."""
    more = '      - {id: "1.1.2", title: 子任务}\n      - {id: "1.1.3", title: 子任务}\n'
    assert next_id(_with(["1.1.1"], more=more).register, "1.1") == "1.1.4"


def test_a_measure_is_added_at_the_end_of_its_subtask() -> None:
    """A new measure has the next id and its keys in the order given."""
    loaded = _with(["1.1.1"], more='      - {id: "1.2", title: 子任务}\n')
    values: dict[str, Value] = {"title": "新", "lead": "甲", "support": ["乙"], "since": date(2022, 4, 1)}
    own, change = add(loaded.register, "1.1", values)
    assert (own, change) == ("1.1.2", Append(MEASURE[:-1], ({"id": "1.1.2", **values},)))
    own, change = add(loaded.register, "1.2", {"title": "新"})
    assert change.path == ("sections", 0, "subtasks", 1, "measures")
    made = changed(loaded, [change], CALENDAR).register.measures
    assert [measure.id for measure in made] == ["1.1.1", "1.2.1"]


def test_a_measure_is_added_in_the_section_it_belongs_to() -> None:
    """The way to a subtask counts within its own section."""
    text = (
        HEAD.replace("        measures:\n", "")
        + '  - {id: "2", title: 部, subtasks: [{id: "2.1", title: 子}]}\n'
    )
    own, change = add(load_text(text).register, "2.1", {"title": "新"})
    assert (own, change.path) == ("2.1.1", ("sections", 1, "subtasks", 0, "measures"))
