"""Who is measured, and by which command lines: this program and its peers, each with the same work.

A peer that is not on PATH is left out and named as missing. Command lines are data; in their words stand
`{program}` the program itself, and for the measure that is marked `{id}` its id in the register, `{number}`
its place, `{uuid}` its UUID and `{learnt}` what the tool itself calls it.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path
from typing import IO, NamedTuple

from registers import MARKER, measure_id, task_id

Words = tuple[str, ...]
_LISTED = re.compile(r"^\[ \] +(\d+) .*" + re.escape(MARKER) + r"(\d+)")
_INTERPRETER = re.compile(r"/[^\s'\"]*python[0-9.]*")
"""In the first line of a script, or in the second where the path is too long for the first."""
_SECONDS = 900
"""How long setting up or asking for a version may take."""


class Action(NamedTuple):
    """One thing that a tool can do.

    `words` follow the program's name; `env` is added to the clean environment. `overdue` says that the output
    must show the overdue measures and no others. Before every run `forget` empties the tool's cache, `anew`
    restores its data and cache, and `after` names an action that is done first, on another measure. Above
    `largest` measures it is not tried.
    """

    words: Words
    env: Mapping[str, str] = {}
    overdue: bool = False
    forget: bool = False
    anew: bool = False
    after: str = ""
    largest: int = 10**9


class Tool(NamedTuple):
    """A program: its name in tables and on PATH, the form of its data, what it does.

    `settle` are command lines run once in the folder of new data; `learn` prints a line for each measure that
    can be marked, with the tool's own id and the title.
    """

    name: str
    program: str
    form: str
    version: Words
    actions: Mapping[str, Action]
    settle: tuple[Words, ...] = ()
    learn: Words = ()


class Installed(NamedTuple):
    """A tool that is there: the path of its program and the version that it tells."""

    tool: Tool
    path: str
    version: str


_DONE = ("mark", "{id}", "--status", "done", "--evidence", "区法治办〔2022〕{number}号")
_TAB = {"_FAZHI_COMPLETE": "complete_bash"}

FAZHI = Tool(
    "fazhi",
    "fazhi",
    "register",
    ("--version",),
    {
        "list": Action(("list", "--overdue"), overdue=True),
        "csv": Action(("list", "--overdue", "--format", "csv"), overdue=True),
        "first": Action(("list", "--overdue"), {"FAZHI_NO_CACHE": "1"}, overdue=True),
        "kept": Action(("list", "--overdue"), overdue=True, forget=True),
        "json": Action(("export", "--format", "json")),
        "xlsx": Action(("export", "--output", "out.xlsx", "--force")),
        "ids": Action((), {**_TAB, "COMP_WORDS": "fazhi show 1.1.1", "COMP_CWORD": "2"}),
        "mark": Action(_DONE, anew=True),
        "again": Action(_DONE, anew=True, after="mark"),
        "relist": Action(("list", "--overdue"), anew=True, after="mark"),
        "version": Action(("--version",)),
        "tab": Action((), {**_TAB, "COMP_WORDS": "fazhi li", "COMP_CWORD": "1"}),
        "completion": Action(("completion", "bash")),
        "help": Action(("--help",)),
        "list-help": Action(("list", "--help")),
    },
)
PYTHON = Tool(
    "python",
    "python",
    "",
    ("--version",),
    {"typer": Action(("-c", "import typer")), "pass": Action(("-c", "pass"))},
)
"""The interpreter that runs fazhi: the floor under every start."""

_TODO = ("--config", "config.py")
_TOPYDO = ("-c", "topydo.conf")
_TASK = {"TASKRC": "taskrc"}
_LEDGER = ("-f", "tasks.journal")

PEERS = (
    Tool(
        "todoman",
        "todo",
        "calendar",
        ("--version",),
        {
            "list": Action((*_TODO, "list", "--due", "-1"), overdue=True),
            "first": Action((*_TODO, "list", "--due", "-1"), overdue=True, forget=True),
            "json": Action((*_TODO, "--porcelain", "list", "--status", "ANY")),
            "mark": Action((*_TODO, "done", "{learnt}")),
        },
        learn=(*_TODO, "list"),
    ),
    Tool(
        "topydo",
        "topydo",
        "lines",
        ("-v",),
        {
            "list": Action((*_TOPYDO, "ls", "due:<today"), overdue=True, largest=10_000),
            "json": Action((*_TOPYDO, "ls", "-x", "-f", "json"), largest=10_000),
            "mark": Action((*_TOPYDO, "do", "{number}"), anew=True, largest=10_000),
        },
    ),
    Tool(
        "Taskwarrior",
        "task",
        "tasks",
        ("--version",),
        {
            "list": Action(("overdue",), _TASK, overdue=True),
            "json": Action(("export",), _TASK),
            "mark": Action(("{uuid}", "done"), _TASK, anew=True),
        },
        settle=(("{program}", "rc:taskrc", "import", "tasks.json"),),
    ),
    Tool(
        "hledger",
        "hledger",
        "journal",
        ("--version",),
        {
            "list": Action(
                (*_LEDGER, "register", "date:..today", "-U", "-P", "-w", "200"),
                overdue=True,
            ),
            "json": Action((*_LEDGER, "print", "-O", "json")),
        },
    ),
    Tool(
        "doorstop",
        "doorstop",
        "requirements",
        ("--version",),
        {
            "validate": Action(("-L", "-W", "-F"), largest=1_000),
            "xlsx": Action(("export", "REQ", "out.xlsx", "--xlsx"), largest=10_000),
            "review": Action(("review", "REQ{number:06}"), largest=10_000),
        },
        settle=(("git", "init", "--quiet"),),
    ),
)
"""doorstop knows no deadlines; that it validates all is told for comparison.

