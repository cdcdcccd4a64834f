"""Where output goes: several files, folders, names with fields; all or nothing; what is refused."""

import io
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from fazhi_cli.cli.outputs import Order, Target, Wanted, deliver, targets
from fazhi_cli.problems import Refused, Unwritable, Usage
from tests.conftest import HEAD, Run
from tests.samples import TEXT

WORDS = {
    "week": "2022-W41",
    "month": "2022-10",
    "date": "2022-10-15",
    "from": "2022-10-10",
    "to": "2022-10-16",
}
UNITS = {"甲局": ("1.1.1", "1.1.3"), "乙局": ("1.1.2",)}
OFFERED = ("table", "json", "md", "xlsx", "docx")


def of(
    *outputs: str, formats: Sequence[str] | None = None, units: Mapping[str, tuple[str, ...]] = UNITS
) -> list[Target]:
    """Return the targets of a command that was given `outputs`."""
    order = Order(None, None, formats, [*outputs] or None, force=False)
    return targets(order, Wanted(OFFERED, "table", "docx", "周报-2022-W41", WORDS, lambda: units))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that relative paths are of."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Return a register in that folder."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_without_an_output_it_is_standard_output() -> None:
    """In the usual format, or the one asked for."""
    assert of() == [Target("-", "table")]
    assert of(formats=["json"]) == [Target("-", "json")]


def test_the_format_is_that_of_the_suffix() -> None:
    """Several files in the order they were named; `-` is standard output among them."""
    assert of("a.docx", "-", "B.XLSX", "c.txt", "d") == [
        Target("a.docx", "docx"),
        Target("-", "table"),
        Target("B.XLSX", "xlsx"),
        Target("c.txt", "table"),
        Target("d", "table"),
    ]


def test_a_format_that_is_asked_for_goes_before_the_suffix() -> None:
    """For every output of the call."""
    assert [target.form for target in of("a.txt", "-", "b", formats=["md"])] == ["md", "md", "md"]


def test_a_folder_takes_a_name_of_its_own(folder: Path) -> None:
    """One that ends in a stroke or is there already; several formats are several files."""
    (folder / "有").mkdir()
    assert of("周报/", "有") == [
        Target("周报/周报-2022-W41.docx", "docx", makes_folder=True),
        Target("有/周报-2022-W41.docx", "docx", makes_folder=True),
    ]
    assert [target.path for target in of("周报/", formats=["md,json", "xlsx"])] == [
        "周报/周报-2022-W41.md", "周报/周报-2022-W41.json", "周报/周报-2022-W41.xlsx",
    ]  # fmt: skip


def test_fields_are_filled_in() -> None:
    """In the name and in its folder, as often as they stand there."""
    assert of("{month}/{week}_{date}_{from}_{to}_{date}.md") == [
        Target("2022-10/2022-W41_2022-10-15_2022-10-10_2022-10-16_2022-10-15.md", "md", makes_folder=True)
    ]


def test_one_file_for_each_unit() -> None:
    """In the order of the units, each with its measures; a folder may be a unit's, too."""
    assert of("{unit}.md") == [
        Target("甲局.md", "md", ("1.1.1", "1.1.3"), True, "甲局"),
        Target("乙局.md", "md", ("1.1.2",), True, "乙局"),
    ]
    assert [target.path for target in of("{unit}/", formats=["md,json"])] == [
        "甲局/周报-2022-W41.md", "乙局/周报-2022-W41.md",
        "甲局/周报-2022-W41.json", "乙局/周报-2022-W41.json",
    ]  # fmt: skip
    assert of("{unit}.md", units={}) == []


def test_units_that_come_to_the_same_name_are_numbered() -> None:
    """The second gets _2, the third _3, however they are alike, never one that another has."""
    names = ("甲/乙", "甲_乙", "甲:乙", "甲_乙_2", "ABC", "abc", "长" * 90, "长" * 91)
    found = of("{unit}.md", units=dict.fromkeys(names, ("1.1.1",)))
    assert [target.path for target in found] == [
        "甲_乙.md", "甲_乙_2.md", "甲_乙_3.md", "甲_乙_2_2.md", "ABC.md", "abc_2.md",
        f"{'长' * 80}.md", f"{'长' * 80}_2.md",
    ]  # fmt: skip
    assert [target.unit for target in found] == [*names]


