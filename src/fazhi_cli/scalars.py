"""One text as a YAML scalar that every loader reads back as that very text."""

import re

from fazhi_cli import events
from fazhi_cli.cells import CONTROLS

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_UNSAFE = re.compile(rf": |:$| #|[{CONTROLS}\t\r\n]|^\s|\s$|^\.\.\.")
_FLOW_UNSAFE = re.compile(r"[,?\[\]{}]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = re.compile(rf'[\\"{CONTROLS}\t\r\n]')


def scalar(text: str, flow: bool = False, style: str = "") -> str:
    """Return `text` as a YAML scalar that every loader reads back as that text.

    `style` is the quote to keep (`'` or `"`); plain is kept or taken where it is safe, inside a flow
    collection (`flow`) or not. A new quote is the one that needs fewer escapes.
    """
    if style not in ("'", '"'):
        if may_be_plain(text, flow):
            return text
        style = "'" if '"' in text or "\\" in text else '"'
    if style == "'" and not _ESCAPED.search(text.replace("\\", "").replace('"', "")):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def may_be_plain(text: str, flow: bool = False) -> bool:
    """Say whether `text` can stand without quotes and be nothing but text to every loader."""
    if not text or text[0] in _INDICATORS or _UNSAFE.search(text) or events.retyped(text):
        return False
    return not (flow and _FLOW_UNSAFE.search(text))


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    width = 2 if char < "\x80" else 4 if char < "\U00010000" else 8
    letter = {2: "x", 4: "u", 8: "U"}[width]
    return _ESCAPES.get(char) or f"\\{letter}{ord(char):0{width}X}"
