"""The program as a process of its own: pipes, full disks, signals, encodings, terminals."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fazhi_cli.cells import width
from tests.conftest import Run, one_measure

TEXT = one_measure("lead: 区司法局\ndue: 9月底前", ) + "".join(
    f'          - {{id: "1.1.{number}", title: 健全理论学习中心组的常态化学习机制{number}, due: 年底前}}\n'
    for number in range(2, 6)
)  # fmt: skip
POSIX = pytest.mark.skipif(os.name == "nt", reason="there is no such device or signal")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Put a register into a folder of its own; return its path."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def environment(**more: str) -> dict[str, str]:
    """Return an environment in which nothing is set that the program looks at, but `more`."""
    dropped = (
        "FAZHI_",
        "NO_COLOR",
        "FORCE_COLOR",
        "COLUMNS",
        "PYTHONIOENCODING",
        "TERM",
        "LC_",
        "LANG",
        "_FAZHI",
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {**kept, "LANG": "C.UTF-8", "LOGNAME": "测试员", **more}


def fazhi(folder: Path, *args: str, **more: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the program in `folder` with the environment `more`."""
    command = [sys.executable, "-m", "fazhi_cli", *args]
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def shell(folder: Path, line: str, **more: str) -> "subprocess.CompletedProcess[bytes]":
    """Run a line of shell in `folder`, in which $F is the program."""
    more["F"] = f"{sys.executable} -m fazhi_cli"
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, env=environment(**more), capture_output=True, check=False
    )