@pytest.mark.parametrize(
    ("outputs", "formats", "message"),
    [
        (["{when}.md"], None, "文件名里的 {when} 不知道是什么"),
        (["{}.md"], None, "文件名里的 {} 不知道是什么"),
        (["a.xyz"], None, "不能写成后缀是 .xyz 的文件"),
        (["a.csv"], None, "不能写成后缀是 .csv 的文件"),
        (["a.md"], ["csv"], "没有“csv”这种格式"),
        (["a.md"], ["md,json"], "一个输出只能有一种格式"),
        (None, ["md", "json"], "一个输出只能有一种格式"),
        (["-"], ["md", "json"], "一个输出只能有一种格式"),
        (["a.md", "b.md", "a.md"], None, "a.md 写了两次"),
        (["a.md", "./a.md"], None, "a.md 写了两次"),
        (["-", "-"], None, "- 写了两次"),
        (["{date}.md", "2022-10-15.md"], None, "2022-10-15.md 写了两次"),
        (["周报/", "周报/周报-2022-W41.docx"], None, "周报/周报-2022-W41.docx 写了两次"),
    ],
)
def test_what_cannot_be_meant(
    folder: Path, outputs: list[str] | None, formats: list[str] | None, message: str
) -> None:
    """A usage error, said before anything is read or written."""
    with pytest.raises(Usage) as refusal:
        of(*outputs or (), formats=formats)
    assert refusal.value.message == message
    assert [*folder.iterdir()] == []


def test_an_unknown_field_is_told_with_those_that_are_known() -> None:
    """Those of the command, and the unit."""
    with pytest.raises(Usage) as refusal:
        of("{周}.md")
    assert refusal.value.hint == "可以写 {week}、{month}、{date}、{from}、{to}、{unit}"


def never(target: Target) -> bytes:
    """Stand for a rendering that is not come to."""
    raise AssertionError(target)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_terminal_is_not_sent_what_it_cannot_show(
    form: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is made; a file beside it is not written either."""
    monkeypatch.setattr(sys, "stdout", _Terminal())
    with pytest.raises(Usage) as refusal:
        deliver([Target("a.md", "md"), Target("-", form)], never, False, folder / "tasks.yaml")
    assert refusal.value.message == f"{form} 不能显示在终端上"
    assert refusal.value.hint == f"加上 -o 文件名.{form}"
    assert [*folder.iterdir()] == []


def test_a_pipe_takes_what_a_terminal_cannot_show(run: Run, register: Path) -> None:
    """The bytes of a workbook, nothing else."""
    assert run("report", "-o", "a.xlsx").code == 0
    result = run("list", "--format", "json", "-o", "-")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["total"] == 14


@pytest.mark.parametrize("name", ["tasks.yaml", "./tasks.yaml", "link.md", "hard.md"])
@pytest.mark.parametrize("force", [True, False])
def test_the_register_is_never_an_output(name: str, force: bool, folder: Path, register: Path) -> None:
    """By whatever name, --force or not."""
    (folder / "link.md").symlink_to("tasks.yaml")
    (folder / "hard.md").hardlink_to(register)
    with pytest.raises(Refused) as refusal:
        deliver([Target(name, "md")], lambda target: b"x", force, register)
    assert refusal.value.message == f"{name} 就是台账本身，不能用作输出"
    assert register.read_text("utf-8") == TEXT


def test_nothing_is_written_when_one_of_several_exists(folder: Path) -> None:
    """Nor made, nor is a folder; with force all are written."""
    (folder / "b.md").write_text("old")
    found = [Target("a.md", "md"), Target("new/c.md", "md", makes_folder=True), Target("b.md", "md")]
    with pytest.raises(Unwritable) as refusal:
        deliver(found, never, False, folder / "tasks.yaml")
    assert refusal.value.message == "b.md 已经存在，未写入"
    assert [path.name for path in folder.iterdir()] == ["b.md"]
    deliver(found, lambda target: target.path.encode(), True, folder / "tasks.yaml")
    assert {path.name: path.read_text() for path in folder.rglob("*.md")} == {
        "a.md": "a.md", "b.md": "b.md", "c.md": "new/c.md",
    }  # fmt: skip


def test_nothing_is_written_when_one_of_several_cannot_be_made(folder: Path) -> None:
    """Whatever is refused while making the second is refused before the first is written."""

    def render(target: Target) -> bytes:
        if target.path == "b.md":
            raise Refused("不行", "换")
        return b"x"

    with pytest.raises(Refused):
        deliver([Target("a.md", "md"), Target("b.md", "md")], render, False, folder / "tasks.yaml")
    assert [*folder.iterdir()] == []


def test_text_ends_with_a_line_end_and_bytes_stay(folder: Path) -> None:
    """A table is text of UTF-8, a machine's format comes as it is."""
    found = [Target("a.txt", "table"), Target("b.md", "md")]
    deliver(found, lambda target: "表" if target.form == "table" else b"x", False, folder / "tasks.yaml")
    assert (folder / "a.txt").read_bytes() == "表\n".encode()
    assert (folder / "b.md").read_bytes() == b"x"


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        ("-o 没有/a.md", 6, "错误：没有/a.md 写不进去：文件夹不存在"),
        ("-o a.md -o 没有/b.md", 6, "错误：没有/b.md 写不进去：文件夹不存在"),
        ("-o tasks.yaml/a.md", 6, "错误：tasks.yaml/a.md 写不进去：文件夹不存在"),
        ("-o tasks.yaml/", 6, "错误：tasks.yaml/台账-2022-10-15.xlsx 写不进去：文件夹不存在"),
        (f"-o {'a' * 300}.md", 6, f"错误：{'a' * 300}.md 写不进去：文件名太长"),
        ("-o tasks.yaml --format md --force", 4, "错误：tasks.yaml 就是台账本身，不能用作输出"),
        ("-o {day}.md", 2, "错误：文件名里的 {day} 不知道是什么"),
        ("-o a.md -o ./a.md", 2, "错误：./a.md 写了两次"),
        ("-o old.md", 6, "错误：old.md 已经存在，未写入"),
        ("-o new.md -o old.md", 6, "错误：old.md 已经存在，未写入"),
    ],
)
def test_exit_codes(run: Run, register: Path, args: str, code: int, message: str) -> None:
    """Two lines on standard error, nothing written."""
    old = register.with_name("old.md")
    old.write_text("old", encoding="utf-8")
    result = run("export", *args.split())
    assert (result.code, result.out) == (code, "")
    assert result.err.splitlines()[0].replace("./a.md", "a.md") == message.replace("./a.md", "a.md")
    assert result.err.splitlines()[1].startswith("提示：")
    assert sorted(path.name for path in register.parent.iterdir()) == ["old.md", "tasks.yaml"]
    assert old.read_text("utf-8") == "old"


