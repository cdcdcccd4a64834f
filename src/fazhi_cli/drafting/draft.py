"""The draft: an outline's demands as a register, with what is set apart and what is to be checked."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from fazhi_cli.change import Path, Value
from fazhi_cli.deadline.count import Anchor
from fazhi_cli.drafting.clauses import Clause
from fazhi_cli.drafting.demands import Back, Demand, Told, given, told
from fazhi_cli.drafting.rows import blocks
from fazhi_cli.drafting.texts import CHECK, as_title, clean, in_parts, is_visible, one_line, refusal
from fazhi_cli.drafting.units import FIRST_LEADS, Units
from fazhi_cli.emit import emitted
from fazhi_cli.known import Known
from fazhi_cli.speech.front import Aside
from fazhi_cli.speech.outline import PREFACE, Chapter, Outline, Part
from fazhi_cli.speech.sentences import digest_of

_MASKED = re.compile("[XxＸ×]{1,4}(?=[项个条月日年家名万亿%％件次号户人所处栋座辆起台])|〇〇|○○")
_DAY = re.compile("([12][0-9]{3})年([0-9]{1,2})月([0-9]{1,2})日")
_YEAR = re.compile("(?<![0-9])([12][0-9]{3})年")


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


class _Subtask(NamedTuple):
    """A subtask on the way: its id, its title, what it demands, and a doubt about the whole of it."""

    id: str
    title: str
    told: Told
    doubt: str = ""


class _Section(NamedTuple):
    """A section on the way."""

    id: str
    title: str
    subtasks: list[_Subtask]


def draft(outline: Outline, known: Known, source: str) -> Draft:
    """Return the register that `outline` suggests; `source` is what the document is called.

    Every measure has its place and the digest of its sentence. What is uncertain has a comment above it.
    """
    sections, asides = _read(outline)
    maker = _Maker(outline, known, [*outline.asides, *asides])
    register = maker.register(sections)
    notes = (
        f"由 {one_line(source)} 起草，逐条核对后使用。带“核对”的注释写明要核对什么，核对后删去。",
        "没有写单位、时限的，是原文没有写；assumed 列的是原文没有、由制表人补的。",
    )
    return Draft(emitted(register, notes, maker.above), maker.counts(sections))


def _read(outline: Outline) -> tuple[list[_Section], list[Aside]]:
    """Return the sections with what they demand, and prefaces that demand nothing."""
    first_leads = FIRST_LEADS.search("".join(sentence.text for sentence in outline.sentences())) is not None
    sections: list[_Section] = []
    asides: list[Aside] = []
    for chapter in outline.chapters:
        section = _Section(chapter.id, chapter.title, [])
        sections.append(section)
        for part in chapter.parts:
            read = told(part, first_leads)
            if part.title == PREFACE and not read.demands and not read.far:
                text = "".join(paragraph.text for paragraph in part.paragraphs)
                asides.append(Aside(f"{chapter.id} {PREFACE}", text))
            else:
                section.subtasks.append(_Subtask(part.id, part.title, read, _doubt(part, read)))
            if read.far:
                _reach_back(sections, read.far)
        section.subtasks.extend(_tabled(chapter))
    return sections, asides


def _doubt(part: Part, read: Told) -> str:
    if not read.demands:
        return "没有读出要办的事，核对原文"
    if part.checked:
        return ""
    preface = "正文在第一项子任务以前，归入合适的子任务；不是任务的句子移到 notes"
    return preface if part.title == PREFACE else "这一部分没有分项"


def _tabled(chapter: Chapter) -> list[_Subtask]:
    """Return the subtasks that the tables of a chapter hold."""
    made: list[_Subtask] = []
    for sheet in chapter.sheets:
        found = blocks(sheet)
        for at, block in enumerate(found, 1):
            inside = sheet.place if len(found) == 1 else f"{sheet.place}n{at}"
            own = inside if chapter.parts else f"{chapter.id}.{len(made) + 1}"
            made.append(_Subtask(own, block.title or "任务表", block.told))
    return made


def _reach_back(sections: Sequence[_Section], back: Back) -> None:
    """Give a deadline or units to all before it in the chapter; where nothing is, to all before that."""
    *others, own = sections
    *earlier, last = own.subtasks
    if any(item.told.demands for item in earlier) or back.before:
        own.subtasks[:] = [
            *(_reached(item, back, None) for item in earlier),
            _reached(last, back, back.before),
        ]
        return
    for section in others:
        section.subtasks[:] = [_reached(item, back, None) for item in section.subtasks]


def _reached(subtask: _Subtask, back: Back, count: int | None) -> _Subtask:
    """Return a subtask, the first `count` of its demands (None: all) given what reaches back to them."""
    read = subtask.told
    due = None if read.due else back.due
    stop = len(read.demands) if count is None else count
    reached = (given(item, due, back.units) for item in read.demands[:stop])
    demands = (*reached, *read.demands[stop:])
    return subtask._replace(told=read._replace(demands=demands))


class _Maker:
    """Sections on their way to a register."""

    def __init__(self, outline: Outline, known: Known, asides: Sequence[Aside]) -> None:
        self.outline = outline
        self.known = known
        self.asides = asides
        self.above: dict[Path, list[str]] = {}
        self.issued = known.issued or _issued(outline)
        self.year = known.year or (self.issued.year if self.issued else None) or _year(outline)
        self.named = self.dated = 0

    def register(self, sections: Sequence[_Section]) -> dict[str, Value]:
        head: dict[str, Value] = {
            "version": 1,
            "title": one_line(self.known.title or self.outline.title or "台账"),
        }
        if self.year:
            head["year"] = self.year
        if self.issued:
            head["issued"] = self.issued
        if assumed := [name for name in ("year", "issued") if getattr(self.known, name) is not None]:
            head["assumed"] = [*assumed]
        if self.year is None:
            self.doubt(("sections",), "原文没有写年份；年底前、9月底前一类时限要先写上 year 才能算")
        if notes := [f"【{item.why}】{text}" for item in self.asides for text in in_parts(item.text)]:
            head["notes"] = [*notes]
        made: list[Value] = [self.section(one, ("sections", at)) for at, one in enumerate(sections)]
        return head | {"sections": made}

    def section(self, section: _Section, path: Path) -> Value:
        subtasks: list[Value] = [
            self.subtask(item, (*path, "subtasks", at)) for at, item in enumerate(section.subtasks)
        ]
        return {"id": section.id, "title": as_title(_without_must(section.title)), "subtasks": subtasks}

    def subtask(self, subtask: _Subtask, path: Path) -> Value:
        made: dict[str, Value] = {"id": subtask.id, "title": as_title(_without_must(subtask.title))}
        if subtask.doubt:
            self.doubt(path, subtask.doubt)
        read = subtask.told
        self.assign(made, read.whole, path)
        if read.due:
            self.due(made, read.due, path)
        shared = "lead" in made or "support" in made
        measures: list[Value] = []
        for at, demand in enumerate(read.demands):
            item = self.measure(f"{subtask.id}.{at + 1}", demand, (*path, "measures", at))
            self.named += shared or "lead" in item or "support" in item
            self.dated += "due" in made or "due" in item
            measures.append(item)
        return made | {"measures": measures}

    def measure(self, own: str, demand: Demand, path: Path) -> dict[str, Value]:
        clause = demand.clause
        made: dict[str, Value] = {"id": own, "title": as_title(clause.title)}
        if clause.text != clause.title:
            made["detail"] = clean(clause.text)
        if clause.kind:
            made["kind"] = clause.kind
        self.assign(made, clause.units, path)
        if clause.due and not _needs_no_date(clause):
            self.due(made, clause.due, path)
        made["source"] = [demand.sentence.place]
        made["source_digest"] = digest_of(demand.sentence.text)
        if clause.finding:
            made["finding"] = clean(demand.sentence.text)
        made |= {key: clean(text) for key, text in demand.beside.items() if is_visible(text)}
        for doubt in clause.doubts:
            self.doubt(path, doubt)
        if masked := _MASKED.search(clause.text.replace(clause.due or "\n", "")):
            self.doubt(path, f"“{masked[0]}”原文留空")
        return {name: made[name] for name in _FIELDS if name in made}

    def due(self, made: dict[str, Value], phrase: str, path: Path) -> None:
        """Put a deadline in, if the register will understand it; else say so."""
        if not is_visible(phrase):
            return
        phrase = one_line(phrase)
        if refused := refusal(phrase, Anchor(self.year, self.issued)):
            self.doubt(path, f"时限“{phrase}”没有写进 due：{refused}")
        else:
            made["due"] = phrase

    def assign(self, made: dict[str, Value], units: Units, path: Path) -> None:
        """Put the units in, and say what of them is uncertain."""
        for key, name in (("lead", units.lead), ("leader", units.leader), ("owner", units.owner)):
            if name and is_visible(name):
                made[key] = one_line(name)
        if others := [name for name in units.support if is_visible(name)]:
            made["support"] = [one_line(name) for name in others]
        if units.unsure:
            self.doubt(path, "原文没有写明哪个单位牵头")
        if units.open_list:
            self.doubt(path, "单位名单以“等”结尾，没有列完")

    def doubt(self, path: Path, text: str) -> None:
        lines = self.above.setdefault(path, [])
        if (line := one_line(CHECK + text)) not in lines:
            lines.append(line)

    def counts(self, sections: Sequence[_Section]) -> Counts:
        subtasks = [item for section in sections for item in section.subtasks]
        return Counts(
            sections=len(sections),
            subtasks=len(subtasks),
            measures=sum(len(item.told.demands) for item in subtasks),
            units=self.named,
            deadlines=self.dated,
            doubts=sum(map(len, self.above.values())),
            apart=len(self.asides),
        )


_FIELDS = (
    *("id", "title", "detail", "kind", "lead", "support", "owner", "leader", "due", "source"),
    *("source_digest", "finding", "cause", "acceptance"),
)


def _needs_no_date(clause: Clause) -> bool:
    """Say whether 及时 and the like add nothing: what goes on for good has no day."""
    return clause.due_kind == "soft" and clause.kind in ("standing", "recurring", "prohibition")


def _issued(outline: Outline) -> date | None:
    """Return the day that the document itself is signed with, if exactly one is."""
    texts = [item.text for item in outline.asides if item.why == "落款、附注"]
    found = {match.groups() for text in texts for match in _DAY.finditer(text)}
    if len(found) != 1:
        return None
    try:
        return date(*(int(part) for part in found.pop()))
    except ValueError:
        return None


def _year(outline: Outline) -> int | None:
    """Return the year that the title names, if it names one."""
    found = set(_YEAR.findall(outline.title))
    return int(found.pop()) if len(found) == 1 else None


def _without_must(title: str) -> str:
    return title.removeprefix("要") if title.startswith("要") and len(title) > 2 else title
