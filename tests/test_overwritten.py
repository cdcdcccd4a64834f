"""Marks that somebody overwrote: found by the journal, with the command that brings them back."""

import json
import shlex
from pathlib import Path

import pytest

from tests.conftest import Run, one_measure

TEXT = one_measure("lead: 区司法局\ndue: 9月底前\nlog:\n  - {date: 2022-10-01, by: 李四, note: 早先的}") + (
    '          - {id: "1.1.2", title: 又一条, lead: 区法院}\n'
    '          - {id: "1.1.3", title: 指标, kind: indicator}\n'
    '          - {id: "1.1.4", title: 不许, kind: prohibition}\n'
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Return a register in the folder that commands run in."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def lost(run: Run) -> list[tuple[str, str, str]]:
    """Return path, message and hint of what check finds to be lost, times left out."""
    told = json.loads(run("check", "--format", "json").out)["problems"]
    return [(item["path"], item["message"], item["hint"]) for item in told if item["code"] == "lost-mark"]


def test_an_editor_saves_an_old_copy_after_a_mark(run: Run, register: Path) -> None:
    """What was said, by whom, and what to type: typed, all is as it was."""
    run("mark", "1.1.1", "--note", "已 约谈", "--progress", "40", "--status", "doing", "--by", "王五")
    assert lost(run) == []
    marked = register.read_text(encoding="utf-8")
    register.write_text(TEXT.replace("又一条", "编辑器改的"), encoding="utf-8")
    ((path, message, hint),) = lost(run)
    assert path == "措施 1.1.1 › id"
    assert message.startswith("王五 ")
    assert message.endswith(" 记的进展记录不在了：2022-10-15，状态 进行中，进度 40，进展情况 已 约谈")
    command = 'mark 1.1.1 --date 2022-10-15 --status doing --progress 40 --note "已 约谈" --by 王五'
    assert hint == f"多半是编辑器把旧文本存上去盖掉了；补回来：fazhi {command}"
    assert run(*shlex.split(command)).code == 0
    assert lost(run) == []
    assert register.read_text(encoding="utf-8") == marked.replace("又一条", "编辑器改的")


@pytest.mark.parametrize(
    "words",
    [
        [
            "mark",
            "1.1.1",
            "--note",
            "迟记的",
            "--date",
            "2022-10-02",
            "--evidence",
            "甲.pdf",
            "--evidence",
            "乙、丙.pdf",
        ],
        [
            "mark",
            "1.1.3",
            "--problem",
            "缺人",
            "--next",
            "再议",
            "--unit",
            "区法院",
            "--for",
            "2022Q3",
            "--count",
            "1/2",
        ],
        ["mark", "1.1.4", "--incidents", "0", "--note", "多行\n文字"],
        ["chase", "1.1.1", "--how", "函", "--reply-by", "2022-10-20", "--number", "区法治办〔2022〕8号"],
        ["set", "1.1.1", "--due", "年底前", "--reason", "涉及立法", "--by", "王五"],
    ],
)
def test_every_kind_of_mark_comes_back(run: Run, register: Path, words: list[str]) -> None:
    """Even on a later day: the command puts in what was there."""
    assert run(*words).code == 0
    before = json.loads(run("export").out)
    register.write_text(TEXT, encoding="utf-8")
    ((_, _, hint),) = lost(run)
    assert run(*shlex.split(hint.partition("fazhi ")[2]), today="2022-10-16").code == 0
    assert lost(run) == []
    after = json.loads(run("export", "--as-of", "2022-10-15").out)
    if words[0] != "set":
        assert without_days(after) == without_days(before)


def without_days(told: object) -> object:
    """Return an export without the days on which something was written down."""
    if isinstance(told, dict):
        return {key: without_days(value) for key, value in told.items() if key != "recorded"}
    return [*map(without_days, told)] if isinstance(told, list) else told


def test_what_was_taken_back_is_not_missed(run: Run, register: Path) -> None:
    """Nor what stands elsewhere in the log; of two marks of one day and author each is missed by itself."""
    run("mark", "1.1.1", "--note", "甲")
    run("undo")
    assert lost(run) == []
    run("mark", "1.1.1", "--note", "乙")
    run("mark", "1.1.1", "--note", "丙")
    text = register.read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines(keepends=True) if "note: 乙" in line]
    register.write_text(text.replace(line, ""), encoding="utf-8")
    ((_, message, _),) = lost(run)
    assert message.endswith("进展情况 乙")
    moved = text.replace(line, "").replace("            log:\n", "            log:\n" + line)
    register.write_text(moved, encoding="utf-8")
    assert lost(run) == []


def test_a_correction_by_hand_is_no_loss(run: Run, register: Path) -> None:
    """The entry of that day and author is there; one for another day is not it."""
    run("mark", "1.1.1", "--note", "错字", "--by", "王五")
    text = register.read_text(encoding="utf-8")
    register.write_text(text.replace("note: 错字", "note: 改正"), encoding="utf-8")
    assert lost(run) == []
    register.write_text(
        text.replace("{date: 2022-10-15, by: 王五", "{date: 2022-10-14, by: 王五"), encoding="utf-8"
    )
    assert len(lost(run)) == 1


def test_a_measure_that_is_gone_is_no_lost_mark(run: Run, register: Path) -> None:
    """Who takes out a measure knows that its log goes."""
    run("mark", "1.1.2", "--note", "甲")
    register.write_text(one_measure("lead: 区司法局"), encoding="utf-8")
    assert lost(run) == []


def test_another_register_in_its_place_misses_nothing(run: Run, register: Path) -> None:
    """A new year's register begins a journal of its own; the old one's is put away."""
    run("mark", "1.1.1", "--note", "甲")
    register.rename(register.with_name("tasks-2022.yaml"))
    assert run("init", "--from", "tasks-2022.yaml", "--year", "2023").code == 0
    assert lost(run) == []
    assert run("undo", "--list").out == "没有可以撤销的操作。\n"
    assert (register.parent / ".tasks.yaml.history.old").exists()


def test_the_summary_names_them(run: Run, register: Path) -> None:
    """First among the warnings; no error, so exit 0."""
    run("mark", "1.1.1", "1.1.2", "--note", "甲")
    register.write_text(TEXT, encoding="utf-8")
    result = run("check")
    assert result.code == 0
    assert result.out.startswith("警告[lost-mark] 记过、现在不在台账里的：2 处（1.1.1、1.1.2）\n")
