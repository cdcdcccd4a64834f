"""What `check` finds in a register that can be read: each finding with its code, place and words."""

from datetime import date
from pathlib import Path

import pytest

from fazhi_cli import check
from fazhi_cli.check import UNCERTAIN, Answers, answers, findings
from fazhi_cli.problems import RULES, Problem
from fazhi_cli.query import select
from fazhi_cli.register import located
from tests.conftest import HEAD, load_text, one_measure

TODAY = date(2022, 10, 15)
QUIET = "lead: 区司法局\nlog: [{date: 2022-10-01, note: 有回音}]"


def found(text: str, folder: Path = Path(), day: date = TODAY) -> list[Problem]:
    """Return the findings in the register `text`, with their places."""
    loaded = load_text(text)
    rows = select(loaded.register, day).rows
    return located(loaded, findings(loaded.register, rows, folder))


def told(lines: str, head: str = HEAD, folder: Path = Path(), day: date = TODAY) -> list[tuple[object, ...]]:
    """Return (line, column, code) of what is found in a register with one measure that has `lines`."""
    items = found(one_measure(lines, head), folder, day)
    return [(item.place.line, item.place.column, item.code) for item in items]


def test_a_register_with_nothing_to_say() -> None:
    """A measure with a lead, a date and a fresh entry is found without fault."""
    assert told(f"due: 年底前\n{QUIET}") == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # the file against its own log
        ("status: doing\nlead: 甲\nlog:\n  - {date: 2022-10-01, status: review}", [(14, 21, "log-status")]),
        ("status: todo\nlead: 甲\nlog:\n  - {date: 2022-10-01, status: todo}", []),
        ("progress: 30\nlead: 甲\nlog:\n  - {date: 2022-10-01, progress: 40}", [(14, 23, "log-progress")]),
        ("progress: 40\nlead: 甲\nlog:\n  - {date: 2022-10-01, progress: 40}\n  - {date: 2022-10-02}", []),
        ("lead: 甲\nlog:\n  - {date: 2022-10-01, progress: 40}", []),  # no progress is stated
        # what is never done
        ("kind: standing\nstatus: done\nlead: 甲\nlog: [{date: 2022-10-01, evidence: [8号]}]",
         [(15, 21, "never-done")]),
        ("kind: prohibition\nstatus: done\nlead: 甲\nlog: [{date: 2022-10-01, evidence: [8号]}]",
         [(15, 21, "never-done")]),
        ("kind: task\nstatus: done\nlead: 甲\nlog: [{date: 2022-10-01, evidence: [8号]}]", []),
        # extensions
        (f"due: 年底前\nextensions: [{{date: 2022-05-01, from: 6月底前, to: 9月底前}}]\n{QUIET}",
         [(14, 18, "extension-due")]),
        (f"due: 9月底前\nextensions: [{{date: 2022-05-01, from: 6月底前, to: 9月底前}}]\n{QUIET}", []),
        (f"extensions: [{{date: 2022-05-01, from: 6月底前, to: 无}}]\n{QUIET}", []),
        # evidence
        ("status: done\nlead: 甲\nlog: [{date: 2022-10-01, status: done}]",
         [(14, 21, "done-without-evidence")]),
        ("status: done\nlead: 甲\nlog: [{date: 2022-10-01, status: done, note: 无佐证材料：口头}]", []),
        (f"status: review\n{QUIET}", []),
        # silence
        ("lead: 甲", [(12, 17, "stale")]),
        ("lead: 甲\nlog: [{date: 2022-09-01}]", [(12, 17, "stale")]),
        ("lead: 甲\nsince: 2022-10-01", [(12, 17, "no-reply")]),
        ("lead: 甲\nstatus: paused", []),
        ("lead: 甲\nstatus: dropped", []),
        # leads
        ("log: [{date: 2022-10-01, note: 有回音}]", [(12, 17, "no-lead")]),
        ("status: paused", []),
        # related, indicator, dates
        (f"related: [1.1.1, 9.9.9]\n{QUIET}", [(14, 30, "unknown-related")]),
        (f"kind: indicator\n{QUIET}", [(14, 19, "no-indicator")]),
        (f"kind: indicator\nindicator: {{name: 率}}\n{QUIET}", []),
        ("lead: 甲\nlog:\n  - {date: 2022-10-16}\n  - {date: 2022-10-15}", [(16, 24, "future-entry")]),
        # steps
        (f"due: 年底前\nplan: [{{step: 初稿, before: 78}}, {{step: 摸底, before: 77}}]\n{QUIET}",
         [(15, 27, "step-overdue")]),  # 14 and 15 October
        (f"due: 年底前\nplan: [{{step: 初稿, before: 78, done: 2022-10-15}}]\n{QUIET}", []),
        (f"due: 年底前\nplan: [{{step: 初稿, before: 10, done: 2022-10-16}}]\n{QUIET}",
         [(15, 49, "future-entry")]),
        (f"due: X月底前\nstatus: paused\nplan: [{{step: 初稿, before: 78}}]\n{QUIET}", []),
        # deadlines
        (f"due: 尽快\n{QUIET}", [(14, 18, "due-soft")]),
        (f"due: X月底前\n{QUIET}", [(14, 18, "due-blank")]),
        (f"due: 待定\n{QUIET}", [(14, 18, "due-none")]),
        (f"due: 截至2020年底\n{QUIET}", [(14, 18, "due-none")]),
        (f"due: 尽快\nstatus: paused\n{QUIET}", []),
        (f"kind: recurring\n{QUIET}", [(12, 13, "due-soft")]),
        (f"kind: standing\n{QUIET}", []),
        (f"due: 长期坚持\n{QUIET}", []),
        # what the source leaves blank
        (f"detail: 完成XX项任务\n{QUIET}", [(14, 21, "blank-value")]),
        (f"detail: 完成Ｘ项任务\n{QUIET}", [(14, 21, "blank-value")]),
        (f"detail: 完成××任务\n{QUIET}", [(14, 21, "blank-value")]),
        (f"detail: X射线检测\n{QUIET}", []),
        # what is assumed
        (f"{QUIET}\nassumed: [lead]", [(12, 17, "assumed")]),
    ],
)  # fmt: skip
def test_each_check_finds_and_leaves_alone(lines: str, expected: list[tuple[object, ...]]) -> None:
    """Each finding has this place; the line beside it is found without fault."""
    assert told(lines) == expected


