"""Three versions of a register made one, field by field: what one side changed is taken, logs are united.

Works on plain data and gives the changes that bring the other side's work into ours; where both sides
changed one field to different values, neither is chosen.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fazhi_cli.change import Append, Change, Clear, Drop, Path, Put
from fazhi_cli.emit import typed

_BELOW = {"sections": "subtasks", "subtasks": "measures", "measures": None}
_NAMED = {"plan": "step"}
"""Lists whose items are the same where this key is."""

_HISTORIES = ("log", "extensions", "chases")
_STATES = ("status", "progress")


class Difference(NamedTuple):
    """A field that both sides changed: where it is in ours, and its three values (None: not there)."""

    id: str
    path: Path
    base: Any
    ours: Any
    theirs: Any


class Merged(NamedTuple):
    """The changes that bring theirs into ours, and what has to be decided by a person."""

    changes: tuple[Change, ...]
    conflicts: tuple[Difference, ...]


def merged(base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """Return how the plain data `theirs` goes into `ours`, `base` being what both began with."""
    merger = _Merger()
    merger.object("", (), base, ours, theirs, "sections")
    return Merged(tuple(merger.changes), tuple(merger.conflicts))


class _Merger:
    """One merge under way."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.conflicts: list[Difference] = []

    def object(
        self,
        own: str,
        path: Path,
        base: Mapping[str, Any],
        ours: Mapping[str, Any],
        theirs: Mapping[str, Any],
        below: str | None,
    ) -> None:
        """Merge one object: its fields by name, then the list of those below it by id."""
        for key in dict.fromkeys((*ours, *theirs, *base)):
            if key != below:
                self.field(own, (*path, key), base, ours, theirs)
        if below:
            old, mine, new = (side.get(below) or [] for side in (base, ours, theirs))
            self.branches(own, (*path, below), old, mine, new, below)

    def field(
        self,
        own: str,
        path: Path,
        base: Mapping[str, Any],
        ours: Mapping[str, Any],
        theirs: Mapping[str, Any],
    ) -> None:
        key = str(path[-1])
        old, mine, new = base.get(key), ours.get(key), theirs.get(key)
        if new in (old, mine):
            return
        if mine == old:
            self.changes.append(Clear(path) if new is None else Put(path, typed(key, new)))
        elif all(isinstance(side, list) or side is None for side in (old, mine, new)):
            self.list(own, path, old or [], mine or [], new or [])
        elif (later := _later(key, ours, theirs)) is not None:
            if later == new:
                self.changes.append(Put(path, typed(key, new)))
        else:
            self.conflicts.append(Difference(own, path, old, mine, new))

    def list(self, own: str, path: Path, old: Sequence[Any], mine: Sequence[Any], new: Sequence[Any]) -> None:
        """Unite two lists: what either added is there, what either took out is not."""
        key = str(path[-1])
        name = _NAMED.get(key)
        if name and self.clash(own, path, old, mine, new, name):
            return
        gone = [item for item in old if item not in new and item in mine]
        added = [item for item in new if item not in old and item not in mine]
        self.changes += [Drop(path, typed(key, item)) for item in gone]
        if added:
            self.changes.append(Append(path, tuple(typed(key, item) for item in added)))

    def clash(
        self, own: str, path: Path, old: Sequence[Any], mine: Sequence[Any], new: Sequence[Any], name: str
    ) -> bool:
        """Say whether both sides changed one named item to different values; then it is a conflict."""
        before = _by(old, name)
        ours, theirs = _by(mine, name), _by(new, name)
        both = [
            item
            for item in ours.keys() & theirs.keys()
            if ours[item] != theirs[item] and before.get(item) not in (ours[item], theirs[item])
        ]
        if both:
            self.conflicts.append(Difference(own, path, old, mine, new))
        return bool(both)

    def branches(
        self,
        own: str,
        path: Path,
        base: Sequence[Any],
        ours: Sequence[Any],
        theirs: Sequence[Any],
        level: str,
    ) -> None:
        """Merge sections, subtasks or measures by id; new ones go behind ours."""
        before, new = _by(base, "id"), _by(theirs, "id")
        present = {str(item["id"]): (at, item) for at, item in enumerate(ours)}
        for key, item in new.items():
            if key in present:
                at, mine = present[key]
                self.object(key, (*path, at), before.get(key, {}), mine, item, _BELOW[level])
            elif key not in before:
                self.changes.append(Append(path, (typed(level, item),)))
            elif item != before[key]:
                self.conflicts.append(Difference(key, path, before[key], None, item))
        for key, (_, mine) in present.items():
            if key in before and key not in new:
                if mine == before[key]:
                    self.changes.append(Drop(path, typed(level, mine)))
                else:
                    self.conflicts.append(Difference(key, path, before[key], mine, None))


def _by(items: Sequence[Any], name: str) -> dict[str, Any]:
    return {str(item[name]): item for item in items if isinstance(item, dict) and name in item}


def _later(key: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> str | None:
    """Return the state that the later of two last entries tells; None where the logs do not tell it.

    Status and progress are the present state, and the log is how it came about: of two marks the later one
    holds. Two of one day do not say which came later.
    """
    if key not in _STATES:
        return None
    mine, new = (_last(side, key) for side in (ours, theirs))
    if mine is None or new is None or mine[0] == new[0]:
        return None
    if (mine[1], new[1]) != (ours.get(key), theirs.get(key)):
        return None
    return max(mine, new)[1]


def _last(side: Mapping[str, Any], key: str) -> tuple[str, str] | None:
    """Return day and value of the last entry that tells `key`."""
    told = [(str(entry["date"]), str(entry[key])) for entry in side.get("log") or () if key in entry]
    return max(told, key=lambda item: item[0], default=None)


def conflict_puts(conflicts: Sequence[Difference]) -> Iterator[tuple[Difference, Change]]:
    """Yield each conflict that is one field's, with the change that would choose theirs."""
    for item in conflicts:
        key = str(item.path[-1])
        if item.ours is not None and not isinstance(item.path[-1], int) and key not in _BELOW:
            yield item, Clear(item.path) if item.theirs is None else Put(item.path, typed(key, item.theirs))
