"""The short title of a demand: its own verb and object, in its own words."""

import re

from fazhi_cli.deadline.extract import Found
from fazhi_cli.drafting.pieces import CLOSERS, FINISHED, OPENERS
from fazhi_cli.drafting.subjects import subject_end
from fazhi_cli.drafting.verbs import begins_with_verb, verb_end
from fazhi_cli.drafting.words import MODAL

LONGEST = 40
_LEAST = 6
_BARE = 5
_HEAD = re.compile(
    "^(?:我们|大家|同志们|各位|我区|我县|我市|全区|全市|全县|全镇)?(?:还|也|都|均|又|就(?!业|近)|则|并且?|且|同时|此外|此外还)?"
    "(?:要(?![素点件])|应当|应(?!急|诉|用|对)|须(?!知)|必须|务必|希望|请)?(?:还|也|都|均)?"
)
_WAY = re.compile(
    "^(?:以|通过|采取|按照?|依托|运用|根据|针对|结合|依据|围绕).{2,40}?(?:形式|方式|手段|要求|规定|程序|标准|机制|原则|平台|为[^，]{2,6})"
)
_DOMAINS = re.compile("([^、，等]{2,14}(?:、[^、，等]{2,14})+)等(领域|行业)(.{2,})")
_STEM = 3


def title_of(order: str, leading: tuple[str, ...], due: Found | None) -> str:
    """Return a title out of the piece that orders: without subject, 要 and what leads up to the verb.

    Where that says no more than 完成 by some day, or 加强, what leads up to it says of what.
    """
    text = order[subject_end(order) :]
    text = _HEAD.sub("", text).strip("，,：: ") or order
    if (way := _WAY.match(text)) and begins_with_verb(text[way.end() :]):
        text = text[way.end() :]
    if len(text) > LONGEST:
        text = _behind_modal(text)
    without = text.replace(due.phrase, "") if due else text
    if len(without) < _BARE and subject_end(order):
        text = order
    if leading and (FINISHED.fullmatch(without) or (len(without) < _LEAST and not begins_with_verb(without))):
        text = f"{leading[-1]}，{text}"
    return shortened(text)


def _behind_modal(text: str) -> str:
    """Return what follows on 应 or 要 inside a long piece, where that is an order by itself."""
    found = MODAL.search(text)
    rest = text[found.end() :] if found else ""
    return rest if len(rest) >= _LEAST and begins_with_verb(rest) else text


def shortened(text: str) -> str:
    """Return `text`, if it is long cut where a list goes on or a pair of brackets is not left open."""
    if len(text) <= LONGEST:
        return text
    cuts = [at for at in range(LONGEST // 2, LONGEST) if text[at] in "、，" and _is_closed(text[:at])]
    short = text[: cuts[-1]] if cuts else _closed(text[: LONGEST - 1])
    return f"{short.rstrip('的和及与、，在对于')}…"


def _is_closed(text: str) -> bool:
    return sum(sign in OPENERS for sign in text) == sum(sign in CLOSERS for sign in text)


def _closed(text: str) -> str:
    """Return `text` up to the first bracket that is left open, if enough is left."""
    opened: list[int] = []
    for at, sign in enumerate(text):
        if sign in OPENERS:
            opened.append(at)
        elif sign in CLOSERS and opened:
            opened.pop()
    return text[: opened[0]] if opened and opened[0] >= _LEAST else text


def spread(title: str) -> list[str]:
    """Return the titles of a demand that is made of several matters alike, else the one that it has.

    Such are 推进甲、乙等领域改革 and 细化甲类人员、乙类人员责任: each can be checked by itself.
    """
    end = verb_end(title)
    if not end or title.startswith(("把", "将", "对")):
        return [title]
    head, rest = title[:end], title[end:]
    if found := _DOMAINS.fullmatch(rest):
        return [f"{head}{item}{found[2]}{found[3]}" for item in found[1].split("、")]
    items = rest.split("、")
    stem = _common_stem(items)
    if not stem:
        return [title]
    last, tail = items[-1].split(stem, 1)
    tail = tail.removeprefix("等").removeprefix("的")
    return [f"{head}{item}{tail}" for item in (*items[:-1], last + stem)]


def _common_stem(items: list[str]) -> str:
    """Return the word that all items of a list end with, as 人才 in 法治人才、青年人才培养; "" if none."""
    if len(items) < 2 or any(sign in OPENERS + CLOSERS for item in items for sign in item):
        return ""
    first = items[0]
    for size in range(len(first) - 1, _STEM - 1, -1):
        stem = first[-size:]
        if (
            all(item.endswith(stem) and item != stem for item in items[:-1])
            and 0 < items[-1].find(stem) <= 10
        ):
            return stem
    return ""
