"""The benchmarks themselves: the same work for every tool, and figures that say what they mean."""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import yaml

import peers
import phases
import registers
import rendering
import speed
import verdicts
from tests.conftest import Run, one_measure
from timing import Job, Limits, Series, Timing, measured
from timing import Run as Measured

DAY = date(2022, 10, 15)
SIZE = 1000


def made(form: str, folder: Path, size: int = SIZE) -> Path:
    """Return the folder in which the work of one form now lies."""
    registers.write(form, size, DAY, folder / form)
    return folder / form


def test_the_register_is_valid_and_holds_what_is_promised(run: Run, tmp_path: Path) -> None:
    """No error, a tenth overdue, three tenths done, about 450 bytes and twelve lines each."""
    file = made("register", tmp_path) / "tasks.yaml"
    checked = run("check", "-f", str(file), "--format", "json")
    assert checked.code == 0
    assert [item for item in json.loads(checked.out)["problems"] if item["level"] == "error"] == []
    told = json.loads(run("export", "-f", str(file)).out)["measures"]
    assert len(told) == SIZE
    assert Counter(item["overdue"] for item in told) == {True: 100, False: 900}
    assert Counter(item["status"] for item in told) == {"done": 300, "doing": 500, "todo": 200}
    assert len({item["lead"] for item in told}) == 20
    assert len({item["section"] for item in told}) == len({item["subtask"] for item in told}) / 10 == 10
    text = file.read_text(encoding="utf-8")
    assert 400 <= len(text.encode()) / SIZE <= 550
    assert text.count("\n") / SIZE == pytest.approx(12.5, abs=0.5)


@pytest.mark.parametrize("size", [1, 60, 100, 1000])
def test_ids_are_those_of_the_register(size: int) -> None:
    """What a measure is called can be told from its number alone, and no two are called the same."""
    told = [item.id for item in registers.items(size, DAY)]
    assert told == [registers.measure_id(number, size) for number in range(1, size + 1)]
    assert len(set(told)) == size


def test_the_days_around_see_the_same() -> None:
    """A clock that is a few days off the day of the data changes nothing."""
    found = list(registers.items(SIZE, DAY))
    for days in (-4, 0, 4):
        late = {item.number for item in found if registers.overdue(item, DAY + timedelta(days))}
        assert late == {item.number for item in found if item.number % 10 == 0}


def test_the_same_arguments_make_the_same_bytes(tmp_path: Path) -> None:
    """Nothing is drawn by chance, in no form."""
    for form in registers.FORMS:
        one, other = made(form, tmp_path / "a", 60), made(form, tmp_path / "b", 60)
        files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
        assert [(one / name).read_bytes() for name in files] == [
            (other / name).read_bytes() for name in files
        ]


Told = tuple[str, date, bool]
"""Title, deadline, done."""


def _of_calendar(folder: Path) -> list[Told]:
    found = []
    for path in (folder / "tasks").glob("*.ics"):
        raw = path.read_bytes()
        assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
        keys = dict(line.split(":", 1) for line in raw.decode().replace("\r\n ", "").split("\r\n") if line)
        due = datetime.strptime(keys["DUE;VALUE=DATE"], "%Y%m%d").date()
        found.append((keys["SUMMARY"], due, keys["STATUS"] == "COMPLETED"))
    return found


def _of_lines(folder: Path) -> list[Told]:
    pattern = re.compile(r"(x \S+ )?\d{4}-\d\d-\d\d (\S+) .* due:(\S+)")
    lines = (folder / "todo.txt").read_text(encoding="utf-8").splitlines()
    found = [match for match in map(pattern.fullmatch, lines) if match]
    assert len(found) == len(lines)
    return [(match[2], date.fromisoformat(match[3]), bool(match[1])) for match in found]


def _of_tasks(folder: Path) -> list[Told]:
    tasks = map(json.loads, (folder / "tasks.json").read_text(encoding="utf-8").splitlines())
    return [
        (
            task["description"],
            datetime.strptime(task["due"], "%Y%m%dT%H%M%SZ").date(),
            task["status"] == "completed",
        )
        for task in tasks
    ]


def _of_journal(folder: Path) -> list[Told]:
    text = (folder / "tasks.journal").read_text(encoding="utf-8")
    found = re.findall(r"^(\d\S+) ([*!]?) \(\S+\) (\S+)$", text, re.MULTILINE)
    return [(title, date.fromisoformat(due), sign == "*") for due, sign, title in found]


def _of_requirements(folder: Path) -> list[Told]:
    items = [yaml.safe_load(path.read_text("utf-8")) for path in (folder / "req").glob("REQ*.yml")]
    return [
        (item["text"].splitlines()[0], date.fromisoformat(item["due"]), item["state"] == "done")
        for item in items
    ]


