"""Several registers seen as one, such as a city over its districts: every room that reads one reads this.

An id stands behind the short name of its register (`甲区:3.4.7`), so ids tell measures apart as ever. Each
measure keeps the name of its file, and the rules by which it is judged are those of its own register.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TypeVar

from fazhi_cli.filenames import file_name
from fazhi_cli.measure import Branch, Measure, Office, Register, Rules, Unit
from fazhi_cli.naming import QUALIFIER, normal_id

_NAMED = 2
"""Titles of registers that are named one by one; of more there is a number."""

_Value = TypeVar("_Value")


def combined(registers: Mapping[str, Register | None]) -> Register:
    """Return `registers`, each under its path, as one; those that are None could not be read.

    There must be one that is not None. Names tell them all apart. What the registers have in common (year,
    day of issue, office, an assumption) holds for all; a unit is one whatever register names it.
    """
    told = zip(registers.values(), names([*registers]), labels([*registers]), strict=True)
    views = [
        _Part(register._replace(name=name), label, at)
        for at, (register, name, label) in enumerate(told)
        if register
    ]
    parts = [view.register for view in views]
    return Register(
        name="、".join(part.name for part in parts),
        title=_title(parts),
        year=_common(parts, lambda part: part.year, None),
        issued=_common(parts, lambda part: part.issued, None),
        office=_common(parts, lambda part: part.office, Office()),
        rules=_common(parts, lambda part: part.rules, Rules()),
        assumed=tuple(name for name in parts[0].assumed if all(name in part.assumed for part in parts)),
        units=_units(parts),
        sections=tuple(branch for view in views for branch in view.branches(view.register.sections)),
        subtasks=tuple(branch for view in views for branch in view.branches(view.register.subtasks)),
        measures=tuple(measure for view in views for measure in view.measures()),
        parts=tuple(parts),
    )


class _Part:
    """One register among several: the word before its ids, and its place."""

    def __init__(self, register: Register, label: str, at: int) -> None:
        self.register = register
        self.label = label
        self.at = at

    def branches(self, branches: Sequence[Branch]) -> Iterator[Branch]:
        """Yield sections or subtasks under their ids among all."""
        for branch in branches:
            parent = branch.parent and self.own(branch.parent)
            yield Branch(self.own(branch.id), branch.title, parent, self.register.name)

    def measures(self) -> Iterator[Measure]:
        """Yield the measures under their ids among all, each with the name of its file."""
        for item in self.register.measures:
            yield item._replace(
                id=self.own(item.id),
                section=self.own(item.section),
                subtask=self.own(item.subtask),
                place=(self.at, *item.place),
                register=self.register.name,
            )

    def own(self, local: str) -> str:
        """Return an id of this register as it is among all."""
        return f"{self.label}{QUALIFIER}{local}"


def names(paths: Sequence[str]) -> list[str]:
    """Return what the files at `paths` are called: their names where these differ, else the whole paths."""
    short = [PurePath(path).name for path in paths]
    return short if len({*short}) == len(short) else [PurePath(path).as_posix() for path in paths]


def labels(paths: Sequence[str]) -> list[str]:
    """Return a short word for each of `paths`: its stem, else its folder's name, else both, else a number."""
    found = [PurePath(path) for path in paths]
    for words in (
        [path.stem for path in found],
        [path.parent.name for path in found],
        [f"{path.parent.name}-{path.stem}".strip("-") for path in found],
    ):
        made = [re.sub(f"[,{QUALIFIER}]", "_", normal_id(file_name(word))) for word in words]
        if all(words) and len({word.casefold() for word in made}) == len(made):
            return made
    return [str(number) for number in range(1, len(found) + 1)]


def _title(parts: Sequence[Register]) -> str:
    titles = list(dict.fromkeys(part.title for part in parts))
    return "、".join(titles) if len(titles) <= _NAMED else f"{titles[0]}等 {len(parts)} 本台账"


def _common(parts: Sequence[Register], read: Callable[[Register], _Value], otherwise: _Value) -> _Value:
    """Return what `read` gives of every register, if that is the same of all."""
    first = read(parts[0])
    return first if all(read(part) == first for part in parts) else otherwise


def _units(parts: Sequence[Register]) -> tuple[Unit, ...]:
    """Return the declared units of all, those of one name united."""
    found: dict[str, Unit] = {}
    for unit in (unit for part in parts for unit in part.units):
        known = found.get(unit.name, Unit(unit.name))
        alias, members = (
            tuple(dict.fromkeys(both)) for both in (known.alias + unit.alias, known.members + unit.members)
        )
        found[unit.name] = Unit(unit.name, alias, members)
    return tuple(found.values())
