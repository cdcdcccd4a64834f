"""A text file as bytes and as text: encoding, byte-order mark, line ends, places, digest.

This room knows neither YAML nor measures, and it never writes; `commit` does.
"""

import codecs
import errno
import re
from bisect import bisect_right
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from fazhi_cli import signatures
from fazhi_cli.cells import CONTROLS, INVISIBLE, ORDINARY, is_plain, spaced
from fazhi_cli.problems import Invalid, Place, Problem, Refused, problem

SIZE_LIMIT = 64 * 1024 * 1024
LISTED = 20
"""So many faults of one sort are told one by one; the next one stands for the rest and counts them."""

_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "gb18030": "GB18030"}
_FOREIGN = {
    signatures.ZIP_FILE: "Excel、Word 或压缩文件",
    signatures.EMPTY_ZIP: "空的压缩文件",
    signatures.OLD_OFFICE: "旧版 Office 文件",
    signatures.PDF: "PDF 文件",
    signatures.RTF: "RTF 文件",
    signatures.GZIP: "压缩文件",
    b"\xff\xfe\x00\x00": "UTF-32 编码的文件",
    b"\x00\x00\xfe\xff": "UTF-32 编码的文件",
}
_REASONS = {
    errno.EIO: "磁盘读写出错",
    errno.ELOOP: "符号链接绕成了圈",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ESTALE: "网络盘断开了",
}
_MANY = 8
"""So many zero bytes, at every other place alone, are no accident."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_UNDECODED = "[\udc00-\udcff]+"
_LONG = "[\u0800-\ud7ff\ue000-\U0010ffff]"
_CONTROL = f"{ORDINARY}([{CONTROLS}])\\1*"
_INVISIBLE = f"[{INVISIBLE}]"
"""Regular expressions made ready only where something is amiss: large sets of characters take their time."""

_BLANKS = "\n\r\t\u3000"
_STAND_IN = "_"
"""What is read in place of a faulty character: no sign of YAML's."""


def _kept(error: UnicodeError) -> tuple[str, int]:
    """Let bytes that are no text through, each as the surrogate U+DC00 and its value."""
    assert isinstance(error, UnicodeDecodeError)
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error("fazhi-kept", _kept)


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

    @property
    def encoding_name(self) -> str:
        """The encoding as people call it: UTF-8, UTF-16 or GB18030."""
        return _NAMES[self.encoding]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def _excerpts(self) -> dict[int, str]:
        """The lines that places were asked for: many places on one long line share one copy of it."""
        return {}

    def place(self, index: int, length: int = 1) -> Place:
        """Return the place of the character at `index`; an index behind the text means its end."""
        index = min(index, len(self.text))
        line = bisect_right(self._starts, index)
        column = index - self._starts[line - 1] + 1
        return Place(self.name, line, column, max(length, 1), self._line(line))

    def line_of(self, index: int) -> int:
        """Return the line, from 1, of the character at `index`."""
        return bisect_right(self._starts, index)

    def _line(self, line: int) -> str:
        if line not in self._excerpts:
            end = self._starts[line] if line < len(self._starts) else len(self.text)
            self._excerpts[line] = self.text[self._starts[line - 1] : end].rstrip("\r\n")
        return self._excerpts[line]

    def encoded(self, text: str) -> bytes:
        """Return the bytes of `text` as this file writes it. Raises Refused unless the file is UTF-8."""
        if self.encoding != "utf-8":
            raise Refused(
                f"{self.name} 的编码是 {self.encoding_name}，只能读，不能写",
                f"先运行 fazhi check --to-utf8 --file {self.name} 转换",
            )
        return self.bom + text.encode("utf-8")


def read(path: Path, name: str | None = None) -> tuple[Source, list[Problem]]:
    """Return the file at `path` and the faults of its encoding and characters.

    Faulty characters are replaced in `text` by one of the same length that means nothing, so that reading
    can go on and places stay right. Raises Invalid when there is no text to be had at all.
    """
    name = name or str(path)
    data = content(path, name)
    if what := foreign(data):
        raise Invalid([problem("not-text", Place(name), what=spaced(what))])
    raw = decoded(path, name, data)
    if raw.encoding == "utf-8" and is_clean(raw.text):
        return raw, []
    faults = _listed(raw, _UNDECODED, "bad-encoding", _bytes_of)
    if raw.encoding != "utf-8":
        faults.insert(0, problem("other-encoding", Place(name), encoding=raw.encoding_name))
    legible = Source(path, name, data, re.sub(_UNDECODED, _masked, raw.text), raw.encoding, raw.bom)
    faults += _listed(legible, _CONTROL, "bad-character", _code_point)
    faults += _listed(legible, _INVISIBLE, "hidden-character", _code_point)
    clean = re.sub(_CONTROL, _masked, legible.text)
    return Source(path, name, data, clean, raw.encoding, raw.bom), faults


