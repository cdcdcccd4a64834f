"""A text file as paragraphs: UTF-8, UTF-16 or GB18030, one paragraph a line or broken at a fixed width."""

import re
from collections import Counter
from pathlib import Path

from fazhi_cli import source
from fazhi_cli.cells import LINE_ENDS, spaced
from fazhi_cli.intake.content import LINE_LIMIT, TEXT_LIMIT, Taken, cleaned
from fazhi_cli.intake.lines import joined
from fazhi_cli.problems import Refused

_SAVED = "用 Word 或 WPS 打开，另存为 .docx 或纯文本 .txt"
_BREAK = re.compile(LINE_ENDS)
_PAGE = re.compile(
    r"\s*(?:<!doctype\b|<\?xml\b|<html\b|<head\b|<body\b|<meta\b|mime-version:)", re.IGNORECASE
)
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \u3000]+(?=\S)(.*?)[ ]*#*[ ]*$", re.MULTILINE)
_BOLD = re.compile(
    r"(?:^|(?<=[\s。；，：！？）、.]))\*\*(?![\s*年月日号个项万亿件人名家户次条处场元%％])"
    r"([^*\n]{2,400}?)\*\*(?:$|(?=[\s，。；：！？（、])|(?<=[。；：！？、]\*\*))",
    re.MULTILINE,
)
"""Text between double asterisks where these cannot be a number left open, as in **月**日前."""


def read(data: bytes, path: Path, name: str) -> Taken:
    """Return the document in `data`, called `name`.

    Raises Refused for what is no text, has no text in it or too much, or is a page of the web.
    """
    if what := source.foreign(data):
        raise Refused(f"{name} 是{spaced(what)}，读不了", _SAVED)
    read = source.decoded(path, name, data)
    if source.is_illegible(read.text):
        raise Refused(f"{name} 不是文本文件，或编码认不出来", "另存为 UTF-8 编码的 .txt，或 .docx")
    if _PAGE.match(read.text):
        raise Refused(f"{name} 是网页文件，不是文本文件", _SAVED)
    if len(read.text) > TEXT_LIMIT:
        raise Refused(f"{name} 超过 {TEXT_LIMIT // 10_000} 万字，未读入", "只留需要的正文，另存一份")
    text = _BREAK.sub("\n", read.text)
    if text.count("\n") > LINE_LIMIT:
        raise Refused(f"{name} 超过 {LINE_LIMIT // 10_000} 万行，未读入", "只留需要的正文，另存一份")
    counts = Counter({read.encoding_name: read.encoding != "utf-8"})
    text = _without_markdown(cleaned(text, counts), counts)
    paragraphs, counts["joined"] = joined(text.split("\n"))
    if not paragraphs:
        raise Refused(f"{name} 里没有文字", "检查是不是选错了文件")
    return Taken(tuple(text.replace("\t", " ") for text in paragraphs), (), counts)


def _without_markdown(text: str, counts: Counter[str]) -> str:
    """Return `text` without the signs of Markdown for headings and bold letters."""
    text, headings = _HEADING.subn(r"\1", text)
    text, bold = _BOLD.subn(r"\1", text)
    counts["markdown"] = headings + bold
    return text
