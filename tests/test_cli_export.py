"""`fazhi export`: the selected measures in any format."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.samples import TEXT

IDS = ["2.1.10", "2.1.2", "2.1.1", *(f"1.1.{number}" for number in range(1, 12))]


@pytest.fixture(autouse=True)
def register(tmp_path: Path) -> None:
    """Lay the register into the folder that commands run in."""
    (tmp_path / "tasks.yaml").write_text(TEXT, encoding="utf-8")


def test_without_options_it_is_json_of_everything(run: Run) -> None:
    """The register's order, no limit, the contract's object."""
    told = json.loads(run("export").out)
    assert (told["schema"], told["kind"], told["total"], told["shown"]) == (1, "measures", 14, 14)
    assert [item["id"] for item in told["measures"]] == IDS
    assert run("export").out == run("list", "--format", "json").out


@pytest.mark.parametrize(
    "suffix", ["json", "jsonl", "csv", "tsv", "md", "html", "xlsx", "docx", "ics", "txt"]
)
def test_every_format_goes_to_a_file(run: Run, tmp_path: Path, suffix: str) -> None:
    """By suffix, twice the same bytes, never over a file without --force."""
    name = f"台账.{suffix}"
    assert run("export", "-o", name).code == 0
    data = (tmp_path / name).read_bytes()
    assert run("export", "-o", name).code == 6
    assert run("export", "-o", name, "--force").code == 0
    assert (tmp_path / name).read_bytes() == data


def test_one_workbook_for_each_unit(run: Run, tmp_path: Path) -> None:
    """Each with its own measures only, those without a lead together."""
    assert run("export", "-o", "分/{unit}-{date}.json").code == 0
    told = {
        path.stem.removesuffix("-2022-10-15"): [
            item["id"] for item in json.loads(path.read_text("utf-8"))["measures"]
        ]
        for path in (tmp_path / "分").iterdir()
    }
    assert told["区司法局"] == ["2.1.10"]
    assert told["待明确"] == ["2.1.1", "1.1.5", "1.1.6"]
    assert sorted(own for ids in told.values() for own in ids) == sorted(IDS)


def test_filters_columns_and_order(run: Run) -> None:
    """All that list can."""
    out = run("export", "--overdue", "--sort", "-id", "--columns", "编号,措施", "--format", "tsv").out
    assert out == "id\ttitle\n2.1.10\t逾期很久\n2.1.2\t同样逾期\n2.1.1\t逾期不久\n1.1.3\t每季度\n"
