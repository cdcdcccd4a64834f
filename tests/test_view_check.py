"""The outcome of a check in short, letter by letter."""

import re
from datetime import date
from pathlib import Path

import pytest

from fazhi_cli.cells import width
from fazhi_cli.check import answers, findings
from fazhi_cli.problems import RULES, Place, Problem
from fazhi_cli.query import select
from fazhi_cli.register import located
from fazhi_cli.terms import LEVELS
from fazhi_cli.view import check as view
from fazhi_cli.view.check import summary_text
from fazhi_cli.view.screen import PIPE, Screen
from tests.conftest import HEAD, load_text, one_measure
from tests.samples import TEXT


def summed(text: str, screen: Screen = PIPE, more: list[Problem] | None = None) -> str:
    """Return the summary of a check of the register `text`, of `more` findings besides."""
    loaded = load_text(text)
    rows = select(loaded.register, date(2022, 10, 15)).rows
    found = located(loaded, findings(loaded.register, rows, Path("/nowhere")))
    return summary_text(
        loaded.register, answers(loaded.register, rows), [*found, *(more or [])], screen, "tasks.yaml"
    )


def test_a_whole_summary() -> None:
    """Errors in full, the rest by class in a fixed order, the three questions, the verdict."""
    text = TEXT.replace(
        "title: 尽快, due: 尽快}",
        "title: 急, due: 尽快, status: todo, log: [{date: 2022-10-01, status: done}]}",
    )
    assert (
        summed(text)
        == """\
t.yaml:29:54  错误[log-status]  措施 1.1.6 › status：状态是未启动，最后一条进展记录却是已办结
   29 │           - {id: "1.1.6", title: 急, due: 尽快, status: todo, log: [{date: 2022-10-01, status: done}]}
      │                                                         ^^^^
   提示：用 fazhi mark 改状态（会记入 log），或把两处改成一致

警告[no-measures] 没有措施的子任务：1 处（2.2）
警告[evidence-missing] 佐证文件不存在：1 处（1.1.8）
警告[stale] 久无回音：9 处（2.1.10、2.1.2、2.1.1、1.1.1、1.1.2 等）
警告[unanswered] 催办还没有答复：1 处（1.1.10）
警告[undeclared-unit] 单位不在名录里：8 处（区法院、区检察院）
警告[due-soft] 时限没有日期，要问明：1 处（1.1.6）
警告[due-blank] 时限原文留空，要问明：1 处（1.1.5）
提示[no-lead] 没有牵头单位：3 处（2.1.1、1.1.5、1.1.6）

条条有措施：2/3 项子任务有措施，共 14 条，2.2 没有。
事事有回音：4/14 条有进展记录，未办结而没有记录的 9 条。
件件有着落：1/14 条已办结，其中有佐证材料的 1 条。

台账（tasks.yaml，2022 年）：1 处错误，25 处提醒（--verbose 逐条列出）。"""
    )


def test_a_register_without_findings() -> None:
    """Where nothing is found only the questions and the verdict are told."""
    lines = "lead: 区司法局\nlog: [{date: 2022-10-01, note: 有回音}]"
    assert (
        summed(one_measure(lines))
        == """\
条条有措施：1/1 项子任务有措施，共 1 条。
事事有回音：1/1 条有进展记录，未办结而没有记录的 0 条。
件件有着落：0/1 条已办结，其中有佐证材料的 0 条。

台账（tasks.yaml，2022 年）：没有错误。"""
    )


def test_findings_of_the_register_and_of_the_file_are_named_as_such() -> None:
    """What is not about a measure names the register, or the place."""
    head = HEAD.replace("sections:", "assumed: [year]\nsections:")
    hidden = Problem(Place("t.yaml", 3, 5), "warning", "hidden-character", "看不见", "", "")
    foreign = Problem(Place("t.yaml"), "warning", "other-encoding", "编码", "", "")
    lines = "lead: 甲\nlog: [{date: 2022-10-01}]"
    text = summed(one_measure(lines, head), more=[hidden, foreign])
    assert text.splitlines()[:3] == [
        "警告[other-encoding] 文件编码不是 UTF-8：1 处（t.yaml）",
        "警告[hidden-character] 看不见的字符：1 处（t.yaml:3:5）",
        "提示[assumed] 推定的内容，要核实：1 处（台账）",
    ]


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.level != "error"])
def test_every_finding_that_is_no_error_has_a_class(code: str) -> None:
    """A new warning cannot be forgotten in the summary."""
    if code.endswith("-more"):
        pytest.skip("counts others of its kind")
    assert code in view._CLASSES


def test_no_class_is_of_an_error_or_unknown() -> None:
    """Classes are of codes that exist and are no errors."""
    assert {RULES[code].level for code in view._CLASSES} <= {"warning", "info"} & set(LEVELS)


@pytest.mark.parametrize("wide", [120, 80, 60, 40, 20])
def test_the_summary_fits_the_terminal(wide: int) -> None:
    """Everything but the excerpts of errors is folded to the terminal, nothing is lost."""
    text = summed(TEXT, Screen(wide))
    assert max(width(line) for line in text.split("\n")) <= wide
    assert re.sub(r"\s", "", text) == re.sub(r"\s", "", summed(TEXT))
