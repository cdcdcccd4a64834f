"""`fazhi merge-driver`: called by git where two branches meet in a register."""

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from fazhi_cli import terms
from fazhi_cli.cells import visible
from fazhi_cli.cli import session
from fazhi_cli.cli.options import number
from fazhi_cli.problems import Exit, FazhiError, Invalid, Unwritable, brief

if TYPE_CHECKING:
    from fazhi_cli.merge import Result
    from fazhi_cli.merging import Difference

EXAMPLES = """\
fazhi merge-driver %O %A %B %L %P     写在 git 的配置里，由 git 调用"""

_MARK = b"\xef\xbb\xbf"

Base = Annotated[str, typer.Argument(metavar="原来", help="两边共同的版本（%O）")]
Ours = Annotated[str, typer.Argument(metavar="本方", help="本方的版本（%A），合并结果写在这里")]
Theirs = Annotated[str, typer.Argument(metavar="对方", help="对方的版本（%B）")]
Size = Annotated[str | None, typer.Argument(metavar="标记长度", help="冲突标记的长度（%L）")]
Name = Annotated[str | None, typer.Argument(metavar="文件名", help="台账的文件名（%P）")]


class _Sides(NamedTuple):
    """The files of the three versions, and what the register is called."""

    base: Path
    ours: Path
    theirs: Path
    name: str


def command(base: Base, ours: Ours, theirs: Theirs, size: Size = None, name: Name = None) -> None:
    """逐个字段合并两个版本的台账：各改各的都留下，进展记录合在一起，同一处改得不同的才算冲突。"""
    sides = _Sides(Path(base), Path(ours), Path(theirs), name or ours)
    try:
        conflicts = _merged(sides, number(size, "标记长度"))
    except OSError as error:
        raise Unwritable(
            f"{sides.name} 的一个版本读写不了（错误号 {error.errno}）", "检查磁盘和权限后再合并一次"
        ) from error
    if conflicts:
        raise typer.Exit(Exit.FOUND)


def _merged(sides: _Sides, size: int | None) -> bool:
    """Write the merged register where ours was, say what is to be said, and whether a person is wanted."""
    from fazhi_cli import holidays
    from fazhi_cli.merge import MARKER, merge

    data = [path.read_bytes() for path in sides[:3]]
    try:
        texts = [item.removeprefix(_MARK).decode("utf-8") for item in data]
        calendar = holidays.calendar_for([Path.cwd() / Path(sides.name).parent])
        result = merge(texts[0], texts[1], texts[2], by_lines, calendar, size or MARKER)
    except (FazhiError, UnicodeDecodeError) as error:
        return _by_lines_only(sides, error)
    mark = _MARK if data[1].startswith(_MARK) else b""
    sides.ours.write_bytes(mark + result.text.encode("utf-8"))
    _tell(result, sides.name)
    return bool(result.conflicts)


def _tell(result: "Result", name: str) -> None:
    """Say what was left out and what has to be decided."""
    for own in result.reordered:
        session.say(visible(f"{name}：{own or '台账'}下面各项的次序双方不同，按本方的排。"))
    for comment in result.comments:
        session.say(visible(f"{name}：对方新加的注释没有带过来：{comment}"))
    for item in result.conflicts:
        session.say(visible(f"{name}：冲突：{_told(item)}"))
    if result.conflicts:
        session.say(f"{visible(name)}：在冲突标记处取舍，删去标记，用 fazhi check 检查，再 git add。")


def _told(item: "Difference") -> str:
    """Return a conflict in a sentence: where it is, and its three values."""
    if item.is_branch and item.ours is None:
        return f"{item.id} 本方删去了，对方改过"
    if item.is_branch and item.theirs is None:
        return f"{item.id} 对方删去了，本方改过"
    if item.is_branch:
        one, other = (brief(str(side.get("title"))) for side in (item.ours, item.theirs))
        return f"双方各加了一个 {item.id}：本方“{one}”，对方“{other}”；都要时，给一个换编号"
    where = " ".join(filter(None, (item.id, terms.field_term(str(item.path[-1])))))
    return f"{where}：原来 {_value(item.base)}，本方 {_value(item.ours)}，对方 {_value(item.theirs)}"


def _value(value: object) -> str:
    return "没有" if value is None else brief(terms.STATUSES.get(str(value), str(value)))


def by_lines(base: str, ours: str, theirs: str) -> str | None:
    """Return git's merge of three texts by lines, None where there are conflicts or there is no git."""
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


def _by_lines_only(sides: _Sides, error: Exception) -> bool:
    """Leave the file to git's merge by lines, say why, and whether a person is wanted.

    What cannot be read was so before: git has the last word on it. A result that would be no register is
    for a person in any case.
    """
    labels = ["-L", "本方", "-L", "原来", "-L", "对方"]
    command = ["git", "merge-file", *labels, str(sides.ours), str(sides.base), str(sides.theirs)]
    clean = subprocess.run(command, capture_output=True, check=False).returncode == 0
    reason = error.message if isinstance(error, FazhiError) else "不是 UTF-8 编码"
    session.say(visible(f"{sides.name}：不能逐字段合并（{reason}），已按行合并，请用 fazhi check 检查。"))
    return not clean or not isinstance(error, Invalid | UnicodeDecodeError)