def is_clean(text: str) -> bool:
    """Say whether `text` surely has no character that a file may not hold or that nobody sees."""
    for blank in _BLANKS:
        text = text.replace(blank, " ")
    return is_plain(text)


def may_be_register(path: Path) -> bool:
    """Say whether the file at `path` looks like a register, be it a faulty one: it speaks of sections.

    What cannot be read might be one.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= SIZE_LIMIT else b""
    except OSError:
        return True
    return not data or re.search(r"\bsections\b", decoded(path, path.name, data).text) is not None


def from_text(text: str, name: str, path: Path | None = None) -> Source:
    """Return a source for text that is in no file yet."""
    return Source(path or Path(name), name, text.encode("utf-8", "surrogatepass"), text)


def content(path: Path, name: str) -> bytes:
    """Return the bytes of the file at `path`, called `name`. Raises Invalid when there are none to be had."""
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
    except ValueError:
        raise Invalid([problem("unreadable", place, reason="路径里有不允许的字符")]) from None
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, f"系统拒绝读取（错误号 {error.errno or 0}）")
        raise Invalid([problem("unreadable", place, reason=reason)]) from None
    if not data:
        raise Invalid([problem("empty-file", place)])
    return data


def foreign(data: bytes) -> str | None:
    """Return what `data` is when it is no text, else None."""
    if not data.strip(b"\x00"):
        return "只有空字节的文件（多半是断电损坏）"
    zeros = sorted((data[::2].count(0), data[1::2].count(0)))
    bare = zeros[1] >= max(_MANY, len(data) // 10) and zeros[1] > 10 * zeros[0]
    if bare and not data.startswith(tuple(_BOMS)):
        return "没有字节序标记（BOM）的 UTF-16 文件"
    return next((what for head, what in _FOREIGN.items() if data.startswith(head)), None)


def decoded(path: Path, name: str, data: bytes) -> Source:
    """Return `data` as text in the encoding it has; a byte that is no text is kept as U+DC00 and its value.

    Nothing else about the characters is looked at.
    """
    bom = next((mark for mark in _BOMS if data.startswith(mark)), b"")
    codec = _BOMS.get(bom, "utf-8")
    body = data[len(bom) :]
    with suppress(UnicodeDecodeError):
        return Source(path, name, data, body.decode(codec), codec, bom)
    text = body.decode(codec, "fazhi-kept")
    if not bom and is_illegible(text) and (chinese := _gb18030(data)) is not None:
        return Source(path, name, data, chinese, "gb18030")
    return Source(path, name, data, text, codec, bom)


def is_illegible(text: str) -> bool:
    """Say whether `text`, as `decoded` reads UTF-8, is something else: more is faulty than is Chinese."""
    faults = len(re.findall(_UNDECODED, text))
    return faults > 0 and faults > len(re.findall(_LONG, text))


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


def _masked(match: re.Match[str]) -> str:
    return _STAND_IN * len(match[0])


def _listed(source: Source, pattern: str, code: str, shown: Callable[[str], str]) -> list[Problem]:
    """Return a problem for each match of `pattern`; from `LISTED` on one stands for all that follow."""
    matches: list[re.Match[str]] = []
    rest = 0
    for match in re.finditer(pattern, source.text):
        if len(matches) <= LISTED:
            matches.append(match)
        else:
            rest += 1
    counts = [""] * (len(matches) - 1) + [f" 等 {rest + 1} 处" if rest else ""]
    encoding = source.encoding_name
    return [
        problem(
            code,
            source.place(match.start(), len(match[0])),
            what=shown(match[0]) + count,
            encoding=encoding,
        )
        for match, count in zip(matches, counts, strict=False)
    ]


def _bytes_of(run: str) -> str:
    shown = " ".join(f"{ord(char) - 0xDC00:02X}" for char in run[:4])
    return f"{shown} …" if len(run) > 4 else shown


def _code_point(run: str) -> str:
    return f"U+{ord(run[0]):04X}"
