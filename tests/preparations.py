"""What documents need to have happened between their examples, by the name in `<!-- prepare NAME -->`."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl

from fazhi_cli import packaged
from tests.documents import docx, para
from tests.documents import run as word
from tests.speeches import SPEECH

_REGISTER = """\
title: {name}重点任务台账
year: 2022
sections:
  - id: "1"
    title: 整改
    subtasks:
      - id: "1.1"
        title: 督察整改
        measures:
          - {{id: "1.1.1", title: 办结反馈问题, lead: {name}司法局, due: 9月底前}}
          - {{id: "1.1.2", title: 倒排工期, lead: {name}司法局, due: 年底前}}
"""


def _districts(folder: Path) -> None:
    """Put the registers of two districts into one folder."""
    (folder / "各区").mkdir()
    for name in ("东区", "西区"):
        (folder / "各区" / f"{name}.yaml").write_text(_REGISTER.format(name=name), encoding="utf-8")


def _template(folder: Path) -> None:
    """Make the sheet of an office: a title, headings, a row to copy."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["督办事项一览"], ["序号", "工作任务", "主办单位", "完成期限", "领导批示"], [None] * 5):
        sheet.append(row)
    book.save(folder / "表样.xlsx")


def _speech(folder: Path) -> None:
    """Put a speech as a text file beside the register."""
    (folder / "讲话.txt").write_text(SPEECH, encoding="utf-8")


def _built_in(folder: Path) -> None:
    """Begin anew with a plain copy of the built-in register, without a journal."""
    for path in folder.glob("*tasks.yaml*"):
        path.unlink()
    shutil.copy(packaged.REGISTER, folder / "tasks.yaml")


def _damaged(folder: Path) -> None:
    """Spoil two lines of the register as hands do: a full-width colon, a percent sign."""
    _edit(folder / "tasks.yaml", "            lead: 区司法局\n", "            lead：区司法局\n")
    _edit(folder / "tasks.yaml", "kind: indicator\n", "kind: indicator\n            progress: 40%\n")


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _emptied(folder: Path) -> None:
    """Leave the register as a power cut may: of its length, without content."""
    path = folder / "tasks.yaml"
    path.write_bytes(bytes(path.stat().st_size))


def _overwritten(folder: Path) -> None:
    """Save the text over the register that an editor has had open since before the last command."""
    shutil.copy(packaged.REGISTER, folder / "tasks.yaml")


def _ansi(folder: Path) -> None:
    """Save the register as an old Notepad does."""
    path = folder / "tasks.yaml"
    path.write_bytes(path.read_bytes().decode().encode("gb18030"))


def _without_journal(folder: Path) -> None:
    """Lose the hidden file beside the register."""
    (folder / ".tasks.yaml.history").unlink()


def _two_copies(folder: Path) -> None:
    """Let somebody work on a copy at home while the register goes on, both from last week's copy."""
    _built_in(folder)
    shutil.copy(folder / "tasks.yaml", folder / "上周.yaml")
    shutil.copy(folder / "tasks.yaml", folder / "带回家的.yaml")
    _fazhi(folder, "mark", "2.3.7", "--note", "已排出各项整改的工期", "--by", "李四")
    _fazhi(folder, "mark", "2.3.8", "--note", "逐条督促到人", "--by", "王五", "--file", "带回家的.yaml")


def _branches(folder: Path) -> None:
    """Make a repository in which two people gave one measure different leads."""
    _built_in(folder)
    _git(folder, "init", "-q", "-b", "main")
    _git(folder, "config", "user.name", "李四")
    _git(folder, "config", "user.email", "lisi@example.com")
    _fazhi(folder, "init", "--git")
    _git(folder, "add", "tasks.yaml", ".gitattributes", ".gitignore")
    _git(folder, "commit", "-qm", "台账")
    for branch, lead in (("王五的", "区委依法治区办"), ("main", "法院")):
        _git(folder, "switch", "-q", *(["-c"] if branch != "main" else []), branch)
        _fazhi(folder, "set", "2.3.7", "--lead", lead)
        _git(folder, "commit", "-qam", lead)


def _settled(folder: Path) -> None:
    """Keep our side of the conflict and take the marks out, as somebody does in an editor."""
    path = folder / "tasks.yaml"
    text = path.read_text(encoding="utf-8")
    kept = re.sub(r"<<<<<<< .*\n((?:.*\n)*?)=======\n(?:.*\n)*?>>>>>>> .*\n", r"\1", text)
    assert kept != text
    path.write_text(kept, encoding="utf-8")


def _fazhi(folder: Path, *words: str) -> None:
    """Run the program in a process of its own, on the day of the examples."""
    day = [] if words[0] == "init" else ["--as-of", "2022-10-15"]
    told = [sys.executable, "-m", "fazhi_cli", *words, *day]
    subprocess.run(told, cwd=folder, env=_environment(), check=True, capture_output=True)


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, env=_environment(), check=True, capture_output=True)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FAZHI_", "GIT_"))}
    return kept | {
        "PYTHONUTF8": "1",
        "FAZHI_NO_CACHE": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }


def _returned(folder: Path) -> None:
    """Let a unit fill in the sheet that it was sent, and send it back; 100% is 1 to Excel."""
    book = openpyxl.load_workbook(folder / "下发" / "检察院.xlsx")
    sheet = book.worksheets[0]
    filled: dict[str, str | int] = {
        "状态": "待审核（申请销号）",
        "进度": 1,
        "进展情况": "监督协作机制已印发",
        "佐证材料": "检察院〔2022〕21号",
        "填报人": "赵六",
        "填报日期": "2022-10-14",
    }
    cells = [cell for row in sheet.iter_rows() for cell in row]
    heads = {str(cell.value): cell.column for cell in cells if cell.value in filled}
    (row,) = (cell.row for cell in cells if cell.column == 1 and cell.value == "3.4.8")
    for head, value in filled.items():
        sheet.cell(row, heads[head]).value = value
    (folder / "回收").mkdir()
    book.save(folder / "回收" / "检察院.xlsx")


def _desk(folder: Path) -> None:
    """Lay out what commands in running text name: registers, a speech, workbooks, a repository."""
    _built_in(folder)
    for name in ("tasks-2022.yaml", "带回家的.yaml"):
        shutil.copy(packaged.REGISTER, folder / name)
    for name in ("讲话.docx", "speech.docx"):
        text = "".join(para(word(line)) for line in SPEECH.splitlines())
        (folder / name).write_bytes(docx(text))
    _fazhi(folder, "set", "3.4.18", "--due", "10月20日前")
    _fazhi(folder, "mark", "2.3.7", "--note", "已排出各项整改的工期")
    _fazhi(folder, "mark", "3.4.8", "--status", "review", "--note", "机制已印发")
    _fazhi(folder, "sheets", "-o", "回收/", "--unit", "区司法局")
    _fazhi(folder, "export", "1.1", "-o", "表样.xlsx", "-o", "旧台账.xlsx", "-o", "ledger.xlsx")
    _git(folder, "init", "-q")


PREPARATIONS: Mapping[str, Callable[[Path], None]] = {
    "desk": _desk,
    "built-in": _built_in,
    "districts": _districts,
    "template": _template,
    "speech": _speech,
    "returned": _returned,
    "damaged": _damaged,
    "emptied": _emptied,
    "overwritten": _overwritten,
    "ansi": _ansi,
    "without-journal": _without_journal,
    "two-copies": _two_copies,
    "branches": _branches,
    "settled": _settled,
}
