"""A Word file (.docx) as paragraphs and tables, as they would be shown with every revision accepted."""

import posixpath
from collections.abc import Mapping

from fazhi_cli.archive import opened, relations_of
from fazhi_cli.cells import spaced
from fazhi_cli.intake.body import Body
from fazhi_cli.intake.content import Taken
from fazhi_cli.intake.markup import Attributes, attribute, walk
from fazhi_cli.intake.numbering import Numbering
from fazhi_cli.intake.styles import Styles
from fazhi_cli.problems import Refused

_SAVED = "用 Word 或 WPS 打开，另存为 .docx"
_OTHERS = (
    ("xl/workbook.xml", "Excel 文件", "draft 读讲话或方案；表格里的台账另作导入"),
    ("ppt/presentation.xml", "幻灯片", "把文字复制到 Word 里，另存为 .docx"),
    ("OFD.xml", "OFD 版式文件", "用阅读器转成 .docx，或把文字复制到 .txt 里"),
    ("mimetype", "OpenDocument 文件（.odt）", _SAVED),
)


class _Relations:
    """The targets of a part's relationships by the last word of their type."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take one relationship; those that lead out of the file are none of ours."""
        if tag == "rels:Relationship" and attribute(attributes, "TargetMode") != "External":
            sort = (attribute(attributes, "Type") or "").rpartition("/")[2]
            self.targets.setdefault(sort, attribute(attributes, "Target") or "")

    def end(self, tag: str) -> None:
        """Take the end of an element."""

    def text(self, data: str) -> None:
        """Take text, of which such a part has none."""


def read(data: bytes, name: str) -> Taken:
    """Return the document in the bytes `data` of a file called `name`.

    Raises Refused for what is no Word file, is damaged, has no text, or goes beyond the limits.
    """
    parts = opened(data, name, ".docx").parts
    own = _related(parts, "", name).get("officeDocument", "word/document.xml")
    if other := next((item for item in _OTHERS if item[0] in parts), None):
        raise Refused(f"{name} 是{spaced(other[1])}，不是 Word 文件", other[2])
    if own not in parts:
        raise Refused(f"{name} 里没有 Word 正文，读不了", _SAVED)
    related = _related(parts, own, name)
    styles = Styles(parts.get(related.get("styles", ""), b""), name)
    numbering = Numbering(parts.get(related.get("numbering", ""), b""), name)
    body = Body(name, styles, numbering)
    walk(parts[own], name, body)
    taken = body.taken()
    if not taken.paragraphs and not taken.tables:
        raise Refused(f"{name} 里没有文字", "检查是不是选错了文件；扫描成图片的，先转成文字")
    return taken


def _related(parts: Mapping[str, bytes], own: str, name: str) -> dict[str, str]:
    """Return the parts that the part `own`, empty for the whole file, refers to, by their type."""
    folder = posixpath.dirname(own)
    relations = _Relations()
    if found := parts.get(relations_of(own)):
        walk(found, name, relations)
    return {
        sort: posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        for sort, target in relations.targets.items()
    }
