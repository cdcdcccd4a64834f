"""Files of other kinds: each is named, with what to save it as."""

import pytest

from fazhi_cli.intake import workbook
from fazhi_cli.problems import Refused
from tests.workbooks import parts, zipped

SAVE = "用 Excel 或 WPS 打开，另存为 .xlsx"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HTML = "<html><head><meta charset='gb2312'></head><table><tr><td>编号</td></tr></table></html>"


def refusal(data: bytes, name: str = "回.xlsx") -> tuple[str, str]:
    """Return what is said of a file, and the remedy."""
    with pytest.raises(Refused) as caught:
        workbook.book(data, name)
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (OLE, "回.xls", "旧版 Excel（.xls）"),
        (OLE, "回.et", " WPS 表格（.et）"),
        (OLE, "回.xlsx", "旧版 Office 或 WPS 文件"),
        (HTML.encode(), "回.xls", "网页"),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE HTML><table>", "回.xlsx", "网页"),
        (HTML.encode("gb18030"), "回.xlsx", "网页"),
        (b"<style>td{}</style>\n<table>", "回.xls", "网页"),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", "回.xls", "网页（.mht）"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>', "回.xls", " XML 表格（2003）"),
        ("编号,状态\r\n3.4.7,进行中\r\n".encode("utf-8-sig"), "回.csv", " CSV 或文本"),
        ("编号,状态\r\n3.4.7,进行中\r\n".encode("gbk"), "回.xlsx", " CSV 或文本"),
        ("编号\t状态\r\n".encode("utf-16"), "回.xls", " CSV 或文本"),
        (b"%PDF-1.7\n", "回.xlsx", " PDF"),
        (b"{\\rtf1", "回.xlsx", " RTF 文档"),
        (b"Rar!\x1a\x07\x00", "回.xlsx", "压缩包"),
        (b"\xff\xd8\xff\xe0", "回.xlsx", "图片"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
            "回.ods",
            " OpenDocument 表格（.ods）",
        ),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            "回.xlsx",
            " OpenDocument 文件",
        ),
        (zipped({"word/document.xml": "<a/>"}), "回.xlsx", " Word 文档（.docx）"),
        (zipped({"xl/workbook.bin": b"\0"}), "回.xlsb", "二进制工作簿（.xlsb）"),
        (zipped({"ppt/presentation.xml": "<a/>"}), "回.xlsx", "幻灯片（.pptx）"),
    ],
)
def test_other_kinds_are_named(data: bytes, name: str, kind: str) -> None:
    """By what is in them, whatever they are called."""
    assert refusal(data, name) == (f"{name} 是{kind}，不是 .xlsx", SAVE)


def test_an_encrypted_workbook() -> None:
    """It lies in the container of old files, under a name that tells."""
    data = OLE + "EncryptedPackage".encode("utf-16-le")
    assert refusal(data) == ("回.xlsx 加了密码，读不了", "打开后去掉密码，另存为 .xlsx")


def test_macros() -> None:
    """A sheet to be filled in has none."""
    found = parts()
    found["[Content_Types].xml"] = (
        '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    )
    assert refusal(zipped(found)) == (
        "回.xlsx 带有宏（.xlsm），不读",
        "用 Excel 或 WPS 打开，另存为不带宏的 .xlsx",
    )


def test_an_empty_file() -> None:
    """Nothing at all."""
    assert refusal(b"") == ("回.xlsx 是空文件", "检查是不是没有存盘，或传送时丢了内容")


@pytest.mark.parametrize("data", [bytes(1000), b"\x01\x02\x03", zipped(parts())[:200]])
def test_what_is_nothing_known(data: bytes) -> None:
    """Zeros, a few bytes, the beginning of a workbook."""
    assert refusal(data) == ("回.xlsx 不是完好的 .xlsx 文件", SAVE)
