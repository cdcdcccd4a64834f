"""How fast fazhi is beside its peers: everything measured in one run on one machine, told as ratios.

    python benchmarks/speed.py --peers FOLDER FOLDER --markdown speed.md --json speed.json

Each size is made anew in a temporary folder, in the form of each tool. Whole processes of the installed
programs are timed in a clean environment, their output in a pipe, the tools in turn.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import peers
import registers
import rendering
import verdicts
from peers import Action, Installed
from timing import Job, Limits, Timing, measured, own_peak

_GENERATOR = Path(__file__).with_name("registers.py")
_SIZES = "60,1000,10000"


class Bench(NamedTuple):
    """What one benchmark works with: the tools, a scratch folder, the search path, the day, the limits."""

    tools: Sequence[Installed]
    folder: Path
    path: str
    day: date
    limits: Limits


class Stand(NamedTuple):
    """One tool with its data of one size, and the folder of the copy that is written to.

    `names` are the tool's own names of the measures that are marked, `numbers`.
    """

    item: Installed
    size: int
    data: Path
    copy: Path
    env: Mapping[str, str]
    names: Mapping[int, str]
    numbers: Sequence[int]


def clean(path: str, home: Path) -> dict[str, str]:
    """Return the environment of a measured program: nothing that changes how Python starts or writes."""
    return {
        "PATH": path,
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "USER": "bench",
        "LOGNAME": "bench",
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
    }


def marked(size: int, runs: int) -> list[int]:
    """Return the numbers of the measures that are marked: unfinished ones, two more than there are runs."""
    unfinished = size // 10 * len(registers.OPEN)
    wanted = min(runs + 2, unfinished)
    tens = (divmod(place * unfinished // wanted, len(registers.OPEN)) for place in range(wanted))
    return [ten * 10 + registers.OPEN[part] for ten, part in tens]


def stands(bench: Bench, size: int, notes: list[str]) -> Iterator[Stand]:
    """Yield each tool with its data of `size` ready; what does not work for a tool is noted."""
    for item in bench.tools:
        home = bench.folder / str(size) / item.tool.name
        if not _worth(item, size):
            notes.append(f"{item.tool.name} at {size}: not tried, its time grows with the square of the size")
            continue
        say(f"{size} {item.tool.name}: data")
        env, numbers = clean(bench.path, home), marked(size, bench.limits.runs)
        data = home / "data"
        try:
            _make(item, size, bench.day, data)
            names = peers.settle(item, data, env, numbers)
        except (OSError, subprocess.SubprocessError) as error:
            notes.append(f"{item.tool.name} at {size}: data could not be made: {_last(error)}")
            continue
        yield Stand(item, size, data, home / "copy", env, names, numbers)


def _worth(item: Installed, size: int) -> bool:
    return any(size <= action.largest for action in item.tool.actions.values())


def _make(item: Installed, size: int, day: date, data: Path) -> None:
    """Write the data by a process of its own, whose memory is not counted with that of measured programs."""
    if not item.tool.form:
        data.mkdir(parents=True)
        return
    words = (str(_GENERATOR), item.tool.form, str(size), day.isoformat(), str(data))
    subprocess.run([sys.executable, *words], check=True, capture_output=True)


def _last(error: Exception) -> str:
    told = getattr(error, "stderr", None) or b""
    lines = told.decode(errors="replace").strip().splitlines() if isinstance(told, bytes) else [told]
    return lines[-1] if lines else str(error)


def jobs(found: Iterable[Stand], group: Sequence[str]) -> list[Job]:
    """Return what is run in turn for a group of actions, all tools of an action one after the other."""
    kept = list(found)
    return [
        _job(stand, name, stand.item.tool.actions[name])
        for name in group
        for stand in kept
        if name in stand.item.tool.actions and stand.size <= stand.item.tool.actions[name].largest
    ]


def _job(stand: Stand, name: str, action: Action) -> Job:
    def prepare(run: int) -> Sequence[str]:
        if action.forget:
            shutil.rmtree(stand.env["XDG_CACHE_HOME"], ignore_errors=True)
        if action.anew:
            _renew(stand)
        if action.after:
            _do(stand, stand.item.tool.actions[action.after], run + 1)
        return command(stand, action, run)

    folder = stand.copy if action.anew else stand.data
    return Job(stand.item.tool.name, name, prepare, folder, {**stand.env, **action.env})


def command(stand: Stand, action: Action, run: int) -> list[str]:
    """Return the command line of the run with that number; each run marks another measure."""
    number = stand.numbers[run % len(stand.numbers)]
    return [stand.item.path, *peers.filled(action.words, number, stand.size, stand.names)]


def _renew(stand: Stand) -> None:
    """Copy the data afresh and put the cache back to what it was when the first copy was made.

    All goes down to the disk, or the program would pay for it with the first thing that it makes durable.
    """
    cache = Path(stand.env["XDG_CACHE_HOME"])
    kept = cache.with_name("kept")
    if not kept.exists():
        cache.mkdir(exist_ok=True)
        shutil.copytree(cache, kept)
    for source, target in ((stand.data, stand.copy), (kept, cache)):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
    os.sync()


def _do(stand: Stand, action: Action, run: int) -> None:
    env = {**stand.env, **action.env}
    subprocess.run(command(stand, action, run), cwd=stand.copy, env=env, check=True, capture_output=True)


def sized(bench: Bench, size: int, notes: list[str]) -> list[Timing]:
    """Return the timings of all tools at `size`."""
    found = list(stands(bench, size, notes))
    timings = []
    for group in peers.SIZED:
        say(f"{size} {' '.join(group)}")
        done, failures = measured(jobs(found, group), size, bench.limits)
        timings += done
        notes += [f"{failure} (at {size})" for failure in failures]
    notes += _miscounted(bench.tools, timings, size)
    return timings


def _miscounted(tools: Iterable[Installed], timings: Iterable[Timing], size: int) -> Iterator[str]:
    """Yield what does not show the overdue measures: a tool that does other work is no measure."""
    actions = {item.tool.name: item.tool.actions for item in tools}
    for timing in timings:
        wanted = timing.size is not None and actions[timing.tool][timing.action].overdue
        if wanted and not timing.late and timing.rows != size // 10:
            yield f"{timing.tool} {timing.action} at {size}: shows {timing.rows} rows instead of {size // 10}"


def starting(bench: Bench, size: int, notes: list[str]) -> list[Timing]:
    """Return the timings of what depends on no register; one of `size` lies there all the same."""
    bench = bench._replace(tools=bench.tools[:2], folder=bench.folder / "start")
    found = list(stands(bench, size, notes))
    say("start-up")
    timings, failures = measured(jobs(found, peers.STARTING), None, bench.limits)
    notes += failures
    return timings


def say(text: str) -> None:
    """Tell on standard error how far the benchmark is."""
    print(text, file=sys.stderr, flush=True)


def facts(bench: Bench, sizes: Sequence[int]) -> dict[str, str]:
    """Return what a reader must know about machine and run to judge the figures."""
    return {
        "day": bench.day.isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": str(os.cpu_count()),
        "sizes": ", ".join(map(str, sizes)),
        "runs": f"{bench.limits.runs}, fewer where they take over {bench.limits.budget:g} s",
        "least peak that can be told": f"{own_peak():.0f} MiB",
    }


def benchmark(bench: Bench, sizes: Sequence[int], missing: Sequence[str]) -> rendering.Outcome:
    """Measure everything and judge it."""
    notes: list[str] = []
    timings = starting(bench, min(sizes), notes)
    for size in sizes:
        timings += sized(bench, size, notes)
    return rendering.Outcome(
        facts(bench, sizes),
        {item.tool.name: item.version for item in bench.tools},
        missing,
        verdicts.ratios(timings, sizes),
        verdicts.peaks(timings, sizes),
        timings,
        verdicts.growths(timings),
        notes,
    )


def main(words: Sequence[str] | None = None) -> None:
    """Run the benchmark that the command line asks for; print Markdown unless it goes to a file."""
    asked = _parser().parse_args(words)
    sizes = sorted({int(size) for size in asked.sizes.split(",")})
    path = os.pathsep.join([*(str(Path(folder).absolute()) for folder in asked.peers), os.environ["PATH"]])
    with tempfile.TemporaryDirectory() as scratch:
        found, missing = peers.find(path, asked.fazhi, clean(path, Path(scratch)))
        limits = Limits(asked.runs, asked.budget, asked.longest)
        bench = Bench(found, Path(scratch), path, date.fromisoformat(asked.day), limits)
        outcome = benchmark(bench, sizes, missing)
    if asked.json:
        Path(asked.json).write_text(rendering.as_json(outcome), encoding="utf-8")
    if asked.markdown:
        Path(asked.markdown).write_text(rendering.as_markdown(outcome), encoding="utf-8")
    else:
        print(rendering.as_markdown(outcome), end="")


def _parser() -> argparse.ArgumentParser:
    first, _, rest = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=first, epilog=rest, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default=_SIZES, help=f"numbers of measures ({_SIZES})")
    parser.add_argument("--runs", type=int, default=9, help="runs of each command after a warming one (9)")
    parser.add_argument("--budget", type=float, default=30, help="seconds for the runs of one command (30)")
    parser.add_argument(
        "--longest", type=float, default=120, help="seconds after which a run is stopped (120)"
    )
    parser.add_argument("--fazhi", default="fazhi", metavar="PATH", help="the installed program")
    parser.add_argument("--peers", nargs="*", default=[], metavar="FOLDER", help="folders put before PATH")
    parser.add_argument("--day", default=date.today().isoformat(), help="day the data are made for (today)")
    parser.add_argument("--json", metavar="FILE", help="write the outcome as JSON")
    parser.add_argument("--markdown", metavar="FILE", help="write the tables there instead of printing them")
    return parser


if __name__ == "__main__":
    main()
