"""The values of a register packed for JSON, and back: places for names, days as text, shared things once.

What many measures share (deadlines, the names by which a unit answers) stands in tables of its own. This room
knows no file; `snapshot` keeps the bytes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from fazhi_cli.meaning import Deadline
from fazhi_cli.measure import (
    Branch,
    Chase,
    Entry,
    Extension,
    Indicator,
    Measure,
    Office,
    Register,
    Rules,
    Step,
    Unit,
)
from fazhi_cli.problems import Place, Problem
from fazhi_cli.rhythm import Rhythm

Packed = list[Any]
_Convert = Callable[[Any], Any]


class Packer:
    """Packs values, and gathers what they share."""

    def __init__(self, deadlines: Iterable[Deadline] = (), kin: Iterable[frozenset[str]] = ()) -> None:
        self._deadlines = {id(held): (at, held) for at, held in enumerate(deadlines)}
        self._kin = {names: at for at, names in enumerate(kin)}

    def tables(self) -> dict[str, list[Packed]]:
        """Return what the values packed so far share."""
        return {
            "deadlines": [_deadline_row(held) for _, held in self._deadlines.values()],
            "kin": [sorted(names) for names in self._kin],
        }

    def register(self, register: Register) -> Packed:
        """Return a register without its measures and its name."""
        return [
            register.title,
            register.year,
            _day(register.issued),
            register.office,
            register.rules,
            register.assumed,
            register.units,
            [branch[:3] for branch in register.sections],
            [branch[:3] for branch in register.subtasks],
        ]

    def measure(self, measure: Measure) -> Packed:
        """Return a measure without the name of its register."""
        row: Packed = list(measure[:-1])
        for at, convert in _WRITTEN.items():
            if row[at]:
                row[at] = convert(row[at])
        row[_DEADLINE] = self._deadline(measure.deadline)
        if measure.extensions:
            row[_EXTENSIONS] = [
                [_day(item.date), *item[1:-1], self._deadline(item.before)] for item in measure.extensions
            ]
        if measure.chases:
            row[_CHASES] = [self._chase(item) for item in measure.chases]
        return row

    def _deadline(self, held: Deadline | None) -> int | None:
        """Return the place of a deadline in its table: most measures share theirs with others."""
        if held is None:
            return None
        return self._deadlines.setdefault(id(held), (len(self._deadlines), held))[0]

    def _chase(self, item: Chase) -> Packed:
        kin = self._kin.setdefault(item.kin, len(self._kin))
        told = {**item._asdict(), "date": _day(item.date), "reply_by": _day(item.reply_by), "kin": kin}
        return list(told.values())


class Unpacker:
    """Unpacks values; `head` holds the tables, `name` is what the register's file is called."""

    def __init__(self, head: Mapping[str, Any], name: str) -> None:
        self._name = name
        self._packed: Sequence[Packed] = head["deadlines"]
        self._deadlines: list[Deadline | None] = [None] * len(self._packed)
        self._kin = [frozenset(names) for names in head["kin"]]

    def register(self, row: Packed) -> Register:
        """Return a register whose measures are still missing."""
        title, year, issued, office, rules, assumed, units, sections, subtasks = row
        return Register(
            name=self._name,
            title=title,
            year=year,
            issued=_date(issued),
            office=Office(*office),
            rules=Rules(*rules),
            assumed=tuple(assumed),
            units=tuple(Unit(name, tuple(alias), tuple(members)) for name, alias, members in units),
            sections=tuple(Branch(*item) for item in sections),
            subtasks=tuple(Branch(*item) for item in subtasks),
            measures=(),
        )

    def measure(self, row: Packed) -> Measure:
        """Return a measure."""
        for at, convert, empty in _READ:
            row[at] = convert(row[at]) if row[at] else empty
        row[_DEADLINE] = self._deadline(row[_DEADLINE])
        if row[_EXTENSIONS]:
            row[_EXTENSIONS] = tuple(map(self._extension, row[_EXTENSIONS]))
        if row[_CHASES]:
            row[_CHASES] = tuple(map(self._chase, row[_CHASES]))
        row.append(self._name)
        return Measure._make(row)

    def packer(self) -> Packer:
        """Return what packs more values that share what these share."""
        held = [self._deadline(at) for at in range(len(self._packed))]
        return Packer(filter(None, held), self._kin)

    def _deadline(self, at: int | None) -> Deadline | None:
        if at is None:
            return None
        held = self._deadlines[at]
        if held is None:
            held = self._deadlines[at] = _deadline_of(self._packed[at])
        return held

    def _extension(self, row: Packed) -> Extension:
        day, old, new, reason, by, before = row
        return Extension(date.fromisoformat(day), old, new, reason, by, self._deadline(before))

    def _chase(self, row: Packed) -> Chase:
        day, to, by, how, reply_by, number, kin, position = row
        return Chase(date.fromisoformat(day), to, by, how, _date(reply_by), number, self._kin[kin], position)


