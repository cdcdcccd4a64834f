"""Three values of each cell: as it was sent, as it came back, as the register has it now.

What only the unit changed is taken, what only the register changed is kept, what both changed is a conflict
and taken from neither. Nothing is ever deleted: an empty cell says nothing.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from fazhi_cli import cellvalues, terms
from fazhi_cli.cellvalues import Unreadable
from fazhi_cli.marking import Mark, mark, marked
from fazhi_cli.measure import Entry, Measure, Register
from fazhi_cli.naming import names_sharing, normal_id
from fazhi_cli.problems import Refused
from fazhi_cli.returned import CHOICES, LOCKED, Answer, Answered, Returned, Trouble

_TEXTS = ("note", "problem", "next")


class Taken(NamedTuple):
    """A cell that is taken: the field's term, what the register had, what it gets."""

    id: str
    field: str
    old: str
    new: str
    ref: str


class Clash(NamedTuple):
    """A cell that both sides changed."""

    id: str
    field: str
    sent: str
    returned: str
    present: str
    ref: str

    def __str__(self) -> str:
        term = terms.field_term(self.field)
        return f"{self.id} {term}: 发出 {self.sent}，退回 {self.returned}，台账现为 {self.present}"


class Comparison(NamedTuple):
    """What a workbook comes to: marks to make, and cell by cell what is taken, in conflict, or wrong.

    `unchanged` counts the rows that say nothing new.
    """

    file: str
    unit: str | None
    marks: tuple[tuple[Measure, Mark], ...] = ()
    taken: tuple[Taken, ...] = ()
    conflicts: tuple[Clash, ...] = ()
    problems: tuple[Trouble, ...] = ()
    remarks: tuple[str, ...] = ()
    unchanged: int = 0


def compare_all(
    register: Register,
    sheets: Iterable[Returned],
    today: date,
    prefer: str | None = None,
    answers: Mapping[str, str] = MappingProxyType({}),
) -> list[Comparison]:
    """Return what each of `sheets` comes to, as `compare` does, on a register that has the ones before it."""
    found = []
    for sheet in sheets:
        found.append(compare(register, sheet, today, prefer, answers))
        after = {own.id: marked(own, told, register.rules) for own, told in found[-1].marks}
        register = register._replace(measures=tuple(after.get(own.id, own) for own in register.measures))
    return found


def compare(
    register: Register,
    returned: Returned,
    today: date,
    prefer: str | None = None,
    answers: Mapping[str, str] = MappingProxyType({}),
) -> Comparison:
    """Return what `returned` comes to on `today`.

    `prefer` (sheet or register) decides the conflicts; `answers` decides single ones, by the cell's ref.
    """
    found = Comparison(returned.file, returned.unit, problems=returned.problems, remarks=returned.remarks)
    known = {measure.id.casefold(): measure for measure in register.measures}
    own = _names_of(register, returned.unit)
    ids = [normal_id(answer.id).casefold() for answer in returned.answers]
    rows = Counter(ids)
    for key, answer in zip(ids, returned.answers, strict=True):
        measure = known.get(key)
        trouble = _misplaced(answer, measure, rows[key] > 1, own, returned)
        if trouble or measure is None:
            found = _with(found, problems=[trouble] if trouble else [])
            continue
        row = _Row(register, measure, answer, returned, today, prefer, answers)
        found = _joined(found, row.compared())
    return found._replace(problems=tuple(sorted(found.problems, key=_place)))


def _place(trouble: Trouble) -> tuple[str, int, int, str]:
    """Return the key by which problems stand as their cells do: sheet by sheet, row by row."""
    sheet, _, cell = trouble.ref.rpartition("!")
    column = cell.rstrip("0123456789")
    return sheet, int(cell[len(column) :] or 0), len(column), column


