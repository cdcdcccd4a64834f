"""The folder of snapshots: one for each register, found by the content that it was made of.

The key of a snapshot is what its values depend on: the bytes of the register, the program, the holidays of
one's own. So it can be missing or useless but never out of date. Whatever goes wrong here is no error.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from typing import NamedTuple

import fazhi_cli
from fazhi_cli.measure import Measure
from fazhi_cli.packaged import HOLIDAYS, own_holidays
from fazhi_cli.snapshot import Snapshot, opened

MOST_FILES = 64
MOST_BYTES = 512 * 1024 * 1024

_SUFFIX = ".snapshot"
_ROOMS = tuple(
    f"{name}.py"
    for name in (
        *("blocks", "cells", "excerpt", "layout", "meaning", "measure", "model", "packing"),
        *("phrases", "problems", "register", "relations", "resolve", "rhythm", "sketch", "snapshot"),
        *("source", "syntax", "terms", "tree"),
        *("deadline/__init__", "deadline/calendar", "deadline/context", "deadline/count", "deadline/errors"),
        *("deadline/forms", "deadline/lexer", "deadline/moment", "deadline/numerals"),
        *("deadline/phrase", "deadline/resolve", "deadline/roles", "deadline/scan", "deadline/words"),
    )
)
"""What the values of a register depend on in a checkout, where the version stays while the rooms change."""


class Cache(NamedTuple):
    """The folder of snapshots, and those in which holidays of one's own may lie; no folder keeps nothing."""

    folder: Path | None = None
    holidays: Sequence[Path] = ()

    def key(self, digest: str) -> str:
        """Return the key for a register whose bytes have this SHA-256 (hexadecimal)."""
        told = sha256(f"{digest}\n{fazhi_cli.__version__}\n{_rooms()}\n".encode())
        own = own_holidays(self.holidays)
        for table in (HOLIDAYS, *([own] if own else ())):
            told.update(table.read_bytes())
        return told.hexdigest()

    def find(
        self, register: Path, digest: str, name: str, again: Callable[[], Sequence[Measure]]
    ) -> Snapshot | None:
        """Return the snapshot of the register at a path whose bytes have this digest, if there is one.

        `name` and `again` are those of `snapshot.opened`.
        """
        with suppress(OSError):
            path = self._path(register)
            if path and _is_own(path):
                return opened(path, self.key(digest), (register.name, name), again)
        return None

    def keep(self, register: Path, digest: str, packed: Callable[[str], bytes]) -> None:
        """Keep what `packed` makes under a key as the snapshot of the register at a path."""
        with suppress(OSError):
            if path := self._path(register):
                _write(path, packed(self.key(digest)))
                _drop_old(path.parent)

    def _path(self, register: Path) -> Path | None:
        if self.folder is None:
            return None
        name = sha256(os.fsencode(os.path.realpath(register))).hexdigest()
        return self.folder / f"{name[:32]}{_SUFFIX}"

    def files(self) -> list[Path]:
        """Return the snapshots that are kept, the oldest first."""
        return [] if self.folder is None else [path for _, path, _ in sorted(_kept(self.folder))]


def digest_of(path: Path) -> str | None:
    """Return the SHA-256 of the file at `path` in hexadecimal, None where it cannot be read or is none."""
    try:
        if not path.is_file():  # a named pipe would be waited for
            return None
        with path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def _rooms() -> str:
    """Return what changes when one of the program's own rooms does."""
    here, told = Path(fazhi_cli.__file__).parent, []
    for name in _ROOMS:
        with suppress(OSError):
            status = (here / name).stat()
            told.append(f"{status.st_mtime_ns}.{status.st_size}")
    return " ".join(told)


def _is_own(path: Path) -> bool:
    """Say whether a file is there that nobody else may have written."""
    try:
        status = path.stat()
    except OSError:
        return False
    owner = os.geteuid() if hasattr(os, "geteuid") else status.st_uid
    return status.st_uid == owner and not (hasattr(os, "geteuid") and status.st_mode & 0o022)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.stem}.{os.getpid()}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(data)
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()


def _kept(folder: Path) -> Iterator[tuple[float, Path, int]]:
    """Yield each snapshot with its time and size."""
    for path in folder.glob(f"*{_SUFFIX}"):
        with suppress(OSError):
            status = path.stat()
            yield status.st_mtime, path, status.st_size


def _drop_old(folder: Path) -> None:
    """Remove the oldest snapshots above so many files or bytes; the youngest stays."""
    room, count = MOST_BYTES, 0
    for _, path, size in sorted(_kept(folder), reverse=True):
        room, count = room - size, count + 1
        if count > 1 and (room < 0 or count > MOST_FILES):
            path.unlink()
