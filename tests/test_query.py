"""Selecting measures: every filter, how filters combine, sorting, grouping, limits, roll-up."""

from datetime import date

import pytest

from fazhi_cli.measure import Register
from fazhi_cli.problems import Refused, Usage
from fazhi_cli.query import (
    SORTS,
    Filter,
    Listing,
    Rollup,
    rollup,
    select,
)
from fazhi_cli.uncounted import Uncounted
from tests.conftest import HEAD, load_text, one_measure
from tests.samples import TEXT

TODAY = date(2022, 10, 15)

OVERDUE = ["2.1.2", "2.1.10", "2.1.1"]


@pytest.fixture(scope="module")
def register() -> Register:
    """Return a register whose measures stand out of the order of their ids."""
    return load_text(TEXT).register


def ids(listing: Listing) -> list[str]:
    """Return the ids of what is listed."""
    return [row.measure.id for row in listing.rows]


def chosen(register: Register, **wanted: object) -> set[str]:
    """Return the ids that a filter selects, without the leading 1.1. or 2.1. where that is enough."""
    return set(ids(select(register, TODAY, Filter(**wanted))))  # type: ignore[arg-type]


def test_without_a_filter_everything_comes_in_the_register_s_order(register: Register) -> None:
    """No filter, no limit: every measure, as the file has them."""
    listing = select(register, TODAY)
    assert ids(listing) == [measure.id for measure in register.measures]
    assert ids(listing)[:4] == ["2.1.10", "2.1.2", "2.1.1", "1.1.1"]
    assert (listing.matched, listing.total, listing.groups, listing.day) == (14, 14, (), TODAY)
    assert listing.register is register


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"overdue": True}, {"2.1.1", "2.1.2", "2.1.10", "1.1.3"}),
        ({"due_soon": -1}, {"1.1.1"}),
        ({"due_soon": 7}, {"1.1.1"}),
        ({"due_soon": 5}, {"1.1.1"}),
        ({"due_soon": 4}, set()),
        ({"due_soon": 0}, set()),
        ({"due_soon": 77}, {"1.1.1", "1.1.2"}),
        ({"due_soon": 76}, {"1.1.1"}),
        ({"no_due": True}, {"1.1.7"}),
        ({"blank": True}, {"1.1.5", "1.1.9"}),
        ({"stale": True}, {
            "2.1.10", "2.1.2", "2.1.1", "1.1.1", "1.1.2", "1.1.4", "1.1.5", "1.1.6", "1.1.7", "1.1.10",
        }),
        ({"lagging": True}, {"2.1.10"}),
        ({"no_lead": True}, {"2.1.1", "1.1.5", "1.1.6"}),
        ({"never_chased": True}, {
            "2.1.10", "2.1.2", "2.1.1", "1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.1.5", "1.1.6", "1.1.7",
            "1.1.11",
        }),
        ({"unanswered": True}, {"1.1.10"}),
        ({"lights": ("yellow",)}, {"1.1.1", "1.1.11"}),
        ({"lights": ("done", "off")}, {"1.1.8", "1.1.9"}),
        ({"lights": ("grey",)}, {"1.1.4", "1.1.5", "1.1.6", "1.1.7"}),
        ({"statuses": ("doing",)}, {"2.1.10"}),
        ({"statuses": ("review", "paused")}, {"1.1.9", "1.1.11"}),
        ({"sections": ("2",)}, {"2.1.1", "2.1.2", "2.1.10"}),
        ({"sections": ("２", "1")}, {
            "2.1.1", "2.1.2", "2.1.10", *(f"1.1.{number}" for number in range(1, 12)),
        }),
        ({"subtasks": ("2.1",)}, {"2.1.1", "2.1.2", "2.1.10"}),
        ({"subtasks": ("2.2",)}, set()),
        ({"units": ("区司法局",)}, {"2.1.10", "1.1.1"}),
        ({"units": ("镇街",)}, {"2.1.2"}),
        ({"units": ("甲镇",)}, {"2.1.2", "1.1.2"}),
        ({"units": ("司法", "检察")}, {"2.1.10", "1.1.1", "1.1.4"}),
        ({"leads": ("区司法局",)}, {"2.1.10"}),
        ({"leads": ("没有的单位",)}, set()),
        ({"owners": ("张",)}, {"2.1.2"}),
        ({"kinds": ("standing", "recurring")}, {"1.1.3", "1.1.4"}),
        ({"due_kinds": ("immediate",)}, {"1.1.10"}),
        ({"due_kinds": ("blank", "soft", "none")}, {"1.1.5", "1.1.6", "1.1.7", "1.1.9"}),
        ({"tags": ("改革",)}, {"2.1.10", "2.1.1"}),
        ({"tags": ("普法", "改革")}, {"2.1.10", "2.1.1"}),
        ({"tags": ("改",)}, set()),
        ({"grep": ("abc",)}, {"2.1.1"}),
        ({"grep": ("三季度",)}, {"1.1.3"}),
        ({"grep": ("方案.PDF",)}, {"1.1.8"}),
        ({"grep": ("毛病",)}, {"1.1.7"}),
        ({"grep": ("底前", "普法")}, {"2.1.1"}),
        ({"grep": ("1.1.1",)}, {"1.1.1", "1.1.10", "1.1.11"}),
        ({"due_before": date(2022, 6, 30)}, {"2.1.10", "2.1.2", "1.1.8"}),
        ({"due_before": date(2022, 6, 29)}, set()),
        ({"due_after": date(2022, 12, 31)}, {"1.1.2", "1.1.3"}),
        ({"due_after": date(2023, 1, 1)}, set()),
        ({"due_after": date(2022, 9, 30), "due_before": date(2022, 10, 18)}, {"2.1.1", "1.1.11"}),
        ({"ids": ("2.1.1", "1.1.9")}, {"2.1.1", "1.1.9"}),
        ({"ids": ("2",)}, {"2.1.1", "2.1.2", "2.1.10"}),
    ],
)  # fmt: skip
def test_each_filter_selects(register: Register, wanted: dict[str, object], expected: set[str]) -> None:
    """One filter alone selects exactly these."""
    assert chosen(register, **wanted) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"blank": True, "no_due": True}, {"1.1.5", "1.1.9", "1.1.7"}),
        ({"blank": True, "no_due": True, "leads": ("区法院",)}, {"1.1.9", "1.1.7"}),
        ({"overdue": True, "due_soon": -1, "sections": ("1",)}, {"1.1.1", "1.1.3"}),
        ({"unanswered": True, "blank": True}, {"1.1.10", "1.1.5", "1.1.9"}),
        ({"unanswered": True, "leads": ("区司法局",)}, set()),
        ({"leads": ("区法院",), "statuses": ("todo",), "lights": ("grey",)}, {"1.1.7"}),
        ({"overdue": True, "blank": True, "ids": ("1",), "tags": ("改革",)}, set()),
    ],
)
def test_state_filters_unite_and_the_others_intersect(
    register: Register, wanted: dict[str, object], expected: set[str]
) -> None:
    """Any of the state filters is enough; every other filter has to hold."""
    assert chosen(register, **wanted) == expected


