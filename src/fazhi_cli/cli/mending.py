"""What writing commands share: which measures, asking first, rehearsing, saving, showing what changed."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

import typer

from fazhi_cli import commit, holidays, packaged
from fazhi_cli.cells import visible
from fazhi_cli.change import Change, Value
from fazhi_cli.cli import session
from fazhi_cli.measure import Measure, Register
from fazhi_cli.planning import add
from fazhi_cli.problems import Exit, Refused
from fazhi_cli.query import Filter, known_id, measures_under, select
from fazhi_cli.register import Loaded, load
from fazhi_cli.state import State
from fazhi_cli.writing import Written, rehearse, rewrite

ASK_ABOVE = 3
COPY = "tasks.yaml"


class Job(NamedTuple):
    """One writing command: the register it works on, the day, and how it may go about it."""

    where: session.Where
    day: date
    command: str
    dry_run: bool
    yes: bool


def named(register: Register, ids: Sequence[str], subtrees: bool) -> list[Measure]:
    """Return the measures that `ids` name, each once; whole subtrees only where `subtrees` allows it.

    Raises Refused for an unknown id, or for a subtree where it is not allowed.
    """
    if subtrees:
        return measures_under(register, ids)
    wanted = dict.fromkeys(_measure_id(register, own) for own in ids)
    by_id = {measure.id: measure for measure in register.measures}
    return [by_id[own] for own in wanted]


def _measure_id(register: Register, typed: str) -> str:
    branches = {item.id.casefold(): item.id for item in (*register.sections, *register.subtasks)}
    from fazhi_cli.query import normal_id

    branch = branches.get(normal_id(typed).casefold())
    if branch:
        raise Refused(
            f"{branch} 不是措施，含有几条措施", "写明措施编号；整项只能用 --status 和 --note 一起改"
        )
    return known_id(register, typed)


def perform(
    job: Job,
    ids: Callable[[Register], Iterable[Measure]],
    plan: Callable[[Loaded, Measure], list[Change]],
    columns: Sequence[str],
) -> None:
    """Make the changes that `plan` gives for each measure of `ids`, and show the measures as they now are.

    Raises what reading, the rules and writing raise; nothing is written then.
    """
    calendar = holidays.calendar_for(session.holiday_folders(job.where))
    first = list(ids(load(job.where.path, calendar, job.where.name).register))
    if not first:
        raise Refused("没有要改的措施", "用 fazhi list 查看编号")
    where = own_copy(job)

    def changes(loaded: Loaded) -> list[Change]:
        return [change for measure in ids(loaded.register) for change in plan(loaded, measure)]

    if job.dry_run:
        show_difference(rehearse(job.where.path, changes, calendar, job.where.name))
        return
    if len(first) > ASK_ABOVE and not session.confirmed(
        f"要改 {len(first)} 条措施，确定吗？", job.yes, job.command
    ):
        raise typer.Exit(Exit.REFUSED)
    written = rewrite(where.path, changes, calendar, where.name)
    show_written(written, [measure.id for measure in first], job.day, columns)


def own_copy(job: Job) -> session.Where:
    """Return a register that may be written: the one found, or a copy of the built-in one, if wanted.

    Raises Refused when there is nobody to ask.
    """
    if not job.where.built_in or job.dry_run:
        return job.where
    path = Path.cwd() / COPY
    question = f"内置台账只能读。要复制一份到 {COPY} 再改吗？"
    if not session.confirmed(question, job.yes, job.command):
        raise typer.Exit(Exit.REFUSED)
    commit.create(path, packaged.REGISTER.read_bytes())
    schema = path.with_name(packaged.SCHEMA.name)
    if not schema.exists():
        commit.create(schema, packaged.SCHEMA.read_bytes())
    session.say(f"已复制内置台账到 {COPY}，以后在这个文件夹里就用它。")
    return session.Where(path, COPY)


def show_difference(written: Written) -> None:
    """Print what would change, as a diff that `patch` accepts."""
    old, new = written.before.source, written.after.source
    name = Path(old.name).as_posix()
    lines = unified_diff(
        old.text.splitlines(keepends=True), new.text.splitlines(keepends=True), f"a/{name}", f"b/{name}"
    )
    text = "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
    session.out(text.rstrip("\n") if text else "没有要改的。")


def show_written(written: Written, ids: Sequence[str], day: date, columns: Sequence[str]) -> None:
    """Print the measures `ids` as they are after a change."""
    from fazhi_cli.view.listing import rows_text

    rows: tuple[State, ...] = select(written.after.register, day, Filter(ids=tuple(ids))).rows
    session.out(rows_text(rows, columns, session.screen()))
    register = written.after.register
    year = f"，{register.year} 年" if register.year else ""
    done = "没有变化" if written.after is written.before else f"改了 {len(ids)} 条"
    session.out(f"\n{visible(f'{register.title}（{written.after.source.name}{year}）：{done}。')}")


def insert(job: Job, subtask: str, values: dict[str, Value]) -> None:
    """Add a measure with `values` below the subtask that `subtask` names, and show it."""
    calendar = holidays.calendar_for(session.holiday_folders(job.where))
    where = own_copy(job)
    ids: list[str] = []

    def changes(loaded: Loaded) -> list[Change]:
        own, change = add(loaded.register, known_id(loaded.register, subtask, "subtask"), values)
        ids[:] = [own]
        return [change]

    if job.dry_run:
        show_difference(rehearse(job.where.path, changes, calendar, job.where.name))
        return
    written = rewrite(where.path, changes, calendar, where.name)
    show_written(written, ids, job.day, ("id", "light", "title", "lead", "due", "status"))
