"""A change on its way to disk: lock, read, plan, prove, save; and a new register with its schema beside it.

The plan is made on what is in the file at that moment, under the lock, so nobody's work is overwritten.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from fazhi_cli import commit, packaged
from fazhi_cli.change import Change
from fazhi_cli.deadline import Calendar
from fazhi_cli.problems import Conflict, Unwritable
from fazhi_cli.register import Loaded, changed, load

TRIES = 5


class Written(NamedTuple):
    """The register before and after; they are the same object when there was nothing to change.

    `remark` is what the user should know of the file that was written, if anything.
    """

    before: Loaded
    after: Loaded
    remark: str | None = None


Planner = Callable[[Loaded], list[Change]]


def rewrite(path: Path, plan: Planner, calendar: Callable[[], Calendar], name: str | None = None) -> Written:
    """Change the register at `path` as `plan` says of its present content, and save it.

    An editor that saves without asking for the lock makes the plan run again on what it saved. Raises
    Invalid, Refused, Conflict or Unwritable; nothing is written then.
    """
    with commit.locked(path):
        for _ in range(TRIES - 1):
            with suppress(Conflict):
                return _saved(path, plan, calendar, name)
        return _saved(path, plan, calendar, name)


def _saved(path: Path, plan: Planner, calendar: Callable[[], Calendar], name: str | None) -> Written:
    written = rehearse(path, plan, calendar, name)
    remark = commit.replace(path, written.after.source.data, written.before.source.data)
    return written._replace(remark=remark)


def found(path: Path, data: bytes, force: bool = False) -> str | None:
    """Write a new register at `path` and, beside it, the schema by which editors check it.

    A schema of another content stays unless `force` replaces it; that is what the user should know, if
    anything. Raises Unwritable when the register exists and is not to be replaced, or the system refuses.
    """
    commit.create(path, data, force)
    schema, content = path.with_name(packaged.SCHEMA.name), packaged.SCHEMA.read_bytes()
    with suppress(OSError):
        present = schema.read_bytes()
        if present == content:
            return None
        if not force:
            return f"旁边的 {schema.name} 内容不同，没有覆盖；要换成现在的：fazhi schema -o 这个文件 --force"
    try:
        commit.create(schema, content, force)
    except Unwritable as error:
        return f"没有写 {schema.name}：{error.message}"
    return None


def rehearse(path: Path, plan: Planner, calendar: Callable[[], Calendar], name: str | None = None) -> Written:
    """Return what `rewrite` would save, without saving it."""
    before = load(path, calendar, name)
    changes = plan(before)
    after = changed(before, changes, calendar) if changes else before
    return Written(before, before if after.source.data == before.source.data else after)
