"""What a unit sent back: the cells of each measure as text, where each stands, and what was sent to it."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from fazhi_cli import terms

OPEN = ("status", "progress", "note", "problem", "next", "evidence", "part", "whole", "by", "date")
"""The fields that a unit fills in; `part` and `whole` are the two numbers of an indicator's count."""

CHOICES: Mapping[str, str] = MappingProxyType(
    {
        **{status: terms.STATUSES[status] for status in terms.ACTIVE_STATUSES},
        "review": f"{terms.STATUSES['review']}（申请销号）",
    }
)
"""The statuses that a unit can report, as they are offered; the others are the office's to give."""

LOCKED = ("title", "due")
"""The fields that are shown to it and may not be changed."""


KEPT, MARK, VERSION = "_fazhi", "fazhi-sheet", "1"
"""The hidden sheet that keeps what was sent: its name, what its first two cells hold."""

SENT = ("id", "status", "progress", "title", "lead", "due")
"""What it keeps of each measure, a column each."""

PART, WHOLE = "分子", "分母"
"""What the headings of an indicator's two numbers begin with; what they count follows."""


class Answered(NamedTuple):
    """One cell: its text as shown, and where it stands (`区司法局.xlsx!F12`)."""

    text: str
    ref: str


class Answer(NamedTuple):
    """One row: the id as typed, and its cells by field; a field whose column is gone is not there."""

    id: str
    cells: Mapping[str, Answered]
    ref: str


class Trouble(NamedTuple):
    """Something that cannot be taken: where, why, and what to do."""

    ref: str
    message: str
    hint: str


class Returned(NamedTuple):
    """A workbook that came back.

    `unit` is whom it was sent to and `sent` when, None where nothing in the file tells. `values` are those
    sent, by id and field, as tokens and digits. `remarks` are sentences about what was odd and did no harm.
    """

    file: str
    unit: str | None
    sent: date | None
    values: Mapping[str, Mapping[str, str]]
    answers: tuple[Answer, ...]
    remarks: tuple[str, ...] = ()
    problems: tuple[Trouble, ...] = ()
