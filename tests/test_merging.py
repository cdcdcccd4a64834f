"""Three versions of plain data made one: by field, lists united, and what both changed left to a person."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.change import Append, Clear, Drop, Put, applied
from fazhi_cli.merging import Difference, Merged, merged

Data = dict[str, Any]
WAY = ("sections", 0, "subtasks", 0, "measures")


def entry(day: str, note: str, **more: str) -> Data:
    """Return an entry of a log."""
    return {"date": day, "note": note, **more}


def measure(own: str, **fields: Any) -> Data:
    """Return a measure."""
    return {"id": own, "title": f"措施{own}", **fields}


def register(*measures: Data, **fields: Any) -> Data:
    """Return a register with these measures in its one subtask."""
    subtask = {"id": "1.1", "title": "子任务", "measures": [*measures]}
    section = {"id": "1", "title": "部分", "subtasks": [subtask]}
    return {"title": "台账", **fields, "sections": [section]}


def together(base: Data, ours: Data, theirs: Data) -> Any:
    """Return the merged data of sides between which there is no conflict."""
    told = merged(base, ours, theirs)
    assert told.conflicts == ()
    return applied(ours, told.changes)


def of_one(base: Data, ours: Data, theirs: Data) -> Data:
    """Return the one measure 1.1.1 merged out of the fields that each side has of it."""
    sides = (register(measure("1.1.1", **side)) for side in (base, ours, theirs))
    found: Data = together(*sides)["sections"][0]["subtasks"][0]["measures"][0]
    return {key: value for key, value in found.items() if key not in ("id", "title")}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        # one side alone, or both to the same
        ({}, {}, {"lead": "甲"}, {"lead": "甲"}),
        ({}, {"lead": "甲"}, {}, {"lead": "甲"}),
        ({"lead": "甲"}, {"lead": "甲"}, {"lead": "乙"}, {"lead": "乙"}),
        ({"lead": "甲"}, {"lead": "乙"}, {"lead": "甲"}, {"lead": "乙"}),
        ({"lead": "甲"}, {"lead": "乙"}, {"lead": "乙"}, {"lead": "乙"}),
        ({"lead": "甲"}, {"lead": "甲"}, {}, {}),
        ({"lead": "甲"}, {}, {"lead": "甲"}, {}),
        ({"lead": "甲"}, {}, {}, {}),
        ({"lead": "甲"}, {"lead": "甲"}, {"lead": None}, {}),
        (
            {"lead": "甲"},
            {"lead": "乙", "due": "年底前"},
            {"lead": "甲", "owner": "丙"},
            {"lead": "乙", "due": "年底前", "owner": "丙"},
        ),
        # lists of texts: united; what either took out is not there; untouched ones follow the other
        (
            {"support": ["甲"]},
            {"support": ["甲", "乙"]},
            {"support": ["甲", "丙"]},
            {"support": ["甲", "乙", "丙"]},
        ),
        (
            {"support": ["甲", "乙"]},
            {"support": ["甲"]},
            {"support": ["甲", "乙", "丙"]},
            {"support": ["甲", "丙"]},
        ),
        ({"support": ["甲", "乙"]}, {"support": ["乙"]}, {"support": ["甲"]}, {"support": []}),
        (
            {"support": ["甲", "乙"]},
            {"support": ["甲", "乙"]},
            {"support": ["乙", "甲"]},
            {"support": ["乙", "甲"]},
        ),
        ({"assumed": ["due"]}, {"assumed": []}, {"assumed": []}, {"assumed": []}),
        ({"assumed": ["due", "lead"]}, {"assumed": ["due"]}, {}, {"assumed": []}),
        # objects: key by key
        ({}, {"indicator": {"name": "甲"}}, {}, {"indicator": {"name": "甲"}}),
        (
            {"indicator": {"name": "甲"}},
            {"indicator": {"name": "甲", "floor": "1"}},
            {"indicator": {"name": "甲", "of": "丁"}},
            {"indicator": {"name": "甲", "floor": "1", "of": "丁"}},
        ),
        ({}, {}, {"indicator": {"name": "甲"}}, {"indicator": {"name": "甲"}}),
        # steps of a plan by their names
        (
            {"plan": [{"step": "甲", "before": "9"}]},
            {"plan": [{"step": "甲", "before": "9", "done": "2022-03-04"}]},
            {"plan": [{"step": "甲", "before": "8"}, {"step": "乙", "before": "3"}]},
            {"plan": [{"step": "甲", "before": "8", "done": "2022-03-04"}, {"step": "乙", "before": "3"}]},
        ),
        (
            {"plan": [{"step": "甲", "before": "9"}, {"step": "乙", "before": "3"}]},
            {"plan": [{"step": "甲", "before": "9"}, {"step": "乙", "before": "2"}]},
            {"plan": [{"step": "乙", "before": "3"}]},
            {"plan": [{"step": "乙", "before": "2"}]},
        ),
        # names that are there twice are no names
        (
            {"plan": [{"step": "甲", "before": "9"}]},
            {"plan": [{"step": "甲", "before": "9"}, {"step": "甲", "before": "8"}]},
            {"plan": [{"step": "甲", "before": "9"}, {"step": "乙", "before": "1"}]},
            {
                "plan": [
                    {"step": "甲", "before": "9"},
                    {"step": "甲", "before": "8"},
                    {"step": "乙", "before": "1"},
                ]
            },
        ),
    ],
)
def test_a_field_follows_the_side_that_changed_it(base: Data, ours: Data, theirs: Data, result: Data) -> None:
    """The rule of three: what one side left alone follows the other."""
    assert of_one(base, ours, theirs) == result


A, B, C = entry("2022-04-01", "甲"), entry("2022-04-02", "乙"), entry("2022-04-03", "丙")


@pytest.mark.parametrize("key", ["log", "extensions", "chases"])
@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        ([A], [A, B], [A, C], [A, B, C]),
        ([], [B], [C], [B, C]),
        ([A], [A], [A, B, C], [A, B, C]),
        ([A], [A, B], [A, B], [A, B]),
        ([A], [A, B], [A, B, C], [A, B, C]),
        ([A], [A, A], [A], [A, A]),
        ([A], [A], [A, A, A], [A, A, A]),
        ([A], [A, A], [A, A, A], [A, A, A]),
        ([A, B], [A, B, C], [B], [B, C]),
        ([A, A], [A, A], [A], [A]),
        ([A, A], [A], [A], [A]),
    ],
)
def test_records_are_united(
    key: str, base: list[Data], ours: list[Data], theirs: list[Data], result: Data
) -> None:
    """Each stands there as often as somebody put it there; what both put or took out counts once."""
    assert of_one({key: base}, {key: ours}, {key: theirs})[key] == result


def test_new_measures_of_both_sides_are_there() -> None:
    """Theirs go behind ours; a whole subtask and section likewise."""
    base = register(measure("1.1.1"))
    ours, theirs = register(measure("1.1.1"), measure("1.1.2")), register(measure("1.1.1"), measure("1.1.3"))
    theirs["sections"].append({"id": "2", "title": "又一部分", "subtasks": []})
    result = together(base, ours, theirs)
    assert [item["id"] for item in result["sections"][0]["subtasks"][0]["measures"]] == [
        "1.1.1",
        "1.1.2",
        "1.1.3",
    ]
    assert [item["id"] for item in result["sections"]] == ["1", "2"]


def test_a_measure_taken_out_on_either_side_is_gone() -> None:
    """If the other side did not change it; what else changed in its neighbours holds."""
    one, two = measure("1.1.1"), measure("1.1.2")
    base, less = register(one, two), register({**two, "lead": "甲"})
    more = register(one, {**two, "owner": "乙"})
    expected = register({**two, "lead": "甲", "owner": "乙"})
    assert together(base, less, more) == together(base, more, less) == expected


def conflicts(base: Data, ours: Data, theirs: Data) -> tuple[Difference, ...]:
    """Return the conflicts of a merge that changes nothing else."""
    told = merged(base, ours, theirs)
    assert told.changes == ()
    return told.conflicts


def test_a_field_that_both_changed_is_left_to_a_person() -> None:
    """With its three values; None where it is not there."""
    sides = (register(measure("1.1.1", **fields)) for fields in ({"due": "年底前"}, {"due": "9月底前"}, {}))
    path = (*WAY, 0, "due")
    assert conflicts(*sides) == (Difference("1.1.1", path, "年底前", "9月底前", None, Clear(path)),)
    sides = (register(title=title) for title in ("甲", "乙", "丙"))
    assert conflicts(*sides) == (Difference("", ("title",), "甲", "乙", "丙", Put(("title",), "丙")),)


def test_a_step_that_both_changed_is_left_to_a_person() -> None:
    """Inside the one key of the one step."""
    plans = ([{"step": "甲", "before": days}] for days in ("9", "8", "7"))
    sides = (register(measure("1.1.1", plan=plan)) for plan in plans)
    (found,) = conflicts(*sides)
    assert found == Difference(
        "1.1.1", (*WAY, 0, "plan", 0, "before"), "9", "8", "7", Put((*WAY, 0, "plan", 0, "before"), 7)
    )


def test_taken_out_here_and_changed_there_is_a_conflict() -> None:
    """On either side; ours stays as it is."""
    old, new = measure("1.1.1"), measure("1.1.1", lead="甲")
    assert conflicts(register(old), register(), register(new)) == (
        Difference("1.1.1", WAY, old, None, new, Append(WAY, (new,))),
    )
    assert conflicts(register(old), register(new), register()) == (
        Difference("1.1.1", (*WAY, 0), old, new, None, Drop(WAY, new)),
    )


def test_one_new_id_for_two_things_is_a_conflict() -> None:
    """They are not mixed; the same thing added on both sides is one, its fields merged."""
    mine, new = measure("1.1.1", lead="甲"), {**measure("1.1.1"), "title": "别的", "owner": "乙"}
    assert conflicts(register(), register(mine), register(new)) == (
        Difference("1.1.1", (*WAY, 0), None, mine, new, Append(WAY, (new,))),
    )
    same = measure("1.1.1", owner="乙", log=[A])
    assert together(register(), register(mine), register(same)) == register({**mine, **same})


def test_another_arrangement_is_told() -> None:
    """Ours holds; where we moved things and they did not, there is nothing to tell."""
    one, two, three = (measure(f"1.1.{number}") for number in (1, 2, 3))
    base, theirs, ours = (
        register(one, two, three),
        register(three, one, two),
        register(one, two, three, measure("1.1.4")),
    )
    assert merged(base, ours, theirs) == Merged((), (), ("1.1",))
    assert merged(base, theirs, ours).reordered == ()
    assert merged(base, theirs, theirs).reordered == ()


@pytest.mark.parametrize(
    ("ours", "theirs", "result"),
    [
        ([("2022-04-01", "20")], [("2022-04-02", "10")], "10"),
        ([("2022-04-03", "20")], [("2022-04-02", "10")], "20"),
        ([("2022-04-01", "5"), ("2022-04-01", "20")], [("2022-04-02", "10")], "10"),
        ([("2022-04-03", "20")], [("2022-04-02", "5"), ("2022-04-02", "10")], "20"),
    ],
)
def test_of_two_marks_the_later_holds(
    ours: list[tuple[str, str]], theirs: list[tuple[str, str]], result: str
) -> None:
    """Status and progress are what the last entry says."""
    sides = [
        {"progress": told[-1][1], "log": [{"date": day, "progress": number} for day, number in told]}
        for told in (ours, theirs)
    ]
    assert of_one({"progress": "0"}, *sides)["progress"] == result


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            {"log": [{"date": "2022-04-01", "progress": "20"}]},
            {"log": [{"date": "2022-04-01", "progress": "10"}]},
        ),
        ({"log": [{"date": "2022-04-01", "progress": "20"}]}, {}),
        (
            {"log": [{"date": "2022-04-01", "progress": "30"}]},
            {"log": [{"date": "2022-04-02", "progress": "10"}]},
        ),
    ],
)
def test_what_the_logs_do_not_tell_is_left_to_a_person(ours: Data, theirs: Data) -> None:
    """Two marks of one day, a value without an entry, an entry of another value."""
    base = register(measure("1.1.1", progress="0"))
    sides = (
        register(measure("1.1.1", progress=number, **side)) for number, side in (("20", ours), ("10", theirs))
    )
    told = merged(base, *sides)
    assert [(item.path[-1], item.ours, item.theirs) for item in told.conflicts] == [("progress", "20", "10")]


WORDS = st.sampled_from(["甲", "乙", "丙"])
ENTRIES = st.builds(entry, st.sampled_from(["2022-04-01", "2022-04-02"]), WORDS)
MEASURES = st.builds(
    lambda number, fields: measure(f"1.1.{number}", **fields),
    st.integers(1, 4),
    st.fixed_dictionaries(
        {},
        optional={
            "lead": WORDS,
            "support": st.lists(WORDS, max_size=3, unique=True),
            "log": st.lists(ENTRIES, max_size=3),
            "indicator": st.fixed_dictionaries({"name": WORDS}, optional={"of": WORDS}),
        },
    ),
)
REGISTERS = st.builds(
    lambda measures, fields: register(*measures, **fields),
    st.lists(MEASURES, max_size=4, unique_by=lambda item: str(item["id"])),
    st.fixed_dictionaries({}, optional={"rules": st.fixed_dictionaries({}, optional={"stale": WORDS})}),
)


def orderless(value: Any) -> Any:
    """Return data without the order of lists, and without what is empty."""
    if isinstance(value, dict):
        return {key: orderless(item) for key, item in value.items() if item not in ([], None)}
    return sorted(map(orderless, value), key=repr) if isinstance(value, list) else value


def sorted_keys(value: Any) -> Any:
    """Return data with every object's keys in one order, for `repr` to tell what is the same."""
    if isinstance(value, dict):
        return {key: sorted_keys(value[key]) for key in sorted(value)}
    return [*map(sorted_keys, value)] if isinstance(value, list) else value


