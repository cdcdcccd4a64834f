"""From paragraphs to sections, subtasks and sentences, each with its place (design.md 3).

Sections and subtasks are whatever the document numbers on its two outermost levels; what it numbers below
stays in the paragraphs of the subtask. What is no task (titles, addressee, general aims, signature) is set
apart with the reason, never dropped.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from fazhi_cli.speech.markers import RANK, Marker, items, marker
from fazhi_cli.speech.sentences import sentences

PREFACE = "引言"
_LONGEST_HEADING = 60
_LEAST_BODY = 5
_ENDS = "。！？；!?;"
_BLANK = " \t\u3000\xa0"
_GENERAL = re.compile(
    "(总体|指导|基本|工作)?(要求|思想|原则|思路|目标|目的|任务目标|背景|依据)"
    "|(指导思想|总体要求|基本原则|主要目标)(和|及|与|、).*"
    "|(重要|重大)?意义|(适用|试点|实施)范围|附则|名词解释|组成人员"
)
_AIMS = re.compile("(总体|工作|主要|任务|年度|阶段)?目标(任务)?")
_SIGNED = re.compile(
    r"[^，。；：、]{2,40}|[0-9０-９〇○一二三四五六七八九十×Xx]{2,4}年.{1,8}日|[（(]?此件.*[）)]?"
)
_TAIL = re.compile(r"[（(]?此件|(抄送|主送|抄报|联系人|联系电话|附件|附[:：]|附表|主题词|（联系)")
_DATED = re.compile(r"[（(]?[0-9０-９〇○一二三四五六七八九十×Xx]{2,4}年.{1,8}日[）)]?")
_ADDRESS = re.compile(r"[^。；]{2,120}[：:]")
_NUMBER = re.compile(r"[^，。；]{1,20}[〔\[［(（]?[12][0-9]{3}[〕\]］)）]?第?[0-9０-９]{1,5}号")


class Sentence(NamedTuple):
    """A sentence and its place, such as 3.4.s4."""

    place: str
    text: str


class Paragraph(NamedTuple):
    """A paragraph: the place that its sentences' places begin with, and the sentences.

    `marker` is the kind of number that it begins with, if it has one of an inner level.
    """

    place: str
    sentences: tuple[Sentence, ...]
    marker: str = ""

    @property
    def text(self) -> str:
        """Return the whole paragraph."""
        return "".join(item.text for item in self.sentences)


class Part(NamedTuple):
    """A subtask: its id, its title, and its paragraphs.

    `heading` is the place of the sentence that is nothing but the title, empty where the title is only the
    beginning of what is said. `checked` is False where the structure had to be guessed.
    """

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    heading: str = ""
    checked: bool = True


class Chapter(NamedTuple):
    """A section: its id, its title as the document has it, its subtasks."""

    id: str
    title: str
    parts: tuple[Part, ...]


class Aside(NamedTuple):
    """Text that is no task: why, in a word, and the text itself."""

    why: str
    text: str


class Outline(NamedTuple):
    """A document taken apart: its title, its chapters, and what was set apart, all in its own order."""

    title: str
    chapters: tuple[Chapter, ...]
    asides: tuple[Aside, ...]

    def sentences(self) -> Iterator[Sentence]:
        """Yield every sentence of the chapters with its place, headings of chapters too."""
        for chapter in self.chapters:
            yield Sentence(f"{chapter.id}.h", chapter.title)
            for part in chapter.parts:
                for paragraph in part.paragraphs:
                    yield from paragraph.sentences


class _Line(NamedTuple):
    """A paragraph on the way: its text without the outer number, that number, and its depth (0: none)."""

    text: str
    marker: Marker | None
    depth: int


def outline(paragraphs: Sequence[str]) -> Outline:
    """Return the structure of a document given as its paragraphs."""
    texts = [text for text in map(_stripped, paragraphs) if text]
    first = next((at for at, text in enumerate(texts) if marker(text)), len(texts))
    front, body = texts[:first], texts[first:]
    title, asides = _front(front)
    body, tail = _without_tail(body)
    if not body:
        body, asides = _unnumbered(asides)
    lines = _with_depths(_opened(body))
    chapters, more = _chapters(lines, title)
    return Outline(title, tuple(chapters), (*asides, *more, *(Aside("落款、附注", text) for text in tail)))


def _stripped(text: str) -> str:
    return text.strip(_BLANK + "\r\n\ufeff")


def _front(lines: Sequence[str]) -> tuple[str, list[Aside]]:
    """Return the title out of the lines before the first number, and all of them set apart."""
    titles: list[str] = []
    for line in lines:
        if line[-1] in _ENDS + "：:" or len(line) > _LONGEST_HEADING or _NUMBER.fullmatch(line):
            break
        if _DATED.fullmatch(line) and titles:
            break
        titles.append(line)
    asides = [Aside("标题", "".join(titles))] if titles else []
    asides += [Aside(_why(line), line) for line in lines[len(titles) :]]
    return "".join(titles), asides


def _why(line: str) -> str:
    """Return in a word what a line before the first number is."""
    if _ADDRESS.fullmatch(line):
        return "称谓"
    return "文号" if _NUMBER.fullmatch(line) else "落款、附注" if _SIGNED.fullmatch(line) else "前言"


def _unnumbered(asides: Sequence[Aside]) -> tuple[list[str], list[Aside]]:
    """Return as body the paragraphs of a document without any number, and what stays apart."""
    body = [item.text for item in asides if item.why == "前言"]
    return body, [item for item in asides if item.why != "前言"]


def _without_tail(body: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the body without signature, date and remarks at its end, and these."""
    end = len(body)
    for at in range(len(body) - 1, 0, -1):
        text = body[at]
        if marker(text) or not (_TAIL.match(text) or (_SIGNED.fullmatch(text) and text[-1] not in _ENDS)):
            break
        end = at
    for at in range(end):
        if at and _TAIL.match(body[at]) and body[at].startswith(("附件", "附表", "附：", "附:")):
            end = at
            break
    return [*body[:end]], [*body[end:]]


