"""Units where a document names them: in brackets, on a line of their own, or as who has to do it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from fazhi_cli.drafting.words import PEOPLE, UNIT_ENDS

FIRST_LEADS = re.compile(
    "[列排](?:在)?第一(?:位)?(?:者|的)?的?(?:单位|部门)?[，,]?(?:者)?(?:是|为)?牵头|排名第一.{0,6}牵头"
)
"""By these words a document says that of several units the first one leads."""

_LABEL = re.compile(
    "(牵头单位|牵头部门|主办单位|主办部门|责任单位|责任部门|配合单位|配合部门|协办单位|协办部门|参与单位|参加单位|承办单位|"
    "落实单位|实施单位|主责单位|主责部门|牵头领导|责任领导|分管领导|责任人|完成时限|完成时间|整改时限|时间要求|时限)\\s*[：:]"
)
_LEADING_LABELS = ("牵头单位", "牵头部门", "主办单位", "主办部门", "主责单位", "主责部门", "承办单位")
_PEOPLE_LABELS = {"牵头领导": "leader", "责任领导": "leader", "分管领导": "leader", "责任人": "owner"}
_TIME_LABELS = ("完成时限", "完成时间", "整改时限", "时间要求", "时限")
_DUTY = re.compile(
    "(?:分别|共同|具体|各自|按照?职责分工|依?按?职责|牵头|配合|参与|参加|协助|统筹|组织|抓好|协同|"
    "会同有关部门)*(?:负责|牵头|落实|配合|参与|实施|办理|承担|协助)(?:落实|实施|推进)?(?:，?(?:下同))?$"
)
_OPEN_LIST = re.compile("等(?=(?:各?有?关?(?:单位|部门|地区))?(?:按|负责|牵头|和|及|配合|参与|分别|、|，|$))")
_BEHIND_SUBJECT = re.compile(
    "(?:也|都|均|还|又|就|则)?(?:(?<![主需重只首纲必摘])要(?![求素点])|应当|必须|务必|须|应(?![急用对])|不得|不能|将(?=于|在)"
    "|(?:负责|牵头)(?![任单部人同的])|按照?|根据|依法|会同|做好|加强|组织|制定|开展|落实|建立|完善|对|把|于(?=[0-9每])|每"
    "|分别|参照|结合|认真|积极|切实|进一步|抓紧|及时|尽快|全面|以(?=[^上下内前后]))"
)
"""What follows on the subject of an order."""

_FARTHEST = 60
_AND = "和及与"
_LONGEST_NAME = 40
_SCOPES = ("党组", "市", "区", "县", "县级市", "街道", "镇", "乡", "室", "班", "社区")


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


def bracketed(text: str) -> list[tuple[int, int, str]]:
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


def in_brackets(content: str, first_leads: bool) -> Units | None:
    """Return the units that the content of a bracket assigns, None if it is no assignment."""
    content = FIRST_LEADS.split(content.strip())[0].strip(" 。.；;，,")
    if _LABEL.search(content):
        return labelled(content)
    duty = bool(_DUTY.search(content))
    if not duty and not _is_list_of_units(content):
        return None
    return _assigned(content, first_leads) if duty else _listed(content, first_leads)


def labelled(text: str) -> Units | None:
    """Return what a line such as 责任单位：甲、乙；完成时限：6月底前 says, None if it is no such line."""
    places = [*_LABEL.finditer(text)]
    if not places or text[: places[0].start()].strip(" （(【[\u3000"):
        return None
    found: dict[str, str] = {}
    support: list[str] = []
    open_list = False
    ends = [match.start() for match in places[1:]] + [len(text)]
    for match, end in zip(places, ends, strict=True):
        label, value = match[1], text[match.end() : end].strip(" \u3000；;，,。.）)】]")
        names, more = split(_DUTY.sub("", value))
        open_list |= more
        if label in _TIME_LABELS:
            found["due"] = value
        elif label in _PEOPLE_LABELS:
            found[_PEOPLE_LABELS[label]] = value
        elif label in _LEADING_LABELS and names and not found.get("lead"):
            found["lead"] = names[0]
            support += names[1:]
        else:
            support += names
    lead = found.pop("lead", None)
    if lead is None and len(support) == 1 and not open_list:
        lead = support.pop()
    unsure = lead is None and bool(support)
    return Units(
        lead=lead,
        support=tuple(dict.fromkeys(support)),
        leader=found.get("leader"),
        owner=found.get("owner"),
        due=found.get("due"),
        open_list=open_list,
        unsure=unsure,
    )


def subject(text: str) -> Units | None:
    """Return who has to do what `text` says, if it begins with that; None if it does not."""
    return _subject(text)[0]


def subject_end(text: str) -> int:
    """Return where the subject that `subject` finds ends, 0 if it finds none."""
    return _subject(text)[1]


def _subject(text: str) -> tuple[Units | None, int]:
    stop = re.search("[，。；：“”]", text)
    last = min(stop.start() if stop else len(text), _FARTHEST) + 2
    found = [
        (who, match)
        for match in _BEHIND_SUBJECT.finditer(text, 2, last)
        if (who := _who(text[: match.start()]))
    ]
    ordered = [item for item in found if _ORDERING.search(item[1][0])]
    who, match = next(iter(ordered or found), (None, None))
    return who, match.start() if match else 0


_ORDERING = re.compile("要|应|须|务|不得|不能|将")


def _who(named: str) -> Units | None:
    """Return the units that the words before 要 name, None if they name something else."""
    named = re.sub("^(?:同时|此外|另外|其中|今后|下一步|今年|各位)[，,]?", "", named).strip()
    if people := PEOPLE.search(named):
        unit = named[: people.start()].rstrip("的和及、")
        return Units(lead=unit or None, leader=people[0]) if not unit or is_unit(unit) else None
    if (of_several := re.fullmatch("(.{2,16}?)等(.{2,20}(?:单位|部门))", named)) and is_unit(of_several[1]):
        return Units(lead=of_several[1], support=(of_several[2],), open_list=True)
    names, more = split(named)
    if not names or not all(map(is_unit, names)):
        return None
    if len(names) == 1:
        return Units(lead=names[0], open_list=more)
    return Units(support=tuple(names), open_list=more, unsure=True)


def is_unit(name: str) -> bool:
    """Say whether `name` looks like the name of a unit."""
    bare = re.sub("[（(][^）)]*[）)]$", "", name.strip())
    if not 1 < len(bare) <= _LONGEST_NAME or re.search("[，。；：]|需要|如果|因为|关于", bare):
        return False
    return bare.endswith(UNIT_ENDS)


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
            if is_unit(left) and is_unit(right) and len(right) > 1:
                return [left, *_at_and(right)]
    return [part] if part else []


def _is_list_of_units(content: str) -> bool:
    names, _ = split(content)
    return bool(names) and len(content) >= 3 and all(is_unit(name) and not _is_scope(name) for name in names)


def _is_scope(name: str) -> bool:
    """Say whether a bracket explains a name rather than assigning work: （棚户区）, （党组）."""
    return name in _SCOPES


def _assigned(content: str, first_leads: bool) -> Units:
    """Return the units of 甲牵头，乙、丙配合 or 甲会同乙负责 or 甲、乙负责."""
    content = content.removeprefix("由")
    led = re.match("^(.{2,60}?)(?:牵头|主办|为主)(?:负责|，|,|、|；|;|$)", content)
    if led:
        lead, more = split(_DUTY.sub("", led[1]))
        rest, others = split(_without_duty(content[led.end() :]))
        return Units(lead[0] if lead else None, (*lead[1:], *rest), open_list=more or others)
    together = re.match("^(.{2,40}?)(?:会同|商|联合|协同)(.+)$", content)
    if together:
        lead, more = split(together[1])
        rest, others = split(_without_duty(together[2]))
        return Units(lead[0] if lead else None, (*lead[1:], *rest), open_list=more or others)
    return _listed(_without_duty(content), first_leads)


def _listed(content: str, first_leads: bool) -> Units:
    names, more = split(content)
    if len(names) == 1 and not more:
        return Units(lead=names[0])
    if first_leads and names:
        return Units(names[0], tuple(names[1:]), open_list=more)
    return Units(support=tuple(names), open_list=more, unsure=bool(names))


def _without_duty(text: str) -> str:
    """Return a list of units without the words, at its end and those of its parts, that say what they do."""
    parts = [_DUTY.sub("", part.strip()) for part in re.split("[；;]", text)]
    inner = [re.sub("(?:按照?职责分工|分别|共同)?(?:配合|参与|协助|负责)$", "", part) for part in parts]
    return "、".join(part for part in inner if part)


def united(found: Iterable[Units]) -> Units:
    """Return several assignments as one: the first lead, everybody else in support."""
    leads: list[str] = []
    support: list[str] = []
    open_list = unsure = False
    leader = owner = due = None
    for item in found:
        leads += [item.lead] if item.lead else []
        support += item.support
        open_list |= item.open_list
        unsure |= item.unsure
        leader, owner, due = leader or item.leader, owner or item.owner, due or item.due
    lead = leads[0] if leads else None
    others = [name for name in dict.fromkeys((*leads[1:], *support)) if name != lead]
    return Units(lead, tuple(others), leader, owner, due, open_list, unsure and lead is None)
