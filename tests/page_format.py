"""The made parts of docs/format.md: every object of a register and its keys, from the schema and `terms`.

The examples in its tables are taken out of the register that stands on the page itself.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from fazhi_cli import source, tree
from fazhi_cli.model import json_schema, level_of
from fazhi_cli.terms import INHERITED, LEVEL_TERMS, fields_of
from tests.examples import DOCS

PAGE = DOCS / "format.md"
_OWN_FORMS = {"for": "期次，见[写法](#写法)", "count": "分子/分母", "source": "列表，每项一个出处"}
"""How the keys are written whose form the schema tells by a pattern alone."""


def register_text() -> str:
    """Return the full example of the page."""
    found = re.search(r"```yaml tasks\.yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@cache
def examples() -> dict[tuple[str, str], str]:
    """Return the first value of each key on each level (level, key) in the full example, as YAML."""
    data = tree.read(source.from_text(register_text(), "tasks.yaml")).data
    found: dict[tuple[str, str], str] = {}
    for path, value in _values(data, ()):
        key = (level_of(path), str(path[-1]))
        found.setdefault(key, _flow(value))
    return found


def _values(data: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield every value that has a key, with the way to it."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        if isinstance(step, str):
            yield (*path, step), value
        yield from _values(value, (*path, step))


def _flow(value: Any) -> str:
    """Return a value as YAML on one line; objects, which have tables of their own, are none."""
    if isinstance(value, list):
        return "" if any(isinstance(item, dict) for item in value) else f"[{', '.join(map(str, value))}]"
    return "" if isinstance(value, dict) else str(value).strip()


def contents(words: str, old: str) -> str:
    """Return the list of all objects."""
    return "、".join(f"[{term}](#{term})" for term in LEVEL_TERMS.values())


def level(name: str, old: str) -> str:
    """Return the table of the keys of one object."""
    shape = _shape(name)
    rows = [_row(name, field.name, shape) for field in fields_of(name)]
    return "\n".join(["| 键 | 名称 | 写法 | 意思 | 例 |", "|---|---|---|---|---|", *rows])


def _shape(name: str) -> dict[str, Any]:
    schema = json_schema()
    shapes = {shape["title"]: shape for shape in schema["$defs"].values()}
    return schema if name == "register" else shapes[LEVEL_TERMS[name]]


def _row(level: str, key: str, shape: dict[str, Any]) -> str:
    value = shape["properties"][key]
    term, _, about = value["description"].partition("：")
    wanted = "，必填" if key in shape.get("required", ()) else ""
    example = examples().get((level, key), "")
    shown = f"`{example}`" if example else ""
    meaning = f"{about}。不写时用上一级的" if key in INHERITED and level == "measure" else about
    form = _OWN_FORMS.get(key) or _form(value)
    return f"| `{key}` | {term} | {form}{wanted} | {_escaped(meaning)} | {_escaped(shown)} |"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _form(value: dict[str, Any]) -> str:
    """Return how a value is written, in Chinese."""
    kinds = [item for item in value.get("anyOf", [value]) if item.get("type") != "null"]
    if len(kinds) > 1:
        return "，或".join(map(_form, kinds))
    return _plain(kinds[0])


def _plain(value: dict[str, Any]) -> str:
    if "$ref" in value:
        title = json_schema()["$defs"][value["$ref"].rpartition("/")[2]]["title"]
        return f"[{title}](#{title})"
    if value.get("type") == "array":
        return "列表，每项" + ("一个字段名" if "enum" in value["items"] else _form(value["items"]))
    if "const" in value:
        return str(value["const"])
    if "enum" in value:
        return _choices(value["enum"])
    return _scalar(value)


def _choices(words: list[str]) -> str:
    """Return the words of a table, whose tokens come first and then their terms."""
    half = len(words) // 2
    return "、".join(f"{token}（{term}）" for token, term in zip(words[:half], words[half:], strict=True))


def _scalar(value: dict[str, Any]) -> str:
    if value.get("format") == "date":
        return "日期"
    if value["type"] == "integer":
        return f"整数 {value['minimum']}–{value['maximum']}"
    if value["type"] == ["string", "number"]:
        return "编号"
    return "一行" if "maxLength" in value else "文字"


MAKERS = {"levels": contents, "level": level}