def _misplaced(
    answer: Answer, measure: Measure | None, twice: bool, own: frozenset[str], returned: Returned
) -> Trouble | None:
    """Return why a row is not to be taken at all, None if it is."""
    if measure is None:
        return Trouble(answer.ref, f"台账里没有编号 {answer.id}", "核对编号；新增的事项请另行告知")
    if twice:
        return Trouble(answer.ref, f"编号 {measure.id} 在表里有几行，都没有采用", "只留一行，再导入一次")
    if own and measure.lead not in own:
        lead = measure.lead or terms.UNASSIGNED
        return Trouble(answer.ref, f"{measure.id} 由{lead}牵头，不是这家单位的", "请牵头单位来报")
    if returned.values and measure.id not in returned.values:
        return Trouble(answer.ref, f"发出的表里没有 {measure.id}", "重新下发后再填")
    return None


def _names_of(register: Register, unit: str | None) -> frozenset[str]:
    """Return the leads that a unit may answer for: its own names, and the collectives that it belongs to."""
    return frozenset({unit, *names_sharing(register, {unit})}) if unit else frozenset()


def _joined(one: Comparison, other: Comparison) -> Comparison:
    return one._replace(
        marks=(*one.marks, *other.marks),
        taken=(*one.taken, *other.taken),
        conflicts=(*one.conflicts, *other.conflicts),
        problems=(*one.problems, *other.problems),
        unchanged=one.unchanged + other.unchanged,
    )


def _with(found: Comparison, problems: Iterable[Trouble]) -> Comparison:
    return found._replace(problems=(*found.problems, *problems))


_Value = TypeVar("_Value")


