"""Slips of writing, each told where it was made, in Chinese, on both parsers."""

import re

import pytest

from fazhi_cli import source, tree
from fazhi_cli.problems import Problem

QUOTES = "给整段文字加英文引号"
LEFT = "同一级的键左对齐"
SPACE = "写作 键: 值，冒号用半角，后面空一格"
COMMAS = "各项之间用半角逗号；文字里有逗号、冒号、括号时，给整段加英文引号"
OPEN_QUOTE = ("引号没有配对", "在这段文字的末尾补上同样的引号")
SURPLUS = ("引号后面多了内容", "把整段文字放进一对引号，里面的引号改用中文的“”")
INDENTED = ("这一行缩进多了，和上面连成了一段文字", LEFT)
UNEVEN = ("这一行和上面的没有对齐", LEFT)
UNEVEN_LIST = ("这一行和列表的其他项没有对齐", "同一列表的各项左对齐，以“- ”开头")
ESCAPE = ("双引号里的 \\ 写法不对", "改用英文单引号，或把 \\ 写成 \\\\")
HEADER = ("| 或 > 后面不能有别的字", "正文从下一行开始，并缩进；文字以 > 开头时，给整段加英文引号")
NOTHING = ("这里缺少内容，或多了一个标点", "补上内容；文字以标点开头时，给整段加英文引号")


def last_problem(text: str) -> Problem:
    """Return the problem that ended the reading of `text`."""
    found = tree.read(source.from_text(text, "t"))
    assert found.end is not None
    return found.problems[-1]


@pytest.mark.parametrize(
    ("text", "line", "column", "told"),
    [
        ('title: "甲乙\nversion: 1\n', 1, 8, OPEN_QUOTE),
        ("a: 1\ntitle: '甲乙\nversion: 1\n", 2, 8, OPEN_QUOTE),
        ('a: "甲\nb: "乙"\nc: 1\n', 1, 4, OPEN_QUOTE),
        ("'a\n--- b'\n", 1, 1, OPEN_QUOTE),
        ('"a\n...\nb"\n', 1, 1, OPEN_QUOTE),
        ('title: "放管服"改革\nversion: 1\n', 1, 13, SURPLUS),
        ("title: '放管服' 改革\n", 1, 14, SURPLUS),
        ('- "a" b\n- c\n', 1, 7, SURPLUS),
        ('a: {b: "甲"乙}\n', 1, 11, SURPLUS),
        ('a: [x, "甲" 乙]\n', 1, 12, SURPLUS),
        ("a: [x, y\nb: 1\n", 1, 4, ("方括号没有配对", "在末尾补上 ]")),
        ("a: {x: 1, y: 2\nb: 1\n", 1, 4, ("花括号没有配对", "在末尾补上 }")),
        ("a:\n  - {x: [1, 2}\n  - y\n", 2, 14, ("方括号里，这里应当是逗号或 ]", COMMAS)),
        ("a: {x: 1]\nb: 1\n", 1, 9, ("花括号里，这里应当是逗号或 }", COMMAS)),
        ("a: {b: 1 c: 2}\n", 1, 11, ("花括号里，这里应当是逗号或 }", COMMAS)),
        ("a: {b: 1\n  c: 2}\n", 2, 4, ("花括号里，这里应当是逗号或 }", COMMAS)),
        ("a: [x: y: z]\n", 1, 9, ("方括号里，这里应当是逗号或 ]", COMMAS)),
        ("a: [1,\n", 1, 4, ("方括号没有配对", "在末尾补上 ]")),
        ("a: {", 1, 4, ("花括号没有配对", "在末尾补上 }")),
        ("[[[", 1, 3, ("方括号没有配对", "在末尾补上 ]")),
        ("a: [x]]\nb: 1\n", 1, 7, ("括号后面多了内容", "删去它；文字里有括号时，给整段加英文引号")),
        ("a: {b: 1} 丙\n", 1, 11, ("括号后面多了内容", "删去它；文字里有括号时，给整段加英文引号")),
        ("a: ]\n", 1, 4, NOTHING),
        ("a: [x,,y]\n", 1, 7, NOTHING),
        ("a: ,\n", 1, 4, NOTHING),
        ("a: b: c\n", 1, 5, ("这里不该有冒号", "检查缩进；文字里有“: ”时，给整段加英文引号")),
        ("title: 甲: 乙\n", 1, 9, ("这里不该有冒号", "检查缩进；文字里有“: ”时，给整段加英文引号")),
        ("title:甲\nversion: 1\n", 1, 6, ("冒号后面没有空格", SPACE)),
        ("version: 1\ntitle:甲\n", 2, 6, ("冒号后面没有空格", SPACE)),
        ("title:\u3000甲\nversion: 1\n", 1, 6, ("冒号后面没有空格", SPACE)),
        ("a:\n  - id:1\n    b: 2\n", 2, 7, ("冒号后面没有空格", SPACE)),
        ("version: 1\ntitle\nx: 2\n", 2, 1, ("这一行少了冒号，或冒号后面没有空格", SPACE)),
        ("version: 1\ntitle 甲\n", 2, 1, ("这一行少了冒号，或冒号后面没有空格", SPACE)),
        ("a: 1\n b: 2\n", 2, 2, INDENTED),
        ("a:\n  b: 1\n   c: 2\n", 3, 4, INDENTED),
        ("a:\n  - b: 1\n     c: 2\n", 3, 6, INDENTED),
        ("a:\n  b: 1\n c: 2\n", 3, 2, UNEVEN),
        ("a:\n  - b\n - c\n", 3, 2, UNEVEN),
        ("a: |\n     x\n   y\nb: 1\n", 3, 4, UNEVEN),
        ("a:\n  - b: 1\n   c: 2\n", 3, 4, UNEVEN_LIST),
        ("a:\n  - b: 1\n  c: 2\n", 3, 3, UNEVEN_LIST),
        ("- a\nb: 1\n", 2, 1, UNEVEN_LIST),
        ("a: 1\n: 2\n", 2, 1, ("冒号前面没有键", "在冒号前面写上键，或删去这一行")),
        (" a: 1\nb: 2\n", 2, 1, ("这一行的缩进和开头的不一致", "最外层的键都从行首写起")),
        ("a: - x\n", 1, 4, ("这里不能开始列表", "列表另起一行，每项以“- ”开头")),
        ("a: @重点\n", 1, 4, ("文字不能以 @ 开头", QUOTES)),
        ("a: `重点`\n", 1, 4, ("文字不能以 ` 开头", QUOTES)),
        ("- %x\n", 1, 3, ("文字不能以 % 开头", QUOTES)),
        ("a: &重点 清理\n", 1, 4, ("文字不能以 & 开头", QUOTES)),
        ("a: *重点*\n", 1, 4, ("文字不能以 * 开头", QUOTES)),
        ("a: **x**\n", 1, 4, ("文字不能以 * 开头", QUOTES)),
        ("a: !重要！\n", 1, 4, ("文字不能以 ! 开头", QUOTES)),
        ("a: !e!x 5\n", 1, 4, ("文字不能以 ! 开头", QUOTES)),
        ("a: ? x\n", 1, 4, ("文字不能以“? ”开头", QUOTES)),
        ("a: |x\n  y\n", 1, 4, HEADER),
        ("a: >50%\n", 1, 4, HEADER),
        ("a: > 50\n", 1, 4, HEADER),
        ("a: |0\n  x\n", 1, 4, HEADER),
        ('甲: "C:\\工作"\n', 1, 7, ESCAPE),
        ('a: "\\u12"\n', 1, 5, ESCAPE),
        ('a: "\\\\\\xzz"\n', 1, 7, ESCAPE),
    ],
)
def test_a_slip_is_told_where_it_was_made(
    parser: str, text: str, line: int, column: int, told: tuple[str, str]
) -> None:
    """Both parsers lead to the same place, reason and remedy."""
    found = last_problem(text)
    assert (found.place.line, found.place.column, found.code) == (line, column, "yaml-syntax")
    assert (found.message, found.hint) == told


