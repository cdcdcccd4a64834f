"""The one way in: files of every kind, told apart by their content."""

from pathlib import Path

import pytest

from fazhi_cli.intake import document
from fazhi_cli.intake.content import Read, Table
from fazhi_cli.problems import Exit, Refused
from tests.documents import cell, docx, item, levels, para, table

FILL = (
    "健全体制机制，统一规范标准，统筹各方力量，逐条督促落实，做到条条有措施、事事有回音、件件有着落"
    "，定期听取报告，当前改与长久立相结合，防止反弹回潮，按期办结"
)


def written(folder: Path, name: str, data: bytes) -> Path:
    """Return the path of a file with `data`."""
    path = folder / name
    path.write_bytes(data)
    return path


def test_text_and_word_give_the_same(tmp_path: Path) -> None:
    """A document is what it says, whatever it is kept in."""
    text = written(tmp_path, "讲话.txt", "一、加强领导\n区司法局负责。\n".encode())
    same = written(tmp_path, "讲话.docx", docx(para("一、加强领导") + para("区司法局负责。")))
    expected = Read(("一、加强领导", "区司法局负责。"), (), ())
    assert document.read(text, "讲话.txt") == expected
    assert document.read(same, "讲话.docx") == expected


def test_the_content_tells_the_kind(tmp_path: Path) -> None:
    """A Word file under another name is one, and text needs no particular suffix."""
    assert document.read(written(tmp_path, "a.txt", docx(para("甲"))), "a.txt").paragraphs == ("甲",)
    assert document.read(written(tmp_path, "a.md", "# 甲\n".encode()), "a.md").paragraphs == ("甲",)
    assert document.read(written(tmp_path, "甲", "乙".encode()), "甲").paragraphs == ("乙",)


def test_paragraphs_that_are_broken_up_keep_tables_in_their_place(tmp_path: Path) -> None:
    """A table stands behind the last piece of the paragraph before it; everything odd is told."""
    blob = f"一、领导。{FILL}。二、落实。{FILL}。"
    made = docx(
        item("前言")
        + para(blob)
        + table(cell(para("甲")) + cell(para("乙")))
        + para("", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"),
        levels(("decimal", "%1.")),
    )
    assert document.read(written(tmp_path, "a.docx", made), "a.docx") == Read(
        ("1. 前言", f"一、领导。{FILL}。", f"二、落实。{FILL}。"),
        (Table(3, (("甲", "乙"),)),),
        (
            "有的段落连写了几个编号，已在编号处另起 1 段",
            "隐藏文字 1 处，未读入",
            "自动编号 1 处，已按显示的样子写在段首",
        ),
    )


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
SAVED = "用 Word 或 WPS 打开，另存为 .docx"


@pytest.mark.parametrize(
    ("name", "data", "message", "hint"),
    [
        ("a.doc", OLD, "a.doc 是旧版 Office 或 WPS 文件（.doc、.wps），读不了", SAVED),
        ("a.wps", OLD, "a.wps 是旧版 Office 或 WPS 文件（.doc、.wps），读不了", SAVED),
        (
            "a.docx",
            OLD + "EncryptedPackage".encode("utf-16-le"),
            "a.docx 加了密码，读不了",
            "打开后去掉密码，另存一份 .docx",
        ),
        ("a.pdf", b"%PDF-1.7", "a.pdf 是 PDF 文件，读不了", f"{SAVED} 或纯文本 .txt"),
        ("a.rtf", b"{\\rtf1", "a.rtf 是 RTF 文件，读不了", f"{SAVED} 或纯文本 .txt"),
        ("a.doc", b"<html><body>x", "a.doc 是网页文件，不是文本文件", f"{SAVED} 或纯文本 .txt"),
        ("a.docx", "一、甲".encode(), "a.docx 的内容不是 Word 文件，未读入", SAVED),
        ("a.odt", "一、甲".encode(), "a.odt 的内容不是 OpenDocument 文件，未读入", SAVED),
        ("a.docx", b"PK\x03\x04", "a.docx 不是完好的 .docx 文件", SAVED),
        ("a.txt", b"", "a.txt：文件是空的", "检查是不是选错了文件，或没有存盘"),
    ],
)
def test_other_kinds_are_refused(tmp_path: Path, name: str, data: bytes, message: str, hint: str) -> None:
    """With what they are, and what to do."""
    with pytest.raises(Refused) as caught:
        document.read(written(tmp_path, name, data), name)
    assert (caught.value.message, caught.value.hint) == (message, hint)
    assert caught.value.exit == Exit.REFUSED


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """The reasons of a register's file, the remedies of a document's."""
    for path, message, hint in (
        (tmp_path / "没有.docx", "x：找不到文件", "检查路径和文件名"),
        (tmp_path, "x：不是普通文件", "写出文件名，不是文件夹名"),
    ):
        with pytest.raises(Refused) as caught:
            document.read(path, "x")
        assert (caught.value.message, caught.value.hint) == (message, hint)
