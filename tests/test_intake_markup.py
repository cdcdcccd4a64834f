"""XML as events: names, limits, what is refused."""

import pytest

from fazhi_cli.intake import markup
from fazhi_cli.intake.markup import attribute, number, on, walk
from fazhi_cli.problems import Refused
from tests.documents import STRICT

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Events:
    """A handler that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def start(self, tag: str, attributes: markup.Attributes) -> None:
        """Keep an element's name and the value that properties have."""
        self.told.append(f"{tag}={attribute(attributes, 'w:val')}")

    def end(self, tag: str) -> None:
        """Keep an element's end."""
        self.told.append(f"/{tag}")

    def text(self, data: str) -> None:
        """Keep text."""
        self.told.append(data)


def events(data: bytes) -> list[str]:
    """Return what the XML `data` says."""
    found = Events()
    walk(data, "t.docx", found)
    return found.told


@pytest.mark.parametrize("space", [SPACE, STRICT])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_names_are_short_whatever_the_prefix(space: str, encoding: str) -> None:
    """Both namespaces of Word have one name; others keep theirs."""
    text = f'<x:p xmlns:x="{space}" xmlns:y="urn:y"><x:b x:val="1"/>a&amp;<![CDATA[<]]><y:q/></x:p>'
    assert events(text.encode(encoding)) == [
        *("w:p=None", "w:b=1", "/w:b", "a&<", "urn:y q=None", "/urn:y q", "/w:p")
    ]


def test_attributes_as_numbers_and_switches() -> None:
    """Outside the bounds a number is the default; a property that is there is on."""
    values = {f"{SPACE} val": "12"}
    assert number(values, "w:val", 1, 20) == 12
    assert number(values, "w:val", 1, 11) == 1
    assert number({f"{SPACE} val": "１２"}, "w:val", 3, 20) == 3
    assert number({}, "w:val", 4, 20) == 4
    assert [on({f"{SPACE} val": text}) for text in ("1", "true", "0", "false", "off")] == [True] * 2 + [
        False
    ] * 3
    assert on({})


def refusal(data: bytes) -> str:
    """Return what is said of the XML `data`."""
    with pytest.raises(Refused) as caught:
        events(data)
    return caught.value.message


BROKEN = "t.docx 的内容坏了，读不全"
MUCH = "t.docx 内容太多或嵌套太深，未读入"


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"<a>", b"<a></b>", b"<a>&x;</a>", b"<a>\x01</a>", b'<a b="1" b="2"/>', b"<a/><a/>"),
        *(b"\xff\xfe", b"<?xml version='1.0' encoding='x'?><a/>"),
        b"<?xml version='1.0' encoding='cp037'?>" + "<a/>".encode("cp037"),
    ],
)
def test_what_is_not_well_formed_is_refused(data: bytes) -> None:
    """Whatever is wrong with it."""
    assert refusal(data) == BROKEN


def test_document_types_are_refused() -> None:
    """Before an entity could be made."""
    assert refusal(b"<!DOCTYPE a><a/>") == "t.docx 里有文档类型声明，可能不安全，未读入"


@pytest.mark.parametrize(
    ("limit", "value", "fits", "beyond"),
    [
        ("ELEMENT_LIMIT", 3, b"<a><b/><b/></a>", b"<a><b/><b/><b/></a>"),
        ("ELEMENT_LIMIT", 3, b'<a xmlns:x="u" xmlns:y="u"/>', b'<a xmlns:x="u" xmlns:y="u" xmlns:z="u"/>'),
        ("DEPTH_LIMIT", 2, b"<a><b/><b/></a>", b"<a><b><c/></b></a>"),
        ("NAME_LIMIT", 3, b'<a><b c=""/></a>', b'<a><b c="" d=""/></a>'),
    ],
)
def test_limits(monkeypatch: pytest.MonkeyPatch, limit: str, value: int, fits: bytes, beyond: bytes) -> None:
    """Of elements and namespaces, of their depth, of different names."""
    monkeypatch.setattr(markup, limit, value)
    assert events(fits)
    assert refusal(beyond) == MUCH


def test_a_tag_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before all of it is kept."""
    monkeypatch.setattr(markup, "_CHUNK", 64)
    monkeypatch.setattr(markup, "TOKEN_LIMIT", 200)
    assert events(b"<a>" + b"<b c='1'>x</b>" * 100 + b"</a>")
    assert refusal(b"<a b='" + b"x" * 500 + b"'/>") == MUCH
