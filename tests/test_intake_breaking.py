"""Text without paragraph breaks, broken up at its numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.intake.breaking import broken

FILL = (
    "健全机制，统一规范标准，专一职责、唯一窗口，按照第一、第二类分别办理，其中一、二级单位先行，并长期坚持"
)
PIECES = [
    "关于加强法治建设的意见",
    "一、加强领导",
    f"（一）健全机制。{FILL}。",
    f"（二）压实责任。{FILL}。（牵头单位：区司法局）",
    "二、强化督促",
    f"（一）逐条督促。{FILL}。",
    f"（二）按期报告：{FILL}。",
    f"三、附则。{FILL}。",
]


def test_a_text_in_one_piece_is_broken_up() -> None:
    """At 一、 and （一） as they count up and start anew; numbers inside words are none."""
    assert broken(["".join(PIECES)]) == [PIECES]


def test_orders_that_count_up_are_pieces_then() -> None:
    """一要…二要… and 1. 2. below an outer number, each starting anew."""
    pieces = [
        f"一、要学深悟透。{FILL}。",
        f"一要强化学习。{FILL}。",
        f"二要深化研究。统一要求，{FILL}。",
        f"二、要压实责任。{FILL}。",
        f"1.明确分工。涉及3.5亿元、12.5%，{FILL}。",
        f"2.按期报告。{FILL}。",
    ]
    assert broken(["".join(pieces)]) == [pieces]


@pytest.mark.parametrize("gap", [" ", "\u3000", "\u3000\u3000"])
def test_spaces_tell_where_breaks_were(gap: str) -> None:
    """Behind a heading or a sentence; two full-width ones anywhere."""
    pieces = ["一、加强领导", f"区委{FILL}。", f"各单位{FILL}。", "二、强化督促", f"区委办{FILL}。"]
    assert broken([gap.join(pieces)]) == [pieces]


@pytest.mark.parametrize(
    "paragraphs",
    [
        [f"一、甲。{FILL}。", f"二、乙。按照一、二、三、四条，{FILL}。一、丙，二、丁。{FILL}"],
        [f"会议强调，一要加强领导，{FILL}；二要压实责任，{FILL}。"],
        [f"一是加强领导，{FILL}。二是压实责任，{FILL}。"],
        [f"三、只有一个。{FILL}。{FILL}。"],
        ["一、甲。二、乙。"],
        [],
    ],
    ids=["own lines", "orders alone", "items", "no run", "short", "nothing"],
)
def test_paragraphs_that_are_some_stay(paragraphs: list[str]) -> None:
    """Where numbers head paragraphs, or only inner ones run through one, nothing is broken."""
    assert broken(paragraphs) == [[text] for text in paragraphs]


@given(st.lists(st.text(alphabet="一二三、。（）要1.2 \u3000法治", max_size=300), max_size=5))
def test_no_character_is_lost(paragraphs: list[str]) -> None:
    """White space aside, the pieces of each paragraph are the paragraph."""
    found = broken(paragraphs)
    assert ["".join("".join(pieces).split()) for pieces in found] == [
        "".join(text.split()) for text in paragraphs
    ]
