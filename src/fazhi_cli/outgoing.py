"""Sheets that go out to be filled in: which measures go to which unit, under which file name.

A unit gets what it leads, a member of a collective what its collective leads; what nobody leads goes into
one of its own.
"""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.filenames import file_name
from fazhi_cli.measure import Entry, Register
from fazhi_cli.naming import Party, parties, units_meant
from fazhi_cli.query import Filter
from fazhi_cli.state import State


class Task(NamedTuple):
    """A measure in a sheet; `last` is the unit's own last entry with a note.

    `collective` is the lead that the unit is only a member of.
    """

    row: State
    last: Entry | None = None
    collective: str | None = None


class Outgoing(NamedTuple):
    """What goes to `unit`, None for what nobody leads; `file` is the name of its file, without the suffix.

    `register`, its `digest` (of the file's bytes) and `day` tell which state of things it shows.
    """

    unit: str | None
    file: str
    tasks: tuple[Task, ...]
    register: Register
    day: date
    digest: str


def wanted(chosen: Filter, rows: Iterable[State]) -> tuple[State, ...]:
    """Return of a selection what is to be filled in: finished or paused work only where it was asked for."""
    asked = (*terms.OPEN_STATUSES, *chosen.statuses)
    named = {own.casefold() for own in chosen.ids}
    return tuple(row for row in rows if row.status in asked or row.measure.id.casefold() in named)


def outgoing(
    register: Register, rows: Iterable[State], chosen: Filter, day: date, digest: str
) -> tuple[Outgoing, ...]:
    """Return what goes to each unit, in the order of the units' first measures, that of nobody last.

    Where `chosen` names units, nothing goes to others: not to the lead of what they only support, nor to
    the other members of their collective.
    """
    asked = [units_meant(register, names) for names in (chosen.units, chosen.leads) if names]
    found: dict[str | None, list[Task]] = {}
    for row in rows:
        group = parties(register, row.measure.lead)
        for party in group:
            if all(_is_meant(party, group, names) for names in asked):
                task = Task(row, _last(row, party.names), party.collective)
                found.setdefault(party.unit, []).append(task)
    names = _file_names(register)
    units = sorted(found, key=lambda unit: unit is None)
    return tuple(Outgoing(unit, names[unit], tuple(found[unit]), register, day, digest) for unit in units)


def _is_meant(party: Party, group: tuple[Party, ...], names: set[str]) -> bool:
    """Say whether a unit is among those asked for; a collective's name stands for all its members."""
    members = any(other.unit in names for other in group)
    return party.unit in names or (party.collective in names and not members)


def _last(row: State, names: frozenset[str | None]) -> Entry | None:
    return next((entry for entry in reversed(row.log) if entry.note and entry.unit in names), None)


def _file_names(register: Register) -> dict[str | None, str]:
    """Return the file name of every unit; of several that would share one, all but one get a mark.

    It rests on the whole register and on the unit's name alone, so that it is the same every week.
    """
    taken = {terms.UNASSIGNED.casefold()}
    found: dict[str | None, str] = {None: terms.UNASSIGNED}
    leads = {measure.lead for measure in register.measures}
    units = {party.unit for lead in leads for party in parties(register, lead) if party.unit}
    for unit in sorted(units, key=lambda unit: (file_name(unit) != unit, unit)):
        name = file_name(unit)
        if name.casefold() in taken:
            name = f"{name}-{sha256(unit.encode()).hexdigest()[:6]}"
        taken.add(name.casefold())
        found[unit] = name
    return found
