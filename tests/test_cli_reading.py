"""Several registers through the door: `--file` several times, or a folder."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run, one_measure


def districts(folder: Path, **lines: str) -> None:
    """Write a register for each district in `folder`, with the one measure that has these lines."""
    for name, text in lines.items():
        (folder / f"{name}.yaml").write_text(
            one_measure(text).replace("title: 台账", f"title: {name}台账"), encoding="utf-8"
        )


def test_several_registers_are_listed_as_one(run: Run, tmp_path: Path) -> None:
    """By name or by folder: the register is a column, ids are told apart, counts are summed."""
    districts(tmp_path, 甲区="lead: 甲局\ndue: 2022-10-20", 乙区="lead: 乙局\ndue: 2022-10-01\nstatus: doing")
    result = run("list", "-f", "甲区.yaml", "-f", "乙区.yaml")
    assert (result.code, result.err) == (0, "")
    lines = [line.rstrip() for line in result.out.splitlines()]
    assert lines[0].split() == ["台账", "编号", "灯", "措施", "牵头单位", "完成时限", "状态", "进度"]
    assert [line.split()[:3] for line in lines[2:4]] == [
        ["甲区.yaml", "甲区:1.1.1", "黄"],
        ["乙区.yaml", "乙区:1.1.1", "红"],
    ]
    assert lines[5:] == [
        "共 2 条，列出 2 条。",
        "台账：甲区台账、乙区台账（甲区.yaml、乙区.yaml，2022 年），截至 2022-10-15。",
    ]
    assert run("list", "-f", ".", "--overdue", "--format", "ids").out == "乙区:1.1.1\n"
    assert run("list", "-f", "甲区.yaml", "-f", ".", "-f", "./甲区.yaml", "--format", "ids").out == (
        "甲区:1.1.1\n乙区:1.1.1\n"
    )
    assert run("list", "甲区:1", "-f", ".", "--format", "ids").out == "甲区:1.1.1\n"
    assert run("list", "1.1", "-f", ".", "--group-by", "register", "--format", "ids").out.count("\n") == 2
    assert run("list", "甲区:9", "-f", ".").code == 4


def test_several_registers_in_json(run: Run, tmp_path: Path) -> None:
    """`register` names the file of each measure, its id is that of the file; one register is as ever."""
    districts(tmp_path, 甲区="lead: 甲局", 乙区="lead: 乙局")
    told = json.loads(run("list", "-f", "甲区.yaml", "-f", "乙区.yaml", "--format", "json").out)
    assert {name: told[name] for name in ("register", "title", "registers", "total", "shown")} == {
        "register": None,
        "title": "甲区台账、乙区台账",
        "registers": [
            {"register": "甲区.yaml", "title": "甲区台账", "total": 1},
            {"register": "乙区.yaml", "title": "乙区台账", "total": 1},
        ],
        "total": 2,
        "shown": 2,
    }
    keys = ("register", "id", "section", "subtask")
    assert [[item[key] for key in keys] for item in told["measures"]] == [
        ["甲区.yaml", "1.1.1", "1", "1.1"],
        ["乙区.yaml", "1.1.1", "1", "1.1"],
    ]
    tsv = run("list", "-f", ".", "--columns", "lead", "--format", "tsv").out
    assert tsv == "register\tid\tlead\n乙区.yaml\t1.1.1\t乙局\n甲区.yaml\t1.1.1\t甲局\n"
    rolled = json.loads(run("list", "-f", ".", "--level", "section", "--format", "json").out)["branches"]
    assert [(item["register"], item["id"], item["total"]) for item in rolled] == [
        ("乙区.yaml", "1", 1), ("甲区.yaml", "1", 1),
    ]  # fmt: skip
    alone = json.loads(run("list", "-f", "甲区.yaml", "--format", "json").out)
    assert (alone["register"], "registers" in alone) == ("甲区.yaml", False)
    assert alone["measures"][0] == told["measures"][0]


def test_a_folder_stands_for_the_registers_in_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other YAML files are passed over, also when the environment names the folder."""
    districts(tmp_path, 甲区="", 乙区="")
    for name in ("区10.yml", "区2.yaml"):
        (tmp_path / name).write_text(one_measure(""), encoding="utf-8")
    (tmp_path / "holidays.yaml").write_text("2022: {off: [2022-05-02]}\n", encoding="utf-8")
    (tmp_path / ".old.yaml").write_text(one_measure(""), encoding="utf-8")
    monkeypatch.setenv("FAZHI_FILE", str(tmp_path))
    assert run("list", "--format", "ids").out == ("乙区:1.1.1\n区2:1.1.1\n区10:1.1.1\n甲区:1.1.1\n")
    (tmp_path / "none").mkdir()
    assert run("list", "-f", "none").err.splitlines()[0] == "错误：文件夹 none 里没有台账"


