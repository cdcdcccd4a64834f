"""Listings for scripts: json, jsonl, tsv and ids, all in plain UTF-8 under the file's own field names."""

import json as encoder
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from fazhi_cli.cells import visible
from fazhi_cli.columns import Column
from fazhi_cli.export.jsontext import indented
from fazhi_cli.naming import local_id
from fazhi_cli.problems import Problem
from fazhi_cli.query import Listing, Rollup
from fazhi_cli.record import NAMES, Record, as_text, envelope, named, record

if TYPE_CHECKING:
    from fazhi_cli import comparing, journal, returned, tracing
    from fazhi_cli.diagnosis.finding import Finding

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What JSON may hold as it is, but a terminal or an encoding may not: DEL, C1, separators, surrogates."""


def dumped(value: Mapping[str, object]) -> bytes:
    """Return one JSON object as the bytes of a whole output."""
    return _encoded(indented(value))


def _encoded(text: str) -> bytes:
    return (_UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n").encode()


def json(listing: Listing, columns: Sequence[Column] | None) -> bytes:
    """Return the listing as one object; with columns, each measure has only those fields and its id."""
    return dumped(
        envelope(
            "measures",
            as_of=listing.day.isoformat(),
            **named(listing.register),
            total=listing.total,
            shown=len(listing.rows),
            measures=_records(listing, columns),
        )
    )


def jsonl(listing: Listing, columns: Sequence[Column] | None) -> bytes:
    """Return one JSON object a line for each measure."""
    return b"".join(
        _encoded(encoder.dumps(item, ensure_ascii=False, allow_nan=False))
        for item in _records(listing, columns)
    )


def tsv(listing: Listing, columns: Sequence[Column] | None) -> bytes:
    """Return one line a measure, cells divided by tabs, field names in the first line."""
    names = _names(columns, listing)
    lines = [
        names,
        *([visible(as_text(item[name])) for name in names] for item in _records(listing, columns)),
    ]
    return "".join("\t".join(cells) + "\n" for cells in lines).encode()


def ids(listing: Listing, columns: Sequence[Column] | None) -> bytes:
    """Return one id a line."""
    return "".join(f"{row.measure.id}\n" for row in listing.rows).encode()


def problems(items: Sequence[Problem]) -> bytes:
    """Return problems as the object of `check --format json`."""
    return dumped(envelope("problems", problems=[_problem(item) for item in items]))


def branches(rolled: Sequence[Rollup], listing: Listing, level: str) -> bytes:
    """Return sections or subtasks in sum as one object."""
    items = [
        {
            **({"register": item.branch.register} if listing.register.parts else {}),
            "id": local_id(item.branch.id),
            "section": item.branch.parent and local_id(item.branch.parent),
            "title": item.branch.title,
            "total": item.total,
            "done": item.done,
            "overdue": item.overdue,
            "light": item.light,
        }
        for item in rolled
    ]
    return dumped(
        envelope(
            "branches",
            as_of=listing.day.isoformat(),
            **named(listing.register),
            level=level,
            branches=items,
        )
    )


def _records(listing: Listing, columns: Sequence[Column] | None) -> list[Record]:
    """Return the rows as objects; with columns only those, what is no field of the contract as its text."""
    whole = [record(row) for row in listing.rows]
    if columns is None:
        return whole
    texts = {column.name: column.cell for column in columns}
    return [
        {name: item[name] if name in item else texts[name](row) for name in _names(columns, listing)}
        for item, row in zip(whole, listing.rows, strict=True)
    ]


def _names(columns: Sequence[Column] | None, listing: Listing) -> list[str]:
    """Return the fields that are put out: with columns those, and what names a measure."""
    if columns is None:
        return list(NAMES)
    key = ["register", "id"] if listing.register.parts else ["id"]
    return list(dict.fromkeys([*key, *(column.name for column in columns)]))


def _problem(item: Problem) -> Record:
    return {
        "file": item.place.file,
        "line": item.place.line,
        "column": item.place.column,
        "code": item.code,
        "level": item.level,
        "message": item.message,
        "path": item.path,
        "hint": item.hint,
    }


def history(records: "Sequence[journal.Record]") -> bytes:
    """Return commands on record as one object, in the order given."""
    return dumped(envelope("history", records=[_command(item) for item in records]))


def diagnosed(found: "Sequence[Finding]", well: bool) -> bytes:
    """Return what `doctor` found as one object, and whether all is well."""
    return dumped(envelope("diagnosis", well=well, findings=[item._asdict() for item in found]))


def _command(item: "journal.Record") -> Record:
    return {
        "number": item.number,
        **item.signature._asdict(),
        "ids": list(item.ids),
        "undoes": item.undoes,
        "changes": [{**step._asdict(), "path": list(step.path)} for step in item.steps],
    }


def imported(
    found: "Sequence[comparing.Comparison]",
    refused: "Sequence[returned.Trouble]",
    missing: Sequence[str],
    wrote: bool,
) -> bytes:
    """Return what an import comes to as one object."""
    troubles = [*(item for one in found for item in one.problems), *refused]
    return dumped(
        envelope(
            "import",
            written=wrote,
            taken=[
                {"file": one.file, "unit": one.unit, **item._asdict()} for one in found for item in one.taken
            ],
            conflicts=[{"file": one.file, **item._asdict()} for one in found for item in one.conflicts],
            problems=[item._asdict() for item in troubles],
            unchanged=sum(one.unchanged for one in found),
            remarks=[{"file": one.file, "text": text} for one in found for text in one.remarks],
            missing_units=list(missing),
        )
    )


def traced(trace: "tracing.Trace", document: str) -> bytes:
    """Return a register laid beside its document as one object."""
    return dumped(
        envelope(
            "trace",
            register=trace.register.name,
            title=trace.register.title,
            source=document,
            sentences=trace.sentences,
            measures=len(trace.register.measures),
            standing=trace.standing,
            uncovered=[
                {
                    "place": item.sentence.place,
                    "text": item.sentence.text,
                    "orders": item.orders,
                    "heading": item.heading,
                }
                for item in trace.bare
            ],
            doubtful=[
                {
                    "id": item.measure.id,
                    "title": item.measure.title,
                    "why": item.why,
                    "places": list(item.places),
                }
                for item in trace.adrift
            ],
            coverage=[item._asdict() for item in trace.coverage],
        )
    )
