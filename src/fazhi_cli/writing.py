"""A change on its way to disk: lock, read, plan, prove, save; and a new register with its schema beside it.

The plan is made on what is in the file at that moment, under the lock, so nobody's work is overwritten.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from fazhi_cli import commit, journal, packaged, terms
from fazhi_cli.cache import Cache
from fazhi_cli.cells import visible
from fazhi_cli.change import Change, Signature
from fazhi_cli.deadline import Calendar
from fazhi_cli.fetching import fetched, keep
from fazhi_cli.journal import Record
from fazhi_cli.problems import Conflict, FazhiError, Unwritable
from fazhi_cli.proof import changed, restored
from fazhi_cli.register import Loaded
from fazhi_cli.undoing import reversal, text_before

TRIES = 5
_REPLACING = ("put", "clear")
_NO_CACHE = Cache()


class Written(NamedTuple):
    """The register before and after; they are the same object when there was nothing to change.

    `changes` lead from one to the other. `remarks` are what the user should know of what was written.
    """

    before: Loaded
    after: Loaded
    changes: tuple[Change, ...] = ()
    remarks: tuple[str, ...] = ()


Planner = Callable[[Loaded], list[Change]]


def rewrite(
    path: Path,
    plan: Planner,
    calendar: Callable[[], Calendar],
    name: str | None = None,
    signature: Signature | None = None,
    cache: Cache = _NO_CACHE,
) -> Written:
    """Change the register at `path` as `plan` says of its present content, save it, and record that.

    An editor that saves without asking for the lock makes the plan run again on what it saved. Without a
    `signature` nothing is recorded. A snapshot of what is saved goes to `cache`. Raises Invalid, Refused,
    Conflict or Unwritable; nothing is written then.
    """
    return _written(path, lambda: rehearse(path, plan, calendar, name, cache), signature, cache)


def undo(
    path: Path,
    choose: Callable[[Sequence[Record]], Record],
    calendar: Callable[[], Calendar],
    name: str | None = None,
    signature: Signature | None = None,
    cache: Cache = _NO_CACHE,
) -> tuple[Written, Record]:
    """Take back the command that `choose` picks from those on record; return what was written, and which.

    Raises as `rewrite` does, and Refused where somebody changed the same places since.
    """
    chosen: list[Record] = []

    def back() -> Written:
        before = fetched(path, calendar, name, cache)
        chosen[:] = [choose(journal.read(path))]
        return _taken_back(before, chosen[0], calendar)

    written = _written(path, back, signature, cache, lambda: chosen[0].number)
    return written, chosen[0]


def rehearse_undo(
    path: Path,
    choose: Callable[[Sequence[Record]], Record],
    calendar: Callable[[], Calendar],
    name: str | None = None,
) -> tuple[Written, Record]:
    """Return what `undo` would save, without saving it, and which command it would take back."""
    record = choose(journal.read(path))
    return _taken_back(fetched(path, calendar, name, _NO_CACHE), record, calendar), record


def _taken_back(before: Loaded, record: Record, calendar: Callable[[], Calendar]) -> Written:
    """Return the register without `record`: its very text of then if nothing else was changed since."""
    changes = reversal(record, before)
    text = text_before(record, before.source.text)
    after = restored(before, text, changes, calendar) if text is not None else None
    return Written(before, after or changed(before, changes, calendar), tuple(changes))


def _written(
    path: Path,
    make: Callable[[], Written],
    signature: Signature | None,
    cache: Cache,
    undoes: Callable[[], int | None] = lambda: None,
) -> Written:
    """Save what `make` makes of the file, again if somebody saved meanwhile; record it if it is signed."""
    with commit.locked(path):
        written = _saved_at_last(path, make)
        if written.after is not written.before:
            keep(written.after, cache, written.before)
        if signature is None or written.after is written.before:
            return written
        record = journal.recorded(written.before, written.after, written.changes, signature, undoes())
        return _with_remark(written, recorded(path, record))


def _saved_at_last(path: Path, make: Callable[[], Written]) -> Written:
    """Save what `make` makes of the file, each time anew. Raises Conflict when that never succeeds.

    So it does when somebody meanwhile changed a value that is to be replaced: he did not know of ours.
    """
    made = make()
    for _ in range(TRIES - 1):
        with suppress(Conflict):
            return _saved(path, made)
        tried, made = made, make()
        _check_untouched(path, tried, made)
    return _saved(path, made)


def _check_untouched(path: Path, tried: Written, made: Written) -> None:
    """Raise Conflict when a value to be replaced is not the one it was when that was tried before."""
    earlier = journal.steps_of(tried.before, tried.changes)
    before = {(step.id, step.path): step.old for step in earlier if step.op in _REPLACING}
    for step in journal.steps_of(made.before, made.changes):
        old = before.get((step.id, step.path), step.old)
        if step.op in _REPLACING and step.old not in (old, step.new):
            value = terms.STATUSES.get(step.old, step.old) if step.path == ("status",) else step.old
            told = "删去" if value is None else f"改成“{visible(str(value))}”"
            raise Conflict(
                f"{path} 里 {step.id} 的{terms.field_term(step.path[0])}刚被别人{told}，未写入",
                "核对以后，再运行一次同样的命令",
            )


def recorded(path: Path, record: Record) -> str | None:
    """Put `record` into the journal of the register at `path`; call it under the register's lock.

    The register is saved by then, so a journal that cannot be written is no error: what the user should
    know of it is returned.
    """
    try:
        commit.create(journal.journal_of(path), journal.extended(path, record), force=True)
    except FazhiError as error:
        return f"操作记录没有写成，这一步不能撤销：{error.message}"
    return None


def _saved(path: Path, written: Written) -> Written:
    return _with_remark(written, commit.replace(path, written.after.source.data, written.before.source.data))


def _with_remark(written: Written, remark: str | None) -> Written:
    return written._replace(remarks=(*written.remarks, remark)) if remark else written


def found(path: Path, data: bytes, force: bool = False) -> str | None:
    """Write a new register at `path` and, beside it, the schema by which editors check it.

    The journal of a register that was there before is put away.

    A schema of another content stays unless `force` replaces it; that is what the user should know, if
    anything. Raises Unwritable when the register exists and is not to be replaced, or the system refuses.
    """
    commit.create(path, data, force)
    journal.set_aside(path)
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


def rehearse(
    path: Path,
    plan: Planner,
    calendar: Callable[[], Calendar],
    name: str | None = None,
    cache: Cache = _NO_CACHE,
) -> Written:
    """Return what `rewrite` would save, without saving it."""
    before = fetched(path, calendar, name, cache)
    changes = plan(before)
    after = changed(before, changes, calendar) if changes else before
    same = after.source.data == before.source.data
    return Written(before, before if same else after, tuple(changes))
