"""Files that are no workbook we read: what each is, and what to save it as."""

import re
from collections.abc import Iterable
from pathlib import PurePath

from fazhi_cli.cells import spaced, visible
from fazhi_cli.problems import Refused
from fazhi_cli.signatures import GZIP, PDF, RTF, ZIP, is_encrypted, is_old_office

_SAVE = "用 Excel 或 WPS 打开，另存为 .xlsx"
_OLD_KINDS = {".et": "WPS 表格（.et）", ".xls": "旧版 Excel（.xls）", ".ett": "WPS 表格（.ett）"}
_OPENINGS = (
    (rb"\xef?\xbb?\xbf?\s*<\?xml.{0,400}Excel\.Sheet|<(?:ss:)?Workbook\b", "XML 表格（2003）"),
    (rb"<!doctype\s+html|<html|<table|<meta|<head|<body|<style|<div", "网页"),
    (rb"\s*MIME-Version:", "网页（.mht）"),
    (re.escape(PDF), "PDF"),
    (re.escape(RTF), "RTF 文档"),
    (re.escape(GZIP) + rb"|Rar!|7z\xbc\xaf", "压缩包"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8", "图片"),
)
_PARTS = (
    ("word/", "Word 文档（.docx）"),
    ("ppt/", "幻灯片（.pptx）"),
    ("xl/workbook.bin", "二进制工作簿（.xlsb）"),
    ("Index/", "Numbers 表格（.numbers）"),
)
_HEAD = 4096


def check_bytes(data: bytes, name: str) -> None:
    """Raise Refused if `data`, a file called `name`, is plainly something else than a workbook in a zip."""
    if not data:
        raise Refused(f"{name} 是空文件", "检查是不是没有存盘，或传送时丢了内容")
    if data.startswith(ZIP):
        return
    if is_old_office(data):
        if is_encrypted(data):
            raise Refused(f"{name} 加了密码，读不了", "打开后去掉密码，另存为 .xlsx")
        kind = _OLD_KINDS.get(PurePath(name).suffix.lower(), "旧版 Office 或 WPS 文件")
        raise _other(name, kind)
    head = data[:_HEAD].replace(b"\0", b"")
    for opening, kind in _OPENINGS:
        found = re.search(opening, head, re.IGNORECASE | re.DOTALL)
        if found and (kind[0] in "网X" or found.start() == 0):
            raise _other(name, kind)
    if _is_text(data):
        raise _other(name, "CSV 或文本")


def _is_text(data: bytes) -> bool:
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if re.search(rb"[\x00-\x08\x0e-\x1a]", head):
        return False
    for encoding in ("utf-8", "gb18030"):
        text = head.decode(encoding, "ignore")
        if len(text.encode(encoding)) >= len(head) - 3:
            return True
    return False


def check_parts(parts: Iterable[str], content_types: bytes, kind: bytes, name: str) -> None:
    """Raise Refused if an Office file's parts are not those of a workbook without macros.

    `kind` is what its part `mimetype` holds, where it has one.
    """
    if b"opendocument" in kind:
        text = b"spreadsheet" not in kind
        raise _other(name, "OpenDocument 文件" if text else "OpenDocument 表格（.ods）")
    for part in parts:
        for start, what in _PARTS:
            if part.startswith(start):
                raise _other(name, what)
    if b"macroEnabled" in content_types:
        raise Refused(f"{name} 带有宏（.xlsm），不读", "用 Excel 或 WPS 打开，另存为不带宏的 .xlsx")


def _other(name: str, kind: str) -> Refused:
    return Refused(f"{visible(name)} 是{spaced(kind)}，不是 .xlsx", _SAVE)
