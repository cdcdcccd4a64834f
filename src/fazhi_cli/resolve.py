"""From the schema's shapes to the register's values: inheritance, defaults, deadlines, ids.

What one part of a register must be for another to make sense is checked here; faults are told as in
`model`. This room knows no text and no day but those in the register.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.deadline import Anchor, Calendar, Deadline, DeadlineError, parse
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
    Fault,
    MeasureShape,
    RegisterShape,
    SectionShape,
    SubtaskShape,
    UnitShape,
)
from fazhi_cli.tree import Path

_Branches = SectionShape | SubtaskShape
_INHERITED = ("lead", "support", "due")


class _Inherited(NamedTuple):
    """What a measure takes from above when it has none of its own.

    `assumed` names which of it is assumed, `written` is where the deadline stands.
    """

    lead: str | None = None
    support: tuple[str, ...] = ()
    due: str | None = None
    written: Path = ()
    assumed: frozenset[str] = frozenset()

    def under(self, branch: _Branches, path: Path) -> "_Inherited":
        stated = {name for name in _INHERITED if getattr(branch, name)}
        return _Inherited(
            lead=branch.lead or self.lead,
            support=tuple(branch.support or self.support),
            due=branch.due or self.due,
            written=(*path, "due") if branch.due else self.written,
            assumed=(self.assumed - stated) | (frozenset(branch.assumed or ()) & stated),
        )


def resolve(
    shape: RegisterShape, name: str, calendar: Callable[[], Calendar]
) -> tuple[Register, list[Fault]]:
    """Return the register that `shape` describes under the name `name`, with the faults between its parts.

    `calendar` yields the working days; it is called only when a deadline needs them.
    """
    return _Resolver(shape, calendar).register(name)


class _Resolver:
    """One pass over one register."""

    def __init__(self, shape: RegisterShape, calendar: Callable[[], Calendar]) -> None:
        self.shape = shape
        self.calendar = calendar
        self.year = shape.year or (shape.issued.year if shape.issued else None)
        self.rules = _rules(shape)
        self.faults: list[Fault] = []
        self.seen: dict[str, Path] = {}
        self.understood: dict[tuple[str, date | None], Deadline | None] = {}

    def register(self, name: str) -> tuple[Register, list[Fault]]:
        shape = self.shape
        self.check_assumed(("assumed",), shape.assumed, _REGISTER_ASSUMED)
        self.deadline(("rules", "default_due"), self.rules.default_due)
        measures = tuple(self.measures())
        sections = tuple(Branch(section.id, section.title) for section in shape.sections)
        subtasks = tuple(
            Branch(subtask.id, subtask.title, section.id)
            for section in shape.sections
            for subtask in section.subtasks or ()
        )
        register = Register(
            name=name,
            title=shape.title,
            year=self.year,
            issued=shape.issued,
            office=Office(**shape.office.model_dump()) if shape.office else Office(),
            rules=self.rules,
            assumed=tuple(shape.assumed or ()),
            units=tuple(_unit(unit) for unit in shape.units or ()),
            sections=sections,
            subtasks=subtasks,
            measures=measures,
        )
        return register, self.faults

    def measures(self) -> Iterator[Measure]:
        for s, section in enumerate(self.shape.sections):
            path: Path = ("sections", s)
            above = self.branch(path, section, None, _Inherited())
            for t, subtask in enumerate(section.subtasks or ()):
                below: Path = (*path, "subtasks", t)
                inherited = self.branch(below, subtask, section.id, above)
                for m, measure in enumerate(subtask.measures or ()):
                    here: Path = (*below, "measures", m)
                    self.check_id(here, measure.id, subtask.id)
                    self.check_assumed((*here, "assumed"), measure.assumed, _MEASURE_ASSUMED)
                    yield self.measure(here, measure, (section.id, subtask.id), inherited)

    def branch(self, path: Path, shape: _Branches, parent: str | None, above: _Inherited) -> _Inherited:
        self.check_id(path, shape.id, parent)
        self.check_assumed((*path, "assumed"), shape.assumed, _INHERITED)
        self.deadline((*path, "due"), shape.due)
        return above.under(shape, path)

    def measure(
        self, path: Path, shape: MeasureShape, parents: tuple[str, str], above: _Inherited
    ) -> Measure:
        kind = shape.kind or "task"
        if shape.due:
            due, held = shape.due, self.deadline((*path, "due"), shape.due, shape.since)
        elif above.due and kind == "task":
            due, held = above.due, self.deadline(above.written, above.due, shape.since)
        else:
            due, held = None, self.default(kind, shape.since)
        return Measure(
            id=shape.id,
            section=parents[0],
            subtask=parents[1],
            title=shape.title,
            place=(int(path[1]), int(path[3]), int(path[5])),
            kind=kind,
            detail=shape.detail,
            lead=shape.lead or above.lead,
            support=tuple(shape.support or above.support),
            owner=shape.owner,
            leader=shape.leader,
            group=shape.group,
            due=due,
            deadline=held,
            since=shape.since or self.shape.issued,
            assumed=_assumed(shape, above, due, held),
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
            extensions=self.extensions(path, shape),
            chases=_chases(shape),
            log=tuple(sorted(map(_entry, shape.log or (), count()), key=_by_date)),
        )

    def extensions(self, path: Path, shape: MeasureShape) -> tuple[Extension, ...]:
        made = []
        for index, item in enumerate(shape.extensions or ()):
            here: Path = (*path, "extensions", index)
            before = self.deadline((*here, "from"), item.old, shape.since)
            self.deadline((*here, "to"), item.new, shape.since)
            made.append(Extension(item.date, item.old, item.new, item.reason, item.by, before))
        return tuple(sorted(made, key=_by_date))

    def default(self, kind: str, since: date | None) -> Deadline | None:
        """Return the deadline of a measure that states and inherits none; only tasks take the default."""
        if kind == "task" and self.rules.default_due:
            return self.deadline(("rules", "default_due"), self.rules.default_due, since)
        if kind == "standing":
            return self.understand("长期坚持", since)
        return self.understand("定期", since) if kind == "recurring" else None

    def deadline(self, path: Path, phrase: str | None, since: date | None = None) -> Deadline | None:
        """Return what `phrase` means; a phrase that is not understood is a fault at `path`."""
        if phrase is None:
            return None
        try:
            return self.understand(phrase, since)
        except DeadlineError as error:
            words = {"phrase": phrase, "reason": error.message, "remedy": error.hint}
            if not any(fault.path == path for fault in self.faults):
                self.faults.append(Fault(path, error.code, words))
            return None

    def understand(self, phrase: str, since: date | None) -> Deadline:
        key = (phrase, since)
        found = self.understood.get(key)
        if found is None:
            parsed = parse(phrase, Anchor(self.year, self.shape.issued, since), self.calendar)
            found = self.understood[key] = self.bounded(parsed, since)
        return found

    def bounded(self, parsed: Deadline, since: date | None) -> Deadline:
        """Return a recurring deadline with the bounds that hold where its phrase gives none.

        It runs from its own start or the day of issue to the end of the register's year.
        """
        if parsed.rhythm is None:
            return parsed
        first = parsed.first or since or self.shape.issued
        last = parsed.last or (date(self.year, 12, 31) if self.year else None)
        lacks = parsed.lacks or ("issued" if first is None else "year" if last is None else None)
        return replace(parsed, first=first, last=last, lacks=lacks)

    def check_id(self, path: Path, own: str, parent: str | None) -> None:
        first = self.seen.setdefault(own.casefold(), path)
        if first != path:
            self.faults.append(Fault((*path, "id"), "duplicate-id", {"id": own, "earlier": (*first, "id")}))
        elif parent is not None and not own.startswith(f"{parent}."):
            self.faults.append(Fault((*path, "id"), "foreign-id", {"id": own, "parent": parent}))

    def check_assumed(self, path: Path, names: list[str] | None, allowed: Sequence[str]) -> None:
        for index, name in enumerate(names or ()):
            if name not in allowed:
                words = {"value": name, "offered": "、".join(allowed)}
                self.faults.append(Fault((*path, index), "bad-assumed", words))


def _names(level: str, *without: str) -> tuple[str, ...]:
    return tuple(field.name for field in terms.fields_of(level) if field.name not in without)


_MEASURE_ASSUMED = _names("measure", "id", "assumed", "status", "progress", "log", "chases", "extensions")
_REGISTER_ASSUMED = (
    *_names("register", "version", "assumed", "sections"),
    *(f"rules.{name}" for name in _names("rules")),
    *(f"office.{name}" for name in _names("office")),
)


def _rules(shape: RegisterShape) -> Rules:
    return Rules(**shape.rules.model_dump(exclude_none=True)) if shape.rules else Rules()


def _unit(shape: UnitShape) -> Unit:
    return Unit(shape.name, tuple(shape.alias or ()), tuple(shape.members or ()))


def _indicator(shape: MeasureShape) -> Indicator | None:
    return Indicator(**shape.indicator.model_dump(exclude_none=True)) if shape.indicator else None


def _by_date(item: Entry | Extension | Chase) -> date:
    return item.date


def _chases(shape: MeasureShape) -> tuple[Chase, ...]:
    made = [
        Chase(item.date, item.to, item.by, item.how, item.reply_by, item.number)
        for item in shape.chases or ()
    ]
    return tuple(sorted(made, key=_by_date))


def _assumed(
    shape: MeasureShape, above: _Inherited, due: str | None, held: Deadline | None
) -> tuple[str, ...]:
    """Return which effective fields are assumed: its own, those inherited as such, a default deadline."""
    stated = {name for name in _INHERITED if getattr(shape, name)}
    own = [name for name in shape.assumed or () if name in stated or name not in _INHERITED]
    inherited = [name for name in _INHERITED if name in above.assumed and name not in stated]
    if due is None:
        inherited = [name for name in inherited if name != "due"]
        by_default = held is not None and (shape.kind or "task") == "task"
        inherited += ["due"] if by_default else []
    return (*own, *inherited)


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