def test_a_register_that_cannot_be_read_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    """Its problems and a note go to standard error, exit 1; only when none can be read it is exit 3."""
    districts(tmp_path, 甲区="lead: 甲局", 乙区="leed: 乙局")
    result = run("list", "-f", ".", "--format", "ids")
    assert (result.code, result.out) == (1, "甲区:1.1.1\n")
    assert result.err.splitlines()[0].startswith("乙区.yaml:14:13  错误[unknown-key]")
    assert result.err.splitlines()[-1] == "2 本台账中有 1 本读不了，没有计入：乙区.yaml。"
    for command in ("stats", "report", "export"):
        assert run(command, "-f", ".").code == 1
    none = run("list", "-f", "乙区.yaml", "-f", "没有.yaml")
    assert (none.code, none.out) == (3, "")
    assert "没有.yaml  错误[no-file]" in none.err
    assert "错误[unknown-key]" in none.err


def test_no_register_of_several_is_written_over(run: Run, tmp_path: Path) -> None:
    """Not even one that could not be read."""
    districts(tmp_path, 甲区="lead: 甲局", 乙区="leed: 乙局")
    for name in ("甲区.yaml", "乙区.yaml"):
        before = (tmp_path / name).read_bytes()
        result = run("export", "-f", ".", "-o", name, "--format", "json", "--force")
        assert (result.code, (tmp_path / name).read_bytes()) == (4, before)


def test_stats_report_and_export_over_several(run: Run, tmp_path: Path) -> None:
    """Counts are summed, by register where nothing else is asked for; every format is made."""
    entry = "log: [{date: 2022-10-12, note: 好, problem: 缺人}]"
    districts(tmp_path, 甲区=f"lead: 甲局\n{entry}", 乙区="lead: 乙局\ndue: 2022-10-01")
    told = json.loads(run("stats", "-f", ".", "--format", "json").out)
    assert (told["by"], told["whole"]["total"], told["whole"]["overdue"]) == ("register", 2, 1)
    assert [(item["key"], item["total"]) for item in told["groups"]] == [("乙区.yaml", 1), ("甲区.yaml", 1)]
    assert run("stats", "-f", ".").out.splitlines()[2].split()[0] == "乙区台账（乙区.yaml）"
    bulletin = json.loads(run("report", "-f", ".", "--format", "json").out)
    assert bulletin["newly_overdue"] == []
    assert [(item["register"], item["id"]) for item in bulletin["overdue"]] == [("乙区.yaml", "1.1.1")]
    assert [(item["register"], item["text"]) for item in bulletin["problems"]] == [("甲区.yaml", "缺人")]
    assert [item["register"] for item in bulletin["annex"]] == ["乙区.yaml", "甲区.yaml"]
    assert "甲区:1.1.1" in run("report", "-f", ".").out
    for form in ("csv", "md", "html", "xlsx", "docx", "ics", "jsonl"):
        assert run("export", "-f", ".", "-o", f"out.{form}").code == 0
        if form in ("docx", "html", "xlsx"):
            assert run("report", "-f", ".", "-o", f"report.{form}").code == 0
    head, first, _ = (tmp_path / "out.csv").read_bytes().decode("utf-8-sig").splitlines()
    assert (head.split(",")[:2], first.split(",")[:2]) == (["台账", "编号"], ["乙区.yaml", "乙区:1.1.1"])
    own = run("export", "-f", "乙区.yaml", "--format", "ics").out
    uid = next(line for line in own.splitlines() if line.startswith("UID:"))
    assert uid in (tmp_path / "out.ics").read_text(encoding="utf-8")
