"""A register that was read and found valid, as bytes from which its measures come back one by one.

JSON and columns of numbers: nothing in it can run. A snapshot holds under the key that it was made with and
no other. Where its bytes are not those that were written, it is as if there were none.
"""

import json
import os
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, overload
from zlib import crc32

from fazhi_cli.blocks import Blocks, Outline
from fazhi_cli.measure import Measure, Register
from fazhi_cli.packing import Packer, Unpacker, problem_of, problem_row
from fazhi_cli.problems import Problem
from fazhi_cli.sketch import Amended, Sketched, Sketches, ids_of, sketches_of

_SIGN = b"fazhi snapshot 1\n"
_HEADING = 1024
_FEW = 0.5
"""Up to this share of the measures is read one by one; for more the file is read at once."""


class Snapshot(NamedTuple):
    """What is kept of a register: its values, what was odd about its file, the outline of its text."""

    register: Register
    warnings: tuple[Problem, ...]
    outline: Outline


def packed(kept: Snapshot, key: str) -> bytes:
    """Return `kept` as bytes that `opened` reads under the same `key`."""
    measures = kept.register.measures
    packer = Packer()
    rows: list[bytes] = []
    checks = array("I")
    if isinstance(measures, Amended) and isinstance(measures.before, Unread):
        packer, rows, checks = measures.before.reused()
    fresh = measures.new if isinstance(measures, Amended) and rows else dict(enumerate(measures))
    for at, item in fresh.items():
        row = _dumped(packer.measure(item))
        rows[at : at + 1] = [row]
        checks[at : at + 1] = array("I", [crc32(row)])
    ids = ids_of(measures)
    head = {
        "register": packer.register(kept.register),
        "warnings": [problem_row(item) for item in kept.warnings],
        "frame": kept.outline.frame,
        "counts": kept.outline.counts,
        **packer.tables(),
    }
    return _joined(key, head, (rows, checks), ("\n".join(ids), sketches_of(measures)), kept.outline.blocks)


_Rows = tuple[Sequence[bytes], "array[int]"]
"""The measures as JSON, and their checksums."""


def _joined(
    key: str, head: Mapping[str, Any], measures: _Rows, told: tuple[str, Sketches], blocks: Blocks
) -> bytes:
    (rows, checks), (ids, sketches) = measures, told
    ends = array("I", [0])
    for row in rows:
        ends.append(ends[-1] + len(row))
    columns = [ends.tobytes(), checks.tobytes(), ids.encode(), sketches.to_bytes(), blocks.numbers.tobytes()]
    parts = [_dumped(head), *columns]
    front = b"".join(parts)
    heading = _dumped({"key": key, "parts": [*map(len, parts)], "check": crc32(front)})
    return b"".join([_SIGN, heading, b"\n", front, *rows])


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def opened(
    path: Path, key: str, names: tuple[str, str], again: Callable[[], Sequence[Measure]]
) -> Snapshot | None:
    """Return the snapshot in the file at `path`, None where there is none that was made with `key`.

    `names` are that of the register's file and what messages call it. `again` yields the measures by another
    road, for when those kept turn out to be damaged.
    """
    try:
        stored = _Stored(path)
        front = _front(stored, key)
        return front and _revived(stored, front, names, again)
    except (OSError, ValueError, LookupError, TypeError):
        return None


class _Stored:
    """A file that stays open: whoever puts another in its place takes nothing away from us."""

    def __init__(self, path: Path) -> None:
        self._number = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))

    def __del__(self) -> None:
        with suppress(AttributeError, OSError):
            os.close(self._number)

    def read(self, start: int, length: int) -> bytes:
        """Return so many bytes from a place on. Raises ValueError where the file is too short."""
        os.lseek(self._number, start, os.SEEK_SET)
        parts, left = [], length
        while left and (part := os.read(self._number, left)):
            parts.append(part)
            left -= len(part)
        if left:
            raise ValueError(start)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def beginning(self) -> bytes:
        """Return the first bytes."""
        os.lseek(self._number, 0, os.SEEK_SET)
        return os.read(self._number, _HEADING)


class _Front(NamedTuple):
    """What stands before the measures: head and columns; `start` is where the first measure begins."""

    head: Mapping[str, Any]
    ends: "array[int]"
    checks: "array[int]"
    ids: bytes
    sketches: Sketches
    blocks: Blocks
    start: int


