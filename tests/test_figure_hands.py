"""Figures F1, F3 and F4: kills at every system call, many clerks at once, an editor beside them."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from fazhi_cli import cli, holidays
from fazhi_cli.register import load
from tests.conftest import one_measure
from tests.figures import SOAK, measured, size
from tests.test_cli_process import environment

CALENDAR = holidays.calendar_for([])
CLERKS = 8
MEASURES = tuple(f"1.1.{number}" for number in range(1, CLERKS + 2))
"""One measure for each clerk, and 1.1.9, which all of them mark in turn."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are forked")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a register for eight clerks into the current folder; return its path."""
    monkeypatch.chdir(tmp_path)
    for name in ("FAZHI_FILE", "FAZHI_BY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LOGNAME", "测试员")
    more = "".join(f'          - {{id: "{own}", title: 措施}}\n' for own in MEASURES[1:])
    path = tmp_path / "tasks.yaml"
    path.write_text(one_measure("") + more, encoding="utf-8")
    return path


def notes(path: Path) -> list[str]:
    """Return the notes of all entries in a register."""
    found = load(path, CALENDAR).register.measures
    return [str(entry.note) for measure in found for entry in measure.log]


def command(*args: str) -> int:
    """Run a command without output, and return its exit code."""
    kept = sys.stdout, sys.stderr
    with Path(os.devnull).open("w", encoding="utf-8") as null:
        sys.stdout = sys.stderr = null
        try:
            return int(cli.run(args))
        finally:
            sys.stdout, sys.stderr = kept


def mark(own: str, note: str) -> int:
    """Record an entry, and return the exit code."""
    return command("mark", own, "--note", note)


def together(bodies: Sequence[Callable[[], object]]) -> list[int]:
    """Run every body in a process of its own at the same time; return how each ended, 0 being fine."""
    children = []
    for body in bodies:
        child = os.fork()
        if not child:
            code = 1
            try:
                body()
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def test_f3_eight_clerks_mark_at_once(file: Path) -> None:
    """Every mark of eight processes lands, on one's own measure and on a common one; readers see no fault."""
    count = size(5, 50)
    done = file.with_name("done")

    def clerk(number: int) -> None:
        for turn in range(count):
            own = MEASURES[number] if turn % 2 else MEASURES[-1]
            assert mark(own, f"{number}-{turn}") == 0

    def reader() -> None:
        while not done.exists():
            assert command("list", "--format", "json") == 0
            time.sleep(0.1)

    def clerks() -> None:
        ended = together([lambda number=number: clerk(number) for number in range(CLERKS)])  # type: ignore[misc]
        done.touch()
        assert ended == [0] * CLERKS

    with measured("F3") as told:
        assert together([clerks, *[reader] * 4]) == [0] * 5
        wanted = sorted(f"{number}-{turn}" for number in range(CLERKS) for turn in range(count))
        landed = sorted(notes(file))
        told.append(f"{len(landed)} of {len(wanted)} marks")
    assert landed == wanted
    assert not list(file.parent.glob(".*.tmp"))


def test_f4_marks_against_an_editor_that_saves(file: Path) -> None:
    """No save of an editor is lost; a mark is in the file, refused with 5, or on record as done."""
    count = size(20, 200)

    def editor() -> None:
        dice = random.Random(4)
        for turn in range(count):
            while not _saved(file, f"# 保存{turn}\n"):
                time.sleep(dice.random() / 1000)
            time.sleep(dice.random() / 50)

    def clerk() -> None:
        codes = [mark("1.1.1", f"m{turn}") for turn in range(count)]
        file.with_name("codes").write_text(json.dumps(codes), encoding="utf-8")

    with measured("F4") as told:
        assert together([editor, clerk]) == [0, 0]
        codes = json.loads(file.with_name("codes").read_text(encoding="utf-8"))
        lines = set(file.read_text(encoding="utf-8").splitlines())
        kept = sum(f"# 保存{turn}" in lines for turn in range(count))
        there = set(notes(file))
        landed = [turn for turn, code in enumerate(codes) if code == 0 and f"m{turn}" in there]
        over = [turn for turn, code in enumerate(codes) if code == 0 and f"m{turn}" not in there]
        told += [
            f"{kept} of {count} saves kept",
            f"{len(landed)} of {count} marks in the file",
            f"{codes.count(5)} refused",
            f"{len(over)} saved over by the editor, on record",
        ]
    assert kept == count
    assert set(codes) <= {0, 5}
    assert [turn for turn, code in enumerate(codes) if code and f"m{turn}" in there] == []
    record = file.with_name(".tasks.yaml.history").read_text(encoding="utf-8")
    assert [turn for turn in over if f'"m{turn}"' not in record] == []
    assert len(over) <= count // 20


def _saved(file: Path, line: str) -> bool:
    """Save as an editor does that knows no lock but looks once more before it saves; say whether it did."""
    seen = file.read_bytes()
    other = file.with_name("editing")
    other.write_bytes(seen + line.encode())
    if file.read_bytes() != seen:
        return False
    other.replace(file)
    return True


TRACED = "openat,write,close,rename,renameat2,link,linkat,fsync,flock,fchmod,fchown,unlink,ftruncate"


@pytest.mark.skipif(not SOAK or not shutil.which("strace"), reason="by make soak, where there is strace")
@pytest.mark.parametrize("args", ["mark 1.1.1 --note 甲", "set 1.1.1 --lead 区法院", "undo --yes"])
def test_f1_killed_at_every_system_call(file: Path, args: str) -> None:
    """A command killed at any call under the lock leaves the old file or the new; the next works."""
    assert mark("1.1.1", "先记一条") == 0
    history = file.with_name(".tasks.yaml.history")
    old, record = file.read_bytes(), history.read_bytes()
    calls = _calls(file, args)
    new = file.read_bytes()
    assert new != old
    outcomes = []
    with measured(f"F1 {args.split()[0]}") as told:
        for name, number in calls:
            file.write_bytes(old)
            history.write_bytes(record)
            _traced(file, args, f"-e inject={name}:signal=KILL:when={number}", "-e trace=" + TRACED)
            assert file.read_bytes() in (old, new), (name, number)
            outcomes.append(file.read_bytes() == new)
            assert mark("1.1.1", "后来") == 0, (name, number)
        told += [f"{len(outcomes)} kills", f"{outcomes.count(False)} old", f"{outcomes.count(True)} new"]
    assert len(outcomes) > 15
    assert {True, False} <= set(outcomes)


def _calls(file: Path, args: str) -> list[tuple[str, int]]:
    """Return each system call from lock to unlocking, with how many of its name there were until then."""
    log = file.with_name("calls")
    _traced(file, args, f"-o {log}", "-e trace=" + TRACED)
    counts: dict[str, int] = {}
    found: list[tuple[str, int]] = []
    for line in log.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"\d+\s+(\w+)\((.*)", line):
            name = match[1]
            counts[name] = counts.get(name, 0) + 1
            if found or ".tasks.yaml.lock" in match[2]:
                found.append((name, counts[name]))
    last = max(place for place, (name, _) in enumerate(found) if name == "flock")
    return found[: last + 2]


def _traced(file: Path, args: str, *options: str) -> None:
    words = [word for option in options for word in option.split()]
    subprocess.run(
        ["strace", "-f", *words, sys.executable, "-m", "fazhi_cli", *args.split()],
        cwd=file.parent,
        env=environment(PYTHONHASHSEED="0"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
