"""Which measure is meant where a command got no id: chosen from a short list, on a terminal only.

What is open is offered, what is overdue first. The register is read for it and closed again, so nothing is
held while somebody thinks.
"""

import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from fazhi_cli import terms
from fazhi_cli.cells import visible
from fazhi_cli.cli import session
from fazhi_cli.cli.options import plain
from fazhi_cli.problems import Exit, Refused, Usage, brief

if TYPE_CHECKING:
    from fazhi_cli.measure import Register
    from fazhi_cli.state import State

MOST = 20
"""So many measures stand in a list."""

_HOW = "输入序号或编号；输入名称、单位里的几个字，缩小范围；直接回车，什么也不做。"


def chosen(ids: Sequence[str] | None, verb: str, file: str | None, as_of: str | None) -> list[str]:
    """Return `ids` or, where there are none, the id of the measure that is chosen on the terminal.

    Raises Usage where nobody can be asked, Invalid where the register cannot be read; ends the run where
    nothing is chosen. `verb` is the command that wants to know.
    """
    if ids:
        return [*ids]
    if not sys.stdin.isatty():
        raise Usage(
            "没有写编号",
            f"用 fazhi list 查编号，如 fazhi list --overdue；再写 fazhi {verb} 编号，如 fazhi {verb} 3.4.7",
        )
    from fazhi_cli.cli.reading import open_register
    from fazhi_cli.query import select
    from fazhi_cli.view.words import register_name

    desk = open_register(file, as_of)
    register = desk.register
    session.say(session.talk().folded(f"没有写编号，在{register_name(register, desk.where.name)}里选："))
    own = _choice(register, select(register, desk.day).rows)
    if own is None:
        session.say("没有选，什么也没有做。")
        raise typer.Exit(Exit.REFUSED)
    session.add_word(own)
    return [own]


def offered(rows: Sequence["State"]) -> list["State"]:
    """Return the rows that are open: the longest overdue first, then by the days left, undated ones last."""
    waiting = [row for row in rows if row.status in terms.OPEN_STATUSES]
    return sorted(waiting, key=lambda row: (-row.days_overdue, row.days_left is None, row.days_left))


def narrowed(register: "Register", rows: Sequence["State"], text: str) -> list["State"]:
    """Return the rows that `text` means: below that id, or with it in their id, title, unit or owner."""
    from fazhi_cli.naming import normal_id, units_meant

    own, sought, units = normal_id(text).casefold(), text.casefold(), units_meant(register, [text])
    below = [row for row in rows if row.measure.id.casefold().startswith(f"{own}.")]
    return below or [row for row in rows if _has(row, sought, units)]


def _has(row: "State", sought: str, units: set[str]) -> bool:
    measure = row.measure
    texts = (measure.id, measure.title, measure.owner or "")
    return any(sought in text.casefold() for text in texts) or not units.isdisjoint(
        (measure.lead, *measure.support)
    )


def _choice(register: "Register", rows: Sequence["State"]) -> str | None:
    """Ask until a measure is chosen; return its id, None where the answer is empty."""
    shown = offered(rows) or [*rows]
    if not shown:
        raise Refused("台账里还没有措施", "用 fazhi add 子任务编号 --title … 加措施")
    by_id = {row.measure.id.casefold(): row.measure.id for row in rows}
    while True:
        _show(shown)
        numbered = {str(number): row.measure.id for number, row in enumerate(shown[:MOST], 1)}
        while text := session.asked("选哪一条："):
            if own := numbered.get(plain(text)) or by_id.get(_own(text)):
                return own
            if found := _meant(register, rows, text):
                shown = found
                break
            session.say(_unknown(register, text, len(numbered)))
        else:
            return None


def _show(rows: Sequence["State"]) -> None:
    from fazhi_cli.view.choice import choice_text

    screen = session.talk()
    session.say(choice_text(rows[:MOST], max(len(rows) - MOST, 0), screen))
    session.say(screen.folded(_HOW))


def _meant(register: "Register", rows: Sequence["State"], text: str) -> list["State"]:
    """Return what `text` narrows the rows down to, open ones if there are any; a number of a list nothing."""
    if _is_number(text):
        return []
    return narrowed(register, offered(rows), text) or narrowed(register, rows, text)


def _is_number(text: str) -> bool:
    """Say whether `text` can only be meant for the number of a line."""
    return re.fullmatch(r"[0-9]{1,2}", plain(text)) is not None and int(plain(text)) <= MOST


def _own(text: str) -> str:
    from fazhi_cli.naming import normal_id

    return normal_id(text).casefold()


def _unknown(register: "Register", text: str, last: int) -> str:
    """Say that nothing is called `text`, of an id with the one that is near; `last` is the last number."""
    from fazhi_cli.naming import known_id, normal_id

    if _is_number(text):
        return f"序号只有 1 到 {last}。" if last > 1 else "序号只有 1。"
    told = f"没有找到“{brief(text)}”"
    if re.fullmatch(r"[0-9A-Za-z.]*[0-9][0-9A-Za-z.]*", normal_id(text)):
        try:
            known_id(register, text)
        except Refused as error:
            return visible(f"{told}，{error.hint}。")
    return visible(f"{told}，换几个字试试。")
