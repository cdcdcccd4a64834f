"""催办: from whom the office asks for an answer to changes of the register, with the rules for it.

Only what is unfinished is chased, and never nobody. A day for the reply is counted from the day of the chase;
one that falls on a holiday is told and stays.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.change import Append, Change, Value, given
from fazhi_cli.deadline import Anchor, Calendar, DeadlineError, parse
from fazhi_cli.deadline.count import remarks
from fazhi_cli.marking import path_of
from fazhi_cli.measure import Register
from fazhi_cli.naming import known_id, measures_under, units_listed
from fazhi_cli.problems import Refused, brief
from fazhi_cli.state import State, state

_UNCLEAR = re.compile(r"[(（]?(待|未|尚未)(定|明确|确定|落实)[)）]?")
_NAMED = 5


class ReplyBy(NamedTuple):
    """The day by which a reply is asked for, and what has to be said of that day."""

    day: date
    remarks: tuple[str, ...]


class Request(NamedTuple):
    """What is to be recorded: on which day, by whom, whom it went to (nobody named: the lead), how.

    `number` is that of the letter, `reply_by` the day by which a reply is asked for.
    """

    day: date
    by: str
    to: tuple[str, ...] = ()
    how: str | None = None
    reply_by: date | None = None
    number: str | None = None


class Chased(NamedTuple):
    """The measures that ids mean, and the ids of those below them that cannot be chased any more."""

    rows: tuple[State, ...]
    left: tuple[str, ...]


def reply_day(text: str, day: date, calendar: Callable[[], Calendar]) -> ReplyBy:
    """Return the day that `text`, a date or the words for a deadline, means in a chase of `day`.

    Raises Refused for what names no day, or one before the chase.
    """
    try:
        held = parse(text, Anchor(day.year, day), calendar)
    except DeadlineError as error:
        raise Refused(f"回复期限“{text}”：{_of_a_chase(error.message)}", error.hint) from error
    if held.date is None:
        raise Refused(f"回复期限“{text}”说不出是哪一天", "写日期，如 2022-10-20，或 3个工作日内、周五前")
    if held.date < day:
        raise Refused(f"回复期限 {held.date} 早于催办的 {day}", "写催办当天或以后的日期")
    uncounted = [f"没有{year}年的放假安排，只除去周末。" for year in held.unknown_years]
    return ReplyBy(held.date, tuple(uncounted or remarks(held.date, calendar())))


def _of_a_chase(message: str) -> str:
    """Return what is said of a deadline with the day that it counts from named as what it is here."""
    return message.replace("会议", "催办")


def chosen(register: Register, ids: Sequence[str], day: date) -> Chased:
    """Return the measures to be chased on `day`: those that `ids` name, and the unfinished below a subtree.

    Raises Refused for an unknown id, for a measure named itself that is finished or put off, and where
    nothing is left.
    """
    named = {known_id(register, own, "any") for own in ids}
    rows = [state(measure, day, register.rules) for measure in measures_under(register, ids)]
    for row in rows:
        if row.measure.id in named:
            check_open(row)
    waiting = tuple(row for row in rows if row.status in terms.OPEN_STATUSES)
    if not waiting:
        raise Refused("没有要催的措施", "用 fazhi list --status todo,doing,review 查看没有办完的")
    return Chased(waiting, tuple(row.measure.id for row in rows if row.status not in terms.OPEN_STATUSES))


def check_open(row: State) -> None:
    """Raise Refused if a measure is finished or put off, so that there is nothing to ask for."""
    own, status = row.measure.id, row.status
    if status == "done":
        raise Refused(f"{own} 已办结，不用再催", f"核查没有办好的，先用 fazhi mark {own} --status doing 重启")
    if status == "dropped":
        raise Refused(f"{own} 已取消，不用再催", f"还要办的，先用 fazhi mark {own} --status doing 恢复")
    if status == "paused":
        notes = (entry.note for entry in reversed(row.log) if entry.status == "paused")
        why = next((f"（{brief(note)}）" for note in notes if note), "")
        raise Refused(f"{own} 暂缓着{why}，不催办", f"要接着办的，先用 fazhi mark {own} --status doing 恢复")


def chase(register: Register, rows: Sequence[State], told: Request) -> list[Change]:
    """Return the changes that record `told` on each of `rows`. Raises Refused if one has nobody to ask."""
    asked = tuple(dict.fromkeys(units_listed(register, told.to)))
    if not asked:
        _check_leads(rows)
    return [
        Append(
            (*path_of(row.measure), "chases"),
            tuple(_item(unit, told) for unit in asked or (row.measure.lead or "",)),
        )
        for row in rows
    ]


def _check_leads(rows: Sequence[State]) -> None:
    nobody = [row.measure.id for row in rows if _is_unclear(row.measure.lead)]
    if nobody:
        more = f"等 {len(nobody)} 条" if len(nobody) > _NAMED else ""
        raise Refused(
            f"{'、'.join(nobody[:_NAMED])}{more} 没有定下牵头单位，不知催谁",
            f"加上 --to 单位，或先用 fazhi set {nobody[0]} --lead 定下来",
        )


def _is_unclear(lead: str | None) -> bool:
    return lead is None or _UNCLEAR.fullmatch(lead.strip()) is not None


def _item(unit: str, told: Request) -> dict[str, Value]:
    words: dict[str, Value | None] = {
        "date": told.day,
        "by": told.by,
        "to": unit,
        "how": told.how,
        "reply_by": told.reply_by,
        "number": told.number,
    }
    return given(words)
