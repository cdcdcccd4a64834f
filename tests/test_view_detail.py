"""One measure in full, letter by letter."""

import re
from datetime import date

import pytest

from fazhi_cli.cells import width
from fazhi_cli.query import select
from fazhi_cli.view.detail import detail_text
from fazhi_cli.view.screen import PIPE, Screen
from tests.conftest import HEAD, load_text, one_measure
from tests.hostile import HOSTILE, Hostile, listing_of

FULL = """\
detail: 详细内容若干
kind: indicator
lead: 区司法局
support: [区法院, 区检察院]
owner: 张三
leader: 李主任
group: 执法协调小组
due: 9月底前
since: 2022-04-01
assumed: [lead, due]
status: doing
progress: 40
source: [3.4.s4, 3.4.s5]
finding: 查出的毛病
cause: 原因
acceptance: 标准
recheck: 2022-12-01
indicator: {name: 出庭应诉率, of: 出庭应诉案件, floor: 5}
tags: [改革, 普法]
related: [1.1.1]
lineage: "2021:1.1.1"
plan: [{step: 形成初稿, before: 60, done: 2022-07-20}, {step: 定稿, before: 10}]
extensions: [{date: 2022-05-20, from: 6月底前, to: 9月底前, reason: 方案待批, by: 王五}]
chases:
  - {date: 2022-10-01, by: 王五, to: 区司法局, how: 函, reply_by: 2022-10-05, number: 催〔2022〕1号}
  - {date: 2022-10-02, to: 区法院}
log:
  - {date: 2022-05-30, by: 李四, unit: 区司法局, for: 2022Q2, status: doing, progress: 40, note: 已印发方案,
     problem: 人手不足, next: 培训, evidence: [甲.pdf, 乙.pdf], count: 17/20, recorded: 2022-07-01}
  - {date: 2022-06-30, status: review}
  - {date: 2022-07-01, status: doing, note: 材料不全}
"""


def shown(lines: str, day: str = "2022-10-15", screen: Screen = PIPE, head: str = HEAD) -> str:
    """Return what `show` prints of the measure with `lines`."""
    register = load_text(one_measure(lines, head)).register
    return detail_text(select(register, date.fromisoformat(day)).rows[0], register, screen)


def test_everything_about_one_measure() -> None:
    """Every field of the register stands there, what is assumed is marked, the log comes last."""
    assert (
        shown(FULL)
        == """\
1.1.1 措施

部分      1 部分
子任务    1.1 子任务
详细内容  详细内容若干
类型      指标
指标      出庭应诉率（占出庭应诉案件），越高越好，底线 5%
存在问题  查出的毛病
原因      原因
验收标准  标准
牵头单位  区司法局（拟）
责任单位  区法院、区检察院
责任人    张三
责任领导  李主任
协调小组  执法协调小组
完成时限  2022-09-30（拟）（原文：9月底前）
原定时限  2022-06-30（6月底前），延期后 2022-09-30（9月底前），延期 1 次
起始日期  2022-04-01
回头看    2022-12-01
状态      进行中，进度 40%，红灯，逾期 15 天，落后序时进度 60 个百分点，久无回音
反复      退回 1 次
最近记录  2022-07-01
出处      3.4.s4、3.4.s5
标签      改革、普法
相关措施  1.1.1
沿革      2021:1.1.1
推定      牵头单位、完成时限

倒排工期：
  2022-08-01（拟）  销  形成初稿（提前 60 天，2022-07-20 完成）
  2022-09-20（拟）  红  定稿（提前 10 天）

延期：
  2022-05-20  6月底前 → 9月底前，方案待批 — 王五

催办：
  2022-10-01  函 区司法局，催〔2022〕1号，请于 2022-10-05 前回复，未答复，已过期限 — 王五
  2022-10-02  催办 区法院，未答复

进展记录：
  2022-05-30  【2022Q2】区司法局，进行中，进度 40%，已印发方案，问题：人手不足，下一步：培训，\
佐证：甲.pdf、乙.pdf，计数 17/20（2022-07-01 补记） — 李四
  2022-06-30  待审核
  2022-07-01  进行中，材料不全"""
    )


def test_a_measure_with_a_title_alone() -> None:
    """What is not known takes no line; a missing lead and deadline are said."""
    assert (
        shown("kind: task", head=HEAD.replace("issued: 2022-03-15\n", ""))
        == """\
1.1.1 措施

部分      1 部分
子任务    1.1 子任务
类型      任务
牵头单位  待明确
完成时限  无
状态      未启动，进度 0%，灰灯

进展记录：
  还没有。"""
    )


