"""How paragraphs are numbered: 一、 （一） 1. （1） ① 一要 一是 第一， 首先， and their cousins."""

import re
import unicodedata
from typing import NamedTuple

from fazhi_cli.deadline.numerals import number

_HAN = "一二三四五六七八九十百"
_BLANK = " \t\u3000\xa0"


class Marker(NamedTuple):
    """The number at the head of a paragraph: its kind, its value, and where the text behind it begins."""

    kind: str
    value: int
    end: int


_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(f"[{_BLANK}]*{pattern}[{_BLANK}]*"))
    for kind, pattern in (
        ("part", rf"第([{_HAN}0-9０-９]{{1,4}})(?:部分|编|章)[、，,:：.．]?"),
        ("clause", rf"第([{_HAN}0-9０-９]{{1,4}})[节条][、，,:：.．]?"),
        ("han", rf"([{_HAN}]{{1,4}})[、.．,，](?![{_HAN}]、|三产)"),
        ("bracketed", rf"[（(]([{_HAN}]{{1,4}})[）)][、.．]?"),
        ("bracketed", "([\u3220-\u3229])[、.．]?"),
        ("figure", r"([0-9０-９]{1,3})(?:、|[.．](?![0-9０-９])|[.．](?=[0-9]{1,4}[年月]))"),
        ("figure", "([\u2488-\u249b])"),
        ("small", r"[（(]([0-9０-９]{1,3})[）)][、.．]?"),
        ("small", r"([0-9０-９]{1,3})[）)]"),
        ("small", "([\u2474-\u2487])"),
        ("ring", "([\u2460-\u2473])"),
        ("must", rf"([{_HAN}]{{1,3}})要(?!素|点|件|害|求[。，])"),
        ("be", rf"([{_HAN}]{{1,3}})是(?!否)"),
        ("nth", rf"第([{_HAN}]{{1,3}})[，、,:：]"),
        ("nth", "(首先|其次|再次|再者|然后|最后)[，、,:：]"),
        ("dash", "(?:——|--|—)()"),
    )
)
RANK = {
    kind: rank
    for rank, kind in enumerate(
        ("part", "clause", "han", "bracketed", "figure", "small", "ring", "must", "nth", "be", "dash")
    )
}
"""The kinds of marker from the outermost to the innermost, where a document has several."""

_ORDER = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "然后": 3, "最后": 0}
_INLINE = {
    kind: re.compile(pattern)
    for kind, pattern in (
        ("must", rf"(?:(?<=[。；;，,！？：:])|^)[{_BLANK}]*([{_HAN}]{{1,3}})要(?!素|点|件|害)"),
        ("be", rf"(?:(?<=[。；;，,！？：:])|^)[{_BLANK}]*([{_HAN}]{{1,3}})是(?!否)"),
        ("nth", rf"(?:(?<=[。；;，,！？：:])|^)[{_BLANK}]*第([{_HAN}]{{1,3}})[，、,]"),
        ("ring", "([\u2460-\u2473])"),
        ("small", "[（(]([0-9０-９]{1,2})[）)]"),
    )
}


def marker(text: str) -> Marker | None:
    """Return the marker that `text` begins with, None if it begins with none."""
    for kind, form in _FORMS:
        match = form.match(text)
        if match and (value := _value(match[1])) is not None:
            return Marker(kind, value, match.end())
    return None


def items(text: str) -> tuple[str, list[int]]:
    """Return the kind of the items 一要…二要… that run through `text`, and where each begins.

    Only a run that counts up from one, and at least to two, is taken for items; else there are none.
    """
    for kind, form in _INLINE.items():
        places: list[int] = []
        for match in form.finditer(text):
            if _value(match[1]) == len(places) + 1:
                places.append(match.start(1) - (kind in ("small", "nth")))
        if len(places) > 1:
            return kind, places
    return "", []


def _value(sign: str) -> int | None:
    """Return the number that a sign or word stands for, 0 where it only says that it is another one."""
    if sign in _ORDER or not sign:
        return _ORDER.get(sign, 0)
    return number(unicodedata.normalize("NFKC", sign).strip("()."))
