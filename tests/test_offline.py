"""Nothing leaves the machine: no command opens a connection or looks up a name."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples import TOP
from tests.speeches import SPEECH
from tests.test_house import TREES, imported

NETWORK = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "webbrowser", "requests", "xmlrpc"}

LINES = (
    "list --overdue",
    "show 1.1.1",
    "check --verbose",
    "stats --by unit",
    "due 会后5个工作日内 --issued 2022-03-15",
    "mark 1.1.1 --status doing --note 已开始",
    "set 1.1.1 --due 10月底前 --reason 待批",
    "chase 1.1.1 --to 区司法局 --how 电话",
    "undo",
    "history",
    "report -o 周报.docx -o 周报.xlsx -o 周报.html -o 周报.md -o 周报.json",
    "export -o 台账.xlsx -o 台账.docx -o 台账.csv -o 台账.ics",
    "notice --as-of 2022-12-28 -o 通知单/",
    "sheets -o 下发/",
    "import 下发/ --dry-run",
    "draft speech.txt -o 初稿.yaml",
    "trace --source speech.txt",
    "init --year 2026 -o 新.yaml",
    "schema",
    "completion bash",
    "doctor",
)

CHILD = """
import sys
tried = []
NAMES = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
         "socket.__new__", "urllib.Request", "http.client.connect", "webbrowser.open", "smtplib.connect")

def watch(event, args):
    if event in NAMES:
        tried.append((event, str(args)))
        raise OSError("no network")

sys.addaudithook(watch)
from fazhi_cli import cli
codes = [int(cli.run(line.split(" "))) for line in sys.argv[1:]]
print(codes, tried, file=open("told.txt", "w", encoding="utf-8"))
"""


def test_no_command_tries_the_network(tmp_path: Path) -> None:
    """A watch on what the interpreter opens sees no socket, no name looked up, no browser; all end well."""
    shutil.copy(TOP / "examples" / "tasks.yaml", tmp_path)
    (tmp_path / "speech.txt").write_text(SPEECH, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *LINES],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    codes, tried = (tmp_path / "told.txt").read_text(encoding="utf-8").split("] [")
    assert tried == "]\n", done.stderr.decode()
    wrong = [
        line
        for line, code in zip(LINES, ast.literal_eval(f"{codes}]"), strict=True)
        if code > (line == "doctor")
    ]
    assert wrong == [], done.stderr.decode()


def test_the_watch_sees_an_attempt(tmp_path: Path) -> None:
    """The test above could fail: a socket opened by a line of code is caught."""
    code = CHILD.replace("codes = [", "import socket\ntry: socket.socket()\nexcept OSError: pass\ncodes = [")
    subprocess.run([sys.executable, "-c", code, "--version"], cwd=tmp_path, capture_output=True, check=True)
    assert "socket.__new__" in (tmp_path / "told.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TREES)
def test_no_room_imports_the_network(name: str) -> None:
    """No module of the program names a library that could reach another machine."""
    found = set(imported(TREES[name]))
    assert found & NETWORK == set()
    assert {module.partition(".")[0] for module in found} & NETWORK == set()
