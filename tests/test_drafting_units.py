"""Who is named: every form in which documents assign, and subjects of sentences."""

import pytest

from fazhi_cli.drafting.subjects import subject, subject_end
from fazhi_cli.drafting.units import (
    FIRST_LEADS,
    Units,
    assignment,
    brackets,
    in_brackets,
    is_unit,
    labelled,
    split,
    united,
)

NOBODY = Units()


def unsure(*names: str, more: bool = False) -> Units:
    """Return several units of which none is said to lead."""
    return Units(support=names, open_list=more, unsure=True)


@pytest.mark.parametrize(
    ("content", "units"),
    [
        ("市场监管总局负责", Units("市场监管总局")),
        ("交通运输部、财政部负责", unsure("交通运输部", "财政部")),
        ("国家发展改革委会同有关部门负责", Units("国家发展改革委", ("有关部门",))),
        (
            "财政部牵头，国务院相关部门及各地区按职责分工负责",
            Units("财政部", ("国务院相关部门", "各地区")),
        ),
        (
            "扶贫办、全国工商联、商务部等和各省级人民政府负责",
            unsure("扶贫办", "全国工商联", "商务部", "各省级人民政府", more=True),
        ),
        (
            "牵头单位：市科协，配合单位：市发展改革委、市教育局，各区、县级市",
            Units("市科协", ("市发展改革委", "市教育局", "各区", "县级市")),
        ),
        ("责任单位：市高院、市司法局；各区政府", unsure("市高院", "市司法局", "各区政府")),
        (
            "责任部门：市住建委、市交通委（市道运局）、各区政府",
            unsure("市住建委", "市交通委（市道运局）", "各区政府"),
        ),
        ("市交通委（市道运局）负责", Units("市交通委（市道运局）")),
        ("由县水务局牵头，县自然资源局、各乡镇配合", Units("县水务局", ("县自然资源局", "各乡镇"))),
        ("市统计局、市发展改革委按照职责分工负责", unsure("市统计局", "市发展改革委")),
        ("市级各部门按职责分工负责", Units("市级各部门")),
        ("市住房和城乡建设局、文化和旅游局负责", unsure("市住房和城乡建设局", "文化和旅游局")),
        ("市财政局商市审计局负责", Units("市财政局", ("市审计局",))),
        ("各区（县级市）政府负责", Units("各区（县级市）政府")),
        ("省科技厅、省财政厅等部门负责", unsure("省科技厅", "省财政厅", more=True)),
        (
            "责任单位：区司法局；责任人：张某某；完成时限：6月底前",
            Units("区司法局", owner="张某某", due="6月底前"),
        ),
        ("区教委、区总工会", unsure("区教委", "区总工会")),
    ],
)
def test_brackets_that_assign(content: str, units: Units) -> None:
    """The lead where the text says so, else all alike; 等 leaves the list open; inner brackets stay."""
    assert in_brackets(content, first_leads=False, closing=True) == units


@pytest.mark.parametrize(
    "content",
    [
        "工业和信息化部、发展改革委等负责。列第一位者为牵头单位，下同",
        "工业和信息化部、发展改革委等负责，排在第一位的部门为牵头部门，下同",
    ],
)
def test_the_first_one_leads_where_the_document_says_so(content: str) -> None:
    """The rule itself is no unit."""
    assert FIRST_LEADS.search(content)
    expected = Units("工业和信息化部", ("发展改革委",), open_list=True)
    assert in_brackets(content, first_leads=True, closing=True) == expected


@pytest.mark.parametrize(
    "content",
    [
        "棚户区",
        "GB 50180",
        "IPv6",
        "核算办法另行制定",
        "2021—2025年",
        "县、市、区",
        "自治区、直辖市",
        "下同",
        "党组",
        "含续建项目",
    ],
)
def test_brackets_that_explain(content: str) -> None:
    """They assign nothing."""
    assert in_brackets(content, first_leads=True, closing=True) is None


def test_a_list_inside_a_sentence_explains_a_name() -> None:
    """区委党校（行政院校）要…: only where the bracket closes its sentence are units assigned."""
    assert in_brackets("行政院校", first_leads=False, closing=False) is None
    assert in_brackets("行政院校负责", first_leads=False, closing=False) == Units("行政院校")


def test_outermost_brackets() -> None:
    """With what is nested in them; one that is never closed is none."""
    assert brackets("甲（乙（丙）丁）戊(己)庚（辛") == [(1, 8, "乙（丙）丁"), (9, 12, "己")]


