"""`fazhi export`: files in every format, and an office's own sheet filled in."""

from pathlib import Path

import openpyxl
import pytest

from tests import offices
from tests.conftest import Run, one_measure

REGISTER = one_measure("lead: 区司法局\ndue: 9月底前\nstatus: doing\nprogress: 40")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return a folder with a register and the office's sheet 表样.xlsx."""
    (tmp_path / "tasks.yaml").write_text(REGISTER, encoding="utf-8")
    sheet = offices.plain(("督办台账",), ("序号", "具体措施", "牵头单位", "完成率", "得分"), (1, "示例"))
    (tmp_path / "表样.xlsx").write_bytes(sheet)
    return tmp_path


def cells(path: Path) -> list[tuple[object, ...]]:
    """Return what the cells of the first sheet hold."""
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))


def test_a_ledger_is_written_by_its_suffix(run: Run, office: Path) -> None:
    """A workbook with the measures, twice the same bytes."""
    done = run("export", "-o", "台账.xlsx")
    assert (done.code, done.out, done.err) == (0, "", "已写入 台账.xlsx。\n")
    assert cells(office / "台账.xlsx")[4][:4] == (1, "1.1.1", "子任务", "措施")
    run("export", "-o", "又.xlsx")
    assert (office / "又.xlsx").read_bytes() == (office / "台账.xlsx").read_bytes()


def test_the_office_s_own_sheet_is_filled(run: Run, office: Path) -> None:
    """By its headings; the ones that mean nothing to us are named, once for all outputs."""
    done = run("export", "--template", "表样.xlsx", "-o", "甲.xlsx", "-o", "分/{unit}.xlsx")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "表“Sheet”里没有对应内容、留空的栏目：“得分”。\n已写入 甲.xlsx。\n已写入 分/区司法局.xlsx。\n"
    )
    assert cells(office / "甲.xlsx")[2] == (1, "措施", "区司法局", "40%", None)
    assert (office / "分/区司法局.xlsx").read_bytes() == (office / "甲.xlsx").read_bytes()


def test_filters_select_what_is_filled_in(run: Run, office: Path) -> None:
    """As they do in every output; nothing found leaves the table empty."""
    done = run("export", "--status", "已办结", "--template", "表样.xlsx", "-o", "甲.xlsx")
    assert done.code == 0
    assert cells(office / "甲.xlsx")[2] == (None,) * 5


@pytest.mark.parametrize(
    ("args", "code", "err"),
    [
        (("--template", "无.xlsx", "-o", "甲.xlsx"), 4,
         "错误：读不了表样 无.xlsx\n提示：检查路径和权限；要写一个 .xlsx 文件\n"),
        (("--template", "tasks.yaml", "-o", "甲.xlsx"), 4,
         "错误：tasks.yaml 不是完好的 .xlsx 文件\n提示：用 Excel 或 WPS 打开，另存为 .xlsx\n"),
        (("--template", "表样.xlsx", "-o", "甲.csv"), 2,
         "错误：不能写成后缀是 .csv 的文件\n提示：用后缀 .xlsx，或用 --format 写明格式\n"),
        (("--template", "表样.xlsx", "--columns", "编号", "-o", "甲.xlsx"), 2,
         "错误：--template 的栏目由表样决定，不能再写 --columns\n提示：去掉 --columns\n"),
        (("--template", "表样.xlsx", "-o", "表样.xlsx"), 6,
         "错误：表样.xlsx 已经存在，未写入\n提示：换一个文件名，或加 --force 覆盖\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_filled_is_refused(
    run: Run, office: Path, args: tuple[str, ...], code: int, err: str
) -> None:
    """Nothing is written, and the remedy is named."""
    before = sorted(office.iterdir())
    done = run("export", *args)
    assert (done.code, done.out, done.err) == (code, "", err)
    assert sorted(office.iterdir()) == before


def test_a_text_that_is_too_long_is_told(run: Run, office: Path) -> None:
    """By the id of its measure."""
    long = REGISTER.replace("status: doing", f"status: doing\n            detail: {'长' * 40_000}")
    (office / "tasks.yaml").write_text(long, encoding="utf-8")
    (office / "表样.xlsx").write_bytes(offices.plain(("序号", "具体措施", "详细内容")))
    done = run("export", "--template", "表样.xlsx", "-o", "甲.xlsx")
    assert done.err == ("一格最多 32767 字，以下措施的文字填不下，只填了开头：1.1.1。\n已写入 甲.xlsx。\n")