def test_who_was_asked_and_who_was_not_is_told_of_what_the_filters_leave() -> None:
    """Ids of unfinished measures with an open chase, of those past its day, of those never chased."""
    asked = TEXT.replace(
        "title: 临期,", "title: 临期, chases: [{date: 2022-10-01, to: 区法院, reply_by: 2022-10-14}],"
    ).replace("title: 暂缓,", "title: 暂缓, chases: [{date: 2022-10-01, to: 区法院, reply_by: 2022-10-14}],")
    own = load_text(asked).register
    found = select(own, TODAY, Filter(unanswered=True, leads=("区法院",))).unheard
    assert found == (("1.1.1", "1.1.10"), ("1.1.1",), ("1.1.3", "1.1.7", "1.1.11"))
    assert select(own, date(2022, 10, 14)).unheard.late == ()


def test_due_soon_leaves_out_what_is_answered_however_many_days_are_asked_for(register: Register) -> None:
    """A period with its answer is not due soon, be the days those of the rules or others."""
    answered = load_text(one_measure("due: 每季度\nlog: [{date: 2022-03-20}]")).register
    day = date(2022, 3, 28)
    for days in (-1, 7, 8, 100):
        assert select(answered, day, Filter(due_soon=days)).rows == ()


def test_past_days_search_and_count_only_what_was_there(register: Register) -> None:
    """A text written later is not found on an earlier day."""
    before, after = date(2022, 10, 9), date(2022, 10, 10)
    assert ids(select(register, before, Filter(grep=("三季度",)))) == []
    assert ids(select(register, after, Filter(grep=("三季度",)))) == ["1.1.3"]


def test_lagging_goes_by_the_register_s_rule() -> None:
    """`--lagging` begins where the light turns yellow."""
    lines = "since: 2022-02-01\ndue: 2022-08-18\nprogress: 40"
    for rule, found in ((10, ["1.1.1"]), (11, [])):
        head = HEAD.replace("sections:", f"rules: {{lag_yellow: {rule}}}\nsections:")
        register = load_text(one_measure(lines, head)).register
        listing = select(register, date(2022, 5, 11), Filter(lagging=True))
        assert ids(listing) == found


