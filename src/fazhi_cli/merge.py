"""Three register files made one for git: both sides' text where lines agree, field by field where they meet.

The text of a clean merge by lines is used if it says just what the merge by fields says, so that comments
and layout of both sides stay; else the changes of the other side are put into ours. A conflict is marked
around the lines of its one field.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from fazhi_cli import edit, source
from fazhi_cli.change import applied
from fazhi_cli.deadline import Calendar
from fazhi_cli.merging import Difference, merged
from fazhi_cli.problems import Invalid, Refused
from fazhi_cli.register import Loaded, loaded
from fazhi_cli.tree import Data

MARKER = 7
"""Characters of a conflict marker where git does not say."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")

Lines = Callable[[str, str, str], str | None]
Calendars = Callable[[], Calendar]


class Result(NamedTuple):
    """The merged text and what is to be said of it.

    `conflicts` are what a person has to decide, `comments` those of theirs that were left out, `reordered`
    the ids under which their arrangement was.
    """

    text: str
    conflicts: tuple[Difference, ...] = ()
    comments: tuple[str, ...] = ()
    reordered: tuple[str, ...] = ()


def merge(
    base: str, ours: str, theirs: str, by_lines: Lines, calendar: Calendars, size: int = MARKER
) -> Result:
    """Return the three texts merged; an empty `base` is none, markers of conflicts are `size` long.

    `by_lines` gives the clean merge by lines, None where there is none. Raises Invalid where one of them is
    no register, Refused where the result would be none.
    """
    if ours == theirs or theirs == base:
        return Result(ours)
    if ours == base:
        return Result(theirs)
    mine, new = _read(ours, "本方", calendar).data, _read(theirs, "对方", calendar).data
    old = _read(base, "原来", calendar).data if base.strip() else {}
    told = merged(old, mine, new)
    meant = applied(mine, told.changes)
    if not told.conflicts and (text := _agreeing(by_lines(base, ours, theirs), meant, calendar)):
        return Result(text)
    text = edit.edited(ours, told.changes)
    _check(text, meant, calendar)
    other = edit.edited(ours, [*told.changes, *(item.theirs_instead for item in told.conflicts)])
    left = edit.comments(theirs) - edit.comments(base) - edit.comments(text)
    return Result(_marked(text, other, size), told.conflicts, tuple(left), told.reordered)


def _read(text: str, name: str, calendar: Calendars) -> Loaded:
    return loaded(source.from_text(text, name), calendar)


def _agreeing(text: str | None, meant: Data, calendar: Calendars) -> str | None:
    """Return the text of a merge by lines if it says what is meant, lists in whatever order."""
    if text is None:
        return None
    try:
        said = _read(text, "合并", calendar).data
    except Invalid:
        return None
    return text if _orderless(said) == _orderless(meant) else None


def _orderless(value: Data) -> Data:
    """Return plain data in a form in which neither order nor empty values tell registers apart."""
    if isinstance(value, dict):
        return tuple((key, _orderless(value[key])) for key in sorted(value) if value[key] not in (None, []))
    if isinstance(value, list):
        return tuple(sorted((_orderless(item) for item in value), key=repr))
    return value


def _check(text: str, meant: Data, calendar: Calendars) -> None:
    """Refuse a text that does not say just what is meant, or is no valid register."""
    try:
        said = _read(text, "合并", calendar).data
    except Invalid as error:
        raise Refused(f"合并的结果不是有效的台账：{error.message}", error.hint) from error
    if said != meant:
        raise Refused("这处写法太特别，合并不了而不伤及别处", "按行合并，再用 fazhi check 检查")


def _marked(ours: str, theirs: str, size: int) -> str:
    """Return our text with every stretch of lines in which theirs differs marked as a conflict."""
    mine, new = _LINE.findall(ours), _LINE.findall(theirs)
    eol = "\r\n" if "\r\n" in ours else "\n"
    start, middle, end = (f"{sign * size}{name}{eol}" for sign, name in zip("<=>", _SIDES, strict=True))
    matcher = SequenceMatcher(None, [*_placed(mine)], [*_placed(new)], autojunk=False)
    out: list[str] = []
    for tag, first, last, low, high in matcher.get_opcodes():
        if tag == "equal":
            out += mine[first:last]
        else:
            out += [start, *_ended(mine[first:last], eol), middle, *_ended(new[low:high], eol), end]
    return "".join(out)


_SIDES = (" 本方", "", " 对方")


def _placed(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each line with the last one that has an id: few lines are alike then, and found quickly."""
    last = ""
    for line in lines:
        last = line if "id:" in line else last
        yield line, last


def _ended(lines: Sequence[str], eol: str) -> list[str]:
    """Return `lines`, each with an end."""
    return [line if line.endswith("\n") else line + eol for line in lines]
