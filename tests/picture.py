"""The picture in the README, docs/list.svg: real commands over examples/tasks.yaml on a real terminal.

`python -m tests.picture` (`make picture`) draws it anew. Every word stands at its own place and is stretched
to its own width, so that columns line up with whatever fonts a reader has.
"""

import fcntl
import os
import pty
import re
import shlex
import struct
import sys
import termios
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from fazhi_cli.cells import width
from tests.examples import DOCS, TOP

PICTURE = DOCS / "list.svg"
COMMANDS = (
    "fazhi list --overdue --due-soon 30 --as-of 2022-10-15",
    "fazhi show 3.4.8 --as-of 2022-10-15",
)
COLUMNS = 104
_CELL, _LINE, _SIZE, _EDGE = 7.5, 21, 14, 18
_FONTS = (
    "Consolas, Menlo, 'DejaVu Sans Mono', 'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', "
    "'WenQuanYi Micro Hei', monospace"
)
_COLOURS = {"31": "#c62828", "32": "#2e7d32", "33": "#b26a00", "90": "#6e7781", "2": "#6e7781"}
_PLAIN, _PROMPT = "#24292f", "#0550ae"
_STYLE = re.compile("\x1b\\[([0-9;]*)m")


def shown(command: str) -> str:
    """Return what a terminal is sent when `command` is run beside the example register."""
    process, terminal = pty.fork()
    if not process:
        _become(shlex.split(command)[1:])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 60, COLUMNS, 0, 0))
    pieces = [*_pieces(terminal)]
    os.waitpid(process, 0)
    os.close(terminal)
    return b"".join(pieces).decode().replace("\r\n", "\n")


def _become(words: Sequence[str]) -> None:
    """Turn this process into a run of the program, as on a terminal with colours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FAZHI_")}
    kept.pop("NO_COLOR", None)
    os.chdir(TOP / "examples")
    told = [sys.executable, "-m", "fazhi_cli", *words]
    os.execve(
        sys.executable,
        told,
        kept | {"COLUMNS": str(COLUMNS), "TERM": "xterm", "PYTHONUTF8": "1", "FAZHI_NO_CACHE": "1"},
    )


def _pieces(terminal: int) -> Iterator[bytes]:
    """Yield what a terminal is sent until its process ends, which Linux tells by an error."""
    try:
        while piece := os.read(terminal, 65536):
            yield piece
    except OSError:
        return


def lines() -> Iterator[tuple[str, str]]:
    """Yield every line of the picture with the colour that it begins in."""
    for number, command in enumerate(COMMANDS):
        if number:
            yield "", _PLAIN
        yield f"$ {command}", _PROMPT
        yield from ((line, _PLAIN) for line in shown(command).rstrip().split("\n"))


def picture() -> str:
    """Return the picture as SVG."""
    rows = [*lines()]
    height = len(rows) * _LINE + 2 * _EDGE
    across = int(COLUMNS * _CELL) + 2 * _EDGE
    text = "\n".join(_STYLE.sub("", line) for line, _ in rows)
    body = [piece for number, row in enumerate(rows) for piece in _row(number, *row)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {height}" width="{across}" '
            f'height="{height}" font-family="{_FONTS}" font-size="{_SIZE}" fill="{_PLAIN}" '
            'style="font-kerning:none;text-spacing-trim:space-all">',
            f"<title>{escape(' · '.join(COMMANDS))}</title>",
            f"<desc>{escape(text)}</desc>",
            f'<rect x="0.5" y="0.5" width="{across - 1}" height="{height - 1}" rx="6" fill="#ffffff" '
            'stroke="#d0d7de"/>',
            *body,
            "</svg>\n",
        ]
    )


def _row(number: int, line: str, colour: str) -> Iterator[str]:
    """Yield the words of a line, each at its place."""
    column, style = 0, ""
    for index, piece in enumerate(_STYLE.split(line)):
        if index % 2:
            style = piece
            continue
        for kind, chars in groupby(piece, key=_kind):
            word = "".join(chars)
            if kind != "space":
                yield _word(kind, word, column, number, _ink(style, colour))
            column += width(word)


def _kind(char: str) -> str:
    if char == " ":
        return "space"
    return "rule" if char == "─" else "wide" if width(char) == 2 else "narrow"


def _ink(style: str, colour: str) -> str:
    """Return the attributes of what is written in the style of an escape sequence."""
    codes = style.split(";")
    bold = ' font-weight="bold"' if "1" in codes else ""
    return f'fill="{next((_COLOURS[code] for code in codes if code in _COLOURS), colour)}"{bold}'


def _word(kind: str, word: str, column: int, number: int, ink: str) -> str:
    left, long = _EDGE + column * _CELL, width(word) * _CELL
    base = _EDGE + number * _LINE + 15
    if kind == "rule":
        return f'<path d="M{left:g} {base - 5}h{long:g}" stroke="#8c959f"/>'
    fit = "spacing" if kind == "wide" and len(word) > 1 else "spacingAndGlyphs"
    place = f'x="{left:g}" y="{base}" textLength="{long:g}" lengthAdjust="{fit}"'
    return f"<text {place} {ink}>{escape(word)}</text>"


def main() -> None:
    """Draw the picture."""
    PICTURE.write_text(picture(), encoding="utf-8")


if __name__ == "__main__":
    main()
