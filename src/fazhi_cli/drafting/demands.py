"""The demands of a subtask: those of its sentences, with what brackets and lines of their own assign."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from fazhi_cli.deadline.extract import Found
from fazhi_cli.drafting.clauses import Clause, as_clauses, clauses, is_finding
from fazhi_cli.drafting.pieces import FINISHED, bare, is_modal, only_date, stated
from fazhi_cli.drafting.subjects import subject
from fazhi_cli.drafting.units import Units, assignment, brackets, in_brackets, labelled, united
from fazhi_cli.drafting.words import BACKGROUND
from fazhi_cli.speech.labels import labels, values
from fazhi_cli.speech.markers import RANK
from fazhi_cli.speech.outline import PREFACE, Paragraph, Part, Sentence

_BACK = re.compile(
    "^(?:(?P<far>以上|上述|以上各项|上述各项|前述|这些|所有|全部|各项)|(?P<near>该项|该|此项|本项|这项|整改))?(?:重点)?"
    "(?P<what>工作任务|工作|任务|事项|措施|内容|要求)"
    "(?:要|应|须|必须|应当|原则上|力争|均|都|务必|请|需)*"
)
_HEADING = 24
_SHORT = 16
_INNERMOST = 99
_ENDS = "。；;！!？?.． \u3000"
_NOBODY = Units()


class Demand(NamedTuple):
    """A demand, the sentence that it stands on, and what was told beside it: finding, cause, acceptance."""

    sentence: Sentence
    clause: Clause
    beside: Mapping[str, str] = MappingProxyType({})


class Back(NamedTuple):
    """What a sentence gives to what stands before it: a deadline, units; whether to all of the chapter.

    `before` are the demands of its own subtask that stand before it.
    """

    due: Found | None
    units: Units
    far: bool
    before: int = 0


class _Line(NamedTuple):
    """A sentence with its text without the brackets that assign it, and what these say.

    What `inner` brackets say, behind which the sentence goes on, holds for that sentence alone. `head` is
    what may be a line of its own such as 责任单位：甲: it ends where a bracket stands between two words.
    """

    sentence: Sentence
    text: str
    units: list[Units]
    inner: list[Units]
    head: str


class Told(NamedTuple):
    """A subtask read: its demands, and the units and the deadline that hold for all of them.

    `far` reaches back over the subtasks before it.
    """

    demands: tuple[Demand, ...]
    whole: Units
    due: str | None
    far: Back | None


def back_reference(sentence: str) -> Back | None:
    """Return what a sentence such as 以上工作要在6月底前完成 gives to what stands before it, else None."""
    text = bare(sentence)
    match = _BACK.match(text)
    if match is None or not (match["far"] or match["near"] or match["what"] in ("工作任务", "任务", "工作")):
        return None
    found = stated(text)
    if len(found) > 1 or (found and found[0].kind == "refused"):
        return None
    rest = text[match.end() :]
    if found:
        rest = rest.replace(found[0].phrase, "", 1)
    units = Units()
    left: list[str] = []
    for piece in re.split("[，,；;]", rest):
        if assigned := assignment(piece.strip()):
            units = united((units, assigned))
        else:
            left.append(piece)
    if not (found or units.named) or not all(FINISHED.fullmatch(piece.strip()) for piece in left):
        return None
    return Back(found[0] if found else None, units, bool(match["far"]))


def told(part: Part, first_leads: bool) -> Told:
    """Return the demands of a subtask; `first_leads` says that the first of several units named leads."""
    return _Reading(first_leads, part).told()


class _Reading:
    """One subtask being read."""

    def __init__(self, first_leads: bool, part: Part) -> None:
        self.first_leads = first_leads
        self.part = part
        self.found: list[Demand] = []
        self.assigned: list[tuple[int, Units]] = []
        self.heading: list[Units] = []
        self.beside: list[tuple[int, dict[str, str]]] = []
        self.far: Back | None = None
        self.label = ""
        self.inner = 0

    def told(self) -> Told:
        texts = [[*self._sentences(paragraph)] for paragraph in self.part.paragraphs]
        for paragraph, after, sentences in zip(
            self.part.paragraphs, [*self.part.paragraphs[1:], None], texts, strict=True
        ):
            self.inner = len(self.found) if paragraph.marker else self.inner
            if _only_heads(paragraph, after, sentences):
                self._assign_brackets(sentences)
                continue
            for line in sentences:
                self._sentence(line)
        if not self.found:
            self._as_demands(texts)
        return self._result()

    def _sentences(self, paragraph: Paragraph) -> Iterator[_Line]:
        """Yield the sentences of a paragraph.

        A bracket with a semicolon in it goes through several sentences; what it says is the first one's.
        """
        whole = paragraph.text
        spans = [
            (start, end, units)
            for start, end, content in brackets(whole)
            if (units := self._bracket(whole, start, end, content))
        ]
        start = 0
        for sentence in paragraph.sentences:
            end = start + len(sentence.text)
            inside = [(max(a, start), min(b, end)) for a, b, _ in spans if a < end and b > start]
            cuts = [start, *(at for pair in inside for at in pair), end]
            text = "".join(whole[cuts[at] : cuts[at + 1]] for at in range(0, len(cuts), 2))
            closing: list[Units] = []
            inner: list[Units] = []
            for a, b, units in spans:
                if start <= a < end:
                    (inner if b < end and whole[b:end].strip(_ENDS) else closing).append(units)
            if len(inner) + len(closing) > 1:  # nothing tells how far back each of several reaches
                closing, inner = [*inner, *closing], []
            parted = next((a for a, b in inside if whole[b:end][:1].isalnum()), None)
            yield _Line(sentence, text, closing, inner, text if parted is None else whole[start:parted])
            start = end

    def _bracket(self, whole: str, start: int, end: int, content: str) -> Units | None:
        """Return what the bracket assigns: units, a deadline, both; None if it is no assignment."""
        closing = not whole[end:].strip() or whole[end] in "。；;！.（(" or not whole[:start].strip()
        if labels(content):
            return in_brackets(content, self.first_leads, closing)
        pieces = re.split("[，,；;]", content)
        dates = [piece.strip() for piece in pieces if _is_date(piece.strip())]
        if not dates or not closing:
            return in_brackets(content, self.first_leads, closing)
        rest = "，".join(piece for piece in pieces if piece.strip() not in dates)
        units = in_brackets(rest, self.first_leads, closing) if rest.strip() else Units()
        return units._replace(due=dates[0].removesuffix("完成")) if units else None

    def _sentence(self, told: _Line) -> None:
        sentence, text, units, inner, head = told
        if sentence.place == self.part.heading:
            self.heading += [*units, *inner]
            if _says_more(text):
                self._demands(sentence, clauses(text))
            return
        line = labelled(head.strip("\u3000 "))
        if line:
            units = [*units, line]
        elif self._beside(text):
            pass
        elif back := back_reference(text):
            self._reach_back(back)
        else:
            self._demands(sentence, clauses(text), united(inner))
        if line and not self.found:
            self.heading += units
        else:
            self.assigned += [(len(self.found), item) for item in units]

    def _assign_brackets(self, sentences: Sequence[_Line]) -> None:
        """Keep what the brackets of an inner heading say, for what stands below it."""
        for sentence, _, units, inner, _ in sentences:
            if sentence.place == self.part.heading:
                self.heading += [*units, *inner]
            else:
                self.assigned += [(len(self.found), item) for item in (*units, *inner)]

    def _demands(self, sentence: Sentence, made: Sequence[Clause], units: Units = _NOBODY) -> None:
        said = [_as_said(clause, sentence.text) for clause in made]
        self.found += [given(Demand(sentence, clause), None, units) for clause in said]

    def _beside(self, text: str) -> bool:
        """Take in what a line such as 问题表现：… tells beside the demands; say whether it is one."""
        found = labels(text)
        if found:
            self.label = "" if found[0].key == "title" or found[0].assigns else found[0].key
        if self.label not in ("finding", "problem", "cause", "acceptance"):
            return False
        said = values(text, found)[0][1] if found else text.strip()
        key = "finding" if self.label == "problem" else self.label
        if not self.beside or (key == "finding" and found and self.beside[-1][0] < len(self.found)):
            self.beside.append((len(self.found), {}))
        block = self.beside[-1][1]
        block[key] = block.get(key, "") + said
        return True

    def _reach_back(self, back: Back) -> None:
        if back.far:
            self.far = back._replace(before=len(self.found))
            return
        for at in range(self.inner, len(self.found)):
            self.found[at] = given(self.found[at], back.due, back.units)

    def _as_demands(self, texts: Sequence[Sequence[_Line]]) -> None:
        """Take for demands what stands under a number of its own, though it has no word that orders."""
        guessed = not self.part.checked and not self.part.id.endswith(".0")
        if self.part.title == PREFACE or self.far or guessed:
            return
        every = [(line.sentence, line.text) for one in texts for line in one]
        plain = [
            (sentence, text)
            for sentence, text in every
            if sentence.place != self.part.heading and not is_finding(text) and not labels(text)
        ]
        for sentence, text in plain:
            if back_reference(text) is None:
                self._demands(sentence, as_clauses(text))
        first = every[0] if every else None
        if (
            not self.found
            and first
            and first[0].place == self.part.heading
            and not BACKGROUND.search(first[1])
        ):
            self._demands(first[0], clauses(first[1]) or ([] if plain else as_clauses(first[1])))

    def _as_found(self) -> None:
        """Attach what was told beside to the demands it is about; a finding without any is one itself."""
        for start, end in pairwise([*(start for start, _ in self.beside), len(self.found)]):
            block = MappingProxyType(next(block for at, block in self.beside if at == start))
            for at in range(start, end):
                self.found[at] = self.found[at]._replace(beside=block)

    def _result(self) -> Told:
        self._as_found()
        places = {at for at, _ in self.assigned}
        whole = [*self.heading]
        if len(places) > 1 or 0 < max(places, default=0) < len(self.found):
            self._spread()
        else:
            whole += [units for _, units in self.assigned]
        common = united(whole)
        people = Units(leader=common.leader, owner=common.owner)
        self.found = [_led(demand, people) for demand in self.found]
        return Told(
            demands=tuple(self.found),
            whole=common._replace(due=None, leader=None, owner=None),
            due=common.due or _period(self.part.title),
            far=self.far,
        )

    def _spread(self) -> None:
        """Give the demands before a bracket or line inside the text what it names."""
        for start, end in pairwise([0, *sorted({at for at, _ in self.assigned})]):
            units = united(item for at, item in self.assigned if at == end)
            for at in range(start, end):
                self.found[at] = given(self.found[at], None, units)


def given(demand: Demand, due: Found | None, units: Units) -> Demand:
    """Return a demand with a deadline and units, where it has none of its own."""
    clause = demand.clause
    if due and not _has_date(clause):
        clause = clause._replace(due=due.phrase, due_kind=due.kind)
    elif units.due and not _has_date(clause):
        clause = clause._replace(due=units.due, due_kind="point")
    if units.named and not (clause.units.lead or clause.units.support):
        clause = clause._replace(units=units)
    return demand._replace(clause=clause)


def _led(demand: Demand, people: Units) -> Demand:
    """Return a demand with the people of its subtask, where it names none."""
    units = demand.clause.units
    if units.leader or units.owner or not people.named:
        return demand
    units = units._replace(leader=people.leader, owner=people.owner)
    return demand._replace(clause=demand.clause._replace(units=units))


def _has_date(clause: Clause) -> bool:
    return clause.due is not None and (clause.due_kind or "").split("+")[0] not in ("soft", "")


def _as_said(clause: Clause, text: str) -> Clause:
    """Return a demand without names and a deadline that `text` does not say: a bracket stands amid them."""

    def said(value: str | None) -> str | None:
        return value if value and value in text else None

    units = clause.units
    kept = units._replace(
        lead=said(units.lead),
        support=tuple(filter(said, units.support)),
        leader=said(units.leader),
        owner=said(units.owner),
        due=said(units.due),
    )
    due = said(clause.due)
    return clause._replace(units=kept, due=due, due_kind=clause.due_kind if due else None)


def _is_date(text: str) -> bool:
    """Say whether a piece in brackets is a deadline and no more."""
    return only_date(text.removesuffix("完成"))


def _period(title: str) -> str | None:
    """Return the period in brackets at the end of a title such as 自查阶段（3月1日—4月10日）."""
    found = brackets(title)
    if not found or title[found[-1][1] :].strip():
        return None
    content = found[-1][2].strip()
    return (
        content
        if re.fullmatch("[^，。；]{2,30}[-\u2010-\u2015\uff0d至到~～][^，。；]{2,24}", content)
        else None
    )


def _says_more(text: str) -> bool:
    """Say whether a title orders by itself: it names who, or by when, or has 要 behind its number."""
    plain = bare(text)
    if is_modal(plain.lstrip("要")) or stated(plain):
        return True
    return subject(plain) is not None and len(plain) > _SHORT


def _only_heads(paragraph: Paragraph, after: Paragraph | None, sentences: Sequence[_Line]) -> bool:
    """Say whether an inner paragraph is but the heading of those below it."""
    if after is None or len(sentences) != 1 or not after.marker:
        return False
    text = sentences[0].text.strip()
    if not paragraph.marker or len(text) > _HEADING or _says_more(text):
        return False
    return RANK[after.marker] > RANK.get(paragraph.marker, _INNERMOST)
