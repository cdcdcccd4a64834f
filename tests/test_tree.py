"""YAML text as plain data, on both parsers; nodes say the same."""

from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli import events, source, tree
from fazhi_cli.nodes import Node, compose
from fazhi_cli.tree import Tree
from tests.conftest import one_measure

PARSERS = [events.PureParser] if events.PARSER is events.PureParser else [events.PARSER, events.PureParser]
VALID = one_measure(
    """
lead: 区司法局
support: [区法院, "区检察院"]
due: 9月底前
status: doing
detail: |
  第一行
  第二行
log:
  - {date: 2022-06-30, by: 李四, note: "进度 60%: 见附件 #2", progress: 40}
  - date: 2022-07-01
    evidence:
      - 文件一   # 备注
      - '文件 ''二'''
"""
)
SNIPPETS = st.sampled_from(
    [
        *"ab01 -:,[]{}\"'|>#&*!%@`?~\t\r\n\\",
        *(
            "：",
            "中",
            "— ",
            "<<",
            "<<: ",
            "...\n",
            "---\n",
            "- ",
            "  ",
            ": ",
            "\\x",
            "\\ud800",
            "\\U00110000",
        ),
        *(
            "id: ",
            "|+\n",
            "%YAML 1.1\n",
            "!!str ",
            "&a ",
            "*a ",
            "\u3000",
            "\x85",
            "\u2028",
            "\ufeff",
            "😀",
            "\ud800",
        ),
    ]
)


def read(text: str) -> Tree:
    """Return the tree of `text`."""
    return tree.read(source.from_text(text, "t"))


def told(text: str) -> list[tuple[int | None, int | None, int, str]]:
    """Return (line, column, length, code) of the problems of `text`."""
    return [(p.place.line, p.place.column, p.place.length, p.code) for p in read(text).problems]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (
            "a: 3.10\nb: no\nc: 012\nd: 12:30\ne: 2022-09-30\nf: 1e3\ng: 0x1F\nh: 1_000\ni: on\nj: .5\nk: =",
            None,
        ),
        (
            "a: 'x''y'\nb: \"x\\ty\"\nc: |\n  p\n  q\nd: >-\n  p\n  q\n",
            {"a": "x'y", "b": "x\ty", "c": "p\nq\n", "d": "p q"},
        ),
        ("a:\nb: ~\nc: null\nd: Null\ne: NULL\n", dict.fromkeys("abcde")),
        ("a: ''\nb: '~'\nc: \"null\"\nd: nULL\n", {"a": "", "b": "~", "c": "null", "d": "nULL"}),
        ("- a\n- [b, {c: d}]\n- e: f\n  g: [h]\n", ["a", ["b", {"c": "d"}], {"e": "f", "g": ["h"]}]),
        ("{a, b: }", {"a": None, "b": None}),
        ("---\na: 1\n...\n", {"a": "1"}),
        ("a: 1\r\nb:\r\n  - 2\r\n", {"a": "1", "b": ["2"]}),
        ("a: 1\rb: 2\r", {"a": "1", "b": "2"}),
        ("", None),
        ("# 只有注释\n", None),
        ("~", None),
        ("甲: 乙 # 丙\n", {"甲": "乙"}),
    ],
)
def test_scalars_stay_text_and_nothing_is_typed(parser: str, text: str, data: Any) -> None:
    """Only an empty plain scalar, ~ and null are None; every other scalar is its text."""
    if text.startswith("a: 3.10"):
        data = {line[0]: line[3:] for line in text.split("\n")}
    assert read(text) == Tree(data, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\n", [(1, 4, 2, "yaml-anchor")]),
        ("a: &x {b: 1}\nc: *x\n", [(1, 4, 2, "yaml-anchor"), (2, 4, 2, "yaml-anchor")]),
        (
            "- &a [x]\n- *a\n- *a\n",
            [(1, 3, 2, "yaml-anchor"), (2, 3, 2, "yaml-anchor"), (3, 3, 2, "yaml-anchor")],
        ),
        ("a: {<<: {b: 1}}\n", [(1, 5, 2, "yaml-merge")]),
        ("a: !!python/object/apply:os.system [ls]\n", [(1, 4, 31, "yaml-tag")]),
        ("a: !!str 5\n", [(1, 4, 5, "yaml-tag")]),
        ("a: !x\n  b: 1\n", [(1, 4, 2, "yaml-tag")]),
        ("a: !<tag:x,y> &z 5\n", [(1, 15, 2, "yaml-anchor"), (1, 4, 10, "yaml-tag")]),
        ("[&z !x a,b]\n", [(1, 2, 2, "yaml-anchor"), (1, 5, 2, "yaml-tag")]),
        ("a: ! 5\n", [(1, 4, 1, "yaml-tag")]),
        ("- !!binary aGk=\n- !!set {a}\n", [(1, 3, 8, "yaml-tag"), (2, 3, 5, "yaml-tag")]),
        ("%YAML 1.2\n---\na: 1\n", [(1, 1, 9, "yaml-directive")]),
        (
            "# c\n%TAG ! tag:x,2000:\n%YAML 1.1\n---\na: 1\n",
            [(2, 1, 18, "yaml-directive"), (3, 1, 9, "yaml-directive")],
        ),
        ("%OTHER x\n---\na: 1\n", [(1, 1, 8, "yaml-directive")]),
        ("%YAML 2.0\n---\na: 1\n", [(1, 1, 9, "yaml-directive")]),
        ("a: 1\n---\na: 2\n", [(2, 1, 3, "second-document")]),
        ("a: 1\n...\n---\n", [(3, 1, 3, "second-document")]),
        ("a: 1\n...\nb: 2\n", [(3, 1, 1, "second-document")]),
        ("---\n---\n", [(2, 1, 3, "second-document")]),
        ("? [a, b]\n: 1\n", [(1, 3, 1, "key-not-text")]),
        ("{a: 1}: 2\n", [(1, 1, 1, "key-not-text")]),
        ("a: 1\n~: 2\n~: 3\n", [(2, 1, 1, "key-not-text"), (3, 1, 1, "key-not-text")]),
    ],
)
def test_what_a_register_may_not_hold_is_told(
    parser: str, text: str, expected: list[tuple[int, int, int, str]]
) -> None:
    """Anchors, aliases, merge keys, tags, directives, a second document and odd keys are told in place."""
    assert told(text) == expected


