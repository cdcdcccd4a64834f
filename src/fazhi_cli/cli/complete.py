"""What the shell offers: real ids, units and tags out of the register at hand, words out of the tables.

It runs at every press of Tab, so it scans the text instead of reading the register, and it never fails.
Some shells evaluate what they are offered: names that they might take for code are not offered, and signs
in explanations are made full-width.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from fazhi_cli import terms
from fazhi_cli.cells import visible

_LARGEST = 1 << 24
_ID = r"""id:[ \t]*["']?([0-9A-Za-z.]+)["']?"""
_PAIR = re.compile(rf"{_ID}[ \t]*(?:#.*)?\r?\n[ \t]*title:[ \t]*(.+?)[ \t]*\r?$", re.MULTILINE)
"""An id on a line with the title on the next; what stands before it is looked at afterwards, for speed."""
_FLOW = re.compile(rf"\{{[ ]*{_ID},[ ]*title:[ ]*([^,}}]+)")
_UNIT = re.compile(r"^[ \t]*(?:lead|support|units):[ \t]*(.+?)[ \t]*\r?$", re.MULTILINE)
_UNITS = re.compile(r"^units:[ \t]*\r?\n((?:[ \t]*[-#].*\n|[ \t]*\n)+)", re.MULTILINE)
_DECLARED = re.compile(r"^[ \t]*-[ \t]+(?:\{?[ \t]*name:[ \t]*)?([^,{}:\r\n]+)", re.MULTILINE)
_TAGS = re.compile(r"^[ \t]*tags:[ \t]*\[([^\]\r\n]*)\]", re.MULTILINE)
_HARMLESS = re.compile(r"(?:[^\x00-\x7f\s]|[0-9A-Za-z_.+-])+")
_SIGNS = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if not chr(code).isalnum()}
_Offered = tuple[str, str]


def _text(ctx: Any) -> str:
    from fazhi_cli.cli import session

    try:
        asked = ctx.params.get("file")
        path = session.find(asked[0] if isinstance(asked, list | tuple) and asked else asked or None).path
        return path.read_text(encoding="utf-8", errors="replace") if path.stat().st_size < _LARGEST else ""
    except (OSError, ValueError):
        return ""


def _ids(ctx: Any, incomplete: str, level: int | None = None) -> Iterator[_Offered]:
    """Yield ids with their titles: all, or those of sections (level 0), subtasks (1) or measures (2)."""
    text = _text(ctx)
    pairs = [match.groups() for match in _PAIR.finditer(text) if _begins_line(text, match.start())]
    found = {own: title for own, title in [*pairs, *_FLOW.findall(text)]}
    for own, title in found.items():
        if own.startswith(incomplete) and level in (None, _level(own, found)):
            yield own, visible(title.strip("\"'")).translate(_SIGNS)


def _begins_line(text: str, at: int) -> bool:
    """Say whether nothing but an indentation and a dash stands before a place on its line."""
    before = text[text.rfind("\n", 0, at) + 1 : at].strip(" \t")
    return before in ("", "-")


def _level(own: str, found: Mapping[str, str]) -> int:
    """Return how many of the other ids `own` extends."""
    parts = own.split(".")
    return sum(".".join(parts[:length]) in found for length in range(1, len(parts)))


def _names(found: Iterable[str], incomplete: str) -> Iterator[_Offered]:
    names = dict.fromkeys(name.strip(" \"'") for name in found)
    return ((name, "") for name in names if _is_harmless(name) and name.startswith(incomplete))


def _is_harmless(name: str) -> bool:
    """Say whether no shell would take `name` for anything but a word."""
    return _HARMLESS.fullmatch(name) is not None and visible(name) == name


def ids(ctx: Any, incomplete: str) -> Iterator[_Offered]:
    """Offer the ids of sections, subtasks and measures, with their titles."""
    return _ids(ctx, incomplete)


def sections(ctx: Any, incomplete: str) -> Iterator[_Offered]:
    """Offer the ids of sections."""
    return _ids(ctx, incomplete, 0)


def subtasks(ctx: Any, incomplete: str) -> Iterator[_Offered]:
    """Offer the ids of subtasks."""
    return _ids(ctx, incomplete, 1)


def measures(ctx: Any, incomplete: str) -> Iterator[_Offered]:
    """Offer the ids of measures."""
    return _ids(ctx, incomplete, 2)


def units(ctx: Any, incomplete: str) -> Iterator[_Offered]:
    """Offer the units that the register names."""
    text = _text(ctx)
    declared = [name for block in _UNITS.findall(text) for name in _DECLARED.findall(block)]
    used = [name for value in _UNIT.findall(text) for name in value.strip("[]").split(",")]
    return _names([*declared, *used], incomplete)


def tags(ctx: Any, incomplete: str) -> Iterator[_Offered]:
    """Offer the tags that the register uses."""
    return _names((name for value in _TAGS.findall(_text(ctx)) for name in value.split(",")), incomplete)


def words(table: Mapping[str, str]) -> Callable[[Any, str], Iterator[_Offered]]:
    """Return what offers the tokens of `table` with their terms, or a term that was begun."""

    def offer(ctx: Any, incomplete: str) -> Iterator[_Offered]:
        for key, term in table.items():
            if key.startswith(incomplete):
                yield key, term
            elif term.startswith(incomplete):
                yield term, key

    return offer


statuses = words(terms.STATUSES)
kinds = words(terms.KINDS)
lights = words(terms.LIGHTS)
due_kinds = words(terms.DUE_KINDS)
