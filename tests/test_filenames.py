"""File names out of the words of a register."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.filenames import LONGEST, file_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("区司法局", "区司法局"),
        ("区委党校（行政院校）", "区委党校（行政院校）"),
        ("../../etc/passwd", "etc_passwd"),
        ("a:b*c?", "a_b_c"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        ("...", "_"),
        ("", "_"),
        ("两\n行\t字", "两_行_字"),
        ("尾点.", "尾点"),
        ("x" * 200, "x" * LONGEST),
    ],
)
def test_names_are_allowed_everywhere(text: str, name: str) -> None:
    """No folder, no reserved word, nothing that a system refuses, never empty."""
    assert file_name(text) == name


@given(st.text(max_size=120))
def test_any_text_makes_a_name(text: str) -> None:
    """Whatever the text, the name is one level deep, short and not hidden."""
    name = file_name(text)
    assert name and len(name) <= LONGEST + 1 and not name.startswith(".")
    assert not set(name) & set('\\/:*?"<>|\x00\n\r\t')
    assert name.encode()
