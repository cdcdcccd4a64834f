"""The columns of tables and spreadsheets: what each is called and what a row shows in it, in Chinese.

Cells are plain text of the register's own words and terms; whoever prints them makes them safe.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.problems import Usage
from fazhi_cli.state import State

ASSUMED = "（拟）"


class Column(NamedTuple):
    """One column: its option name, its heading, the text of a row's cell.

    `fixed` columns (ids, dates, numbers) are never broken; `right` ones are set to the right.
    """

    name: str
    term: str
    cell: Callable[[State], str]
    fixed: bool = True
    right: bool = False


def due_text(row: State) -> str:
    """Return the deadline as a reader wants it: the date, or the words where no date can be told."""
    mark = ASSUMED if "due" in row.measure.assumed else ""
    if row.due_date:
        standing = "，长期" if row.due_kind.endswith("+standing") else ""
        return f"{row.due_date}{mark}{standing}"
    if row.deadline is None:
        return "无"
    words = row.due or terms.DUE_KINDS[row.due_kind.partition("+")[0]]
    if row.next_due:
        return f"{words}，下次 {row.next_due}{mark}"
    return f"{words}{mark}"


def lead_text(row: State) -> str:
    """Return the lead unit, marked if assumed; 待明确 where there is none."""
    return _assumable(row, "lead", row.measure.lead or terms.UNASSIGNED)


def progress_text(row: State) -> str:
    """Return the progress as a percentage."""
    return f"{row.progress}%"


def _assumable(row: State, field: str, text: str) -> str:
    return text + ASSUMED if field in row.measure.assumed else text


def _days(row: State) -> str:
    if row.missed:
        return f"{row.missed}期"
    return f"{row.days_overdue}天" if row.overdue else ""


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _state_words(row: State) -> str:
    status = terms.STATUSES[row.status]
    marks = [f"退回{row.returned}次"] * bool(row.returned) + [f"重启{row.reopened}次"] * bool(row.reopened)
    return f"{status}（{'，'.join(marks)}）" if marks else status


def _last(row: State, field: str) -> str:
    return next((text for entry in reversed(row.log) if (text := getattr(entry, field))), "")


def _evidence(row: State) -> str:
    return "；".join(dict.fromkeys(item for entry in row.log for item in entry.evidence))


def _listed(items: Iterable[str]) -> str:
    return "、".join(items)


COLUMNS: Mapping[str, Column] = {
    column.name: column
    for column in (
        Column("id", "编号", lambda row: row.measure.id),
        Column("light", "灯", lambda row: terms.LIGHTS[row.light]),
        Column("section", "部分", lambda row: row.measure.section),
        Column("subtask", "子任务", lambda row: row.measure.subtask),
        Column("title", "措施", lambda row: row.measure.title, fixed=False),
        Column("detail", "详细内容", lambda row: row.measure.detail or "", fixed=False),
        Column("kind", "类型", lambda row: terms.KINDS[row.measure.kind]),
        Column("lead", "牵头单位", lead_text, fixed=False),
        Column(
            "support",
            "责任单位",
            lambda row: (
                _assumable(row, "support", _listed(row.measure.support)) if row.measure.support else ""
            ),
            fixed=False,
        ),
        Column("owner", "责任人", lambda row: row.measure.owner or "", fixed=False),
        Column("leader", "责任领导", lambda row: row.measure.leader or "", fixed=False),
        Column("group", "协调小组", lambda row: row.measure.group or "", fixed=False),
        Column("due", "完成时限", due_text, fixed=False),
        Column("due_written", "时限原文", lambda row: row.due or "", fixed=False),
        Column("due_date", "时限日期", lambda row: str(row.due_date or row.next_due or "")),
        Column(
            "due_kind",
            "时限类型",
            lambda row: "、".join(terms.DUE_KINDS[kind] for kind in row.due_kind.split("+")),
        ),
        Column("since", "起始日期", lambda row: str(row.measure.since or "")),
        Column("status", "状态", lambda row: terms.STATUSES[row.status]),
        Column("progress", "进度", progress_text, right=True),
        Column("overdue", "逾期", _days, right=True),
        Column(
            "days_overdue", "逾期天数", lambda row: str(row.days_overdue) if row.overdue else "", right=True
        ),
        Column("days_left", "剩余天数", lambda row: _number(row.days_left), right=True),
        Column("missed", "缺报期数", lambda row: _number(row.missed), right=True),
        Column("lag", "滞后", lambda row: _number(row.lag), right=True),
        Column("handed_in", "报办结日期", lambda row: str(row.handed_in or "")),
        Column("late", "按期", lambda row: "" if row.late is None else "逾期办结" if row.late else "按期"),
        Column("last_entry", "最近记录", lambda row: str(row.last_entry or "")),
        Column("note", "进展情况", lambda row: _last(row, "note"), fixed=False),
        Column("problem", "存在问题", lambda row: _last(row, "problem"), fixed=False),
        Column("next", "下一步", lambda row: _last(row, "next"), fixed=False),
        Column("evidence", "佐证材料", _evidence, fixed=False),
        Column("extensions", "延期次数", lambda row: str(len(row.extensions)), right=True),
        Column("returned", "退回次数", lambda row: str(row.returned), right=True),
        Column("reopened", "重启次数", lambda row: str(row.reopened), right=True),
        Column("chases", "催办次数", lambda row: str(len(row.chases)), right=True),
        Column("source", "出处", lambda row: _listed(row.measure.source), fixed=False),
        Column("assumed", "推定", lambda row: _listed(_field_terms(row.measure.assumed)), fixed=False),
        Column("finding", "查出的问题", lambda row: row.measure.finding or "", fixed=False),
        Column("tags", "标签", lambda row: _listed(row.measure.tags), fixed=False),
        Column("related", "相关措施", lambda row: _listed(row.measure.related), fixed=False),
        Column("lineage", "沿革", lambda row: row.measure.lineage or ""),
    )
}


def _field_terms(names: Iterable[str]) -> list[str]:
    known = {field.name: field.term for field in terms.fields_of("measure")}
    return [known.get(name, name) for name in names]


TABLE = ("id", "light", "title", "lead", "due", "status", "progress")
TABLE_OVERDUE = ("id", "light", "title", "lead", "due", "status", "overdue")
SHEET = tuple(
    name
    for name in COLUMNS
    if name not in ("leader", "group", "due", "since", "overdue", "lag", "handed_in", "late", "finding")
)
"""The columns of a table, of a table of what is overdue, and of a spreadsheet, where none are asked for."""


def chosen(names: Sequence[str]) -> list[Column]:
    """Return the columns that `names` mean, by option name or heading. Raises Usage for an unknown one."""
    by_term = {column.term: column for column in COLUMNS.values()}
    found = []
    for name in names:
        column = COLUMNS.get(name) or by_term.get(name)
        if column is None:
            near = terms.nearest(name, [*COLUMNS, *by_term])
            raise Usage(
                f"没有“{name}”这一列" + (f"，是不是 {near}？" if near else ""),
                "可以选：" + "、".join(COLUMNS),
            )
        found.append(column)
    return found
