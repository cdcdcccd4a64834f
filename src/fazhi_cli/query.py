"""Which measures are meant, in what order: filter, sort, group, roll up.

Takes a register and a day, gives a `Listing` that every output renders. It formats nothing.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from fazhi_cli import terms
from fazhi_cli.measure import Branch, Measure, Register
from fazhi_cli.problems import Refused, Usage
from fazhi_cli.state import State, state

Test: TypeAlias = Callable[[State], bool]

_WORST_FIRST = ("red", "yellow", "grey", "green", "off", "done")


class Filter(NamedTuple):
    """What to select. The state filters (the first block) unite, all others must hold as well.

    `due_soon` is a number of days, or -1 for the register's own rule; words are tokens; `ids` select
    measures and whole subtrees; `units` match lead or support.
    """

    overdue: bool = False
    due_soon: int | None = None
    no_due: bool = False
    blank: bool = False
    stale: bool = False
    lagging: bool = False
    no_lead: bool = False
    never_chased: bool = False

    ids: tuple[str, ...] = ()
    lights: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    subtasks: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    due_kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    grep: tuple[str, ...] = ()
    due_before: date | None = None
    due_after: date | None = None
    firm: bool = False


EVERYTHING = Filter()


class Uncounted(NamedTuple):
    """Unfinished measures that can never be overdue, by the reason: no date can be told."""

    blank: int = 0
    soft: int = 0
    none: int = 0
    anchorless: int = 0


class Rollup(NamedTuple):
    """A section or subtask in sum: measures, those done, overdue, and its worst light."""

    branch: Branch
    total: int
    done: int
    overdue: int
    light: str


class Listing(NamedTuple):
    """A selection of a register's measures on a day.

    `rows` are those shown, `matched` the number before any limit, `total` that of the whole register.
    `groups` names the rows' groups in order, one (heading, number of rows) each; empty without grouping.
    `blank` are the ids of the unfinished measures whose deadline the source leaves blank.
    """

    register: Register
    day: date
    rows: tuple[State, ...]
    matched: int
    total: int
    uncounted: Uncounted
    groups: tuple[tuple[str, int], ...] = ()
    blank: tuple[str, ...] = ()


def select(
    register: Register,
    day: date,
    chosen: Filter = EVERYTHING,
    sort: Sequence[str] = (),
    group: str | None = None,
    limit: int | None = None,
) -> Listing:
    """Return the measures of `register` that `chosen` selects, as they stand on `day`.

    `sort` names keys of SORTS, a leading `-` reverses; `group` is a key of GROUPS. Without `sort` the
    register's order holds, but overdue ones come longest overdue first. Raises Usage for an unknown key,
    Refused for an unknown id.
    """
    states = [state(measure, day, register.rules, chosen.firm) for measure in register.measures]
    accept = _acceptor(register, chosen)
    rows = [row for row in states if accept(row)]
    for key in reversed(sort or (("-days_overdue",) if chosen.overdue else ())):
        rows = _sorted(rows, key)
    matched = len(rows)
    if group:
        rows = sorted(rows, key=_group_rank(register, group))
    rows = rows[:limit]
    return Listing(
        register=register,
        day=day,
        rows=tuple(rows),
        matched=matched,
        total=len(states),
        uncounted=_uncounted(states),
        groups=_groups(register, rows, group),
        blank=tuple(row.measure.id for row in states if _is_blank(row)),
    )


def rollup(listing: Listing, level: str) -> list[Rollup]:
    """Return each section or subtask (`level`) with the sum of the listing's rows in it; empty ones too."""
    register = listing.register
    return [
        _summed(
            branch, [row for row in listing.rows if branch.id in (row.measure.section, row.measure.subtask)]
        )
        for branch in (register.sections if level == "section" else register.subtasks)
    ]


def _summed(branch: Branch, rows: Sequence[State]) -> Rollup:
    lights = {row.light for row in rows}
    return Rollup(
        branch=branch,
        total=len(rows),
        done=sum(row.status == "done" for row in rows),
        overdue=sum(row.overdue for row in rows),
        light=next((light for light in _WORST_FIRST if light in lights), "grey"),
    )