def test_what_is_found_is_told_with_reason_and_remedy() -> None:
    """The words of a finding name the measure, the way to the value and what to do."""
    items = found(one_measure("status: doing\nlead: 甲\nlog: [{date: 2022-10-01, status: review}]"))
    assert [(item.level, item.path, item.message, item.hint) for item in items] == [
        (
            "error",
            "措施 1.1.1 › status",
            "状态是进行中，最后一条进展记录却是待审核",
            RULES["log-status"].hint,
        )
    ]


def test_a_step_that_is_late_is_told_with_its_day() -> None:
    """The message names the step, its day and how long ago that was; an assumed day is marked."""
    (item,) = found(one_measure(f"due: 年底前\nassumed: [due]\nplan: [{{step: 初稿, before: 80}}]\n{QUIET}"))[
        1:
    ]
    assert (item.level, item.path, item.message, item.hint) == (
        "warning",
        "措施 1.1.1 › plan 第1条 › step",
        "步骤“初稿”应在 2022-10-12（拟） 完成，已过 3 天",
        "用 fazhi plan 1.1.1 --step-done 步骤 记完成，或用 --step 步骤=天数 另定",
    )


def test_silence_is_counted_in_days() -> None:
    """From the last entry, else the start or the issue."""
    assert found(one_measure("lead: 甲"))[0].message == "已有 214 天没有回音"
    assert found(one_measure("lead: 甲\nlog: [{date: 2022-09-01}]"))[0].message == "已有 44 天没有回音"


@pytest.mark.parametrize(
    ("lines", "anchor", "key"),
    [
        ("due: 会后5个工作日内", "印发日期", "issued"),
        ("due: 年底前", "年份", "year"),
        ("due: 每季度", "印发日期", "issued"),
    ],
)
def test_a_missing_anchor_is_told(lines: str, anchor: str, key: str) -> None:
    """A deadline that cannot be counted names what is missing and where to write it."""
    head = HEAD.replace("issued: 2022-03-15\n", "").replace("year: 2022\n", "")
    item = next(item for item in found(one_measure(f"{lines}\nlead: 甲", head)) if item.code == "due-anchor")
    phrase = lines.removeprefix("due: ")
    assert (item.message, item.hint) == (f"时限“{phrase}”缺少起算的{anchor}", f"在台账开头写上 {key}")
    assert (item.place.line, item.place.column) == (12, 18)


