"""`fazhi draft`: a register that loads at once and says no more than its source."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.speeches import SPEECH


@pytest.fixture(autouse=True)
def speech(tmp_path: Path) -> Path:
    """Lay the speech into the folder that commands run in."""
    path = tmp_path / "讲话.txt"
    path.write_text(SPEECH, encoding="utf-8")
    return path


def test_a_draft_is_written_with_its_schema_and_told(run: Run, tmp_path: Path) -> None:
    """Numbers of everything, how long it took, what is next."""
    result = run("draft", "讲话.txt", "-o", "tasks.yaml")
    assert (result.code, result.out) == (0, "")
    lines = result.err.splitlines()
    assert lines[0].startswith("起草了 2 个部分、4 项子任务、9 条措施，用时 ")
    assert lines[1] == "写了单位的 4 条，写了时限的 4 条；没有写的，是原文没有写。"
    assert "已写入 tasks.yaml。" in lines
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tasks.schema.json", "tasks.yaml", "讲话.txt"]


def test_it_loads_checks_and_lists_at_once(run: Run) -> None:
    """What was drafted, with places, units and deadlines as the text has them."""
    run("draft", "讲话.txt", "-o", "tasks.yaml")
    assert run("check").code == 0
    told = json.loads(run("list", "--format", "json", "--as-of", "2026-03-10").out)["measures"]
    shown = {
        item["id"]: (item["lead"], item["due"], item["due_date"], item["kind"], item["source"])
        for item in told
    }
    assert shown["1.1.1"] == ("区应急局", "3月底前", "2026-03-31", "task", ["1.1.s2"])
    assert [item["due"] for item in told if item["due_kind"] == "blank"] == ["X月底前"]
    assert [item["id"] for item in told if item["kind"] == "prohibition"] == ["1.2.3"]
    assert {item["lead"] for item in told} == {"各镇街", "区应急局", "各园区", None}
    assert all(item["source"] and not item["log"] for item in told)


def test_without_an_output_it_is_shown(run: Run, tmp_path: Path) -> None:
    """The YAML on standard output, the talk beside it; nothing is written."""
    result = run("draft", "讲话.txt")
    assert result.out.startswith("# yaml-language-server: $schema=./tasks.schema.json\n# 由 讲话.txt 起草")
    assert "已写入" not in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["讲话.txt"]


def test_what_the_clerk_supplies_is_assumed(run: Run) -> None:
    """Year and day of issue out of her hand stand in `assumed`; the document's own do not."""
    out = run("draft", "讲话.txt", "--year", "2027", "--title", "台账甲").out
    assert "title: 台账甲\nyear: 2027\n" in out and "assumed: [year]\n" in out
    assert "assumed" not in run("draft", "讲话.txt").out.replace("assumed 列的", "")


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        ("draft 没有.txt", 4, "错误：没有.txt：找不到文件"),
        ("draft 讲话.txt -o 台账.txt", 2, "错误：台账是 YAML 文件，不能写成 台账.txt"),
        ("draft 讲话.txt -o 有了.yaml", 6, "错误：有了.yaml 已经存在，未写入"),
        ("draft 空话.txt", 4, "错误：空话.txt 里没有读出要办的事"),
        ("draft 讲话.txt --year 26", 2, "错误：--year 不能是“26”，写四位数字，例如 2022"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, tmp_path: Path, args: str, code: int, message: str) -> None:
    """With a remedy, and nothing is written over."""
    (tmp_path / "有了.yaml").write_text("title: 有了\n", encoding="utf-8")
    (tmp_path / "空话.txt").write_text("今天天气很好。\n", encoding="utf-8")
    result = run(*args.split())
    assert (result.code, result.err.splitlines()[0]) == (code, message)
    assert (tmp_path / "有了.yaml").read_text(encoding="utf-8") == "title: 有了\n"


@pytest.mark.parametrize("command", [["draft", "讲话.txt"], ["init", "--empty", "--year", "2026"]])
def test_an_empty_output_is_a_slip(run: Run, tmp_path: Path, command: list[str]) -> None:
    """As an unset variable of a script leaves it; nothing is written."""
    (tmp_path / "讲话.txt").write_text("一、要办事。\n", encoding="utf-8")
    result = run(*command, "-o", "")
    assert (result.code, "--output 后面是空的，要写文件名" in result.err) == (2, True)
    assert {path.name for path in tmp_path.iterdir()} == {"讲话.txt"}
