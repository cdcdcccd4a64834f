"""What offices call the columns of their ledgers, and which of our columns each name means.

For filling in an office's own sheet and for reading one. The first of a column's names is the one that we
write; of two headings that mean one column, the one named earlier here gets it.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "register": ("台账", "所属台账", "台账名称"),
        "serial": ("序号", "顺序号"),
        "id": ("编号", "任务编号", "措施编号", "督办编号", "督办流水号", "流水号", "ID"),
        "section_title": ("部分", "所属部分", "板块"),
        "subtask_title": ("子任务", "子任务名称"),
        "title": (
            *("具体措施", "措施", "具体举措", "整改措施", "工作措施", "工作举措", "主要措施", "措施名称"),
            *("子任务内容", "整改要求"),
        ),
        "detail": ("详细内容", "具体内容"),
        "kind": ("类型", "工作类型", "督办分类", "任务类型"),
        "tags": ("标签", "问题类别"),
        "lead": ("牵头单位", "牵头部门", "主办单位", "承办单位", "主责单位", "牵头", "主办"),
        "support": (
            *("配合单位", "责任（配合）单位", "协办单位", "参与单位", "配合部门", "协办部门"),
            *("配合", "协办"),
        ),
        "owner": ("责任人", "具体责任人", "经办人", "联络员", "联系人"),
        "leader": ("责任领导", "分管领导", "牵头领导", "牵头单位负责人"),
        "group": ("协调小组",),
        "due": (
            *("完成时限", "完成期限", "整改时限", "办理时限", "办复要求", "时限", "期限", "完成时间"),
            *("整改期限", "时间节点", "时间要求", "考核时间"),
        ),
        "due_written": ("时限原文",),
        "due_original": ("原定时限", "原时限", "原完成时限"),
        "due_date": ("时限日期",),
        "due_kind": ("时限类型",),
        "rhythm": ("汇报频次", "报送频次"),
        "since": ("起始日期", "交办时间", "收文时间", "收件日期", "交办日期", "开始时间"),
        "status": ("状态", "办理状态", "完成状态", "督办结论", "办理结果"),
        "light": ("灯", "预警灯", "预警"),
        "progress": ("进度", "完成率", "完成比例", "完成进度"),
        "overdue": ("逾期",),
        "days_overdue": ("逾期天数",),
        "days_left": ("剩余天数",),
        "missed": ("缺报期数",),
        "lag": ("滞后",),
        "handed_in": ("报办结日期", "办结时间", "办结日期", "完成日期"),
        "closed": ("销号时间", "销号日期"),
        "is_closed": ("是否销号", "是否办结", "是否完成"),
        "late": ("按期", "是否按期"),
        "last_entry": ("最近记录", "反馈时间", "反馈日期"),
        "steps": ("倒排工期", "形象进度", "每季度的形象进度", "季度形象进度", "进度安排"),
        "plan": ("倒排",),
        "plan_light": ("倒排灯",),
        "note": (
            *("进展情况", "办理情况", "承办情况", "完成情况", "落实情况", "工作进展", "整改情况"),
            *("整改进展情况", "推进情况"),
        ),
        "problem": ("困难和问题", "困难问题"),
        "finding": ("查出的问题", "问题描述", "问题表现"),
        "cause": ("原因", "问题原因"),
        "acceptance": ("验收标准", "整改目标", "完成标准"),
        "recheck": ("回头看日期", "回头看时间"),
        "next": ("下一步", "下一步打算", "下步打算", "下一步工作打算", "下一步措施", "下一步工作"),
        "evidence": ("佐证材料", "附件", "证明材料", "印证材料"),
        "delay": ("延期理由", "是否有客观原因", "延期原因"),
        "extensions": ("延期次数",),
        "returned": ("退回次数",),
        "reopened": ("重启次数",),
        "chases": ("催办次数",),
        "unanswered": ("未答复催办",),
        "last_chase": ("最近催办", "催办情况"),
        "reply_by": ("回复期限",),
        "chaser": ("催办人", "督办人"),
        "source": ("出处", "任务来源", "督办依据", "交办来源", "立项依据", "来源", "依据"),
        "assumed": ("推定",),
        "related": ("相关措施",),
        "lineage": ("沿革",),
    }
)
_TASK = (
    *("重点任务", "工作任务", "主要任务", "目标任务", "任务内容", "任务名称", "任务", "工作内容"),
    *("督查内容", "督查事项", "交办内容", "督办内容", "督办事项", "承办事项", "事项", "项目名称"),
)
"""What is to be done: the subtask where another column says how, else the measure."""
_RESPONSIBLE = ("责任单位", "责任部门")
"""The lead, or the others where the sheet has a column for the lead."""
_TROUBLE = ("存在问题", "存在的问题", "问题")
"""What a unit met with, or in a sheet for rectification what was found."""
FOOT = re.compile(r"\s*(填表|填报|填写|制表|审核|审批|报送|联系|备注|注[:：]|说明|合计|总计|小计)")
"""How a row that stands below a table begins."""
_LAST = 100
_RECTIFYING = ("整改目标", "整改措施", "整改要求", "整改时限", "整改期限")

_BRACKETS = re.compile(r"[(){}<>\[\]【】〔〕「」『』《》〈〉]")
_REMARK = re.compile(r"[(\[【〔].*?[)\]】〕]")
_APART = re.compile(r"[/、|]|或者?")
_IGNORED = re.compile(r"[\s:*＊\u00ad\u200b-\u200f\u2060\ufeff]+")


def plain(heading: str) -> str:
    """Return a heading without spaces and line breaks, full-width letters and brackets made half-width."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", heading)).casefold()


