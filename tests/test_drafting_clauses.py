"""What a sentence orders: orders told from background, one clause for each demand, titles, kinds."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.drafting.clauses import as_clauses, clauses, orders
from fazhi_cli.drafting.pieces import bare, pieces
from fazhi_cli.drafting.titles import LONGEST, shortened, spread
from fazhi_cli.drafting.units import Units
from fazhi_cli.drafting.verbs import verb_end


@pytest.mark.parametrize(
    "sentence",
    [
        "要深化宪法学习教育。",
        "各镇街、区级各部门要深入学习领会。",
        "建立健全学习机制。",
        "切实加强对妇女儿童权益保护。",
        "把出庭应诉率提升起来。",
        "对焚烧行为从严处罚。",
        "整改工作必须在X月底前取得决定性成效。",
        "决不允许利用职权干预司法。",
        "行政机关应当公开。",
        "重要情况随时报告。",
        "6月底前粉墙。",
        "将开展情况作为考核的重要内容。",
        "依托平台资源，以喜闻乐见的形式提供数据服务。",
        "对从事加工的企业，在金融、土地等方面给予政策倾斜。",
        "区融媒体中心开设专栏。",
        "二是落实主体责任。",
    ],
)
def test_sentences_that_order(sentence: str) -> None:
    """With 要 and the like, or by their verb, their deadline, who is named."""
    assert orders(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "习近平总书记强调，宪法具有最高的法律地位。",
        "习近平总书记指出，要把专门队伍建设好。",
        "法治社会是构筑法治国家的基础。",
        "去年，我们开展了专项行动，取得了明显成效。",
        "今年是党的二十大召开之年，责任重大。",
        "近年来，有关部门积极探索，积累了一些经验。",
        "一分部署，九分落实。",
        "各省可参照本方案推进。",
        "时间紧、任务重、要求高。",
        "主要原因是认识不足。",
        "责任单位：区司法局",
        "同志们：",
    ],
)
def test_sentences_that_do_not(sentence: str) -> None:
    """Quotation, background, praise, permission, a label."""
    assert not orders(sentence)


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        (
            "要深化宪法学习教育，把宪法法律纳入教育体系，全面落实宪法宣誓制度。",
            ["深化宪法学习教育", "把宪法法律纳入教育体系", "全面落实宪法宣誓制度"],
        ),
        (
            "推动机构实体化运行；要把案件评查与晋职晋级结合起来。",
            ["推动机构实体化运行", "把案件评查与晋职晋级结合起来"],
        ),
        ("要加大监督检查力度，确保宪法得到全面贯彻实施。", ["加大监督检查力度"]),
        ("要围绕创新发展，完善产权保护机制，有效激发创新活力。", ["完善产权保护机制"]),
        ("按照要求，整改工作必须在X月底前取得成效。", ["整改工作必须在X月底前取得成效"]),
        ("对发现的违法行为，依法严肃查处。", ["依法严肃查处"]),
        ("对群众反映强烈的突出问题，尽快从制度层面进行规范。", ["尽快从制度层面进行规范"]),
        (
            "要完善工作机制，按要求设立办公室，及时发现问题。",
            ["完善工作机制", "按要求设立办公室", "及时发现问题"],
        ),
        ("严格遵循标准，新建小区应将幼儿园纳入规划。", ["严格遵循标准", "新建小区应将幼儿园纳入规划"]),
        ("鼓励供销社、邮政等，整合物流资源。", ["整合物流资源"]),
        ("动员科研机构和高等院校，通过多种方式，帮助培训人才。", ["帮助培训人才"]),
        ("试点地区要认真组织实施，重点做好以下工作：", ["认真组织实施"]),
        ("成立工作小组，组长由分管负责同志担任。", ["成立工作小组"]),
        ("制定管理办法，2022年9月底前印发。", ["制定管理办法"]),
        ("制定排查清单，4月底前完成首轮排查。", ["制定排查清单", "4月底前完成首轮排查"]),
        ("6月底前完成摸底、9月底前完成整改。", ["6月底前完成摸底", "9月底前完成整改"]),
        ("对于需要回收的，原则上于9月底前完成。", ["对于需要回收的，原则上于9月底前完成"]),
        (
            "要推进民生保障、科技创新等领域制度建设。",
            ["推进民生保障领域制度建设", "推进科技创新领域制度建设"],
        ),
        (
            "加大涉外法治人才、青年法治人才培养力度。",
            ["加大涉外法治人才培养力度", "加大青年法治人才培养力度"],
        ),
        ("增强“四个意识”、坚定“四个自信”。", ["增强“四个意识”、坚定“四个自信”"]),
        (
            "要把“真解决问题、解决真问题”作为标尺，抓好落实。",
            ["把“真解决问题、解决真问题”作为标尺", "抓好落实"],
        ),
        ("各镇街党政主要负责同志要亲自抓。", ["各镇街党政主要负责同志要亲自抓"]),
        ("带头学习法律，法律知识考试参考率达到100%。", ["带头学习法律", "法律知识考试参考率达到100%"]),
    ],
)
def test_one_clause_for_each_demand(sentence: str, titles: list[str]) -> None:
    """What leads up and what follows from it goes with the demand; the title is its verb and object."""
    assert [item.title for item in clauses(sentence)] == titles


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("要制定方案。", None),
        ("坚决防止问题反弹回潮。", "prohibition"),
        ("严禁占用消防通道。", "prohibition"),
        ("要长期抓好学习。", "standing"),
        ("持续深化研究阐释。", "standing"),
        ("建立长期稳定的供销关系。", None),
        ("增强农产品持续供给能力。", None),
        ("每季度召开一次会议。", "recurring"),
        ("健全定期听取报告制度。", "recurring"),
        ("进一步提高行政机关负责人出庭应诉率。", "indicator"),
        ("要查处“严禁事项”。", None),
    ],
)
def test_kinds(sentence: str, kind: str | None) -> None:
    """By words outside quotation marks; a task where none tells."""
    assert [item.kind for item in clauses(sentence)] == [kind]


def test_subjects_hold_until_another_one() -> None:
    """Who is named first has to do what follows, up to the next unit."""
    found = clauses("区司法局要牵头制定清单，建立台账；各镇街要开展自查，区教委配合，及时上报情况。")
    assert [(item.title, item.units.lead) for item in found] == [
        ("牵头制定清单", "区司法局"),
        ("建立台账", "区司法局"),
        ("各镇街要开展自查", "各镇街"),
        ("及时上报情况", "各镇街"),
    ]
    assert [item.units.support for item in found] == [(), (), ("区教委",), ()]


def test_who_is_assigned_in_pieces() -> None:
    """由甲牵头，乙配合 goes with what follows, 由甲负责 with what stands before."""
    (one,) = clauses("由区体育局牵头，区教委、区总工会配合，每年举办运动会1次。")
    assert (one.title, one.units) == ("每年举办运动会1次", Units("区体育局", ("区教委", "区总工会")))
    first, second = clauses("清除楼道堆物，由各楼组长负责，粉刷墙面。")
    assert (first.title, first.units.lead, first.text) == (
        "清除楼道堆物",
        "各楼组长",
        "清除楼道堆物，由各楼组长负责",
    )
    assert second.title == "粉刷墙面"


def test_deadlines_of_clauses() -> None:
    """Each its own; two at one verb make two clauses; one at the head of a sentence is doubted further on."""
    found = clauses("分别于5月底和10月底前组织两次演练。")
    assert [(item.title, item.due, item.doubts) for item in found] == [
        ("分别于5月底和10月底前组织两次演练", "5月底", ("一句里有几个时限：5月底、10月底前",)),
        ("分别于5月底和10月底前组织两次演练", "10月底前", ("一句里有几个时限：5月底、10月底前",)),
    ]
    led = clauses("2022年底前，建立台账，开展培训。")
    assert [(item.title, item.due) for item in led] == [
        ("建立台账", "2022年底前"),
        ("开展培训", "2022年底前"),
    ]
    assert led[1].doubts == ("时限“2022年底前”写在前一项，核对是不是也管这一项",)
    (blank,) = clauses("X月底前拨付到位。")
    assert (blank.due, blank.due_kind, blank.doubts) == ("X月底前", "blank", ("时限“X月底前”原文留空",))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("区公安分局要在春运前完成约谈。", [("在春运前完成约谈", "春运前")]),
        ("要健全校车制度，开学前检验一遍。", [("健全校车制度", "开学前")]),
        ("要做好汛期前后的巡查。", [("做好汛期前后的巡查", "")]),
        (
            "要开展大检查，上半年全面检查一遍，下半年开展“回头看”。",
            [("开展大检查", "上半年"), ("下半年开展“回头看”", "下半年")],
        ),
        ("要总结上半年开展的工作。", [("总结上半年开展的工作", "")]),
        ("上半年，要建立台账。", [("建立台账", "")]),
    ],
)
def test_times_without_a_day_are_asked_for(sentence: str, expected: list[tuple[str, str]]) -> None:
    """A season and a bare half of the year set no date, and are not lost either."""
    found = clauses(sentence)
    doubts = [item.doubts[0].split("”")[0].removeprefix("时限“") if item.doubts else "" for item in found]
    assert [(item.title, doubt) for item, doubt in zip(found, doubts, strict=True)] == expected
    assert all(item.due is None for item in found if item.doubts)


def test_shortcomings_are_demands_to_put_them_right() -> None:
    """Each that was found, marked as such."""
    found = clauses("去年，督察组指出存在学习不够深入，存在学用结合不紧密等问题。")
    assert [(item.title, item.finding) for item in found] == [
        ("学习不够深入", True),
        ("学用结合不紧密等问题", True),
    ]
    seen = clauses("但也要看到，还存在推进不平衡、管护不到位等问题，必须高度重视。")
    assert [(item.title, item.finding) for item in seen] == [("推进不平衡、管护不到位等问题", True)]
    assert [item.title for item in clauses("要着力解决群众反映的突出问题。")] == [
        "着力解决群众反映的突出问题"
    ]


def test_demands_by_their_place_alone() -> None:
    """Taken with a doubt; background, labels and permissions are none."""
    (one,) = as_clauses("绿地率35%以上。")
    assert (one.title, one.doubts) == ("绿地率35%以上", ("这一句没有“要”“应”一类的字，核对是不是要办的事",))
    for sentence in ("去年以来，成效明显。", "责任单位：区司法局", "可以委托办理。", "。"):
        assert as_clauses(sentence) == []


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("甲" * LONGEST, "甲" * LONGEST),
        ("推进" + "安全稳定、" * 9 + "制度建设", "推进" + "、".join(["安全稳定"] * 7) + "…"),
        ("落实《" + "甲" * 50 + "》", "落实《" + "甲" * 36 + "…"),
        ("做好新时代法治人才工作，落实《" + "甲" * 50 + "》", "做好新时代法治人才工作，落实…"),
        ("甲" * 38 + "的乙丙丁", "甲" * 38 + "…"),
    ],
)
def test_long_titles_are_cut(text: str, short: str) -> None:
    """Where a list goes on, before a bracket left open; no 的 or 、 dangles."""
    assert shortened(text) == short


def test_only_matters_alike_are_spread() -> None:
    """Lists of objects, of verbs with objects and in quotation marks stay one."""
    for title in ("健全侦查权、检察权相互制约的机制", "举一反三、触类旁通", "把甲领域、乙领域结合起来"):
        assert spread(title) == [title]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("要切实加强保护", "要切实加强"),
        ("进一步提高能力", "进一步提高"),
        ("把学习纳入计划", "把"),
        ("对案件进行评查", "对案件进行"),
        ("治理工作小组设在教育部", ""),
        ("法治社会", ""),
    ],
)
def test_where_the_verb_is(text: str, verb: str) -> None:
    """Behind its adverbs; not in the name of something."""
    assert text[: verb_end(text)] == verb


@given(st.text(alphabet="要把甲乙，；：。“”（）《》、9月底前完成", max_size=40))
def test_pieces_stand_in_their_sentence(text: str) -> None:
    """Each where it says, in order; what is between them is signs and joints."""
    found = pieces(text)
    assert all(text[item.start : item.end] == item.text for item in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    for item in clauses(text):
        assert item.text in bare(text)


@pytest.mark.parametrize(
    ("text", "dues", "refused"),
    [
        ("要做到24小时内回应、5个工作日内办结。", [None], ["24小时内", "5个工作日内"]),
        ("对群众诉求要在3个工作日内答复。", [None], ["3个工作日内"]),
        ("各单位要在5个工作日内反馈整改方案。", ["5个工作日内"], []),
        ("要在一个月内办结存量积案。", ["一个月内"], []),
        ("对信访投诉问题要在9月底前办结。", ["9月底前"], []),
    ],
)
def test_how_fast_each_case_is_served_is_no_deadline(
    text: str, dues: list[str | None], refused: list[str]
) -> None:
    """It is told to be checked; a span for the work itself counts from the day of issue."""
    made = clauses(text)
    assert [clause.due for clause in made] == dues
    assert [doubt for clause in made for doubt in clause.doubts] == [
        f"时限“{phrase}”没有写进 due：像是每一件的办理时限，从收到时算起" for phrase in refused
    ]


@pytest.mark.parametrize(
    ("text", "support"),
    [
        ("应急局要会同生态环境局在4月底前对全区企业开展检查。", ("生态环境局",)),
        (
            "应急局要会同生态环境局、市场监管局和消防救援大队开展检查。",
            ("生态环境局", "市场监管局", "消防救援大队"),
        ),
        ("应急局会同生态环境局、市场监管局制定办法。", ("生态环境局", "市场监管局")),
        ("应急局要会同制定方案。", ()),
    ],
)
def test_those_that_the_subject_acts_with_support_it(text: str, support: tuple[str, ...]) -> None:
    """Whether 要 stands between or not; what is no unit is none."""
    (made,) = clauses(text)
    assert (made.units.lead, made.units.support) == ("应急局", support)
