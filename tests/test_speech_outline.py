"""Sections, subtasks and places of documents in the patterns that offices number in."""

import re
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.speech.outline import Outline, Table, outline
from tests.plans import DOCUMENTS

OUTLINES: dict[str, tuple[str, list[str], list[tuple[str, str]]]] = {
    "CHAPTERS": (
        "全县河湖长制工作要点",
        ["标题", "称谓", "前言", "落款、附注", "落款、附注"],
        [
            ("1", "健全责任体系"),
            ("1.1", "压实河长责任"),
            ("1.2", "完善联席会议制度"),
            ("2", "抓好问题整治"),
            ("2.1", "清理“四乱”问题"),
            ("2.2", "整治入河排污口"),
            ("3", "工作要求"),
            ("3.0", "工作要求"),
        ],
    ),
    "RUNNING_ON": (
        "关于优化营商环境的实施方案",
        ["标题"],
        [
            ("1", "深化审批改革"),
            ("1.1", "压减审批时限"),
            ("1.2", "推进一网通办"),
            ("2", "加强监管"),
            ("2.3", "推行双随机抽查"),
            ("2.4", "完善信用监管"),
            ("3", "优化服务"),
            ("3.5", "落实惠企政策"),
        ],
    ),
    "LEVEL_MISSING": (
        "秸秆禁烧工作方案",
        ["标题", "总体要求"],
        [
            ("2", "工作措施"),
            ("2.1", "加强宣传引导"),
            ("2.2", "严格执法"),
            ("3", "保障措施"),
            ("3.1", "加强领导"),
            ("3.2", "强化督查"),
        ],
    ),
    "TOP_IS_TASK": (
        "加大激励支持力度的措施",
        ["标题"],
        [
            ("1", "加大激励支持力度的措施"),
            ("1.1", "对创新成效好的县，优先支持建设创新平台"),
            ("1.2", "对财政管理规范的县，在分配转移支付时予以倾斜"),
        ],
    ),
    "SPEECH": (
        "在全区安全生产工作会议上的讲话",
        ["标题", "落款、附注", "称谓", "前言", "落款、附注"],
        [
            ("1", "突出重点，守牢安全底线"),
            ("1.0", "引言"),
            ("1.1", "抓好排查整治"),
            ("1.2", "强化应急值守"),
            ("2", "压实责任，狠抓落实"),
            ("2.1", "落实属地责任"),
            ("2.2", "落实主体责任"),
        ],
    ),
    "ONE_PARAGRAPH": (
        "",
        ["前言"],
        [
            ("1", "正文"),
            ("1.1", "提高认识，把思想统一到区委部署上来"),
            ("1.2", "突出重点"),
            ("1.3", "加强督导，区委督查室要每周通报一次进展"),
        ],
    ),
    "ORDINALS": (
        "关于巡察整改的几点要求",
        ["标题"],
        [
            ("1", "关于巡察整改的几点要求"),
            ("1.1", "要提高站位"),
            ("1.2", "要对账销号"),
            ("1.3", "要建章立制"),
        ],
    ),
    "FIGURES": (
        "社区环境整治计划",
        ["标题"],
        [
            ("1", "开展楼道清理"),
            ("1.1", "清除楼道堆物，由各楼组长负责"),
            ("1.2", "粉刷墙面，6月15日前完成"),
            ("2", "规范停车秩序"),
            ("2.1", "重新划线"),
            ("2.2", "严禁占用消防通道"),
        ],
    ),
    "DASHES": (
        "推进乡村振兴三年行动要点",
        ["标题", "总体要求"],
        [
            ("2", "重点任务"),
            ("2.1", "发展特色产业"),
            ("2.2", "改善人居环境"),
        ],
    ),
    "OWN_LINES": (
        "示范创建任务分工",
        ["标题"],
        [
            ("1", "健全行政决策制度"),
            ("1.1", "编制重大行政决策事项目录，并向社会公布"),
            ("1.2", "落实合法性审查制度，审查率达到100%"),
            ("2", "规范行政执法"),
            ("2.3", "全面推行行政执法“三项制度”"),
        ],
    ),
    "FINDINGS": (
        "关于落实巡察反馈意见的整改方案",
        ["标题"],
        [
            ("1", "关于落实巡察反馈意见的整改方案"),
            ("1.1", "关于“学习不够深入”问题"),
            ("1.2", "关于“项目管理粗放”问题"),
        ],
    ),
    "STAGES": (
        "整治专项行动实施方案",
        ["标题", "落款、附注", "落款、附注"],
        [
            ("1", "实施步骤"),
            ("1.1", "动员部署阶段（2022年3月1日—3月15日）"),
            ("1.2", "集中整治阶段（3月16日—10月31日）"),
        ],
    ),
    "NOTICE": (
        "关于做好防汛工作的紧急通知",
        ["标题", "称谓", "落款、附注", "落款、附注"],
        [
            ("1", "关于做好防汛工作的紧急通知"),
            ("1.1", "关于做好防汛工作的紧急通知"),
        ],
    ),
    "ARTICLES": (
        "区政务公开管理办法",
        ["标题", "总体要求", "总体要求"],
        [
            ("2", "公开内容"),
            ("2.2", "各单位应当每年1月31日前公布上一年度报告"),
            ("2.3", "行政机关应当在信息形成之日起20个工作日内公开"),
        ],
    ),
    "HALF_WIDTH": (
        "2022年普法工作计划",
        ["标题"],
        [
            ("1", "工作任务"),
            ("1.1", "抓好重点对象普法"),
            ("2", "组织保障"),
            ("2.1", "加强领导"),
        ],
    ),
}
"""Of each document its title, why something was set apart, and its sections and subtasks."""


