"""The documents say what the program does: examples are run, commands and options are those there are."""

import errno
import os
import re
import shlex
import shutil
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from unittest.mock import Mock

import pytest
from filelock import FileLock, Timeout

from fazhi_cli import packaged
from fazhi_cli.cli import COMMANDS
from fazhi_cli.problems import RULES
from tests.conftest import Run
from tests.examples import DOCS, ENGLISH, README, TOP, documents, lines_of, rewritten
from tests.page_commands import program
from tests.preparations import PREPARATIONS

PAGES = [README, ENGLISH, *sorted(DOCS.glob("*.md"))]
GENERAL = {"--help", "--debug", "--version"}
OTHERS = {"--abort", "--counts", "--find-links", "--json", "--no-dev", "--no-index", "--now"}
"""Options of other programs that the documents name."""


def known(name: str) -> set[str]:
    """Return the options of a command."""
    return {option for param in program().commands[name].params for option in param.opts} | GENERAL


_BLOCK = re.compile(r"^```(.*?)\n(.*?)^```", re.DOTALL | re.MULTILINE)
"""A block of code: what stands behind its three backticks, and its lines."""


def code(page: Path) -> Iterator[str]:
    """Yield the code of a page: the lines of its blocks, and what stands between backticks."""
    text = page.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        yield from block[2].splitlines()
    yield from re.findall(r"`([^`\n]+)`", _BLOCK.sub("", text))


def commands(page: Path) -> Iterator[tuple[str, str]]:
    """Yield every command that the code of a page shows: its name, and the rest of its line."""
    for line in code(page):
        yield from re.findall(r"(?<![\w/])fazhi ([a-z][a-z-]*)([^&|；，\"]*)", line)


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_examples_print_what_they_show(document: Path, run: Run, tmp_path: Path) -> None:
    """Every command of a document is run in order in one folder and prints the lines below it."""

    def lines(words: Sequence[str]) -> list[str]:
        result = run(*words)
        return lines_of(result.err, result.out)

    shown = document.read_text(encoding="utf-8")
    if "\n$ git " in shown and shutil.which("git") is None:
        pytest.skip("git is not installed here")
    real = rewritten(shown, tmp_path, lines)
    assert [*unified_diff(shown.splitlines(), real.splitlines(), lineterm="", n=1)] == []


def test_what_is_left_to_a_clock_runs(run: Run, tmp_path: Path) -> None:
    """The lines for cron, systemd and Windows in the READMEs hold commands that end well, as they stand."""
    (tmp_path / "tasks.yaml").write_bytes(packaged.REGISTER.read_bytes())
    found = []
    for page in (README, ENGLISH):
        for block in _BLOCK.finditer(page.read_text(encoding="utf-8")):
            found += (
                [] if block[1] else re.findall(r"(?<!uv run )fazhi ((?:report|export) [^&\"\n]*)", block[2])
            )
    assert len(found) >= 4
    for line in found:
        for path in tmp_path.glob("周报/*"):
            path.unlink()
        assert (line, run(*shlex.split(line)).code) == (line, 0)


def spoken(page: Path) -> list[str]:
    """Return the whole commands, without a gap to fill in, that stand in the running text of a page.

    What a shell does with their output is left out.
    """
    text = _BLOCK.sub("", page.read_text(encoding="utf-8"))
    found = dict.fromkeys(re.findall(r"`fazhi ([^`\n>|]* [^`\n>|]*)(?: [>|][^`\n]*)?`", text))
    return [line for line in found if not re.search(r"编号|命令|…|\b[A-Z]{2}\b", line)]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed here")
def test_commands_in_running_text_do_their_work(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each ends well where what it names is at hand, in a folder of its own."""
    desk = tmp_path / "desk"
    desk.mkdir()
    PREPARATIONS["desk"](desk)
    failed = []
    for number, line in enumerate(dict.fromkeys(line for page in PAGES for line in spoken(page))):
        folder = tmp_path / str(number)
        shutil.copytree(desk, folder)
        if line.startswith(("init", "draft")) and "--git" not in line:  # they make the register themselves
            (folder / "tasks.yaml").unlink()
        monkeypatch.chdir(folder)
        result = run(*shlex.split(line), *(["--yes"] if line.startswith("import") else []))
        if result.code:
            failed.append((line, result.code, result.err))
    assert failed == []


def test_recovery_quotes_what_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The messages in its table: a full disk, a closed file, a held lock, an output that is there."""

    def told(place: object, step: str, error: Exception) -> str:
        with monkeypatch.context() as patch:
            patch.setattr(place, step, Mock(side_effect=error))
            return run("mark", "2.3.7", "--note", "甲").err

    PREPARATIONS["built-in"](tmp_path)
    (tmp_path / "甲.csv").touch()
    said = [told(os, "fsync", OSError(number, "")) for number in (errno.ENOSPC, errno.EACCES)]
    said += [told(FileLock, "acquire", Timeout("")), run("export", "-o", "甲.csv").err]
    quoted = re.findall(r"^\| `(.*?)` \|", (DOCS / "recovery.md").read_text("utf-8"), re.MULTILINE)
    assert [quote for quote, text in zip(quoted, said, strict=True) if quote not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_documents_show_commands_that_there_are(page: Path) -> None:
    """No command of a page is unknown, and none has an option that it does not take."""
    wrong = []
    for name, rest in commands(page):
        options = set(re.findall(r"(?<![\w-])--?[a-zA-Z][a-z0-9-]*", rest))
        if name not in COMMANDS or options - known(name):
            wrong.append(f"fazhi {name}{rest}")
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_documents_name_options_that_there_are(page: Path) -> None:
    """An option on its own in the text of a page is one of some command."""
    every = {option for name in COMMANDS for option in known(name)} | OTHERS
    named = {option for text in code(page) for option in re.findall(r"(?<![\w-])--[a-z][a-z0-9-]+", text)}
    assert sorted(named - every) == []


def headings(page: Path) -> set[str]:
    """Return the anchors of a page, as the usual hosts make them of its headings."""
    found = re.findall(r"^#+ (.*)", _BLOCK.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file or a heading of this repository has its end."""
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        name, _, anchor = target.partition("#")
        other = (page.parent / name) if name else page
        if "://" in target:
            continue
        if not other.exists() or (anchor and anchor not in headings(other)):
            broken.append(target)
    assert broken == []


def test_the_readme_leads_to_every_page() -> None:
    """No page of docs/ is left for a reader to find alone."""
    linked = set(re.findall(r"\]\(docs/([\w-]+\.md)", README.read_text(encoding="utf-8")))
    assert {page.name for page in DOCS.glob("*.md")} - linked == set()


def test_documents_name_no_place_of_any_machine() -> None:
    """What is committed names no folder of whoever wrote it."""
    paths = [*PAGES, TOP / "CHANGELOG.md", packaged.REGISTER]
    home = re.compile(r"/(?:home|root|work|tmp|Users)/\w+")
    found = {path.name: home.findall(path.read_text("utf-8")) for path in paths}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_every_rule_says_what_to_do() -> None:
    """No problem code lacks a reason or a remedy."""
    assert [code for code, rule in RULES.items() if not (rule.message and rule.hint)] == []
