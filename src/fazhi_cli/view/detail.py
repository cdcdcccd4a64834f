"""One measure in full: what it is, who and when, how it stands, its log."""

from collections.abc import Iterator
from datetime import date

from fazhi_cli import terms
from fazhi_cli.cells import padded
from fazhi_cli.columns import assumed_terms, due_text, marked, stated, step_day
from fazhi_cli.measure import Entry, Extension, Indicator, Register
from fazhi_cli.state import Asked, State, first_date, is_belated, undated
from fazhi_cli.steps import StepState, steps_of
from fazhi_cli.view.screen import Screen

_LABEL = 10
_UNDATED = {"status": "状态", "progress": "进度"}
_Line = tuple[str, str]


def detail_text(row: State, register: Register, screen: Screen, back: bool = False) -> str:
    """Return everything that the register says of one measure on the day; `back` if it looks back on it."""
    lines = [*screen.lines(f"{row.measure.id} {_own(row, 'title')}"), ""]
    for label, text in (*_what(row, register), *_who(row), *_when(row), *_standing(row, back), *_origin(row)):
        if text:
            lines += _labelled(label, text, screen)
    for title, items in _lists(row):
        lines += ["", f"{title}："]
        for item in items:
            lines += [f"  {line}" for line in screen.lines(item, 2)]
    return "\n".join(lines)


def _own(row: State, field: str) -> str:
    """Return a field of text, or of a list of texts, marked if it is assumed."""
    return marked(row, field, stated(row, field))


def _what(row: State, register: Register) -> Iterator[_Line]:
    measure = row.measure
    titles = {branch.id: branch.title for branch in (*register.sections, *register.subtasks)}
    yield "部分", f"{measure.section} {titles[measure.section]}"
    yield "子任务", f"{measure.subtask} {titles[measure.subtask]}"
    yield "详细内容", _own(row, "detail")
    yield "类型", marked(row, "kind", terms.KINDS[measure.kind])
    yield "指标", marked(row, "indicator", _indicator(measure.indicator))
    yield "存在问题", _own(row, "finding")
    yield "原因", _own(row, "cause")
    yield "验收标准", _own(row, "acceptance")


def _indicator(item: Indicator | None) -> str:
    if item is None:
        return ""
    base = f"（占{item.of}）" if item.of else ""
    floor = f"，底线 {item.floor}%" if item.floor else ""
    return f"{item.name}{base}，{terms.TRENDS[item.good]}{floor}"


def _who(row: State) -> Iterator[_Line]:
    yield "牵头单位", _own(row, "lead") or terms.UNASSIGNED
    yield "责任单位", _own(row, "support")
    yield "责任人", _own(row, "owner")
    yield "责任领导", _own(row, "leader")
    yield "协调小组", _own(row, "group")


def _when(row: State) -> Iterator[_Line]:
    written = f"（原文：{row.due}）" if row.due and row.due_date and row.due != str(row.due_date) else ""
    yield "完成时限", f"{due_text(row)}{written}"
    yield "原定时限", _original(row)
    yield "起始日期", _own(row, "since")
    yield "回头看", _own(row, "recheck")


def _original(row: State) -> str:
    """Return the deadline before any extension and the one after all of them, with their dates."""
    if not row.extensions:
        return ""
    dates = first_date(row), row.due_date or row.next_due
    old, new = map(_phrase, dates, (row.extensions[0].old, row.due or "无"))
    return f"{old}，延期后 {new}，延期 {len(row.extensions)} 次"


def _phrase(day: date | None, phrase: str) -> str:
    """Return a deadline's date with its words, or the one that there is."""
    return phrase if day is None or phrase == str(day) else f"{day}（{phrase}）"


def _standing(row: State, back: bool) -> Iterator[_Line]:
    yield "状态", "，".join(_pressing(row))
    vague = "、".join(_UNDATED[name] for name in undated(row)) if back else ""
    yield "", f"（{vague}没有注明日期，是台账现在写的，{row.day} 是否如此不能确定）" if vague else ""
    yield "报办结", f"{row.handed_in}{_lateness(row)}" if row.handed_in else ""
    ways_back = {"退回": row.returned, "重启": row.reopened}
    yield "反复", "，".join(f"{what} {count} 次" for what, count in ways_back.items() if count)
    yield "最近记录", str(row.last_entry or "")


