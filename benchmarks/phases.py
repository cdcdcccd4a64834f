"""Where the time of one reading goes: CPU milliseconds of each step, in the order of a command.

    python benchmarks/phases.py FILE [DAY]

prints a table in Markdown; each step is run five times and the median told. What a process spends before its
first step is told by `python -X importtime -m fazhi_cli list --overdue`.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from fazhi_cli import export, holidays, model, query, register, relations, resolve, snapshot, source, tree
from fazhi_cli.phrases import Phrases

_RUNS = 5
_OVERDUE = query.Filter(overdue=True)


def phases(path: Path, day: date) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield the steps of reading the register at `path`, each with what does it again."""
    calendar = holidays.calendar_for([])
    read, _ = source.read(path)
    plain = tree.read(read)
    shape = model.validate(plain.data)
    assert not isinstance(shape, list), "the register has faults"
    phrases = Phrases(*model.anchor(plain.data), calendar)
    loaded = register.load(path, calendar)
    kept = snapshot.Snapshot(loaded.register, (), loaded.outline)
    stored = Path(tempfile.mkdtemp()) / "snapshot"
    stored.write_bytes(snapshot.packed(kept, "key"))
    listing = query.select(loaded.register, day, _OVERDUE)
    yield "bytes to text, characters", lambda: source.read(path)
    yield "YAML to plain data", lambda: tree.read(read)
    yield "schema", lambda: model.validate(plain.data)
    yield "rules between parts", lambda: relations.faults(plain.data, phrases)
    yield "values, deadlines", lambda: resolve.resolve(shape, path.name, phrases)
    yield "snapshot made", lambda: snapshot.packed(kept, "key")
    yield "digest of the bytes", lambda: sha256(read.data).hexdigest()
    yield "snapshot opened", lambda: snapshot.opened(stored, "key", ("", ""), list)
    yield "overdue ones found", lambda: query.select(_opened(stored), day, _OVERDUE)
    yield "all states", lambda: query.select(loaded.register, day)
    yield "csv of the overdue", lambda: export.render(listing, "csv")


def _opened(stored: Path) -> Any:
    kept = snapshot.opened(stored, "key", ("", ""), list)
    assert kept
    return kept.register


def spent(step: Callable[[], Any]) -> float:
    """Return the median of the CPU milliseconds of a few runs of `step`."""
    times = []
    for _ in range(_RUNS):
        start = process_time()
        step()
        times.append(1000 * (process_time() - start))
    return median(times)


def main(words: list[str]) -> None:
    """Print the table for the register and the day that the words of the command line name."""
    day = date.fromisoformat(words[1]) if len(words) > 1 else date(2022, 10, 15)
    print("| step | CPU ms |\n| --- | --- |")
    for name, step in phases(Path(words[0]), day):
        print(f"| {name} | {spent(step):.1f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
