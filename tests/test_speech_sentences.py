"""Sentences end at 。！？； outside quotation marks and book titles, and nothing of the text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.speech.sentences import sentences


@pytest.mark.parametrize(
    ("paragraph", "pieces"),
    [
        (
            "一要强化培训。要办班；要全覆盖！好不好？",
            ["一要强化培训。", "要办班；", "要全覆盖！", "好不好？"],
        ),
        ("要把“真解决。真问题。”作为标尺，抓好。", ["要把“真解决。真问题。”作为标尺，抓好。"]),
        ("学好《一。二》和〈三；四〉。五", ["学好《一。二》和〈三；四〉。", "五"]),
        ("“外‘里。’外。”完。后", ["“外‘里。’外。”完。", "后"]),
        ("没有关上的“引号。照样断。", ["没有关上的“引号。", "照样断。"]),
        ("关了没开的”引号。照样断。", ["关了没开的”引号。", "照样断。"]),
        ("好！！真好。。", ["好！！", "真好。。"]),
        ("第一句。 第二句。\n", ["第一句。 ", "第二句。\n"]),
        ("　　缩进的。下一句。", ["　　缩进的。", "下一句。"]),
        ("半角也断;这里!那里?", ["半角也断;", "这里!", "那里?"]),
        ("a;b? http://x/?q=1", ["a;b? http://x/?q=1"]),
        ("没有句号", ["没有句号"]),
        ("。", ["。"]),
        ("", []),
    ],
)
def test_where_sentences_end(paragraph: str, pieces: list[str]) -> None:
    """Each rule of the split."""
    assert sentences(paragraph) == pieces


@given(st.text(alphabet="甲乙a 。！？；;!?“”‘’《》「」\n　", max_size=40))
def test_the_pieces_are_the_text(paragraph: str) -> None:
    """Together the sentences are the paragraph; none but the first begins with white space, none is empty."""
    pieces = sentences(paragraph)
    assert "".join(pieces) == paragraph
    assert all(piece.strip() for piece in pieces[1:])
    assert not any(piece[0].isspace() for piece in pieces[1:])


def test_a_long_paragraph_takes_time_in_proportion() -> None:
    """Marks that never close do not make the split slow."""
    assert len(sentences("“甲。" * 50_000)) == 50_000
    assert len(sentences("“《" * 50_000 + "』" * 50_000 + "甲。")) == 1