Peers whose time grows with the square of the size stop where they take minutes."""

TITLES: Mapping[str, str] = {
    "list": "list --overdue",
    "csv": "list --overdue --format csv",
    "validate": "validate all",
    "first": "list --overdue, nothing cached",
    "kept": "list --overdue, nothing cached, then cached",
    "json": "export json",
    "xlsx": "export xlsx",
    "ids": "Tab on an id",
    "mark": "mark one done",
    "review": "review one",
    "again": "mark one done, just after a mark",
    "relist": "list --overdue, just after a mark",
    "version": "--version",
    "tab": "Tab on a command",
    "completion": "completion bash",
    "help": "--help",
    "list-help": "list --help",
    "typer": "import typer",
    "pass": "pass",
}
"""What tables call the actions."""

SIZED = (
    ("list", "csv", "first", "kept", "validate"),
    ("json",),
    ("xlsx",),
    ("ids", "typer"),
    ("mark", "again", "relist", "review"),
)
"""Actions at each size, in order; those of one group are run in turn, so that drift hits all of them."""

STARTING = ("version", "tab", "completion", "help", "list-help", "typer", "pass")
"""Actions whose time does not depend on the register."""


def find(path: str, fazhi: str, env: Mapping[str, str]) -> tuple[list[Installed], list[str]]:
    """Return the tools on the search path `path`, fazhi and its Python first, and the names of the others.

    `fazhi` is the name or path of the program. Raises SystemExit when it is not there.
    """
    program = shutil.which(fazhi, path=path)
    if program is None:
        raise SystemExit(f"no program {fazhi}")
    ours = (_installed(FAZHI, program, env), _installed(PYTHON, interpreter(Path(program)), env))
    theirs = [_installed(tool, shutil.which(tool.program, path=path), env) for tool in PEERS]
    if None in ours:
        raise SystemExit(f"{program} cannot be run")
    found = [item for item in (*ours, *theirs) if item is not None]
    names = {item.tool.name for item in found}
    return found, [tool.name for tool in PEERS if tool.name not in names]


def interpreter(script: Path) -> str:
    """Return the Python that an installed script runs under. Raises SystemExit if it does not tell."""
    head = script.read_bytes().split(b"\n", 2)[:2]
    found = _INTERPRETER.search(b" ".join(head).decode(errors="replace"))
    if found is None:
        raise SystemExit(f"{script} does not tell its Python")
    return found[0]


def _installed(tool: Tool, program: str | None, env: Mapping[str, str]) -> Installed | None:
    """Return the tool with its version; None if it is not there or another program has its name."""
    if program is None:
        return None
    path = str(Path(program).absolute())
    told = subprocess.run(
        [path, *tool.version], env=env, capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    number = re.search(r"\d+(?:\.\d+)+", told.stdout)
    return Installed(tool, path, number[0]) if number and told.returncode == 0 else None


def settle(
    item: Installed, folder: Path, env: Mapping[str, str], numbers: Iterable[int]
) -> Mapping[int, str]:
    """Make new data in `folder` ready; return what the tool calls the measures of those numbers, once asked.

    Raises CalledProcessError when the tool fails.
    """
    for words in item.tool.settle:
        command = [word.format(program=item.path) for word in words]
        _quietly(command, folder, env, subprocess.DEVNULL)
    if not item.tool.learn:
        return {}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        _quietly([item.path, *item.tool.learn], folder, env, told)
        told.seek(0)
        return learnt(told, frozenset(numbers))


def _quietly(command: Sequence[str], folder: Path, env: Mapping[str, str], output: IO[str] | int) -> None:
    """Run a command and hold nothing that it prints: what were held here would count as a child's memory."""
    subprocess.run(
        command, cwd=folder, env=env, stdout=output, stderr=subprocess.PIPE, timeout=_SECONDS, check=True
    )


def learnt(lines: Iterable[str], numbers: Set[int]) -> Mapping[int, str]:
    """Return the tool's own ids of the measures with those numbers, out of the lines that `learn` printed."""
    told = filter(None, map(_LISTED.search, lines))
    return {int(match[2]): match[1] for match in told if int(match[2]) in numbers}


def filled(words: Iterable[str], number: int, size: int, names: Mapping[int, str]) -> list[str]:
    """Return the words of an action for the measure with that number."""
    values = {
        "id": measure_id(number, size),
        "number": number,
        "uuid": task_id(number),
        "learnt": names.get(number, ""),
    }
    return [word.format_map(values) for word in words]
