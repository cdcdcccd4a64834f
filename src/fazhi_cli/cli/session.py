"""One run: which register, which day, where output goes. The only reader of the clock and the environment."""

import codecs
import errno
import io
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

import typer

from fazhi_cli import packaged
from fazhi_cli.cells import shell_word, visible
from fazhi_cli.change import Signature
from fazhi_cli.cli import console, progress
from fazhi_cli.problems import Exit, Refused, Unwritable
from fazhi_cli.view.screen import PIPE, Screen

if TYPE_CHECKING:
    from fazhi_cli.cache import Cache
    from fazhi_cli.deadline import Calendar

BUILT_IN = "内置台账"
_BEIJING = timezone(timedelta(hours=8))
_YES = ("y", "yes", "是", "好", "确定", "对")
_USUAL_WIDTH = 80
_CACHES = ("Library", "Caches")
_STAND_INS = {"›": ">", "⏎": "/", "⟨": "<", "⟩": ">", "│": "|", "─": "-"}
_REASONS = {errno.ENOSPC: "磁盘已满", errno.EDQUOT: "磁盘配额已用完", errno.EIO: "磁盘读写出错"}


class Where(NamedTuple):
    """A register file: its path, what messages call it, and whether it is the read-only built-in one."""

    path: Path
    name: str
    built_in: bool = False


def prepare() -> None:
    """Make the three standard streams fit to use: none absent, none that fails at a character.

    An absent one is replaced by the null device, which also keeps its number from being given to a file. The
    null device as input is replaced by nothing at all, since to Windows it is a terminal.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    if console.is_void(sys.stdin):
        sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    codecs.register_error("fazhi", _stand_in)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "fazhi"), (sys.stderr, "fazhi")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=errors)


def _stand_in(error: UnicodeError) -> tuple[str | bytes, int]:
    """Spell out what an output's encoding lacks; signs of our own have plain ones in their stead."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    spelt = (_STAND_INS.get(char) or char.encode("ascii", "backslashreplace").decode() for char in missing)
    return "".join(spelt), error.end


def today() -> date:
    """Return the business day, at UTC+8 whatever the machine's zone."""
    return datetime.now(_BEIJING).date()


class Clock(NamedTuple):
    """What the machine takes for now: its day, and how many hours it is before UTC."""

    day: date
    offset: float


def clock() -> Clock:
    """Return the machine's own day, which business does not go by, and its distance from UTC."""
    now = datetime.now().astimezone()
    return Clock(now.date(), (now.utcoffset() or timedelta()).total_seconds() / 3600)


def begin(args: Sequence[str]) -> None:
    """Keep the words of the command line, by which the journal names what was done."""
    _words[:] = args


def add_word(word: str) -> None:
    """Take `word`, which was chosen and not typed, for one of the command line's."""
    _words.append(word)


_words: list[str] = []


def signature(by: str | None) -> Signature:
    """Return in whose name, when and by which command a change is made."""
    now = datetime.now(_BEIJING).isoformat(timespec="seconds")
    return Signature(now, author(by), visible(" ".join(map(shell_word, _words))))


def find(file: str | None) -> Where:
    """Return the register that a command works on: the one asked for, or the nearest one, or the built-in."""
    asked = file or os.environ.get("FAZHI_FILE")
    if asked:
        return Where(Path(asked), asked)
    with suppress(OSError):
        here = Path.cwd()
        for folder in (here, *here.parents):
            for path in (folder / "tasks.yaml", folder / "data" / "tasks.yaml"):
                if _is_file(path):
                    return Where(path, str(path.relative_to(here) if path.is_relative_to(here) else path))
    return Where(packaged.REGISTER, BUILT_IN, built_in=True)


def find_all(files: Sequence[str] | None) -> list[Where]:
    """Return the registers that a reading command works on: those asked for, each once, or the one of `find`.

    A folder stands for the registers in it, by name. Raises Refused for a folder without any.
    """
    asked = files or [name for name in (os.environ.get("FAZHI_FILE"),) if name]
    found: list[Where] = []
    for where in (item for name in asked for item in _within(name)):
        if not any(_are_same(where.path, other.path) for other in found):
            found.append(where)
    return found or [find(None)]


def _within(name: str) -> Iterator[Where]:
    """Yield the register called `name`, of a folder those in it."""
    folder = Path(name)
    if not folder.is_dir():
        yield Where(folder, name)
        return
    from fazhi_cli.source import may_be_register

    paths = sorted((path for end in ("yaml", "yml") for path in folder.glob(f"*.{end}")), key=_counted)
    found = [path for path in paths if not path.name.startswith(".") and may_be_register(path)]
    if not found:
        raise Refused(f"文件夹 {visible(name)} 里没有台账", "台账是 .yaml 文件；写明文件，或换一个文件夹")
    yield from (Where(path, str(path)) for path in found)


