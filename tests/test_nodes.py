"""YAML text as nodes with their places, on both parsers."""

import pytest

from fazhi_cli import source, tree
from fazhi_cli.change import Path
from fazhi_cli.nodes import Node, compose, key_at, node_at, swallowed_text


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("a: 报送 #3 附件\n", [(1, 7, 5, "#3 附件")]),
        ("a: #1 号任务\n", [(1, 4, 6, "#1 号任务")]),
        ("- x\t#y\n", [(1, 5, 2, "#y")]),
        ("a: x # 注释\nb: 1 #\n", []),
        ("a: x#y\nb: 'x #y'\nc: |\n  x #y\n# 整行\n#整行\n", []),
        ("a: 'x' #y\n", []),
    ],
)
def test_text_lost_to_a_comment_is_warned_of(text: str, lost: list[tuple[int, int, int, str]]) -> None:
    """A comment whose sign touches the next character, behind plain text, is likely no comment."""
    found = swallowed_text(source.from_text(text, "t"))
    assert [(p.place.line, p.place.column, p.place.length, p.message) for p in found] == [
        (line, column, length, f"“{words}”被 YAML 当作注释，不算内容") for line, column, length, words in lost
    ]


def leaves(node: Node | None) -> list[Node]:
    """Return `node` and all below it, in the order of the text."""
    return [node, *(leaf for child in node.children for leaf in leaves(child))] if node else []


def pieces(text: str) -> list[str]:
    """Return the text of every scalar that `compose` finds in `text`."""
    return [text[node.start : node.end] for node in leaves(compose(text)) if node.kind == "scalar"]


SCALARS = [
    ("x", "x"),
    ("一 😀 二", "一 😀 二"),
    ("x\n    y\n    z", "x y z"),
    ("'x'", "x"),
    ("'x''y'", "x'y"),
    ("'x\n\n    y'", "x\ny"),
    ("''", ""),
    ('"x\\"y\\u4e00"', 'x"y一'),
    ('"x\n    y"', "x y"),
    ("~", None),
    ("null", None),
    ("|\n    x\n    y", "x\ny\n"),
    ("|-\n    x", "x"),
    ("| # 注 + 释\n    x", "x\n"),
    ("|\n    x\n\n    y", "x\n\ny\n"),
    ("|\n    x \n      ", "x \n  \n"),
    ("|2\n      x", "  x\n"),
    (">\n    x\n    y\n\n    z", "x y\nz\n"),
    (">-\n    x\n    # 不是注释", "x # 不是注释"),
    ("|+\n    x", "x\n"),
    ("|+\n    x\n", "x\n\n"),
    (">+\n    x\n\n", "x\n\n\n"),
    ("|", ""),
]
"""Values as they may be written in a block mapping, four columns in, and what they mean."""
TAILS = ["", "\n", "\n\n", "# 注释\n", "\n  # 注释\n\n"]
"""What may follow a value: blank lines and comments. Behind a kept block, blank lines would be text."""


