"""What a text looks like on a screen, and at a shell."""

import re
import shlex
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli.cells import fitting, padded, shell_word, spaced, visible, width, wrapped

CLOSING = "，。、；：？！）》”’】〕〉」』…—%％"
MIXED = st.text(st.sampled_from("ab7 （中《文》，。）“”\u0301😀－-\u200b"), max_size=40)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("法治\n建设", "法治⏎建设"),
        ("法治\r\n建设\r乙", "法治⏎建设⏎乙"),
        ("甲\t乙", "甲 乙"),
        ("\x1b[31m红", "⟨U+001B⟩[31m红"),
        ("a\x00b\x7fc\x85d", "a⟨U+0000⟩b⟨U+007F⟩c⟨U+0085⟩d"),
        ("法\u200b制", "法⟨U+200B⟩制"),
        ("\u202e倒写\u2066", "⟨U+202E⟩倒写⟨U+2066⟩"),
        ("\ufeff头\u2028\u2029", "⟨U+FEFF⟩头⟨U+2028⟩⟨U+2029⟩"),
        ("\ufdd0\uffff\U0001fffe\U0010ffff", "⟨U+FDD0⟩⟨U+FFFF⟩⟨U+1FFFE⟩⟨U+10FFFF⟩"),
        ("\udce6\udcb2", "⟨E6⟩⟨B2⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("«…» 😀 ①　全角", "«…» 😀 ①　全角"),
    ],
)
def test_visible_spells_out_what_cannot_be_seen(text: str, shown: str) -> None:
    """Controls, invisible characters and bytes that are no text are spelt out; the rest stays."""
    assert visible(text) == shown


@given(st.text(st.characters(exclude_categories=[]), max_size=40))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_nothing_visible_can_act_on_a_terminal(text: str) -> None:
    """What `visible` returns holds no control, no bidirectional sign, no surrogate and no line end."""
    shown = visible(text)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert not any(
        char in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" for char in shown
    )
    assert not any(0xD800 <= ord(char) <= 0xDFFF for char in shown)
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc-1", 5),
        ("法治", 4),
        ("（一）", 6),
        ("a法b", 4),
        ("e\u0301", 1),
        ("😀", 2),
        ("法\u200b制", 4),
        ("“…—”", 4),
        ("①", 1),
        ("ｱ", 1),
    ],
)
def test_width_counts_cells(text: str, cells: int) -> None:
    """Wide and full-width characters take two cells, combining and invisible ones none, others one."""
    assert width(text) == cells


def test_padded_fills_up_with_spaces_by_cells() -> None:
    """A text is filled up to so many cells; what is wider stays as it is."""
    assert padded("法治", 6) == "法治  "
    assert padded("法治", 4) == "法治"
    assert padded("法治建设", 4) == "法治建设"


def test_fitting_takes_what_fits() -> None:
    """A beginning never takes more cells than it may; a wide character is not halved."""
    assert fitting("法治ab", 5) == "法治a"
    assert fitting("法治ab", 3) == "法"
    assert fitting("法治", 1) == ""
    assert fitting("ab", 9) == "ab"


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("", 10, [""]),
        ("   ", 10, [""]),
        ("推进法治建设", 6, ["推进法", "治建设"]),
        ("推进，法治。", 6, ["推进，", "法治。"]),
        ("推进法，治", 6, ["推进", "法，治"]),
        ("办（区", 4, ["办", "（区"]),
        ("due 2022-12-31 done", 10, ["due", "2022-12-31", "done"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("abcd，e", 4, ["abc", "d，e"]),
        ("，，，，", 4, ["，，", "，，"]),
        ("法治", 1, ["法", "治"]),
        ("空（2.3.1）", 5, ["空", "（2.3", ".1）"]),
        ("留空（2.3.1）", 10, ["留空", "（2.3.1）"]),
        ("计“2022-12-31”办", 12, ["计", "“2022-12-31”", "办"]),
    ],
)
def test_wrapped_breaks_where_a_reader_would(text: str, cells: int, lines: list[str]) -> None:
    """Words of Latin letters stay whole, no line begins with a closing mark or ends with an opening one."""
    assert wrapped(text, cells) == lines


