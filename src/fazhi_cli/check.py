"""What is wrong or missing in a register that can be read: contradictions, gaps, guesses.

Findings are told as in `model`: the way to the value, a code, words. Each check is a function in CHECKS.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path as FilePath
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.change import Path
from fazhi_cli.columns import step_day
from fazhi_cli.marking import path_of
from fazhi_cli.measure import Measure, Register
from fazhi_cli.model import Fault
from fazhi_cli.problems import brief
from fazhi_cli.state import State, unanswered
from fazhi_cli.steps import steps_of

MASKED = re.compile(r"[XＸ×]{2,}[^\W_A-Za-z\d]?|[XＸ×](?=[项个件名次人月日年%％])")
"""What a source leaves blank in a text: XX, or one X before a measure word, with the word behind it."""

_FILE = re.compile(r"[^:：]*\.(pdf|docx?|xlsx?|pptx?|wps|et|ofd|txt|jpe?g|png|zip|rar|md|csv)", re.IGNORECASE)
_ANCHORS = {"year": "年份", "issued": "印发日期"}


class Answers(NamedTuple):
    """The three questions in numbers: measures to each subtask, replies to each measure, a stated end.

    `bare` are the subtasks without measures, `silent` the unfinished measures without any entry, `proven`
    those done with evidence.
    """

    subtasks: int
    bare: tuple[str, ...]
    measures: int
    answered: int
    silent: int
    done: int
    proven: int


def answers(register: Register, rows: tuple[State, ...]) -> Answers:
    """Return how far 条条有措施, 事事有回音 and 件件有着落 hold."""
    covered = {row.measure.subtask for row in rows}
    done = [row for row in rows if row.status == "done"]
    return Answers(
        subtasks=len(register.subtasks),
        bare=tuple(item.id for item in register.subtasks if item.id not in covered),
        measures=len(rows),
        answered=sum(bool(row.log) for row in rows),
        silent=sum(not row.log and row.status in terms.OPEN_STATUSES for row in rows),
        done=len(done),
        proven=sum(_has_evidence(row) for row in done),
    )


def findings(register: Register, rows: tuple[State, ...], folder: FilePath) -> list[Fault]:
    """Return everything that the checks find; `folder` is where the register and its evidence lie."""
    found = [*_bare_subtasks(register), *_assumed_in_register(register)]
    declared = {name for unit in register.units for name in (unit.name, *unit.alias, *unit.members)}
    context = Context(register, folder, declared, {measure.id.casefold() for measure in register.measures})
    for row in rows:
        for check in CHECKS:
            found += check(row, context)
    return found


class Context(NamedTuple):
    """What a check may look at besides the measure itself."""

    register: Register
    folder: FilePath
    declared: set[str]
    ids: set[str]


def _at(measure: Measure, *steps: str | int) -> Path:
    return (*path_of(measure), *steps)


def _fault(row: State, code: str, *steps: str | int, **words: object) -> Fault:
    return Fault(_at(row.measure, *steps), code, {"id": row.measure.id, **words})


def _bare_subtasks(register: Register) -> Iterator[Fault]:
    covered = {measure.subtask for measure in register.measures}
    for s, section in enumerate(register.sections):
        below = [item for item in register.subtasks if item.parent == section.id]
        for t, subtask in enumerate(below):
            if subtask.id not in covered:
                yield Fault(("sections", s, "subtasks", t, "id"), "no-measures", {"id": subtask.id})


def _assumed_in_register(register: Register) -> Iterator[Fault]:
    if register.assumed:
        words = {"fields": "、".join(register.assumed), "how": "从 assumed 里删去"}
        yield Fault(("assumed",), "assumed", words, key=True)


def _log_agrees(row: State, context: Context) -> Iterator[Fault]:
    measure = row.measure
    status = next((entry.status for entry in reversed(measure.log) if entry.status), None)
    if status and status != measure.status:
        words = {"stated": terms.STATUSES[measure.status], "logged": terms.STATUSES[status]}
        yield _fault(row, "log-status", "status", **words)
    progress = next((entry.progress for entry in reversed(measure.log) if entry.progress is not None), None)
    if progress is not None and measure.entered and progress != measure.progress:
        yield _fault(row, "log-progress", "progress", stated=measure.progress, logged=progress)


def _may_be_done(row: State, context: Context) -> Iterator[Fault]:
    if row.measure.status == "done" and row.measure.kind in ("standing", "prohibition"):
        what = "长期措施" if row.measure.kind == "standing" else "禁止事项"
        yield _fault(row, "never-done", "status", what=what)


def _extension_agrees(row: State, context: Context) -> Iterator[Fault]:
    measure = row.measure
    if measure.extensions and measure.due and measure.extensions[-1].new != measure.due:
        yield _fault(row, "extension-due", "due", logged=measure.extensions[-1].new, stated=measure.due)


def _has_evidence(row: State) -> bool:
    return any(entry.evidence or terms.NO_EVIDENCE in (entry.note or "") for entry in row.log)


def _done_is_proven(row: State, context: Context) -> Iterator[Fault]:
    if row.status == "done" and not _has_evidence(row):
        yield _fault(row, "done-without-evidence", "status")


def _evidence_exists(row: State, context: Context) -> Iterator[Fault]:
    for entry in row.measure.log:
        for index, name in enumerate(entry.evidence):
            if _FILE.fullmatch(name) and not _exists(context.folder / name):
                yield _fault(row, "evidence-missing", "log", entry.position, "evidence", index, name=name)


def _exists(path: FilePath) -> bool:
    """Say whether there is such a file; a name that no file can have is none."""
    try:
        return path.exists()
    except OSError:
        return False


def _is_answered(row: State, context: Context) -> Iterator[Fault]:
    if row.stale:
        heard = row.last_entry or row.measure.since
        yield _fault(row, "stale", "id", days=(row.day - heard).days if heard else 0)
    elif not row.log and row.status in terms.OPEN_STATUSES:
        yield _fault(row, "no-reply", "id")


def _chases_are_answered(row: State, context: Context) -> Iterator[Fault]:
    for item in unanswered(row):
        date, reply = item.chase.date, item.chase.reply_by
        late = f"，已过回复期限 {(row.day - reply).days} 天" if reply and item.overdue else ""
        words = {"to": brief(item.chase.to), "date": date, "late": late}
        yield _fault(row, "unanswered", "chases", item.chase.position, "to", **words)


def _units_are_declared(row: State, context: Context) -> Iterator[Fault]:
    if not context.declared:
        return
    for name, steps in _units_used(row.measure).items():
        if name and name not in context.declared:
            close = terms.nearest(name, context.declared)
            near = f"（相近的有 {close}）" if close else ""
            yield _fault(row, "undeclared-unit", *steps, unit=name, near=near)


def _units_used(measure: Measure) -> dict[str | None, Path]:
    """Return the units that a measure names, each with the way to the first place where it does."""
    used: list[tuple[str | None, Path]] = [(measure.lead, ("lead",))]
    used += [(name, ("support", index)) for index, name in enumerate(measure.support)]
    used += [(entry.unit, ("log", entry.position, "unit")) for entry in measure.log]
    used += [(item.to, ("chases", item.position, "to")) for item in measure.chases]
    return dict(reversed(used))


def _related_exist(row: State, context: Context) -> Iterator[Fault]:
    for index, own in enumerate(row.measure.related):
        if own.casefold() not in context.ids:
            yield Fault(_at(row.measure, "related", index), "unknown-related", {"id": own})


def _indicator_is_told(row: State, context: Context) -> Iterator[Fault]:
    if row.measure.kind == "indicator" and row.measure.indicator is None:
        yield _fault(row, "no-indicator", "kind")


def _entries_are_past(row: State, context: Context) -> Iterator[Fault]:
    for entry in row.measure.log:
        if entry.date > row.day:
            yield _fault(row, "future-entry", "log", entry.position, "date", date=entry.date)


def _steps_are_done(row: State, context: Context) -> Iterator[Fault]:
    for item in steps_of(row):
        if item.days_overdue:
            words = {"step": brief(item.step), "date": step_day(row, item), "days": item.days_overdue}
            yield _fault(row, "step-overdue", "plan", item.position, "step", **words)


def _steps_are_past(row: State, context: Context) -> Iterator[Fault]:
    for position, item in enumerate(row.measure.plan):
        if item.done and item.done > row.day:
            yield _fault(row, "future-entry", "plan", position, "done", date=item.done)


def _due_has_a_date(row: State, context: Context) -> Iterator[Fault]:
    held = row.measure.deadline
    if held is None or row.status not in terms.OPEN_STATUSES:
        return
    phrase = row.measure.due or held.phrase
    if held.lacks:
        words = {"anchor": _ANCHORS[held.lacks], "key": held.lacks, "phrase": phrase}
        yield _fault(row, "due-anchor", "due", **words)
    for year in held.unknown_years:
        yield _fault(row, "due-calendar", "due", phrase=phrase, year=year)
    for kind in ("soft", "blank", "none"):
        if kind in held.kind.split("+"):
            yield _fault(row, f"due-{kind}", "due", phrase=phrase)


def _nothing_is_masked(row: State, context: Context) -> Iterator[Fault]:
    for field in ("title", "detail"):
        match = MASKED.search(getattr(row.measure, field) or "")
        if match:
            yield _fault(row, "blank-value", field, text=match[0])


def _has_lead(row: State, context: Context) -> Iterator[Fault]:
    if row.measure.lead is None and row.status in terms.OPEN_STATUSES:
        yield _fault(row, "no-lead", "id")


def _is_certain(row: State, context: Context) -> Iterator[Fault]:
    if assumed := row.measure.assumed:
        names = {field.name: field.term for field in terms.fields_of("measure")}
        how = f"用 fazhi set {row.measure.id} --confirm {assumed[0]}"
        yield _fault(row, "assumed", "id", fields="、".join(names[name] for name in assumed), how=how)


CHECKS: tuple[Callable[[State, Context], Iterator[Fault]], ...] = (
    _log_agrees,
    _may_be_done,
    _extension_agrees,
    _done_is_proven,
    _evidence_exists,
    _is_answered,
    _chases_are_answered,
    _units_are_declared,
    _related_exist,
    _indicator_is_told,
    _entries_are_past,
    _steps_are_done,
    _steps_are_past,
    _due_has_a_date,
    _nothing_is_masked,
    _has_lead,
    _is_certain,
)
"""The checks of one measure; each yields what it finds."""

UNCERTAIN = ("assumed", "blank-value", "due-blank")
"""Codes of what the source does not say, or says and leaves blank."""
