"""Three register files made one for git: both sides' text where lines agree, field by field where they meet.

The text of a clean merge by lines is used if it says just what the merge by fields says, so that comments
and layout of both sides stay; else the changes of the other side are put into ours. A conflict is marked
around the lines of its one field.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from fazhi_cli import edit, source
from fazhi_cli.change import applied
from fazhi_cli.deadline import Calendar
from fazhi_cli.merging import Difference, conflict_puts, merged
from fazhi_cli.problems import Invalid, Refused
from fazhi_cli.register import Loaded, loaded

OURS, MIDDLE, THEIRS = "<<<<<<< 本方", "=======", ">>>>>>> 对方"


class Result(NamedTuple):
    """The merged text, the fields that a person has to decide, and comments of theirs that were left out."""

    text: str
    conflicts: tuple[Difference, ...]
    comments: tuple[str, ...] = ()


def merge(
    base: str,
    ours: str,
    theirs: str,
    by_lines: Callable[[str, str, str], str | None],
    calendar: Callable[[], Calendar],
) -> Result:
    """Return the three texts merged; `by_lines` gives the clean merge by lines, None where there is none.

    Raises Invalid where one of them is no register, Refused where the result would be none.
    """
    sides = [_read(text, name, calendar) for text, name in ((base, "原来"), (ours, "本方"), (theirs, "对方"))]
    told = merged(*(side.data for side in sides))
    meant = applied(sides[1].data, told.changes)
    if not told.conflicts and (text := _agreeing(by_lines(base, ours, theirs), meant, calendar)):
        return Result(text, ())
    text = edit.edited(ours, told.changes) if told.changes else ours
    _check(text, meant, calendar)
    puts = [*conflict_puts(told.conflicts)]
    marked = _marked(text, edit.edited(text, [change for _, change in puts])) if puts else text
    left = Counter(edit.comments(theirs)) - Counter(edit.comments(base)) - Counter(edit.comments(text))
    return Result(marked, told.conflicts, tuple(left))


def _read(text: str, name: str, calendar: Callable[[], Calendar]) -> Loaded:
    return loaded(source.from_text(text, name), calendar)


def _agreeing(text: str | None, meant: object, calendar: Callable[[], Calendar]) -> str | None:
    """Return the text of a merge by lines if it says what is meant."""
    if text is None:
        return None
    try:
        return text if _same(_read(text, "合并", calendar).data, meant) else None
    except Invalid:
        return None


def _same(one: object, other: object) -> bool:
    """Say whether two registers say the same, entries of a log in whatever order."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            return False
        if one and isinstance(one[0], dict) and "id" in one[0]:
            return all(map(_same, one, other)) or sorted(map(repr, one)) == sorted(map(repr, other))
        return sorted(map(repr, one)) == sorted(map(repr, other))
    return one == other


def _check(text: str, meant: object, calendar: Callable[[], Calendar]) -> None:
    """Refuse a text that does not say just what is meant, or is no valid register."""
    try:
        said = _read(text, "合并", calendar).data
    except Invalid as error:
        raise Refused(f"合并的结果不是有效的台账：{error.message}", error.hint) from error
    if said != meant:
        raise Refused(
            "这处写法太特别，合并不了而不伤及别处", "用 git merge 的文本合并，再用 fazhi check 检查"
        )


def _marked(ours: str, theirs: str) -> str:
    """Return our text with every stretch of lines in which theirs differs marked as a conflict."""
    mine, new = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
    eol = "\r\n" if "\r\n" in ours else "\n"
    out: list[str] = []
    done = 0
    for start, end, first, last in _stretches(mine, new):
        out += [*mine[done:start], OURS + eol, *_ended(mine[start:end], eol), MIDDLE + eol]
        out += [*_ended(new[first:last], eol), THEIRS + eol]
        done = end
    return "".join([*out, *mine[done:]])


def _stretches(mine: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return where the lines of two texts differ: from and to in the one, from and to in the other."""
    if len(mine) == len(new):
        found: list[tuple[int, int, int, int]] = []
        for at in (at for at, line in enumerate(mine) if line != new[at]):
            start = found.pop()[0] if found and found[-1][1] == at else at
            found.append((start, at + 1, start, at + 1))
        return found
    codes = SequenceMatcher(None, mine, new, autojunk=False).get_opcodes()
    return [(start, end, first, last) for tag, start, end, first, last in codes if tag != "equal"]


def _ended(lines: Sequence[str], eol: str) -> list[str]:
    """Return `lines`, each with an end."""
    return [line if line.endswith(("\n", "\r")) else line + eol for line in lines]
