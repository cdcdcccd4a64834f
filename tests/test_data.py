"""The register of the speech that comes with the program, and the schema beside it."""

import json
import re
from collections import Counter
from datetime import date

import pytest

from fazhi_cli import check, holidays, packaged
from fazhi_cli.change import Append, Clear, Put
from fazhi_cli.model import json_schema
from fazhi_cli.proof import changed
from fazhi_cli.query import select
from fazhi_cli.register import Loaded, load, located

CALENDAR = holidays.calendar_for([])

# How many sentences each paragraph of the speech has; a section's heading (`1.h`) is one more place.
SENTENCES = {
    "1.0.p1": 1, "1.0.p2": 3, "1.1": 5, "1.2": 3, "1.3": 3,
    "2.1": 4, "2.2": 4, "2.3": 5,
    "3.0.p1": 2, "3.1": 5, "3.2": 3, "3.3": 7, "3.4": 13, "3.5": 6, "3.6": 8, "3.7": 7,
    "4.0.p1": 2, "4.1": 4, "4.2": 4, "4.3": 2,
}  # fmt: skip
HEADINGS = {
    *("1.1.s1", "1.2.s1", "1.3.s1", "2.1.s1", "2.2.s1", "2.3.s1", "3.2.s1", "3.3.s1", "3.5.s1", "3.7.s1"),
    *("4.1.s1", "4.2.s1", "4.3.s1"),
}  # carried by the subtask's title
NO_DEMAND = {
    *("1.0.p1.s1", "1.0.p2.s1", "3.0.p1.s1", "3.1.s2", "3.3.s2", "3.4.s2", "3.4.s12", "3.5.s2", "4.0.p1.s1"),
}  # background, results reached, weight of the matter, a saying


@pytest.fixture(scope="module")
def speech() -> Loaded:
    """Return the register as it is committed."""
    return load(packaged.REGISTER, CALENDAR)


def test_loads_without_a_warning(speech: Loaded) -> None:
    """The built-in register is clean UTF-8 with nothing odd in it."""
    assert speech.warnings == ()


def test_sections_and_subtasks_are_those_of_the_speech(speech: Loaded) -> None:
    """Four sections hold three, three, seven and three subtasks, numbered in order."""
    counts = Counter(subtask.parent for subtask in speech.register.subtasks)
    assert counts == {"1": 3, "2": 3, "3": 7, "4": 3}
    assert [subtask.id for subtask in speech.register.subtasks] == [
        f"{section}.{number}"
        for section, count in (("1", 3), ("2", 3), ("3", 7), ("4", 3))
        for number in range(1, count + 1)
    ]


def test_every_subtask_has_measures_numbered_without_a_gap(speech: Loaded) -> None:
    """Measures count from one below each subtask, and there are as many as the speech has demands."""
    measures = speech.register.measures
    assert 130 <= len(measures) <= 190
    for subtask in speech.register.subtasks:
        own = [measure.id for measure in measures if measure.subtask == subtask.id]
        assert own == [f"{subtask.id}.{number}" for number in range(1, len(own) + 1)]
        assert own


def test_every_measure_has_a_source_and_a_short_title(speech: Loaded) -> None:
    """No measure lacks its place in the speech; titles have at most 25 characters and are all different."""
    titles = [measure.title for measure in speech.register.measures]
    assert [measure.id for measure in speech.register.measures if not measure.source] == []
    assert [title for title in titles if len(title) > 25] == []
    assert [title for title, count in Counter(titles).items() if count > 1] == []


def test_only_the_year_and_the_default_deadline_are_supplied(speech: Loaded) -> None:
    """The register says what its maker added, and no date stands in it."""
    register = speech.register
    assert (register.year, register.issued, register.assumed) == (2022, None, ("year", "rules.default_due"))
    assert register.rules.default_due == "年底前"
    assert re.findall(r"\d{4}-\d\d-\d\d", speech.source.text) == []
    written = {measure.due for measure in register.measures if measure.due}
    assert written == {"X月底前", "立行立改", "尽快", "及时", "定期", "今天会议后及时"}


