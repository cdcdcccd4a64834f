"""Notices: which units are asked about which measures, and what is still missing of each.

A unit is asked about what it leads, a member of a collective about what its collective leads. Nothing is
supposed: a measure without a lead is asked of nobody, what the register does not say is left out.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.measure import Register, Unit
from fazhi_cli.naming import declared_names, parties
from fazhi_cli.problems import Refused
from fazhi_cli.query import Filter
from fazhi_cli.state import State
from fazhi_cli.steps import StepState, steps_of

LETTERS = {"slip": "通知单", "reminder": "提醒函"}
"""What can be sent: a slip is about one measure, a reminder to one unit about all of its own."""

_LAST_NUMBER = re.compile(r"[0-9]+(?=[^0-9]*$)")


class Missing(NamedTuple):
    """What is missing of a measure on its day.

    `finish` says that it has an end and is not there yet, `evidence` that nothing proves it so far;
    `missed` counts the periods without a report, `turn` is the day of the next one that is still to come.
    `heard` is the day of the last entry of the unit that is asked. `steps` are those of its plan that are
    late.
    """

    finish: bool
    evidence: bool
    missed: int
    turn: date | None
    heard: date | None
    steps: tuple[StepState, ...]


class Point(NamedTuple):
    """A measure that a unit is asked about; `collective` is the lead that the unit is only a member of."""

    row: State
    missing: Missing
    collective: str | None = None


class Notice(NamedTuple):
    """A letter to `unit`, None where the register names nobody; `number` is None as long as none is given.

    `letter` is a key of LETTERS; `members` are those of a unit that is a collective.
    """

    letter: str
    unit: str | None
    points: tuple[Point, ...]
    members: tuple[str, ...] = ()
    number: str | None = None


def meant(chosen: Filter) -> Filter:
    """Return what a selection means for notices: what is overdue or due soon, unless ids or states say."""
    if chosen.ids or chosen.states:
        return chosen
    return chosen._replace(overdue=True, due_soon=-1)


def is_pressed(row: State) -> bool:
    """Say whether a unit can be asked for a measure: what was handed in, closed or paused is not."""
    return row.status in terms.ACTIVE_STATUSES


def notices(
    register: Register, rows: Iterable[State], letter: str, number: str | None = None
) -> tuple[Notice, ...]:
    """Return the letters about `rows`, slips in their order, reminders in that of the units' first measures.

    What nobody leads comes last in reminders. Numbers count up from `number`. Raises Refused when it cannot.
    """
    made = list(_slips(register, rows) if letter == "slip" else _reminders(register, rows))
    numbers = _numbers(number, len(made))
    return tuple(notice._replace(number=own) for notice, own in zip(made, numbers, strict=True))


def _slips(register: Register, rows: Iterable[State]) -> Iterator[Notice]:
    units = {unit.name: unit for unit in register.units}
    for row, lead in _led(register, rows):
        unit = units.get(lead or "", Unit(lead or ""))
        names = {None, unit.name, *unit.alias, *unit.members}
        yield Notice("slip", lead, (Point(row, _missing(row, names)),), unit.members)


def _reminders(register: Register, rows: Iterable[State]) -> Iterator[Notice]:
    found: dict[str | None, list[Point]] = {}
    for row in rows:
        for party in parties(register, row.measure.lead):
            point = Point(row, _missing(row, party.names), party.collective)
            found.setdefault(party.unit, []).append(point)
    for asked in sorted(found, key=lambda name: name is None):
        yield Notice("reminder", asked, tuple(found[asked]))


def _led(register: Register, rows: Iterable[State]) -> Iterator[tuple[State, str | None]]:
    """Yield each measure with its lead, by the name that is declared for it."""
    names = declared_names(register)
    for row in rows:
        lead = row.measure.lead
        yield row, names.get(lead, lead) if lead else None


def _missing(row: State, names: Collection[str | None]) -> Missing:
    """Return what is missing of a measure; entries in one of `names` are those of the unit asked."""
    recurring = row.missed is not None
    finish = not recurring and row.measure.kind in ("task", "indicator") and row.due_kind != "standing"
    heard = [entry.date for entry in row.log if entry.unit in names]
    return Missing(
        finish=finish,
        evidence=finish and not any(entry.evidence for entry in row.log),
        missed=row.missed or 0,
        turn=row.awaited if recurring else None,
        heard=heard[-1] if heard else None,
        steps=tuple(item for item in steps_of(row) if item.light == "red"),
    )


def _numbers(first: str | None, count: int) -> Sequence[str | None]:
    """Return `count` numbers that go on from `first`: its last figure counts up, as wide as it is."""
    if first is None or count < 2:
        return [first] * count
    figure = _LAST_NUMBER.search(first)
    if figure is None:
        raise Refused(f"有 {count} 份，文号“{first}”里没有数字，不能往下编", "写上第一份的号数，或先不写文号")
    start, end = figure.span()
    width = end - start
    return [f"{first[:start]}{int(figure[0]) + step:0{width}}{first[end:]}" for step in range(count)]
