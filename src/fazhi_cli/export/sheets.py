"""The workbook that a unit fills in: what it is told on top, locked and open cells, and what was sent."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.columns import ASSUMED, due_text
from fazhi_cli.export import sheet
from fazhi_cli.export.xlsx import Book, Limit, Page
from fazhi_cli.outgoing import Outgoing, Task
from fazhi_cli.returned import CHOICES, KEPT, MARK, PART, SENT, VERSION, WHOLE
from fazhi_cli.wording import day_text

_LEAST = 54
"""Points of a row, that something can be written in by hand."""
_LAST = 200
"""Characters of what was said last; the register has the rest."""
_NAMED = 90
"""Characters of the names of an indicator's numbers."""


class _Column(NamedTuple):
    """A column: its key, its heading, how wide it is, and how its cells look."""

    key: str
    term: str
    width: float
    look: str
    is_open: bool = True


_FIXED = (
    _Column("id", "编号", 9, "shut_middle", False),
    _Column("title", "具体措施", 28, "shut", False),
    _Column("due", "完成时限", 13, "shut_middle", False),
    _Column("last", "上次进展", 20, "shut", False),
)
_ASKED = (
    _Column("status", "状态", 11, "open_middle"),
    _Column("progress", "进度", 7, "open_share"),
    _Column("note", "进展情况", 26, "open"),
    _Column("problem", "存在问题", 17, "open"),
    _Column("next", "下一步", 17, "open"),
    _Column("evidence", "佐证材料", 15, "open"),
)
_SIGNED = (_Column("by", "填报人", 9, "open_middle"), _Column("date", "填报日期", 12, "open_day"))

_LIMITS: Mapping[str, Limit] = MappingProxyType(
    {
        "status": Limit(
            "状态",
            "从下拉框里选。做完了选“待审核（申请销号）”，并填佐证材料。",
            "请从下拉框里选：未启动、进行中、待审核（申请销号）。",
            words=(*CHOICES.values(),),
        ),
        "progress": Limit(
            "进度",
            "填 0% 到 100%，整数，例如 60%。",
            "进度要填 0% 到 100%，例如 60%。",
            most=1,
            is_share=True,
        ),
        "date": Limit(
            "填报日期",
            "例如 2022-09-30。",
            "要填日期，例如 2022-09-30。",
            is_day=True,
        ),
    }
)
_COUNT = Limit("指标", "", "要填整数，没有的填 0。", most=999_999_999)


def workbook(sent: Outgoing) -> bytes:
    """Return the workbook for one unit, ready to be printed."""
    book = Book(f"{sent.register.title}进展填报表", sent.day)
    columns = _columns(sent.tasks)
    page = book.page("填报", [column.width for column in columns])
    row = _instructions(page, sent)
    page.keys(row, [column.key for column in columns])
    head = row + 1
    for place, column in enumerate(columns):
        page.put(head, place, sheet.plain(column.term), "head_open" if column.is_open else "head_shut")
    page.fit(head, [column.term for column in columns], 30)
    for row, task in enumerate(sent.tasks, head + 1):
        _task(page, row, columns, task)
    last = head + len(sent.tasks)
    for place, column in enumerate(columns):
        if column.key in _LIMITS:
            page.limit(place, head + 1, last, _LIMITS[column.key])
    page.as_list(head, last, still=2)
    page.guard()
    _keep(book, sent)
    return book.done()


def _columns(tasks: Sequence[Task]) -> list[_Column]:
    """Return the columns of a sheet; the two numbers of an indicator only where there is one."""
    named = {_counted(task) for task in tasks if task.row.measure.indicator}
    part, whole = named.pop() if len(named) == 1 else ("", "")
    heads = [f"{PART}：{part}", f"{WHOLE}：{whole}"] if part else [PART, WHOLE]
    counts = [
        _Column(key, head, 12, "open_count") for key, head in zip(("part", "whole"), heads, strict=True)
    ]
    indicators = any(task.row.measure.indicator for task in tasks)
    return [*_FIXED, *_ASKED, *(counts if indicators else ()), *_SIGNED]


def _counted(task: Task) -> tuple[str, str]:
    """Return what the two numbers of an indicator count."""
    indicator = task.row.measure.indicator
    if indicator is None:
        return "", ""
    part = f"{indicator.name.removesuffix('率')}数"
    return sheet.plain(part)[:_NAMED], sheet.plain(f"{indicator.of or '总'}数")[:_NAMED]


