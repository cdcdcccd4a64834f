"""The one routine that writes files: order of work, every failure, what is kept, who wins."""

import codecs
import os
import resource
import shutil
import signal
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from fazhi_cli import commit
from fazhi_cli.commit import create, locked, replace
from fazhi_cli.problems import Conflict, FazhiError, Unwritable
from tests.faults import ERRORS, Faults, failing, fcntl, in_child, interrupted, killed, leftovers

OLD, NEW = b"old\n", b"newer\n"
ORDER = [
    "open lock",
    "flock lock",
    "open temporary",
    "write temporary",
    "fsync temporary",
    "close temporary",
    "read_bytes file",
    "replace temporary",
    "open folder",
    "fsync folder",
    "close folder",
    "flock lock",
    "close lock",
]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
CHINESE = r"[\u4e00-\u9fff]"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file that holds OLD, in a folder of its own, its lock made already."""
    path = tmp_path / "folder" / "tasks.yaml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    with locked(path):
        return path


@pytest.fixture
def shared() -> Iterator[Path]:
    """Return a folder that every user may write to, outside the one that pytest keeps to itself."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


def save(path: Path) -> str | None:
    """Replace OLD by NEW as every writing command does."""
    with locked(path, seconds=0.2):
        return replace(path, NEW, OLD)


def as_user(user: int, body: Callable[[], object]) -> int:
    """Run `body` as another user in a child process; 0 is fine, 7 what our own errors are told by.

    What the lock reads in ASCII is looked up beforehand: Python itself may lie where that user cannot read.
    """
    codecs.lookup("ascii")

    def run() -> None:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
        try:
            body()
        except FazhiError as error:
            print(error.message)
            os._exit(7)

    return in_child(run)


