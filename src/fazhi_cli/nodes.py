"""YAML text as nodes with their places, which edits and messages need.

It costs more than plain data does (`tree`), and is made where it is asked for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from fazhi_cli import events
from fazhi_cli.change import Path
from fazhi_cli.events import ALIAS, ENDS, MAPPING, NULLS, SCALAR, STARTS
from fazhi_cli.problems import Problem, brief, problem
from fazhi_cli.source import Source

DEPTH_LIMIT = 32


@dataclass(slots=True)
class Node:
    """One value as it stands in the text, from character `start` up to `end`.

    `children` of a sequence are its items, of a mapping its keys and values in turn. `style` is the quote
    or block sign of a scalar, `{` or `[` of a flow collection, and empty otherwise. A block collection ends
    where its last child ends, a block scalar behind its last line of text.
    """

    kind: Literal["scalar", "map", "seq"]
    start: int
    end: int
    style: str = ""
    value: str | None = None
    children: "list[Node]" = field(default_factory=list)
    _by_key: "dict[str | None, tuple[Node, Node]] | None" = field(default=None, repr=False, compare=False)

    def pairs(self) -> "Iterator[tuple[Node, Node]]":
        """Yield the keys of a mapping with their values."""
        return zip(self.children[::2], self.children[1::2], strict=False)

    def pair(self, key: str) -> "tuple[Node, Node] | None":
        """Return key and value of `key` in a finished mapping, the last one if it is doubled."""
        if self._by_key is None:
            self._by_key = {both[0].value: both for both in self.pairs()} if self.kind == "map" else {}
        return self._by_key.get(key)


def compose(text: str) -> Node | None:
    """Return the root node of `text`, or None when there is none; a fault ends the tree where it stands."""
    top = Node("seq", 0, 0)
    stack = [top]
    try:
        parser = events.PARSER(text)
        while (event := parser.get_event()) is not None:
            kind = type(event)
            if kind is SCALAR or kind is ALIAS:
                stack[-1].children.append(_leaf(text, event, stack[-1]))
            elif kind in STARTS:
                node = _collection(event, event.start_mark.index, event.end_mark.index)
                stack[-1].children.append(node)
                stack.append(node)
                if len(stack) > DEPTH_LIMIT + 1:
                    break
            elif kind in ENDS:
                _close(stack.pop(), event)
    except events.FAULTS:
        pass
    for node in reversed(stack[1:]):
        _close(node, None)
    return top.children[0] if top.children else None


def _leaf(text: str, event: Any, holder: Node) -> Node:
    start, end = events.span(event)
    if type(event) is ALIAS:
        return Node("scalar", start, end)
    style = event.style or ""
    if style in ("|", ">"):
        end = start + _block_length(text[start:end], event.value, end == len(text))
    elif start == end:
        start = end = _behind_colon(text, start, holder)
    value = None if not style and event.value in NULLS else event.value
    return Node("scalar", start, end, style, value)


def _behind_colon(text: str, index: int, holder: Node) -> int:
    """Return where an empty value stands: libyaml marks the next token instead."""
    if holder.kind == "map" and len(holder.children) % 2:
        key = holder.children[-1].end
        colon = text.find(":", key, index)
        return index if colon < 0 else colon + 1
    return index


def _block_length(text: str, value: str, ends_file: bool) -> int:
    """Return how much of the token of a block scalar is header and text.

    Blank lines at its end are text when `+` keeps them or they are indented deeper than the text. What
    stands behind the last line end is, but at the end of the file, the indent of what follows.
    """
    lines = _LINE.findall(text)
    if not ends_file and len(lines) > 1 and not lines[-1].strip(" "):
        lines.pop()
    header = _BLOCK_HEADER.match(text)
    if header is None or "+" not in header[0]:
        indent = _block_indent(lines, value)
        while len(lines) > 1 and not lines[-1].strip(" \t\r\n") and len(lines[-1].rstrip("\r\n")) <= indent:
            lines.pop()
    return len("".join(lines).removesuffix("\n").removesuffix("\r"))


def _block_indent(lines: list[str], value: str) -> int:
    """Return the indent of a block scalar's text, which its first line shows but for blanks of its own."""
    first = next((line for line in lines[1:] if line.strip()), "")
    own = value.lstrip("\n")
    return len(first) - len(first.lstrip(" ")) - (len(own) - len(own.lstrip(" ")))


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")


def _collection(event: Any, start: int, end: int) -> Node:
    flow = bool(event.flow_style)
    if isinstance(event, MAPPING):
        return Node("map", start, end, "{" if flow else "")
    return Node("seq", start, end, "[" if flow else "")


def _close(node: Node, event: Any) -> None:
    if node.style and event is not None:
        node.end = event.end_mark.index
    elif node.children:
        node.end = node.children[-1].end


def node_at(root: Node | None, path: Path) -> Node | None:
    """Return the value node that `path` leads to, or None."""
    node = root
    for step in path:
        if node is None:
            return None
        if isinstance(step, int):
            node = node.children[step] if node.kind == "seq" and step < len(node.children) else None
        else:
            pair = node.pair(step)
            node = pair[1] if pair else None
    return node


def key_at(root: Node | None, path: Path) -> Node | None:
    """Return the key node of the pair that `path` leads to, or None; the last step must be a key."""
    holder = node_at(root, path[:-1])
    pair = holder.pair(str(path[-1])) if holder else None
    return pair[0] if pair else None


def _all(text: str) -> Iterator[Node]:
    """Yield every node of `text`, each before those in it."""
    nodes = [node for node in (compose(text),) if node]
    while nodes:
        node = nodes.pop()
        yield node
        nodes.extend(node.children)


def doubled_keys(source: Source) -> list[Problem]:
    """Return a problem for each key that stands in its mapping already."""
    problems: list[Problem] = []
    for node in _all(source.text):
        first: dict[str | None, Node] = {}
        for key, _ in node.pairs() if node.kind == "map" else ():
            seen = first.setdefault(key.value, key)
            if seen is not key and key.value is not None:
                place = source.place(key.start, key.end - key.start)
                line = source.line_of(seen.start)
                problems.append(problem("duplicate-key", place, key=brief(key.value), line=line))
    return problems


def swallowed_text(source: Source) -> list[Problem]:
    """Return a warning for each comment that looks like text lost by accident: `报送 #3 附件`."""
    if not _HASH_WORD.search(source.text):
        return []
    problems: list[Problem] = []
    for node in _all(source.text):
        if node.kind == "scalar" and not node.style and (match := _HASH_WORD.match(source.text, node.end)):
            place = source.place(match.start(1), len(match[1]))
            problems.append(problem("lost-text", place, text=brief(match[1])))
    return problems


_HASH_WORD = re.compile(r"[ \t]+(#[^\s#][^\r\n]*)")
