"""The made parts of docs/deadlines.md: what the program says of each phrase in its tables.

The phrases, and the remarks in the last column, are written by hand in the page itself.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from fazhi_cli.measure import Rules
from fazhi_cli.problems import Exit
from fazhi_cli.terms import DUE_KINDS, fields_of
from tests.saying import Said, said


def understood(anchor: str, old: str) -> str:
    """Return the rows of `old` with the kind and the day of each phrase, counted from `anchor`.

    `anchor` is a year and a day of issue, as `2022 2022-03-15`; `-` is a register that states neither.
    """
    rows = [_understood(cells[0], cells[-1], anchor) for cells in _cells(old)]
    return "\n".join(["| 写法 | 类型 | 到哪天 | 说明 |", "|---|---|---|---|", *rows])


def refused(anchor: str, old: str) -> str:
    """Return the rows of `old` with why each phrase is refused, and what to write instead."""
    rows = [_refused(cells[0], anchor) for cells in _cells(old)]
    return "\n".join(["| 写法 | 为什么不认 | 办法 |", "|---|---|---|", *rows])


def rules(words: str, old: str) -> str:
    """Return the table of the rules that a register may set, with their defaults."""
    usual = {key: "没有" if value is None else value for key, value in Rules()._asdict().items()}
    rows = [
        f"| `{field.name}` | {field.term} | {usual[field.name]} | {field.about} |"
        for field in fields_of("rules")
    ]
    return "\n".join(["| 键 | 名称 | 不写为 | 意思 |", "|---|---|---|---|", *rows])


def _cells(old: str) -> Iterator[list[str]]:
    """Yield the cells of the rows of a table, its head left out."""
    for line in re.findall(r"^\| (.*?) ?\|$", old, re.MULTILINE)[1:]:
        yield [cell.strip() for cell in line.split("|")]


def _due(phrase: str, anchor: str, *more: str) -> Said:
    """Return what `fazhi due` says of a phrase in a register with that anchor."""
    lines = [f"{key}: {value}" for key, value in zip(("year", "issued"), anchor.split(), strict=True)]
    with TemporaryDirectory() as folder:
        register = Path(folder) / "tasks.yaml"
        register.write_text(
            "\n".join(["title: 台账", *(lines if anchor != "- -" else []), "sections: []", ""]),
            encoding="utf-8",
        )
        return said("due", phrase, "--file", str(register), *more)


def _understood(phrase: str, remark: str, anchor: str) -> str:
    run = _due(phrase, anchor, "--format", "json")
    assert run.code == Exit.OK, (phrase, run.err)
    told = json.loads(run.out)
    kinds = "，并".join(DUE_KINDS[kind] for kind in told["due_kind"].split("+"))
    day = told["date"] or (f"下次 {told['next']}" if told["next"] else "—")
    return f"| {phrase} | {kinds} | {day} | {remark} |"


def _refused(phrase: str, anchor: str) -> str:
    run = _due(phrase, anchor)
    assert run.code == Exit.REFUSED, (phrase, run.out)
    told = re.fullmatch(r"错误：时限“.*?”：(.*)\n提示：(.*)\n", run.err)
    assert told, run.err
    return f"| {phrase} | {told[1]} | {told[2]} |"


MAKERS = {"understood": understood, "refused": refused, "rules": rules}
