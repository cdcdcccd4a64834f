"""Markdown that shows just the text: tables, headings, and nothing of a text as markup."""

from datetime import date

import pytest

from fazhi_cli.document import Document, Field, Grid, Heading, Items, Line, Text
from fazhi_cli.export.markdown import document, escaped, md
from fazhi_cli.query import select
from tests.conftest import load_text, one_measure
from tests.hostile import HOSTILE, Hostile, listing_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-12-31（拟）", "2022-12-31（拟）"),
        ("3.4.7 调解“3+N”", "3.4.7 调解“3+N”"),
        ("a|b", r"a\|b"),
        ("*粗* _斜_ `码`", r"\*粗\* \_斜\_ \`码\`"),
        ("[文](http://x)", r"\[文\](http\://x)"),
        ("<script>", r"\<script\>"),
        ("# 题", r"\# 题"),
        ("- 项", r"\- 项"),
        ("1. 项", r"1\. 项"),
        ("12) 项", r"12\) 项"),
        ("1.1.4 项", "1.1.4 项"),
        ("a & b &amp; c", r"a & b \&amp; c"),
        ("www.x.cn a@b", r"www\.x.cn a\@b"),
        ("两\n行", "两⏎行"),
        ("反\\斜", r"反\\斜"),
    ],
)
def test_what_markdown_would_take_for_markup_is_escaped(text: str, expected: str) -> None:
    """Dates, ids and common text stay as they are."""
    assert escaped(text) == expected


def test_a_document_in_full() -> None:
    """Headings by level, alarms bold, points, tables with their sides, the annex last."""
    grid = Grid((Field("单位"), Field("数", right=True)), (Line(("甲|局", "3")),), caption="表")
    doc = Document(
        "题", (Heading("一、章"), Heading("节", 2), Text("文"), Text("警", alarm=True), Items(("甲", "乙"))),
        number="〔2022〕1号", to="各单位", closing=("区办", "2022年1月1日"), annex=(grid,),
    )  # fmt: skip
    assert document(doc).decode() == (
        "# 题\n\n〔2022〕1号\n\n各单位：\n\n## 一、章\n\n### 节\n\n文\n\n**警**\n\n- 甲\n- 乙\n\n表\n\n"
        "| 单位 | 数 |\n| --- | --: |\n| 甲\\|局 | 3 |\n\n区办\n\n2022年1月1日\n"
    )


def test_a_listing_as_a_table() -> None:
    """The columns of a table, with how many of how many."""
    listing = select(load_text(one_measure("lead: 甲局\ndue: 9月底前")).register, date(2022, 10, 15))
    assert md(listing, None).decode() == (
        "# 台账\n\n截至2022年10月15日，共 1 条，列出 1 条。\n\n"
        "| 编号 | 灯 | 措施 | 牵头单位 | 完成时限 | 状态 | 进度 |\n"
        "| --- | --- | --- | --- | --- | --- | --: |\n"
        "| 1.1.1 | 红 | 措施 | 甲局 | 2022-09-30 | 未启动 | 0% |\n"
    )


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda item: item.about)
def test_hostile_titles_stay_one_cell(hostile: Hostile) -> None:
    """Whatever the title, the table has one row of seven cells and no control character."""
    lines = md(listing_of(hostile.text), None).decode().splitlines()
    assert len(lines) == 7
    assert len([at for at, sign in enumerate(lines[-1]) if sign == "|" and lines[-1][at - 1] != "\\"]) == 8
    assert not any(ord(sign) < 32 for sign in "".join(lines))
