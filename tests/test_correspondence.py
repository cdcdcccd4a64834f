"""Slips and reminders in words."""

from datetime import date

import pytest

from fazhi_cli.correspondence import Occasion, document, paragraph, place_text
from fazhi_cli.document import Document, Grid, Text
from fazhi_cli.notice import notices
from fazhi_cli.query import select
from tests.conftest import load_text, one_measure

DAY = date(2022, 10, 15)
OFFICE = "office: {name: 区委依法治区办, contact: 王五, phone: 61234567, signer: 赵六}\n"
UNITS = "units: [{name: 各镇街, members: [甲镇, 乙街道]}]\n"


def letters(lines: str, letter: str = "slip", head: str = "", reply: date | None = None) -> list[Document]:
    """Return the letters about a measure that has `lines`, in a register that begins with `head`."""
    register = load_text(head + one_measure(lines).removeprefix("version: 1\n")).register
    made = notices(register, select(register, DAY).rows, letter)
    return [document(notice, Occasion(register, DAY, reply)) for notice in made]


def fields(lines: str, head: str = "", reply: date | None = None) -> dict[str, str]:
    """Return the fields of the slip about a measure."""
    (form,) = letters(lines, "slip", head, reply)[0].blocks
    assert isinstance(form, Grid)
    assert [field.term for field in form.fields] == ["", ""]
    return dict(line.cells for line in form.lines)  # type: ignore[misc]


def texts(doc: Document) -> list[str]:
    """Return the paragraphs of a reminder."""
    return [block.text for block in doc.blocks if isinstance(block, Text)]


def test_a_slip() -> None:
    """All fields, filled with what the register knows; what is not known is left open."""
    lines = """\
lead: 区司法局
support: [区法院, 区检察院]
due: 9月底前
status: doing
progress: 40
detail: 详细的内容
finding: 查出的毛病
acceptance: 全部清零
source: [3.4.s4]
"""
    assert letters(lines)[0]._replace(blocks=()) == Document(
        "督办通知单", (), number="编号：〔　　〕　　号", closing=("2022年10月15日",)
    )
    assert fields(lines) == {
        "承办单位": "区司法局",
        "配合单位": "区法院、区检察院",
        "督办事项": "措施\n详细的内容\n查出的问题：查出的毛病",
        "督办依据": "台账第 1.1.1 项（出处：3.4 第4句）",
        "办理要求": "尚未办结（进行中，进度 40%）；尚无进展记录；尚缺佐证材料。"
        "请抓紧办理，办结后附佐证材料报请销号。\n验收标准：全部清零",
        "完成时限": "2022年9月30日（原文：9月底前）",
        "已逾期": "15 天",
        "反馈要求": "于　　月　　日前书面反馈办理情况，主要负责人签字并加盖公章。",
        "联系人": "　　　　",
        "电话": "　　　　",
        "签发": "　　　　",
    }


def test_a_slip_of_an_office_that_is_known() -> None:
    """Who to call and who signs; the day to reply by; what is assumed is marked."""
    head = f"assumed: [office.phone]\n{OFFICE}{UNITS}"
    told = fields("lead: 各镇街\ndue: 2022-10-15\nassumed: [lead, due]", head, date(2022, 10, 20))
    assert told["承办单位"] == "各镇街（拟）：甲镇、乙街道"
    assert told["完成时限"] == "2022年10月15日（拟）"
    assert told["剩余天数"] == "今天到期"
    assert told["反馈要求"] == "于2022年10月20日前书面反馈办理情况，主要负责人签字并加盖公章。"
    assert [told[name] for name in ("联系人", "电话", "签发")] == ["王五", "61234567（拟）", "赵六"]
    assert letters("due: 2022-10-15", head=head)[0].closing == ("区委依法治区办", "2022年10月15日")


@pytest.mark.parametrize(
    ("lines", "due", "left", "wanted"),
    [
        ("kind: recurring\ndue: 每季度", "每季度，下次 2022-12-31", "最早一期已过 198 天", "缺报 3 期"),
        ("kind: standing", "长期", "—", "现为未启动，进度 0%"),
        ("due: X月底前", "X月底前", "—", "尚未办结（未启动，进度 0%）"),
        (
            "due: 10月20日前，并长期坚持",
            "2022年10月20日，并长期坚持（原文：10月20日前，并长期坚持）",
            "5 天",
            "尚未办结",
        ),
        ("title: 无", "无", "—", "尚未办结（未启动，进度 0%）"),
    ],
)
def test_deadlines_of_other_kinds(lines: str, due: str, left: str, wanted: str) -> None:
    """What the register says is told, no day where there is none, and no end where nothing ends."""
    told = fields(lines.removeprefix("title: 无"))
    assert told["承办单位"] == "待明确"
    assert told["完成时限"] == due
    assert (told.get("已逾期") or told["剩余天数"]) == left
    assert told["办理要求"].startswith(wanted)


