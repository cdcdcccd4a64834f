"""What the shell offers: real ids, units and tags out of the register at hand, words out of the tables.

It runs at every press of Tab, so it scans the text instead of reading the register, and it never fails.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fazhi_cli import terms

_ID = r"""id:[ \t]*["']?([0-9A-Za-z.]+)["']?"""
_PAIR = re.compile(
    rf"^[ \t]*(?:-[ \t]+)?{_ID}[ \t]*(?:#.*)?\r?\n[ \t]*title:[ \t]*(.+?)[ \t]*\r?$", re.MULTILINE
)
_FLOW = re.compile(rf"\{{[ ]*{_ID},[ ]*title:[ ]*([^,}}]+)")
_UNIT = re.compile(r"^[ \t]*(?:lead|support|units):[ \t]*(.+?)[ \t]*\r?$", re.MULTILINE)
_UNITS = re.compile(r"^units:[ \t]*\r?\n((?:[ \t]*[-#].*\n|[ \t]*\n)+)", re.MULTILINE)
_DECLARED = re.compile(r"^[ \t]*-[ \t]+(?:\{?[ \t]*name:[ \t]*)?([^,{}:\r\n]+)", re.MULTILINE)
_TAGS = re.compile(r"^[ \t]*tags:[ \t]*\[([^\]\r\n]*)\]", re.MULTILINE)
_OFFERED = tuple[str, str]


def _text(ctx: Any) -> str:
    from fazhi_cli.cli import session

    try:
        path: Path = session.find(ctx.params.get("file")).path
        return path.read_text(encoding="utf-8", errors="replace") if path.stat().st_size < 1 << 24 else ""
    except OSError:
        return ""


def ids(ctx: Any, incomplete: str) -> Iterator[_OFFERED]:
    """Offer the ids of sections, subtasks and measures, with their titles."""
    text = _text(ctx)
    for pattern in (_PAIR, _FLOW):
        for own, title in pattern.findall(text):
            if own.startswith(incomplete):
                yield own, title.strip("\"'")


def measures(ctx: Any, incomplete: str) -> Iterator[_OFFERED]:
    """Offer the ids of measures."""
    found = list(ids(ctx, ""))
    parents = {own.rpartition(".")[0] for own, _ in found}
    return ((own, title) for own, title in found if own not in parents and own.startswith(incomplete))


def sections(ctx: Any, incomplete: str) -> Iterator[_OFFERED]:
    """Offer the ids of sections."""
    return ((own, title) for own, title in ids(ctx, incomplete) if "." not in own)


def subtasks(ctx: Any, incomplete: str) -> Iterator[_OFFERED]:
    """Offer the ids of subtasks."""
    return ((own, title) for own, title in ids(ctx, incomplete) if own.count(".") == 1)


def units(ctx: Any, incomplete: str) -> Iterator[_OFFERED]:
    """Offer the units that the register names."""
    text = _text(ctx)
    declared = [name for block in _UNITS.findall(text) for name in _DECLARED.findall(block)]
    used = [name for value in _UNIT.findall(text) for name in value.strip("[]").split(",")]
    names = dict.fromkeys(name.strip(" \"'") for name in (*declared, *used))
    return ((name, "") for name in names if name and name.startswith(incomplete))


def tags(ctx: Any, incomplete: str) -> Iterator[_OFFERED]:
    """Offer the tags that the register uses."""
    names = {name.strip(" \"'") for value in _TAGS.findall(_text(ctx)) for name in value.split(",")}
    return ((name, "") for name in sorted(names) if name and name.startswith(incomplete))


def words(table: Any) -> Callable[[Any, str], Iterator[_OFFERED]]:
    """Return what offers the tokens of `table` with their terms."""

    def offer(ctx: Any, incomplete: str) -> Iterator[_OFFERED]:
        return ((key, term) for key, term in table.items() if key.startswith(incomplete))

    return offer


statuses = words(terms.STATUSES)
kinds = words(terms.KINDS)
lights = words(terms.LIGHTS)
due_kinds = words(terms.DUE_KINDS)
formats = words(dict.fromkeys(("table", "json", "jsonl", "csv", "tsv", "ids"), ""))
