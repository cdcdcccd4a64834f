"""Deadlines inside longer texts: each as it stands there, and nothing that only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.deadline.extract import Found, extracted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("整改工作必须在X月底前取得成效", [("X月底前", "blank", 7)]),
        ("XX月XX日前报送", [("XX月XX日前", "blank", 0)]),
        ("原则上于2019年6月底前完成", [("原则上于2019年6月底前", "point", 0)]),
        ("并于2018年12月底前报送备案", [("2018年12月底前", "point", 2)]),
        ("２０２２年６月底前完成", [("２０２２年６月底前", "point", 0)]),
        ("6月底前完成摸底、9月底前完成整改", [("6月底前", "point", 0), ("9月底前", "point", 9)]),
        ("6月底前完成甲，6月底前完成乙", [("6月底前", "point", 0), ("6月底前", "point", 8)]),
        ("分别于5月底和10月底前组织演练", [("5月底", "point", 3), ("10月底前", "point", 7)]),
        ("到2025年建成1万个", [("到2025年", "point", 0)]),
        ("到“十四五”末全部建成", [("到“十四五”末", "point", 0)]),
        ("上半年完成归集", [("上半年", "point", 0)]),
        ("每季度末月25日前报送", [("每季度末月25日前", "recurring", 0)]),
        ("每月至少开展1次", [("每月", "recurring", 0)]),
        ("完成时限：2022年6月底前", [("2022年6月底前", "point", 5)]),
        ("要立行立改、真改实改", [("立行立改", "immediate", 1)]),
        ("尽快从制度层面规范", [("尽快", "soft", 0)]),
        ("年底前完成，并尽快总结", [("年底前", "point", 0)]),
        ("学好《2022年底前计划》，2022年底前完成", [("2022年底前", "point", 14)]),
    ],
)
def test_deadlines_in_a_text(text: str, found: list[tuple[str, str, int]]) -> None:
    """Phrase, kind and place; the phrase stands in the text."""
    assert [(item.phrase, item.kind, item.at) for item in extracted(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "落实《法治政府建设实施纲要（2021—2025年）》",
        "截至2020年底已完成",
        "本办法自2022年7月1日起施行",
        "考核结果与年终绩效挂钩",
        "今年是党的二十大召开之年",
        "去年以来总体平稳",
        "办理时间最长不超过15个工作日",
        "在信息形成之日起20个工作日内公开",
        "十一个坚持",
    ],
)
def test_what_only_looks_like_a_deadline(text: str) -> None:
    """Titles, past times, beginnings, lengths of single cases."""
    assert extracted(text) == []


def test_what_cannot_be_counted_is_named_with_the_reason() -> None:
    """One that means two days hides no other one."""
    assert extracted("接到通知后5个工作日内上报，9月底前完成") == [
        Found("接到通知后5个工作日内", "refused", 0, "从印发当天起算，或者从“接到通知后”的那一天起算"),
        Found("9月底前", "point", 14),
    ]
    assert [(item.phrase, item.kind) for item in extracted("9月前完成排查，12月底前完成整改")] == [
        ("9月前完成排查", "refused"),
        ("12月底前", "point"),
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                *"，。、：《》“”（） ",
                "9月底前",
                "每月",
                "X月",
                "完成",
                "2022年",
                "到",
                "“十四五”末",
                "接到通知后3日内",
                "9月前",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_phrases_stand_where_they_are_said_to(text: str) -> None:
    """In order, none inside another, each word for word."""
    found = extracted(text)
    assert all(text[item.at : item.at + len(item.phrase)] == item.phrase for item in found)
    ends = [item.at + len(item.phrase) for item in found]
    assert all(end <= item.at for end, item in zip(ends, found[1:], strict=False))
