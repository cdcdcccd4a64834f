"""Units where a document names them: in brackets, on a line of their own, or as who has to do it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from fazhi_cli.drafting.words import NO_UNITS, PEOPLE, UNIT_ENDS
from fazhi_cli.speech.labels import Label, labels, values

FIRST_LEADS = re.compile(
    "[列排](?:名|序)?(?:在)?(?:第一|首)(?:位)?(?:者|的)?的?(?:单位|部门)?[，,]?(?:者)?(?:是|为)?牵头"
)
"""By these words a document says that of several units the first one leads."""

_LEADING = ("牵头", "主办", "主责")
_ROLE = "按照?各自?职责分工|按照?分工|依?按?照?职责|各负其责|分别|共同|具体|各自|分工"
_DUTY = re.compile(
    f"(?:{_ROLE}|牵头|配合|参与|参加|协助|统筹|组织|抓好|协同|会同有关部门|主要|总体|，)*"
    "(?:负责|牵头|落实|配合|参与|参加|实施|办理|承担|协助|主办|协办|承办|为主)"
    "(?:落实|实施|推进|督促|统筹|组织|办理|抓好)*(?:，?(?:下同))?$"
)
_HELPING = re.compile(f"(?:{_ROLE})*(?:配合|参与|参加|协助|协办|负责|落实)(?:落实|实施)?$")
_GENERIC = "(?:相关|有关|各相关|各有关)?(?:部门|单位|地区|机构|地方|企业|部门和单位|单位和部门)"
_OPEN_LIST = re.compile(
    f"等(?:{_GENERIC}(?=[和及、，]|$)|(?=按|负责|牵头|和|及|与|配合|参与|分别|共同|、|，|$))"
)
_TOGETHER = re.compile("(?:会同|联合|协同|商(?=[^务会联业品标贸户贩城场店洽量讨议]))")
_LED = re.compile("^(.{2,60}?)(?:牵头|主办|为主)(?:负责|组织|实施|抓总)*(?:，|,|、|；|;|$)")
_SHORT_NAMES = re.compile("[^、，和及]{2,6}(?:、[^、，和及]{2,6})+等(?:相关|有关)?(?:部门|单位)")
"""Names cut short that 等部门 says are units: 住建、卫健等部门."""
_MARKED = re.compile("(.{2,})[（(](?:牵头|主办|牵头单位|主要责任单位)[）)]$")
_AND = "和及与"
_LONGEST_NAME = 40
_SCOPES = frozenset(
    (
        *("党组", "市", "区", "县", "县级市", "自治区", "直辖市", "自治州", "街道", "镇", "乡", "室", "班"),
        *("社区", "村", "园区", "开发区", "国有企业"),
    )
)


class Units(NamedTuple):
    """Who is named: the lead if the text says which one that is, the others, people, and a deadline.

    `open_list` says that the list ends in 等, `unsure` that several stand there and none is said to lead.
    """

    lead: str | None = None
    support: tuple[str, ...] = ()
    leader: str | None = None
    owner: str | None = None
    due: str | None = None
    open_list: bool = False
    unsure: bool = False

    @property
    def named(self) -> bool:
        """Say whether anybody or anything is named at all."""
        return bool(self.lead or self.support or self.leader or self.owner or self.due)


def brackets(text: str) -> list[tuple[int, int, str]]:
    """Return where the outermost brackets of `text` begin and end, and what stands in them."""
    found, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        if sign in "（(":
            start = start if depth else at
            depth += 1
        elif sign in "）)" and depth:
            depth -= 1
            if not depth:
                found.append((start, at + 1, text[start + 1 : at]))
    return found


def in_brackets(content: str, first_leads: bool, closing: bool) -> Units | None:
    """Return the units that the content of a bracket assigns, None if it is no assignment.

    A mere list of units is one only where it is `closing` a sentence: 区委党校（行政院校）要 explains a name.
    """
    content = FIRST_LEADS.split(content.strip())[0].strip(" 。.；;，,")
    if found := labels(content):
        return _labelled(content, found)
    if _DUTY.search(content):
        units = _assigned(content.removeprefix("由"), first_leads)
        return units if units.named and all(map(is_unit, _all(units))) else None
    if closing and _is_list_of_units(content):
        return _listed(content, first_leads)
    return None


def labelled(text: str) -> Units | None:
    """Return what a line such as 责任单位：甲、乙；完成时限：6月底前 says, None if it is no such line."""
    found = labels(text)
    if not found or not all(item.assigns for item in found):
        return None
    return _labelled(text, found)


def _labelled(text: str, found: list[Label]) -> Units:
    told: dict[str, str] = {}
    leads: list[str] = []
    support: list[str] = []
    open_list = False
    for label, value in values(text, found):
        if label.key in ("due", "leader", "owner"):
            told.setdefault(label.key, value)
            continue
        names, more = split(_without_duty(value))
        open_list |= more
        leading = label.word.startswith(_LEADING)
        marked = [lead[1] for name in names if (lead := _MARKED.match(name))]
        names = [name for name in names if not _MARKED.match(name)]
        leads += marked or (names[:1] if leading else [])
        support += names[1:] if leading and not marked else names
    if not leads and len(support) == 1 and not open_list and found[0].key == "lead":
        leads = [support.pop()]
    others = tuple(name for name in dict.fromkeys((*leads[1:], *support)) if name not in leads[:1])
    return Units(
        lead=leads[0] if leads else None,
        support=others,
        leader=told.get("leader") or None,
        owner=told.get("owner") or None,
        due=told.get("due") or None,
        open_list=open_list,
        unsure=not leads and len(others) > 1,
    )


def assignment(piece: str, first_leads: bool = False) -> Units | None:
    """Return who a piece assigns and says no more: 由甲牵头, 乙、丙配合, 会同丁; else None."""
    text = piece.removeprefix("由")
    if text.startswith(("会同", "联合", "协同")):
        names, more = split(text[2:])
        return Units(support=tuple(names), open_list=more) if names and all(map(is_unit, names)) else None
    duty = _DUTY.search(text)
    if duty is None or duty.start() < 1:
        return None
    units = _assigned(text, first_leads)
    if not units.named or not all(map(is_unit, _all(units))):
        return None
    helps = duty[0].startswith(("配合", "参与", "参加", "协助", "协办"))
    if helps and units.lead:
        return units._replace(lead=None, support=(units.lead, *units.support))
    return units._replace(unsure=False) if helps else units


def people(named: str) -> Units | None:
    """Return the person that a subject names, with the unit before it: 各责任单位主要负责人."""
    found = PEOPLE.search(named)
    if found is None:
        return None
    unit = named[: found.start()].rstrip("的和及、")
    if unit == "各级":
        return Units(leader=named)
    if not unit:
        return Units(leader=found[0])
    names, more = split(unit)
    if not names or not all(map(is_unit, names)):
        return None
    if len(names) == 1:
        return Units(lead=names[0], leader=found[0], open_list=more)
    return Units(support=tuple(names), leader=found[0], open_list=more, unsure=True)


def who(named: str) -> Units | None:
    """Return the units that the words before 要 name, None if they name something else."""
    if told := people(named):
        return told
    if (of_several := re.fullmatch("(.{2,16}?)等(.{4,20}(?:单位|部门))", named)) and is_unit(of_several[1]):
        return Units(lead=of_several[1], support=(of_several[2],), open_list=True)
    together = _TOGETHER.search(named)
    if together and is_unit(named[: together.start()]):
        others, more = split(named[together.end() :])
        if others and all(map(is_unit, others)):
            return Units(lead=named[: together.start()], support=tuple(others), open_list=more)
    names, more = split(named)
    if _SHORT_NAMES.fullmatch(named) and not any(map(NO_UNITS.search, names)):
        return Units(support=tuple(names), open_list=True, unsure=True)
    if not names or not all(map(is_unit, names)):
        return None
    if len(names) == 1:
        return Units(lead=names[0], open_list=more)
    return Units(support=tuple(names), open_list=more, unsure=True)


def is_unit(name: str) -> bool:
    """Say whether `name` looks like the name of a unit."""
    bare = re.sub("[（(][^）)]*[）)]", "", name.strip())
    if bare in _ONES:
        return True
    if not 1 < len(bare) <= _LONGEST_NAME or re.search(
        "[，。；：“”《》]|[0-9XxＸ×][年月日个项]|[年月季]底|(?<!自)由(?!贸)|需要|如果|因为|关于|的(?!单位|部门|地区)",
        bare,
    ):
        return False
    return bare.endswith(UNIT_ENDS) and not NO_UNITS.search(bare)


_ONES = frozenset("镇乡区县市村")


def split(text: str) -> tuple[list[str], bool]:
    """Return the units in a list, and whether it ends in 等; brackets and 和 inside a name stay."""
    text, count = _OPEN_LIST.subn("、", text.strip(" \u3000。.；;，,"))
    names: list[str] = []
    for part in _outside_brackets(text):
        names += _at_and(part)
    cleaned = [name.strip(" \u3000、，,；;：:。.") for name in names]
    return [name for name in dict.fromkeys(cleaned) if name], bool(count)


def _outside_brackets(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign in "（(") - (sign in "）)")
        if not depth and sign in "、，,；;":
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _at_and(part: str) -> list[str]:
    """Break at 和 or 及 where both sides are units by themselves."""
    part = re.sub("^(?:以及|[和及与])", "", part.strip())
    for at, sign in enumerate(part):
        if sign in _AND and at > 1:
            left, right = part[:at].removesuffix("以"), part[at + 1 :]
            if is_unit(left) and len(right) > 1 and is_unit(right):
                return [left, *_at_and(right)]
    return [part] if part else []


def _is_list_of_units(content: str) -> bool:
    names, _ = split(content)
    if not names or len(content) < 3:
        return False
    return all(is_unit(name) and name not in _SCOPES for name in names)


def _all(units: Units) -> tuple[str, ...]:
    return (units.lead, *units.support) if units.lead else units.support


def _assigned(content: str, first_leads: bool) -> Units:
    """Return the units of 甲牵头，乙、丙配合 or 甲会同乙负责 or 甲、乙负责."""
    if led := _LED.match(content):
        lead, more = split(_DUTY.sub("", led[1]))
        return _with_lead(lead, more, content[led.end() :])
    together = _TOGETHER.search(content)
    if together and is_unit(content[: together.start()]):
        return _with_lead([content[: together.start()]], False, content[together.end() :])
    return _listed(_without_duty(content), first_leads)


def _with_lead(lead: list[str], more: bool, others: str) -> Units:
    rest, open_list = split(_without_duty(others))
    support = tuple(name for name in dict.fromkeys((*lead[1:], *rest)) if name not in lead[:1])
    return Units(lead[0] if lead else None, support, open_list=more or open_list)


def _listed(content: str, first_leads: bool) -> Units:
    names, more = split(content)
    if len(names) == 1 and not more:
        return Units(lead=names[0])
    if first_leads and names:
        return Units(names[0], tuple(names[1:]), open_list=more)
    return Units(support=tuple(names), open_list=more, unsure=bool(names))


def _without_duty(text: str) -> str:
    """Return a list of units without the words, at its end and those of its parts, that say what they do."""
    parts = [_DUTY.sub("", part.strip(" ，,")) for part in re.split("[；;]", text)]
    inner = [re.sub(f"(?:{_ROLE})+$", "", _HELPING.sub("", part)) for part in parts]
    return "、".join(part for part in inner if part)


def united(found: Iterable[Units]) -> Units:
    """Return several assignments as one: the first lead, everybody else in support."""
    items = list(found)
    leads = [item.lead for item in items if item.lead]
    support = [name for item in items for name in item.support]
    lead = leads[0] if leads else None
    return Units(
        lead=lead,
        support=tuple(name for name in dict.fromkeys((*leads[1:], *support)) if name != lead),
        leader=next((item.leader for item in items if item.leader), None),
        owner=next((item.owner for item in items if item.owner), None),
        due=next((item.due for item in items if item.due), None),
        open_list=any(item.open_list for item in items),
        unsure=lead is None and any(item.unsure for item in items),
    )
