"""Progress as it is reported: the rules of the office, and what is recorded."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from fazhi_cli import holidays, terms
from fazhi_cli.change import Append, Change, Put, Value
from fazhi_cli.marking import Mark, mark, path_of, still_owed
from fazhi_cli.measure import Rules
from fazhi_cli.problems import Refused
from fazhi_cli.proof import changed
from fazhi_cli.state import state
from tests.conftest import HEAD, load_text, measure, one_measure

RULES = Rules()
TODAY = date(2022, 10, 15)
MEASURE = ("sections", 0, "subtasks", 0, "measures", 0)


def told(**words: Any) -> Mark:
    """Return what 李四 reports today, or for the day given."""
    return Mark(**{"day": TODAY, "today": TODAY, "by": "李四", **words})


def marked(lines: str, **words: Any) -> list[Change]:
    """Return the changes that a report makes of the measure with the keys `lines`."""
    return mark(measure(lines), told(**words), RULES)


def entry_of(changes: Sequence[Change]) -> dict[str, Value]:
    """Return the one entry that `changes` record."""
    (append,) = [change for change in changes if isinstance(change, Append)]
    assert append.path == (*MEASURE, "log")
    (entry,) = append.items
    assert isinstance(entry, dict)
    return entry


def puts(changes: Sequence[Change]) -> dict[str, Value]:
    """Return the keys of the measure that `changes` set."""
    found = [change for change in changes if isinstance(change, Put)]
    assert all(change.path[:-1] == MEASURE for change in found)
    return {str(change.path[-1]): change.value for change in found}


def after(lines: str, **words: Any) -> Any:
    """Return the measure as it is in the file after a report."""
    old = load_text(one_measure(lines))
    changes = mark(old.register.measures[0], told(**words), RULES)
    return changed(old, changes, holidays.calendar_for([])).register.measures[0]


def refused(lines: str, **words: Any) -> Refused:
    """Return the refusal that a report meets."""
    with pytest.raises(Refused) as caught:
        marked(lines, **words)
    return caught.value


def test_a_mark_says_something_or_nothing() -> None:
    """Who, when, for which unit and period alone is nothing to record; anything else is."""
    assert not told().says_anything()
    assert not told(unit="区司法局", period="2022Q3", no_evidence="无").says_anything()
    for words in (
        {"status": "todo"},
        {"progress": 0},
        {"note": ""},
        {"problem": "x"},
        {"next": "x"},
        {"evidence": ("x",)},
        {"counts": (0, 0)},
        {"incidents": 0},
    ):
        assert told(**words).says_anything(), words


def test_an_entry_holds_what_was_told_in_the_order_of_the_file() -> None:
    """All words of a report stand in the entry, in the order in which the file's format lists them."""
    entry = entry_of(
        marked(
            "kind: indicator\nstatus: doing",
            day=date(2022, 9, 30),
            unit="区司法局",
            period="2022Q3",
            status="review",
            progress=90,
            note="已报",
            problem="缺人",
            next="补",
            evidence=("一", "二"),
            counts=(17, 20),
        )
    )
    assert list(entry.items()) == [
        ("date", date(2022, 9, 30)),
        ("by", "李四"),
        ("unit", "区司法局"),
        ("for", "2022Q3"),
        ("status", "review"),
        ("progress", 90),
        ("note", "已报"),
        ("problem", "缺人"),
        ("next", "补"),
        ("evidence", ["一", "二"]),
        ("count", "17/20"),
        ("recorded", TODAY),
    ]
    order = [field.name for field in terms.fields_of("entry")]
    assert order[:3] == ["status", "progress", "date"]


def test_what_was_not_told_is_not_recorded() -> None:
    """An entry has no empty keys, and none for what did not happen."""
    entry = entry_of(marked("kind: prohibition\nstatus: doing", incidents=0))
    assert entry == {"date": TODAY, "by": "李四", "incidents": 0}


