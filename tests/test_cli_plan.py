"""`fazhi plan` through the door."""

import json
from pathlib import Path

import pytest

from tests.conftest import HEAD, Run, one_measure

TEXT = one_measure(
    """\
due: 年底前   # 不拖到明年
plan:
  - {step: 形成初稿, before: 60}
  - {step: 会签, before: 20, done: 2022-10-10}""",
    HEAD.replace("sections:", "rules: {default_due: 12月20日前}\nsections:"),
) + (
    '          - {id: "1.1.2", title: 措施二, due: X月底前}\n'
    '          - {id: "1.1.3", title: 措施三, since: 2022-10-01}\n'
)


@pytest.fixture(autouse=True)
def register(tmp_path: Path) -> Path:
    """Put a register into the folder in which the program runs; return its path."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_without_options_the_steps_are_shown(run: Run, register: Path) -> None:
    """The earliest first, with day and light; nothing is written."""
    assert run("plan", "１。１。１") == (
        0,
        """\
1.1.1 措施
完成时限：2022-12-31

灯  步骤      提前  日期        完成
──────────────────────────────────────────
绿  形成初稿  60天  2022-11-01
销  会签      20天  2022-12-11  2022-10-10
""",
        "",
    )
    assert register.read_text(encoding="utf-8") == TEXT


def test_a_past_day_knows_less(run: Run) -> None:
    """What was done later is not done; --as-of is the day that lights are of."""
    shown = run("plan", "1.1.1", "--as-of", "2022-10-09").out
    assert shown.splitlines()[-1] == "绿  会签      20天  2022-12-11"
    assert "红  形成初稿" in run("plan", "1.1.1", "--as-of", "2022-11-02").out


def test_steps_are_set_and_shown(run: Run, register: Path) -> None:
    """In place where there is one of the name, else behind; the comment and the rest stay."""
    result = run("plan", "1.1.1", "--step", "形成初稿＝４５天", "--step", "送 审=12月15日")
    assert result == (
        0,
        """\
1.1.1 措施
完成时限：2022-12-31

灯  步骤      提前  日期        完成
──────────────────────────────────────────
绿  形成初稿  45天  2022-11-16
销  会签      20天  2022-12-11  2022-10-10
绿  送 审     16天  2022-12-15

