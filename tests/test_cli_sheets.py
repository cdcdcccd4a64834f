"""`fazhi sheets`: one workbook per unit, in a folder."""

from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Run
from tests.samples import TEXT

LEFT = "已办结、暂缓或取消的 2 条没有列入：1.1.8、1.1.9；要列入的，写编号或 --status。\n"
NOBODY = "3 条没有牵头单位，放在“待明确”里：2.1.1、1.1.5、1.1.6；用 fazhi set 编号 --lead 填上。\n"
MADE = {"区司法局": 1, "甲镇": 2, "区法院": 5, "区检察院": 1, "待明确": 3}


@pytest.fixture(autouse=True)
def register(run: Run, tmp_path: Path) -> Path:
    """Put the register of samples where commands find it."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def content(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_for_each_unit(run: Run, tmp_path: Path, register: Path) -> None:
    """The folder is made; what was written is told with its count, what was left out and why."""
    result = run("sheets", "-o", "下发/")
    files = "".join(f"{Path('下发', unit)}.xlsx  {count} 条\n" for unit, count in MADE.items())
    assert (result.code, result.err) == (0, LEFT + NOBODY)
    assert result.out == f"{files}共 5 个文件，12 条措施。\n"
    assert {*content(tmp_path / "下发")} == {f"{unit}.xlsx" for unit in MADE}
    assert register.read_text(encoding="utf-8") == TEXT
    for unit, count in MADE.items():
        book = openpyxl.load_workbook(tmp_path / "下发" / f"{unit}.xlsx")
        assert book["填报"].max_row == 9 + count


def test_the_same_bytes_every_time(run: Run, tmp_path: Path) -> None:
    """Over again only when told to, and then the same."""
    run("sheets", "-o", "下发")
    first = content(tmp_path / "下发")
    result = run("sheets", "-o", "下发")
    refused = str(Path("下发", "区司法局.xlsx"))
    assert (result.code, result.out) == (6, "")
    assert f"错误：{refused} 已经存在，未写入\n提示：换一个文件名，或加 --force 覆盖\n" in result.err
    assert run("sheets", "-o", "下发", "--force").code == 0
    assert content(tmp_path / "下发") == first


def test_what_lies_there_from_before_is_told(run: Run, tmp_path: Path) -> None:
    """A sheet of an earlier round is neither touched nor taken for one of this."""
    (tmp_path / "下发").mkdir()
    for name in ("区委党校.xlsx", "~$区法院.xlsx", "说明.txt"):
        (tmp_path / "下发" / name).write_text("旧", encoding="utf-8")
    said = "下发 里另有 1 个文件不是这次的，没有动：区委党校.xlsx；不要当作这次的发出去。\n"
    assert run("sheets", "-o", "下发/").err == LEFT + NOBODY + said
    assert content(tmp_path / "下发")["区委党校.xlsx"] == "旧".encode()


def test_one_that_exists_stops_all(run: Run, tmp_path: Path) -> None:
    """It is looked at before anything is written."""
    (tmp_path / "下发").mkdir()
    (tmp_path / "下发" / "待明确.xlsx").write_text("旧", encoding="utf-8")
    assert run("sheets", "-o", "下发").code == 6
    assert content(tmp_path / "下发") == {"待明确.xlsx": "旧".encode()}


@pytest.mark.parametrize(
    ("words", "files"),
    [
        (("--overdue",), {"甲镇.xlsx", "区司法局.xlsx", "区法院.xlsx", "待明确.xlsx"}),
        (("--unit", "甲镇"), {"甲镇.xlsx"}),
        (("--unit", "区司法局"), {"区司法局.xlsx"}),
        (("1.1.8",), {"区法院.xlsx"}),
        (("--status", "paused"), {"区法院.xlsx"}),
        (("2.1", "--tag", "改革"), {"区司法局.xlsx", "待明确.xlsx"}),
    ],
)
def test_filters(run: Run, tmp_path: Path, words: tuple[str, ...], files: set[str]) -> None:
    """Those of `list`; a named unit's sheet alone."""
    assert run("sheets", *words, "-o", "下发").code == 0
    assert {*content(tmp_path / "下发")} == files


def test_what_others_lead_is_said(run: Run) -> None:
    """A unit that only supports is not asked."""
    result = run("sheets", "--unit", "区司法局", "-o", "下发")
    assert result.err == "由别的单位牵头的 1 条没有列入：1.1.1。\n"


def test_as_of(run: Run, tmp_path: Path) -> None:
    """The day stands in the sheet."""
    run("sheets", "1.1.3", "-o", "下发", "--as-of", "2022-11-01")
    book = openpyxl.load_workbook(tmp_path / "下发" / "区法院.xlsx")
    assert book["填报"]["D10"].value == "2022-10-10 三季度数据"
    assert book["_fazhi"]["B5"].value == "2022-11-01"


def test_nothing_to_send(run: Run, tmp_path: Path) -> None:
    """Said in a line; no folder is made."""
    result = run("sheets", "--tag", "没有", "-o", "下发")
    assert (result.code, result.out, result.err) == (
        0,
        "",
        "没有要下发的措施；用 fazhi list 看各条的状态。\n",
    )
    assert not (tmp_path / "下发").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "错误：没有写放到哪个文件夹\n提示：写作 fazhi sheets -o 下发/\n"),
        (("-o", "tasks.yaml"), "错误：tasks.yaml 不是文件夹\n提示：换一个文件夹，没有的会新建\n"),
    ],
)
def test_where_to(run: Run, words: tuple[str, ...], said: str) -> None:
    """A folder has to be named, and be one."""
    result = run("sheets", *words)
    assert (result.code, result.out, result.err) == (2, "", said)


def test_a_folder_that_cannot_be_made(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said as what it is."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "mkdir", refuse)
    result = run("sheets", "1.1.1", "-o", "下发")
    assert (result.code, result.out) == (6, "")
    assert result.err == "错误：文件夹 下发 建不了\n提示：检查路径和权限，或换一个文件夹\n"


def test_a_folder_below_a_file(run: Run) -> None:
    """It cannot be made either."""
    result = run("sheets", "1.1.1", "-o", "tasks.yaml/下发")
    assert (result.code, result.out) == (6, "")
    assert "写不进去" in result.err