def test_a_note_changes_nothing_but_the_log() -> None:
    """A report without status and progress leaves both as they are."""
    assert [type(change) for change in marked("status: doing\nprogress: 40", note="已开会")] == [Append]


@pytest.mark.parametrize(
    ("lines", "words", "entry", "keys"),
    [
        (
            "status: todo",
            {"progress": 40},
            {"status": "doing", "progress": 40},
            {"status": "doing", "progress": 40},
        ),
        (
            "tags: [甲]",
            {"progress": 1},
            {"status": "doing", "progress": 1},
            {"status": "doing", "progress": 1},
        ),
        ("status: todo", {"progress": 0}, {"progress": 0}, {"progress": 0}),
        ("status: doing", {"progress": 100}, {"progress": 100}, {"progress": 100}),
        ("status: doing\nprogress: 40", {"progress": 40}, {"progress": 40}, {}),
        ("status: doing\nprogress: 40", {"progress": 30}, {"progress": 30}, {"progress": 30}),
        ("status: paused\nprogress: 40", {"progress": 50}, {"progress": 50}, {"progress": 50}),
        ("status: review\nprogress: 90", {"progress": 95}, {"progress": 95}, {"progress": 95}),
        ("status: todo", {"status": "doing"}, {"status": "doing"}, {"status": "doing"}),
        (
            "status: todo",
            {"status": "todo", "progress": 5},
            {"status": "todo", "progress": 5},
            {"progress": 5},
        ),
        (
            "status: todo",
            {"status": "review", "progress": 90},
            {"status": "review", "progress": 90},
            {"status": "review", "progress": 90},
        ),
        ("status: doing", {"status": "doing"}, {"status": "doing"}, {}),
        ("status: 进行中", {"status": "doing"}, {"status": "doing"}, {}),
        ("status: paused", {"status": "doing"}, {"status": "doing"}, {"status": "doing"}),
        ("status: dropped", {"status": "todo"}, {"status": "todo"}, {"status": "todo"}),
        ("status: doing", {"status": "review"}, {"status": "review"}, {"status": "review"}),
    ],
)
def test_status_and_progress_follow_what_was_told(
    lines: str, words: dict[str, Any], entry: dict[str, Value], keys: dict[str, Value]
) -> None:
    """Progress above 0 starts what was not started; nothing else follows by itself."""
    changes = marked(lines, **words)
    assert entry_of(changes) == {"date": TODAY, "by": "李四", **entry}
    assert puts(changes) == keys


@pytest.mark.parametrize(
    ("lines", "words", "entry", "keys"),
    [
        (
            "status: doing\nprogress: 40",
            {"evidence": ("一",)},
            {"progress": 100, "evidence": ["一"]},
            {"progress": 100},
        ),
        ("status: doing", {"evidence": ("一",)}, {"progress": 100, "evidence": ["一"]}, {"progress": 100}),
        ("status: review\nprogress: 100", {"evidence": ("一",)}, {"progress": 100, "evidence": ["一"]}, {}),
        (
            "status: review\nprogress: 100",
            {"evidence": ("一",), "progress": 100},
            {"progress": 100, "evidence": ["一"]},
            {},
        ),
        ("status: todo", {"evidence": ("一",)}, {"progress": 100, "evidence": ["一"]}, {"progress": 100}),
        (
            "status: paused",
            {"evidence": ("一",), "note": "完"},
            {"progress": 100, "note": "完", "evidence": ["一"]},
            {"progress": 100},
        ),
    ],
)
def test_done_makes_progress_a_hundred(
    lines: str, words: dict[str, Any], entry: dict[str, Value], keys: dict[str, Value]
) -> None:
    """Closing records 100 and sets it where it is not."""
    changes = marked(lines, status="done", **words)
    assert entry_of(changes) == {"date": TODAY, "by": "李四", "status": "done", **entry}
    assert puts(changes) == {"status": "done", **keys}


