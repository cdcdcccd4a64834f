"""`fazhi init` through the door."""

import os
import subprocess
from datetime import date
from pathlib import Path
from shutil import which

import pytest

from fazhi_cli import packaged
from tests.conftest import Run, one_measure
from tests.ledgers import ledger_file
from tests.test_rollover import NEW, OLD

ONE_LINE = "这次修改会使台账出错，未写入：title 只能写一行"
SCHEMA = packaged.SCHEMA.read_bytes()


def files(folder: Path) -> set[str]:
    """Return the names of what lies in a folder."""
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    "args",
    [
        ["--year", "2023"],
        ["--year", "２０２３", "--issued", "2023-03-10", "--title", "新台账"],
        ["--issued", "2023-03-10"],
        ["--empty"],
        ["--empty", "--year", "2023", "--issued", "2023-03-10"],
        ["--from", "old.yaml", "--year", "2023"],
        ["--from", "old.yaml", "--year", "2023", "--issued", "2023-03-10", "--set", "1.1.2.lead=区司法局"],
    ],
)
def test_every_register_made_loads_checks_and_is_listed(run: Run, tmp_path: Path, args: list[str]) -> None:
    """Its schema lies beside it; nothing else is left."""
    (tmp_path / "old.yaml").write_text(OLD, encoding="utf-8")
    made = run("init", *args)
    assert (made.code, made.err) == (0, "")
    assert files(tmp_path) == {"old.yaml", "tasks.yaml", "tasks.schema.json"}
    assert (tmp_path / "tasks.schema.json").read_bytes() == SCHEMA
    assert (
        (tmp_path / "tasks.yaml")
        .read_bytes()
        .startswith(b"# yaml-language-server: $schema=./tasks.schema.json\n")
    )
    assert run("check").code == 0
    ids = run("list", "--format", "ids")
    assert (ids.code, ids.err) == (0, "")
    if ids.out:
        assert run("mark", ids.out.splitlines()[0], "--note", "甲", "--by", "乙").code == 0


def test_year_and_what_is_set_stand_in_the_copy(run: Run, tmp_path: Path) -> None:
    """Several --set at once; the summary no longer tells of the blank."""
    result = run("init", "--year", "2023", "--set", "2.3.1.due=9月底前", "--set", "2.3.1.牵头单位=区司法局")
    assert result.out.splitlines()[0] == "已建成全面依法治区重点任务台账（tasks.yaml，2023 年）：186 条措施。"
    assert "2.3.1" not in result.out
    row = run("list", "2.3.1", "--columns", "lead,due").out.splitlines()[2]
    assert row.split() == ["区司法局", "2023-09-30"]


def test_blanks_are_asked_for_on_a_terminal(run: Run, tmp_path: Path) -> None:
    """An answer that is not understood is asked for again; each place in a text is asked for."""
    result = run("init", "--year", "2023", answer="12\n不知\n9月底前\n")
    assert result.code == 0
    assert result.err == (
        "2.2.3 落实涉及我区的XX项督察整改措施：名称里的“XX项”是多少？（回车留空）"
        "2.3.1 取得整改工作的决定性成效：完成时限“X月底前”是哪天？（回车留空）"
        "时限“不知”：没有找到时限\n"
        "提示：可以写：某一天：2022年9月30日前、9月30日前、2022-09-30；某月：2022年9月底前、9月底前、10月上旬前；"
        "某季、半年：三季度末前、上半年、年中\n"
        "2.3.1 取得整改工作的决定性成效：完成时限“X月底前”是哪天？（回车留空）"
    )
    text = (tmp_path / "tasks.yaml").read_text(encoding="utf-8")
    assert "title: 落实涉及我区的12项督察整改措施\n" in text
    assert "            due: 9月底前\n" in text