def test_working_days_of_a_year_without_a_notice_are_told() -> None:
    """A count that ran into such a year names the year and where to write its holidays."""
    head = HEAD.replace("2022-03-15", "2030-12-20").replace("year: 2022", "year: 2030")
    items = found(one_measure("due: 10个工作日内\nlead: 甲", head))
    assert [(item.message, item.hint) for item in items if item.code == "due-calendar"] == [
        (
            f"时限“10个工作日内”算工作日时没有{year}年的放假安排，只除去了周末",
            f"在台账旁的 holidays.yaml 里补上{year}年的放假安排",
        )
        for year in (2030, 2031)
    ]


def test_a_default_deadline_without_its_year_is_told() -> None:
    """The default deadline needs its anchor as any other does."""
    head = HEAD.replace("issued: 2022-03-15\nyear: 2022\n", "").replace(
        "year: 2022\nissued: 2022-03-15\n", "rules: {default_due: 年底前}\n"
    )
    assert "due-anchor" in {item.code for item in found(one_measure("lead: 甲", head))}


ASKED = f"""\
due: 年底前
{QUIET}
chases:
  - {{date: 2022-10-08, to: 区法院, reply_by: %s}}
  - {{date: 2022-09-01, to: 区司法局}}
  - {{date: 2022-10-05, to: 区检察院}}
"""


@pytest.mark.parametrize(
    ("reply_by", "late"),
    [
        ("2022-10-12", "，已过回复期限 3 天"),
        ("2022-10-14", "，已过回复期限 1 天"),
        ("2022-10-15", ""),
        ("2022-10-20", ""),
    ],
)
def test_chases_without_an_answer(reply_by: str, late: str) -> None:
    """Each stands at its own place, with how long its day has passed; one that was answered is none."""
    items = found(one_measure(ASKED % reply_by))
    assert [(item.place.line, item.place.column, item.code, item.message) for item in items] == [
        (18, 40, "unanswered", f"2022-10-08 催“区法院”，还没有答复{late}"),
        (20, 40, "unanswered", "2022-10-05 催“区检察院”，还没有答复"),
    ]
    assert items[0].hint == (
        "答复了，用 fazhi mark 1.1.1 --unit 单位 --note 记上；没有，用 fazhi chase 1.1.1 再催"
    )
    assert {item.level for item in items} == {"warning"}


def test_nobody_waits_for_an_answer_on_what_is_finished() -> None:
    """Once a measure is done, dropped or put off its chases are at rest."""
    for status in ("paused", "dropped"):
        assert told(f"status: {status}\n{ASKED % '2022-10-12'}") == []


UNITS = HEAD.replace(
    "sections:", "units: [区司法局, {name: 各镇街, alias: [镇街], members: [甲镇]}]\nsections:"
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("lead: 区司法局\nsupport: [镇街, 甲镇]", []),
        ("lead: 区司法厅", [(15, 19, "区司法局")]),
        ("lead: 区司法局\nsupport: [甲镇, 完全无关]", [(16, 27, None)]),
        ("lead: 区司法局\nlog:\n  - {date: 2022-10-01, unit: 甲镇府}", [(17, 42, "甲镇")]),
        ("lead: 区司法局\nchases:\n  - {date: 2022-10-01, to: 甲镇府}", [(17, 40, "甲镇")]),
        ("lead: 甲镇府\nsupport: [甲镇府]", [(15, 19, "甲镇")]),
    ],
)
def test_units_outside_the_declared_ones(lines: str, expected: list[tuple[int, int, str | None]]) -> None:
    """Once units are declared, every other name is told once a measure, with the nearest."""
    items = [item for item in found(one_measure(lines, UNITS)) if item.code == "undeclared-unit"]
    assert [(item.place.line, item.place.column) for item in items] == [place[:2] for place in expected]
    for item, (_, _, near) in zip(items, expected, strict=True):
        assert (f"（相近的有 {near}）" in item.message) == (near is not None)


