"""Commands on record, as people read them."""

from collections.abc import Sequence

from fazhi_cli import terms
from fazhi_cli.journal import Record, Step
from fazhi_cli.view.screen import Screen
from fazhi_cli.view.table import Group, Head, Row, table

_NAMED = 4


def records_text(records: Sequence[Record], screen: Screen) -> str:
    """Return `records` as a table."""
    undone = {record.undoes for record in records}
    heads = [
        Head("序号", right=True),
        Head("时间"),
        Head("经办人"),
        Head("编号", fixed=False, least=8),
        Head("改了什么", fixed=False, least=16, weight=3),
    ]
    rows = [Row(_cells(record, record.number in undone)) for record in records]
    return table(heads, [Group("", rows)], screen)


def told(record: Record) -> str:
    """Return a command in a few words: its number, who, when, and what was typed."""
    signature = record.signature
    return f"第 {record.number} 步（{signature.by}，{_time(record)}）：fazhi {signature.command}"


def _cells(record: Record, undone: bool) -> list[str]:
    what = (
        f"撤销第 {record.undoes} 步" if record.undoes is not None else "；".join(map(_change, record.steps))
    )
    return [
        str(record.number),
        _time(record),
        record.signature.by,
        _ids(record.ids),
        what + ("（已撤销）" if undone else ""),
    ]


def _time(record: Record) -> str:
    return record.signature.time[:16].replace("T", " ")


def _ids(ids: Sequence[str]) -> str:
    more = f" 等 {len(ids)} 条" if len(ids) > _NAMED else ""
    return "、".join(ids[:_NAMED]) + more


def _change(step: Step) -> str:
    name = _name(step.path)
    match step.op:
        case "append" if step.path[-1:] == ("measures",):
            return "、".join(f"加 {item.get('id')} {item.get('title')}" for item in step.new)
        case "append":
            return f"{name}加 {len(step.new)} 项"
        case "put":
            return f"{name} {_value(step.old)} → {_value(step.new)}"
        case "drop":
            return f"{name}去掉 {_value(step.new)}"
        case _:
            return f"删去{name}"


def _name(path: Sequence[str]) -> str:
    """Return what was changed in words; the value of one step of a plan with the name of that step."""
    own = f"步骤“{path[-2]}”的" if path[-3:-2] == ("plan",) else ""
    return own + terms.field_term(path[-1]) if path else ""


def _value(value: object) -> str:
    if value is None:
        return "无"
    if isinstance(value, list):
        return "、".join(map(_value, value))
    if isinstance(value, dict):
        return f"“{value['step']}”" if "step" in value else "，".join(map(_value, value.values()))
    return terms.STATUSES.get(str(value), str(value))