def test_blanks_of_the_speech_are_carried_as_written(speech: Loaded) -> None:
    """XX项 stands in a title, X月底前 as the one blank deadline."""
    blank = [measure.id for measure in speech.register.measures if measure.due == "X月底前"]
    masked = [measure.id for measure in speech.register.measures if "XX项" in measure.title]
    assert (blank, masked) == (["2.3.1"], ["2.2.3"])


@pytest.mark.parametrize(
    ("subtask", "members"),
    [
        ("1.1", "四个意识 四个自信 两个维护 两个确立 教材 课堂 头脑 原著 原文 原理"),
        ("1.2", "十一个坚持 历史逻辑 理论渊源 实践价值 时代背景 历史贡献 理论品格 实践要求"),
        ("1.3", "获得感 幸福感 安全感 十四五 急难愁盼"),
        ("2.1", "政治自觉 思想自觉 行动自觉 自我完善 自我革新 自我提高"),
        ("2.2", "问题 目标 结果 思想根源 制度机制 反弹回潮 当前改 长久立 漏洞"),
        ("2.3", "条条有措施 事事有回音 件件有着落 倒排 逐条督促 统筹考核"),
        ("3.1", "初任 任职 宣誓 民法典 尊崇 学习 遵守 维护"),
        ("3.2", "安全稳定 民生保障 生态环境 科技创新 文化振兴 电信网络诈骗 新型毒品 黄赌毒 食药环"),
        ("3.2", "党内 行政 上位法"),
        ("3.3", "城市管理 市场监管 生态环境 主动性 精准性 时效性 行政处罚法"),
        ("3.3", "公众参与 严格 规范 公正 文明"),
        ("3.4", "行政 人民 司法 3+N 侦查权 检察权 审判权 执行权 刑事 民事 法官 检察官 人民警察 惩戒委员会"),
        ("3.4", "政治素质 业务能力 廉洁从政 服务发展 晋职 晋级 晋升"),
        ("3.4", "繁简 轻重 快慢 认罪认罚 刑讯逼供 未成年人"),
        ("3.5", "企业 乡村 机关 校园 军营 网络 枫桥经验 大排查 大化解 大走访 大接访"),
        ("3.5", "民转刑 民转群 民转极 妇女儿童"),
        ("3.6", "经济 政治 社会 产权 反垄断 反不正当竞争 农村土地 户籍 动态更新 跟踪评估 法律援助 司法救助"),
        ("3.6", "普惠性 基础性 兜底性 创新发展 协调发展 绿色发展 共享发展"),
        ("3.7", "忠于党 忠于国家 忠于人民 忠于法律 职业道德 执业行为 复合型 涉外 青年 核心价值观"),
        ("4.1", "制度化 法治化 依规治党 议事协调机构 办事机构 定期"),
        ("4.2", "知识考试 旁听庭审 尊法 学法 守法 用法 三个规定 为零 缺席 插手案件"),
        ("4.3", "部署 推进 督促 考核 奖惩 统筹协调 沟通联络 督促落实 第一责任人 督查督办"),
    ],
)  # fmt: skip
def test_every_member_of_an_enumeration_is_there(speech: Loaded, subtask: str, members: str) -> None:
    """What the speech lists one by one stands in a title or detail of the subtask's measures."""
    text = "\n".join(
        f"{measure.title}\n{measure.detail or ''}"
        for measure in speech.register.measures
        if measure.subtask == subtask
    )
    assert [member for member in members.split() if member not in text] == []


def test_every_sentence_that_demands_something_has_a_measure(speech: Loaded) -> None:
    """Sources are places that the speech has, and only headings and background are without a measure."""
    places = {f"{start}.s{number}" for start, count in SENTENCES.items() for number in range(1, count + 1)}
    places |= {"1.h", "2.h", "3.h", "4.h"}
    named = {place for measure in speech.register.measures for place in measure.source}
    assert named - places == set()
    assert places - named == HEADINGS | NO_DEMAND


