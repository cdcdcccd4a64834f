"""Who has to do what a piece of a sentence says: the units or people before its verb."""

import re

from fazhi_cli.drafting.units import Units, who
from fazhi_cli.drafting.verbs import ADVERBS
from fazhi_cli.drafting.words import NOUNS, UNIT_ENDS, VERBS

_BEHIND = re.compile(
    "(?:也|都|均|还|又|就|则|共同|分别)?(?:(?<![主需重只首纲必摘紧扼])要(?![求素点])|应当|必须|务必|须(?!知)|应(?![急用对诉])"
    "|不得|不能|将(?=于|在)|(?:负责|牵头|统筹|协调|具体)(?![任单部人同的的])|按照?|根据|依法|依据|会同|做好|加强|组织(?![部的])|制定"
    "|开展|落实|建立|完善|对|把|于(?=[0-9每])|每|参照|结合|认真|积极|切实|进一步|抓紧|及时|尽快|全面|以(?=[^上下内前后])|成立|设立"
    "|安排|明确|指定|定期|不定期|随时|全程|全力|严格|主动|同步|负总责|亲自|指导|督促|报送|提出|立即|迅速|启动|重点|逐一|一律|逐企|逐级|推进|推动|办理|审核|承担|配合|监督(?!管|局|部|检))"
)
"""What follows on the subject of an order."""

_ORDERING = re.compile("要|应|须|务|不得|不能|将")
_FARTHEST = 60
_AND = ("、", "和", "及", "与")
_LONGEST_GROWTH = 5
_LEAST_NAME = 3
_NAMED_SO = re.compile(
    "(?:[和与、]|部门|单位|机构|中心|局|委|办|部(?!署)|处(?!理|置)|科(?!学)|室|组(?!织)|站|所|院|厅|领导小组|指挥部)"
)
"""Behind a verb, what makes it a part of a name: 机构编制部门."""
_BEFORE = re.compile(
    "^(?:(?:同时|此外|另外|其中|今后|下一步|今年|今年内|各位|请|希望|原则上|[一二三四五六七八九十]是|由|分别由|并由|然后由|再由)[，,]?)+"
)


def subject(text: str) -> Units | None:
    """Return who has to do what `text` says, if it begins with that; None if it does not."""
    return _subject(text)[0]


def subject_end(text: str) -> int:
    """Return where the subject that `subject` finds ends, 0 if it finds none."""
    return _subject(text)[1]


def _subject(text: str) -> tuple[Units | None, int]:
    lead = _BEFORE.match(text)
    start = lead.end() if lead else 0
    stop = re.search("[，。；：“”]", text[start:])
    last = min(stop.start() if stop else len(text), _FARTHEST) + start + 2
    first: tuple[Units, int] | None = _acting(text, start, last)
    for match in _BEHIND.finditer(text, start + 1, last):
        found = who(text[start : match.start()].strip())
        if found is None:
            continue
        if _ORDERING.search(match[0]):
            return _with_others(text, start, match, found), match.start()
        if match[0].startswith("会同") and (more := _together(text, start, match.start(), last)):
            return more
        if first is None or match.start() > first[1]:
            first = first if first and not _grows(text[first[1] : match.start()]) else (found, match.start())
    return first or (None, 0)


def _acting(text: str, start: int, last: int) -> tuple[Units, int] | None:
    """Return the unit whose name a verb follows on: 区融媒体中心开设专栏."""
    best: tuple[Units, int] | None = None
    if ADVERBS.match(text[start:]):
        return None
    for at in range(start + _LEAST_NAME, min(last, len(text) - 1)):
        if text[at : at + 2] not in VERBS or NOUNS.match(text, at) or _NAMED_SO.match(text, at + 2):
            continue
        if best and not _grows(text[best[1] : at]):
            break
        if found := who(text[start:at].strip()):
            best = found, at
    return best


def _grows(more: str) -> bool:
    """Say whether what stands between two ends of a name may belong to it: 区委 and 督查室."""
    return (
        len(more) <= _LONGEST_GROWTH and more.endswith(UNIT_ENDS) and not re.search("[区县市镇乡各会]", more)
    )


def _together(text: str, start: int, at: int, last: int) -> tuple[Units, int] | None:
    """Return the units of 甲会同乙、丙 with where they end, if something that they do follows."""
    ends = [match.start() for match in _BEHIND.finditer(text, at + 3, last)]
    for end in (*ends, *range(at + 4, min(last, len(text)))):
        found = who(text[start:end])
        goes_on = text[end : end + 1] in _AND
        if found and found.lead and found.support and len(text) - end >= 2 and not goes_on:
            return found, end
    return None


def _with_others(text: str, start: int, order: re.Match[str], found: Units) -> Units:
    """Return the subject together with those that it has to act with: 甲要会同乙、丙开展检查."""
    behind = text[order.end() :]
    if not found.lead or found.support or not behind.startswith("会同"):
        return found
    name = text[start : order.start()].strip()
    more = _together(f"{name}{behind}", 0, len(name), len(name) + _FARTHEST)
    return more[0] if more else found
