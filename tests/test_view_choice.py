"""The list to choose a measure from: columns by the width of the terminal, wide characters, hostile text."""

from datetime import date

import pytest

from fazhi_cli.cells import width
from fazhi_cli.query import select
from fazhi_cli.state import State
from fazhi_cli.view.choice import choice_text
from fazhi_cli.view.screen import PIPE, Screen
from tests.conftest import load_text, one_measure

TITLE = "推行行政、人民、司法“3+N”调解工作室建设，做到镇街全覆盖"
TEXT = one_measure("lead: 区司法局\ndue: 2022-09-30").replace("title: 措施", f"title: {TITLE}") + (
    '          - {id: "1.1.10", title: 短, due: 年底前, assumed: [due]}\n'
    '          - {id: "1.1.11", title: 长期的, due: 长期坚持, lead: 各镇街和区级各部门以及派驻机构}\n'
)


def rows(text: str = TEXT) -> tuple[State, ...]:
    """Return the measures of a register as they stand on a day."""
    return select(load_text(text).register, date(2022, 10, 15)).rows


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        (
            50,
            [
                "1  1.1.1   红  推行行政、人民、司法“3+N”调解工...",
                "2  1.1.10  绿  短",
                "3  1.1.11  灰  长期的",
            ],
        ),
        (
            80,
            [
                "1  1.1.1   红  逾期 15 天        推行行政、人民、司法“3+N”调解工作室建设，做...",
                "2  1.1.10  绿  2022-12-31（拟）  短",
                "3  1.1.11  灰  长期坚持          长期的",
            ],
        ),
        (
            120,
            [
                f"1  1.1.1   红  逾期 15 天        区司法局           {TITLE}",
                "2  1.1.10  绿  2022-12-31（拟）  待明确             短",
                "3  1.1.11  灰  长期坚持          各镇街和区级各...  长期的",
            ],
        ),
    ],
)
def test_a_line_for_each_by_the_width(cells: int, lines: list[str]) -> None:
    """A narrow terminal has number, id, light and title; wider ones the deadline, then the unit."""
    text = choice_text(rows(), 0, Screen(cells))
    assert text.splitlines() == lines
    assert all(width(line) < cells for line in lines)


def test_nothing_is_cut_where_no_width_is_known() -> None:
    """But what stands in a column of its own."""
    assert TITLE in choice_text(rows(), 0, PIPE)


@pytest.mark.parametrize("cells", [8, 20, 30])
def test_the_narrowest_terminals_show_number_and_id(cells: int) -> None:
    """Whatever room is left for the title."""
    for line, own in zip(
        choice_text(rows(), 0, Screen(cells)).splitlines(), ("1.1.1", "1.1.10", "1.1.11"), strict=True
    ):
        assert line.split()[1] == own


def test_more_are_told() -> None:
    """How many are not in the list, and what to do."""
    assert choice_text(rows()[:1], 12, Screen(80)).splitlines()[1:] == [
        "还有 12 条没有列出，输入几个字缩小范围。"
    ]


def test_text_of_a_register_does_not_act() -> None:
    """Controls are spelt out, before anything is cut."""
    hostile = rows(TEXT.replace("title: 短", 'title: "[red]\\u202e短"'))
    assert "  [red]⟨U+202E⟩短" in choice_text(hostile, 0, Screen(120))
