"""YAML text as plain data: the fast road that every command takes.

Scalars stay text: nothing is typed here, and nothing is known of measures. What a register may not hold is
noted on the way.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

from fazhi_cli import events
from fazhi_cli.blocks import MapSpan
from fazhi_cli.cells import CONTROLS, INVISIBLE, ORDINARY, is_plain
from fazhi_cli.events import ALIAS, DOCUMENT, ENDS, MAPPING, MAPPING_END, NULLS, SCALAR, STARTS
from fazhi_cli.nodes import DEPTH_LIMIT, doubled_keys
from fazhi_cli.problems import Problem, brief, problem
from fazhi_cli.source import Source
from fazhi_cli.syntax import Halt, coded_characters, explained

Data: TypeAlias = Any
"""Plain data: str, None, list, and dict with text keys."""

NODE_LIMIT = 5_000_000
SCALAR_LIMIT = 64_000
SPAN_DEPTH = 7
"""How deep the items lie whose places in the text are kept: in lists in mappings, three times over."""

_UNWANTED = f"{ORDINARY}[{CONTROLS}]"
_ODD = f"{ORDINARY}[{CONTROLS}{INVISIBLE}]"
_DIRECTIVE = re.compile(r"^%[^\r\n]*", re.MULTILINE)
_SIGNS = {
    "yaml-anchor": re.compile(r"&[^\s,\[\]{}]+"),
    "yaml-tag": re.compile(r"!(<[^>]*>|[^\s,\[\]{}]*)"),
}


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
        builder.run(events.PARSER(source.text).get_event)
    except events.FAULTS as error:
        halt = builder.halt(error)
        builder.problems.append(_unreadable(source, error, halt) or explained(source, halt))
        end = halt.at
    except _Stop as stop:
        end = stop.index
    builder.forget()
    problems = builder.problems
    if builder.doubled:
        problems += doubled_keys(source)
    unfinished = () if end is None else (*(opened[0] for opened in builder.stack[1:]), builder.holder)
    return Tree(builder.top[0] if builder.top else None, problems, end, unfinished, tuple(builder.spans))


def _unreadable(source: Source, error: Exception, halt: Halt) -> Problem | None:
    """Return the problem when something else than a slip of writing stops the parser.

    It is a character, of which files are rid beforehand, or too many brackets, in which libyaml loses its
    way while it still looks for the end of the first.
    """
    if "nesting depth" in halt.words:
        return problem("too-deep", source.place(halt.at), limit=DEPTH_LIMIT)
    if isinstance(error, events.CHARACTER_FAULTS) and (match := re.search(_UNWANTED, source.text)):
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
            if kind is SCALAR:
                self.last = event
                value = event.value
                if event.style or event.tag or event.anchor or value in NULLS or len(value) > SCALAR_LIMIT:
                    value = self.scalar(event)
                if self.key is not None and self.nodes < NODE_LIMIT:
                    self.holder[self.key] = value
                    self.key = None
                    self.nodes += 1
                else:
                    self.put(value, event)
            elif kind in STARTS:
                self.open(event, {} if kind is MAPPING else [])
            elif kind in ENDS:
                if len(self.stack) == SPAN_DEPTH and kind is MAPPING_END:
                    self.span(event)
                self.holder, self.key, _ = self.stack.pop()
            elif kind is ALIAS:
                self.note("yaml-anchor", event, mark=brief(f"*{event.anchor}"))
                self.put(None, event)
            elif kind is DOCUMENT:
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
        if not event.style and value in NULLS:
            return None
        if len(value) > SCALAR_LIMIT:
            self.note("too-long", event, length=len(value), limit=SCALAR_LIMIT)
        if event.style in ("'", '"'):
            self.quoted = event
        if event.style == '"' and not is_plain(value) and re.search(_ODD, value):
            self.coded(event)
            return value if self.key is None and type(self.holder) is dict else re.sub(_UNWANTED, "_", value)
        return value

    def coded(self, event: Any) -> None:
        """Note the unwanted characters that a double-quoted scalar spells out."""
        for (start, end), code in coded_characters(self.source.text, events.span(event)):
            level = "bad-character" if re.match(_UNWANTED, chr(code)) else "hidden-character"
            if re.match(_ODD, chr(code)):
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
        start, end = match.span() if match else events.span(event)
        self.problems.append(problem(code, self.source.place(start, end - start), mark=brief(mark)))

    def document(self, event: Any) -> None:
        self.documents += 1
        start, end = events.span(event)
        if self.documents > 1:
            self.note("second-document", event)
            raise _Stop(start)
        if event.explicit:
            for match in _DIRECTIVE.finditer(self.source.text, 0, end):
                place = self.source.place(match.start(), len(match[0]))
                self.problems.append(problem("yaml-directive", place, mark=brief(match[0])))

    def note(self, code: str, event: Any, **words: Any) -> None:
        start, end = events.span(event)
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
            last=events.span(self.last) if self.last else None,
            quoted=events.span(self.quoted) if self.quoted else None,
        )