def test_a_save_works_in_the_order_that_keeps_it_whole(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lock, write a sibling, force it to disk, close, compare, rename, force the folder, unlock."""
    faults = Faults(monkeypatch, file)
    save(file)
    locks = [at for at, call in enumerate(faults.log) if call == "open lock"]
    del faults.log[: locks[-1]]
    assert [call for call in faults.log if call in ORDER] == ORDER
    compared, renamed = faults.log.index("read_bytes file"), faults.log.index("replace temporary")
    assert renamed == compared + 1
    assert file.read_bytes() == NEW


@pytest.mark.parametrize("always", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", ERRORS)
def test_whichever_call_fails_the_file_is_old_or_new(
    code: str, always: bool, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call fails in turn: an error means the old file and a reason in Chinese, success the new one."""
    faults = Faults(monkeypatch, file)
    calls = _calls_of_a_child(faults, file)
    outcomes = []
    for at in range(1, len(calls) + 1):
        file.write_bytes(OLD)
        faults.arm(at, failing(code), always)
        ended = in_child(lambda: _saved_or_told(file))
        faults.disarm()
        assert ended in (0, 7), at
        assert file.read_bytes() == (OLD if ended else NEW), at
        assert leftovers(file.parent) == [], at
        outcomes.append(ended)
    assert len(outcomes) > 20
    renamed = calls.index("replace temporary")
    assert 7 in outcomes[:renamed]
    assert set(outcomes[renamed + 1 :]) == {0}


def _calls(faults: Faults, file: Path) -> list[str]:
    """Return the calls that a save makes."""
    save(file)
    return faults.log


def _calls_of_a_child(faults: Faults, file: Path) -> list[str]:
    """Return the calls that a save makes in a child process, where the lock looks about it once more."""
    told = file.parent.parent / "calls"

    def body() -> None:
        save(file)
        told.write_text("\n".join(faults.log), encoding="utf-8")

    assert in_child(body) == 0
    return told.read_text(encoding="utf-8").splitlines()


def _saved_or_told(file: Path) -> None:
    """Save, and leave the process with 7 when that was refused in words that a clerk can read."""
    try:
        save(file)
    except (Unwritable, Conflict) as error:
        reason = error.message.removeprefix(str(file)).strip()
        os._exit(7 if reason and not any(char.isascii() and char.isalpha() for char in reason) else 8)


@pytest.mark.parametrize("after", [False, True], ids=["before", "behind"])
def test_ctrl_c_at_any_call_leaves_the_old_file_or_ends_well(
    after: bool, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C before the rename leaves the old file and no other; later it has come too late."""
    faults = Faults(monkeypatch, file)
    outcomes = set()
    for at in range(1, len(_calls(faults, file)) + 1):
        file.write_bytes(OLD)
        faults.arm(at, interrupted, after=after)
        try:
            save(file)
            outcome = NEW
        except KeyboardInterrupt:
            outcome = OLD
        faults.disarm()
        assert (file.read_bytes() == NEW) == ("replace temporary" in faults.log), at
        assert file.read_bytes() == outcome, at
        assert leftovers(file.parent) == [], at
        outcomes.add(outcome)
    assert outcomes == {OLD, NEW}


def test_a_request_to_end_waits_until_the_file_is_whole(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request to end between compare and rename is passed on when the new file stands."""
    came: list[bytes] = []
    monkeypatch.setattr(signal, "default_int_handler", signal.default_int_handler)
    before = signal.signal(signal.SIGTERM, lambda number, frame: came.append(file.read_bytes()))
    try:
        faults = Faults(monkeypatch, file)
        save(file)
        at = faults.log.index("read_bytes file") + 1
        faults.disarm()
        file.write_bytes(OLD)
        faults.arm(at, lambda: signal.raise_signal(signal.SIGTERM), after=True)
        save(file)
        assert faults.fired
    finally:
        signal.signal(signal.SIGTERM, before)
    assert came == [NEW]


def test_signals_are_as_they_were_afterwards(file: Path) -> None:
    """A save leaves the handlers of signals alone, ignored ones too."""
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
        save(file)
        assert handlers == [
            signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        ]
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_save_works_in_any_thread(file: Path) -> None:
    """Outside the main thread, where signals cannot be held back, a save works all the same."""
    thread = threading.Thread(target=save, args=[file])
    thread.start()
    thread.join()
    assert file.read_bytes() == NEW


def test_a_kill_at_any_call_leaves_a_whole_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run killed at any call leaves the old file or the new one, and the next run works."""
    faults = Faults(monkeypatch, file)
    calls = _calls_of_a_child(faults, file)
    renamed = calls.index("replace temporary") + 1
    for at in range(1, len(calls) + 1):
        file.write_bytes(OLD)
        faults.arm(at, killed)
        assert in_child(lambda: save(file)) == 9
        faults.disarm()
        assert file.read_bytes() == (OLD if at <= renamed else NEW), at
        assert len(leftovers(file.parent)) <= 1
        file.write_bytes(OLD)
        save(file)
        assert file.read_bytes() == NEW
        for name in leftovers(file.parent):
            (file.parent / name).unlink()


@pytest.mark.parametrize("share", [lambda size: max(size // 2, 1), lambda size: 1], ids=["half", "one byte"])
def test_a_short_write_is_finished(
    share: Callable[[int], int], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system that takes only part of what it is given gets the rest after that."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[: share(len(data))]))
    save(file)
    assert file.read_bytes() == NEW


@pytest.mark.parametrize("told", [0, len(NEW)], ids=["nothing", "all"])
def test_a_write_that_lies_is_found_out(told: int, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that ends up shorter than it should is not put in place."""
    write = os.write

    def lying(handle: int, data: bytes) -> int:
        write(handle, data[:1])
        return told

    monkeypatch.setattr(os, "write", lying)
    with pytest.raises(Unwritable, match="磁盘读写出错"):
        save(file)
    assert (file.read_bytes(), leftovers(file.parent)) == (OLD, [])


def test_a_real_limit_of_size_is_told(file: Path) -> None:
    """Where the system lets files grow no further, the old one stays and the reason is given."""

    def run() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3, 3))
        with pytest.raises(Unwritable, match="写不进去：文件超过了系统允许的大小"):
            save(file)

    assert in_child(run) == 0
    assert (file.read_bytes(), leftovers(file.parent)) == (OLD, [])


