"""`fazhi` alone, and --version."""

from pathlib import Path

from fazhi_cli import __version__
from tests.conftest import Run
from tests.samples import TEXT


def test_alone_it_tells_the_state_of_the_register(run: Run, tmp_path: Path) -> None:
    """Which register, three lines, what is likely next."""
    (tmp_path / "tasks.yaml").write_text(TEXT, encoding="utf-8")
    result = run()
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "台账：台账（tasks.yaml，2022 年）\n"
        "措施：14 条；未启动 10，进行中 1，待审核 1，已办结 1，暂缓 1\n"
        "截至 2022-10-15：逾期 4 条，临期 1 条，久无回音 10 条，没有牵头单位 3 条，催办未答复 1 条"
        "；不计逾期：时限留空 1 条（1.1.5）、只说尽快、及时一类 1 条、没有时限 1 条\n"
        "\n"
        "接下来：fazhi list --overdue 看逾期的；fazhi mark 编号 --note … 记进展\n"
        "全部命令：fazhi --help\n"
    )


def test_over_the_built_in_register_it_says_so(run: Run) -> None:
    """The first run works at once, and marks what is assumed."""
    result = run(today="2026-11-23")
    assert (result.code, result.err) == (0, "没有找到 tasks.yaml，用的是内置台账，只能读。\n")
    assert result.out.splitlines()[:3] == [
        "台账：全面依法治区重点任务台账（内置台账，2022 年），只读",
        "措施：186 条；未启动 186",
        "截至 2026-11-23：逾期 42 条（拟 42 条），临期 0 条，久无回音 0 条，没有牵头单位 153 条"
        "；不计逾期：时限留空 1 条（2.3.1）、只说尽快、及时一类 8 条、没有时限 7 条、缺起算日 1 条",
    ]


def test_the_version(run: Run) -> None:
    """Name and version, nothing else."""
    assert run("--version") == (0, f"fazhi {__version__}\n", "")
