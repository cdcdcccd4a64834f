"""The working days that hold: the package's table, a file of one's own over it, and its faults."""

from datetime import date
from pathlib import Path

import pytest

from fazhi_cli import holidays
from fazhi_cli.problems import Invalid

NATIONAL_DAY = date(2022, 10, 3)
MAKE_UP = date(2022, 10, 8)
OWN = """\
2022:
  notice: 本单位
  off:
    国庆节: 2022-10-01 至 2022-10-02
  work: []
"""


def own(folder: Path, text: str = OWN) -> Path:
    """Write a table of one's own into `folder` and return the folder."""
    folder.mkdir(exist_ok=True)
    (folder / "holidays.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_package_knows_the_state_council_s_days() -> None:
    """A holiday is off, the weekend worked for it is not."""
    calendar = holidays.calendar_for([])()
    assert not calendar.is_workday(NATIONAL_DAY)
    assert calendar.is_workday(MAKE_UP)
    assert {2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026} <= calendar.years


def test_a_year_of_one_s_own_replaces_that_year_only(tmp_path: Path) -> None:
    """The file beside the register wins for its years; the others stay the package's."""
    calendar = holidays.calendar_for([own(tmp_path)])()
    assert calendar.is_workday(NATIONAL_DAY)
    assert not calendar.is_workday(MAKE_UP)
    assert not calendar.is_workday(date(2023, 10, 3))


def test_the_first_folder_that_has_one_counts(tmp_path: Path) -> None:
    """The register's folder goes before the user's; a folder without a file is passed over."""
    other = OWN.replace("2022-10-02", "2022-10-05")
    near, far = own(tmp_path / "near"), own(tmp_path / "far", other)
    assert holidays.calendar_for([near, far])().is_workday(date(2022, 10, 4))
    assert not holidays.calendar_for([tmp_path / "none", far, near])().is_workday(date(2022, 10, 4))


def test_the_table_is_read_when_first_asked_and_once(tmp_path: Path) -> None:
    """A broken file troubles only who needs working days; asking again reads nothing."""
    folder = own(tmp_path, "不是表")
    ask = holidays.calendar_for([folder])
    with pytest.raises(Invalid):
        ask()
    own(tmp_path)
    known = ask()
    own(tmp_path, "又坏了")
    assert ask() is known


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("2022:\n  off:\n    国庆节: 2022-13-01\n", 3, 10, "bad-holidays"),
        (
            "2022:\n  off:\n    国庆节: 2022-10-01 至 2022-10-03\n  work: [2022-10-10]\n",
            4,
            10,
            "bad-holidays",
        ),
        ("22:\n  off: {国庆节: 2022-10-01}\n", 1, 1, "bad-holidays"),
        ("2022:\n  放假: {}\n", 2, 3, "bad-holidays"),
        ("2022: 没有\n", 1, 7, "bad-holidays"),
        ("- 2022\n", 1, 1, "bad-holidays"),
        ("2022:\n  off: {国庆节: 2022-10-01}\n2022:\n  off: {国庆节: 2022-10-01}\n", 3, 1, "duplicate-key"),
        ("2022: &a\n  off: {国庆节: 2022-10-01}\n", 1, 7, "yaml-anchor"),
    ],
)
def test_faults_have_a_place(tmp_path: Path, text: str, line: int, column: int, code: str) -> None:
    """A table that cannot be used is told like any other file, at the place that is wrong."""
    with pytest.raises(Invalid) as caught:
        holidays.calendar_for([own(tmp_path, text)])()
    problem = caught.value.problems[0]
    assert (problem.place.line, problem.code) == (line, code)
    assert problem.place.column is not None
    assert problem.place.file.endswith("holidays.yaml")
    assert problem.hint != ""


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\x00\x00", b"2022:\n  off: [\n"])
def test_a_file_that_is_no_table_is_refused_in_chinese(tmp_path: Path, content: bytes) -> None:
    """Empty, binary or cut off: the run ends with problems, not with a traceback."""
    (tmp_path / "holidays.yaml").write_bytes(content)
    with pytest.raises(Invalid) as caught:
        holidays.calendar_for([tmp_path])()
    assert caught.value.problems
