"""A register fetched to be changed: by its snapshot where that is of the same bytes, else read as a whole."""

from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from fazhi_cli import source
from fazhi_cli.cache import Cache
from fazhi_cli.deadline import Calendar
from fazhi_cli.measure import Measure
from fazhi_cli.register import Loaded, load, loaded
from fazhi_cli.snapshot import Snapshot, packed
from fazhi_cli.source import Source


def fetched(path: Path, calendar: Callable[[], Calendar], name: str | None, cache: Cache) -> Loaded:
    """Return the register in the file at `path`, of which a snapshot is kept. Raises as `load` does."""
    name = name or str(path)
    if cache.folder is None:
        return load(path, calendar, name)
    data = source.content(path, name)

    def again() -> Sequence[Measure]:
        return loaded(source.decoded(path, name, data), calendar).register.measures

    kept = cache.find(path, sha256(data).hexdigest(), name, again)
    if kept is None:
        found = load(path, calendar, name)
        keep(found, cache)
        return found
    return Loaded(_source(path, name, data, kept), kept.register, kept.warnings, known=kept.outline)


def _source(path: Path, name: str, data: bytes, kept: Snapshot) -> Source:
    """Return `data`, known to be a register's, as text: nothing about its characters is looked at again."""
    bom = source.mark_of(kept.encoding) if kept.bom else b""
    return Source(path, name, data, data[len(bom) :].decode(kept.encoding), kept.encoding, bom)


def keep(found: Loaded, cache: Cache, before: Loaded | None = None) -> None:
    """Keep a snapshot of a register that was read or, in the place of `before`, written."""
    kept = Snapshot(
        found.register, found.warnings, found.source.encoding, bool(found.source.bom), found.outline
    )
    old = before.source.digest if before else None
    cache.keep(found.source.digest, partial(packed, kept), old)
