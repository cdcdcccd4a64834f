"""The draft as a register: its measures, what is marked, what is set apart, and that nothing is invented."""

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli.drafting.draft import Counts, Draft, draft
from fazhi_cli.known import Known
from fazhi_cli.measure import Measure
from fazhi_cli.speech.outline import Table, outline
from tests.conftest import load_text
from tests.plans import CHAPTERS, DOCUMENTS, FINDINGS, OWN_LINES, RUNNING_ON, SPEECH

Row = tuple[str, str, str, str | None, tuple[str, ...], str | None, str]

MEASURES: dict[str, list[Row]] = {
    "CHAPTERS": [
        ("1.1.1", "每季度巡河不少于1次", "recurring", "县级河长", (), "每季度", "1.1.s2"),
        ("1.1.2", "每月巡河不少于2次", "recurring", "乡镇河长", (), "每月", "1.1.s2"),
        (
            "1.2.1",
            "每半年组织召开一次联席会议",
            "recurring",
            "县河长办",
            ("县水务局", "县生态环境局"),
            "每半年",
            "1.2.s2",
        ),
        (
            "1.2.2",
            "协调解决跨界问题",
            "task",
            "县河长办",
            ("县水务局", "县生态环境局"),
            "2022年12月20日前",
            "1.2.s2",
        ),
        ("2.1.1", "6月底前完成排查", "task", "县水务局", ("县自然资源局", "各乡镇"), "6月底前", "2.1.s2"),
        ("2.1.2", "9月底前完成清理", "task", "县水务局", ("县自然资源局", "各乡镇"), "9月底前", "2.1.s2"),
        ("2.2.1", "依法严肃查处", "task", "县生态环境局", (), "2022年12月20日前", "2.2.s2"),
        ("3.0.1", "于每月25日前向县河长办报送进展情况", "recurring", "各单位", (), "每月25日前", "3.0.p1.s2"),
    ],
    "RUNNING_ON": [
        ("1.1.1", "推行告知承诺制", "task", "市市场监管局", (), None, "1.1.s2"),
        ("1.1.2", "将企业开办时间压缩至1个工作日内", "task", "市市场监管局", (), None, "1.1.s2"),
        (
            "1.2.1",
            "高频事项网上可办率达到95%以上",
            "indicator",
            "市政务服务局",
            ("有关部门",),
            "2022年底前",
            "1.2.s2",
        ),
        (
            "2.3.1",
            "制定年度抽查计划",
            "recurring",
            "市市场监管局",
            ("市司法局", "市税务局"),
            "每年3月底前",
            "2.3.s2",
        ),
        ("2.4.1", "建立信用修复机制", "task", "市发展改革委", ("人民银行XX支行",), None, "2.4.s2"),
        ("3.5.1", "落实惠企政策", "task", "市财政局", ("市工业和信息化局",), None, "3.5.s1"),
    ],
    "LEVEL_MISSING": [
        ("2.1.1", "张贴通告", "task", None, (), None, "2.1.s2"),
        ("2.1.2", "发放宣传单", "task", None, (), None, "2.1.s2"),
        ("2.2.1", "对焚烧行为从严处罚", "task", None, (), None, "2.2.s2"),
        ("2.2.2", "不得以罚代管", "prohibition", None, (), None, "2.2.s2"),
        ("3.1.1", "成立领导小组", "task", "镇", (), None, "3.1.s2"),
        ("3.2.1", "镇纪委不定期开展巡查", "recurring", "镇纪委", (), None, "3.2.s2"),
        ("3.2.2", "对工作不力的村通报批评", "task", "镇纪委", (), None, "3.2.s2"),
    ],
    "TOP_IS_TASK": [
        ("1.1.1", "优先支持建设创新平台", "task", "市科技局", (), None, "1.1.s1"),
        ("1.2.1", "在分配转移支付时予以倾斜", "task", "市财政局", ("市审计局",), None, "1.2.s1"),
    ],
    "SPEECH": [
        ("1.0.1", "认真总结经验", "task", "各镇街", (), None, "1.0.p1.s2"),
        ("1.1.1", "牵头制定排查清单", "task", "区应急局", (), None, "1.1.s2"),
        ("1.1.2", "4月底前完成首轮排查", "task", "区应急局", (), "4月底前", "1.1.s2"),
        ("1.1.3", "逐企逐户检查", "task", "各行业主管部门", (), None, "1.1.s3"),
        ("1.2.1", "严格执行24小时值班制度", "task", None, (), None, "1.2.s2"),
        ("1.2.2", "不得擅离职守", "prohibition", None, (), None, "1.2.s2"),
        ("2.1.1", "把安全生产摆在突出位置", "task", "各镇街", (), None, "2.1.s2"),
        ("2.2.1", "督促企业加大投入", "task", None, (), None, "2.2.s2"),
        ("2.2.2", "完善制度", "task", None, (), None, "2.2.s2"),
    ],
    "ONE_PARAGRAPH": [
        ("1.1.1", "提高认识", "task", None, (), None, "1.1.s1"),
        ("1.1.2", "把思想统一到区委部署上来", "task", None, (), None, "1.1.s1"),
        ("1.2.1", "突出重点", "task", None, (), None, "1.2.s1"),
        ("1.2.2", "抓紧完成3个续建项目", "task", None, (), "8月底前", "1.2.s1"),
        ("1.3.1", "加强督导", "task", None, (), None, "1.3.s1"),
        ("1.3.2", "每周通报一次进展", "recurring", "区委督查室", (), "每周", "1.3.s1"),
    ],
    "ORDINALS": [
        ("1.1.1", "把整改作为一项政治任务", "task", "各单位", (), None, "1.1.s2"),
        ("1.1.2", "主要负责人亲自抓", "task", None, (), None, "1.1.s2"),
        ("1.2.1", "建立三张清单", "task", None, (), None, "1.2.s2"),
        ("1.2.2", "完成一项销号一项", "task", None, (), None, "1.2.s2"),
        ("1.3.1", "于三季度末前修订内控制度", "task", None, (), "三季度末前", "1.3.s2"),
        ("1.3.2", "坚决防止问题反弹", "prohibition", None, (), None, "1.3.s2"),
    ],
    "FIGURES": [
        ("1.1.1", "清除楼道堆物", "task", "各楼组长", (), None, "1.1.s1"),
        ("1.2.1", "粉刷墙面", "task", None, (), "6月15日前", "1.2.s1"),
        ("2.1.1", "重新划线", "task", None, (), None, "2.1.s1"),
        ("2.2.1", "严禁占用消防通道", "prohibition", None, (), None, "2.2.s1"),
    ],
    "DASHES": [
        ("2.1.1", "培育2个万亩基地", "task", None, (), None, "2.1.s2"),
        ("2.1.2", "打造1个区域品牌", "task", None, (), None, "2.1.s2"),
        ("2.2.1", "卫生厕所普及率达到90%", "indicator", None, (), "2024年底前", "2.2.s2"),
    ],
    "OWN_LINES": [
        (
            "1.1.1",
            "编制重大行政决策事项目录",
            "task",
            None,
            ("县政府办公室", "县司法局", "各有关部门", "乡镇人民政府"),
            "2022年4月底前",
            "1.1.s1",
        ),
        ("1.2.1", "落实合法性审查制度", "task", "县司法局", (), "长期坚持", "1.2.s1"),
        ("1.2.2", "审查率达到100%", "indicator", "县司法局", (), None, "1.2.s1"),
        (
            "2.3.1",
            "全面推行行政执法“三项制度”",
            "task",
            "县司法局",
            ("各行政执法部门",),
            "2022年6月底前，并长期坚持",
            "2.3.s1",
        ),
    ],
    "FINDINGS": [
        ("1.1.1", "制定年度学习计划", "recurring", None, ("局办公室", "机关党委"), "每月", "1.1.p3.s1"),
        (
            "1.1.2",
            "健全学习考勤制度",
            "task",
            None,
            ("局办公室", "机关党委"),
            "立行立改，长期坚持",
            "1.1.p3.s2",
        ),
        ("1.2.1", "建立项目台账", "task", "项目科", (), "2022年9月底前", "1.2.p3.s1"),
        ("1.2.2", "加快资金拨付", "task", "项目科", (), "X月底前", "1.2.p3.s1"),
    ],
    "STAGES": [
        ("1.1.1", "制定方案", "task", None, (), "2022年3月1日—3月15日", "1.1.s2"),
        ("1.1.2", "召开动员会", "task", None, (), "2022年3月1日—3月15日", "1.1.s2"),
        ("1.2.1", "全面清理积存垃圾", "task", None, (), "3月16日—10月31日", "1.2.s2"),
        ("1.2.2", "拆除违章建筑", "task", None, (), "3月16日—10月31日", "1.2.s2"),
    ],
    "NOTICE": [
        ("1.1.1", "立即启动应急响应", "task", "各镇", (), "立即", "1.1.s2"),
        ("1.1.2", "组织力量排查隐患点", "task", "各镇", (), None, "1.1.s2"),
        ("1.1.3", "落实24小时值班", "task", "各镇", (), None, "1.1.s3"),
        ("1.1.4", "6月20日前将值班表报县防汛办", "task", "各镇", (), "6月20日前", "1.1.s3"),
        ("1.1.5", "重要情况随时报告", "task", None, (), None, "1.1.s4"),
    ],
    "ARTICLES": [
        ("2.2.1", "每年1月31日前公布上一年度报告", "recurring", "各单位", (), "每年1月31日前", "2.2.s1"),
        ("2.3.1", "在信息形成之日起20个工作日内公开", "task", "行政机关", (), None, "2.3.s1"),
    ],
    "HALF_WIDTH": [
        ("1.1.1", "组织领导干部旁听庭审", "recurring", None, (), "每年", "1.1.s2"),
        ("2.1.1", "明确专人负责", "task", None, (), None, "2.1.s2"),
    ],
}
"""Of each document every measure: id, title, kind, lead, support, due, place."""


