"""Changes made to a register's text, and the proof that the new text says just that.

The whole text is read again, by the same road as a person's edit. Of a text that is byte for byte one that
was found valid before, only the measures that change are read again: the rest stands there unchanged, and
what a measure means depends on nothing but the frame around it, which is known.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from fazhi_cli import edit, source
from fazhi_cli.change import Change, applied
from fazhi_cli.deadline import Calendar
from fazhi_cli.excerpt import KEY, excerpt
from fazhi_cli.measure import Measure
from fazhi_cli.problems import Invalid, Problem, Refused
from fazhi_cli.register import Loaded, is_in_measure, loaded, meaning, place_of
from fazhi_cli.sketch import Amended, Sketched
from fazhi_cli.tree import Data, Tree

_WAY = 6
"""So many steps lead to a measure."""


def changed(old: Loaded, changes: Iterable[Change], calendar: Callable[[], Calendar]) -> Loaded:
    """Return `old` with `changes` made to its text, proven by reading that text again.

    Raises Refused when the new text does not say exactly what was meant, or what it says is no valid
    register any more.
    """
    changes = list(changes)
    return _changed_nearby(old, changes, calendar) or _changed(old, changes, calendar)


def _changed(old: Loaded, changes: Sequence[Change], calendar: Callable[[], Calendar]) -> Loaded:
    text = edit.edited(old.source.text, changes)
    data = _encoded(old, text)
    new_source = replace(old.source, data=data, text=text)
    try:
        new = loaded(new_source, calendar)
    except Invalid as error:
        fault = next(item for item in error.problems if item.level == "error")
        raise Refused(f"这次修改会使台账出错，未写入：{fault.message}", fault.hint) from error
    if new.data != applied(old.data, changes):
        raise Refused("这处写法太特别，改不了而不伤及别处，未写入", "请在文件里改，或把这一条改成常见写法")
    return new


def _encoded(old: Loaded, text: str) -> bytes:
    """Return the bytes of the new text. Raises Refused when there would be too many of them."""
    data = old.source.encoded(text)
    if len(data) > source.SIZE_LIMIT:
        raise Refused("台账会超过大小上限，未写入", "按年度或部门拆成几份台账")
    return data


def restored(
    old: Loaded, text: str, changes: Iterable[Change], calendar: Callable[[], Calendar]
) -> Loaded | None:
    """Return the register in `text` if it says just what `changes` make of `old`, None otherwise."""
    new_source = replace(old.source, data=old.source.encoded(text), text=text)
    try:
        new = loaded(new_source, calendar)
    except Invalid:
        return None
    return new if new.data == applied(old.data, changes) else None


class _Piece(NamedTuple):
    """What becomes of a measure: its position among all, where its lines were, its new lines and values."""

    position: int
    start: int
    end: int
    lines: str
    measure: Measure


def _changed_nearby(
    old: Loaded, changes: Sequence[Change], calendar: Callable[[], Calendar]
) -> Loaded | None:
    """Return what `_changed` would, having read the changed measures alone; None where that is not enough.

    It is not where a change is about something else than one measure, or about an id, which must not be
    another's; where a measure has no lines of its own; and where anything is amiss, for then the whole text
    has to be read to say what.
    """
    known, measures = old.known, old.register.measures
    by_place = _by_place(changes)
    if known is None or by_place is None or not isinstance(measures, Sketched):
        return None
    pieces = [_piece(old, place, of_it, calendar) for place, of_it in sorted(by_place.items())]
    done = [piece for piece in pieces if piece]
    if len(done) < len(pieces):
        return None
    text = "".join(_spliced(old.source.text, done))
    longer = {item.position: len(item.lines) - (item.end - item.start) for item in done}
    new = {item.position: item.measure for item in done}
    return Loaded(
        replace(old.source, data=_encoded(old, text), text=text),
        old.register._replace(measures=Amended(measures, new)),
        old.warnings,
        known=known._replace(blocks=known.blocks.resized(longer)),
    )


def _by_place(changes: Iterable[Change]) -> dict[tuple[int, int, int], list[Change]] | None:
    """Return the changes of each measure with paths that begin at it; None if one is about anything else."""
    found: dict[tuple[int, int, int], list[Change]] = {}
    for change in changes:
        path = change.path
        if not is_in_measure(path) or path[_WAY : _WAY + 1] in ((), ("id",)):
            return None
        local = change._replace(path=(KEY, 0, *path[_WAY:]))
        found.setdefault(place_of(path), []).append(local)
    return found


def _piece(
    old: Loaded, place: tuple[int, int, int], changes: Sequence[Change], calendar: Callable[[], Calendar]
) -> _Piece | None:
    """Return what `changes` make of the measure at `place`, proven; None where that cannot be done."""
    assert old.known is not None
    position = old.known.position(place)
    block = old.known.blocks[position]
    before = excerpt(old.source.text, block)
    data = before.measure() if before else None
    if before is None or data is None:
        return None
    try:
        text = edit.edited(before.text, changes)
    except Refused:
        return None
    after = before.changed(text, ends_whole=block.end == len(old.source.text))
    said = after.measure() if after else None
    if after is None or said is None or applied({KEY: [data]}, changes) != {KEY: [said]}:
        return None
    measure = _understood(old, place, said, calendar)
    return measure and _Piece(position, block.start, block.end, after.lines, measure)


def _understood(
    old: Loaded, place: tuple[int, int, int], data: Data, calendar: Callable[[], Calendar]
) -> Measure | None:
    """Return the measure that `data` is at `place`, None where it has a fault."""
    assert old.known is not None
    frame = old.known.frame
    section = frame["sections"][place[0]]
    subtask = {**section["subtasks"][place[1]], "measures": [data]}
    alone = {**frame, "sections": [{**section, "subtasks": [subtask]}]}
    problems: list[Problem] = []
    register = meaning(source.from_text("", KEY), Tree(alone, []), calendar, problems)
    if register is None or problems:
        return None
    return register.measures[0]._replace(place=place, register=old.register.name)


def _spliced(text: str, pieces: Sequence[_Piece]) -> Iterator[str]:
    at = 0
    for piece in pieces:
        yield text[at : piece.start]
        yield piece.lines
        at = piece.end
    yield text[at:]
