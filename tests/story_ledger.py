"""A ledger kept by hand beside the program's: what a clerk with a pencil would count.

It knows nothing of the program. Deadlines are dates that somebody read off a calendar, turns are the
calendar's own, and every number is counted anew from what was written down.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

OPEN = ("todo", "doing", "review")
ACTIVE = ("todo", "doing")
STATUSES = ("todo", "doing", "review", "done", "paused", "dropped")
SOON, YELLOW, RED, STALE, AT_ONCE_YELLOW, AT_ONCE_RED = 7, 10, 30, 30, 7, 30
"""The rules of the register: days and percentage points."""


@dataclass(frozen=True)
class Entry:
    """What was reported on a day; `unit` is who spoke (None: whoever leads), `period` what for."""

    day: date
    status: str | None = None
    progress: int | None = None
    unit: str | None = None
    problem: str | None = None
    next: str | None = None
    count: tuple[int, int] | None = None
    incidents: int = 0
    period: str | None = None
    recorded: date | None = None


@dataclass(frozen=True)
class Turn:
    """A stretch in which an answer is due by `end`; `names` are the periods that an answer may be for."""

    start: date
    end: date
    names: tuple[str, ...]


@dataclass(frozen=True)
class Chase:
    """Whom the office asked for an answer, and by when."""

    day: date
    to: str
    reply_by: date


@dataclass
class Line:
    """A measure: who leads it, its due dates (each with the day since which it holds), what happened."""

    id: str
    lead: str | None
    kind: str
    due_kind: str
    dues: list[tuple[date, date | None]]
    assumed: bool
    turns: tuple[Turn, ...]
    since: date
    entries: list[Entry] = field(default_factory=list)
    chases: list[Chase] = field(default_factory=list)
    extensions: list[date] = field(default_factory=list)
    steps: dict[str, date] = field(default_factory=dict)
    """Steps of its plan that are still to be done, and their days."""

    @property
    def section(self) -> str:
        """Return the number of its section."""
        return self.id.partition(".")[0]

    @property
    def order(self) -> tuple[int, ...]:
        """Return what puts 3.2 before 3.10."""
        return tuple(map(int, self.id.split(".")))


@dataclass(frozen=True)
class Fact:
    """How a line stands at the end of a day."""

    id: str
    section: str
    lead: str | None
    day: date
    status: str
    progress: int
    due: date | None
    first_due: date | None
    assumed: bool
    due_kind: str
    handed_in: date | None
    overdue: bool
    days_overdue: int
    missed: int | None
    awaited: date | None
    due_soon: bool
    lag: int | None
    stale: bool
    light: str
    returned: int
    reopened: int
    entries: tuple[Entry, ...]
    chases: tuple[Chase, ...]
    waiting: tuple[Chase, ...]
    extensions: int
    steps: tuple[date, ...]

    @property
    def open(self) -> bool:
        """Say whether it is unfinished."""
        return self.status in OPEN


@dataclass
class Ledger:
    """All lines, the year that they count in, the day of the meeting, the members of collectives."""

    year: int
    issued: date
    members: Mapping[str, tuple[str, ...]]
    lines: dict[str, Line] = field(default_factory=dict)

    def open_line(self, own: str, lead: str, kind: str, due: str) -> None:
        """Write a new line; `due` is a date, `拟` (an assumed one), a rhythm, or why there is no date."""
        told = due.removesuffix("拟").removesuffix("+")
        point = told[:1].isdigit()
        turns = tuple(self._turns(due))
        self.lines[own] = Line(
            id=own,
            lead=None if lead == "-" else lead,
            kind=kind,
            due_kind="recurring" if turns else "point" if point else due,
            dues=[(date.min, date.fromisoformat(told) if point else None)],
            assumed=due.endswith("拟"),
            turns=turns,
            since=self.issued,
        )

    def _turns(self, rhythm: str) -> Iterator[Turn]:
        start = self.issued
        for month in range(1, 13):
            if (turn := turn_of(rhythm, self.year, month, start)) and turn.end >= self.issued:
                yield turn
                start = turn.end + timedelta(days=1)

    def enter(self, own: str, entry: Entry) -> None:
        """Write down what was reported of a line."""
        before = self.fact(self.lines[own], entry.day).status
        status = entry.status or ("doing" if before == "todo" and entry.progress else None)
        progress = 100 if status == "done" else entry.progress
        told = {**entry.__dict__, "status": status, "progress": progress}
        self.lines[own].entries.append(Entry(**told))
        self.lines[own].entries.sort(key=lambda item: item.day)

    def redate(self, own: str, day: date, due: date, extended: bool = True) -> None:
        """Write down another due date; an extension unless the old one was blank, soft or assumed."""
        line = self.lines[own]
        if extended:
            line.dues.append((day, due))
            line.extensions.append(day)
        else:
            line.dues = [(date.min, due)]
        line.due_kind, line.assumed = "point", False

    def facts(self, day: date) -> list[Fact]:
        """Return how every line stands at the end of `day`."""
        return [self.fact(line, day) for line in self.lines.values()]

    def fact(self, line: Line, day: date) -> Fact:
        """Return how one line stands at the end of `day`."""
        entries = tuple(item for item in line.entries if item.day <= day)
        status, progress, handed, returned, reopened = "todo", 0, None, 0, 0
        said = False
        for item in entries:
            if item.progress is not None:
                progress, said = item.progress, True
            if item.status is None:
                continue
            if item.status in ("review", "done"):
                handed = handed or item.day
            else:
                returned += status == "review" and item.status in ACTIVE
                reopened += status == "done" and item.status in ACTIVE
                handed = None
            status = item.status
        waiting = status in OPEN
        reached = handed or day
        dues = [due for since, due in line.dues if since <= day]
        due = dues[-1]
        ended = [turn for turn in line.turns if turn.end < reached and not answered(entries, turn)]
        current = next((turn for turn in line.turns if turn.end >= day), None)
        awaited = (
            due if not line.turns else current.end if current and not answered(entries, current) else None
        )
        late_since = due if due and reached > due else ended[0].end if ended else None
        overdue = waiting and late_since is not None
        lag = share(line.since, due, reached) - progress if due and said and waiting else None
        chases = tuple(item for item in line.chases if item.day <= day)
        heard = entries[-1].day if entries else line.since
        return Fact(
            id=line.id,
            section=line.section,
            lead=line.lead,
            day=day,
            status=status,
            progress=progress,
            due=due,
            first_due=line.dues[0][1],
            assumed=line.assumed,
            due_kind=line.due_kind,
            handed_in=handed,
            overdue=overdue,
            days_overdue=(reached - late_since).days if overdue and late_since else 0,
            missed=len(ended) if line.turns else None,
            awaited=awaited,
            due_soon=status in ACTIVE and not overdue and is_near(awaited, day),
            lag=lag,
            stale=waiting and (day - heard).days >= STALE,
            light=_light(line, status, overdue, lag, is_near(awaited, reached), (reached - line.since).days),
            returned=returned,
            reopened=reopened,
            entries=entries,
            chases=chases,
            waiting=tuple(item for item in chases if waiting and not self._is_answered(line, item, entries)),
            extensions=sum(item <= day for item in line.extensions),
            steps=tuple(line.steps.values()),
        )

    def _is_answered(self, line: Line, chase: Chase, entries: Iterable[Entry]) -> bool:
        kin = (chase.to, *self.members.get(chase.to, ()))
        return any(item.day >= chase.day and (item.unit or line.lead) in kin for item in entries)

    def silent(self, first: date, last: date) -> list[str]:
        """Return the units that lead unfinished work and said nothing from `first` to `last`."""
        facts = self.facts(last)
        leads = dict.fromkeys(item.lead for item in facts if item.open and item.lead)
        asked = [unit for lead in leads for unit in self.members.get(lead, (lead,))]
        heard = {entry.unit or item.lead for item in facts for entry in item.entries if entry.day >= first}
        return [unit for unit in asked if unit not in heard]


def turn_of(rhythm: str, year: int, month: int, start: date) -> Turn | None:
    """Return the turn of a rhythm that ends in a month, None if none does or it is no rhythm."""
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    if rhythm == "month5":
        return Turn(start, date(year, month, 5), (f"{year}-{month:02}", f"{year}-{month - 1:02}"))
    if rhythm == "month":
        return Turn(start, last, (f"{year}-{month:02}",))
    if rhythm == "quarter" and month % 3 == 0:
        return Turn(start, last, (f"{year}Q{month // 3}",))
    if rhythm == "half" and month % 6 == 0:
        return Turn(start, last, (f"{year}H{month // 6}",))
    return None


def is_near(awaited: date | None, day: date) -> bool:
    """Say whether something is due within a week of `day`."""
    return awaited is not None and 0 <= (awaited - day).days <= SOON


def answered(entries: Iterable[Entry], turn: Turn) -> bool:
    """Say whether an entry answers a turn: dated in it and for no other one, or made for it later."""
    return any(
        item.period == turn.names[0]
        or (item.period in (None, *turn.names) and turn.start <= item.day <= turn.end)
        or (item.period in turn.names and item.day > turn.end)
        for item in entries
    )


def share(since: date, due: date, day: date) -> int:
    """Return how many per cent of the time from `since` to `due` have gone by, to the nearest."""
    gone, total = min((day - since).days, (due - since).days), (due - since).days
    return int(100 * gone / total + 0.5)


def _light(line: Line, status: str, overdue: bool, lag: int | None, near: bool, waited: int) -> str:
    if status not in OPEN:
        return "done" if status == "done" else "off"
    if line.due_kind == "immediate":
        return "red" if waited >= AT_ONCE_RED else "yellow" if waited >= AT_ONCE_YELLOW else "green"
    if line.due_kind not in ("point", "recurring"):
        return "grey"
    if overdue or (lag is not None and lag >= RED):
        return "red"
    return "yellow" if near or (lag is not None and lag >= YELLOW) else "green"


# --- sums ------------------------------------------------------------------------------------------------


def percent(part: int, whole: int) -> int | None:
    """Return a share in per cent, halves up."""
    return int(100 * part / whole + 0.5) if whole else None


def sums(facts: Iterable[Fact]) -> dict[str, object]:
    """Return every number that a report gives of some lines, under the report's own names."""
    rows = list(facts)
    waiting = [row for row in rows if row.open]
    alive = len([row for row in rows if row.status != "dropped"])
    done = len([row for row in rows if row.status == "done"])
    kinds = [row.due_kind for row in waiting]
    return {
        "total": len(rows),
        **{status: len([row for row in rows if row.status == status]) for status in STATUSES},
        "open": len(waiting),
        "overdue": len([row for row in rows if row.overdue]),
        "missed": len([row for row in rows if row.overdue and row.missed is not None]),
        "due_soon": len([row for row in rows if row.due_soon]),
        "lagging": len([row for row in waiting if row.lag is not None and row.lag >= YELLOW]),
        "stale": len([row for row in rows if row.stale]),
        "silent": len([row for row in waiting if not row.entries]),
        "blank": kinds.count("blank"),
        "soft": kinds.count("soft"),
        "undated": kinds.count("none"),
        "standing": kinds.count("standing"),
        "assumed": len([row for row in waiting if row.assumed]),
        "no_lead": len([row for row in waiting if row.lead is None]),
        "extended": len([row for row in rows if row.extensions]),
        "extensions": sum(row.extensions for row in rows),
        "returned": sum(row.returned for row in rows),
        "reopened": sum(row.reopened for row in rows),
        "chased": len([row for row in rows if row.chases]),
        "chases": sum(len(row.chases) for row in rows),
        "unanswered": sum(len(row.waiting) for row in rows),
        "completion": {"part": done, "whole": alive, "percent": percent(done, alive)},
        "on_time": _punctual(rows, [row.due for row in rows]),
        "on_time_original": _punctual(rows, [row.first_due if row.extensions else row.due for row in rows]),
    }


