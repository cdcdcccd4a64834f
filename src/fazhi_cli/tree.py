"""YAML text as plain data, and as nodes with their places. The only home of the yaml library.

Scalars stay text: nothing is typed here, and nothing is known of measures. `read` is the fast road that
every command takes; it also notes what a register may not hold. `compose` costs more and yields nodes,
which edits and messages need.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.scanner import Scanner, ScannerError

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]
except ImportError:
    CParser = None  # type: ignore[assignment,misc]

from fazhi_cli.blocks import MapSpan
from fazhi_cli.cells import CONTROLS, INVISIBLE, ORDINARY
from fazhi_cli.problems import Problem, brief, problem
from fazhi_cli.source import Source
from fazhi_cli.syntax import Halt, Span, coded_characters, explained

Data: TypeAlias = Any
"""Plain data: str, None, list, and dict with text keys."""

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys and list positions from the root."""

DEPTH_LIMIT = 32
NODE_LIMIT = 5_000_000
SCALAR_LIMIT = 64_000
SPAN_DEPTH = 7
"""How deep the items lie whose places in the text are kept: in lists in mappings, three times over."""

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_UNWANTED = re.compile(f"{ORDINARY}[{CONTROLS}]")
_ODD = re.compile(f"{ORDINARY}[{CONTROLS}{INVISIBLE}]")
_DIRECTIVE = re.compile(r"^%[^\r\n]*", re.MULTILINE)
_SIGNS = {
    "yaml-anchor": re.compile(r"&[^\s,\[\]{}]+"),
    "yaml-tag": re.compile(r"!(<[^>]*>|[^\s,\[\]{}]*)"),
}
_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)


