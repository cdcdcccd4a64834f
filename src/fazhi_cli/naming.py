"""What the words of a person mean in a register: which ids, which units.

Ids may be typed with a Chinese keyboard, units by an alias or a part of the name. Whoever asks for what is
not there is told what is near.
"""

import re
import unicodedata
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.measure import Branch, Measure, Register
from fazhi_cli.problems import Refused
from fazhi_cli.sketch import chosen, ids_of

QUALIFIER = ":"
"""What stands between the short name of a register and an id, where several registers are seen as one."""

_FAR = 1_000_000
_ALIKE = 0.5
_LONGEST = 40
_STOPS = str.maketrans("。、", "..")


def natural(own_id: str) -> tuple[tuple[int, int, str], ...]:
    """Return the key by which ids sort as people count: 3.2 before 3.10."""
    return tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part.casefold())
        for part in re.split(r"[.:]", own_id)
    )


def normal_id(text: str) -> str:
    """Return an id as typed with a Chinese keyboard (３．４。７) in plain ASCII."""
    return unicodedata.normalize("NFKC", text.strip()).translate(_STOPS).strip(".")


def local_id(own_id: str) -> str:
    """Return an id as it stands in its own file."""
    return own_id.rpartition(QUALIFIER)[2]


def branches(register: Register) -> Iterator[Branch]:
    """Yield the sections and subtasks of `register` in its order."""
    for section in register.sections:
        yield section
        yield from (subtask for subtask in register.subtasks if subtask.parent == section.id)


def known_id(register: Register, text: str, level: str = "measure") -> str:
    """Return the id in `register` that `text` means, on `level`: measure, subtask, section or any.

    Raises Refused with the nearest id if there is none, or if it is one of another level.
    """
    typed = normal_id(text)
    pools = _ids(register)
    found = {own.casefold(): (other, own) for other, ids in pools.items() for own in ids}
    other, own = found.get(typed.casefold(), ("", ""))
    if own and level in (other, "any"):
        return own
    what = terms.LEVEL_TERMS.get(level, "编号")
    if own:
        raise Refused(
            f"{own} 是{terms.LEVEL_TERMS[other]}，这里要写{what}的编号", f"用 fazhi list {own} 查看编号"
        )
    near = _nearest_id(typed, pools.get(level) or [own for ids in pools.values() for own in ids])
    raise Refused(f"台账里没有{what} {text}", f"相近的有：{near}" if near else "用 fazhi list 查看编号")


def known_ids(register: Register, text: str, level: str = "measure") -> set[str]:
    """Return what `text` means as `known_id` does, in several registers the id of each that has it."""
    typed = normal_id(text)
    if level in ("measure", "any") and not register.parts and typed in _measure_ids(register):
        return {typed}
    typed, pools = typed.casefold(), _ids(register)
    pool = [own for ids in pools.values() for own in ids] if level == "any" else pools[level]
    found = {own for own in pool if typed in (own.casefold(), local_id(own).casefold())}
    return found or {known_id(register, text, level)}


def _measure_ids(register: Register) -> Sequence[str]:
    """Return the ids of all measures, in the register's order."""
    return ids_of(register.measures)


def measures_with(register: Register, ids: Container[str]) -> list[Measure]:
    """Return the measures that have just these ids, in the register's order."""
    return chosen(register.measures, [at for at, own in enumerate(_measure_ids(register)) if own in ids])


def _ids(register: Register) -> dict[str, Sequence[str]]:
    return {
        "section": [item.id for item in register.sections],
        "subtask": [item.id for item in register.subtasks],
        "measure": _measure_ids(register),
    }


def _nearest_id(typed: str, pool: Sequence[str]) -> str | None:
    """Return the id nearest to `typed`: the same without dots, else that of the nearest numbers."""
    typed = typed[:_LONGEST]
    squeezed = typed.replace(".", "").casefold()
    same = next((own for own in pool if own.replace(".", "").casefold() == squeezed), None)
    return same or min(pool, key=lambda own: _distance(typed, own), default=None)


def _distance(typed: str, own: str) -> tuple[int, ...]:
    """Return how far two ids are from each other: in the number of their parts, then part by part."""
    parts, others = typed.casefold().split("."), own.casefold().split(".")
    return abs(len(parts) - len(others)), *map(_apart, parts, others)


