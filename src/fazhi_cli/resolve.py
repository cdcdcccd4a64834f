"""From the schema's shapes to the register's values: inheritance, defaults, deadlines.

Only a register without faults comes this way. This room knows no text and no day but those in it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count, starmap
from typing import Any, NamedTuple

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
from fazhi_cli.model import (
    EntryShape,
    IndicatorShape,
    MeasureShape,
    RegisterShape,
    RulesShape,
    SectionShape,
    SubtaskShape,
    UnitShape,
)
from fazhi_cli.phrases import Phrases
from fazhi_cli.terms import INHERITED

_UNDATED = {"standing": "长期坚持", "recurring": "定期"}
"""What holds for a measure of this kind that has no deadline."""


class _Inherited(NamedTuple):
    """What holds for everything below that has none of its own; `assumed` names which of it is assumed."""

    lead: str | None = None
    support: tuple[str, ...] = ()
    due: str | None = None
    assumed: frozenset[str] = frozenset()

    def under(self, shape: SectionShape | SubtaskShape | MeasureShape) -> "_Inherited":
        """Return what holds for `shape` and below it: its own values, else those from above.

        What it lists as assumed is so, be it stated there or above.
        """
        below = _Inherited(
            shape.lead or self.lead, tuple(shape.support or self.support), shape.due or self.due
        )
        if not (self.assumed or shape.assumed):
            return below
        stated = frozenset(name for name in INHERITED if getattr(shape, name))
        listed = frozenset(name for name in shape.assumed or () if name in INHERITED and getattr(below, name))
        return below._replace(assumed=(self.assumed - stated) | listed)


def resolve(shape: RegisterShape, name: str, phrases: Phrases) -> Register:
    """Return the register that `shape` describes under the name `name`; `phrases` understands all in it."""
    rules = _rules(shape)
    return Register(
        name=name,
        title=shape.title,
        year=phrases.year,
        issued=shape.issued,
        office=Office(**vars(shape.office)) if shape.office else Office(),
        rules=rules,
        assumed=tuple(shape.assumed or ()),
        units=tuple(_unit(unit) for unit in shape.units or ()),
        sections=tuple(Branch(section.id, section.title) for section in shape.sections),
        subtasks=tuple(
            Branch(subtask.id, subtask.title, section.id)
            for section in shape.sections
            for subtask in section.subtasks or ()
        ),
        measures=tuple(starmap(_Understanding(rules, _kin(shape), phrases).measure, _homes(shape, name))),
    )


class _Home(NamedTuple):
    """Where a measure stands: the name of its register, the ids above it, its place, what it inherits."""

    register: str
    section: str
    subtask: str
    place: tuple[int, int, int]
    inherited: _Inherited


def _homes(shape: RegisterShape, name: str) -> Iterator[tuple[MeasureShape, _Home]]:
    """Yield the measures, each with where it stands."""
    for s, section in enumerate(shape.sections):
        above = _Inherited().under(section)
        for t, subtask in enumerate(section.subtasks or ()):
            inherited = above.under(subtask)
            for m, measure in enumerate(subtask.measures or ()):
                yield measure, _Home(name, section.id, subtask.id, (s, t, m), inherited.under(measure))


def _kind(shape: MeasureShape) -> str:
    return shape.kind or "task"


def _deadline(shape: MeasureShape, due: str | None, rules: Rules, phrases: Phrases) -> Deadline | None:
    """Return what `due` means; without one, tasks take the register's default, other kinds their nature."""
    kind = _kind(shape)
    phrase = due or (rules.default_due if kind == "task" else _UNDATED.get(kind))
    return phrases.deadline(phrase, shape.since) if phrase else None


def _assumed(
    shape: MeasureShape, inherited: frozenset[str], due: str | None, held: Deadline | None
) -> tuple[str, ...]:
    """Return which effective fields are assumed: listed, inherited as such, a default deadline."""
    names = [name for name in shape.assumed or () if name not in INHERITED or name in inherited]
    names += [name for name in INHERITED if name in inherited]
    if due is None:
        names = [name for name in names if name != "due"]
        names += ["due"] if held is not None and _kind(shape) == "task" else []
    return tuple(dict.fromkeys(names))