class _Row:
    """One row on its way to a mark."""

    def __init__(
        self,
        register: Register,
        measure: Measure,
        answer: Answer,
        returned: Returned,
        today: date,
        prefer: str | None,
        answers: Mapping[str, str],
    ) -> None:
        self.register = register
        self.measure = measure
        self.answer = answer
        self.returned = returned
        self.today = today
        self.prefer = prefer
        self.answers = answers
        self.sent = returned.values.get(measure.id)
        self.earlier: list[Entry] = []
        self.taken: list[Taken] = []
        self.conflicts: list[Clash] = []
        self.problems: list[Trouble] = []

    def compared(self) -> Comparison:
        self.locked()
        words = self.words()
        self.earlier = [entry for entry in self.measure.log if words and self.is_in(entry, words)]
        told = Mark(
            day=self.value("date", cellvalues.day) or self.today,
            today=self.today,
            by=self.author(),
            status=self.status(),
            progress=self.progress(),
            unit=self.returned.unit,
            **self.texts(words),
        )
        if told.day > self.today:
            self.problem("date", f"填报日期 {told.day} 还没到", "改成实际填报的日期")
            told = told._replace(day=self.today)
        if not told.says_anything():
            return self.result(unchanged=1)
        try:
            mark(self.measure, told, self.register.rules)
        except Refused as error:
            self.problems.append(Trouble(self.answer.ref, error.message, error.hint))
            return self.result(taken=False)
        return self.result(marks=((self.measure, told),))

    def result(
        self, marks: tuple[tuple[Measure, Mark], ...] = (), taken: bool = True, unchanged: int = 0
    ) -> Comparison:
        quiet = unchanged and not (self.conflicts or self.problems)
        return Comparison(
            self.returned.file,
            self.returned.unit,
            marks,
            tuple(self.taken) if taken and marks else (),
            tuple(self.conflicts),
            tuple(self.problems),
            unchanged=int(bool(quiet)),
        )

    def problem(self, field: str, message: str, hint: str) -> None:
        cell = self.answer.cells.get(field)
        self.problems.append(
            Trouble(cell.ref if cell else self.answer.ref, f"{self.measure.id} {message}", hint)
        )

    def cell(self, field: str) -> Answered | None:
        """Return the cell of a field if something stands in it."""
        cell = self.answer.cells.get(field)
        return cell if cell and cell.text.strip() else None

    def value(self, field: str, read: Callable[[str], _Value]) -> _Value | None:
        """Return what the cell of a field says, None where it says nothing or is wrong."""
        cell = self.cell(field)
        if cell is None:
            return None
        try:
            return read(cell.text)
        except Unreadable as error:
            self.problems.append(Trouble(cell.ref, error.message, error.hint))
            return None

    def locked(self) -> None:
        for field in LOCKED:
            cell, sent = self.answer.cells.get(field), (self.sent or {}).get(field)
            if cell and sent is not None and _squeezed(cell.text) != _squeezed(sent):
                term = terms.field_term(field)
                self.problem(field, f"改了锁定的“{term}”，没有采用", f"要改{term}，请与主办单位联系")

    def author(self) -> str:
        cell = self.cell("by")
        name = " ".join(cell.text.split()) if cell else self.returned.unit or "未署名"
        return f"{name}（{self.returned.file}）"[:_LONGEST]

    def status(self) -> str | None:
        told = self.value("status", cellvalues.status)
        if told is None:
            return None
        present = self.measure.status
        sent = (self.sent or {}).get("status", present)
        if told not in CHOICES and told not in (sent, present):
            self.problem(
                "status", f"不能报“{terms.STATUSES[told]}”", "单位最多报到 待审核（申请销号），由主办单位销号"
            )
            return None
        return self.decided("status", sent, told, present)

    def progress(self) -> int | None:
        told = self.value("progress", cellvalues.percent)
        if told is None:
            return None
        present = str(self.measure.progress)
        sent = (self.sent or {}).get("progress", present)
        chosen = self.decided("progress", sent, str(told), present)
        return None if chosen is None else int(chosen)

    def decided(self, field: str, sent: str, told: str, present: str) -> str | None:
        """Return the value to take, None to leave the register as it is.

        What came with words that are in the log already was taken with them, whatever became of it since.
        """
        if told in (sent, present) or any(str(getattr(entry, field)) == told for entry in self.earlier):
            return None
        cell = self.answer.cells[field]
        choice = self.answers.get(cell.ref, self.prefer)
        if present != sent and choice != "sheet":
            if choice is None:
                values = [_shown(field, value) for value in (sent, told, present)]
                self.conflicts.append(
                    Clash(self.measure.id, field, values[0], values[1], values[2], cell.ref)
                )
            return None
        self.took(field, _shown(field, present), _shown(field, told), cell.ref)
        return told

    def took(self, field: str, old: str, new: str, ref: str) -> None:
        self.taken.append(Taken(self.measure.id, field, old, new, ref))

    def words(self) -> dict[str, Any]:
        """Return what is told in words, evidence and counts."""
        found: dict[str, Any] = {
            field: cell.text.strip("\r\n ") for field in _TEXTS if (cell := self.cell(field))
        }
        if cell := self.cell("evidence"):
            found["evidence"] = cellvalues.items(cell.text)
        if counts := self.counts():
            found["counts"] = counts
        return found

    def texts(self, found: dict[str, Any]) -> dict[str, Any]:
        """Return what of `found` is to be taken: none of it if it is in the log already."""
        if self.earlier:
            return {}
        for field, value in found.items():
            cell = self.answer.cells.get("part" if field == "counts" else field)
            named = "count" if field == "counts" else field
            self.took(named, "", _told(value), cell.ref if cell else self.answer.ref)
        return found

    def counts(self) -> tuple[int, int] | None:
        cells = [self.cell(field) for field in ("part", "whole")]
        if not any(cells):
            return None
        if not all(cells):
            self.problem("part", "两个计数要一起填", "没有案件的都填 0")
            return None
        part, whole = self.value("part", cellvalues.count), self.value("whole", cellvalues.count)
        if part is None or whole is None:
            return None
        if part > whole:
            self.problem("part", f"{part}/{whole}：前一个数大于后一个数", "核对两个数")
            return None
        return part, whole

    def is_in(self, entry: Entry, found: Mapping[str, object]) -> bool:
        """Say whether an entry made since the sheet was sent says all that already."""
        if entry.unit != self.returned.unit or entry.by != self.author():
            return False
        if self.returned.sent and max(entry.date, entry.recorded or entry.date) < self.returned.sent:
            return False
        return all(getattr(entry, field) == value for field, value in found.items())


_LONGEST = 200


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _told(value: object) -> str:
    if not isinstance(value, tuple):
        return str(value)
    return "/".join(map(str, value)) if all(isinstance(item, int) for item in value) else "；".join(value)


def _shown(field: str, value: str) -> str:
    return terms.STATUSES.get(value, value) if field == "status" else value
