"""Which measures are meant, in what order: filter, sort, group, roll up.

Takes a register and a day, gives a `Listing` that every output renders. It formats nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias, TypeVar

from fazhi_cli import terms
from fazhi_cli.measure import Branch, Measure, Register
from fazhi_cli.naming import branches, known_ids, measures_under, natural, unit_names, units_meant
from fazhi_cli.problems import Usage
from fazhi_cli.state import State, is_due_within, is_lagging, state, unanswered
from fazhi_cli.uncounted import (
    Passed,
    Uncounted,
    Unheard,
    in_order,
    is_blank,
    is_never_chased,
    pressing,
    together,
    uncounted,
    unheard,
)

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
    unanswered: bool = False

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

    @property
    def states(self) -> bool:
        """Say whether any of the state filters is set."""
        return self.due_soon is not None or any(getattr(self, name) for name in _STATE_TESTS)


EVERYTHING = Filter()
_OVERDUE = Filter(overdue=True)


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
    `uncounted`, `unheard` and `blank` (ids of unfinished measures whose deadline the source leaves blank)
    speak of what the filters leave over when the uniting ones are set aside, `unheard` only where chases are
    asked for. `groups` names the rows' groups
    in order, one (heading, number of rows) each; empty without grouping.
    """

    register: Register
    day: date
    rows: tuple[State, ...]
    matched: int
    total: int
    uncounted: Uncounted
    groups: tuple[tuple[str, int], ...] = ()
    blank: tuple[str, ...] = ()
    unheard: Unheard = Unheard()


def select(
    register: Register,
    day: date,
    chosen: Filter = EVERYTHING,
    sort: Sequence[str] = (),
    group: str | None = None,
    limit: int | None = None,
) -> Listing:
    """Return the measures of `register` that `chosen` selects, as they stand on `day`.

    `sort` names keys of SORTS or their terms, a leading `-` reverses; `group` likewise one of GROUPS. Without
    `sort` the register's order holds, but overdue ones come longest overdue first, then by id. Raises Usage
    for an unknown key, Refused for an unknown id.
    """
    measures, passed = _looked_at(register, day, chosen)
    states = [state(measure, day, register.home(measure).rules, chosen.firm) for measure in measures]
    limits, union = _tests(register, chosen), _union(chosen)
    within = [row for row in states if all(test(row) for test in limits)]
    rows = [row for row in within if not union or any(test(row) for test in union)]
    for key in reversed(sort or (("-days_overdue", "id") if chosen.overdue else ())):
        rows = _sorted(rows, key)
    matched = len(rows)
    if group:
        rows = [row for bunch in grouped(register, rows, group) for row in bunch.rows]
    rows = rows[:limit]
    bunches = grouped(register, rows, group) if group else ()
    return Listing(
        register=register,
        day=day,
        rows=tuple(rows),
        matched=matched,
        total=len(register.measures),
        uncounted=together(uncounted(within), passed.uncounted),
        groups=tuple((bunch.heading, len(bunch.rows)) for bunch in bunches),
        blank=in_order([*(row.measure for row in within if is_blank(row)), *passed.blank]),
        unheard=unheard(within) if chosen.unanswered or chosen.never_chased else Unheard(),
    )


def _looked_at(register: Register, day: date, chosen: Filter) -> tuple[Iterable[Measure], Passed]:
    """Return the measures that have to be looked at, and what is to be told of those that are passed over."""
    if chosen == _OVERDUE:
        return pressing(register, day)
    return measures_under(register, chosen.ids) if chosen.ids else register.measures, Passed()


