"""What a sentence orders: its clauses, one for every demand that can be checked by itself."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from fazhi_cli.deadline.extract import Found, extracted
from fazhi_cli.drafting.units import Units, subject, subject_end
from fazhi_cli.drafting.words import (
    BACKGROUND,
    CONDITION,
    FINDING,
    FORBIDDING,
    MODAL,
    PURPOSE,
    QUOTING,
    RATE,
    RECURRING,
    STANDING,
    VERBS,
)

_OPENERS = "“‘《（(「『〈【["
_CLOSERS = "”’》）)」』〉】]"
_CUTS = "，,；;：:"
_ADVERBS = re.compile(
    "^(?:要|应当|应|须|必须|务必|还|也|都|均|又|就|则|并|且|同时|此外|另外|其中|特别是|尤其是|进一步|切实|认真|"
    "坚决|大力|积极|不断|持续|全面|深入|扎实|着力|努力|充分|及时|尽快|抓紧|主动|严格|逐步|稳步|继续|更加|牢牢|始终|"
    "真正|直接|同步|统一|集中|广泛|有效|加快|有序|有力|注重|最|更|再|各自|分别|逐级|逐一|共同|一并|一律|原则上|希望|请)+"
)
_NUMBERED = re.compile(
    "^(?:[一二三四五六七八九十]{1,3}(?:要|是|、)|第[一二三四五六七八九十]{1,2}[，、,]|首先[，,]|其次[，,]|再次[，,]|最后[，,]"
    "|[（(][一二三四五六七八九十0-9０-９]{1,3}[）)]|[0-9０-９]{1,2}[.．、）)]|[\u2460-\u2487]|——)"
)
_BACK = re.compile(
    "^(?:以上|上述|该项|该|此项|本项|各项|这些|这项|前述|整改|所有|全部)?(?:工作|任务|事项|措施|内容|要求)+"
    "(?:要|应|须|必须|应当|原则上|力争|于|在|均|都|务必|请|需)*"
)


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


class _Piece(NamedTuple):
    """A stretch between two commas: its text, and whether a semicolon ends the one before it."""

    text: str
    fresh: bool


class _Group(NamedTuple):
    """The pieces of one demand: what leads up to it, the one that orders, and what follows from it."""

    leading: tuple[str, ...]
    order: str
    following: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "，".join((*self.leading, self.order, *self.following))


def orders(sentence: str) -> bool:
    """Say whether `sentence` orders something, told from quotation, background and praise."""
    pieces = _pieces(_bare(sentence))
    if any(_is_modal(piece.text) for piece in pieces):
        before = QUOTING.split(sentence)[0]
        return before == sentence or _is_modal(before)
    if BACKGROUND.search(sentence):
        return False
    return any(_begins_with_verb(item) or _dated(item) or _is_told(item) for item, _ in pieces)


def _is_told(text: str) -> bool:
    """Say whether `text` names a unit and what it does, not what it did."""
    return subject(text) is not None and "了" not in text


def clauses(sentence: str) -> list[Clause]:
    """Return the demands that `sentence` makes, in order; none where it orders nothing."""
    text = _bare(sentence)
    if FINDING.search(text) and not any(_is_modal(piece.text) for piece in _pieces(text)):
        return _found_wanting(text)
    if not orders(sentence):
        return []
    made: list[Clause] = []
    who = subject(text) or Units()
    for group in _groups(_pieces(text)):
        pieces = (*group.leading, group.order)
        who = next((found for piece in pieces if (found := subject(piece))), who)
        made.append(_clause(group, who))
    return made


def _found_wanting(text: str) -> list[Clause]:
    """Return each shortcoming as a demand to put it right, in the words that tell of it."""
    told = re.sub("^.*?(?:指出|发现|查出|反馈|暴露)(?:了|出)?", "", text)
    pieces = [re.sub("^(?:还|仍|也|不同程度)*存在着?", "", piece.text) for piece in _pieces(told)]
    found = [piece for piece in pieces if _LACKING.search(piece)] or [told]
    doubts = ("这是查出的问题，写明怎样整改",)
    return [Clause(_shortened(piece), piece, Units(), finding=True, doubts=doubts) for piece in found]


_LACKING = re.compile("不|薄弱|短板|问题|差距|滞后|缺")


def back_reference(sentence: str) -> Found | None:
    """Return the deadline of a sentence that only gives one to what stands before it, else None."""
    text = _bare(sentence)
    match = _BACK.match(text)
    found = extracted(text)
    if match is None or len(found) != 1:
        return None
    rest = text.replace(found[0].phrase, "").removeprefix(match[0]).strip("，,。；; 于在前")
    return (
        found[0]
        if re.fullmatch("(?:全部|基本|全面|均|都|按时)?(?:完成|办结|落实|到位|完成到位|见效)?", rest)
        else None
    )


def _bare(sentence: str) -> str:
    """Return a sentence without the number before it, the brackets that assign it, and its end mark."""
    text = sentence.strip(" \t\u3000\xa0\r\n")
    text = _NUMBERED.sub("", text, count=1).lstrip(" \u3000")
    return text.rstrip("。；;！!？? \u3000")


def _pieces(text: str) -> list[_Piece]:
    """Return the stretches between commas and semicolons outside quotation marks and brackets."""
    found, depth, start, fresh = [], 0, 0, True
    for at, sign in enumerate(text):
        if sign in _OPENERS:
            depth += 1
        elif sign in _CLOSERS:
            depth = max(depth - 1, 0)
        elif not depth and sign in _CUTS:
            found.append(_Piece(text[start:at].strip(), fresh))
            start, fresh = at + 1, sign in "；;"
    found.append(_Piece(text[start:].strip(), fresh))
    return [piece for piece in found if piece.text]


def _is_modal(text: str) -> bool:
    return MODAL.search(_unquoted(text)) is not None


def _unquoted(text: str) -> str:
    return re.sub("“[^”]*”|《[^》]*》|‘[^’]*’", "", text)


def _verb_at(text: str) -> int:
    """Return where the verb of a piece stands behind its adverbs; -1 if it does not begin with one."""
    match = _ADVERBS.match(text)
    start = match.end() if match else 0
    for at in (start, 0):
        if _TAKES_OBJECT.match(text, at) or any(text[at : at + size] in VERBS for size in (4, 3, 2)):
            return at
    return -1


_TAKES_OBJECT = re.compile("[把将]|对.{2,60}(?:进行|加强|开展|实施|给予|予以|组织|作出|做到|加大|实行)")


def _begins_with_verb(text: str) -> bool:
    return _verb_at(text) >= 0


def _starts_demand(piece: _Piece, groups: Sequence[_Group]) -> bool:
    """Say whether a new demand begins with `piece`: it orders, and does not only tell what for."""
    text = piece.text
    if not groups or piece.fresh or _modal_leads(text):
        return True
    if _dated(text) and _dated(groups[-1].text):
        return True
    if text.startswith(PURPOSE) or len(text) < _SHORTEST:
        return False
    return _begins_with_verb(text)


def _dated(text: str) -> bool:
    """Say whether `text` states a deadline with a date, a rhythm or a blank."""
    return any(item.kind.split("+")[0] in ("point", "recurring", "blank") for item in extracted(text))


_SHORTEST = 4


def _modal_leads(text: str) -> bool:
    """Say whether 要 or its like stands where the verb of a piece begins: at its head or behind a subject."""
    match = MODAL.search(_unquoted(text))
    return match is not None and (match.start() <= 1 or subject_end(text) > 0 or match.start() < _NEAR)


_NEAR = 14


def _groups(pieces: Sequence[_Piece]) -> list[_Group]:
    """Return the pieces of each demand; what only leads up to a demand goes with it."""
    groups: list[_Group] = []
    leading: list[str] = []
    for at, piece in enumerate(pieces):
        run = _run(pieces[at:])
        if len(run) > 1 and (_only_leads(piece.text) or (piece.fresh and _comes_before_the_order(run))):
            leading.append(piece.text)
            continue
        if _starts_demand(piece, groups):
            groups.append(_Group(tuple(leading), piece.text))
        else:
            last = groups[-1]
            groups[-1] = last._replace(following=(*last.following, *leading, piece.text))
        leading = []
    return groups


def _run(pieces: Sequence[_Piece]) -> list[str]:
    """Return the texts from the first piece up to the next semicolon."""
    end = next((at for at, piece in enumerate(pieces) if at and piece.fresh), len(pieces))
    return [piece.text for piece in pieces[:end]]


def _comes_before_the_order(run: Sequence[str]) -> bool:
    """Say whether the first piece tells only of what a later one, with its 要, orders."""
    return not _is_modal(run[0]) and any(map(_is_modal, run[1:]))


def _only_leads(text: str) -> bool:
    """Say whether a piece is a condition, an occasion, a topic: no order by itself."""
    text = re.sub("^(?:我们)?要", "", text[subject_end(text) :])
    if _is_modal(text):
        return False
    if _is_only_a_date(text):
        return True
    if text.endswith(
        ("的", "中", "上", "时", "后", "下", "基础上", "为契机", "为抓手", "为重点", "为目标", "同时")
    ):
        return True
    return text.startswith(CONDITION) and not _has_verb_behind(text)


_BEHIND = re.compile(
    "推动|推进|设立|建立|开展|纳入|促进|保障|提升|落实|制定|安排|完成|提供|加强|实施|组织|报送|总结|抓好|办理"
)


def _has_verb_behind(text: str) -> bool:
    """Say whether a condition goes on to its verb without a comma: 以实绩推动发展, 在村里设立站点."""
    return _BEHIND.search(text, 3) is not None


def _is_only_a_date(text: str) -> bool:
    found = extracted(text)
    return len(found) == 1 and len(text.replace(found[0].phrase, "")) < _SHORTEST


def _clause(group: _Group, who: Units) -> Clause:
    found = extracted(group.text)
    stated = [item for item in found if item.kind.split("+")[0] in ("point", "recurring", "blank")]
    chosen = next(iter(stated or found), None)
    doubts = []
    if len(stated) > 1:
        doubts.append("这一句里不止一个时限：" + "、".join(item.phrase for item in stated))
    if chosen and chosen.kind.startswith("blank"):
        doubts.append(f"时限“{chosen.phrase}”原文留空")
    ends = [piece for piece in group.following if not piece.startswith(PURPOSE)]
    return Clause(
        title=_title(group, who, chosen),
        text=group.text,
        units=who,
        due=chosen.phrase if chosen else None,
        due_kind=chosen.kind if chosen else None,
        kind=_kind("，".join((group.order, *ends)), chosen),
        doubts=tuple(doubts),
    )


def _kind(text: str, due: Found | None) -> str | None:
    """Return the kind that the words of a clause tell; None where it is a task, as most are."""
    plain = _unquoted(text)
    if FORBIDDING.search(plain):
        return "prohibition"
    if RATE.search(plain) and re.search("提高|提升|降低|达到|下降|不低于|不高于|保持", plain):
        return "indicator"
    if due and due.kind.startswith("recurring"):
        return "recurring"
    if RECURRING.search(plain):
        return "recurring"
    if STANDING.search(plain) and not (due and due.kind.startswith("point")):
        return "standing"
    return None


def _title(group: _Group, who: Units, due: Found | None) -> str:
    """Return a short title: the piece that orders, without subject and 要.

    Where that says no more than 完成 by some day, what leads up to it says of what.
    """
    order = group.order[subject_end(group.order) :] if who.named else group.order
    match = _HEAD.match(order)
    bare = (order[match.end() :] if match else order).strip("，,：: ") or group.order
    without = bare.replace(due.phrase, "") if due else bare
    if len(without) < _LEAST_TITLE and group.leading:
        bare = f"{group.leading[-1]}，{bare}"
    return _shortened(bare)


_HEAD = re.compile(
    "^(?:我们|大家|同志们|全区|全市|全县)?(?:还|也|都|均|又|就|则)?(?:要|应当|应|须|必须|务必|希望|请)"
)
_LEAST_TITLE = 6
_LONGEST = 36


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    cut = max(text.rfind(sign, 0, _LONGEST) for sign in "、，和及与")
    short = text[: cut if cut > _LONGEST // 2 else _LONGEST]
    opened = max(short.rfind(sign) for sign in _OPENERS)
    if opened > _LONGEST // 2 and max(short.rfind(sign) for sign in _CLOSERS) < opened:
        short = short[:opened]
    return f"{short}…"