def test_nothing_is_written_when_nothing_changes(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes again touch neither the file nor its folder."""
    os.utime(file, ns=(1, 1))
    with locked(file):
        folder = file.parent.stat().st_mtime_ns
        faults = Faults(monkeypatch, file)
        assert replace(file, OLD, OLD) is None
        assert faults.log == []
    assert (file.stat().st_mtime_ns, file.parent.stat().st_mtime_ns) == (1, folder)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o666, 0o755])
def test_the_mode_stays(mode: int, file: Path) -> None:
    """The new file has the mode of the old one, whatever the umask."""
    file.chmod(mode)
    before = os.umask(0o077)
    try:
        save(file)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@as_root
def test_the_owner_stays(file: Path) -> None:
    """What root writes still belongs to whom it belonged."""
    os.chown(file, 1234, 2345)
    save(file)
    assert (file.stat().st_uid, file.stat().st_gid, file.read_bytes()) == (1234, 2345, NEW)


def test_attributes_stay(file: Path) -> None:
    """Extended attributes go over to the new file; one that cannot be set hinders nothing."""
    try:
        os.setxattr(file, "user.office", "司法局".encode())
    except OSError:
        pytest.skip("this disk keeps no attributes")
    save(file)
    assert os.getxattr(file, "user.office") == "司法局".encode()


def test_attributes_that_cannot_be_set_hinder_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each attribute is tried by itself, and the file is saved without those that fail."""
    taken: list[str] = []

    def setxattr(handle: int, name: str, value: bytes) -> None:
        if name == "security.x":
            failing("EPERM")()
        taken.append(name)

    monkeypatch.setattr(os, "listxattr", lambda path: ["security.x", "user.y"])
    monkeypatch.setattr(os, "getxattr", lambda path, name: b"1")
    monkeypatch.setattr(os, "setxattr", setxattr)
    save(file)
    assert (taken, file.read_bytes()) == (["user.y"], NEW)


def test_an_owner_that_cannot_be_kept_hinders_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does a system that knows no owners or extended attributes."""
    monkeypatch.setattr(os, "fchown", lambda *args: failing("EPERM")())
    monkeypatch.delattr(os, "listxattr")
    save(file)
    monkeypatch.delattr(os, "fchown")
    with locked(file):
        replace(file, OLD, NEW)
    assert file.read_bytes() == OLD


@pytest.mark.parametrize("target", ["folder/tasks.yaml", "folder/../folder/tasks.yaml"])
def test_a_symlink_stays_and_its_target_is_written(target: str, file: Path) -> None:
    """A link to another folder, and a link to that link, go on pointing where they did."""
    link = file.parent.parent / "link.yaml"
    link.symlink_to(target)
    second = file.parent / "second.yaml"
    second.symlink_to("../link.yaml")
    save(second)
    assert (link.readlink(), second.readlink()) == (Path(target), Path("../link.yaml"))
    assert file.read_bytes() == NEW
    assert not (file.parent.parent / ".link.yaml.lock").exists()


def test_both_names_of_a_file_have_one_lock(file: Path) -> None:
    """Who comes by a symlink waits for who came by the name itself."""
    link = file.parent.parent / "link.yaml"
    link.symlink_to(file)
    with _held(file), pytest.raises(Conflict), locked(link, seconds=0):
        pass


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o000])
def test_a_read_only_file_is_refused(mode: int, file: Path) -> None:
    """The read-only mode is respected though a rename would not ask for it, by root too."""
    file.chmod(mode)
    with pytest.raises(Unwritable, match="只读"):
        save(file)
    file.chmod(0o600)
    assert (file.read_bytes(), leftovers(file.parent)) == (OLD, [])


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A folder and a pipe are not replaced by files."""
    (tmp_path / "tasks.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    for name in ("tasks.yaml", "pipe.yaml"):
        with pytest.raises(Unwritable, match="不是普通文件"):
            save(tmp_path / name)
    assert stat.S_ISFIFO((tmp_path / "pipe.yaml").stat().st_mode)


def test_a_hard_link_is_told_of(file: Path) -> None:
    """The file is saved, and it is said that the other name goes on showing the old text."""
    other = file.parent / "other.yaml"
    other.hardlink_to(file)
    remark = save(file)
    assert remark == f"{file} 还有别的名字（硬链接），那个名字下仍是旧内容"
    assert (file.read_bytes(), other.read_bytes()) == (NEW, OLD)


def test_without_a_hard_link_there_is_nothing_to_tell(file: Path) -> None:
    """A save of an ordinary file has no remark."""
    assert save(file) is None


def test_old_leftovers_are_removed(file: Path) -> None:
    """What a killed run left more than an hour ago goes with the next save; nothing else does."""
    names = {
        ".tasks.yaml.0123abcd.tmp": 3700,
        ".tasks.yaml.0123abce.tmp": 3500,
        ".tasks.yaml.notatoke.tmp": 99999,
        ".tasks.yaml.0123abcdef.tmp": 99999,
        ".other.yaml.0123abcd.tmp": 99999,
        "tasks.yaml.tmp": 99999,
    }
    now = file.stat().st_mtime
    for name, age in names.items():
        (file.parent / name).write_text("x")
        os.utime(file.parent / name, (now - age, now - age))
    save(file)
    assert leftovers(file.parent) == sorted(set(names) - {".tasks.yaml.0123abcd.tmp"})


def test_a_name_with_signs_of_a_pattern_is_a_name(tmp_path: Path) -> None:
    """Brackets and stars in a file's name mean themselves when leftovers are looked for."""
    path = tmp_path / "t[a]*.yaml"
    path.write_bytes(OLD)
    mine, others = tmp_path / ".t[a]*.yaml.01234567.tmp", tmp_path / ".tax.yaml.01234567.tmp"
    for leftover in (mine, others):
        leftover.write_text("x")
        os.utime(leftover, (0, 0))
    save(path)
    assert (mine.exists(), others.exists(), path.read_bytes()) == (False, True, NEW)


class _held:
    """The lock of a file, held by somebody else."""

    def __init__(self, file: Path) -> None:
        self.path = file.with_name(f".{file.name}.lock")

    def __enter__(self) -> None:
        self.handle = os.open(self.path, os.O_CREAT | os.O_RDWR)
        fcntl.flock(self.handle, fcntl.LOCK_EX)

    def __exit__(self, *error: object) -> None:
        os.close(self.handle)


def test_somebody_else_s_lock_is_waited_for_and_then_told(file: Path) -> None:
    """A lock that is not given in time is a conflict in Chinese, and nothing is written."""
    with _held(file), pytest.raises(Conflict) as caught, locked(file, seconds=0.12):
        replace(file, NEW, OLD)
    assert caught.value.message == f"{file} 正被别人写入，等了 0 秒，未写入"
    assert caught.value.hint == "稍后再试"
    assert file.read_bytes() == OLD


def test_a_lock_that_is_given_back_in_time_is_taken(file: Path) -> None:
    """Waiting ends as soon as the other one is done."""
    held = _held(file)
    held.__enter__()
    threading.Timer(0.1, held.__exit__).start()
    save(file)
    assert file.read_bytes() == NEW


def test_the_lock_lets_everybody_in(file: Path) -> None:
    """The lock file has mode 0666 under any umask, and it stays."""
    before = os.umask(0o077)
    try:
        save(file)
    finally:
        os.umask(before)
    lock = file.with_name(".tasks.yaml.lock")
    assert stat.S_IMODE(lock.stat().st_mode) == 0o666


@as_root
def test_a_second_user_takes_the_lock_of_the_first(shared: Path) -> None:
    """Two users of one folder write the same file, the first with a narrow umask."""
    path = shared / "tasks.yaml"

    def first() -> None:
        os.umask(0o077)
        path.write_bytes(OLD)
        path.chmod(0o666)
        save(path)

    def second() -> None:
        with locked(path):
            replace(path, OLD, NEW)

    assert as_user(4321, first) == 0
    assert (path.read_bytes(), path.stat().st_uid) == (NEW, 4321)
    assert as_user(4322, second) == 0
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (OLD, 0o666)


@as_root
def test_the_group_stays_where_the_owner_cannot(shared: Path) -> None:
    """A clerk of the group who writes a file of somebody else's leaves it to the group."""
    path = shared / "tasks.yaml"
    path.write_bytes(OLD)
    os.chown(path, 4321, 5000)
    path.chmod(0o664)

    def clerk() -> None:
        os.setgroups([5000])
        os.setgid(4322)
        os.setuid(4322)
        save(path)

    assert in_child(clerk) == 0
    assert (path.stat().st_uid, path.stat().st_gid) == (4322, 5000)
    assert (stat.S_IMODE(path.stat().st_mode), path.read_bytes()) == (0o664, NEW)


@as_root
@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "owner", "reason"),
    [
        (0o755, 0o666, 0, "没有写入权限"),
        (0o777, 0o644, 0, "是只读的"),
        (0o1777, 0o666, 0, "没有写入权限"),
    ],
    ids=["folder read-only", "file of somebody else's", "sticky folder"],
)
def test_what_a_user_may_not_do_is_told(
    folder_mode: int, file_mode: int, owner: int, reason: str, shared: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Permissions that forbid a save are told in Chinese, and nothing is touched."""
    path = shared / "tasks.yaml"
    path.write_bytes(OLD)
    path.chmod(file_mode)
    shared.chmod(folder_mode)
    assert as_user(4321, lambda: save(path)) == 7
    assert reason in capfd.readouterr().out
    assert (path.read_bytes(), leftovers(shared)) == (OLD, [])


def test_a_mode_that_cannot_be_kept_is_an_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that others would be shut out of is not put in place; where the mode is right, nobody asks."""
    file.chmod(0o664)
    monkeypatch.setattr(os, "fchmod", lambda handle, mode: failing("EPERM")())
    with locked(file):
        pass
    with pytest.raises(Unwritable, match="没有写入权限"), locked(file):
        replace(file, NEW, OLD)
    file.chmod(0o600)
    with locked(file):
        replace(file, NEW, OLD)
    assert file.read_bytes() == NEW


@pytest.mark.parametrize(
    "moment", ["open temporary", "write temporary", "fsync temporary", "close temporary"]
)
def test_an_editor_that_saves_meanwhile_loses_nothing(
    moment: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What somebody saves while the sibling is written is found and kept: the compare is the last step."""
    faults = Faults(monkeypatch, file)
    save(file)
    at = faults.log.index(moment) + 1
    faults.disarm()
    file.write_bytes(OLD)
    theirs = file.parent / "theirs"
    theirs.write_bytes(b"theirs\n")
    faults.arm(at, lambda: shutil.move(theirs, file), after=True)
    with pytest.raises(Conflict) as caught:
        save(file)
    assert caught.value.message == f"{file} 刚被别人改过，未写入"
    assert (file.read_bytes(), leftovers(file.parent)) == (b"theirs\n", [])


@pytest.mark.skipif(sys.platform != "linux", reason="names are exchanged on Linux")
@pytest.mark.parametrize("saves", [1, 2, 3, 4])
def test_what_is_saved_between_compare_and_rename_is_put_back(
    saves: int, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last of the saves, one before each exchange, stays; one over ours is no conflict of ours."""
    exchange, theirs = commit.exchange, iter(range(saves))

    def late(first: Path, second: Path) -> bool:
        for number in theirs:
            other = file.parent / "theirs"
            other.write_bytes(f"theirs {number}\n".encode())
            other.replace(file)
            break
        return exchange(first, second)

    monkeypatch.setattr(commit, "exchange", late)
    with pytest.raises(Conflict, match="刚被别人改过，未写入") if saves == 1 else nullcontext():
        save(file)
    assert (file.read_bytes(), leftovers(file.parent)) == (f"theirs {saves - 1}\n".encode(), [])


@pytest.mark.skipif(sys.platform != "linux", reason="names are exchanged on Linux")
def test_what_cannot_be_exchanged_back_is_renamed_back(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is gone when the late save is to be put back gets it all the same."""
    exchange, calls = commit.exchange, iter(range(9))

    def late(first: Path, second: Path) -> bool:
        if next(calls):
            file.unlink()
        else:
            file.write_bytes(b"theirs\n")
        return exchange(first, second)

    monkeypatch.setattr(commit, "exchange", late)
    with pytest.raises(Conflict):
        save(file)
    assert (file.read_bytes(), leftovers(file.parent)) == (b"theirs\n", [])


@pytest.mark.skipif(sys.platform != "linux", reason="names are exchanged on Linux")
def test_once_the_names_are_exchanged_nothing_fails(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what came out cannot be read any more, the save is done all the same."""
    read_bytes = Path.read_bytes

    def reading(path: Path) -> bytes:
        if path.suffix == ".tmp":
            failing("EIO")()
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", reading)
    save(file)
    assert (file.read_bytes(), leftovers(file.parent)) == (NEW, [])


@pytest.mark.parametrize("there", [True, False], ids=["refused", "none"])
def test_where_names_cannot_be_exchanged_one_is_renamed(
    there: bool, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On disks and systems that know no exchange a save is a rename."""
    monkeypatch.setattr(commit, "_RENAMEAT2", (lambda *names: -1) if there else None)
    save(file)
    assert (file.read_bytes(), leftovers(file.parent)) == (NEW, [])


@pytest.mark.parametrize("moment", [None, "write temporary"])
def test_a_file_that_went_away_is_not_made_again(
    moment: str | None, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file removed before or while it is written is somebody's decision, not ours to undo."""
    faults = Faults(monkeypatch, file)
    save(file)
    at = faults.log.index(moment) + 1 if moment else 0
    faults.disarm()
    file.write_bytes(OLD)
    faults.arm(at, file.unlink, after=True)
    if not moment:
        file.unlink()
    with pytest.raises(Conflict):
        save(file)
    assert sorted(path.name for path in file.parent.iterdir()) == [".tasks.yaml.lock"]


def test_a_file_that_is_held_for_a_moment_is_tried_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where scanners hold files (Windows), a rename that is denied is tried again, and not for ever."""
    renamed = os.replace
    denied = [2]

    def held(source: str, target: str) -> None:
        if denied[0]:
            denied[0] -= 1
            failing("EACCES")()
        renamed(source, target)

    monkeypatch.setattr(commit, "exchange", lambda first, second: False)
    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(commit, "_RENAME_TRIES", 3)
    save(file)
    assert (file.read_bytes(), denied) == (NEW, [0])
    denied[0] = 1
    with locked(file):
        replace(file, OLD, NEW)
        replace(file, NEW, OLD)
    assert (file.read_bytes(), denied) == (NEW, [0])
    denied[0] = 99
    with pytest.raises(Unwritable, match="没有写入权限"), locked(file):
        replace(file, OLD, NEW)
    assert (file.read_bytes(), denied) == (NEW, [96])


def test_a_missing_folder_is_told_and_not_made(tmp_path: Path) -> None:
    """A lock in a folder that is not there makes no folder."""
    with pytest.raises(Unwritable, match="文件夹不存在"):
        save(tmp_path / "none" / "tasks.yaml")
    assert list(tmp_path.iterdir()) == []


def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    """A symlink that leads to itself ends in a message."""
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    for work in (save, lambda path: create(path, NEW), lambda path: create(path, NEW, force=True)):
        with pytest.raises(Unwritable, match="符号链接绕成了圈"):
            work(tmp_path / "a.yaml")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_symlink()) == ["a.yaml", "b.yaml"]


def test_a_lock_that_cannot_be_is_told(file: Path) -> None:
    """A folder where the lock should be, and a disk without locks, end in a message."""
    file.with_name(".tasks.yaml.lock").unlink()
    file.with_name(".tasks.yaml.lock").mkdir()
    with pytest.raises(Unwritable, match=CHINESE):
        save(file)


def test_a_disk_without_locks_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What filelock says of a file system that knows no locks becomes a message."""

    def acquire(lock: object, *args: object, **options: object) -> None:
        raise NotImplementedError("FileSystem does not appear to support flock")

    monkeypatch.setattr("fazhi_cli.commit.FileLock.acquire", acquire)
    with pytest.raises(Unwritable, match="这个磁盘不支持加锁"):
        save(file)


def test_an_unknown_error_has_a_number_and_no_english(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that the table does not know is told by its number."""
    monkeypatch.setattr(os, "fsync", lambda handle: failing("ECHILD")())
    with pytest.raises(Unwritable, match=r"写不进去：系统拒绝写入（错误号 \d+）$"):
        save(file)


def test_a_new_file_is_made_whole(tmp_path: Path) -> None:
    """A new file holds its bytes, has the mode that the umask leaves, and nothing lies beside it."""
    before = os.umask(0o027)
    try:
        create(tmp_path / "out.csv", NEW)
    finally:
        os.umask(before)
    made = tmp_path / "out.csv"
    assert (made.read_bytes(), stat.S_IMODE(made.stat().st_mode)) == (NEW, 0o640)
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
    assert made.stat().st_nlink == 1


def test_an_existing_file_is_not_overwritten_without_force(file: Path) -> None:
    """An output that exists is refused with the way out; with force it is replaced, its mode kept."""
    file.chmod(0o640)
    with pytest.raises(Unwritable) as caught:
        create(file, NEW)
    assert caught.value.message == f"{file} 已经存在，未写入"
    assert caught.value.hint == "换一个文件名，或加 --force 覆盖"
    assert file.read_bytes() == OLD
    create(file, NEW, force=True)
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (NEW, 0o640)


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "none"])
def test_a_file_that_appears_in_the_last_moment_is_not_overwritten(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody's file that comes between the look and the rename stays, on a disk without hard links too."""
    link = os.link
    path = tmp_path / "out.csv"

    def raced(source: str, target: str) -> None:
        path.write_bytes(b"theirs")
        if not links:
            failing("EPERM")()
        link(source, target)

    monkeypatch.setattr(os, "link", raced)
    with pytest.raises(Unwritable, match="已经存在"):
        create(path, NEW)
    assert (path.read_bytes(), leftovers(tmp_path)) == (b"theirs", [])


def test_a_disk_without_hard_links_takes_new_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no hard link can be made (USB sticks, some shares), a new file is made all the same."""
    monkeypatch.setattr(os, "link", lambda source, target: failing("EPERM")())
    create(tmp_path / "out.csv", NEW)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("out.csv", NEW)]


def test_a_name_that_was_claimed_in_vain_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the rename over one's own empty file fails, neither is left."""
    monkeypatch.setattr(os, "link", lambda source, target: failing("EPERM")())
    monkeypatch.setattr(os, "replace", lambda source, target: failing("EIO")())
    with pytest.raises(Unwritable, match="磁盘读写出错"):
        create(tmp_path / "out.csv", NEW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("code", ["ENOSPC", "EACCES"])
def test_whichever_call_fails_an_output_is_whole_or_not_there(
    code: str, force: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call of making a file fails in turn: the file is whole, or as it was before."""
    path = tmp_path / "folder" / "out.csv"
    path.parent.mkdir()
    faults = Faults(monkeypatch, path)
    for always in (False, True):
        at = 0
        while at == 0 or faults.fired:
            at += 1
            faults.disarm()
            path.unlink(missing_ok=True)
            if force:
                path.write_bytes(OLD)
            faults.arm(at, failing(code), always)
            try:
                create(path, NEW, force)
                expected: bytes | None = NEW
            except Unwritable:
                expected = OLD if force else None
            faults.disarm()
            assert (path.read_bytes() if path.exists() else None) == expected, at
            assert leftovers(path.parent) == []
        assert at > 5


def test_an_output_is_made_where_a_dangling_link_points(tmp_path: Path) -> None:
    """A link to nothing yet stays a link, and the file appears behind it."""
    link = tmp_path / "link.csv"
    link.symlink_to("behind.csv")
    create(link, NEW)
    assert (link.readlink(), (tmp_path / "behind.csv").read_bytes()) == (Path("behind.csv"), NEW)


def test_an_output_in_a_missing_folder_is_told(tmp_path: Path) -> None:
    """A folder that is not there is not made."""
    with pytest.raises(Unwritable, match="文件夹不存在"):
        create(tmp_path / "none" / "out.csv", NEW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o444, 0o400])
def test_a_read_only_output_is_not_forced(mode: int, file: Path) -> None:
    """Force overwrites a file, but not one that is marked read-only, and no folder."""
    file.chmod(mode)
    with pytest.raises(Unwritable, match="只读"):
        create(file, NEW, force=True)
    with pytest.raises(Unwritable, match="不是普通文件"):
        create(file.parent, NEW, force=True)
    assert file.read_bytes() == OLD


def test_what_stands_in_the_way_is_told_early(tmp_path: Path) -> None:
    """A file or folder of that name; nothing is no obstacle, nor a link to nothing."""
    (tmp_path / "there").write_bytes(b"")
    (tmp_path / "link").symlink_to("nothing")
    commit.check_absent(tmp_path / "new")
    commit.check_absent(tmp_path / "link")
    for name in ("there", "."):
        with pytest.raises(Unwritable) as refusal:
            commit.check_absent(tmp_path / name)
        assert refusal.value.message == f"{tmp_path / name} 已经存在，未写入"


@pytest.mark.parametrize("look", [commit.check_absent, commit.check_folder])
def test_a_name_that_no_disk_takes_is_told_early(look: Callable[[Path], None], tmp_path: Path) -> None:
    """A name too long for the system is a reason in Chinese, before anything is done."""
    long = tmp_path / ("x" * 300) / "a.csv"
    with pytest.raises(Unwritable, match=r"文件名太长|文件夹不存在"):
        look(long if look is commit.check_folder else long.parent)


def test_a_missing_folder_is_told_early(tmp_path: Path) -> None:
    """A folder that is there is no obstacle."""
    commit.check_folder(tmp_path / "a.csv")
    with pytest.raises(Unwritable, match="文件夹不存在"):
        commit.check_folder(tmp_path / "none" / "a.csv")
