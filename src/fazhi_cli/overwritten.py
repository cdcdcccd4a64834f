"""Marks that somebody overwrote: recorded in the journal, not taken back, and not in the register any more.

An editor that still shows the old text and saves it later does that; nothing can prevent it, but the journal
knows what was there, and what to type to have it back.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fazhi_cli import terms
from fazhi_cli.cells import shell_word
from fazhi_cli.journal import Record, undoable
from fazhi_cli.marking import path_of
from fazhi_cli.measure import Measure
from fazhi_cli.model import Fault
from fazhi_cli.problems import brief
from fazhi_cli.register import Loaded, value_at

_TIME = len("2022-10-15T09:00")


class _Kind(NamedTuple):
    """A list that only grows: the command that puts an item in, and by what an item is known.

    `level` is what its items are in the table of fields; `options` name the key that follows each of the
    command's options. A key in `untold` is no part of what an item says: the command sets it by itself.
    """

    level: str
    verb: str
    known_by: tuple[str, ...]
    untold: tuple[str, ...]
    options: Mapping[str, str]


def _same(*names: str) -> dict[str, str]:
    return {f"--{name.replace('_', '-')}": name for name in names}


_KINDS: Mapping[str, _Kind] = {
    "log": _Kind(
        "entry",
        "mark",
        ("date", "by", "unit", "for"),
        ("recorded",),
        _same(
            *("date", "status", "progress", "note", "problem", "next", "evidence", "count", "incidents"),
            *("unit", "for", "by"),
        ),
    ),
    "chases": _Kind(
        "chase", "chase", ("date", "to"), (), _same("date", "to", "how", "reply_by", "number", "by")
    ),
    "extensions": _Kind(
        "extension", "set", ("date", "to"), ("date",), {"--due": "to", **_same("reason", "by")}
    ),
}
_DATED = ("date", "by", "from", "recorded")
"""Keys that say when and by whom, told apart from what an item says."""


class _Put(NamedTuple):
    """An item that a command put into a list, and that command."""

    item: Mapping[str, Any]
    record: Record


def overwritten(loaded: Loaded, records: Sequence[Record]) -> list[Fault]:
    """Return what `records` put into the register's measures and is not there, in the register's order.

    An item that somebody corrected since counts as there: by its day and author, or whom it is about. What
    was recorded of measures that are gone goes with them.
    """
    put = _put(records)
    return [
        _fault(measure, key, item)
        for measure in loaded.register.measures
        for key in _KINDS
        if (measure.id, key) in put
        for item in _missing(put[measure.id, key], _present(loaded, measure, key), _KINDS[key])
    ]


def _put(records: Sequence[Record]) -> dict[tuple[str, str], list[_Put]]:
    """Return what was put into each list of each measure and not taken back, the oldest first.

    What was put in twice counts once: it may have been brought back.
    """
    found: dict[tuple[str, str], dict[str, _Put]] = {}
    for record in reversed(undoable(records)):
        for step in record.steps:
            if step.op == "append" and len(step.path) == 1 and step.path[0] in _KINDS:
                own = found.setdefault((step.id, step.path[0]), {})
                for item in step.new:
                    own.setdefault(_content(item, _KINDS[step.path[0]]), _Put(item, record))
    return {place: [*items.values()] for place, items in found.items()}


def _present(loaded: Loaded, measure: Measure, key: str) -> list[Mapping[str, Any]]:
    items = value_at(loaded.data, (*path_of(measure), key))
    return [*items] if isinstance(items, list) else []


def _missing(put: Sequence[_Put], present: list[Mapping[str, Any]], kind: _Kind) -> list[_Put]:
    """Return what of `put` has no match among the items `present`, each of which matches once."""
    for told in (_content, _known):
        left = []
        for one in put:
            match = next((item for item in present if told(item, kind) == told(one.item, kind)), None)
            if match is None:
                left.append(one)
            else:
                present.remove(match)
        put = left
    return [*put]


def _content(item: Mapping[str, Any], kind: _Kind) -> str:
    """Return what an item says."""
    return repr(sorted((key, str(value)) for key, value in item.items() if key not in kind.untold))


def _known(item: Mapping[str, Any], kind: _Kind) -> str:
    """Return by what an item is known, whatever else it says."""
    return repr([item.get(name) for name in kind.known_by])


def _fault(measure: Measure, key: str, put: _Put) -> Fault:
    by = put.record.signature
    words = {
        "when": by.time[:_TIME].replace("T", " "),
        "by": brief(by.by),
        "what": terms.field_term(key),
        "said": brief("，".join(_said(put.item, _KINDS[key].level))),
        "command": " ".join(_command(measure, key, put.item)),
    }
    return Fault((*path_of(measure), "id"), "lost-mark", words)


def _said(item: Mapping[str, Any], level: str) -> Iterator[str]:
    """Yield the day of an item and what else it says."""
    yield str(item.get("date"))
    names = {field.name: field.term for field in terms.fields_of(level)}
    for name, value in item.items():
        if name not in _DATED:
            yield f"{names.get(name, name)} {_text(value)}"


def _text(value: object) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return terms.STATUSES.get(str(value), str(value))


def _command(measure: Measure, key: str, item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words that put `item` into the register again."""
    kind = _KINDS[key]
    yield from ("fazhi", kind.verb, measure.id)
    for option, name in kind.options.items():
        value = item.get(name)
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                yield from (option, shell_word(str(one)))
