"""The deadline phrases of one register, each understood once under that register's year and day of issue."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from fazhi_cli.deadline import Anchor, Calendar, Deadline, DeadlineError, parse


class Phrases:
    """What phrases mean in a register of `year` (absent: that of `issued`) issued on a day.

    `calendar` yields the working days; it is called only when a phrase needs them.
    """

    def __init__(self, year: int | None, issued: date | None, calendar: Callable[[], Calendar]) -> None:
        self.year = year or (issued.year if issued else None)
        self.issued = issued
        self._calendar = calendar
        self._read: dict[str, Deadline | DeadlineError] = {}
        self._bounded: dict[tuple[str, date | None], Deadline] = {}

    def refusal(self, phrase: str) -> DeadlineError | None:
        """Return why `phrase` is not understood, None when it is."""
        found = self._understood(phrase)
        return found if isinstance(found, DeadlineError) else None

    def deadline(self, phrase: str, since: date | None = None) -> Deadline:
        """Return what `phrase` means for a measure that starts on `since`. Raises DeadlineError.

        A rhythm runs from `since` or the day of issue, or from where the phrase says if that is later, to
        the end of the register's year unless the phrase says otherwise. What is to be done at once wants a
        start too. `lacks` names the anchor that is missing.
        """
        key = (phrase, since)
        if key not in self._bounded:
            found = self._understood(phrase)
            if isinstance(found, DeadlineError):
                raise found
            self._bounded[key] = self._within_bounds(found, since)
        return self._bounded[key]

    def _understood(self, phrase: str) -> Deadline | DeadlineError:
        if phrase not in self._read:
            try:
                self._read[phrase] = parse(phrase, Anchor(self.year, self.issued), self._calendar)
            except DeadlineError as refusal:
                self._read[phrase] = refusal
        return self._read[phrase]

    def _within_bounds(self, found: Deadline, since: date | None) -> Deadline:
        if found.kind.startswith("immediate"):
            return found if since or self.issued else replace(found, lacks="issued")
        if found.rhythm is None or found.lacks:
            return found
        first = max(filter(None, (found.first, since or self.issued)), default=None)
        last = found.last or (date(self.year, 12, 31) if self.year else None)
        lacks = "issued" if first is None else "year" if last is None else None
        return replace(found, first=first, last=last, lacks=lacks)
