"""A git repository made fit for registers: which files merge how, what its clone is told, a check at commit.

The files go with the repository; git copies no configuration and no hooks, so every clone is set up once.
"""

import re
import shlex
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from fazhi_cli import commit
from fazhi_cli.problems import Refused

_BEGUN = "# 由 fazhi init --git 写入"
_IDS = r"^[[:space:]]*-[[:space:]]*[{]?[[:space:]]*id:[[:space:]]*(.*)$"
"""What git shows in the head of a stretch of a diff: the id of the measure it is in."""

_HOOK = """\
#!/bin/sh
{begun}
# 有错误的台账不提交；一定要不检查就提交：git commit --no-verify
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
git -c core.quotepath=false diff --cached --name-only --diff-filter=d -- ':(attr:merge=fazhi)' \\
    > "$folder/.registers"
code=0
while IFS= read -r register; do
    holidays=$(dirname "$register")/holidays.yaml
    git checkout-index --prefix="$folder/" -- "$register"
    git checkout-index --quiet --prefix="$folder/" -- "$holidays" 2> "$folder/.said"
    if ! (cd "$folder" && {command} check --file "$register") > "$folder/.said" 2>&1 < /dev/null; then
        cat "$folder/.said" >&2
        code=1
    fi
done < "$folder/.registers"
exit $code
"""


class Text(NamedTuple):
    """A file of the set-up: what it holds (None: there is no such file) and what it is to hold."""

    path: Path
    old: str | None
    new: str
    runs: bool = False


class Setup(NamedTuple):
    """What a repository lacks: files, settings of this clone by name, and what is left to do by hand."""

    top: Path
    files: tuple[Text, ...]
    settings: tuple[tuple[str, str], ...]
    by_hand: str | None = None

    @property
    def is_done(self) -> bool:
        """Say whether nothing is lacking that we can do."""
        return not self.files and not self.settings


def setup(registers: Sequence[Path], command: str) -> Setup:
    """Return what the repository around `registers` lacks; `command` runs this program in a shell.

    Raises Refused where there is no git, no repository, or the registers are not all in one.
    """
    tops = {_top(register) for register in registers}
    if len(tops) > 1:
        raise Refused("这些台账不在同一个 git 仓库里", "每个仓库各运行一次")
    (top,) = tops
    ways = [register.resolve().relative_to(top).as_posix() for register in registers]
    hook, foreign = _hook(top, command)
    files = (_attributes(top, ways), _ignored(top, ways), hook)
    return Setup(
        top=top,
        files=tuple(file for file in files if file and file.old != file.new),
        settings=tuple(item for item in _settings(command) if _setting(top, item[0]) != item[1]),
        by_hand=f"{command} check --file {shlex.quote(ways[0])} || exit 1" if foreign else None,
    )


def is_in_repository(register: Path) -> bool:
    """Say whether the register at a path lies in a git repository; without git it does not."""
    try:
        return _git(register.resolve().parent, "rev-parse", "--show-toplevel") is not None
    except OSError:
        return False


def set_up(wanted: Setup) -> None:
    """Do what `wanted` says. Raises Unwritable or Refused where that cannot be."""
    for file in wanted.files:
        file.path.parent.mkdir(parents=True, exist_ok=True)
        commit.create(file.path, file.new.encode("utf-8"), force=True)
        if file.runs:
            file.path.chmod(0o755)
    for name, value in wanted.settings:
        if _git(wanted.top, "config", "--local", name, value) is None:
            raise Refused(f"git 的设置 {name} 写不进去", "检查 .git/config 的权限后再运行一次")


def _top(register: Path) -> Path:
    try:
        top = _git(register.resolve().parent, "rev-parse", "--show-toplevel")
    except OSError:
        raise Refused("这里没有装 git", "装上 git 再运行；不用 git 也能用 fazhi") from None
    if top is None:
        raise Refused("台账不在 git 仓库里", "先在台账的文件夹里运行 git init，再运行一次")
    return Path(top).resolve()


def _git(folder: Path, *words: str) -> str | None:
    """Return what git prints in `folder`, None where it fails. Raises OSError where there is no git."""
    done = subprocess.run(
        ["git", *words], cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return done.stdout.strip() if done.returncode == 0 else None


def _attributes(top: Path, ways: Iterable[str]) -> Text | None:
    names = ("merge", "diff")
    wanted = " ".join(f"{name}=fazhi" for name in names)
    lines = []
    for way in ways:
        told = (_git(top, "check-attr", *names, "--", way) or "").splitlines()
        if not all(any(line.endswith(f": {name}: fazhi") for line in told) for name in names):
            lines.append(f"{_pattern(way)} {wanted}")
    return _with_lines(top / ".gitattributes", lines)


def _ignored(top: Path, ways: Iterable[str]) -> Text | None:
    """Return the file that keeps locks and journals out: they are of this machine."""
    lines = []
    for way in ways:
        folder, _, name = way.rpartition("/")
        beside = f"{folder}/.{name}." if folder else f".{name}."
        if any(_git(top, "check-ignore", "-q", f"{beside}{end}") is None for end in ("lock", "history")):
            lines.append(f"/{_escaped(beside)}*")
    return _with_lines(top / ".gitignore", lines)


def _with_lines(path: Path, lines: Sequence[str]) -> Text | None:
    """Return the file at `path` with `lines` behind its own, ended as those are; None without any."""
    if not lines:
        return None
    old = path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else None
    eol = "\r\n" if old and "\r\n" in old else "\n"
    begun = old + eol if old and not old.endswith("\n") else old or ""
    return Text(path, old, begun + "".join(f"{line}{eol}" for line in lines))


def _pattern(way: str) -> str:
    """Return a pattern for attributes that means the one file at `way`."""
    text = f"/{_escaped(way)}"
    return f'"{text.replace(chr(92), chr(92) * 2)}"' if re.search(r'[\s"]', text) else text


def _escaped(way: str) -> str:
    return re.sub(r"([\\*?\[])", r"\\\1", way)


def _settings(command: str) -> Iterator[tuple[str, str]]:
    """Yield what the clone is told: how registers merge and what is shown in their diffs."""
    yield "merge.fazhi.name", "fazhi：逐个字段合并台账"
    yield "merge.fazhi.driver", f"{command} merge-driver %O %A %B %L %P"
    yield "diff.fazhi.xfuncname", _IDS
    yield "core.quotepath", "false"


def _setting(top: Path, name: str) -> str | None:
    return _git(top, "config", "--local", "--get", name)


def _hook(top: Path, command: str) -> tuple[Text | None, bool]:
    """Return our check at commit, None where another's stands there, and whether that is so."""
    path = top / (_git(top, "rev-parse", "--git-path", "hooks/pre-commit") or ".git/hooks/pre-commit")
    old = path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else None
    if old is not None and _BEGUN not in old:
        return None, f"{command} check" not in old
    return Text(path, old, _HOOK.format(begun=_BEGUN, command=command), runs=True), False
