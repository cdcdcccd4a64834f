"""What a document holds, as values: paragraphs, tables, and what to tell about how they were read."""

import re
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from fazhi_cli.cells import CONTROLS, INVISIBLE, visible

TEXT_LIMIT = 2_000_000
"""Characters of a document that is read: some ten times the longest plan."""
LINE_LIMIT = 200_000
BLANK = " \t\u3000\xa0\n"


class Table(NamedTuple):
    """A table: how many of the document's paragraphs stand before it, and its rows of cells.

    A merged cell has its text where it begins and is empty where it goes on, so that columns stay columns.
    Paragraphs in a cell are parted by a line feed.
    """

    after: int
    rows: tuple[tuple[str, ...], ...]


class Read(NamedTuple):
    """A document as read: its paragraphs in order, none of them empty, its tables, and remarks in Chinese."""

    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...]
    remarks: tuple[str, ...]


class Taken(NamedTuple):
    """A document on the way to be `Read`: what is to be told is still counted by the keys of `REMARKS`."""

    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...]
    counts: Counter[str]


REMARKS: Mapping[str, str] = MappingProxyType(
    {
        "GB18030": "文件编码是 GB18030，不是 UTF-8；已按它读入",
        "UTF-16": "文件编码是 UTF-16，不是 UTF-8；已按它读入",
        "bytes": "读不成文字的字节 {} 处，写成了尖括号里的十六进制数，请对照原文",
        "controls": "控制字符和看不见的字符 {} 个，已去掉",
        "markdown": "Markdown 记号（#、**）{} 处，已去掉",
        "joined": "断行 {} 处，已并回所在段落",
        "broken": "有的段落连写了几个编号，已在编号处另起 {} 段",
        "inserted": "修订中加入的文字 {} 处，已读入",
        "deleted": "修订中删去的文字 {} 处，未读入",
        "hidden": "隐藏文字 {} 处，未读入",
        "numbers": "自动编号 {} 处，已按显示的样子写在段首",
        "formats": "自动编号中有 {} 处的格式不认识，写成了阿拉伯数字，请对照原文",
        "bullets": "项目符号 {} 处，未写出",
        "boxes": "文本框 {} 个，文字排在所在段落之后",
        "contents": "目录 {} 行，未读入",
        "comments": "批注 {} 处，未读入",
        "footnotes": "脚注 {} 处，未读入",
        "endnotes": "尾注 {} 处，未读入",
        "images": "图片 {} 张，其中的文字读不出来",
        "objects": "嵌入的对象、图表或文档 {} 个，未读入",
        "symbols": "特殊符号 {} 个，未读入",
        "formulas": "公式 {} 个，只读入了其中的文字",
    }
)
"""Everything that is told about the reading of a document, in this order, with the number of places."""


def told(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the sentences for what was counted."""
    return tuple(words.format(counts[key]) for key, words in REMARKS.items() if counts.get(key))


_UNDECODED = re.compile("[\udc00-\udcff]+")
_UNWANTED = re.compile(f"[{CONTROLS}{INVISIBLE}]")


def cleaned(text: str, counts: Counter[str]) -> str:
    """Return `text` without what no paragraph may hold, bytes that are no text spelt out; count both."""
    text, found = _UNDECODED.subn(lambda match: visible(match[0]), text)
    counts["bytes"] += found
    text, found = _UNWANTED.subn("", text)
    counts["controls"] += found
    return text
