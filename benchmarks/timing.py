"""One run of a program as its user feels it: wall time of the whole process, peak memory, rows put out."""

import os
import resource
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from registers import MARKER

_PIECE = 1 << 16


class Run(NamedTuple):
    """What one run took: milliseconds, peak MiB, exit code (below 0 a signal), titles shown, last words."""

    ms: float
    peak: float
    code: int
    rows: int
    complaint: str


class Job(NamedTuple):
    """A command to be measured: `prepare` readies the run of a number, untimed, and returns the words."""

    tool: str
    action: str
    prepare: Callable[[int], Sequence[str]]
    folder: Path
    env: Mapping[str, str]


class Timing(NamedTuple):
    """What a command takes: median, least and most milliseconds of `runs`, most MiB, titles shown.

    `size` is None for what does not depend on the register. `late` says that it was stopped at the limit.
    """

    tool: str
    action: str
    size: int | None
    ms: float
    low: float
    high: float
    runs: int
    peak: float
    rows: int
    late: bool = False


class Failed(Exception):
    """A command of a tool failed."""


class Limits(NamedTuple):
    """How often a command is run, and the seconds that all its runs and a single one may take."""

    runs: int
    budget: float
    longest: float


class Series(NamedTuple):
    """A job, its runs so far, the first of which warms, and the seconds of each with what prepares it."""

    job: Job
    runs: list[Run]
    costs: list[float]

    def wants(self, number: int, limits: Limits) -> bool:
        """Say whether the run of that number is due: the warming one, one that counts, more by its cost.

        What had to be stopped when warming is not tried again.
        """
        if number < 2:
            return number == 0 or self.runs[0].code >= 0
        return len(self.costs) > 1 and number * self.costs[1] <= limits.budget

    def counted(self) -> Sequence[Run]:
        """Return the runs that count: the first only when it is alone."""
        return self.runs[1:] or self.runs


def run(command: Sequence[str], folder: Path, env: Mapping[str, str], longest: float) -> Run:
    """Run `command` in `folder` with its output in a pipe; kill it after `longest` seconds.

    The peak is that of the largest process of the command. Linux counts it from the size of the process that
    started it, so nothing smaller than this one can be told.
    """
    with tempfile.TemporaryFile() as complaints:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            start_new_session=True,
        )
        clock = threading.Timer(longest, _kill, (process.pid,))
        clock.start()
        assert process.stdout
        rows = _rows(process.stdout)
        _, status, used = os.wait4(process.pid, 0)
        ms = (time.perf_counter() - began) * 1000
        clock.cancel()
        process.stdout.close()
        process.returncode = os.waitstatus_to_exitcode(status)
        complaints.seek(0)
        told = complaints.read().decode(errors="replace").strip().splitlines()
    return Run(ms, _mebibytes(used), process.returncode, rows, told[-1] if told else "")


def _kill(pid: int) -> None:
    os.killpg(pid, signal.SIGKILL)


def own_peak() -> float:
    """Return the MiB that this process has held at most."""
    return _mebibytes(resource.getrusage(resource.RUSAGE_SELF))


def _mebibytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / 1024


def _rows(stream: IO[bytes]) -> int:
    """Read to the end and count the titles; what were kept here would count as memory of the next child."""
    mark, rows, rest = MARKER.encode(), 0, b""
    while piece := os.read(stream.fileno(), _PIECE):
        piece = rest + piece
        rows += piece.count(mark)
        rest = piece[-len(mark) + 1 :]
    return rows


def measured(jobs: Sequence[Job], size: int | None, limits: Limits) -> tuple[list[Timing], list[str]]:
    """Run the jobs in turn, round after round, and return what each took, and what failed.

    A first round fills caches and compiles modules, and counts only for what was stopped in it.
    """
    series = [Series(job, [], []) for job in jobs]
    failures: list[str] = []
    for number in range(limits.runs + 1):
        for one in list(series):
            if one.wants(number, limits):
                try:
                    began = time.perf_counter()
                    one.runs.append(_once(one.job, number, limits))
                    one.costs.append(time.perf_counter() - began)
                except (Failed, subprocess.CalledProcessError) as failure:
                    failures.append(str(failure))
                    series.remove(one)
    return [_timing(one, size) for one in series], failures


def _once(job: Job, number: int, limits: Limits) -> Run:
    done = run(job.prepare(number), job.folder, job.env, limits.longest)
    if done.code and done.code != -signal.SIGKILL:
        raise Failed(f"{job.tool} {job.action}: exit code {done.code}: {done.complaint}")
    return done


def _timing(series: Series, size: int | None) -> Timing:
    counted = series.counted()
    times = [item.ms for item in counted]
    return Timing(
        series.job.tool,
        series.job.action,
        size,
        statistics.median(times),
        min(times),
        max(times),
        len(counted),
        max(item.peak for item in counted),
        series.runs[0].rows,
        late=any(item.code < 0 for item in counted),
    )
