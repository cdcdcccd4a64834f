"""From paragraphs to sections, subtasks and sentences, each with its place (design.md 3).

Sections and subtasks are whatever the document numbers on its two outermost levels; what it numbers below
stays in the paragraphs of the subtask. What is no task (titles, addressee, general aims, signature) is set
apart with the reason, never dropped. A table of tasks belongs to the section that it stands in; one behind
the body is a section of its own.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from fazhi_cli.speech.front import ENDS, LONGEST_HEADING, Aside, front, tail_start, unnumbered
from fazhi_cli.speech.labels import labels
from fazhi_cli.speech.markers import RANK, Marker, items, marker
from fazhi_cli.speech.sentences import sentences
from fazhi_cli.speech.tables import Sheet, as_text, sheet

PREFACE = "引言"
_LEAST_BODY = 2
_SHORT = 20
_LEADING = ("的", "时", "后", "前", "中", "上", "下")
_BLANK = " \t\u3000\xa0"
_STRIPPED = ENDS + ".．" + _BLANK
_GENERAL = re.compile(
    "总体(?:要求|思路|目标|原则|安排)|指导思想|基本(?:原则|要求|思路)|(?:工作)?(?:原则|思路|背景|依据)"
    "|(?:指导思想|总体要求|基本原则|总体思路)(?:和|及|与|、).*"
    "|(?:重要|重大)?意义|(?:适用|试点|实施)(?:范围|对象)|总则|附则|名词解释|组成人员"
)
AIMS = re.compile("(?:总体|工作|主要|任务|年度|阶段|行动)*(?:目标|目的)(?:任务)?")
"""How a chapter or subtask of aims is called; they may set a date and are kept."""

Table: TypeAlias = tuple[int, Sequence[Sequence[str]]]
"""How many paragraphs of the document stand before a table, and its rows of cells."""


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
    """A section: its id, its title as the document has it, its subtasks, its tables of tasks."""

    id: str
    title: str
    parts: tuple[Part, ...]
    sheets: tuple[Sheet, ...] = ()


class Outline(NamedTuple):
    """A document taken apart: its title, its chapters, and what was set apart, all in its own order."""

    title: str
    chapters: tuple[Chapter, ...]
    asides: tuple[Aside, ...]

    def sentences(self) -> Iterator[Sentence]:
        """Yield every sentence with its place, headings of chapters and rows of tables too."""
        for chapter in self.chapters:
            yield Sentence(f"{chapter.id}.h", chapter.title)
            for part in chapter.parts:
                for paragraph in part.paragraphs:
                    yield from paragraph.sentences
            for one in chapter.sheets:
                yield from (Sentence(row.place, row.text) for row in one.rows)


class _Line(NamedTuple):
    """A paragraph on the way: its text, its number, that number's depth (0: none), its place among all."""

    text: str
    marker: Marker | None
    depth: int
    at: int


_Group: TypeAlias = Sequence[_Line]


def outline(paragraphs: Sequence[str], tables: Sequence[Table] = ()) -> Outline:
    """Return the structure of a document given as its paragraphs and tables."""
    texts = [_stripped(text) for text in paragraphs]
    first = next((at for at, text in enumerate(texts) if text and marker(text)), len(texts))
    title, asides = front([text for text in texts[:first] if text])
    body = [(at, text) for at, text in enumerate(texts) if at >= first and text]
    end = tail_start([text for _, text in body])
    stop = body[end][0] if end < len(body) else len(texts)
    rest = [Aside("落款、附注", text) for _, text in body[end:]]
    if not body:
        told, asides = unnumbered(asides)
        body, end = [*enumerate(told)], len(told)
    lines = _opened_in_chapters(_with_depths(_opened(body[:end])))
    builder = _Builder(title)
    builder.add(lines)
    for table in tables:
        builder.put(table, stop, texts)
    return Outline(title, tuple(builder.chapters), (*asides, *builder.asides, *rest))


def _stripped(text: str) -> str:
    return text.strip(_BLANK + "\r\n\ufeff")


