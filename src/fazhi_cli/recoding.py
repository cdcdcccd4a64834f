"""A register's file made UTF-8: the one change that touches every byte and no character."""

from pathlib import Path
from typing import NamedTuple

from fazhi_cli import commit, source
from fazhi_cli.problems import Invalid


class Recoded(NamedTuple):
    """What the encoding was, and what should be known of the file that was written, if anything."""

    encoding: str
    remark: str | None = None


def to_utf8(path: Path, name: str) -> Recoded | None:
    """Rewrite the file at `path` in UTF-8; return what it was, or None if it is UTF-8 already.

    Line ends and every character stay; a byte-order mark of UTF-16 goes. `name` is what messages call the
    file. Raises Invalid where some of it is no text, and what reading and writing raise.
    """
    if _text(path, name).encoding == "utf-8":
        return None
    with commit.locked(path):
        read = _text(path, name)
        return Recoded(read.encoding.upper(), commit.replace(path, read.text.encode(), read.data))


def _text(path: Path, name: str) -> source.Source:
    read, faults = source.read(path, name)
    if wrong := [item for item in faults if item.level == "error"]:
        raise Invalid(wrong)
    return read
