"""`fazhi set`: who does a measure and by when."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fazhi_cli.cells import shell_word
from fazhi_cli.change import Value, given
from fazhi_cli.cli import complete, session
from fazhi_cli.cli.choosing import chosen
from fazhi_cli.cli.options import (
    COMMAS,
    AsOf,
    By,
    DryRun,
    File,
    Ids,
    Words,
    Yes,
    as_of_day,
    day,
    fields,
    ids_given,
    split,
)
from fazhi_cli.problems import Usage

if TYPE_CHECKING:
    from fazhi_cli.measure import Register
    from fazhi_cli.register import Loaded

EXAMPLES = """\
fazhi set 3.4.8 --lead 区司法局 --support 区法院
fazhi set 3.4.8 --due 9月底前
fazhi set 3.4.8 --due 年底前 --reason 方案待批   改时限要有理由，原时限留存
fazhi set 3.4.9 --confirm due         推定的时限属实"""


CONTENT = "内容"
"""The panel of the help for what a measure says."""


def option(name: str, metavar: str, about: str, offer: Any = None) -> Any:
    """Return an option that gives a measure some content."""
    return typer.Option(name, metavar=metavar, help=about, autocompletion=offer, rich_help_panel=CONTENT)


Due = Annotated[str | None, option("--due", "时限", "日期或时限用语，如 9月底前")]
Reason = Annotated[str | None, option("--reason", "理由", "改时限的理由")]
Since = Annotated[str | None, option("--since", "日期", "起始日期")]
Lead = Annotated[str | None, option("--lead", "单位", "牵头单位", complete.units)]
Support = Annotated[Words, option("--support", "单位", "责任单位，可几个，替换原有的", complete.units)]
Owner = Annotated[str | None, option("--owner", "姓名", "责任人")]
Title = Annotated[str | None, option("--title", "文字", "名称")]
Detail = Annotated[str | None, option("--detail", "文字", "详细内容")]
Tag = Annotated[Words, option("--tag", "标签", "标签，可几个，替换原有的", complete.tags)]
Clear = Annotated[Words, option("--clear", "字段", "删去一项，如 owner")]
Confirm = Annotated[Words, option("--confirm", "字段", "推定的属实，如 due")]


def with_units(register: "Register", values: Mapping[str, Value]) -> dict[str, Value]:
    """Return `values` with the support units told apart, for which the names in `register` are needed."""
    from fazhi_cli.naming import units_listed

    support = values.get("support")
    if not isinstance(support, list):
        return {**values}
    return {**values, "support": [*units_listed(register, map(str, support))]}


def strange_units(register: "Register", values: Mapping[str, Value]) -> list[str]:
    """Say which of the units in `values` are none of those that the register declares."""
    from fazhi_cli.naming import undeclared

    support = values.get("support")
    units = [values.get("lead"), *(support if isinstance(support, list) else ())]
    return undeclared(register, [str(unit) for unit in units if unit])


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
    from fazhi_cli.cli.mending import Job, Planned, named, perform
    from fazhi_cli.marking import path_of
    from fazhi_cli.planning import Plan, Planner, inherited_due

    wanted = ids_given(chosen(ids, "set", file, as_of))
    if title is not None and len(wanted) > 1:
        raise Usage("几条措施不能同名", "--title 一次只改一条")
    values = given(
        {
            "due": due,
            "since": day(since, "--since"),
            "lead": lead,
            "support": list(split(support, "--support", COMMAS)) or None,
            "owner": owner,
            "title": title,
            "detail": detail,
            "tags": list(split(tag, "--tag")) or None,
        }
    )
    if not (values or clear or confirm):
        typed = " ".join(("fazhi set", *map(shell_word, wanted), "--due 9月底前"))
        raise Usage("没有写要改什么", f"至少写 --due、--lead 等中的一项，如 {typed}")
    today = as_of_day(as_of)
    told = Plan(
        today, session.author(by), values, fields(clear, "--clear"), fields(confirm, "--confirm"), reason
    )
    where = session.find(file)
    calendar = session.calendar(where)

    def plan(loaded: "Loaded") -> Planned:
        register = loaded.register
        measures = named(register, wanted, subtrees=False)
        here = told._replace(values=with_units(register, values))
        planners = [
            Planner(
                register,
                measure,
                loaded.at(path_of(measure)),
                calendar,
                inherited_due(loaded.at(()), measure),
            )
            for measure in measures
        ]
        changes = [change for planner in planners for change in planner.changes(here)]
        return Planned(changes, [measure.id for measure in measures], strange_units(register, values))

    perform(
        Job(where, today, dry_run, yes, by),
        plan,
        ("id", "light", "title", "lead", "support", "due", "status"),
    )