@pytest.mark.parametrize(
    ("args", "answer"), [([], "\n\n"), ([], ""), (["--yes"], "12\n9月底前\n"), ([], None)]
)
def test_blanks_stay_without_an_answer(run: Run, tmp_path: Path, args: list[str], answer: str | None) -> None:
    """Nothing is made up."""
    result = run("init", "--year", "2023", *args, answer=answer)
    text = (tmp_path / "tasks.yaml").read_text(encoding="utf-8")
    assert (result.code, "XX项" in text, "due: X月底前" in text) == (0, True, True)
    assert ("是多少？" in result.err) is (answer is not None and not args)


def test_what_was_set_is_not_asked_for(run: Run) -> None:
    """Only what is still blank."""
    result = run("init", "--year", "2023", "--set", "2.3.1.due=9月底前", answer="\n")
    assert "2.3.1" not in result.err
    assert "2.2.3" in result.err


def test_a_register_is_rolled_over(run: Run, tmp_path: Path) -> None:
    """The old file is not touched, and what stayed there is told."""
    old = tmp_path / "old.yaml"
    old.write_text(OLD, encoding="utf-8")
    result = run("init", "--from", "old.yaml", "--year", "2023", "--as-of", "2022-12-20")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[0] == "已建成法治台账（tasks.yaml，2023 年）：9 条措施。"
    assert "留在旧台账：已办结 2 条（1.1.1、1.2.1）。" in result.out
    assert (tmp_path / "tasks.yaml").read_text(encoding="utf-8") == NEW
    assert old.read_text(encoding="utf-8") == OLD


def test_the_encoding_of_the_old_register_is_not_taken_over(run: Run, tmp_path: Path) -> None:
    """Out of GBK comes UTF-8, which is said."""
    text = OLD.replace("title: 法治台账", "title: 全面推进依法行政，加强法治政府建设")
    (tmp_path / "old.yaml").write_bytes(text.encode("gb18030"))
    result = run("init", "--from", "old.yaml", "--year", "2023")
    assert result.code == 0
    assert "文件编码是 GB18030" in result.err
    assert "title: 全面推进依法行政" in (tmp_path / "tasks.yaml").read_text(encoding="utf-8")


def test_nothing_is_overwritten_unasked(run: Run, tmp_path: Path) -> None:
    """Exit 6 before anything is asked; --force replaces."""
    path = tmp_path / "tasks.yaml"
    path.write_text("自己的", encoding="utf-8")
    assert run("init", "--year", "2023", answer="12\n") == (
        6, "", "错误：tasks.yaml 已经存在，未写入\n提示：换一个文件名，或加 --force 覆盖\n",
    )  # fmt: skip
    assert (path.read_text(encoding="utf-8"), files(tmp_path)) == ("自己的", {"tasks.yaml"})
    assert run("init", "--year", "2023", "--force").code == 0
    assert "year: 2023" in path.read_text(encoding="utf-8")


def test_a_schema_of_another_content_stays_unless_forced(run: Run, tmp_path: Path) -> None:
    """The register is written, and what was not is told; also by the first mark."""
    schema = tmp_path / "tasks.schema.json"
    schema.write_text("{}", encoding="utf-8")
    remark = "旁边的 tasks.schema.json 内容不同，没有覆盖；要换成现在的：fazhi schema -o 这个文件 --force\n"
    result = run("init", "--year", "2023")
    assert (result.code, result.err) == (0, remark)
    assert schema.read_text(encoding="utf-8") == "{}"
    (tmp_path / "tasks.yaml").unlink()
    assert run("mark", "1.1.4", "--note", "甲", "--yes").err.endswith(remark)
    assert run("init", "--year", "2023", "--force") == (0, result.out, "")
    assert schema.read_bytes() == SCHEMA


def test_another_file_is_named_in_what_comes_next(run: Run, tmp_path: Path) -> None:
    """Its schema goes where it goes."""
    (tmp_path / "sub").mkdir()
    result = run("init", "--empty", "-o", "sub/a.yml")
    assert result.out.splitlines()[-1].endswith("再运行 fazhi check --file sub/a.yml")
    assert files(tmp_path / "sub") == {"a.yml", "tasks.schema.json"}