def _front(stored: _Stored, key: str) -> _Front | None:
    """Return the front of a snapshot, None where it is another register's or damaged."""
    heading, _, _ = stored.beginning().removeprefix(_SIGN).partition(b"\n")
    told = json.loads(heading)
    if told["key"] != key:
        return None
    first, size = len(_SIGN) + len(heading) + 1, sum(told["parts"])
    front = stored.read(first, size)
    if crc32(front) != told["check"]:
        return None
    at = [0]
    for length in told["parts"]:
        at.append(at[-1] + length)
    head, ends, checks, ids, sketches, blocks = (front[begin:end] for begin, end in pairwise(at))
    return _Front(
        json.loads(head),
        _numbers(ends),
        _numbers(checks),
        ids,
        Sketches.from_bytes(sketches),
        Blocks(_numbers(blocks)),
        first + size,
    )


def _numbers(data: bytes) -> "array[int]":
    found = array("I")
    found.frombytes(data)
    return found


def _revived(
    stored: _Stored, front: _Front, names: tuple[str, str], again: Callable[[], Sequence[Measure]]
) -> Snapshot:
    unpacker = Unpacker(front.head, names[0])
    register = unpacker.register(front.head["register"])
    unread = Unread(stored, front, unpacker, again)
    head = front.head
    return Snapshot(
        register._replace(measures=unread),
        tuple(problem_of(item, names[1]) for item in head["warnings"]),
        Outline(head["frame"], head["counts"], front.blocks),
    )


class Unread(Sketched):
    """The measures of a snapshot, read from its file when they are asked for."""

    def __init__(
        self, stored: _Stored, front: _Front, unpacker: Unpacker, again: Callable[[], Sequence[Measure]]
    ) -> None:
        self.sketches = front.sketches
        self._stored = stored
        self._front = front
        self._unpacker = unpacker
        self._again = again
        self._all: Sequence[Measure] | None = None

    @cached_property
    def ids(self) -> Sequence[str]:
        """The ids of all, in order."""
        return self._front.ids.decode().split("\n") if len(self) else ()

    def __len__(self) -> int:
        return len(self._front.checks)

    def __iter__(self) -> Iterator[Measure]:
        return iter(self._whole())

    @overload
    def __getitem__(self, at: int) -> Measure: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Measure]: ...
    def __getitem__(self, at: int | slice) -> Measure | Sequence[Measure]:
        """Return the measure at a position, or those of a slice."""
        return self._whole()[at] if isinstance(at, slice) else self.chosen([range(len(self))[at]])[0]

    def chosen(self, positions: Sequence[int]) -> list[Measure]:
        """Return the measures at `positions`."""
        if self._all is None and len(positions) <= _FEW * len(self):
            with suppress(OSError, ValueError, LookupError, TypeError):
                return self._read(positions)
        whole = self._whole()
        return [whole[at] for at in positions]

    def reused(self) -> tuple[Packer, list[bytes], "array[int]"]:
        """Return what packs further measures beside those kept, these as they are, and their checksums.

        All is empty where they are damaged.
        """
        try:
            rows = self._rows(range(len(self)))
        except (OSError, ValueError):
            return Packer(), [], array("I")
        return self._unpacker.packer(), rows, self._front.checks[:]

    def _whole(self) -> Sequence[Measure]:
        if self._all is None:
            try:
                self._all = self._read(range(len(self)))
            except (OSError, ValueError, LookupError, TypeError):
                self._all = self._again()
        return self._all

    def _read(self, positions: Sequence[int]) -> list[Measure]:
        """Return measures out of the file. Raises ValueError where they are not those that were written."""
        rows = self._rows(positions)
        return [*map(self._unpacker.measure, json.loads(b"[" + b",".join(rows) + b"]"))]

    def _rows(self, positions: Sequence[int]) -> list[bytes]:
        rows = list(self._bytes(positions))
        checks = self._front.checks
        if any(crc32(row) != checks[at] for row, at in zip(rows, positions, strict=True)):
            raise ValueError
        return rows

    def _bytes(self, positions: Sequence[int]) -> Iterator[bytes]:
        ends, start, read = self._front.ends, self._front.start, self._stored.read
        if len(positions) > _FEW * len(self):
            data = read(start, ends[-1])
            yield from (data[ends[at] : ends[at + 1]] for at in positions)
        else:
            yield from (read(start + ends[at], ends[at + 1] - ends[at]) for at in positions)