@pytest.mark.parametrize(
    ("form", "reader"),
    [
        ("calendar", _of_calendar),
        ("lines", _of_lines),
        ("tasks", _of_tasks),
        ("journal", _of_journal),
        ("requirements", _of_requirements),
    ],
)
def test_every_peer_gets_the_same_work(
    tmp_path: Path, form: str, reader: Callable[[Path], list[Told]]
) -> None:
    """Title, deadline and state of every measure come out of each form as they went in."""
    wanted = {(item.title, item.due, item.done) for item in registers.items(100, DAY)}
    found = reader(made(form, tmp_path, 100))
    assert len(found) == 100
    assert set(found) == wanted
    assert sum(not done and due < DAY for _, due, done in found) == 10


def test_every_form_is_some_tools() -> None:
    """None is written for nobody, and every command has a name for the tables."""
    tools = (peers.FAZHI, peers.PYTHON, *peers.PEERS)
    assert {tool.form for tool in tools if tool.form} == set(registers.FORMS)
    assert {name for tool in tools for name in tool.actions} == set(peers.TITLES)
    measured_at_all = {name for group in peers.SIZED for name in group} | set(peers.STARTING)
    assert measured_at_all == set(peers.TITLES)
    asked = {(target.tool, target.other) for target in verdicts.TARGETS}
    assert asked <= {(tool.name, name) for tool in tools for name in tool.actions}


def test_words_name_the_measure() -> None:
    """Each tool gets the measure by the name that it knows."""
    done = peers.FAZHI.actions["mark"].words
    assert peers.filled(done, 1000, 1000, {})[:2] == ["mark", "10.10.10"]
    assert peers.filled(("REQ{number:06}", "{learnt}"), 14, 60, {14: "7"}) == ["REQ000014", "7"]


def test_a_tools_own_names_are_read_off_its_list() -> None:
    """Only those of the measures that will be marked are kept."""
    lines = ("[ ] 255  2026-08-02 推进（No.170） @tasks (80%)\n", "[ ] 3 落实（No.53） @tasks\n", "\n")
    assert peers.learnt(lines, {170, 9}) == {170: "255"}


def test_each_run_marks_another_unfinished_measure() -> None:
    """As many as there are runs and two more, where the register has them."""
    numbers = speed.marked(60, 9)
    assert len(set(numbers)) == 11
    found = {item.number: item for item in registers.items(60, DAY)}
    assert all(not found[number].done and found[number].due > DAY for number in numbers)
    assert len(speed.marked(60, 500)) == len(set(speed.marked(60, 500))) == 36


def timing(
    tool: str, action: str, size: int | None, ms: float, peak: float = 20, late: bool = False
) -> Timing:
    """Return a hand-made figure."""
    return Timing(tool, action, size, ms, ms, ms, 1, peak, 0, late)


def test_ratios_are_held_against_their_targets() -> None:
    """At the target is met, above it is not, and what was not measured stays open."""
    found = verdicts.ratios(
        [
            timing("fazhi", "list", 60, 70),
            timing("todoman", "list", 60, 100),
            timing("fazhi", "csv", 60, 126),
            timing("topydo", "list", 60, 100),
            timing("fazhi", "json", 60, 50),
        ],
        [60],
    )
    told = {item.target.action: item[1:] for item in found if item.target.size == 60}
    assert told["list"] == (70, 100, 0.7, True)
    assert told["csv"] == (126, 100, 1.26, False)
    assert told["json"] == (50, None, None, None)
    assert told["xlsx"] == (None, None, None, None)
    assert {item.target.size for item in found} == {None, 60}


@pytest.mark.parametrize(
    ("ours", "theirs", "met"),
    [
        ((10, False), (100, True), True),
        ((100, False), (100, True), None),
        ((10, True), (100, False), None),
        ((100, True), (100, False), False),
    ],
)
def test_what_was_stopped_took_longer_than_measured(
    ours: tuple[float, bool], theirs: tuple[float, bool], met: bool | None
) -> None:
    """A peer that was stopped can still be beaten; whatever hangs on the unknown rest stays open."""
    timings = [
        timing("fazhi", "list", 60, ours[0], late=ours[1]),
        timing("todoman", "list", 60, theirs[0], late=theirs[1]),
    ]
    found = next(item for item in verdicts.ratios(timings, [60]) if item.target.action == "list")
    assert found.met is met


def test_memory_is_held_against_its_ceiling() -> None:
    """That of fazhi alone, at the sizes that were asked for."""
    timings = [
        timing("fazhi", "list", 10_000, 1, peak=60),
        timing("fazhi", "first", 10_000, 1, peak=150.5),
        timing("todoman", "first", 10_000, 1, peak=10),
    ]
    assert [item[1:] for item in verdicts.peaks(timings, [10_000])] == [(60, True), (150.5, False)]
    assert [item[1:] for item in verdicts.peaks([], [10_000])] == [(None, None)] * 2
    assert verdicts.peaks(timings, [60]) == []