def _opened(body: Sequence[str]) -> list[str]:
    """Return the paragraphs, those with 一要…二要… inside broken up where nothing else is a subtask."""
    kinds = {found.kind for text in body if (found := marker(text))}
    if len(kinds) > 1:
        return [*body]
    opened: list[str] = []
    for text in body:
        found = marker(text)
        kind, places = items(text)
        if not places or (found and found.kind == kind and len(places) < 2):
            opened.append(text)
            continue
        cuts = [*places, len(text)]
        lead = text[: cuts[0]].strip(_BLANK)
        opened += [lead] if lead else []
        opened += [text[start:end].strip(_BLANK) for start, end in pairwise(cuts)]
    return opened


def _with_depths(body: Sequence[str]) -> list[_Line]:
    """Return the paragraphs with the depth of their number: 1 for the outermost kind in the document."""
    open_kinds: list[str] = []
    lines: list[_Line] = []
    for text in body:
        found = marker(text)
        if found is None:
            lines.append(_Line(text, None, 0))
            continue
        while open_kinds and RANK[open_kinds[-1]] > RANK[found.kind]:
            open_kinds.pop()
        if not open_kinds or open_kinds[-1] != found.kind:
            open_kinds.append(found.kind)
        lines.append(_Line(text, found, len(open_kinds)))
    return lines


def _chapters(lines: Sequence[_Line], title: str) -> tuple[list[Chapter], list[Aside]]:
    """Return the chapters that `lines` make, and what of them is no task."""
    tops = [at for at, line in enumerate(lines) if line.depth == 1]
    groups = [lines[start:end] for start, end in pairwise([*tops, len(lines)])]
    asides = [Aside("前言", line.text) for line in lines[: tops[0] if tops else 0]]
    if not tops:
        parts = [_part("1.1", title or "正文", lines, "")] if lines else []
        return ([Chapter("1", title or "正文", tuple(parts))] if parts else []), asides
    kept = []
    for group in groups:
        heading, _ = _heading(group[0])
        if _GENERAL.fullmatch(heading.rstrip("。")) and not _has_aims(group):
            asides.append(Aside("总体要求", "\n".join(line.text for line in group)))
        else:
            kept.append(group)
    if not any(line.depth == 2 for group in kept for line in group):
        return [_flat(kept, title)] if kept else [], asides
    chapters: list[Chapter] = []
    used: set[int] = set()
    for place, group in enumerate(kept, 1):
        own = _own_number(group[0], place, used)
        chapter, apart = _chapter(str(own), group)
        chapters.append(chapter)
        asides += apart
    return chapters, asides


