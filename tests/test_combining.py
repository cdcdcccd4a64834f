"""Several registers seen as one: ids behind a short name, each measure judged by its own rules."""

from datetime import date

import pytest

from fazhi_cli.combining import combined, labels, names
from fazhi_cli.measure import Branch, Office, Register, Rules, Unit
from fazhi_cli.naming import known_ids, local_id, measures_under, natural
from fazhi_cli.problems import Refused
from fazhi_cli.query import Filter, grouped, select
from fazhi_cli.report import report
from fazhi_cli.span import week_of
from tests.conftest import load_text, one_measure

DAY = date(2022, 10, 15)


def register(lines: str, top: str = "", name: str = "t.yaml") -> Register:
    """Return a register with one measure, and `top` lines of its own above."""
    return load_text(one_measure(lines).replace("sections:\n", f"{top}sections:\n"), name).register


ONE = register("lead: 甲局\ndue: 2022-10-25\nprogress: 10", "units: [{name: 甲局, alias: [甲]}]\n")
OTHER = register(
    "lead: 乙局\ndue: 2022-10-25", "rules: {due_soon: 14}\nunits: [{name: 甲局, members: [丙]}, 乙局]\n"
)
BOTH = combined({"a/甲区.yaml": ONE, "a/乙区.yaml": OTHER})


def test_names_are_the_same_whoever_can_be_read() -> None:
    """What a register is called does not hang on the others' faults."""
    alone = combined({"a/甲区.yaml": None, "a/乙区.yaml": OTHER})
    assert alone.measures == (BOTH.measures[1],)
    assert (alone.name, alone.parts) == ("乙区.yaml", (BOTH.parts[1],))


def test_ids_stand_behind_the_name_of_their_register() -> None:
    """On every level; each measure and branch keeps its file."""
    assert [item.id for item in BOTH.measures] == ["甲区:1.1.1", "乙区:1.1.1"]
    assert [(item.section, item.subtask, item.register, item.place) for item in BOTH.measures] == [
        ("甲区:1", "甲区:1.1", "甲区.yaml", (0, 0, 0, 0)),
        ("乙区:1", "乙区:1.1", "乙区.yaml", (1, 0, 0, 0)),
    ]
    assert BOTH.sections[1] == Branch("乙区:1", "部分", None, "乙区.yaml")
    assert BOTH.subtasks[0] == Branch("甲区:1.1", "子任务", "甲区:1", "甲区.yaml")
    assert [local_id(item.id) for item in BOTH.measures] == ["1.1.1", "1.1.1"]
    assert (BOTH.name, [part.name for part in BOTH.parts]) == (
        "甲区.yaml、乙区.yaml",
        ["甲区.yaml", "乙区.yaml"],
    )


def test_what_is_common_holds_for_all() -> None:
    """What differs holds for none; units are united by name."""
    assert (BOTH.title, BOTH.year, BOTH.issued) == ("台账", 2022, date(2022, 3, 15))
    assert (BOTH.office, BOTH.rules, BOTH.assumed) == (Office(), Rules(), ())
    assert BOTH.units == (Unit("甲局", ("甲",), ("丙",)), Unit("乙局"))
    three = [
        ONE._replace(title=title, year=year, assumed=("year",))
        for title, year in (("甲", 2022), ("乙", 2023), ("丙", 2022))
    ]
    of_three = combined({f"{at}.yaml": item for at, item in enumerate(three)})
    assert (of_three.title, of_three.year, of_three.assumed) == ("甲等 3 本台账", None, ("year",))
    assert combined({"1.yaml": three[0], "2.yaml": three[1]}).title == "甲、乙"