def test_exponents_tell_growth() -> None:
    """Ten times the measures: the same time is 0, ten times is 1, a hundred times is 2."""
    steps = verdicts.exponents({1000: 10, 100: 10, 10_000: 100, 100_000: 10_000})
    assert [(small, large) for small, large, _ in steps] == [(100, 1000), (1000, 10_000), (10_000, 100_000)]
    assert [slope for _, _, slope in steps] == pytest.approx([0, 1, 2])


def test_growth_wants_two_sizes_that_ended() -> None:
    """One size tells nothing, nor does one that was stopped, nor what no size changes."""
    timings = [
        timing("fazhi", "list", 60, 10),
        timing("fazhi", "list", 600, 20),
        timing("fazhi", "json", 60, 10),
        timing("topydo", "list", 60, 10),
        timing("topydo", "list", 600, 1000, late=True),
        timing("fazhi", "version", None, 10),
    ]
    assert [(item.tool, item.action) for item in verdicts.growths(timings)] == [("fazhi", "list")]


def job(folder: Path, code: str, name: str = "x") -> Job:
    """Return a job that runs a line of Python; `RUN` in it is the number of the run."""

    def prepare(run: int) -> Sequence[str]:
        return [sys.executable, "-c", code.replace("RUN", str(run))]

    return Job("python", name, prepare, folder, {})


def test_a_command_is_run_after_a_warming_round(tmp_path: Path) -> None:
    """The rows are counted, the exit code is heeded, and the tools take turns."""
    line = "open('log', 'a').write('{}RUN '); print('{}' * 3)"
    good, bad = line.format("a", registers.MARKER), line.format("b", registers.MARKER)
    wrong = "import sys; sys.exit('wrong')"
    made = [job(tmp_path, good), job(tmp_path, bad, "y"), job(tmp_path, wrong, "z")]
    timings, failures = measured(made, 60, Limits(2, 60, 60))
    assert [(item.action, item.size, item.runs, item.rows, item.late) for item in timings] == [
        ("x", 60, 2, 3, False),
        ("y", 60, 2, 3, False),
    ]
    assert failures == ["python z: exit code 1: wrong"]
    assert (tmp_path / "log").read_text() == "a0 b0 a1 b1 a2 b2 "
    assert all(item.low <= item.ms <= item.high and item.peak > 5 for item in timings)


def test_a_command_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    """It counts as late, and is not tried again."""
    timings, failures = measured([job(tmp_path, "import time; time.sleep(60)")], 60, Limits(9, 30, 0.2))
    assert failures == []
    assert [(item.runs, item.late, item.ms < 30_000) for item in timings] == [(1, True, True)]


def test_the_budget_decides_how_often() -> None:
    """One run counts whatever it costs, more as they fit into the budget; the warming one costs nothing."""
    one, limits = Measured(50_000, 20, 0, 0, ""), Limits(9, 10, 60)
    series = Series(job(Path(), ""), [], [])
    assert series.wants(0, limits)
    series.runs.append(one)
    series.costs.append(50.0)
    assert series.wants(1, limits)
    assert list(series.counted()) == [one]
    series.runs.append(one._replace(ms=2000))
    series.costs.append(3.0)
    assert [series.wants(number, limits) for number in (2, 3, 4)] == [True, True, False]
    assert [run.ms for run in series.counted()] == [2000]
    stopped = Series(series.job, [one._replace(code=-9)], [60.0])
    assert [stopped.wants(number, limits) for number in (1, 2)] == [False, False]


