"""What the parts of a register owe each other."""

from datetime import date
from typing import Any

import pytest

from fazhi_cli import holidays, terms
from fazhi_cli.change import Path
from fazhi_cli.phrases import Phrases
from fazhi_cli.relations import faults

PHRASES = Phrases(2022, date(2022, 3, 15), holidays.calendar_for([]))


def register(*measures: Any, **subtask: Any) -> dict[str, Any]:
    """Return plain data of a register with one subtask, 1.1, that holds `measures`."""
    below = {"id": "1.1", "title": "子任务", "measures": list(measures), **subtask}
    return {"title": "台账", "sections": [{"id": "1", "title": "部分", "subtasks": [below]}]}


def told(data: Any) -> list[tuple[Path, str]]:
    """Return path and code of what is wrong in `data`, paths of measures cut to their number."""
    start = ("sections", 0, "subtasks", 0, "measures")
    found = faults(data, PHRASES)
    return [(item.path[5:] if item.path[:5] == start else item.path, item.code) for item in found]


@pytest.mark.parametrize(
    ("own", "code"),
    [
        ("1.1.1", None),
        ("1.1.a.b", None),
        ("1.10", "foreign-id"),
        ("1.2.1", "foreign-id"),
        ("1.1", "duplicate-id"),
        ("1", "duplicate-id"),
        ("一", None),
        ("1.1.", None),
        (None, None),
        (["1.1.1"], None),
    ],
)
def test_an_id_extends_that_of_its_parent(own: Any, code: str | None) -> None:
    """An id begins with the parent's and a dot; what is no id at all is left to the schema."""
    assert told(register({"id": own})) == ([((0, "id"), code)] if code else [])


def test_ids_are_unique_without_regard_to_case() -> None:
    """Each repetition is told with the way to the first."""
    found = faults(register({"id": "1.1.a"}, {"id": "1.1.A"}, {"id": "1.1.b"}, {"id": "1.1.a"}), PHRASES)
    first = ("sections", 0, "subtasks", 0, "measures", 0, "id")
    assert [(item.path[5:], item.words) for item in found] == [
        ((1, "id"), {"id": "1.1.A", "earlier": first}),
        ((3, "id"), {"id": "1.1.a", "earlier": first}),
    ]


def test_ids_are_unique_across_levels_and_sections() -> None:
    """Sections, subtasks and measures share one set of ids."""
    data = {
        "sections": [
            {"id": "1", "subtasks": [{"id": "1.1"}, {"id": "1.1"}]},
            {"id": "1"},
            {"id": "2", "subtasks": [{"id": "1.2"}]},
        ]
    }
    assert told(data) == [
        (("sections", 0, "subtasks", 1, "id"), "duplicate-id"),
        (("sections", 1, "id"), "duplicate-id"),
        (("sections", 2, "subtasks", 0, "id"), "foreign-id"),
    ]


@pytest.mark.parametrize("parent", [None, "1.1.", "一", ["1"]])
def test_a_parent_without_a_proper_id_blames_no_child(parent: Any) -> None:
    """Where the parent's id is wrong itself, those below are not told as foreign."""
    assert told(register({"id": "9.9.9"}, id=parent)) == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"assumed": ["year", "rules.default_due", "office.name"]}, []),
        ({"assumed": ["lead", "sections", "rules.none"]}, [0, 1, 2]),
        ({"sections": [{"assumed": ["lead", "support", "due", "title"]}]}, [3]),
        ({"sections": [{"subtasks": [{"assumed": ["due", "kind"]}]}]}, [1]),
        (register({"assumed": ["title", "due", "kind", "status", "id", "Lead", " due"]}), [3, 4, 5, 6]),
        ({"assumed": "year"}, []),
        ({"assumed": [None, ["x"]]}, []),
    ],
)
def test_only_what_a_source_can_state_is_assumed(data: Any, expected: list[int]) -> None:
    """Names that no source gives on that level are told one by one."""
    found = faults(data, PHRASES)
    assert [(item.path[-1], item.code) for item in found] == [(at, "bad-assumed") for at in expected]


def test_a_wrong_name_is_told_with_all_that_may_be_assumed() -> None:
    """The remedy offers the names of that level."""
    (found,) = faults(register({"assumed": ["log"]}), PHRASES)
    assert found.words == {"value": "log", "offered": "、".join(terms.assumable("measure"))}


BAD_DUE = "看情况再说"


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"rules": {"default_due": BAD_DUE}}, ("rules", "default_due")),
        ({"sections": [{"due": BAD_DUE}]}, ("sections", 0, "due")),
        (register(due=BAD_DUE), ("sections", 0, "subtasks", 0, "due")),
        (register({"due": BAD_DUE}), (0, "due")),
        (register({"extensions": [{"from": BAD_DUE, "to": "年底前"}]}), (0, "extensions", 0, "from")),
        (register({"extensions": [{}, {"from": "9月底前", "to": BAD_DUE}]}), (0, "extensions", 1, "to")),
    ],
)
def test_every_deadline_must_be_understood(data: Any, path: Path) -> None:
    """A phrase that is not understood is told where it is written, wherever deadlines are written."""
    assert told(data) == [(path, "due-unknown")]


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("9月底前", None),
        ("X月底前", None),
        ("无", None),
        ("尽快", None),
        ("9月底前，12月底前", "due-two-points"),
        ("2月底前", "due-ambiguous"),
        ("2022", "due-unknown"),
        ("", None),
        ("  ", None),
        ("甲\n乙", None),
        ("看" * 201, None),
        (None, None),
        (["9月底前"], None),
    ],
)
def test_what_a_phrase_lacks_is_told_in_its_own_code(phrase: Any, code: str | None) -> None:
    """Two points, two readings and no meaning differ; what the schema refuses is left to it."""
    assert told(register({"due": phrase})) == ([((0, "due"), code)] if code else [])


def test_the_words_of_a_refusal_are_those_of_the_deadline_room() -> None:
    """Phrase, reason and remedy are passed on."""
    (found,) = faults(register({"due": "9月底前，12月底前"}), PHRASES)
    refusal = PHRASES.refusal("9月底前，12月底前")
    assert refusal is not None
    assert found.words == {"phrase": "9月底前，12月底前", "reason": refusal.message, "remedy": refusal.hint}


def test_an_inherited_phrase_is_told_once() -> None:
    """A subtask's phrase is wrong where it stands, not at each measure below."""
    data = register({"id": "1.1.1"}, {"id": "1.1.2"}, due=BAD_DUE)
    assert told(data) == [(("sections", 0, "subtasks", 0, "due"), "due-unknown")]


@pytest.mark.parametrize(
    "data",
    [
        None,
        "x",
        [],
        {},
        {"sections": None},
        {"sections": "x"},
        {"sections": {"id": "1"}},
        {"sections": [None, "x", [], {"subtasks": "x"}, {"subtasks": [{"measures": {"id": "1"}}]}]},
        {"rules": "x", "assumed": {"x": "y"}},
        {"sections": [{"subtasks": [{"measures": [{"extensions": "x"}, {"extensions": ["x", None]}]}]}]},
    ],
)
def test_what_has_not_the_shape_of_a_register_is_passed_over(data: Any) -> None:
    """Broken data raises nothing and is not told twice."""
    assert faults(data, PHRASES) == []
