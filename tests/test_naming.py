"""What people type and what they mean: ids with a Chinese keyboard, units by alias, member or a part."""

import pytest

from fazhi_cli.measure import Register
from fazhi_cli.naming import (
    branches,
    declared_names,
    known_id,
    measures_under,
    natural,
    normal_id,
    strangers,
    undeclared,
    unit_names,
    units_listed,
    units_meant,
    units_unknown,
)
from fazhi_cli.problems import Refused
from tests.conftest import load_text

TEXT = """\
title: 台账
units:
  - 区司法局
  - {name: 区委依法治区办, alias: [依法治区办, 法治办]}
  - {name: 各镇街, members: [甲镇, 乙街道]}
  - {name: 甲镇, alias: [甲]}
  - {name: 各镇街、区级各部门, members: [各镇街, 区级各部门]}
sections:
  - id: "1"
    title: 一
    subtasks:
      - id: "1.1"
        title: 一一
        measures:
          - {id: "1.1.1", title: 甲, lead: 区司法局}
          - {id: "1.1.2", title: 乙, lead: 区法院, support: [依法治区办]}
          - {id: "1.1.10", title: 丙, support: [甲镇, 区检察院]}
      - {id: "1.2", title: 一二}
  - id: "3"
    title: 三
    subtasks:
      - id: "3.4"
        title: 三四
        measures:
          - {id: "3.4.7", title: 丁}
          - {id: "3.4.A1", title: 戊}
"""


@pytest.fixture(scope="module")
def register() -> Register:
    """Return a register with units of every sort."""
    return load_text(TEXT).register


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("3.4.7", "3.4.7"),
        ("３．４．７", "3.4.7"),
        ("３。４。７", "3.4.7"),
        ("3。4、7", "3.4.7"),
        (" 3.4.7 ", "3.4.7"),
        ("3.4.7.", "3.4.7"),
        ("3.4.Ａ１", "3.4.A1"),
    ],
)
def test_ids_may_be_typed_with_a_chinese_keyboard(typed: str, plain: str) -> None:
    """Full-width digits, letters and stops mean the plain ones."""
    assert normal_id(typed) == plain


def test_ids_sort_as_people_count() -> None:
    """3.2 comes before 3.10, digits before letters, letters without regard to case."""
    ids = ["3.10", "3.2", "10", "3.2.1", "3", "3.b", "3.A", "3.10.2", "3.10.10"]
    assert sorted(ids, key=natural) == ["3", "3.2", "3.2.1", "3.10", "3.10.2", "3.10.10", "3.A", "3.b", "10"]


@pytest.mark.parametrize(
    ("typed", "level", "own"),
    [
        ("3.4.7", "measure", "3.4.7"),
        ("３。４。７", "measure", "3.4.7"),
        ("3.4.a1", "measure", "3.4.A1"),
        ("3.4", "subtask", "3.4"),
        ("3", "section", "3"),
        ("3", "any", "3"),
        ("1.1.10", "any", "1.1.10"),
    ],
)
def test_a_known_id_is_found(register: Register, typed: str, level: str, own: str) -> None:
    """However it is typed, the register's own spelling comes back."""
    assert known_id(register, typed, level) == own


@pytest.mark.parametrize(
    ("typed", "level", "message", "hint"),
    [
        ("1.1.3", "measure", "台账里没有措施 1.1.3", "相近的有：1.1.2"),
        ("1.1.99", "measure", "台账里没有措施 1.1.99", "相近的有：1.1.10"),
        ("9.9.9", "measure", "台账里没有措施 9.9.9", "相近的有：3.4.7"),
        ("347", "measure", "台账里没有措施 347", "相近的有：3.4.7"),
        ("3.4.a2", "measure", "台账里没有措施 3.4.a2", "相近的有：3.4.7"),
        ("3.5", "subtask", "台账里没有子任务 3.5", "相近的有：3.4"),
        ("2", "section", "台账里没有部分 2", "相近的有：1"),
        ("3.4.8", "any", "台账里没有编号 3.4.8", "相近的有：3.4.7"),
        ("9" * 5000, "measure", "台账里没有措施 " + "9" * 5000, "相近的有：3.4.7"),
        ("", "measure", "台账里没有措施 ", "相近的有：1.1.1"),
        ("1.1", "measure", "1.1 是子任务，这里要写措施的编号", "用 fazhi list 1.1 查看编号"),
        ("3", "subtask", "3 是部分，这里要写子任务的编号", "用 fazhi list 3 查看编号"),
        ("1.1.1", "section", "1.1.1 是措施，这里要写部分的编号", "用 fazhi list 1.1.1 查看编号"),
    ],
)
def test_an_unknown_id_is_refused_with_the_nearest(
    register: Register, typed: str, level: str, message: str, hint: str
) -> None:
    """The refusal names what is near, or says on which level the id is."""
    with pytest.raises(Refused) as caught:
        known_id(register, typed, level)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_an_empty_register_has_nothing_near() -> None:
    """Where there is no id at all, the list of them is pointed to."""
    with pytest.raises(Refused) as caught:
        known_id(load_text("title: 台账\nsections: []").register, "1.1.1")
    assert caught.value.hint == "用 fazhi list 查看编号"


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["1.1.2"], ["1.1.2"]),
        (["3", "1.1.1"], ["1.1.1", "3.4.7", "3.4.A1"]),
        (["1.1"], ["1.1.1", "1.1.2", "1.1.10"]),
        (["1.2"], []),
        (["1", "1.1", "1.1.1", "1.1.1"], ["1.1.1", "1.1.2", "1.1.10"]),
    ],
)
def test_ids_mean_whole_subtrees_in_the_register_s_order(
    register: Register, ids: list[str], expected: list[str]
) -> None:
    """A section or subtask stands for all measures below it, each once."""
    assert [measure.id for measure in measures_under(register, ids)] == expected


