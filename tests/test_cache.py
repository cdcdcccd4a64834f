"""The folder of snapshots: found by content alone, never out of date, never in the way."""

import os
from pathlib import Path

import pytest

from fazhi_cli import cache, packaged
from fazhi_cli.cache import Cache, digest_of
from fazhi_cli.change import Put
from fazhi_cli.deadline import Calendar
from fazhi_cli.fetching import fetched, keep
from fazhi_cli.problems import Invalid
from fazhi_cli.proof import changed
from tests.conftest import one_measure
from tests.snapshots import gone
from tests.test_house import own_imports

TEXT = one_measure("owner: 张三\ndue: 2022-06-30")


def no_calendar() -> Calendar:
    """Fail: nothing here needs working days."""
    raise AssertionError("asked for holidays")


@pytest.fixture
def desk(tmp_path: Path) -> tuple[Path, Cache]:
    """Return a register, and the cache of whoever works on it."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path, Cache(tmp_path / "caches" / "fazhi", [tmp_path])


def is_kept(path: Path, snapshots: Cache) -> bool:
    """Say whether a snapshot of what the file at `path` holds now is there."""
    digest = digest_of(path)
    assert digest
    return snapshots.find(path, digest, "t", gone) is not None


def test_what_is_read_is_kept_and_found_by_its_content(desk: tuple[Path, Cache]) -> None:
    """Changed bytes find nothing, the old bytes find it again."""
    path, snapshots = desk
    assert not is_kept(path, snapshots)
    first = fetched(path, no_calendar, None, snapshots)
    assert first.known is None
    assert is_kept(path, snapshots)
    second = fetched(path, no_calendar, None, snapshots)
    assert second.known is not None
    assert tuple(second.register.measures) == tuple(first.register.measures)
    assert second.source == first.source
    path.write_text(TEXT.replace("张三", "李四"), encoding="utf-8")
    assert not is_kept(path, snapshots)
    path.write_text(TEXT, encoding="utf-8")
    assert is_kept(path, snapshots)


def test_a_register_in_another_encoding_comes_back_as_it_was_read(desk: tuple[Path, Cache]) -> None:
    """With its mark, in UTF-16 and in GB18030; its text is the same."""
    path, snapshots = desk
    for data in (b"\xef\xbb\xbf" + TEXT.encode(), TEXT.encode("utf-16"), TEXT.encode("gb18030")):
        path.write_bytes(data)
        first = fetched(path, no_calendar, "t", snapshots)
        second = fetched(path, no_calendar, "t", snapshots)
        assert second.known is not None
        assert (second.source, second.warnings) == (first.source, first.warnings)


@pytest.mark.parametrize("name", ["__version__", "rooms", "holidays"])
def test_the_key_holds_for_program_and_holidays(
    desk: tuple[Path, Cache], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version, changed rooms of a checkout, holidays of one's own: each asks for a new reading."""
    path, snapshots = desk
    fetched(path, no_calendar, None, snapshots)
    if name == "holidays":
        path.with_name("holidays.yaml").write_text("2027:\n  off: {元旦: 2027-01-01}\n", encoding="utf-8")
    elif name == "rooms":
        monkeypatch.setattr(cache, "_ROOMS", cache._ROOMS[1:])
    else:
        monkeypatch.setattr("fazhi_cli.__version__", "9.9.9")
    assert not is_kept(path, snapshots)


def test_the_rooms_of_the_key_are_those_that_make_the_values() -> None:
    """All that reading a register imports, and all that keeps it."""
    needed, waiting = set(), ["register", "snapshot"]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += own_imports(name)
    files = {f"{name.replace('.', '/')}.py" for name in needed - {""}}
    named = {"deadline/__init__.py" if name == "deadline.py" else name for name in files}
    assert set(cache._ROOMS) == named
    assert all((packaged.HOLIDAYS.parents[1] / name).is_file() for name in cache._ROOMS)


def test_nothing_is_kept_of_what_is_no_register(desk: tuple[Path, Cache]) -> None:
    """A faulty file is read as a whole each time, and every fault told."""
    path, snapshots = desk
    path.write_text(TEXT + "      x: 1\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(Invalid):
            fetched(path, no_calendar, None, snapshots)
    assert snapshots.files() == []


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="owners as POSIX knows them")
def test_what_others_may_have_written_is_not_believed(desk: tuple[Path, Cache]) -> None:
    """A file that others can write to, or that is another's."""
    path, snapshots = desk
    fetched(path, no_calendar, None, snapshots)
    (file,) = snapshots.files()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    file.chmod(0o666)
    assert not is_kept(path, snapshots)
    file.chmod(0o600)
    assert is_kept(path, snapshots)
    if os.geteuid() == 0:
        os.chown(file, 12345, -1)
        assert not is_kept(path, snapshots)


