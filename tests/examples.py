"""The examples in documents: run in order in an empty folder, compared with what is shown, or written anew.

`python -m tests.examples` (`make examples`) writes what the program prints below every `$ fazhi …` of the
documents. A line `…` in what is shown stands for any number of lines.
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

TOP = Path(__file__).parent.parent
README = TOP / "README.md"
ENGLISH = TOP / "README.en.md"
ELISION = "…"
_BLOCK = re.compile(r"(```console\n)(.*?)(```)", re.DOTALL)


class Example(NamedTuple):
    """A command line without its `$ `, and the lines shown below it."""

    command: str
    shown: tuple[str, ...]


def examples(text: str) -> Iterator[Example]:
    """Yield the examples of all console blocks of `text` in order."""
    for block in _BLOCK.finditer(text):
        yield from _of_block(block[2])


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


def rewritten(text: str, run: Callable[[str], list[str]]) -> str:
    """Return a document with what `run` gives for each command below it."""

    def block(match: re.Match[str]) -> str:
        lines: list[str] = []
        for example in _of_block(match[2]):
            lines += [f"$ {example.command}", *elided(run(example.command), example.shown)]
        return match[1] + "".join(f"{line}\n" for line in lines) + match[3]

    return _BLOCK.sub(block, text)


def _run(command: str, folder: Path) -> list[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FAZHI_")}
    done = subprocess.run(
        [sys.executable, "-m", "fazhi_cli", *shlex.split(command, comments=True)[1:]],
        cwd=folder,
        env=kept | {"LOGNAME": "测试员", "XDG_CONFIG_HOME": str(folder / "none"), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return lines_of(done.stderr, done.stdout)


def main() -> None:
    """Write the examples of the documents anew."""
    for document in (README, ENGLISH):
        with tempfile.TemporaryDirectory() as folder:
            text = document.read_text(encoding="utf-8")
            new = rewritten(text, lambda command, folder=Path(folder): _run(command, folder))  # type: ignore[misc]
        document.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
