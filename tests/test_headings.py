"""Names of columns in offices' ledgers, and which column each means beside the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli import headings
from fazhi_cli.columns import COLUMNS
from fazhi_cli.headings import is_known, meant
from fazhi_cli.ledger import ITEMS, LEDGER


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("序号", "serial"), ("督办编号", "id"), ("督办流水号", "id"), ("任务编号", "id"), ("编号", "id"),
        ("任务来源", "source"), ("督办依据", "source"), ("交办来源", "source"), ("立项依据", "source"),
        ("工作类型", "kind"), ("督办分类", "kind"), ("问题类别", "tags"),
        ("工作任务", "title"), ("督查内容", "title"), ("交办内容", "title"), ("督办内容", "title"),
        ("承办事项", "title"), ("子任务内容", "title"), ("项目名称", "title"),
        ("问题描述", "finding"), ("整改目标", "acceptance"), ("整改措施", "title"), ("整改要求", "title"),
        ("具体措施", "title"), ("具体举措", "title"),
        ("牵头单位", "lead"), ("责任单位", "lead"), ("责任部门", "lead"), ("主办单位", "lead"),
        ("承办单位", "lead"), ("配合单位", "support"), ("协办单位", "support"),
        ("责任（配合）单位", "support"),
        ("责任领导", "leader"), ("分管领导", "leader"), ("牵头单位负责人", "leader"), ("责任人", "owner"),
        ("联络员", "owner"), ("督办人", "chaser"),
        ("交办时间", "since"), ("收文时间", "since"), ("收件日期", "since"),
        ("完成时限", "due"), ("完成期限", "due"), ("整改时限", "due"), ("办理时限", "due"),
        ("办复要求", "due"), ("考核时间", "due"), ("办结时间", "handed_in"), ("销号时间", "closed"),
        ("反馈时间", "last_entry"), ("汇报频次", "rhythm"), ("每季度的形象进度", "steps"),
        ("进展情况", "note"), ("办理情况", "note"), ("承办情况", "note"), ("完成情况", "note"),
        ("存在问题", "problem"), ("下一步打算", "next"), ("佐证材料", "evidence"), ("附件", "evidence"),
        ("督办结论", "status"), ("办理结果", "status"), ("是否有客观原因", "delay"),
        ("是否销号", "is_closed"),
    ],
)  # fmt: skip
def test_every_name_that_offices_use_means_a_column(heading: str, column: str) -> None:
    """Alone in its table each stands for one column, and that is there."""
    assert meant([heading]) == [column]
    assert column in ITEMS


@pytest.mark.parametrize("name", COLUMNS)
def test_our_own_headings_mean_their_columns(name: str) -> None:
    """A sheet that the program wrote is understood; some words have an older meaning in offices."""
    other = {"section": "section_title", "subtask": "subtask_title", "support": "lead", "problem": "problem"}
    assert meant([COLUMNS[name].term]) == [other.get(name, name)]


def test_the_ledger_is_understood_as_it_was_written() -> None:
    """The usual columns of the workbook mean themselves."""
    assert meant([item.term for item in LEDGER]) == [
        *("serial", "id", "subtask_title", "title", "lead", "support", "due", "status", "light"),
        *("progress", "note", "problem", "next", "evidence"),
    ]


def test_every_name_has_a_column_to_show() -> None:
    """No meaning is without something to fill in."""
    assert {key for key, _ in headings._TABLE.values()} - ITEMS.keys() == {"task", "responsible", "trouble"}


@pytest.mark.parametrize(
    "heading",
    [
        " 完成时限 ", "完成\n时限", "完 成 时 限", "完成时限（年月日）", "完成时限(月/日)", "【完成时限】",
        "完成时限：", "＊完成时限", "完成　时限", "完成期限/整改时限", "未知、完成时限",
    ],
)  # fmt: skip
def test_spaces_brackets_and_remarks_do_not_matter(heading: str) -> None:
    """Line breaks, full-width signs, remarks in brackets, two names with a stroke between them."""
    assert meant([heading]) == ["due"]


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (["工作任务", "具体措施"], ["subtask_title", "title"]),
        (["工作任务", "督查内容"], ["subtask_title", "title"]),
        (["子任务", "任务"], ["subtask_title", "title"]),
        (["责任单位", "牵头单位"], ["support", "lead"]),
        (["责任单位", "配合单位"], ["lead", "support"]),
        (["牵头单位", "责任单位", "配合单位"], ["lead", None, "support"]),
        (["存在问题", "整改措施"], ["finding", "title"]),
        (["存在问题", "问题描述", "整改目标"], ["problem", "finding", "acceptance"]),
        (["存在问题", "具体措施"], ["problem", "title"]),
        (["联络员", "责任人"], [None, "owner"]),
        (["考核时间", "完成时限"], [None, "due"]),
        (["序号", "序号"], ["serial", None]),
        (["备注", "得分", ""], [None, None, None]),
        ([], []),
    ],
)
def test_what_a_heading_means_beside_others(table: list[str], columns: list[str | None]) -> None:
    """What is to be done and how, who leads and who helps, each column filled once."""
    assert meant(table) == columns


@given(st.lists(st.one_of(st.sampled_from(["任务", "责任单位", "存在问题", "措施", "编号"]), st.text())))
def test_no_column_is_meant_twice(table: list[str]) -> None:
    """Whatever the headings are, each column has at most one, and only known ones have any."""
    found = meant(table)
    named = [key for key in found if key]
    assert len(found) == len(table)
    assert len(named) == len(set(named))
    assert all(is_known(heading) for heading, key in zip(table, found, strict=True) if key)
