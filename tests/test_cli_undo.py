"""`fazhi undo` takes commands back by name; `fazhi history` tells what they changed."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Run, one_measure

TEXT = one_measure("lead: 区司法局") + "".join(
    f'          - {{id: "1.1.{number}", title: 措施{number}}}\n' for number in range(2, 6)
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Return a register in the folder that commands run in."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_last_command_is_taken_back_by_name(run: Run, register: Path) -> None:
    """The file is as before, and the command is named as it was typed."""
    run("mark", "1.1.1", "--note", "甲 乙", "--by", "李四")
    result = run("undo")
    assert result.code == 0
    told = (
        r'已撤销第 1 步（李四，\d{4}-\d\d-\d\d \d\d:\d\d）：fazhi mark 1\.1\.1 --note "甲 乙" --by 李四。\n'
    )
    assert re.fullmatch(told, result.out)
    assert register.read_text(encoding="utf-8") == TEXT


def test_nothing_left_to_undo_is_refused(run: Run, register: Path) -> None:
    """Exit 4 with what to know; an undone command is not taken back twice."""
    assert (run("undo").code, run("undo").err.splitlines()[0]) == (4, "错误：没有可以撤销的操作")
    run("mark", "1.1.1", "--note", "甲")
    run("undo")
    assert run("undo").code == 4
    assert (run("undo", "--list").code, run("undo", "--list").out) == (0, "没有可以撤销的操作。\n")


def test_a_number_names_an_earlier_command(run: Run, register: Path) -> None:
    """Later work of others stays; an unknown number is refused."""
    run("mark", "1.1.1", "--note", "甲")
    run("set", "1.1.2", "--lead", "区法院")
    assert run("undo", "1").code == 0
    assert register.read_text(encoding="utf-8") == TEXT.replace(
        'id: "1.1.2", title: 措施2', 'id: "1.1.2", title: 措施2, lead: 区法院'
    )
    assert run("undo", "9").err.startswith("错误：没有可以撤销的第 9 步")


def test_the_same_place_changed_since_is_refused(run: Run, register: Path) -> None:
    """Nothing is written then."""
    run("set", "1.1.1", "--lead", "区法院")
    run("set", "1.1.1", "--lead", "区检察院")
    before = register.read_bytes()
    result = run("undo", "1")
    assert (result.code, result.err.splitlines()[0]) == (4, "错误：1.1.1 › lead 后来又改过，撤销不了")
    assert register.read_bytes() == before


def test_a_command_on_many_measures_asks(run: Run, register: Path) -> None:
    """More than three: without a terminal it wants --yes, at one it takes an answer."""
    run("mark", "1.1", "--note", "甲", "--yes")
    assert (run("undo").code, run("undo", answer="否\n").code) == (4, 4)
    assert run("undo", answer="是\n").code == 0
    run("mark", "1.1", "--note", "甲", "--yes")
    assert run("undo", "--yes").code == 0
    assert register.read_text(encoding="utf-8") == TEXT


def test_a_dry_run_shows_the_difference(run: Run, register: Path) -> None:
    """A diff, and nothing written."""
    run("set", "1.1.1", "--lead", "区法院")
    before = register.read_bytes()
    out = run("undo", "--dry-run").out
    assert "-            lead: 区法院\n+            lead: 区司法局\n" in out
    assert register.read_bytes() == before


def test_history_tells_who_changed_what(run: Run, register: Path) -> None:
    """The latest first, what was taken back marked; one measure alone on request."""
    run("set", "1.1.1", "--lead", "区法院", "--by", "李四")
    run("mark", "1.1.2", "--status", "doing", "--by", "王五")
    run("undo")
    rows = [line.split() for line in run("history").out.splitlines()[2:]]
    assert [(row[0], row[3], row[4]) for row in rows] == [
        ("3", "测试员", "1.1.2"), ("2", "王五", "1.1.2"), ("1", "李四", "1.1.1"),
    ]  # fmt: skip
    assert " ".join(rows[0][5:]) == "撤销第 2 步"
    assert " ".join(rows[1][5:]) == "进展记录加 1 项；状态 无 → 进行中（已撤销）"
    assert " ".join(rows[2][5:]) == "牵头单位 区司法局 → 区法院"
    assert len(run("history", "１.1.1").out.splitlines()) == 3
    assert run("history", "1.1.5").out == "没有操作记录。\n"


def test_history_for_scripts(run: Run, register: Path) -> None:
    """One object; the command as typed, each change with old and new."""
    run("set", "1.1.1", "--lead", "区法院", "--by", "李四")
    told = json.loads(run("history", "--format", "json").out)
    assert (told["schema"], told["kind"]) == (1, "history")
    record = told["records"][0]
    assert {name: record[name] for name in ("number", "by", "command", "ids", "undoes")} == {
        "number": 1, "by": "李四", "command": "set 1.1.1 --lead 区法院 --by 李四",
        "ids": ["1.1.1"], "undoes": None,
    }  # fmt: skip
    assert record["changes"] == [
        {"id": "1.1.1", "path": ["lead"], "op": "put", "old": "区司法局", "new": "区法院"}
    ]
