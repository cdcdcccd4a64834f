"""`fazhi set`: who does a measure and by when."""

from typing import Annotated, Any

import typer

from fazhi_cli.change import Value
from fazhi_cli.cli import complete, session
from fazhi_cli.cli.options import AsOf, By, DryRun, File, Ids, Words, Yes, day, split
from fazhi_cli.problems import Usage

EXAMPLES = """\
fazhi set 3.4.6 --lead 区司法局 --support 区法院
fazhi set 3.4.6 --due 9月底前
fazhi set 3.4.6 --due 年底前 --reason 方案待批   改时限要有理由，原时限留存
fazhi set 3.4.6 --confirm due         推定的时限属实"""


def _option(name: str, metavar: str, about: str, offer: Any = None) -> Any:
    return typer.Option(name, metavar=metavar, help=about, autocompletion=offer, rich_help_panel="改什么")


Due = Annotated[str | None, _option("--due", "时限", "日期或时限用语，如 9月底前")]
Reason = Annotated[str | None, _option("--reason", "理由", "改时限的理由")]
Since = Annotated[str | None, _option("--since", "日期", "起始日期")]
Lead = Annotated[str | None, _option("--lead", "单位", "牵头单位", complete.units)]
Support = Annotated[Words, _option("--support", "单位", "责任单位，可几个，替换原有的", complete.units)]
Owner = Annotated[str | None, _option("--owner", "姓名", "责任人")]
Title = Annotated[str | None, _option("--title", "文字", "名称")]
Detail = Annotated[str | None, _option("--detail", "文字", "详细内容")]
Tag = Annotated[Words, _option("--tag", "标签", "标签，可几个，替换原有的", complete.tags)]
Clear = Annotated[Words, _option("--clear", "字段", "删去一项，如 owner")]
Confirm = Annotated[Words, _option("--confirm", "字段", "推定的属实，如 due")]


def command(
    ids: Ids = None,
    due: Due = None,
    reason: Reason = None,
    since: Since = None,
    lead: Lead = None,
    support: Support = None,
    owner: Owner = None,
    title: Title = None,
    detail: Detail = None,
    tag: Tag = None,
    clear: Clear = None,
    confirm: Confirm = None,
    by: By = None,
    file: File = None,
    as_of: AsOf = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """改安排：时限、单位、责任人、名称。设定推定的字段，即为核实。"""
    from fazhi_cli import holidays
    from fazhi_cli.cli.mending import Job, named, perform
    from fazhi_cli.marking import path_of
    from fazhi_cli.planning import Plan, Planner
    from fazhi_cli.register import value_at

    if not ids:
        raise Usage("没有写编号", "例如 fazhi set 3.4.6 --lead 区司法局")
    if title is not None and len(ids) > 1:
        raise Usage("几条措施不能同名", "--title 一次只改一条")
    given: dict[str, Value | None] = {
        "due": due,
        "since": day(since, "--since"),
        "lead": lead,
        "support": list(split(support)) or None,
        "owner": owner,
        "title": title,
        "detail": detail,
        "tags": list(split(tag)) or None,
    }
    values = {field: value for field, value in given.items() if value is not None}
    if not (values or clear or confirm):
        raise Usage("没有写要改什么", "至少写 --due、--lead 等中的一项")
    today = day(as_of, "--as-of") or session.today()
    wanted = Plan(today, session.author(by), values, tuple(split(clear)), tuple(split(confirm)), reason)
    where = session.find(file)
    calendar = holidays.calendar_for(session.holiday_folders(where))
    perform(
        Job(where, today, "fazhi set", dry_run, yes),
        lambda register: named(register, ids, subtrees=False),
        lambda loaded, measure: Planner(
            loaded.register, measure, value_at(loaded.data, path_of(measure)), calendar
        ).changes(wanted),
        ("id", "light", "title", "lead", "support", "due", "status"),
    )