def test_each_measure_is_judged_by_its_own_rules() -> None:
    """Ten days ahead are soon for the one and not for the other, in a report as well."""
    assert [row.due_soon for row in select(BOTH, DAY).rows] == [False, True]
    assert [row.measure.id for row in select(BOTH, DAY, Filter(due_soon=-1)).rows] == ["乙区:1.1.1"]
    assert [row.measure.id for row in select(BOTH, DAY, Filter(due_soon=10)).rows] == [
        "甲区:1.1.1",
        "乙区:1.1.1",
    ]
    told = report(BOTH, week_of(DAY), DAY)
    assert [row.measure.id for row in told.due_soon] == ["乙区:1.1.1"]
    assert [(part.key, part.title, part.now.total) for part in told.sections] == [
        ("甲区.yaml", "台账（甲区.yaml）", 1),
        ("乙区.yaml", "台账（乙区.yaml）", 1),
    ]
    assert BOTH.home(BOTH.measures[1]) is BOTH.parts[1]
    assert ONE.home(ONE.measures[0]) is ONE


@pytest.mark.parametrize(
    ("typed", "level", "found"),
    [
        ("1.1.1", "measure", {"甲区:1.1.1", "乙区:1.1.1"}),
        ("乙区:1.1.1", "measure", {"乙区:1.1.1"}),
        ("乙区：１。１。１", "measure", {"乙区:1.1.1"}),
        ("1", "section", {"甲区:1", "乙区:1"}),
        ("1.1", "any", {"甲区:1.1", "乙区:1.1"}),
    ],
)
def test_an_id_means_that_of_every_register(typed: str, level: str, found: set[str]) -> None:
    """Unless the register is named."""
    assert known_ids(BOTH, typed, level) == found


def test_an_id_that_no_register_has_is_refused() -> None:
    """With what is near; a subtree of one register is that register's."""
    with pytest.raises(Refused):
        known_ids(BOTH, "丙区:1.1.1")
    with pytest.raises(Refused):
        known_ids(BOTH, "9.9")
    assert [item.id for item in measures_under(BOTH, ["乙区:1"])] == ["乙区:1.1.1"]
    assert [
        row.measure.id for row in select(BOTH, DAY, Filter(sections=("1",), subtasks=("甲区:1.1",))).rows
    ] == ["甲区:1.1.1"]


def test_registers_are_groups() -> None:
    """In the order in which they were named."""
    bunches = grouped(BOTH, select(BOTH, DAY).rows, "台账")
    assert [(bunch.key, bunch.heading) for bunch in bunches] == [
        ("甲区.yaml", "台账（甲区.yaml）"), ("乙区.yaml", "台账（乙区.yaml）"),
    ]  # fmt: skip
    assert [bunch.heading for bunch in grouped(ONE, select(ONE, DAY).rows, "register")] == ["台账（t.yaml）"]


def test_ids_sort_as_people_count_within_a_register() -> None:
    """Registers first, then 3 before 10."""
    assert sorted(["b:3", "a:10.1", "a:3.10", "a:3.2"], key=natural) == ["a:3.2", "a:3.10", "a:10.1", "b:3"]


@pytest.mark.parametrize(
    ("paths", "found", "called"),
    [
        (["甲.yaml", "x/乙.yaml"], ["甲", "乙"], ["甲.yaml", "乙.yaml"]),
        (["甲/tasks.yaml", "乙/tasks.yaml"], ["甲", "乙"], ["甲/tasks.yaml", "乙/tasks.yaml"]),
        (["x/a.yaml", "x/A.yaml"], ["1", "2"], ["a.yaml", "A.yaml"]),
        (
            ["甲/a.yaml", "甲/b.yaml", "乙/a.yaml"],
            ["甲-a", "甲-b", "乙-a"],
            ["甲/a.yaml", "甲/b.yaml", "乙/a.yaml"],
        ),
        (["a.yaml", "b/a.yaml"], ["a", "b-a"], ["a.yaml", "b/a.yaml"]),
        (["甲 区:1.yaml", "ａ，b.yaml"], ["甲_区_1", "a_b"], ["甲 区:1.yaml", "ａ，b.yaml"]),
    ],
)
def test_registers_get_short_names(paths: list[str], found: list[str], called: list[str]) -> None:
    """That tell them apart and can be typed: no blank, no comma, no colon."""
    assert labels(paths) == found
    assert names(paths) == called
