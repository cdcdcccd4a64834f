"""Wheels of the program and of all it needs, for this machine or for another. Runs uv and pip."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).parent.parent


class Target(NamedTuple):
    """A kind of machine: what uv calls it, and the wheel tags that pip takes for it, the newest first."""

    triple: str
    tags: tuple[str, ...]


TARGETS = {
    "windows-x64": Target("x86_64-pc-windows-msvc", ("win_amd64",)),
    "windows-arm64": Target("aarch64-pc-windows-msvc", ("win_arm64",)),
    "linux-x64": Target(
        "x86_64-manylinux_2_28", ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64")
    ),
    "linux-arm64": Target(
        "aarch64-manylinux_2_28",
        ("manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"),
    ),
    "macos-arm64": Target("aarch64-apple-darwin", ("macosx_13_0_arm64",)),
    "macos-x64": Target("x86_64-apple-darwin", ("macosx_13_0_x86_64",)),
}
"""Machines by the names that `--platform` takes."""

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def build(folder: Path) -> Path:
    """Build the program's own wheel out of this checkout into `folder`; return its path."""
    _run([_uv(), "build", "--quiet", "--wheel", "--out-dir", str(folder), str(TOP)])
    (wheel,) = folder.glob("fazhi-*.whl")
    return wheel


def fetch(target: Target | None, python: str, folder: Path) -> list[Path]:
    """Put the program's wheel and those of all it needs into `folder`; return their paths by name.

    `target` None stands for this machine, `python` is like 3.12. Versions and hashes are resolved by uv,
    which knows what another system needs besides (pip judges conditions by its own); pip downloads.
    """
    with tempfile.TemporaryDirectory() as scratch:
        pinned = Path(scratch) / "requirements.txt"
        _run(resolving(target, python, pinned))
        _run(downloading(target, python, pinned, folder))
    build(folder)
    return sorted(folder.glob("*.whl"))


def resolving(target: Target | None, python: str, pinned: Path) -> list[str]:
    """Return the command that writes into `pinned` what the program needs, each with version and hashes."""
    where = ["--python-platform", target.triple] if target else []
    return [
        *(_uv(), "pip", "compile", "--quiet", "--no-header", "--no-annotate", "--generate-hashes"),
        *("--no-emit-index-url", "--python-version", python, *where),
        *(str(TOP / "pyproject.toml"), "--output-file", str(pinned)),
    ]


def downloading(target: Target | None, python: str, pinned: Path, folder: Path) -> list[str]:
    """Return the command that downloads into `folder` what `pinned` lists."""
    tags = [word for tag in (target.tags if target else ()) for word in ("--platform", tag)]
    return [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--require-hashes", "--only-binary=:all:", "--python-version", python, *tags),
        *("--requirement", str(pinned), "--dest", str(folder)),
    ]


def _uv() -> str:
    return os.environ.get("UV", "uv")


def _run(command: Sequence[str]) -> None:
    """Run a command. Raises SystemExit if it cannot be had or fails; it has said why."""
    try:
        done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL)
    except OSError as error:
        raise SystemExit(f"错误：不能运行 {command[0]}：{error.strerror}") from error
    if done.returncode:
        raise SystemExit(f"错误：{Path(command[0]).name} 没有做成（{done.returncode}），原因见上")


def size(count: int) -> str:
    """Return a number of bytes in megabytes, as people read it."""
    return f"{count / 1_000_000:.1f} MB"
