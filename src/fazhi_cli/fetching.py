"""A register fetched to be changed: by its snapshot where that is of the same bytes, else read as a whole."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from fazhi_cli import source
from fazhi_cli.cache import Cache
from fazhi_cli.deadline import Calendar
from fazhi_cli.measure import Measure
from fazhi_cli.register import Loaded, load, loaded
from fazhi_cli.snapshot import Snapshot, packed


def fetched(path: Path, calendar: Callable[[], Calendar], name: str | None, cache: Cache) -> Loaded:
    """Return the register in the file at `path`, of which a snapshot is kept. Raises as `load` does."""
    name = name or str(path)
    if cache.folder is None:
        return load(path, calendar, name)
    read = source.decoded(path, name, source.content(path, name))

    def again() -> Sequence[Measure]:
        return loaded(read, calendar).register.measures

    if kept := cache.find(path, read.digest, name, again):
        return Loaded(read, kept.register, kept.warnings, known=kept.outline)
    found = load(path, calendar, name)
    keep(found, cache)
    return found


def keep(found: Loaded, cache: Cache, before: Loaded | None = None) -> None:
    """Keep a snapshot of a register that was read or, in the place of `before`, written."""
    kept = Snapshot(found.register, found.warnings, found.outline)
    old = before.source.digest if before else None
    cache.keep(found.source.digest, partial(packed, kept), old)
