"""What comes back from units, before it is written: taken, in conflict, wrong, and who sent nothing."""

from collections.abc import Iterator, Sequence

from fazhi_cli import terms
from fazhi_cli.comparing import Comparison
from fazhi_cli.returned import Trouble
from fazhi_cli.view.screen import Screen
from fazhi_cli.view.table import Group, Head, Row, table

_HEADS = (
    Head("编号"),
    Head("项目"),
    Head("台账原来", fixed=False, least=8),
    Head("表里", fixed=False, least=12, weight=2),
    Head("单元格"),
)


def imported_text(
    found: Sequence[Comparison], refused: Sequence[Trouble], missing: Sequence[str], screen: Screen
) -> str:
    """Return the preview of an import, file by file, then what cannot be read and who is missing."""
    parts = ["\n".join(_file(item, screen)) for item in found]
    if refused:
        lines = ["读不了的文件：", *(line for item in refused for line in _trouble(item, screen))]
        parts.append("\n".join(lines))
    parts.append(screen.folded(_summary(found)))
    if missing:
        parts.append(screen.folded(f"没有交表的 {len(missing)} 家：{'、'.join(missing)}。"))
    return "\n\n".join(parts)


def _file(item: Comparison, screen: Screen) -> Iterator[str]:
    unit = f"（{item.unit}）" if item.unit else ""
    yield from screen.lines(
        f"{item.file}{unit}：采用 {len(item.taken)} 处，冲突 {len(item.conflicts)} 处，"
        f"问题 {len(item.problems)} 处，没有变化 {item.unchanged} 条"
    )
    for remark in item.remarks:
        yield from screen.lines(f"注意：{remark}")
    if item.taken:
        rows = [
            Row([cell.id, terms.field_term(cell.field), cell.old, cell.new, cell.ref.rpartition("!")[2]])
            for cell in item.taken
        ]
        yield table(_HEADS, [Group("", rows)], screen)
    for clash in item.conflicts:
        yield from screen.lines(f"冲突 {clash.ref}  {clash}")
    for trouble in item.problems:
        yield from _trouble(trouble, screen)


def _trouble(item: Trouble, screen: Screen) -> Iterator[str]:
    yield from screen.lines(f"问题 {item.ref}  {item.message}")
    yield from (f"  {line}" for line in screen.lines(f"提示：{item.hint}", 2))


def _summary(found: Sequence[Comparison]) -> str:
    marks = sum(len(item.marks) for item in found)
    conflicts = sum(len(item.conflicts) for item in found)
    more = (
        f"冲突 {conflicts} 处，两边都没有采用；用 --prefer sheet 或 --prefer register 决定。"
        if conflicts
        else ""
    )
    return f"共 {len(found)} 份表，可写入 {marks} 条措施的进展。{more}"
