import io
import json
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from fazhi_cli.export.sheets import workbook
from fazhi_cli.outgoing import outgoing
from fazhi_cli.query import EVERYTHING, select
from tests.conftest import Run, load_text
from tests.workbooks import DAY, REGISTER, edited

PREVIEW = """\
区司法局.xlsx（区司法局）：采用 6 处，冲突 0 处，问题 0 处，没有变化 0 条
编号   项目      台账原来  表里            单元格
─────────────────────────────────────────────────
3.4.7  状态      进行中    待审核          E10
3.4.7  进度      40        100             F10
3.4.7  进展情况            全部建成        G10
3.4.7  佐证材料            甲.pdf；乙.pdf  J10
3.4.8  计数                17/20           K11
3.4.9  进度      90        100             F12

共 1 份表，可写入 3 条措施的进展。
"""
ENTRY = (
    "              - {date: 2022-10-12, by: 张三（区司法局.xlsx）, unit: 区司法局, "
    "status: review, progress: 100, note: 全部建成, evidence: [甲.pdf, 乙.pdf], recorded: 2022-10-15}\n"
)
AFTER = (
    REGISTER.replace(
        "status: doing\n            progress: 40\n", "status: review\n            progress: 100\n"
    )
    .replace("note: 配合, progress: 40}\n", "note: 配合, progress: 40}\n" + ENTRY)
    .replace(
        "of: 出庭应诉案件}\n",
        "of: 出庭应诉案件}\n            log:\n"
        "              - {date: 2022-10-15, by: 区司法局（区司法局.xlsx）, unit: 区司法局, count: 17/20}\n",
    )
    .replace(
        "status: review, progress: 90}",
        "status: review, progress: 100, "
        "log: [{date: 2022-10-15, by: 区司法局（区司法局.xlsx）, unit: 区司法局, progress: 100}]}",
    )
)


def _fill(sheet: Worksheet) -> None:
    values: dict[str, str | int] = {
        "E10": "待审核（申请销号）", "F10": "100%", "G10": "全部建成", "J10": "甲.pdf\n乙.pdf",
        "M10": "张三", "N10": "2022.10.12", "K11": 17, "L11": 20, "F12": 1,
    }  # fmt: skip
    for ref, value in values.items():
        sheet[ref] = value


@pytest.fixture
def returned(run: Run) -> Run:
    """Lay the register and the sheet of 区司法局, filled in, into the folder."""
    Path("tasks.yaml").write_text(REGISTER)
    Path("区司法局.xlsx").write_bytes(edited(_fill))
    return run


def test_a_preview_writes_nothing(returned: Run) -> None:
    """Cell by cell, old and new."""
    result = returned("import", "区司法局.xlsx", "--dry-run")
    assert (result.code, result.out, result.err) == (0, PREVIEW, "")
    assert Path("tasks.yaml").read_text() == REGISTER


def test_what_came_back_is_written_in_place(returned: Run) -> None:
    """Every other byte stays; who, unit and file are named; undo takes it back by name."""
    result = returned("import", "区司法局.xlsx", "--yes")
    assert (result.code, result.err) == (0, "已写入 tasks.yaml：3 条措施。撤销：fazhi undo\n")
    assert Path("tasks.yaml").read_text() == AFTER
    assert returned("undo", "--yes").code == 0
    assert Path("tasks.yaml").read_text() == REGISTER


def test_the_same_file_twice_changes_nothing(returned: Run) -> None:
    """The second time nothing is left to take."""
    returned("import", "区司法局.xlsx", "--yes")
    result = returned("import", "区司法局.xlsx", "--yes")
    assert result.out == (
        "区司法局.xlsx（区司法局）：采用 0 处，冲突 0 处，问题 0 处，没有变化 3 条\n\n"
        "共 1 份表，可写入 0 条措施的进展。\n"
    )
    assert (result.code, Path("tasks.yaml").read_text()) == (0, AFTER)


@pytest.mark.parametrize(
    ("answer", "told", "text"),
    [("y\n", "已写入 tasks.yaml：3 条措施。撤销：fazhi undo\n", AFTER), ("n\n", "没有写入。\n", REGISTER)],
)
def test_on_a_terminal_it_is_asked(returned: Run, answer: str, told: str, text: str) -> None:
    """Yes writes, no does not."""
    result = returned("import", "区司法局.xlsx", answer=answer)
    assert (result.err.endswith(told), Path("tasks.yaml").read_text()) == (True, text)


