"""What a run ends with: each exit code, provoked, and what is said of a fault of ours."""

import re
import shlex
import shutil
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

from fazhi_cli import cli, commit, packaged, query
from fazhi_cli.cli import session
from fazhi_cli.problems import Conflict, Exit, Unwritable
from tests.conftest import Run, one_measure
from tests.documents import docx, para
from tests.documents import run as word
from tests.speeches import SPEECH

TEXT = one_measure("lead: 区司法局\ndue: 9月底前")


@pytest.fixture(autouse=True)
def register(tmp_path: Path) -> Path:
    """Put a register into the folder in which the program runs; return its path."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["list"], Exit.OK),
        (["list", "--status", "取消"], Exit.OK),
        (["list", "--overdue", "--exit-code"], Exit.FOUND),
        (["list", "--xyz"], Exit.USAGE),
        (["list", "--file", "没有.yaml"], Exit.INVALID),
        (["show", "9.9.9"], Exit.REFUSED),
        (["list", "-o", "tasks.yaml", "-F", "json"], Exit.REFUSED),
        (["list", "-o", "没有/a.csv"], Exit.UNWRITABLE),
    ],
)
def test_exit_codes(run: Run, args: list[str], code: int) -> None:
    """Each cause has its code; only data goes to standard output."""
    result = run(*args)
    assert result.code == code
    assert (result.out == "") == (code not in (Exit.OK, Exit.FOUND))


def test_exit_codes_are_those_of_the_contract() -> None:
    """Scripts rely on these numbers."""
    assert {item.name: int(item) for item in Exit} == {
        "OK": 0, "FOUND": 1, "USAGE": 2, "INVALID": 3, "REFUSED": 4, "CONFLICT": 5, "UNWRITABLE": 6,
        "FAULT": 70, "INTERRUPTED": 130, "CLOSED_PIPE": 141,
    }  # fmt: skip


def test_somebody_else_saving_all_the_time_is_exit_five(
    run: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When every attempt meets a newer file, nothing is written and that is said."""

    def never(*args: object, **more: object) -> None:
        raise Conflict("tasks.yaml 刚被别人改过，未写入", "再运行一次同样的命令")

    monkeypatch.setattr(commit, "replace", never)
    assert run("mark", "1.1.1", "--note", "甲") == (
        5, "", "错误：tasks.yaml 刚被别人改过，未写入\n提示：再运行一次同样的命令\n",
    )  # fmt: skip
    assert register.read_text(encoding="utf-8") == TEXT


def test_a_register_that_may_not_be_written_is_exit_six(run: Run, register: Path) -> None:
    """A read-only register is left alone."""
    register.chmod(0o444)
    assert run("mark", "1.1.1", "--note", "甲").code == 6


def test_a_fault_of_ours_is_exit_seventy(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback: what sort of fault, and what to do; --debug lets it through."""

    def fail(*args: object, **more: object) -> None:
        raise ZeroDivisionError("内部")

    monkeypatch.setattr(query, "state", fail)
    assert run("list") == (
        70,
        "",
        "错误：程序出了差错（ZeroDivisionError）\n提示：加 --debug 再运行一次，把输出交给维护人员\n",
    )
    with pytest.raises(ZeroDivisionError):
        run("list", "--debug")


def test_an_interruption_is_exit_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a run without a word, in a command and before it."""

    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(session, "find", interrupted)
        assert run("list") == (130, "", "")
    monkeypatch.setattr(cli, "program", interrupted)
    assert run("list") == (130, "", "")


def test_an_end_of_input_at_a_question_is_no(run: Run, register: Path) -> None:
    """Ctrl-D instead of an answer changes nothing."""
    more = TEXT + "".join(f'          - {{id: "1.1.{number}", title: 甲}}\n' for number in range(2, 6))
    register.write_text(more, encoding="utf-8")
    assert run("mark", "1.1", "--note", "甲", answer="").code == 4
    assert register.read_text(encoding="utf-8") == more


def test_what_was_written_stays_written_when_it_cannot_be_shown(
    run: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the file is saved a full output is a warning, not a failure."""

    def full(text: str) -> None:
        raise Unwritable("输出写不出去：磁盘已满", "")

    monkeypatch.setattr(session, "out", full)
    assert run("mark", "1.1.1", "--note", "甲") == (
        0, "", "已写入 tasks.yaml，但结果显示不出来：输出写不出去：磁盘已满\n",
    )  # fmt: skip
    assert "note: 甲" in register.read_text(encoding="utf-8")
    assert run("init", "--empty", "-o", "a.yaml") == (
        0, "", "已写入 a.yaml，但结果显示不出来：输出写不出去：磁盘已满\n",
    )  # fmt: skip


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_only_what_a_command_needs_is_built(name: str) -> None:
    """The program of one command has that command; without a plain word it has all."""
    assert [*_commands([name])] == [name]
    assert [*_commands(["--help"])] == [*cli.COMMANDS]
    assert [*_commands(["lst"])] == [*cli.COMMANDS]
    assert [*_commands(["--version"])] == []


def _commands(args: list[str]) -> list[str]:
    return [info.name or "" for info in cli.program(args).registered_commands]


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_examples_of_the_help_work(run: Run, register: Path, name: str) -> None:
    """Every example can be typed as it stands, over a copy of the built-in register."""
    for path in (register, register.with_name("tasks-2025.yaml")):
        path.write_bytes(packaged.REGISTER.read_bytes())
    for _ in range(12 if name == "undo" else 0):
        run("mark", "1.1.4", "--note", "甲")
    _lay_out(run, register.parent)
    for line in import_module(f"fazhi_cli.cli.{name.replace('-', '_')}").EXAMPLES.splitlines():
        if name in ("init", "draft") and "--git" not in line:  # they make the register themselves
            register.unlink(missing_ok=True)
        command = re.split(r"   | [>|]", line)[0]
        words = [_BY_GIT.get(word, word) for word in shlex.split(command)]
        assert words[0] == "fazhi"
        result = run(*words[1:])
        assert result.code in ((0, 1) if name == "doctor" else (0,)), (line, result.err)


_BY_GIT = {
    "%O": "tasks-2025.yaml",
    "%A": "tasks.yaml",
    "%B": "tasks-2025.yaml",
    "%L": "7",
    "%P": "tasks.yaml",
}


def _lay_out(run: Run, folder: Path) -> None:
    """Put into the folder what examples speak of: an office's workbooks, a speech, sheets that came back."""
    run("export", "1.1", "-o", "表样.xlsx")
    shutil.copy(folder / "表样.xlsx", folder / "旧台账.xlsx")
    run("sheets", "--unit", "区司法局", "-o", "回收/")
    shutil.copy(folder / "回收" / "区司法局.xlsx", folder)
    (folder / "讲话.docx").write_bytes(docx("".join(para(word(line)) for line in SPEECH.splitlines())))
    (folder / "方案.txt").write_text(SPEECH, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
