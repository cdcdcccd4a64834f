"""A text file as bytes and as text: encoding, byte-order mark, line ends, places, digest.

This room knows neither YAML nor measures, and it never writes; `commit` does.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from fazhi_cli.cells import CONTROLS, INVISIBLE
from fazhi_cli.problems import Invalid, Place, Problem, Refused, problem

SIZE_LIMIT = 64 * 1024 * 1024
LISTED = 20
"""So many faults of one sort are listed one by one; the rest is counted."""

_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_FOREIGN = {
    b"PK\x03\x04": "Excel、Word 或压缩文件",
    b"\xd0\xcf\x11\xe0": "旧版 Office 文件",
    b"%PDF": "PDF 文件",
    b"{\\rtf": "RTF 文件",
    b"\x1f\x8b": "压缩文件",
    b"\xff\xfe\x00\x00": "UTF-32 编码的文件",
    b"\x00\x00\xfe\xff": "UTF-32 编码的文件",
}
_LINE_END = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile(f"[{CONTROLS}]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_UNDECODED = re.compile("[\udc80-\udcff]+")
_STAND_IN = "?"


@dataclass(frozen=True)
class Source:
    """The content of one file at one moment.

    `name` is how the file is called in messages, `data` its bytes, `text` the same without the byte-order
    mark and with every line end as it was, `encoding` a Python codec name.
    """

    path: Path
    name: str
    data: bytes
    text: str
    encoding: str = "utf-8"
    bom: bytes = b""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def place(self, index: int, length: int = 1) -> Place:
        """Return the place of the character at `index`; an index behind the text means its end."""
        index = min(index, len(self.text))
        line = bisect_right(self._starts, index)
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        excerpt = self.text[start:end].rstrip("\r\n")
        return Place(self.name, line, index - start + 1, max(length, 1), excerpt)

    def line_of(self, index: int) -> int:
        """Return the line, from 1, of the character at `index`."""
        return bisect_right(self._starts, index)

    def encoded(self, text: str) -> bytes:
        """Return the bytes of `text` as this file writes it. Raises Refused unless the file is UTF-8."""
        if self.encoding != "utf-8":
            raise Refused(
                f"{self.name} 的编码是 {self.encoding.upper()}，只能读，不能写",
                f"先运行 fazhi check --to-utf8 --file {self.name} 转换",
            )
        return self.bom + text.encode("utf-8")


def read(path: Path, name: str | None = None) -> tuple[Source, list[Problem]]:
    """Return the file at `path` and the faults of its encoding and characters.

    Faulty characters are replaced in `text` by a question mark each, so that reading can go on and places
    stay right. Raises Invalid when there is no text to be had at all.
    """
    name = name or str(path)
    data = _bytes(path, name)
    source, problems = _decoded(path, name, data)
    faults = [*problems, *_faults(source, _CONTROL, "bad-character"), *_hidden(source)]
    clean = _CONTROL.sub(_STAND_IN, source.text) if faults else source.text
    if clean == source.text:
        return source, faults
    return Source(path, name, data, clean, source.encoding, source.bom), faults


def from_text(text: str, name: str, path: Path | None = None) -> Source:
    """Return a source for text that is in no file yet."""
    return Source(path or Path(name), name, text.encode("utf-8", "surrogatepass"), text)


def _bytes(path: Path, name: str) -> bytes:
    place = Place(name)
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):
            raise Invalid([problem("not-a-file", place)])
        if status.st_size > SIZE_LIMIT:
            size = f"{status.st_size / 1024 / 1024:.0f}"
            raise Invalid([problem("too-large", place, size=size, limit=SIZE_LIMIT // 1024 // 1024)])
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise Invalid([problem("no-file", place)]) from None
    except PermissionError:
        raise Invalid([problem("no-permission", place)]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "路径里有不允许的字符"
        raise Invalid([problem("unreadable", place, reason=reason)]) from None
    if not data:
        raise Invalid([problem("empty-file", place)])
    return data


def _decoded(path: Path, name: str, data: bytes) -> tuple[Source, list[Problem]]:
    place = Place(name)
    foreign = next((what for head, what in _FOREIGN.items() if data.startswith(head)), None)
    if foreign is None and not data.strip(b"\x00"):
        foreign = "全是空字节的文件（多半是断电损坏）"
    if foreign:
        raise Invalid([problem("not-text", place, what=foreign)])
    bom = next((mark for mark in _BOMS if data.startswith(mark)), b"")
    codec = _BOMS.get(bom, "utf-8")
    body = data[len(bom) :]
    try:
        text = body.decode(codec)
    except UnicodeDecodeError:
        return _damaged(path, name, data, bom)
    notes = [] if codec == "utf-8" else [problem("other-encoding", place, encoding="UTF-16")]
    return Source(path, name, data, text, codec, bom), notes


def _damaged(path: Path, name: str, data: bytes, bom: bytes) -> tuple[Source, list[Problem]]:
    codec = _BOMS.get(bom, "utf-8")
    body = data[len(bom) :]
    if codec != "utf-8":
        source = Source(path, name, data, body.decode(codec, "replace"), codec, bom)
        at = source.place(max(source.text.find("\ufffd"), 0))
        return source, [problem("bad-encoding", at, bytes="（UTF-16）")]
    if not bom and (text := _gb18030(body)) is not None:
        note = problem("other-encoding", Place(name), encoding="GB18030")
        return Source(path, name, data, text, "gb18030"), [note]
    raw = Source(path, name, data, body.decode("utf-8", "surrogateescape"), codec, bom)
    problems = []
    matches = list(_UNDECODED.finditer(raw.text))
    for match in matches[:LISTED]:
        code = " ".join(f"{ord(char) - 0xDC00:02X}" for char in match[0][:4])
        problems.append(problem("bad-encoding", raw.place(match.start(), len(match[0])), bytes=code))
    if len(matches) > LISTED:
        rest = raw.place(matches[LISTED].start())
        problems.append(problem("bad-encoding-more", rest, count=len(matches) - LISTED))
    return Source(path, name, data, _UNDECODED.sub(_masked, raw.text), codec, bom), problems


def _masked(match: re.Match[str]) -> str:
    return _STAND_IN * len(match[0])


def _gb18030(body: bytes) -> str | None:
    """Return `body` read as GB18030 if what is not ASCII is ordinary Chinese (95 in 100), else None.

    Ordinary is what GB 2312 holds from row 16 on (Han) and in rows 1 and 3 (punctuation, full-width forms);
    Big5 and damaged UTF-8 decode as well, but not to that.
    """
    try:
        text = body.decode("gb18030")
    except UnicodeDecodeError:
        return None
    foreign = [char for char in text if char > "\x7f"]
    plain = "".join(foreign).encode("gb2312", "ignore")
    common = sum(1 for row in plain[::2] if row >= 0xB0 or row in (0xA1, 0xA3))
    return text if foreign and common >= 0.95 * len(foreign) else None


def _faults(source: Source, pattern: re.Pattern[str], code: str) -> list[Problem]:
    problems = []
    matches = list(pattern.finditer(source.text))
    for match in matches[:LISTED]:
        char = f"U+{ord(match[0]):04X}"
        problems.append(problem(code, source.place(match.start()), char=char))
    if len(matches) > LISTED:
        rest = source.place(matches[LISTED].start())
        problems.append(problem(f"{code}-more", rest, count=len(matches) - LISTED))
    return problems


def _hidden(source: Source) -> list[Problem]:
    return [
        problem("hidden-character", source.place(match.start()), char=f"U+{ord(match[0]):04X}")
        for match in list(_INVISIBLE.finditer(source.text))[:LISTED]
    ]
