"""Counts and reports for scripts: every number of `tally` under its own name, a rate as its two numbers.

Measures stand in a report by their id and what a reader needs beside it; `annex` has them whole.
"""

from collections.abc import Iterable

from fazhi_cli.export.machine import dumped
from fazhi_cli.measure import Entry
from fazhi_cli.naming import local_id
from fazhi_cli.rates import Indication, UnitRate
from fazhi_cli.record import Record, envelope, named, record
from fazhi_cli.record import entry as entry_record
from fazhi_cli.report import Asking, Coming, Movement, Part, Report, Said
from fazhi_cli.silence import Silent
from fazhi_cli.span import Span
from fazhi_cli.state import State
from fazhi_cli.stats import Stats
from fazhi_cli.tally import Punctuality, Rate, Tally


def stats(counted: Stats) -> bytes:
    """Return counts and rates as one object."""
    listing = counted.listing
    groups = [{"key": item.key, "title": item.title, **_tally(item.tally)} for item in counted.groups]
    return dumped(
        envelope(
            "stats",
            as_of=listing.day.isoformat(),
            **named(listing.register),
            by=counted.by,
            whole=_tally(counted.whole),
            groups=groups,
        )
    )


def report(told: Report) -> bytes:
    """Return a report as one object, its chapters by name."""
    previous = told.span.previous()
    return dumped(
        envelope(
            "report",
            **_ends(told.span),
            as_of=told.day.isoformat(),
            **named(told.register),
            period=told.span.key or None,
            previous={**_ends(previous), "as_of": told.compared.isoformat(), **_tally(told.before)},
            summary=_tally(told.now),
            progress=_progress(told),
            done=_rows(told.done),
            review=_rows(told.handed_in),
            returned=_rows(told.returned),
            reopened=_rows(told.reopened),
            overdue=_rows(told.overdue),
            newly_overdue=[row.measure.id for row in told.newly_overdue],
            due_soon=_rows(told.due_soon),
            problems=[_said(item) for item in told.problems],
            next=[_said(item) for item in told.next],
            silent=[_silent(item) for item in told.silent],
            chases=[_asking(item) for item in told.chases],
            unanswered=[_asking(item) for item in told.unanswered],
            indicators=[_indication(item) for item in told.indicators],
            incidents=[{**_row(row), "incidents": count} for row, count in told.incidents],
            upcoming=[_coming(item) for item in told.upcoming],
            blank=[row.measure.id for row in told.blank],
            annex=[record(row) for row in told.rows],
        )
    )


def _ends(span: Span) -> dict[str, str]:
    return {"from": span.first.isoformat(), "to": span.last.isoformat()}


def _tally(counted: Tally) -> Record:
    plain = {name: value for name, value in counted._asdict().items() if isinstance(value, int)}
    return {
        **plain,
        "open": counted.open,
        "completion": _rate(counted.completion),
        "on_time": _punctuality(counted.punctual),
        "on_time_original": _punctuality(counted.original),
    }


def _rate(rate: Rate) -> Record:
    return {"part": rate.part, "whole": rate.whole, "percent": rate.percent}


def _punctuality(counted: Punctuality) -> Record:
    return {**counted._asdict(), "rate": _rate(counted.rate), "overdue_rate": _rate(counted.overdue_rate)}


def _progress(told: Report) -> Record:
    return {
        "quiet": told.is_quiet,
        "moved": [_movement(item) for item in told.moved],
        "unmoved": [row.measure.id for row in told.unmoved],
        "sections": [_part(part) for part in told.sections],
        "units": [_part(part) for part in told.units],
        "recorded_after": [_said(item) for item in told.belated],
        "recorded_late": [_said(item) for item in told.backfilled],
    }


def _movement(item: Movement) -> Record:
    return {
        **_row(item.row),
        "status_before": item.before.status,
        "progress_before": item.before.progress,
        "entries": [entry_record(entry) for entry in item.entries],
    }


def _part(part: Part) -> Record:
    return {
        "key": part.key,
        "title": part.title,
        "moved": part.moved,
        "now": _tally(part.now),
        "before": _tally(part.before),
    }


def _rows(rows: Iterable[State]) -> list[Record]:
    return [_row(row) for row in rows]


_SHOWN = (
    "id",
    "title",
    "lead",
    "due",
    "due_date",
    "next_due",
    "status",
    "progress",
    "light",
    "handed_in",
    "late",
    "days_overdue",
    "days_left",
    "missed",
    "assumed",
)


def _row(row: State) -> Record:
    whole = record(row)
    return {**_key(row), **{name: whole[name] for name in _SHOWN}}


def _key(row: State) -> Record:
    """Return what names a measure: its id, and with several registers that of its own."""
    own = local_id(row.measure.id)
    return {"id": own} if own == row.measure.id else {"register": row.measure.register, "id": own}


def _said(item: Said) -> Record:
    return {
        **_key(item.row),
        "title": item.row.measure.title,
        "text": item.text,
        **_when(item.entry),
    }


def _when(entry: Entry) -> Record:
    told = entry_record(entry)
    return {name: told[name] for name in ("date", "by", "unit", "recorded")}


def _silent(item: Silent) -> Record:
    return {
        "unit": item.unit,
        "collective": item.collective,
        "ids": list(item.ids),
        "last": item.last.isoformat() if item.last else None,
    }


def _asking(item: Asking) -> Record:
    whole = record(item.row)
    chase = whole["chases"][item.row.asked.index(item.asked)]
    return {**_key(item.row), "title": item.row.measure.title, **chase}


def _indication(item: Indication) -> Record:
    return {
        **_key(item.row),
        "title": item.row.measure.title,
        "name": item.indicator.name or None,
        "of": item.indicator.of,
        "span": _rate(item.span),
        "total": _rate(item.total),
        "alarm": item.alarm,
        "reported": item.reported,
        "units": [_unit_rate(unit) for unit in item.units],
    }


def _unit_rate(item: UnitRate) -> Record:
    return {
        "unit": item.unit,
        "span": _rate(item.span),
        "total": _rate(item.total),
        "alarm": item.alarm,
        "reported": item.reported,
    }


def _coming(item: Coming) -> Record:
    return {
        "date": item.day.isoformat(),
        "what": item.what,
        "text": item.text or None,
        **_key(item.row),
        "title": item.row.measure.title,
        "lead": item.row.measure.lead,
    }