@POSIX
@pytest.mark.parametrize("args", ["list", "--help"])
def test_a_closed_pipe_ends_quietly(register: Path, args: str) -> None:
    """Nobody reads: exit 141 and not a word."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "fazhi_cli", *args.split()]
    done = subprocess.run(
        command, cwd=register.parent, env=environment(), stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@POSIX
def test_a_full_disk_is_one_line(register: Path) -> None:
    """A list that cannot be printed is exit 6; a mark that was saved is a success with a warning."""
    full = "错误：输出写不出去：磁盘已满\n提示：排除原因后再运行一次，或用 --output 写到别处\n"
    done = shell(register.parent, "$F list --format json >/dev/full")
    assert (done.returncode, done.stderr.decode()) == (6, full)
    done = shell(register.parent, "$F mark 1.1.1 --note 甲 >/dev/full")
    assert done.returncode == 0
    assert done.stderr.decode() == "已写入 tasks.yaml，但结果显示不出来：输出写不出去：磁盘已满\n"
    assert "note: 甲" in register.read_text(encoding="utf-8")


@POSIX
@pytest.mark.parametrize("closed", ["2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_trouble(register: Path, closed: str) -> None:
    """No traceback, nothing printed elsewhere, nothing but the edit written into the register."""
    done = shell(register.parent, f"$F mark 1.1.1 --note 甲 --as-of 2022-06-30 {closed}")
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    added = "            log:\n              - {date: 2022-06-30, by: 测试员, note: 甲}\n"
    assert register.read_text(encoding="utf-8") == TEXT.replace(
        "            due: 9月底前\n", "            due: 9月底前\n" + added
    )
    assert closed != "2>&-" or shell(register.parent, f"$F show 9.9.9 {closed}").stdout == b""


def test_an_output_in_gbk(register: Path) -> None:
    """Chinese is as ever, our own signs have plain ones in their stead, the rest is spelt out."""
    register.write_text(TEXT.replace("健全理论", "㐀👍"), encoding="utf-8")
    done = fazhi(register.parent, "check", "--verbose", "--as-of", "2022-10-15", PYTHONIOENCODING="gbk")
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode("gbk")
    assert "措施 1.1.1 > id：已有 214 天没有回音" in text
    assert "\\u3400\\U0001f44d" in text


@pytest.mark.parametrize("coding", ["ascii", "cp437"])
def test_an_output_without_chinese(register: Path, coding: str) -> None:
    """Messages are spelt out, nothing fails."""
    done = fazhi(register.parent, "没有", PYTHONIOENCODING=coding)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode(coding).startswith("\\u9519\\u8bef")


@POSIX
def test_json_is_the_same_under_every_locale(register: Path, run: Run) -> None:
    """Neither locale nor encoding nor width changes a byte of data."""
    args = ("list", "--format", "json", "--as-of", "2022-10-15")
    odd = fazhi(register.parent, *args, LANG="C", PYTHONIOENCODING="ascii", COLUMNS="20", FORCE_COLOR="1")
    assert (odd.stdout.decode(), odd.stderr) == (run(*args).out, b"")


def on_terminal(
    folder: Path,
    columns: int,
    *args: str,
    send: bytes = b"",
    stop: bool = False,
    decoding: str = "utf-8",
    **more: str,
) -> tuple[int, str]:
    """Run the program on a terminal of so many columns; return its exit code and all that it printed.

    `send` is typed as soon as something is asked; `stop` presses Ctrl-C there instead.
    """
    fcntl, pty, struct, termios = (__import__(name) for name in ("fcntl", "pty", "struct", "termios"))
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "fazhi_cli", *args], cwd=folder, env=environment(TERM="xterm", **more),
        stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    printed = b""
    try:
        while chunk := os.read(master, 65536):
            printed += chunk
            if "[是/否] ".encode() in printed and (send or stop):
                if stop:
                    time.sleep(0.1)
                    process.send_signal(signal.SIGINT)
                else:
                    os.write(master, send)
                send, stop = b"", False
    except OSError:
        pass
    finally:
        os.close(master)
    return process.wait(timeout=20), printed.decode(decoding).replace("\r\n", "\n")


@POSIX
@pytest.mark.parametrize("columns", [80, 40])
def test_a_table_fits_the_terminal(register: Path, columns: int) -> None:
    """On a real terminal no line is wider than it is; the light is in colour where there is a table."""
    code, text = on_terminal(register.parent, columns, "list", "--as-of", "2022-10-15")
    plain = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert code == 0
    assert max(width(line) for line in plain.split("\n")) <= columns
    assert ("\x1b[1;31m红" in text) == (columns >= 80)


@POSIX
def test_colour_can_be_had_and_refused(register: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR leaves no escape byte at all; FORCE_COLOR colours a pipe; NO_COLOR wins over it."""
    assert "\x1b" not in on_terminal(register.parent, 100, "list", NO_COLOR="1", FORCE_COLOR="1")[1]
    assert "\x1b" not in run("list").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31m红\x1b[0m" in run("list").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("list").out


@POSIX
def test_data_on_a_terminal_is_the_same_as_in_a_pipe(register: Path, run: Run) -> None:
    """Json knows no terminal."""
    args = ("list", "--format", "json", "--as-of", "2022-10-15")
    assert on_terminal(register.parent, 20, *args) == (0, run(*args).out)


@POSIX
def test_what_is_next_is_said_on_a_terminal_once(register: Path) -> None:
    """After the first change of a register how it is taken back; not after the second, not to scripts."""
    tip = "记错了可以撤销：fazhi undo；谁什么时候改了什么：fazhi history。"
    said = [
        on_terminal(register.parent, 80, "mark", "1.1.1", "--note", note)[1].split("\n")[-2]
        for note in ("甲", "乙")
    ]
    assert [line == tip for line in said] == [True, False]
    register.with_name(".tasks.yaml.history").unlink()
    assert fazhi(register.parent, "mark", "1.1.1", "--note", "丙").stderr == b""


@POSIX
def test_a_question_is_answered_on_the_terminal(register: Path) -> None:
    """是 does it."""
    code, text = on_terminal(register.parent, 80, "mark", "1.1", "--note", "甲", send="是\n".encode())
    assert (code, "要改 5 条措施，确定吗？ [是/否] " in text) == (0, True)
    assert register.read_text(encoding="utf-8").count("note: 甲") == 5


@POSIX
def test_ctrl_c_at_a_question_changes_nothing(register: Path) -> None:
    """Exit 130, no traceback, the file as it was."""
    code, text = on_terminal(register.parent, 80, "mark", "1.1", "--note", "甲", stop=True)
    assert code == 130
    assert "Traceback" not in text
    assert register.read_text(encoding="utf-8") == TEXT


def test_the_module_is_the_program(register: Path) -> None:
    """`python -m fazhi_cli` names itself fazhi."""
    assert fazhi(register.parent, "--help").stdout.decode().startswith("用法：fazhi 命令 [选项]\n")
