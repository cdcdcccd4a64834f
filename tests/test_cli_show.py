"""`fazhi show` through the door."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.samples import TEXT


@pytest.fixture(autouse=True)
def register(tmp_path: Path) -> Path:
    """Put a register into the folder in which the program runs; return its path."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_one_measure_in_full(run: Run) -> None:
    """Everything about it, and nothing else."""
    assert run("show", "１。１。８") == (
        0,
        """\
1.1.8 已办结

部分      1 第一部分
子任务    1.1 子任务一一
类型      任务
牵头单位  区法院
完成时限  2022-06-30（原文：6月底前）
起始日期  2022-03-15
状态      已办结，进度 100%
报办结    2022-06-01（按期）
最近记录  2022-06-01

进展记录：
  2022-06-01  已办结，佐证：方案.pdf
""",
        "",
    )


def test_a_past_day(run: Run) -> None:
    """--as-of shows what was known then."""
    out = run("show", "1.1.8", "--as-of", "2022-05-01").out
    assert "状态      未启动，进度 0%，绿灯，还有 60 天，久无回音" in out
    assert out.endswith("进展记录：\n  还没有。\n")


def test_for_scripts(run: Run) -> None:
    """The same object as a list of one measure."""
    shown = json.loads(run("show", "1.1.8", "--format", "json").out)
    assert shown == json.loads(run("list", "1.1.8", "--format", "json").out)
    assert (shown["shown"], shown["measures"][0]["id"]) == (1, "1.1.8")
    assert run("show", "1.1.8", "-F", "ids").out == "1.1.8\n"


def test_into_a_file(run: Run, tmp_path: Path) -> None:
    """The text goes to the file as it would to the screen."""
    assert run("show", "1.1.8", "-o", "一条.txt") == (0, "", "已写入 一条.txt。\n")
    assert (tmp_path / "一条.txt").read_text(encoding="utf-8") == run("show", "1.1.8").out


@pytest.mark.parametrize(
    ("own", "message", "hint"),
    [
        ("1.1.99", "台账里没有措施 1.1.99", "相近的有：1.1.11"),
        ("1.1", "1.1 是子任务，这里要写措施的编号", "用 fazhi list 1.1 查看编号"),
        ("1", "1 是部分，这里要写措施的编号", "用 fazhi list 1 查看编号"),
    ],
)
def test_what_is_no_measure_is_refused(run: Run, own: str, message: str, hint: str) -> None:
    """Exit 4 with what to do."""
    assert run("show", own) == (4, "", f"错误：{message}\n提示：{hint}\n")
