"""`fazhi check` through the door: summaries, lists, json, exit codes."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import HEAD, Run, one_measure

FINE = one_measure("lead: 区司法局\ndue: 年底前\nlog: [{date: 2022-10-01, note: 好}]")
WRONG = one_measure("lead: 区司法局\nstatus: doing\nlog: [{date: 2022-10-01, status: review}]")
BROKEN = one_measure("lead: 区司法局\nstatus: 做着\ndue: 某年某月")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Put a register without faults into the folder in which the program runs; return its path."""
    path = tmp_path / "tasks.yaml"
    path.write_text(FINE, encoding="utf-8")
    return path


def test_a_register_without_faults(run: Run, register: Path) -> None:
    """The three questions, the verdict, exit 0."""
    assert run("check") == (
        0,
        """\
条条有措施：1/1 项子任务有措施，共 1 条。
事事有回音：1/1 条有进展记录，未办结而没有记录的 0 条。
件件有着落：0/1 条已办结，其中有佐证材料的 0 条。

台账（tasks.yaml，2022 年）：没有错误。
""",
        "",
    )
    assert run("check", "--verbose").out == "没有发现。\n"
    assert json.loads(run("check", "--format", "json").out) == {
        "schema": 1,
        "kind": "problems",
        "problems": [],
    }


def test_an_error_is_exit_one(run: Run, register: Path) -> None:
    """A register that loads and contradicts itself: the error in full, exit 1, in every form."""
    register.write_text(WRONG, encoding="utf-8")
    result = run("check")
    assert (result.code, result.err) == (1, "")
    assert result.out.startswith(
        "tasks.yaml:15:21  错误[log-status]  措施 1.1.1 › status：状态是进行中，最后一条进展记录却是待审核\n"
    )
    assert run("check", "--verbose").code == 1
    told = json.loads(run("check", "--format", "json").out)["problems"]
    assert [(item["line"], item["column"], item["code"], item["level"]) for item in told] == [
        (15, 21, "log-status", "error")
    ]
    assert run("check", "--format", "json").code == 1


def test_warnings_are_no_errors(run: Run, register: Path) -> None:
    """Reminders leave exit 0."""
    register.write_text(one_measure("due: 尽快"), encoding="utf-8")
    result = run("check")
    assert result.code == 0
    assert "警告[due-soft] 时限没有日期，要问明：1 处（1.1.1）" in result.out


def test_an_invalid_register_is_told_on_standard_output(run: Run, register: Path) -> None:
    """`check` alone prints the problems as data, with exit 3, in the format asked for."""
    register.write_text(BROKEN, encoding="utf-8")
    text = run("check")
    assert (text.code, text.err) == (3, "")
    assert "tasks.yaml:15:21  错误[bad-word]" in text.out
    assert text.out.splitlines()[-1].startswith("错误 ")
    told = run("check", "--format", "json")
    assert (told.code, told.err) == (3, "")
    items = json.loads(told.out)["problems"]
    assert (items[0]["line"], items[0]["column"], items[0]["code"]) == (15, 21, "bad-word")


@pytest.mark.parametrize(
    "args",
    [
        ["list"], ["list", "--format", "json"], ["list", "-o", "a.csv"], ["show", "1.1.1"], [],
        ["mark", "1.1.1", "--note", "甲"], ["set", "1.1.1", "--lead", "甲"], ["add", "1.1", "--title", "甲"],
        ["due", "年底前"], ["mark", "1.1.1", "--note", "甲", "--dry-run"],
    ],
)  # fmt: skip
def test_every_other_command_tells_them_on_standard_error(
    run: Run, register: Path, tmp_path: Path, args: list[str]
) -> None:
    """Nothing on standard output, the problems as text on standard error, exit 3, no file."""
    register.write_text(BROKEN, encoding="utf-8")
    result = run(*args)
    assert (result.code, result.out) == (3, "")
    assert result.err == run("check").out
    assert {path.name for path in tmp_path.iterdir()} <= {"tasks.yaml", ".tasks.yaml.lock"}
    assert register.read_text(encoding="utf-8") == BROKEN


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x00\x00",
        b"PK\x03\x04",
        b"title: [\n",
        b"\xff\xfe",
        "title：台账\n".encode(),
        b"- 1\n",
        b"&a x: *a\n",
    ],
)
def test_whatever_is_in_the_file_there_is_no_traceback(run: Run, register: Path, content: bytes) -> None:
    """Every file is told in Chinese with exit 3, by `check` and by the others."""
    register.write_bytes(content)
    told = run("check")
    assert (told.code, told.err) == (3, "")
    assert "错误[" in told.out
    assert run("list").err == told.out