def problem_row(item: Problem) -> Packed:
    """Return a problem packed, without the name of its file."""
    return [item.place[1:], *item[1:]]


def problem_of(row: Packed, name: str) -> Problem:
    """Return the problem in a row, the file of which is called `name`."""
    return Problem(Place(name, *row[0]), *row[1:])


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _entry_row(item: Entry) -> Packed:
    row: Packed = list(item)
    row[0], row[_RECORDED] = _day(item.date), _day(item.recorded)
    return row


def _entry(row: Packed) -> Entry:
    row[0] = date.fromisoformat(row[0])
    row[_EVIDENCE] = tuple(row[_EVIDENCE])
    if row[_COUNTS]:
        row[_COUNTS] = tuple(row[_COUNTS])
    if row[_RECORDED]:
        row[_RECORDED] = date.fromisoformat(row[_RECORDED])
    return Entry._make(row)


def _deadline_row(held: Deadline) -> Packed:
    days = [_day(day) for day in (held.date, held.first, held.last)]
    turns = held.rhythm and [held.rhythm.unit, held.rhythm.month, held.rhythm.day]
    return [held.phrase, held.kind, days, turns, held.soft, held.lacks, held.unknown_years, held.explanation]


def _deadline_of(row: Packed) -> Deadline:
    phrase, kind, days, turns, soft, lacks, years, explanation = row
    day, first, last = map(_date, days)
    return Deadline(
        phrase=phrase,
        kind=kind,
        date=day,
        rhythm=Rhythm(*turns) if turns else None,
        soft=soft,
        lacks=lacks,
        first=first,
        last=last,
        unknown_years=tuple(years),
        explanation=tuple(explanation),
    )


_EVIDENCE, _COUNTS, _RECORDED = map(Entry._fields.index, ("evidence", "counts", "recorded"))
_DEADLINE, _EXTENSIONS, _CHASES = map(Measure._fields.index, ("deadline", "extensions", "chases"))
_PACKED: Mapping[str, _Convert] = {
    "since": _day,
    "recheck": _day,
    "plan": lambda plan: [[item.step, item.before, _day(item.done)] for item in plan],
    "log": lambda log: [*map(_entry_row, log)],
}
_WRITTEN = {Measure._fields.index(name): convert for name, convert in _PACKED.items()}
"""How the fields of a measure are packed that JSON cannot hold as they are, by their places."""

_UNPACKED: Mapping[str, tuple[_Convert, Any]] = {
    **dict.fromkeys(("place", "support", "assumed", "source", "tags", "related"), (tuple, ())),
    **dict.fromkeys(("since", "recheck"), (date.fromisoformat, None)),
    "indicator": (lambda row: Indicator(*row), None),
    "plan": (lambda rows: tuple(Step(step, before, _date(done)) for step, before, done in rows), ()),
    "log": (lambda rows: tuple(map(_entry, rows)), ()),
    "extensions": (tuple, ()),
    "chases": (tuple, ()),
}
_READ = [(Measure._fields.index(name), *found) for name, found in _UNPACKED.items()]
"""How they are unpacked, and what stands for nothing."""
