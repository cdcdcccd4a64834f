"""Planning: who does a measure and by when, new measures, and what was assumed and now holds."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import count
from typing import Any, NamedTuple

from fazhi_cli import terms
from fazhi_cli.change import Append, Change, Clear, Drop, Path, Put, Value, plain
from fazhi_cli.deadline import Anchor, Calendar, Deadline, DeadlineError, parse
from fazhi_cli.marking import path_of
from fazhi_cli.measure import Measure, Register
from fazhi_cli.problems import Refused

CLEARABLE = tuple(
    field.name
    for field in terms.fields_of("measure")
    if field.name
    not in ("id", "title", "kind", "status", "progress", "assumed", "log", "extensions", "chases")
)


class Plan(NamedTuple):
    """What is to be set on a measure: `values` by field, fields to clear and to confirm, and why.

    `reason` is wanted for a deadline that was set before.
    """

    day: date
    by: str
    values: Mapping[str, Value]
    clear: tuple[str, ...] = ()
    confirm: tuple[str, ...] = ()
    reason: str | None = None


def understood(
    register: Register, phrase: str, since: date | None, calendar: Callable[[], Calendar]
) -> Deadline:
    """Return what `phrase` means in `register`. Raises Refused with the accepted forms if it is not clear."""
    try:
        return parse(phrase, Anchor(register.year, register.issued, since), calendar)
    except DeadlineError as error:
        raise Refused(f"时限“{phrase}”：{error.message}", error.hint) from error


class Planner(NamedTuple):
    """One measure with what it is planned by: its register, its own keys in the file, the working days.

    `inherited` is the deadline that its subtask or section would give it (`inherited_due`).
    """

    register: Register
    measure: Measure
    written: Mapping[str, object]
    calendar: Callable[[], Calendar]
    inherited: str | None = None

    def changes(self, wanted: Plan) -> list[Change]:
        """Return the changes that `wanted` asks for. Raises Refused when a rule is not met."""
        if both := next(
            (field for field in wanted.clear if field in (*wanted.values, *wanted.confirm)), None
        ):
            raise Refused(f"{both} 又要留又要删，不知听哪个", "二者留一")
        changes: list[Change] = []
        for field, value in wanted.values.items():
            changes += self.set(field, value, wanted)
        for field in dict.fromkeys(wanted.clear):
            changes += self.cleared(field, wanted)
        for field in dict.fromkeys(wanted.confirm):
            if field not in wanted.values:
                changes += self.confirmed(field)
        return changes

    def set(self, field: str, value: Value, wanted: Plan) -> list[Change]:
        """Return the changes that give `field` a value, which thereby is assumed no longer."""
        changes: list[Change] = []
        if self.written.get(field) != plain(value):
            changes.append(Put(self.path(field), value))
        if field == "due":
            since = None if "since" in wanted.clear else wanted.values.get("since", self.written.get("since"))
            changes += self.extension(str(value), self.meaning(str(value), since), wanted)
        return changes + self.taken_off(field)

    def meaning(self, phrase: str, since: object) -> Deadline:
        """Return what `phrase` means for a measure that starts on the day `since` (a date or its text)."""
        start = date.fromisoformat(str(since)) if since else None
        return understood(self.register, phrase, start, self.calendar)

    def extension(self, phrase: str, new: Deadline | None, wanted: Plan) -> list[Change]:
        """Return the record that a deadline was changed; filling in what was open or assumed is none."""
        measure = self.measure
        if measure.due is None or "due" in measure.assumed:
            return []
        old = self.meaning(measure.due, self.written.get("since"))
        if old.kind.partition("+")[0] in ("blank", "soft", "none") or (new and _same(old, new)):
            return []
        if not wanted.reason:
            raise Refused(f"{measure.id} 原定时限是“{measure.due}”，改时限要有理由", "加上 --reason 写明理由")
        record: dict[str, Value] = {
            "date": wanted.day,
            "from": measure.due,
            "to": phrase,
            "reason": wanted.reason,
            "by": wanted.by,
        }
        return [Append(self.path("extensions"), (record,))]

    def cleared(self, field: str, wanted: Plan) -> list[Change]:
        """Return the changes that take the measure's own `field` away."""
        if field not in CLEARABLE:
            known = any(field == each.name for each in terms.fields_of("measure"))
            near = terms.guess(None if known else terms.nearest(field, CLEARABLE))
            raise Refused(f"{field} 不能删去{near}", "可以删去：" + "、".join(CLEARABLE))
        if field not in self.written:
            raise Refused(f"{self.measure.id} 自己没有写 {field}", "继承的值在上一级改，默认的在 rules 改")
        changes: list[Change] = [Clear(self.path(field))]
        if field == "due" and self.written[field]:
            since = self.written.get("since")
            new = self.meaning(self.inherited, since) if self.inherited else None
            changes += self.extension(self.inherited or "无", new, wanted)
        return changes + self.taken_off(field)

    def confirmed(self, field: str) -> list[Change]:
        """Return the changes that make an assumed field certain; an inherited value becomes its own."""
        measure = self.measure
        if field not in measure.assumed:
            marked = "、".join(measure.assumed) or "没有"
            raise Refused(f"{measure.id} 的 {field} 不是推定的", f"这一条推定的字段：{marked}")
        effective: dict[str, Value] = {
            "lead": measure.lead or "",
            "support": list(measure.support),
            "due": measure.due or self.register.rules.default_due or "",
        }
        own = bool(self.written.get(field)) or field not in effective
        return [*([] if own else [Put(self.path(field), effective[field])]), *self.taken_off(field)]

    def taken_off(self, field: str) -> list[Change]:
        """Return the change that takes `field` off the measure's own list of assumed ones."""
        return no_longer_assumed(self.measure, self.written, field)

    def path(self, field: str) -> Path:
        """Return the way to a key of the measure."""
        return (*path_of(self.measure), field)