def _opened(body: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the paragraphs, those with 一要…二要… inside broken up where nothing else is a subtask."""
    kinds = {found.kind for _, text in body if (found := marker(text))}
    if len(kinds) > 1:
        return [*body]
    opened: list[tuple[int, str]] = []
    for at, text in body:
        opened += [(at, piece) for piece in _at_items(text)]
    return opened


def _at_items(text: str) -> list[str]:
    """Return a paragraph broken up where items such as 一要…二要… begin in it."""
    _, places = items(text)
    cuts = [0, *(place for place in places if place), len(text)]
    pieces = [text[start:end].strip(_BLANK) for start, end in pairwise(cuts)]
    return [piece for piece in pieces if piece] if places else [text]


def _with_depths(body: Sequence[tuple[int, str]]) -> list[_Line]:
    """Return the paragraphs with the depth of their number: 1 for the outermost kind in the document."""
    markers = [_heads(text) for _, text in body]
    kinds = {found.kind for found in markers if found}
    open_kinds = sorted(kinds, key=RANK.__getitem__)[:1]
    lines: list[_Line] = []
    for (at, text), found in zip(body, markers, strict=True):
        if found is None:
            lines.append(_Line(text, None, 0, at))
            continue
        while RANK[open_kinds[-1]] > RANK[found.kind]:
            open_kinds.pop()
        if open_kinds[-1] != found.kind:
            open_kinds.append(found.kind)
        lines.append(_Line(text, found, len(open_kinds), at))
    return lines


def _heads(text: str) -> Marker | None:
    """Return the number that makes a heading of a paragraph; 3.责任单位：… is none."""
    found = marker(text)
    return None if found is None or labels(text) else found


def _opened_in_chapters(lines: Sequence[_Line]) -> list[_Line]:
    """Return the lines, chapters whose only items run through one paragraph given them as subtasks."""
    if not any(line.depth == 2 for line in lines):
        return [*lines]
    opened: list[_Line] = []
    for group in _groups(lines):
        numbered = [line for line in group if line.depth > 1]
        running = [line for line in group if line.depth != 1 and len(_at_items(line.text)) > 1]
        if len(running) == 1 and all(line is running[0] for line in numbered):
            opened += [piece for line in group for piece in _as_lines(line, line is running[0])]
        else:
            opened += group
    return opened


def _as_lines(line: _Line, running: bool) -> list[_Line]:
    if not running:
        return [line]
    pieces = _at_items(line.text)
    return [_Line(text, found := marker(text), 2 if found else 0, line.at) for text in pieces]


def _groups(lines: Sequence[_Line]) -> list[_Group]:
    """Return the lines of each chapter, those before the first one as a group of their own."""
    tops = [at for at, line in enumerate(lines) if line.depth == 1]
    cuts = [0, *(at for at in tops if at), len(lines)]
    return [lines[start:end] for start, end in pairwise(cuts) if end > start]


class _Builder:
    """The chapters of a document as they are made, and what is set apart."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.chapters: list[Chapter] = []
        self.asides: list[Aside] = []
        self.used: set[int] = set()
        self.starts: list[int] = []

    def add(self, lines: Sequence[_Line]) -> None:
        """Make the chapters of `lines`."""
        if not any(line.depth for line in lines):
            if lines:
                name = self.title or "正文"
                part = _part("1.1", name, lines, "")._replace(checked=False)
                self.chapters = [Chapter("1", name, (part,))]
                self.starts = [lines[0].at]
                self.used = {1}
            return
        kept = [group for group in _groups(lines) if self._is_kept(group)]
        if any(line.depth > 1 for group in kept for line in group):
            for place, group in enumerate(kept, 1):
                self._chapter(str(_own_number(group[0], place, self.used)), group)
        elif kept:
            self.chapters = [_flat(kept, self.title)]
            self.starts = [kept[0][0].at]
            self.used = {1}

    def _is_kept(self, group: _Group) -> bool:
        """Say whether a group is a chapter of tasks; set it apart if it is not."""
        text = "\n".join(line.text for line in group)
        if group[0].depth != 1:
            self.asides.append(Aside("前言", text))
            return False
        if _is_general(_heading(group[0])[0]) and not _has_aims(group):
            self.asides.append(Aside("总体要求", text))
            return False
        return True

    def _chapter(self, own: str, group: _Group) -> None:
        heading, _ = _heading(group[0])
        starts = [at for at, line in enumerate(group) if line.depth == 2]
        preface = [*group[1 : starts[0] if starts else len(group)]]
        if rest := _rest(group[0], heading):
            preface.insert(0, _Line(rest, None, 0, group[0].at))
        parts: list[Part] = []
        if preface:
            parts.append(_numbered(f"{own}.0", PREFACE if starts else heading, preface))
        used: set[int] = set()
        for place, (start, end) in enumerate(pairwise([*starts, len(group)]), 1):
            title, alone = _heading(group[start])
            if _is_general(title):
                text = "\n".join(line.text for line in group[start:end])
                self.asides.append(Aside("总体要求", text))
                continue
            part = f"{own}.{_own_number(group[start], place, used)}"
            parts.append(_part(part, title, group[start:end], f"{part}.s1" if alone else ""))
        self.chapters.append(Chapter(own, heading, tuple(parts)))
        self.starts.append(group[0].at)

    def put(self, table: Table, stop: int, texts: Sequence[str]) -> None:
        """Put a table of tasks into its chapter, or behind them all; any other table is set apart."""
        after, rows = table
        inside = [at for at, start in enumerate(self.starts) if start < after] if after <= stop else []
        if inside:
            chapter = self.chapters[inside[-1]]
            number, title = chapter.id, ""
        else:
            place = max(self.used, default=0) + 1
            number, title = str(place), _caption(texts[:after]) or self.title
        count = len(chapter.sheets) + 1 if inside else 1
        one = sheet(f"{number}.t{count}", title, rows)
        if one is None:
            self.asides.append(Aside("表格", as_text(rows)))
        elif inside:
            self.chapters[inside[-1]] = chapter._replace(sheets=(*chapter.sheets, one))
        else:
            self.used.add(int(number))
            self.chapters.append(Chapter(number, one.title or "任务表", (), (one,)))


def _caption(before: Sequence[str]) -> str:
    """Return the line right above a table, if it may be its title."""
    text = next((text for text in reversed(before) if text), "")
    return text if len(text) <= LONGEST_HEADING and text[-1:] not in ENDS + "：:" else ""


def _is_general(title: str) -> bool:
    return _GENERAL.fullmatch(title.rstrip("。. ：:")) is not None


def _has_aims(group: _Group) -> bool:
    """Say whether a general chapter holds aims, which may set a date."""
    return any(AIMS.fullmatch(_heading(line)[0].rstrip("。：:")) for line in group if line.depth)


def _own_number(line: _Line, place: int, used: set[int]) -> int:
    """Return the number of a chapter: its own, or the next free one where that is taken or missing."""
    value = line.marker.value if line.marker else 0
    own = value if value and value not in used else max(place, max(used, default=0) + 1)
    used.add(own)
    return own


def _flat(groups: Sequence[_Group], title: str) -> Chapter:
    """Return one chapter in which the numbered items of the only level are the subtasks."""
    used: set[int] = set()
    parts = []
    for place, group in enumerate(groups, 1):
        heading, whole = _heading(group[0])
        own = f"1.{_own_number(group[0], place, used)}"
        parts.append(_part(own, heading, group, f"{own}.s1" if whole else ""))
    return Chapter("1", title or "正文", tuple(parts))


def _part(own: str, title: str, lines: Sequence[_Line], heading: str) -> Part:
    """Return the subtask of `lines`: the first paragraph has the place of the subtask itself."""
    paragraphs = [_paragraph(own if not at else f"{own}.p{at + 1}", line) for at, line in enumerate(lines)]
    return Part(own, title, tuple(paragraphs), heading)


def _numbered(own: str, title: str, lines: Sequence[_Line]) -> Part:
    """Return what stands before a chapter's first subtask, its paragraphs counted from p1."""
    paragraphs = [_paragraph(f"{own}.p{at}", line) for at, line in enumerate(lines, 1)]
    return Part(own, title, tuple(paragraphs), checked=False)


def _paragraph(place: str, line: _Line) -> Paragraph:
    found = enumerate(sentences(line.text), 1)
    inner = line.marker.kind if line.marker and line.depth > 2 else ""
    return Paragraph(place, tuple(Sentence(f"{place}.s{at}", text) for at, text in found), inner)


def _heading(line: _Line) -> tuple[str, bool]:
    """Return the title at the head of a line, and whether a sentence or the whole line is that title."""
    text = line.text[line.marker.end :] if line.marker else line.text
    first = sentences(text)[0] if text else ""
    bare = first.rstrip(_STRIPPED)
    rest = text[len(first) :].strip(_BLANK)
    if not rest:
        whole = first[-1:] not in ("。", "；", ";") or len(bare) <= _SHORT
        return (bare if whole else _beginning(bare)), whole
    if len(bare) <= LONGEST_HEADING and len(rest) >= _LEAST_BODY:
        return bare, True
    return _beginning(bare), False


def _beginning(text: str) -> str:
    """Return the first clause of a long sentence, as a title; one that only leads up to it with the next."""
    first, *others = re.split("[，,：:；]", text, maxsplit=2)
    if others and first.endswith(_LEADING):
        first = text[: len(first) + 1 + len(others[0])]
    return first[:LONGEST_HEADING] or text[:LONGEST_HEADING]


def _rest(line: _Line, heading: str) -> str:
    """Return what a chapter's heading line says beyond its title; all of it where the title is but a part."""
    text = line.text[line.marker.end :] if line.marker else line.text
    first = sentences(text)[0] if text else ""
    if first.rstrip(_STRIPPED) == heading:
        return text[len(first) :].strip(_BLANK)
    return text
