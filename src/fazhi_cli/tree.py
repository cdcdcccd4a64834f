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
from yaml.reader import Reader
from yaml.scanner import Scanner

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]
except ImportError:
    CParser = None  # type: ignore[assignment,misc]

from fazhi_cli.cells import CONTROLS
from fazhi_cli.problems import Problem, problem
from fazhi_cli.source import Source

Data: TypeAlias = Any
"""Plain data: str, None, list, and dict with text keys."""

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys and list positions from the root."""

DEPTH_LIMIT = 32
NODE_LIMIT = 5_000_000
SCALAR_LIMIT = 64_000

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_UNWANTED = re.compile(f"[{CONTROLS}]")
_DIRECTIVE = re.compile(r"^%.*$", re.MULTILINE)
_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)


class PureParser(Reader, Scanner, Parser):
    """PyYAML's own parser, for where libyaml is not built in."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


PARSER: Callable[[str], Any] = PureParser if CParser is None else CParser
"""What turns text into events: `get_event()` of its result yields them one by one, then None."""


class Tree(NamedTuple):
    """What stands in a source: its data and the problems of its writing.

    When a fault ended the reading early, `data` holds what came before it, and `unfinished` the very lists
    and mappings in `data` that the fault left open, outermost first.
    """

    data: Data
    problems: list[Problem]
    complete: bool = True
    unfinished: tuple[Data, ...] = ()


class _Stop(Exception):
    """Reading must end here; why is noted."""


def read(source: Source) -> Tree:
    """Return the data of `source` with every problem of its writing; bad YAML raises nothing."""
    builder = _Builder(source)
    try:
        builder.run(PARSER(source.text).get_event)
        complete = True
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(source, error))
        complete = False
    except _Stop:
        complete = False
    problems = builder.problems
    if builder.doubled:
        problems += _doubled_keys(source)
    data = builder.top[0] if builder.top else None
    unfinished = () if complete else (*(holder for holder, _ in builder.stack[1:]), builder.holder)
    return Tree(data, problems, complete, unfinished)