def test_folders_are_made_for_names_with_fields(run: Run, register: Path, tmp_path: Path) -> None:
    """Several levels deep; each file is named on standard error."""
    result = run("export", "--lead", "区司法局", "-o", "甲/{month}/{unit}.json", "-o", "乙/丙/", "-F", "json")
    assert (result.code, result.out) == (0, "")
    assert result.err == "已写入 甲/2022-10/区司法局.json。\n已写入 乙/丙/台账-2022-10-15.json。\n"
    assert (tmp_path / "甲/2022-10/区司法局.json").read_bytes() == (
        tmp_path / "乙/丙/台账-2022-10-15.json"
    ).read_bytes()


@pytest.mark.parametrize("command", ["export", "list", "report", "stats", "list --level section"])
def test_each_unit_gets_its_own_alone(run: Run, register: Path, tmp_path: Path, command: str) -> None:
    """Whatever is put out, a unit's file counts the unit's measures."""
    assert run(*command.split(), "-o", "{unit}.json").code == 0
    told = json.loads((tmp_path / "区司法局.json").read_text("utf-8"))
    assert len({path.name for path in tmp_path.glob("*.json")}) == 6
    counted = {
        "export": lambda: told["shown"],
        "list": lambda: told["shown"],
        "report": lambda: told["summary"]["total"],
        "stats": lambda: sum(group["total"] for group in told["groups"]),
        "list --level section": lambda: sum(branch["total"] for branch in told["branches"]),
    }
    assert counted[command]() == 1


def test_names_of_units_lead_into_no_other_folder(run: Run, tmp_path: Path) -> None:
    """Whatever a register calls a unit."""
    measure = '          - {{id: "1.1.{0}", title: 甲, lead: "{1}"}}\n'
    units = ("../上面", "/etc/x", "..", "con")
    (tmp_path / "tasks.yaml").write_text(
        HEAD + "".join(measure.format(at, unit) for at, unit in enumerate(units)), encoding="utf-8"
    )
    assert run("export", "-o", "分/{unit}.json").code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tasks.yaml", "分"]
    assert sorted(path.name for path in (tmp_path / "分").iterdir()) == [
        "_.json", "_con.json", "etc_x.json", "上面.json",
    ]  # fmt: skip


def test_nothing_to_write_is_said(run: Run, register: Path, tmp_path: Path) -> None:
    """A name for each unit where there is none makes no file, and is exit 0."""
    result = run("export", "--tag", "没有这个", "-o", "{unit}.json")
    assert result == (0, "", "没有符合条件的措施，没有文件可写；换一个条件再试。\n")
    assert [path.name for path in tmp_path.iterdir()] == ["tasks.yaml"]