@pytest.mark.parametrize(
    ("lines", "day", "state"),
    [
        ("due: 9月底前\nlog: [{date: 2022-09-20}]", "2022-09-30", "未启动，进度 0%，黄灯，今天到期"),
        ("due: 9月底前\nlog: [{date: 2022-09-20}]", "2022-09-29", "未启动，进度 0%，黄灯，还有 1 天"),
        ("due: 9月底前\nlog: [{date: 2022-09-20}]", "2022-10-01", "未启动，进度 0%，红灯，逾期 1 天"),
        ("due: 每季度", "2022-10-15", "未启动，进度 0%，红灯，缺报 3 期，久无回音"),
        ("due: 9月底前\nstatus: done\nlog: [{date: 2022-09-20, status: done}]", "2022-10-15",
         "已办结，进度 100%"),
        ("due: 9月底前\nstatus: paused", "2022-10-15", "暂缓，进度 0%"),
        ("due: 9月底前\nstatus: review\nlog: [{date: 2022-10-02, status: review}]", "2022-10-15",
         "待审核，进度 0%，红灯，逾期 2 天"),
        ("due: 立行立改", "2022-03-25", "未启动，进度 0%，黄灯"),
    ],
)  # fmt: skip
def test_how_it_stands_in_one_line(lines: str, day: str, state: str) -> None:
    """Status, progress, light and what presses; finished work has no light."""
    assert re.search(r"^状态      (.*)$", shown(lines, day), re.MULTILINE)[1] == state  # type: ignore[index]


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (
            "due: 9月底前\nstatus: done\nlog: [{date: 2022-09-20, status: done}]",
            "报办结    2022-09-20（按期）",
        ),
        (
            "due: 9月底前\nstatus: done\nlog: [{date: 2022-10-02, status: done}]",
            "报办结    2022-10-02（逾期）",
        ),
        ("status: done\nlog: [{date: 2022-10-02, status: done}]", "报办结    2022-10-02"),
        ("due: 2022-09-30", "完成时限  2022-09-30"),
        ("due: 立行立改", "完成时限  立行立改，已 214 天"),
        # extensions: in time on the day itself, late after it; each deadline with its date
        (
            "due: 9月底前\nextensions: [{date: 2022-06-30, from: 6月底前, to: 9月底前}]",
            "  2022-06-30  6月底前 → 9月底前",
        ),
        (
            "due: 9月底前\nextensions: [{date: 2022-07-01, from: 6月底前, to: 9月底前, reason: 待批}]",
            "  2022-07-01  6月底前 → 9月底前（逾期后提出），待批",
        ),
        (
            "due: 2022-12-01\nextensions: [{date: 2022-06-30, from: 6月底前, to: 9月底前},"
            " {date: 2022-10-01, from: 9月底前, to: 2022-12-01}]",
            "原定时限  2022-06-30（6月底前），延期后 2022-12-01，延期 2 次",
        ),
        (
            "due: 每季度\nextensions: [{date: 2022-06-30, from: 立行立改, to: 每季度}]",
            "原定时限  立行立改，延期后 2022-12-31（每季度），延期 1 次",
        ),
        (
            "extensions: [{date: 2022-06-30, from: 6月底前, to: 无}]",
            "原定时限  2022-06-30（6月底前），延期后 无，延期 1 次",
        ),
        # chases
        (
            "lead: 甲\nchases: [{date: 2022-10-02, to: 甲, reply_by: 2022-10-05}]\nlog: [{date: 2022-10-05}]",
            "  2022-10-02  催办 甲，请于 2022-10-05 前回复，2022-10-05 已答复",
        ),
        (
            "lead: 甲\nchases: [{date: 2022-10-02, to: 甲, reply_by: 2022-10-05}]\nlog: [{date: 2022-10-06}]",
            "  2022-10-02  催办 甲，请于 2022-10-05 前回复，2022-10-06 已答复（过了期限）",
        ),
        (
            "lead: 甲\nchases: [{date: 2022-10-02, to: 甲, how: 当面}]\nlog: [{date: 2022-10-06}]",
            "  2022-10-02  当面 甲，2022-10-06 已答复",
        ),
        ("due: 每季度", "完成时限  每季度，下次 2022-12-31"),
        ("kind: prohibition\nlog: [{date: 2022-06-30, incidents: 0}]", "  2022-06-30  发生 0 次"),
        ("title: 措施\nassumed: [title]", "1.1.1 措施（拟）"),
        ("detail: 甲\nassumed: [detail]", "详细内容  甲（拟）"),
        ("log: [{date: 2022-10-02, status: done}, {date: 2022-10-03, status: doing}]", "反复      重启 1 次"),
        ("due: X月底前\nplan: [{step: 定稿, before: 10}]", "  提前 10 天  灰  定稿"),
        ("plan: [{step: 定稿, before: 10, done: 2022-10-01}]", "  提前 10 天  销  定稿（2022-10-01 完成）"),
        ("indicator: {name: 率, good: down}", "指标      率，越低越好"),
    ],
)
def test_single_lines(lines: str, line: str) -> None:
    """These lines stand there exactly so."""
    if lines.startswith("title"):
        lines = lines.partition("\n")[2]
    assert line in shown(lines).splitlines()


def test_line_breaks_of_a_note_stay_line_breaks() -> None:
    """A detail of several lines is shown in several lines."""
    text = shown('detail: "一\\n二"\nlog: [{date: 2022-06-30, note: "甲\\n乙"}]')
    assert "详细内容  一\n          二\n" in text
    assert "  2022-06-30  甲\n  乙" in text


def test_a_narrow_terminal_folds_beside_the_labels() -> None:
    """Folded text stands below its beginning."""
    assert shown("detail: 推进行政人民司法三类调解衔接联动", screen=Screen(30)).splitlines()[4:6] == [
        "详细内容  推进行政人民司法三类",
        "          调解衔接联动",
    ]


@pytest.mark.parametrize("wide", [120, 80, 60, 40, 20])
def test_no_line_is_wider_than_the_terminal(wide: int) -> None:
    """At every usual width all of it is there and fits."""
    text = shown(FULL, screen=Screen(wide))
    assert max(width(line) for line in text.split("\n")) <= wide
    assert re.sub(r"\s", "", text) == re.sub(r"\s", "", shown(FULL))


@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: bad.about)
@pytest.mark.parametrize("screen", [PIPE, Screen(20)], ids=str)
def test_hostile_texts_come_out_as_plain_text(bad: Hostile, screen: Screen) -> None:
    """Nothing in a measure acts on the terminal."""
    listing = listing_of(bad.text)
    text = detail_text(listing.rows[0], listing.register, screen)
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e\u200b]", text) is None
    together = re.sub(r"[\s⏎]", "", text)
    assert re.sub(r"[\s⏎]", "", bad.shown) in together
