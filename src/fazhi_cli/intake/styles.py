"""Styles of a Word document: what they say about numbers, hidden text and tables of contents."""

import re
from typing import NamedTuple

from fazhi_cli.intake.markup import Attributes, attribute, number, on, walk

_CHAIN = 32
"""So many styles may be based on each other."""
_CONTENTS = re.compile(r"(?:toc|目录) ?[1-9]", re.IGNORECASE)


class Style(NamedTuple):
    """One style: what it is based on, and what it states; None where it states nothing."""

    base: str | None = None
    num: str | None = None
    level: int | None = None
    hidden: bool | None = None
    contents: bool | None = None


class Styles:
    """The styles by id; those that are asked for come with what they inherit."""

    def __init__(self, part: bytes, name: str) -> None:
        """Read the part `styles`, which may be empty, of the file called `name`."""
        self._styles: dict[str, Style] = {}
        self._whole: dict[str, Style] = {}
        self.default = ""
        self._own = ""
        self._path: list[str] = []
        if part:
            walk(part, name, self)

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take an element of the part."""
        value = attribute(attributes, "w:val") or ""
        if tag == "w:style":
            self._own = attribute(attributes, "w:styleId") or ""
            self._styles[self._own] = Style()
            kind = attribute(attributes, "w:type")
            if kind == "paragraph" and attribute(attributes, "w:default") in ("1", "true", "on"):
                self.default = self._own
        elif self._path[1:2] == ["w:style"]:
            self._styles[self._own] = self._with(tag, value, attributes)
        self._path.append(tag)

    def _with(self, tag: str, value: str, attributes: Attributes) -> Style:
        style, inside = self._styles[self._own], self._path[2:]
        if not inside and tag == "w:name":
            return style._replace(contents=bool(_CONTENTS.fullmatch(value)) or None)
        if not inside and tag == "w:basedOn":
            return style._replace(base=value)
        if inside == ["w:rPr"] and tag == "w:vanish":
            return style._replace(hidden=on(attributes))
        if inside == ["w:pPr", "w:numPr"] and tag == "w:numId":
            return style._replace(num=value)
        if inside == ["w:pPr", "w:numPr"] and tag == "w:ilvl":
            return style._replace(level=number(attributes, "w:val", 0, 8))
        return style

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._path.pop()

    def text(self, data: str) -> None:
        """Take text, of which this part has none."""

    def get(self, own: str) -> Style:
        """Return the style `own` with what it inherits; one that states nothing if it is not there."""
        if own not in self._whole:
            whole, base = Style(), own
            for _ in range(_CHAIN):
                stated = self._styles.get(base)
                if stated is None:
                    break
                whole = _inherited(whole, stated)
                base = stated.base or ""
            self._whole[own] = whole
        return self._whole[own]


def _inherited(style: Style, base: Style) -> Style:
    """Return `style` with what it leaves open taken from `base`."""
    return Style(
        style.base if style.base is not None else base.base,
        style.num if style.num is not None else base.num,
        style.level if style.level is not None else base.level,
        style.hidden if style.hidden is not None else base.hidden,
        style.contents if style.contents is not None else base.contents,
    )
