"""The examples in documents: run in order in an empty folder, compared with what is shown, or written anew.

`python -m tests.examples` (`make docs`) writes what the program prints below every `$ fazhi …` of the
documents. A line `…` in what is shown stands for any number of lines. Between the commands of a document,

* a fenced block with a file name behind its language (three backticks, `yaml tasks.yaml`) writes that file;
* a comment `<!-- prepare NAME -->`, which nobody sees, makes what tests.preparations calls NAME.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.preparations import PREPARATIONS

TOP = Path(__file__).parent.parent
README = TOP / "README.md"
ENGLISH = TOP / "README.en.md"
DOCS = TOP / "docs"
ELISION = "…"
DAY = "2022-10-15"
"""Today, for every example that does not say `--as-of`."""

_STEP = re.compile(
    r"```console\n(?P<console>.*?)```"
    r"|```\w+ (?P<file>[^\s`]+)\n(?P<text>.*?)```"
    r"|<!-- prepare (?P<name>\S+) -->",
    re.DOTALL,
)
_ON_THAT_DAY = (
    "import sys; from datetime import date; from fazhi_cli import cli; from fazhi_cli.cli import session; "
    f"session.today = lambda: date.fromisoformat('{DAY}'); sys.exit(cli.run(sys.argv[1:]))"
)


class Example(NamedTuple):
    """A command line without its `$ `, and the lines shown below it."""

    command: str
    shown: tuple[str, ...]


Run = Callable[[Sequence[str]], list[str]]
"""What runs the words of a command line, the name of the program first, and returns the lines printed."""


def documents() -> list[Path]:
    """Return every document with examples: the two READMEs and the pages of docs/."""
    pages = [README, ENGLISH, *sorted(DOCS.glob("*.md"))]
    return [page for page in pages if "```console\n" in page.read_text(encoding="utf-8")]


def _of_block(block: str) -> Iterator[Example]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.rstrip().splitlines()
        yield Example(command, tuple(line.rstrip() for line in shown))


def lines_of(*streams: str) -> list[str]:
    """Return what a reader sees of a run: the streams one behind the other, blank ends dropped."""
    return [line.rstrip() for line in "".join(streams).rstrip().splitlines()]


def elided(real: Sequence[str], shown: Sequence[str]) -> list[str]:
    """Return `real` with as many lines left out as the elision in `shown`, if there is one, leaves out."""
    if ELISION not in shown:
        return [*real]
    at = shown.index(ELISION)
    tail = len(shown) - at - 1
    if len(real) < at + tail:
        return [*real]
    return [*real[:at], ELISION, *real[len(real) - tail :]]


def rewritten(text: str, folder: Path, run: Run) -> str:
    """Return a document with what `run`, working in `folder`, gives for each command below it.

    The files and preparations between the commands are made in `folder` on the way.
    """

    def step(match: re.Match[str]) -> str:
        if match["file"]:
            (folder / match["file"]).write_text(match["text"], encoding="utf-8")
        elif match["name"]:
            PREPARATIONS[match["name"]](folder)
        else:
            return _played(match["console"], folder, run)
        return match[0]

    return _STEP.sub(step, text)


def _played(block: str, folder: Path, run: Run) -> str:
    lines: list[str] = []
    for example in _of_block(block):
        words = shlex.split(example.command, comments=True)
        real = run(words[1:]) if words[0] == "fazhi" else _foreign(words, folder)
        lines += [f"$ {example.command}", *elided(real, example.shown)]
    return "```console\n" + "".join(f"{line}\n" for line in lines) + "```"


def _foreign(words: Sequence[str], folder: Path) -> list[str]:
    """Run git, the one other program in examples, as on a machine without settings of its own."""
    assert words[0] == "git", words
    return _run(words, folder)


def _run(words: Sequence[str], folder: Path) -> list[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FAZHI_", "GIT_"))}
    done = subprocess.run(
        words,
        cwd=folder,
        env=kept
        | {
            "LOGNAME": "测试员",
            "XDG_CONFIG_HOME": str(folder / "none"),
            "PYTHONUTF8": "1",
            "LC_ALL": "C.UTF-8",
        }
        | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "FAZHI_NO_CACHE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return lines_of(done.stderr, done.stdout)


def main() -> None:
    """Write the examples of the documents anew."""
    for document in documents():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)

            def run(words: Sequence[str], folder: Path = folder) -> list[str]:
                return _run([sys.executable, "-c", _ON_THAT_DAY, *words], folder)

            new = rewritten(document.read_text(encoding="utf-8"), folder, run)
        document.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
