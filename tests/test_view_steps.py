"""The steps of a plan as a table, letter by letter."""

import re
from datetime import date

import pytest

from fazhi_cli.cells import width
from fazhi_cli.measure import Step
from fazhi_cli.query import select
from fazhi_cli.state import State, state
from fazhi_cli.view.screen import PIPE, Screen
from fazhi_cli.view.steps import steps_text
from tests.conftest import load_text, one_measure
from tests.hostile import HOSTILE, Hostile, listing_of

PLAN = """\
plan:
  - {step: 定稿, before: 10}
  - {step: 形成初稿, before: 60, done: 2022-07-20}
  - {step: 印发, before: 0}
"""


def row(lines: str, day: str = "2022-09-21") -> State:
    """Return how the measure with `lines` stands on `day`."""
    return select(load_text(one_measure(lines)).register, date.fromisoformat(day)).rows[0]


def test_steps_as_a_table() -> None:
    """The earliest first, each with light, days ahead, day, and the day it was done."""
    assert (
        steps_text(row(f"due: 9月底前\n{PLAN}"), PIPE)
        == """\
1.1.1 措施
完成时限：2022-09-30

灯  步骤      提前  日期        完成
──────────────────────────────────────────
销  形成初稿  60天  2022-08-01  2022-07-20
红  定稿      10天  2022-09-20
绿  印发       0天  2022-09-30"""
    )


def test_assumed_days_are_marked() -> None:
    """Steps back from an assumed deadline are as assumed as it is; so is an assumed title."""
    text = steps_text(row("due: 9月底前\nassumed: [due, title]\nplan: [{step: 定稿, before: 10}]"), PIPE)
    assert text.splitlines() == [
        "1.1.1 措施（拟）",
        "完成时限：2022-09-30（拟）",
        "",
        "灯  步骤  提前  日期              完成",
        "──────────────────────────────────────",
        "红  定稿  10天  2022-09-20（拟）",
    ]


@pytest.mark.parametrize(
    ("due", "shown"),
    [("due: X月底前", "X月底前"), ("kind: task", "无"), ("due: 每季度", "每季度，下次 2022-09-30")],
)
def test_without_a_day_it_is_said_that_there_is_none(due: str, shown: str) -> None:
    """The days ahead are there, the rest comes with a deadline."""
    assert (
        steps_text(row(f"{due}\nplan: [{{step: 定稿, before: 10}}]"), PIPE)
        == f"""\
1.1.1 措施
完成时限：{shown}

灯  步骤  提前  日期  完成
──────────────────────────
灰  定稿  10天

时限没有定到哪一天，只记提前的天数；定了时限就有各步的日期：fazhi set 1.1.1 --due 时限"""
    )


def test_without_steps_the_first_is_offered() -> None:
    """No empty table; what to type instead."""
    assert steps_text(row("due: X月底前"), PIPE) == (
        "1.1.1 措施\n完成时限：X月底前\n\n还没有倒排工期。加一步：fazhi plan 1.1.1 --step 形成初稿=60"
    )


def test_a_step_before_the_start_is_told() -> None:
    """The start is the measure's own or the day of issue."""
    text = steps_text(
        row("due: 9月底前\nsince: 2022-08-15\nplan: [{step: 定稿, before: 10}, {step: 初稿, before: 60}]"),
        PIPE,
    )
    assert text.endswith("\n\n注意：步骤“初稿”在 2022-08-01，早于起始日期 2022-08-15。")
    assert "注意" not in steps_text(row(f"due: 9月底前\n{PLAN}"), PIPE)


@pytest.mark.parametrize("wide", [80, 60, 40, 20])
def test_no_line_is_wider_than_the_terminal(wide: int) -> None:
    """At every usual width all of it is there and fits."""
    plan = PLAN.replace("定稿", "推进行政人民司法三类调解衔接联动")
    lines = f"due: 9月底前\nsince: 2022-09-15\nassumed: [due]\n{plan}"
    text = steps_text(row(lines), Screen(wide))
    assert max(width(line) for line in text.split("\n")) <= wide


@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: bad.about)
@pytest.mark.parametrize("screen", [PIPE, Screen(60)], ids=str)
def test_hostile_names_come_out_as_plain_text(bad: Hostile, screen: Screen) -> None:
    """Nothing in the name of a step or measure acts on the terminal."""
    own = listing_of(bad.text).rows[0]
    planned = own.measure._replace(plan=(Step(bad.text, 400),))
    text = steps_text(state(planned, own.day, own.rules), screen)
    assert "注意" in text
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e\u200b]", text) is None
    if screen.width is None:
        assert bad.shown.strip() in text
