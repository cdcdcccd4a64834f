"""What can be told of the computer that this runs on: its fonts, its git, where a file really lies.

Everything here only looks. What cannot be told is None, never a guess.
"""

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

_SECONDS = 10
_FOLDERS_OF_FONTS = {
    "win32": ("${WINDIR}/Fonts", "${LOCALAPPDATA}/Microsoft/Windows/Fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
}
_MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = re.compile(
    r"(?:nfs|cifs|smb|afs|ncp|9p|davfs|webdav|ceph|gluster|lustre|fuse\.(?:sshfs|rclone|davfs))"
)
_SYNCED = re.compile(
    r"onedrive|dropbox|坚果云|nutstore|wps云盘|wps ?cloud|icloud|mobile documents|百度网盘|baidusync",
    re.IGNORECASE,
)
_REMOTE_DRIVE = 4


def printed(*command: str) -> str | None:
    """Return what a program prints, None where there is no such program or it fails."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 else None


def fonts(platform: str, folders: Sequence[Path]) -> str | None:
    """Return the names of the fonts of this computer, or of their files, in one text; None if none is told.

    `folders` are where a system without `fc-list` keeps them (`font_folders`).
    """
    listed = None if platform == "win32" else printed("fc-list", ":", "family", "fullname")
    if listed and listed.strip():
        return listed
    names = [name for folder in folders for name in _names(folder)]
    return "\n".join(names) or None


def font_folders(platform: str, variables: dict[str, str]) -> list[Path]:
    """Return where a system keeps fonts, given the variables of the environment; nothing for one unknown."""
    found = []
    for pattern in _FOLDERS_OF_FONTS.get(platform, ()):
        text = re.sub(r"\$\{(\w+)\}", lambda match: variables.get(str(match[1]), ""), pattern)
        if text.startswith("~"):
            text = variables.get("HOME", "") + text[1:]
        found.append(Path(text))
    return found


def _names(folder: Path) -> Iterator[str]:
    with suppress(OSError):
        yield from sorted(
            path.name for path in folder.rglob("*") if path.suffix.lower() in (".ttf", ".ttc", ".otf")
        )


def git_version() -> str | None:
    """Return the version of git, None where there is none."""
    told = printed("git", "--version")
    return None if told is None else told.strip().removeprefix("git version ")


def network_kind(path: Path) -> str | None:
    """Return what sort of network drive a file lies on, "" for none, None where that cannot be told."""
    if sys.platform == "win32":
        return _windows_kind(path)
    try:
        table = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    return mounted(table, os.path.realpath(path))


def mounted(table: str, path: str) -> str | None:
    """Return the network file system that `path` lies on by `table` (mountinfo), "" for one of no network."""
    best: tuple[int, str] | None = None
    for line in table.splitlines():
        fields, _, rest = line.partition(" - ")
        places, kinds = fields.split(" "), rest.split(" ")
        if len(places) > 4 and kinds[0]:
            place = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), places[4])
            inside = place == "/" or path == place or path.startswith(f"{place}/")
            if inside and (best is None or len(place) >= best[0]):
                best = len(place), kinds[0]
    if best is None:
        return None
    return best[1] if _NETWORK.match(best[1]) else ""


def _windows_kind(path: Path) -> str | None:
    text = os.path.realpath(path)
    if text.startswith("\\\\?\\UNC\\") or (text.startswith("\\\\") and text[2:3] not in "?."):
        return "共享文件夹"
    windll = getattr(ctypes, "windll", None)
    if windll is None:
        return None
    return "网络盘" if windll.kernel32.GetDriveTypeW(f"{Path(text).drive}\\") == _REMOTE_DRIVE else ""


def synced_folder(path: Path) -> str | None:
    """Return the folder above a file by whose name some program keeps it in step with other computers."""
    return next((part for part in Path(os.path.realpath(path)).parts[:-1] if _SYNCED.search(part)), None)
