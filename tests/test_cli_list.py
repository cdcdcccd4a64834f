"""`fazhi list` through the door: options to filters, tables and formats, files, exit codes."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.samples import TEXT

OVERDUE = ["1.1.3", "2.1.2", "2.1.10", "2.1.1"]


@pytest.fixture(autouse=True)
def register(tmp_path: Path) -> Path:
    """Put a register into the folder in which the program runs; return its path."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def ids(run: Run, *args: str) -> list[str]:
    """Return the ids that a list with `args` gives."""
    result = run("list", *args, "--format", "ids")
    assert (result.code, result.err) == (0, "")
    return result.out.splitlines()


def test_a_table_letter_by_letter(run: Run) -> None:
    """What a clerk sees of a small list."""
    assert run("list", "2.1") == (
        0,
        """\
编号    灯  措施      牵头单位  完成时限    状态    进度
────────────────────────────────────────────────────────
2.1.10  红  逾期很久  区司法局  2022-06-30  进行中   50%
2.1.2   红  同样逾期  各镇街    2022-06-30  未启动    0%
2.1.1   红  逾期不久  待明确    2022-09-30  未启动    0%

共 14 条，列出 3 条。
台账：台账（tasks.yaml，2022 年），截至 2022-10-15。
""",
        "",
    )


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ([], ["2.1.10", "2.1.2", "2.1.1", *(f"1.1.{number}" for number in range(1, 12))]),
        (["--overdue"], OVERDUE),
        (["--overdue", "--sort", "id"], ["1.1.3", "2.1.1", "2.1.2", "2.1.10"]),
        (["--overdue", "--sort", "-进度,编号"], ["2.1.10", "1.1.3", "2.1.1", "2.1.2"]),
        (["--overdue", "--limit", "2"], OVERDUE[:2]),
        (["--overdue", "-n", "１"], OVERDUE[:1]),
        (["--due-soon"], ["1.1.1"]),
        (["--due-soon", "77"], ["1.1.1", "1.1.2"]),
        (["--due-soon", "２０", "1"], ["1.1.1"]),
        (["--due-soon", "2.1"], []),
        (["--no-due"], ["1.1.7"]),
        (["--blank"], ["1.1.5", "1.1.9"]),
        (["--blank", "--no-due"], ["1.1.5", "1.1.7", "1.1.9"]),
        (["--lagging"], ["2.1.10"]),
        (["--no-lead"], ["2.1.1", "1.1.5", "1.1.6"]),
        (["--never-chased", "--section", "2"], ["2.1.10", "2.1.2", "2.1.1"]),
        (["--unanswered"], ["1.1.10"]),
        (["--unanswered", "--lagging"], ["2.1.10", "1.1.10"]),
        (["--unanswered", "--lead", "区司法局"], []),
        (["--unanswered", "--as-of", "2022-09-30"], []),
        (["--stale", "--light", "黄"], ["1.1.1"]),
        (["--light", "red,yellow", "--section", "1"], ["1.1.1", "1.1.3", "1.1.10", "1.1.11"]),
        (["--status", "doing"], ["2.1.10"]),
        (["--status", "进行中，待审核"], ["2.1.10", "1.1.11"]),
        (["--status", "doing", "--status", "paused"], ["2.1.10", "1.1.9"]),
        (["--subtask", "２．１"], ["2.1.10", "2.1.2", "2.1.1"]),
        (["--unit", "镇街"], ["2.1.2"]),
        (["--unit", "甲镇"], ["2.1.2", "1.1.2"]),
        (["--unit", "区司法局、甲镇"], ["2.1.10", "2.1.2", "1.1.1", "1.1.2"]),
        (["--lead", "区司法局"], ["2.1.10"]),
        (["--owner", "张三"], ["2.1.2"]),
        (["--kind", "长期、定期"], ["1.1.3", "1.1.4"]),
        (["--due-kind", "立即"], ["1.1.10"]),
        (["--tag", "改革"], ["2.1.10", "2.1.1"]),
        (["--grep", "abc"], ["2.1.1"]),
        (["--grep", "逾期", "--grep", "普法"], ["2.1.1"]),
        (["--due-before", "2022-06-30"], ["2.1.10", "2.1.2", "1.1.8"]),
        (["--due-after", "2022-12-31"], ["1.1.2", "1.1.3"]),
        (["2.1.1,1.1.9"], ["2.1.1", "1.1.9"]),
        (["２。１。１", "1.1.9"], ["2.1.1", "1.1.9"]),
        (["2", "1.1.1"], ["2.1.10", "2.1.2", "2.1.1", "1.1.1"]),
        (["--as-of", "2022-07-01", "--overdue"], ["1.1.3", "2.1.2", "2.1.10"]),
        (["--as-of", "2022-06-30", "--overdue", "--section", "2"], []),
        (["--group-by", "牵头单位", "--section", "2"], ["2.1.10", "2.1.2", "2.1.1"]),
    ],
)
def test_options_select_and_order(run: Run, args: list[str], expected: list[str]) -> None:
    """Every option reaches its filter, in either language and width."""
    assert ids(run, *args) == expected