@given(MIXED, st.integers(2, 30))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_wrapping_keeps_everything_and_fits(text: str, cells: int) -> None:
    """Every line fits, and nothing but blanks at the breaks is lost."""
    lines = wrapped(text, cells)
    assert all(width(line) <= cells for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text(st.sampled_from("ab7中文，。）》“（"), max_size=40), st.integers(8, 30))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_no_line_begins_with_a_closing_mark(text: str, cells: int) -> None:
    """A closing mark stands at the head of a line only where marks alone fill the line before."""
    lines = wrapped(text, cells)
    for before, line in pairwise(lines):
        assert line[0] not in CLOSING or set(before[1:]) <= set(CLOSING)


@pytest.mark.parametrize(
    ("text", "behind"),
    [("PDF 文件", " PDF 文件"), ("3 月", " 3 月"), ("网页", "网页"), ("（无）", "（无）"), ("", "")],
)
def test_latin_letters_stand_apart_from_chinese(text: str, behind: str) -> None:
    """A space goes before letters and digits, before nothing else."""
    assert spaced(text) == behind


TYPED = st.text(st.sampled_from("ab7 .-/\\'\"$`!%@&“”‘’甲（）　"), max_size=12)


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("区司法局", "区司法局"),
        ("9月底前", "9月底前"),
        ("2022Q3/a_b.docx", "2022Q3/a_b.docx"),
        ("50%", "50%"),
        ("好！", "好！"),
        ("", '""'),
        ("新 台账（一）.yaml", '"新 台账（一）.yaml"'),
        ("全角　空格", '"全角　空格"'),
        ("甲&乙", '"甲&乙"'),
        ("李四's", '"李四\'s"'),
        ("“3+N”", "'“3+N”'"),
        ("‘x’", '"‘x’"'),
        ("@甲", '"@甲"'),
        ('说"好"', "'说\"好\"'"),
        ("$HOME", "'$HOME'"),
        ("好!", "'好!'"),
        (r"D:\台账 本\甲.yaml", r'"D:\台账 本\甲.yaml"'),
        (r"\\共享\台账.yaml", r'"\\共享\台账.yaml"'),
        ("\\\\", "'\\\\'"),
        ("D:\\台账 本\\", "'D:\\台账 本\\'"),
    ],
)
def test_a_word_as_it_is_typed(word: str, typed: str) -> None:
    """Double quotes wherever all shells agree on them, single ones else, none where none are needed."""
    assert shell_word(word) == typed


@given(TYPED)
@settings(max_examples=500, derandomize=True, deadline=None)
def test_sh_reads_back_what_is_typed(word: str) -> None:
    """But for a path that begins as a share of Windows does, which no other system has."""
    if not word.startswith("\\\\"):
        assert shlex.split(shell_word(word)) == [word]


@given(TYPED)
@settings(max_examples=500, derandomize=True, deadline=None)
def test_windows_reads_back_double_quotes_and_bare_words(word: str) -> None:
    """Programs take a word apart by the rules of the C library; PowerShell finds nothing that acts in it."""
    typed = shell_word(word)
    if not typed.startswith("'"):
        assert _argument(typed) == word
        assert re.search("[$`“”„]", typed) is None


def _argument(typed: str) -> str:
    """Return the one argument that `typed` is, as a C program on Windows takes a command line apart."""
    found, quoted = "", False
    for slashes, char in re.findall(r"(\\*)([^\\]|$)", typed):
        if char == '"':
            assert not slashes, "a backslash would take the quote with it"
            quoted = not quoted
            continue
        assert quoted or char not in (" ", "\t")
        found += slashes + char
    assert not quoted
    return found
