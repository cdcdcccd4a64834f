"""The outcome of a check in short: errors in full, the rest by class, the three questions."""

from collections.abc import Iterator, Sequence

from fazhi_cli.cells import visible, wrapped
from fazhi_cli.check import Answers
from fazhi_cli.measure import Register
from fazhi_cli.problems import Problem
from fazhi_cli.terms import LEVELS
from fazhi_cli.view.problems import problem_text
from fazhi_cli.view.screen import Screen

_NAMED = 6
_CLASSES = {
    "no-measures": "没有措施的子任务",
    "done-without-evidence": "办结了，没有佐证材料",
    "evidence-missing": "佐证文件不存在",
    "stale": "久无回音",
    "undeclared-unit": "单位不在名录里",
    "unknown-related": "相关措施不存在",
    "no-indicator": "指标没有写明",
    "future-entry": "进展记录的日期还没到",
    "due-soft": "时限没有日期，要问明",
    "due-blank": "时限原文留空，要问明",
    "due-none": "写的不是时限",
    "due-anchor": "时限缺起算日",
    "blank-value": "原文留空的数字",
    "hidden-character": "看不见的字符",
    "lost-text": "像是被当作注释丢掉的文字",
    "no-lead": "没有牵头单位",
    "no-reply": "还没有进展记录",
    "assumed": "推定的内容，要核实",
    "other-encoding": "文件编码不是 UTF-8",
}


def summary_text(register: Register, told: Answers, found: Sequence[Problem], screen: Screen) -> str:
    """Return errors one by one, other findings by class with some named, and the three questions."""
    blocks = [problem_text(item) for item in found if item.level == "error"]
    classes = list(_classes([item for item in found if item.level != "error"]))
    blocks += ["\n".join(_folded(line, screen) for line in classes)] if classes else []
    blocks.append("\n".join(_folded(line, screen) for line in _questions(told)))
    blocks.append(_folded(_verdict(register, found), screen))
    return "\n\n".join(blocks)


def _classes(found: Sequence[Problem]) -> Iterator[str]:
    for level in ("warning", "info"):
        codes = dict.fromkeys(item.code for item in found if item.level == level)
        for code in codes:
            own = [item for item in found if item.code == code]
            yield visible(f"{LEVELS[level]}[{code}] {_CLASSES[code]}：{len(own)} 处（{_first(own)}）")


def _first(found: Sequence[Problem]) -> str:
    """Name the first findings by the object they are about, each once."""
    names = list(dict.fromkeys(_name(item) for item in found))
    return "、".join(names[:_NAMED]) + (" 等" if len(names) > _NAMED else "")


def _name(item: Problem) -> str:
    return item.path.partition(" › ")[0].removeprefix("措施 ").removeprefix("子任务 ") or str(item.place)


def _questions(told: Answers) -> Iterator[str]:
    bare = f"，{'、'.join(told.bare)} 没有" if told.bare else ""
    covered = told.subtasks - len(told.bare)
    yield f"条条有措施：{covered}/{told.subtasks} 项子任务有措施，共 {told.measures} 条{bare}。"
    yield f"事事有回音：{told.answered}/{told.measures} 条有进展记录，未办结而没有记录的 {told.silent} 条。"
    yield f"件件有着落：{told.done}/{told.measures} 条已办结，其中有佐证材料的 {told.proven} 条。"


def _verdict(register: Register, found: Sequence[Problem]) -> str:
    errors = sum(item.level == "error" for item in found)
    rest = len(found) - errors
    said = f"{errors} 处错误" if errors else "没有错误"
    more = f"，{rest} 处提醒（--verbose 逐条列出）" if rest else ""
    return f"{register.title}（{register.name}）：{said}{more}。"


def _folded(line: str, screen: Screen) -> str:
    return "\n".join(wrapped(visible(line), screen.width)) if screen.width else visible(line)
