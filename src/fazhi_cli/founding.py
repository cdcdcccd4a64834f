"""A register of one's own: from one that lies ready, empty, or rolled over from last year's.

Nothing is filled in that nobody said: what is supplied is what the caller gives, blanks stay blank, and a
deadline taken into another year keeps its day.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.change import Change, Drop, Put, Value
from fazhi_cli.deadline import Calendar, DeadlineError
from fazhi_cli.emit import emitted
from fazhi_cli.marking import path_of
from fazhi_cli.measure import Measure, Register
from fazhi_cli.phrases import Phrases
from fazhi_cli.problems import Refused
from fazhi_cli.register import Loaded

_HISTORY = ("log", "chases", "extensions", "source_digest")
_RESTARTED = ("recurring", "indicator", "prohibition")


class Founding(NamedTuple):
    """What is known of a new register: its year, the day of issue, a title of its own."""

    year: int
    issued: date | None = None
    title: str | None = None


class Rollover(NamedTuple):
    """A register rolled over: its text, the measures carried, those left behind, deadlines not carried.

    `left` are ids with the reason (a status), `undated` ids whose deadline could not be told in the new year.
    """

    text: str
    carried: int
    left: tuple[tuple[str, str], ...]
    undated: tuple[str, ...]


def retitled(known: Founding, old: Register) -> list[Change]:
    """Return the changes that make a copy of `old` a register for the year that is `known`."""
    changes: list[Change] = [Put(("year",), known.year)]
    if "year" in old.assumed:
        changes.append(Drop(("assumed",), "year"))
    if known.issued:
        changes.append(Put(("issued",), known.issued))
    if known.title:
        changes.append(Put(("title",), known.title))
    return changes


def empty(known: Founding) -> str:
    """Return the text of a register without sections, with a line that shows how to begin."""
    head: dict[str, Value] = {"version": 1, "title": known.title or "督办台账", "year": known.year}
    if known.issued:
        head["issued"] = known.issued
    notes = (
        "照这样写：",
        "sections:",
        '  - id: "1"',
        "    title: 第一部分",
        "    subtasks:",
        '      - id: "1.1"',
        "        title: 第一项子任务",
        "        measures:",
        '          - {id: "1.1.1", title: 第一条措施, lead: 牵头单位, due: 9月底前}',
    )
    return emitted(head | {"sections": []}, notes)


def rolled_over(old: Loaded, known: Founding, calendar: Callable[[], Calendar]) -> Rollover:
    """Return last year's register `old` for a new year: what is open, standing or recurring, with lineage.

    Histories stay in the old file. Closed and dropped measures are left behind; nothing is closed. A
    deadline that would mean another day in the new year is written as its day.
    """
    mover = _Mover(old, known, calendar)
    register = mover.register()
    return Rollover(emitted(register), mover.carried, tuple(mover.left), tuple(mover.undated))


class _Mover:
    """One register on its way into a new year."""

    def __init__(self, old: Loaded, known: Founding, calendar: Callable[[], Calendar]) -> None:
        self.old = old
        self.known = known
        self.before = Phrases(old.register.year, old.register.issued, calendar)
        self.after = Phrases(known.year, known.issued, calendar)
        self.measures = {measure.id: measure for measure in old.register.measures}
        self.carried = 0
        self.left: list[tuple[str, str]] = []
        self.undated: list[str] = []

    def register(self) -> dict[str, Value]:
        head: dict[str, Value] = {key: value for key, value in self.old.data.items() if key != "sections"}
        head["year"] = self.known.year
        head.pop("issued", None)
        if self.known.issued:
            head["issued"] = self.known.issued
        head["title"] = self.known.title or self.old.register.title
        if assumed := [name for name in self.old.register.assumed if name not in ("year", "issued")]:
            head["assumed"] = list(assumed)
        else:
            head.pop("assumed", None)
        keys = [field.name for field in terms.fields_of("register") if field.name in head]
        sections: list[Value] = [self.branch(item, "subtasks") for item in self.old.data["sections"]]
        return {key: head[key] for key in keys} | {"sections": sections}

    def branch(self, data: Mapping[str, Value], below: str) -> dict[str, Value]:
        kept = {key: value for key, value in data.items() if key != below}
        kept |= self.due(str(data["id"]), data)
        items = data.get(below) or []
        if not isinstance(items, list):
            raise TypeError(below)
        if below == "subtasks":
            return kept | {below: [self.branch(item, "measures") for item in items if isinstance(item, dict)]}
        moved = [self.measure(item) for item in items if isinstance(item, dict)]
        return kept | {below: [item for item in moved if item]}

    def measure(self, data: Mapping[str, Value]) -> dict[str, Value] | None:
        measure = self.measures[str(data["id"])]
        if not _goes_on(measure):
            self.left.append((measure.id, measure.status))
            return None
        self.carried += 1
        kept = {key: value for key, value in data.items() if key not in _HISTORY}
        kept |= self.due(measure.id, data)
        if measure.kind in _RESTARTED:
            kept = {key: value for key, value in kept.items() if key not in ("status", "progress")}
        kept["lineage"] = f"{self.old.register.year}:{measure.id}" if self.old.register.year else measure.id
        order = [field.name for field in terms.fields_of("measure")]
        return {key: kept[key] for key in sorted(kept, key=order.index)}

    def due(self, own: str, data: Mapping[str, Value]) -> dict[str, Value]:
        """Return the deadline as it has to be written in the new year to keep its day, if there is one."""
        phrase = data.get("due")
        if not isinstance(phrase, str):
            return {}
        held = self.before.deadline(phrase)
        if held.rhythm is not None or held.date is None:
            return {"due": phrase}
        for candidate in (phrase, f"{held.date}", f"{held.date}前，并长期坚持"):
            try:
                new = self.after.deadline(candidate)
            except DeadlineError:
                continue
            if (new.kind, new.date) == (held.kind, held.date):
                return {"due": candidate}
        self.undated.append(own)
        return {"due": f"{held.date}"}


def _goes_on(measure: Measure) -> bool:
    if measure.status == "dropped":
        return False
    return measure.status != "done" or measure.kind in _RESTARTED


def assigned(register: Register, text: str) -> tuple[Measure, str, str]:
    """Return measure, field and value of an assignment such as `2.3.1.due=9月底前`. Raises Refused."""
    name, sign, value = text.partition("=")
    own, _, field = name.strip().rpartition(".")
    known = {measure.id.casefold(): measure for measure in register.measures}
    measure = known.get(own.casefold())
    if not sign or measure is None or field not in SETTABLE or not value.strip():
        raise Refused(
            f"看不懂 --set {text}", f"写作 编号.字段=内容，如 2.3.1.due=9月底前；字段有 {'、'.join(SETTABLE)}"
        )
    return measure, field, value.strip()


SETTABLE = ("due", "lead", "support", "owner", "leader", "group", "title", "detail", "since")


def settings(register: Register, assignments: Sequence[str]) -> list[Change]:
    """Return the changes that `assignments` ask for; what they set is no longer assumed."""
    changes: list[Change] = []
    for text in assignments:
        measure, field, value = assigned(register, text)
        new: Value = value
        if field == "support":
            new = [unit.strip() for unit in re.split("[,，]", value) if unit.strip()]
        changes.append(Put((*path_of(measure), field), new))
        if field in measure.assumed and not (field == "due" and measure.due is None):
            changes.append(Drop((*path_of(measure), "assumed"), field))
    return changes