def test_a_measure_stands_under_the_paragraph_it_comes_from(speech: Loaded) -> None:
    """At least one source is in the measure's own subtask, else in the opening of its own section."""
    astray = [
        measure.id
        for measure in speech.register.measures
        if not any(
            place.startswith((f"{measure.subtask}.", f"{measure.section}.0.", f"{measure.section}.h"))
            for place in measure.source
        )
    ]
    assert astray == []


def test_what_the_speech_forbids_is_a_prohibition(speech: Loaded) -> None:
    """坚决防止, 严防, 决不允许 and 不能 have no end to reach, so such a measure is never done."""
    assert [measure.id for measure in speech.register.measures if measure.kind == "prohibition"] == [
        *("2.2.6", "3.2.12", "3.5.9", "4.2.9", "4.2.12", "4.2.13")
    ]


def test_units_not_asked_by_name_are_assumed(speech: Loaded) -> None:
    """Where the speech names whom a matter concerns but not who acts, the lead says so."""
    supplied = {m.id: m.lead for m in speech.register.measures if "lead" in m.assumed}
    assert supplied == {
        "1.1.6": "各级党委（党组）",
        "3.4.4": "法院",
        "4.1.5": "党委",
        "4.3.4": "各单位",
        "4.3.5": "各单位",
    }


def test_shortcomings_found_by_inspectors_are_measures(speech: Loaded) -> None:
    """Each of the three findings is a task with the finding stated."""
    found = [measure for measure in speech.register.measures if measure.finding]
    assert [(measure.source, measure.kind) for measure in found] == [(("1.0.p2.s2",), "task")] * 3


def test_rate_of_appearance_is_an_indicator(speech: Loaded) -> None:
    """The one rate of the speech is counted, and an appearance rate of zero is a prohibition."""
    kinds = {measure.kind: measure for measure in speech.register.measures if measure.kind != "standing"}
    indicator = kinds["indicator"].indicator
    assert indicator is not None
    assert (indicator.name, indicator.floor) == ("行政机关负责人出庭应诉率", 0)
    assert any("为零" in m.title for m in speech.register.measures if m.kind == "prohibition")


def test_check_finds_no_error(speech: Loaded) -> None:
    """Everything that a check reports of the built-in register is a reminder."""
    rows = select(speech.register, date(2022, 10, 15)).rows
    found = located(speech, check.findings(speech.register, rows, packaged.REGISTER.parent))
    assert {item.code for item in found if item.level == "error"} == set()
    assert {item.code for item in found if item.level == "warning"} == {
        "due-anchor",
        "due-soft",
        "due-blank",
        "blank-value",
    }


def test_changing_nothing_returns_the_same_bytes(speech: Loaded, parser: str) -> None:
    """An edit that puts in what is there already leaves every byte."""
    path = ("sections", 2, "subtasks", 3, "measures", 5)
    title = speech.register.measures[-1].title
    assert changed(speech, [], CALENDAR).source.data == speech.source.data
    there_and_back = changed(
        changed(speech, [Append((*path, "log"), ({"date": date(2022, 6, 30)},))], CALENDAR),
        [Clear((*path, "log"))],
        CALENDAR,
    )
    assert there_and_back.source.data == speech.source.data
    last = ("sections", 3, "subtasks", 2, "measures", 7, "title")
    assert changed(speech, [Put(last, title)], CALENDAR).source.data == speech.source.data


def test_schema_beside_the_register_is_current() -> None:
    """`data/tasks.schema.json` is what `fazhi schema` prints, and the register's first line names it."""
    assert json.loads(packaged.SCHEMA.read_text(encoding="utf-8")) == json_schema()
    first = packaged.REGISTER.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=./tasks.schema.json"
