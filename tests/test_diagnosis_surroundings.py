"""What is told of the computer: fonts, mounts, folders kept in step, programs that are not there."""

import os
import sys
from pathlib import Path

import pytest

from fazhi_cli.diagnosis import surroundings
from fazhi_cli.diagnosis.surroundings import font_folders, fonts, git_version, mounted, printed, synced_folder

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:25 / /mnt/share rw,relatime - cifs //server/share rw
31 22 0:26 / /mnt/two\\040words rw shared:3 master:1 - nfs4 server:/x rw
32 30 0:27 / /mnt/share/local rw - ext4 /dev/sdb1 rw
33 22 0:28 / /home/x/ssh rw - fuse.sshfs x@y: rw
34 22 0:29 / /mnt/vm rw - 9p host rw
35 22 0:30 / /mnt/over rw - ext4 /dev/sdc1 rw
36 22 0:31 / /mnt/over rw - smb3 //server/over rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/x/tasks.yaml", ""),
        ("/mnt/share/tasks.yaml", "cifs"),
        ("/mnt/share", "cifs"),
        ("/mnt/shared/tasks.yaml", ""),
        ("/mnt/share/local/tasks.yaml", ""),
        ("/mnt/two words/台账.yaml", "nfs4"),
        ("/home/x/ssh/a/b.yaml", "fuse.sshfs"),
        ("/mnt/vm/a", "9p"),
        ("/mnt/over/a", "smb3"),
    ],
)
def test_the_innermost_mount_counts(path: str, kind: str) -> None:
    """A file lies on the file system that is mounted nearest above it, of two at one place on the later."""
    assert mounted(MOUNTS, path) == kind


@pytest.mark.parametrize("table", ["", "\n", "garbage", "1 2 3 - ext4", "a b c d e f g", "1 2 3 4 /x rw - "])
def test_a_table_that_says_nothing(table: str) -> None:
    """It cannot be told then."""
    assert mounted(table, "/home/x") is None


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/home/x/OneDrive - 某局/tasks.yaml", "OneDrive - 某局"),
        ("/home/x/我的坚果云/台账/tasks.yaml", "我的坚果云"),
        ("/home/x/Dropbox/tasks.yaml", "Dropbox"),
        ("/home/x/WPS云盘/tasks.yaml", "WPS云盘"),
        ("/home/x/台账/onedrive.yaml", None),
        ("/home/x/台账/tasks.yaml", None),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="paths of POSIX")
def test_folders_that_programs_keep_in_step(path: str, found: str | None) -> None:
    """They are known by their names; the file's own does not count."""
    assert synced_folder(Path(path)) == found


def test_fonts_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no program lists them, the files of the folders do; none of either cannot be told."""
    monkeypatch.setattr(surroundings, "printed", lambda *_: None)
    assert fonts("linux", []) is None
    assert fonts("linux", [tmp_path, tmp_path / "none"]) is None
    (tmp_path / "sub").mkdir()
    for name in ("simsun.ttc", "sub/FZXBSJW.TTF", "readme.txt"):
        (tmp_path / name).write_text("")
    assert sorted((fonts("linux", [tmp_path]) or "").split()) == ["FZXBSJW.TTF", "simsun.ttc"]
    monkeypatch.setattr(surroundings, "printed", lambda *_: "SimSun,宋体\n")
    assert fonts("linux", []) == "SimSun,宋体\n"
    assert fonts("win32", []) is None


def test_where_systems_keep_fonts() -> None:
    """By the variables that they set; nowhere on a system that lists them itself."""
    windows = {"WINDIR": "C:/Windows", "LOCALAPPDATA": "C:/Users/x/AppData/Local"}
    assert font_folders("win32", windows) == [
        Path("C:/Windows/Fonts"),
        Path("C:/Users/x/AppData/Local/Microsoft/Windows/Fonts"),
    ]
    assert font_folders("darwin", {"HOME": "/Users/x"})[-1] == Path("/Users/x/Library/Fonts")
    assert font_folders("linux", {}) == []


def test_programs_that_are_not_there_or_fail() -> None:
    """Nothing is told then, and nothing is raised."""
    assert printed("no-such-program-anywhere") is None
    assert printed(sys.executable, "-c", "raise SystemExit(3)") is None
    assert printed(sys.executable, "-c", "print('甲'.encode('gbk'))") is not None
    assert printed("nul\0byte") is None


def test_git_is_asked_for_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the words around it."""
    monkeypatch.setattr(surroundings, "printed", lambda *_: "git version 2.39.5\n")
    assert git_version() == "2.39.5"
    monkeypatch.setattr(surroundings, "printed", lambda *_: None)
    assert git_version() is None