def test_a_conflict_is_taken_from_neither(returned: Run) -> None:
    """The rest is written; the conflict is shown by cell and ends with 1 until somebody decides."""
    Path("tasks.yaml").write_text(
        REGISTER.replace("progress: 40\n            log", "progress: 60\n            log")
    )
    result = returned("import", "区司法局.xlsx", "--yes")
    assert "冲突 区司法局.xlsx!F10  3.4.7 进度: 发出 40，退回 100，台账现为 60\n" in result.out
    assert "用 --prefer sheet 或 --prefer register 决定" in result.out.replace("\n", "")
    text = Path("tasks.yaml").read_text()
    assert (result.code, "progress: 60\n            log" in text, "note: 全部建成" in text) == (1, True, True)
    assert returned("import", "区司法局.xlsx", "--yes", "--prefer", "register").code == 0
    assert "progress: 60\n            log" in Path("tasks.yaml").read_text()
    assert returned("import", "区司法局.xlsx", "--yes", "--prefer", "sheet").code == 0
    assert "progress: 100\n            log" in Path("tasks.yaml").read_text()


@pytest.mark.parametrize(("said", "progress"), [("1\ny\n", 100), ("2\ny\n", 60)])
def test_a_conflict_can_be_decided_when_asked(returned: Run, said: str, progress: int) -> None:
    """1 is the sheet, 2 the register."""
    Path("tasks.yaml").write_text(
        REGISTER.replace("progress: 40\n            log", "progress: 60\n            log")
    )
    result = returned("import", "区司法局.xlsx", answer=said)
    assert "区司法局.xlsx!F10：3.4.7 进度: 发出 40，退回 100，台账现为 60。用表里的（1）" in result.err
    assert f"progress: {progress}\n            log" in Path("tasks.yaml").read_text()


def test_json_tells_the_same(returned: Run) -> None:
    """With every change, whether it was written, and who is missing."""
    told = json.loads(returned("import", "区司法局.xlsx", "--format", "json", "--yes").out)
    assert (told["kind"], told["written"], told["unchanged"], told["missing_units"]) == (
        "import",
        True,
        0,
        [],
    )
    assert told["taken"][0] == {
        "id": "3.4.7", "field": "status", "old": "进行中", "new": "待审核", "ref": "区司法局.xlsx!E10",
        "file": "区司法局.xlsx", "unit": "区司法局",
    }  # fmt: skip


def test_the_office_itself_is_not_missed(returned: Run) -> None:
    """What it leads it writes down by itself; others who lead something are missed."""
    office = "office: {name: 区委依法治区办, contact: 王五"
    text = Path("tasks.yaml").read_text(encoding="utf-8")
    for name, missing in (("区司法局", []), ("区法院", ["区司法局"])):
        Path("tasks.yaml").write_text(text.replace(office, f"office: {{name: {name}, contact: 王五"))
        told = json.loads(returned("import", "别家.xlsx", "--format", "json").out)
        assert told["missing_units"] == missing


@pytest.mark.parametrize("word", ["回收", "回收/", "回收/*.xlsx", "回收/区*"])
def test_a_folder_or_a_pattern_means_the_workbooks_in_it(returned: Run, word: str) -> None:
    """Also where the shell leaves patterns alone; what lies beside an open file is none."""
    Path("回收").mkdir()
    Path("区司法局.xlsx").rename("回收/区司法局.xlsx")
    for name in ("~$区司法局.xlsx", ".a.xlsx", "说明.txt"):
        Path("回收", name).write_bytes(b"x")
    assert returned("import", word, "--dry-run").out == PREVIEW


@pytest.mark.parametrize("word", ["空", "空/*.xlsx", "无/*.xlsx"])
def test_a_folder_without_workbooks_is_told(returned: Run, word: str) -> None:
    """By the word that was typed."""
    Path("空").mkdir()
    result = returned("import", word, "--dry-run")
    assert result.code == 1
    assert result.out.splitlines()[1].startswith(f"问题 {Path(word).name}  读不了 {Path(word).name}")


