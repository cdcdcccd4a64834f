"""`fazhi doctor` through the door: what it says, its exit code, and that nothing makes it fail."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fazhi_cli.diagnosis import surroundings
from tests.conftest import Run, one_measure

FONTS = "方正小标宋 仿宋 黑体 楷体 宋体"


@pytest.fixture(autouse=True)
def computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the computer have the fonts, and no cache yet."""
    monkeypatch.setattr(surroundings, "fonts", lambda *_: FONTS)
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.delenv("FAZHI_NO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_all_well(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 0, everything on standard output, and not a file more than before."""
    (tmp_path / "tasks.yaml").write_text(one_measure(""), encoding="utf-8")
    monkeypatch.setattr("shutil.which", lambda _: str(Path(sys.executable).with_name("fazhi")))
    monkeypatch.setenv("FAZHI_NO_CACHE", "1")
    result = run("doctor")
    assert (result.code, result.err) == (0, "")
    assert "\n台账\n  好    文件：tasks.yaml（就近找到的）\n" in result.out
    assert result.out.endswith("项，都好。\n")
    assert [path.name for path in tmp_path.iterdir()] == ["tasks.yaml"]


def test_something_to_heed(run: Run, tmp_path: Path) -> None:
    """Exit code 1; over the built-in register that is said."""
    result = run("doctor")
    assert (result.code, result.err) == (1, "")
    assert "  注意  文件：没有找到 tasks.yaml，用的是内置台账，只能读" in result.out
    (tmp_path / "a.yaml").write_text("a: [", encoding="utf-8")
    result = run("doctor", "--file", "a.yaml")
    assert result.code == 1
    assert (
        "  好    文件：a.yaml（--file 指明的）\n  坏    内容：读不了，1 处错误，头一处在 a.yaml:"
        in result.out
    )


def test_for_scripts(run: Run, tmp_path: Path) -> None:
    """The same findings as one object, whether all is well among them."""
    (tmp_path / "tasks.yaml").write_text(one_measure(""), encoding="utf-8")
    result = run("doctor", "--format", "json")
    told = json.loads(result.out)
    assert (result.code, told["schema"], told["kind"], told["well"]) == (1, 1, "diagnosis", False)
    assert {key: item for item in told["findings"] if item["code"] == "content" for key in item} != {}
    assert told["findings"][0].keys() == {"part", "code", "level", "message", "hint"}
    assert {item["level"] for item in told["findings"]} <= {"good", "unknown", "heed", "bad"}
    assert run("doctor", "-o", "d.json").err == "已写入 d.json。\n"
    assert json.loads((tmp_path / "d.json").read_text("utf-8")) == told
    assert run("doctor", "-o", "tasks.yaml", "--format", "json", "--force").code == 4


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "cp437", "PYTHONUTF8": "0", "LC_ALL": "POSIX"},
        {"LANG": "xx_YY.no-such", "TZ": "No/Where", "TERM": "none", "COLUMNS": "x"},
        {"HOME": "", "PATH": "", "XDG_CACHE_HOME": "relative", "XDG_CONFIG_HOME": "\n"},
        {"FAZHI_FILE": "no/such/file.yaml"},
        {"FAZHI_FILE": "."},
        {"FAZHI_FILE": "\udcff\n\x1b[2J"},
        {"FAZHI_FILE": "x" * 5000},
        {"GIT_DIR": "/nowhere", "GIT_WORK_TREE": "/nowhere"},
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="environments of POSIX")
def test_strange_environments(tmp_path: Path, environment: dict[str, str]) -> None:
    """It says what is so and ends with 0 or 1; nothing on standard error, nothing that acts on a terminal."""
    usual = {key: os.environ[key] for key in ("PATH",) if key in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "fazhi_cli", "doctor"],
        cwd=tmp_path,
        env={**usual, **environment},
        capture_output=True,
        check=False,
    )
    assert (done.returncode in (0, 1), done.stderr) == (True, b"")
    assert b"\x1b" not in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="a folder in use stays on other systems")
def test_in_a_folder_that_is_gone(tmp_path: Path) -> None:
    """The working folder was removed by somebody else."""
    folder = tmp_path / "gone"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", "import os, sys; from fazhi_cli import cli; os.rmdir(os.getcwd());"
         " sys.exit(cli.run(['doctor']))"],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, b"")


def test_without_streams(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the operating system refuses to tell is a finding."""

    def refused(*_: object) -> str:
        raise OSError(5, "I/O")

    (tmp_path / "tasks.yaml").write_text(one_measure(""), encoding="utf-8")
    for name in ("fonts", "git_version", "network_kind", "synced_folder"):
        monkeypatch.setattr(surroundings, name, refused)
    result = run("doctor")
    assert (result.code, result.err) == (1, "")
    assert result.out.count("查不下去（OSError") == 3
