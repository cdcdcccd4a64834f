"""Three versions of a register made one, field by field: what one side changed is taken, logs are united.

Works on plain data and gives the changes that bring the other side's work into ours; where both sides
changed one field to different values, neither is chosen.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from fazhi_cli.change import Append, Change, Clear, Drop, Path, Put
from fazhi_cli.emit import typed

_NAMED = {"sections": "id", "subtasks": "id", "measures": "id", "plan": "step", "units": "name"}
"""Lists whose items are the same where this key is."""

_STATES = ("status", "progress")

Object: TypeAlias = Mapping[str, Any]


class Difference(NamedTuple):
    """Something that both sides changed: where it is in ours, and its three values (None: not there).

    `id` is that of the object, `theirs_instead` the change that would choose the other side's.
    """

    id: str
    path: Path
    base: Any
    ours: Any
    theirs: Any
    theirs_instead: Change

    @property
    def is_branch(self) -> bool:
        """Say whether it is about a whole section, subtask or measure."""
        return isinstance(self.theirs_instead, Append | Drop)


class Merged(NamedTuple):
    """The changes that bring theirs into ours, and what has to be decided by a person.

    `reordered` are the ids under which the other side arranged anew what ours leaves as it was: that is not
    taken over.
    """

    changes: tuple[Change, ...]
    conflicts: tuple[Difference, ...]
    reordered: tuple[str, ...]


class _Sides(NamedTuple):
    """The three values of one thing; None is a side that has it not."""

    base: Any
    ours: Any
    theirs: Any

    def under(self, key: str) -> "_Sides":
        """Return the values under `key` of three objects."""
        return _Sides(*(side.get(key) for side in self))

    def all_are(self, kind: type) -> bool:
        """Say whether every side that there is is a `kind`."""
        return all(side is None or isinstance(side, kind) for side in self)


def merged(base: Object, ours: Object, theirs: Object) -> Merged:
    """Return how the plain data `theirs` goes into `ours`, `base` being what both began with."""
    merger = _Merger()
    merger.object("", (), _Sides(base, ours, theirs))
    return Merged(tuple(merger.changes), tuple(merger.conflicts), tuple(merger.reordered))


class _Merger:
    """One merge under way."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.conflicts: list[Difference] = []
        self.reordered: list[str] = []

    def object(self, own: str, path: Path, sides: _Sides) -> None:
        """Merge one object, key by key; `own` is the id of the one with an id around it."""
        for key in dict.fromkeys((*sides.ours, *sides.theirs)):
            self.field(own, (*path, key), sides)

    def field(self, own: str, path: Path, around: _Sides) -> None:
        """Merge what stands under the last step of `path` in the three objects `around`."""
        key = str(path[-1])
        sides = around.under(key)
        old, mine, new = sides
        if new in (old, mine):
            return
        if mine is not None and new is not None and sides.all_are(dict):
            self.object(own, path, sides._replace(base=old or {}))
        elif sides.all_are(list) and (mine != old or _holds_objects(sides)):
            self.list(own, path, _Sides(*(side or [] for side in sides)))
        elif mine == old:
            self.changes.append(_chosen(path, new))
        elif (later := _later(key, around)) is None:
            self.conflict(own, path, sides, _chosen(path, new))
        elif later == new:
            self.changes.append(_chosen(path, new))

    def conflict(self, own: str, path: Path, sides: _Sides, instead: Change) -> None:
        """Leave `sides` to a person."""
        self.conflicts.append(Difference(own, path, *sides, instead))

    def list(self, own: str, path: Path, sides: _Sides) -> None:
        """Unite two lists: items with a name one by one, of the others what was added is there."""
        name = _NAMED.get(str(path[-1]))
        if name and all(_are_named(side, name) for side in sides):
            self.named(own, path, sides, name)
            sides = _Sides(*([item for item in side if not isinstance(item, dict)] for side in sides))
        self.bag(path, sides)

    def bag(self, path: Path, sides: _Sides) -> None:
        """Merge a list by how often each item stands in it; what both sides did counts once."""
        key = str(path[-1])
        added = []
        for item in _distinct([*sides.base, *sides.theirs]):
            old, mine, new = (side.count(item) for side in sides)
            added += [item] * (max(0, new - old) - max(0, mine - old))
            self.changes += [Drop(path, typed(key, item))] * (max(0, old - new) - max(0, old - mine))
        if added:
            self.changes.append(Append(path, tuple(typed(key, item) for item in added)))

    def named(self, own: str, path: Path, sides: _Sides, name: str) -> None:
        """Merge the items of a list by their names; new ones go behind ours."""
        places = [_by(side, name) for side in sides]
        gone: list[Drop] = []
        for word in dict.fromkeys((*places[1], *places[2])):
            sought = zip(sides, places, strict=True)
            item = _Sides(*(side[at[word]] if word in at else None for side, at in sought))
            where = (*path, places[1][word]) if word in places[1] else path
            gone += self.item(word if name == "id" else own, where, path, item)
        self.changes += gone
        shared = [word for word in places[0] if word in places[1] and word in places[2]]
        ours, theirs = ([word for word in place if word in shared] for place in places[1:])
        if theirs not in (shared, ours):
            self.reordered.append(own)

    def item(self, own: str, where: Path, path: Path, sides: _Sides) -> Iterator[Drop]:
        """Merge one item, `where` it is in ours, of the list at `path`; yield it if it is to go out there."""
        old, mine, new = sides
        key = str(path[-1])
        if new is None:
            if old is not None and mine == old:
                yield Drop(path, typed(key, mine))
            elif old is not None:
                self.conflict(own, where, sides, Drop(path, typed(key, mine)))
        elif mine is None:
            if old is None:
                self.changes.append(Append(path, (typed(key, new),)))
            elif new != old:
                self.conflict(own, where, sides, Append(path, (typed(key, new),)))
        elif old is None and mine.get("title") != new.get("title"):
            self.conflict(own, where, sides, Append(path, (typed(key, new),)))
        else:
            self.object(own, where, sides._replace(base=old or {}))