def outlined(text: str, tables: tuple[Table, ...] = ()) -> Outline:
    """Return the structure of a text with a paragraph on each line."""
    return outline(text.split("\n"), tables)


def shape(found: Outline) -> list[tuple[str, str]]:
    """Return id and title of every section and subtask, in order."""
    return [
        item
        for chapter in found.chapters
        for item in [(chapter.id, chapter.title), *((part.id, part.title) for part in chapter.parts)]
    ]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_sections_and_subtasks(name: str) -> None:
    """Every heading with the document's own number, and nothing else."""
    found = outlined(DOCUMENTS[name])
    title, apart, parts = OUTLINES[name]
    assert (found.title, [item.why for item in found.asides], shape(found)) == (title, apart, parts)


def test_places() -> None:
    """The heading is s1; further paragraphs have a p; before the first subtask they count from p1."""
    found = outlined(
        "一、甲部分\n开头一句。又一句。\n（一）第一项。要做好。\n另起一段。\n（二）第二项\n正文。"
    )
    assert [(item.place, item.text) for item in found.sentences()] == [
        ("1.h", "甲部分"),
        ("1.0.p1.s1", "开头一句。"),
        ("1.0.p1.s2", "又一句。"),
        ("1.1.s1", "（一）第一项。"),
        ("1.1.s2", "要做好。"),
        ("1.1.p2.s1", "另起一段。"),
        ("1.2.s1", "（二）第二项"),
        ("1.2.p2.s1", "正文。"),
    ]
    assert [part.heading for part in found.chapters[0].parts] == ["", "1.1.s1", "1.2.s1"]
    assert [part.checked for part in found.chapters[0].parts] == [False, True, True]


def test_what_a_chapter_heading_says_beyond_its_title() -> None:
    """Stands under N.0, and none of it is lost."""
    found = outlined("一、加强领导。各镇街要成立专班。\n二、加强保障。\n（一）资金。要列入预算。")
    assert [item.text for item in found.chapters[0].parts[0].paragraphs[0].sentences] == [
        "各镇街要成立专班。"
    ]
    assert shape(found) == [("1", "加强领导"), ("1.0", "加强领导"), ("2", "加强保障"), ("2.1", "资金")]