def test_a_late_step_and_a_turn_still_to_come() -> None:
    """They are what is missing."""
    step = fields("due: 10月31日前\nplan: [{step: 初稿, before: 60}]")["办理要求"]
    assert "倒排步骤“初稿”（2022-09-01）未完成" in step
    turn = fields("kind: recurring\ndue: 每年\nsince: 2022-01-01")["办理要求"]
    assert turn == "本期（12月31日前）尚未报送；尚无进展记录。请报送进展情况。"


def test_a_reminder_of_one_measure() -> None:
    """It is told in a sentence."""
    (doc,) = letters("lead: 区司法局\ndue: 9月底前\nacceptance: 清零", "reminder", OFFICE, date(2022, 10, 20))
    assert (doc.title, doc.number, doc.to) == ("督办提醒函", "〔　　〕　　号", "区司法局")
    assert texts(doc) == [
        "经查，你单位负责的“措施”（台账第 1.1.1 项），完成时限为2022年9月30日（原文：9月底前），"
        "截至2022年10月15日，已逾期 15 天，尚未办结（未启动，进度 0%）；尚无进展记录；尚缺佐证材料。",
        "验收标准：清零",
        "请抓紧办理，于2022年10月20日前书面反馈办理情况，办结的附佐证材料。",
        "联系人：王五，电话：61234567。签发：赵六。",
        "特此函告。",
    ]
    assert doc.closing == ("区委依法治区办", "2022年10月15日")


def test_a_reminder_of_a_member_names_its_collective() -> None:
    """Each member gets its own."""
    made = letters("lead: 各镇街\ndue: 9月底前", "reminder", UNITS)
    assert [doc.to for doc in made] == ["甲镇", "乙街道"]
    assert "（台账第 1.1.1 项，由各镇街承担）" in texts(made[0])[0]


def test_a_reminder_without_a_deadline() -> None:
    """No day is made up."""
    (doc,) = letters("lead: 区司法局", "reminder")
    assert texts(doc)[0] == (
        "经查，你单位负责的“措施”（台账第 1.1.1 项），截至2022年10月15日，"
        "尚未办结（未启动，进度 0%）；尚无进展记录；尚缺佐证材料。"
    )


def test_a_reminder_of_several_measures() -> None:
    """They stand in a table, overdue and due soon counted."""
    text = f"{UNITS}{one_measure('lead: 甲镇' + chr(10) + 'due: 9月底前')}".replace("version: 1\n", "")
    register = load_text(
        f'{text}          - {{id: "1.1.2", title: 另一条, lead: 各镇街, due: 10月20日前}}\n'
    ).register
    first, *_ = notices(register, select(register, DAY).rows, "reminder")
    doc = document(first, Occasion(register, DAY))
    assert (
        texts(doc)[0]
        == "经查台账，截至2022年10月15日，你单位负责的以下 2 项工作（逾期 1 项，临期 1 项）尚未办结或报送："
    )
    (grid,) = [block for block in doc.blocks if isinstance(block, Grid)]
    assert [field.term for field in grid.fields] == ["编号", "督办事项", "完成时限", "逾期或剩余", "尚缺"]
    lacks = "尚未办结（未启动，进度 0%）；尚无进展记录；尚缺佐证材料"
    assert [line.cells for line in grid.lines] == [
        ("1.1.1", "措施", "2022年9月30日（原文：9月底前）", "已逾期 15 天", lacks),
        ("1.1.2", "另一条（由各镇街承担）", "2022年10月20日（原文：10月20日前）", "还有 5 天", lacks),
    ]
    assert paragraph(first, Occasion(register, DAY, date(2022, 10, 20))) == (
        "甲镇：截至10月15日，你单位负责的 2 项工作请抓紧办理："
        "1. 1.1.1 措施（时限2022年9月30日，已逾期 15 天，尚未办结（未启动，进度 0%），"
        "尚无进展记录，尚缺佐证材料）；"
        "2. 1.1.2 另一条（时限2022年10月20日，还有 5 天，尚未办结（未启动，进度 0%），"
        "尚无进展记录，尚缺佐证材料）。"
        "请于10月20日前反馈办理情况，办结的附佐证材料。"
    )


def test_a_paragraph_says_only_what_is_known() -> None:
    """Who to call where that is known; without a day to reply by, soon."""
    register = load_text(OFFICE + one_measure("kind: standing").removeprefix("version: 1\n")).register
    (made,) = notices(register, select(register, DAY).rows, "reminder")
    assert paragraph(made, Occasion(register, DAY)) == (
        "待明确：截至10月15日，你单位负责的 1 项工作请抓紧办理："
        "1.1.1 措施（时限长期，现为未启动，进度 0%，尚无进展记录）。"
        "请尽快反馈办理情况，办结的附佐证材料。联系人：王五，61234567。"
    )


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("3.4.s4", "3.4 第4句"),
        ("3.4.p2.s1", "3.4 第2段第1句"),
        ("3.0.p1.s2", "3.0 第1段第2句"),
        ("3.h", "3 标题"),
        ("3.t1.r2", "3 表1第2行"),
        ("A.s12", "A 第12句"),
    ],
)
def test_places_in_the_source(place: str, words: str) -> None:
    """A place is told as people count."""
    assert place_text(place) == words
