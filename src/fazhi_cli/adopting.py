"""An office's old ledger as a register: what its columns say in our fields, and what could not be placed.

Nothing is added that the ledger does not say. What has no field, or is not understood, stands as a comment
above its measure; what is uncertain has one that says what to check.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from fazhi_cli import cellvalues, headings, terms
from fazhi_cli.cellvalues import Unreadable
from fazhi_cli.change import Path, Value
from fazhi_cli.columns import ASSUMED
from fazhi_cli.deadline.count import Anchor
from fazhi_cli.drafting.texts import CHECK, clean, is_visible, one_line, refusal
from fazhi_cli.drafting.units import split
from fazhi_cli.emit import emitted
from fazhi_cli.intake.layers import Branch, tree
from fazhi_cli.intake.ledger import Ledger, Row
from fazhi_cli.known import Known
from fazhi_cli.naming import normal_id
from fazhi_cli.returned import Trouble

COMPUTED = (
    *(
        "serial",
        "light",
        "overdue",
        "days_overdue",
        "days_left",
        "missed",
        "lag",
        "late",
        "due_date",
        "due_kind",
    ),
    *(
        "plan",
        "plan_light",
        "extensions",
        "returned",
        "reopened",
        "chases",
        "unanswered",
        "is_closed",
        "assumed",
    ),
)
"""Columns that a register works out for itself."""

_TEXTS = ("detail", "finding", "cause", "acceptance")
_NAMES = ("owner", "leader", "group")
_DAYS = ("since", "recheck")
_WORDS = ("note", "problem", "next")
_HEADS = ("section_title", "subtask_title")
_READ = (
    *("id", "title", "kind", "tags", "lead", "support", "due", "due_written", "status", "progress"),
    *("evidence", "last_entry", "closed", "handed_in", *_HEADS, *_TEXTS, *_NAMES, *_DAYS, *_WORDS),
)
_CLOSED = ("是", "√", "已办结", "已销号", "已完成")
_LEADING = re.compile("牵头|主办|主责|承办")
_YEAR = re.compile("([12][0-9]{3})年")
_LONGEST_REMARK = 300
_FULL = 100
_NOTHING = ("无", "—", "-", "/", terms.UNASSIGNED)

_Read = TypeVar("_Read")


class Adopted(NamedTuple):
    """A ledger taken over: the register's text, how much is in it, what was not taken.

    `placed` says for each heading what it became, None where it has no field. `checks` counts the comments
    that ask to check something; `undated` the records whose day the ledger does not give.
    """

    text: str
    name: str
    sections: int
    subtasks: int
    measures: int
    placed: tuple[tuple[str, str | None], ...]
    checks: int
    undated: int
    deadlines_refused: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    problems: tuple[Trouble, ...]


def adopted(ledger: Ledger, known: Known, today: date) -> Adopted:
    """Return `ledger` as a register; what is `known` beside it wins over what stands above the table.

    Records that the ledger does not date stand under `today`, the day on which it was taken over.
    """
    return _Adopter(ledger, known, today).adopted()


class _Adopter:
    """One ledger on its way to a register."""

    def __init__(self, ledger: Ledger, known: Known, today: date) -> None:
        self.ledger = ledger
        self.known = known
        self.today = today
        self.title = known.title or ledger.title or "台账"
        years = set(_YEAR.findall(self.title))
        told = int(years.pop()) if len(years) == 1 else None
        self.year = known.year or (known.issued.year if known.issued else None) or told
        self.leads = any(
            key == "lead" and _LEADING.search(heading) is not None for heading, key in ledger.columns
        )
        self.above: dict[Path, list[str]] = {}
        self.refused: list[str] = []
        self.undated = 0

    def adopted(self) -> Adopted:
        branches = tree(self.ledger.rows)
        register: dict[str, Value] = {"version": 1, "title": one_line(self.title)}
        if self.year:
            register["year"] = self.year
        if self.known.issued:
            register["issued"] = self.known.issued
        register["sections"] = [self.section(branch, ("sections", at)) for at, branch in enumerate(branches)]
        notes = (
            f"由 {one_line(self.ledger.name)} 转来，请核对。",
            f"带“{CHECK.rstrip('：')}”的注释写明要核对什么，核对后删去。",
            "“原表”开头的注释是没有对应字段的内容，照录在措施上面。",
        )
        return Adopted(
            text=emitted(register, notes, self.above),
            name=self.ledger.name,
            sections=len(branches),
            subtasks=sum(len(branch.below) for branch in branches),
            measures=len(self.ledger.rows),
            placed=tuple((heading, _placed(key)) for heading, key in self.ledger.columns),
            checks=sum(text.startswith(CHECK) for lines in self.above.values() for text in lines),
            undated=self.undated,
            deadlines_refused=tuple(self.refused),
            left=self.ledger.left,
            remarks=self.ledger.remarks,
            problems=self.ledger.problems,
        )

    def section(self, branch: Branch, path: Path) -> Value:
        subtasks: list[Value] = [
            self.subtask(below, (*path, "subtasks", at)) for at, below in enumerate(branch.below)
        ]
        return {"id": branch.id, "title": self.heading(branch, self.title, path), "subtasks": subtasks}

    def subtask(self, branch: Branch, path: Path) -> Value:
        measures: list[Value] = [
            self.measure(own, row, (*path, "measures", at)) for at, (own, row) in enumerate(branch.rows)
        ]
        title = self.heading(branch, branch.above or self.title, path)
        return {"id": branch.id, "title": title, "measures": measures}

    def heading(self, branch: Branch, instead: str, path: Path) -> str:
        """Return the title of a branch without its number; where the ledger has none, the one above it."""
        if branch.title is None:
            self.check(path, "原表在这里没有分层，名称照上一层写")
        return one_line((branch.title or instead).removeprefix(f"{branch.id} "))

    def measure(self, own: str, row: Row, path: Path) -> Value:
        made: dict[str, Value] = {"id": own, **_titled(row)}
        self.simple(made, row, path)
        self.units(made, row, path)
        self.due(made, row, path, own)
        self.present(made, row, path)
        if entry := self.entry(made, row, path):
            made["log"] = [entry]
        self.rest(row, own, path)
        return {name: made[name] for name in _ORDER if name in made}

    def simple(self, made: dict[str, Value], row: Row, path: Path) -> None:
        """Put in the fields that are words, names, days or a list of them."""
        for field in _TEXTS:
            if (text := row.cells.get(field)) and field not in made:
                made[field] = clean(text)
        for field in _NAMES:
            if text := row.cells.get(field):
                made[field] = one_line(self.firm(made, field, text))
        for field in _DAYS:
            if day := self.value(row, field, path, cellvalues.day):
                made[field] = day
        if text := row.cells.get("kind"):
            kind = terms.token(terms.KINDS, text)
            made |= {"kind": kind} if kind else {}
            if kind is None:
                self.remark(path, self.heading_of("kind"), text)
        if text := row.cells.get("tags"):
            made["tags"] = [one_line(name) for name in split(text)[0]]

    def units(self, made: dict[str, Value], row: Row, path: Path) -> None:
        """Put in the units: the first of several leads only where the column is one for those who lead."""
        lead, opened = self.names(made, row, "lead")
        support, more = self.names(made, row, "support")
        if len(lead) > 1 and not self.leads:
            self.check(path, "原表没有写明哪个单位牵头")
            lead, support = [], [*lead, *support]
        elif len(lead) > 1:
            self.check(path, "牵头单位有几个，第一个写作牵头")
        if lead:
            made["lead"] = one_line(lead[0])
        if others := [one_line(name) for name in dict.fromkeys([*lead[1:], *support])]:
            made["support"] = [*others]
        if opened or more:
            self.check(path, "单位名单以“等”结尾，没有列完")

    def names(self, made: dict[str, Value], row: Row, field: str) -> tuple[list[str], bool]:
        """Return the units in a cell, and whether their list is left open."""
        names, opened = split(self.firm(made, field, row.cells.get(field, "")).replace("\n", "、"))
        return [name for name in names if name not in _NOTHING and is_visible(name)], opened

    def due(self, made: dict[str, Value], row: Row, path: Path, own: str) -> None:
        """Put the deadline in as it is written, if the register will understand it; else say so."""
        text = row.cells.get("due_written") or row.cells.get("due")
        if text is None or not is_visible(text):
            return
        phrase = one_line(self.firm(made, "due", text))
        if phrase in _NOTHING:
            return
        if why := refusal(phrase, Anchor(self.year, self.known.issued)):
            self.refused.append(own)
            self.check(path, f"时限“{phrase}”没有写进 due：{why}")
            return
        made["due"] = phrase

    def firm(self, made: dict[str, Value], field: str, text: str) -> str:
        """Return a text without the mark of what is assumed, which goes into the list of these."""
        if not text.endswith(ASSUMED):
            return text
        listed = made.setdefault("assumed", [])
        if isinstance(listed, list):
            listed.append(field)
        return text.removesuffix(ASSUMED)

    def present(self, made: dict[str, Value], row: Row, path: Path) -> None:
        """Put in status and progress as far as they are told."""
        status = self.value(row, "status", path, cellvalues.status)
        if status is None and row.cells.get("is_closed") in _CLOSED and "status" not in row.cells:
            status = "done"
        if status == "done" and made.get("kind") in ("standing", "prohibition"):
            self.check(path, "长期、禁止类的措施不能办结，状态没有写入")
            status = None
        progress = self.value(row, "progress", path, cellvalues.percent)
        if status == "done" and progress not in (None, _FULL):
            self.check(path, f"原表写已办结，进度却是 {progress}%，按办结写 100%")
        if status:
            made["status"] = status
        if status == "done" or progress:
            made["progress"] = _FULL if status == "done" else progress or 0
        if status in (None, "todo") and progress and "status" not in row.cells:
            made["status"] = "doing"

    def entry(self, made: Mapping[str, Value], row: Row, path: Path) -> dict[str, Value] | None:
        """Return what the ledger says of the state of things, as one record."""
        said: dict[str, Value] = {
            field: clean(text) for field in _WORDS if (text := row.cells.get(field)) and text not in _NOTHING
        }
        if proofs := cellvalues.items(row.cells.get("evidence", "")):
            said["evidence"] = [one_line(proof) for proof in proofs]
        closed = self.closed(row, path) if made.get("status") == "done" else None
        told = self.value(row, "last_entry", path, cellvalues.day)
        day = closed or (told if told and told <= self.today else None)
        if not (said or closed):
            return None
        self.undated += day is None
        entry: dict[str, Value] = {"date": day or self.today, "by": one_line(self.ledger.name)}
        if closed:
            entry |= {"status": "done", "progress": _FULL}
        return entry | said

    def closed(self, row: Row, path: Path) -> date | None:
        """Return the day on which a measure was closed or handed in, if the ledger gives one that can be."""
        for field in ("handed_in", "closed"):
            day = self.value(row, field, path, cellvalues.day)
            if day and day > self.today:
                self.check(path, f"{headings.name(field)} {day} 还没到，没有写入")
            elif day:
                return day
        return None

    def rest(self, row: Row, own: str, path: Path) -> None:
        """Keep what has no field in comments."""
        for key, text in row.cells.items():
            if key not in _READ and key not in COMPUTED:
                self.remark(path, self.heading_of(key), text)
        for heading, text in row.others.items():
            self.remark(path, heading, text)
        old = row.cells.get("id")
        if old and normal_id(old) != own:
            self.remark(path, self.heading_of("id"), old)

    def heading_of(self, key: str) -> str:
        return next(heading for heading, meaning in self.ledger.columns if meaning == key)

    def value(self, row: Row, field: str, path: Path, read: Callable[[str], _Read]) -> _Read | None:
        """Return what a cell says, None where it says nothing; what is not understood is commented on."""
        text = row.cells.get(field)
        if text is None or text in _NOTHING:
            return None
        try:
            return read(text)
        except Unreadable as error:
            self.check(path, f"{error.message}，没有写入")
            return None

    def check(self, path: Path, text: str) -> None:
        self.over(path, f"{CHECK}{text}")

    def remark(self, path: Path, heading: str, text: str) -> None:
        shown = " ".join(clean(text).split())
        if len(shown) > _LONGEST_REMARK:
            shown = f"{shown[:_LONGEST_REMARK]}…（全文见原表）"
        self.over(path, f"原表“{one_line(heading)}”：{shown}")

    def over(self, path: Path, line: str) -> None:
        lines = self.above.setdefault(path, [])
        line = " ".join(clean(line).split())
        if line not in lines:
            lines.append(line)


_ORDER = (
    *(
        "id",
        "title",
        "detail",
        "kind",
        "lead",
        "support",
        "owner",
        "leader",
        "group",
        "due",
        "since",
        "assumed",
    ),
    *("status", "progress", "finding", "cause", "acceptance", "recheck", "tags", "log"),
)


def _titled(row: Row) -> dict[str, Value]:
    """Return the title on one line, and the whole text as detail where it is longer than a title may be."""
    text = clean(row.cells["title"])
    title = one_line(text)
    whole = "".join(text.split()) == "".join(title.split())
    return {"title": title} if whole else {"title": title, "detail": text}


def _placed(key: str | None) -> str | None:
    """Return what a column became: a field's term, or that it is worked out; None for neither."""
    if key is None or key not in (*_READ, *COMPUTED):
        return None
    if key in COMPUTED:
        return "自动计算"
    levels = {"section_title": "部分", "subtask_title": "子任务", "title": "措施"}
    if key in levels:
        return levels[key]
    known = {field.name: field.term for field in terms.FIELDS}
    return known.get(key) or headings.name(key)
