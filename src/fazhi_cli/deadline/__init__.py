"""Deadlines in officials' language: a phrase and an anchor in, days or the refusal to guess out.

This room knows the Chinese of deadlines and the calendar of working days. It knows no register, no file
and no today: the same phrase under the same anchor and calendar always means the same.
"""

from fazhi_cli.deadline.calendar import Calendar, CalendarError
from fazhi_cli.deadline.count import Anchor
from fazhi_cli.deadline.errors import FORMS, DeadlineError
from fazhi_cli.deadline.resolve import explain, parse
from fazhi_cli.meaning import Deadline
from fazhi_cli.rhythm import Period, Rhythm, is_reported_in, next_due, period_of, periods

__all__ = [
    "FORMS",
    "Anchor",
    "Calendar",
    "CalendarError",
    "Deadline",
    "DeadlineError",
    "Period",
    "Rhythm",
    "explain",
    "is_reported_in",
    "next_due",
    "parse",
    "period_of",
    "periods",
]
