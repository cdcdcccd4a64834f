"""A new register file out of plain values, laid out as a person would: blocks for the tree, lists in line.

Every scalar goes through `scalars`, so whatever the text is, it is read back as that text.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from fazhi_cli.change import Value
from fazhi_cli.scalars import scalar

SCHEMA_LINE = "# yaml-language-server: $schema=./tasks.schema.json"

_BRANCHES = ("sections", "subtasks", "measures")


def emitted(register: Mapping[str, Value], notes: tuple[str, ...] = ()) -> str:
    """Return the text of a register file that holds `register`, its keys in the order given.

    `notes` are lines of comment below the line that names the schema.
    """
    head = [SCHEMA_LINE, *(f"# {note}" for note in notes)]
    return "\n".join([*head, *_pairs(register, 0)]) + "\n"


def _pairs(mapping: Mapping[str, Value], column: int) -> Iterator[str]:
    indent = " " * column
    for key, value in mapping.items():
        if isinstance(value, list) and _stands_in_lines(key, value):
            yield f"{indent}{key}:"
            yield from _items(key, value, column + 2)
        else:
            yield f"{indent}{key}: {_quoted_id(value) if key == 'id' else inline(value)}"


def _stands_in_lines(key: str, items: list[Value]) -> bool:
    return bool(items) and (key in (*_BRANCHES, "units", "notes") or isinstance(items[0], dict))


def _items(key: str, items: list[Value], column: int) -> Iterator[str]:
    for item in items:
        if key in _BRANCHES and isinstance(item, dict):
            first, *rest = _pairs(item, column + 2)
            yield f"{' ' * column}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{' ' * column}- {inline(item, isinstance(item, dict))}"


def inline(value: Value, flow: bool = False) -> str:
    """Return `value` on one line; inside a flow collection (`flow`) more text needs quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {inline(item, True)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(item, True) for item in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else scalar(value, flow)


def _quoted_id(value: Value) -> str:
    return scalar(str(value), style='"')