def _uncounted(states: Iterable[State]) -> Uncounted:
    waiting = [row for row in states if row.status in terms.OPEN_STATUSES]
    kinds = [row.due_kind.partition("+")[0] for row in waiting]
    anchorless = sum(row.deadline is not None and row.deadline.lacks is not None for row in waiting)
    return Uncounted(sum(map(_is_blank, waiting)), kinds.count("soft"), kinds.count("none"), anchorless)


def _is_blank(row: State) -> bool:
    return row.status in terms.OPEN_STATUSES and row.due_kind.startswith("blank")


def _acceptor(register: Register, chosen: Filter) -> Test:
    tests = [make(register, value) for name, make in _TESTS.items() if (value := getattr(chosen, name))]
    united = [test for name, test in _STATE_TESTS.items() if getattr(chosen, name)]
    if chosen.due_soon is not None:
        united.append(_soon_test(register, chosen.due_soon))
    if chosen.lagging:
        united.append(lambda row: row.lag is not None and row.lag >= register.rules.lag_yellow)
    return lambda row: all(test(row) for test in tests) and (not united or any(test(row) for test in united))


_STATE_TESTS: Mapping[str, Test] = {
    "overdue": lambda row: row.overdue,
    "no_due": lambda row: row.due_kind == "none",
    "blank": lambda row: row.due_kind.startswith("blank"),
    "stale": lambda row: row.stale,
    "no_lead": lambda row: row.measure.lead is None,
    "never_chased": lambda row: row.status in terms.OPEN_STATUSES and not row.chases,
}
"""The filters on a state that unite, by their name in Filter; two more need the register's rules."""


def _soon_test(register: Register, days: int) -> Test:
    if days < 0 or days == register.rules.due_soon:
        return lambda row: row.due_soon
    return lambda row: _presses(row) and row.days_left is not None and 0 <= row.days_left <= days


def _presses(row: State) -> bool:
    return row.status in terms.ACTIVE_STATUSES and not row.overdue


def _ids_test(register: Register, ids: Sequence[str]) -> Test:
    places = {measure.place for measure in measures_under(register, ids)}
    return lambda row: row.measure.place in places


def _sections_test(register: Register, ids: Sequence[str]) -> Test:
    sections = {known_id(register, own, "section") for own in ids}
    return lambda row: row.measure.section in sections


def _subtasks_test(register: Register, ids: Sequence[str]) -> Test:
    subtasks = {known_id(register, own, "subtask") for own in ids}
    return lambda row: row.measure.subtask in subtasks


def _units_test(register: Register, words: Sequence[str]) -> Test:
    names = names_meant(register, words)
    return lambda row: any(unit in names for unit in (row.measure.lead, *row.measure.support))


def _leads_test(register: Register, words: Sequence[str]) -> Test:
    names = names_meant(register, words)
    return lambda row: row.measure.lead in names


def _grep_test(register: Register, texts: Sequence[str]) -> Test:
    sought = [text.casefold() for text in texts]
    return lambda row: all(text in _searched(row.measure) for text in sought)


_TESTS: Mapping[str, Callable[[Register, Any], Test]] = {
    "ids": _ids_test,
    "lights": lambda register, lights: lambda row: row.light in lights,
    "statuses": lambda register, statuses: lambda row: row.status in statuses,
    "sections": _sections_test,
    "subtasks": _subtasks_test,
    "units": _units_test,
    "leads": _leads_test,
    "owners": lambda register, owners: lambda row: any(name in (row.measure.owner or "") for name in owners),
    "kinds": lambda register, kinds: lambda row: row.measure.kind in kinds,
    "due_kinds": lambda register, kinds: lambda row: any(kind in kinds for kind in row.due_kind.split("+")),
    "tags": lambda register, tags: lambda row: any(tag in row.measure.tags for tag in tags),
    "grep": _grep_test,
    "due_before": lambda register, last: lambda row: (due := _due(row)) is not None and due <= last,
    "due_after": lambda register, first: lambda row: (due := _due(row)) is not None and due >= first,
}
"""The filters that must all hold, by their name in Filter."""


