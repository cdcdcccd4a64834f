"""`fazhi report`: which days, which forms, where to."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.samples import TEXT


@pytest.fixture(autouse=True)
def register(tmp_path: Path) -> Path:
    """Return the register in the folder that commands run in; today is 2022-10-15, a Saturday."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("options", "first", "last", "as_of"),
    [
        ("", "2022-10-10", "2022-10-16", "2022-10-15"),
        ("--week last", "2022-10-03", "2022-10-09", "2022-10-09"),
        ("--week 2022-W39", "2022-09-26", "2022-10-02", "2022-10-02"),
        ("--week ２０２２-w39", "2022-09-26", "2022-10-02", "2022-10-02"),
        ("--month last", "2022-09-01", "2022-09-30", "2022-09-30"),
        ("--month 2022-10", "2022-10-01", "2022-10-31", "2022-10-15"),
        ("--from 2022-10-01 --to 2022-10-05", "2022-10-01", "2022-10-05", "2022-10-05"),
        ("--from 2022-10-01", "2022-10-01", "2022-10-15", "2022-10-15"),
        ("--as-of 2022-09-07", "2022-09-05", "2022-09-11", "2022-09-07"),
    ],
)
def test_which_days(run: Run, options: str, first: str, last: str, as_of: str) -> None:
    """The present week without an option; a past one is told as it stood on its last day."""
    told = json.loads(run("report", "--format", "json", *options.split()).out)
    assert (told["from"], told["to"], told["as_of"]) == (first, last, as_of)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--week 39", "错误：--week 不能是“39”"),
        ("--week 2022-09", "错误：--week 不能是“2022-09”"),
        ("--week 2022-W60", "错误：--week 不能是“2022-W60”"),
        ("--month 2022-W39", "错误：--month 不能是“2022-W39”"),
        ("--week last --month last", "错误：--week、--month、--from 和 --to 只能用一种"),
        ("--to 2022-10-01", "错误：只写了 --to，没有写 --from"),
        ("--from 2022-10-02 --to 2022-10-01", "错误：--to 2022-10-01 在 --from 2022-10-02 以前"),
        ("--week 2022-W50", "错误：2022-12-12 还没到"),
        ("--format csv", "错误：没有“csv”这种格式"),
    ],
)
def test_days_that_cannot_be(run: Run, options: str, message: str) -> None:
    """A usage error each, in Chinese with a remedy."""
    result = run("report", *options.split())
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[0] == message
    assert result.err.splitlines()[1].startswith("提示：")


def test_every_form_in_one_call(run: Run, tmp_path: Path) -> None:
    """Several outputs, the format by the suffix; the same bytes a second time."""
    names = ["a.docx", "a.xlsx", "a.html", "a.md", "a.json", "a.txt"]
    options = [word for name in names for word in ("-o", name)]
    assert run("report", *options).code == 0
    first = {name: (tmp_path / name).read_bytes() for name in names}
    assert all(first.values())
    assert run("report", *options, "--force").code == 0
    assert {name: (tmp_path / name).read_bytes() for name in names} == first


def test_a_folder_takes_names_with_the_week(run: Run, tmp_path: Path) -> None:
    """Week two does not meet week one's file; a word document unless formats are asked for."""
    assert run("report", "-o", "周报/").code == 0
    assert run("report", "--week", "last", "-o", "周报/", "--format", "md,json").code == 0
    assert run("report", "--month", "last", "-o", "周报/", "-F", "md").code == 0
    assert sorted(path.name for path in (tmp_path / "周报").iterdir()) == [
        "周报-2022-W40.json", "周报-2022-W40.md", "周报-2022-W41.docx", "月报-2022-09.md",
    ]  # fmt: skip


def test_fields_in_a_name(run: Run, tmp_path: Path) -> None:
    """{week}, {month}, {date}, {from}, {to}; one report for each lead with {unit}."""
    run("report", "-o", "{week}_{month}_{date}_{from}_{to}.md")
    assert (tmp_path / "2022-W41_2022-10_2022-10-15_2022-10-10_2022-10-16.md").exists()
    assert run("report", "-o", "分/{unit}.json").code == 0
    names = {path.stem for path in (tmp_path / "分").iterdir()}
    assert names == {"区司法局", "各镇街", "区法院", "甲镇", "区检察院", "待明确"}
    told = json.loads((tmp_path / "分" / "待明确.json").read_text("utf-8"))
    assert [item["id"] for item in told["annex"]] == ["2.1.1", "1.1.5", "1.1.6"]


def test_a_filter_bounds_the_report(run: Run) -> None:
    """All of list's filters."""
    told = json.loads(run("report", "--lead", "区司法局", "--format", "json").out)
    assert told["summary"]["total"] == 1


def test_the_bulletin_has_a_number_when_it_is_given(run: Run) -> None:
    """And a name of one's own."""
    out = run("report", "--number", "3", "--name", "工作简报").out
    assert out.startswith("台账周报（2022年10月10日—10月16日）\n")


def test_over_the_built_in_register_it_says_so(run: Run, register: Path) -> None:
    """As every reading command does."""
    register.unlink()
    result = run("report")
    assert result.code == 0
    assert result.err == "没有找到 tasks.yaml，用的是内置台账，只能读。\n"