台账（tasks.yaml，2022 年）：改了 1 条。
""",
        "",
    )
    assert register.read_text(encoding="utf-8") == TEXT.replace("before: 60", "before: 45").replace(
        "done: 2022-10-10}\n", "done: 2022-10-10}\n              - {step: 送 审, before: 16}\n"
    )


def test_a_step_is_done_and_another_cleared(run: Run, register: Path) -> None:
    """By a part of its name, on the day that is given."""
    result = run("plan", "1.1.1", "--step-done", "初稿", "--date", "2022-10-12", "--clear-step", "会签")
    assert (result.code, result.err) == (0, "")
    assert register.read_text(encoding="utf-8") == TEXT.replace(
        "before: 60}\n              - {step: 会签, before: 20, done: 2022-10-10}",
        "before: 60, done: 2022-10-12}",
    )


def test_the_day_of_doing_is_today_unless_told(run: Run, register: Path) -> None:
    """--as-of is today."""
    assert run("plan", "1.1.1", "--step-done", "形成初稿", "--as-of", "2022-10-14").code == 0
    assert "{step: 形成初稿, before: 60, done: 2022-10-14}" in register.read_text(encoding="utf-8")


def test_nothing_to_change_is_said(run: Run, register: Path) -> None:
    """The same number of days once more."""
    result = run("plan", "1.1.1", "--step", "形成初稿=60")
    assert (result.code, result.out.splitlines()[-1]) == (0, "台账（tasks.yaml，2022 年）：没有变化。")
    assert register.read_text(encoding="utf-8") == TEXT


def test_with_a_blank_deadline_days_ahead_are_kept(run: Run, register: Path) -> None:
    """The message says that there are no dates yet."""
    result = run("plan", "1.1.2", "--step", "形成初稿=60")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[2:] == [
        "",
        "灯  步骤      提前  日期  完成",
        "──────────────────────────────",
        "灰  形成初稿  60天",
        "",
        "时限没有定到哪一天，只记提前的天数；定了时限就有各步的日期：fazhi set 1.1.2 --due 时限",
        "",
        "台账（tasks.yaml，2022 年）：改了 1 条。",
    ]
    assert "plan: [{step: 形成初稿, before: 60}]}" in register.read_text(encoding="utf-8")


def test_a_step_before_the_start_is_kept_with_a_warning(run: Run, register: Path) -> None:
    """It is in the file, and the reader is told; the assumed deadline marks its day."""
    result = run("plan", "1.1.3", "--step", "形成初稿=90")
    assert result.out.splitlines()[5:-2] == [
        "红  形成初稿  90天  2022-09-21（拟）",
        "",
        "注意：步骤“形成初稿”在 2022-09-21，早于起始日期 2022-10-01。",
    ]
    assert "plan: [{step: 形成初稿, before: 90}]" in register.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "code", "message", "hint"),
    [
        (["1.1.1", "--step", "初稿"], 2, "--step 不能是“初稿”", "写作 步骤=天数，例如 形成初稿=60"),
        (["1.1.1", "--step", "=60"], 2, "--step 不能是“=60”", "写作 步骤=天数，例如 形成初稿=60"),
        (["1.1.1", "--step", "初稿= "], 2, "--step 不能是“初稿= ”", "写作 步骤=天数，例如 形成初稿=60"),
        (["1.1.1", "--step", "甲=1", "--step", "甲 =2"], 2, "步骤“甲”写了两次", "二者留一"),
        (["1.1.1", "--step-done", " "], 2, "--step-done 后面是空的", "写步骤的名称"),
        (["1.1.1", "--clear-step", ""], 2, "--clear-step 后面是空的", "写步骤的名称"),
        (["1.1.1", "--date", "2022-10-01"], 2, "--date 是哪一步完成的日期，没有写", "加上 --step-done 步骤"),
        (
            ["1.1.1", "--step-done", "初稿", "--date", "2022-10-16"],
            2, "--date 2022-10-16 还没到", "写今天或以前的日期",
        ),
        (["1.1.1", "--step-done", "终稿"], 4, "没有步骤“终稿”", "有这些步骤：形成初稿、会签"),
        (["1.1.1", "--clear-step", "形成终稿"], 4, "没有步骤“形成终稿”", "相近的有：形成初稿"),
        (
            ["1.1.1", "--step", "甲=2023-01-01"],
            4, "步骤“甲”在 2023-01-01，晚于时限 2022-12-31", "写时限以前的日期，或先改时限",
        ),
        (
            ["1.1.2", "--step", "甲=2022-10-01"],
            4, "1.1.2 的时限没有定到哪一天，算不出“2022-10-01”提前多少天",
            "写提前的天数，如 --step 甲=60，或先用 fazhi set 1.1.2 --due 定时限",
        ),
        (
            ["1.1.1", "--step", "甲\n乙=3"],
            4, "这次修改会使台账出错，未写入：step 只能写一行", "换行后的内容写进 detail 或 note",
        ),
        (["1.1", "--step", "甲=1"], 4, "1.1 是子任务，这里要写措施的编号", "用 fazhi list 1.1 查看编号"),
        (["1.1.9"], 4, "台账里没有措施 1.1.9", "相近的有：1.1.3"),
    ],
)  # fmt: skip
def test_refusals_leave_the_file_alone(
    run: Run, register: Path, args: list[str], code: int, message: str, hint: str
) -> None:
    """With what to do, and not a byte changed."""
    assert run("plan", *args) == (code, "", f"错误：{message}\n提示：{hint}\n")
    assert register.read_text(encoding="utf-8") == TEXT


def test_a_dry_run_writes_nothing(run: Run, register: Path) -> None:
    """A diff on standard output."""
    result = run("plan", "1.1.1", "--step-done", "初稿", "--dry-run")
    assert (result.code, result.err) == (0, "")
    assert [line for line in result.out.splitlines() if line[:1] in "+-"] == [
        "--- a/tasks.yaml",
        "+++ b/tasks.yaml",
        "-              - {step: 形成初稿, before: 60}",
        "+              - {step: 形成初稿, before: 60, done: 2022-10-15}",
    ]
    assert register.read_text(encoding="utf-8") == TEXT


def test_the_built_in_register_is_copied_first(run: Run, register: Path) -> None:
    """Showing reads it, a change wants a copy of one's own."""
    register.unlink()
    shown = run("plan", "1.1.4")
    assert (shown.code, shown.err) == (0, "没有找到 tasks.yaml，用的是内置台账，只能读。\n")
    assert run("plan", "1.1.4", "--step", "初稿=60").code == 4
    assert not register.exists()
    done = run("plan", "1.1.4", "--step", "初稿=60", "--yes", "--by", "李四")
    assert done.err == "已复制内置台账到 tasks.yaml，以后在这个文件夹里就用它。\n"
    assert "- {step: 初稿, before: 60}\n" in register.read_text(encoding="utf-8")


