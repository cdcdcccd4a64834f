"""Changes on their way to disk: read and planned under the lock, proven, saved; alone and among others."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest

from fazhi_cli import commit, edit, holidays, packaged, writing
from fazhi_cli.change import Append, Change, Clear, Put
from fazhi_cli.change import Path as Way
from fazhi_cli.problems import Conflict, FazhiError, Invalid, Refused, Unwritable
from fazhi_cli.register import Loaded, load
from fazhi_cli.writing import found, rehearse, rewrite
from tests.conftest import one_measure
from tests.faults import Faults, failing, in_child, interrupted, killed, leftovers

CALENDAR = holidays.calendar_for([])
MEASURE: Way = ("sections", 0, "subtasks", 0, "measures", 0)
OLD = one_measure("status: todo  # 状态\nprogress: 0").encode()
NEW = one_measure("status: doing  # 状态\nprogress: 0").encode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a register with one measure, its lock made already."""
    path = tmp_path / "folder" / "tasks.yaml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    with commit.locked(path):
        return path


def doing(loaded: Loaded) -> list[Change]:
    """Plan to set the measure to doing."""
    return [Put((*MEASURE, "status"), "doing")]


def noted(text: str) -> Callable[[Loaded], list[Change]]:
    """Return the plan to add an entry with `text` as its note."""
    return lambda loaded: [Append((*MEASURE, "log"), ({"date": date(2022, 4, 1), "note": text},))]


def notes(path: Path) -> list[str | None]:
    """Return the notes of the measure's entries, as the file holds them."""
    return [entry.note for entry in load(path, CALENDAR).register.measures[0].log]


def test_a_change_is_saved(file: Path) -> None:
    """The file holds the new text, and before and after are told."""
    written = rewrite(file, doing, CALENDAR, "台账.yaml")
    assert file.read_bytes() == NEW
    assert (written.before.source.data, written.after.source.data) == (OLD, NEW)
    assert (written.after.source.name, written.remarks) == ("台账.yaml", ())
    assert written.after.register.measures[0].status == "doing"


