"""Indicators: counts added up, the last word of a unit for a period, alarms."""

from datetime import date

from fazhi_cli.rates import Indication, indication
from fazhi_cli.span import month_of
from fazhi_cli.state import state
from fazhi_cli.tally import Rate
from tests.conftest import load_text, one_measure

SEPTEMBER = month_of(date(2022, 9, 1))


def indicated(log: str, indicator: str = "{name: 出庭应诉率, of: 应诉案件}") -> Indication:
    """Return what September's report says of an indicator with the entries `log`, seen at its end."""
    register = load_text(one_measure(f"kind: indicator\nindicator: {indicator}\nlog: [{log}]")).register
    return indication(state(register.measures[0], date(2022, 9, 30), register.rules), SEPTEMBER)


def test_counts_are_added_up_for_the_whole_and_by_unit() -> None:
    """September's counts and all up to its end; what comes later is not seen."""
    told = indicated(
        "{date: 2022-08-10, unit: 甲局, count: 3/10}, {date: 2022-09-05, unit: 甲局, count: 2/4},"
        "{date: 2022-09-06, unit: 乙局, count: 5/6}, {date: 2022-10-01, unit: 乙局, count: 9/9}"
    )
    assert (told.span, told.total, told.alarm) == (Rate(7, 10), Rate(10, 20), False)
    assert [(item.unit, item.span, item.total, item.alarm) for item in told.units] == [
        ("甲局", Rate(2, 4), Rate(5, 14), False),
        ("乙局", Rate(5, 6), Rate(5, 6), False),
    ]


def test_a_second_count_for_the_same_period_corrects_the_first() -> None:
    """By unit and period; without a period every count stands."""
    told = indicated(
        "{date: 2022-09-05, unit: 甲局, for: 2022-08, count: 1/4},"
        "{date: 2022-09-06, unit: 甲局, for: 2022-08, count: 2/4},"
        "{date: 2022-09-07, unit: 乙局, for: 2022-08, count: 1/1},"
        "{date: 2022-09-08, count: 1/2}, {date: 2022-09-09, count: 1/2}"
    )
    assert told.span == Rate(2 + 1 + 2, 4 + 1 + 4)


def test_zero_alarms_and_no_cases_do_not() -> None:
    """0/20 is an alarm, for the whole and for each unit; 0/0 is none; one unit may alarm alone."""
    assert indicated("{date: 2022-09-05, unit: 甲局, count: 0/20}").alarm
    assert not indicated("{date: 2022-09-05, unit: 甲局, count: 0/0}").alarm
    told = indicated("{date: 2022-09-05, unit: 甲局, count: 0/5}, {date: 2022-09-05, unit: 乙局, count: 5/5}")
    assert (told.alarm, [item.alarm for item in told.units]) == (False, [True, False])


def test_the_floor_and_the_good_direction_decide() -> None:
    """At the floor it alarms; where less is better, from the floor upwards."""
    up = "{name: 率, floor: 50}"
    down = "{name: 率, good: down, floor: 20}"
    entry = "{date: 2022-09-05, count: %s}"
    assert [indicated(entry % count, up).alarm for count in ("10/20", "11/20")] == [True, False]
    assert [indicated(entry % count, down).alarm for count in ("4/20", "3/20", "0/20")] == [
        True,
        False,
        False,
    ]
    assert not indicated(entry % "20/20", "{name: 率, good: down}").alarm


def test_a_month_without_counts_speaks_of_all_before() -> None:
    """Nothing reported in the span: the alarm is that of everything up to the day."""
    told = indicated("{date: 2022-08-05, unit: 甲局, count: 0/3}")
    assert (told.span, told.total, told.alarm, told.reported) == (Rate(0, 0), Rate(0, 3), True, False)
    assert [indicated(f"{{date: 2022-09-05, count: {count}}}").reported for count in ("0/0", "1/2")] == [
        True,
        True,
    ]


def test_an_indicator_that_nobody_describes_still_counts() -> None:
    """Without `indicator` the plain rule holds: zero alarms."""
    register = load_text(one_measure("kind: indicator\nlog: [{date: 2022-09-05, count: 0/3}]")).register
    told = indication(state(register.measures[0], date(2022, 9, 30), register.rules), SEPTEMBER)
    assert (told.indicator.name, told.span, told.alarm) == ("", Rate(0, 3), True)
