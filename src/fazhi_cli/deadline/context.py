"""A phrase cut into words and times, and what stands next to what in it."""

from fazhi_cli.deadline.lexer import tokens
from fazhi_cli.deadline.scan import Time, times
from fazhi_cli.deadline.words import FILLERS, MILESTONES, REPORTED

BREAKS = frozenset((",", ";", "(", ")", ":"))
"""Kinds of word that end a clause."""

_IDLE = BREAKS | frozenset((" ", "from", "since", "to", "till", "dash", "softmark", "soft?", "standing?"))


class Context:
    """One phrase: as given, its folded text without titles, its words, their kinds, its times."""

    def __init__(self, phrase: str, text: str) -> None:
        self.phrase = phrase
        self.text = text
        self.words = tokens(text)
        self.kinds = tuple([word.kind for word in self.words])
        self.times = times(self.words, self.kinds)

    def before(self, time: Time) -> str:
        """Return the kind of the word just before `time`."""
        return self.kinds[time.start - 1] if time.start else ""

    def place_before(self, time: Time) -> int:
        """Return the number of the word before `time`, a comma passed over; -1 if there is none."""
        return time.start - 1 - (self.before(time) == ",")

    def shown(self, time: Time) -> str:
        """Return `time` with its mark, as it stands in the phrase."""
        return "".join([word.text for word in self.words[time.start : time.stop]])

    def around(self, time: Time) -> tuple[str, str]:
        """Return the text before `time` and the text behind it."""
        stop = self.words[time.stop].place if time.stop < len(self.words) else len(self.text)
        return self.text[: self.words[time.start].place], self.text[stop:]

    def clause_start(self, time: Time) -> int:
        """Return the number of the first word of the clause that `time` stands in."""
        place = time.start
        while place and self.kinds[place - 1] not in BREAKS:
            place -= 1
        return place

    def clause(self, time: Time, stop: int) -> str:
        """Return the text of the clause that `time` stands in, up to word `stop`."""
        return self.text[self.words[self.clause_start(time)].place : self.words[stop].place]

    def closes(self, place: int) -> bool:
        """Say whether what ends before word `place` stands for itself: no mere word follows, or 完成."""
        if place == len(self.words) or self.kinds[place] in BREAKS:
            return True
        if any(time.start == place for time in self.times):
            return True
        text = self.words[place].text
        return text.startswith(MILESTONES) and not text.startswith(REPORTED)

    def is_milestone(self, time: Time) -> bool:
        """Say whether a bare time is worded as a target of its own, not as background."""
        if time.size not in ("day", "period", "span", "feast") or time.blank or time.mark:
            return False
        return self.closes(time.stop)

    def is_aside(self, time: Time) -> bool:
        """Say whether a milestone is only set off by a comma, as 2021年 in 2021年，全区…；年底前完成."""
        return self.kinds[time.stop : time.stop + 1] in ((",",), (";",))

    def opens(self, time: Time) -> bool:
        """Say whether a bare period opens its clause and goes on with what is done in it: 2023年开展评估."""
        if time.size != "period" or time.blank or time.mark or time.start != self.clause_start(time):
            return False
        return self.kinds[time.stop : time.stop + 1] == ("text",)

    def is_bare(self) -> bool:
        """Say whether the phrase holds nothing but times and words that add nothing to them."""
        covered = {place for time in self.times for place in range(time.start, time.stop)}
        return all(place in covered or self._is_idle(place) for place in range(len(self.words)))

    def _is_idle(self, place: int) -> bool:
        """Say whether the word at `place` adds nothing to a time, as the 自查阶段 of a schedule."""
        word = self.words[place]
        if word.kind in _IDLE or (word.kind == "text" and _is_filler(word.text)):
            return True
        return (
            word.kind == "text" and word.text.endswith("阶段") and self.kinds[place + 1 : place + 2] == ("(",)
        )


def _is_filler(text: str) -> bool:
    while text:
        filler = next((filler for filler in FILLERS if text.startswith(filler)), None)
        if filler is None:
            return False
        text = text.removeprefix(filler)
    return True