@pytest.mark.parametrize("progress", [0, 40, 99])
def test_done_is_not_less_than_a_hundred(progress: int) -> None:
    """Another progress together with done, or on what is done, is a contradiction."""
    assert (
        "进度只能是 100"
        in refused("status: doing", status="done", progress=progress, evidence=("一",)).message
    )
    assert "进度只能是 100" in refused("status: done\nprogress: 100", progress=progress).message


def test_done_wants_evidence() -> None:
    """Closing without any evidence is refused, with both ways out."""
    error = refused("status: doing", status="done")
    assert error.message == "1.1.1 办结要有佐证材料"
    assert "--evidence" in error.hint and "--no-evidence" in error.hint


def test_evidence_of_an_earlier_entry_is_enough() -> None:
    """Evidence that was handed in before closes the measure; evidence of a later day does not."""
    lines = "status: review\nlog:\n  - {date: 2022-09-01, evidence: [一]}"
    assert puts(marked(lines, status="done")) == {"status": "done", "progress": 100}
    assert "佐证" in refused(lines, status="done", day=date(2022, 8, 31)).message
    same_day = "status: review\nlog:\n  - {date: 2022-10-15, evidence: [一]}"
    assert puts(marked(same_day, status="done")) == {"status": "done", "progress": 100}


@pytest.mark.parametrize(
    ("note", "expected"), [(None, "无佐证材料：口头答复"), ("已办", "已办；无佐证材料：口头答复")]
)
def test_the_reason_for_no_evidence_is_noted(note: str | None, expected: str) -> None:
    """A measure may be closed without evidence for a reason, which stands in the note."""
    changes = marked("status: doing", status="done", no_evidence="口头答复", note=note)
    assert entry_of(changes)["note"] == expected


@pytest.mark.parametrize(("kind", "what"), [("standing", "长期措施"), ("prohibition", "禁止事项")])
def test_what_has_no_end_is_never_done(kind: str, what: str) -> None:
    """A standing duty and a prohibition are refused as done with the reason, whatever the evidence."""
    for words in ({"evidence": ("一",)}, {"no_evidence": "无"}, {}):
        error = refused(f"kind: {kind}\nstatus: doing", status="done", **words)
        assert error.message == f"1.1.1 是{what}，没有办结一说"
        assert "--status dropped" in error.hint


@pytest.mark.parametrize("kind", ["task", "recurring", "indicator"])
def test_other_kinds_can_be_done(kind: str) -> None:
    """Tasks, recurring measures and indicators can be closed."""
    assert puts(marked(f"kind: {kind}\nstatus: doing", status="done", evidence=("一",)))["status"] == "done"


@pytest.mark.parametrize(("status", "term"), [("paused", "暂缓"), ("dropped", "取消")])
@pytest.mark.parametrize("before", ["todo", "doing", "review"])
def test_pausing_and_dropping_want_a_note(before: str, status: str, term: str) -> None:
    """Why work stops has to be said."""
    error = refused(f"status: {before}", status=status)
    assert (error.message, error.hint) == (f"1.1.1 改为{term}要说明情况", "加上 --note 说明")
    assert puts(marked(f"status: {before}", status=status, note="机构改革")) == {"status": status}


@pytest.mark.parametrize("after_", ["doing", "todo"])
def test_a_return_wants_a_note(after_: str) -> None:
    """Sending back what was handed in has to be explained."""
    assert refused("status: review", status=after_).message == "1.1.1 已报办结，退回要说明情况"
    assert puts(marked("status: review", status=after_, note="材料不全")) == {"status": after_}


@pytest.mark.parametrize("note", [None, "", "再做一遍", "误 操作"])
def test_a_reopening_names_its_reason(note: str | None) -> None:
    """Reopening wants one of the three reasons by name, and says which there are."""
    error = refused("status: done\nprogress: 100", status="doing", note=note)
    assert error.message == "1.1.1 已办结，重启要写明原因"
    assert all(reason in error.hint for reason in ("反弹回潮", "核查未完成", "误操作"))