def _counted(path: Path) -> list[tuple[int, str]]:
    """Return the key by which names sort as people count: 2 before 10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", path.name)
    return [(int(part), "") if part.isdecimal() and part.isascii() else (-1, part) for part in parts]


def _are_same(one: Path, other: Path) -> bool:
    """Say whether two paths lead to one file that is there."""
    with suppress(OSError):
        return one.samefile(other)
    return False


def _is_file(path: Path) -> bool:
    """Say whether a file is there to be read; what lies in a closed folder is not."""
    with suppress(OSError):
        return path.is_file()
    return False


def own_command() -> str:
    """Return the words by which a shell runs this very program, from wherever."""
    python = Path(sys.executable)
    script = next(
        (path for name in ("fazhi", "fazhi.exe") if (path := python.with_name(name)).is_file()), None
    )
    return shlex.quote(script.as_posix()) if script else f"{shlex.quote(python.as_posix())} -m fazhi_cli"


def snapshots(where: Where) -> "Cache":
    """Return the cache in which the snapshot of a register is looked for; FAZHI_NO_CACHE turns it off."""
    from fazhi_cli.cache import Cache

    return Cache(None if os.environ.get("FAZHI_NO_CACHE") else cache_folder(), holiday_folders(where))


def cache_folder() -> Path | None:
    """Return where this user's programs keep what they can do without, None for a user without a home."""
    given = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    if Path(given).is_absolute():
        return Path(given) / "fazhi"
    with suppress(RuntimeError):
        home = Path.home()
        return home.joinpath(*(_CACHES if sys.platform == "darwin" else (".cache",)), "fazhi")
    return None


def holiday_folders(where: Where) -> list[Path]:
    """Return where a holidays.yaml of one's own may lie, the register's folder first."""
    return [Path(os.path.realpath(where.path)).parent, Path(typer.get_app_dir("fazhi"))]


def calendar(where: Where) -> "Callable[[], Calendar]":
    """Return what tells the working days that hold for a register, once it is asked."""
    from fazhi_cli.holidays import calendar_for

    return calendar_for(holiday_folders(where))


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
    width = _columns(sys.stdout) if sys.stdout.isatty() else None
    return Screen(width, _coloured(sys.stdout), _plain(sys.stdout))


def screen_for(output: str | None) -> Screen:
    """Return what a table is drawn for: the screen, or a file."""
    return screen() if output is None or output == "-" else PIPE


def talk() -> Screen:
    """Return what standard error is, on which talk is shown: a terminal of some width, or a pipe."""
    return Screen(_columns(sys.stderr) if sys.stderr.isatty() else None, ascii=_plain(sys.stderr))


def _plain(stream: TextIO) -> bool:
    """Say whether `stream` lacks line-drawing characters of one cell."""
    if not (stream.encoding or "ascii").lower().startswith("utf"):
        return True
    return stream.isatty() and console.draws_wide()


def _columns(stream: TextIO) -> int:
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and int(given):
        return int(given)
    with suppress(OSError, ValueError):
        return os.get_terminal_size(stream.fileno()).columns or _USUAL_WIDTH
    return _USUAL_WIDTH


def _coloured(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    able = stream.isatty() and os.environ.get("TERM") != "dumb" and console.obeys(stream)
    return able or bool(os.environ.get("FORCE_COLOR"))


def out(text: str) -> None:
    """Print text for people to standard output. Raises as `flush` does."""
    with _writing():
        print(text)


def emit(data: bytes) -> None:
    """Write data for programs to standard output, byte for byte. Raises as `flush` does."""
    with _writing():
        sys.stdout.flush()
        stream = getattr(sys.stdout, "buffer", None)
        if stream is None:
            sys.stdout.write(data.decode())
        else:
            stream.write(data)


def flush() -> None:
    """Hand over what was printed. Raises Unwritable if it cannot be, and ends the run if nobody reads it."""
    with _writing():
        sys.stdout.flush()


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        _silence()
        raise typer.Exit(Exit.CLOSED_PIPE) from None
    except OSError as error:
        _silence()
        reason = _REASONS.get(error.errno or 0, "系统拒绝写入")
        raise Unwritable(f"输出写不出去：{reason}", "排除原因后再运行一次，或用 --output 写到别处") from error


def _silence() -> None:
    """Turn standard output away to the null device, for what is still to come and what is still buffered."""
    with suppress(OSError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


def say(text: str) -> None:
    """Print talk (notes, questions, warnings) to standard error, if that can be."""
    progress.wipe()
    with suppress(OSError):
        print(text, file=sys.stderr)


def advise(text: str) -> None:
    """Say on a terminal what is likely next; scripts have no use for it."""
    if sys.stderr.isatty():
        say(text)


def confirmed(question: str, yes: bool) -> bool:
    """Ask `question` on a terminal; `yes` answers it beforehand.

    Raises Refused without a terminal, saying what to type.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise Refused(visible(question), "没有终端可以回答；确定要做，在同一命令后面加 --yes")
    print(f"{visible(question)} [是/否] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in _YES


def asked(question: str) -> str:
    """Return what is typed on a terminal after `question`; nothing is asked without one, "" is no answer."""
    if not sys.stdin.isatty():
        return ""
    print(visible(question), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def deliver(content: bytes | str, output: str | None, force: bool, *registers: Path) -> None:
    """Write `content` to the file `output`, or to standard output when that is None or `-`.

    Text for people goes to standard output in its own encoding, to a file in UTF-8. Raises Refused when
    the file is a register itself, Unwritable when it cannot be written.
    """
    if output is None or output == "-":
        out(content) if isinstance(content, str) else emit(content)
        return
    from fazhi_cli import commit

    check_not_register(output, *registers)
    commit.create(Path(output), f"{content}\n".encode() if isinstance(content, str) else content, force)
    say(f"已写入 {visible(output)}。")


def check_not_register(output: str, *registers: Path) -> None:
    """Raise Refused if the file `output` is one of the registers itself, by whatever name."""
    for register in registers:
        if _are_same(Path(output), register):
            raise Refused(f"{visible(output)} 就是台账本身，不能用作输出", "换一个文件名")