@pytest.mark.parametrize(
    ("text", "line", "column", "sign"),
    [
        ("title：甲\nversion: 1\n", 1, 6, "：:"),
        ("title：甲\n\nversion: 1\n", 1, 6, "：:"),
        ("version: 1\ntitle：甲\n", 2, 6, "：:"),
        ("a：\n  b: 1\n", 1, 2, "：:"),
        ("a:\n  - 编号（新）：1\n    c: 2\n", 2, 10, "：:"),
        ("a:\n  － b: 1\n    c: 2\n", 2, 3, "－-"),
        ("a:\n  — b: 1\n    c: 2\n", 2, 3, "—-"),
        ("a:\n  - b\n  － c: 1\n", 3, 3, "－-"),
    ],
)
def test_signs_of_the_chinese_keyboard_are_told(
    parser: str, text: str, line: int, column: int, sign: str
) -> None:
    """A full-width colon or dash is told where it stands, though parsers trip over it later."""
    found = last_problem(text)
    assert (found.place.line, found.place.column, found.code) == (line, column, "yaml-fullwidth")
    assert found.message == f"这里用了全角的“{sign[0]}”"
    assert found.hint == f"改成半角的“{sign[1]}”，后面空一格"


def test_a_wide_colon_in_text_is_not_blamed(parser: str) -> None:
    """A colon inside a text block has nothing to do with a fault behind it."""
    found = last_problem("note: |\n  会议要求：做好\n  主题：法治\n坏行\na: 1\n")
    assert (found.place.line, found.code) == (4, "yaml-syntax")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("\ttitle: x\n", 1, 1),
        ("a:\n  b: 1\n\tc: 2\n", 3, 1),
        ("a:\n  - x\n  \t- y\n", 3, 3),
        ("- a: 1\n\tb: 2\n", 2, 1),
        ("a: |\n\tx\n", 2, 1),
        ("-\ta: 1\n  b: 2\n", 1, 2),
    ],
)
def test_tabs_for_indents_are_told(parser: str, text: str, line: int, column: int) -> None:
    """A tab among the blanks that indent a line is told itself."""
    found = last_problem(text)
    assert (found.place.line, found.place.column, found.code) == (line, column, "yaml-tab")


