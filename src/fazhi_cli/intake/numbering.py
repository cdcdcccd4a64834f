"""Automatic numbers of a Word document: its lists as the part `numbering` defines them, counted along."""

import re
from typing import NamedTuple

from fazhi_cli.intake.markup import Attributes, attribute, number, on, walk
from fazhi_cli.intake.numerals import written

_LEVELS = 9
_GREATEST = 32_767
_TEXT = 64
"""Characters round a number that are taken."""
_PLACE = re.compile("%([1-9])")
_DASHES = re.compile("[-\u2013\u2014\u2015\u2500]{1,2}")


class Level(NamedTuple):
    """How one level of a list is numbered: its first number, its format, the text around it.

    `restart` is the outermost level that it does not start anew after (0: it never does, None: after every
    one); `style` the paragraph style that belongs to it.
    """

    start: int = 1
    sort: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    suffix: str = "tab"
    style: str = ""


class Label(NamedTuple):
    """What stands in front of a paragraph, and as what it is counted: numbers, formats (unknown), bullets."""

    text: str
    sort: str


class _Numbers:
    """The definitions while they are read: lists by id, and the numbers that use them."""

    def __init__(self) -> None:
        self.lists: dict[str, dict[int, Level]] = {}
        self.links: dict[str, str] = {}
        self.named: dict[str, str] = {}
        self.used: dict[str, str] = {}
        self.own: dict[str, dict[int, Level]] = {}
        self.starts: dict[tuple[str, int], int] = {}
        self._list = self._number = ""
        self._levels: dict[int, Level] = {}
        self._at = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take an element of the part."""
        value = attribute(attributes, "w:val") or ""
        if tag == "w:abstractNum":
            self._list = attribute(attributes, "w:abstractNumId") or ""
            self._levels = self.lists[self._list] = {}
        elif tag == "w:num":
            self._number = attribute(attributes, "w:numId") or ""
            self._levels = self.own[self._number] = {}
        elif tag == "w:abstractNumId":
            self.used[self._number] = value
        elif tag == "w:numStyleLink":
            self.links[self._list] = value
        elif tag == "w:styleLink":
            self.named[value] = self._list
        elif tag in ("w:lvlOverride", "w:lvl"):
            self._at = number(attributes, "w:ilvl", _LEVELS, _LEVELS)
            if tag == "w:lvl":
                self._levels[self._at] = Level()
        elif tag == "w:startOverride":
            self.starts[self._number, self._at] = number(attributes, "w:val", 1, _GREATEST)
        elif self._at in self._levels:
            self._levels[self._at] = _with(self._levels[self._at], tag, value, attributes)

    def end(self, tag: str) -> None:
        """Take the end of an element."""

    def text(self, data: str) -> None:
        """Take text, of which this part has none."""


def _with(level: Level, tag: str, value: str, attributes: Attributes) -> Level:
    """Return `level` with the property that an element `tag` states."""
    if tag == "w:start":
        return level._replace(start=number(attributes, "w:val", 1, _GREATEST))
    if tag == "w:lvlRestart":
        return level._replace(restart=number(attributes, "w:val", 0, _LEVELS))
    if tag == "w:isLgl":
        return level._replace(legal=on(attributes))
    if tag == "w:numFmt":
        return level._replace(sort=value)
    if tag == "w:lvlText":
        return level._replace(text=value[:_TEXT])
    if tag == "w:suff":
        return level._replace(suffix=value)
    if tag == "w:pStyle":
        return level._replace(style=value)
    return level


class Numbering:
    """The lists of a document, each with the numbers it has come to."""

    def __init__(self, part: bytes, name: str) -> None:
        """Read the part `numbering`, which may be empty, of the file called `name`."""
        self._numbers = _Numbers()
        if part:
            walk(part, name, self._numbers)
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self._merged: dict[str, tuple[str, dict[int, Level]]] = {}

    def _levels(self, num: str) -> tuple[str, dict[int, Level]]:
        """Return the list that the number `num` uses, by its id, and its levels."""
        if num not in self._merged:
            numbers = self._numbers
            used = numbers.used.get(num, "")
            used = numbers.named.get(numbers.links.get(used, ""), used)
            self._merged[num] = (used, {**numbers.lists.get(used, {}), **numbers.own.get(num, {})})
        return self._merged[num]

    def level_of(self, num: str, style: str) -> int | None:
        """Return the level of a list that belongs to a paragraph style, None if none does."""
        levels = self._levels(num)[1]
        return next((at for at, level in levels.items() if style and level.style == style), None)

    def label(self, num: str, at: int) -> Label | None:
        """Return what stands before the next paragraph at level `at` (from 0) of the list `num`."""
        own, levels = self._levels(num)
        level = levels.get(at)
        if level is None:
            return None
        counter = self._counters.setdefault(own, {})
        self._count(num, at, level, counter)
        for inner in [key for key in counter if key > at]:
            restart = levels[inner].restart if inner in levels else None
            if restart is None or at < restart:
                del counter[inner]
        return _label(level, levels, counter)

    def _count(self, num: str, at: int, level: Level, counter: dict[int, int]) -> None:
        first = self._numbers.starts.get((num, at))
        if first is not None and (num, at) not in self._started:
            self._started.add((num, at))
            counter[at] = first
        else:
            counter[at] = counter[at] + 1 if at in counter else level.start


def _label(level: Level, levels: dict[int, Level], counter: dict[int, int]) -> Label:
    """Return what a level shows when its list has come to `counter`."""
    if level.sort == "bullet":
        dash = _DASHES.fullmatch(level.text)
        return Label(level.text if dash else "", "numbers" if dash else "bullets")
    known = True

    def shown(match: re.Match[str]) -> str:
        nonlocal known
        place = int(match[1]) - 1
        outer = levels.get(place, Level())
        value = counter.get(place, outer.start)
        text = written(value, "decimal" if level.legal else outer.sort)
        known = known and text is not None
        return str(value) if text is None else text

    text = _PLACE.sub(shown, level.text)
    gap = " " if text and level.suffix != "nothing" and text[-1].isascii() and text[-1] != " " else ""
    return Label(text + gap, "numbers" if known else "formats")
