"""What a sentence orders: its clauses, one for every demand that can be checked by itself."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from fazhi_cli.deadline.extract import Found, extracted
from fazhi_cli.drafting.pieces import (
    Piece,
    acts,
    answers,
    bare,
    is_modal,
    only_date,
    only_leads,
    pieces,
    starts,
    stated,
    unquoted,
)
from fazhi_cli.drafting.subjects import subject
from fazhi_cli.drafting.titles import shortened, spread, title_of
from fazhi_cli.drafting.units import Units, assignment, brackets, in_brackets, united
from fazhi_cli.drafting.verbs import begins_with_verb
from fazhi_cli.drafting.words import (
    BACKGROUND,
    FINDING,
    FORBIDDING,
    PURPOSE,
    QUOTING,
    RATE,
    RECURRING,
    STANDING,
)
from fazhi_cli.speech.labels import labels

UNSURE = "这一句没有“要”“应”一类的字，核对是不是要办的事"
_LACKING = re.compile("不|薄弱|短板|问题|差距|滞后|缺|少|弱|粗放|单一|松懈")
ANNOUNCING = re.compile(
    "(?:重点|着重|着力|现|要)*(?:做好|抓好|落实|开展|完成|通知|提出|强调|协助解决).{0,4}(?:以下|如下|下列)"
)
_TOLD_OF = re.compile("^.*?(?:指出|发现|查出|反馈|暴露)(?:了|出)?")
_SEEN = re.compile(
    "^(?:但|同时|但是|不过)?[，,]?(?:我们)?(?:也|还|更)?(?:要|必须|应当?)?(?:清醒|充分|同时)?(?:地)?看到"
)
"""How a speech turns from praise to what is lacking."""
_EXISTS = re.compile("^(?:但是?|不过|然而)?(?:(?:还|仍然?|也|不同程度)*存在着?)?")
_SPAN = re.compile("[0-9０-９一二两三四五六七八九十]+个?(?:小时|分钟|工作日|日|天)(?:之内|以内|内)")
_MOMENTS = re.compile("小时|分钟")
_CASES = re.compile("投诉|举报|诉求|申请|来访|来信|咨询|工单|留言|警情|求助|每件|逐件|每一?起|接到|收到")
_SERVED = re.compile(
    "(?:完成|予以|给予|作出|做出|进行)?(?:回应|答复|回复|响应|受理|办结|反馈|处置|审批|审核|审查|核准|告知|送达|修复|"
    "到场|到达|联系|办理|签收|回访|出具|转办|派单|接单|上门)"
)
"""What is done with each case; how long that may take says nothing of when the work is to be finished."""
_MOST_DATES = 12
"""A group of more is no sentence that anybody wrote."""
_HARDLY = re.compile("^(?:关键|重点|核心|根本)(?:是|在于)|^(?:可以?|允许)")
_REACHED = re.compile("提高|提升|降低|达到|下降|不低于|不高于|保持|达|控制在|以上|以内|100%|实现")


class Clause(NamedTuple):
    """One demand: a short title, its words as they stand, who has to meet it, by when, its kind if told.

    `due` is the phrase, `due_kind` what it is. `kind` is a token of terms.KINDS or None. A `finding` is a
    shortcoming that somebody found. `doubts` are Chinese sentences about what has to be checked.
    """

    title: str
    text: str
    units: Units
    due: str | None = None
    due_kind: str | None = None
    kind: str | None = None
    finding: bool = False
    doubts: tuple[str, ...] = ()


class _Group(NamedTuple):
    """The pieces of one demand: what leads up to it, the one that orders, and what follows from it."""

    leading: tuple[Piece, ...]
    order: Piece
    following: tuple[Piece, ...] = ()

    @property
    def start(self) -> int:
        return self.leading[0].start if self.leading else self.order.start

    @property
    def end(self) -> int:
        return (*self.leading, self.order, *self.following)[-1].end


def orders(sentence: str) -> bool:
    """Say whether `sentence` orders something, told from quotation, background and praise."""
    if ((told := labels(sentence)) and told[0].key != "title") or _only_assigns(sentence.strip()):
        return False
    found = pieces(bare(sentence))
    if any(is_modal(piece.text) for piece in found):
        before = QUOTING.split(sentence)[0]
        return before == sentence or is_modal(before)
    if BACKGROUND.search(sentence) and not (found and found[0].text.startswith(("将", "把"))):
        return False
    return any(acts(piece.text) for piece in found)


def _only_assigns(text: str) -> bool:
    """Say whether a sentence is nothing but a bracket that assigns what stands before it."""
    found = brackets(text)
    if len(found) != 1 or text[: found[0][0]] or text[found[0][1] :].strip("。；; "):
        return False
    return in_brackets(found[0][2], first_leads=False, closing=True) is not None


def clauses(sentence: str) -> list[Clause]:
    """Return the demands that `sentence` makes, in order; none where it orders nothing."""
    text = bare(sentence)
    if is_finding(sentence):
        return _found_wanting(text)
    return _demands(text) if orders(sentence) else []


def is_finding(sentence: str) -> bool:
    """Say whether a sentence tells of a shortcoming that somebody found."""
    text = bare(sentence)
    if _SEEN.search(text):
        return _LACKING.search(text) is not None
    return FINDING.search(text) is not None and not any(is_modal(piece.text) for piece in pieces(text))


def as_clauses(sentence: str) -> list[Clause]:
    """Return the demands of a sentence that is one by its place alone; none where it is background."""
    text = bare(sentence)
    if not text or BACKGROUND.search(sentence) or _HARDLY.match(text) or labels(sentence):
        return []
    made = _demands(text)
    return [item._replace(doubts=(*item.doubts, UNSURE)) for item in made]


def _demands(text: str) -> list[Clause]:
    made: list[Clause] = []
    who = Units()
    led: Found | None = None
    for group in _groups(pieces(text)):
        if ANNOUNCING.match(group.order.text):
            continue
        if group.order.fresh or (group.leading and group.leading[0].fresh):
            led = None
        own, who = _who(group, who)
        dates = stated(text[group.start : group.end])
        if not dates and led:
            made += [
                item._replace(doubts=(*item.doubts, _led(led))) for item in _made(text, group, own, [led])
            ]
            continue
        made += _made(text, group, own, dates)
        if group.leading and only_date(group.leading[0].text):
            led = dates[0]
    return made


def _led(due: Found) -> str:
    return f"时限“{due.phrase}”写在前一项，核对是不是也管这一项"


def _who(group: _Group, before: Units) -> tuple[Units, Units]:
    """Return who has to meet a demand, and who of them is still meant further on.

    Named as subject, here or `before`, or in pieces such as 由甲牵头 and 乙配合.
    """
    named = (subject(piece.text) for piece in (*group.leading, group.order))
    found = [units for piece in (*group.leading, *group.following) if (units := assignment(piece.text))]
    assigned = united(found)
    who = next((units for units in named if units), assigned if assigned.lead else before)
    return (united((who, *found)) if found else who), who


def _found_wanting(text: str) -> list[Clause]:
    """Return each shortcoming as a demand to put it right, in the words that tell of it."""
    text = _SEEN.sub("", text).lstrip("，,：: ")
    told = [
        _EXISTS.sub("", piece.text) for piece in pieces(_TOLD_OF.sub("", text)) if not is_modal(piece.text)
    ]
    found = [piece for piece in told if piece and _LACKING.search(piece)] or [text]
    doubts = ("这是查出的问题，写明怎样整改",)
    return [
        Clause(shortened(_EXISTS.sub("", piece)), piece, Units(), finding=True, doubts=doubts)
        for piece in found
    ]


def _groups(found: Sequence[Piece]) -> list[_Group]:
    """Return the pieces of each demand; what only leads up to a demand goes with it."""
    groups: list[_Group] = []
    leading: list[Piece] = []
    kept: tuple[Piece, ...] = ()
    order: Piece | None = None
    following: list[Piece] = []
    dated = False
    for piece, nexts in zip(found, _nexts(found), strict=True):
        backward = order is not None and not piece.fresh and answers(piece.text)
        if nexts.text and not backward and _leads(piece, nexts):
            leading.append(piece)
            continue
        anew = any(only_date(item.text) or assignment(item.text) for item in leading)
        if order is None or anew or (not backward and starts(piece, dated)):
            groups += [] if order is None else [_Group(kept, order, tuple(following))]
            kept, order, following, dated = tuple(leading), piece, [], False
        else:
            following += [*leading, piece]
        dated = dated or any(stated(item.text) for item in (*leading, piece))
        leading = []
    return groups if order is None else [*groups, _Group(kept, order, tuple(following))]


class _Next(NamedTuple):
    """What follows on a piece up to the next semicolon: the next one's text, and whether any has 要."""

    text: str
    modal: bool


