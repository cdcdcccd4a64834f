"""A register of one's own for a year: out of one that lies ready, or empty; what is set and filled in first.

Nothing is filled in that nobody said: what is supplied is what the caller gives, blanks stay blank.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_cli import source, terms
from fazhi_cli.change import Change, Drop, Put, Value
from fazhi_cli.check import MASKED
from fazhi_cli.deadline import Calendar
from fazhi_cli.emit import emitted
from fazhi_cli.known import Known
from fazhi_cli.marking import path_of
from fazhi_cli.measure import Measure
from fazhi_cli.naming import known_id, normal_id, units_listed
from fazhi_cli.planning import Planner, understood
from fazhi_cli.problems import Refused
from fazhi_cli.proof import changed
from fazhi_cli.register import Loaded, loaded, value_at

SETTABLE = (
    *("title", "detail", "lead", "support", "owner", "leader", "group", "due", "since"),
    *("acceptance", "recheck", "tags"),
)
"""Fields of a measure that can be set when a register is founded."""

_HEADS = ("office", "rules")
_DAYS = ("since", "recheck")
_EXAMPLE = """\
# 照下面的样子写：删去上一行的 []，再删去各行开头的“# ”。
#   - id: "1"
#     title: 第一部分
#     subtasks:
#       - id: "1.1"
#         title: 第一项子任务
#         measures:
#           - id: "1.1.1"
#             title: 第一条措施
#             lead: 牵头单位
#             support: [责任单位甲, 责任单位乙]
#             due: 9月底前
"""


class Setting(NamedTuple):
    """A field and what it is to be: of the measure with the id `own`, or of `office` or `rules`."""

    own: str
    field: str
    value: str


class Blank(NamedTuple):
    """What a source states and leaves blank in a field of a measure: `text` is the whole of it."""

    measure: Measure
    field: str
    text: str


def copied(ready: Loaded, known: Known, name: str, calendar: Callable[[], Calendar]) -> Loaded:
    """Return a copy of `ready` for the year that is `known`, under the name `name`; its comments stay.

    A comment says where it comes from. Raises Refused where a deadline means nothing under what is known.
    """
    head, _, rest = ready.source.text.partition("\n")
    origin = "# 本台账由 fazhi 内置台账复制而来"
    origin += f"，按 {known.year} 年计算；措施都出自下面说的那篇讲话，不是这一年的文件。"
    copy = loaded(source.from_text(f"{head}\n{origin}\n{rest}", name), calendar)
    return known_as(known, copy, calendar)


def empty(known: Known, name: str, calendar: Callable[[], Calendar]) -> Loaded:
    """Return a register without sections, under the name `name`; comments in it show how to write one."""
    text = emitted({"version": 1, "title": "督办台账", "sections": []}) + _EXAMPLE
    return known_as(known, loaded(source.from_text(text, name), calendar), calendar)


def known_as(known: Known, new: Loaded, calendar: Callable[[], Calendar]) -> Loaded:
    """Return `new` with what is `known` of it, which is not assumed. Raises Refused where that cannot be."""
    changes: list[Change] = []
    for key, value in known.head().items():
        changes += [Put((key,), value), *_taken_off(new, key)]
    return changed(new, changes, calendar) if changes else new


def settings(new: Loaded, assignments: Sequence[str]) -> list[Setting]:
    """Return what `assignments` such as `2.3.1.due=9月底前` mean in the register `new`.

    Raises Refused for an id or field that is not known, naming the nearest, and for one given twice.
    """
    found = [_setting(new, text) for text in assignments]
    for position, item in enumerate(found):
        if any(item[:2] == other[:2] for other in found[:position]):
            raise Refused(f"{item.own} 的 {item.field} 写了两次", "留一个 --set")
    return found


def _setting(new: Loaded, text: str) -> Setting:
    name, sign, value = text.replace("＝", "=", 1).partition("=")
    own, _, word = normal_id(name).rpartition(".")
    if not (sign and own and value.strip()):
        raise Refused(f"看不懂 --set {text}", "写作 编号.字段=内容，如 2.3.1.due=9月底前")
    head = next((head for head in _HEADS if own in (head, _term(head))), None)
    level, allowed = (head, _fields(head)) if head else ("measure", SETTABLE)
    if head is None:
        own = known_id(new.register, own)
    named = [field for field in terms.fields_named(word, level) if field in allowed]
    if len(named) != 1:
        known = {field.name: field.term for field in terms.fields_of(level) if field.name in allowed}
        is_field = terms.fields_named(word, level)
        near = None if is_field else terms.nearest(word, [*known, *known.values()])
        offered = f"是不是 {near}？" if near else ""
        raise Refused(f"--set 不能设“{word}”", f"{offered}可以设：{terms.offered(known)}")
    return Setting(head or own, named[0], value.strip())


def _fields(level: str) -> tuple[str, ...]:
    return tuple(field.name for field in terms.fields_of(level))


def _term(key: str) -> str:
    return next(field.term for field in terms.fields_of("register") if field.name == key)


def made_with(new: Loaded, wanted: Sequence[Setting], calendar: Callable[[], Calendar]) -> Loaded:
    """Return `new` with what is `wanted`, which thereby is assumed no longer.

    Raises Refused for a phrase or date that is not understood, and for what makes no valid register.
    """
    changes: list[Change] = []
    for head in _HEADS:
        changes += _of_head(new, head, [item for item in wanted if item.own == head], calendar)
    since = {item.own: _day(item.value) for item in wanted if item.field == "since"}
    measures = {measure.id: measure for measure in new.register.measures}
    for item in wanted:
        if item.own not in _HEADS:
            changes += _of_measure(new, measures[item.own], item, since.get(item.own), calendar)
    return changed(new, changes, calendar) if changes else new


def _of_head(
    new: Loaded, head: str, wanted: Sequence[Setting], calendar: Callable[[], Calendar]
) -> Iterator[Change]:
    """Yield the changes of `office` or `rules`, which may not be there yet."""
    values: dict[str, Value] = {}
    for item in wanted:
        if item.field == "default_due":
            understood(new.register, item.value, None, calendar)
        figures = head == "rules" and item.value.isascii() and item.value.isdigit()
        values[item.field] = int(item.value) if figures else item.value
        yield from _taken_off(new, f"{head}.{item.field}")
    if isinstance(new.data.get(head), dict) and new.data[head]:
        yield from (Put((head, field), value) for field, value in values.items())
    elif values:
        yield Put((head,), values)


def _of_measure(
    new: Loaded, measure: Measure, item: Setting, since: date | None, calendar: Callable[[], Calendar]
) -> Iterator[Change]:
    planner = Planner(new.register, measure, value_at(new.data, path_of(measure)), calendar)
    if item.field == "due":
        planner.meaning(item.value, since or planner.written.get("since"))
    yield Put(planner.path(item.field), _value(new, item))
    yield from planner.taken_off(item.field)


def _value(new: Loaded, item: Setting) -> Value:
    """Return what a measure's field is given, units and tags as lists and days as dates."""
    if item.field in _DAYS:
        return _day(item.value)
    if item.field == "support":
        return [*units_listed(new.register, filter(None, map(str.strip, re.split("[,，]", item.value))))]
    if item.field == "tags":
        return [word.strip() for word in re.split("[,，、]", item.value) if word.strip()]
    return item.value