def _chosen(path: Path, value: Any) -> Change:
    """Return the change that sets what `path` leads to, or removes it."""
    return Clear(path) if value is None else Put(path, typed(str(path[-1]), value))


def _holds_objects(sides: _Sides) -> bool:
    return any(isinstance(item, dict) for side in sides for item in side or ())


def _are_named(items: Sequence[Any], name: str) -> bool:
    """Say whether the objects among `items` all have a name of their own."""
    names = [item.get(name) for item in items if isinstance(item, dict)]
    return None not in names and len({*names}) == len(names)


def _by(items: Sequence[Any], name: str) -> dict[str, int]:
    """Return where each named item stands."""
    return {item[name]: at for at, item in enumerate(items) if isinstance(item, dict)}


def _distinct(items: Sequence[Any]) -> list[Any]:
    found: list[Any] = []
    for item in items:
        if item not in found:
            found.append(item)
    return found


def _later(key: str, sides: _Sides) -> str | None:
    """Return the state that the later of two last entries tells; None where the logs do not tell it.

    Status and progress are the present state, and the log is how it came about: of two marks the later one
    holds. Two of one day do not say which came later.
    """
    if key not in _STATES:
        return None
    mine, new = (_last(side, key) for side in (sides.ours, sides.theirs))
    if mine is None or new is None or mine[0] == new[0]:
        return None
    if (mine[1], new[1]) != (sides.ours.get(key), sides.theirs.get(key)):
        return None
    return max(mine, new)[1]


def _last(side: Object, key: str) -> tuple[str, str] | None:
    """Return day and value of the last entry that tells `key`; of one day the one that stands last."""
    told = [(entry["date"], entry[key]) for entry in side.get("log") or () if entry.get(key) is not None]
    return max(reversed(told), key=lambda item: item[0], default=None)
