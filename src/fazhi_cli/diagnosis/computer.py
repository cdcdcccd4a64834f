"""The computer: the program on it, its screen, its fonts, its cache, its clock."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from fazhi_cli.cache import Cache
from fazhi_cli.diagnosis import surroundings
from fazhi_cli.diagnosis.finding import Finding, Run


def program(run: Run) -> Iterator[Finding]:
    """Find which program runs, and whether a shell finds it."""
    yield Finding("program", "version", "good", f"fazhi {run.version}，Python {run.python}，{run.system}")
    yield Finding("program", "place", "good", f"{run.place}（运行：{run.command}）")
    if run.on_path is None:
        yield Finding(
            "program",
            "command",
            "heed",
            "只写 fazhi 找不到它",
            f"把它所在的文件夹加进 PATH，或写全：{run.command}",
        )
    elif not _is_same(Path(run.on_path), Path(run.command)) and run.command.endswith(("fazhi", "fazhi.exe")):
        yield Finding(
            "程序",
            "命令",
            "heed",
            f"只写 fazhi，运行的是另一个：{run.on_path}",
            "卸掉旧的，或调整 PATH 的次序",
        )
    else:
        yield Finding("program", "command", "good", f"只写 fazhi 就能运行（{run.on_path}）")


def _is_same(one: Path, other: Path) -> bool:
    with suppress(OSError, ValueError):
        return one.samefile(other)
    return one == other


def screen(run: Run) -> Iterator[Finding]:
    """Find whether Chinese and tables can be shown and files be named in Chinese."""
    if not _can_say("台账", run.encoding):
        hint = "Windows：先运行 chcp 65001，或改用 Windows Terminal；Linux、macOS：先运行 export LANG=C.UTF-8"
        yield Finding("screen", "encoding", "bad", f"输出的编码是 {run.encoding}，写不了汉字", hint)
    elif _can_say("─│⏎", run.encoding) and run.encoding.lower().startswith("utf"):
        yield Finding("screen", "encoding", "good", f"输出的编码是 {run.encoding}，汉字、表格线都能显示")
    else:
        yield Finding(
            "screen", "encoding", "good", f"输出的编码是 {run.encoding}，汉字能显示，表格线用 - 代替"
        )
    if run.columns is None:
        yield Finding("screen", "width", "good", "输出不是终端，表格不折行")
    elif run.columns < _NARROW:
        said = f"终端只有 {run.columns} 格宽，排不下表格时一条一段"
        yield Finding("screen", "width", "heed", said, f"把窗口拉宽到 {_NARROW} 格以上，或调小字号")
    else:
        yield Finding("screen", "width", "good", f"终端 {run.columns} 格宽")
    if _can_say("台账", run.file_names):
        yield Finding(
            "screen", "locale", "good", f"{run.locale or '没有设置'}，文件名的编码是 {run.file_names}"
        )
    else:
        said = f"文件名的编码是 {run.file_names}，中文文件名会出错"
        yield Finding("screen", "locale", "heed", said, "先运行 export LANG=C.UTF-8，或设 PYTHONUTF8=1")


_NARROW = 60


def _can_say(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


FONTS = {
    "方正小标宋": ("方正小标宋", "fzxiaobiaosong", "fzxbs"),
    "仿宋": ("仿宋", "fangsong", "simfang"),
    "黑体": ("黑体", "simhei"),
    "楷体": ("楷体", "kaiti", "simkai"),
    "宋体": ("宋体", "simsun"),
}
"""The fonts that Word and Excel files ask for, each with what its name or its file has in it."""


def fonts(run: Run) -> Iterator[Finding]:
    """Find whether the fonts are here that official documents ask for."""
    names = surroundings.fonts(run.platform, run.font_folders)
    if names is None:
        said = "看不出装了哪些字体；Word、Excel 文件照样能写出来"
        yield Finding(
            "fonts", "fonts", "unknown", said, "在打开文件的电脑上看：方正小标宋、仿宋、黑体、楷体、宋体"
        )
        return
    there = names.casefold()
    missing = [name for name, signs in FONTS.items() if not any(sign in there for sign in signs)]
    if not missing:
        yield Finding("fonts", "fonts", "good", f"{'、'.join(FONTS)}都有")
        return
    said = f"这台电脑没有{'、'.join(missing)}；写出的文件照样用它们的名字，在这里打开时换成别的字体"
    yield Finding("fonts", "fonts", "heed", said, "要在这台电脑上排版、打印的，装上这些字体")


def cache(run: Run) -> Iterator[Finding]:
    """Find where what was read is kept, and whether that works."""
    if not run.cached:
        yield Finding("cache", "folder", "good", "已用 FAZHI_NO_CACHE 关掉，每次都重新读台账")
    elif run.cache is None:
        yield Finding("cache", "folder", "unknown", "没有用户文件夹，不用缓存，每次都重新读台账")
    elif not os.access(run.cache, os.F_OK):
        yield _cache_to_be(run.cache)
    elif not (run.cache.is_dir() and os.access(run.cache, os.W_OK | os.X_OK)):
        yield Finding(
            "缓存",
            "文件夹",
            "heed",
            f"{run.cache} 写不进去，每次都重新读台账，会慢一些",
            "改正权限，或删去它",
        )
    else:
        sizes = [path.stat().st_size for path in Cache(run.cache).files()]
        said = f"{run.cache}：{len(sizes)} 份快照，{sum(sizes) / 1_000_000:.1f} MB"
        yield Finding("cache", "folder", "good", f"{said}；可以随时删去，会自己再建")


def _cache_to_be(folder: Path) -> Finding:
    """Return how it stands with a cache that is still to be made: whether that will be possible."""
    above = next((path for path in folder.parents if os.access(path, os.F_OK)), None)
    if above and above.is_dir() and os.access(above, os.W_OK | os.X_OK):
        return Finding("cache", "folder", "good", f"{folder}：还没有，用到时自己建")
    said = f"{folder} 建不了，每次都重新读台账，会慢一些"
    return Finding("cache", "folder", "heed", said, "改正上级文件夹的权限；或设 FAZHI_NO_CACHE=1，不再去试")


def clock(run: Run) -> Iterator[Finding]:
    """Find the day that business goes by, beside that of the computer."""
    zone = f"UTC{run.offset:+g}"
    if not _BUILT <= run.today <= _BUILT + timedelta(days=20 * 366):
        yield Finding(
            "clock", "day", "bad", f"今天是 {run.today}？", "改正电脑的日期；补报、补算用 --as-of 指明哪一天"
        )
    elif run.today != run.local:
        said = f"业务日期是 {run.today}（北京时间），本机按 {zone} 还是 {run.local}；都按业务日期算"
        yield Finding("clock", "day", "good", said)
    else:
        yield Finding("clock", "day", "good", f"业务日期是 {run.today}（北京时间），本机时区 {zone}")


_BUILT = date(2022, 1, 1)


def network(_: Run) -> Iterator[Finding]:
    """Find that none is used."""
    yield Finding("network", "offline", "good", "不用网络：不上传，不下载，离线照常用")
