"""The one routine by which a file is written: under a lock, whole or not at all, never over a newer one.

It knows bytes and paths only. The only home of filelock. Order of work (and why) for an existing file:
write a sibling and force it to disk, compare the file with what was read as the very last step, then
rename. A killed run leaves the old file or the new one.
"""

import errno
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from filelock import FileLock, Timeout

from fazhi_cli.problems import Conflict, Unwritable

LOCK_SECONDS = 10.0
LEFTOVER_SECONDS = 3600
_SHARED = 0o666
_WINDOWS_TRIES = 10

_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "文件夹不存在",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "文件名太长",
}


@contextmanager
def locked(path: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold the lock of the file at `path` while the body runs.

    The lock is a sibling `.NAME.lock` that any user of the folder may open; it is left in place, because
    removing it would let two runs lock different files. Raises Conflict when somebody else holds it for
    `seconds`, Unwritable when it cannot be made.
    """
    real = path.resolve()
    lock = FileLock(real.with_name(f".{real.name}.lock"), timeout=seconds, mode=_SHARED)
    try:
        lock.acquire()
    except Timeout:
        raise Conflict(f"{path} 正被别人写入，等了 {seconds:.0f} 秒，未写入", "稍后再试") from None
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        yield
    finally:
        lock.release()


def replace(path: Path, data: bytes, expected: bytes) -> None:
    """Write `data` over the file at `path`, which must still hold `expected`; call it under `locked`.

    A symlink stays and its target is written; mode, owner and extended attributes are kept as far as the
    system allows. Nothing is written when `data` is `expected`. Raises Conflict when somebody saved the file
    meanwhile, Unwritable when the system refuses; the file is then as it was.
    """
    if data == expected:
        return
    real = path.resolve()
    try:
        status = _writable(path, real)
        _remove_leftovers(real)
        with _sibling(real, data, status) as temporary:
            if real.read_bytes() != expected:
                raise Conflict(f"{path} 刚被别人改过，未写入", "再运行一次同样的命令")
            _rename(temporary, real)
    except OSError as error:
        raise _unwritable(path, error) from error
    _sync_folder(real.parent)


def create(path: Path, data: bytes, force: bool = False) -> None:
    """Write `data` to a new file at `path`; with `force` also over an existing one.

    Raises Unwritable when the file exists or the system refuses; what existed is then as it was.
    """
    real = path.resolve()
    if not force and path.exists():
        raise Unwritable(f"{path} 已经存在，未写入", "换一个文件名，或加 --force 覆盖")
    try:
        status = _writable(path, real) if real.exists() else None
        with _sibling(real, data, status) as temporary:
            if force:
                _rename(temporary, real)
            else:
                _link(temporary, real, path)
    except OSError as error:
        raise _unwritable(path, error) from error
    _sync_folder(real.parent)


def _writable(path: Path, real: Path) -> os.stat_result:
    """Return the status of an existing file, or say why it must not be replaced."""
    status = real.stat()
    if not stat.S_ISREG(status.st_mode):
        raise Unwritable(f"{path} 不是普通文件，未写入", "换一个文件")
    if not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(real, os.W_OK):
        raise Unwritable(f"{path} 是只读的，未写入", "去掉只读属性，或请文件的所有者开放写入权限")
    return status


@contextmanager
def _sibling(real: Path, data: bytes, like: os.stat_result | None) -> Iterator[Path]:
    """Make a file beside `real` that holds `data`, safe on disk; what is left of it afterwards is removed."""
    temporary = real.with_name(f".{real.name}.{secrets.token_hex(4)}.tmp")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, 0o666 if like is None else 0o600)
    try:
        try:
            _write_all(handle, data)
            if like is not None:
                _dress(handle, real, like)
            os.fsync(handle)
        finally:
            os.close(handle)
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    if os.fstat(handle).st_size != len(data):
        raise OSError(errno.EIO, "short write")


def _dress(handle: int, real: Path, like: os.stat_result) -> None:
    """Give the new file the owner, mode and attributes of the old one, as far as the system allows."""
    if hasattr(os, "fchown"):
        with suppress(OSError):
            os.fchown(handle, like.st_uid, like.st_gid)
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(real):
                os.setxattr(handle, name, os.getxattr(real, name))
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(like.st_mode))


def _rename(temporary: Path, real: Path) -> None:
    """Rename over `real`; on Windows a scanner or editor may hold the file for a moment."""
    for attempt in range(_WINDOWS_TRIES):
        try:
            temporary.replace(real)
        except PermissionError:
            if os.name != "nt" or attempt == _WINDOWS_TRIES - 1:
                raise
            time.sleep(0.02 * 1.5**attempt)
        else:
            return


def _link(temporary: Path, real: Path, path: Path) -> None:
    """Let `real` appear whole, and only if nothing stands there."""
    try:
        os.link(temporary, real)
    except FileExistsError:
        raise Unwritable(f"{path} 已经存在，未写入", "换一个文件名，或加 --force 覆盖") from None
    except OSError:
        if real.exists():
            raise Unwritable(f"{path} 已经存在，未写入", "换一个文件名，或加 --force 覆盖") from None
        _rename(temporary, real)


def _remove_leftovers(real: Path) -> None:
    """Remove what a killed run left beside `real` more than an hour ago."""
    oldest = time.time() - LEFTOVER_SECONDS
    for leftover in real.parent.glob(f".{escape(real.name)}.????????.tmp"):
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


def _unwritable(path: Path, error: OSError) -> Unwritable:
    reason = _REASONS.get(error.errno or 0, error.strerror or "系统拒绝写入")
    return Unwritable(f"{path} 写不进去：{reason}", "原文件没有改动；排除原因后再试")
