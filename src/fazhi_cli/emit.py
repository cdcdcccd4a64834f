"""A new register file out of plain values, laid out as a person would: blocks for the tree, lists in line.

Every scalar goes through `scalars` or is a block of lines, so whatever the text is, it is read back as that
text. Comments go in above the key or item that they are about.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from fazhi_cli.cells import CONTROLS
from fazhi_cli.change import Path, Value
from fazhi_cli.scalars import scalar

SCHEMA_LINE = "# yaml-language-server: $schema=./tasks.schema.json"

_BRANCHES = ("sections", "subtasks", "measures")
_BARE = frozenset(
    (
        *("version", "year", "issued", "due", "since", "recheck", "progress", "before", "done", "date"),
        *("reply_by", "recorded", "incidents", "floor", "due_soon", "lag_yellow", "lag_red", "stale"),
        *("immediate_yellow", "immediate_red"),
    )
)
"""Keys whose figures and dates are written without quotes, as people do and editors want it."""

_FIGURES = re.compile("[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNFIT = re.compile(rf"[\r{CONTROLS}]|[ \t](?=\n|\Z)")


def emitted(
    register: Mapping[str, Value],
    notes: Iterable[str] = (),
    above: Mapping[Path, Sequence[str]] = MappingProxyType({}),
) -> str:
    """Return the text of a register file that holds `register`, its keys in the order given.

    `notes` are lines of comment below the one that names the schema, `above` those over the value at a path;
    none has its `#`.
    """
    lines = _Emitter(above).pairs(register, ())
    return "\n".join([SCHEMA_LINE, *(f"# {note}" for note in notes), *lines]) + "\n"


def typed(key: str, value: object) -> Value:
    """Return the plain data of `key` as a value whose figures and dates are written without quotes."""
    if isinstance(value, list):
        return [typed(key, item) for item in value]
    if isinstance(value, dict):
        return {name: typed(name, item) for name, item in value.items()}
    text = str(value)
    if key not in _BARE or not _FIGURES.fullmatch(text):
        return text
    return date.fromisoformat(text) if "-" in text else int(text)


class _Emitter:
    """Turns values into lines; `above` holds the comments that go over some of them."""

    def __init__(self, above: Mapping[Path, Sequence[str]]) -> None:
        self.above = above

    def pairs(self, mapping: Mapping[str, Value], path: Path) -> Iterator[str]:
        """Yield the lines of a block mapping at `path`, a list of mappings being two columns further in."""
        indent = " " * (2 * len(path))
        for key, value in mapping.items():
            yield from self.remarks((*path, key), indent)
            if isinstance(value, list) and _stands_in_lines(key, value):
                yield f"{indent}{key}:"
                yield from self.items(key, value, (*path, key))
            else:
                yield f"{indent}{key}: {_block(key, value, indent)}"

    def items(self, key: str, items: Sequence[Value], path: Path) -> Iterator[str]:
        """Yield the lines of the list `items` at `path`."""
        indent = " " * (2 * len(path))
        for position, item in enumerate(items):
            yield from self.remarks((*path, position), indent)
            if key in _BRANCHES and isinstance(item, dict):
                first, *rest = self.pairs(item, (*path, position))
                yield f"{indent}- {first.lstrip()}"
                yield from rest
            else:
                yield f"{indent}- {_block('', item, indent)}"

    def remarks(self, path: Path, indent: str) -> Iterator[str]:
        """Yield the comments over the value at `path`."""
        for remark in self.above.get(path, ()):
            yield f"{indent}# {remark}".rstrip()


def _stands_in_lines(key: str, items: Sequence[Value]) -> bool:
    return bool(items) and (key in (*_BRANCHES, "units", "notes") or isinstance(items[0], dict))


def _block(key: str, value: Value, indent: str) -> str:
    """Return `value` as it follows its key or dash; text of several lines is a block below it."""
    if isinstance(value, str) and "\n" in value and _may_be_block(value):
        lines = value.removesuffix("\n").split("\n")
        sign = "|" if value.endswith("\n") else "|-"
        return "\n".join([sign, *(f"{indent}  {line}" if line else "" for line in lines)])
    return _inline(key, value, isinstance(value, dict))


def _may_be_block(text: str) -> bool:
    """Say whether every loader reads the lines of `text` back as they are, indented as a block."""
    ends = text.endswith("\n\n") or text[0].isspace()
    return not (ends or _UNFIT.search(text))


def _inline(key: str, value: Value, flow: bool = False) -> str:
    """Return `value` on one line; inside a flow collection (`flow`) more text needs quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_inline(name, item, True)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inline("", item, True) for item in value) + "]"
    if isinstance(value, date | int):
        return str(value)
    if key in _BARE and _FIGURES.fullmatch(value):
        return value
    return scalar(value, flow, style='"' if key == "id" else "")
