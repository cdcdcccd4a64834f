"""One run: which register, which day, where output goes. The only reader of the clock and the environment."""

import os
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

import typer

from fazhi_cli import packaged
from fazhi_cli.cells import visible
from fazhi_cli.problems import Refused
from fazhi_cli.view.screen import PIPE, Screen

BUILT_IN = "内置台账"
_BEIJING = timezone(timedelta(hours=8))
_YES = ("y", "yes", "是", "好", "确定", "对")


class Where(NamedTuple):
    """A register file: its path, what messages call it, and whether it is the read-only built-in one."""

    path: Path
    name: str
    built_in: bool = False


def today() -> date:
    """Return the business day, at UTC+8 whatever the machine's zone."""
    return datetime.now(_BEIJING).date()


def find(file: str | None) -> Where:
    """Return the register that a command works on: the one asked for, or the nearest one, or the built-in."""
    asked = file or os.environ.get("FAZHI_FILE")
    if asked:
        return Where(Path(asked), asked)
    here = Path.cwd()
    for folder in (here, *here.parents):
        for path in (folder / "tasks.yaml", folder / "data" / "tasks.yaml"):
            if path.is_file():
                return Where(path, _shown(path, here))
    return Where(packaged.REGISTER, BUILT_IN, built_in=True)


def _shown(path: Path, here: Path) -> str:
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def holiday_folders(where: Where) -> list[Path]:
    """Return where a holidays.yaml of one's own may lie, the register's folder first."""
    return [where.path.resolve().parent, Path(typer.get_app_dir("fazhi"))]


def author(by: str | None) -> str:
    """Return in whose name a change is made: --by, FAZHI_BY, else the login name."""
    named = by or os.environ.get("FAZHI_BY")
    if named:
        return named
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if os.environ.get(variable):
            return os.environ[variable]
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError, AttributeError):
        return "未署名"


def screen() -> Screen:
    """Return what standard output is: a terminal of some width, or a pipe."""
    terminal = sys.stdout.isatty()
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    width = os.get_terminal_size(sys.stdout.fileno()).columns or 80 if terminal else None
    columns = os.environ.get("COLUMNS", "")
    if terminal and columns.isdigit() and int(columns):
        width = int(columns)
    return Screen(width, _coloured(terminal), not encoding.startswith("utf"))


def _coloured(terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def out(text: str) -> None:
    """Print text for people to standard output."""
    print(text)


def emit(data: bytes) -> None:
    """Write data for programs to standard output, byte for byte."""
    sys.stdout.flush()
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(data.decode())
    else:
        stream.write(data)


def say(text: str) -> None:
    """Print talk (notes, questions, warnings) to standard error."""
    print(text, file=sys.stderr)


def confirmed(question: str, yes: bool, command: str) -> bool:
    """Ask `question` on a terminal; `yes` answers it beforehand.

    Raises Refused without a terminal, saying what to type.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise Refused(visible(question), f"没有终端可以回答；确定要做，请加 --yes：{command} … --yes")
    print(f"{visible(question)} [是/否] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in _YES


def deliver(content: bytes | str, output: str | None, force: bool, register: Path) -> None:
    """Write `content` to the file `output`, or to standard output when that is None or `-`.

    Text for people goes to standard output in its own encoding, to a file in UTF-8. Raises Refused when
    the file is the register itself.
    """
    if output is None or output == "-":
        print(content) if isinstance(content, str) else emit(content)
        return
    from fazhi_cli import commit

    path = Path(output)
    if path.exists() and register.exists() and path.samefile(register):
        raise Refused(f"{output} 就是台账本身，不能用作输出", "换一个文件名")
    commit.create(path, f"{content}\n".encode() if isinstance(content, str) else content, force)
    say(f"已写入 {visible(output)}。")


def screen_for(output: str | None) -> Screen:
    """Return what a table is drawn for: the screen, or a file."""
    return screen() if output is None or output == "-" else PIPE
