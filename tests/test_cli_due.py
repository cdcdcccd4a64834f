"""`fazhi due` through the door."""

import json
from pathlib import Path

import pytest

from tests.conftest import HEAD, Run

REGISTER = HEAD.replace("measures:", "measures: []")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Put a register into the folder in which the program runs; return its path."""
    path = tmp_path / "tasks.yaml"
    path.write_text(REGISTER, encoding="utf-8")
    return path


def test_how_a_deadline_is_understood(run: Run) -> None:
    """Kind, day and how it came about."""
    result = run("due", "9月底前", "--issued", "2022-03-15")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[:3] == ["时限：9月底前", "类型：限期", "日期：2022-09-30"]
    assert all(line.startswith("· ") for line in result.out.splitlines()[3:])


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["会后5个工作日内", "--issued", "2022-03-15"], ("point", "2022-03-22", None, False)),
        (["三季度末", "--year", "2022"], ("point", "2022-09-30", None, False)),
        (["年底前", "--year", "2023", "--issued", "2022-03-15"], ("point", "2023-12-31", None, False)),
        (["年底前", "--issued", "2022-03-15"], ("point", "2022-12-31", None, False)),
        (["每季度", "--issued", "2022-03-15"], ("recurring", None, "2022-03-31", False)),
        (["每月5日前", "--issued", "２０２２－０３－１５"], ("recurring", None, "2022-04-05", False)),
        (["每季度", "--year", "2022"], ("recurring", None, None, False)),
        (["2025年底前，并长期坚持", "--year", "2022"], ("point+standing", "2025-12-31", None, False)),
        (["力争年底前", "--year", "2022"], ("point", "2022-12-31", None, True)),
        (["X月底前", "--year", "2022"], ("blank", None, None, False)),
        (["5个工作日内", "--year", "2022"], ("point", None, None, False)),
        (["每年1月底前", "--issued", "9999-12-31"], ("recurring", None, None, False)),
        (["2020年起，每年1月底前", "--issued", "2022-03-15"], ("recurring", None, "2023-01-31", False)),
        (["2025年起，每年1月底前", "--issued", "2022-03-15"], ("recurring", None, "2025-01-31", False)),
        (["到2021年，每年1月底前", "--issued", "2022-03-15"], ("recurring", None, None, False)),
    ],
)
def test_for_scripts(run: Run, args: list[str], expected: tuple[object, ...]) -> None:
    """The object of the contract: kinds joined by +, ISO days or null."""
    told = json.loads(run("due", *args, "--format", "json").out)
    assert list(told) == ["schema", "kind", "phrase", "due_kind", "date", "next", "soft", "explanation"]
    assert (told["schema"], told["kind"], told["phrase"]) == (1, "deadline", args[0])
    assert (told["due_kind"], told["date"], told["next"], told["soft"]) == expected
    assert isinstance(told["explanation"], str)


@pytest.mark.parametrize(
    ("args", "lines"),
    [
        (
            ["10月1日前", "--issued", "2022-03-15"],
            ["时限：10月1日前", "类型：限期", "日期：2022-10-01",
             "· 时限到2022年10月1日（星期六）为止，当天办结仍算按期。", "· 年份按会议日期所在的2022年算。",
             "· 当天在国庆节放假期间，期限不顺延。"],
        ),
        (
            ["每季度首月10日前", "--issued", "2022-03-15"],
            ["时限：每季度首月10日前", "类型：定期", "下次：2022-04-10",
             "· 每季度第1个月10日到期，一个周期报一次。", "· 下一次是2022年4月10日（星期日）。",
             "· 当天是星期日，期限不顺延。"],
        ),
    ],
)  # fmt: skip
def test_what_kind_of_day_it_is_is_told(run: Run, args: list[str], lines: list[str]) -> None:
    """The explanation says what was counted from and whether the day, or the next one due, is a holiday."""
    assert run("due", *args).out.splitlines() == lines


def test_a_year_without_holidays_is_warned_of(run: Run) -> None:
    """Counting past the known years says so on standard error, once for each year."""
    result = run("due", "10个工作日内", "--issued", "2030-12-28", "-F", "json")
    assert (result.code, json.loads(result.out)["date"]) == (0, "2031-01-10")
    told = "警告：没有{}年的放假安排，只除去周末；可在台账旁的 holidays.yaml 里补上。\n"
    assert result.err == told.format(2030) + told.format(2031)


def test_without_an_anchor_the_register_at_hand_gives_it(run: Run, register: Path) -> None:
    """Year and day of issue of the register hold; the built-in one is said to be so."""
    assert json.loads(run("due", "会后5个工作日内", "-F", "json").out)["date"] == "2022-03-22"
    register.unlink()
    result = run("due", "年底前", "-F", "json")
    assert json.loads(result.out)["date"] == "2022-12-31"
    assert result.err == "没有找到 tasks.yaml，用的是内置台账，只能读。\n"


def test_holidays_of_one_s_own_count(run: Run, register: Path, tmp_path: Path) -> None:
    """A holidays.yaml beside the register is used."""
    (tmp_path / "holidays.yaml").write_text(
        "2022:\n  off: {本地假: 2022-03-16 至 2022-03-17}\n  work: []\n", encoding="utf-8"
    )
    assert json.loads(run("due", "会后5个工作日内", "-F", "json").out)["date"] == "2022-03-24"
    (tmp_path / "holidays.yaml").write_text("2022: 坏的\n", encoding="utf-8")
    broken = run("due", "会后5个工作日内")
    assert (broken.code, broken.out) == (3, "")
    assert "错误[bad-holidays]" in broken.err


@pytest.mark.parametrize("phrase", ["不知何时", "9月底前、10月底前", "2月底前"])
def test_a_refusal_names_the_forms(run: Run, phrase: str) -> None:
    """Exit 4, the reason and the accepted forms on standard error."""
    result = run("due", phrase, "--issued", "2022-03-15", "--format", "json")
    assert (result.code, result.out) == (4, "")
    first, second = result.err.splitlines()
    assert first.startswith(f"错误：时限“{phrase}”：")
    assert second.startswith("提示：")
    assert len(second) > 6


def test_into_a_file(run: Run, tmp_path: Path) -> None:
    """-o writes the object or the text."""
    assert run("due", "年底前", "--year", "2022", "-o", "a.json").code == 0
    assert json.loads((tmp_path / "a.json").read_bytes())["date"] == "2022-12-31"
