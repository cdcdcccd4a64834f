"""What a new register is: where it comes from, what in it is assumed, blank or out of date, what is next."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from fazhi_cli import terms
from fazhi_cli.cells import shell_word
from fazhi_cli.founding import blanks
from fazhi_cli.measure import Measure, Register
from fazhi_cli.register import Loaded
from fazhi_cli.rollover import Kept, Rollover
from fazhi_cli.view.screen import Screen
from fazhi_cli.view.words import register_name, some

_YEARLY = re.compile("去年|今年|本年|明年")


def founded_text(
    new: Loaded, name: str, rolled: Rollover | None, screen: Screen, built_in: bool = True
) -> str:
    """Return what the register `new`, written as `name`, is; `rolled` if it was rolled over.

    `built_in` says that otherwise it is a copy of the one in the package.
    """
    register = new.register
    lines = [f"已建成{register_name(register, name)}：{len(register.measures)} 条措施。"]
    if rolled:
        lines += [*_left(rolled), *_moved(rolled), *_past_rules(register)]
    elif built_in and register.measures:
        lines.append("来自内置台账：措施和单位都出自那一篇讲话，请逐条核对是否还适用。")
        lines += _out_of_date(register)
    if other := [year for year in re.findall(r"\d{4}", register.title) if year != str(register.year)]:
        lines.append(f"名称里还写着 {other[0]}，要改在文件的 title 里改，或用 --title。")
    lines += [*_yearly(register), *_assumed(register), *_blank(new)]
    return screen.folded(*lines, "", *_next(register, name))


def _left(rolled: Rollover) -> Iterator[str]:
    """Say what goes on and what stays in the old register."""
    yield f"从旧台账转来 {rolled.carried} 条，编号不变，lineage 记旧编号；旧台账没有改动。"
    for status, ids in rolled.left.items():
        yield f"留在旧台账：{terms.STATUSES[status]} {_counted(ids)}。"
    if rolled.entries:
        yield f"留在旧台账：进展记录 {rolled.entries} 条，连同催办、延期和倒排步骤的完成日期。"
    if rolled.comments:
        yield f"留在旧台账：注释 {rolled.comments} 处（行尾的和留下内容里的）。"
    if rolled.unrelated:
        yield f"去掉 {rolled.unrelated} 处 related：所指的措施留在旧台账。"


def _moved(rolled: Rollover) -> Iterator[str]:
    """Say what has become of deadlines and periods."""
    if rolled.overdue:
        yield f"时限已过、仍算逾期：{_counted(rolled.overdue)}。"
    if rolled.kept:
        yield f"时限照旧年的日子写明：{_kept(rolled.kept)}。"
    if rolled.supposed:
        yield f"原按默认时限推定的，照旧年的日子（拟）：{_counted(rolled.supposed)}。"
    if rolled.dated:
        yield f"原来算不出日子、现在按新的年份算：{_counted(rolled.dated)}。"
    if rolled.restarted:
        yield f"定期的从新年第一天重新计期，旧年漏报的留在旧台账：{_counted(rolled.restarted)}。"
    if rolled.begun:
        yield f"起始日期照旧，进度和天数接着算：{_counted(rolled.begun)}。"
    if rolled.reviewed:
        yield f"待审核的，报送日期在旧台账里，请尽快审核：{_counted(rolled.reviewed)}。"


def _kept(kept: Sequence[Kept]) -> str:
    return f"{len(kept)} 处（{some([f'{item.own} {item.phrase}→{item.day}' for item in kept])}）"


def _past_rules(register: Register) -> Iterator[str]:
    held = next(
        (item.deadline for item in register.measures if item.due is None and "due" in item.assumed), None
    )
    if held and held.date and held.date < _start(register):
        yield f"默认时限“{register.rules.default_due}”是 {held.date}，在这一年以前。"


def _out_of_date(register: Register) -> Iterator[str]:
    """Say which deadlines are over before the register begins, and which have nothing to count from."""
    past = [item for item in register.measures if _ends(item, _start(register))]
    if past:
        yield f"时限在这本台账开始以前：{_measures(past)}。"
    anchors = {"year": "年份", "issued": "印发日期（--issued）"}
    for lacks, term in anchors.items():
        found = [item for item in register.measures if item.deadline and item.deadline.lacks == lacks]
        if found:
            yield f"没有{term}，算不出日子：{_measures(found)}。"


def _start(register: Register) -> date:
    return register.issued or date(register.year or 1, 1, 1)


def _ends(measure: Measure, day: date) -> bool:
    held = measure.deadline
    return held is not None and held.date is not None and held.date < day


def _yearly(register: Register) -> Iterator[str]:
    """Say where texts speak of this year and last year, which were others when they were written."""
    found = defaultdict(list)
    for item in register.measures:
        texts = (item.title, item.detail, item.finding, item.cause, item.acceptance)
        for word in dict.fromkeys(_YEARLY.findall(" ".join(filter(None, texts)))):
            found[word].append(item)
    for word, measures in found.items():
        yield f"文字里的“{word}”还是原文的说法，不随年份变：{_measures(measures)}。"


def _assumed(register: Register) -> Iterator[str]:
    """Say what is assumed and how that is confirmed."""
    default = [item for item in register.measures if item.due is None and "due" in item.assumed]
    own = defaultdict(list)
    for item in register.measures:
        for field in item.assumed:
            if field != "due" or item.due is not None:
                own[field].append(item)
    names = {field.name: field.term for field in terms.fields_of("measure")}
    if default:
        held = default[0].deadline
        day = f"（{held.date}）" if held and held.date else ""
        listed = "" if "rules.default_due" in register.assumed else "（已核实的规则）"
        phrase = register.rules.default_due
        yield f"推定：没有写时限的任务按“{phrase}”{day}{listed}，共 {_measures(default)}。"
    for field, measures in own.items():
        yield f"推定：{names[field]} {_measures(measures)}。"
    others = [name for name in register.assumed if name != "rules.default_due"]
    if others:
        yield f"推定：{'、'.join(others)}。"
    if default or own or others:
        yield "核实一条：fazhi set 编号 --confirm 字段；全部列出：fazhi check --assumed"


def _blank(new: Loaded) -> Iterator[str]:
    """Say what is blank, and which measures have nobody in charge."""
    found = [f"{item.measure.id}（{item.text}）" for item in blanks(new)]
    if found:
        yield f"原文留空、照录：{some(found)}。问明后用 fazhi set 填上。"
    nobody = [item for item in new.register.measures if item.lead is None]
    if nobody:
        yield f"没有牵头单位：{len(nobody)} 条。"


def _next(register: Register, name: str) -> Iterator[str]:
    file = "" if name == "tasks.yaml" else f" --file {shell_word(name)}"
    if register.measures:
        yield f"接下来：fazhi list{file}；fazhi set 编号 --lead 单位 --due 时限{file}；fazhi check{file}"
    else:
        yield f"接下来：照文件里的样子写上部分和子任务，再运行 fazhi check{file}"


def _measures(measures: Iterable[Measure]) -> str:
    return _counted([item.id for item in measures])


def _counted(ids: Sequence[str]) -> str:
    return f"{len(ids)} 条（{some(ids)}）"