def test_a_quoted_merge_sign_is_a_key_like_any(parser: str) -> None:
    """Only the bare << merges."""
    assert read('"<<": x\n') == Tree({"<<": "x"}, [])


def test_what_stands_under_a_refused_key_is_left_out(parser: str) -> None:
    """A value without a proper key, or under <<, leaves no trace in the data."""
    assert read("a: 1\n? [b]\n: 2\n<<: {c: 3}\n~: 4\n").data == {"a": "1"}


def test_nothing_after_a_second_document_is_read(parser: str) -> None:
    """The first document is kept whole, and reading ends at the second."""
    found = read("a: [1]\n---\nb: 2\n")
    assert (found.data, found.end) == ({"a": ["1"]}, 7)


def test_a_doubled_key_is_told_with_its_first_line(parser: str) -> None:
    """Every repetition is told at its own place and names the line where the key stood first."""
    found = read("a: 1\nb:\n  - {c: 1, c: 2}\na: 2\n'a': 3\n").problems
    assert sorted((p.place.line, p.place.column, p.place.length, p.message) for p in found) == [
        (3, 12, 1, "c 写了两次（第一次在第 3 行）"),
        (4, 1, 1, "a 写了两次（第一次在第 1 行）"),
        (5, 1, 3, "a 写了两次（第一次在第 1 行）"),
    ]


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("[{a: ", "}]")])
def test_nesting_ends_at_32(parser: str, opening: str, closing: str) -> None:
    """Thirty-two levels are read, the thirty-third is refused at its place."""
    step = len(opening.strip("a: "))
    fits = 32 // step
    assert told(opening * fits + closing * fits) == []
    one_more = "[" if step == 2 else opening
    deep = opening * fits + one_more
    column = len(opening) * fits + 1
    assert [(line, at, code) for line, at, _, code in told(deep)] == [(1, column, "too-deep")]


