"""Text files: encodings, unwanted characters, Markdown, what is refused."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.intake import plain
from fazhi_cli.intake.content import REMARKS, told
from fazhi_cli.problems import Refused

TEXT = "一、加强领导\n区司法局负责，6月底前完成。\n"
LINES = ["一、加强领导", "区司法局负责，6月底前完成。"]


def read(data: bytes) -> tuple[list[str], tuple[str, ...]]:
    """Return the paragraphs of a text file and what is told of its reading."""
    taken = plain.read(data, Path("讲话.txt"), "讲话.txt")
    assert taken.tables == ()
    return list(taken.paragraphs), told(taken.counts)


@pytest.mark.parametrize(
    ("data", "remarks"),
    [
        (TEXT.encode(), ()),
        (b"\xef\xbb\xbf" + TEXT.encode(), ()),
        (TEXT.replace("\n", "\r\n").encode(), ()),
        (TEXT.replace("\n", "\r").encode(), ()),
        (TEXT.replace("\n", "\x0c\n\u2028\x0b").encode(), ()),
        (TEXT.encode("gb18030"), (REMARKS["GB18030"],)),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), (REMARKS["UTF-16"],)),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), (REMARKS["UTF-16"],)),
    ],
)
def test_every_encoding_and_line_end(data: bytes, remarks: tuple[str, ...]) -> None:
    """Paragraphs are lines; what is not UTF-8 is told."""
    assert read(data) == (LINES, remarks)


def test_what_no_paragraph_may_hold_is_dropped_or_spelt_out() -> None:
    """Control and invisible characters go, bytes that are no text are written as such; tabs are spaces."""
    data = "甲\x07\u200b\ufeff乙\t丙".encode() + b"\xe6\x98" + "\n\u3000\u3000丁 \n".encode()
    assert read(data) == (
        ["甲乙 丙⟨E6⟩⟨98⟩", "丁"],
        (
            "读不成文字的字节 1 处，写成了尖括号里的十六进制数，请对照原文",
            "控制字符和看不见的字符 3 个，已去掉",
        ),
    )


def test_markdown_is_taken_off() -> None:
    """Headings and bold letters, by themselves, at the head of a paragraph, round a sentence."""
    head = "# 工作方案 #\n\n## 一、任务\n"
    text = f"{head}**一要强化培训。**建立机制，**逐条**，督促**两个**落实。\n- **单位**：区法院"
    assert read(text.encode()) == (
        ["工作方案", "一、任务", "一要强化培训。建立机制，逐条，督促**两个**落实。", "- 单位：区法院"],
        ("Markdown 记号（#、**）5 处，已去掉",),
    )


@pytest.mark.parametrize(
    "line",
    [
        *("在**月**日前完成", "力争**万元，新增**个", "**月**日前，**个项目", "****", "** 待定 **"),
        *("#1楼", "1#、2# 楼", "a # b"),
    ],
)
def test_what_is_no_markdown_stays(line: str) -> None:
    """Numbers left open and names of buildings."""
    assert read(line.encode()) == ([line], ())


def refusal(data: bytes) -> tuple[str, str]:
    """Return what is said of `data`, and the remedy."""
    with pytest.raises(Refused) as caught:
        plain.read(data, Path("讲话.txt"), "讲话.txt")
    return caught.value.message, caught.value.hint


SAVED = "用 Word 或 WPS 打开，另存为 .docx 或纯文本 .txt"


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"%PDF-1.7 ...", "讲话.txt 是 PDF 文件，读不了", SAVED),
        (b"{\\rtf1 ...", "讲话.txt 是 RTF 文件，读不了", SAVED),
        (b"\x1f\x8b....", "讲话.txt 是压缩文件，读不了", SAVED),
        (
            (TEXT + "a" * 20).encode("utf-16-le"),
            "讲话.txt 是没有字节序标记（BOM）的 UTF-16 文件，读不了",
            SAVED,
        ),
        (
            "全面依法治區重點任務臺賬\n學習宣傳貫徹，強化學習培訓".encode("big5"),
            "讲话.txt 不是文本文件，或编码认不出来",
            "另存为 UTF-8 编码的 .txt，或 .docx",
        ),
        (b"\n <!DOCTYPE html><p>x", "讲话.txt 是网页文件，不是文本文件", SAVED),
        (b"<html xmlns:w=''><body>x", "讲话.txt 是网页文件，不是文本文件", SAVED),
        (b"<?xml version='1.0'?><?mso-application?>", "讲话.txt 是网页文件，不是文本文件", SAVED),
        (b"MIME-Version: 1.0\nContent-Type: x", "讲话.txt 是网页文件，不是文本文件", SAVED),
        (b" \n\n\xe3\x80\x80\n", "讲话.txt 里没有文字", "检查是不是选错了文件"),
        (b"a" * 2_000_001, "讲话.txt 超过 200 万字，未读入", "只留需要的正文，另存一份"),
        (b"\n" * 200_001, "讲话.txt 超过 20 万行，未读入", "只留需要的正文，另存一份"),
    ],
    ids=["pdf", "rtf", "gz", "utf16", "big5", "html", "html2", "xml", "mht", "blank", "long", "lines"],
)
def test_what_is_no_text_is_refused(data: bytes, message: str, hint: str) -> None:
    """One sentence and a remedy."""
    assert refusal(data) == (message, hint)


PIECES = st.sampled_from(
    [*"一二三、，。；：（）《》“”\n\n \u3000\u3000法治区 aB12%", "一、", "（一）", "一要", "法治" * 20]
)


@given(st.lists(PIECES, min_size=1, max_size=300).map("".join), st.integers(1, 60))
def test_nothing_but_white_space_changes(text: str, width: int) -> None:
    """The characters of the paragraphs are the text's, however its lines are broken."""
    wrapped = "\n".join(text[at : at + width] for at in range(0, len(text), width))
    bare = re.sub(r"\s", "", text)
    if bare:
        paragraphs, _ = read(wrapped.encode())
        assert re.sub(r"\s", "", "".join(paragraphs)) == bare
        assert all(line.strip() == line and "\n" not in line for line in paragraphs)


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """And read they give paragraphs that can be shown."""
    try:
        paragraphs, _ = read(data)
    except Refused:
        return
    assert paragraphs
    assert all(text.strip() and not re.search("[\x00-\x1f\ud800-\udfff]", text) for text in paragraphs)
