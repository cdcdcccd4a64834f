"""What goes out: the portable folder for Windows out of small stand-ins, and how wheels are asked for."""

import hashlib
import io
import os
import re
import struct
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from fazhi_cli import __version__, packaged
from release import portable, wheelhouse, wheels
from release.portable import Embedded, embedded, laid_out, pack, read, told, unfit, unpacked, with_libraries
from release.wheels import TARGETS, downloading, resolving, size
from tests.examples import TOP

SETTINGS = b"python312.zip\r\n.\r\n\r\n# Uncomment to run site.main() automatically\r\n#import site\r\n"


def program(machine: int = 0x8664) -> bytes:
    """Return the beginning of a Windows program for a processor."""
    return (
        b"MZ" + bytes(0x3A) + struct.pack("<I", 0x80) + bytes(0x40) + b"PE\0\0" + struct.pack("<H", machine)
    )


def python(**more: bytes) -> dict[str, bytes]:
    """Return a small embeddable Python; a file that is empty in `more` is left out."""
    files = {
        "python.exe": program(),
        "python312._pth": SETTINGS,
        "python312.zip": b"library",
        "python312.dll": b"interpreter",
        "vcruntime140.dll": b"runtime",
    }
    changed = {
        name.replace("_exe", ".exe").replace("_dll", ".dll"): content for name, content in more.items()
    }
    return {name: content for name, content in (files | changed).items() if content}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return `files` as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def own_wheel() -> bytes:
    """Return this checkout as its wheel holds it."""
    source = TOP / "src"
    files = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in sorted((source / "fazhi_cli").rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    for path in (packaged.REGISTER, packaged.SCHEMA):
        files[f"fazhi_cli/data/{path.name}"] = path.read_bytes()
    return zipped(files | {f"fazhi-{__version__}.dist-info/METADATA": b"Name: fazhi\n"})


WHEEL = {
    "lib_a/__init__.py": b"a = 1\n",
    "lib_a-1.0.dist-info/RECORD": b"",
    "lib_a-1.0.data/scripts/tool": b"#!python\n",
    "lib_a-1.0.data/data/share/man/tool.1": b"manual",
    "lib_a-1.0.data/purelib/lib_b.py": b"b = 2\n",
    "lib_a-1.0.data/platlib/lib_c.pyd": b"c",
}


def test_the_layout_is_exact() -> None:
    """Python as it came but for its search path, libraries beside it, a starter, and a word to the reader."""
    files = laid_out(embedded(python()), [unpacked(zipped(WHEEL))])
    assert sorted(files) == [
        "fazhi.cmd",
        "lib/lib_a-1.0.dist-info/RECORD",
        "lib/lib_a/__init__.py",
        "lib/lib_b.py",
        "lib/lib_c.pyd",
        "python/python.exe",
        "python/python312._pth",
        "python/python312.dll",
        "python/python312.zip",
        "python/vcruntime140.dll",
        "使用说明.txt",
    ]
    assert files["fazhi.cmd"] == b'@"%~dp0python\\python.exe" -m fazhi_cli %*\r\n'
    assert files["python/python312._pth"] == SETTINGS.replace(b".\r\n\r\n", b".\r\n..\\lib\r\n\r\n")
    assert files["python/python.exe"] == program()


@pytest.mark.parametrize(
    ("settings", "patched"),
    [
        (b"python311.zip\n.\nimport site", b"python311.zip\r\n.\r\n..\\lib\r\nimport site\r\n"),
        (b"\xef\xbb\xbfpython311.zip\n", b"python311.zip\r\n..\\lib\r\n"),
    ],
)
def test_the_search_path_of_python(settings: bytes, patched: bytes) -> None:
    """The libraries come behind Python's own folder, at the end where it has none."""
    assert with_libraries(settings) == patched


def test_the_manual_can_be_read_by_notepad() -> None:
    """A BOM and CRLF; nothing that GBK lacks; the version and the Python are named."""
    content = told("3.12")
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf")
    assert text.count("\n") == text.count("\r\n")
    assert text.startswith(f"fazhi {__version__} 便携版（Windows x64，自带 Python 3.12）\r\n")
    assert text.encode("gbk").decode("gbk") == text
    assert "{" not in text


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "这不是可嵌入的 Python"),
        (python(python_exe=b""), "这不是可嵌入的 Python"),
        (python(python312_dll=b""), "这不是可嵌入的 Python"),
        (python() | {"python311._pth": b"."}, "这不是可嵌入的 Python"),
        (python(python_exe=program(0x14C)), "不是 Windows x64"),
        (python(python_exe=program(0xAA64)), "不是 Windows x64"),
        (python(python_exe=b"MZ"), "不是 Windows x64"),
        (python(python_exe=b"\x7fELF" + bytes(200)), "不是 Windows x64"),
        ({name.replace("312", "310"): content for name, content in python().items()}, "不支持 Python 3.10"),
    ],
)
def test_what_is_no_python_for_windows_is_refused(files: dict[str, bytes], reason: str) -> None:
    """Another system's, another processor's, an installed one, one too old."""
    with pytest.raises(SystemExit, match=reason):
        embedded(files)