def test_firm_takes_assumed_deadlines_out_of_every_filter() -> None:
    """With `firm` the default deadline is none: not overdue, not due soon, but without a deadline."""
    register = load_text(
        one_measure("kind: task", HEAD.replace("sections:", "rules: {default_due: 9月底前}\nsections:"))
    ).register
    assert ids(select(register, TODAY, Filter(overdue=True))) == ["1.1.1"]
    assert ids(select(register, TODAY, Filter(overdue=True, firm=True))) == []
    assert ids(select(register, TODAY, Filter(no_due=True, firm=True))) == ["1.1.1"]


def test_the_longest_overdue_come_first_then_by_id(register: Register) -> None:
    """Equal days go by natural order of ids, whatever the order of the file."""
    assert ids(select(register, TODAY, Filter(overdue=True, sections=("2",)))) == OVERDUE
    listing = select(register, TODAY, Filter(overdue=True))
    assert [row.days_overdue for row in listing.rows] == [198, 107, 107, 15]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (["id"], ["2.1.1", "2.1.2", "2.1.10"]),
        (["-id"], ["2.1.10", "2.1.2", "2.1.1"]),
        (["编号"], ["2.1.1", "2.1.2", "2.1.10"]),
        (["due"], ["2.1.10", "2.1.2", "2.1.1"]),
        (["-due"], ["2.1.1", "2.1.10", "2.1.2"]),
        (["due", "id"], ["2.1.2", "2.1.10", "2.1.1"]),
        (["-due", "-id"], ["2.1.1", "2.1.10", "2.1.2"]),
        (["-progress"], ["2.1.10", "2.1.2", "2.1.1"]),
        (["status"], ["2.1.2", "2.1.1", "2.1.10"]),
        (["lead"], ["2.1.10", "2.1.2", "2.1.1"]),
        (["-lead"], ["2.1.2", "2.1.10", "2.1.1"]),
        (["lag"], ["2.1.10", "2.1.2", "2.1.1"]),
        (["-lag"], ["2.1.10", "2.1.2", "2.1.1"]),
        (["-逾期天数", "编号"], ["2.1.2", "2.1.10", "2.1.1"]),
        (["last_entry"], ["2.1.10", "2.1.2", "2.1.1"]),
        (["light"], ["2.1.10", "2.1.2", "2.1.1"]),
    ],
)
def test_sorting_by_keys_and_terms(register: Register, sort: list[str], expected: list[str]) -> None:
    """Keys sort one after the other, - reverses, ties keep the order, None is last either way."""
    assert ids(select(register, TODAY, Filter(sections=("2",)), sort)) == expected


@pytest.mark.parametrize("key", list(SORTS))
def test_unknown_values_come_last_in_both_directions(register: Register, key: str) -> None:
    """Whatever is sorted by, rows without the value stand at the end."""
    for sort in (key, f"-{key}"):
        values = [SORTS[key].value(row) for row in select(register, TODAY, sort=[sort]).rows]
        known = [value for value in values if value is not None]
        assert values == sorted(known, reverse=sort.startswith("-")) + [None] * (len(values) - len(known))


@pytest.mark.parametrize(
    ("sort", "group", "message", "hint"),
    [
        (["高低"], None, "不能按“高低”排序", "；前面加 - 为倒序"),
        (["--id"], None, "不能按“-id”排序，是不是 id（编号）？", "id（编号）"),
        ([], "颜色", "不能按“颜色”分组", "month（月份）"),
    ],
)
def test_unknown_keys_are_usage_errors(
    register: Register, sort: list[str], group: str | None, message: str, hint: str
) -> None:
    """The message says what can be sorted or grouped by."""
    with pytest.raises(Usage) as caught:
        select(register, TODAY, sort=sort, group=group)
    assert caught.value.message == message
    assert caught.value.hint.startswith("可以按：")
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("section", (("2 第二部分", 3), ("1 第一部分", 11))),
        ("子任务", (("2.1 子任务二一", 3), ("1.1 子任务一一", 11))),
        (
            "lead",
            (("区司法局", 1), ("各镇街", 1), ("区法院", 7), ("甲镇", 1), ("区检察院", 1), ("待明确", 3)),
        ),
        ("status", (("未启动", 10), ("进行中", 1), ("待审核", 1), ("已办结", 1), ("暂缓", 1))),
        ("light", (("红", 5), ("黄", 2), ("灰", 4), ("绿", 1), ("停", 1), ("销", 1))),
        ("类型", (("任务", 12), ("定期", 1), ("长期", 1))),
        ("month", (("2022-06", 3), ("2022-09", 1), ("2022-10", 2), ("2022-12", 2), ("没有日期", 6))),
    ],
)  # fmt: skip
def test_groups_have_headings_and_an_order(
    register: Register, group: str, expected: tuple[tuple[str, int], ...]
) -> None:
    """Groups come in the register's order, worst light first, statuses as work goes, the unknown last."""
    listing = select(register, TODAY, group=group)
    assert listing.groups == expected
    assert sum(count for _, count in listing.groups) == len(listing.rows)


