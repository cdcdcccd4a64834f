"""The pages of docs/ that are made from the code are current, whole, and true."""

import json
import re
from pathlib import Path

import pytest

from fazhi_cli.cli import COMMANDS
from fazhi_cli.problems import Exit
from fazhi_cli.terms import LEVEL_TERMS, fields_of
from tests import page_commands, page_deadlines, page_format
from tests.conftest import Run
from tests.examples import DOCS, TOP
from tests.pages import PAGES, parts, remade

CLI = TOP / "src" / "fazhi_cli" / "cli"
COMMANDS_PAGE = DOCS / "commands.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_page_is_current(page: Path) -> None:
    """`make docs` would change nothing."""
    text = page.read_text(encoding="utf-8")
    assert remade(text) == text


def test_there_is_a_part_for_every_command() -> None:
    """Each under a heading of its own, in the order of the help."""
    wanted = ["contents", "selection", "exits", *(f"command {name}" for name in COMMANDS)]
    assert parts(COMMANDS_PAGE) == wanted
    text = COMMANDS_PAGE.read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)\n\n<!-- made command (\S+) -->", text, re.MULTILINE) == [
        (name, name) for name in COMMANDS
    ]


def test_the_page_of_commands_names_every_option() -> None:
    """No option of any command is missing where the command is explained, or among those of selection."""
    text = COMMANDS_PAGE.read_text(encoding="utf-8")
    shared = page_commands.selection("", "")
    missing = []
    for name in COMMANDS:
        own = text.partition(f"<!-- made command {name} -->")[2].partition("<!-- end -->")[0]
        for param in page_commands.program().commands[name].params:
            if param.param_type_name == "option":
                missing += [opt for opt in param.opts if not re.search(rf"`[^`\n]*{opt}\b", own + shared)]
    assert missing == []


def test_what_exit_code_1_means_is_told_of_every_command_that_ends_with_it(run: Run, tmp_path: Path) -> None:
    """By the modules that name it, and those that read several registers of which one is broken."""
    ending = {path.stem for path in CLI.glob("*.py") if "Exit.FOUND" in path.read_text(encoding="utf-8")}
    ending = {name.replace("_", "-") for name in ending} & set(COMMANDS)
    (tmp_path / "a.yaml").write_text("title: 台账\nsections: []\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("title: 台账\n", encoding="utf-8")
    several = ("list", "report", "stats", "export")
    assert {run(name, "-f", "a.yaml", "-f", "b.yaml").code for name in several} == {Exit.FOUND}
    assert ending | set(several) == set(page_commands.FOUND)
    assert set(page_commands.EXITS) == set(Exit)


def test_there_is_a_part_for_every_object_of_a_register() -> None:
    """Each under a heading that is its name."""
    assert parts(page_format.PAGE) == ["levels", *(f"level {level}" for level in LEVEL_TERMS)]
    text = page_format.PAGE.read_text(encoding="utf-8")
    found = re.findall(r"^### (.*)|<!-- made level (\w+) -->", text, re.MULTILINE)
    assert found == [pair for level, term in LEVEL_TERMS.items() for pair in ((term, ""), ("", level))]


def test_the_full_example_has_every_key() -> None:
    """So every row of the page that is not an object has an example."""
    used = set(page_format.examples())
    missing = {(level, field.name) for level in LEVEL_TERMS for field in fields_of(level)} - used
    assert missing == set()


def test_the_full_example_is_sound(run: Run, tmp_path: Path) -> None:
    """The program reads it and finds nothing but what it says is assumed."""
    (tmp_path / "tasks.yaml").write_text(page_format.register_text(), encoding="utf-8")
    result = run("check", "--format", "json", "--as-of", "2022-10-31")
    assert (result.code, result.err) == (0, "")
    assert {item["code"] for item in json.loads(result.out)["problems"]} == {"assumed"}


def test_a_phrase_that_changes_its_meaning_is_seen() -> None:
    """What stands in a table is made anew out of the phrase and the remark alone."""
    table = "| a | b | c | d |\n|---|---|---|---|\n| 9月底前 | 长期 | 2022-01-01 | 注 |\n"
    told = page_deadlines.understood("2022 2022-03-15", table)
    assert told.splitlines()[2:] == ["| 9月底前 | 限期 | 2022-09-30 | 注 |"]


def test_a_phrase_that_is_understood_is_not_told_as_refused() -> None:
    """Nor the other way round."""
    with pytest.raises(AssertionError):
        page_deadlines.refused("2022 2022-03-15", "| a | b | c |\n| 9月底前 | | |\n")
    with pytest.raises(AssertionError):
        page_deadlines.understood("2022 2022-03-15", "| a | b | c | d |\n| 月初 | | | |\n")