def test_without_declared_units_any_name_will_do() -> None:
    """A register that declares none has no undeclared ones."""
    assert told(f"lead: 区司法厅\n{QUIET.partition(chr(10))[2]}") == []


def test_evidence_that_names_a_file_must_be_there(tmp_path: Path) -> None:
    """Files lie beside the register; document numbers, addresses and prose are no files."""
    (tmp_path / "附件").mkdir()
    (tmp_path / "附件" / "甲.pdf").write_bytes(b"")
    names = [
        "附件/甲.pdf",
        "乙.PDF",
        "区法治办〔2022〕8号",
        "https://example.org/a.pdf",
        "见会议纪要",
        "x" * 300 + ".pdf",
    ]
    lines = "lead: 甲\nlog:\n  - date: 2022-10-01\n    evidence:\n" + "".join(
        f"      - {name}\n" for name in names
    )
    items = [item for item in found(one_measure(lines), tmp_path) if item.code == "evidence-missing"]
    assert [(item.place.line, item.message) for item in items] == [
        (19, "佐证文件不存在：乙.PDF"),
        (23, "佐证文件不存在：" + "x" * 300 + ".pdf"),
    ]


def test_subtasks_without_measures_and_assumed_fields_of_the_register() -> None:
    """What is missing or assumed above the measures is told where it stands."""
    text = """\
title: 台账
year: 2022
assumed: [year]
sections:
  - id: "1"
    title: 一
    subtasks:
      - {id: "1.1", title: 一一}
      - {id: "1.2", title: 一二, measures: []}
  - {id: "2", title: 二}
"""
    assert [(item.place.line, item.place.column, item.code, item.path) for item in found(text)] == [
        (3, 1, "assumed", "assumed"),
        (8, 14, "no-measures", "子任务 1.1 › id"),
        (9, 14, "no-measures", "子任务 1.2 › id"),
    ]


def test_all_findings_come_in_the_order_of_the_file() -> None:
    """Findings are sorted by place, whatever found them."""
    lines = (
        "due: 尽快\nstatus: doing\nprogress: 30\nlog:\n  - {date: 2022-10-01, status: review, progress: 40}"
    )
    assert told(lines) == [
        (12, 17, "no-lead"),
        (14, 18, "due-soft"),
        (15, 21, "log-status"),
        (16, 23, "log-progress"),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("kind: task", Answers(1, (), 1, answered=0, silent=1, done=0, proven=0)),
        ("log: [{date: 2022-10-01}]", Answers(1, (), 1, 1, 0, 0, 0)),
        ("status: paused", Answers(1, (), 1, 0, 0, 0, 0)),
        ("status: done", Answers(1, (), 1, 0, 0, 1, 0)),
        ("status: done\nlog: [{date: 2022-10-01, evidence: [8号]}]", Answers(1, (), 1, 1, 0, 1, 1)),
        ("status: done\nlog: [{date: 2022-10-01, note: 无佐证材料：口头}]", Answers(1, (), 1, 1, 0, 1, 1)),
        ("log: [{date: 2022-11-01}]", Answers(1, (), 1, 0, 1, 0, 0)),  # not yet
    ],
)
def test_the_three_questions_in_numbers(lines: str, expected: Answers) -> None:
    """Measures, replies and proven ends are counted as of the day."""
    register = load_text(one_measure(lines)).register
    assert answers(register, select(register, TODAY).rows) == expected


def test_bare_subtasks_are_named() -> None:
    """A subtask without measures is an answer to the first question."""
    text = one_measure("kind: task") + '      - {id: "1.2", title: 空}\n'
    register = load_text(text).register
    assert answers(register, select(register, TODAY).rows).bare == ("1.2",)
    assert answers(register, select(register, TODAY).rows).subtasks == 2


def test_every_check_speaks_with_codes_of_the_table() -> None:
    """Whatever is uncertain has a code; no check is empty-handed by construction."""
    assert set(UNCERTAIN) <= set(RULES)
    assert len(set(check.CHECKS)) == len(check.CHECKS)
