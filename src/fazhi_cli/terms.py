"""The fixed words of the field: one table for each set of tokens, one table for the fields.

Files, JSON and options carry the ASCII token, people see the Chinese term, and input accepts either.
This room knows words only: no dates, no files, no rules.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "todo": "未启动",
        "doing": "进行中",
        "review": "待审核",
        "done": "已办结",
        "paused": "暂缓",
        "dropped": "取消",
    }
)
OTHER_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("申请销号", "报请销号", "待销号"), "review"),
        **dict.fromkeys(("推进中", "办理中", "正在办理"), "doing"),
        "未开始": "todo",
        **dict.fromkeys(("已完成", "办结", "完成", "已销号"), "done"),
    }
)
"""What offices also call a status."""
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "task": "任务",
        "recurring": "定期",
        "standing": "长期",
        "indicator": "指标",
        "prohibition": "禁止",
    }
)
LIGHTS: Mapping[str, str] = MappingProxyType(
    {"red": "红", "yellow": "黄", "green": "绿", "grey": "灰", "done": "销", "off": "停"}
)
DUE_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "point": "限期",
        "recurring": "定期",
        "standing": "长期",
        "immediate": "立即",
        "soft": "未定日期",
        "blank": "原文留空",
        "none": "无时限",
    }
)
LEVELS: Mapping[str, str] = MappingProxyType({"error": "错误", "warning": "警告", "info": "提示"})
TRENDS: Mapping[str, str] = MappingProxyType({"up": "越高越好", "down": "越低越好"})
REOPENING_REASONS = ("反弹回潮", "核查未完成", "误操作")
UNASSIGNED = "待明确"
NO_EVIDENCE = "无佐证材料："

OPEN_STATUSES = ("todo", "doing", "review")
"""Statuses of work that is not finished."""
ACTIVE_STATUSES = ("todo", "doing")
"""Statuses in which a deadline presses: the unit has not handed in yet."""


class Field(NamedTuple):
    """One key of the register file.

    `name` is the key, `term` what people call it, `levels` where it may stand, `about` one Chinese
    sentence for editors, documents and messages, `synonyms` further words that people write for it.
    """

    name: str
    term: str
    levels: tuple[str, ...]
    about: str
    synonyms: tuple[str, ...] = ()


_TREE = ("section", "subtask", "measure")
_MADE = ("register", *_TREE)

FIELDS: tuple[Field, ...] = (
    Field("version", "格式版本", ("register",), "台账文件的格式版本，现为 1", ("版本",)),
    Field(
        "title", "名称", _MADE, "一行文字，不超过 200 字", ("标题", "任务", "措施", "具体措施", "工作任务")
    ),
    Field("year", "年份", ("register",), "年底前、三季度末等按这一年计算", ("年度",)),
    Field("issued", "印发日期", ("register",), "会议或印发之日，会后5个工作日内等从这天起算", ("会议日期",)),
    Field("office", "主办单位", ("register",), "台账由谁管：名称、联系人、电话、签发人", ("办公室",)),
    Field("rules", "规则", ("register",), "预警规则和默认时限"),
    Field(
        "units",
        "单位名录",
        ("register",),
        "登记在册的单位；写了以后，名录以外的单位会被检查出来",
        ("单位",),
    ),
    Field("notes", "备注", ("register",), "分解时另列的文字、说明"),
    Field("sections", "部分", ("register",), "讲话的各个部分"),
    Field("id", "编号", _TREE, "以上一级编号开头，定了就不再改", ("序号", "ID", "任务编号")),
    Field("subtasks", "子任务", ("section",), "本部分的各项子任务"),
    Field("measures", "措施", ("subtask",), "本子任务的各条措施", ("具体举措",)),
    Field("detail", "详细内容", ("measure",), "名称写不下的内容", ("内容", "说明")),
    Field("kind", "类型", ("measure",), "任务、定期、长期、指标或禁止"),
    Field("lead", "牵头单位", _TREE, "牵头（责任）单位", ("责任单位", "主办单位", "承办单位", "责任部门")),
    Field("support", "责任单位", _TREE, "责任、配合单位", ("配合单位", "协办单位", "责任（配合）单位")),
    Field("owner", "责任人", ("measure",), "具体负责的人", ("联系人",)),
    Field("leader", "责任领导", ("measure",), "分管的领导", ("分管领导",)),
    Field("group", "协调小组", ("measure",), "归口的协调小组"),
    Field(
        "due", "完成时限", _TREE, "日期或原文的时限用语，如 9月底前", ("时限", "期限", "完成期限", "整改时限")
    ),
    Field("since", "起始日期", ("measure",), "从哪天开始推进或定期报告", ("开始日期",)),
    Field("assumed", "推定", _MADE, "原文没有、由建账人补的字段", ("假定",)),
    Field("status", "状态", ("measure", "entry"), "未启动、进行中、待审核、已办结、暂缓或取消"),
    Field("progress", "进度", ("measure", "entry"), "0 到 100 的整数", ("完成率", "完成比例")),
    Field("source", "出处", ("measure",), "在讲话中的位置，如 3.4.s4", ("来源", "依据")),
    Field("source_digest", "出处摘要", ("measure",), "所据原句的摘要，由 draft 写入"),
    Field("finding", "存在问题", ("measure",), "整改类：查出的问题", ("问题",)),
    Field("cause", "原因", ("measure",), "整改类：问题的原因"),
    Field("acceptance", "验收标准", ("measure",), "怎样算完成"),
    Field("recheck", "回头看日期", ("measure",), "办结后复查的日期", ("回头看",)),
    Field("indicator", "指标", ("measure",), "指标的名称、分母、方向和底线"),
    Field("tags", "标签", ("measure",), "便于筛选的词"),
    Field("related", "相关措施", ("measure",), "相关措施的编号"),
    Field("lineage", "沿革", ("measure",), "上年台账中的措施"),
    Field("plan", "倒排工期", ("measure",), "从时限往前排的步骤"),
    Field("extensions", "延期", ("measure",), "改过的时限"),
    Field("chases", "催办", ("measure",), "催办记录"),
    Field("log", "进展记录", ("measure",), "有日期、有署名的进展", ("进展", "记录", "进展情况")),
    Field("name", "名称", ("office", "unit", "indicator"), "名称"),
    Field("contact", "联系人", ("office",), "联系人"),
    Field("phone", "电话", ("office",), "联系电话", ("联系电话",)),
    Field("signer", "签发人", ("office",), "签发人"),
    Field("due_soon", "临期天数", ("rules",), "离时限几天以内算临期"),
    Field("lag_yellow", "滞后黄灯", ("rules",), "落后序时进度多少个百分点亮黄灯"),
    Field("lag_red", "滞后红灯", ("rules",), "落后序时进度多少个百分点亮红灯"),
    Field("stale", "无回音天数", ("rules",), "多少天没有进展记录算无回音"),
    Field("immediate_yellow", "立行立改黄灯", ("rules",), "立行立改事项多少天未办结亮黄灯"),
    Field("immediate_red", "立行立改红灯", ("rules",), "立行立改事项多少天未办结亮红灯"),
    Field("default_due", "默认时限", ("rules",), "没有时限的任务按它计算，属推定"),
    Field("alias", "别称", ("unit",), "同一单位的其他写法", ("简称",)),
    Field("members", "成员单位", ("unit",), "集体名称所含的单位", ("成员",)),
    Field("of", "分母", ("indicator",), "计数的总体，如出庭应诉案件"),
    Field("good", "方向", ("indicator",), "up 越高越好，down 越低越好"),
    Field("floor", "底线", ("indicator",), "到这个数就报警，百分数"),
    Field("step", "步骤", ("step",), "要走到哪一步"),
    Field("before", "提前天数", ("step",), "时限之前多少天"),
    Field("done", "完成日期", ("step",), "这一步完成的日期"),
    Field("date", "日期", ("entry", "extension", "chase"), "年-月-日，如 2022-06-30"),
    Field("by", "经办人", ("entry", "extension", "chase"), "谁记的", ("记录人", "填报人")),
    Field("unit", "填报单位", ("entry",), "哪个单位报的", ("单位",)),
    Field("for", "所属期", ("entry",), "报的是哪一期：2022-W39、2022-09、2022Q3、2022H2 或 2022"),
    Field("note", "进展情况", ("entry",), "做了什么", ("备注", "说明", "办理情况")),
    Field("problem", "存在问题", ("entry",), "遇到的问题", ("问题",)),
    Field("next", "下一步", ("entry",), "下一步打算", ("下一步打算", "下步打算")),
    Field("evidence", "佐证材料", ("entry",), "文件、文号或网址", ("附件", "证据")),
    Field("count", "计数", ("entry",), "指标：分子/分母，如 17/20"),
    Field("incidents", "发生次数", ("entry",), "禁止事项：已知发生几次，0 为未发现"),
    Field("recorded", "补记日期", ("entry",), "事后补记时，实际记入的日期"),
    Field("from", "原时限", ("extension",), "延期以前的时限"),
    Field("to", "新时限", ("extension",), "延期以后的时限"),
    Field("reason", "理由", ("extension",), "延期的理由", ("原因",)),
    Field("to", "对象", ("chase",), "催了哪个单位"),
    Field("how", "方式", ("chase",), "电话、函或通知单"),
    Field("reply_by", "回复期限", ("chase",), "请在哪天以前回复"),
    Field("number", "文号", ("chase",), "函、通知单的编号"),
)

LEVEL_TERMS: Mapping[str, str] = MappingProxyType(
    {
        "register": "台账",
        "section": "部分",
        "subtask": "子任务",
        "measure": "措施",
        "entry": "进展记录",
        "extension": "延期",
        "chase": "催办",
        "step": "倒排步骤",
        "office": "主办单位",
        "rules": "规则",
        "unit": "单位",
        "indicator": "指标",
    }
)


@cache
def fields_of(level: str) -> tuple[Field, ...]:
    """Return the fields that may stand on `level` (a key of LEVEL_TERMS), in the order they are written."""
    return tuple(field for field in FIELDS if level in field.levels)


def field_term(name: str) -> str:
    """Return what people call the key `name`, on whatever level it stands; itself if it is none."""
    return next((field.term for field in FIELDS if field.name == name), name)


def token(table: Mapping[str, str], text: str) -> str | None:
    """Return the token that `text` names, be it token or term; None when it is neither."""
    if text in table:
        return text
    return next((key for key, term in table.items() if term == text), None)


def offered(table: Mapping[str, str]) -> str:
    """Return the table as people choose from it: `todo（未启动）、doing（进行中）…`."""
    return "、".join(f"{key}（{term}）" for key, term in table.items())


def nearest(word: str, choices: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return the choice most like `word`, or None when none has at least that `likeness` (0 to 1)."""
    known = list(choices)
    folded = {choice.casefold(): choice for choice in known}
    if word.casefold() in folded:
        return folded[word.casefold()]
    return next(iter(get_close_matches(word, known, n=1, cutoff=likeness)), None)