class PureParser(Reader, Scanner, Parser):
    """PyYAML's own parser, for where libyaml is not built in."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def get_event(self) -> Any:
        """Return the next event, None after the last. Raises YAMLError where the text is no YAML."""
        try:
            return super().get_event()  # type: ignore[no-untyped-call]
        except (ValueError, OverflowError):
            raise ScannerError(None, None, "invalid escape code", self.get_mark()) from None


PARSER: Callable[[str], Any] = PureParser if CParser is None else CParser
"""What turns text into events: `get_event()` of its result yields them one by one, then None."""

_FAULTS = (yaml.YAMLError, UnicodeEncodeError)
"""What a parser raises: libyaml, which wants bytes, chokes on surrogates before it begins."""


class Tree(NamedTuple):
    """What stands in a source: its data and the problems of its writing.

    When a fault ended the reading early, `end` is where in the text, `data` holds what came before it, and
    `unfinished` the very lists and mappings in `data` that the fault left open. `spans` are those of the
    mappings `SPAN_DEPTH` deep, in the order of the text.
    """

    data: Data
    problems: list[Problem]
    end: int | None = None
    unfinished: tuple[Data, ...] = ()
    spans: tuple[MapSpan, ...] = ()


class _Stop(Exception):
    """Reading must end here; why is noted."""

    def __init__(self, index: int) -> None:
        self.index = index


def read(source: Source) -> Tree:
    """Return the data of `source` with every problem of its writing; bad YAML raises nothing."""
    builder = _Builder(source)
    end = None
    try:
        builder.run(PARSER(source.text).get_event)
    except _FAULTS as error:
        halt = builder.halt(error)
        builder.problems.append(_unreadable(source, error, halt) or explained(source, halt))
        end = halt.at
    except _Stop as stop:
        end = stop.index
    builder.forget()
    problems = builder.problems
    if builder.doubled:
        problems += _doubled_keys(source)
    unfinished = () if end is None else (*(opened[0] for opened in builder.stack[1:]), builder.holder)
    return Tree(builder.top[0] if builder.top else None, problems, end, unfinished, tuple(builder.spans))


def _unreadable(source: Source, error: Exception, halt: Halt) -> Problem | None:
    """Return the problem when something else than a slip of writing stops the parser.

    It is a character, of which files are rid beforehand, or too many brackets, in which libyaml loses its
    way while it still looks for the end of the first.
    """
    if "nesting depth" in halt.words:
        return problem("too-deep", source.place(halt.at), limit=DEPTH_LIMIT)
    if isinstance(error, ReaderError | UnicodeEncodeError) and (match := _UNWANTED.search(source.text)):
        return problem("bad-character", source.place(match.start()), what=f"U+{ord(match[0]):04X}")
    return None


class _Builder:
    """One pass over the events of one source."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.top: list[Data] = []
        self.holder: Any = self.top
        self.key: str | None = None
        self.stack: list[tuple[Any, str | None, Any]] = []
        self.nameless: list[tuple[dict[str, Data], str]] = []
        self.last: Any = None
        self.quoted: Any = None
        self.nodes = 0
        self.documents = 0
        self.doubled = False
        self.spans: list[MapSpan] = []

    def run(self, get_event: Callable[[], Any]) -> None:
        """Build the data. Scalars are told first: they are most of a large file."""
        while (event := get_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                self.last = event
                value = event.value
                if event.style or event.tag or event.anchor or value in _NULLS or len(value) > SCALAR_LIMIT:
                    value = self.scalar(event)
                if self.key is not None and self.nodes < NODE_LIMIT:
                    self.holder[self.key] = value
                    self.key = None
                    self.nodes += 1
                else:
                    self.put(value, event)
            elif kind in _STARTS:
                self.open(event, {} if kind is MappingStartEvent else [])
            elif kind in _ENDS:
                if len(self.stack) == SPAN_DEPTH and kind is MappingEndEvent:
                    self.span(event)
                self.holder, self.key, _ = self.stack.pop()
            elif kind is AliasEvent:
                self.note("yaml-anchor", event, mark=brief(f"*{event.anchor}"))
                self.put(None, event)
            elif kind is DocumentStartEvent:
                self.document(event)

    def span(self, event: Any) -> None:
        opened, _, above = (item[2] for item in self.stack[:-4:-1])
        begins, around, ends = (item.start_mark.index for item in (opened, above, event))
        self.spans.append(MapSpan(begins, around, ends, bool(opened.flow_style)))

    def put(self, value: Data, event: Any) -> None:
        holder = self.holder
        if type(holder) is list:
            holder.append(value)
        elif self.key is None:
            self.key = self.checked_key(value, event)
        else:
            holder[self.key] = value
            self.key = None
        self.nodes += 1
        if self.nodes > NODE_LIMIT:
            self.note("too-many", event, limit=NODE_LIMIT)
            raise _Stop(event.start_mark.index)

    def checked_key(self, value: Data, event: Any) -> str:
        if not isinstance(value, str):
            return self.nameless_key(event)
        if value == "<<" and not event.style:
            self.note("yaml-merge", event)
            self.nameless.append((self.holder, value))
        self.doubled = self.doubled or value in self.holder
        return value

    def nameless_key(self, event: Any) -> str:
        """Note a key that is no word; what stands under it is forgotten in the end."""
        self.note("key-not-text", event)
        key = f"\0{event.start_mark.index}"
        self.nameless.append((self.holder, key))
        return key

    def forget(self) -> None:
        for holder, key in self.nameless:
            holder.pop(key, None)

    def open(self, event: Any, container: Data) -> None:
        self.properties(event)
        if type(self.holder) is dict and self.key is None:
            self.stack.append((self.holder, self.nameless_key(event), event))
        else:
            self.put(container, event)
            self.stack.append((self.holder, self.key, event))
        self.holder, self.key = container, None
        if len(self.stack) > DEPTH_LIMIT:
            self.note("too-deep", event, limit=DEPTH_LIMIT)
            raise _Stop(event.start_mark.index)

    def scalar(self, event: Any) -> str | None:
        self.properties(event)
        value: str = event.value
        if not event.style and value in _NULLS:
            return None
        if len(value) > SCALAR_LIMIT:
            self.note("too-long", event, length=len(value), limit=SCALAR_LIMIT)
        if event.style in ("'", '"'):
            self.quoted = event
        if event.style == '"' and _ODD.search(value):
            self.coded(event)
            return value if self.key is None and type(self.holder) is dict else _UNWANTED.sub("_", value)
        return value

    def coded(self, event: Any) -> None:
        """Note the unwanted characters that a double-quoted scalar spells out."""
        for (start, end), code in coded_characters(self.source.text, _span(event)):
            level = "bad-character" if _UNWANTED.match(chr(code)) else "hidden-character"
            if _ODD.match(chr(code)):
                place = self.source.place(start, end - start)
                self.problems.append(problem(level, place, what=f"U+{code:04X}"))

    def properties(self, event: Any) -> None:
        if event.anchor:
            self.sign("yaml-anchor", event, f"&{event.anchor}")
        if event.tag:
            self.sign("yaml-tag", event, event.tag.replace("tag:yaml.org,2002:", "!!"))

    def sign(self, code: str, event: Any, mark: str) -> None:
        """Note an anchor or a tag, which stand in any order before what the event is about."""
        match = _SIGNS[code].search(self.source.text, event.start_mark.index)
        start, end = match.span() if match else _span(event)
        self.problems.append(problem(code, self.source.place(start, end - start), mark=brief(mark)))

    def document(self, event: Any) -> None:
        self.documents += 1
        start, end = _span(event)
        if self.documents > 1:
            self.note("second-document", event)
            raise _Stop(start)
        if event.explicit:
            for match in _DIRECTIVE.finditer(self.source.text, 0, end):
                place = self.source.place(match.start(), len(match[0]))
                self.problems.append(problem("yaml-directive", place, mark=brief(match[0])))

    def note(self, code: str, event: Any, **words: Any) -> None:
        start, end = _span(event)
        self.problems.append(problem(code, self.source.place(start, end - start), **words))

    def halt(self, error: Exception) -> Halt:
        """Return where and why the parser gave up."""
        text = self.source.text
        said = f"{getattr(error, 'context', None) or ''}: {getattr(error, 'problem', None) or ''}"
        marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
        index, start = (mark.index if mark else None for mark in marks)
        flow = [event.start_mark.index for *_, event in self.stack if event.flow_style]
        return Halt(
            words=said.partition(", but ")[0],
            at=next((place for place in (index, start) if place is not None), len(text)),
            start=start,
            bracket=flow[-1] if flow else None,
            last=_span(self.last) if self.last else None,
            quoted=_span(self.quoted) if self.quoted else None,
        )


def _span(event: Any) -> Span:
    return event.start_mark.index, event.end_mark.index


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
        parser = PARSER(text)
        while (event := parser.get_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent or kind is AliasEvent:
                stack[-1].children.append(_leaf(text, event, stack[-1]))
            elif kind in _STARTS:
                node = _collection(event, event.start_mark.index, event.end_mark.index)
                stack[-1].children.append(node)
                stack.append(node)
                if len(stack) > DEPTH_LIMIT + 1:
                    break
            elif kind in _ENDS:
                _close(stack.pop(), event)
    except _FAULTS:
        pass
    for node in reversed(stack[1:]):
        _close(node, None)
    return top.children[0] if top.children else None


def _leaf(text: str, event: Any, holder: Node) -> Node:
    start, end = _span(event)
    if type(event) is AliasEvent:
        return Node("scalar", start, end)
    style = event.style or ""
    if style in ("|", ">"):
        end = start + _block_length(text[start:end], event.value, end == len(text))
    elif start == end:
        start = end = _behind_colon(text, start, holder)
    value = None if not style and event.value in _NULLS else event.value
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
    if isinstance(event, MappingStartEvent):
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


def _doubled_keys(source: Source) -> list[Problem]:
    problems: list[Problem] = []
    nodes = [node for node in (compose(source.text),) if node]
    while nodes:
        node = nodes.pop()
        nodes.extend(node.children)
        first: dict[str | None, Node] = {}
        for key, _ in node.pairs() if node.kind == "map" else ():
            seen = first.setdefault(key.value, key)
            if seen is not key and key.value is not None:
                place = source.place(key.start, key.end - key.start)
                line = source.line_of(seen.start)
                problems.append(problem("duplicate-key", place, key=brief(key.value), line=line))
    return problems


def retyped(text: str) -> bool:
    """Say whether other YAML programs would read plain `text` as something else than text.

    Covers what PyYAML resolves (YAML 1.1) and the numbers that only YAML 1.2 knows.
    """
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    candidates = [*resolvers.get(text[:1], ()), *resolvers.get(None, ())]
    return any(form.match(text) for _, form in candidates) or bool(_YAML_1_2.fullmatch(text))


_YAML_1_2 = re.compile(r"0o[0-7]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|y|Y|n|N")


def swallowed_text(source: Source) -> list[Problem]:
    """Return a warning for each comment that looks like text lost by accident: `报送 #3 附件`."""
    if not _HASH_WORD.search(source.text):
        return []
    problems: list[Problem] = []
    nodes = [node for node in (compose(source.text),) if node]
    while nodes:
        node = nodes.pop()
        nodes.extend(node.children)
        if node.kind == "scalar" and not node.style and (match := _HASH_WORD.match(source.text, node.end)):
            place = source.place(match.start(1), len(match[1]))
            problems.append(problem("lost-text", place, text=brief(match[1])))
    return problems


_HASH_WORD = re.compile(r"[ \t]+(#[^\s#][^\r\n]*)")
