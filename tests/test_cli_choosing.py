"""A command without an id: a list on a terminal, a usage error in a pipe, and nothing done by mistake."""

import os
import re
import select
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from fazhi_cli.cells import width
from fazhi_cli.cli.choosing import MOST, narrowed, offered
from fazhi_cli.query import select as selected
from tests.conftest import Run, load_text, one_measure

TEXT = one_measure("lead: 区司法局\ndue: 年底前").replace("title: 措施", "title: 推行人民调解") + (
    '          - {id: "1.1.2", title: 整改台账, lead: 区法院, due: 2022-10-01}\n'
    '          - {id: "1.1.3", title: 调解员培训, lead: 区检察院, due: 2022-09-01, owner: 李四}\n'
    '          - {id: "1.1.4", title: 办完的调解, lead: 区法院, status: done}\n'
    '          - {id: "1.1.5", title: 长期宣传, kind: standing}\n'
    '      - id: "1.2"\n        title: 又一项\n        measures:\n'
    '          - {id: "1.2.1", title: 培训骨干, support: [区法院], due: 2022-10-20}\n'
)
POSIX = pytest.mark.skipif(os.name != "posix", reason="no pseudo terminals")
LIST = """\
没有写编号，在台账（tasks.yaml，2022 年）里选：
1  1.1.3  红  逾期 44 天  区检察院  调解员培训
2  1.1.2  红  逾期 14 天  区法院    整改台账
3  1.2.1  黄  2022-10-20  待明确    培训骨干
4  1.1.1  绿  2022-12-31  区司法局  推行人民调解
5  1.1.5  灰  长期        待明确    长期宣传
输入序号或编号；输入名称、单位里的几个字，缩小范围；直接回车，什么也不做。
选哪一条："""
HOW = "输入序号或编号；输入名称、单位里的几个字，缩小范围；直接回车，什么也不做。\n"