def test_json_and_markdown_tell_the_same() -> None:
    """Every target, ceiling, figure and exponent stands in both, with its verdict."""
    timings = [
        timing("fazhi", "list", 60, 70),
        timing("todoman", "list", 60, 100),
        timing("fazhi", "list", 10_000, 1234.5, peak=61),
        timing("topydo", "list", 10_000, 60_000, late=True),
    ]
    sizes = (60, 10_000)
    outcome = rendering.Outcome(
        {"cores": "2"},
        {"fazhi": "0.1.0"},
        ("hledger",),
        verdicts.ratios(timings, sizes),
        verdicts.peaks(timings, sizes),
        timings,
        verdicts.growths(timings),
        ("a note",),
    )
    data, text = json.loads(rendering.as_json(outcome)), rendering.as_markdown(outcome)
    lines = text.splitlines()
    assert lines[:3] == ["* cores: 2", "* fazhi 0.1.0", "* hledger: not installed"]
    assert "1 targets met, 1 missed, 19 open." in lines
    assert "| list --overdue | 60 | 70.0 | todoman: list --overdue | 100 | 0.70 | 0.7 | yes |" in lines
    assert "| list --overdue | 10 000 | 61 | 60 | **no** |" in lines
    assert "| topydo | list --overdue | 10 000 | >60 000 | 60 000 | 60 000 | 1 | 20 | 0 |" in lines
    assert "| fazhi | list --overdue | 60 → 10 000: 0.56 |" in lines
    assert lines[-3:] == ["Steepest of fazhi: list --overdue, 60 → 10 000: 0.56.", "", "* a note"]
    assert data["steepest"] == {
        "action": "list",
        "small": 60,
        "large": 10_000,
        "slope": pytest.approx(0.561, abs=0.001),
    }
    rows = sum(line.startswith("|") and "---" not in line for line in lines)
    tables = ("targets", "memory", "timings", "growth")
    assert rows - len(tables) == sum(len(data[key]) for key in tables)
    first = data["targets"][0]
    assert (first["action"], first["size"], first["most"], first["met"]) == ("list", 60, 0.7, True)


@pytest.mark.parametrize(
    ("script", "python"),
    [
        ("#!/a/venv/bin/python\nimport sys\n", "/a/venv/bin/python"),
        ("#!/bin/sh\n'''exec' '/a/long/bin/python3.11' \"$0\" \"$@\"\n", "/a/long/bin/python3.11"),
    ],
)
def test_a_script_tells_its_python(tmp_path: Path, script: str, python: str) -> None:
    """In its first line, or in the second where installers had to go round the limit of the first."""
    path = tmp_path / "fazhi"
    path.write_text(script)
    assert peers.interpreter(path) == python
    path.write_text("nothing")
    with pytest.raises(SystemExit):
        peers.interpreter(path)


def test_who_is_missing_is_named(tmp_path: Path) -> None:
    """A peer that is not on the path, or another program of its name, is told and left out."""
    script = tmp_path / "fazhi"
    script.write_text(f"#!{sys.executable}\nprint('fazhi 1.2')\n")
    other = tmp_path / "task"
    other.write_text(f"#!{sys.executable}\nprint('no version')\n")
    for path in (script, other):
        path.chmod(0o755)
    found, missing = peers.find(str(tmp_path), "fazhi", {})
    assert [(item.tool.name, item.version) for item in found] == [
        ("fazhi", "1.2"),
        ("python", sys.version.split()[0]),
    ]
    assert missing == [tool.name for tool in peers.PEERS]


def test_a_copy_to_be_written_to_starts_as_the_data_are(tmp_path: Path) -> None:
    """Each run finds data and cache as they were before the first, and another measure is done before it."""
    code = "import sys; open('t', 'a').write(sys.argv[1]); open('../cache/c', 'a').write(sys.argv[1])"
    mark = peers.Action(("-c", code, "{number}"), anew=True)
    tool = peers.Tool("t", "t", "", (), {"mark": mark, "again": mark._replace(after="mark")})
    data, cache, copy = (tmp_path / name for name in ("data", "cache", "copy"))
    for folder in (data, cache):
        folder.mkdir()
    (data / "t").write_text("-")
    (cache / "c").write_text("-")
    item = peers.Installed(tool, sys.executable, "1")
    stand = speed.Stand(item, 60, data, copy, {"XDG_CACHE_HOME": str(cache)}, {}, (7, 8, 9))
    first, second = speed.jobs([stand], ("mark", "again"))
    timings, failures = measured([first, second], 60, Limits(1, 60, 60))
    assert failures == []
    assert [item.runs for item in timings] == [1, 1]
    assert [(folder / name).read_text() for folder, name in ((data, "t"), (copy, "t"), (cache, "c"))] == [
        "-",
        "-98",
        "-98",
    ]


def test_the_environment_is_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this process's environment reaches what is measured."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("FAZHI_FILE", "x")
    told = speed.clean("/bin", Path("/h"))
    assert {name for name in told if name.startswith(("PYTHON", "FAZHI"))} == set()
    assert told["XDG_CACHE_HOME"] == str(Path("/h/cache"))


def test_the_steps_of_a_reading_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every step has a figure, in the order in which a command takes them."""
    path = tmp_path / "tasks.yaml"
    path.write_text(one_measure("due: 2022-06-30"), encoding="utf-8")
    phases.main([str(path), "2022-10-15"])
    head, _, *rows = capsys.readouterr().out.splitlines()
    assert head == "| step | CPU ms |"
    assert [row.split(" | ")[0] for row in rows][:3] == [
        "| bytes to text, characters",
        "| YAML to plain data",
        "| schema",
    ]
    assert all(float(row.split(" | ")[1].rstrip(" |")) >= 0 for row in rows)
    assert len(rows) == 11