def drafted(text: str, known: Known | None = None, tables: tuple[Table, ...] = ()) -> Draft:
    """Return the draft of a text with a paragraph on each line."""
    return draft(outline(text.split("\n"), tables), known or Known(), "文.txt")


def measures(text: str, tables: tuple[Table, ...] = ()) -> tuple[Measure, ...]:
    """Return the measures of a draft, read by the register's own road."""
    return tuple(load_text(drafted(text, None, tables).text).register.measures)


def told(text: str, tables: tuple[Table, ...] = ()) -> list[tuple[str, str | None]]:
    """Return title and deadline of every measure."""
    return [(item.title, item.due) for item in measures(text, tables)]


def checks(text: str) -> list[str]:
    """Return the comments of a draft that say what is to be checked."""
    return re.findall("# 核对：(.*)", drafted(text).text)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_measures_of_a_document(name: str) -> None:
    """Each demand with its units, deadline, kind and place, as the text has them."""
    found = [
        (item.id, item.title, item.kind, item.lead, item.support, item.due, item.source[0])
        for item in measures(DOCUMENTS[name])
    ]
    assert found == MEASURES[name]


def test_a_whole_draft() -> None:
    """Byte for byte: head, notes, sections, comments above what they are about."""
    text = "工作方案\n一、措施\n（一）建账。区司法局、区法院要在X月底前建立台账。\n区委办\n2022年3月1日"
    assert (
        drafted(text).text
        == """\
# yaml-language-server: $schema=./tasks.schema.json
# 由 文.txt 起草，逐条核对后使用。带“核对”的注释写明要核对什么，核对后删去。
# 没有写单位、时限的，是原文没有写；assumed 列的是原文没有、由制表人补的。
version: 1
title: 工作方案
year: 2022
issued: 2022-03-01
notes:
  - 【标题】工作方案
  - 【落款、附注】区委办
  - 【落款、附注】2022年3月1日
sections:
  - id: "1"
    title: 措施
    subtasks:
      - id: "1.1"
        title: 建账
        measures:
          # 核对：原文没有写明哪个单位牵头
          # 核对：时限“X月底前”原文留空
          - id: "1.1.1"
            title: 在X月底前建立台账
            detail: 区司法局、区法院要在X月底前建立台账
            support: [区司法局, 区法院]
            due: X月底前
            source: [1.1.s2]
            source_digest: d1c254ca2998
"""
    )