def test_a_register_goes_to_standard_output(run: Run, tmp_path: Path) -> None:
    """Data there, talk on standard error, no file."""
    result = run("init", "--empty", "--output", "-")
    assert result.out.splitlines()[:2] == [
        "# yaml-language-server: $schema=./tasks.schema.json",
        "version: 1",
    ]
    assert result.err.startswith("已建成督办台账（tasks.yaml）：0 条措施。\n")
    assert files(tmp_path) == set()


def test_a_dry_run_writes_and_asks_nothing(run: Run, tmp_path: Path) -> None:
    """A diff against no file."""
    result = run("init", "--year", "2023", "--dry-run", answer="12\n")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[:2] == ["--- /dev/null", "+++ b/tasks.yaml"]
    assert "\n+year: 2023\n" in result.out
    assert files(tmp_path) == set()


def test_what_looks_like_a_slip_is_told(run: Run) -> None:
    """A year far away, a day of issue in another year: noted, not refused."""
    result = run("init", "--year", "2032", "--issued", "2023-03-10", "--empty")
    assert (result.code, result.err) == (
        0,
        "注意：--year 2032 离今年（2022 年）较远，请核对。\n"
        "注意：--issued 2023-03-10 不在 2032 年里，请核对。\n",
    )


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        ([], 2, "没有写年份"),
        (["--from", "old.yaml"], 2, "没有写年份"),
        (["--empty", "--from", "old.yaml"], 2, "--empty、--from、--from-excel 只能写一个"),
        (["--from-excel", "旧.xlsx", "--from", "old.yaml"], 2, "--empty、--from、--from-excel 只能写一个"),
        (["--from-excel", "旧.xlsx"], 4, "读不了 旧.xlsx"),
        (["--from-excel", "old.yaml"], 4, "old.yaml 是 CSV 或文本，不是 .xlsx"),
        (["--year", "22"], 2, "--year 不能是“22”，写四位数字，例如 2022"),
        (["--year", "2023", "-o", "台账.xlsx"], 2, "台账是 YAML 文件，不能写成 台账.xlsx"),
        (["--year", "2023", "--set", "2.3.99.due=9月底前"], 4, "台账里没有措施 2.3.99"),
        (["--year", "2023", "--set", "2.3.1.due=不知"], 4, "时限“不知”：没有找到时限"),
        (["--year", "2023", "--title", "甲\n乙"], 4, ONE_LINE),
        (["--empty", "--title", "甲\n乙"], 4, ONE_LINE),
        (["--from", "old.yaml", "--year", "2023", "--title", "甲\n乙"], 4, ONE_LINE),
        (["--from", "old.yaml", "--year", "2022"], 4, "旧台账是 2022 年的，新的要晚于这一年"),
        (["--from", "old.yaml", "--year", "2023", "-o", "old.yaml"], 4,
         "old.yaml 就是旧台账，不能写在它上面"),
        (["--from", "old.yaml", "--year", "2023", "-o", "old.yaml", "--force"], 4,
         "old.yaml 就是旧台账，不能写在它上面"),
        (["--year", "2023", "-o", "无/a.yaml"], 6, "无/a.yaml 写不进去：文件夹不存在"),
    ],
)  # fmt: skip
def test_refusals_leave_nothing(run: Run, tmp_path: Path, args: list[str], code: int, message: str) -> None:
    """Not a file is made."""
    (tmp_path / "old.yaml").write_text(OLD, encoding="utf-8")
    result = run("init", *args)
    assert (result.code, result.out, result.err.splitlines()[0]) == (code, "", f"错误：{message}")
    assert files(tmp_path) == {"old.yaml"}


def test_a_register_that_is_wrong_is_not_rolled_over(run: Run, tmp_path: Path) -> None:
    """Its problems are told, as everywhere."""
    (tmp_path / "old.yaml").write_text(OLD.replace("status: doing", "status: 忙"), encoding="utf-8")
    result = run("init", "--from", "old.yaml", "--year", "2023")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("old.yaml:26:21  错误[bad-word]  措施 1.1.2 › status：status 不能是“忙”")
    assert run("init", "--from", "没有.yaml", "--year", "2023").code == 3


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git in a folder, undisturbed by the user's own configuration."""
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=甲", "-c", "user.email=a@example.org")
    return subprocess.run(
        ["git", *who, *words], cwd=folder, env=env, capture_output=True, text=True, check=False
    )


