"""What a deadline phrase comes to: a day, a rhythm of days, or neither. Whoever reads none needs no more."""

import datetime
from dataclasses import dataclass

from fazhi_cli.rhythm import Rhythm


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a phrase means under an anchor.

    `kind` is point, recurring, standing, immediate, soft, blank or none, or one of point, recurring, blank
    and immediate with +standing. `date` is the last day in time of a point, None where the anchor named by
    `lacks` (year or issued) is missing. `first` and `last` bound a rhythm as far as the phrase says. `soft`
    marks a date with 原则上 or 力争. `unknown_years` are those whose holidays were counted as if there were
    none. `explanation` says in Chinese how all this came about.
    """

    phrase: str
    kind: str
    date: datetime.date | None = None
    rhythm: Rhythm | None = None
    soft: bool = False
    lacks: str | None = None
    first: datetime.date | None = None
    last: datetime.date | None = None
    unknown_years: tuple[int, ...] = ()
    explanation: tuple[str, ...] = ()
