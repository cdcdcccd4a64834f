"""Makes the demonstration register and the reports of one of its weeks, by running the commands listed.

`python examples/build.py FOLDER` writes them into FOLDER. All progress in it is invented (示例数据).
"""

import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from fazhi_cli import cli

HERE = Path(__file__).parent
DAY = "2022-10-16"
REPORTS = (
    "report --week 2022-W41 -o 周报.docx -o 周报.xlsx -o 周报.html -o 周报.md -o 周报.json --force",
    "export -o 台账.xlsx -o 时限.ics --force",
    "stats --by unit -o 统计.csv --force",
    "notice --letter 提醒函 -o 提醒函.docx --force",
)


def commands() -> Iterator[list[str]]:
    """Yield the words of each command that fills the register, its day told by `--as-of`."""
    for line in (HERE / "commands.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            day, *words = shlex.split(line)
            yield [*words, "--as-of", day, *([] if words[0] in ("init", "plan") else ["--yes"])]


def build(folder: Path) -> None:
    """Fill the register in `folder`, then write its reports. Raises SystemExit where a command fails."""
    os.chdir(folder)
    for words in (*commands(), *([*shlex.split(line), "--as-of", DAY] for line in REPORTS)):
        if code := cli.run(words):
            raise SystemExit(f"{shlex.join(words)}: {code}")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    build(target)
