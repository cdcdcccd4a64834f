"""A part of an Office file as a stream of events, read within limits. The home of expat.

Nothing is built up: memory does not grow with the part. Document types are refused, so there are no
entities, and nothing outside the part is ever looked at.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol
from xml.parsers import expat

from fazhi_cli.problems import Refused

ELEMENT_LIMIT = 1_000_000
DEPTH_LIMIT = 1_000
NAME_LIMIT = 20_000
"""Different names of elements and attributes; a parser keeps each of them for good."""
TOKEN_LIMIT = 4 * 1024 * 1024
"""Bytes of one tag or comment."""

_CHUNK = 1024 * 1024
_REMEDIES = {".docx": "用 Word 或 WPS 打开，另存一份 .docx", ".xlsx": "用 Excel 或 WPS 打开，另存一份 .xlsx"}
_SHORTER = {".docx": "只留需要的正文，另存一份 .docx", ".xlsx": "只留需要的工作表和行，另存一份 .xlsx"}
_FAMILIES = {
    "w": (
        "schemas.openxmlformats.org/wordprocessingml/2006/main",
        "purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    "x": ("schemas.openxmlformats.org/spreadsheetml/2006/main", "purl.oclc.org/ooxml/spreadsheetml/main"),
    "r": (
        "schemas.openxmlformats.org/officeDocument/2006/relationships",
        "purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    "m": ("schemas.openxmlformats.org/officeDocument/2006/math", "purl.oclc.org/ooxml/officeDocument/math"),
    "pic": ("schemas.openxmlformats.org/drawingml/2006/picture", "purl.oclc.org/ooxml/drawingml/picture"),
    "c": ("schemas.openxmlformats.org/drawingml/2006/chart", "purl.oclc.org/ooxml/drawingml/chart"),
    "dgm": ("schemas.openxmlformats.org/drawingml/2006/diagram", "purl.oclc.org/ooxml/drawingml/diagram"),
    "rels": ("schemas.openxmlformats.org/package/2006/relationships",),
    "mc": ("schemas.openxmlformats.org/markup-compatibility/2006",),
}
_PREFIXES = {f"http://{space}": f"{prefix}:" for prefix, spaces in _FAMILIES.items() for space in spaces}
_PREFIXES["urn:schemas-microsoft-com:vml"] = "v:"

Attributes = Mapping[str, str]


class Handler(Protocol):
    """What takes the events; elements are named as in `w:p`, by prefixes of this module's own."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""

    def end(self, tag: str) -> None:
        """Take the end of an element."""

    def text(self, data: str) -> None:
        """Take text, in pieces of any length."""


@lru_cache(maxsize=4096)
def _short(name: str) -> str:
    """Return `w:p` for the name of an element with its namespace; elements of other families keep theirs."""
    space, _, local = name.rpartition(" ")
    return _PREFIXES.get(space, f"{space} ") + local


@lru_cache(maxsize=256)
def _long(name: str) -> tuple[str, ...]:
    prefix, _, local = name.rpartition(":")
    return tuple(f"http://{space} {local}" for space in _FAMILIES.get(prefix, ())) or (name,)


def attribute(attributes: Attributes, name: str) -> str | None:
    """Return the value of the attribute `name`, such as `w:val`, None if it is not there."""
    return next((attributes[key] for key in _long(name) if key in attributes), None)


def number(attributes: Attributes, name: str, default: int, most: int) -> int:
    """Return the attribute `name` as a number from 0 to `most`; `default` if it is none."""
    text = attribute(attributes, name) or ""
    value = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default
    return value if value <= most else default


def on(attributes: Attributes) -> bool:
    """Say whether a property that is there is on: it is, unless its value says otherwise."""
    return attribute(attributes, "w:val") not in ("0", "false", "off")


def walk(data: bytes, name: str, handler: Handler, suffix: str = ".docx") -> None:
    """Tell `handler` what the XML in `data`, a part of the file called `name`, consists of.

    `suffix` is what such a file should have.

    Raises Refused for what is not well-formed, has a document type, or goes beyond the limits.
    """
    names: dict[str, str] = {}
    parser = expat.ParserCreate(None, " ", names)
    parser.buffer_text = True
    limits = _Limits(name, handler, suffix)
    parser.StartElementHandler = limits.start
    parser.EndElementHandler = limits.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = limits.doctype
    parser.StartNamespaceDeclHandler = limits.namespace
    try:
        for at in range(0, len(data), _CHUNK):
            piece = data[at : at + _CHUNK]
            parser.Parse(piece, False)
            if len(names) > NAME_LIMIT or at + len(piece) - parser.CurrentByteIndex > TOKEN_LIMIT:
                raise limits.refusal()
        parser.Parse(b"", True)
    except (expat.ExpatError, UnicodeError, LookupError, ValueError):
        raise Refused(f"{name} 的内容坏了，读不全", _REMEDIES[suffix]) from None


class _Limits:
    """Stands before a handler, counts, and refuses what is too much."""

    def __init__(self, name: str, handler: Handler, suffix: str) -> None:
        self.name = name
        self.suffix = suffix
        self.handler = handler
        self.elements = 0
        self.depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > ELEMENT_LIMIT or self.depth > DEPTH_LIMIT:
            raise self.refusal()
        self.handler.start(_short(name), attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.handler.end(_short(name))

    def namespace(self, prefix: str | None, space: str) -> None:
        """Count it like an element: a parser keeps it, too."""
        self.elements += 1
        if self.elements > ELEMENT_LIMIT:
            raise self.refusal()

    def doctype(self, *_: object) -> None:
        raise Refused(f"{self.name} 里有文档类型声明，可能不安全，未读入", _REMEDIES[self.suffix])

    def refusal(self) -> Refused:
        return Refused(f"{self.name} 内容太多或嵌套太深，未读入", _SHORTER[self.suffix])
