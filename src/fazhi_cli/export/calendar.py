"""Deadlines for a calendar (iCalendar, RFC 5545): all-day events with an alarm the day before.

The same measure keeps its UID, so that importing again replaces its event instead of adding one.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from fazhi_cli import terms
from fazhi_cli.cells import visible
from fazhi_cli.columns import ASSUMED, Column, due_text
from fazhi_cli.measure import Register
from fazhi_cli.naming import local_id
from fazhi_cli.query import Listing
from fazhi_cli.state import State, is_assumed

_LONGEST = 75
"""Octets of a line, its end not counted."""


def ics(listing: Listing, columns: Sequence[Column] | None) -> bytes:
    """Return an event for each unfinished measure that has a date still to be met, whatever the columns."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//fazhi//fazhi//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(listing.register.title)}",
    ]
    for row in listing.rows:
        day = row.due_date or row.next_due
        if day and row.status in terms.OPEN_STATUSES:
            lines += _event(listing.register.home(row.measure), row, day, listing.day)
    return b"".join(map(_folded, [*lines, "END:VCALENDAR"]))


def _event(register: Register, row: State, day: date, stamp: date) -> Iterator[str]:
    measure = row.measure
    mark = ASSUMED if is_assumed(row) else ""
    following = day + timedelta(days=1) if day < date.max else day
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(register, local_id(measure.id))}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{following:%Y%m%d}"
    yield f"SUMMARY:{_text(f'{measure.id} {measure.title}{mark}')}"
    yield f"DESCRIPTION:{_text(_about(row))}"
    yield "TRANSP:TRANSPARENT"
    yield "X-MICROSOFT-CDO-BUSYSTATUS:FREE"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_text(f'{measure.id} {measure.title} 明天到期')}"
    yield "TRIGGER:-PT15H"
    yield "END:VALARM"
    yield "END:VEVENT"


def _about(row: State) -> str:
    measure = row.measure
    facts = (
        f"牵头单位：{measure.lead or terms.UNASSIGNED}",
        f"完成时限：{due_text(row)}",
        f"状态：{terms.STATUSES[row.status]}，进度 {row.progress}%",
        measure.detail or "",
    )
    return "\n".join(filter(None, facts))


def _uid(register: Register, own: str) -> str:
    """Return a name that stays the measure's own: its id, and what tells its register from others."""
    key = f"{register.title}\n{register.year}"
    return f"{own}-{hashlib.sha256(key.encode(errors='surrogatepass')).hexdigest()[:12]}@fazhi"


def _text(text: str) -> str:
    """Return `text` as a value of type TEXT; line breaks stay, other controls are spelt out."""
    lines = [visible(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\\n".join(line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for line in lines)


def _folded(line: str) -> bytes:
    """Return a content line folded at 75 octets, never inside a character."""
    parts, part = [], b""
    for char in line:
        octets = char.encode(errors="backslashreplace")
        if len(part) + len(octets) > _LONGEST:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
