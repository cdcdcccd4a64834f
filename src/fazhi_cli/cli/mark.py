"""`fazhi mark`: progress of one or several measures."""

from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_cli import terms
from fazhi_cli.cells import shell_word
from fazhi_cli.cli import complete, session
from fazhi_cli.cli.choosing import chosen
from fazhi_cli.cli.options import (
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
    number,
    one,
    percent,
    plain,
    ratio,
)
from fazhi_cli.problems import Usage

if TYPE_CHECKING:
    from fazhi_cli.register import Loaded

EXAMPLES = """\
fazhi mark 3.4.8 --progress 40 --note 已印发方案 --by 李四
fazhi mark 3.4.8 --status 已办结 --evidence 区法治办〔2022〕8号
fazhi mark 2.2.4 3.2.1 --note 已约谈责任单位
fazhi mark 4.2.5 --count 17/20 --for 2022Q3 --unit 区司法局"""

_TOLD = "记什么"
_WHO = "谁、何时"

Status = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar="状态",
        help="如 doing 或 进行中",
        autocompletion=complete.statuses,
        rich_help_panel=_TOLD,
    ),
]
Progress = Annotated[
    str | None, typer.Option("--progress", metavar="进度", help="0 到 100", rich_help_panel=_TOLD)
]
Note = Annotated[str | None, typer.Option("--note", metavar="文字", help="进展情况", rich_help_panel=_TOLD)]
Trouble = Annotated[
    str | None, typer.Option("--problem", metavar="文字", help="存在问题", rich_help_panel=_TOLD)
]
Next = Annotated[str | None, typer.Option("--next", metavar="文字", help="下一步打算", rich_help_panel=_TOLD)]
Evidence = Annotated[
    Words,
    typer.Option("--evidence", metavar="材料", help="佐证：文件、文号、网址，可几个", rich_help_panel=_TOLD),
]
NoEvidence = Annotated[
    str | None,
    typer.Option("--no-evidence", metavar="理由", help="办结而没有佐证的理由", rich_help_panel=_TOLD),
]
Count = Annotated[
    str | None,
    typer.Option("--count", metavar="分子/分母", help="指标的计数，如 17/20", rich_help_panel=_TOLD),
]
Incidents = Annotated[
    str | None, typer.Option("--incidents", metavar="次数", help="禁止事项发生几次", rich_help_panel=_TOLD)
]
Unit = Annotated[
    str | None,
    typer.Option(
        "--unit", metavar="单位", help="哪个单位报的", autocompletion=complete.units, rich_help_panel=_WHO
    ),
]
Period = Annotated[
    str | None,
    typer.Option("--for", metavar="期次", help="报的哪一期，如 2022Q3", rich_help_panel=_WHO),
]
On = Annotated[
    str | None, typer.Option("--date", metavar="日期", help="哪天的事；不写为今天", rich_help_panel=_WHO)
]


def command(
    ids: AnyIds = None,
    status: Status = None,
    progress: Progress = None,
    note: Note = None,
    trouble: Trouble = None,
    next_step: Next = None,
    evidence: Evidence = None,
    no_evidence: NoEvidence = None,
    count: Count = None,
    incidents: Incidents = None,
    unit: Unit = None,
    period: Period = None,
    on: On = None,
    by: By = None,
    file: File = None,
    as_of: AsOf = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """记进展：状态、进度、情况、佐证。几个编号一起记；只改状态和情况时，可写子任务或部分的编号。"""
    from fazhi_cli.cli.mending import Job, Planned, named, perform
    from fazhi_cli.marking import Mark, mark, still_owed
    from fazhi_cli.model import period_key
    from fazhi_cli.naming import undeclared

    today = as_of_day(as_of)
    told = Mark(
        day=day_of(on, today),
        today=today,
        by=session.author(by),
        status=one(terms.STATUSES, status, "--status"),
        progress=percent(progress, "--progress"),
        note=note,
        problem=trouble,
        next=next_step,
        evidence=tuple(evidence or ()),
        counts=ratio(count, "--count"),
        incidents=number(incidents, "--incidents"),
        unit=unit,
        period=period_key(plain(period)) if period is not None else None,
        no_evidence=no_evidence,
    )
    wanted = ids_given(chosen(ids, "mark", file, as_of))
    if not told.says_anything():
        typed = " ".join(("fazhi mark", *map(shell_word, wanted), "--note 已约谈"))
        raise Usage("没有写要记什么", f"至少写 --status、--progress、--note 等中的一项，如 {typed}")
    alone = told._replace(status=None, note=None) == Mark(told.day, told.today, told.by)

    def plan(loaded: "Loaded") -> Planned:
        register = loaded.register
        measures = named(register, wanted, subtrees=alone)
        changes = [change for measure in measures for change in mark(measure, told, register.rules)]
        remarks = undeclared(register, [unit] if unit else [])
        remarks += filter(None, (still_owed(measure, told, register.rules) for measure in measures))
        return Planned(changes, [measure.id for measure in measures], remarks)

    perform(
        Job(session.find(file), today, dry_run, yes, by),
        plan,
        ("id", "light", "title", "status", "progress", "due", "last_entry"),
    )