def test_counts() -> None:
    """What a draft holds, measure by measure."""
    assert drafted(CHAPTERS).counts == Counts(3, 5, 8, 8, 8, 1, 5)
    assert drafted(OWN_LINES).counts == Counts(2, 3, 4, 4, 4, 2, 1)


def test_year_and_day_out_of_the_document_and_out_of_her_hand() -> None:
    """Signed with one day: that; given by the clerk: hers, and assumed; neither: said."""
    assert drafted(CHAPTERS).text.count("year: 2022\nissued: 2022-03-08\n") == 1
    given_year = drafted(SPEECH, Known(2023, date(2023, 4, 6), "台账甲")).text
    assert "title: 台账甲\nyear: 2023\nissued: 2023-04-06\nassumed: [year, issued]\n" in given_year
    assert "原文没有写年份；年底前、9月底前一类时限要先写上 year 才能算" in checks(RUNNING_ON)
    assert "issued" not in drafted("一、甲\n（一）子。要办。\n某局\n2022年2月30日").text


def test_what_reaches_back() -> None:
    """该项工作 the subtask, 以上工作 what stands before it in the chapter, with units too."""
    text = "一、甲\n（一）子。制定方案。6月底前公布清单。该项工作于9月底前完成。\n（二）丑。组织培训。"
    assert told(text) == [("制定方案", "9月底前"), ("6月底前公布清单", "6月底前"), ("组织培训", None)]
    far = text + "\n以上工作由区司法局牵头，11月底前完成。\n二、乙\n（一）寅。开展检查。"
    assert told(far) == [
        ("制定方案", "9月底前"),
        ("6月底前公布清单", "6月底前"),
        ("组织培训", "11月底前"),
        ("开展检查", None),
    ]
    assert [item.lead for item in measures(far)] == ["区司法局"] * 3 + [None]


