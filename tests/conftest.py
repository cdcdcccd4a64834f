"""What tests share: registers out of text, the program run in this process, both YAML parsers."""

import atexit
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from fazhi_cli import cli, events, holidays, source
from fazhi_cli.cli import session
from fazhi_cli.measure import Measure
from fazhi_cli.problems import Invalid
from fazhi_cli.register import Loaded, loaded

CACHES = tempfile.mkdtemp(prefix="fazhi-caches-")
"""Where the program keeps its snapshots while it is tested: nowhere near those of whoever runs the tests."""

os.environ.update(XDG_CACHE_HOME=CACHES, LOCALAPPDATA=CACHES)
atexit.register(shutil.rmtree, CACHES, ignore_errors=True)

settings.register_profile("steady", derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "default")

HEAD = """\
version: 1
title: 台账
year: 2022
issued: 2022-03-15
sections:
  - id: "1"
    title: 部分
    subtasks:
      - id: "1.1"
        title: 子任务
        measures:
"""
"""A register up to its first measure; measures stand ten columns in."""


def load_text(text: str, name: str = "t.yaml") -> Loaded:
    """Return the register in `text`. Raises Invalid as reading a file does."""
    return loaded(source.from_text(text, name), holidays.calendar_for([]))


def faults(text: str) -> list[tuple[int | None, int | None, str]]:
    """Return (line, column, code) of every problem that reading `text` meets, warnings too."""
    try:
        found = list(load_text(text).warnings)
    except Invalid as error:
        found = error.problems
    return [(item.place.line, item.place.column, item.code) for item in found]


def one_measure(lines: str, head: str = HEAD) -> str:
    """Return a register with one measure, 1.1.1, that has the further `lines` (flush left)."""
    body = "".join(f"            {line}\n" for line in lines.strip().splitlines())
    return f'{head}          - id: "1.1.1"\n            title: 措施\n{body}'


def measure(lines: str, head: str = HEAD) -> Measure:
    """Return the measure of `one_measure`."""
    return load_text(one_measure(lines, head)).register.measures[0]


class Result(NamedTuple):
    """What a run left: exit code, standard output and error as text."""

    code: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    def __init__(self, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined, no-any-return]


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the program in an empty folder, on 2022-10-15 unless told otherwise, with output in a pipe.

    `answer` makes standard input a terminal on which that is typed.
    """
    monkeypatch.chdir(tmp_path)
    for name in ("FAZHI_FILE", "FAZHI_BY", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LOGNAME", "测试员")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))

    def call(*args: str, today: str = "2022-10-15", answer: str | None = None) -> Result:
        out, err = _Stream(False), _Stream(False)
        entered = io.StringIO(answer or "")
        entered.isatty = lambda: answer is not None  # type: ignore[method-assign]
        with monkeypatch.context() as patch:
            patch.setattr(session, "today", lambda: date.fromisoformat(today))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setattr(sys, "stdin", entered)
            code = cli.run(args)
        return Result(int(code), out.text(), err.text())

    return call


@pytest.fixture(params=["libyaml", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the test once on libyaml and once on PyYAML's own parser; return which."""
    if request.param == "pure":
        monkeypatch.setattr(events, "PARSER", events.PureParser)
    elif events.PARSER is events.PureParser:
        pytest.skip("libyaml is not built in here")
    return str(request.param)
