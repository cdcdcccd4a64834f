"""Lines that are no paragraphs: broken at a fixed width, or by hand inside a paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.cells import wrapped
from fazhi_cli.intake.lines import joined, soft

BODY = (
    "区委坚持把学习宣传贯彻作为重要政治任务来抓，各级各部门开展了形式多样的学习，取得了明显成效。"
    "但去年实地督察时，仍然指出了学习频次不够、学用结合不紧密等3项问题，要在2022年9月30日前整改。"
    "学习宣传是一项长期任务，各镇街、区级各部门要全面系统学习、完整准确理解，把成果用到工作中去。"
)
PARAGRAPHS = [
    "关于加强法治建设的意见",
    "各镇街：",
    BODY,
    "一、加强组织领导",
    f"（一）健全机制。{BODY}",
    f"（二）压实责任。{BODY}",
    "二、强化督促检查",
    f"一要逐条督促。{BODY}",
    f"二要按期报告。{BODY}",
    "区委依法治区办",
    "2022年3月15日",
]


def broken(width: int, indent: str = "", gap: bool = False) -> list[str]:
    """Return the lines of PARAGRAPHS broken at a width, with an indent or blank lines or neither."""
    lines: list[str] = []
    for text in PARAGRAPHS:
        first, *rest = wrapped("国" * len(indent) + text, width)
        lines += [indent + first[len(indent) :], *rest, *([""] if gap else [])]
    return lines


@pytest.mark.parametrize("width", [44, 56, 70, 76, 80, 100])
@pytest.mark.parametrize(("indent", "gap"), [("", False), ("\u3000\u3000", False), ("", True)])
def test_lines_of_a_fixed_width_are_put_together(width: int, indent: str, gap: bool) -> None:
    """With indents, with blank lines, with nothing but numbers and short lines to tell paragraphs."""
    lines = broken(width, indent, gap)
    count = sum(1 for line in lines if line) - len(PARAGRAPHS)
    assert count >= 10
    assert joined(lines) == (PARAGRAPHS, count)


@pytest.mark.parametrize("width", [33, 41])
def test_lines_of_a_fixed_count_of_characters_too(width: int) -> None:
    """Broken blindly, inside numbers as well."""
    lines = [text[at : at + width] for text in PARAGRAPHS for at in range(0, len(text), width)]
    assert joined(lines)[0] == PARAGRAPHS


@pytest.mark.parametrize(
    "lines",
    [
        PARAGRAPHS,
        ["推进依法行政，建设法治政府", "推进公正司法，维护公平正义", "推进全民守法，建设法治社会"] * 4,
        ["https://example.org/zhengce/content/2018/a.htm", "https://example.org/zhengce/content/b.htm"] * 3,
        [BODY],
        [],
    ],
)  # fmt: skip
def test_paragraphs_of_a_line_each_stay(lines: list[str]) -> None:
    """Long ones, lists of short ones, addresses."""
    assert joined(lines) == (lines, 0)


def test_latin_words_are_parted_and_numbers_are_not() -> None:
    """A space where a line ended between two words."""
    text = "这一行文字的宽度正好是四十个单元格以上了使用ABC"
    lines = [text, f"DEF{text[:-6]}使用2022", f"2023年{text[:-8]}使用年的", "完"]
    assert joined(lines) == ([f"{text} DEF{text[:-6]}使用20222023年{text[:-8]}使用年的完"], 3)


@pytest.mark.parametrize(
    ("text", "paragraphs", "count"),
    [
        ("全面推进\n依法治区", ["全面推进依法治区"], 1),
        ("甲。\n乙；\n丙：\n丁", ["甲。", "乙；", "丙：", "丁"], 0),
        ("标题\n一、甲", ["标题", "一、甲"], 0),
        ("标题\n\u3000\u3000正文", ["标题", "正文"], 0),
        ("“甲。”\n乙", ["“甲。”", "乙"], 0),
        ("区委办\n二〇二二年三月十五日", ["区委办", "二〇二二年三月十五日"], 0),
        ("rule of\nlaw", ["rule of law"], 1),
        ("\n \n", [], 0),
        (" 甲 ", ["甲"], 0),
    ],
)
def test_soft_breaks(text: str, paragraphs: list[str], count: int) -> None:
    """They part paragraphs where a sentence ends or something new begins, and are nothing otherwise."""
    assert soft(text) == (paragraphs, count)


@given(st.lists(st.text(alphabet="一二三、。，法治 \u3000a1（）：", max_size=60), max_size=40))
def test_no_character_is_lost(lines: list[str]) -> None:
    """White space aside, both ways keep all there is, in its order."""
    bare = "".join("".join(lines).split())
    assert "".join("".join(joined(lines)[0]).split()) == bare
    assert "".join("".join(soft("\n".join(lines))[0]).split()) == bare
