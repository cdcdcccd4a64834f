"""Lines that say one thing about a task, a ledger's heading as label: 责任单位：…, 整改措施：…."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from fazhi_cli import headings
from fazhi_cli.speech.markers import marker

_NAMED = re.compile(
    r"(?:^|(?<=[\s；;，,。（(、）)]))"
    r"([\u4e00-\u9fff]{1,8}(?:[（(][\u4e00-\u9fff]{1,6}[）)][\u4e00-\u9fff]{0,4})?)[ \u3000]*[：:]"
)
_KEYS = frozenset(
    ("lead", "support", "leader", "owner", "due", "title", "finding", "problem", "cause", "acceptance")
)
_TOLD = {"问题": "finding", "存在问题": "finding", "存在的问题": "finding", "主要问题": "finding"}
_TOLD |= {"具体问题": "finding", "问题描述": "finding", "问题表现": "finding", "反馈问题": "finding"}
_TOLD |= {
    "措施": "title",
    "整改任务": "title",
    "责任领导及单位": "lead",
    "落实单位": "lead",
    "实施单位": "lead",
}
_TOLD |= {
    "责任科室": "lead",
    "主责部门": "lead",
    "牵头科室": "lead",
    "整改责任人": "owner",
    "整改完成时限": "due",
}
_DUTIES = frozenset(("lead", "support", "leader", "owner", "due"))


class Label(NamedTuple):
    """A label: its word, the column of a ledger that it means, and where it and the text behind it begin."""

    word: str
    key: str
    start: int
    end: int

    @property
    def assigns(self) -> bool:
        """Say whether it tells who has to do something or by when, not what."""
        return self.key in _DUTIES


def labels(text: str) -> list[Label]:
    """Return the labels of a line that begins with one, perhaps behind a number; else none."""
    number = marker(text)
    start = number.end if number else 0
    found = [
        Label(match[1], key, match.start() + start, match.end() + start)
        for match in _NAMED.finditer(text[start:])
        if (key := _key(match[1]))
    ]
    return [] if not found or text[start : found[0].start].strip(" \u3000（(【[") else found


def values(text: str, found: Sequence[Label]) -> list[tuple[Label, str]]:
    """Return each label of `found` with what stands behind it, up to the next one."""
    if not found:
        return []
    ends = [*(item.start for item in found[1:]), len(text)]
    return [
        (item, text[item.end : end].strip(" \u3000\t；;，,。.）)】]"))
        if item.assigns
        else (item, text[item.end : end].strip(" \u3000\t"))
        for item, end in zip(found, ends, strict=True)
    ]


def _key(word: str) -> str | None:
    key = _TOLD.get(word) or headings.meant([word])[0]
    return key if key in _KEYS else None
