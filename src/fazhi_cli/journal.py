"""What each command changed: a small bounded file beside the register, for `undo` and `history`.

One line of JSON a command. Values are named by the id of their measure, not by their place, so that a
record holds while others work on the same register. What cannot be read is passed over: the journal helps,
the register counts.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from fazhi_cli.change import Append, Change, Clear, Drop, Put, Signature, plain
from fazhi_cli.change import Path as Way

if TYPE_CHECKING:
    from fazhi_cli.register import Loaded
    from fazhi_cli.source import Source

MOST = 500
"""Commands that are kept."""

LARGEST = 8_000_000
"""Bytes of a journal; the older half goes when it grows beyond them."""

_LONGEST_SPLICE = 200_000


class Step(NamedTuple):
    """One change: at `path` below the object `id` (empty: the register itself); a step of a plan by name.

    `op` is put, append, drop or clear. `old` is what was there before (None: nothing; of a list that is
    appended to or dropped from only that it was there, []), `new` what was put in: a value, the items
    appended, or the item dropped.
    """

    id: str
    path: tuple[str, ...]
    op: str
    old: Any
    new: Any


class Splice(NamedTuple):
    """How the text before comes out of the text after: `length` characters from `at` on become `old`."""

    at: int
    length: int
    old: str


class Record(NamedTuple):
    """One command: its number, what it changed, and the digests of the text before and after.

    `undoes` is the number of the command that it took back, if it did that.
    """

    number: int
    signature: Signature
    ids: tuple[str, ...]
    steps: tuple[Step, ...]
    before: str
    after: str
    splice: Splice | None = None
    undoes: int | None = None


def journal_of(register: Path) -> Path:
    """Return where the journal of the register at a path lies."""
    real = register.resolve()
    return real.with_name(f".{real.name}.history")


def read(register: Path) -> list[Record]:
    """Return the commands on record, the oldest first; none where there is no journal."""
    try:
        lines = journal_of(register).read_bytes().splitlines()
    except OSError:
        return []
    return [record for line in lines if (record := _record(line))]


def recorded(
    before: "Loaded",
    after: "Loaded",
    changes: Sequence[Change],
    signature: Signature,
    undoes: int | None = None,
) -> Record:
    """Return the record of `changes`, not yet numbered."""
    steps = steps_of(before, changes)
    return Record(
        number=0,
        signature=signature,
        ids=tuple(dict.fromkeys(step.id for step in steps)),
        steps=steps,
        before=_digest(before.source),
        after=_digest(after.source),
        splice=_splice(before.source.text, after.source.text),
        undoes=undoes,
    )


def steps_of(before: "Loaded", changes: Sequence[Change]) -> tuple[Step, ...]:
    """Return what `changes` do to the register `before`, by the ids of what they are done to."""
    return tuple(_steps(before, changes))


def extended(register: Path, record: Record) -> bytes:
    """Return the journal of a register with `record` behind the others, the oldest gone where it is full."""
    records = read(register)
    numbered = record._replace(number=records[-1].number + 1 if records else 1)
    kept = [*records, numbered][-MOST:]
    lines = [_line(item) for item in kept]
    while sum(map(len, lines)) > LARGEST and len(lines) > 1:
        lines = lines[(len(lines) + 1) // 2 :]
    return b"".join(lines)


def set_aside(register: Path) -> None:
    """Put away the journal of a register whose place another one takes: it has no steps of that one."""
    path = journal_of(register)
    with suppress(OSError):
        path.replace(path.with_name(f"{path.name}.old"))


def digest(text: str) -> str:
    """Return what tells a text from any other."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _digest(source: "Source") -> str:
    """Return the digest of a source's text, which is that of its bytes where they are nothing else."""
    return digest(source.text) if source.bom or source.encoding != "utf-8" else source.digest


def undoable(records: Sequence[Record]) -> list[Record]:
    """Return the commands that can still be taken back, the latest first: no undo, and not undone."""
    undone = {record.undoes for record in records}
    return [item for item in reversed(records) if item.undoes is None and item.number not in undone]


def _steps(before: "Loaded", changes: Iterable[Change]) -> Iterator[Step]:
    for change in changes:
        own, path = _named(before, change.path)
        old = before.at(change.path)
        match change:
            case Put():
                yield Step(own, path, "put", old, plain(change.value))
            case Append():
                yield Step(
                    own, path, "append", None if old is None else [], [plain(item) for item in change.items]
                )
            case Drop():
                yield Step(own, path, "drop", [], plain(change.value))
            case Clear():
                yield Step(own, path, "clear", old, None)


def _named(before: "Loaded", way: Way) -> tuple[str, tuple[str, ...]]:
    """Return the id of the innermost object with one on the way, and the keys from there on.

    A step of a plan goes by its name: its place shifts when another one goes.
    """
    own, start = "", 0
    for index, step in enumerate(way):
        if isinstance(step, int):
            item = before.at(way[: index + 1])
            if isinstance(item, dict) and "id" in item:
                own, start = str(item["id"]), index + 1
    return own, tuple(_word(before, way[: index + 1]) for index in range(start, len(way)))


def _word(before: "Loaded", way: Way) -> str:
    """Return the last step of a way as a word: a key, the name of a step of a plan, or a place."""
    item = before.at(way)
    return str(
        item["step"] if isinstance(way[-1], int) and isinstance(item, dict) and "step" in item else way[-1]
    )


def _splice(before: str, after: str) -> Splice | None:
    """Return the one stretch in which two texts differ, None where it is too long to keep."""
    start = _common(before, after)
    end = _common_end(before, after, min(len(before), len(after)) - start)
    old = before[start : len(before) - end]
    return Splice(start, len(after) - end - start, old) if len(old) <= _LONGEST_SPLICE else None


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning, found by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(one: str, other: str, most: int) -> int:
    """Return how many characters, up to `most`, two texts have in common at their end."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        parts = (text[len(text) - middle : len(text) - low] for text in (one, other))
        if next(parts) == next(parts):
            low = middle
        else:
            high = middle - 1
    return low


def _line(record: Record) -> bytes:
    told = {
        **record._asdict(),
        "signature": record.signature._asdict(),
        "steps": [step._asdict() for step in record.steps],
        "splice": record.splice and record.splice._asdict(),
    }
    return (json.dumps(told, ensure_ascii=True, separators=(",", ":")) + "\n").encode()


def _record(line: bytes) -> Record | None:
    """Return the record in a line, None where it is none."""
    try:
        told = json.loads(line)
        return Record(
            number=int(told["number"]),
            signature=Signature(*(str(told["signature"][name]) for name in Signature._fields)),
            ids=tuple(map(str, told["ids"])),
            steps=tuple(_step(item) for item in told["steps"]),
            before=str(told["before"]),
            after=str(told["after"]),
            splice=Splice(**told["splice"]) if told["splice"] else None,
            undoes=told["undoes"],
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _step(item: dict[str, Any]) -> Step:
    return Step(str(item["id"]), tuple(map(str, item["path"])), str(item["op"]), item["old"], item["new"])
