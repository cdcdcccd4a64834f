"""What a text looks like on a screen: how many cells it takes, and which characters may go there.

Nothing here knows what the text means. Text from a register passes `visible` before it reaches a
terminal, so that no control sequence in it can act.
"""

import re
import shlex
from functools import lru_cache
from unicodedata import category, east_asian_width

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u3164\uffa0"
    "\U000e0000-\U000e007f"
)
"""Bidirectional controls and characters without a shape, as the inside of a regular expression's set."""

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff" + _NONCHARACTERS
"""Characters that no line of text may hold, as the inside of a set; tab and line ends are not among them."""

ORDINARY = "(?![ -~\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e])"
"""A regular expression that lets a search for any of these pass over common text quickly."""

LINE_ENDS = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
"""A regular expression of what ends a line in files of other programs, other than a line feed."""

_SHOWN = f"{ORDINARY}(?:\r\n|[{CONTROLS}{INVISIBLE}\t\r\n])"
_SHAPELESS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
"""Invisible characters that Unicode counts among those that can be printed."""

_PLAIN_WORD = re.compile(r"(?!@)(?:[^\x00-\x7f\s‘-‟]|[\w.,:/=%@+-])+")
_DOUBLY_QUOTED = re.compile(r'(?:\\\\(?=[^\\"]))?(?:[^"$`!\\“”„]|\\(?![\\"]|$))*')
_WIDE = re.compile("[^\x20-\x7e]")


def shell_word(word: str) -> str:
    """Return `word` as it can be typed at a shell, in quotes only where one of them needs it.

    Double quotes mean the same to sh, cmd and PowerShell as long as nothing in them acts (to PowerShell “ and
    ” end them); for what would, there are single quotes, which cmd does not know.
    """
    if _PLAIN_WORD.fullmatch(word):
        return word
    return f'"{word}"' if _DOUBLY_QUOTED.fullmatch(word) else shlex.quote(word)


def is_plain(text: str) -> bool:
    """Say whether `text` surely holds no control, no line end and nothing that nobody sees.

    It is told by what Unicode says can be printed: many times as fast as looking for each of them, for which
    large sets of characters have to be made ready first.
    """
    return text.isprintable() and (text.isascii() or not any(sign in text for sign in _SHAPELESS))


def visible(text: str) -> str:
    """Return `text` on one line with every control and invisible character spelt out, as `⟨U+202E⟩`.

    A line break becomes `⏎`, a tab a space; a byte that is no text, read as U+DC00 and its value, `⟨E6⟩`.
    """
    return text if is_plain(text) else re.sub(_SHOWN, _spelt, text)


def _spelt(match: re.Match[str]) -> str:
    if "\udc00" <= match[0] <= "\udcff":
        return f"⟨{ord(match[0]) - 0xDC00:02X}⟩"
    return _SPELT.get(match[0]) or f"⟨U+{ord(match[0]):04X}⟩"


_SPELT = {"\r\n": "⏎", "\n": "⏎", "\r": "⏎", "\t": " "}


def width(text: str) -> int:
    """Return the cells that `text` takes: wide and full-width characters two, combining ones none.

    Characters of ambiguous width count one, as current terminals draw them.
    """
    return len(text) if not _WIDE.search(text) else sum(map(_cells, text))


@lru_cache(maxsize=1 << 14)
def _cells(char: str) -> int:
    if char <= "\x7e":
        return 1
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def spaced(text: str) -> str:
    """Return `text` as it stands behind Chinese: a space before it where it begins in Latin letters."""
    return f" {text}" if text[:1].isascii() and text[:1].isalnum() else text


def padded(text: str, cells: int) -> str:
    """Return `text` filled up with spaces to `cells`; longer text stays as it is."""
    return text + " " * (cells - width(text))


def wrapped(text: str, cells: int) -> list[str]:
    """Return `text` in lines of at most `cells` (two or more) cells; nothing is cut away.

    Breaks fall between words of Latin letters and anywhere between wide characters, but no line begins
    with a closing mark.
    """
    if 2 * len(text) <= cells and "\n" not in text:
        return [text.strip()]
    lines, line, room = [], "", max(cells, 2)
    for piece in _PIECES.findall(text):
        if line and width(line) + width(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
        while width(line) > room:
            at = _break(line, room)
            lines.append(line[:at].rstrip())
            line = line[at:].lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


_CLOSING = "，。、；：？！）》”’】〕〉」』…—%％"
_PIECES = re.compile(rf"[（《“‘【〔〈「『]*(?:[!-~]+|.)[{_CLOSING}]*\s*")


def _break(line: str, room: int) -> int:
    """Return where to break a piece that is too long, if it can be not before a closing mark."""
    at = last = max(len(fitting(line, room)), 1)
    while at > 1 and line[at] in _CLOSING:
        at -= 1
    return last if line[at] in _CLOSING else at


def fitting(text: str, cells: int) -> str:
    """Return the longest beginning of `text` that takes at most `cells` cells."""
    taken = 0
    for index, char in enumerate(text):
        taken += _cells(char)
        if taken > cells:
            return text[:index]
    return text