def test_only_the_numbered_item_before_it() -> None:
    """该项工作 in a numbered paragraph is that paragraph's work."""
    text = "一、甲\n（一）子\n1.制定方案。\n2.组织培训。该项工作于9月底前完成。"
    assert told(text) == [("制定方案", None), ("组织培训", "9月底前")]


def test_brackets_inside_a_subtask_belong_to_what_stands_before_them() -> None:
    """One at the end is for all of it; several are for their own part; the title's is for the rest."""
    text = "一、甲\n（一）子。制定方案（区司法局负责）。组织培训（区教委、区总工会负责）。"
    assert [(item.lead, item.support) for item in measures(text)] == [
        ("区司法局", ()),
        (None, ("区教委", "区总工会")),
    ]
    inner = (
        "一、甲\n（一）子（区委办牵头）\n1.制定方案。（区司法局负责）\n2.培训。\n3.开展检查。（区教委负责）"
    )
    assert [item.lead for item in measures(inner)] == ["区司法局", "区教委", "区教委"]


def test_a_bracket_says_nothing_of_what_comes_after_it() -> None:
    """The only one holds for what stands before it; one that its sentence goes on behind, for that alone."""
    early = "一、甲\n（一）子。制定方案（区司法局负责）。组织培训。"
    assert [item.lead for item in measures(early)] == ["区司法局", None]
    amid = "一、甲\n（一）子。要制定方案。要加强监控，（责任单位：区教委）每月通报一次。"
    assert [(item.lead, item.due) for item in measures(amid)] == [(None, None), ("区教委", "每月")]


def test_a_bracket_between_two_words_parts_them() -> None:
    """What stands on both sides of it is not one name."""
    text = "一、甲\n（一）子。要办。\n责任单位：区教委（区司法局负责）一并落实"
    assert "区教委一" not in drafted(text).text
    assert "区教委" in drafted(text).text


def test_titles_have_no_stray_spaces() -> None:
    """Between Chinese characters they are slips of the typist; names of units stay as they stand."""
    text = "一、甲\n（一）安 全。要检查塔吊、 深基坑，推广 A 类设备。（区 应急局负责）"
    (found, *_) = measures(text)
    assert (found.title, found.lead) == ("检查塔吊、深基坑", "区 应急局")
    assert "title: 安全\n" in drafted(text).text


def test_a_bracket_with_a_semicolon_in_it() -> None:
    """Sentences end at ；, assignments do not."""
    units = "牵头单位：市绿化局；配合单位：市水务局（市海洋局）、各区（县级市）政府"
    text = f"一、甲\n（一）子。新增绿地。（{units}）"
    (item,) = measures(text)
    assert (item.lead, item.support) == ("市绿化局", ("市水务局（市海洋局）", "各区（县级市）政府"))


def test_a_deadline_in_brackets() -> None:
    """Alone or beside the units, it is the subtask's."""
    (item,) = measures("一、甲\n（一）子。制定方案。（区司法局，2022年6月底前完成）")
    assert (item.lead, item.due) == ("区司法局", "2022年6月底前")
    (item,) = measures("一、甲\n（一）子。制定方案。（2022年6月底前）")
    assert (item.lead, item.due) == (None, "2022年6月底前")


