"""The ledger of offices: its columns, its rows under headings."""

from datetime import date

import pytest

from fazhi_cli.columns import chosen
from fazhi_cli.combining import combined
from fazhi_cli.ledger import ITEMS, LEDGER, bunched, items, listed, number
from fazhi_cli.query import Filter, Listing, select
from tests.conftest import load_text, one_measure

TWO = """\
version: 1
title: 台账
year: 2022
issued: 2022-03-15
sections:
  - id: "1"
    title: 甲
    subtasks:
      - id: "1.1"
        title: 子甲
        measures: [{id: "1.1.1", title: 一, due: 9月底前}, {id: "1.1.2", title: 二, due: 6月底前}]
  - id: "2"
    title: 乙
    subtasks:
      - id: "2.1"
        title: 子乙
        measures: [{id: "2.1.1", title: 三, due: 8月底前}]
"""


def listing(text: str, **options: object) -> Listing:
    """Return the listing of a register in October."""
    return select(load_text(text).register, date(2022, 10, 15), **options)  # type: ignore[arg-type]


def cell(lines: str, name: str) -> str:
    """Return what the measure with `lines` shows in a column."""
    return ITEMS[name].text(listed(listing(one_measure(lines)))[0])


@pytest.mark.parametrize(
    ("lines", "name", "text"),
    [
        ("due: 年底前", "serial", "1"),
        ("due: 年底前", "section_title", "部分"),
        ("due: 年底前", "subtask_title", "子任务"),
        ("due: 每季度", "rhythm", "每季度"),
        ("due: 年底前", "rhythm", ""),
        ("due: 每月\nassumed: [due]", "rhythm", "每月（拟）"),
        ("status: done\nlog: [{date: 2022-06-01, status: review}, {date: 2022-06-09, status: done}]",
         "closed", "2022-06-09"),
        ("status: doing\nlog: [{date: 2022-06-01, status: done}, {date: 2022-06-09, status: doing}]",
         "closed", ""),
        ("status: done", "is_closed", "是"),
        ("status: review", "is_closed", "否"),
        ("due: 年底前\nplan: [{step: 初稿, before: 60, done: 2022-10-01}, {step: 定稿, before: 10}]", "steps",
         "初稿（2022-11-01，已完成）\n定稿（2022-12-21）"),
        ("cause: 人手少", "cause", "人手少"),
        ("acceptance: 全覆盖", "acceptance", "全覆盖"),
        ("recheck: 2022-11-01", "recheck", "2022-11-01"),
        ("due: 年底前\nextensions: [{date: 2022-09-01, from: 9月底前, to: 年底前, reason: 疫情}]", "delay",
         "疫情"),
        ("chases: [{date: 2022-06-01, to: 区司法局, by: 王五}]", "chaser", "王五"),
        ("due: 年底前", "chaser", ""),
    ],
)  # fmt: skip
def test_columns_that_tables_do_not_have(lines: str, name: str, text: str) -> None:
    """Each shows what its heading promises, or nothing."""
    assert cell(lines, name) == text


def test_the_usual_columns_have_the_headings_that_clerks_know() -> None:
    """In the order of paper ledgers."""
    assert [item.term for item in LEDGER] == [
        *("序号", "编号", "重点任务", "具体措施", "牵头单位", "配合单位", "完成时限", "状态", "灯", "进度"),
        *("进展情况", "存在问题", "下一步", "佐证材料"),
    ]
    register = load_text(one_measure("")).register
    assert [item.term for item in items(chosen(["id", "措施"]), register)] == ["编号", "措施"]
    assert items(None, register, LEDGER[:2]) == [*LEDGER[:2]]
    both = combined({"甲.yaml": register, "乙.yaml": register})
    assert [item.term for item in items(None, both, LEDGER[:2])] == ["台账", "序号", "编号"]


def test_rows_stand_under_their_sections() -> None:
    """In the register's order each section has its heading; numbers run through."""
    found = [(head, [at.number for at in rows]) for head, rows in bunched(listing(TWO))]
    assert found == [("1 甲", [1, 2]), ("2 乙", [3])]


def test_groups_go_before_sections_and_a_mixed_order_has_none() -> None:
    """What was asked for is the heading; the longest overdue first tears sections apart."""
    by_status = bunched(listing(TWO, group="status"))
    assert [(head, len(rows)) for head, rows in by_status] == [("未启动", 3)]
    mixed = list(bunched(listing(TWO, chosen=Filter(overdue=True))))
    assert [(head, [at.row.measure.id for at in rows]) for head, rows in mixed] == [
        ("", ["1.1.2", "2.1.1", "1.1.1"])
    ]
    assert list(bunched(listing(TWO)._replace(rows=()))) == []


def test_numbers_are_whole_or_shares() -> None:
    """What is anything else is no number."""
    assert [number(text) for text in ("0", "-15", "40%", "12天", "1.5", "", "１")] == [
        *(0, -15, 0.4),
        *(None, None, None, None),
    ]
