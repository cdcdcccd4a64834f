"""Figures of reliability in two sizes: small in every run, full by `make soak`.

`FAZHI_SOAK=1` asks for the full size, `FAZHI_SOAK=5` for five times that.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

SOAK = float(os.environ.get("FAZHI_SOAK") or 0)


def size(quick: int, full: int) -> int:
    """Return how often something is tried: `quick` times, or `full` times the factor in FAZHI_SOAK."""
    return round(full * SOAK) if SOAK else quick


@contextmanager
def measured(figure: str) -> Iterator[list[str]]:
    """Time the body and print what it put into the list, to be seen with `pytest -s`."""
    found: list[str] = []
    begin = time.perf_counter()
    yield found
    print(f"\n{figure}: {'; '.join(found)}; {time.perf_counter() - begin:.1f} s")