def _apart(one: str, other: str) -> int:
    if one.isdecimal() and other.isdecimal():
        return abs(int(one) - int(other))
    return 0 if one == other else _FAR


def measures_under(register: Register, ids: Iterable[str]) -> list[Measure]:
    """Return the measures that `ids` name or contain, in the register's order. Raises Refused if unknown."""
    wanted = {known for own in ids for known in known_ids(register, own, "any")}
    if wanted.issubset(_measure_ids(register)):
        return measures_with(register, wanted)
    return [
        measure for measure in register.measures if wanted & {measure.id, measure.subtask, measure.section}
    ]


def unit_names(register: Register) -> list[str]:
    """Return every unit that the register declares or uses as lead or support, declared ones first."""
    names = [unit.name for unit in register.units]
    names += [name for measure in register.measures for name in (measure.lead, *measure.support) if name]
    return list(dict.fromkeys(names))


def declared_names(register: Register) -> dict[str, str]:
    """Return the declared name that each alias stands for."""
    return {alias: unit.name for unit in register.units for alias in unit.alias}


class Party(NamedTuple):
    """Who answers for what a lead leads: `unit`, None where the register names nobody.

    `collective` is the lead that the unit is only a member of. `names` are those under which its entries
    stand; None among them for entries that name no unit.
    """

    unit: str | None
    names: frozenset[str | None]
    collective: str | None = None


def parties(register: Register, lead: str | None) -> tuple[Party, ...]:
    """Return who answers for what `lead` leads: itself by its declared name, or each of its members."""
    name = declared_names(register).get(lead, lead) if lead else None
    unit = next((unit for unit in register.units if unit.name == name), None)
    if unit and unit.members:
        return tuple(Party(member, frozenset({member}), name) for member in unit.members)
    return (Party(name, frozenset({None, name, *(unit.alias if unit else ())})),)


def units_listed(register: Register, words: Iterable[str]) -> list[str]:
    """Return the units that `words` list: what holds a 、 is several units, unless it is the name of one."""
    known = _unit_words(register)
    parts = [[word] if word in known else word.split("、") for word in words]
    return [name.strip() for names in parts for name in names if name.strip()]


def _unit_words(register: Register) -> set[str]:
    """Return every name, alias and member that the register knows."""
    others = [name for unit in register.units for name in (*unit.alias, *unit.members)]
    return {*unit_names(register), *others}


def units_meant(register: Register, words: Iterable[str]) -> set[str]:
    """Return the names that `words` mean: that very name or, if there is none, all that contain the word.

    A name brings with it the other names of its unit, and a member the collectives that it belongs to.
    """
    known = _unit_words(register)
    meant: set[str] = set()
    for word in units_listed(register, words):
        meant |= {word} & known or {name for name in known if word in name}
    while more := names_sharing(register, meant) - meant:
        meant |= more
    return meant


def units_unknown(register: Register, words: Iterable[str]) -> list[tuple[str, str | None]]:
    """Return the units of `words` that mean nobody, each with the name that is nearest, if one is near."""
    unknown = [word for word in units_listed(register, words) if not units_meant(register, [word])]
    return [(word, terms.nearest(word, sorted(_unit_words(register)), _ALIKE)) for word in unknown]


def strangers(register: Register, units: Collection[str]) -> list[str]:
    """Say which of `units` the register neither declares nor uses, with what is near: a slip, perhaps."""
    known = _unit_words(register) if units else set()
    return [_stranger(unit, known) for unit in units_listed(register, units) if unit not in known]


def _stranger(unit: str, known: set[str]) -> str:
    near = next((name for name in sorted(known) if unit in name), None) or terms.nearest(unit, sorted(known))
    return f"台账里没有“{unit}”这个单位，照记" + (f"；相近的有 {near}。" if near else "。")


def undeclared(register: Register, units: Collection[str]) -> list[str]:
    """Say as `strangers` does, but only where the register declares its units: else every new one is."""
    return strangers(register, units) if register.units else []


def names_sharing(register: Register, meant: set[str]) -> set[str]:
    """Return the names of the units that have a name or member in `meant`."""
    sharing = (unit for unit in register.units if meant & {unit.name, *unit.alias, *unit.members})
    return {name for unit in sharing for name in (unit.name, *unit.alias)}