def no_longer_assumed(measure: Measure, written: Mapping[str, object], field: str) -> list[Change]:
    """Return the change that takes `field` off what `measure`, as it is `written`, lists as assumed."""
    own = written.get("assumed")
    return [Drop((*path_of(measure), "assumed"), field)] * (own.count(field) if isinstance(own, list) else 0)


def inherited_due(data: Any, measure: Measure) -> str | None:
    """Return the deadline that a measure without its own has from above in a register's plain `data`.

    Only tasks have one: other kinds never inherit a deadline.
    """
    _, section, _, subtask, *_ = path_of(measure)
    above = data["sections"][section]
    near = above["subtasks"][subtask]
    return near.get("due") or above.get("due") if measure.kind == "task" else None


def _same(old: Deadline, new: Deadline) -> bool:
    """Say whether two phrases mean the same day or the same rhythm."""
    return (old.kind, old.date, old.rhythm, old.first, old.last) == (
        new.kind,
        new.date,
        new.rhythm,
        new.first,
        new.last,
    )


def add(register: Register, subtask: str, values: Mapping[str, Value]) -> tuple[str, Change]:
    """Return the id of a new measure under the subtask with id `subtask`, and the change that adds it."""
    own = next_id(register, subtask)
    item: dict[str, Value] = {"id": own, **values}
    return own, Append((*_subtask_path(register, subtask), "measures"), (item,))


def next_id(register: Register, subtask: str) -> str:
    """Return the first free id after the highest one below `subtask`, with as many digits.

    An id that is gone from between others is never used again.
    """
    numbers = [
        rest
        for measure in register.measures
        if measure.subtask == subtask and (rest := measure.id.rpartition(".")[2]).isdigit()
    ]
    highest = max((int(number) for number in numbers), default=0)
    digits = max((len(number) for number in numbers if number.startswith("0")), default=1)
    branches = (*register.sections, *register.subtasks)
    taken = {item.id.casefold() for item in branches} | {item.id.casefold() for item in register.measures}
    candidates = (f"{subtask}.{number:0{digits}d}" for number in count(highest + 1))
    return next(own for own in candidates if own.casefold() not in taken)


def _subtask_path(register: Register, subtask: str) -> Path:
    parent = next(item.parent for item in register.subtasks if item.id == subtask)
    section = next(index for index, item in enumerate(register.sections) if item.id == parent)
    siblings = [item.id for item in register.subtasks if item.parent == parent]
    return ("sections", section, "subtasks", siblings.index(subtask))
