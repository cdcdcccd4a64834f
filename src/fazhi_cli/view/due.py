"""How a deadline was understood, in words."""

from collections.abc import Sequence
from datetime import date

from fazhi_cli import terms
from fazhi_cli.meaning import Deadline
from fazhi_cli.view.screen import Screen


def deadline_text(held: Deadline, said: Sequence[str], coming: date | None, screen: Screen) -> str:
    """Return what was understood of a deadline.

    `said` explains it; `coming` is the next day due of a recurring one.
    """
    kinds = "、".join(terms.DUE_KINDS[kind] for kind in held.kind.split("+"))
    lines = [f"时限：{held.phrase}", f"类型：{kinds}"]
    if held.date:
        lines.append(f"日期：{held.date}")
    if coming:
        lines.append(f"下次：{coming}")
    lines += [f"· {note}" for note in said]
    return screen.folded(*lines)
