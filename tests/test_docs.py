"""The documents say what the program does: examples are run, commands and options are all there."""

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from fazhi_cli import cli, packaged
from fazhi_cli.problems import RULES
from tests.conftest import Run
from tests.examples import ENGLISH, README, TOP, elided, examples, lines_of


@pytest.mark.parametrize("document", [README, ENGLISH], ids=lambda path: path.name)
def test_examples_print_what_they_show(document: Path, run: Run, tmp_path: Path) -> None:
    """Every `$ fazhi …` of a document is run in order in one folder and prints the lines below it."""
    wrong = []
    for example in examples(document.read_text(encoding="utf-8")):
        words = shlex.split(example.command, comments=True)
        assert words[0] == "fazhi", example.command
        result = run(*words[1:])
        real = lines_of(result.err, result.out)
        if elided(real, example.shown) != [*example.shown]:
            wrong.append("\n".join([f"$ {example.command}", *real]))
    assert wrong == []


def test_the_readme_names_every_command_and_option() -> None:
    """No command and no option of any command is missing from README.md."""
    text = README.read_text(encoding="utf-8")
    program = get_command(cli.program([]))
    commands = program.commands  # type: ignore[attr-defined]
    options = {
        name
        for command in commands.values()
        for param in command.params
        if param.param_type_name == "option"
        for name in param.opts
        if name.startswith("--")
    }
    assert [name for name in commands if f"`{name}`" not in text and f"fazhi {name}" not in text] == []
    assert sorted(option for option in options if not re.search(rf"{option}(?![\w-])", text)) == []


def test_the_readme_names_no_option_that_does_not_exist() -> None:
    """Every --option that README.md mentions is one of the program's, or of uv and pip."""
    text = README.read_text(encoding="utf-8")
    program = get_command(cli.program([]))
    commands = [program, *program.commands.values()]  # type: ignore[attr-defined]
    known = {name for command in commands for param in command.params for name in param.opts}
    known |= {"--help", "--debug", "--no-dev"}
    assert sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z0-9-]+", text)) - known) == []


def test_documents_name_no_place_of_any_machine() -> None:
    """What is committed names no folder of whoever wrote it."""
    paths = [README, ENGLISH, TOP / "CHANGELOG.md", *(TOP / "docs").glob("*.md"), packaged.REGISTER]
    home = re.compile(r"/(?:home|root|work|tmp|Users)/\w+")
    found = {path.name: home.findall(path.read_text("utf-8")) for path in paths}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_every_rule_says_what_to_do() -> None:
    """No problem code lacks a reason or a remedy."""
    assert [code for code, rule in RULES.items() if not (rule.message and rule.hint)] == []
