"""The columns of tables and spreadsheets: what each is called and what a row shows in it, in Chinese.

Cells are plain text of the register's own words and terms; whoever prints them makes them safe. A value that
is assumed is marked as such in every cell.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.measure import Register
from fazhi_cli.problems import Usage
from fazhi_cli.state import State, first_date, unanswered
from fazhi_cli.steps import StepState, next_step, steps_of

ASSUMED = "（拟）"


class Column(NamedTuple):
    """One column: its option name, its heading, the text of a row's cell.

    `fixed` columns (ids, dates, numbers) are never broken; `right` ones are set to the right. `field` is the
    key of the register whose value the cell is, where there is one.
    """

    name: str
    term: str
    cell: Callable[[State], str]
    fixed: bool = True
    right: bool = False
    field: str = ""


def due_text(row: State) -> str:
    """Return the deadline as a reader wants it: the date, or the words where no date can be told."""
    if row.due_date:
        standing = "，长期" if row.due_kind.endswith("+standing") else ""
        return f"{marked(row, 'due', str(row.due_date))}{standing}"
    if row.deadline is None:
        return "无"
    words = row.due or terms.DUE_KINDS[row.due_kind.partition("+")[0]]
    if row.waited is not None:
        words = f"{words}，已 {row.waited} 天"
    return marked(row, "due", f"{words}，下次 {row.next_due}" if row.next_due else words)


def marked(row: State, field: str, text: str) -> str:
    """Return `text`, the value of `field`, with the mark of what is assumed if it is."""
    return text + ASSUMED if text and field in row.measure.assumed else text


_FIELD_TERMS = {field.name: field.term for field in terms.fields_of("measure")}


def assumed_terms(names: Iterable[str]) -> list[str]:
    """Return what people call the fields of a measure that `names` lists."""
    return [_FIELD_TERMS.get(name, name) for name in names]


def step_day(row: State, item: StepState) -> str:
    """Return the day of a step, marked where it rests on what is assumed, or how far ahead it is to be."""
    if item.date is None:
        return f"提前 {item.before} 天"
    return f"{item.date}{ASSUMED}" if {"due", "plan"} & {*row.measure.assumed} else str(item.date)


def _next_step(row: State) -> str:
    if item := next_step(row):
        return f"{item.step} {step_day(row, item)}"
    steps = steps_of(row)
    return "全部完成" if steps and all(item.done for item in steps) else ""


def _step_light(row: State) -> str:
    lights = [item.light for item in steps_of(row)]
    return terms.LIGHTS[next((light for light in lights if light != "done"), "done")] if lights else ""


def _overdue(row: State) -> str:
    if not row.overdue:
        return ""
    return f"{row.missed}期" if row.missed else f"{row.days_overdue}天"


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


_OVER = frozenset(("problem", "next"))
"""What has no meaning any more once a measure is finished."""


def _last(row: State, field: str) -> str:
    """Return what the last entry that says something says in `field`."""
    if field in _OVER and row.status in ("done", "dropped"):
        return ""
    return next((text for entry in reversed(row.log) if (text := getattr(entry, field))), "")


def _evidence(row: State) -> str:
    return "；".join(dict.fromkeys(item for entry in row.log for item in entry.evidence))


def _lateness(row: State) -> str:
    return "" if row.late is None else "逾期办结" if row.late else "按期"


def _original(row: State) -> str:
    """Return the deadline before any extension, the words where no date can be told."""
    return str(first_date(row) or row.extensions[0].old) if row.extensions else ""


def _last_chase(row: State) -> str:
    if not row.chases:
        return ""
    last = row.chases[-1]
    return " ".join(filter(None, (str(last.date), last.how, last.to)))


def _reply_by(row: State) -> str:
    return str(row.chases[-1].reply_by or "") if row.chases else ""


def _due_kind(row: State) -> str:
    return "、".join(terms.DUE_KINDS[kind] for kind in row.due_kind.split("+"))


def _stated(field: str, term: str, fixed: bool = False) -> Column:
    """Return the column of a field of text, or of a list of texts."""
    return Column(field, term, lambda row: stated(row, field), fixed=fixed, field=field)


def stated(row: State, field: str) -> str:
    """Return what a measure says in a field of text, or of a list of texts."""
    value = getattr(row.measure, field)
    return "、".join(value) if isinstance(value, tuple) else str(value or "")


def _counted(field: str, term: str) -> Column:
    return Column(field, term, lambda row: str(len(getattr(row, field))), right=True)


def _told(field: str, term: str) -> Column:
    """Return the column of what the last entry that says something says in `field`."""
    return Column(field, term, lambda row: _last(row, field), fixed=False)


def _marking(column: Column) -> Column:
    """Return `column` with assumed values marked."""
    if not column.field:
        return column
    return column._replace(cell=lambda row: marked(row, column.field, column.cell(row)))


COLUMNS: Mapping[str, Column] = {
    column.name: _marking(column)
    for column in (
        Column("id", "编号", lambda row: row.measure.id),
        Column("light", "灯", lambda row: terms.LIGHTS[row.light]),
        Column("section", "部分", lambda row: row.measure.section),
        Column("subtask", "子任务", lambda row: row.measure.subtask),
        _stated("title", "措施"),
        _stated("detail", "详细内容"),
        Column("kind", "类型", lambda row: terms.KINDS[row.measure.kind], field="kind"),
        Column(
            "lead", "牵头单位", lambda row: row.measure.lead or terms.UNASSIGNED, fixed=False, field="lead"
        ),
        _stated("support", "责任单位"),
        _stated("owner", "责任人"),
        _stated("leader", "责任领导"),
        _stated("group", "协调小组"),
        Column("due", "完成时限", due_text, fixed=False),
        Column("due_written", "时限原文", lambda row: row.due or "", fixed=False, field="due"),
        Column("due_date", "时限日期", lambda row: str(row.due_date or row.next_due or ""), field="due"),
        Column("due_kind", "时限类型", _due_kind),
        Column("due_original", "原定时限", _original, fixed=False),
        _stated("since", "起始日期", fixed=True),
        Column("status", "状态", lambda row: terms.STATUSES[row.status]),
        Column("progress", "进度", lambda row: f"{row.progress}%", right=True),
        Column("overdue", "逾期", _overdue, right=True),
        Column("days_overdue", "逾期天数", lambda row: _number(row.days_overdue or None), right=True),
        Column("days_left", "剩余天数", lambda row: _number(row.days_left), right=True),
        Column("missed", "缺报期数", lambda row: _number(row.missed), right=True),
        Column("lag", "滞后", lambda row: _number(row.lag), right=True),
        Column("handed_in", "报办结日期", lambda row: str(row.handed_in or "")),
        Column("late", "按期", _lateness),
        Column("last_entry", "最近记录", lambda row: str(row.last_entry or "")),
        _told("note", "进展情况"),
        _told("problem", "存在问题"),
        _told("next", "下一步"),
        Column("evidence", "佐证材料", _evidence, fixed=False),
        _counted("extensions", "延期次数"),
        Column("returned", "退回次数", lambda row: str(row.returned), right=True),
        Column("reopened", "重启次数", lambda row: str(row.reopened), right=True),
        _counted("chases", "催办次数"),
        Column("unanswered", "未答复催办", lambda row: str(len(unanswered(row))), right=True),
        Column("last_chase", "最近催办", _last_chase, fixed=False),
        Column("reply_by", "回复期限", _reply_by),
        _stated("source", "出处"),
        Column("plan", "倒排", _next_step, fixed=False),
        Column("plan_light", "倒排灯", _step_light),
        Column("assumed", "推定", lambda row: "、".join(assumed_terms(row.measure.assumed)), fixed=False),
        _stated("finding", "查出的问题"),
        _stated("tags", "标签"),
        _stated("related", "相关措施"),
        _stated("lineage", "沿革", fixed=True),
        Column("register", "台账", lambda row: row.measure.register, fixed=False),
    )
}

TABLE = ("id", "light", "title", "lead", "due", "status", "progress")
TABLE_OVERDUE = ("id", "light", "title", "lead", "due", "status", "overdue")
SHEET = tuple(
    name
    for name in COLUMNS
    if name
    not in (
        *("leader", "group", "due", "since", "overdue", "lag", "handed_in", "late", "finding"),
        *("register", "plan", "plan_light", "due_original", "unanswered", "last_chase", "reply_by"),
    )
)
"""The columns of a table, of a table of what is overdue, and of a spreadsheet, where none are asked for."""


def usual(names: Sequence[str], register: Register) -> list[Column]:
    """Return the columns of `names`, behind that of the register where several are seen as one."""
    return [COLUMNS[name] for name in (("register", *names) if register.parts else names)]


def chosen(names: Sequence[str]) -> list[Column]:
    """Return the columns that `names` mean: option names, headings, other words for the field.

    Raises Usage for an unknown one.
    """
    by_term = {column.term: column for column in COLUMNS.values()}
    found = []
    for name in names:
        meant = next((key for key in terms.fields_named(name, "measure") if key in COLUMNS), "")
        column = COLUMNS.get(name) or by_term.get(name) or COLUMNS.get(meant)
        if column is None:
            near = terms.nearest(name, [*COLUMNS, *by_term])
            raise Usage(
                f"没有“{name}”这一列{terms.guess(near)}",
                "可以选：" + "、".join(f"{column.name}（{column.term}）" for column in COLUMNS.values()),
            )
        found.append(column)
    return found