def meant(word: str, table: Mapping[str, str], likeness: float = 0.5) -> str | None:
    """Return the token of `table` that `word` probably means: by another word for it, else by likeness.

    None where no token and no term has at least that `likeness` (0 to 1).
    """
    if (other := OTHER_WORDS.get(word, "")) in table:
        return other
    near = nearest(word, [*table, *table.values()], likeness)
    return None if near is None else token(table, near)


def guess(near: str | None) -> str:
    """Return the question that goes behind a word which is not known, nothing where nothing is near."""
    return f"，是不是 {near}？" if near else ""


def guessed(word: str, table: Mapping[str, str]) -> str:
    """Return the question whether `word` means one of `table`: `，是不是 todo（未启动）？`, or nothing."""
    near = meant(word, table)
    return guess(near and f"{near}（{table[near]}）")


def fields_named(word: str, level: str) -> tuple[str, ...]:
    """Return the keys on `level` that `word` names: itself whatever its case, else by term or synonym."""
    fields = fields_of(level)
    itself = tuple(field.name for field in fields if field.name.casefold() == word.casefold())
    return itself or tuple(field.name for field in fields if word == field.term or word in field.synonyms)


def homes(word: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the key that `word` names on any level, by itself or by term, with the terms of its levels."""
    found = [field for field in FIELDS if word in (field.name, field.term)]
    if not found:
        return None
    levels = [level for field in found if field.name == found[0].name for level in field.levels]
    return found[0].name, tuple(LEVEL_TERMS[level] for level in dict.fromkeys(levels))


INHERITED = ("lead", "support", "due")
"""Keys that, on a section or subtask, hold for every measure below that has none of its own."""


@cache
def assumable(level: str) -> tuple[str, ...]:
    """Return what may be listed in `assumed` on `level`: what a source can state, not how the work goes."""
    names = [field.name for field in fields_of(level) if field.name not in _NOT_STATED]
    if level != "register":
        return tuple(names) if level == "measure" else INHERITED
    return (*names, *(f"{part}.{field.name}" for part in ("rules", "office") for field in fields_of(part)))


_NOT_STATED = ("version", "sections", "id", "assumed", "status", "progress", "log", "chases", "extensions")