def test_findings_stay_with_their_measures() -> None:
    """What was found, and the person that the lines name."""
    assert [(item.leader, item.finding) for item in measures(FINDINGS)] == [
        ("李某某", "中心组学习不够规范，学用结合不紧密。"),
        ("李某某", "中心组学习不够规范，学用结合不紧密。"),
        (None, "部分项目进度滞后。"),
        (None, "部分项目进度滞后。"),
    ]


def test_lines_before_and_behind_the_measures() -> None:
    """Both hold for all of the subtask."""
    lines = ("责任单位：区司法局、区法院", "整改措施：建立台账，开展培训。", "整改时限：2022年9月底前")
    text = "\n".join(("一、甲", "（一）子", *lines))
    assert [(item.support, item.due) for item in measures(text)] == [
        (("区司法局", "区法院"), "2022年9月底前"),
        (("区司法局", "区法院"), "2022年9月底前"),
    ]


def test_what_no_register_would_take_is_a_comment() -> None:
    """A deadline that means two days is not written, and not lost."""
    text = "一、甲\n（一）子。接到通知后3个工作日内上报名单，9月前完成排查。\n完成时限：10月前"
    assert [item.due for item in measures(text)] == [None, None]
    assert [check.partition("：")[0] for check in checks(text)[1:]] == [
        "时限“10月前”没有写进 due",
        "时限“接到通知后3个工作日内”没有写进 due",
        "时限“9月前完成排查”没有写进 due",
    ]


def test_a_preface_without_a_demand_goes_to_the_notes() -> None:
    """And a numbered subtask without one stays, marked."""
    text = "一、甲\n去年以来，成效明显。\n（一）子。今年是开局之年。\n（二）丑。要办好。"
    made = drafted(text).text
    assert "  - 【1 引言】去年以来，成效明显。\n" in made
    assert '      # 核对：没有读出要办的事，核对原文\n      - id: "1.1"\n' in made
    assert [item.id for item in load_text(made).register.measures] == ["1.2.1"]


def test_what_stands_under_a_number_without_an_order_is_marked() -> None:
    """It is taken for a demand, with the reason to doubt it."""
    text = "一、甲\n（一）目标。绿地率35%以上。"
    assert told(text) == [("绿地率35%以上", None)]
    assert "这一句没有“要”“应”一类的字，核对是不是要办的事" in checks(text)


TABLE = (
    ("附表", "", "", "", "", ""),
    ("序号", "任务", "具体措施", "牵头单位", "配合单位", "完成时限"),
    ("1", "健全制度", "制定管理办法", "区司法局", "区财政局、各镇街", "2022年6月底前"),
    ("", "", "开展专题培训", "", "", ""),
    ("2", "规范执法", "1.公布权责清单\n2.组织案卷评查", "区城管局", "", "9月底前"),
    ("3", "加强监督", "定期通报情况", "区法治办、区监委", "", "每季度"),
)


def test_a_table_of_tasks_row_by_row() -> None:
    """Merged cells hold for the rows below, numbered lines are measures, several units are unsure."""
    text = "通知\n一、甲\n（一）子。要办好。\n区政府办\n2022年3月1日\n任务分解表"
    found = measures(text, ((6, TABLE),))[1:]
    assert [(item.id, item.title, item.lead, item.support, item.due, item.source[0]) for item in found] == [
        ("2.1.1", "制定管理办法", "区司法局", ("区财政局", "各镇街"), "2022年6月底前", "2.t1.r3"),
        ("2.1.2", "开展专题培训", "区司法局", ("区财政局", "各镇街"), "2022年6月底前", "2.t1.r4"),
        ("2.2.1", "公布权责清单", "区城管局", (), "9月底前", "2.t1.r5"),
        ("2.2.2", "组织案卷评查", "区城管局", (), "9月底前", "2.t1.r5"),
        ("2.3.1", "定期通报情况", None, ("区法治办", "区监委"), "每季度", "2.t1.r6"),
    ]
    assert [item.kind for item in found] == ["task", "task", "task", "task", "recurring"]


def test_a_table_inside_a_chapter() -> None:
    """Is a subtask of it by the table's place."""
    rows = (("序号", "事项", "责任单位"), ("1", "建立台账", "区司法局"))
    found = measures("一、甲\n（一）子。要办好。\n二、乙\n（一）丑。要办好。", ((2, rows),))
    assert [(item.id, item.source[0]) for item in found] == [
        ("1.1.1", "1.1.s2"),
        ("1.t1.1", "1.t1.r2"),
        ("2.1.1", "2.1.s2"),
    ]


