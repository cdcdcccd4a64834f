"""The one routine by which a file is written: under a lock, whole or not at all, never over a newer one.

It knows bytes and paths only. The only home of filelock. Order of work (and why) for an existing file:
write a sibling and force it to disk, compare the file with what was read as the very last step, then
rename. A killed run leaves the old file or the new one; once the rename is done, nothing makes the run fail.
Where the system can exchange two names (Linux), what was renamed away is looked at once more, and put back
if it was saved between the compare and the rename.
"""

import ctypes
import errno
import os
import secrets
import signal
import stat
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from types import FrameType

from filelock import FileLock, Timeout

from fazhi_cli.problems import Conflict, Unwritable

LOCK_SECONDS = 10.0
POLL_SECONDS = 0.02
LEFTOVER_SECONDS = 3600
_SHARED = 0o666
_RENAME_TRIES = 10 if os.name == "nt" else 1
_LEFTOVER = "[0-9a-f]" * 8
_RENAMEAT2 = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
_HERE = -100
_EXCHANGE = 2
_ENDINGS = tuple(
    number for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if (number := getattr(signal, name, None))
)

_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件超过了系统允许的大小",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "文件夹不存在",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ELOOP: "符号链接绕成了圈",
    errno.EIO: "磁盘读写出错",
    errno.ESTALE: "网络盘断开了",
    errno.EINTR: "被系统打断",
    errno.EBUSY: "文件正被别的程序占用",
    errno.ENOSYS: "这个磁盘不支持加锁",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENAMETOOLONG: "文件名太长",
}


