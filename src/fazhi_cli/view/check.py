"""The outcome of a check in short: errors in full, the rest by class, the three questions."""

from collections.abc import Iterator, Sequence

from fazhi_cli.check import Answers
from fazhi_cli.measure import Register
from fazhi_cli.problems import Problem
from fazhi_cli.terms import LEVEL_TERMS, LEVELS
from fazhi_cli.view.problems import problem_text
from fazhi_cli.view.screen import Screen
from fazhi_cli.view.words import register_name, some

_NUMBERED = tuple(LEVEL_TERMS[level] for level in ("section", "subtask", "measure"))
_CLASSES = {
    "other-encoding": "文件编码不是 UTF-8",
    "hidden-character": "看不见的字符",
    "lost-text": "像是被当作注释丢掉的文字",
    "lost-mark": "记过、现在不在台账里的",
    "no-measures": "没有措施的子任务",
    "done-without-evidence": "办结了，没有佐证材料",
    "evidence-missing": "佐证文件不存在",
    "stale": "久无回音",
    "unanswered": "催办还没有答复",
    "undeclared-unit": "单位不在名录里",
    "unknown-related": "相关措施不存在",
    "no-indicator": "指标没有写明",
    "future-entry": "记下的日期还没到",
    "step-overdue": "倒排步骤过了日子还没完成",
    "due-soft": "时限没有日期，要问明",
    "due-blank": "时限原文留空，要问明",
    "due-none": "写的不是时限",
    "due-calendar": "缺放假安排",
    "due-anchor": "时限缺起算日",
    "blank-value": "原文留空的内容",
    "no-lead": "没有牵头单位",
    "no-reply": "还没有进展记录",
    "assumed": "推定的内容，要核实",
}
"""What each sort of finding that is no error is called, in the order in which they are told."""
_TOLD_BY_NAME = "undeclared-unit"
"""The sort whose findings are told by the name they begin with, which is what has to be declared."""


def summary_text(
    register: Register, told: Answers, found: Sequence[Problem], screen: Screen, name: str
) -> str:
    """Return errors one by one, other findings by class with some named, and the three questions.

    `name` is what the file is called.
    """
    blocks = [problem_text(item) for item in found if item.level == "error"]
    classes = list(_classes([item for item in found if item.level != "error"]))
    blocks += [screen.folded(*classes)] if classes else []
    blocks += [screen.folded(*_questions(told)), screen.folded(_verdict(register, found, name))]
    return "\n\n".join(blocks)


def _classes(found: Sequence[Problem]) -> Iterator[str]:
    for code, what in _CLASSES.items():
        if own := [item for item in found if item.code == code]:
            yield f"{LEVELS[own[0].level]}[{code}] {what}：{len(own)} 处（{_first(own)}）"


def _first(found: Sequence[Problem]) -> str:
    """Name the first findings by the object they are about, each once."""
    return some(list(dict.fromkeys(map(_name, found))))


def _name(item: Problem) -> str:
    """Return what a finding is about: a name, the id of a measure or subtask, the register or the place."""
    if item.code == _TOLD_BY_NAME:
        return item.message.removeprefix("“").partition("”")[0]
    level, _, own = item.path.partition(" › ")[0].partition(" ")
    if level in _NUMBERED and own:
        return own
    return LEVEL_TERMS["register"] if item.path else str(item.place)


def _questions(told: Answers) -> Iterator[str]:
    bare = f"，{'、'.join(told.bare)} 没有" if told.bare else ""
    covered = told.subtasks - len(told.bare)
    yield f"条条有措施：{covered}/{told.subtasks} 项子任务有措施，共 {told.measures} 条{bare}。"
    yield f"事事有回音：{told.answered}/{told.measures} 条有进展记录，未办结而没有记录的 {told.silent} 条。"
    yield f"件件有着落：{told.done}/{told.measures} 条已办结，其中有佐证材料的 {told.proven} 条。"


def _verdict(register: Register, found: Sequence[Problem], name: str) -> str:
    errors = sum(item.level == "error" for item in found)
    rest = len(found) - errors
    said = f"{errors} 处错误" if errors else "没有错误"
    more = f"，{rest} 处提醒（--verbose 逐条列出）" if rest else ""
    return f"{register_name(register, name)}：{said}{more}。"