def _day(text: str) -> date:
    plain = unicodedata.normalize("NFKC", text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", plain, re.ASCII):
        try:
            return date.fromisoformat(plain)
        except ValueError:
            pass
    raise Refused(f"“{text}”不是日期", "写作 年-月-日，如 2022-10-15")


def _taken_off(new: Loaded, name: str) -> list[Change]:
    return [Drop(("assumed",), name)] if name in new.register.assumed else []


def blanks(new: Loaded) -> list[Blank]:
    """Return what unfinished measures state and leave blank: deadlines, and places in names and details."""
    found = []
    for measure in new.register.measures:
        if measure.status not in terms.OPEN_STATUSES:
            continue
        if measure.due and measure.deadline and measure.deadline.kind.startswith("blank"):
            found.append(Blank(measure, "due", measure.due))
        for field, text in (("title", measure.title), ("detail", measure.detail or "")):
            if MASKED.search(text):
                found.append(Blank(measure, field, text))
    return found


def filled(blank: Blank, ask: Callable[[str], str]) -> str:
    """Return the text of `blank` with what `ask` gives for each place left blank, asked for as it stands.

    What is not given stays blank; a measure word behind the blank need not be repeated.
    """

    def given(match: re.Match[str]) -> str:
        answer = ask(match[0]).strip()
        word = match[0].lstrip("XＸ×")
        return answer.removesuffix(word) + word if answer else match[0]

    return MASKED.sub(given, blank.text)