def test_rows_within_a_group_keep_their_order(register: Register) -> None:
    """Sorting holds inside each group; groups keep an order of their own."""
    listing = select(register, TODAY, Filter(sections=("2",)), ["-id"], "status")
    assert ids(listing) == ["2.1.2", "2.1.1", "2.1.10"]


@pytest.mark.parametrize(("limit", "shown"), [(0, 0), (1, 1), (3, 3), (99, 14), (None, 14)])
def test_limit_cuts_after_sorting_and_is_told(register: Register, limit: int | None, shown: int) -> None:
    """`matched` keeps the number before the cut."""
    listing = select(register, TODAY, sort=["id"], limit=limit)
    assert ids(listing) == ids(select(register, TODAY, sort=["id"]))[:shown]
    assert (listing.matched, listing.total) == (14, 14)


def test_limit_cuts_groups_too(register: Register) -> None:
    """A group that is cut away has no heading, the last one counts what is shown."""
    assert select(register, TODAY, group="section", limit=4).groups == (("2 第二部分", 3), ("1 第一部分", 1))
    assert select(register, TODAY, group="section", limit=2).groups == (("2 第二部分", 2),)


@pytest.mark.parametrize(
    ("wanted", "uncounted", "blank"),
    [
        ({}, Uncounted(blank=1, soft=1, none=1, anchorless=0), ("1.1.5",)),
        ({"overdue": True}, Uncounted(1, 1, 1, 0), ("1.1.5",)),
        ({"overdue": True, "sections": ("2",)}, Uncounted(0, 0, 0, 0), ()),
        ({"overdue": True, "leads": ("区法院",)}, Uncounted(0, 0, 1, 0), ()),
    ],
)
def test_what_can_never_be_overdue_is_counted_apart(
    register: Register, wanted: dict[str, object], uncounted: Uncounted, blank: tuple[str, ...]
) -> None:
    """Unfinished measures without a date are counted within what the other filters leave."""
    listing = select(register, TODAY, Filter(**wanted))  # type: ignore[arg-type]
    assert (listing.uncounted, listing.blank) == (uncounted, blank)


def test_a_deadline_without_its_anchor_is_counted_apart() -> None:
    """会后5个工作日内 without a day of issue is neither in time nor late."""
    text = one_measure("due: 会后5个工作日内").replace("issued: 2022-03-15\n", "")
    assert select(load_text(text).register, TODAY).uncounted == Uncounted(0, 0, 0, 1)


def test_roll_up_tells_done_of_all_overdue_and_the_worst_light(register: Register) -> None:
    """Each section and subtask has its sum; without a filter empty ones are there and grey."""
    listing = select(register, TODAY)
    branch = {item.id: item for item in (*register.sections, *register.subtasks)}
    assert rollup(listing, "section") == [
        Rollup(branch["2"], total=3, done=0, overdue=3, light="red"),
        Rollup(branch["1"], total=11, done=1, overdue=1, light="red"),
    ]
    assert rollup(listing, "subtask") == [
        Rollup(branch["2.1"], 3, 0, 3, "red"),
        Rollup(branch["2.2"], 0, 0, 0, "grey"),
        Rollup(branch["1.1"], 11, 1, 1, "red"),
    ]


def test_roll_up_of_a_selection_leaves_out_what_was_not_selected(register: Register) -> None:
    """With a filter only branches with rows are told, their sums being of the rows."""
    rolled = rollup(select(register, TODAY, Filter(statuses=("done", "paused"))), "subtask")
    assert [(item.branch.id, item.total, item.done, item.light) for item in rolled] == [("1.1", 2, 1, "off")]


@pytest.mark.parametrize(
    ("lights", "worst"),
    [
        ("done off", "off"),
        ("done off green", "green"),
        ("done green grey", "grey"),
        ("grey yellow", "yellow"),
        ("done yellow red", "red"),
        ("done", "done"),
    ],
)
def test_the_worst_light_wins(register: Register, lights: str, worst: str) -> None:
    """Red before yellow, grey, green, off and done."""
    listing = select(register, TODAY)
    rows = tuple(row._replace(light=light) for row, light in zip(listing.rows, lights.split(), strict=False))
    rolled = rollup(listing._replace(rows=rows), "section")
    assert rolled[0].light == worst


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"ids": ("3.4",)}, "台账里没有编号 3.4"),
        ({"sections": ("1.1",)}, "1.1 是子任务，这里要写部分的编号"),
        ({"subtasks": ("9.9",)}, "台账里没有子任务 9.9"),
    ],
)
def test_unknown_ids_are_refused(register: Register, wanted: dict[str, object], message: str) -> None:
    """A filter that names what is not there is refused, not empty."""
    with pytest.raises(Refused) as caught:
        chosen(register, **wanted)
    assert caught.value.message == message
    assert caught.value.hint != ""
