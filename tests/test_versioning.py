"""A git repository made fit for registers: the files, the settings, the check at commit."""

import os
import subprocess
from pathlib import Path
from shutil import which

import pytest

from fazhi_cli import versioning
from fazhi_cli.problems import Refused
from fazhi_cli.versioning import Setup, Text, set_up, setup

pytestmark = pytest.mark.skipif(which("git") is None, reason="git is not installed here")

OWN = "'/opt/我 的/fazhi'"
SETTINGS = (
    ("merge.fazhi.name", "fazhi：逐个字段合并台账"),
    ("merge.fazhi.driver", f"{OWN} merge-driver %O %A %B %L %P"),
    ("diff.fazhi.xfuncname", r"^[[:space:]]*-[[:space:]]*[{]?[[:space:]]*id:[[:space:]]*(.*)$"),
    ("core.quotepath", "false"),
)


def git(folder: Path, *words: str) -> str:
    """Run git, undisturbed by the user's own configuration; return what it prints."""
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=甲", "-c", "user.email=a@example.org")
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, env=env, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """Return a repository with a register in it."""
    git(tmp_path, "init", "-q")
    (tmp_path / "tasks.yaml").write_text("", encoding="utf-8")
    return tmp_path.resolve()


def hook(folder: Path) -> Path:
    """Return where a check at commit stands."""
    return folder / ".git" / "hooks" / "pre-commit"


def test_what_a_new_repository_lacks(top: Path) -> None:
    """Two files that go with it, four settings and a hook of this clone."""
    wanted = setup([top / "tasks.yaml"], OWN)
    assert wanted == Setup(
        top,
        (
            Text(top / ".gitattributes", None, "/tasks.yaml merge=fazhi diff=fazhi\n"),
            Text(top / ".gitignore", None, "/.tasks.yaml.*\n"),
            Text(hook(top), None, versioning._HOOK.format(begun=versioning._BEGUN, command=OWN), runs=True),
        ),
        SETTINGS,
    )
    assert not wanted.is_done


def test_a_second_time_nothing_is_lacking(top: Path) -> None:
    """The hook runs; git sees the attributes and ignores what is of this machine."""
    set_up(setup([top / "tasks.yaml"], OWN))
    assert setup([top / "tasks.yaml"], OWN) == Setup(top, (), ())
    assert os.access(hook(top), os.X_OK)
    assert git(top, "check-attr", "merge", "--", "tasks.yaml", "other.yaml") == (
        "tasks.yaml: merge: fazhi\nother.yaml: merge: unspecified\n"
    )
    for name in (".tasks.yaml.lock", ".tasks.yaml.history"):
        assert git(top, "check-ignore", name) == f"{name}\n"
    assert git(top, "config", "--local", "merge.fazhi.driver").strip() == SETTINGS[1][1]


def test_a_program_that_moved_is_told_anew(top: Path) -> None:
    """Only what names it changes."""
    set_up(setup([top / "tasks.yaml"], OWN))
    again = setup([top / "tasks.yaml"], "fazhi")
    assert [file.path for file in again.files] == [hook(top)]
    assert again.settings == (("merge.fazhi.driver", "fazhi merge-driver %O %A %B %L %P"),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("*.png binary", "*.png binary\n/tasks.yaml merge=fazhi diff=fazhi\n"),
        ("*.png binary\r\n", "*.png binary\r\n/tasks.yaml merge=fazhi diff=fazhi\r\n"),
        ("*.yaml merge=fazhi", "*.yaml merge=fazhi\n/tasks.yaml merge=fazhi diff=fazhi\n"),
        ("*.yaml merge=fazhi diff=fazhi\n", None),
        ("tasks.yaml merge=fazhi diff=fazhi\n", None),
    ],
)
def test_files_that_are_there_are_extended(top: Path, old: str, new: str | None) -> None:
    """At their end, in their line ends, and only where git does not see it so already."""
    path = top / ".gitattributes"
    path.write_bytes(old.encode())
    found = [file for file in setup([top / "tasks.yaml"], OWN).files if file.path == path]
    assert found == ([Text(path, old, new)] if new else [])


@pytest.mark.parametrize(
    "name", ["tasks.yaml", "data/台账.yaml", "有 空格/台账.yaml", "a[1]*.yaml", "#1.yaml", "!x.yaml"]
)
def test_only_the_registers_given_are_meant(top: Path, name: str) -> None:
    """Whatever they are called, and in whichever folder."""
    path = top / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("", encoding="utf-8")
    (path.parent / "a1b.yaml").write_text("", encoding="utf-8")
    set_up(setup([path], OWN))
    assert setup([path], OWN).is_done
    git(top, "add", ".")
    found = git(top, "ls-files", "-z", "--", ":(attr:merge=fazhi)").split("\0")
    assert found == [name, ""]


def test_several_registers(top: Path) -> None:
    """A line for each that lacks one."""
    (top / "b.yaml").write_text("", encoding="utf-8")
    set_up(setup([top / "tasks.yaml"], OWN))
    set_up(setup([top / "tasks.yaml", top / "b.yaml"], OWN))
    assert (top / ".gitattributes").read_text(encoding="utf-8") == (
        "/tasks.yaml merge=fazhi diff=fazhi\n/b.yaml merge=fazhi diff=fazhi\n"
    )


def test_a_foreign_hook_stays(top: Path) -> None:
    """What to add is said, until it is added."""
    hook(top).parent.mkdir(exist_ok=True)
    hook(top).write_text("#!/bin/sh\nmake\n", encoding="utf-8")
    wanted = setup([top / "tasks.yaml"], OWN)
    assert wanted.by_hand == f"{OWN} check --file tasks.yaml || exit 1"
    set_up(wanted)
    assert hook(top).read_text(encoding="utf-8") == "#!/bin/sh\nmake\n"
    hook(top).write_text(f"#!/bin/sh\nmake\n{wanted.by_hand}\n", encoding="utf-8")
    assert setup([top / "tasks.yaml"], OWN) == Setup(top, (), ())


def test_hooks_may_lie_elsewhere(top: Path) -> None:
    """Git knows where."""
    git(top, "config", "core.hooksPath", "own/hooks")
    set_up(setup([top / "tasks.yaml"], OWN))
    assert os.access(top / "own" / "hooks" / "pre-commit", os.X_OK)


def test_without_a_repository_it_is_refused(tmp_path: Path) -> None:
    """Likewise for registers of two repositories."""
    with pytest.raises(Refused, match="台账不在 git 仓库里"):
        setup([tmp_path / "tasks.yaml"], OWN)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        git(tmp_path / name, "init", "-q")
    with pytest.raises(Refused, match="不在同一个 git 仓库里"):
        setup([tmp_path / "a" / "tasks.yaml", tmp_path / "b" / "tasks.yaml"], OWN)


def test_without_git_it_is_refused(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said as what it is."""
    monkeypatch.setenv("PATH", str(top))
    with pytest.raises(Refused, match="没有装 git"):
        setup([top / "tasks.yaml"], OWN)


def test_settings_that_cannot_be_written_are_told(top: Path) -> None:
    """As while another git holds them."""
    wanted = setup([top / "tasks.yaml"], OWN)
    (top / ".git" / "config.lock").touch()
    with pytest.raises(Refused, match=r"git 的设置 merge\.fazhi\.name 写不进去"):
        set_up(wanted)
