"""A sentence cut at its commas, and what each piece does: orders, leads up to an order, follows from one."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from fazhi_cli.deadline.extract import Found, extracted
from fazhi_cli.drafting.subjects import subject, subject_end
from fazhi_cli.drafting.units import assignment, is_unit, split
from fazhi_cli.drafting.verbs import begins_with_verb, takes_object, verb_end
from fazhi_cli.drafting.words import CONDITION, MODAL, PURPOSE
from fazhi_cli.speech.labels import labels
from fazhi_cli.speech.markers import marker

OPENERS = "“‘《（(「『〈【["
CLOSERS = "”’》）)」』〉】]"
_CUTS = "，,；;：:。"
_REPORTING = re.compile("(?:随时|及时|按时|按期|定期|逐级|[日周月季年]).{0,4}(?:报告|上报|报送|通报|反馈)$")
_TOPIC = re.compile(
    "(?:的|中|上|时|后|下|前提下|基础上|为契机|为抓手|为重点|为目标|为导向|为主线|同时|之前|以前|期间|过程中|方面)$"
)
_MEANS = re.compile(
    "^(?:探索)?(?:通过|采取|采用|运用|利用|以|依托|组织.{2,30}通过).{2,60}(?:方式|形式|手段|途径|渠道|模式|平台|载体|办法|机制)$"
)
_INVITED = re.compile("^(?:鼓励|支持|引导|动员|组织|推动|发动|鼓励和引导|鼓励和支持).{4,80}等$")
_INVITING = re.compile("(?:鼓励和引导|鼓励和支持|组织动员|鼓励|支持|引导|动员|组织|发动)")
_BEHIND = re.compile(
    "推动|推进|设立|建立|开展|纳入|促进|保障|提升|落实|制定|安排|完成|提供|加强|实施|组织|报送|总结|抓好|办理|给予|予以|进行|降低|提高"
    "|筑牢|推广|推介|培训|明确|修订|汇聚|打造|培育|组建|公布|公开|整治|整改|处理|解决"
)
_ORDERED_WAY = re.compile("^(?:按照?|依据|根据|针对|对照|依照|参照)")
_AUXILIARY = re.compile(
    "^(?:我们|大家|同志们|我区|我县|我市|全区|全市|全县|全镇)?(?:还|也|都|均|又|就|则|并)?要"
)
FINISHED = re.compile(
    "(?:要|应|须|必须|应当|全部|基本|全面|均|都|按时|务必|确保|力争|原则上|于|在|前|并|由)*"
    "(?:完成|办结|落实|到位|完成到位|落实到位|整改到位|见效|完成整改)?"
)
"""What stands around a deadline and says no more than that all is to be done by then."""

_RATED = re.compile(
    "[^，]{2,20}?(?:率|覆盖面|比例|占比|总量|满意度)(?:要)?(?:达到|达|提高|提升|降低|下降|保持|稳定在|不低于|不高于|控制在|超过)"
)
_FOLLOWS = re.compile(
    "(?:副?组长|成员|办公室|办公室主任|主任)(?:由|设在|设于)|下设|(?:重点|着重|着力)?(?:做好|抓好|落实|开展|完成).{0,4}(?:以下|如下|下列)"
)
"""What says how something that is ordered is made up, or only announces what is to come."""
_WELL = re.compile("(?:到位|使用|运行|实施|执行|完毕|[0-9一二三四五六七八九十两]+[个项件次家处所名座条]?)?")
_LEAST_OBJECT = 2
_SHORTEST = 4
_NEAR = 14
_STATED = ("point", "recurring", "blank", "refused")
_SEASON = re.compile(
    "(?:主?汛期|入汛|雨季|春运|开学|放假|[寒暑]假|入冬|入夏|[供采]暖(?:季|期)?|(?:全国)?两会|党代会|[高中]考|换届)"
    "(?:到?来)?(?:之|以)?前(?![后提述期])"
)
"""What comes round every year on days that no calendar of ours has."""
_OPENING = re.compile("(?:今年|本年)?(?:[上下]半年|第?[一二三四]季度)(?=[^前底末内初以之起后的，])")
"""A stretch of the year that stands before its verb without 前 or 底: perhaps a deadline, perhaps not."""


class Piece(NamedTuple):
    """A stretch between two commas: where it stands in its sentence, its text, whether ； comes before."""

    start: int
    end: int
    text: str
    fresh: bool


def bare(sentence: str) -> str:
    """Return a sentence without its number, the label 整改措施：before it, and its end mark."""
    text = sentence.strip(" \t\u3000\xa0\r\n")
    told = labels(text)
    if told and not told[0].assigns:
        text = text[told[0].end :].lstrip(" \u3000")
    if number := marker(text):
        text = text[number.end :]
    return text.rstrip("。；;！!？?.． \u3000").lstrip(" \u3000")


def pieces(text: str) -> list[Piece]:
    """Return the stretches between commas and semicolons outside quotation marks and brackets."""
    found: list[Piece] = []
    depth, start, fresh = 0, 0, True
    for at, sign in enumerate(f"{text}，"):
        if sign in OPENERS:
            depth += 1
        elif sign in CLOSERS:
            depth = max(depth - 1, 0)
        elif sign in _CUTS and (not depth or at == len(text)):
            piece = text[start:at].strip()
            if piece:
                begin = start + text[start:at].index(piece)
                found += _at_dates(Piece(begin, begin + len(piece), piece, fresh))
            start, fresh = at + 1, sign in "；;。"
    return found


def _at_dates(piece: Piece) -> list[Piece]:
    """Return a piece cut where a second date with its own verb begins: 6月底前完成甲、9月底前完成乙."""
    dates = stated(piece.text)
    cuts = [0]
    for before, item in pairwise(dates):
        joint = piece.text[before.at + len(before.phrase) : item.at]
        tail = piece.text[item.at + len(item.phrase) :]
        found = re.search("[、和并](?:原则上|力争|确保)?[于在]?$", joint)
        if found and begins_with_verb(joint[: found.start()]) and begins_with_verb(tail):
            cuts.append(before.at + len(before.phrase) + found.start())
    ends = [*cuts[1:], len(piece.text)]
    parts = [piece.text[start:end].lstrip("、和并") for start, end in zip(cuts, ends, strict=True)]
    return [
        Piece(piece.start + end - len(part), piece.start + end, part, piece.fresh and not at)
        for at, (end, part) in enumerate(zip(ends, parts, strict=True))
    ]


def unquoted(text: str) -> str:
    """Return `text` without quotations and titles of books."""
    return re.sub("“[^”]*”|《[^》]*》|‘[^’]*’", "", text)


def is_modal(text: str) -> bool:
    """Say whether 要 or its like stands in `text`."""
    return MODAL.search(unquoted(text)) is not None


@lru_cache(maxsize=1024)
def stated(text: str) -> tuple[Found, ...]:
    """Return the deadlines with a date, a rhythm or a blank that `text` states, refused ones too.

    Seasons and bare stretches of the year are refused ones: whoever drafts has to ask for the day.
    """
    found = tuple(item for item in extracted(text) if item.kind.split("+")[0] in _STATED)
    return found or tuple(_unsure(text))


def _unsure(text: str) -> Iterator[Found]:
    if season := _SEASON.search(text):
        yield Found(season[0], "refused", season.start(), "没有确定的日期")
    for opening in _OPENING.finditer(text):
        begins = not opening.start() or text[opening.start() - 1] in _CUTS
        if begins and begins_with_verb(text[opening.end() :]):
            yield Found(opening[0], "refused", opening.start(), "后面没有“前”“底”“内”，不能确定是时限")


def without_dates(text: str, dates: Sequence[Found]) -> str:
    """Return `text` without the phrases of `dates` and what led to them."""
    for item in dates:
        text = text.replace(item.phrase, "", 1)
    return re.sub("^(?:原则上|力争|确保|于|在|并|，)+", "", text)


def is_told(text: str) -> bool:
    """Say whether `text` names a unit and what it does, not what it did."""
    return "了" not in text and (subject(text) is not None or _REPORTING.search(text) is not None)


def acts(text: str) -> bool:
    """Say whether a piece without 要 orders by its verb, its deadline, or who is named to do it."""
    if labels(text):
        return False
    if begins_with_verb(text) or is_told(text) or has_way(text):
        return True
    return bool(stated(text)) and not re.search("了|已经?", text)


def has_way(text: str) -> bool:
    """Say whether a piece tells how and then what: 以群众喜闻乐见的形式提供…, 按要求设立…."""
    return text.startswith(CONDITION) and _BEHIND.search(text, 3) is not None and not _TOPIC.search(text)


def only_date(text: str) -> bool:
    """Say whether a piece is a deadline and no more, perhaps with 完成."""
    found = stated(text)
    return len(found) == 1 and FINISHED.fullmatch(text.replace(found[0].phrase, "", 1)) is not None


def answers(text: str) -> bool:
    """Say whether a piece names who does what stands before it: 由甲负责, 乙配合."""
    units = assignment(text)
    if units is None or text.startswith("会同"):
        return False
    return units.lead is None or (text.startswith("由") and "牵头" not in text)


def only_leads(text: str) -> bool:
    """Say whether a piece is a condition, an occasion, a topic, who does it: no order by itself."""
    if assignment(text):
        return True
    rest = text[subject_end(text) :]
    rest = _AUXILIARY.sub("", rest)
    if not rest or only_date(rest) or _MEANS.match(rest) or _INVITED.match(rest):
        return True
    if is_modal(rest):
        return False
    if _TOPIC.search(rest) and not rest.startswith(("把", "将")):
        return True
    if rest.startswith("结合") or _invites(rest) or (rest.startswith("对") and not takes_object(rest)):
        return True
    return rest.startswith(CONDITION) and _BEHIND.search(rest, 3) is None


def _invites(text: str) -> bool:
    """Say whether a piece only names whom to move to do what the next one says: 动员科研机构和高等院校."""
    found = _INVITING.match(text)
    return found is not None and all(map(is_unit, split(text[found.end() :])[0] or [""]))


def starts(piece: Piece, dated: bool) -> bool:
    """Say whether a new demand begins with `piece`; `dated` says that the one before it has its deadline."""
    text = piece.text
    if piece.fresh or modal_leads(text):
        return True
    dates = stated(text)
    rest = without_dates(text, dates)
    if dates and (dated or _has_object(rest)):
        return True
    if _RATED.match(text):
        return True
    if dates or text.startswith(PURPOSE) or len(text) < _SHORTEST or _FOLLOWS.match(text):
        return False
    if begins_with_verb(text):
        return True
    if subject(text) is not None and "了" not in text:
        return True
    return _ORDERED_WAY.match(text) is not None and has_way(text)


def _has_object(text: str) -> bool:
    """Say whether what stands behind a deadline is an order by itself, not the 印发 of what went before."""
    end = verb_end(text)
    rest = text[end:]
    if not end or FINISHED.fullmatch(text) or _WELL.fullmatch(rest):
        return False
    return len(rest) > _LEAST_OBJECT or (
        len(rest) == _LEAST_OBJECT and text.startswith(("完成", "实现", "开展", "组织"))
    )


def modal_leads(text: str) -> bool:
    """Say whether 要 or its like stands where the verb of a piece begins: at its head or behind a subject."""
    match = MODAL.search(unquoted(text))
    if match is None:
        return False
    return match.start() < _NEAR or subject_end(text) > 0 or begins_with_verb(unquoted(text)[match.end() :])
