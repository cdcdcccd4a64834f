"""Changes on plain data: what an edit is meant to come to."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from fazhi_cli.change import Append, Change, Clear, Drop, Path, Put, Value, applied, plain

DATA: dict[str, Any] = {
    "title": "台账",
    "year": None,
    "sections": [
        {"id": "1", "tags": ["甲", "乙", "甲"], "log": [], "due": None},
        {"id": "2", "plan": [{"step": "初稿"}, {"step": "定稿"}]},
    ],
}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("甲", "甲"),
        (60, "60"),
        (0, "0"),
        (date(2022, 9, 30), "2022-09-30"),
        (["甲", 1, date(2022, 1, 2)], ["甲", "1", "2022-01-02"]),
        ({"date": date(2022, 1, 2), "evidence": ["a"]}, {"date": "2022-01-02", "evidence": ["a"]}),
        ([], []),
    ],
)
def test_values_become_plain_data(value: Value, expected: object) -> None:
    """Numbers and dates become the text that a file holds, lists and objects hold plain data."""
    assert expected == plain(value)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Put(("title",), "新"), "新"),
        (Put(("year",), 2022), "2022"),
        (Put(("issued",), date(2022, 3, 15)), "2022-03-15"),
        (Put(("sections", 0, "tags"), ["丙"]), ["丙"]),
        (Put(("sections", 1, "plan", 0, "done"), date(2022, 5, 6)), "2022-05-06"),
        (Append(("sections", 0, "tags"), ("丁", "戊")), ["甲", "乙", "甲", "丁", "戊"]),
        (Append(("sections", 0, "log"), ({"progress": 5},)), [{"progress": "5"}]),
        (Append(("sections", 0, "due"), ("一",)), ["一"]),
        (Append(("sections", 0, "chases"), ("一",)), ["一"]),
        (Drop(("sections", 0, "tags"), "甲"), ["甲", "乙"]),
        (Drop(("sections", 0, "tags"), "乙"), ["甲", "甲"]),
    ],
)
def test_a_change_does_what_it_says(change: Change, expected: object) -> None:
    """Each change alters its own key and nothing else, and not the data it is given."""
    before = deepcopy(DATA)
    after = applied(DATA, [change])
    wanted: Any = deepcopy(DATA)
    holder = wanted
    for step in change.path[:-1]:
        holder = holder[step]
    holder[change.path[-1]] = expected
    assert (wanted, before) == (after, DATA)


def test_a_cleared_key_is_gone() -> None:
    """Clearing removes the key itself, not only its value."""
    after = applied(DATA, [Clear(("sections", 1, "plan")), Clear(("year",))])
    assert {"title": "台账", "sections": [DATA["sections"][0], {"id": "2"}]} == after


@pytest.mark.parametrize(
    "change",
    [
        Clear(("issued",)),
        Clear(("sections", 0, "plan")),
        Drop(("sections", 0, "tags"), "丙"),
        Drop(("sections", 0, "log"), "甲"),
        Drop(("sections", 0, "due"), "甲"),
        Drop(("sections", 1, "tags"), "甲"),
        Append(("sections", 0, "tags"), ()),
        Append(("sections", 1, "log"), ()),
    ],
)
def test_nothing_to_do_is_nothing_done(change: Change) -> None:
    """Taking away what is not there, or adding nothing, makes no key and no list."""
    assert applied(DATA, [change]) == DATA


def test_changes_follow_each_other() -> None:
    """Each change works on what those before it left."""
    tags: Path = ("sections", 0, "tags")
    changes: list[Change] = [
        Clear(tags),
        Append(tags, ("一", "二")),
        Drop(tags, "一"),
        Append(tags, ("三",)),
        Put(("year",), 1),
    ]
    after: Any = applied(DATA, [*changes, Put(("year",), 2)])
    assert (after["sections"][0]["tags"], after["year"]) == (["二", "三"], "2")


def test_what_is_untouched_is_shared() -> None:
    """Parts that no change leads through are the same objects as before."""
    after: Any = applied(DATA, [Put(("sections", 0, "id"), "9")])
    assert after["sections"][1] is DATA["sections"][1]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (Put(("title", "x"), "y"), TypeError),
        (Put(("sections", "x"), "y"), TypeError),
        (Put(("sections", 7, "id"), "y"), IndexError),
        (Append(("none", 0, "log"), ("x",)), TypeError),
    ],
)
def test_a_way_that_leads_nowhere_is_an_error(change: Change, error: type[Exception]) -> None:
    """A change through a text, past the end of a list or through nothing raises, and nothing is made up."""
    with pytest.raises(error):
        applied(DATA, [change])
