"""How much of a document a draft finds: against a register made by hand, and against counts made by hand.

    python benchmarks/drafting.py SPEECH REGISTER           measures by place, found and extra
    python benchmarks/drafting.py --counts COUNTS DOC…      headings, units, deadlines

The documents are not in the repository; COUNTS is a table like drafting.tsv beside this file. Every run also
looks for values that the document does not have.
"""

import csv
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from fazhi_cli import source
from fazhi_cli.drafting.draft import draft
from fazhi_cli.drafting.pieces import stated
from fazhi_cli.drafting.units import brackets
from fazhi_cli.holidays import calendar_for
from fazhi_cli.intake.document import read
from fazhi_cli.known import Known
from fazhi_cli.measure import Measure, Register
from fazhi_cli.register import load, loaded
from fazhi_cli.speech.outline import outline


class Drafted(NamedTuple):
    """A document drafted: its text, the register out of it, and the seconds from file to register's text."""

    text: str
    register: Register
    seconds: float


def drafted(path: Path) -> Drafted:
    """Return the draft of the document at `path`, read by the register's own road."""
    began = time.perf_counter()
    document = read(path, path.name)
    made = draft(outline(document.paragraphs, document.tables), Known(), path.name)
    seconds = time.perf_counter() - began
    whole = loaded(source.from_text(made.text, path.name), calendar_for([]))
    return Drafted("".join(document.paragraphs), whole.register, seconds)


def invented(made: Drafted) -> list[str]:
    """Return the units, people, deadlines and numbers of a draft that its document does not have."""
    text = "".join(made.text.split())
    words = [word for measure in made.register.measures for word in _values(measure)]
    return [word for word in words if "".join(word.split()) not in text]


def _values(measure: Measure) -> list[str]:
    told = [measure.lead, *measure.support, measure.leader, measure.owner, measure.due]
    numbers = re.findall("[0-9０-９]+", measure.title + (measure.detail or ""))
    return [word for word in (*told, *numbers) if word]


def against_register(document: Path, register: Path) -> None:
    """Print how many of a register's measures the draft finds, and how many of its own are extra."""
    made = drafted(document)
    hand = load(register, calendar_for([])).register.measures
    places = Counter(place for measure in made.register.measures for place in measure.source)
    wanted = Counter(
        next((place for place in measure.source if place in places), (*measure.source, "")[0])
        for measure in hand
    )
    by_place = sum(any(place in places for place in measure.source) for measure in hand)
    found, extra = (wanted & places).total(), (places - wanted).total()
    print(f"{document.name} | {register.name}")
    print(f"measures by hand {len(hand)}, drafted {len(made.register.measures)}, {made.seconds:.2f} s")
    print(f"with a draft on their sentence {by_place}/{len(hand)} ({by_place / len(hand):.1%})")
    print(f"one draft for each of a sentence's {found}/{len(hand)} ({found / len(hand):.1%}), extra {extra}")
    print(f"invented values {len(invented(made))}")


def against_counts(counts: Path, documents: list[Path]) -> None:
    """Print for each document what the draft found of what was counted by hand."""
    with counts.open(encoding="utf-8", newline="") as file:
        wanted = {row["document"]: row for row in csv.DictReader(file, delimiter="\t")}
    for path in documents:
        row = wanted[path.name]
        made = drafted(path)
        found = _found(made)
        told = "  ".join(f"{name} {found[name]}/{row[name]}" for name in found)
        size = len(made.register.measures)
        print(f"{path.name}  {told}  measures {size}  invented {len(invented(made))}  {made.seconds:.2f} s")


def _found(made: Drafted) -> dict[str, int]:
    """Return how many sections, numbered subtasks, units out of brackets and countable deadlines there are.

    A unit counts once for each subtask, a deadline too.
    """
    told = "".join(content for _, _, content in brackets(made.text))
    measures = made.register.measures
    units = {
        (measure.subtask, name)
        for measure in measures
        for name in (measure.lead, *measure.support)
        if name and name in told
    }
    deadlines = {
        (measure.subtask, measure.due) for measure in measures if measure.due and stated(measure.due)
    }
    return {
        "sections": len(made.register.sections),
        "subtasks": sum(not item.id.endswith(".0") for item in made.register.subtasks),
        "units": len(units),
        "deadlines": len(deadlines),
    }


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--counts", counts, *documents] if documents:
            against_counts(Path(counts), [Path(name) for name in documents])
        case [document, register]:
            against_register(Path(document), Path(register))
        case _:
            sys.exit(__doc__)