def test_a_folder_that_cannot_be_is_no_error(desk: tuple[Path, Cache]) -> None:
    """No folder, or a file in its place: everything works without."""
    path, _ = desk
    for folder in (None, path / "x"):
        found = fetched(path, no_calendar, None, Cache(folder))
        assert found.known is None
        assert Cache(folder).files() == []


def test_a_broken_snapshot_is_as_none(desk: tuple[Path, Cache]) -> None:
    """And the next reading puts a whole one in its place."""
    path, snapshots = desk
    fetched(path, no_calendar, None, snapshots)
    (file,) = snapshots.files()
    file.write_bytes(file.read_bytes()[:100])
    assert fetched(path, no_calendar, None, snapshots).known is None
    assert is_kept(path, snapshots)


def test_only_so_many_are_kept(desk: tuple[Path, Cache], monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest go first; the youngest stays, however large."""
    path, snapshots = desk
    monkeypatch.setattr(cache, "MOST_FILES", 3)
    for at in range(6):
        path.write_text(TEXT.replace("张三", f"张{at}"), encoding="utf-8")
        fetched(path, no_calendar, None, snapshots)
        newest = max(snapshots.files(), key=lambda file: file.stat().st_mtime_ns)
        os.utime(newest, (1000 + at, 1000 + at))
    assert len(snapshots.files()) == 3
    for at in range(6):
        path.write_text(TEXT.replace("张三", f"张{at}"), encoding="utf-8")
        assert is_kept(path, snapshots) == (at >= 3)
    monkeypatch.setattr(cache, "MOST_BYTES", 10)
    path.write_text(TEXT, encoding="utf-8")
    fetched(path, no_calendar, None, snapshots)
    assert is_kept(path, snapshots)
    assert len(snapshots.files()) == 1


def test_a_copy_has_the_same_snapshot_under_its_own_name(desk: tuple[Path, Cache]) -> None:
    """So has a register that git brings back."""
    path, snapshots = desk
    fetched(path, no_calendar, None, snapshots)
    other = path.with_name("b.yaml")
    other.write_bytes(path.read_bytes())
    found = fetched(other, no_calendar, None, snapshots)
    assert found.known is not None
    assert (found.register.name, found.register.measures[0].register) == ("b.yaml", "b.yaml")


def test_what_was_changed_takes_the_place_of_what_it_was(desk: tuple[Path, Cache]) -> None:
    """A year of marks leaves one snapshot; who reads the old one goes on reading it."""
    path, snapshots = desk
    fetched(path, no_calendar, None, snapshots)
    before = fetched(path, no_calendar, None, snapshots)
    change = Put(("sections", 0, "subtasks", 0, "measures", 0, "owner"), "李四")
    after = changed(before, [change], no_calendar)
    path.write_bytes(after.source.data)
    keep(after, snapshots, before)
    assert is_kept(path, snapshots)
    assert len(snapshots.files()) == 1
    assert before.register.measures[0].owner == "张三"


def test_what_a_killed_process_left_goes_in_time(desk: tuple[Path, Cache]) -> None:
    """An hour later it is no longer being written."""
    path, snapshots = desk
    fetched(path, no_calendar, None, snapshots)
    (kept,) = snapshots.files()
    old, fresh = (kept.with_name(f".{name}.1.part") for name in ("old", "fresh"))
    for part, age in ((old, 4000), (fresh, 10)):
        part.write_bytes(b"")
        os.utime(part, (kept.stat().st_mtime - age,) * 2)
    path.write_text(TEXT.replace("张三", "李四"), encoding="utf-8")
    fetched(path, no_calendar, None, snapshots)
    assert (old.exists(), fresh.exists()) == (False, True)


def test_a_file_that_is_not_there_has_no_digest(tmp_path: Path) -> None:
    """Nor has a folder, or what no path can be."""
    assert digest_of(tmp_path) is None
    assert digest_of(tmp_path / "x") is None
    assert digest_of(Path("\0")) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a Unix thing")
def test_a_pipe_has_no_digest_and_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write to it."""
    os.mkfifo(tmp_path / "pipe")
    assert digest_of(tmp_path / "pipe") is None