def test_block_nesting_ends_at_32(parser: str) -> None:
    """Nested block collections count like those in brackets."""
    assert told("- " * 32 + "x\n") == []
    assert told("- " * 33 + "x\n") == [(1, 65, 1, "too-deep")]


def test_brackets_beyond_what_the_parser_follows_are_nesting_too(parser: str) -> None:
    """The reason is the same where libyaml gives up by itself, at a thousand."""
    ((line, _, _, code),) = told("a: " + "[" * 100_000)
    assert (line, code) == (1, "too-deep")


@pytest.mark.parametrize("form", ["a: {}\n", "a: '{}'\n", "a: |\n  {}\n", 'a: ["{}"]\n', "? {}\n"])
def test_a_text_ends_at_64000_characters(parser: str, form: str) -> None:
    """A scalar of 64 000 characters is read, one more is told with its length, in every style."""
    extra = "|" in form
    assert told(form.format("字" * (64_000 - extra))) == []
    (found,) = read(form.format("字" * (64_001 - extra))).problems
    assert (found.code, found.message) == ("too-long", "一段文字有 64001 字，上限 64000 字")


def test_the_number_of_values_is_limited(parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys, values and collections count; one too many ends the reading where it stands."""
    monkeypatch.setattr(tree, "NODE_LIMIT", 6)
    assert told("a: [1, 2, 3]\n") == []
    found = read("a: [1, 2, 3, 45]\n")
    assert told("a: [1, 2, 3, 45]\n") == [(1, 14, 2, "too-many")]
    assert (found.problems[0].message, found.end) == ("内容超过 6 项", 13)


@pytest.mark.parametrize(
    ("escape", "length", "code", "char"),
    [
        ("\\0", 2, "bad-character", "U+0000"),
        ("\\a", 2, "bad-character", "U+0007"),
        ("\\e", 2, "bad-character", "U+001B"),
        ("\\N", 2, "bad-character", "U+0085"),
        ("\\L", 2, "bad-character", "U+2028"),
        ("\\P", 2, "bad-character", "U+2029"),
        ("\\x07", 4, "bad-character", "U+0007"),
        ("\\ufeff", 6, "bad-character", "U+FEFF"),
        ("\\ufffe", 6, "bad-character", "U+FFFE"),
        ("\\ud800", 6, "bad-character", "U+D800"),
        ("\\uDFFF", 6, "bad-character", "U+DFFF"),
        ("\\U0001FFFF", 10, "bad-character", "U+1FFFF"),
        ("\\U00110000", 10, "bad-character", "U+110000"),
        ("\\UFFFFFFFF", 10, "bad-character", "U+FFFFFFFF"),
        ("\\u200b", 6, "hidden-character", "U+200B"),
        ("\\u202E", 6, "hidden-character", "U+202E"),
    ],
)
def test_characters_spelt_out_in_double_quotes_are_told(
    parser: str, escape: str, length: int, code: str, char: str
) -> None:
    """An escape for what no text may hold is told at the escape, with the same code on both parsers."""
    (found,) = read(f'甲: "乙\\\\\\"{escape}x"\n').problems
    assert (found.place.line, found.place.column, found.place.length, found.code) == (1, 10, length, code)
    assert char in found.message


def test_no_value_holds_what_was_refused() -> None:
    """What is spelt out and may not be is told, and passed on in keys alone, which are looked for later."""
    events.PARSER, kept = events.PureParser, events.PARSER
    try:
        found = read('"\\e": "\\ud800甲\\e\\u200b\\x41"\n')
    finally:
        events.PARSER = kept
    assert found.data == {"\x1b": "_甲_\u200bA"}
    assert [item.code for item in found.problems] == [*["bad-character"] * 3, "hidden-character"]


@pytest.mark.parametrize(
    "text", ['a: "\\t\\n\\r\\\\\\"\\/"\n', "a: '\\0\\ud800'\n", "a: \\0\n", 'a: "\\u00e9\\U0001F600"\n']
)
def test_other_escapes_and_backslashes_are_fine(parser: str, text: str) -> None:
    """Tabs, line breaks and letters may be spelt out; outside double quotes a backslash is itself."""
    assert told(text) == []


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x7f", "\x9f", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_stops_the_parser_is_told(parser: str, char: str) -> None:
    """Text that did not pass `source` is refused at the character, whatever the parser makes of it."""
    found = read(f"甲: 1\nb: 2{char}\n").problems
    assert [(p.place.line, p.place.column, p.code) for p in found] == [(2, 5, "bad-character")]


def test_what_stood_before_a_fault_is_kept(parser: str) -> None:
    """The data holds all that came before a syntax error; what the error left open is named."""
    found = read("a: 1\nb:\n  - c: 2\n    d: 3\n  - e: @\n")
    assert found.data == {"a": "1", "b": [{"c": "2", "d": "3"}, {}]}
    assert [p.code for p in found.problems] == ["yaml-syntax"]
    assert found.end == 33
    assert any(item is found.data["b"][1] for item in found.unfinished)
    assert any(item is found.data["b"] for item in found.unfinished)
    assert any(item is found.data for item in found.unfinished)
    assert not any(item is found.data["b"][0] for item in found.unfinished)


def test_refusals_before_a_fault_are_told_with_it(parser: str) -> None:
    """An anchor and a doubled key before a syntax error are told beside it."""
    found = sorted(told("a: &x 1\na: 2\nb: @\nc: *x\n"))
    assert [(line, column, code) for line, column, _, code in found] == [
        (1, 4, "yaml-anchor"),
        (2, 1, "duplicate-key"),
        (3, 4, "yaml-syntax"),
    ]


def plain(node: Node | None) -> Any:
    """Return the data that `node` stands for."""
    if node is None or node.kind == "scalar":
        return node.value if node else None
    if node.kind == "seq":
        return [plain(child) for child in node.children]
    return {key.value: plain(value) for key, value in node.pairs()}


def mangled(data: st.DataObject) -> str:
    """Return a register after a few slips of the hand."""
    text = VALID
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 4))
        text = text[:at] + data.draw(SNIPPETS | st.just("")) + text[at + gone :]
    return text


def check(text: str) -> None:
    """Read `text` on both parsers: nothing is raised, problems have places, nodes agree with data."""
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for parser in PARSERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(events, "PARSER", parser)
            found, root = read(text), compose(text)
        assert all(p.place.line and p.place.column and p.place.line <= lines for p in found.problems)
        assert (found.end is None) or found.problems
        if not found.problems:
            assert plain(root) == found.data


@given(st.data())
@settings(max_examples=250, derandomize=True, deadline=None)
def test_slips_of_the_hand_raise_nothing(data: st.DataObject) -> None:
    """However a register is mangled, both parsers give data or problems with places."""
    check(mangled(data))


@given(st.lists(SNIPPETS, max_size=25).map("".join) | st.text(max_size=30))
@settings(max_examples=400, derandomize=True, deadline=None)
def test_no_text_is_too_much(text: str) -> None:
    """Any text at all is read or refused with places, and nodes agree with data."""
    check(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("brackets", "[" * 100_000),
        ("braces", "{a: " * 100_000),
        ("dashes", "- " * 100_000),
        ("keys", "{" + ", ".join(f"k{n}: 1" for n in range(20_000)) + "}"),
        ("doubled keys", "k: 1\n" * 5_000),
        (
            "aliases",
            "a: &a [x, x]\n"
            + "".join(f"b{n}: &b{n} [{', '.join([f'*b{n - 1}' if n else '*a'] * 9)}]\n" for n in range(30)),
        ),
        ("recursion", "&a [*a, *a]"),
        ("sexagesimal", "a: 1" + ":59" * 15_000),
        ("tabs", "\t" * 100_000),
        ("colons", ":" * 50_000),
        ("conflict marks", "<<<<<<< a\n" * 5_000),
        ("wide colons", "a：b\n" * 5_000),
        ("long lines", "a: " + "甲" * 100_000 + "\nb"),
    ],
)
def test_nothing_takes_long(parser: str, name: str, text: str) -> None:
    """No text makes reading quadratic; the pure parser may take its linear time."""
    limit = 1.5 if parser == "libyaml" else 15.0
    begin = process_time()
    read(text)
    compose(text)
    assert process_time() - begin < limit