def test_the_register_of_a_warning_is_read(run: Run, register: Path) -> None:
    """GB18030 is read with a warning: told by `check` as a finding, by others on standard error."""
    long = FINE.replace("title: 措施", "title: 推进依法行政加强法治政府建设维护群众合法权益")
    register.write_bytes(long.encode("gb18030"))
    assert "警告[other-encoding] 文件编码不是 UTF-8：1 处（tasks.yaml）" in run("check").out
    assert run("check").err == ""
    listed = run("list", "--format", "ids")
    assert (listed.code, listed.out) == (0, "1.1.1\n")
    assert listed.err.startswith("tasks.yaml  警告[other-encoding]")


def test_assumed_and_blank_ones_alone(run: Run, register: Path) -> None:
    """--assumed lists what the source does not say or leaves blank."""
    register.write_text(
        one_measure("lead: 甲\ndetail: 完成XX项\ndue: X月底前\nassumed: [lead]"), encoding="utf-8"
    )
    out = run("check", "--assumed").out
    assert re.findall(r"^\S+  ..\[([a-z-]+)\]", out, re.MULTILINE) == ["assumed", "blank-value", "due-blank"]
    assert run("check", "--assumed").code == 0


def test_what_to_do_about_an_assumed_value_can_be_done(run: Run, register: Path) -> None:
    """A measure's field is confirmed by `set`; one of the register itself is taken off the list by hand."""
    head = HEAD.replace("sections:", "assumed: [year]\nsections:")
    register.write_text(one_measure("lead: 甲\nassumed: [lead]", head), encoding="utf-8")
    out = run("check", "--assumed").out
    hints = ["从 assumed 里删去", "用 fazhi set 1.1.1 --confirm lead"]
    assert re.findall(r"^   提示：核实后(.*)", out, re.MULTILINE) == hints


def test_one_by_one(run: Run, register: Path) -> None:
    """--verbose lists every finding with its place, and how many there are."""
    register.write_text(one_measure("due: 尽快"), encoding="utf-8")
    out = run("check", "-v").out
    assert "tasks.yaml:14:18  警告[due-soft]" in out
    assert out.splitlines()[-1] == "警告 2 处，提示 1 处。"


def test_into_a_file(run: Run, register: Path, tmp_path: Path) -> None:
    """-o takes the format from the suffix, and never overwrites."""
    assert run("check", "-o", "问题.json") == (0, "", "已写入 问题.json。\n")
    assert json.loads((tmp_path / "问题.json").read_bytes())["kind"] == "problems"
    assert run("check", "-o", "问题.json").code == 6
    assert run("check", "-o", "tasks.yaml", "--format", "json", "--force").code == 4
    assert register.read_text(encoding="utf-8") == FINE


def test_the_built_in_register_is_named_as_such(run: Run) -> None:
    """Without a register of one's own it is said that this one is the built-in."""
    result = run("check")
    assert result.code == 0
    assert result.err == "没有找到 tasks.yaml，用的是内置台账，只能读。\n"
    assert "全面依法治区重点任务台账（内置台账，2022 年）：没有错误" in result.out


def test_evidence_is_looked_for_beside_the_register(run: Run, tmp_path: Path) -> None:
    """Relative names start at the folder of the register, not at that of the program."""
    folder = tmp_path / "册"
    folder.mkdir()
    text = one_measure("lead: 甲\nlog: [{date: 2022-10-01, evidence: [甲.pdf]}]")
    (folder / "r.yaml").write_text(text, encoding="utf-8")
    assert "evidence-missing" in run("check", "--file", "册/r.yaml").out
    (folder / "甲.pdf").write_bytes(b"")
    assert "evidence-missing" not in run("check", "--file", "册/r.yaml").out


def test_a_foreign_encoding_is_converted_on_request(run: Run, register: Path) -> None:
    """The hint of the warning works: afterwards the register can be written."""
    long = FINE.replace("title: 措施", "title: 推进依法行政加强法治政府建设维护群众合法权益")
    register.write_bytes(long.encode("gb18030"))
    refused = run("mark", "1.1.1", "--note", "甲")
    assert (refused.code, "fazhi check --to-utf8" in refused.err) == (4, True)
    done = run("check", "--to-utf8")
    assert (done.code, done.err) == (0, "tasks.yaml 已从 GB18030 转换成 UTF-8。\n")
    assert "other-encoding" not in done.out
    assert register.read_bytes() == long.encode()
    assert run("mark", "1.1.1", "--note", "甲").code == 0
    assert run("check", "--to-utf8").err == "tasks.yaml 已经是 UTF-8，没有改动。\n"
