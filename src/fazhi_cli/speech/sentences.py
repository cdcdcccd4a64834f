"""Where sentences end: at 。！？； outside quotation marks and book titles (design.md 3)."""

import re
from functools import lru_cache
from hashlib import sha256

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_ENDS = "。！？；"
_HALF_WIDTH = {"!": "！", "?": "？", ";": "；"}
_STOP = r"(?<=[\u4e00-\u9fff”）)])[.．](?=[ \u3000\u4e00-\u9fff“（(]|$)"
"""A half-width full stop: between Chinese characters, where no number is."""
_MARKS = re.compile(f"[{''.join(_PAIRS)}{''.join(_PAIRS.values())}{_ENDS}{''.join(_HALF_WIDTH)}]|{_STOP}")
_NUMERAL = re.compile("[ \u3000]*[（(]?[第一二三四五六七八九十百]{1,5}[）)]?")


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of `paragraph`, each with its end mark; put together they are the paragraph.

    White space goes with the sentence before it, and what is only white space or end marks is none of its
    own. A quotation mark or book title that is opened and never closed quotes nothing. The half-width signs
    ! ? ; end a sentence where they follow a character that is not ASCII, and the full stop where it stands
    between Chinese characters and not behind the number of the paragraph.
    """
    cuts = [0]
    for end in _ends(paragraph):
        if paragraph[cuts[-1] : end].strip(_BLANK):
            cuts.append(end)
    if cuts[-1] < len(paragraph) and not paragraph[cuts[-1] :].strip(_BLANK) and len(cuts) > 1:
        cuts.pop()
    pieces = [paragraph[start:end] for start, end in zip(cuts, [*cuts[1:], len(paragraph)], strict=True)]
    return _with_spaces([piece for piece in pieces if piece])


_BLANK = f" \t\r\n\u3000\xa0{_ENDS}{''.join(_HALF_WIDTH)}"


def _ends(paragraph: str) -> list[int]:
    """Return the places behind the marks that end a sentence."""
    closers = _closers(paragraph)
    found: list[int] = []
    until = -1
    for match in _MARKS.finditer(paragraph):
        at, sign = match.start(), match[0]
        if at <= until:
            continue
        if sign in _PAIRS:
            until = closers.get(at, until)
        elif sign in _ENDS or _is_end(paragraph, at, sign):
            if found and found[-1] == at:
                found.pop()
            found.append(match.end())
    return found


def _is_end(paragraph: str, at: int, sign: str) -> bool:
    """Say whether a half-width sign at `at` ends a sentence."""
    if sign in _HALF_WIDTH:
        return paragraph[at - 1 : at] > "\x7f"
    return sign in ".．" and not _NUMERAL.fullmatch(paragraph[:at])


def _closers(paragraph: str) -> dict[int, int]:
    """Return for each opening mark where its closing one stands; those left open have none."""
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = {closer: [] for closer in _PAIRS.values()}
    for match in _MARKS.finditer(paragraph):
        sign = match[0]
        if sign in _PAIRS:
            waiting[_PAIRS[sign]].append(match.start())
        elif waiting.get(sign):
            opener = waiting[sign].pop()
            found[opener] = match.start()
            for others in waiting.values():
                while others and others[-1] > opener:
                    others.pop()
    return found


def _with_spaces(pieces: list[str]) -> list[str]:
    """Move white space that begins a piece to the end of the one before."""
    for index in range(1, len(pieces)):
        stripped = pieces[index].lstrip(" \t\r\n\u3000\xa0")
        pieces[index - 1] += pieces[index][: len(pieces[index]) - len(stripped)]
        pieces[index] = stripped
    return pieces


@lru_cache(maxsize=64)
def digest_of(text: str) -> str:
    """Return what tells whether sentences were changed: white space does not count."""
    return sha256(re.sub(r"\s", "", text).encode("utf-8", "surrogatepass")).hexdigest()[:12]