def rollup(listing: Listing, level: str) -> list[Rollup]:
    """Return each section or subtask (`level`) with the sum of the listing's rows in it.

    Those without any row are there only where nothing was filtered out: they have no measures at all.
    """
    register = listing.register
    below: dict[str, list[State]] = {}
    for row in listing.rows:
        below.setdefault(row.measure.section if level == "section" else row.measure.subtask, []).append(row)
    return [
        _summed(branch, below.get(branch.id, ()))
        for branch in (register.sections if level == "section" else register.subtasks)
        if branch.id in below or listing.matched == listing.total
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


def _union(chosen: Filter) -> list[Test]:
    """Return the tests of which one has to hold; none if any state will do."""
    tests = [test for name, test in _STATE_TESTS.items() if getattr(chosen, name)]
    if chosen.due_soon is not None:
        days = chosen.due_soon
        tests.append(lambda row: is_due_within(row, days) if days >= 0 else row.due_soon)
    return tests


_STATE_TESTS: Mapping[str, Test] = {
    "overdue": lambda row: row.overdue,
    "no_due": lambda row: row.due_kind == "none",
    "blank": lambda row: row.due_kind.startswith("blank"),
    "stale": lambda row: row.stale,
    "lagging": is_lagging,
    "no_lead": lambda row: row.measure.lead is None,
    "never_chased": is_never_chased,
    "unanswered": lambda row: bool(unanswered(row)),
}
"""The filters on a state that unite, by their name in Filter; `due_soon` is more than a name."""


def _tests(register: Register, chosen: Filter) -> list[Test]:
    """Return the tests that all have to hold."""
    return [make(register, value) for name, make in _TESTS.items() if (value := getattr(chosen, name))]


def _ids_test(register: Register, ids: Sequence[str]) -> Test:
    places = {measure.place for measure in measures_under(register, ids)}
    return lambda row: row.measure.place in places


def _sections_test(register: Register, ids: Sequence[str]) -> Test:
    sections = {known for own in ids for known in known_ids(register, own, "section")}
    return lambda row: row.measure.section in sections


def _subtasks_test(register: Register, ids: Sequence[str]) -> Test:
    subtasks = {known for own in ids for known in known_ids(register, own, "subtask")}
    return lambda row: row.measure.subtask in subtasks


def _units_test(register: Register, words: Sequence[str]) -> Test:
    names = units_meant(register, words)
    return lambda row: any(unit in names for unit in (row.measure.lead, *row.measure.support))


def _leads_test(register: Register, words: Sequence[str]) -> Test:
    names = units_meant(register, words)
    return lambda row: row.measure.lead in names


def _grep_test(register: Register, texts: Sequence[str]) -> Test:
    sought = [text.casefold() for text in texts]
    return lambda row: all(text in _searched(row) for text in sought)


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


def _searched(row: State) -> str:
    """Return every text of a measure that a search looks through, folded for case."""
    measure = row.measure
    texts = [measure.id, measure.title, measure.detail, measure.finding, *measure.tags, measure.lead]
    texts += [*measure.support, measure.owner, row.due]
    for entry in row.log:
        texts += [entry.note, entry.problem, entry.next, *entry.evidence]
    return "\n".join(text for text in texts if text).casefold()


class Sort(NamedTuple):
    """Something to sort by: what people call it, and the value of a row."""

    term: str
    value: Callable[[State], Any]


SORTS: Mapping[str, Sort] = {
    "id": Sort("编号", lambda row: natural(row.measure.id)),
    "due": Sort("完成时限", _due),
    "status": Sort("状态", lambda row: list(terms.STATUSES).index(row.status)),
    "progress": Sort("进度", lambda row: row.progress),
    "light": Sort("灯", lambda row: _WORST_FIRST.index(row.light)),
    "lead": Sort("牵头单位", lambda row: row.measure.lead),
    "title": Sort("措施", lambda row: row.measure.title),
    "kind": Sort("类型", lambda row: list(terms.KINDS).index(row.measure.kind)),
    "days_overdue": Sort("逾期天数", lambda row: row.days_overdue),
    "lag": Sort("滞后", lambda row: row.lag),
    "last_entry": Sort("最近记录", lambda row: row.last_entry),
}
"""What a listing can be sorted by; a value of None always comes last."""


def _sorted(rows: list[State], key: str) -> list[State]:
    value = _keyed(SORTS, key.removeprefix("-"), "排序", "；前面加 - 为倒序").value
    known = [row for row in rows if value(row) is not None]
    unknown = [row for row in rows if value(row) is None]
    return sorted(known, key=value, reverse=key.startswith("-")) + unknown


class Grouping(NamedTuple):
    """Something to group by: what people call it, the key of a row, and what stands over rows without one.

    `headings` gives the heading of each key, in the order of the groups; keys that it lacks come after them,
    as they are.
    """

    term: str
    key: Callable[[State], str | None]
    headings: Callable[[Register], Mapping[str, str]]
    absent: str = ""


def _titles(register: Register) -> dict[str, str]:
    return {branch.id: f"{branch.id} {branch.title}" for branch in branches(register)}


GROUPS: Mapping[str, Grouping] = {
    "section": Grouping("部分", lambda row: row.measure.section, _titles),
    "subtask": Grouping("子任务", lambda row: row.measure.subtask, _titles),
    "lead": Grouping(
        "牵头单位",
        lambda row: row.measure.lead,
        lambda register: {name: name for name in unit_names(register)},
        terms.UNASSIGNED,
    ),
    "status": Grouping("状态", lambda row: row.status, lambda register: terms.STATUSES),
    "light": Grouping(
        "灯", lambda row: row.light, lambda register: {light: terms.LIGHTS[light] for light in _WORST_FIRST}
    ),
    "kind": Grouping("类型", lambda row: row.measure.kind, lambda register: terms.KINDS),
    "month": Grouping(
        "月份",
        lambda row: f"{due:%Y-%m}" if (due := _due(row)) else None,
        lambda register: {},
        "没有日期",
    ),
    "register": Grouping(
        "台账",
        lambda row: row.measure.register,
        lambda register: {item.name: f"{item.title}（{item.name}）" for item in register.parts or [register]},
    ),
}
"""What a listing can be grouped by."""


class Bunch(NamedTuple):
    """Rows that belong together: their key (None for those that have none), heading, and themselves."""

    key: str | None
    heading: str
    rows: tuple[State, ...]


def grouped(register: Register, rows: Iterable[State], group: str) -> list[Bunch]:
    """Return `rows` in groups by a key of GROUPS or its term, in the groups' own order. Raises Usage."""
    grouping = _keyed(GROUPS, group, "分组")
    headings = grouping.headings(register)
    ranks = {key: rank for rank, key in enumerate(headings)}
    found: dict[str | None, list[State]] = {}
    for row in rows:
        found.setdefault(grouping.key(row), []).append(row)
    return [
        Bunch(key, grouping.absent if key is None else headings.get(key, key), tuple(found[key]))
        for key in sorted(found, key=lambda key: (key is None, ranks.get(key or "", len(ranks)), key or ""))
    ]


_Key = TypeVar("_Key", Sort, Grouping)


def _keyed(table: Mapping[str, _Key], word: str, what: str, more: str = "") -> _Key:
    """Return the item of `table` that `word` names, by key or term. Raises Usage with what there is."""
    known = {key: item.term for key, item in table.items()}
    if (found := terms.token(known, word)) is None:
        near = terms.guessed(word, known)
        raise Usage(f"不能按“{word}”{what}{near}", f"可以按：{terms.offered(known)}{more}")
    return table[found]
