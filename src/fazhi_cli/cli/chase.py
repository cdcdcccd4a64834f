"""`fazhi chase`: 催办, recorded: whom the office asked, how, and by when it wants a reply."""

from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli.cli import complete, session
from fazhi_cli.cli.choosing import chosen
from fazhi_cli.cli.options import (
    COMMAS,
    AnyIds,
    AsOf,
    By,
    DryRun,
    File,
    Words,
    Yes,
    as_of_day,
    day_of,
    ids_given,
    plain,
    split,
)

if TYPE_CHECKING:
    from fazhi_cli.chasing import Request
    from fazhi_cli.cli.mending import Plan
    from fazhi_cli.register import Loaded

EXAMPLES = """\
fazhi chase 2.3.7 --how 电话 --reply-by 3个工作日内
fazhi chase 2.3.7 --how 函 --number 区法治办函〔2022〕8号 --reply-by 下周五前
fazhi chase 2.3 --to 区司法局 --how 微信 --yes   子任务下没有办完的都催
fazhi list --unanswered                          催了还没有答复的"""

_WHAT = "怎么催"
_HOWS = {"电话": "", "函": "", "通知单": ""}

To = Annotated[
    Words,
    typer.Option(
        "--to",
        metavar="单位",
        help="催哪个单位，可几个；不写就催牵头单位",
        autocompletion=complete.units,
        rich_help_panel=_WHAT,
    ),
]
How = Annotated[
    str | None,
    typer.Option(
        "--how",
        metavar="方式",
        help="电话、函、通知单，或当面、微信等",
        autocompletion=complete.words(_HOWS),
        rich_help_panel=_WHAT,
    ),
]
ReplyBy = Annotated[
    str | None,
    typer.Option(
        "--reply-by",
        metavar="期限",
        help="何时前回复：日期，或 3个工作日内、周五前",
        rich_help_panel=_WHAT,
    ),
]
Number = Annotated[
    str | None,
    typer.Option("--number", metavar="文号", help="函、通知单的文号", rich_help_panel=_WHAT),
]
On = Annotated[
    str | None,
    typer.Option("--date", metavar="日期", help="哪天催的；不写为今天", rich_help_panel=_WHAT),
]


def command(
    ids: AnyIds = None,
    to: To = None,
    how: How = None,
    reply_by: ReplyBy = None,
    number: Number = None,
    on: On = None,
    by: By = None,
    file: File = None,
    as_of: AsOf = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """记催办：催了哪个单位、怎么催的、要它何时前回复。催部分或子任务，就是催其下没有办完的。"""
    from fazhi_cli.chasing import Request, reply_day
    from fazhi_cli.cli.mending import Job, perform

    today = as_of_day(as_of)
    asking = day_of(on, today)
    where = session.find(file)
    told = Request(asking, session.author(by), split(to, "--to", COMMAS), _word(how), None, _word(number))
    remarks: tuple[str, ...] = ()
    if reply_by is not None:
        wanted = reply_day(plain(reply_by), asking, session.calendar(where))
        told = told._replace(reply_by=wanted.day)
        remarks = tuple(f"回复期限 {wanted.day}：{remark}" for remark in wanted.remarks)
    plan = _planner(ids_given(chosen(ids, "chase", file, as_of)), told, remarks)
    perform(
        Job(where, today, dry_run, yes, by),
        plan,
        ("id", "light", "title", "status", "due", "chases", "last_chase", "reply_by"),
        "催办",
    )


def _planner(ids: tuple[str, ...], told: "Request", remarks: tuple[str, ...]) -> "Plan":
    """Return what plans the chase of `ids`, with `remarks` and what else has to be said."""
    from fazhi_cli.chasing import chase
    from fazhi_cli.chasing import chosen as those_meant
    from fazhi_cli.cli.mending import Planned
    from fazhi_cli.naming import strangers
    from fazhi_cli.view.words import SOME_IDS, some

    def plan(loaded: "Loaded") -> Planned:
        register = loaded.register
        meant = those_meant(register, ids, told.day)
        changes = chase(register, meant.rows, told)
        said = [*remarks, *strangers(register, told.to)]
        if meant.left:
            said.append(f"已办结、取消或暂缓的 {len(meant.left)} 条没有催：{some(meant.left, SOME_IDS)}。")
        return Planned(changes, [row.measure.id for row in meant.rows], said)

    return plan


def _word(text: str | None) -> str | None:
    return None if text is None else text.strip()
