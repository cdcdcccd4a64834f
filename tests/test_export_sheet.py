"""Cells of workbooks: text, numbers, and the room that they take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.export import sheet


@pytest.mark.parametrize(
    ("text", "counted", "value"),
    [
        ("12", True, 12),
        ("-3", True, -3),
        ("40%", True, 0.4),
        ("100%", True, 1.0),
        ("12天", True, "12天"),
        ("", True, ""),
        ("1234567890123456", True, "1234567890123456"),
        ("12", False, "12"),
        ("40%", False, "40%"),
        ("1.10", False, "1.10"),
        ("=1+1", True, "=1+1"),
        ("一\r\n二\r三\n四\t五", False, "一\n二\n三\n四 五"),
        ("a\x00\x1b\u2028\u202e\ufffe", False, "a⟨U+0000⟩⟨U+001B⟩⟨U+2028⟩⟨U+202E⟩⟨U+FFFE⟩"),
    ],
)
def test_only_counted_columns_have_numbers(text: str, counted: bool, value: object) -> None:
    """A text stays what it is, its line breaks too; other controls are spelt out."""
    found = sheet.value(text, counted)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("text", ["=1", "+1", "-x", "@a", "＝1", " =1", "\n=1"])
def test_what_could_be_calculated_is_told(text: str) -> None:
    """Also with a full-width sign, or after space."""
    assert sheet.looks_like_formula(text)
    assert not sheet.looks_like_formula(f"a{text}")


@given(st.text(st.sampled_from("a法𠀀👍"), max_size=60), st.integers(2, 9))
def test_pieces_lose_nothing_and_fit(text: str, longest: int) -> None:
    """Put together again they are the text; each fits, counted as UTF-16."""
    pieces = list(sheet.pieces(text, longest))
    assert "".join(pieces) == text
    assert all(len(piece.encode("utf-16-le")) // 2 <= longest for piece in pieces)


def test_breadth_counts_as_chinese_fonts_draw() -> None:
    """Quotes and dashes are wide there; of several lines the widest counts."""
    assert [sheet.breadth(text) for text in ("", "ab", "法治", "“a”", "一\n二三")] == [0, 2, 4, 5, 4]


def test_columns_are_as_wide_as_their_texts_within_bounds() -> None:
    """Not narrower than the head, or half of a long one, nor wider than allowed."""
    widths = sheet.columns([("法" * 40, "a", "x")], ("措施", "灯", "按期办结率"), (34, 14, 14))
    assert widths == [33.9, 3.4, 6.3]
    assert sheet.columns([], ("序号",), (14,)) == [5.3]


def test_a_column_grows_for_a_text_that_would_not_be_seen_whole() -> None:
    """Twice as broad, and again, up to eighty cells."""
    widths = [sheet.columns([("法" * count,)], ("措施",), (30,))[0] for count in (390, 391, 781, 9999)]
    assert widths == [30.1, 58.7, 77.7, 77.7]


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 10, 1),
        ("法" * 5, 10, 2),
        ("法" * 4, 10, 1),
        ("一\n\n二", 10, 3),
        ("“法治”", 9, 1),
        ("“法治”。", 9, 2),
    ],
)
def test_rows_are_as_high_as_their_lines(text: str, room: float, lines: int) -> None:
    """In letters of 10 points a line takes 13.5 and the row 3 more."""
    assert sheet.height([(text, room)], 10, 0) == 13.5 * lines + 3


def test_heights_are_bounded() -> None:
    """At least what is asked, at most what Excel can draw."""
    assert sheet.height([], 10, 30) == 30
    assert sheet.height([("长" * 40_000, 20)], 10, 18) == sheet.HIGHEST
