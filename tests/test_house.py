"""The house itself: what may import what, where libraries live, how light commands are, how long code is."""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import fazhi_cli
from fazhi_cli.cli import COMMANDS

PACKAGE = Path(fazhi_cli.__file__).parent
TESTS = Path(__file__).parent

FLOORS: tuple[tuple[str, ...], ...] = (
    ("cells", "terms", "problems", "change", "document", "events", "packaged", "rhythm", "signatures", ""),
    ("archive", "cellnames", "source", "commit", "filenames", "headings", "layout", "meaning", "returned"),
    ("blocks", "deadline", "known", "measure", "nodes"),
    ("cellvalues", "packing", "phrases", "sketch", "span", "speech", "syntax"),
    ("snapshot", "tree"),
    ("cache", "excerpt", "model", "scalars"),
    ("relations", "edit", "emit"),
    ("resolve", "merging"),
    ("register", "holidays", "drafting"),
    ("fetching", "proof"),
    ("state", "naming", "merge", "tracing"),
    ("steps", "combining", "traced", "uncounted"),
    ("query", "columns", "record", "tally", "journal"),
    ("burnup", "ledger", "marking", "rates", "silence", "stats", "undoing", "wording"),
    ("chasing", "check", "comparing", "notice", "outgoing", "overwritten", "planning", "report"),
    ("writing", "recoding", "founding", "bulletin", "correspondence", "headline", "scheduling", "versioning"),
    ("intake", "rollover", "diagnosis"),
    ("adopting",),
    ("view", "export"),
    ("cli",),
    ("__main__",),
)
"""Modules and packages from the ground up; one may import only what lies on a floor below its own.

The modules of a package may import each other. The name of the package itself holds the version alone.
"""

HOMES = {
    "yaml": {"events"},
    "pydantic": {"model"},
    "pydantic_core": {"model"},
    "rich": {"view.drawing"},
    "filelock": {"commit"},
    "lxml": {"export.package"},
    "xlsxwriter": {"export.xlsx"},
    "docx": {"export.letter"},
    "jinja2": {"export.page"},
}
"""Each heavy library and the one module that may import it; typer is at home in all of `cli`."""

LONGER = {"model": 530, "edit": 560}
"""Modules above the 400 lines that are allowed, and the length they must not outgrow."""


def modules() -> dict[str, Path]:
    """Return every module of the package by its dotted name without `fazhi_cli.`."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}
RANK = {name: floor for floor, names in enumerate(FLOORS) for name in names}


def top(name: str) -> str:
    """Return the package or module of FLOORS that `name` belongs to."""
    return name.partition(".")[0]


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the full names of what `tree` imports, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (
                name if name.removeprefix("fazhi_cli.") in MODULES else str(node.module) for name in names
            )


def own_imports(name: str) -> set[str]:
    """Return the modules of this package that the module `name` imports."""
    full = {found for found in imported(TREES[name]) if found.partition(".")[0] == "fazhi_cli"}
    return {found.removeprefix("fazhi_cli").removeprefix(".") for found in full} - {name}


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield every function and method with the module it stands in."""
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                yield name, node


def test_every_module_has_a_floor() -> None:
    """A new module is placed on purpose, and none is listed that is gone."""
    assert {top(name) for name in MODULES} == set(RANK)


def test_the_drawing_of_the_layers_is_true() -> None:
    """The first column of design.md names every module and package once, floor by floor from the top."""
    told = (TESTS.parent / "docs" / "design.md").read_text(encoding="utf-8")
    drawing = told.partition("## Layers")[2].split("```")[1].strip("\n").split("\n")
    drawn: list[list[str]] = []
    for line in drawing:
        if not line.startswith(" "):
            drawn.append([])
        drawn[-1] += re.split(" {2,}", line.strip())[0].split()
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    floors = [[f"{name}/" if name in packages else name for name in floor if name] for floor in FLOORS]
    assert [sorted(floor) for floor in drawn] == [sorted(floor) for floor in reversed(floors)]


@pytest.mark.parametrize("name", MODULES)
def test_imports_go_downwards(name: str) -> None:
    """A module imports from floors below, or from its own package."""
    upwards = {
        other
        for other in own_imports(name)
        if top(other) != top(name) and RANK[top(other)] >= RANK[top(name)]
    }
    assert upwards == set()


def test_imports_make_no_circle() -> None:
    """Within packages, too, no module imports what imports it; imports for types alone do not count."""
    graph = {name: _at_run_time(name) for name in MODULES}
    done: set[str] = set()
    while free := {name for name in graph if name not in done and graph[name] <= done}:
        done |= free
    assert set(graph) - done == set()


