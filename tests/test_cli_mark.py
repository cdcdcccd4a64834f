"""`fazhi mark` through the door: what is written, asked, refused and shown."""

import subprocess
from pathlib import Path
from shutil import which

import pytest

from fazhi_cli import packaged
from tests.conftest import Run, one_measure

PLAIN = one_measure("due: 9月底前\nlead: 区司法局")
MORE = PLAIN + "".join(f'          - {{id: "1.1.{number}", title: 措施{number}}}\n' for number in range(2, 6))


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Put a register of five measures into the folder in which the program runs; return its path."""
    path = tmp_path / "tasks.yaml"
    path.write_text(MORE, encoding="utf-8")
    return path


def test_progress_is_written_and_shown(run: Run, register: Path) -> None:
    """One entry, status and progress; the row as it now is; which register."""
    assert run(
        "mark", "1.1.1", "--progress", "40", "--note", "已印发方案", "--by", "李四", today="2022-06-30"
    ) == (
        0,
        """\
编号   灯  措施  状态    进度  完成时限    最近记录
─────────────────────────────────────────────────────
1.1.1  黄  措施  进行中   40%  2022-09-30  2022-06-30

台账（tasks.yaml，2022 年）：改了 1 条。
""",
        "",
    )
    assert register.read_text(encoding="utf-8") == MORE.replace(
        "            lead: 区司法局\n",
        "            lead: 区司法局\n"
        "            status: doing\n"
        "            progress: 40\n"
        "            log:\n"
        "              - {date: 2022-06-30, by: 李四, status: doing, progress: 40, note: 已印发方案}\n",
    )


def test_every_word_of_an_entry(run: Run, register: Path) -> None:
    """All options of an entry reach the file, dates in the past with the day of writing."""
    text = MORE.replace(
        "            lead: 区司法局\n", "            lead: 区司法局\n            kind: indicator\n"
    )
    register.write_text(text, encoding="utf-8")
    result = run(
        *("mark", "1.1.1", "--status", "进行中", "--note", "甲", "--problem", "乙", "--next", "丙"),
        *("--evidence", "一.pdf", "--evidence", "二，三.pdf", "--count", "17/20", "--unit", "区司法局"),
        *("--for", "２０２２Q3", "--date", "2022-10-01", "--by", "李四"),
    )
    assert (result.code, result.err) == (0, "")
    assert (
        "- {date: 2022-10-01, by: 李四, unit: 区司法局, for: 2022Q3, status: doing, note: 甲, problem: 乙, "
        'next: 丙, evidence: [一.pdf, "二，三.pdf"], count: 17/20, recorded: 2022-10-15}'
    ).replace('"二，三.pdf"', "二，三.pdf") in register.read_text(encoding="utf-8")


def test_the_row_shown_is_that_of_today(run: Run, register: Path) -> None:
    """A record of an earlier day is shown as things stand now, later entries included."""
    run("mark", "1.1.1", "--note", "后", today="2022-10-10")
    out = run("mark", "1.1.1", "--note", "前", "--date", "2022-10-01", today="2022-10-15").out
    assert out.splitlines()[2] == "1.1.1  红  措施  未启动    0%  2022-09-30  2022-10-10"


def test_as_of_stands_for_today(run: Run, register: Path) -> None:
    """With --as-of the entry is dated by it, and nothing is said of recording it later."""
    run("mark", "1.1.1", "--note", "甲", "--as-of", "2022-06-30", "--by", "李四")
    assert "- {date: 2022-06-30, by: 李四, note: 甲}" in register.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("option", "variables", "name"),
    [
        (["--by", "李四"], {"FAZHI_BY": "王五"}, "李四"),
        ([], {"FAZHI_BY": "王五"}, "王五"),
        ([], {}, "测试员"),
        ([], {"LOGNAME": "", "USER": "用户"}, "用户"),
        (["--by", ""], {"FAZHI_BY": ""}, "测试员"),
    ],
)
def test_who_signs(
    run: Run,
    register: Path,
    monkeypatch: pytest.MonkeyPatch,
    option: list[str],
    variables: dict[str, str],
    name: str,
) -> None:
    """--by, then FAZHI_BY, then the login name."""
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    run("mark", "1.1.1", "--note", "甲", *option)
    assert f"by: {name}, note: 甲" in register.read_text(encoding="utf-8")


def test_several_ids_at_once(run: Run, register: Path) -> None:
    """Ids divided by spaces or commas, each once, typed with any keyboard."""
    result = run("mark", "1.1.1，１。１。２", "1.1.1", "--note", "甲")
    assert result.code == 0
    assert result.out.endswith("\n台账（tasks.yaml，2022 年）：改了 2 条。\n")
    assert register.read_text(encoding="utf-8").count("note: 甲") == 2


ASKED = "要改 5 条措施，确定吗？"


def test_more_than_three_are_asked_for(run: Run, register: Path) -> None:
    """A subtree of five: yes does it, no does not, both on a terminal."""
    declined = run("mark", "1.1", "--note", "甲", answer="否\n")
    assert declined == (4, "", f"{ASKED} [是/否] 没有改动。\n")
    assert register.read_text(encoding="utf-8") == MORE
    agreed = run("mark", "1.1", "--note", "甲", answer="是\n")
    assert (agreed.code, agreed.err) == (0, f"{ASKED} [是/否] ")
    assert register.read_text(encoding="utf-8").count("note: 甲") == 5


@pytest.mark.parametrize("answer", ["y\n", "YES\n", "好\n", " 确定 \n", "对\n"])
def test_yes_in_many_words(run: Run, register: Path, answer: str) -> None:
    """Chinese and English words of assent are understood."""
    assert run("mark", "1.1", "--note", "甲", answer=answer).code == 0


@pytest.mark.parametrize("answer", ["", "\n", "n\n", "不\n", "是的吧\n"])
def test_anything_else_is_no(run: Run, register: Path, answer: str) -> None:
    """Silence and doubt change nothing."""
    assert run("mark", "1.1", "--note", "甲", answer=answer).code == 4
    assert register.read_text(encoding="utf-8") == MORE


def test_without_a_terminal_it_says_what_to_type(run: Run, register: Path) -> None:
    """Exit 4 and the way out; --yes needs no answer; three measures need none."""
    refused = run("mark", "1.1", "--note", "甲")
    assert refused == (
        4, "", f"错误：{ASKED}\n提示：没有终端可以回答；确定要做，在同一命令后面加 --yes\n",
    )  # fmt: skip
    assert run("mark", "1.1", "--note", "甲", "--yes").code == 0
    assert run("mark", "1.1.1", "1.1.2", "1.1.3", "--note", "乙").code == 0


def test_rules_are_told_before_anything_is_asked(run: Run, register: Path) -> None:
    """Nobody is asked to confirm what cannot be done."""
    result = run("mark", "1.1", "--status", "done", answer="是\n")
    assert (result.code, result.out) == (4, "")
    assert result.err == (
        "错误：1.1.1 办结要有佐证材料\n"
        "提示：加上 --evidence 文件或文号；确实没有的，用 --no-evidence 写明理由\n"
    )
    assert register.read_text(encoding="utf-8") == MORE


@pytest.mark.parametrize(
    "extra", [["--progress", "50"], ["--evidence", "a"], ["--unit", "甲"], ["--for", "2022Q3"]]
)
def test_a_subtree_only_for_status_and_note(run: Run, register: Path, extra: list[str]) -> None:
    """Everything else wants measures by name."""
    result = run("mark", "1.1", "--note", "甲", *extra, "--yes")
    assert result == (4, "", "错误：1.1 是子任务，这里要写措施的编号\n提示：用 fazhi list 1.1 查看编号\n")
    assert register.read_text(encoding="utf-8") == MORE


def test_an_empty_subtree_is_refused(run: Run, register: Path) -> None:
    """There is nothing to mark."""
    register.write_text(MORE + '      - {id: "1.2", title: 空}\n', encoding="utf-8")
    assert run("mark", "1.2", "--note", "甲") == (
        4, "", "错误：没有要改的措施\n提示：用 fazhi list 查看编号\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["9.9.9", "--note", "甲"], "台账里没有编号 9.9.9"),
        (["1.1.1", "--status", "done"], "1.1.1 办结要有佐证材料"),
        (["1.1.1", "--status", "暂缓"], "1.1.1 改为暂缓要说明情况"),
        (["1.1.1", "--count", "1/2"], "1.1.1 不是指标，没有计数"),
        (["1.1.1", "--incidents", "0"], "1.1.1 不是禁止事项，没有发生次数"),
    ],
)
def test_refusals_leave_the_file_alone(run: Run, register: Path, args: list[str], message: str) -> None:
    """Exit 4, nothing on standard output, not a byte changed."""
    result = run("mark", *args)
    assert (result.code, result.out) == (4, "")
    assert result.err.splitlines()[0] == f"错误：{message}"
    assert result.err.splitlines()[1].startswith("提示：")
    assert register.read_text(encoding="utf-8") == MORE


def test_no_evidence_wants_a_reason_and_keeps_it(run: Run, register: Path) -> None:
    """The reason stands in the note."""
    assert run("mark", "1.1.1", "--status", "done", "--no-evidence", "口头交办").code == 0
    assert "note: 无佐证材料：口头交办" in register.read_text(encoding="utf-8")


DIFF = """\
--- a/tasks.yaml
+++ b/tasks.yaml
@@ -13,6 +13,8 @@
             title: 措施
             due: 9月底前
             lead: 区司法局
