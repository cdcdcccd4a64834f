"""What a draft holds, in a few lines."""

from fazhi_cli.cells import shell_word
from fazhi_cli.drafting.draft import Draft
from fazhi_cli.view.screen import Screen


def drafted_text(made: Draft, target: str | None, seconds: float, screen: Screen) -> str:
    """Return how much of everything was drafted, how long it took, and what is next."""
    counts = made.counts
    lines = [
        f"起草了 {counts.sections} 个部分、{counts.subtasks} 项子任务、{counts.measures} 条措施，"
        f"用时 {seconds:.1f} 秒。",
        f"写了单位的 {counts.units} 条，写了时限的 {counts.deadlines} 条；没有写的，是原文没有写。",
    ]
    if counts.doubts:
        lines.append(f"拿不准、要核对的 {counts.doubts} 处，都在注释里写了“核对”。")
    if counts.apart:
        lines.append(f"标题、称谓、总体要求、落款等 {counts.apart} 段不是任务，放在 notes 里。")
    if target:
        typed = shell_word(target)
        lines += [f"已写入 {target}。", f"接下来：fazhi check --file {typed}；fazhi list --file {typed}"]
    return screen.folded(*lines)