def test_each_change_of_a_plan_can_be_taken_back(run: Run, register: Path) -> None:
    """Steps are known by their names, wherever they stand by then."""
    assert run("plan", "1.1.1", "--step", "形成初稿=50", "--step", "印发=0", "--clear-step", "会签").code == 0
    assert run("undo").code == 0
    assert register.read_text(encoding="utf-8") == TEXT
    assert run("plan", "1.1.1", "--step", "会签=15").code == 0
    assert run("plan", "1.1.1", "--clear-step", "形成初稿").code == 0
    assert run("undo", "3").code == 0
    assert register.read_text(encoding="utf-8") == TEXT.replace(
        "              - {step: 形成初稿, before: 60}\n", ""
    )
    told = [line.split(maxsplit=5)[-1] for line in run("history").out.splitlines()[2:]]
    assert told == [
        "撤销第 3 步",
        "倒排工期去掉 “形成初稿”",
        "步骤“会签”的提前天数 20 → 15（已撤销）",
        "撤销第 1 步",
        "步骤“形成初稿”的提前天数 60 → 50；倒排工期加 1 项；倒排工期去掉 “会签”（已撤销）",
    ]


def test_a_step_that_is_gone_is_not_taken_back(run: Run, register: Path) -> None:
    """What was changed since is left as it is."""
    assert run("plan", "1.1.1", "--step", "会签=15").code == 0
    assert run("plan", "1.1.1", "--clear-step", "会签").code == 0
    result = run("undo", "1")
    assert (result.code, result.err.splitlines()[0]) == (
        4,
        "错误：1.1.1 › plan › 会签 › before 后来又改过，撤销不了",
    )


def test_scripts_and_lists_see_the_steps(run: Run) -> None:
    """JSON has date and light, the columns the next step."""
    told = json.loads(run("show", "1.1.1", "--format", "json").out)["measures"][0]["plan"]
    assert told == [
        {"step": "形成初稿", "before": 60, "done": None, "date": "2022-11-01", "light": "green"},
        {"step": "会签", "before": 20, "done": "2022-10-10", "date": "2022-12-11", "light": "done"},
    ]
    listed = run("list", "1.1.1", "--columns", "编号,倒排,倒排灯").out.splitlines()
    assert listed[0].split() == ["编号", "倒排", "倒排灯"]
    assert listed[2].split() == ["1.1.1", "形成初稿", "2022-11-01", "绿"]
