"""Sketches never pass over a measure that is overdue, and what they tell of the rest is right."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli.query import Filter, Listing, select
from fazhi_cli.sketch import Amended, Sketched, Sketches
from tests import edit_registers, year_register
from tests.conftest import load_text, one_measure
from tests.snapshots import remembered

OVERDUE = Filter(overdue=True)


def told(listing: Listing) -> tuple[object, ...]:
    """Return everything of a listing but the register, whose measures are not all read."""
    return listing[1:]


@pytest.mark.parametrize("day", year_register.DAYS)
def test_what_is_overdue_is_listed_as_without_sketches(day: date) -> None:
    """Rows, order, counts and blanks of the year's register on every month end."""
    loaded = load_text(year_register.TEXT)
    near = remembered(loaded).register
    assert isinstance(near.measures, Sketched)
    assert told(select(near, day, OVERDUE)) == told(select(loaded.register, day, OVERDUE))


@given(seed=st.integers(0, 2**32), days=st.integers(-200, 900))
@settings(max_examples=150, deadline=None)
def test_of_random_registers_on_any_day(seed: int, days: int) -> None:
    """Also on days before things were written, on which the past has to be worked out."""
    loaded = load_text(edit_registers.register(Random(seed)))
    day = edit_registers.START + timedelta(days)
    near = remembered(loaded).register
    assert told(select(near, day, OVERDUE)) == told(select(loaded.register, day, OVERDUE))


@pytest.mark.parametrize(
    ("lines", "marks"),
    [
        ("due: 2022-06-30", "open"),
        ("due: 2022-06-30\nstatus: done", ""),
        ("due: 2022-06-30\nstatus: review", "open unsure"),
        ("due: XX月XX日前", "open blank"),
        ("due: 抓紧", "open soft"),
        ("owner: 张三", "open none"),
        ("due: 每月5日前", "open unsure"),
        ("due: 每月5日前\nstatus: paused", ""),
        ("due: 立行立改", "open"),
    ],
)
def test_a_measure_is_marked_by_what_it_states(lines: str, marks: str) -> None:
    """Open work, why it has no date, and whether it has to be looked at."""
    names = {"open": 1, "blank": 2, "soft": 4, "none": 8, "lacking": 16, "unsure": 32}
    sketches = Sketches.of(load_text(one_measure(lines)).register.measures)
    assert sketches.marks == bytes([sum(names[word] for word in marks.split())])


def test_a_sketch_is_sure_from_the_last_day_named_on() -> None:
    """Before it the past has to be worked out, even of what is done now."""
    text = one_measure(
        "due: 2022-06-30\nstatus: done\nlog:\n  - {date: 2022-07-05, status: done, note: 办结}"
    )
    sketches = Sketches.of(load_text(text).register.measures)
    assert sketches.pressing(date(2022, 7, 4)) == [0]
    assert sketches.pressing(date(2022, 7, 5)) == []
    assert Sketches.from_bytes(sketches.to_bytes()).pressing(date(2022, 7, 4)) == [0]


def test_amended_measures_take_the_place_of_others() -> None:
    """By position, in slices and from the end; their sketches with them."""
    text = one_measure("owner: 张三") + '          - {id: "1.1.2", title: 乙, due: 2022-06-30}\n'
    before = remembered(load_text(text)).register.measures
    assert isinstance(before, Sketched)
    new = before[1]._replace(status="done")
    after = Amended(before, {1: new})
    assert [*after] == [before[0], new] == after[:]
    assert (len(after), after[-1], after.chosen([1, 0])) == (2, new, [new, before[0]])
    assert before.sketches.pressing(date(2022, 8, 1)) == [1]
    assert after.sketches.pressing(date(2022, 8, 1)) == []
