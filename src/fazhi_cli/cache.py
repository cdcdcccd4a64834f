"""The folder of snapshots, each found by what its values depend on.

That is its key: the bytes of the register, the program, the holidays of one's own. So a snapshot can be
missing or useless but never out of date, and a copy of a register has the same. What goes wrong here is no
error.
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

MOST_FILES = 50
MOST_BYTES = 256 * 1024 * 1024

_SUFFIX = ".snapshot"
_UNFINISHED = ".part"
_HOUR = 3600
_ROOMS = tuple(
    f"{name}.py"
    for name in (
        *("blocks", "cells", "change", "events", "excerpt", "layout", "meaning", "measure", "model", "nodes"),
        *("packing", "phrases", "problems", "register", "relations", "resolve", "rhythm", "sketch"),
        *("signatures", "snapshot", "source", "syntax", "terms", "tree"),
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
        if self.folder is not None:
            with suppress(OSError):
                key = self.key(digest)
                path = _path(self.folder, key)
                return opened(path, key, (register.name, name), again) if _is_own(path) else None
        return None

    def keep(self, digest: str, packed: Callable[[str], bytes], instead_of: str | None = None) -> None:
        """Keep what `packed` makes under the key of a register with this digest.

        The snapshot of what that register was before, of the digest `instead_of`, goes.
        """
        if self.folder is not None:
            with suppress(OSError):
                key = self.key(digest)
                _write(_path(self.folder, key), packed(key))
                if instead_of not in (None, digest):
                    _path(self.folder, self.key(str(instead_of))).unlink(missing_ok=True)
                _drop_old(self.folder)

    def files(self) -> list[Path]:
        """Return the snapshots that are kept, the oldest first."""
        return [] if self.folder is None else [path for _, path, _ in sorted(_kept(self.folder))]


def _path(folder: Path, key: str) -> Path:
    return folder / f"{key[:32]}{_SUFFIX}"


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
    fresh = path.with_name(f".{path.stem}.{os.getpid()}{_UNFINISHED}")
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
    """Remove the oldest snapshots above so many files or bytes; the youngest stays.

    What a killed process left half written goes when it is an hour older than that.
    """
    room, count, newest = MOST_BYTES, 0, 0.0
    for time, path, size in sorted(_kept(folder), reverse=True):
        room, count, newest = room - size, count + 1, max(newest, time)
        if count > 1 and (room < 0 or count > MOST_FILES):
            path.unlink()
    for path in folder.glob(f".*{_UNFINISHED}"):
        if path.stat().st_mtime < newest - _HOUR:
            path.unlink()
