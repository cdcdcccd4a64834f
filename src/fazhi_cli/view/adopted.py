"""What became of an old ledger, in a few lines."""

from collections.abc import Iterator

from fazhi_cli.adopting import Adopted
from fazhi_cli.cells import visible
from fazhi_cli.view.screen import Screen
from fazhi_cli.view.words import some


def adopted_text(found: Adopted, screen: Screen) -> str:
    """Return what was read, which heading became what, and everything that was not taken."""
    lines = [
        f"{visible(found.name)} 里读出 {found.sections} 个部分、{found.subtasks} 项子任务、"
        f"{found.measures} 条措施。",
        f"栏目：{'，'.join(f'{visible(old)}→{new}' for old, new in found.placed if new)}。",
    ]
    if others := [visible(old) for old, new in found.placed if new is None]:
        lines.append(f"没有对应字段、照录在注释里的栏目：{'、'.join(others)}。")
    lines += _troubles(found)
    if found.checks:
        lines.append(f"拿不准、要核对的 {found.checks} 处，都在注释里写了“核对”。")
    return screen.folded(*lines)


def _troubles(found: Adopted) -> Iterator[str]:
    if refused := found.deadlines_refused:
        yield f"时限看不懂、没有写进 due 的 {len(refused)} 条：{some(refused)}。"
    if found.undated:
        yield f"进展没有写日期的 {found.undated} 条，记在转入的这一天。"
    for ref, why in found.left:
        yield f"没有转入：{visible(ref)} {visible(why)}。"
    for remark in found.remarks:
        yield f"{remark}。"
    for trouble in found.problems:
        yield f"{visible(trouble.ref)} {visible(trouble.message)}；{trouble.hint}。"
