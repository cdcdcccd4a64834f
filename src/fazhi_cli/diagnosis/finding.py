"""What is looked at, how it can be, and what the door has to tell of a run for that."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

LEVELS = {"good": "好", "unknown": "不明", "heed": "注意", "bad": "坏"}
"""How a thing can be, from best to worst; what cannot be told is no reason to worry."""

PARTS = {
    "program": "程序",
    "screen": "屏幕",
    "fonts": "字体",
    "cache": "缓存",
    "git": "git",
    "register": "台账",
    "holidays": "放假安排",
    "clock": "时钟",
    "network": "网络",
}
"""What is looked at."""

NAMES = {
    "version": "版本",
    "place": "位置",
    "command": "命令",
    "encoding": "编码",
    "width": "宽度",
    "locale": "语言环境",
    "fonts": "公文字体",
    "folder": "文件夹",
    "program": "程序",
    "repository": "仓库",
    "file": "文件",
    "content": "内容",
    "writing": "写入",
    "drive": "位置",
    "lock": "锁",
    "journal": "操作记录",
    "author": "署名",
    "table": "文件",
    "years": "年份",
    "day": "日期",
    "offline": "联网",
    "check": "检查",
}
"""What of it is looked at."""


class Finding(NamedTuple):
    """One thing looked at: its part of the whole, what of it, its level, what is so, what to do about it.

    `part`, `code` and `level` are tokens of PARTS, NAMES and LEVELS.
    """

    part: str
    code: str
    level: str
    message: str
    hint: str = ""


class Run(NamedTuple):
    """What only the door knows of a run.

    `place` is where the program lies, `command` what a shell runs it by, `on_path` what the system finds as
    `fazhi`. `columns` is the width of the terminal, None where output is none. `local` is the machine's day,
    `offset` its distance from UTC in hours. `how` says by what the register was found, `author` in whose
    name changes are made. `cache` is where snapshots are kept, None where they cannot be; `cached` whether
    they are wanted.
    """

    version: str
    python: str
    system: str
    place: Path
    command: str
    on_path: str | None
    encoding: str
    columns: int | None
    file_names: str
    locale: str
    platform: str
    font_folders: Sequence[Path]
    today: date
    local: date
    offset: float
    register: Path
    name: str
    built_in: bool
    how: str
    holiday_folders: Sequence[Path]
    author: str
    cache: Path | None
    cached: bool