def _nexts(found: Sequence[Piece]) -> list[_Next]:
    made: list[_Next] = []
    text, modal = "", False
    for piece in reversed(found):
        made.append(_Next(text, modal))
        text, modal = ("", False) if piece.fresh else (piece.text, modal or is_modal(piece.text))
    return made[::-1]


def _leads(piece: Piece, nexts: _Next) -> bool:
    """Say whether a piece goes with the demand behind it."""
    if only_leads(piece.text):
        return True
    if not piece.fresh or not nexts.modal or is_modal(piece.text):
        return False
    return not begins_with_verb(piece.text) or _HARDLY.match(nexts.text) is not None


def _made(text: str, group: _Group, who: Units, dates: Sequence[Found]) -> list[Clause]:
    """Return the clauses of one group: one for each matter alike that it lists, and for each of its dates."""
    told = text[group.start : group.end]
    dates = _without_services(told, dates)
    refused = [item for item in dates if item.kind == "refused"]
    points = [item for item in dates if item.kind != "refused"]
    if len(points) > _MOST_DATES:
        refused, points = [item._replace(why="一句里的时限太多") for item in points[:1]], []
    chosen: list[Found | None] = [*points] or ([] if refused else [*extracted(told)[:1]])
    doubts = [f"时限“{item.phrase}”没有写进 due：{item.why}" for item in refused]
    leading = tuple(piece.text for piece in group.leading if not assignment(piece.text))
    made: list[Clause] = []
    for due in chosen or [None]:
        ends = [piece.text for piece in group.following if not piece.text.startswith(PURPOSE)]
        title = title_of(group.order.text, leading, due)
        blank = [f"时限“{due.phrase}”原文留空"] if due and due.kind.startswith("blank") else []
        several = (
            [f"一句里有几个时限：{'、'.join(item.phrase for item in points)}"] if len(points) > 1 else []
        )
        clause = Clause(
            title=title,
            text=told,
            units=who,
            due=due.phrase if due else None,
            due_kind=due.kind if due else None,
            kind=kind_of("，".join((group.order.text, *ends)), due),
            doubts=(*several, *blank, *doubts),
        )
        made += [clause._replace(title=one) for one in spread(title)]
    return made


def _without_services(told: str, dates: Sequence[Found]) -> list[Found]:
    """Return the deadlines, refused those in which each case is to be served: 诉求24小时内回应."""
    spans = [item for item in dates if _SPAN.fullmatch(item.phrase)]
    cases = len(spans) > 1 or _CASES.search(told) is not None
    return [
        item._replace(kind="refused", why="像是每一件的办理时限，从收到时算起")
        if item in spans
        and (cases or _MOMENTS.search(item.phrase))
        and _SERVED.match(told.partition(item.phrase)[2])
        else item
        for item in dates
    ]


def kind_of(text: str, due: Found | None) -> str | None:
    """Return the kind that the words of a clause tell; None where it is a task, as most are."""
    plain = unquoted(text)
    if FORBIDDING.search(plain):
        return "prohibition"
    if RATE.search(plain) and _REACHED.search(plain):
        return "indicator"
    if due and due.kind.startswith("recurring"):
        return "recurring"
    if RECURRING.search(plain):
        return "recurring"
    if STANDING.search(plain) and not (due and due.kind.startswith("point")):
        return "standing"
    return None