def _pressing(row: State) -> Iterator[str]:
    yield terms.STATUSES[row.status]
    yield f"进度 {row.progress}%"
    if row.status in terms.OPEN_STATUSES:
        yield f"{terms.LIGHTS[row.light]}灯"
    if row.overdue:
        yield f"缺报 {row.missed} 期" if row.missed else f"逾期 {row.days_overdue} 天"
    elif row.days_left is not None and row.days_left >= 0:
        yield "今天到期" if row.days_left == 0 else f"还有 {row.days_left} 天"
    if row.lag is not None and row.lag > 0:
        yield f"落后序时进度 {row.lag} 个百分点"
    if row.stale:
        yield "久无回音"


def _lateness(row: State) -> str:
    return "" if row.late is None else "（逾期）" if row.late else "（按期）"


def _origin(row: State) -> Iterator[_Line]:
    for label, field in (("出处", "source"), ("标签", "tags"), ("相关措施", "related"), ("沿革", "lineage")):
        yield label, _own(row, field)
    yield "推定", "、".join(assumed_terms(row.measure.assumed))


def _lists(row: State) -> Iterator[tuple[str, list[str]]]:
    lists = {
        "倒排工期": [_step(row, item) for item in steps_of(row)],
        "延期": [_extension(item) for item in row.extensions],
        "催办": [_chase(item) for item in row.asked],
        "进展记录": [_entry(item, row.day) for item in row.log] or ["还没有。"],
    }
    return ((title, items) for title, items in lists.items() if items)


def _step(row: State, item: StepState) -> str:
    facts = [f"提前 {item.before} 天"] if item.date else []
    facts += [f"{item.done} 完成"] if item.done else []
    told = f"（{'，'.join(facts)}）" if facts else ""
    return f"{step_day(row, item)}  {terms.LIGHTS[item.light]}  {item.step}{told}"


def _extension(item: Extension) -> str:
    reason = f"，{item.reason}" if item.reason else ""
    late = "（逾期后提出）" if is_belated(item) else ""
    return f"{item.date}  {item.old} → {item.new}{late}{reason}{_signed(item.by)}"


def _chase(item: Asked) -> str:
    chase = item.chase
    number = f"，{chase.number}" if chase.number else ""
    reply = f"，请于 {chase.reply_by} 前回复" if chase.reply_by else ""
    told = f"{chase.how or '催办'} {chase.to}{number}{reply}，{_answer(item)}"
    return f"{chase.date}  {told}{_signed(chase.by)}"


def _answer(item: Asked) -> str:
    if item.answered is None:
        return "未答复，已过期限" if item.overdue else "未答复"
    reply = item.chase.reply_by
    return f"{item.answered} 已答复" + ("（过了期限）" if reply and item.answered > reply else "")


def _entry(entry: Entry, day: date) -> str:
    period = f"【{entry.period}】" if entry.period else ""
    unknown = f"，{day} 还不知道" if entry.recorded and entry.recorded > day else ""
    late = f"（{entry.recorded} 补记{unknown}）" if entry.recorded else ""
    return f"{entry.date}  {period}{'，'.join(_said(entry))}{late}{_signed(entry.by)}"


def _said(entry: Entry) -> Iterator[str]:
    """Yield what an entry says, item by item."""
    if entry.unit:
        yield entry.unit
    if entry.status:
        yield terms.STATUSES[entry.status]
    if entry.progress is not None:
        yield f"进度 {entry.progress}%"
    if entry.note:
        yield entry.note
    if entry.problem:
        yield f"问题：{entry.problem}"
    if entry.next:
        yield f"下一步：{entry.next}"
    if entry.evidence:
        yield f"佐证：{'、'.join(entry.evidence)}"
    if entry.counts:
        yield f"计数 {entry.counts[0]}/{entry.counts[1]}"
    if entry.incidents is not None:
        yield f"发生 {entry.incidents} 次"


def _signed(by: str | None) -> str:
    return f" — {by}" if by else ""


def _labelled(label: str, text: str, screen: Screen) -> list[str]:
    first, *rest = screen.lines(text, _LABEL)
    return [f"{padded(label, _LABEL)}{first}", *(" " * _LABEL + line for line in rest)]