@pytest.fixture(autouse=True)
def register(tmp_path: Path) -> Path:
    """Put a register into the folder in which the program runs; return its path."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command", ["mark --note 甲", "set --lead 乙", "show", "chase", "plan", "mark", "set"]
)
def test_without_a_terminal_it_is_a_usage_error(run: Run, register: Path, command: str) -> None:
    """It says how ids are found; nothing is read or written."""
    verb = command.split()[0]
    assert run(*command.split()) == (
        2,
        "",
        "错误：没有写编号\n提示：用 fazhi list 查编号，如 fazhi list --overdue；"
        f"再写 fazhi {verb} 编号，如 fazhi {verb} 3.4.7\n",
    )
    assert register.read_text(encoding="utf-8") == TEXT


def test_the_list_and_a_number(run: Run, register: Path) -> None:
    """The longest overdue first, then by the days left; the answer is the measure that is marked."""
    result = run("mark", "--note", "甲", answer="２\n")
    assert (result.code, result.err) == (0, LIST)
    assert "1.1.2" in result.out and "改了 1 条" in result.out
    assert register.read_text(encoding="utf-8").count("note: 甲") == 1
    assert '"mark --note 甲 1.1.2"' in run("history", "--format", "json").out


@pytest.mark.parametrize(
    ("answers", "own"),
    [
        ("1.1.4\n", "1.1.4"),  # what is done, by its id
        ("１。１。５\n", "1.1.5"),
        ("1.1.a\n1.1.1\n", "1.1.1"),
        ("调解\n2\n", "1.1.1"),  # open ones alone
        ("区法院\n2\n", "1.2.1"),  # lead or support
        ("李四\n1\n", "1.1.3"),
        ("1.2\n1\n", "1.2.1"),  # below an id
        ("1.2\n2\n1\n", "1.2.1"),  # there is no second
        ("办完的\n1\n", "1.1.4"),  # what is done only where nothing else is
        ("没有的\n培训\n2\n", "1.2.1"),
        ("  3  \n", "1.2.1"),
    ],
)
def test_answers(run: Run, answers: str, own: str) -> None:
    """A number, an id with any keyboard, or words that narrow the list down."""
    result = run("show", answer=answers)
    assert (result.code, result.out.split()[0]) == (0, own)


@pytest.mark.parametrize(
    "command", ["mark --note 甲", "set --lead 区法院", "show", "chase", "plan --step 甲=3"]
)
@pytest.mark.parametrize("answer", ["", "\n", "  \n", "调解\n\n", "没有的\n"])
def test_no_answer_changes_nothing(run: Run, register: Path, command: str, answer: str) -> None:
    """An empty line or the end of what is typed leaves, with the code of an answer that was needed."""
    result = run(*command.split(), answer=answer)
    assert (result.code, result.out) == (4, "")
    assert result.err.endswith("选哪一条：没有选，什么也没有做。\n")
    assert register.read_text(encoding="utf-8") == TEXT
    assert [path.name for path in register.parent.iterdir()] == ["tasks.yaml"]


def test_what_is_not_found_is_told_as_text(run: Run) -> None:
    """Controls do not act, long words are cut, and of an id the near one is named."""
    told = run("show", answer="\x1b[2J\u202e\n" + "长" * 500 + "\n1.1.9\n6\n０\n\n").err.split("选哪一条：")[
        1:
    ]
    assert told == [
        "没有找到“⟨U+001B⟩[2J⟨U+202E⟩”，换几个字试试。\n",
        f"没有找到“{'长' * 59}…”，换几个字试试。\n",
        "没有找到“1.1.9”，相近的有：1.1.5。\n",
        "序号只有 1 到 5。\n",
        "序号只有 1 到 5。\n",
        "没有选，什么也没有做。\n",
    ]


def test_a_choice_without_anything_to_do_says_what_to_type(run: Run) -> None:
    """The id that was chosen stands in the command that is proposed."""
    result = run("mark", answer="1\n")
    assert (result.code, result.err.removeprefix(LIST)) == (
        2,
        "错误：没有写要记什么\n提示：至少写 --status、--progress、--note 等中的一项，"
        "如 fazhi mark 1.1.3 --note 已约谈\n",
    )
    result = run("set", answer="1\n")
    assert result.err.removeprefix(LIST).splitlines()[1] == (
        "提示：至少写 --due、--lead 等中的一项，如 fazhi set 1.1.3 --due 9月底前"
    )


def test_wrong_options_are_told_before_anything_is_asked(run: Run) -> None:
    """Nobody chooses for nothing."""
    assert run("mark", "--progress", "200", answer="1\n").err.startswith("错误：--progress 不能是“200”")
    assert run("chase", "--date", "2022-12-01", answer="1\n").err.startswith("错误：--date 2022-12-01 还没到")


def test_many_are_narrowed_down(run: Run, register: Path) -> None:
    """Twenty stand in the list; the number is told of the others, which words and ids reach."""
    more = "".join(f'          - {{id: "1.2.{number}", title: 第{number}件}}\n' for number in range(2, 40))
    register.write_text(TEXT + more, encoding="utf-8")
    result = run("show", answer="21\n第39件\n1\n")
    assert (
        "\n20  1.2.16  灰  无          待明确    第16件\n还有 23 条没有列出，输入几个字缩小范围。\n"
        in result.err
    )
    assert result.out.startswith("1.2.39 ")


def test_the_list_without_an_open_measure(run: Run, register: Path) -> None:
    """Where all is done, that is offered; where nothing is, it is said how to begin."""
    register.write_text(one_measure("status: done"), encoding="utf-8")
    assert run("show", answer="1\n").out.startswith("1.1.1 ")
    register.write_text(
        one_measure("").partition("          - id")[0].replace("measures:", "measures: []"), "utf-8"
    )
    result = run("show", answer="1\n")
    assert (result.code, result.err.splitlines()[1:]) == (
        4,
        ["错误：台账里还没有措施", "提示：用 fazhi add 子任务编号 --title … 加措施"],
    )


def test_a_register_that_cannot_be_read_is_told(run: Run, register: Path) -> None:
    """As every command does, with nothing asked."""
    register.write_text("title: 台账\n", encoding="utf-8")
    assert run("mark", "--note", "甲", answer="1\n").code == 3


def test_what_is_offered_and_what_words_mean() -> None:
    """Open ones by urgency; words are looked for in id, title, owner and units by any of their names."""
    units = "units: [{name: 区检察院, alias: [检方]}, {name: 镇街, members: [甲镇]}]\nsections:"
    register = load_text(
        TEXT.replace("sections:", units).replace("support: [区法院]", "support: [镇街]")
    ).register
    rows = selected(register, date(2022, 10, 15)).rows
    assert [row.measure.id for row in offered(rows)] == ["1.1.3", "1.1.2", "1.2.1", "1.1.1", "1.1.5"]
    for words, ids in {
        "检方": ["1.1.3"],
        "甲镇": ["1.2.1"],
        "1.2": ["1.2.1"],
        "整改": ["1.1.2"],
        "无": [],
    }.items():
        assert [row.measure.id for row in narrowed(register, rows, words)] == ids
    assert MOST == 20


def typed(folder: Path, args: Sequence[str], answers: Sequence[str], columns: int) -> tuple[int, str]:
    """Run the program on a terminal, type each answer after a prompt; return its code and what it shows."""
    fcntl, pty, termios = (__import__(name) for name in ("fcntl", "pty", "termios"))
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "FAZHI_FILE")}
    child = subprocess.Popen(
        [sys.executable, "-m", "fazhi_cli", *args],
        cwd=folder,
        env={**environment, "TERM": "xterm", "PYTHONUTF8": "1"},
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    shown, waiting, deadline = b"", [*answers], time.monotonic() + 60
    while time.monotonic() < deadline:
        if select.select([master], [], [], 0.1)[0]:
            try:
                shown += os.read(master, 1 << 16)
            except OSError:
                break
        if waiting and shown.decode(errors="ignore").count("选哪一条：") > len(answers) - len(waiting):
            os.write(master, waiting.pop(0).encode())
    os.close(master)
    return child.wait(60), shown.decode()


@POSIX
@pytest.mark.parametrize("columns", [50, 80, 120])
def test_on_a_real_terminal(tmp_path: Path, columns: int) -> None:
    """The list fits the terminal, the first choice narrows, the second is shown."""
    code, shown = typed(tmp_path, ["show", "--as-of", "2022-10-15"], ["培训\n", "2\n"], columns)
    assert code == 0
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown).replace("\r", "")
    assert "\n2  1.2.1  黄" in plain
    assert "又一项" in plain.rpartition("选哪一条：")[2]
    assert all(width(line) <= columns for line in plain.splitlines())


@POSIX
def test_control_d_on_a_real_terminal_leaves(tmp_path: Path, register: Path) -> None:
    """The end of input is no answer."""
    code, shown = typed(tmp_path, ["mark", "--note", "甲"], ["\x04"], 80)
    assert (code, "什么也没有做" in shown) == (4, True)
    assert register.read_text(encoding="utf-8") == TEXT