def test_branches_come_in_the_register_s_order(register: Register) -> None:
    """Each section is followed by its subtasks."""
    assert [branch.id for branch in branches(register)] == ["1", "1.1", "1.2", "3", "3.4"]


def test_units_are_those_declared_and_those_used(register: Register) -> None:
    """Declared names come first, then what stands as lead or support, each once."""
    assert unit_names(register) == [
        *("区司法局", "区委依法治区办", "各镇街", "甲镇", "各镇街、区级各部门"),
        *("区法院", "依法治区办", "区检察院"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["区司法局"], {"区司法局"}),
        (["法治办"], {"区委依法治区办", "依法治区办", "法治办"}),
        (["依法治区"], {"区委依法治区办", "依法治区办", "法治办"}),
        (["乙街道"], {"乙街道", "各镇街", "各镇街、区级各部门"}),
        (["甲"], {"甲", "甲镇", "各镇街", "各镇街、区级各部门"}),
        (["各镇街"], {"各镇街", "各镇街、区级各部门"}),
        (["法院"], {"区法院"}),
        (["院"], {"区法院", "区检察院"}),
        (["区法院", "区检察院"], {"区法院", "区检察院"}),
        (["区法院、区检察院"], {"区法院", "区检察院"}),
        (["各镇街、区级各部门"], {"各镇街、区级各部门"}),
        (["公安"], set()),
    ],
)
def test_a_unit_is_meant_by_name_alias_member_or_part(
    register: Register, words: list[str], expected: set[str]
) -> None:
    """An exact name wins over parts; aliases and the collectives of a member come with it."""
    assert units_meant(register, words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["区法院、区检察院"], ["区法院", "区检察院"]),
        (["各镇街、区级各部门", "区法院"], ["各镇街、区级各部门", "区法院"]),
        (["新单位"], ["新单位"]),
        (["区法院、"], ["区法院"]),
    ],
)
def test_a_name_that_holds_a_stop_is_one_unit(
    register: Register, words: list[str], expected: list[str]
) -> None:
    """、 divides units, but not the name of one."""
    assert units_listed(register, words) == expected


def test_declared_names_stand_for_their_aliases() -> None:
    """Every alias leads to the name of its unit; names themselves and members do not."""
    register = load_text(TEXT).register
    assert declared_names(register) == {
        "依法治区办": "区委依法治区办",
        "法治办": "区委依法治区办",
        "甲": "甲镇",
    }


def test_units_that_nobody_has_are_told_with_the_nearest(register: Register) -> None:
    """A slip finds its name, another word none; a part of a name means somebody."""
    assert units_unknown(register, ["区司发局、火星办", "司法"]) == [
        ("区司发局", "区司法局"),
        ("火星办", None),
    ]


@pytest.mark.parametrize(
    ("units", "told"),
    [
        (["区司法局"], []),
        (["法治办", "甲镇"], []),
        (["区法院"], []),
        (["司法局"], ["台账里没有“司法局”这个单位，照记；相近的有 区司法局。"]),
        (["区司法厅"], ["台账里没有“区司法厅”这个单位，照记；相近的有 区司法局。"]),
        (["完全无关"], ["台账里没有“完全无关”这个单位，照记。"]),
        (["区法院、区检查院"], ["台账里没有“区检查院”这个单位，照记；相近的有 区检察院。"]),
        ([], []),
    ],
)
def test_a_unit_that_the_register_does_not_know_is_told(units: list[str], told: list[str]) -> None:
    """With the one that holds the word or is spelt like it."""
    register = load_text(TEXT).register
    assert strangers(register, units) == told
    assert undeclared(register, units) == told
    assert undeclared(register._replace(units=()), units) == []