def _instructions(page: Page, sent: Outgoing) -> int:
    """Write what stands on top; return the next row."""
    register = sent.register
    row = page.across(0, f"{register.title}进展填报表", "title")
    for text in _told(sent):
        row = page.across(row, text, "advice")
    return row


def _told(sent: Outgoing) -> tuple[str, ...]:
    office = sent.register.office
    name = office.name or "主办单位"
    known = (("联系人", office.contact), ("电话", office.phone))
    contact = "，".join(f"{term}：{value}" for term, value in known if value)
    unit = sent.unit or f"（{terms.UNASSIGNED}）"
    return (
        f"填报单位：{unit}　　下发日期：{day_text(sent.day, year=True)}　　共 {len(sent.tasks)} 条",
        "1. 只填黄色的格子；灰色的格子已经锁定，不用填，也不要改。状态、进度没有变化的不用动。",
        "2. 进展情况、存在问题、下一步只写上次以后的新情况，没有就空着；佐证材料写文件名、文号或网址，"
        "几件的每件一行或用分号隔开。",
        f"3. 做完的，状态选“{CHOICES['review']}”，附佐证材料；由{name}审核后销号。",
        f"4. 表里没有的事项请另行告知，不要自己加编号。{_assumed(sent.tasks)}",
        f"5. 填好后仍存为 .xlsx（不要存成 .xls、.et、.csv），文件名不改，发回{name}"
        f"{f'（{contact}）' if contact else ''}。",
    )


def _assumed(tasks: Sequence[Task]) -> str:
    if not any("due" in task.row.measure.assumed for task in tasks):
        return ""
    return f"时限后面的“{ASSUMED}”表示原文没有、由建账人推定。"


def _task(page: Page, row: int, columns: Sequence[_Column], task: Task) -> None:
    """Write the row of one measure."""
    shown = [_CELLS[column.key](task) if column.key in _CELLS else "" for column in columns]
    own = task.row.measure.id
    for place, (column, content) in enumerate(zip(columns, shown, strict=True)):
        is_count = column.key in ("part", "whole")
        look = "shut" if is_count and task.row.measure.indicator is None else column.look
        page.put(row, place, content, look, own, column.term)
        if is_count and task.row.measure.indicator:
            name = _counted(task)[column.key == "whole"]
            page.limit(place, row, row, _COUNT._replace(asks=f"填{name}，整数。"))
    page.fit(row, [content if isinstance(content, str) else "" for content in shown], _LEAST)


def _last(task: Task) -> str:
    if task.last is None or not task.last.note:
        return ""
    note = task.last.note
    return sheet.plain(f"{task.last.date} {note if len(note) <= _LAST else f'{note[: _LAST - 1]}…'}")


def _title(task: Task) -> str:
    return sheet.plain(task.row.measure.title)


def _due(task: Task) -> str:
    return sheet.plain(due_text(task.row))


def _status(task: Task) -> str:
    return CHOICES.get(task.row.status) or terms.STATUSES[task.row.status]


_CELLS: Mapping[str, Callable[[Task], str | int | float]] = MappingProxyType(
    {
        "id": lambda task: task.row.measure.id,
        "title": _title,
        "due": _due,
        "last": _last,
        "status": _status,
        "progress": lambda task: task.row.progress / 100,
    }
)


def _keep(book: Book, sent: Outgoing) -> None:
    """Add the hidden sheet with what was sent, by which an answer is compared."""
    page = book.page(KEPT, [14.0] * len(SENT))
    about = (
        (MARK, VERSION),
        ("register", sent.register.title),
        ("file", sent.register.name.replace("\\", "/").rpartition("/")[2]),
        ("digest", sent.digest),
        ("sent", str(sent.day)),
        ("unit", sent.unit or ""),
        (),
        SENT,
    )
    for row, texts in enumerate((*about, *map(_sent, sent.tasks))):
        for column, text in enumerate(texts):
            page.put(row, column, sheet.plain(text), "text")
    page.guard()
    page.hide()


def _sent(task: Task) -> tuple[str, ...]:
    row = task.row
    lead = row.measure.lead or ""
    return row.measure.id, row.status, str(row.progress), _title(task), lead, _due(task)