def plain(value: Any) -> Any:
    """Return data in a form that is the same for what says the same."""
    return orderless(sorted_keys(value))


@given(REGISTERS, REGISTERS)
def test_an_unchanged_side_gives_the_other(base: Data, other: Data) -> None:
    """Merging with what nobody touched is the work of the one who did, on either side."""
    assert plain(together(base, copy.deepcopy(base), other)) == plain(other)
    assert together(base, other, copy.deepcopy(base)) == other
    assert together(base, other, copy.deepcopy(other)) == other


@given(REGISTERS, REGISTERS, REGISTERS)
def test_who_merges_does_not_matter(base: Data, one: Data, other: Data) -> None:
    """Either side finds the same conflicts and, where there is none, the same data."""
    told, back = merged(base, one, other), merged(base, other, one)
    seen = sorted((item.id, str([item.base, item.ours, item.theirs])) for item in told.conflicts)
    assert seen == sorted((item.id, str([item.base, item.theirs, item.ours])) for item in back.conflicts)
    if not told.conflicts:
        assert plain(applied(one, told.changes)) == plain(applied(other, back.changes))


@given(REGISTERS, REGISTERS, REGISTERS)
def test_no_record_is_lost(base: Data, one: Data, other: Data) -> None:
    """Every entry that either side added is in the result, or in what a person is shown."""
    told = merged(base, one, other)
    everything = str(applied(one, told.changes)) + str(told.conflicts)
    for side in (one, other):
        for item in side["sections"][0]["subtasks"][0]["measures"]:
            added = [record for record in map(str, item.get("log", ())) if record not in str(base)]
            assert all(record in everything for record in added)