def _kin(shape: RegisterShape) -> dict[str, frozenset[str]]:
    """Return for each name of a declared unit, aliases too, the names under which it may answer."""
    alike: dict[str, frozenset[str]] = {}
    for unit in shape.units or ():
        names = frozenset((unit.name, *(unit.alias or ())))
        alike |= dict.fromkeys(names, names)
    members = {unit.name: unit.members for unit in shape.units or () if unit.members}
    return alike | {
        name: alike[unit].union(*(alike.get(member, (member,)) for member in found))
        for unit, found in members.items()
        for name in alike[unit]
    }


class _Understanding:
    """What the texts of one register's measures mean: its rules, its units' names, its deadlines."""

    def __init__(self, rules: Rules, kin: Mapping[str, frozenset[str]], phrases: Phrases) -> None:
        self.rules = rules
        self.kin = kin
        self.phrases = phrases

    def measure(self, shape: MeasureShape, home: _Home) -> Measure:
        """Return a measure with what it states itself and what comes from above."""
        own, phrases = home.inherited, self.phrases
        due = shape.due if _kind(shape) != "task" else own.due
        held = _deadline(shape, due, self.rules, phrases)
        return Measure(
            id=shape.id,
            section=home.section,
            subtask=home.subtask,
            title=shape.title,
            place=home.place,
            kind=_kind(shape),
            detail=shape.detail,
            lead=own.lead,
            support=own.support,
            owner=shape.owner,
            leader=shape.leader,
            group=shape.group,
            due=due,
            deadline=held,
            since=shape.since or phrases.issued,
            assumed=_assumed(shape, own.assumed, due, held),
            status=shape.status or "todo",
            progress=shape.progress or 0,
            entered=shape.progress is not None,
            source=tuple(shape.source or ()),
            source_digest=shape.source_digest,
            finding=shape.finding,
            cause=shape.cause,
            acceptance=shape.acceptance,
            recheck=shape.recheck,
            indicator=_indicator(shape),
            tags=tuple(shape.tags or ()),
            related=tuple(shape.related or ()),
            lineage=shape.lineage,
            plan=tuple(Step(step.step, step.before, step.done) for step in shape.plan or ()),
            extensions=_extensions(shape, phrases),
            chases=_chases(shape, self.kin),
            log=tuple(sorted(map(_entry, shape.log or (), count()), key=_by_date)),
            register=home.register,
        )


def _rules(shape: RegisterShape) -> Rules:
    return Rules(**_stated(shape.rules)) if shape.rules else Rules()


def _stated(shape: RulesShape | IndicatorShape) -> dict[str, Any]:
    """Return the values that are not left out."""
    return {name: value for name, value in vars(shape).items() if value is not None}


def _unit(shape: UnitShape) -> Unit:
    return Unit(shape.name, tuple(shape.alias or ()), tuple(shape.members or ()))


def _indicator(shape: MeasureShape) -> Indicator | None:
    return Indicator(**_stated(shape.indicator)) if shape.indicator else None


def _by_date(item: Entry | Extension | Chase) -> date:
    return item.date


def _extensions(shape: MeasureShape, phrases: Phrases) -> tuple[Extension, ...]:
    made = [
        Extension(
            item.date, item.old, item.new, item.reason, item.by, phrases.deadline(item.old, shape.since)
        )
        for item in shape.extensions or ()
    ]
    return tuple(sorted(made, key=_by_date))


def _chases(shape: MeasureShape, kin: Mapping[str, frozenset[str]]) -> tuple[Chase, ...]:
    made = [
        Chase(
            item.date,
            item.to,
            item.by,
            item.how,
            item.reply_by,
            item.number,
            kin.get(item.to, frozenset((item.to,))),
            position,
        )
        for position, item in enumerate(shape.chases or ())
    ]
    return tuple(sorted(made, key=_by_date))


def _entry(shape: EntryShape, position: int) -> Entry:
    return Entry(
        date=shape.date,
        by=shape.by,
        unit=shape.unit,
        period=shape.period,
        status=shape.status,
        progress=shape.progress,
        note=shape.note,
        problem=shape.problem,
        next=shape.next,
        evidence=tuple(shape.evidence or ()),
        counts=shape.count,
        incidents=shape.incidents,
        recorded=shape.recorded,
        position=position,
    )
