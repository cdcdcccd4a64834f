"""A register out of plain values: laid out as a person would, and read back as what it was made of."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli import source, tree
from fazhi_cli.cells import CONTROLS, INVISIBLE
from fazhi_cli.change import Value, plain
from fazhi_cli.emit import emitted
from tests.conftest import load_text

REGISTER: dict[str, Value] = {
    "version": 1,
    "title": "台账",
    "year": 2023,
    "issued": date(2023, 3, 10),
    "rules": {"due_soon": "7", "default_due": "年底前"},
    "units": ["区司法局", {"name": "各镇街", "members": ["甲镇", "乙镇, 丙镇"]}],
    "notes": ["一行", "两行：\n  - 第二行\n"],
    "sections": [
        {
            "id": "1",
            "title": "部分",
            "subtasks": [
                {
                    "id": "1.1",
                    "title": "子任务",
                    "measures": [
                        {
                            "id": "1.10",
                            "title": "3.10",
                            "detail": "第一行\n\n第三行",
                            "due": "2022-09-30",
                            "support": ["区法院", "no"],
                            "progress": "40",
                            "lineage": "2022:1.10",
                            "plan": [{"step": "初稿", "before": "60"}],
                        },
                        {"id": "1.1.2", "title": "措施二"},
                    ],
                },
                {"id": "1.2", "title": "没有措施的", "measures": []},
            ],
        }
    ],
}

TEXT = """\
# yaml-language-server: $schema=./tasks.schema.json
# 说明
version: 1
title: 台账
# 哪一年
year: 2023
issued: 2023-03-10
rules: {due_soon: 7, default_due: 年底前}
units:
  - 区司法局
  - {name: 各镇街, members: [甲镇, "乙镇, 丙镇"]}
notes:
  - 一行
  - |
    两行：
      - 第二行
sections:
  - id: "1"
    title: 部分
    subtasks:
      - id: "1.1"
        title: 子任务
        measures:
          # 一
          # 二
          - id: "1.10"
            title: "3.10"
            detail: |-
              第一行

              第三行
            # 区里定的
            due: 2022-09-30
            support: [区法院, "no"]
            progress: 40
            lineage: "2022:1.10"
            plan:
              - {step: 初稿, before: 60}
          - id: "1.1.2"
            title: 措施二
      - id: "1.2"
        title: 没有措施的
        measures: []
"""


def test_the_layout_is_a_persons() -> None:
    """Blocks for the tree, lists in line, figures and dates bare, lines as lines, comments in place."""
    measures = ("sections", 0, "subtasks", 0, "measures")
    above = {("year",): ["哪一年"], (*measures, 0): ["一", "二"], (*measures, 0, "due"): ["区里定的"]}
    assert emitted(REGISTER, ["说明"], above) == TEXT


def read(text: str) -> Any:
    """Return the plain data of `text`, in which nothing is wrong."""
    found = tree.read(source.from_text(text, "t.yaml"))
    assert found.problems == []
    return found.data


def test_a_register_reads_back_as_it_was_given(parser: str) -> None:
    """The example too, on either parser."""
    assert read(TEXT) == plain(REGISTER)


NASTY = (
    *(
        "- a",
        "? a",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "[a",
        "{a",
        "a]",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
    ),
    *("'", '"', "it's", 'say "x"', "\\n", "no", "~", "null", "012", "1e3", "12:30", "2022-01-01", "=", "<<"),
    *("---", "...", "--- a", "... a", " a", "a ", "\ta", "a\tb", "a\nb", "\na", "a\n", "a\n\n", "a\n\nb\n"),
    *(
        "a\n b\n",
        " a\nb",
        "a \nb",
        "a\n\tb",
        "#a\n#b",
        "a\n---\nb",
        "a\n...\n",
        "|\n>",
        "\n",
        "a\r\nb",
        "甲：乙",
    ),
    *("长" * 4000, "x " * 2000 + "y", "，", "：", "\u3000a", "a\u3000\nb", "𠮷"),
)


@pytest.mark.parametrize("text", NASTY)
def test_any_text_reads_back_anywhere(parser: str, text: str) -> None:
    """As a value, in a list in line, in a list of lines and in a mapping in line."""
    given: dict[str, Value] = {
        "title": text,
        "notes": [text, text],
        "units": [{"name": text, "alias": [text]}],
        "sections": [{"id": text, "measures": [{"id": "1", "detail": text, "tags": [text], "due": text}]}],
    }
    assert read(emitted(given)) == plain(given)


SIGN = st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff").filter(
    lambda char: char not in INVISIBLE and not _is_refused(char)
)
TEXTS = st.one_of(
    st.text(SIGN, min_size=1, max_size=30),
    st.text(st.sampled_from("ab 甲:-#'\"\\,[]{}|>?!&*%@`=~\n\t0123."), min_size=1, max_size=20),
    st.sampled_from(NASTY),
)


def _is_refused(char: str) -> bool:
    """Say whether a register may not hold `char`: a control, a noncharacter or one without a shape."""
    return bool(re.match(f"[{CONTROLS}{INVISIBLE}]", char))


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3), st.integers(0, 100), st.dates())
def test_whatever_is_given_is_read_back(one: str, two: str, many: list[str], number: int, day: date) -> None:
    """Hypothesis: every text, number and date, in every place."""
    given: dict[str, Value] = {
        "title": one,
        "year": number,
        "issued": day,
        "office": {"name": two, "phone": one},
        "notes": [*many],
        "sections": [
            {
                "id": one,
                "title": two,
                "subtasks": [
                    {
                        "id": two,
                        "measures": [
                            {"id": one, "detail": two, "support": [*many], "progress": number, "since": day},
                            {"id": two, "plan": [{"step": one, "before": number, "done": day}]},
                        ],
                    },
                    {"id": one, "measures": []},
                ],
            }
        ],
    }
    assert read(emitted(given, ["说明"])) == plain(given)


def test_the_example_is_a_register() -> None:
    """It loads, once its ids are such."""
    fit = TEXT.replace('"1.10"', '"1.1.10"')
    assert [measure.id for measure in load_text(fit).register.measures] == ["1.1.10", "1.1.2"]
