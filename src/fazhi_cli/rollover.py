"""Last year's register rolled over into a new year's: what goes on, what stays behind, and what that changes.

Nothing is closed and no deadline moves. The new file is laid out anew: comments that stand over a key or an
item go with it, the others stay in the old file.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from fazhi_cli import edit, nodes, source, terms
from fazhi_cli.change import Path, Value, plain
from fazhi_cli.deadline import Calendar, Deadline, DeadlineError
from fazhi_cli.emit import SCHEMA_LINE, emitted
from fazhi_cli.founding import known_as
from fazhi_cli.known import Known
from fazhi_cli.measure import Measure
from fazhi_cli.nodes import Node
from fazhi_cli.phrases import Phrases
from fazhi_cli.problems import Refused
from fazhi_cli.register import Loaded, loaded
from fazhi_cli.state import state
from fazhi_cli.tree import Data

_HISTORIES = ("log", "chases", "extensions")
_PERIODIC = ("recurring", "indicator", "prohibition")
_ONGOING = ("standing", *_PERIODIC)
_EOL = re.compile(r"\r\n|\n|\r")


class Kept(NamedTuple):
    """A deadline whose phrase would mean another day in the new year: whose it is, the phrase, its day."""

    own: str
    phrase: str
    day: date


class Rollover(NamedTuple):
    """A register rolled over, and what there is to know of it.

    `carried` counts the measures that go on; `left` are the ids left behind, by status. `kept` are deadlines
    written as days, `supposed` the ids of those whose day is that of the old default, `dated` of those that
    only now have one. `overdue` ids were overdue on the day of rolling over, `restarted` ones count their
    periods from the new year on, `begun` ones keep the start that was the old day of issue, `reviewed` ones
    wait to be closed. `unrelated` counts mentions of measures left behind that were taken out, `entries` the
    progress records and `comments` the comments that stay in the old file.
    """

    new: Loaded
    carried: int
    left: Mapping[str, Sequence[str]]
    kept: Sequence[Kept]
    supposed: Sequence[str]
    dated: Sequence[str]
    overdue: Sequence[str]
    restarted: Sequence[str]
    begun: Sequence[str]
    reviewed: Sequence[str]
    unrelated: int
    entries: int
    comments: int


def rolled_over(
    old: Loaded, known: Known, day: date, name: str, calendar: Callable[[], Calendar]
) -> Rollover:
    """Return last year's register `old` for the year that is `known`, under the name `name`, as of `day`.

    Raises Refused when that year is not after the old one, and where a deadline means nothing in it.
    """
    if known.year is None or known.year <= (old.register.year or 0):
        raise Refused(f"旧台账是 {old.register.year} 年的，新的要晚于这一年", "用 --year 写明新的年份")
    return _Mover(old, known, day, calendar).rollover(name)


class _Mover:
    """One register on its way into a new year."""

    def __init__(self, old: Loaded, known: Known, day: date, calendar: Callable[[], Calendar]) -> None:
        self.old = old
        self.known = known
        self.day = day
        self.calendar = calendar
        self.new_year = date(known.year or 1, 1, 1)
        self.before = Phrases(old.register.year, old.register.issued, calendar)
        self.after = Phrases(known.year, known.issued, calendar)
        self.measures = {measure.id: measure for measure in old.register.measures}
        self.ids = {own.casefold(): own for own in self.measures}
        self.carried = {own: item for own, item in self.measures.items() if _goes_on(item)}
        self.remarks = _comments_above(old.source.text)
        self.above: dict[Path, Sequence[str]] = {}
        self.kept: list[Kept] = []
        self.supposed: list[str] = []
        self.restarted: list[str] = []
        self.begun: list[str] = []
        self.dated: list[str] = []
        self.unrelated = 0

    def rollover(self, name: str) -> Rollover:
        """Return the result, its text proven by reading it."""
        register = self.register()
        head = [*self.above.pop(("",), ()), self.origin()]
        eol = "\r\n" if "\r\n" in self.old.source.text else "\n"
        text = emitted(register, head, self.above).replace("\n", eol)
        new = loaded(source.from_text(text, name), self.calendar)
        if new.data != plain(register):
            raise Refused("旧台账里有的写法太特别，滚动不了", "请联系维护人员")
        new = known_as(Known(None, title=self.known.title), new, self.calendar)
        rows = [state(item, self.day, self.old.register.rules) for item in self.carried.values()]
        told = len(head) - 1 + sum(map(len, self.above.values()))
        return Rollover(
            new=new,
            carried=len(self.carried),
            left=_by_status(item for own, item in self.measures.items() if own not in self.carried),
            kept=self.kept,
            supposed=self.supposed,
            dated=self.dated,
            overdue=[row.measure.id for row in rows if row.overdue and row.due_date],
            restarted=self.restarted,
            begun=self.begun,
            reviewed=[
                own
                for own, item in self.carried.items()
                if item.status == "review" and item.kind not in _ONGOING
            ],
            unrelated=self.unrelated,
            entries=sum(len(item.log) for item in self.measures.values()),
            comments=_count(self.old.source.text) - told,
        )

    def origin(self) -> str:
        """Return the comment that says where the new register comes from."""
        year = f" {self.old.register.year} 年的" if self.old.register.year else "旧"
        return f"由{year}台账滚动而来：未办结的、长期和定期的照转，lineage 是旧编号；进展记录在旧台账里。"

    def register(self) -> dict[str, Value]:
        """Return the new register."""
        old = _stated(self.old.data)
        given = self.known._replace(title=None).head()
        head = {key: value for key, value in old.items() if key not in ("sections", "issued")} | given
        head["assumed"] = [name for name in self.old.register.assumed if name not in (*given, "issued")]
        self.check_default()
        for key in head:
            self.carry((key,), (key,))
        self.carry(("",), ("",))
        self.carry(("sections",), ("sections",))
        return _ordered("register", head, old) | {"sections": self.branches(old, "sections", (), ())}

    def check_default(self) -> None:
        """Refuse a default deadline that means nothing in the new year."""
        phrase = self.old.register.rules.default_due
        if phrase and (refusal := self.after.refusal(phrase)):
            message = f"默认时限“{phrase}”在 {self.known.year} 年的台账里：{refusal.message}"
            raise Refused(message, "在旧台账的 rules 里改 default_due，或换 --issued")

    def branches(self, holder: Data, key: str, before: Path, after: Path) -> list[Value]:
        """Return the sections, subtasks or measures in `holder`, once at `before` and now at `after`."""
        found: list[Value] = []
        for position, item in enumerate(holder.get(key) or ()):
            if key == "measures" and item["id"] not in self.carried:
                continue
            here, there = (*before, key, position), (*after, key, len(found))
            self.carry(here, there)
            new = self.measure(item) if key == "measures" else self.branch(item, key, here, there)
            for name in new:
                self.carry((*here, name), (*there, name) if name != next(iter(new)) else there)
            found.append(new)
        return found

    def carry(self, before: Path, after: Path) -> None:
        """Let the comments over the old value at `before` stand over the new one at `after`."""
        if lines := self.remarks.get(before):
            self.above[after] = [*self.above.get(after, ()), *lines]

    def branch(self, item: Data, key: str, here: Path, there: Path) -> dict[str, Value]:
        """Return a section or subtask."""
        level, below = ("section", "subtasks") if key == "sections" else ("subtask", "measures")
        new = {**item, below: self.branches(item, below, here, there)}
        if item.get("due"):
            new["due"] = self.due(item["id"], item["due"], self.before.deadline(item["due"]))
        return _ordered(level, new, item)

    def measure(self, item: Data) -> dict[str, Value]:
        """Return a measure that goes on, without its histories."""
        old = self.measures[item["id"]]
        new: dict[str, Value] = {key: value for key, value in item.items() if key not in _HISTORIES}
        new["lineage"] = f"{self.old.register.year}:{old.id}" if self.old.register.year else old.id
        if old.plan:
            new["plan"] = [{key: step[key] for key in step if key != "done"} for step in item["plan"]]
        if old.related:
            related = [own for own in item["related"] if self.is_carried(own)]
            new["related"] = [*related]
            self.unrelated += len(old.related) - len(related)
        if old.kind in _ONGOING and old.status in ("done", "review"):
            new.pop("status", None)
        if old.kind in _PERIODIC or old.status == "done":
            new.pop("progress", None)
        return _ordered("measure", new | self.when(item, old), item)

    def is_carried(self, own: str) -> bool:
        """Say whether a measure that another one mentions goes on, or never was one of the register."""
        known = self.ids.get(own.casefold())
        return known is None or known in self.carried

    def when(self, item: Data, old: Measure) -> dict[str, Value]:
        """Return deadline and start as they have to be written for both to stay what they were."""
        new: dict[str, Value] = {}
        if item.get("due"):
            since = date.fromisoformat(item["since"]) if item.get("since") else None
            new["due"] = self.due(old.id, item["due"], self.before.deadline(item["due"], since))
        elif old.due is None and old.deadline and old.kind == "task":
            new |= self.default(item, old)
        if old.deadline and old.deadline.rhythm:
            if old.since and old.since < self.new_year:
                new["since"] = self.new_year
                self.restarted.append(old.id)
        elif old.since and not item.get("since") and _counts_from_its_start(old):
            new["since"] = old.since
            self.begun.append(old.id)
        return new

    def default(self, item: Data, old: Measure) -> dict[str, Value]:
        """Return the day that the old register's default gave a measure, if the new one's is another."""
        assert old.deadline is not None
        new = self.after.deadline(old.deadline.phrase)
        if old.deadline.date is None:
            self.dated += [old.id] if new.date else []
            return {}
        if new.date == old.deadline.date:
            return {}
        self.supposed.append(old.id)
        assumed = dict.fromkeys((*(item.get("assumed") or ()), "due"))
        return {"due": old.deadline.date, "assumed": [*assumed]}

    def due(self, own: str, phrase: str, held: Deadline) -> str:
        """Return the deadline as it has to be written in the new year to stay what it was."""
        if held.date is None:
            return self.undated(own, phrase)
        soft, standing = "原则上" if held.soft else "", "，并长期坚持" if "+" in held.kind else ""
        for candidate in (phrase, str(held.date), f"{soft}{held.date}前{standing}"):
            with suppress(DeadlineError):
                new = self.after.deadline(candidate)
                if (new.kind, new.date, new.soft) == (held.kind, held.date, held.soft):
                    self.kept += [Kept(own, phrase, held.date)] if candidate != phrase else []
                    return candidate
        raise self.unclear(own, phrase, f"不能写成 {held.date}")

    def undated(self, own: str, phrase: str) -> str:
        """Return a deadline without a date, noting if it has one now."""
        try:
            new = self.after.deadline(phrase)
        except DeadlineError as error:
            raise self.unclear(own, phrase, error.message) from error
        self.dated += [own] if new.date else []
        return phrase

    def unclear(self, own: str, phrase: str, reason: str) -> Refused:
        """Return the refusal of a deadline that cannot be taken into the new year."""
        message = f"{own} 的时限“{phrase}”在 {self.known.year} 年的台账里：{reason}"
        return Refused(message, f"先在旧台账里写明日期：fazhi set {own} --due --file {self.old.source.name}")


def _goes_on(measure: Measure) -> bool:
    if measure.status == "dropped":
        return False
    return measure.status != "done" or measure.kind in _ONGOING


def _counts_from_its_start(measure: Measure) -> bool:
    """Say whether days or lag are told from the start of a measure: immediate, or dated with a progress."""
    held = measure.deadline
    return held is not None and (
        held.kind.startswith("immediate") or (measure.entered and held.date is not None)
    )


def _by_status(measures: Iterable[Measure]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for measure in measures:
        found.setdefault(measure.status, []).append(measure.id)
    return found


def _ordered(level: str, data: Mapping[str, Value], like: Data) -> dict[str, Value]:
    """Return an object in the order of the old one, `like`, new keys where the file's order has them.

    Empty lists are left out, but for those of the tree.
    """
    kept = {key: value for key, value in data.items() if value != [] or key in ("subtasks", "measures")}
    rank = [field.name for field in terms.fields_of(level)].index
    keys = [key for key in like if key in kept]
    for key in kept:
        if key not in keys:
            before = [at for at, other in enumerate(keys) if rank(other) < rank(key)]
            keys.insert(max(before, default=-1) + 1, key)
    return {key: kept[key] for key in keys}


def _stated(data: Data) -> Data:
    """Return `data` without the keys that have no value."""
    if isinstance(data, list):
        return [_stated(item) for item in data]
    if isinstance(data, dict):
        return {key: _stated(value) for key, value in data.items() if value is not None}
    return data


def _comments_above(text: str) -> dict[Path, list[str]]:
    """Return the comments of `text`, without their `#`, that stand on lines of their own over a key or item.

    They are told by the way to it; those over the first key of the register by the way `("",)`.
    """
    root = nodes.compose(text)
    ends = [leaf.end for leaf in edit.leaves([root] if root else [])]
    found: dict[Path, list[str]] = {}
    for path, start in _starts(root):
        place = bisect_right(ends, start)
        begin = ends[place - 1] if place else 0
        lines = _EOL.split(text[begin:start])
        if begin and text[begin - 1] not in "\r\n":
            lines = lines[1:]
        remarks = [line.strip() for line in lines if line.strip().startswith("#")]
        told = [line.removeprefix("#").strip() for line in remarks if not line.startswith(_SCHEMA)]
        if told:
            found[path if place else ("",)] = told
    return found


_SCHEMA = SCHEMA_LINE.partition("=")[0]


def _count(text: str) -> int:
    """Return how many comments `text` has, without the one that names the schema."""
    return sum(number for comment, number in edit.comments(text).items() if not comment.startswith(_SCHEMA))


def _starts(root: Node | None) -> Iterator[tuple[Path, int]]:
    """Yield the keys of the register and its parts and the parts themselves, each with where it starts."""
    waiting: list[tuple[Path, Node]] = [((), root)] if root else []
    while waiting:
        path, holder = waiting.pop()
        for position, (key, value) in enumerate(holder.pairs()):
            name = str(key.value)
            if position or not path:
                yield (*path, name), key.start
            if name in ("sections", "subtasks", "measures"):
                items = [((*path, name, index), item) for index, item in enumerate(value.children)]
                yield from ((where, item.start) for where, item in items)
                waiting += items