@pytest.mark.parametrize(
    ("line", "units"),
    [
        (
            "责任单位:县政府办公室、县司法局、各有关部门,乡镇人民政府按职责分工分别负责。",
            unsure("县政府办公室", "县司法局", "各有关部门", "乡镇人民政府"),
        ),
        ("责任单位：县司法局", Units("县司法局")),
        ("责任单位：区司法局（牵头），区城管局", Units("区司法局", ("区城管局",))),
        ("配合单位：各行政执法部门", Units(support=("各行政执法部门",))),
        ("完成时限：2022年6月底前，并长期坚持", Units(due="2022年6月底前，并长期坚持")),
        ("4.责任领导：李某某", Units(leader="李某某")),
        ("整改措施：建立台账", None),
        ("责任单位要抓好落实", None),
    ],
)
def test_lines_of_their_own(line: str, units: Units | None) -> None:
    """A label and what it says."""
    assert labelled(line) == units


@pytest.mark.parametrize(
    ("text", "units", "rest"),
    [
        ("各镇街、区级各部门要深入学习", unsure("各镇街", "区级各部门"), "要深入学习"),
        ("区委党校（行政院校）要把思想", Units("区委党校（行政院校）"), "要把思想"),
        (
            "区司法局等承担牵头任务的单位要加强协调",
            Units("区司法局", ("承担牵头任务的单位",), open_list=True),
            "要加强协调",
        ),
        ("各责任单位主要负责人要亲自研究", Units("各责任单位", leader="主要负责人"), "要亲自研究"),
        ("分管负责同志要全力抓好", Units(leader="分管负责同志"), "要全力抓好"),
        ("各级领导干部要带头学法", Units(leader="各级领导干部"), "要带头学法"),
        ("区体育局、区教委和各镇街要加快", unsure("区体育局", "区教委", "各镇街"), "要加快"),
        ("财政部、商务部等部门要加强", unsure("财政部", "商务部", more=True), "要加强"),
        ("住建、卫健等部门要密切配合", unsure("住建", "卫健", more=True), "要密切配合"),
        ("各县区要编制规划", Units("各县区"), "要编制规划"),
        ("区卫生健康委会同区体育局培训指导员", Units("区卫生健康委", ("区体育局",)), "培训指导员"),
        ("分别由机构编制部门和民政部门依法办理", unsure("机构编制部门", "民政部门"), "依法办理"),
        ("请各镇立即启动响应", Units("各镇"), "立即启动响应"),
        ("区委督查室每周通报", Units("区委督查室"), "每周通报"),
        ("区融媒体中心开设专栏", Units("区融媒体中心"), "开设专栏"),
        ("镇成立领导小组", Units("镇"), "成立领导小组"),
        ("国务院办公厅将于2020年4月底前组织", Units("国务院办公厅"), "将于2020年4月底前组织"),
    ],
)
def test_subjects(text: str, units: Units, rest: str) -> None:
    """Who stands before the verb, and where that ends."""
    assert (subject(text), text[subject_end(text) :]) == (units, rest)


@pytest.mark.parametrize(
    "text",
    [
        "鼓励各级工会按照规定组织职工",
        "发挥行业协会、商会等社会组织作用",
        "对有突出贡献的企业、社会组织和个人给予奖励",
        "优先从贫困地区聘用人员",
        "方便企业纠正失信行为",
        "指定专门机构具体负责",
        "于2018年12月底前报送国务院办公厅备案",
        "成员由教育部、民政部等部门负责同志组成",
        "我们围绕中心、服务大局",
        "该项工作由区创建办负责统筹",
        "全社会要尊崇宪法",
        "加强部门配合",
    ],
)
def test_what_is_no_subject(text: str) -> None:
    """What somebody does to a unit, what only ends like one."""
    assert subject(text) is None


@pytest.mark.parametrize(
    ("piece", "units"),
    [
        ("由区体育局牵头", Units("区体育局")),
        ("区教委、区总工会配合", Units(support=("区教委", "区总工会"))),
        ("会同派出所、市场监管所", Units(support=("派出所", "市场监管所"))),
        ("由各楼组长负责", Units("各楼组长")),
        ("加强部门配合", None),
        ("要牵头", None),
    ],
)
def test_pieces_that_only_assign(piece: str, units: Units | None) -> None:
    """They go with the demand beside them."""
    assert assignment(piece) == units


@pytest.mark.parametrize(
    "name", ["应急管理局", "能源局", "经信局", "发展改革委", "依法治区办", "组织部", "推进办", "各镇街"]
)
def test_names_that_begin_like_a_verb(name: str) -> None:
    """Are units all the same."""
    assert is_unit(name)


def test_lists_are_split_at_and_between_units_only() -> None:
    """和 inside a name stays, brackets stay whole."""
    assert split("文化和旅游部、住房和城乡建设部及各地区、市交通委（道运局、港航局）等") == (
        ["文化和旅游部", "住房和城乡建设部", "各地区", "市交通委（道运局、港航局）"],
        True,
    )


def test_assignments_put_together() -> None:
    """The first lead leads, the others support, nobody comes twice."""
    found = united([Units("甲局", ("乙局",)), Units(support=("乙局", "丙局"), due="6月底前"), Units("丁局")])
    assert found == Units("甲局", ("丁局", "乙局", "丙局"), due="6月底前")
    assert united([]) == NOBODY