@contextmanager
def locked(path: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold the lock of the file at `path` while the body runs.

    The lock is a sibling `.NAME.lock` that any user of the folder may open; it is left in place, because
    removing it would let two runs lock different files. Raises Conflict when somebody else holds it for
    `seconds`, Unwritable when it cannot be made.
    """
    real = _real(path)
    lock = FileLock(real.with_name(f".{real.name}.lock"), timeout=seconds, mode=_SHARED)
    try:
        real.parent.stat()
        lock.acquire(poll_interval=POLL_SECONDS)
    except Timeout:
        raise Conflict(f"{path} 正被别人写入，等了 {seconds:.0f} 秒，未写入", "稍后再试") from None
    except NotImplementedError as error:
        raise _unwritable(path, OSError(errno.ENOSYS, "no flock")) from error
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        yield
    finally:
        with suppress(OSError), _undisturbed():
            lock.release()


def replace(path: Path, data: bytes, expected: bytes) -> str | None:
    """Write `data` over the file at `path`, which must still hold `expected`; call it under `locked`.

    A symlink stays and its target is written; mode, owner and extended attributes are kept as far as the
    system allows. Nothing is written when `data` is `expected`. Returns what the user should know of the
    result, if anything: another hard link goes on showing the old text. Raises Conflict when somebody saved
    or removed the file meanwhile, Unwritable when the system refuses; the file is then as it was.
    """
    if data == expected:
        return None
    real = _real(path)
    try:
        status = _status(real)
        if status is None:
            raise _moved_on(path)
        _check_writable(path, real, status)
        _remove_leftovers(real)
        with _sibling(real, data, status) as temporary, _undisturbed():
            if _content(real) != expected or not _take_place(temporary, real, data, expected):
                raise _moved_on(path)
            _sync_folder(real.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    return f"{path} 还有别的名字（硬链接），那个名字下仍是旧内容" if status.st_nlink > 1 else None


def check_absent(path: Path) -> None:
    """Raise Unwritable if something stands at `path`: said early, before anybody is asked anything."""
    try:
        if _status(_real(path)) is not None:
            raise _exists(path)
    except OSError as error:
        raise _unwritable(path, error) from error


def check_folder(path: Path) -> None:
    """Raise Unwritable if there is no folder for a file at `path`: said early, like `check_absent`."""
    try:
        if not _real(path).parent.is_dir():
            raise _unwritable(path, OSError(errno.ENOENT, "no folder"))
    except OSError as error:
        raise _unwritable(path, error) from error


def create(path: Path, data: bytes, force: bool = False) -> None:
    """Write `data` to a new file at `path`; with `force` also over an existing one.

    Raises Unwritable when the file exists or the system refuses; what existed is then as it was.
    """
    real = _real(path)
    try:
        status = _status(real)
        if status is not None:
            if not force:
                raise _exists(path)
            _check_writable(path, real, status)
        _remove_leftovers(real)
        with _sibling(real, data, status) as temporary, _undisturbed():
            if force:
                _rename(temporary, real)
            else:
                _appear(temporary, real, path)
            _sync_folder(real.parent)
    except OSError as error:
        raise _unwritable(path, error) from error


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise _unwritable(path, OSError(errno.ELOOP, str(error))) from error


def _status(real: Path) -> os.stat_result | None:
    """Return the status of the file at `real`, None when there is none."""
    try:
        return real.stat()
    except FileNotFoundError:
        return None


def _check_writable(path: Path, real: Path, status: os.stat_result) -> None:
    """Raise Unwritable if the file must not be replaced; the rename alone would ask its folder only."""
    if not stat.S_ISREG(status.st_mode):
        raise Unwritable(f"{path} 不是普通文件，未写入", "换一个文件")
    if not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(real, os.W_OK):
        raise Unwritable(f"{path} 是只读的，未写入", "去掉只读属性，或请文件的所有者开放写入权限")


@contextmanager
def _sibling(real: Path, data: bytes, like: os.stat_result | None) -> Iterator[Path]:
    """Make a file beside `real` that holds `data`, safe on disk; it is removed if the body fails."""
    temporary = real.with_name(f".{real.name}.{secrets.token_hex(4)}.tmp")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(temporary, flags, 0o666 if like is None else 0o600)
        try:
            _write_all(handle, data)
            if like is not None:
                _dress(handle, real, like)
            os.fsync(handle)
        finally:
            os.close(handle)
        yield temporary
    except BaseException:
        _discard(temporary)
        raise


def _discard(temporary: Path) -> None:
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest and (written := os.write(handle, rest)):
        rest = rest[written:]
    if os.fstat(handle).st_size != len(data):
        raise OSError(errno.EIO, "short write")


def _dress(handle: int, real: Path, like: os.stat_result) -> None:
    """Give the new file the owner, attributes and mode of the old one.

    Owner and attributes are given as far as the system allows, the group at least where the owner cannot
    be. A mode that differs and cannot be set is an error: others would be shut out.
    """
    if hasattr(os, "fchown"):
        for owner in (like.st_uid, -1):
            with suppress(OSError):
                os.fchown(handle, owner, like.st_gid)
                break
    if hasattr(os, "listxattr"):
        for name in _attributes(real):
            with suppress(OSError):
                os.setxattr(handle, name, os.getxattr(real, name))
    if hasattr(os, "fchmod") and os.fstat(handle).st_mode != like.st_mode:
        os.fchmod(handle, stat.S_IMODE(like.st_mode))


def _attributes(real: Path) -> list[str]:
    try:
        return os.listxattr(real)
    except OSError:
        return []


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back Ctrl-C and requests to end while the body runs, for the moments of rename and unlocking.

    Afterwards they are passed on, except for a Ctrl-C when the body has succeeded: it came too late, and no
    run is to be called interrupted whose work is done.
    """
    came: list[int] = []
    done = False

    def note(number: int, frame: FrameType | None) -> None:
        came.append(number)

    kept = {}
    try:
        for number in _ENDINGS if threading.current_thread() is threading.main_thread() else ():
            handler = signal.getsignal(number)
            if handler not in (None, signal.SIG_IGN):
                kept[number] = handler
                signal.signal(number, note)
        yield
        done = True
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
        for number in came:
            if number != signal.SIGINT or not done:
                signal.raise_signal(number)


def _content(real: Path) -> bytes | None:
    """Return what the file holds now, None when it is gone."""
    try:
        return real.read_bytes()
    except FileNotFoundError:
        return None


def _rename(temporary: Path, real: Path) -> None:
    """Rename over `real`; on Windows a scanner or editor may hold the file for a moment."""
    for attempt in range(1, _RENAME_TRIES):
        with suppress(PermissionError):
            temporary.replace(real)
            return
        time.sleep(0.02 * 1.5**attempt)
    temporary.replace(real)


def _take_place(temporary: Path, real: Path, data: bytes, expected: bytes) -> bool:
    """Let the sibling, which holds `data`, stand for `real`; say whether it took the place of `expected`.

    What was saved in the last moment is put back: whatever comes out of an exchange, and is not what went
    in before, is newer. If `data` itself was saved over meanwhile, it had its turn, and that is no failure.
    Where names cannot be exchanged, the sibling is renamed over `real`.
    """
    if not exchange(temporary, real):
        _rename(temporary, real)
        return True
    due, within, rounds = expected, data, 0
    while (out := _came_out(temporary, due)) != due:
        if not exchange(temporary, real):
            _rename(temporary, real)
            return False
        due, within, rounds = within, out, rounds + 1
    _discard(temporary)
    return rounds != 1


def _came_out(temporary: Path, due: bytes) -> bytes:
    """Return what the sibling holds after an exchange; what was due if that cannot be read."""
    try:
        return temporary.read_bytes()
    except OSError:
        return due


def exchange(first: Path, second: Path) -> bool:
    """Give each of two files the name of the other in one step; False where that cannot be done."""
    if _RENAMEAT2 is None:
        return False
    names = (_HERE, os.fsencode(first), _HERE, os.fsencode(second))
    return bool(_RENAMEAT2(*names, _EXCHANGE) == 0)


def _appear(temporary: Path, real: Path, path: Path) -> None:
    """Let `real` appear, whole, and only if nothing stands there."""
    try:
        try:
            os.link(temporary, real)
        except FileExistsError:
            raise
        except OSError:
            _claim(temporary, real)
        else:
            _discard(temporary)
    except FileExistsError:
        raise _exists(path) from None


def _claim(temporary: Path, real: Path) -> None:
    """Take the name `real` with an empty file and rename over that, for disks that know no hard links."""
    os.close(os.open(real, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    try:
        _rename(temporary, real)
    except BaseException:
        _discard(real)
        raise


def _remove_leftovers(real: Path) -> None:
    """Remove what a killed run left beside `real` more than an hour ago."""
    oldest = time.time() - LEFTOVER_SECONDS
    for leftover in real.parent.glob(f".{escape(real.name)}.{_LEFTOVER}.tmp"):
        with suppress(OSError):
            if leftover.stat().st_mtime < oldest:
                leftover.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system can; the file is written in any case."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _moved_on(path: Path) -> Conflict:
    return Conflict(f"{path} 刚被别人改过，未写入", "再运行一次同样的命令")


def _exists(path: Path) -> Unwritable:
    return Unwritable(f"{path} 已经存在，未写入", "换一个文件名，或加 --force 覆盖")


def _unwritable(path: Path, error: OSError) -> Unwritable:
    reason = _REASONS.get(error.errno or 0, f"系统拒绝写入（错误号 {error.errno or 0}）")
    return Unwritable(f"{path} 写不进去：{reason}", "原文件没有改动；排除原因后再试")
