"""The draft: an outline's demands as a register, with what is set apart and what is to be checked."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_cli.change import Path, Value
from fazhi_cli.deadline.count import Anchor
from fazhi_cli.drafting.clauses import Clause, back_reference, clauses
from fazhi_cli.drafting.texts import CHECK, clean, one_line, refusal
from fazhi_cli.drafting.units import FIRST_LEADS, Units, bracketed, in_brackets, labelled, united
from fazhi_cli.emit import emitted
from fazhi_cli.speech.outline import PREFACE, Chapter, Outline, Paragraph, Part, Sentence
from fazhi_cli.speech.sentences import digest_of

_MASKED = re.compile("[XxＸ×]{1,4}(?=[项个条月日年家名万亿%％件次])|〇〇|○○")
_DAY = re.compile("([12][0-9]{3})年([0-9]{1,2})月([0-9]{1,2})日")
_YEAR = re.compile("([12][0-9]{3})年")


class Counts(NamedTuple):
    """What a draft holds: `units` and `deadlines` are the measures that have any, `doubts` the comments."""

    sections: int = 0
    subtasks: int = 0
    measures: int = 0
    units: int = 0
    deadlines: int = 0
    doubts: int = 0
    apart: int = 0


class Draft(NamedTuple):
    """A register drafted: its text, and how much of everything is in it."""

    text: str
    counts: Counts


class Known(NamedTuple):
    """What the clerk knows beside the document: title, year and day of issue, where she gave them."""

    title: str | None = None
    year: int | None = None
    issued: date | None = None


def draft(outline: Outline, known: Known, source: str) -> Draft:
    """Return the register that `outline` suggests; `source` is what the document is called.

    Every measure has its place and the digest of its sentence. What is uncertain has a comment above it.
    """
    maker = _Maker(outline, known)
    register = maker.register()
    notes = (
        f"由 {source} 起草，逐条核对后使用。带“{CHECK.rstrip('：')}”的注释写明要核对什么，核对后删去。",
        "没有写单位、时限的，是原文没有写；assumed 列的是原文没有、由制表人补的。",
    )
    return Draft(emitted(register, notes, maker.above), maker.counts())


class _Maker:
    """One outline on its way to a register."""

    def __init__(self, outline: Outline, known: Known) -> None:
        self.outline = outline
        self.known = known
        whole = "".join(sentence.text for sentence in outline.sentences())
        self.first_leads = FIRST_LEADS.search(whole) is not None
        self.above: dict[Path, list[str]] = {}
        self.issued = known.issued or _issued(outline)
        self.year = known.year or (self.issued.year if self.issued else None) or _year(outline)
        self.measures = self.named = self.dated = 0

    def register(self) -> dict[str, Value]:
        head: dict[str, Value] = {
            "version": 1,
            "title": one_line(self.known.title or self.outline.title or "台账"),
        }
        assumed = [name for name in ("title", "year", "issued") if getattr(self.known, name) is not None]
        if self.year:
            head["year"] = self.year
        if self.issued:
            head["issued"] = self.issued
        if assumed := [name for name in assumed if name != "title"]:
            head["assumed"] = [*assumed]
        if self.year is None:
            self.doubt(("sections",), "原文没有写年份；年底前、9月底前一类时限要先写上 year 才能算")
        notes = [f"【{item.why}】{clean(item.text)}" for item in self.outline.asides]
        if notes:
            head["notes"] = [*notes]
        sections: list[Value] = [
            self.section(chapter, ("sections", at)) for at, chapter in enumerate(self.outline.chapters)
        ]
        return head | {"sections": sections}

    def section(self, chapter: Chapter, path: Path) -> Value:
        made: dict[str, Value] = {"id": chapter.id, "title": one_line(_without_must(chapter.title))}
        subtasks: list[Value] = []
        for at, part in enumerate(chapter.parts):
            subtasks.append(self.subtask(part, (*path, "subtasks", at)))
        return made | {"subtasks": subtasks}

    def subtask(self, part: Part, path: Path) -> Value:
        made: dict[str, Value] = {"id": part.id, "title": one_line(_without_must(part.title))}
        if not part.checked:
            what = "正文在第一项子任务以前，归入合适的子任务" if part.title == PREFACE else "这一部分没有分项"
            self.doubt(path, what)
        demands, whole, due = self.demands(part)
        self.assign(made, whole, path)
        if due:
            made["due"] = due
        measures: list[Value] = []
        for at, (sentence, clause) in enumerate(demands):
            own = f"{part.id}.{at + 1}"
            measures.append(self.measure(own, sentence, clause, (*path, "measures", at)))
        shared = bool(whole.lead or whole.support)
        self.named += len(demands) if shared else 0
        return made | {"measures": measures}

    def demands(self, part: Part) -> tuple[list[tuple[Sentence, Clause]], Units, str | None]:
        """Return the demands of a subtask with their sentences, and what holds for all of them."""
        found: list[tuple[Sentence, Clause]] = []
        assigned: list[tuple[int, Units]] = []
        due = None
        for paragraph in part.paragraphs:
            for sentence in self.sentences(part, paragraph):
                text, units = self.without_brackets(sentence.text)
                line = labelled(text.strip("\u3000 "))
                if line:
                    units = [*units, line]
                elif back := back_reference(text):
                    due = back.phrase
                else:
                    found += [(sentence, clause) for clause in clauses(text)]
                assigned += [(len(found), item) for item in units]
        if not found:
            found = self.heading_as_demand(part)
        return self.spread(found, assigned), *self.common(found, assigned, due)

    def sentences(self, part: Part, paragraph: Paragraph) -> Iterator[Sentence]:
        """Yield the sentences of a paragraph but for the one that is the subtask's title."""
        return (item for item in paragraph.sentences if item.place != part.heading)

    def without_brackets(self, text: str) -> tuple[str, list[Units]]:
        """Return a sentence without the brackets that assign it, and what they say."""
        found: list[Units] = []
        for start, end, content in reversed(bracketed(text)):
            if units := in_brackets(content, self.first_leads):
                found.insert(0, units)
                text = text[:start] + text[end:]
        return text, found

    def heading_as_demand(self, part: Part) -> list[tuple[Sentence, Clause]]:
        """Return the heading itself as the one demand of a subtask that says nothing else."""
        sentence = next((item for paragraph in part.paragraphs for item in paragraph.sentences), None)
        if sentence is None or sentence.place != part.heading or len(part.paragraphs) > 1:
            return []
        text, _ = self.without_brackets(sentence.text)
        return [(sentence, clause) for clause in clauses(text)]

    def spread(
        self, found: Sequence[tuple[Sentence, Clause]], assigned: Sequence[tuple[int, Units]]
    ) -> list[tuple[Sentence, Clause]]:
        """Return the demands, those before a bracket inside the text given the units that it names."""
        if len({at for at, _ in assigned}) < 2:
            return [*found]
        spread, start = [*found], 0
        for end, units in assigned:
            for at in range(start, end):
                sentence, clause = spread[at]
                if not clause.units.named:
                    spread[at] = (sentence, clause._replace(units=units))
            start = end
        return spread

    def common(
        self,
        found: Sequence[tuple[Sentence, Clause]],
        assigned: Sequence[tuple[int, Units]],
        due: str | None,
    ) -> tuple[Units, str | None]:
        """Return the units and the deadline that hold for the whole subtask."""
        if len({at for at, _ in assigned}) > 1:
            return Units(), due
        whole = united(units for _, units in assigned)
        return whole, due or whole.due

    def measure(self, own: str, sentence: Sentence, clause: Clause, path: Path) -> Value:
        made: dict[str, Value] = {"id": own, "title": one_line(clause.title)}
        if clause.text != clause.title:
            made["detail"] = clean(clause.text)
        if clause.kind:
            made["kind"] = clause.kind
        self.measures += 1
        self.named += bool(clause.units.lead or clause.units.support)
        self.assign(made, clause.units, path)
        self.due(made, clause, path)
        made["source"] = [sentence.place]
        made["source_digest"] = digest_of(sentence.text)
        if clause.finding:
            made["finding"] = clean(sentence.text)
        for doubt in clause.doubts:
            self.doubt(path, doubt)
        if masked := _MASKED.search(clause.text):
            self.doubt(path, f"“{masked[0]}”原文留空")
        return _ordered(made)

    def due(self, made: dict[str, Value], clause: Clause, path: Path) -> None:
        """Put the deadline in, if the register will understand it; else say so."""
        if clause.due is None:
            return
        if clause.due_kind == "soft" and clause.kind in ("standing", "recurring", "prohibition"):
            return
        refused = refusal(clause.due, Anchor(self.year, self.issued))
        if refused:
            self.doubt(path, f"时限“{clause.due}”没有写进 due：{refused}")
            return
        made["due"] = clause.due
        self.dated += 1

    def assign(self, made: dict[str, Value], units: Units, path: Path) -> None:
        """Put the units in, and say what of them is uncertain."""
        if units.lead:
            made["lead"] = one_line(units.lead)
        if units.support:
            made["support"] = [one_line(name) for name in units.support]
        if units.leader and len(path) > 4:
            made["leader"] = one_line(units.leader)
        if units.owner and len(path) > 4:
            made["owner"] = one_line(units.owner)
        if units.unsure:
            self.doubt(path, "原文没有写明哪个单位牵头")
        if units.open_list:
            self.doubt(path, "单位名单以“等”结尾，没有列完")

    def doubt(self, path: Path, text: str) -> None:
        lines = self.above.setdefault(path, [])
        if (line := CHECK + text) not in lines:
            lines.append(one_line(line))

    def counts(self) -> Counts:
        return Counts(
            sections=len(self.outline.chapters),
            subtasks=sum(len(chapter.parts) for chapter in self.outline.chapters),
            measures=self.measures,
            units=min(self.named, self.measures),
            deadlines=self.dated,
            doubts=sum(map(len, self.above.values())),
            apart=len(self.outline.asides),
        )


_FIELDS = (
    *("id", "title", "detail", "kind", "lead", "support", "owner", "leader", "due", "source"),
    *("source_digest", "finding"),
)


def _ordered(made: dict[str, Value]) -> dict[str, Value]:
    return {name: made[name] for name in _FIELDS if name in made}


def _issued(outline: Outline) -> date | None:
    """Return the day that the document itself is signed with, if exactly one is."""
    texts = [item.text for item in outline.asides if item.why == "落款、附注"]
    found = {match[0]: match for text in texts for match in _DAY.finditer(text)}
    if len(found) != 1:
        return None
    try:
        return date(*(int(part) for part in next(iter(found.values())).groups()))
    except ValueError:
        return None


def _year(outline: Outline) -> int | None:
    """Return the year that the title names, if it names one."""
    found = set(_YEAR.findall(outline.title))
    return int(found.pop()) if len(found) == 1 else None


def _without_must(title: str) -> str:
    return title.removeprefix("要") if title.startswith("要") and len(title) > 2 else title