def _due(row: State) -> date | None:
    return row.due_date or row.next_due


def _searched(measure: Measure) -> str:
    """Return every text of a measure that a search looks through, folded for case."""
    texts = [measure.id, measure.title, measure.detail, measure.finding, *measure.tags, measure.lead]
    texts += [*measure.support, measure.owner, measure.due]
    for entry in measure.log:
        texts += [entry.note, entry.problem, entry.next, *entry.evidence]
    return "\n".join(text for text in texts if text).casefold()


SORTS: Mapping[str, Callable[[State], object]] = {
    "id": lambda row: natural(row.measure.id),
    "due": _due,
    "status": lambda row: list(terms.STATUSES).index(row.status),
    "progress": lambda row: row.progress,
    "light": lambda row: _WORST_FIRST.index(row.light),
    "lead": lambda row: row.measure.lead,
    "title": lambda row: row.measure.title,
    "kind": lambda row: list(terms.KINDS).index(row.measure.kind),
    "days_overdue": lambda row: row.days_overdue,
    "lag": lambda row: row.lag,
    "last_entry": lambda row: row.last_entry,
}
"""What a listing can be sorted by; a value of None always comes last."""


def _sorted(rows: list[State], key: str) -> list[State]:
    name = key.removeprefix("-")
    if name not in SORTS:
        raise Usage(f"不能按“{name}”排序", "可以按：" + "、".join(SORTS) + "；前面加 - 为倒序")
    value = SORTS[name]
    known = [row for row in rows if value(row) is not None]
    unknown = [row for row in rows if value(row) is None]
    return sorted(known, key=value, reverse=key.startswith("-")) + unknown  # type: ignore[arg-type]


GROUPS: Mapping[str, Callable[[State], str | None]] = {
    "section": lambda row: row.measure.section,
    "subtask": lambda row: row.measure.subtask,
    "lead": lambda row: row.measure.lead,
    "status": lambda row: row.status,
    "light": lambda row: row.light,
    "kind": lambda row: row.measure.kind,
    "month": lambda row: f"{due:%Y-%m}" if (due := _due(row)) else None,
}
"""What a listing can be grouped by, and the key of a row's group."""


def _group_rank(register: Register, group: str) -> Callable[[State], tuple[bool, int, str]]:
    if group not in GROUPS:
        raise Usage(f"不能按“{group}”分组", "可以按：" + "、".join(GROUPS))
    order: dict[str, list[str]] = {
        "section": [item.id for item in register.sections],
        "subtask": [item.id for item in register.subtasks],
        "lead": unit_names(register),
        "status": list(terms.STATUSES),
        "light": list(_WORST_FIRST),
        "kind": list(terms.KINDS),
    }
    rank = {key: position for position, key in enumerate(order.get(group, ()))}
    value = GROUPS[group]
    return lambda row: ((key := value(row)) is None, rank.get(key or "", 0), key or "")


def _groups(register: Register, rows: Sequence[State], group: str | None) -> tuple[tuple[str, int], ...]:
    if group is None:
        return ()
    counts: dict[str | None, int] = {}
    for row in rows:
        key = GROUPS[group](row)
        counts[key] = counts.get(key, 0) + 1
    return tuple((_heading(register, group, key), count) for key, count in counts.items())


def _heading(register: Register, group: str, key: str | None) -> str:
    if key is None:
        return terms.UNASSIGNED if group == "lead" else "没有日期"
    tables = {"status": terms.STATUSES, "light": terms.LIGHTS, "kind": terms.KINDS}
    if group in tables:
        return tables[group][key]
    titles = {branch.id: branch.title for branch in branches(register)}
    return f"{key} {titles[key]}" if group in ("section", "subtask") else key
