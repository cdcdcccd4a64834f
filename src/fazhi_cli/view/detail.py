"""One measure in full: what it is, who and when, how it stands, its log."""

from collections.abc import Iterator

from fazhi_cli import terms
from fazhi_cli.cells import padded, visible, wrapped
from fazhi_cli.columns import ASSUMED, due_text
from fazhi_cli.measure import Entry, Register
from fazhi_cli.state import State
from fazhi_cli.view.screen import Screen

_LABEL = 10
_Line = tuple[str, str]


def detail_text(row: State, register: Register, screen: Screen) -> str:
    """Return everything that the register says of one measure on the day."""
    measure = row.measure
    lines = [*_folded(f"{measure.id} {measure.title}", screen), ""]
    for label, text in (*_what(row, register), *_who(row), *_when(row), *_standing(row), *_origin(row)):
        if text:
            lines += _labelled(label, text, screen)
    for title, items in _lists(row):
        lines += ["", f"{title}："]
        for item in items:
            lines += [f"  {line}" for line in _folded(item, screen, 2)]
    return "\n".join(lines)


def _what(row: State, register: Register) -> Iterator[_Line]:
    measure = row.measure
    titles = {branch.id: branch.title for branch in (*register.sections, *register.subtasks)}
    yield "部分", f"{measure.section} {titles[measure.section]}"
    yield "子任务", f"{measure.subtask} {titles[measure.subtask]}"
    yield "详细内容", measure.detail or ""
    yield "类型", terms.KINDS[measure.kind]
    if measure.indicator:
        yield (
            "指标",
            measure.indicator.name + (f"（占{measure.indicator.of}）" if measure.indicator.of else ""),
        )
    yield "存在问题", measure.finding or ""
    yield "原因", measure.cause or ""
    yield "验收标准", measure.acceptance or ""


def _who(row: State) -> Iterator[_Line]:
    measure = row.measure
    yield "牵头单位", _marked(row, "lead", measure.lead or terms.UNASSIGNED)
    yield "责任单位", _marked(row, "support", "、".join(measure.support))
    yield "责任人", _marked(row, "owner", measure.owner or "")
    yield "责任领导", _marked(row, "leader", measure.leader or "")
    yield "协调小组", _marked(row, "group", measure.group or "")


def _when(row: State) -> Iterator[_Line]:
    written = f"（原文：{row.due}）" if row.due and row.due_date and row.due != str(row.due_date) else ""
    yield "完成时限", f"{due_text(row)}{written}"
    if row.extensions:
        yield "原定时限", row.extensions[0].old
    yield "起始日期", str(row.measure.since or "")
    yield "回头看", str(row.measure.recheck or "")


def _standing(row: State) -> Iterator[_Line]:
    yield (
        "状态",
        f"{terms.STATUSES[row.status]}，进度 {row.progress}%，{terms.LIGHTS[row.light]}灯{_pressing(row)}",
    )
    yield "报办结", f"{row.handed_in}{_lateness(row)}" if row.handed_in else ""
    yield (
        "反复",
        "，".join(
            words
            for count, words in (
                (row.returned, f"退回 {row.returned} 次"),
                (row.reopened, f"重启 {row.reopened} 次"),
            )
            if count
        ),
    )
    yield "最近记录", str(row.last_entry or "")


def _pressing(row: State) -> str:
    parts = []
    if row.overdue:
        parts.append(f"缺报 {row.missed} 期" if row.missed else f"逾期 {row.days_overdue} 天")
    elif row.days_left is not None and row.days_left >= 0:
        parts.append("今天到期" if row.days_left == 0 else f"还有 {row.days_left} 天")
    if row.lag is not None and row.lag > 0:
        parts.append(f"落后序时进度 {row.lag} 个百分点")
    if row.stale:
        parts.append("久无回音")
    return "".join(f"，{part}" for part in parts)


def _lateness(row: State) -> str:
    return "" if row.late is None else "（逾期）" if row.late else "（按期）"


def _origin(row: State) -> Iterator[_Line]:
    measure = row.measure
    yield "出处", "、".join(measure.source)
    yield "标签", "、".join(measure.tags)
    yield "相关措施", "、".join(measure.related)
    yield "沿革", measure.lineage or ""
    names = {field.name: field.term for field in terms.fields_of("measure")}
    yield "推定", "、".join(names[name] for name in measure.assumed)


def _lists(row: State) -> Iterator[tuple[str, list[str]]]:
    if row.measure.plan:
        yield (
            "倒排工期",
            [
                f"提前 {step.before} 天：{step.step}" + (f"（{step.done} 完成）" if step.done else "")
                for step in row.measure.plan
            ],
        )
    if row.extensions:
        yield (
            "延期",
            [
                f"{item.date}  {item.old} → {item.new}{_because(item.reason)}{_signed(item.by)}"
                for item in row.extensions
            ],
        )
    if row.chases:
        yield (
            "催办",
            [
                f"{item.date}  {item.how or '催办'} {item.to}"
                + (f"，{item.number}" if item.number else "")
                + (f"，请于 {item.reply_by} 前回复" if item.reply_by else "")
                + _signed(item.by)
                for item in row.chases
            ],
        )
    yield "进展记录", [_entry(entry) for entry in row.log] or ["还没有。"]


def _entry(entry: Entry) -> str:
    parts = [f"【{entry.period}】" if entry.period else "", entry.unit or ""]
    parts += [terms.STATUSES[entry.status]] if entry.status else []
    parts += [f"进度 {entry.progress}%"] if entry.progress is not None else []
    parts += [entry.note or ""]
    parts += [f"问题：{entry.problem}"] if entry.problem else []
    parts += [f"下一步：{entry.next}"] if entry.next else []
    parts += [f"佐证：{'、'.join(entry.evidence)}"] if entry.evidence else []
    parts += [f"计数 {entry.counts[0]}/{entry.counts[1]}"] if entry.counts else []
    parts += [f"发生 {entry.incidents} 次"] if entry.incidents is not None else []
    said = "，".join(part for part in parts if part)
    late = f"（{entry.recorded} 补记）" if entry.recorded else ""
    return f"{entry.date}  {said}{late}{_signed(entry.by)}"


def _because(reason: str | None) -> str:
    return f"，{reason}" if reason else ""


def _signed(by: str | None) -> str:
    return f" — {by}" if by else ""


def _marked(row: State, field: str, text: str) -> str:
    return text + ASSUMED if text and field in row.measure.assumed else text


def _folded(text: str, screen: Screen, indent: int = 0) -> list[str]:
    shown = visible(text)
    return wrapped(shown, max(screen.width - indent, 8)) if screen.width else [shown]


def _labelled(label: str, text: str, screen: Screen) -> list[str]:
    first, *rest = _folded(text, screen, _LABEL)
    return [f"{padded(label, _LABEL)}{first}", *(" " * _LABEL + line for line in rest)]
