"""`fazhi chase` through the door: what is recorded, asked, refused, said, and seen afterwards."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run, one_measure

PLAIN = one_measure("due: 年底前\nlead: 区司法局")
TEXT = PLAIN + (
    '          - {id: "1.1.2", title: 第二条, lead: 区法院, status: doing}\n'
    '          - {id: "1.1.3", title: 第三条, lead: 区法院}\n'
    '          - {id: "1.1.4", title: 第四条, lead: 区法院, status: done}\n'
    '          - {id: "1.1.5", title: 第五条, lead: 区检察院}\n'
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Put a register into the folder in which the program runs; return its path."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_chase_is_recorded_and_shown(run: Run, register: Path) -> None:
    """One line in the file; the row as it now is; which register."""
    assert run(
        *("chase", "1.1.1", "--how", "电话", "--reply-by", "３个工作日内", "--number", "区〔2022〕8号"),
        *("--by", "王五"),
        today="2022-10-12",
    ) == (
        0,
        """\
编号   灯  措施  状态    完成时限    催办次数  最近催办                  回复期限
───────────────────────────────────────────────────────────────────────────────────
1.1.1  绿  措施  未启动  2022-12-31         1  2022-10-12 电话 区司法局  2022-10-17

台账（tasks.yaml，2022 年）：催办 1 条。
""",
        "",
    )
    assert register.read_text(encoding="utf-8") == TEXT.replace(
        "            lead: 区司法局\n",
        "            lead: 区司法局\n"
        "            chases:\n"
        "              - {date: 2022-10-12, by: 王五, to: 区司法局, how: 电话, reply_by: 2022-10-17,"
        " number: 区〔2022〕8号}\n",
    )


def test_what_is_not_told_is_left_out(run: Run, register: Path) -> None:
    """Date and name are always known; how and by when only if told. Any short way of asking will do."""
    run("chase", "1.1.1")
    run("chase", "1.1.1", "--how", " 当面 ", "--date", "2022-10-13", "--to", "区法院，区检察院")
    text = register.read_text(encoding="utf-8")
    assert [line.strip() for line in text.splitlines() if "by: 测试员" in line] == [
        "- {date: 2022-10-15, by: 测试员, to: 区司法局}",
        "- {date: 2022-10-13, by: 测试员, to: 区法院, how: 当面}",
        "- {date: 2022-10-13, by: 测试员, to: 区检察院, how: 当面}",
    ]


def test_the_day_for_the_reply_counts_from_the_day_of_the_chase(run: Run, register: Path) -> None:
    """With --date the count begins there; a weekend day is told and stays."""
    result = run("chase", "1.1.1", "--date", "2022-10-12", "--reply-by", "3日内")
    assert (result.code, result.err) == (0, "回复期限 2022-10-15：当天是星期六，期限不顺延。\n")
    assert "reply_by: 2022-10-15}" in register.read_text(encoding="utf-8")


def test_a_subtree_is_asked_for_and_chased(run: Run, register: Path) -> None:
    """More than three want a yes; what is done is passed over, and that is said."""
    refused = run("chase", "1.1")
    assert (refused.code, refused.out, refused.err.splitlines()[0]) == (
        4,
        "",
        "错误：要改 4 条措施，确定吗？",
    )
    assert register.read_text(encoding="utf-8") == TEXT
    result = run("chase", "1.1", "--yes")
    assert (result.code, result.err) == (0, "已办结、取消或暂缓的 1 条没有催：1.1.4。\n")
    assert result.out.endswith("\n台账（tasks.yaml，2022 年）：催办 4 条。\n")
    assert register.read_text(encoding="utf-8").count("by: 测试员") == 4


def test_of_many_passed_over_some_are_named(run: Run, tmp_path: Path) -> None:
    """Ten ids, and that there are more."""
    done = [f'          - {{id: "1.1.{n}", title: 甲, lead: 区法院, status: done}}\n' for n in range(2, 14)]
    (tmp_path / "tasks.yaml").write_text(PLAIN + "".join(done), encoding="utf-8")
    named = "、".join(f"1.1.{number}" for number in range(2, 12))
    assert run("chase", "1.1").err == f"已办结、取消或暂缓的 12 条没有催：{named} 等。\n"


def test_a_rehearsal_writes_nothing(run: Run, register: Path) -> None:
    """--dry-run prints what would change."""
    result = run("chase", "1.1.1", "--how", "微信", "--dry-run")
    assert (result.code, result.err) == (0, "")
    assert [line for line in result.out.splitlines() if line.startswith(("+ ", "- "))] == [
        "+            chases:",
        "+              - {date: 2022-10-15, by: 测试员, to: 区司法局, how: 微信}",
    ]
    assert register.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("args", "code", "err"),
    [
        (["1.1.4"], 4, "错误：1.1.4 已办结，不用再催\n"
         "提示：核查没有办好的，先用 fazhi mark 1.1.4 --status doing 重启\n"),
        (["1.1.1", "--reply-by", "2022-10-01"], 4, "错误：回复期限 2022-10-01 早于催办的 2022-10-15\n"
         "提示：写催办当天或以后的日期\n"),
        (["1.1.1", "--date", "2022-10-16"], 2, "错误：--date 2022-10-16 还没到\n提示：写今天或以前的日期\n"),
        (["1.1.1", "--to", " "], 2, "错误：--to 后面是空的，要写内容\n提示：用 fazhi chase --help 看用法\n"),
        (["1.1.1", "--how", ""], 4, "错误：这次修改会使台账出错，未写入：how 是空的\n"
         "提示：写上内容，或删去这一项\n"),
        (["1.1.1", "--how", "甲\n乙"], 4, "错误：这次修改会使台账出错，未写入：how 只能写一行\n"
         "提示：换行后的内容写进 detail 或 note\n"),
    ],
)  # fmt: skip
def test_refusals(run: Run, register: Path, args: list[str], code: int, err: str) -> None:
    """Each with its remedy; nothing is written."""
    assert run("chase", *args) == (code, "", err)
    assert register.read_text(encoding="utf-8") == TEXT


def test_a_unit_unknown_to_the_register_is_told_once(run: Run, register: Path) -> None:
    """However often the change is planned, it is said once, and recorded."""
    result = run("chase", "1.1.1", "--to", "司法局")
    assert (result.code, result.err) == (0, "台账里没有“司法局”这个单位，照记；相近的有 区司法局。\n")
    assert "to: 司法局}" in register.read_text(encoding="utf-8")


def test_the_life_of_a_chase(run: Run, register: Path) -> None:
    """Asked, unanswered, overdue, answered: seen in list, show, check, JSON and the home page, by day."""
    run("chase", "1.1.1", "--how", "电话", "--reply-by", "2022-10-17", today="2022-10-12")
    run("mark", "1.1.1", "--note", "已报送", "--by", "李四", today="2022-10-19")

    def seen(day: str) -> tuple[object, ...]:
        listed = run("list", "--unanswered", "--as-of", day, "-F", "ids").out.split()
        whole = json.loads(run("list", "1.1.1", "--as-of", day, "-F", "json").out)["measures"][0]
        told = [line for line in run("show", "1.1.1", "--as-of", day).out.splitlines() if "电话" in line]
        checked = run("check", "--as-of", day).out.count("[unanswered]")
        home = "催办未答复 1 条" in run(today=day).out
        chases = [(item["answered"], item["overdue"]) for item in whole["chases"]]
        return listed, chases, [line.strip() for line in told], checked, home

    line = "2022-10-12  电话 区司法局，请于 2022-10-17 前回复，%s — 测试员"
    assert seen("2022-10-11") == ([], [], [], 0, False)
    assert seen("2022-10-17") == (["1.1.1"], [(None, False)], [line % "未答复"], 1, True)
    assert seen("2022-10-18") == (["1.1.1"], [(None, True)], [line % "未答复，已过期限"], 1, True)
    answered = [line % "2022-10-19 已答复（过了期限）"]
    assert seen("2022-10-19") == ([], [("2022-10-19", False)], answered, 0, False)


def test_a_chase_can_be_undone(run: Run, register: Path) -> None:
    """`undo` takes back the record and nothing else."""
    run("chase", "1.1.1", "1.1.2", "--how", "函")
    assert register.read_text(encoding="utf-8") != TEXT
    assert run("undo", "--yes").code == 0
    assert "chases" not in register.read_text(encoding="utf-8")