def _table() -> dict[str, tuple[str, int]]:
    """Return what each plain name means, and its rank among the names for the same: unsettled ones last."""
    unsettled = {"task": _TASK, "responsible": _RESPONSIBLE, "trouble": _TROUBLE}
    return {
        plain(name): (key, rank)
        for first, groups in ((0, _NAMES), (_LAST, unsettled))
        for key, names in groups.items()
        for rank, name in enumerate(names, first)
    }


_TABLE = _table()
_RECTIFYING_PLAIN = frozenset(map(plain, _RECTIFYING))


def is_known(heading: str) -> bool:
    """Say whether the heading names something that we have a column for."""
    return _named(heading) is not None


def _named(heading: str) -> tuple[str, int] | None:
    """Return what a heading names; its brackets count, then what is in them is but a remark."""
    whole = plain(heading)
    for text in (whole, _BRACKETS.sub("", whole), _REMARK.sub("", whole)):
        if text in _TABLE:
            return _TABLE[text]
    parts = [part for part in _APART.split(whole) if part]
    found = [_TABLE.get(part) or _TABLE.get(_REMARK.sub("", part)) for part in parts]
    return next(filter(None, found), None) if len(parts) > 1 else None


def meant(headings: Sequence[str]) -> list[str | None]:
    """Return for the headings of one table, in their order, the column that each means.

    It is a name of `ledger.ITEMS`, which has all of `columns.COLUMNS`. None stands for a heading that is not
    known, and for one whose meaning another heading of the table has already.
    """
    named = [_named(heading) for heading in headings]
    rectifies = any(plain(heading) in _RECTIFYING_PLAIN for heading in headings)
    keys = [None if item is None else item[0] for item in named]
    _settle(keys, rectifies)
    best: dict[str, tuple[int, int]] = {}
    for place, (key, item) in enumerate(zip(keys, named, strict=True)):
        if key and item:
            best[key] = min(best.get(key, (item[1], place)), (item[1], place))
    return [key if key and best[key][1] == place else None for place, key in enumerate(keys)]


def _settle(keys: list[str | None], rectifies: bool) -> None:
    """Replace the names whose meaning depends on the other headings."""
    if "task" in keys and "title" not in keys:
        keys[len(keys) - 1 - keys[::-1].index("task")] = "title"
    lead = "support" if "lead" in keys else "lead"
    trouble = "finding" if rectifies and "finding" not in keys else "problem"
    settled = {"task": "subtask_title", "responsible": lead, "trouble": trouble}
    keys[:] = [settled.get(key, key) if key else None for key in keys]


def name(column: str) -> str:
    """Return what we call a column of `meant`."""
    return _NAMES[column][0]
