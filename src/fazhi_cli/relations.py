"""What the parts of a register owe each other: ids, names of what is assumed, deadlines that can be told.

All of it is checked on plain data, so that it is told beside the faults of the schema and not after them.
What is no text, list or mapping where one is due is passed over: the schema tells of it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fazhi_cli.change import Path
from fazhi_cli.model import LINE_LIMIT, Fault, is_id
from fazhi_cli.phrases import Phrases
from fazhi_cli.problems import brief
from fazhi_cli.terms import assumable
from fazhi_cli.tree import Data


class _Part(NamedTuple):
    """A section, subtask or measure: its level, where it stands, what it holds, the id above it."""

    level: str
    path: Path
    data: dict[str, Data]
    parent: Data


def faults(data: Data, phrases: Phrases) -> list[Fault]:
    """Return what is wrong between the parts of a register."""
    if not isinstance(data, dict):
        return []
    parts = list(_parts(data))
    return [*_ids(parts), *_assumed(data, parts), *_deadlines(data, parts, phrases)]


def _parts(holder: dict[str, Data], path: Path = (), parent: Data = None, depth: int = 0) -> Iterator[_Part]:
    key, level = _LEVELS[depth]
    for index, item in enumerate(_list(holder.get(key))):
        if isinstance(item, dict):
            here: Path = (*path, key, index)
            yield _Part(level, here, item, parent)
            if depth + 1 < len(_LEVELS):
                yield from _parts(item, here, item.get("id"), depth + 1)


_LEVELS = (("sections", "section"), ("subtasks", "subtask"), ("measures", "measure"))
"""The keys that hold the three levels, and their names, outermost first."""


def _list(value: Data) -> list[Data]:
    return value if isinstance(value, list) else []


def _ids(parts: Sequence[_Part]) -> Iterator[Fault]:
    seen: dict[str, Path] = {}
    for part in parts:
        own = part.data.get("id")
        if not is_id(own):
            continue
        path: Path = (*part.path, "id")
        first = seen.setdefault(own.casefold(), path)
        if first is not path:
            yield Fault(path, "duplicate-id", {"id": own, "earlier": first})
        elif is_id(part.parent) and not own.startswith(f"{part.parent}."):
            yield Fault(path, "foreign-id", {"id": own, "parent": part.parent})


def _assumed(data: dict[str, Data], parts: Sequence[_Part]) -> Iterator[Fault]:
    for level, path, holder, _ in (_Part("register", (), data, None), *parts):
        allowed = assumable(level)
        for index, name in enumerate(_list(holder.get("assumed"))):
            if isinstance(name, str) and name not in allowed:
                words = {"value": brief(name), "offered": "、".join(allowed)}
                yield Fault((*path, "assumed", index), "bad-assumed", words)


def _deadlines(data: dict[str, Data], parts: Sequence[_Part], phrases: Phrases) -> Iterator[Fault]:
    for path, phrase in _phrases(data, parts):
        refusal = phrases.refusal(phrase) if _is_line(phrase) else None
        if refusal:
            words = {"phrase": phrase, "reason": refusal.message, "remedy": refusal.hint}
            yield Fault(path, refusal.code, words)


def _phrases(data: dict[str, Data], parts: Sequence[_Part]) -> Iterator[tuple[Path, Data]]:
    """Yield every deadline with the way to it."""
    rules = data.get("rules")
    if isinstance(rules, dict):
        yield ("rules", "default_due"), rules.get("default_due")
    for part in parts:
        yield (*part.path, "due"), part.data.get("due")
        for index, item in enumerate(_list(part.data.get("extensions"))):
            for key in ("from", "to") if isinstance(item, dict) else ():
                yield (*part.path, "extensions", index, key), item.get(key)


def _is_line(value: Data) -> bool:
    return isinstance(value, str) and len(value) <= LINE_LIMIT and bool(value.strip()) and "\n" not in value