+            log:
+              - {date: 2022-10-15, by: 测试员, note: 甲}
           - {id: "1.1.2", title: 措施2}
           - {id: "1.1.3", title: 措施3}
           - {id: "1.1.4", title: 措施4}
"""


def test_a_dry_run_prints_a_diff_and_writes_nothing(run: Run, register: Path, tmp_path: Path) -> None:
    """The diff of the edit on standard output; no file, no lock."""
    assert run("mark", "1.1.1", "--note", "甲", "--dry-run") == (0, DIFF, "")
    assert register.read_text(encoding="utf-8") == MORE
    assert [path.name for path in tmp_path.iterdir()] == ["tasks.yaml"]


def test_a_dry_run_asks_nothing_but_keeps_the_rules(run: Run, register: Path) -> None:
    """Five measures need no answer; what is refused is refused."""
    assert run("mark", "1.1", "--note", "甲", "--dry-run").code == 0
    assert run("mark", "1.1", "--status", "done", "--dry-run").code == 4


@pytest.mark.skipif(which("patch") is None, reason="the patch program is not here")
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (MORE.encode(), "tasks.yaml"),
        (MORE.replace("\n", "\r\n").encode(), "tasks.yaml"),
        (b"\xef\xbb\xbf" + MORE.encode(), "tasks.yaml"),
        (PLAIN.rstrip("\n").encode(), "tasks.yaml"),
        (PLAIN.replace("  - id", "# 注：\u200b\n  - id", 1).encode(), "tasks.yaml"),
        (MORE.encode(), "子 目录/我的 台账.yaml"),
    ],
    ids=["plain", "crlf", "bom", "no last newline", "invisible", "folder"],
)
def test_patch_applies_the_diff(run: Run, tmp_path: Path, content: bytes, name: str) -> None:
    """Patching the old file gives byte for byte what the command writes."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    args = ("mark", "1.1.1", "--status", "doing", "--note", "甲", "--file", name)
    diff = run(*args, "--dry-run").out.encode()
    patched = tmp_path / "patched.yaml"
    done = subprocess.run(
        ["patch", "--binary", "-o", str(patched), str(path)], input=diff, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert path.read_bytes() == content
    assert run(*args).code == 0
    assert patched.read_bytes() == path.read_bytes()


def test_a_diff_names_the_file_relatively(run: Run, tmp_path: Path) -> None:
    """`patch -p1` finds the file; an absolute name loses its root."""
    path = tmp_path / "sub" / "r.yaml"
    path.parent.mkdir()
    path.write_text(MORE, encoding="utf-8")
    for name in ("sub/r.yaml", str(path)):
        out = run("mark", "1.1.1", "--note", "甲", "--dry-run", "--file", name).out
        bare = name.lstrip("/")
        assert out.splitlines()[:2] == [f"--- a/{bare}", f"+++ b/{bare}"]


QUESTION = "内置台账只能读。要复制一份到 tasks.yaml 再改吗？"


def test_the_built_in_register_is_copied_when_wanted(run: Run, tmp_path: Path) -> None:
    """The first mark offers a copy; yes copies register and schema, then marks the copy."""
    result = run("mark", "1.1.4", "--progress", "40", answer="是\n")
    assert result.code == 0
    assert result.err == f"{QUESTION} [是/否] 已复制内置台账到 tasks.yaml，以后在这个文件夹里就用它。\n"
    assert result.out.splitlines()[-1] == "全面依法治区重点任务台账（tasks.yaml，2022 年）：改了 1 条。"
    names = {path.name for path in tmp_path.iterdir()}
    assert names >= {"tasks.yaml", "tasks.schema.json"}
    assert (tmp_path / "tasks.schema.json").read_bytes() == packaged.SCHEMA.read_bytes()
    copy, original = (tmp_path / "tasks.yaml").read_bytes(), packaged.REGISTER.read_bytes()
    assert copy != original
    assert len(copy.splitlines()) == len(original.splitlines()) + 4


def test_the_built_in_register_is_left_alone_when_not_wanted(run: Run, tmp_path: Path) -> None:
    """No copies nothing and exits 4; without a terminal --yes is named."""
    assert run("mark", "1.1.4", "--note", "甲", answer="否\n") == (4, "", f"{QUESTION} [是/否] 没有改动。\n")
    assert run("mark", "1.1.4", "--note", "甲") == (
        4, "", f"错误：{QUESTION}\n提示：没有终端可以回答；确定要做，在同一命令后面加 --yes\n",
    )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_copied_for_a_mark_that_is_refused(run: Run, tmp_path: Path) -> None:
    """An unknown id or a broken rule is told first, also with --yes."""
    for args in (["9.9.9", "--note", "甲"], ["1.1.4", "--status", "done"]):
        assert run("mark", *args, "--yes").code == 4
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_on_the_built_in_register_names_the_copy(run: Run, tmp_path: Path) -> None:
    """The diff is against tasks.yaml, which is not made."""
    out = run("mark", "1.1.4", "--note", "甲", "--dry-run").out
    assert out.splitlines()[:2] == ["--- a/tasks.yaml", "+++ b/tasks.yaml"]
    assert list(tmp_path.iterdir()) == []


def test_what_changes_nothing_says_so(run: Run, register: Path) -> None:
    """The same status again without anything else still records an entry; a set to the same does not."""
    assert (
        run("set", "1.1.1", "--lead", "区司法局").out.splitlines()[-1]
        == "台账（tasks.yaml，2022 年）：没有变化。"
    )
    assert run("set", "1.1.1", "--lead", "区司法局", "--dry-run") == (0, "", "没有要改的。\n")
    assert register.read_text(encoding="utf-8") == MORE