def _at_run_time(name: str) -> set[str]:
    """Return the modules of this package that are loaded when `name` is: its imports outside functions."""
    tree = ast.Module(
        [node for node in TREES[name].body if not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.If)],
        [],
    )
    full = {found for found in imported(tree) if found.startswith("fazhi_cli")}
    found = {other.removeprefix("fazhi_cli").removeprefix(".") for other in full}
    return {other for other in found if other not in (name, "")}


@pytest.mark.parametrize("library", HOMES)
def test_a_heavy_library_has_one_home(library: str) -> None:
    """Only its home imports it, and there plainly."""
    homes = {name for name, tree in TREES.items() if library in {top(found) for found in imported(tree)}}
    assert homes == HOMES[library]


def test_typer_is_at_home_in_the_door() -> None:
    """Nothing below the door knows the command line."""
    users = {top(name) for name, tree in TREES.items() if "typer" in {top(found) for found in imported(tree)}}
    assert users == {"cli"}


def test_only_the_door_imports_late() -> None:
    """Functions import nothing but in `cli`."""
    late = {
        name
        for name, function in functions()
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    }
    assert {top(name) for name in late} <= {"cli"}


def test_one_place_reads_the_clock_and_few_the_environment() -> None:
    """The day is an argument everywhere; only the door looks at the environment."""
    clocks, environments = set(), set()
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                if node.value.id in ("date", "datetime") and node.attr in ("now", "today", "utcnow"):
                    clocks.add(name)
                if node.value.id == "os" and node.attr in ("environ", "getenv"):
                    environments.add(top(name))
    assert clocks == {"cli.session"}
    assert environments == {"cli"}


CHILD = """
import io, os, sys
from fazhi_cli import cli
kept, told = sys.stdout, []
for line in sys.argv[1:]:
    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.stderr = io.StringIO()
    os.environ.pop("_FAZHI_COMPLETE", None)
    if line.startswith("TAB "):
        os.environ.update(_FAZHI_COMPLETE="complete_bash", COMP_WORDS=line[4:], COMP_CWORD="2")
        line = ""
    cli.run(line.split())
    told.append(" ".join(sys.modules))
kept.write("\\n".join(told))
"""


