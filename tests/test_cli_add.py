"""`fazhi add` through the door."""

from pathlib import Path

import pytest

from tests.conftest import Run, one_measure

TEXT = one_measure("lead: 区司法局") + '      - {id: "1.2", title: 空的}\n'


@pytest.fixture(autouse=True)
def register(tmp_path: Path) -> Path:
    """Put a register into the folder in which the program runs; return its path."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_measure_is_added_and_shown(run: Run, register: Path) -> None:
    """The next free id, the row, how many were added."""
    assert run("add", "1.1", "--title", "新措施", "--lead", "区法院", "--due", "9月底前") == (
        0,
        """\
编号   灯  措施    牵头单位  完成时限    状态
───────────────────────────────────────────────
1.1.2  红  新措施  区法院    2022-09-30  未启动

台账（tasks.yaml，2022 年）：加了 1 条。
""",
        "",
    )
    assert register.read_text(encoding="utf-8").splitlines()[-5:] == [
        '          - id: "1.1.2"',
        "            title: 新措施",
        "            lead: 区法院",
        "            due: 9月底前",
        '      - {id: "1.2", title: 空的}',
    ]


def test_every_option_is_written(run: Run, register: Path) -> None:
    """All fields reach the file, terms as tokens."""
    result = run(
        *("add", "1.2", "--title", "甲", "--detail", "乙", "--kind", "长期", "--lead", "丙"),
        *("--support", "丁、戊", "--owner", "己", "--since", "2022-04-01", "--source", "1.2.s1"),
        *("--tag", "改革,普法", "--assumed", "牵头单位"),
    )
    assert (result.code, result.err) == (0, "")
    text = register.read_text(encoding="utf-8")
    for written in (
        "title: 甲", "detail: 乙", "kind: standing", "lead: 丙", "support: [丁, 戊]", "owner: 己",
        "since: 2022-04-01", "source: [1.2.s1]", "tags: [改革, 普法]", "assumed: [lead]",
    ):  # fmt: skip
        assert written in text
    assert "丙（拟）" in result.out


@pytest.mark.parametrize(
    ("subtask", "message"),
    [
        ("1.3", "台账里没有子任务 1.3"),
        ("1", "1 是部分，这里要写子任务的编号"),
        ("1.1.1", "1.1.1 是措施，这里要写子任务的编号"),
    ],
)
def test_only_below_a_subtask(run: Run, register: Path, subtask: str, message: str) -> None:
    """Exit 4, not a byte changed."""
    result = run("add", subtask, "--title", "甲")
    assert (result.code, result.out, result.err.splitlines()[0]) == (4, "", f"错误：{message}")
    assert register.read_text(encoding="utf-8") == TEXT


def test_a_value_that_is_none_is_refused(run: Run, register: Path) -> None:
    """A source or deadline that cannot be stands nowhere afterwards."""
    for args in (["--source", "不是位置"], ["--due", "不知何时"], ["--title", ""]):
        assert run("add", "1.1", "--title", "甲", *args).code in (2, 4)
    assert register.read_text(encoding="utf-8") == TEXT


def test_a_dry_run_writes_nothing(run: Run, register: Path) -> None:
    """A diff on standard output."""
    result = run("add", "1.1", "--title", "甲", "--dry-run")
    assert '+          - id: "1.1.2"\n+            title: 甲\n' in result.out
    assert register.read_text(encoding="utf-8") == TEXT


def test_nothing_is_copied_for_an_unknown_subtask(run: Run, register: Path, tmp_path: Path) -> None:
    """The built-in register is copied only when there is something to add."""
    register.unlink()
    assert run("add", "9.9", "--title", "甲", "--yes").code == 4
    assert list(tmp_path.iterdir()) == []
    assert run("add", "1.1", "--title", "甲", "--yes").code == 0
    assert register.exists()