def test_the_file_is_read_under_the_lock_and_unlocked_last(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lock, read, write the sibling, compare, rename, unlock: in this order."""
    faults = Faults(monkeypatch, file)
    rewrite(file, doing, CALENDAR)
    order = ["flock lock", "read_bytes file", "write temporary", "read_bytes file", "replace temporary"]
    done = [call for call in faults.log if call in order]
    assert done == [*order, "flock lock"]
    assert faults.log[-1] == "close lock"


@pytest.mark.parametrize(
    "plan",
    [
        lambda loaded: [],
        lambda loaded: [Put((*MEASURE, "status"), "todo"), Clear((*MEASURE, "due"))],
    ],
    ids=["no change", "what is so already"],
)
def test_nothing_to_change_is_nothing_written(plan: writing.Planner, file: Path) -> None:
    """Where the text stays the same, the file is not touched, and before and after are one object."""
    os.utime(file, ns=(1, 1))
    written = rewrite(file, plan, CALENDAR)
    assert written.after is written.before
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (OLD, 1)


def test_a_rehearsal_touches_nothing(file: Path) -> None:
    """What would be saved is told; no lock is taken and nothing is written."""
    file.with_name(".tasks.yaml.lock").unlink()
    os.utime(file, ns=(1, 1))
    written = rehearse(file, doing, CALENDAR)
    assert written.after.source.data == NEW
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (OLD, 1)
    assert [path.name for path in file.parent.iterdir()] == ["tasks.yaml"]


def test_a_remark_of_the_routine_is_passed_on(file: Path) -> None:
    """That another hard link keeps the old text is told with the result."""
    file.with_name("other.yaml").hardlink_to(file)
    assert "硬链接" in rewrite(file, doing, CALENDAR).remarks[0]


@pytest.mark.parametrize(
    "moment", ["open temporary", "write temporary", "fsync temporary", "close temporary"]
)
def test_what_an_editor_saves_meanwhile_is_planned_upon_again(
    moment: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save by somebody without the lock is kept, and the change is made on top of it."""
    faults = Faults(monkeypatch, file)
    rewrite(file, doing, CALENDAR)
    at = faults.log.index(moment) + 1
    faults.disarm()
    file.write_bytes(OLD)
    theirs = one_measure("status: todo  # 状态\nprogress: 40  # 别人写的").encode()
    faults.arm(at, lambda: file.write_bytes(theirs), after=True)
    rewrite(file, doing, CALENDAR)
    expected = one_measure("status: doing  # 状态\nprogress: 40  # 别人写的").encode()
    assert (file.read_bytes(), leftovers(file.parent)) == (expected, [])


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        ("status: review\nprogress: 0", "改成“待审核”"),
        ("progress: 0", "删去"),
        ("status: doing\nprogress: 0", None),
        ("status: todo\nprogress: 30", None),
    ],
)
def test_the_same_value_changed_by_somebody_meanwhile_is_a_conflict(
    theirs: str, told: str | None, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """He did not know of ours, nor we of his; another value, or the same new one, is none."""
    saved = one_measure(theirs).encode()
    faults = Faults(monkeypatch, file)
    rewrite(file, doing, CALENDAR)
    at = faults.log.index("fsync temporary") + 1
    faults.disarm()
    file.write_bytes(OLD)
    faults.arm(at, lambda: file.write_bytes(saved), after=True)
    if told is None:
        rewrite(file, doing, CALENDAR)
        assert file.read_bytes() == one_measure(theirs.replace("todo", "doing")).encode()
        return
    with pytest.raises(Conflict) as caught:
        rewrite(file, doing, CALENDAR)
    assert caught.value.message == f"{file} 里 1.1.1 的状态刚被别人{told}，未写入"
    assert (file.read_bytes(), leftovers(file.parent)) == (saved, [])


def test_an_editor_that_never_stops_wins(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After five tries the change is given up as a conflict, and what the editor saved is there."""
    saves = iter(range(100))
    fsync = os.fsync

    def saving(handle: int) -> None:
        fsync(handle)
        file.write_bytes(OLD + f"# {next(saves)}\n".encode())

    monkeypatch.setattr(os, "fsync", saving)
    with pytest.raises(Conflict, match="刚被别人改过，未写入"):
        rewrite(file, doing, CALENDAR)
    assert (file.read_bytes(), leftovers(file.parent)) == (OLD + b"# 4\n", [])
    monkeypatch.setattr(os, "fsync", fsync)
    rewrite(file, doing, CALENDAR)
    assert file.read_bytes() == NEW + b"# 4\n"


def test_an_editor_that_breaks_the_file_is_told_of(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody saved meanwhile is kept when it is no register, and what is wrong with it is told."""
    faults = Faults(monkeypatch, file)
    rewrite(file, doing, CALENDAR)
    at = faults.log.index("fsync temporary") + 1
    faults.disarm()
    file.write_bytes(OLD)
    faults.arm(at, lambda: file.write_bytes(b"title: x\n"))
    with pytest.raises(Invalid):
        rewrite(file, doing, CALENDAR)
    assert (file.read_bytes(), leftovers(file.parent)) == (b"title: x\n", [])


def test_a_file_that_goes_away_meanwhile_is_missing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file removed while it is worked on is not made again; the run says that there is none."""
    faults = Faults(monkeypatch, file)
    rewrite(file, doing, CALENDAR)
    at = faults.log.index("fsync temporary") + 1
    faults.disarm()
    faults.arm(at, file.unlink)
    with pytest.raises(Invalid) as caught:
        rewrite(file, lambda loaded: [Put((*MEASURE, "status"), "review")], CALENDAR)
    assert [item.code for item in caught.value.problems] == ["no-file"]
    assert not file.exists()


def _refusing(loaded: Loaded) -> list[Change]:
    raise Refused("不行")


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        (_refusing, "不行"),
        (lambda loaded: [Put((*MEASURE, "status"), "finished")], "会使台账出错"),
        (lambda loaded: [Put((*MEASURE, "id"), "9.9.9")], "会使台账出错"),
        (lambda loaded: [Put((*MEASURE[:-1], 9, "status"), "doing")], "找不到"),
    ],
    ids=["by a rule", "by the schema", "between parts", "no such place"],
)
def test_what_is_refused_is_not_written(plan: writing.Planner, reason: str, file: Path) -> None:
    """Whoever refuses a change, the file stays, and the lock is free again."""
    with pytest.raises(Refused, match=reason):
        rewrite(file, plan, CALENDAR)
    assert file.read_bytes() == OLD
    rewrite(file, doing, CALENDAR)
    assert file.read_bytes() == NEW


def test_an_invalid_register_is_not_written(file: Path) -> None:
    """A register with errors is not changed, be the change in another place."""
    broken = OLD.replace(b"progress: 0", b"progress: 400")
    file.write_bytes(broken)
    with pytest.raises(Invalid):
        rewrite(file, doing, CALENDAR)
    assert file.read_bytes() == broken


@pytest.mark.parametrize(
    ("encoding", "named"), [("gb18030", "GB18030"), ("utf-16", "UTF-16")], ids=["gb18030", "utf-16"]
)
def test_another_encoding_is_read_but_not_written(encoding: str, named: str, file: Path) -> None:
    """A file that is not UTF-8 is refused with the command that converts it, and stays as it is."""
    data = OLD.decode().replace("措施", "推行行政调解人民调解司法调解").encode(encoding)
    file.write_bytes(data)
    with pytest.raises(Refused, match=f"编码是 {named}.*不能写") as caught:
        rewrite(file, doing, CALENDAR)
    assert "--to-utf8" in caught.value.hint
    assert file.read_bytes() == data


def test_a_mark_of_byte_order_and_foreign_line_ends_stay(file: Path) -> None:
    """Byte-order mark, CRLF and a missing last line end are as they were in the saved file."""
    file.write_bytes(b"\xef\xbb\xbf" + OLD.replace(b"\n", b"\r\n")[:-2])
    rewrite(file, doing, CALENDAR)
    assert file.read_bytes() == b"\xef\xbb\xbf" + NEW.replace(b"\n", b"\r\n")[:-2]


def test_a_register_that_would_grow_too_large_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change that makes a file which could not be read again is refused."""
    monkeypatch.setattr("fazhi_cli.source.SIZE_LIMIT", len(OLD))
    with pytest.raises(Refused, match="大小上限"):
        rewrite(file, doing, CALENDAR)
    assert file.read_bytes() == OLD


class _OffByOne(edit._Editor):
    def splice(self, start: int, end: int, text: str) -> None:
        super().splice(start - 1, end, text)


def test_a_broken_splice_is_not_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that is one character off is found out before anything reaches the disk."""
    monkeypatch.setattr(edit, "_Editor", _OffByOne)
    os.utime(file, ns=(1, 1))
    with pytest.raises(Refused, match="未写入"):
        rewrite(file, doing, CALENDAR)
    assert (file.read_bytes(), file.stat().st_mtime_ns, leftovers(file.parent)) == (OLD, 1, [])


@pytest.mark.parametrize("always", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", ["ENOSPC", "EIO", "EACCES"])
def test_whichever_call_fails_the_register_is_old_or_new(
    code: str, always: bool, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the lock to the unlocking each call fails in turn: an error means old, success means new."""

    def run() -> None:
        try:
            rewrite(file, doing, CALENDAR)
        except (Unwritable, Conflict, Invalid):
            os._exit(7)

    monkeypatch.setattr(commit, "LOCK_SECONDS", 0.2)
    faults = Faults(monkeypatch, file)
    rewrite(file, doing, CALENDAR)
    calls = faults.log
    for at in range(1, len(calls) + 1):
        if calls[at - 1] == "flock lock" and code == "EACCES":
            continue
        file.write_bytes(OLD)
        faults.arm(at, failing(code), always)
        ended = in_child(run)
        faults.disarm()
        assert ended in (0, 7), at
        assert (file.read_bytes(), leftovers(file.parent)) == (OLD if ended else NEW, []), at


def test_a_run_killed_at_any_call_leaves_a_register(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill at any call leaves the old register or the new one, and the next run works."""
    faults = Faults(monkeypatch, file)
    rewrite(file, doing, CALENDAR)
    for at in range(1, len(faults.log) + 1):
        file.write_bytes(OLD)
        faults.arm(at, killed)
        assert in_child(lambda: rewrite(file, doing, CALENDAR)) == 9
        faults.disarm()
        assert file.read_bytes() in (OLD, NEW)
        rewrite(file, doing, CALENDAR)
        assert file.read_bytes() == NEW


def test_ctrl_c_at_any_call_is_old_or_done(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupted run leaves the old register; one that was not interrupted in time has saved."""
    faults = Faults(monkeypatch, file)
    rewrite(file, doing, CALENDAR)
    for at in range(1, len(faults.log) + 1):
        file.write_bytes(OLD)
        faults.arm(at, interrupted)
        try:
            rewrite(file, doing, CALENDAR)
            expected = NEW
        except KeyboardInterrupt:
            expected = OLD
        faults.disarm()
        assert (file.read_bytes(), leftovers(file.parent)) == (expected, []), at


def test_eight_at_once_lose_nothing_and_readers_see_registers(file: Path) -> None:
    """Eight processes with ten entries each: all eighty land, and two readers never see a broken file."""

    def write(name: int) -> None:
        for number in range(10):
            rewrite(file, noted(f"{name}-{number}"), CALENDAR)

    def read() -> None:
        while len(notes(file)) < 80:
            pass

    bodies: list[Callable[[], None]] = [lambda name=name: write(name) for name in range(8)]  # type: ignore[misc]
    children = [_started(body) for body in (*bodies, read, read)]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 10
    assert sorted(str(note) for note in notes(file)) == sorted(
        f"{a}-{b}" for a in range(8) for b in range(10)
    )
    assert leftovers(file.parent) == []


def _started(body: Callable[[], None]) -> int:
    """Start `body` in a child process and return its number."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        body()
        code = 0
    finally:
        os._exit(code)


def test_forty_saves_of_a_hostile_editor_against_forty_marks(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that knows no lock saves while each mark is written: no save and no mark is lost."""
    faults = Faults(monkeypatch, file)
    rewrite(file, noted("0"), CALENDAR)
    log = faults.log
    reading, comparing = (at + 1 for at, call in enumerate(log) if call == "read_bytes file")
    moments = cycle(range(reading + 1, comparing))
    saves = iter(range(1, 41))

    def by_writing() -> None:
        file.write_bytes(file.read_bytes() + f"# 保存{next(saves)}\n".encode())

    def by_renaming() -> None:
        other = file.parent / "editing"
        other.write_bytes(file.read_bytes() + f"# 保存{next(saves)}\n".encode())
        shutil.move(other, file)

    for number, save in zip(range(1, 41), cycle((by_writing, by_renaming)), strict=False):
        faults.arm(next(moments), save)
        rewrite(file, noted(str(number)), CALENDAR)
        faults.disarm()
    assert notes(file) == [str(number) for number in range(41)]
    text = file.read_text()
    assert [f"# 保存{number}" in text.splitlines() for number in range(1, 41)] == [True] * 40
    assert leftovers(file.parent) == []


def test_errors_of_the_disk_are_told_by_their_kind(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that is held is a conflict (5), a full disk cannot be written (6)."""
    monkeypatch.setattr(os, "fsync", lambda handle: failing("ENOSPC")())
    with pytest.raises(FazhiError) as caught:
        rewrite(file, doing, CALENDAR)
    assert (caught.value.exit, caught.value.message) == (6, f"{file} 写不进去：磁盘已满")


def test_a_new_register_has_its_schema_beside_it(tmp_path: Path) -> None:
    """The same schema is no matter; another one stays unless it is to be replaced."""
    path, schema = tmp_path / "a.yaml", tmp_path / "tasks.schema.json"
    assert found(path, OLD) is None
    assert (path.read_bytes(), schema.read_bytes()) == (OLD, packaged.SCHEMA.read_bytes())
    path.unlink()
    assert found(path, NEW) is None
    schema.write_text("{}")
    path.unlink()
    assert found(path, OLD) == (
        "旁边的 tasks.schema.json 内容不同，没有覆盖；要换成现在的：fazhi schema -o 这个文件 --force"
    )
    assert schema.read_text() == "{}"
    assert found(path, NEW, force=True) is None
    assert (path.read_bytes(), schema.read_bytes()) == (NEW, packaged.SCHEMA.read_bytes())


def test_a_new_register_takes_no_name_that_is_taken(tmp_path: Path) -> None:
    """Then the schema is not written either."""
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    with pytest.raises(Unwritable):
        found(path, NEW)
    assert [item.name for item in tmp_path.iterdir()] == ["a.yaml"]


def test_a_schema_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The register counts: it is there all the same."""
    (tmp_path / "tasks.schema.json").mkdir()
    told = found(tmp_path / "a.yaml", OLD, force=True)
    assert told is not None
    assert told.startswith("没有写 tasks.schema.json：")
    assert (tmp_path / "a.yaml").read_bytes() == OLD
