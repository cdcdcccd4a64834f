"""`fazhi set` through the door."""

import json
from pathlib import Path

import pytest

from tests.conftest import HEAD, Run, one_measure

UNITS = HEAD.replace(
    "sections:",
    "units: [区法院, 区检察院, {name: 各镇街、区级各部门}]\nrules: {default_due: 年底前}\nsections:",
)
TEXT = one_measure("lead: 区司法局\ndue: 9月底前\nowner: 张三\nassumed: [lead]", UNITS) + (
    '          - {id: "1.1.2", title: 措施二, lead: 区法院}\n'
)


@pytest.fixture(autouse=True)
def register(tmp_path: Path) -> Path:
    """Put a register into the folder in which the program runs; return its path."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_who_and_when_are_set_and_shown(run: Run, register: Path) -> None:
    """The row shows what was set; what was assumed is certain now."""
    result = run("set", "1.1.1", "--lead", "区检察院", "--support", "区法院", "--owner", "李四")
    assert result == (
        0,
        """\
编号   灯  措施  牵头单位  责任单位  完成时限    状态
───────────────────────────────────────────────────────
1.1.1  红  措施  区检察院  区法院    2022-09-30  未启动

台账（tasks.yaml，2022 年）：改了 1 条。
""",
        "",
    )
    text = register.read_text(encoding="utf-8")
    assert "lead: 区检察院\n            support: [区法院]\n" in text
    assert "owner: 李四\n" in text
    assert "assumed: []" in text or "assumed" not in text.partition("measures:")[2]


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (["--support", "区法院", "--support", "区检察院"], "support: [区法院, 区检察院]"),
        (["--support", "区法院,区检察院"], "support: [区法院, 区检察院]"),
        (["--support", "区法院、区检察院"], "support: [区法院, 区检察院]"),
        (["--support", "各镇街、区级各部门"], "support: [各镇街、区级各部门]"),
        (["--tag", "改革、普法"], "tags: [改革, 普法]"),
        (["--title", "新名称"], "title: 新名称"),
        (["--detail", "新内容"], "detail: 新内容"),
        (["--since", "２０２２－０４－０１"], "since: 2022-04-01"),
    ],
)
def test_each_field_is_written(run: Run, register: Path, given: list[str], written: str) -> None:
    """Lists replace the list; units are told apart, unless the mark belongs to a name."""
    assert run("set", "1.1.1", *given).code == 0
    assert f"            {written}\n" in register.read_text(encoding="utf-8")


def test_a_changed_deadline_wants_a_reason_and_keeps_the_old_one(run: Run, register: Path) -> None:
    """Without a reason it is refused; with one the extension is recorded."""
    refused = run("set", "1.1.1", "--due", "10月底前")
    assert refused == (
        4, "", "错误：1.1.1 原定时限是“9月底前”，改时限要有理由\n提示：加上 --reason 写明理由\n",
    )  # fmt: skip
    assert register.read_text(encoding="utf-8") == TEXT
    done = run("set", "1.1.1", "--due", "10月底前", "--reason", "待批", "--by", "王五")
    assert done.out.splitlines()[2].split() == [
        "1.1.1",
        "绿",
        "措施",
        "区司法局（拟）",
        "2022-10-31",
        "未启动",
    ]
    text = register.read_text(encoding="utf-8")
    assert "{date: 2022-10-15, from: 9月底前, to: 10月底前, reason: 待批, by: 王五}" in text


def test_a_first_deadline_wants_none(run: Run, register: Path) -> None:
    """Filling in what was a default is no extension."""
    assert run("set", "1.1.2", "--due", "10月底前").code == 0
    assert "extensions" not in register.read_text(encoding="utf-8")


def test_a_phrase_that_is_not_understood_is_refused(run: Run) -> None:
    """Exit 4, with the forms that are."""
    result = run("set", "1.1.2", "--due", "不知何时")
    assert (result.code, result.out) == (4, "")
    assert result.err.startswith("错误：时限“不知何时”：")
    assert "提示：可以写：" in result.err


def test_a_cleared_deadline_leaves_the_one_from_above(run: Run, register: Path) -> None:
    """The record of the change names the deadline that holds then, and `check` agrees."""
    above = TEXT.replace("        measures:\n", "        due: 年底前\n        measures:\n", 1)
    register.write_text(above, encoding="utf-8")
    assert run("set", "1.1.1", "--clear", "due", "--reason", "统一").code == 0
    assert "from: 9月底前, to: 年底前, reason: 统一" in register.read_text(encoding="utf-8")
    assert run("check").code == 0


@pytest.mark.parametrize("word", ["owner", "责任人"])
def test_a_field_is_cleared_by_either_name(run: Run, register: Path, word: str) -> None:
    """The key goes, by token or by term."""
    assert run("set", "1.1.1", "--clear", word).code == 0
    assert "owner" not in register.read_text(encoding="utf-8")


@pytest.mark.parametrize("word", ["lead", "牵头单位"])
def test_what_was_assumed_is_confirmed_by_either_name(run: Run, register: Path, word: str) -> None:
    """The value stays, the mark goes."""
    result = run("set", "1.1.1", "--confirm", word)
    assert result.code == 0
    assert "区司法局（拟）" not in result.out
    assert "lead: 区司法局" in register.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["1.1.1", "--clear", "责任领导"], "1.1.1 自己没有写 leader"),
        (["1.1.1", "--clear", "别的"], "别的 不能删去"),
        (["1.1.1", "--confirm", "owner"], "1.1.1 的 owner 不是推定的"),
        (["1.1", "--lead", "甲"], "1.1 是子任务，这里要写措施的编号"),
        (["9.9.9", "--lead", "甲"], "台账里没有措施 9.9.9"),
    ],
)
def test_refusals_leave_the_file_alone(run: Run, register: Path, args: list[str], message: str) -> None:
    """Exit 4, not a byte changed."""
    result = run("set", *args)
    assert (result.code, result.out, result.err.splitlines()[0]) == (4, "", f"错误：{message}")
    assert register.read_text(encoding="utf-8") == TEXT


def test_several_measures_at_once(run: Run, register: Path) -> None:
    """The same value for each of them."""
    result = run("set", "1.1.1,1.1.2", "--owner", "李四")
    assert result.out.endswith("改了 2 条。\n")
    assert register.read_text(encoding="utf-8").count("李四") == 2


def test_a_dry_run_writes_nothing(run: Run, register: Path) -> None:
    """A diff on standard output."""
    result = run("set", "1.1.1", "--owner", "李四", "--dry-run")
    assert (result.code, result.err) == (0, "")
    assert "-            owner: 张三\n+            owner: 李四\n" in result.out
    assert register.read_text(encoding="utf-8") == TEXT


def test_an_extension_keeps_the_first_deadline_beside_the_last(run: Run, register: Path) -> None:
    """Asked for late, then in time: both are told so, with the dates; earlier days see less."""
    run("set", "1.1.1", "--due", "10月底前", "--reason", "待批", "--as-of", "2022-10-01")
    run("set", "1.1.1", "--due", "年底前", "--reason", "换人", "--as-of", "2022-10-31")

    def seen(day: str) -> tuple[object, ...]:
        told = json.loads(run("show", "1.1.1", "-F", "json", "--as-of", day).out)["measures"][0]
        late = [item["late"] for item in told["extensions"]]
        return told["due_original"], told["due_original_date"], told["due_date"], late, told["overdue"]

    assert seen("2022-09-30") == (None, None, "2022-09-30", [], False)
    assert seen("2022-10-01") == ("9月底前", "2022-09-30", "2022-10-31", [True], False)
    assert seen("2022-12-31") == ("9月底前", "2022-09-30", "2022-12-31", [True, False], False)
    assert seen("2023-01-01") == ("9月底前", "2022-09-30", "2022-12-31", [True, False], True)
    lines = run("show", "1.1.1", "--as-of", "2022-12-01").out.splitlines()
    assert "原定时限  2022-09-30（9月底前），延期后 2022-12-31（年底前），延期 2 次" in lines
    assert "  2022-10-01  9月底前 → 10月底前（逾期后提出），待批 — 测试员" in lines
    assert "  2022-10-31  10月底前 → 年底前，换人 — 测试员" in lines
    cells = run("list", "1.1.1", "--columns", "原定时限,延期次数", "-F", "csv", "--as-of", "2022-12-01").out
    assert cells == "\ufeff原定时限,延期次数\r\n2022-09-30,2\r\n"


@pytest.mark.parametrize(
    "args",
    [
        ["set", "1.1.1", "--lead", "区检查院"],
        ["set", "1.1.1", "--support", "区法院、区检查院", "--dry-run"],
        ["add", "1.1", "--title", "新", "--lead", "区检查院"],
        ["mark", "1.1.1", "--note", "甲", "--unit", "区检查院"],
    ],
)
def test_a_unit_that_is_not_declared_is_told_with_the_near_one(run: Run, args: list[str]) -> None:
    """It is written all the same, and said once, wherever a unit is given."""
    result = run(*args)
    assert (result.code, result.err) == (0, "台账里没有“区检查院”这个单位，照记；相近的有 区检察院。\n")
    assert "区检查院" in result.out or args[0] == "mark"
