"""A text that lost its paragraph breaks: broken up again at numbers that count up. Linear in the text."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from fazhi_cli.intake.content import BLANK
from fazhi_cli.speech.markers import RANK, marker

_OUTER = ("part", "han", "bracketed")
_INNER = ("figure", "must")
"""Kinds that are looked for where an outer one was found; the rest stays inside paragraphs."""
_HEAD = 16
_PLACES = re.compile(
    r"第[一二三四五六七八九十]|[（(][一二三四五六七八九十]|[\u3220-\u3229\u2488-\u249b]"
    r"|(?<![第一二三四五六七八九十百])[一二三四五六七八九十]|(?<![0-9０-９.．/])[0-9０-９]"
)
"""Where a number may begin."""
_BEFORE = re.compile(r"[。！？；：!?;:”）)》】\s]")
_WORDS = frozenset("统专唯单同划归不万其之进第按照据和与及至到、")
"""What stands before a number that is part of a word or refers to a place: 统一、 按照（一）."""
_BODY = 120
"""A paragraph that is shorter is left alone."""
_GAPS = re.compile("(?<=[。！？])[ \u3000]+|\u3000{2,}")
"""White space that a paragraph's break became."""
_HEADING = re.compile("[^。！？；\\s]{2,60}(?=[ \u3000][\u4e00-\u9fa5])")


class _Mark(NamedTuple):
    """A number in the text: where it begins, its kind and value, and whether a sentence ends before it."""

    start: int
    kind: str
    value: int
    clear: bool


def broken(paragraphs: Sequence[str]) -> list[list[str]]:
    """Return for each paragraph the pieces it is made of, put together the paragraph but for white space.

    A paragraph is taken apart where numbers of a kind that heads no paragraphs count up from one in it.
    """
    heads = Counter(found.kind for text in paragraphs if (found := marker(text[:_HEAD])))
    free = {kind for kind in (*_OUTER, *_INNER) if heads[kind] < 2}
    return [_pieces(text, free) if len(text) >= _BODY else [text] for text in paragraphs]


def _pieces(text: str, free: set[str]) -> list[str]:
    marks = _counting([mark for mark in _marks(text) if mark.kind in free])
    if not any(mark.kind in _OUTER for mark in marks):
        return [text]
    cuts = [0, *(mark.start for mark in marks if mark.start), len(text)]
    pieces = [text[start:end].strip(BLANK) for start, end in pairwise(cuts)]
    parts = [part.strip(BLANK) for piece in pieces for part in _GAPS.split(_headed(piece))]
    return [part for part in parts if part]


def _headed(piece: str) -> str:
    """Return a piece with a gap behind its heading, where a space tells its end."""
    number = marker(piece[:_HEAD])
    heading = _HEADING.match(piece, number.end) if number else None
    return f"{piece[: heading.end()]}\u3000\u3000{piece[heading.end() :]}" if heading else piece


def _marks(text: str) -> list[_Mark]:
    """Return every number that could head a paragraph, in order."""
    found: list[_Mark] = []
    for match in _PLACES.finditer(text):
        at = match.start()
        number = marker(text[at : at + _HEAD])
        before = text[at - 1 : at]
        if number and number.value:
            clear = not before or bool(_BEFORE.match(before))
            if clear or before not in _WORDS:
                found.append(_Mark(at, number.kind, number.value, clear))
    return found


def _counting(marks: Sequence[_Mark]) -> list[_Mark]:
    """Return those of `marks` that are part of a run which counts up from one, at least to two."""
    runs: dict[str, list[_Mark]] = {}
    kept: list[_Mark] = []
    for mark in marks:
        run = runs.get(mark.kind, [])
        if run and mark.value == run[-1].value + 1 and (mark.clear or mark.kind == "bracketed"):
            run.append(mark)
        elif mark.value == 1 and _is_start(mark, run, runs):
            kept += run if len(run) > 1 else []
            runs[mark.kind] = [mark]
    kept += [mark for run in runs.values() if len(run) > 1 for mark in run]
    return sorted(kept)


def _is_start(mark: _Mark, run: Sequence[_Mark], runs: dict[str, list[_Mark]]) -> bool:
    """Say whether a one begins a new run rather than standing by chance inside the run that is open."""
    outer = max((other[-1].start for kind, other in runs.items() if RANK[kind] < RANK[mark.kind]), default=-1)
    return not run or outer > run[-1].start or (len(run) == 1 and mark.clear and not run[0].clear)
