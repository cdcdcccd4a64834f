"""Numbers and rates: each worked out by hand on a small register."""

from datetime import date

import pytest

from fazhi_cli.query import select
from fazhi_cli.state import first_date
from fazhi_cli.tally import Punctuality, Rate, Tally, punctuality, tally
from tests.conftest import HEAD, load_text
from tests.samples import TEXT

DAY = date(2022, 10, 15)
DONE = "status: done, log: [{date: %s, status: done, evidence: [甲]}]"


def counted(*measures: str, day: date = DAY) -> Tally:
    """Return the numbers of a register with `measures`, each flow YAML without its id."""
    lines = [f'          - {{id: "1.1.{at}", title: 甲, {item}}}\n' for at, item in enumerate(measures, 1)]
    register = load_text(HEAD + "".join(lines)).register
    return tally(select(register, day).rows)


def test_the_sample_register_counted_by_hand() -> None:
    """Fourteen measures of every sort in October 2022."""
    register = load_text(TEXT).register
    told = tally(select(register, DAY).rows)
    assert (told.total, told.todo, told.doing, told.review) == (14, 10, 1, 1)
    assert (told.done, told.paused, told.dropped, told.open) == (1, 1, 0, 12)
    # 2.1.10, 2.1.2, 2.1.1, and 1.1.3, whose only entry answers the fourth quarter.
    assert (told.overdue, told.missed, told.due_soon) == (4, 1, 1)
    assert (told.blank, told.soft, told.undated, told.standing) == (1, 1, 1, 1)
    assert (told.no_lead, told.chased, told.chases, told.unanswered) == (3, 1, 1, 1)
    assert told.completion == Rate(1, 14)
    # 1.1.8 in time; 2.1.10, 2.1.2, 2.1.1 overdue; 1.1.11 handed in four days early.
    assert told.punctual == Punctuality(on_time=2, open=3, due=5)
    assert told.punctual.rate == Rate(2, 5)
    assert told.punctual.overdue_rate == Rate(3, 5)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (f"due: 9月底前, {DONE % '2022-09-30'}", Punctuality(on_time=1, due=1)),
        (f"due: 9月底前, {DONE % '2022-10-01'}", Punctuality(late=1, due=1)),
        ("due: 9月底前", Punctuality(open=1, due=1)),
        ("due: 9月底前, status: paused", Punctuality(paused=1, due=1)),
        ("due: 9月底前, status: dropped", Punctuality()),
        ("due: 2022-10-15", Punctuality()),
        (f"due: 年底前, {DONE % '2022-10-01'}", Punctuality(on_time=1, due=1)),
        ("due: 年底前", Punctuality()),
        ("due: 9月底前, status: done", Punctuality(unknown=1)),
        ("due: X月底前", Punctuality()),
        ("due: 每月", Punctuality()),
        ("due: 9月底前, assumed: [due]", Punctuality(open=1, due=1, assumed=1)),
        ("due: 9月底前, status: review, log: [{date: 2022-09-29, status: review}]",
         Punctuality(on_time=1, due=1)),
    ],
)  # fmt: skip
def test_what_is_due_and_in_time(measure: str, expected: Punctuality) -> None:
    """Due are those whose day has ended and those handed in before; the due day itself has not ended."""
    assert counted(measure).punctual == expected


def test_an_extended_deadline_counts_and_the_original_beside_it() -> None:
    """Handed in between the two: in time by the approved one, late by the first."""
    told = counted(
        "due: 10月10日前, extensions: [{date: 2022-09-20, from: 9月底前, to: 10月10日前, reason: 甲}],"
        f" {DONE % '2022-10-08'}"
    )
    assert (told.punctual, told.original) == (Punctuality(on_time=1, due=1), Punctuality(late=1, due=1))
    assert (told.extended, told.extensions) == (1, 1)


def test_the_first_date_is_that_before_all_extensions() -> None:
    """Of two extensions the oldest tells it; without any it is the date in force."""
    register = load_text(
        HEAD + '          - {id: "1.1.1", title: 甲, due: 年底前, extensions: ['
        "{date: 2022-06-20, from: 6月底前, to: 9月底前}, {date: 2022-09-20, from: 9月底前, to: 年底前}]}\n"
        '          - {id: "1.1.2", title: 乙, due: 9月底前}\n'
    ).register
    assert [first_date(row) for row in select(register, DAY).rows] == [date(2022, 6, 30), date(2022, 9, 30)]


def test_assumed_dates_are_counted_apart() -> None:
    """Unfinished measures whose date is assumed; a finished one is none."""
    told = counted("due: 年底前, assumed: [due]", f"due: 年底前, assumed: [due], {DONE % '2022-10-01'}")
    assert (told.assumed, told.punctual.assumed) == (1, 1)


def test_rates_round_half_up_and_of_nothing_there_is_none() -> None:
    """Per cent of two numbers."""
    assert [Rate(1, 8).percent, Rate(1, 3).percent, Rate(2, 3).percent, Rate(0, 0).percent] == [
        13,
        33,
        67,
        None,
    ]


def test_nothing_counts_to_nothing() -> None:
    """No rows, no numbers."""
    assert tally(()) == Tally()
    assert punctuality(()) == Punctuality()
