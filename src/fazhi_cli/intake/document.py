"""A speech or plan as its paragraphs, whatever file it comes in: the one way in."""

from collections import Counter
from itertools import accumulate
from pathlib import Path

from fazhi_cli.intake import plain, word
from fazhi_cli.intake.breaking import broken
from fazhi_cli.intake.content import Read, Taken, told
from fazhi_cli.problems import Invalid, Refused
from fazhi_cli.signatures import ZIP, is_encrypted, is_old_office
from fazhi_cli.source import content

_OTHERS = {".docx": "Word 文件", ".doc": "Word 文件", ".wps": "WPS 文件", ".pdf": "PDF 文件"}
_OTHERS |= {".odt": "OpenDocument 文件", ".rtf": "RTF 文件", ".ofd": "OFD 版式文件"}
_REMEDIES = {
    "no-file": "检查路径和文件名",
    "not-a-file": "写出文件名，不是文件夹名",
    "too-large": "只留需要的正文，另存一份",
    "empty-file": "检查是不是选错了文件，或没有存盘",
}
_SAVED = "用 Word 或 WPS 打开，另存为 .docx"


def read(path: Path, name: str) -> Read:
    """Return what the document at `path`, called `name`, says.

    The kind of file is told by its content: a Word file (.docx) or text. Raises Refused, with a remedy, for
    everything else and for what cannot be read.
    """
    data = _content(path, name)
    suffix = path.suffix.lower()
    if is_old_office(data):
        raise _refused_old(data, name)
    if data.startswith(ZIP):
        return _broken_up(word.read(data, name))
    taken = plain.read(data, path, name)
    if suffix in _OTHERS:
        raise Refused(f"{name} 的内容不是 {_OTHERS[suffix]}，未读入", _SAVED)
    return _broken_up(taken)


def _content(path: Path, name: str) -> bytes:
    """Return the bytes of a file; the reasons are those of a register's file, the remedies a document's."""
    try:
        return content(path, name)
    except Invalid as found:
        (fault,) = found.problems
        raise Refused(f"{name}：{fault.message}", _REMEDIES.get(fault.code, fault.hint)) from None


def _refused_old(data: bytes, name: str) -> Refused:
    if is_encrypted(data):
        return Refused(f"{name} 加了密码，读不了", "打开后去掉密码，另存一份 .docx")
    return Refused(f"{name} 是旧版 Office 或 WPS 文件（.doc、.wps），读不了", _SAVED)


def _broken_up(taken: Taken) -> Read:
    """Return the document, its paragraphs broken up where they run several numbered ones together."""
    pieces = broken(taken.paragraphs)
    before = [0, *accumulate(len(parts) for parts in pieces)]
    added = before[-1] - len(pieces)
    tables = tuple(table._replace(after=before[table.after]) for table in taken.tables)
    counts = Counter({**taken.counts, "broken": added})
    return Read(tuple(text for parts in pieces for text in parts), tables, told(counts))