def _has_aims(group: Sequence[_Line]) -> bool:
    """Say whether a general chapter holds aims, which may set a date."""
    return any(_AIMS.fullmatch(_heading(line)[0].rstrip("。")) for line in group if line.depth)


def _own_number(line: _Line, place: int, used: set[int]) -> int:
    """Return the number of a chapter: its own, or the next free one where that is taken or missing."""
    value = line.marker.value if line.marker else 0
    own = value if value and value not in used else max([place, *(number + 1 for number in used)])
    used.add(own)
    return own


def _flat(groups: Sequence[Sequence[_Line]], title: str) -> Chapter:
    """Return one chapter in which the numbered items of the only level are the subtasks."""
    used: set[int] = set()
    parts = []
    for place, group in enumerate(groups, 1):
        heading, whole = _heading(group[0])
        own = f"1.{_own_number(group[0], place, used)}"
        parts.append(_part(own, heading, group, f"{own}.s1" if whole else ""))
    return Chapter("1", title or "正文", tuple(parts))


def _chapter(own: str, group: Sequence[_Line]) -> tuple[Chapter, list[Aside]]:
    """Return a chapter with its subtasks, and what of it is no task."""
    heading, whole = _heading(group[0])
    starts = [at for at, line in enumerate(group) if line.depth == 2]
    preface = [*group[1 : starts[0] if starts else len(group)]]
    if not whole and (rest := _rest(group[0], heading)):
        preface.insert(0, _Line(rest, None, 0))
    parts: list[Part] = []
    asides: list[Aside] = []
    if preface:
        name = heading if not starts else PREFACE
        parts.append(_numbered(f"{own}.0", name, preface))
    used: set[int] = set()
    for place, (start, end) in enumerate(zip(starts, [*starts[1:], len(group)], strict=False), 1):
        title, alone = _heading(group[start])
        text = "\n".join(line.text for line in group[start:end])
        if _GENERAL.fullmatch(title.rstrip("。")) and not _AIMS.fullmatch(title.rstrip("。")):
            asides.append(Aside("总体要求", text))
            continue
        part = f"{own}.{_own_number(group[start], place, used)}"
        parts.append(_part(part, title, group[start:end], f"{part}.s1" if alone else ""))
    return Chapter(own, heading, tuple(parts)), asides


def _part(own: str, title: str, lines: Sequence[_Line], heading: str) -> Part:
    """Return the subtask of `lines`: the first paragraph has the place of the subtask itself."""
    paragraphs = [_paragraph(own if not at else f"{own}.p{at + 1}", line) for at, line in enumerate(lines)]
    return Part(own, title, tuple(paragraphs), heading)


def _numbered(own: str, title: str, lines: Sequence[_Line]) -> Part:
    """Return what stands before a chapter's first subtask, its paragraphs counted from p1."""
    paragraphs = [_paragraph(f"{own}.p{at}", line) for at, line in enumerate(lines, 1)]
    return Part(own, title, tuple(paragraphs), checked=False)


def _paragraph(place: str, line: _Line) -> Paragraph:
    texts = sentences(line.text)
    inner = line.marker.kind if line.marker and line.depth > 2 else ""
    return Paragraph(
        place, tuple(Sentence(f"{place}.s{at}", text) for at, text in enumerate(texts, 1)), inner
    )


def _heading(line: _Line) -> tuple[str, bool]:
    """Return the title at the head of a line, and whether a sentence or the whole line is that title."""
    text = line.text[line.marker.end :] if line.marker else line.text
    first = sentences(text)[0] if text else ""
    bare = first.rstrip(_ENDS + _BLANK)
    rest = text[len(first) :].strip(_BLANK)
    if not rest:
        whole = first[-1:] not in ("。", "；", ";") or len(bare) <= _SHORT
        return (bare if whole else _beginning(bare)), whole
    if len(bare) <= _LONGEST_HEADING and len(rest) >= _LEAST_BODY:
        return bare, True
    return _beginning(bare), False


_SHORT = 20


def _beginning(text: str) -> str:
    """Return the first clause of a long sentence, as a title."""
    return re.split("[，,：:；]", text, maxsplit=1)[0][:_LONGEST_HEADING] or text[:_LONGEST_HEADING]


def _rest(line: _Line, heading: str) -> str:
    """Return what a chapter's heading line says beyond its title."""
    text = line.text[line.marker.end :] if line.marker else line.text
    return text if text.rstrip(_ENDS) != heading else ""
