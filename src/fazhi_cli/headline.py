"""The few numbers that stand on top of a report, each with what it is a part of and how it moved."""

from typing import NamedTuple

from fazhi_cli.report import Report
from fazhi_cli.tally import Tally
from fazhi_cli.wording import change_text, day_text, punctual_text, share_text


class Figure(NamedTuple):
    """A number: what it is called, itself, what is to be said of it; an `alarm` is to catch the eye."""

    term: str
    value: str
    told: str
    alarm: bool = False


def headline(report: Report) -> tuple[Figure, ...]:
    """Return the figures of a report in their order; of a report on nothing none."""
    now, before = report.now, report.before
    if not now.total:
        return ()
    since = f"比{day_text(report.compared)}"
    return (
        Figure("办结", share_text(now.completion), f"{since}{change_text(now.done, before.done)}"),
        Figure("按期办结率", punctual_text(now.punctual), _of_due(now)),
        Figure(
            "逾期",
            _of_open(now.overdue, now),
            f"{since}{change_text(now.overdue, before.overdue)}",
            alarm=now.overdue > 0,
        ),
        Figure("临期", _of_open(now.due_soon, now), f"{since}{change_text(now.due_soon, before.due_soon)}"),
        Figure("待审核", _of_open(now.review, now), f"{since}{change_text(now.review, before.review)}"),
        Figure("不计逾期", _of_open(now.dateless, now), _reasons(now)),
    )


def _of_open(count: int, now: Tally) -> str:
    return f"{count}/{now.open}" if now.open else "0"


def _of_due(now: Tally) -> str:
    counted = now.punctual
    parts = ["按期办结÷（应结－缓办）"]
    if counted.assumed:
        parts.append(f"其中 {counted.assumed} 条时限是推定的")
    if counted.unknown:
        parts.append(f"办结日期不明的 {counted.unknown} 条不计")
    return "，".join(parts)


def _reasons(now: Tally) -> str:
    reasons = (
        ("时限留空", now.blank),
        ("未定日期", now.soft),
        ("没有时限", now.undated),
        ("长期坚持", now.standing),
    )
    return "，".join(f"{name} {count}" for name, count in reasons if count)