@pytest.mark.parametrize("reason", ["反弹回潮", "核查未完成", "误操作"])
@pytest.mark.parametrize("status", ["doing", "todo"])
def test_a_reopening_leaves_progress_as_it_is(reason: str, status: str) -> None:
    """A named reason reopens; progress stays at 100 unless told otherwise."""
    changes = marked("status: done\nprogress: 100", status=status, note=f"{reason}：又占道")
    assert (puts(changes), "progress" in entry_of(changes)) == ({"status": status}, False)
    lower = marked("status: done\nprogress: 100", status=status, note=reason, progress=60)
    assert puts(lower) == {"status": status, "progress": 60}


@pytest.mark.parametrize("status", ["review", "paused", "dropped"])
def test_what_is_done_goes_back_to_work_first(status: str) -> None:
    """From done the way leads to work only."""
    assert "先用 --status doing 重启" in refused("status: done", status=status, note="反弹回潮").hint


def test_evidence_handed_in_after_the_closing_is_only_recorded() -> None:
    """What is said of a done measure asks for nothing more, and neither its status nor its progress moves."""
    assert [type(change) for change in marked("status: done", evidence=("一",))] == [Append]
    assert [type(change) for change in marked("status: done\nprogress: 100", note="销号通知已发")] == [Append]
    assert puts(marked("status: done", status="done")) == {"progress": 100}


@pytest.mark.parametrize("kind", ["task", "recurring", "standing", "prohibition"])
def test_counts_belong_to_indicators(kind: str) -> None:
    """Only an indicator takes a count, 0 of 0 included."""
    assert "不是指标" in refused(f"kind: {kind}\nstatus: doing", counts=(1, 2)).message
    assert entry_of(marked("kind: indicator\nstatus: doing", counts=(0, 0)))["count"] == "0/0"


@pytest.mark.parametrize("kind", ["task", "recurring", "standing", "indicator"])
def test_incidents_belong_to_prohibitions(kind: str) -> None:
    """Only a prohibition takes a number of incidents, none included."""
    assert "不是禁止事项" in refused(f"kind: {kind}\nstatus: doing", incidents=0).message
    assert entry_of(marked("kind: prohibition\nstatus: doing", incidents=0))["incidents"] == 0


def test_an_entry_for_an_earlier_day_says_when_it_was_written() -> None:
    """Only what is written later than it happened carries the day of writing."""
    assert entry_of(marked("status: doing", note="x", day=date(2022, 10, 14)))["recorded"] == TODAY
    assert "recorded" not in entry_of(marked("status: doing", note="x"))
    assert "recorded" not in entry_of(marked("status: doing", note="x", day=date(2022, 10, 16)))


LATER = "status: review\nprogress: 90\nlog:\n  - {date: 2022-06-01, status: doing, progress: 20}\n"


@pytest.mark.parametrize(
    ("later", "words", "keys"),
    [
        ("{date: 2022-09-01, status: review, progress: 90}", {"status": "paused", "progress": 30}, {}),
        ("{date: 2022-09-01, status: review}", {"status": "paused", "progress": 30}, {"progress": 30}),
        (
            "{date: 2022-09-01, progress: 90}",
            {"status": "paused", "progress": 30, "note": "x"},
            {"status": "paused"},
        ),
        (
            "{date: 2022-09-01, note: 无关}",
            {"status": "paused", "progress": 30},
            {"status": "paused", "progress": 30},
        ),
    ],
)
def test_a_later_entry_has_the_last_word(later: str, words: dict[str, Any], keys: dict[str, Value]) -> None:
    """A report for an earlier day is recorded, and changes of the present only what no later entry states."""
    changes = marked(f"{LATER}  - {later}", day=date(2022, 7, 1), **{"note": "停工", **words})
    assert puts(changes) == keys
    assert entry_of(changes) == {
        "date": date(2022, 7, 1),
        "by": "李四",
        "status": "paused",
        "progress": 30,
        "note": words.get("note", "停工"),
        "recorded": TODAY,
    }