needs_git = pytest.mark.skipif(which("git") is None, reason="git is not installed here")


@needs_git
def test_a_repository_is_set_up_with_the_register(run: Run, tmp_path: Path) -> None:
    """Or later and alone; a second time nothing changes."""
    git(tmp_path, "init", "-q")
    made = run("init", "--year", "2023", "--git")
    assert (made.code, made.err) == (0, "")
    told = made.out.splitlines()[-5:]
    assert told[:3] == ["已写入 .gitattributes。", "已写入 .gitignore。", "已写入 pre-commit。"]
    assert told[3].startswith("已设置本机的 git：merge.fazhi.name、merge.fazhi.driver、")
    assert told[4] == (
        ".gitattributes、.gitignore 请提交到仓库；设置和钩子不随仓库走，每个克隆各运行一次 fazhi init --git。"
    )
    assert run("init", "--git") == (0, "git 已经设置好了，没有改动。\n", "")
    assert run("init", "--git", "--dry-run") == (0, "", "git 已经设置好了，没有要改的。\n")
    assert git(tmp_path, "add", ".").returncode == 0
    staged = git(tmp_path, "diff", "--cached", "--name-only").stdout.split()
    assert staged == [".gitattributes", ".gitignore", "tasks.schema.json", "tasks.yaml"]
    (tmp_path / ".git" / "config").write_text("[core]\nrepositoryformatversion = 0\n", encoding="utf-8")
    again = run("init", "--git", "--file", "tasks.yaml")
    assert again.out.startswith("已设置本机的 git：merge.fazhi.name、")


@needs_git
def test_setting_up_git_can_be_rehearsed(run: Run, tmp_path: Path) -> None:
    """Files as a diff, settings as commands; nothing is written."""
    git(tmp_path, "init", "-q")
    before = (tmp_path / ".git" / "config").read_bytes()
    result = run("init", "--empty", "--git", "--dry-run")
    assert result.code == 0
    assert "+++ b/tasks.yaml\n" in result.out
    assert "+++ b/.gitattributes\n@@ -0,0 +1 @@\n+/tasks.yaml merge=fazhi diff=fazhi\n" in result.out
    assert "git config core.quotepath false\n" in result.out
    assert files(tmp_path) == {".git"}
    assert (tmp_path / ".git" / "config").read_bytes() == before


@needs_git
def test_a_register_with_errors_is_not_committed(run: Run, tmp_path: Path) -> None:
    """What is staged counts, not what lies in the folder; other files are not looked at."""
    git(tmp_path, "init", "-q")
    (tmp_path / "数据").mkdir()
    register = tmp_path / "数据" / "台 账.yaml"
    assert run("init", "--empty", "--year", "2023", "--git", "-o", "数据/台 账.yaml").code == 0
    git(tmp_path, "add", ".")
    assert git(tmp_path, "commit", "-m", "一").returncode == 0
    good = register.read_text(encoding="utf-8")
    register.write_text(good + "leed: 甲\n", encoding="utf-8")
    (tmp_path / "other.yaml").write_text("leed: 甲\n", encoding="utf-8")
    git(tmp_path, "add", "other.yaml")
    assert git(tmp_path, "commit", "-m", "二").returncode == 0
    git(tmp_path, "add", ".")
    refused = git(tmp_path, "commit", "-m", "三")
    assert refused.returncode == 1
    assert "数据/台 账.yaml:" in refused.stderr
    assert "错误[unknown-key]" in refused.stderr
    register.write_text(good, encoding="utf-8")
    assert git(tmp_path, "commit", "-m", "四").returncode == 1
    git(tmp_path, "add", ".")
    (tmp_path / "other.yaml").unlink()
    git(tmp_path, "rm", "-q", "--cached", "other.yaml")
    assert git(tmp_path, "commit", "-m", "五").returncode == 0
    git(tmp_path, "rm", "-q", register.relative_to(tmp_path).as_posix())
    assert git(tmp_path, "commit", "-m", "六").returncode == 0