def test_columns_of_one_s_own(run: Run) -> None:
    """Columns by name or heading, in the order given."""
    result = run("list", "2.1.1", "--columns", "编号，逾期天数,tags")
    assert result.out.splitlines()[:3] == [
        "编号   逾期天数  标签",
        "───────────────────────────",
        "2.1.1        15  普法、改革",
    ]


def test_groups(run: Run) -> None:
    """Groups have headings with counts."""
    out = run("list", "2.1", "--group-by", "status", "--columns", "id").out
    assert out.split("\n\n")[1:3] == ["未启动（2条）\n2.1.2\n2.1.1", "进行中（1条）\n2.1.10"]


def test_levels(run: Run) -> None:
    """A roll-up by either word, as table or json; the limit is of branches."""
    assert run("list", "--level", "子任务") == (
        0,
        """\
编号  灯  子任务            办结  逾期
──────────────────────────────────────
2.1   红  子任务二一         0/3     3
2.2   灰  没有措施的子任务   0/0
1.1   红  子任务一一        1/11     1

子任务共 3 项，列出 3 项，含措施 14 条。
不计逾期：时限留空 1 条（1.1.5）、只说尽快、及时一类 1 条、没有时限 1 条。
台账：台账（tasks.yaml，2022 年），截至 2022-10-15。
""",
        "",
    )
    assert "部分共 2 项，列出 1 项，含措施 3 条。" in run("list", "--level", "section", "--limit", "1").out
    told = json.loads(run("list", "--level", "section", "--format", "json").out)
    assert (told["kind"], told["level"]) == ("branches", "section")
    assert [(item["id"], item["done"], item["total"]) for item in told["branches"]] == [
        ("2", 0, 3),
        ("1", 1, 11),
    ]


def test_nothing_found_is_fine(run: Run) -> None:
    """One line says so, with exit 0."""
    assert run("list", "--status", "取消") == (
        0,
        "14 条措施中没有符合条件的。\n台账：台账（tasks.yaml，2022 年），截至 2022-10-15。\n",
        "",
    )


def test_exit_code_on_request(run: Run) -> None:
    """1 when there are rows, also when a limit hides them; 0 without."""
    assert run("list", "--overdue", "--exit-code").code == 1
    assert run("list", "--overdue", "--exit-code", "--limit", "0").code == 1
    assert run("list", "--status", "取消", "--exit-code").code == 0
    assert run("list", "--overdue").code == 0


def test_an_unknown_id_is_refused(run: Run) -> None:
    """Exit 4, the nearest id, nothing on standard output."""
    assert run("list", "9.9") == (4, "", "错误：台账里没有编号 9.9\n提示：相近的有：2.2\n")


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "ids"])
def test_every_format_gives_the_same_bytes_twice(run: Run, form: str) -> None:
    """The output depends on register, options and day alone."""
    once, again = run("list", "--format", form), run("list", "-F", form)
    assert once == again
    assert (once.code, once.err) == (0, "")
    assert once.out


