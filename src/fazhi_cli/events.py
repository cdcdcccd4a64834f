"""The events of YAML text, by libyaml where it is there. The only home of the yaml library."""

import re
from collections.abc import Callable
from typing import Any

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

SCALAR, ALIAS, DOCUMENT = ScalarEvent, AliasEvent, DocumentStartEvent
MAPPING, MAPPING_END = MappingStartEvent, MappingEndEvent
STARTS = (MappingStartEvent, SequenceStartEvent)
ENDS = (MappingEndEvent, SequenceEndEvent)
"""Types of events; the last two are those of both kinds of collections."""

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""Plain scalars that say nothing."""


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

FAULTS = (yaml.YAMLError, UnicodeEncodeError)
"""What a parser raises: libyaml, which wants bytes, chokes on surrogates before it begins."""

CHARACTER_FAULTS = (ReaderError, UnicodeEncodeError)
"""Those of them that are about a character which no text may hold."""


def span(event: Any) -> tuple[int, int]:
    """Return from where to where in the text `event` stands."""
    return event.start_mark.index, event.end_mark.index


def retyped(text: str) -> bool:
    """Say whether other YAML programs would read plain `text` as something else than text.

    Covers what PyYAML resolves (YAML 1.1) and the numbers that only YAML 1.2 knows.
    """
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    candidates = [*resolvers.get(text[:1], ()), *resolvers.get(None, ())]
    return any(form.match(text) for _, form in candidates) or bool(_YAML_1_2.fullmatch(text))


_YAML_1_2 = re.compile(r"0o[0-7]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|y|Y|n|N")
