"""How a deadline was understood, in words."""

from datetime import date

from fazhi_cli import terms
from fazhi_cli.cells import visible
from fazhi_cli.deadline import Deadline


def deadline_text(held: Deadline, coming: date | None) -> str:
    """Return what was understood of a deadline, `coming` being the next day due of a recurring one."""
    kinds = "、".join(terms.DUE_KINDS[kind] for kind in held.kind.split("+"))
    lines = [f"时限：{held.phrase}", f"类型：{kinds}"]
    if held.date:
        lines.append(f"日期：{held.date}")
    if coming:
        lines.append(f"下次：{coming}")
    lines += [f"· {note}" for note in held.explanation]
    return "\n".join(visible(line) for line in lines)
