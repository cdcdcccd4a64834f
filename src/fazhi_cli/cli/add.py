"""`fazhi add`: a new measure."""

from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli import terms
from fazhi_cli.change import given
from fazhi_cli.cli import complete, session
from fazhi_cli.cli.options import COMMAS, AsOf, DryRun, File, Words, Yes, as_of_day, day, fields, one, split
from fazhi_cli.cli.set import Detail, Due, Lead, Owner, Since, Support, Tag, option, strange_units, with_units
from fazhi_cli.problems import Usage

if TYPE_CHECKING:
    from fazhi_cli.register import Loaded

EXAMPLES = """\
fazhi add 3.4 --title 开展调解员培训 --lead 区司法局 --due 9月底前
fazhi add 3.4 --title 清理积案 --source 3.4.s5 --assumed lead --lead 区法院"""

Subtask = Annotated[
    str, typer.Argument(metavar="子任务", help="子任务的编号", autocompletion=complete.subtasks)
]
Title = Annotated[str | None, option("--title", "文字", "名称（必写）")]
Kind = Annotated[str | None, option("--kind", "类型", "任务、定期、长期、指标、禁止", complete.kinds)]
Source = Annotated[Words, option("--source", "出处", "在讲话中的位置，如 3.4.s5")]
Assumed = Annotated[Words, option("--assumed", "字段", "原文没有、由你补的字段")]


def command(
    subtask: Subtask,
    title: Title = None,
    detail: Detail = None,
    kind: Kind = None,
    lead: Lead = None,
    support: Support = None,
    owner: Owner = None,
    due: Due = None,
    since: Since = None,
    source: Source = None,
    tag: Tag = None,
    assumed: Assumed = None,
    file: File = None,
    as_of: AsOf = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """在一项子任务下加一条措施，编号接着往下排。"""
    from fazhi_cli.cli.mending import Job, Planned, perform
    from fazhi_cli.naming import known_id
    from fazhi_cli.planning import add

    if not title:
        raise Usage("没有写名称", "例如 fazhi add 3.4 --title 开展调解员培训")
    values = given(
        {
            "title": title,
            "detail": detail,
            "kind": one(terms.KINDS, kind, "--kind"),
            "lead": lead,
            "support": list(split(support, "--support", COMMAS)) or None,
            "owner": owner,
            "due": due,
            "since": day(since, "--since"),
            "assumed": list(fields(assumed, "--assumed")) or None,
            "source": list(split(source, "--source")) or None,
            "tags": list(split(tag, "--tag")) or None,
        }
    )
    today = as_of_day(as_of)

    def plan(loaded: "Loaded") -> Planned:
        register = loaded.register
        parent = known_id(register, subtask, "subtask")
        own, change = add(register, parent, with_units(register, values))
        return Planned([change], [own], strange_units(register, values))

    job = Job(session.find(file), today, dry_run, yes)
    perform(job, plan, ("id", "light", "title", "lead", "due", "status"), done="加了")
