"""The demonstration register and its reports are what the commands make, and all say the same numbers."""

import csv
import json
import re
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.examples import TOP

EXAMPLES = TOP / "examples"
TEXTS = ("tasks.yaml", "周报.md", "周报.json", "周报.html", "时限.ics", "统计.csv")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which every command of the demonstration was run."""
    folder = tmp_path_factory.mktemp("built")
    scope: dict[str, object] = {"__name__": "examples", "__file__": str(EXAMPLES / "build.py")}
    exec(compile((EXAMPLES / "build.py").read_text("utf-8"), "build.py", "exec"), scope)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("LOGNAME", "测试员")
        scope["build"](folder)  # type: ignore[operator]
    return folder


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_committed_is_what_the_commands_make(built: Path, name: str) -> None:
    """The same register, options and day give the same bytes."""
    assert (built / name).read_bytes() == (EXAMPLES / name).read_bytes()


def test_it_is_labelled_as_invented() -> None:
    """Nobody takes the demonstration for a real office's."""
    for name in ("tasks.yaml", "周报.md", "周报.html", "commands.txt"):
        assert "示例数据" in (EXAMPLES / name).read_text("utf-8")


def test_every_form_says_the_same_numbers(built: Path) -> None:
    """Markdown, JSON, the statistics and the web page agree on what is done, due and overdue."""
    told = json.loads((built / "周报.json").read_text("utf-8"))
    summary, text = told["summary"], (built / "周报.md").read_text("utf-8")
    assert f"已办结 {summary['done']} 条" in text
    assert f"逾期 {len(told['overdue'])} 条" in text
    assert summary["overdue"] == len(told["overdue"]) == len(re.findall(r"\d[天期] \|\n", text))
    rate = summary["on_time"]["rate"]
    shown = (
        f"{rate['part']}÷（{summary['on_time']['due']}－{summary['on_time']['paused']}）＝{rate['percent']}%"
    )
    assert shown in text
    assert shown in (built / "周报.html").read_text("utf-8")
    rows = list(csv.reader((built / "统计.csv").read_text("utf-8-sig").splitlines()))
    whole = dict(zip(rows[0], rows[-1], strict=True))
    assert [int(whole[name]) for name in ("措施", "已办结", "逾期", "应结")] == [
        summary["total"], summary["done"], summary["overdue"], summary["on_time"]["due"],
    ]  # fmt: skip


def test_the_week_by_hand(built: Path) -> None:
    """What the commands of the week say, counted by hand from commands.txt."""
    told = json.loads((built / "周报.json").read_text("utf-8"))
    assert (told["from"], told["to"], told["period"]) == ("2022-10-10", "2022-10-16", "2022-W41")
    assert [item["id"] for item in told["progress"]["moved"]] == [
        "2.3.1",
        "2.3.10",
        "3.4.4",
        "3.4.9",
        "3.4.18",
    ]
    assert [item["id"] for item in told["done"]] == ["3.4.4"]
    assert [item["id"] for item in told["review"]] == ["2.3.1"]
    assert [item["id"] for item in told["reopened"]] == ["3.4.9"]
    assert [(item["id"], item["text"]) for item in told["problems"]] == [("3.4.18", "专职人员编制未定")]
    assert [(item["id"], item["to"], item["answered"]) for item in told["chases"]] == [
        ("3.4.8", "检察院", None)
    ]
    assert [item["id"] for item in told["due_soon"]] == ["3.4.18"]
    # Overdue on 16 October: two quarters of 4.1.5 (Q1 ended before any entry, Q3), 3.4.9 since it was
    # reopened, 2.3.5 and 3.4.8 since 30 September, and 2.3.1, which was handed in twelve days late.
    assert {item["id"] for item in told["overdue"]} == {"4.1.5", "3.4.9", "2.3.5", "3.4.8", "2.3.1"}
    assert told["newly_overdue"] == ["3.4.9"]
    assert [unit["total"] for unit in told["indicators"][0]["units"]] == [
        {"part": 93, "whole": 120, "percent": 78},
        {"part": 0, "whole": 15, "percent": 0},
    ]
    assert [unit["alarm"] for unit in told["indicators"][0]["units"]] == [False, True]


def test_the_readme_names_what_lies_there() -> None:
    """Every file of the folder that is made is one that `build.py` makes."""
    script = (EXAMPLES / "build.py").read_text("utf-8")
    made = set(re.findall(r"-o (\S+)", script)) | {"tasks.yaml", "commands.txt", "build.py"}
    names = {path.name for path in EXAMPLES.iterdir() if path.is_file()}
    assert {name.strip('",') for name in made} == names


def test_the_register_is_sound(run: Run, tmp_path: Path) -> None:
    """It checks without an error on the day of its report."""
    (tmp_path / "tasks.yaml").write_bytes((EXAMPLES / "tasks.yaml").read_bytes())
    assert run("check", "--as-of", "2022-10-16").code == 0