def test_json_says_what_it_lists(run: Run) -> None:
    """The envelope counts all and shown."""
    told = json.loads(run("list", "--overdue", "--format", "json").out)
    assert {key: value for key, value in told.items() if key != "measures"} == {
        "schema": 1,
        "kind": "measures",
        "as_of": "2022-10-15",
        "register": "tasks.yaml",
        "title": "台账",
        "total": 14,
        "shown": 4,
    }
    assert [item["id"] for item in told["measures"]] == OVERDUE


@pytest.mark.parametrize(
    ("name", "form", "begins"),
    [
        ("a.json", "json", b'{\n  "schema": 1,'),
        ("a.jsonl", "jsonl", b'{"register": "tasks.yaml"'),
        ("a.csv", "csv", "\ufeff编号,灯,".encode()),
        ("a.tsv", "tsv", b"register\tid\t"),
        ("a.txt", "table", "编号    灯  措施".encode()),
        ("没有后缀", "table", "编号    灯  措施".encode()),
    ],
)
def test_the_suffix_of_the_output_decides_the_format(
    run: Run, tmp_path: Path, name: str, form: str, begins: bytes
) -> None:
    """A file holds what standard output would have got in the format of its suffix."""
    assert run("list", "--overdue", "-o", name) == (0, "", f"已写入 {name}。\n")
    data = (tmp_path / name).read_bytes()
    assert data.startswith(begins)
    assert data == run("list", "--overdue", "-o", "-", "-F", form).out.encode()


def test_csv_opens_in_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    """Chinese headings and the rows in order."""
    run("list", "--overdue", "--columns", "id,逾期", "-o", "逾期.csv")
    text = (tmp_path / "逾期.csv").read_bytes().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["编号", "逾期"], ["1.1.3", "3期"], ["2.1.2", "107天"], ["2.1.10", "107天"], ["2.1.1", "15天"],
    ]  # fmt: skip


def test_an_output_file_is_never_overwritten_unasked(run: Run, tmp_path: Path) -> None:
    """Exit 6 and the old file, unless --force."""
    (tmp_path / "a.csv").write_bytes(b"old")
    result = run("list", "-o", "a.csv")
    assert (result.code, result.out, result.err) == (
        6, "", "错误：a.csv 已经存在，未写入\n提示：换一个文件名，或加 --force 覆盖\n",
    )  # fmt: skip
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert run("list", "-o", "a.csv", "--force").code == 0
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_register_is_never_an_output(run: Run, register: Path, tmp_path: Path) -> None:
    """Not even with --force, nor by another name of the same file."""
    (tmp_path / "link.txt").symlink_to(register)
    for name in ("tasks.yaml", "./tasks.yaml", "link.txt", str(register)):
        result = run("list", "--format", "json", "-o", name, "--force")
        assert (result.code, result.out) == (4, "")
        assert result.err == f"错误：{name} 就是台账本身，不能用作输出\n提示：换一个文件名\n"
    assert register.read_text(encoding="utf-8") == TEXT


def test_an_output_that_cannot_be_written_is_told(run: Run) -> None:
    """A folder that is not there: exit 6."""
    result = run("list", "-o", "没有这个文件夹/a.csv")
    assert (result.code, result.out) == (6, "")
    assert "没有这个文件夹/a.csv" in result.err


def test_reading_writes_nothing(run: Run, tmp_path: Path) -> None:
    """No list leaves a file, a lock or a change behind."""
    for args in (["list"], ["list", "--format", "json"], ["check"], ["show", "1.1.1"], []):
        run(*args)
    assert [path.name for path in tmp_path.iterdir()] == ["tasks.yaml"]
