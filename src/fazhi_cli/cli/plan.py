"""`fazhi plan`: 倒排工期, the steps of a measure back from its deadline."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli.cli import session
from fazhi_cli.cli.choosing import chosen
from fazhi_cli.cli.options import AsOf, By, DryRun, File, Id, Words, Yes, as_of_day, day_of
from fazhi_cli.problems import Usage

if TYPE_CHECKING:
    from fazhi_cli.cli.mending import Job, Plan
    from fazhi_cli.register import Loaded
    from fazhi_cli.scheduling import Wanted
    from fazhi_cli.state import State
    from fazhi_cli.view.screen import Screen

EXAMPLES = """\
fazhi plan 3.4.8                            看各步和日期
fazhi plan 3.4.8 --step 形成初稿=60 --step 会签=20   时限前 60 天、20 天
fazhi plan 3.4.8 --step 送审=10月底前       也可写日子，折成天数
fazhi plan 3.4.8 --step-done 初稿           记完成，名称写一部分也行"""

_STEPS = "步骤"

Steps = Annotated[
    Words,
    typer.Option("--step", metavar="步骤=天数", help="排一步：时限前几天，可几个", rich_help_panel=_STEPS),
]
Done = Annotated[
    Words, typer.Option("--step-done", metavar="步骤", help="这一步完成了，可几个", rich_help_panel=_STEPS)
]
On = Annotated[
    str | None, typer.Option("--date", metavar="日期", help="哪天完成；不写为今天", rich_help_panel=_STEPS)
]
Cleared = Annotated[
    Words, typer.Option("--clear-step", metavar="步骤", help="删去一步，可几个", rich_help_panel=_STEPS)
]


def command(
    own_id: Id = None,
    steps: Steps = None,
    done: Done = None,
    on: On = None,
    cleared: Cleared = None,
    by: By = None,
    file: File = None,
    as_of: AsOf = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """倒排工期：从时限往前排的各步。不写选项就看；改了时限，各步的日期跟着变。"""
    today = as_of_day(as_of)
    doing = day_of(on, today)
    if on is not None and not done:
        raise Usage("--date 是哪一步完成的日期，没有写", "加上 --step-done 步骤")
    (own,) = chosen([own_id] if own_id else None, "plan", file, as_of)
    if steps is None and done is None and cleared is None:
        _show(own, file, as_of)
        return
    from fazhi_cli.cli.mending import Job, perform
    from fazhi_cli.scheduling import Wanted

    wanted = Wanted(
        _days(steps), _names(done, "--step-done"), _names(cleared, "--clear-step"), doing, on is not None
    )
    job = Job(session.find(file), today, dry_run, yes, by)
    perform(job, _planner(own, wanted, job), _text)


def _days(values: Words) -> dict[str, str]:
    """Return the steps that --step was given, each with the days or the day in words."""
    found: dict[str, str] = {}
    for value in values or ():
        parts = re.fullmatch(r"(.*\S)\s*[=＝]\s*([^=＝]*\S)", value.strip(), re.DOTALL)
        if parts is None:
            raise Usage(f"--step 不能是“{value}”", "写作 步骤=天数，例如 形成初稿=60")
        name, when = parts.groups()
        if name in found:
            raise Usage(f"步骤“{name}”写了两次", "二者留一")
        found[name] = when
    return found


def _names(values: Words, option: str) -> tuple[str, ...]:
    """Return the names of steps that `option` was given. They may hold any mark, so nothing divides them."""
    names = tuple(value.strip() for value in values or ())
    if not all(names):
        raise Usage(f"{option} 后面是空的", "写步骤的名称")
    return names


def _planner(own_id: str, wanted: "Wanted", job: "Job") -> "Plan":
    from fazhi_cli.cli.mending import Planned, named
    from fazhi_cli.marking import path_of
    from fazhi_cli.scheduling import Scheduler
    from fazhi_cli.state import state

    calendar = session.calendar(job.where)

    def plan(loaded: "Loaded") -> Planned:
        register = loaded.register
        (measure,) = named(register, [own_id], subtrees=False)
        row = state(measure, job.today, register.rules)
        written = loaded.at(path_of(measure))
        return Planned(Scheduler(register, row, written, calendar).changes(wanted), [measure.id])

    return plan


def _show(own_id: str, file: str | None, as_of: str | None) -> None:
    from fazhi_cli.cli.reading import open_register
    from fazhi_cli.naming import known_id
    from fazhi_cli.query import Filter, select

    desk = open_register(file, as_of)
    register = desk.register
    listing = select(register, desk.day, Filter(ids=(known_id(register, own_id),)))
    session.out(_text(listing.rows, session.screen()))


def _text(rows: "Sequence[State]", screen: "Screen") -> str:
    from fazhi_cli.view.steps import steps_text

    return "\n\n".join(steps_text(row, screen) for row in rows)