def test_a_file_that_cannot_be_read_does_not_stop_the_others(returned: Run) -> None:
    """It is named with the remedy, the others are written, and the exit code says that something is left."""
    Path("旧.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    Path("网页.xlsx").write_bytes(b"<html><table></table></html>")
    result = returned("import", "旧.xls", "网页.xlsx", "没有.xlsx", "区司法局.xlsx", "--yes")
    problems = [line.split()[1] for line in result.out.splitlines() if line.startswith("问题")]
    assert (problems, result.out.count("提示：")) == (["旧.xls", "网页.xlsx", "没有.xlsx"], 3)
    assert (result.code, Path("tasks.yaml").read_text()) == (1, AFTER)


@pytest.mark.parametrize(
    ("ref", "value", "told"),
    [
        ("A10", "9.9.9", "台账里没有编号 9.9.9"),
        ("B10", "改了名", "3.4.7 改了锁定的“名称”，没有采用"),
        ("C10", "年底前", "3.4.7 改了锁定的“完成时限”，没有采用"),
        ("E10", "已办结", "3.4.7 不能报“已办结”"),
        ("F10", "一半多", "进度“一半多”不是 0 到 100 的整数"),
        ("F10", "1", "进度写的是 1，是 1% 还是 100%？"),
        ("N10", "2023-01-01", "3.4.7 填报日期 2023-01-01 还没到"),
        ("L11", None, "3.4.8 两个计数要一起填"),
        ("L11", 3, "3.4.8 17/3：前一个数大于后一个数"),
        ("A11", "3.4.7", "编号 3.4.7 在表里有几行，都没有采用"),
    ],
)
def test_a_problem_names_file_and_cell(run: Run, ref: str, value: str | int | None, told: str) -> None:
    """What cannot be taken is told with its place; it is not written, and the code is 1."""

    def change(sheet: Worksheet) -> None:
        _fill(sheet)
        sheet[ref] = value

    Path("tasks.yaml").write_text(REGISTER)
    Path("甲.xlsx").write_bytes(edited(change))
    result = run("import", "甲.xlsx", "--dry-run")
    problems = [line for line in result.out.splitlines() if line.startswith("问题")]
    assert any(line.split("  ", 1)[1] == told for line in problems), problems
    assert all(line.startswith("问题 甲.xlsx!") for line in problems)
    assert result.code == 1


def test_members_of_a_collective_answer_for_one_measure(run: Run) -> None:
    """Each entry is its own; a unit that sent nothing is named."""
    text = REGISTER.replace("lead: 区司法局\n        measures", "lead: 各镇街\n        measures")
    Path("tasks.yaml").write_text(text)
    loaded = load_text(text)
    sheets = outgoing(
        loaded.register, select(loaded.register, DAY).rows, EVERYTHING, DAY, loaded.source.digest
    )
    assert [sheet.unit for sheet in sheets] == ["甲镇", "乙街道"]
    for name, sheet in zip(("甲.xlsx", "乙.xlsx"), sheets, strict=True):
        book = openpyxl.load_workbook(io.BytesIO(workbook(sheet)))
        book["填报"]["G10"] = f"{sheet.unit}建成"
        book.save(name)
    alone = run("import", "甲.xlsx", "--dry-run")
    assert alone.out.endswith("没有交表的 1 家：乙街道。\n")
    assert run("import", "甲.xlsx", "乙.xlsx", "--yes").code == 0
    log = load_text(Path("tasks.yaml").read_text()).register.measures[0].log
    assert [(entry.unit, entry.note) for entry in log[2:]] == [("甲镇", "甲镇建成"), ("乙街道", "乙街道建成")]


@pytest.mark.parametrize("together", [True, False])
def test_two_sheets_that_differ_on_one_measure_are_a_conflict(run: Run, together: bool) -> None:
    """Whether they come in one call or one after the other; the words of both are kept."""
    text = REGISTER.replace("lead: 区司法局\n        measures", "lead: 各镇街\n        measures")
    Path("tasks.yaml").write_text(text)
    assert run("sheets", "-o", "下发/").code == 0
    for unit, progress in (("甲镇", "60%"), ("乙街道", "80%")):
        book = openpyxl.load_workbook(f"下发/{unit}.xlsx")
        book["填报"]["E10"], book["填报"]["F10"] = "待审核（申请销号）", progress
        book["填报"]["G10"] = f"{unit}建成"
        book.save(f"{unit}.xlsx")
    calls = [["甲镇.xlsx", "乙街道.xlsx"]] if together else [["甲镇.xlsx"], ["乙街道.xlsx"]]
    for files in calls:
        result = run("import", *files, "--yes")
    assert "冲突 乙街道.xlsx!F10  3.4.7 进度: 发出 40，退回 80，台账现为 60\n" in result.out
    measure = load_text(Path("tasks.yaml").read_text()).register.measures[0]
    told = [(entry.status, entry.progress, entry.note) for entry in measure.log[2:]]
    assert (result.code, measure.status, measure.progress) == (1, "review", 60)
    assert told == [("review", 60, "甲镇建成"), (None, None, "乙街道建成")]


def test_the_built_in_register_is_not_written(run: Run) -> None:
    """What would be taken is shown; how to have a register of one's own is said."""
    assert run("sheets", "--unit", "区司法局", "-o", "下发/").code == 0
    book = openpyxl.load_workbook("下发/区司法局.xlsx")
    book["填报"]["G10"] = "办了"
    book.save("区司法局.xlsx")
    result = run("import", "区司法局.xlsx", "--yes")
    assert "可写入 1 条措施的进展。" in result.out
    assert result.err.endswith("内置台账只能读，没有写入。先用 fazhi init 建自己的台账。\n")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice 没有安装")
def test_the_round_trip_through_an_office(returned: Run, tmp_path: Path) -> None:
    """A sheet opened and saved by an office suite says the same."""
    Path("回收").mkdir()
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx",
         "--outdir", "回收", "区司法局.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert returned("import", "回收/区司法局.xlsx", "--yes").code == 0
    assert Path("tasks.yaml").read_text() == AFTER