def _punctual(rows: list[Fact], dues: list[date | None]) -> dict[str, int]:
    """Return how many of those that were due were handed in by then, and how many were not."""
    counted = dict.fromkeys(("on_time", "late", "open", "paused", "due", "assumed"), 0)
    for row, due in zip(rows, dues, strict=True):
        finished = row.handed_in is not None
        if due is None or row.status == "dropped" or (not finished and row.day <= due):
            continue
        where = "paused" if row.status == "paused" else "open" if not finished else None
        where = where or ("on_time" if row.handed_in and row.handed_in <= due else "late")
        for name in (where, "due", *(("assumed",) if row.assumed else ())):
            counted[name] += 1
    return counted


# --- reports ---------------------------------------------------------------------------------------------


def report(ledger: Ledger, first: date, last: date, until: date) -> dict[str, object]:
    """Return what a report on the days `first` to `last` has to say, chapter by chapter.

    `until` is the last day of the stretch that follows.
    """
    day_before = first - timedelta(days=1)
    now, before = ledger.facts(last), {item.id: item for item in ledger.facts(day_before)}
    order = {item.id: ledger.lines[item.id].order for item in now}
    fresh = {item.id: [entry for entry in item.entries if entry.day >= first] for item in now}
    moved = [item for item in now if fresh[item.id]]
    late = sorted(
        (item for item in now if item.overdue), key=lambda item: (-item.days_overdue, order[item.id])
    )
    soon = [item for item in now if item.due_soon]

    def became(status: str) -> list[str]:
        return [item.id for item in now if item.status == status != before[item.id].status]

    def parts(name: str) -> dict[str | None, object]:
        keys = dict.fromkeys(getattr(item, name) for item in now)
        inside = {key: [item for item in now if getattr(item, name) == key] for key in keys}
        return {
            key: {
                "now": sums(rows),
                "before": sums(before[item.id] for item in rows),
                "moved": len([item for item in rows if fresh[item.id]]),
            }
            for key, rows in inside.items()
        }

    return {
        "summary": sums(now),
        "previous": sums(before.values()),
        "sections": parts("section"),
        "units": parts("lead"),
        "moved": [
            (item.id, before[item.id].status, item.status, before[item.id].progress, item.progress)
            for item in moved
        ],
        "entries": [len(fresh[item.id]) for item in moved],
        "unmoved": [item.id for item in now if item.open and not fresh[item.id]],
        "done": became("done"),
        "review": became("review"),
        "returned": [item.id for item in now if item.returned > before[item.id].returned],
        "reopened": [item.id for item in now if item.reopened > before[item.id].reopened],
        "overdue": [(item.id, item.days_overdue, item.missed) for item in late],
        "newly_overdue": [item.id for item in late if not before[item.id].overdue],
        "due_soon": [item.id for item in sorted(soon, key=lambda item: (item.awaited, order[item.id]))],
        "problems": said(moved, fresh, "problem"),
        "next": said(moved, fresh, "next"),
        "silent": ledger.silent(first, last),
        "chases": [(item.id, each.to, each.day) for item in now for each in item.chases if each.day >= first],
        "unanswered": [(item.id, each.to, each.day) for item in now for each in item.waiting],
        "indicators": [counted(item, first) for item in now if ledger.lines[item.id].kind == "indicator"],
        "incidents": [
            (item.id, total) for item in moved if (total := sum(entry.incidents for entry in fresh[item.id]))
        ],
        "upcoming": upcoming(now, last + timedelta(days=1), until),
        "blank": [item.id for item in now if item.open and item.due_kind == "blank"],
        "recorded_late": [
            (item.id, entry.day)
            for item in now
            for entry in item.entries
            if entry.day < first and entry.recorded and first <= entry.recorded <= last
        ],
        "lights": {item.id: item.light for item in now},
    }


