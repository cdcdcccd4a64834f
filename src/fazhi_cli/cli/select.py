"""The options that select measures, for every command that works on a selection."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fazhi_cli import terms
from fazhi_cli.cli import complete
from fazhi_cli.cli.options import BY_RULE, COMMAS, Words, day, ids_given, number, split, tokens

if TYPE_CHECKING:
    from fazhi_cli.query import Filter

_STATE = "状态筛选（写几个，满足一个即可）"
_OTHER = "其他筛选（写几个，都要满足）"


def _state(name: str, about: str) -> Any:
    return Annotated[bool, typer.Option(name, help=about, rich_help_panel=_STATE)]


def _words(name: str, metavar: str, about: str, offer: Callable[..., Any] | None = None) -> Any:
    return Annotated[
        Words,
        typer.Option(name, metavar=metavar, help=about, autocompletion=offer, rich_help_panel=_OTHER),
    ]


def _word(name: str, metavar: str, about: str, panel: str = _OTHER) -> Any:
    return Annotated[str | None, typer.Option(name, metavar=metavar, help=about, rich_help_panel=panel)]


_OPTIONS: dict[str, Any] = {
    "ids": Annotated[
        Words,
        typer.Argument(metavar="编号", help="编号，部分或子任务含其下各条", autocompletion=complete.ids),
    ],
    "overdue": _state("--overdue", "逾期的"),
    "due_soon": _word("--due-soon", "[天数]", "临期的；不写天数按台账规则", _STATE),
    "no_due": _state("--no-due", "没有时限的"),
    "blank": _state("--blank", "时限原文留空的"),
    "stale": _state("--stale", "久无回音的"),
    "lagging": _state("--lagging", "落后序时进度的"),
    "no_lead": _state("--no-lead", "没有牵头单位的"),
    "never_chased": _state("--never-chased", "未办结又没催办过的"),
    "unanswered": _state("--unanswered", "催办了还没答复的"),
    "light": _words("--light", "灯", "红、黄、绿、灰", complete.lights),
    "status": _words("--status", "状态", "如 doing 或 进行中", complete.statuses),
    "section": _words("--section", "编号", "某个部分", complete.sections),
    "subtask": _words("--subtask", "编号", "某项子任务", complete.subtasks),
    "unit": _words("--unit", "单位", "牵头或责任单位", complete.units),
    "lead": _words("--lead", "单位", "牵头单位", complete.units),
    "owner": _words("--owner", "姓名", "责任人"),
    "kind": _words("--kind", "类型", "任务、定期、长期、指标、禁止", complete.kinds),
    "due_kind": _words("--due-kind", "类型", "时限类型，如 point", complete.due_kinds),
    "tag": _words("--tag", "标签", "标签", complete.tags),
    "grep": _words("--grep", "文字", "名称、内容、进展里有"),
    "due_before": _word("--due-before", "日期", "时限不晚于这天"),
    "due_after": _word("--due-after", "日期", "时限不早于这天"),
    "firm": Annotated[bool, typer.Option("--firm", help="不算推定的时限", rich_help_panel=_OTHER)],
}
_FLAGS = (
    *("overdue", "no_due", "blank", "stale", "lagging", "no_lead", "never_chased", "unanswered"),
    "firm",
)


def selecting(verb: Callable[..., None]) -> Callable[..., None]:
    """Give `verb`, which takes a Filter as `chosen`, the options that make one."""
    own = [item for item in inspect.signature(verb).parameters.values() if item.name != "chosen"]
    shared = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=False if name in _FLAGS else None,
            annotation=annotation,
        )
        for name, annotation in _OPTIONS.items()
    ]
    keyword = [item.replace(kind=inspect.Parameter.KEYWORD_ONLY) for item in own]

    @wraps(verb)
    def command(**given: Any) -> None:
        options = {name: given.pop(name) for name in _OPTIONS}
        verb(chosen=_filter(options), **given)

    command.__signature__ = inspect.Signature([*shared, *keyword])  # type: ignore[attr-defined]
    command.__annotations__ = {item.name: item.annotation for item in (*shared, *keyword)}
    return command


def _filter(given: dict[str, Any]) -> "Filter":
    from fazhi_cli.query import Filter

    soon = given["due_soon"]
    return Filter(
        **{name: given[name] for name in _FLAGS},
        due_soon=-1 if soon == BY_RULE else number(soon, "--due-soon"),
        ids=ids_given(given["ids"] or None),
        lights=tokens(terms.LIGHTS, given["light"], "--light"),
        statuses=tokens(terms.STATUSES, given["status"], "--status"),
        sections=split(given["section"], "--section"),
        subtasks=split(given["subtask"], "--subtask"),
        units=split(given["unit"], "--unit", COMMAS),
        leads=split(given["lead"], "--lead", COMMAS),
        owners=split(given["owner"], "--owner"),
        kinds=tokens(terms.KINDS, given["kind"], "--kind"),
        due_kinds=tokens(terms.DUE_KINDS, given["due_kind"], "--due-kind"),
        tags=split(given["tag"], "--tag"),
        grep=tuple(given["grep"] or ()),
        due_before=day(given["due_before"], "--due-before"),
        due_after=day(given["due_after"], "--due-after"),
    )
