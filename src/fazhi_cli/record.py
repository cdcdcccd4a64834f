"""A measure on a day as the JSON contract has it (design.md 6): field names, tokens, ISO dates.

Fields are added here, never renamed. An absent scalar is None, an absent list is empty.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from fazhi_cli.meaning import Deadline
from fazhi_cli.measure import Entry, Extension, Register
from fazhi_cli.naming import local_id
from fazhi_cli.state import Asked, State, first_date, is_belated
from fazhi_cli.steps import steps_of

SCHEMA = 1
Record = dict[str, Any]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(value: object) -> object:
    """Return a value as JSON has it: days and rates as text, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, tuple):
        return value
    return "/".join(map(str, value)) if any(isinstance(item, int) for item in value) else list(value)


def _object(item: object, keys: Mapping[str, str]) -> Record:
    """Return `item` under the keys of the file; `keys` says which of its values each one holds."""
    return {key: _plain(getattr(item, name)) for key, name in keys.items()}


def _same(names: str) -> dict[str, str]:
    return {name: name for name in names.split()}


_EXTENSION = {"date": "date", "from": "old", "to": "new", "reason": "reason", "by": "by"}
_CHASE = _same("date by to how reply_by number")
_STEP = _same("step before done date light")
_INDICATOR = _same("name of good floor")
_ENTRY = {
    **_same("date by unit"),
    "for": "period",
    **_same("status progress note problem next evidence"),
    "count": "counts",
    **_same("incidents recorded"),
}


def entry(item: Entry) -> Record:
    """Return one progress record under the keys of the file."""
    return _object(item, _ENTRY)


def _plan(row: State) -> list[Record]:
    """Return the steps in the order of the file."""
    return [_object(item, _STEP) for item in sorted(steps_of(row), key=lambda item: item.position)]


def _extension(item: Extension) -> Record:
    return {**_object(item, _EXTENSION), "late": is_belated(item)}


def _chase(item: Asked) -> Record:
    return {**_object(item.chase, _CHASE), "answered": _iso(item.answered), "overdue": item.overdue}


FIELDS: Mapping[str, Callable[[State], Any]] = {
    "id": lambda row: local_id(row.measure.id),
    "section": lambda row: local_id(row.measure.section),
    "subtask": lambda row: local_id(row.measure.subtask),
    "title": lambda row: row.measure.title,
    "detail": lambda row: row.measure.detail,
    "kind": lambda row: row.measure.kind,
    "lead": lambda row: row.measure.lead,
    "support": lambda row: list(row.measure.support),
    "owner": lambda row: row.measure.owner,
    "due": lambda row: row.due,
    "due_kind": lambda row: row.due_kind,
    "due_date": lambda row: _iso(row.due_date),
    "next_due": lambda row: _iso(row.next_due),
    "missed": lambda row: row.missed,
    "since": lambda row: _iso(row.measure.since),
    "status": lambda row: row.status,
    "progress": lambda row: row.progress,
    "light": lambda row: row.light,
    "handed_in": lambda row: _iso(row.handed_in),
    "late": lambda row: row.late,
    "overdue": lambda row: row.overdue,
    "days_overdue": lambda row: row.days_overdue,
    "days_left": lambda row: row.days_left,
    "lag": lambda row: row.lag,
    "stale": lambda row: row.stale,
    "last_entry": lambda row: _iso(row.last_entry),
    "extensions": lambda row: [_extension(item) for item in row.extensions],
    "reopened": lambda row: row.reopened,
    "returned": lambda row: row.returned,
    "chases": lambda row: [_chase(item) for item in row.asked],
    "source": lambda row: list(row.measure.source),
    "assumed": lambda row: list(row.measure.assumed),
    "tags": lambda row: list(row.measure.tags),
    "related": lambda row: list(row.measure.related),
    "lineage": lambda row: row.measure.lineage,
    "plan": _plan,
    "log": lambda row: [entry(item) for item in row.log],
    "indicator": lambda row: row.measure.indicator and _object(row.measure.indicator, _INDICATOR),
    "leader": lambda row: row.measure.leader,
    "group": lambda row: row.measure.group,
    "finding": lambda row: row.measure.finding,
    "cause": lambda row: row.measure.cause,
    "acceptance": lambda row: row.measure.acceptance,
    "recheck": lambda row: _iso(row.measure.recheck),
    "due_soon": lambda row: row.due_soon,
    "due_soft": lambda row: bool(row.deadline and row.deadline.soft),
    "waited": lambda row: row.waited,
    "due_original": lambda row: row.extensions[0].old if row.extensions else None,
    "due_original_date": lambda row: _iso(first_date(row)) if row.extensions else None,
}
"""Every field of a measure after `register`, in the order of the contract."""

NAMES = ("register", *FIELDS)


def record(row: State) -> Record:
    """Return every field of one measure, values effective on the day."""
    return {"register": row.measure.register, **{name: read(row) for name, read in FIELDS.items()}}


def named(register: Register) -> Record:
    """Return what a register is called; several seen as one have no file, but each its own name."""
    told = [
        {"register": part.name, "title": part.title, "total": len(part.measures)} for part in register.parts
    ]
    name = {"register": None if told else register.name, "title": register.title}
    return {**name, "registers": told} if told else name


def deadline(held: Deadline, said: Sequence[str], coming: date | None) -> Record:
    """Return what a deadline was understood to mean.

    `said` explains it in Chinese; `coming` is the next day due of a recurring one.
    """
    return envelope(
        "deadline",
        phrase=held.phrase,
        due_kind=held.kind,
        date=_iso(held.date),
        next=_iso(coming),
        soft=held.soft,
        explanation="".join(said),
    )


def envelope(kind: str, **fields: object) -> Record:
    """Return the outer object of every JSON output, `schema` and `kind` first."""
    return {"schema": SCHEMA, "kind": kind, **fields}


def as_text(value: object) -> str:
    """Return a field as one cell of text for TSV: texts of a list joined, objects of a list counted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        plain = all(isinstance(item, str) for item in value)
        return ";".join(value) if plain else str(len(value))
    if isinstance(value, Mapping):
        return str(value.get("name") or "")
    return str(value)
