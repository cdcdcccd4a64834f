"""What writing commands share: which measures, asking first, rehearsing, saving, showing what changed."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from difflib import unified_diff
from pathlib import Path, PurePath
from typing import NamedTuple

import typer

from fazhi_cli import packaged
from fazhi_cli.cells import visible
from fazhi_cli.change import Change
from fazhi_cli.cli import session
from fazhi_cli.fetching import fetched
from fazhi_cli.journal import journal_of
from fazhi_cli.measure import Measure, Register
from fazhi_cli.naming import known_id, measures_under, measures_with
from fazhi_cli.problems import Exit, Refused, Unwritable
from fazhi_cli.query import Filter, select
from fazhi_cli.register import Loaded
from fazhi_cli.state import State
from fazhi_cli.view.screen import Screen
from fazhi_cli.view.words import register_name
from fazhi_cli.writing import Written, found, rehearse, rewrite

ASK_ABOVE = 3
COPY = "tasks.yaml"


class Job(NamedTuple):
    """One writing command: the register it works on, today, how it may go about it, and in whose name."""

    where: session.Where
    today: date
    dry_run: bool
    yes: bool
    by: str | None = None


class Planned(NamedTuple):
    """What a command is about to do: the changes, the ids of the measures they are about, what is odd."""

    changes: list[Change]
    ids: list[str]
    remarks: Sequence[str] = ()


Plan = Callable[[Loaded], Planned]
Shown = Sequence[str] | Callable[[Sequence[State], Screen], str]
"""How the measures are shown that were changed: the columns of a table, or what makes a text of them."""


def named(register: Register, ids: Sequence[str], subtrees: bool) -> list[Measure]:
    """Return the measures that `ids` name, each once; whole subtrees only where `subtrees` allows it.

    Raises Refused for an unknown id, for a subtree where it is not allowed, and for an empty one.
    """
    if subtrees:
        if not (found := measures_under(register, ids)):
            raise Refused("没有要改的措施", "用 fazhi list 查看编号")
        return found
    known = dict.fromkeys(known_id(register, own) for own in ids)
    by_id = {measure.id: measure for measure in measures_with(register, known)}
    return [by_id[own] for own in known]


def perform(job: Job, plan: Plan, shown: Shown, done: str = "改了") -> None:
    """Do what `plan` says of the register as it is at that moment, and show the measures as they then are.

    A rule that is not met is said before anything is asked. Raises what reading, the rules and writing
    raise; nothing is written then.
    """
    calendar, snapshots = session.calendar(job.where), session.snapshots(job.where)
    latest = Planned([], [])

    def changes(loaded: Loaded) -> list[Change]:
        nonlocal latest
        latest = plan(loaded)
        return latest.changes

    if job.dry_run:
        told = rehearse(job.where.path, changes, calendar, job.where.name, snapshots)
        show_difference(told, job.where)
        _say(latest.remarks)
        return
    first = plan(fetched(job.where.path, calendar, job.where.name, snapshots))
    if len(first.ids) > ASK_ABOVE:
        _ask(f"要改 {len(first.ids)} 条措施，确定吗？", job)
    where = _own_copy(job)
    is_first = not journal_of(where.path).exists()
    signature, snapshots = session.signature(job.by), session.snapshots(where)
    written = rewrite(where.path, changes, calendar, where.name, signature, snapshots)
    for remark in written.remarks:
        session.say(remark)
    with displayed(where.name):
        _show_written(written, latest.ids, job.today, shown, done)
    _say(latest.remarks)
    if is_first and written.after is not written.before:
        session.advise("记错了可以撤销：fazhi undo；谁什么时候改了什么：fazhi history。")


def _say(remarks: Sequence[str]) -> None:
    for remark in dict.fromkeys(remarks):
        session.say(visible(remark))


@contextmanager
def displayed(name: str) -> Iterator[None]:
    """Let the body print what was written to the file `name`; where it cannot, that alone is told."""
    try:
        yield
        session.flush()
    except Unwritable as error:
        session.say(f"已写入 {visible(name)}，但结果显示不出来：{error.message}")


def _ask(question: str, job: Job) -> None:
    """Ask, and end the run when the answer is no."""
    if not session.confirmed(question, job.yes):
        session.say("没有改动。")
        raise typer.Exit(Exit.REFUSED)


def _own_copy(job: Job) -> session.Where:
    """Return a register that may be written: the one found, or a copy of the built-in one, if wanted.

    Raises Refused when there is nobody to ask.
    """
    if not job.where.built_in:
        return job.where
    _ask(f"内置台账只能读。要复制一份到 {COPY} 再改吗？", job)
    path = Path.cwd() / COPY
    remark = found(path, packaged.REGISTER.read_bytes())
    session.say(f"已复制内置台账到 {COPY}，以后在这个文件夹里就用它。")
    if remark:
        session.say(visible(remark))
    return session.Where(path, COPY)


def show_difference(written: Written, where: session.Where) -> None:
    """Print what would change, as a diff that `patch` accepts; into a pipe byte for byte."""
    old, new = written.before.source, written.after.source
    mark = old.bom.decode(old.encoding)
    show_texts(mark + old.text, mark + new.text, COPY if where.built_in else where.name)


def show_texts(old: str | None, new: str, name: str) -> None:
    """Print as a diff what makes `new` of the text `old` of the file `name`, None where there is no file."""
    name = PurePath(name).as_posix().lstrip("/")
    source = "/dev/null" if old is None else f"a/{name}"
    lines = unified_diff(_lines(old or ""), _lines(new), source, f"b/{name}")
    text = "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
    if not text:
        session.say("没有要改的。")
    elif sys.stdout.isatty():
        session.out("\n".join(map(visible, text.splitlines())))
    else:
        session.emit(text.encode())


def _lines(text: str) -> list[str]:
    """Return the lines of `text` with their ends, broken at LF only, as `patch` does."""
    lines = text.split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *filter(None, lines[-1:])]


def _show_written(written: Written, ids: Sequence[str], day: date, shown: Shown, done: str) -> None:
    """Print the measures `ids` as they are after a change."""
    from fazhi_cli.view.listing import rows_text

    register, screen = written.after.register, session.screen()
    rows = select(register, day, Filter(ids=tuple(ids))).rows
    session.out(shown(rows, screen) if callable(shown) else rows_text(rows, shown, screen))
    told = "没有变化" if written.after is written.before else f"{done} {len(ids)} 条"
    name = register_name(register, written.after.source.name)
    session.out("\n" + screen.folded(f"{name}：{told}。"))