def loaded(folder: Path, *lines: str) -> dict[str, set[str]]:
    """Return the modules that are loaded after each of the command lines, run in turn in one process."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *lines], cwd=folder, capture_output=True, text=True, check=True
    )
    return {line: set(modules.split()) for line, modules in zip(lines, done.stdout.split("\n"), strict=True)}


HEAVY = {"yaml", "pydantic", "pydantic_core", "rich", "filelock"}
OFFICE = {"docx", "lxml", "xlsxwriter", "jinja2"}
"""What only files for an office need."""


def test_commands_load_what_they_use(tmp_path: Path) -> None:
    """From the lightest to the heaviest: what each may not have loaded when it is done."""
    no_file = HEAVY | {
        f"fazhi_cli.{name}" for name in ("model", "register", "query", "state", "deadline", "tree")
    }
    no_table = {"rich", "filelock", "fazhi_cli.view.table", "fazhi_cli.commit", "fazhi_cli.writing"}
    light = ("--version", "lst", "--help", "list --help", "completion bash", "TAB fazhi show 1.1")
    forbidden = {
        **dict.fromkeys(light, no_file),
        "schema": no_table | {"fazhi_cli.register"},
        **dict.fromkeys(("due 年底前", "", "show 1.1.4", "list --format json"), no_table),
        **dict.fromkeys(("list --format csv", "export", "export -F ics", "export -F md"), no_table),
        **dict.fromkeys(("stats --format json", "stats -F csv", "report --format json"), no_table),
        **dict.fromkeys(("report -F md", "notice --text", "check"), no_table),
        "list": {"filelock", "fazhi_cli.commit", "fazhi_cli.writing"},
        "stats": {"fazhi_cli.commit"},
        "report": {"fazhi_cli.commit"},
    }
    lines = loaded(tmp_path, *forbidden)
    found = {line: sorted(modules & (forbidden[line] | OFFICE)) for line, modules in lines.items()}
    assert found == {line: [] for line in forbidden}


STARTING = set(
    [
        "cells",
        "change",
        "cli",
        "cli.complete",
        "cli.console",
        "cli.frame",
        "cli.options",
        "cli.progress",
        "cli.session",
        "export",
        "packaged",
        "problems",
        "terms",
        "view",
        "view.screen",
    ]
)
READING = STARTING | set(
    [
        "blocks",
        "cache",
        "cli.reading",
        "columns",
        "filenames",
        "layout",
        "meaning",
        "measure",
        "naming",
        "packing",
        "query",
        "rhythm",
        "sketch",
        "snapshot",
        "state",
        "steps",
        "uncounted",
    ]
)
LISTING = READING | {"cli.listing", "cli.outputs", "cli.select"}
TABLES = {"view.listing", "view.table", "view.words"}
MAY_LOAD = {
    "--version": STARTING,
    "--help": STARTING,
    "lst": STARTING | {"view.problems"},
    "list --help": STARTING | {"cli.list", "cli.listing", "cli.outputs", "cli.select", "filenames"},
    "list --overdue": LISTING | TABLES | {"cli.list"},
    "list --overdue --format csv": LISTING | {"cli.list", "export.spreadsheet"},
    "list --format json": LISTING | {"cli.list", "export.jsontext", "export.machine", "record"},
    "show 1.1.4": READING | {"cli.choosing", "cli.show", "view.detail"},
    "": READING | {"cli.home", "view.home", "view.words"},
    "stats": LISTING | TABLES | set(["cli.stats", "span", "stats", "tally", "view.stats", "wording"]),
    "export -F md": LISTING | set(["cli.export", "document", "export.markdown", "span", "tally", "wording"]),
    "report": LISTING
    | TABLES
    | set(
        [
            "bulletin",
            "burnup",
            "cli.report",
            "document",
            "rates",
            "report",
            "silence",
            "span",
            "tally",
            "view.document",
            "wording",
        ]
    ),
    "history": STARTING
    | TABLES - {"view.listing", "view.words"}
    | set(["cli.history", "journal", "meaning", "measure", "naming", "rhythm", "sketch", "view.history"]),
}
"""The rooms that a command may have loaded when a register is unchanged since it was last read."""


@pytest.mark.parametrize("line", MAY_LOAD)
def test_an_unchanged_register_is_read_without_its_schema(tmp_path: Path, line: str) -> None:
    """Each command loads no room but these, and of libraries none but Typer."""
    loaded(tmp_path, "list -n 1")
    modules = loaded(tmp_path, line)[line]
    own = {name.removeprefix("fazhi_cli.") for name in modules if name.startswith("fazhi_cli.")}
    assert own - MAY_LOAD[line] == set()
    assert modules & (HEAVY | OFFICE) == set()


@pytest.mark.parametrize(
    ("line", "needed"),
    [
        ("export -o a.xlsx", {"xlsxwriter"}),
        ("export -o a.docx", {"docx", "lxml"}),
        ("export -o a.html", {"jinja2"}),
        ("report -o a.xlsx", {"xlsxwriter"}),
        ("report -o a.docx", {"docx", "lxml"}),
        ("report -o a.html", {"jinja2"}),
        ("notice --as-of 2022-12-28 -o a.docx", {"docx", "lxml"}),
        ("notice --as-of 2022-12-28 -o a.html", {"jinja2"}),
    ],
)
def test_a_file_for_an_office_loads_its_own_library(tmp_path: Path, line: str, needed: set[str]) -> None:
    """That of its format and no other, and nothing that draws on a screen."""
    assert loaded(tmp_path, line)[line] & (OFFICE | {"rich", "fazhi_cli.writing"}) == needed


@pytest.mark.parametrize("line", ["mark 1.1.4 --note x --dry-run", "history --format json"])
def test_what_has_no_table_draws_none(tmp_path: Path, line: str) -> None:
    """A rehearsal and what a machine reads need no Rich, whatever else they load."""
    assert loaded(tmp_path, line)[line] & {"rich", "fazhi_cli.view.table"} == set()


def test_every_public_name_is_explained() -> None:
    """Modules, public classes and public functions have a docstring; tests of the house too."""
    bare = [name for name, tree in TREES.items() if not ast.get_docstring(tree)]
    for name, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                bare += [] if ast.get_docstring(node) else [f"{name}.{node.name}"]
    assert bare == []


def test_no_module_is_long() -> None:
    """At most 400 lines; the few that are longer do not grow, and leave the list when they shrink."""
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGER.get(name, 400)} == {}
    assert {name for name in LONGER if lengths[name] <= 400} == set()


def test_functions_are_short(record_property: Callable[[str, object], None]) -> None:
    """Half have at most eight lines, nine in ten at most thirty, docstrings included."""
    lengths = sorted((node.end_lineno or 0) - node.lineno + 1 for _, node in functions())
    median, ninth = statistics.median(lengths), lengths[int(len(lengths) * 0.9)]
    record_property("median", median)
    record_property("p90", ninth)
    assert median <= 8
    assert ninth <= 30


def test_every_module_has_its_tests() -> None:
    """tests/ mirrors the package: a file for each module, `cli.list` in test_cli_list.py."""
    files = {path.stem for path in TESTS.glob("test_*.py")}
    shared = {
        "": "test_cli_home",
        "__main__": "test_cli_process",
        "cli": "test_cli_run",
        "cli.history": "test_cli_undo",
        "cli.listing": "test_cli_list",
        "cli.mending": "test_cli_mark",
        "cli.select": "test_cli_list",
        "diagnosis.computer": "test_diagnosis",
        "diagnosis.finding": "test_diagnosis",
        "diagnosis.holdings": "test_diagnosis",
        "drafting": "test_drafting_draft",
        "drafting.demands": "test_drafting_draft",
        "drafting.pieces": "test_drafting_clauses",
        "drafting.rows": "test_drafting_draft",
        "drafting.subjects": "test_drafting_units",
        "drafting.texts": "test_drafting_draft",
        "drafting.titles": "test_drafting_clauses",
        "drafting.verbs": "test_drafting_clauses",
        "drafting.words": "test_drafting_clauses",
        "export": "test_export_forms",
        "export.counts": "test_cli_stats",
        "intake": "test_intake_document",
        "intake.body": "test_intake_word",
        "intake.content": "test_intake_plain",
        "intake.grid": "test_intake_word",
        "intake.layers": "test_adopting",
        "intake.paragraph": "test_intake_word",
        "intake.styles": "test_intake_numbering",
        "known": "test_founding",
        "layout": "test_edit",
        "meaning": "test_deadline_phrases",
        "blocks": "test_snapshot",
        "excerpt": "test_snapshot",
        "fetching": "test_cache",
        "packing": "test_snapshot",
        "returned": "test_comparing",
        "signatures": "test_intake_foreign",
        "uncounted": "test_query",
        "scalars": "test_edit",
        "speech": "test_speech_outline",
        "speech.front": "test_speech_outline",
        "speech.labels": "test_speech_markers",
        "speech.tables": "test_speech_outline",
        "traced": "test_cli_trace",
        "view": "test_view_listing",
        "view.adopted": "test_cli_init",
        "view.drafted": "test_cli_draft",
        "view.drawing": "test_view_table",
        "view.history": "test_cli_undo",
        "view.imported": "test_cli_import",
    }
    wanted = {name: shared.get(name, f"test_{name.replace('.', '_')}") for name in MODULES}
    missing = {
        name: file
        for name, file in wanted.items()
        if file not in files
        and not (name.startswith("deadline") and any("deadline" in stem for stem in files))
    }
    missing.pop("measure", None)  # values without a method
    assert missing == {}


READ = {"cells", "deadline.lexer", "deadline.numerals", "drafting.words", "tracing"}
"""Modules with tables of characters that are read and never shown."""


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_chinese_text_can_be_written_in_gbk() -> None:
    """Consoles of offices are GBK: no sign of ours is outside it."""
    outside = set()
    for name in MODULES.keys() - READ:
        tree = TREES[name]
        documented = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        }
        for text in _texts(tree):
            if re.search("[\u4e00-\u9fff]", text) and text not in documented:
                outside |= {(name, char) for char in text if not _in_gbk(char)}
    assert outside == set()


def _in_gbk(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def test_no_text_speaks_to_the_wrong_reader() -> None:
    """Messages of refusals are Chinese: every call that refuses gets a text with Chinese in it."""
    english = []
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if (
                    called in ("Refused", "Usage", "Conflict", "Unwritable", "BadParameter", "say")
                    and node.args
                ):
                    said = "".join(_texts(node.args[0]))
                    if re.search("[A-Za-z]{3}", said) and not re.search("[\u4e00-\u9fff]", said):
                        english.append((name, said))
    assert english == []


PROMISED: set[str] = set()
"""Commands that messages point to before they are there."""


def test_every_command_that_a_text_names_is_there() -> None:
    """What a message or an example tells people to type exists."""
    named = {
        command
        for tree in TREES.values()
        for text in _texts(tree)
        for command in re.findall(r"\bfazhi ([a-z][a-z-]*)\b", text)
    }
    assert named - set(COMMANDS) == PROMISED


def test_every_test_says_what_it_tests() -> None:
    """Each test function has a docstring of one line."""
    bare = []
    for path in TESTS.glob("test_*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                told = ast.get_docstring(node)
                if not told or "\n" in told:
                    bare.append(f"{path.stem}.{node.name}")
    assert bare == []