class _Builder:
    """One pass over the events of one source."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.top: list[Data] = []
        self.holder: Any = self.top
        self.key: str | None = None
        self.stack: list[tuple[Any, str | None]] = []
        self.nodes = 0
        self.documents = 0
        self.doubled = False

    def run(self, get_event: Callable[[], Any]) -> None:
        """Build the data. Scalars are told first: they are most of a large file."""
        while (event := get_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                value = event.value
                if event.style or event.tag or event.anchor or value in _NULLS or len(value) > SCALAR_LIMIT:
                    value = self.scalar(event)
                self.put(value, event)
            elif kind in _STARTS:
                self.open(event, {} if kind is MappingStartEvent else [])
            elif kind in _ENDS:
                self.holder, self.key = self.stack.pop()
            elif kind is AliasEvent:
                self.note("yaml-anchor", event, mark=f"*{event.anchor}")
                self.put(None, event)
            elif kind is DocumentStartEvent:
                self.document(event)

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
            raise _Stop

    def checked_key(self, value: Data, event: Any) -> str:
        if not isinstance(value, str):
            self.note("key-not-text", event)
            return f"?{event.start_mark.index}"
        if value == "<<" and not event.style:
            self.note("yaml-merge", event)
        self.doubled = self.doubled or value in self.holder
        return value

    def open(self, event: Any, container: Data) -> None:
        self.properties(event)
        if type(self.holder) is dict and self.key is None:
            self.note("key-not-text", event)
            self.stack.append((self.holder, f"?{event.start_mark.index}"))
        else:
            self.put(container, event)
            self.stack.append((self.holder, self.key))
        self.holder, self.key = container, None
        if len(self.stack) > DEPTH_LIMIT:
            self.note("too-deep", event, limit=DEPTH_LIMIT)
            raise _Stop

    def scalar(self, event: Any) -> str | None:
        self.properties(event)
        value: str = event.value
        if not event.style and value in _NULLS:
            return None
        if len(value) > SCALAR_LIMIT:
            self.note("too-long", event, length=len(value), limit=SCALAR_LIMIT)
        if event.style == '"' and (match := _UNWANTED.search(value)):
            self.note("bad-character", event, char=f"U+{ord(match[0]):04X}")
        return value

    def properties(self, event: Any) -> None:
        if event.anchor:
            self.note("yaml-anchor", event, mark=f"&{event.anchor}")
        if event.tag:
            self.note("yaml-tag", event, mark=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self.note("second-document", event)
            raise _Stop
        if event.version or event.tags:
            match = _DIRECTIVE.search(self.source.text)
            start, mark = (match.start(), match[0]) if match else (0, "%")
            place = self.source.place(start, len(mark))
            self.problems.append(problem("yaml-directive", place, mark=mark))

    def note(self, code: str, event: Any, **words: Any) -> None:
        start = event.start_mark.index
        place = self.source.place(start, event.end_mark.index - start)
        self.problems.append(problem(code, place, **words))


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

    def pairs(self) -> "Iterator[tuple[Node, Node]]":
        """Yield the keys of a mapping with their values."""
        return zip(self.children[::2], self.children[1::2], strict=False)

    def pair(self, key: str) -> "tuple[Node, Node] | None":
        """Return key and value of `key` in a mapping, the last one if it is doubled."""
        found = [both for both in self.pairs() if both[0].value == key] if self.kind == "map" else []
        return found[-1] if found else None


def compose(text: str) -> Node | None:
    """Return the root node of `text`, or None when there is none; a fault ends the tree where it stands."""
    parser = PARSER(text)
    top = Node("seq", 0, 0)
    stack = [top]
    try:
        while (event := parser.get_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent or kind is AliasEvent:
                stack[-1].children.append(_leaf(text, event))
            elif kind in _STARTS:
                node = _collection(event, event.start_mark.index, event.end_mark.index)
                stack[-1].children.append(node)
                stack.append(node)
                if len(stack) > DEPTH_LIMIT + 1:
                    break
            elif kind in _ENDS:
                _close(stack.pop(), event)
    except yaml.YAMLError:
        pass
    for node in reversed(stack[1:]):
        _close(node, None)
    return top.children[0] if top.children else None


def _leaf(text: str, event: Any) -> Node:
    start, end = event.start_mark.index, event.end_mark.index
    if type(event) is AliasEvent:
        return Node("scalar", start, end)
    style = event.style or ""
    if style in ("|", ">"):
        end = start + len(_block_text(text[start:end]))
    value = None if not style and event.value in _NULLS else event.value
    return Node("scalar", start, end, style, value)


def _block_text(text: str) -> str:
    """Return the text of a block scalar up to its last line; blank lines count when `+` keeps them."""
    header = text.split("\n", 1)[0].split("#", 1)[0]
    if "+" not in header:
        return text.rstrip(" \t\r\n")
    return re.sub(r"(\r\n|\r|\n)\Z", "", text.rstrip(" \t"))


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
            if seen is not key:
                place = source.place(key.start, key.end - key.start)
                line = source.place(seen.start).line
                problems.append(problem("duplicate-key", place, key=key.value, line=line))
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
            problems.append(problem("lost-text", place, text=match[1]))
    return problems


_HASH_WORD = re.compile(r"[ \t]+(#[^\s#][^\r\n]*)")


class _Cause(NamedTuple):
    """What libyaml or PyYAML say of a fault, and how it is put in Chinese.

    The fault stands at the mark of the problem, or (`at_start`) where the construct begins.
    """

    words: str
    reason: str
    remedy: str
    at_start: bool = False


_CAUSES = (
    _Cause("mapping values are not allowed", "这里不该有冒号", "检查缩进；文字里有“: ”时，给整段加英文引号"),
    _Cause("end of stream", "引号没有配对", "在这段文字的末尾补上同样的引号", at_start=True),
    _Cause("document separator", "引号没有配对", "在这段文字的末尾补上同样的引号", at_start=True),
    _Cause("',' or ']'", "方括号没有配对，或少了逗号", "各项之间用半角逗号，末尾补上 ]", at_start=True),
    _Cause("',' or '}'", "花括号没有配对，或少了逗号", "各项之间用半角逗号，末尾补上 }}", at_start=True),
    _Cause("unknown escape", "双引号里的 \\ 写法不对", "改用英文单引号，或把 \\ 写成 \\\\"),
    _Cause("escape", "双引号里的 \\ 写法不对", "改用英文单引号，或把 \\ 写成 \\\\"),
    _Cause("node content", "这里缺少内容，或多了一个标点", "补上内容；文字以标点开头时，给整段加英文引号"),
    _Cause("sequence entries are not allowed", "这里不能开始列表", "列表另起一行，每项以“- ”开头"),
    _Cause("mapping keys are not allowed", "文字不能以“? ”开头", "给整段文字加英文引号"),
    _Cause("'-' indicator", "这一行和列表的其他项没有对齐", "同一列表的各项左对齐，以“- ”开头"),
    _Cause("block collection", "这一行和列表的其他项没有对齐", "同一列表的各项左对齐，以“- ”开头"),
    _Cause(
        "expected key",
        "这一行和上面的没有对齐，或引号、括号后面多了内容",
        "同一级的键左对齐；引号后面不要再写字",
    ),
    _Cause(
        "block mapping",
        "这一行和上面的没有对齐，或引号、括号后面多了内容",
        "同一级的键左对齐；引号后面不要再写字",
    ),
    _Cause("document start", "这一行的缩进和开头的不一致", "最外层的键都从行首写起"),
    _Cause("scanning a block scalar", "| 或 > 后面不能有别的字", "正文从下一行开始，并缩进", at_start=True),
    _Cause("alias", "文字不能以 * 开头", "给整段文字加英文引号", at_start=True),
    _Cause("anchor", "文字不能以 & 开头", "给整段文字加英文引号", at_start=True),
    _Cause("tag", "文字不能以 ! 开头", "给整段文字加英文引号", at_start=True),
    _Cause("directive", "行首不能是 %", "删去以 % 开头的行"),
    _Cause(
        "simple key",
        "这一行少了冒号，或冒号后面没有空格",
        "写作 键: 值，冒号用半角，后面空一格",
        at_start=True,
    ),
    _Cause("':'", "这一行少了冒号，或冒号后面没有空格", "写作 键: 值，冒号用半角，后面空一格"),
)
_UNKNOWN = _Cause("", "YAML 写法有误", "检查这一行的冒号、引号、括号和缩进")
_CONFLICT_MARK = re.compile(r"^(<{7}|={7}|>{7})(?= |\r?$)", re.MULTILINE)
_FULLWIDTH_COLON = re.compile(r"^[ \t]*(?:- )?[ \t]*[\w()（）/]+(：)", re.MULTILINE)
_FULLWIDTH_DASH = re.compile(r"^[ \t]*([－—–])[ \t]*\S", re.MULTILINE)


def _syntax_problem(source: Source, error: yaml.YAMLError) -> Problem:
    problem_mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    mark = problem_mark or context_mark
    index = mark.index if mark else min(getattr(error, "position", 0), len(source.text))
    typical = _typical_fault(source, index)
    if typical:
        return typical
    words = f"{getattr(error, 'context', '') or ''}: {getattr(error, 'problem', '') or ''}"
    if "cannot start any token" in words or "tab character" in words:
        return _bad_start(source, index)
    cause = next((cause for cause in _CAUSES if cause.words in words), _UNKNOWN)
    if cause.at_start and context_mark:
        index = context_mark.index
    return problem("yaml-syntax", source.place(index), reason=cause.reason, remedy=cause.remedy)


def _bad_start(source: Source, index: int) -> Problem:
    char = source.text[index : index + 1]
    if char == "\t":
        return problem("yaml-tab", source.place(index))
    return problem(
        "yaml-syntax", source.place(index), reason=f"文字不能以 {char} 开头", remedy="给整段文字加英文引号"
    )


def _typical_fault(source: Source, index: int) -> Problem | None:
    """Return the fault that people really make, if one stands at the line of `index` or just above."""
    text = source.text
    if match := _CONFLICT_MARK.search(text):
        return problem("yaml-conflict", source.place(match.start(), 7))
    here = text.rfind("\n", 0, index) + 1
    above = text.rfind("\n", 0, max(here - 1, 0)) + 1
    end = text.find("\n", index)
    window = slice(above, end if end >= 0 else len(text))
    for pattern, ascii_sign in ((_FULLWIDTH_COLON, ":"), (_FULLWIDTH_DASH, "-")):
        if match := pattern.search(text, window.start, window.stop):
            place = source.place(match.start(1))
            return problem("yaml-fullwidth", place, char=match[1], ascii=ascii_sign, space="，后面空一格")
    line = text[here : window.stop]
    if tab := re.match(r" *\t", line):
        return problem("yaml-tab", source.place(here + tab.end() - 1))
    return None
