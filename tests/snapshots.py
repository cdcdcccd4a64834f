"""Registers as they come back out of a snapshot, for tests of what then is done to them."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from fazhi_cli.measure import Measure
from fazhi_cli.register import Loaded
from fazhi_cli.snapshot import Snapshot, opened, packed

KEY = "k" * 64


def kept(loaded: Loaded) -> Snapshot:
    """Return what is kept of a register that was read."""
    return Snapshot(loaded.register, loaded.warnings, loaded.outline)


def gone() -> Sequence[Measure]:
    """Fail: the measures of an undamaged snapshot are not read again."""
    raise AssertionError("read again")


def remembered(loaded: Loaded, folder: Path | None = None) -> Loaded:
    """Return a register that was read as it comes back by its snapshot."""
    path = (folder or Path(tempfile.mkdtemp())) / "s"
    path.write_bytes(packed(kept(loaded), KEY))
    back = opened(path, KEY, (loaded.register.name, loaded.source.name), gone)
    assert back is not None
    return Loaded(loaded.source, back.register, back.warnings, known=back.outline)
