"""The words of an edit: what is to become of which value in a register's plain data.

A change names a value by the way to it and says nothing of text; `edit` finds where that stands.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
Value: TypeAlias = "str | int | date | list[Value] | dict[str, Value]"
"""What a change puts in: numbers and dates are written bare, text is quoted where it must be."""


def given(values: "Mapping[str, Value | None]") -> dict[str, Value]:
    """Return those of `values` that are there, under their keys."""
    return {key: value for key, value in values.items() if value is not None}


class Put(NamedTuple):
    """Set the key that `path` ends in to `value`, be it there or not; a list replaces the list."""

    path: Path
    value: Value


class Append(NamedTuple):
    """Add `items` at the end of the list at `path`; an absent or empty list is begun."""

    path: Path
    items: tuple[Value, ...]


class Drop(NamedTuple):
    """Take the last item that is `value` out of the list at `path`."""

    path: Path
    value: Value


class Clear(NamedTuple):
    """Remove the key that `path` ends in, with its value."""

    path: Path


Change: TypeAlias = Put | Append | Drop | Clear


class Signature(NamedTuple):
    """Who makes changes, when (ISO, with the offset), and by which words on the command line."""

    time: str
    by: str
    command: str


def plain(value: "Value | None") -> object:
    """Return `value` as plain data, every scalar text; what is empty in data stays so."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)


def applied(data: object, changes: Iterable[Change]) -> object:
    """Return plain `data` as it is after `changes`; `data` itself stays, what is untouched is shared.

    Taking an item from a list that is not there changes nothing. Raises TypeError or IndexError where a
    change has no way to go.
    """
    for change in changes:
        data = _replaced(data, change.path, change)
    return data


def _replaced(data: object, path: Path, change: Change) -> object:
    step, rest = path[0], path[1:]
    if isinstance(data, list) and isinstance(step, int):
        return [*data[:step], _replaced(data[step], rest, change), *data[step + 1 :]]
    if not isinstance(data, dict):
        raise TypeError(f"no way to {change.path}")
    key = str(step)
    if rest:
        return {**data, key: _replaced(data.get(key), rest, change)}
    if isinstance(change, Put):
        return {**data, key: plain(change.value)}
    if isinstance(change, Clear):
        return {name: value for name, value in data.items() if name != key}
    items = data.get(key)
    present = items if isinstance(items, list) else []
    if isinstance(change, Append):
        return {**data, key: [*present, *map(plain, change.items)]} if change.items else data
    gone = plain(change.value)
    at = max((index for index, item in enumerate(present) if item == gone), default=None)
    return data if at is None else {**data, key: [*present[:at], *present[at + 1 :]]}
