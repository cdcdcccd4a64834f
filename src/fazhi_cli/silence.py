"""Which units sent nothing: every unit that leads unfinished measures is asked for, members one by one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.measure import Register
from fazhi_cli.naming import declared_names, parties
from fazhi_cli.span import Span
from fazhi_cli.state import State


class Silent(NamedTuple):
    """A unit that leads the unfinished measures `ids` and sent nothing; `last` is when it was heard of last.

    `collective` is the name that it is addressed by, where it is one member of several.
    """

    unit: str
    collective: str | None
    ids: tuple[str, ...]
    last: date | None


def silent(register: Register, rows: Sequence[State], span: Span) -> tuple[Silent, ...]:
    """Return the units that lead unfinished measures of `rows` and made no entry in `span` on any measure.

    An entry that names no unit is the lead's own; of a collective with members it speaks for none of them.
    """
    heard = _heard(rows, declared_names(register))
    asked = (item._replace(last=heard.get(item.unit)) for item in responsible(register, rows))
    return tuple(item for item in asked if not (item.last and item.last >= span.first))


def responsible(register: Register, rows: Iterable[State]) -> list[Silent]:
    """Return the units that a word is expected of: who leads unfinished measures, members one by one."""
    names = declared_names(register)
    led: dict[str, list[str]] = {}
    for row in rows:
        if row.measure.lead and row.status in terms.OPEN_STATUSES:
            led.setdefault(names.get(row.measure.lead, row.measure.lead), []).append(row.measure.id)
    return [
        Silent(party.unit or lead, party.collective, tuple(ids), None)
        for lead, ids in led.items()
        for party in parties(register, lead)
    ]


def _heard(rows: Iterable[State], names: Mapping[str, str]) -> dict[str, date]:
    """Return the day of the last entry of each unit."""
    found: dict[str, date] = {}
    for row in rows:
        for entry in row.log:
            by = entry.unit or row.measure.lead or ""
            unit = names.get(by, by)
            found[unit] = max(found.get(unit, entry.date), entry.date)
    return found
