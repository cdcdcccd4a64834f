"""The numbers that paragraphs begin with, the items that run through one, and the labels of lines."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.speech.labels import labels, values
from fazhi_cli.speech.markers import Marker, items, marker


@pytest.mark.parametrize(
    ("text", "kind", "value", "rest"),
    [
        ("第一部分 主要目标", "part", 1, "主要目标"),
        ("第二章　职责", "part", 2, "职责"),
        ("第十二条 各单位", "clause", 12, "各单位"),
        ("一、总体要求", "han", 1, "总体要求"),
        ("二十三．其他", "han", 23, "其他"),
        ("一,工作任务", "han", 1, "工作任务"),
        ("　　三、保障", "han", 3, "保障"),
        ("（四）打通链条", "bracketed", 4, "打通链条"),
        ("(十一) 服务", "bracketed", 11, "服务"),
        ("㈡ 第二", "bracketed", 2, "第二"),
        ("1.摸底", "figure", 1, "摸底"),
        ("１２．整改", "figure", 12, "整改"),
        ("3、验收", "figure", 3, "验收"),
        ("⒉ 验收", "figure", 2, "验收"),
        ("（1）建账", "small", 1, "建账"),
        ("2）销号", "small", 2, "销号"),
        ("⑶ 销号", "small", 3, "销号"),
        ("① 基地", "ring", 1, "基地"),
        ("一要强化培训", "must", 1, "强化培训"),
        ("二是落实责任", "be", 2, "落实责任"),
        ("第三，建章立制", "nth", 3, "建章立制"),
        ("首先，摸清底数", "nth", 1, "摸清底数"),
        ("最后，总结", "nth", 0, "总结"),
        ("——坚持党的领导", "dash", 0, "坚持党的领导"),
    ],
)
def test_markers(text: str, kind: str, value: int, rest: str) -> None:
    """Kind, value, and where the text begins, in full-width and half-width forms."""
    found = marker(text)
    assert found == Marker(kind, value, len(text) - len(rest))


@pytest.mark.parametrize(
    "text",
    [
        "一分部署，九分落实。",
        "一要素保障",
        "二、三产业融合",
        "1.5万亩",
        "2022年工作",
        "3.5%的增速",
        "第一书记",
        "今年",
        "",
    ],
)
def test_what_only_looks_like_a_marker(text: str) -> None:
    """Numbers of things, parts of words."""
    assert marker(text) is None


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("会议要求，一要甲；二要乙；三要丙。", ["会议要求，", "一要甲；", "二要乙；", "三要丙。"]),
        ("一是甲。二是乙。", ["一是甲。", "二是乙。"]),
        ("第一，甲。第二，乙。", ["第一，甲。", "第二，乙。"]),
        ("措施：（1）甲。（2）乙。", ["措施：", "（1）甲。", "（2）乙。"]),
        ("①甲②乙", ["①甲", "②乙"]),
        ("一要甲，三要丙。", ["一要甲，三要丙。"]),
        ("只有一要甲。", ["只有一要甲。"]),
        ("十一个坚持，一是基础。", ["十一个坚持，一是基础。"]),
    ],
)
def test_items_that_run_through_a_paragraph(text: str, pieces: list[str]) -> None:
    """Only such as count up from one, at least to two."""
    _, places = items(text)
    cuts = [0, *(place for place in places if place), len(text)]
    assert [text[start:end] for start, end in pairwise(cuts)] == pieces


@given(st.text(alphabet="一二三十要是第，、。（）()1234.①②甲 ", max_size=40))
def test_a_marker_stands_inside_its_text(text: str) -> None:
    """Whatever the text is, the places lie in it and go up."""
    found = marker(text)
    assert found is None or 0 < found.end <= len(text)
    _, places = items(text)
    assert places == sorted(set(places)) and all(0 <= place < len(text) for place in places)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("责任单位：县司法局", [("责任单位", "lead", "县司法局")]),
        (
            "3.牵头单位:甲局；配合单位：乙局、丙局。",
            [("牵头单位", "lead", "甲局"), ("配合单位", "support", "乙局、丙局")],
        ),
        ("（完成时限：2022年6月底前，并长期坚持）", [("完成时限", "due", "2022年6月底前，并长期坚持")]),
        ("责任（配合）单位：甲局", [("责任（配合）单位", "support", "甲局")]),
        ("整改措施：建立台账。", [("整改措施", "title", "建立台账。")]),
        ("问题表现：不规范。", [("问题表现", "finding", "不规范。")]),
        ("整改目标：全部销号。", [("整改目标", "acceptance", "全部销号。")]),
        ("责任领导：张某某", [("责任领导", "leader", "张某某")]),
        ("重点做好以下工作：建账", []),
        ("要明确责任单位：甲局", []),
        ("责任单位要负责", []),
    ],
)
def test_labels(text: str, told: list[tuple[str, str, str]]) -> None:
    """A ledger's own headings before a colon, at the head of a line."""
    assert [(item.word, item.key, value) for item, value in values(text, labels(text))] == told