def test_a_later_closing_keeps_its_hundred() -> None:
    """Progress reported for a day before the closing does not lower what is done."""
    lines = "status: done\nprogress: 100\nlog:\n  - {date: 2022-09-01, status: done, evidence: [一]}"
    changes = marked(lines, day=date(2022, 8, 1), progress=60)
    assert (entry_of(changes)["progress"], puts(changes)) == (60, {})


def test_the_rules_ask_for_the_status_of_that_day() -> None:
    """An entry for a day before the closing is no reopening, one for a day after it is."""
    lines = "status: done\nprogress: 100\nlog:\n  - {date: 2022-06-01, status: doing}\n"
    lines += "  - {date: 2022-09-01, status: done, evidence: [一]}"
    assert puts(marked(lines, day=date(2022, 8, 1), status="paused", note="停工")) == {}
    assert "重启" in refused(lines, day=date(2022, 9, 1), status="doing").message


def test_an_entry_of_the_same_day_comes_after_those_there() -> None:
    """Two reports of one day follow each other: the second one has the last word."""
    lines = "status: review\nprogress: 90\nlog:\n  - {date: 2022-10-15, status: review, progress: 90}"
    changes = marked(lines, status="doing", progress=80, note="退回")
    assert puts(changes) == {"status": "doing", "progress": 80}


def test_the_file_says_afterwards_what_was_reported() -> None:
    """Written and read again, a reopening counts, the round is new, and log and state agree."""
    lines = "status: done\nprogress: 100\nlog:\n  - {date: 2022-06-01, status: review}\n"
    lines += "  - {date: 2022-06-02, status: done, evidence: [一]}"
    row = state(after(lines, status="doing", progress=70, note="反弹回潮"), TODAY, RULES)
    assert (row.status, row.progress, row.reopened, row.handed_in) == ("doing", 70, 1, None)
    assert row.log[-1].note == "反弹回潮"


def test_a_status_that_is_told_again_is_dated() -> None:
    """A status told while it holds is recorded, so that the past can be rebuilt when it changes later."""
    held = after("status: doing", status="doing", day=date(2022, 6, 1))
    assert [entry.status for entry in held.log] == ["doing"]


def test_turns_that_stay_unanswered_are_told() -> None:
    """Of a report that names no period, and only where something is missing."""
    monthly = measure("kind: recurring\ndue: 每月\nlog: [{date: 2022-04-10}, {date: 2022-05-10}]")
    assert still_owed(monthly, told(note="报了"), RULES) == (
        "1.1.1 还缺 5 期没有报，这一条只算 2022-10-15 所在的一期；"  # March, and June to September
        "要是补报的，fazhi undo 以后加 --for 写明报的哪一期。"
    )
    assert still_owed(monthly, told(note="报了", period="2022-09"), RULES) is None
    assert still_owed(measure("due: 9月底前"), told(note="报了"), RULES) is None
    fresh = measure("kind: recurring\ndue: 每月\nsince: 2022-10-01")
    assert still_owed(fresh, told(note="报了"), RULES) is None


def test_the_way_to_a_measure_counts_its_neighbours() -> None:
    """The way names the places of section, subtask and measure."""
    text = HEAD + '          - {id: "1.1.1", title: 一}\n          - {id: "1.1.2", title: 二}\n'
    text += '      - {id: "1.2", title: 子, measures: [{id: "1.2.1", title: 三}]}\n'
    text += (
        '  - {id: "2", title: 部, subtasks: [{id: "2.1", title: 子, measures: [{id: "2.1.1", title: 四}]}]}\n'
    )
    ways = [path_of(item) for item in load_text(text).register.measures]
    assert ways == [
        ("sections", 0, "subtasks", 0, "measures", 0),
        ("sections", 0, "subtasks", 0, "measures", 1),
        ("sections", 0, "subtasks", 1, "measures", 0),
        ("sections", 1, "subtasks", 0, "measures", 0),
    ]