def invented(text: str, made: str) -> set[str]:
    """Return the units, deadlines and numbers of a draft that do not stand in its document."""
    source = "".join(text.split())
    found: set[str] = set()
    for item in load_text(made).register.measures:
        words = [item.lead, *item.support, item.leader, item.owner, item.due]
        words += re.findall("[0-9０-９]+", item.title + (item.detail or ""))
        found |= {word for word in words if word and "".join(word.split()) not in source}
    return found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_invented(name: str) -> None:
    """Every unit, person, deadline and number stands in the text."""
    assert invented(DOCUMENTS[name], drafted(DOCUMENTS[name]).text) == set()


WORDS = st.sampled_from(
    [
        *(
            "一、工作任务\n",
            "二、保障措施\n",
            "（一）加强领导。",
            "（二）细化分工。",
            "1.摸底排查。",
            "\n",
            "\n",
        ),
        *(
            "区司法局",
            "各镇街",
            "、",
            "，",
            "。",
            "；",
            "要",
            "应当",
            "不得",
            "等",
            "和",
            "由",
            "牵头",
            "配合",
        ),
        *(
            "制定方案",
            "开展培训",
            "建立台账",
            "整改到位",
            "年底前",
            "2022年6月底前",
            "9月底前",
            "X月底前",
            "每季度",
        ),
        *(
            "（区司法局负责）",
            "（牵头单位：区法院；配合单位：区检察院）",
            "责任单位：区教委",
            "完成时限：",
            "以上工作要在",
        ),
        *(
            "完成",
            "存在不足",
            "《规划（2021—2025年）》",
            "“",
            "”",
            "（",
            "）",
            "尽快",
            "接到通知后3日内",
            "9月前",
        ),
        *(
            "\t",
            "\x07",
            "\u202e",
            "\ufeff",
            "\ud800",
            "：",
            "#",
            "- ",
            "'",
            '"',
            "{",
            "}",
            "&a",
            "!b",
            "同志们：",
        ),
    ]
)


@pytest.mark.parametrize(
    ("line", "lead", "due"),
    [
        ("牵头（区司法局负责）区司法局要一、工作任务", "区司法局", None),
        ("推进（区司法局负责）区法院要建立台账制度。", "区司法局", None),
        ("完善（区司法局负责）领导小组要建立台账制度。", "区司法局", None),
        ("2022年9月（区司法局负责）底前建立台账制度。", "区司法局", None),
        ("2022年9月底前（区司法局负责）建立台账制度。", "区司法局", "2022年9月底前"),
    ],
)
def test_a_bracket_amid_a_name_or_a_day_joins_nothing(line: str, lead: str, due: str | None) -> None:
    """What stands before and behind it was never one word."""
    made = drafted(f"一、工作任务\n{line}").text
    (measure,) = load_text(made).register.measures
    assert (measure.lead, measure.due) == (lead, due)
    assert invented(line, made) == set()


@pytest.mark.parametrize("label", ["完成时限", "牵头单位", "责任单位", "责任人", "责任领导"])
def test_what_nobody_sees_is_no_value(label: str) -> None:
    """A label with a control behind it names nothing."""
    (measure,) = load_text(drafted(f"一、工作任务\n建立台账制度。\n{label}：\x07").text).register.measures
    assert (measure.lead, measure.support, measure.due) == (None, (), None)
    assert (measure.owner, measure.leader) == (None, None)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=40).map("".join))
def test_any_text_gives_a_register_that_says_no_more(text: str) -> None:
    """It loads by the register's own road, and holds nothing that the text does not."""
    made = drafted(text).text
    plain = re.sub("[\x07\u202e\ufeff\ud800]", "", text)
    assert invented(plain, made) == set()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_at_all(text: str) -> None:
    """None breaks the register's file."""
    load_text(drafted(text).text)


def test_time_grows_with_the_length_alone() -> None:
    """Ten times the text takes about ten times as long, in one sentence as in many."""
    for text in (
        "要制定方案，",
        "区司法局、",
        "9月底前，",
        "（区司法局，",
        "（一）建账。要建账，做到位。\n",
        "要把",
    ):
        times = [_seconds(text * count) for count in (300, 3000)]
        assert times[1] < 40 * max(times[0], 0.01), text


def _seconds(text: str) -> float:
    """Return the shortest of three runs: what else the machine does is not the question."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        drafted(text)
        times.append(time.perf_counter() - began)
    return min(times)