@pytest.mark.parametrize(
    ("raw", "value", "tail"),
    [
        (raw, value, tail)
        for raw, value in SCALARS
        for tail in TAILS
        if "+" not in raw[:2] or not tail.startswith("\n")
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_scalar_spans_exactly_its_text(
    parser: str, raw: str, value: str | None, end: str, tail: str
) -> None:
    """From start to end a node is its value as written, whatever blank lines or comments follow."""
    block = raw[0] in "|>"
    comment = "" if block else "   # 注"
    text = f"甲: 1\nm:\n  k: {raw}{comment}\n{tail}  n: 2\n".replace("\n", end)
    root = compose(text)
    node = node_at(root, ("m", "k"))
    assert node is not None
    assert text[node.start : node.end] == raw.replace("\n", end)
    assert node.value == value
    assert node.style == (raw[0] if raw[0] in "'\"|>" else "")
    assert tree.read(source.from_text(text, "t")).data == {"甲": "1", "m": {"k": value, "n": "2"}}


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("a: |\n  x", 8),
        ("a: |+\n  x\n\n", 10),
        ("a: |+\n  x  ", 11),
        ("a: |\n  x\n  ", 8),
        ("a: >\r  x\rb: 1", 8),
    ],
)
def test_a_block_scalar_may_end_the_file(parser: str, text: str, end: int) -> None:
    """At the end of the file, with or without a line end, the span ends behind the last line of text."""
    node = node_at(compose(text), ("a",))
    assert node is not None and node.end == end


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("a:\nb:   # 注\nc: 1\n", {"a": 2, "b": 5}),
        ("{a: , b:   , c: }", {"a": 3, "b": 8, "c": 15}),
        ("m: {a:   # 注: 释\n  , b: 1}", {}),
        ('"a" :\nb: 1\n', {"a": 5}),
    ],
)
def test_an_empty_value_stands_right_behind_its_colon(parser: str, text: str, starts: dict[str, int]) -> None:
    """Both parsers put an absent value where one would write it."""
    root = compose(text)
    if not starts:
        root, starts = node_at(root, ("m",)), {"a": 6}
    found = {key: node for key in starts if (node := node_at(root, (key,)))}
    assert {key: (node.start, node.end, node.value) for key, node in found.items()} == {
        key: (at, at, None) for key, at in starts.items()
    }


@pytest.mark.parametrize(
    ("text", "path", "kind", "style", "piece"),
    [
        ("a: [x, [y]] # c\n", ("a",), "seq", "[", "[x, [y]]"),
        ("a: [x, [y]] # c\n", ("a", 1), "seq", "[", "[y]"),
        ("a: {b: c,\n  d: e}\n\n", ("a",), "map", "{", "{b: c,\n  d: e}"),
        ("a:\n  - x\n\n  - y  # c\n\n\nb: 1\n", ("a",), "seq", "", "- x\n\n  - y"),
        ("a:\n- x\nb: 1\n", ("a",), "seq", "", "- x"),
        ("a:\n  b: 1\n  c: 'd'   # e\n# f\n", ("a",), "map", "", "b: 1\n  c: 'd'"),
        ("- a: 1\n  b: 2\n\n- c\n", (0,), "map", "", "a: 1\n  b: 2"),
        ("a: []\n", ("a",), "seq", "[", "[]"),
        ("a: { }\n", ("a",), "map", "{", "{ }"),
    ],
)
def test_a_collection_ends_with_its_last_child_or_bracket(
    parser: str, text: str, path: Path, kind: str, style: str, piece: str
) -> None:
    """Blank lines and comments behind a collection are no part of it."""
    node = node_at(compose(text), path)
    assert node is not None
    assert (node.kind, node.style, text[node.start : node.end]) == (kind, style, piece)


def test_pairs_and_paths_lead_to_nodes(parser: str) -> None:
    """A path of keys and positions finds the value, `key_at` its key; a way that leads nowhere finds None."""
    text = "a: 1\nb:\n  - {c: 2, c: 3}\n"
    root = compose(text)
    value, key = node_at(root, ("b", 0, "c")), key_at(root, ("b", 0, "c"))
    assert value is not None and (value.value, value.start) == ("3", 22)
    assert key is not None and (key.value, key.start) == ("c", 19)
    assert node_at(root, ()) is root
    nowhere: list[Path] = [("x",), ("x", "y"), ("a", "b"), ("a", 0), ("b", 1), ("b", 0, "d"), ("b", "c")]
    assert [node_at(root, path) for path in nowhere] == [None] * 7
    assert [key_at(root, path) for path in nowhere[:3]] == [None] * 3
    assert compose("# nichts\n") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: x\nb: [y, {c: z, }, @", ["a", "x", "b", "y", "c", "z"]),
        ("a: 1\n---\nb: 2\n", ["a", "1"]),
        ("a: *x\nb: 1\n", ["a", "*x", "b", "1"]),
    ],
)
def test_compose_keeps_what_stands_before_a_fault(parser: str, text: str, expected: list[str]) -> None:
    """A fault ends the tree where it stands and raises nothing."""
    assert pieces(text) == expected