def test_a_python_is_read_out_of_a_zip_or_a_folder(tmp_path: Path) -> None:
    """Both give the same; the digest of a zip is checked when it is known."""
    archive, folder = tmp_path / "python-3.12.10-embed-amd64.zip", tmp_path / "解压 后"
    archive.write_bytes(zipped(python()))
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert read(archive) == read(folder) == read(archive, f" {digest.upper()}\n") == python()
    assert embedded(read(archive)) == Embedded("3.12", python())
    with pytest.raises(SystemExit, match=f"SHA-256 是 {digest}"):
        read(archive, "0" * 64)
    with pytest.raises(SystemExit, match="不能核对文件夹"):
        read(folder, digest)
    archive.write_bytes(b"no zip")
    for missing in (archive, tmp_path / "没有.zip"):
        with pytest.raises(SystemExit, match="读不了"):
            read(missing)


def test_two_libraries_with_one_file_are_refused() -> None:
    """The same content is taken once, another is not."""
    assert laid_out(embedded(python()), [{"a.py": b"1"}, {"a.py": b"1"}])["lib/a.py"] == b"1"
    with pytest.raises(SystemExit, match=r"都有 a\.py"):
        laid_out(embedded(python()), [{"a.py": b"1"}, {"a.py": b"2"}])


@pytest.mark.parametrize(
    "path",
    [
        "lib/con.py",
        "lib/NUL",
        "lib/aux/x.py",
        "lib/COM1.txt",
        "lib/lpt¹",
        "lib/a:b",
        "lib/a?.py",
        "lib/a\tb",
        "lib/a\\b",
        "lib/end.",
        "lib/end ",
        "lib./x",
        "/lib/x",
        "../x",
        "lib/" + "x" * 156,
    ],
)
def test_paths_that_windows_does_not_take(path: str) -> None:
    """Devices, signs with a meaning, ends that are cut off, what leads out, what is too long."""
    assert list(unfit(["lib/fine.py", path])) == [path]
    with pytest.raises(SystemExit, match="Windows 上放不下"):
        portable.check({path: b""})


def test_paths_that_windows_takes_for_one() -> None:
    """Case makes no difference there; Chinese names with spaces are fine."""
    assert list(unfit(["a/X.py", "a/x.PY", "b/x.py", "使用 说明（一）.txt", "console.py"])) == [
        "a/X.py",
        "a/x.PY",
    ]


def test_the_archive_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    """And holds exactly the files, below one folder, with names that every unpacker reads."""
    files = laid_out(embedded(python()), [unpacked(zipped(WHEEL))])
    for name in ("a.zip", "b.zip"):
        pack(tmp_path / name, "fazhi 便携", files)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {info.filename: archive.read(info) for info in archive.infolist()} == {
            f"fazhi 便携/{name}": content for name, content in files.items()
        }
        assert archive.getinfo("fazhi 便携/使用说明.txt").flag_bits & 0x800


def test_the_program_runs_out_of_the_folder(tmp_path: Path) -> None:
    """From a path with spaces and Chinese, without site: its own files are enough, the register included."""
    top = tmp_path / "便携 文件夹（测）"
    for name, content in laid_out(embedded(python()), [unpacked(own_wheel())]).items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_bytes(content)
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    script = (
        f"import sys, runpy; sys.path[1:1] = [{str(top / 'lib')!r}]; sys.path += {libraries!r};"
        "import fazhi_cli; assert fazhi_cli.__file__.startswith(sys.path[1]);"
        "sys.argv[1:] = ['list', '1.1.4', '--format', 'ids'];"
        "runpy.run_module('fazhi_cli', run_name='__main__')"
    )
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "FAZHI"))}
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script], cwd=tmp_path, env=bare, capture_output=True, check=False
    )
    assert (done.stdout, done.returncode) == (b"1.1.4\n", 0), done.stderr.decode()
    assert "内置台账" in done.stderr.decode()


