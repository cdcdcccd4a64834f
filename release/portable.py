"""A folder for Windows x64 that runs where nothing is installed: a Python, the program, a starter.

    python -m release.portable --python python-3.12.10-embed-amd64.zip

The embeddable Python is downloaded from python.org by whoever builds; the wheels come from the package index.
"""

import argparse
import hashlib
import re
import struct
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from fazhi_cli import __version__
from release.wheels import PYTHONS, TARGETS, fetch, size

TARGET = "windows-x64"
STARTER = '@"%~dp0python\\python.exe" -m fazhi_cli %*\r\n'
MANUAL = Path(__file__).with_name("manual.txt")
LONGEST = 159
"""Characters of a path in the folder: of the 259 that Windows takes, a hundred are left for where it lies."""

_AMD64 = 0x8664
_STAMP = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"|?*\\]|[. ](?:/|$)')
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)

Files = Mapping[str, bytes]
"""Contents by path; paths are relative and have forward slashes."""


class Embedded(NamedTuple):
    """An embeddable Python: its version, like 3.12, and its files."""

    version: str
    files: Files


def main(args: Sequence[str] | None = None) -> None:
    """Build the archive that the command line asks for. Raises SystemExit for what cannot be done."""
    asked = _arguments(args)
    python = embedded(read(asked.python, asked.sha256))
    with tempfile.TemporaryDirectory() as scratch:
        wheels = [path.read_bytes() for path in fetch(TARGETS[TARGET], python.version, Path(scratch))]
    folder = f"fazhi-{__version__}-{TARGET}"
    files = laid_out(python, map(unpacked, wheels))
    check(files)
    archive = asked.output / f"{folder}.zip"
    archive.parent.mkdir(parents=True, exist_ok=True)
    pack(archive, folder, files)
    print(f"{archive}：{len(files)} 个文件，{size(archive.stat().st_size)}，展开 {size(_total(files))}")
    print(f"SHA-256：{hashlib.sha256(archive.read_bytes()).hexdigest()}")


def read(source: Path, sha256: str | None = None) -> Files:
    """Return the files of an embeddable Python, a zip or an unpacked folder.

    Raises SystemExit if there is none, or if its SHA-256 is not the one given (of a zip only).
    """
    if source.is_dir():
        if sha256:
            raise SystemExit("错误：--sha256 只能核对 zip 文件，不能核对文件夹")
        found = (path for path in sorted(source.rglob("*")) if path.is_file())
        return {path.relative_to(source).as_posix(): path.read_bytes() for path in found}
    try:
        content = source.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if sha256 and digest != sha256.strip().lower():
            raise SystemExit(f"错误：{source} 的 SHA-256 是 {digest}，不是 {sha256}；重新下载")
        return _members(source)
    except (OSError, zipfile.BadZipFile) as error:
        raise SystemExit(f"错误：读不了 {source}：{error}") from error


def _members(source: Path) -> Files:
    with zipfile.ZipFile(source) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


def embedded(files: Files) -> Embedded:
    """Return the embeddable Python that `files` are. Raises SystemExit if it is not one for Windows x64."""
    found = [match[1] for name in files if (match := re.fullmatch(r"python3(\d+)\._pth", name))]
    if len(found) != 1 or not {"python.exe", f"python3{found[0]}.zip", f"python3{found[0]}.dll"} <= set(
        files
    ):
        raise SystemExit("错误：这不是可嵌入的 Python；要 python.org 上的 python-版本-embed-amd64.zip")
    if _machine(files["python.exe"]) != _AMD64:
        raise SystemExit("错误：这个 Python 不是 Windows x64 的；要文件名以 embed-amd64 结尾的")
    version = f"3.{found[0]}"
    if version not in PYTHONS:
        raise SystemExit(f"错误：不支持 Python {version}；可以用 {'、'.join(PYTHONS)}")
    return Embedded(version, files)