def test_numbers_that_are_missing_or_double() -> None:
    """The next free one is taken; no id comes twice."""
    found = outlined("一、甲\n（一）子。要办。\n（一）丑。要办。\n（五）寅。要办。\n一、乙\n（一）卯。要办。")
    assert [place for place, _ in shape(found)] == ["1", "1.1", "1.2", "1.5", "2", "2.1"]


def test_inner_numbers_stay_in_the_subtask() -> None:
    """What is numbered below the second level are its paragraphs, with the kind of their number."""
    found = outlined("一、甲\n（一）子\n1.要办。\n（1）又要办。\n①再要办。\n（二）丑\n要办。")
    assert [item.marker for item in found.chapters[0].parts[0].paragraphs] == ["", "figure", "small", "ring"]


TASKS = (
    ("序号", "任务", "具体措施", "牵头单位", "完成时限"),
    ("1", "健全制度", "制定办法", "区司法局", "6月底前"),
)


def test_a_table_of_tasks_in_a_chapter_and_behind_the_body() -> None:
    """In a chapter it has that chapter's number, behind the signature a chapter of its own."""
    text = "任务分工\n一、甲\n（一）子。要办。\n二、乙\n（一）丑。要办。\n区政府办\n2022年3月1日\n任务分解表"
    found = outlined(text, ((3, TASKS), (8, TASKS)))
    assert [(chapter.id, chapter.title) for chapter in found.chapters] == [
        ("1", "甲"),
        ("2", "乙"),
        ("3", "任务分解表"),
    ]
    rows = [(row.place, row.text) for chapter in found.chapters for one in chapter.sheets for row in one.rows]
    assert rows == [
        ("1.t1.r2", "1｜健全制度｜制定办法｜区司法局｜6月底前"),
        ("3.t1.r2", "1｜健全制度｜制定办法｜区司法局｜6月底前"),
    ]


def test_any_other_table_is_set_apart() -> None:
    """As lines of text, under the notes."""
    found = outlined("一、甲\n（一）子。要办。", ((2, (("指标", "数值"), ("案件", "12"))),))
    assert [(item.why, item.text) for item in found.asides] == [("表格", "指标｜数值\n案件｜12")]


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "一、甲部分",
                "二、乙。要办好。",
                "（一）子",
                "（二）丑。要在6月底前办结。",
                "1.寅。",
                "一要卯。二要辰。",
            ]
        ),
        st.sampled_from(["责任单位：区司法局", "总体要求", "一、总体要求", "某办", "2022年3月1日", "——巳。"]),
        st.text(alphabet="一二十要是、（）()1.。；：，甲乙“”《》 　", max_size=30),
    ),
    max_size=14,
)


@given(LINES)
def test_nothing_is_lost_and_no_place_comes_twice(lines: list[str]) -> None:
    """Every character but numbers and end marks of chapter headings is in a sentence or set apart."""
    found = outline(lines)
    places = [item.place for item in found.sentences()]
    assert len(places) == len(set(places))
    kept = "".join([*(item.text for item in found.sentences()), *(item.text for item in found.asides)])
    lost = Counter(_plain("".join(lines))) - Counter(_plain(kept))
    assert lost == Counter()


def _plain(text: str) -> str:
    return re.sub(r"[\s一二十要是（）()1.。；，、：]", "", text)


def test_time_grows_with_the_length_alone() -> None:
    """Ten times the text takes about ten times as long, whatever is in it."""
    for text in ("一要甲，二要乙，", "（（“《", "一、甲。要办。\n（一）乙，丙，丁。\n"):
        times = [_seconds(text * count) for count in (400, 4000)]
        assert times[1] < 40 * max(times[0], 0.005), text


def _seconds(text: str) -> float:
    """Return the shortest of three runs: what else the machine does is not the question."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        outlined(text)
        times.append(time.perf_counter() - began)
    return min(times)