@pytest.mark.parametrize(("text", "column"), [("a:\tb\n", 3), ("a: b\t# c\n", 5), ("a: b\t\n", 5)])
def test_pythons_parser_refuses_more_tabs(parser: str, text: str, column: int) -> None:
    """A tab behind a colon or before a comment is fine for libyaml and told on the other parser."""
    found = tree.read(source.from_text(text, "t"))
    if parser == "libyaml":
        assert found == tree.Tree({"a": "b"}, [])
    else:
        assert [(p.place.line, p.place.column, p.code) for p in found.problems] == [(1, column, "yaml-tab")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n", 1),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> b\nc: 1\n", 2),
        ("a: 1\r\n<<<<<<< HEAD\r\nb: 1\r\n=======\r\nb: 2\r\n>>>>>>> b\r\n", 2),
        ("a:\n  - b\n<<<<<<<\n  - c\n|||||||\n=======\n>>>>>>>\n", 3),
        ("a: >\n  x\n=======\nb: 1\n", 3),
    ],
)
def test_marks_of_a_merge_conflict_are_told(parser: str, text: str, line: int) -> None:
    """What git leaves in a file is named as such, at its first mark."""
    found = last_problem(text)
    assert (found.place.line, found.place.column, found.place.length) == (line, 1, 7)
    assert (found.code, found.message) == ("yaml-conflict", "这里是版本合并留下的冲突标记")


@pytest.mark.parametrize(
    "text", ['b: @\na: "\n=======\n', "b: @\n<<<<<<< x\n", "a: |\n  <<<<<<< x\nb: @\n", "========\n: @\n"]
)
def test_what_only_looks_like_a_conflict_is_not(parser: str, text: str) -> None:
    """Marks behind the fault, in a text, or of another length are not blamed."""
    assert last_problem(text).code == "yaml-syntax"


@pytest.mark.parametrize(
    ("text", "line", "mark"),
    [
        ("%YAML 1.1\n%YAML 1.1\n---\na: 1\n", 2, "%YAML 1.1"),
        ("%中文\na: 1\n", 1, "%中文"),
        ("a: 1\n%foo: 1\n", 2, "%foo: 1"),
    ],
)
def test_a_line_that_begins_with_a_percent_sign_is_told_whole(
    parser: str, text: str, line: int, mark: str
) -> None:
    """A line like a directive is refused as one, from its first column on."""
    found = last_problem(text)
    assert (found.place.line, found.place.column, found.place.length) == (line, 1, len(mark))
    assert (found.code, found.message) == ("yaml-directive", f"不接受 YAML 指令（{mark}）")


SLIPS = r"""
%|a: &|a: *|a: !<|a: !%zz x|a: !x y z: |a: &a&b c|a: |9x|a: "\q"|a: "\x4"|a: '|{a: b: c}|[a: b: c]|{,}|[,]
a: b: c|- a↵-b: c|a: b↵- c|: a|? |?→a|a:↵→- b|a: b↵...↵c: d|a: b↵--- c: d|--- - a|a: {b↵↵c: d
a: [b↵- c|]|}|,|a: @|a: `|a: "b" "c"|a: 'b'c: d|"a": b: c|{a: "b"c}|a: |↵→b|a: b↵→c: d|→a|- →- a
{a: b↵}: c↵d|&a &b c|!a !b c|a: "b↵c": d|a: {b: *}|[a, &]|{a: !<x}|- - a↵ - b|a: b↵ - c: d
"""
"""Texts that make the parsers say most of what they can; ↵ stands for a line end, → for a tab."""


@pytest.mark.parametrize("slip", re.split(r"\|(?!9|↵)|\n", SLIPS.strip()))
def test_no_fault_is_told_in_english(parser: str, slip: str) -> None:
    """Whatever a parser says, reason and remedy are Chinese, at a place in the file."""
    problems = tree.read(source.from_text(slip.replace("↵", "\n").replace("→", "\t"), "t")).problems
    assert problems
    for found in problems:
        assert found.place.line and found.place.column
        spoken = re.sub(r"“[^”]*”|（[^）]*）|YAML|fazhi|title|id", "", found.message + found.hint)
        assert not re.search(r"[A-Za-z]{3,}", spoken), spoken


def test_a_colon_behind_a_quoted_value_is_told_as_one(parser: str) -> None:
    """It is no text behind the quotes."""
    found = last_problem('title: "甲": 乙\n')
    assert (found.place.line, found.place.column, found.message) == (1, 11, "这里不该有冒号")
