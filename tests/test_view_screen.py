"""Lines that fit a screen: folded, made safe, never cut."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli.cells import visible, width
from fazhi_cli.view.screen import PIPE, Screen
from tests.hostile import HOSTILE, Hostile


@pytest.mark.parametrize(
    ("wide", "text", "indent", "lines"),
    [
        (None, "一行很长很长的文字", 0, ["一行很长很长的文字"]),
        (10, "一行很长很长的文字", 0, ["一行很长很", "长的文字"]),
        (14, "一行很长很长的文字", 4, ["一行很长很", "长的文字"]),
        (10, "一行，\n两行", 0, ["一行，", "两行"]),
        (3, "太窄也有八格", 0, ["太窄也有", "八格"]),
        (20, "", 0, [""]),
        (None, "末尾换行\n", 0, ["末尾换行"]),
        (12, "日期 2022-12-31", 0, ["日期", "2022-12-31"]),
    ],
)
def test_text_in_lines_that_fit(wide: int | None, text: str, indent: int, lines: list[str]) -> None:
    """A screen folds, a pipe does not; line breaks of the text stay line breaks."""
    assert Screen(wide).lines(text, indent) == lines


def test_several_texts_each_begin_a_line() -> None:
    """Folded texts stand one below the other, an empty one is an empty line."""
    assert Screen(10).folded("一行很长很长的文字", "", "二") == "一行很长很\n长的文字\n\n二"
    assert PIPE.folded("一", "二") == "一\n二"


@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: bad.about)
@pytest.mark.parametrize("wide", [None, 20])
def test_nothing_in_a_line_acts(bad: Hostile, wide: int | None) -> None:
    """Control and invisible characters are spelt out; all the rest is there."""
    lines = Screen(wide).lines(bad.text)
    assert re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e\u200b]", "".join(lines)) is None
    shown = "".join(visible(part) for part in bad.text.rstrip("\n").split("\n"))
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", shown)


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=80), wide=st.integers(1, 60), indent=st.integers(0, 20))
def test_every_line_fits(text: str, wide: int, indent: int) -> None:
    """No line is wider than the room beside the indentation, or than eight cells."""
    assert all(width(line) <= max(wide - indent, 8) for line in Screen(wide).lines(text, indent))