ABSENT = {"tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "venv", "test", "distutils", "pip"}
"""What an embeddable Python leaves out of the standard library."""


def test_nothing_is_loaded_that_an_embeddable_python_lacks(tmp_path: Path) -> None:
    """Neither by the program nor by its libraries, in all that its forms need."""
    names = (
        "typer",
        "rich.table",
        "pydantic",
        "yaml",
        "filelock",
        "jinja2",
        "lxml.etree",
        "docx",
        "xlsxwriter",
    )
    code = (
        f"import sys, fazhi_cli.cli, {', '.join(names)}; print(*{{m.partition('.')[0] for m in sys.modules}})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & ABSENT == set()


def test_wheels_for_another_machine_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Uv resolves by the other system's conditions, pip takes its wheels alone, hashes are checked."""
    monkeypatch.setenv("UV", "uv-here")
    pinned, target = tmp_path / "pinned.txt", TARGETS["windows-x64"]
    resolve = resolving(target, "3.12", pinned)
    assert resolve[:3] == ["uv-here", "pip", "compile"]
    assert resolve[resolve.index("--python-platform") + 1] == "x86_64-pc-windows-msvc"
    assert resolve[resolve.index("--python-version") + 1] == "3.12"
    assert resolve[-3:] == [str(TOP / "pyproject.toml"), "--output-file", str(pinned)]
    download = downloading(target, "3.12", pinned, tmp_path)
    assert download[:4] == [sys.executable, "-m", "pip", "download"]
    assert {"--no-deps", "--require-hashes", "--only-binary=:all:"} <= set(download)
    assert download[download.index("--platform") + 1] == "win_amd64"
    assert "--platform" not in downloading(None, "3.12", pinned, tmp_path)
    assert "--python-platform" not in resolving(None, "3.12", pinned)


def test_a_command_that_fails_ends_the_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With its name and number; one that is not there with the reason."""
    monkeypatch.setattr(wheels, "resolving", lambda *_: [sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(SystemExit, match=r"没有做成（3）"):
        wheels.fetch(None, "3.12", tmp_path)
    monkeypatch.setattr(wheels, "resolving", lambda *_: [str(tmp_path / "没有")])
    with pytest.raises(SystemExit, match="不能运行"):
        wheels.fetch(None, "3.12", tmp_path)


def test_the_wheelhouse_holds_this_build_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Old wheels go, other people's files are not touched, the size and the next command are told."""

    def fetched(target: object, python: str, folder: Path) -> list[Path]:
        assert (target, python) == (TARGETS["windows-x64"], "3.13")
        for name in ("a-1-py3-none-any.whl", "b-2-py3-none-any.whl"):
            (folder / name).write_bytes(bytes(1_250_000))
        return sorted(folder.iterdir())

    monkeypatch.setattr(wheelhouse, "fetch", fetched)
    monkeypatch.chdir(tmp_path)
    house = tmp_path / "轮子"
    house.mkdir()
    (house / "a-0-py3-none-any.whl").write_bytes(b"old")
    wheelhouse.main(["--platform", "windows-x64", "--python", "3.13", "-o", "轮子"])
    assert sorted(path.name for path in house.iterdir()) == ["a-1-py3-none-any.whl", "b-2-py3-none-any.whl"]
    assert capsys.readouterr().out == (
        "轮子：2 个文件，2.5 MB\n在不联网的电脑上：pip install --no-index --find-links wheelhouse fazhi\n"
    )
    (house / "说明.txt").write_text("别人的", encoding="utf-8")
    with pytest.raises(SystemExit, match="里有别的东西"):
        wheelhouse.main(["--platform", "windows-x64", "--python", "3.13", "-o", "轮子"])
    assert (house / "a-1-py3-none-any.whl").is_file()


def test_the_whole_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From an embeddable Python and wheels to the file that is handed out, with its size and digest told."""

    def fetched(target: object, version: str, folder: Path) -> list[Path]:
        assert (target, version) == (TARGETS["windows-x64"], "3.12")
        (folder / "a-1-py3-none-any.whl").write_bytes(zipped(WHEEL))
        return [folder / "a-1-py3-none-any.whl"]

    monkeypatch.setattr(portable, "fetch", fetched)
    source = tmp_path / "python.zip"
    source.write_bytes(zipped(python()))
    portable.main(["--python", str(source), "-o", str(tmp_path / "出")])
    archive = tmp_path / "出" / f"fazhi-{__version__}-windows-x64.zip"
    with zipfile.ZipFile(archive) as opened:
        assert len(opened.namelist()) == 11
        assert {name.partition("/")[0] for name in opened.namelist()} == {f"fazhi-{__version__}-windows-x64"}
    told_lines = capsys.readouterr().out.splitlines()
    assert told_lines[0].startswith(f"{archive}：11 个文件，")
    assert told_lines[1] == f"SHA-256：{hashlib.sha256(archive.read_bytes()).hexdigest()}"


def test_sizes_are_in_megabytes() -> None:
    """One digit behind the point."""
    assert [size(0), size(12_340_000)] == ["0.0 MB", "12.3 MB"]


def test_the_version_is_one() -> None:
    """The package, its project file and the newest entry of the changelog name the same."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    entries = re.findall(r"^## (.+)$", (TOP / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    newest = next(entry for entry in entries if entry != "未发布")
    assert project["version"] == __version__
    assert re.fullmatch(re.escape(__version__) + r" · \d{4}-\d\d-\d\d", newest)


def test_the_pythons_are_those_of_the_project() -> None:
    """Wheels are fetched for every Python that the project names, and the lowest is the least it takes."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [kind.rpartition(" ")[2] for kind in project["classifiers"] if "Python :: 3." in kind]
    assert tuple(named) == wheels.PYTHONS
    assert project["requires-python"] == f">={wheels.PYTHONS[0]}"
