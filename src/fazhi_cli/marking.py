"""Progress: from what a clerk reports to changes of the register, with the rules of the office.

The rules (design.md 5): done wants evidence; pausing, dropping, returning and reopening want a note; a
reopening names its reason; standing duties and prohibitions are never done.
"""

from datetime import date
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.change import Append, Change, Path, Put, Value, given
from fazhi_cli.measure import Entry, Measure, Rules
from fazhi_cli.problems import Refused
from fazhi_cli.state import state


class Mark(NamedTuple):
    """What is reported of a measure: the words of one entry, and in whose name and for which day.

    `day` is the day it happened, `today` the day it is written down; `no_evidence` is the reason for
    closing without evidence.
    """

    day: date
    today: date
    by: str
    status: str | None = None
    progress: int | None = None
    note: str | None = None
    problem: str | None = None
    next: str | None = None
    evidence: tuple[str, ...] = ()
    counts: tuple[int, int] | None = None
    incidents: int | None = None
    unit: str | None = None
    period: str | None = None
    no_evidence: str | None = None

    def says_anything(self) -> bool:
        """Say whether there is something to record."""
        told = (self.status, self.progress, self.note, self.problem, self.next, self.counts, self.incidents)
        return bool(self.evidence) or any(value is not None for value in told)


def path_of(measure: Measure) -> Path:
    """Return the way to a measure in the plain data of its register."""
    section, subtask, position = measure.place[-3:]
    return ("sections", section, "subtasks", subtask, "measures", position)


def mark(measure: Measure, told: Mark, rules: Rules) -> list[Change]:
    """Return the changes that record `told` on `measure`. Raises Refused when a rule is not met.

    A status that is told is recorded even when it is the one already held: it says so for that day. What
    entries of later days say of the present stays.
    """
    entry, status, progress = _outcome(measure, told, rules)
    changes: list[Change] = [Append((*path_of(measure), "log"), (_written(entry),))]
    if status is not None:
        changes.append(Put((*path_of(measure), "status"), status))
    if progress is not None:
        changes.append(Put((*path_of(measure), "progress"), progress))
    return changes


def marked(measure: Measure, told: Mark, rules: Rules) -> Measure:
    """Return `measure` as it is once `told` is recorded. Raises as `mark` does."""
    entry, status, progress = _outcome(measure, told, rules)
    log = (*measure.log, entry._replace(position=len(measure.log)))
    return measure._replace(
        log=tuple(sorted(log, key=lambda item: item.date)),
        status=measure.status if status is None else status,
        progress=measure.progress if progress is None else progress,
        entered=measure.entered or progress is not None,
    )


def still_owed(measure: Measure, told: Mark, rules: Rules) -> str | None:
    """Return what is to be said of turns that stay unanswered though something was reported; None for none.

    An entry that names no period speaks of its own day alone, which one who reports late may not expect.
    """
    missed = state(marked(measure, told, rules), told.today, rules).missed
    if not missed or told.period is not None:
        return None
    return (
        f"{measure.id} 还缺 {missed} 期没有报，这一条只算 {told.day} 所在的一期；"
        "要是补报的，fazhi undo 以后加 --for 写明报的哪一期。"
    )


def _outcome(measure: Measure, told: Mark, rules: Rules) -> tuple[Entry, str | None, int | None]:
    """Return the entry for what is told, and the status and progress to be put, None for what stays."""
    before = state(measure, told.day, rules)
    status = _new_status(told, before.status)
    if status != before.status:
        _check_step(measure, before.status, status, told)
    _check_kind(measure, told)
    progress = _new_progress(measure, told, status)
    entry = _entry(told, status if told.status or status != before.status else None, progress)
    later = [item for item in measure.log if item.date > told.day]
    moves = status != measure.status and not any(item.status for item in later)
    known = measure.entered and progress == measure.progress
    overtaken = any(item.progress is not None or item.status == "done" for item in later)
    return entry, status if moves else None, None if known or overtaken else progress


