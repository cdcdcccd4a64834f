"""`fazhi stats`: counts and rates in three forms."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.samples import TEXT


@pytest.fixture(autouse=True)
def register(tmp_path: Path) -> None:
    """Lay the register into the folder that commands run in."""
    (tmp_path / "tasks.yaml").write_text(TEXT, encoding="utf-8")


@pytest.mark.parametrize("by", ["section", "部分", "subtask", "unit", "牵头单位", "month", "kind"])
def test_counted_by_token_or_term(run: Run, by: str) -> None:
    """Either word is understood."""
    told = json.loads(run("stats", "--by", by, "--format", "json").out)
    assert told["whole"]["total"] == 14


def test_for_excel(run: Run, tmp_path: Path) -> None:
    """Chinese headings, BOM, CRLF, the whole in the last line."""
    assert run("stats", "--by", "kind", "-o", "统计.csv").code == 0
    data = (tmp_path / "统计.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == 5
    lines = data.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("类型,措施,未启动,进行中,待审核,已办结,暂缓,取消,逾期,临期,")
    assert lines[-1].startswith("合计,14,10,1,1,1,1,0,4,1,")


def test_a_ranking_is_for_units_alone(run: Run) -> None:
    """Nobody is ranked unless asked for, and never people."""
    result = run("stats", "--rank")
    assert (result.code, result.err.splitlines()[0]) == (2, "错误：--rank 只用于单位")
    ranked = json.loads(run("stats", "--by", "unit", "--rank", "--format", "json").out)["groups"]
    assert [item["key"] for item in ranked] == ["区法院", "区司法局", "各镇街", None, "甲镇", "区检察院"]


def test_filters_and_days(run: Run) -> None:
    """IDs and filters bound what is counted, --as-of tells the day."""
    told = json.loads(run("stats", "2.1", "--as-of", "2022-07-01", "--format", "json").out)
    assert (told["as_of"], told["whole"]["total"], told["whole"]["overdue"]) == ("2022-07-01", 3, 2)


def test_an_unknown_group_is_a_usage_error(run: Run) -> None:
    """With what can be counted by."""
    result = run("stats", "--by", "owner")
    assert result.code == 2
    assert result.err.startswith("错误：--by 不能是“owner”，可以写：section（部分）、")
