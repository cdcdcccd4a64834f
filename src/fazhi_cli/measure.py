"""The register as values: what every command works on, once a file has been read and found valid.

Names and units of the fields are those of the file (design.md 3). Everything here is frozen and resolved:
lead, support and due are inherited, defaults filled in, deadlines understood. Nothing here computes.
"""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from fazhi_cli.meaning import Deadline


class Entry(NamedTuple):
    """One progress record; `counts` is (17, 20) for 17/20, `period` the key in `for`.

    `position` is its place in the file's log, which need not be in the order of dates.
    """

    date: datetime.date
    by: str | None = None
    unit: str | None = None
    period: str | None = None
    status: str | None = None
    progress: int | None = None
    note: str | None = None
    problem: str | None = None
    next: str | None = None
    evidence: tuple[str, ...] = ()
    counts: tuple[int, int] | None = None
    incidents: int | None = None
    recorded: datetime.date | None = None
    position: int = 0


class Extension(NamedTuple):
    """A changed deadline: phrases as written before and after; `before` is the old one understood."""

    date: datetime.date
    old: str
    new: str
    reason: str | None = None
    by: str | None = None
    before: Deadline | None = None


class Chase(NamedTuple):
    """The office asked a unit: whom, how, and by when it should reply.

    `kin` are the names under which that unit answers: its own, its aliases, its members. `position` is its
    place in the file's list, which need not be in the order of dates.
    """

    date: datetime.date
    to: str
    by: str | None = None
    how: str | None = None
    reply_by: datetime.date | None = None
    number: str | None = None
    kin: frozenset[str] = frozenset()
    position: int = 0


class Step(NamedTuple):
    """A step on the way, `before` so many days ahead of the deadline, and the day it was done."""

    step: str
    before: int
    done: datetime.date | None = None


class Indicator(NamedTuple):
    """A rate: its name, what it is a share of, whether up is good, the floor (per cent) that alarms."""

    name: str
    of: str | None = None
    good: str = "up"
    floor: int = 0


class Rules(NamedTuple):
    """When lights change, in days and percentage points; `default_due` is a phrase."""

    due_soon: int = 7
    lag_yellow: int = 10
    lag_red: int = 30
    stale: int = 30
    immediate_yellow: int = 7
    immediate_red: int = 30
    default_due: str | None = None


class Unit(NamedTuple):
    """A declared unit, its other names, and the members of a collective."""

    name: str
    alias: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


class Office(NamedTuple):
    """Who keeps the register."""

    name: str | None = None
    contact: str | None = None
    phone: str | None = None
    signer: str | None = None


class Branch(NamedTuple):
    """A section or a subtask: `parent` is the section's id, None for a section.

    `register` is the name of its file where several registers are seen as one.
    """

    id: str
    title: str
    parent: str | None = None
    register: str = ""


class Measure(NamedTuple):
    """One tracked measure.

    `due` is the phrase as written or inherited, None where there is none; `deadline` is what holds, the
    default included. `assumed` names the fields that the source does not give. `since` is its own start,
    else the day of issue. `place` is where it stands among sections, subtasks and measures (of several
    registers seen as one, among these first). `entered` says that the file states a progress; `register` is
    the name of the file.
    """

    id: str
    section: str
    subtask: str
    title: str
    place: tuple[int, ...]
    kind: str = "task"
    detail: str | None = None
    lead: str | None = None
    support: tuple[str, ...] = ()
    owner: str | None = None
    leader: str | None = None
    group: str | None = None
    due: str | None = None
    deadline: Deadline | None = None
    since: datetime.date | None = None
    assumed: tuple[str, ...] = ()
    status: str = "todo"
    progress: int = 0
    entered: bool = False
    source: tuple[str, ...] = ()
    source_digest: str | None = None
    finding: str | None = None
    cause: str | None = None
    acceptance: str | None = None
    recheck: datetime.date | None = None
    indicator: Indicator | None = None
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    lineage: str | None = None
    plan: tuple[Step, ...] = ()
    extensions: tuple[Extension, ...] = ()
    chases: tuple[Chase, ...] = ()
    log: tuple[Entry, ...] = ()
    register: str = ""


class Register(NamedTuple):
    """A whole register; `year` is the year that phrases count in, `name` what the file is called.

    `parts` are the registers that are seen as this one; a register by itself has none.
    """

    name: str
    title: str
    year: int | None
    issued: datetime.date | None
    office: Office
    rules: Rules
    assumed: tuple[str, ...]
    units: tuple[Unit, ...]
    sections: tuple[Branch, ...]
    subtasks: tuple[Branch, ...]
    measures: Sequence[Measure]
    parts: tuple["Register", ...] = ()

    @property
    def division(self) -> str:
        """Return what it is made up of, as grouping calls it: sections, or registers seen as one."""
        return "register" if self.parts else "section"

    def home(self, measure: Measure) -> "Register":
        """Return the register that a measure stands in: of several seen as one, its own."""
        return next((part for part in self.parts if part.name == measure.register), self)