def _new_status(told: Mark, before: str) -> str:
    if told.status is not None:
        return told.status
    return "doing" if before == "todo" and told.progress else before


def _new_progress(measure: Measure, told: Mark, status: str) -> int | None:
    """Return the progress to record, or None for no word of it; done is always 100, and said to be."""
    if status != "done":
        return told.progress
    if told.progress not in (None, 100):
        raise Refused(f"{measure.id} 已办结，进度只能是 100", "不写 --progress，或改写 --status")
    return 100 if told.status == "done" else told.progress


def _check_step(measure: Measure, before: str, after: str, told: Mark) -> None:
    """Check the rules for going from one status to another."""
    said = bool(told.note)
    if after == "done":
        _check_done(measure, told)
    elif before == "done":
        _check_reopening(measure, after, told)
    elif after in ("paused", "dropped") and not said:
        raise Refused(f"{measure.id} 改为{terms.STATUSES[after]}要说明情况", "加上 --note 说明")
    elif before == "review" and not said:
        raise Refused(f"{measure.id} 已报办结，退回要说明情况", "加上 --note 说明退回的原因")


def _check_done(measure: Measure, told: Mark) -> None:
    if measure.kind in ("standing", "prohibition"):
        what = "长期措施" if measure.kind == "standing" else "禁止事项"
        raise Refused(
            f"{measure.id} 是{what}，没有办结一说", "用 --note 记进展；不再要求时用 --status dropped"
        )
    earlier = any(entry.evidence for entry in measure.log if entry.date <= told.day)
    if not (told.evidence or earlier or told.no_evidence):
        raise Refused(
            f"{measure.id} 办结要有佐证材料",
            "加上 --evidence 文件或文号；确实没有的，用 --no-evidence 写明理由",
        )


def _check_reopening(measure: Measure, after: str, told: Mark) -> None:
    if after not in terms.ACTIVE_STATUSES:
        raise Refused(
            f"{measure.id} 已办结，不能直接改为{terms.STATUSES[after]}", "先用 --status doing 重启，再改"
        )
    if not any(reason in (told.note or "") for reason in terms.REOPENING_REASONS):
        reasons = "、".join(terms.REOPENING_REASONS)
        raise Refused(
            f"{measure.id} 已办结，重启要写明原因",
            f"加上 --note，写明是{reasons}中的哪一种，如 --note 反弹回潮：…",
        )


def _check_kind(measure: Measure, told: Mark) -> None:
    if told.counts is not None and measure.kind != "indicator":
        raise Refused(f"{measure.id} 不是指标，没有计数", "--count 只用于指标类措施")
    if told.incidents is not None and measure.kind != "prohibition":
        raise Refused(f"{measure.id} 不是禁止事项，没有发生次数", "--incidents 只用于禁止类措施")


def _entry(told: Mark, status: str | None, progress: int | None) -> Entry:
    note = told.note
    if told.no_evidence:
        note = (
            f"{note}；{terms.NO_EVIDENCE}{told.no_evidence}" if note else terms.NO_EVIDENCE + told.no_evidence
        )
    return Entry(
        date=told.day,
        by=told.by,
        unit=told.unit,
        period=told.period,
        status=status,
        progress=progress,
        note=note,
        problem=told.problem,
        next=told.next,
        evidence=tuple(told.evidence),
        counts=told.counts,
        incidents=told.incidents,
        recorded=told.today if told.day < told.today else None,
    )


def _written(entry: Entry) -> dict[str, Value]:
    """Return an entry under the keys of the file, without what it does not say."""
    words: dict[str, Value | None] = {
        "date": entry.date,
        "by": entry.by,
        "unit": entry.unit,
        "for": entry.period,
        "status": entry.status,
        "progress": entry.progress,
        "note": entry.note,
        "problem": entry.problem,
        "next": entry.next,
        "evidence": list(entry.evidence) or None,
        "count": f"{entry.counts[0]}/{entry.counts[1]}" if entry.counts else None,
        "incidents": entry.incidents,
        "recorded": entry.recorded,
    }
    return given(words)
