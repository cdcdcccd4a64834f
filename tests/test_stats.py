"""Counts by section, subtask, unit, month and kind."""

from datetime import date

import pytest

from fazhi_cli.query import select
from fazhi_cli.stats import stats
from tests.conftest import HEAD, load_text
from tests.samples import TEXT

DAY = date(2022, 10, 15)


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("section", [("2", "2 第二部分", 3), ("1", "1 第一部分", 11)]),
        ("subtask", [("2.1", "2.1 子任务二一", 3), ("1.1", "1.1 子任务一一", 11)]),
        ("unit", [("区司法局", "区司法局", 1), ("各镇街", "各镇街", 1), ("区法院", "区法院", 7),
                  ("甲镇", "甲镇", 1), ("区检察院", "区检察院", 1), (None, "待明确", 3)]),
        ("month", [("2022-06", "2022-06", 3), ("2022-09", "2022-09", 1), ("2022-10", "2022-10", 2),
                   ("2022-12", "2022-12", 2), (None, "没有日期", 6)]),
        ("kind", [("task", "任务", 12), ("recurring", "定期", 1), ("standing", "长期", 1)]),
    ],
)  # fmt: skip
def test_groups_in_their_own_order(by: str, groups: list[tuple[str | None, str, int]]) -> None:
    """Each measure is in one group; together they are the whole."""
    counted = stats(select(load_text(TEXT).register, DAY), by)
    assert [(item.key, item.title, item.tally.total) for item in counted.groups] == groups
    assert sum(item.tally.total for item in counted.groups) == counted.whole.total == 14


def test_a_ranking_puts_the_punctual_first() -> None:
    """By the share in time, then by the share done; units without anything due come last."""
    done = "status: done, log: [{date: %s, status: done, evidence: [甲]}]"
    measures = [
        f"lead: 丙局, due: 9月底前, {done % '2022-10-08'}",
        f"lead: 甲局, due: 9月底前, {done % '2022-09-08'}",
        "lead: 丁局, due: 年底前",
        f"lead: 乙局, due: 9月底前, {done % '2022-09-08'}",
        "lead: 乙局, due: 年底前",
    ]
    lines = [f'          - {{id: "1.1.{at}", title: 甲, {item}}}\n' for at, item in enumerate(measures, 1)]
    listing = select(load_text(HEAD + "".join(lines)).register, DAY)
    assert [item.key for item in stats(listing, "unit", ranked=True).groups] == [
        "甲局",
        "乙局",
        "丙局",
        "丁局",
    ]
    assert [item.key for item in stats(listing, "unit").groups] == ["丙局", "甲局", "丁局", "乙局"]