@needs_git
def test_heads_of_a_diff_show_ids(run: Run, tmp_path: Path) -> None:
    """In blocks and in one line."""
    git(tmp_path, "init", "-q")
    lines = "".join(
        f"            tags: [甲{number}]\n" if number == 9 else f"            # {number}\n"
        for number in range(10)
    )
    text = one_measure("lead: 甲局") + lines
    (tmp_path / "tasks.yaml").write_text(text, encoding="utf-8")
    run("init", "--git")
    git(tmp_path, "add", ".")
    (tmp_path / "tasks.yaml").write_text(text.replace("甲9", "乙"), encoding="utf-8")
    assert '@@ "1.1.1"\n' in git(tmp_path, "diff").stdout


@needs_git
def test_git_without_register_or_repository_is_refused(run: Run, tmp_path: Path) -> None:
    """Each with what to do."""
    assert run("init", "--git").err.splitlines()[0] == "错误：没有可以设置的台账文件"
    assert run("init", "--git", "--file", "x.yaml").err.splitlines()[0] == "错误：没有台账 x.yaml"
    assert run("init", "--empty", "--file", "x.yaml").code == 2
    run("init", "--empty")
    assert run("init", "--git").err.splitlines()[0] == "错误：台账不在 git 仓库里"


@needs_git
def test_a_foreign_hook_is_told_what_to_add(run: Run, tmp_path: Path) -> None:
    """It stays as it is."""
    git(tmp_path, "init", "-q")
    run("init", "--empty")
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n", encoding="utf-8")
    out = run("init", "--git").out
    assert "已有别的 pre-commit 钩子，没有动；请在里面加一行：" in out
    assert " check --file tasks.yaml || exit 1\n" in out


TAKEN_OVER = """\
旧.xlsx 里读出 2 个部分、2 项子任务、3 条措施。
栏目：序号→自动计算，重点任务→子任务，具体措施→措施，责任单位→牵头单位，配合单位→责任单位，完成时限→完成时限，办理状态→状态，进度→进度，进展情况→进展情况。
没有对应字段、照录在注释里的栏目：任务来源。
时限看不懂、没有写进 due 的 1 条：2.1.1。
进展没有写日期的 1 条，记在转入的这一天。
没有转入：旧.xlsx!A8 “合计”是表外的文字。
旧.xlsx!D7 公式没有可用的结果，没有转入；在原表里改成内容，或转入后补上。
拿不准、要核对的 2 处，都在注释里写了“核对”。

已建成某区2022年法治督察整改台账（tasks.yaml，2022 年）：3 条措施。
没有牵头单位：2 条。

接下来：fazhi list；fazhi set 编号 --lead 单位 --due 时限；fazhi check
"""


def test_an_office_s_ledger_becomes_a_register(run: Run, tmp_path: Path) -> None:
    """What became of each column and what was not taken is told; the register loads and is listed."""
    (tmp_path / "旧.xlsx").write_bytes(
        ledger_file(
            ("一、学习",),
            (1, "制度", "制定方案", "区司法局", "区法院", "6月底前", "已完成", "100%", "已印发", "会议"),
            (2, None, "开展培训", "甲局、乙局", None, date(2022, 9, 30), "推进中", 0.6),
            ("二、机制",),
            (3, "清单", "健全清单", "=A1", None, "有空的时候"),
            ("合计", None, 3),
        )
    )
    made = run("init", "--from-excel", "旧.xlsx", "--yes")
    assert (made.code, made.out, made.err) == (0, TAKEN_OVER, "")
    told = [
        line.split(",") for line in run("list", "--format", "csv", "--columns", "id,lead,due").out.split()
    ]
    assert told[1:] == [
        ["1.1.1", "区司法局", "2022-06-30"],
        ["1.1.2", "待明确", "2022-09-30"],
        ["2.1.1", "待明确", "无"],
    ]
    assert run("check").code == 0