def said(moved: list[Fact], fresh: dict[str, list[Entry]], name: str) -> list[tuple[str, str]]:
    """Return the last problem, or next step, of every line that moved and told one."""
    found = []
    for item in moved:
        texts = [text for entry in fresh[item.id] if (text := getattr(entry, name))]
        found += [(item.id, texts[-1])] if texts else []
    return found


def counted(item: Fact, first: date) -> tuple[str, tuple[int, int], tuple[int, int], bool]:
    """Return an indicator's counts from `first` on and in all, and whether they are down at nothing."""
    latest = {(entry.unit, entry.period): entry for entry in item.entries if entry.count}
    counts = [(entry.day, *entry.count) for entry in latest.values() if entry.count]
    within = [(part, whole) for day, part, whole in counts if day >= first]
    in_span = (sum(part for part, _ in within), sum(whole for _, whole in within))
    total = (sum(part for _, part, _ in counts), sum(whole for _, _, whole in counts))
    rate = in_span if in_span[1] else total
    return item.id, in_span, total, rate[1] > 0 and rate[0] == 0


def upcoming(now: list[Fact], first: date, last: date) -> list[tuple[date, str, str]]:
    """Return what comes due from `first` to `last`: deadlines, turns, steps, replies."""
    found = []
    for item in now:
        if item.awaited and first <= item.awaited <= last and item.status in ACTIVE:
            found.append((item.awaited, "due" if item.due else "turn", item.id))
        found += [(step, "step", item.id) for step in item.steps if item.open and first <= step <= last]
        found += [
            (each.reply_by, "reply", item.id) for each in item.waiting if first <= each.reply_by <= last
        ]
    return sorted(found, key=lambda each: each[0])