def _machine(program: bytes) -> int | None:
    """Return the number of the processor that a Windows program is for; None if it is no such program."""
    try:
        (at,) = struct.unpack_from("<I", program, 0x3C)
        mark, machine = struct.unpack_from("<4sH", program, at)
    except struct.error:
        return None
    return int(machine) if program[:2] == b"MZ" and mark == b"PE\0\0" else None


def unpacked(wheel: bytes) -> Files:
    """Return what a wheel installs into a folder of libraries: neither its scripts nor other data."""
    with zipfile.ZipFile(BytesIO(wheel)) as archive:
        found = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    return {place: content for name, content in found.items() if (place := _place(name))}


def _place(name: str) -> str | None:
    """Return where the member `name` of a wheel goes; what is for libraries may lie in its data."""
    data = re.match(r"[^/]+\.data/([^/]+)/", name)
    if not data:
        return name
    return name[data.end() :] if data[1] in ("purelib", "platlib") else None


def laid_out(python: Embedded, wheels: Iterable[Files]) -> Files:
    """Return the whole folder. Raises SystemExit if two wheels hold different files of one name."""
    files = {f"python/{name}": content for name, content in python.files.items()}
    settings = f"python/python{python.version.replace('.', '')}._pth"
    files[settings] = with_libraries(files[settings])
    files |= {"fazhi.cmd": STARTER.encode("ascii"), "使用说明.txt": told(python.version)}
    for wheel in wheels:
        for name, content in wheel.items():
            if files.setdefault(f"lib/{name}", content) != content:
                raise SystemExit(f"错误：两个库里都有 {name}，内容不同")
    return dict(sorted(files.items()))


def with_libraries(settings: bytes) -> bytes:
    """Return the search path of an embeddable Python, a line a place, with the folder of libraries added."""
    lines = settings.decode("utf-8-sig").splitlines()
    at = lines.index(".") + 1 if "." in lines else len(lines)
    return "".join(f"{line}\r\n" for line in [*lines[:at], "..\\lib", *lines[at:]]).encode()


def told(version: str) -> bytes:
    """Return what is said to whoever opens the folder, as Notepad shows it: UTF-8 with BOM, CRLF."""
    text = MANUAL.read_text(encoding="utf-8").format(version=__version__, python=version)
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def check(files: Files) -> None:
    """Raise SystemExit with all of the paths that Windows would not take, if there are any."""
    wrong = list(unfit(files))
    if wrong:
        raise SystemExit("错误：Windows 上放不下：\n" + "\n".join(wrong))


def unfit(paths: Iterable[str]) -> Iterator[str]:
    """Yield the paths that Windows does not allow, that are too long, or that it takes for one another."""
    paths = list(paths)
    folded = Counter(path.casefold() for path in paths)
    for path in paths:
        parts = PurePosixPath(path).parts
        if (
            len(path) > LONGEST
            or path.startswith("/")
            or ".." in parts
            or folded[path.casefold()] > 1
            or _FORBIDDEN.search(path)
            or any(_DEVICES.fullmatch(part) for part in parts)
        ):
            yield path


def pack(archive: Path, folder: str, files: Files) -> None:
    """Write `files` below `folder` into a zip; the same files give the same bytes."""
    with zipfile.ZipFile(archive, "w") as out:
        for name, content in files.items():
            info = zipfile.ZipInfo(f"{folder}/{name}", _STAMP)
            info.external_attr = 0o644 << 16
            out.writestr(info, content, zipfile.ZIP_DEFLATED, 9)


def _total(files: Files) -> int:
    return sum(map(len, files.values()))


def _arguments(args: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("release.portable", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--python", type=Path, required=True, help="python-VERSION-embed-amd64.zip, or that unpacked"
    )
    parser.add_argument("--sha256", help="what the zip's digest must be")
    parser.add_argument("-o", "--output", type=Path, default=Path("dist"), help="the folder for the archive")
    return parser.parse_args(args)


if __name__ == "__main__":
    main()
