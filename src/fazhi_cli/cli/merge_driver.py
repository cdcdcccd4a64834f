"""`fazhi merge-driver`: called by git where two branches meet in a register."""

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli import terms
from fazhi_cli.cells import visible
from fazhi_cli.cli import session
from fazhi_cli.problems import Exit, FazhiError, Unwritable

if TYPE_CHECKING:
    from fazhi_cli.merging import Difference

EXAMPLES = """\
fazhi merge-driver %O %A %B %L %P     写在 git 的配置里，由 git 调用"""

Base = Annotated[str, typer.Argument(metavar="原来", help="两边共同的版本（%O）")]
Ours = Annotated[str, typer.Argument(metavar="本方", help="本方的版本（%A），合并结果写在这里")]
Theirs = Annotated[str, typer.Argument(metavar="对方", help="对方的版本（%B）")]
Size = Annotated[str | None, typer.Argument(metavar="标记长度", help="冲突标记的长度（%L）")]
Name = Annotated[str | None, typer.Argument(metavar="文件名", help="台账的文件名（%P）")]


def command(base: Base, ours: Ours, theirs: Theirs, size: Size = None, name: Name = None) -> None:
    """逐个字段合并两个版本的台账：各改各的都留下，进展记录合在一起，同一处改得不同的才算冲突。"""
    from fazhi_cli import holidays
    from fazhi_cli.merge import merge

    paths = [Path(path) for path in (base, ours, theirs)]
    called = name or ours
    try:
        texts = [path.read_bytes().decode("utf-8") for path in paths]
        calendar = holidays.calendar_for([Path.cwd()])
        result = merge(texts[0], texts[1], texts[2], _by_lines, calendar)
    except (FazhiError, UnicodeDecodeError) as error:
        _as_text(paths, called, error)
        raise typer.Exit(Exit.FOUND) from None
    except OSError as error:
        raise Unwritable(f"{called} 的一个版本读不出来（错误号 {error.errno}）", "再合并一次") from error
    paths[1].write_bytes(result.text.encode("utf-8"))
    for comment in result.comments:
        session.say(visible(f"{called}：对方新加的注释没有带过来：{comment}"))
    for item in result.conflicts:
        session.say(visible(f"{called}：{_told(item)}"))
    if result.conflicts:
        session.say(f"{visible(called)}：在冲突标记处二者留一，删去标记，用 fazhi check 检查，再 git add。")
        raise typer.Exit(Exit.FOUND)


def _told(item: "Difference") -> str:
    """Return a conflict in a sentence: the field and its three values."""
    if item.ours is None and isinstance(item.base, dict):
        return f"冲突：{item.id} 本方删去了，对方改过，没有恢复"
    if item.theirs is None and isinstance(item.ours, dict):
        return f"冲突：{item.id} 对方删去了，本方改过，留着没有删"
    where = " ".join(filter(None, (item.id, terms.field_term(str(item.path[-1])))))
    return f"冲突：{where}：原来 {_value(item.base)}，本方 {_value(item.ours)}，对方 {_value(item.theirs)}"


def _value(value: object) -> str:
    return "没有" if value is None else terms.STATUSES.get(str(value), str(value))


def _by_lines(base: str, ours: str, theirs: str) -> str | None:
    """Return git's own merge by lines, None where it has conflicts or there is no git."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for path, text in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(text.encode())
        command = ["git", "merge-file", "-p", *map(str, paths)]
        try:
            done = subprocess.run(command, capture_output=True, check=False)
        except OSError:
            return None
        return done.stdout.decode() if done.returncode == 0 else None


def _as_text(paths: list[Path], called: str, error: Exception) -> None:
    """Leave the file to git's merge by lines, and say why."""
    base, ours, theirs = map(str, paths)
    labels = ["-L", "本方", "-L", "原来", "-L", "对方"]
    subprocess.run(["git", "merge-file", *labels, ours, base, theirs], capture_output=True, check=False)
    reason = error.message if isinstance(error, FazhiError) else "不是 UTF-8 编码"
    session.say(visible(f"{called}：不能逐字段合并（{reason}），已按行合并，请用 fazhi check 检查。"))
