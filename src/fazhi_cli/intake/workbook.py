"""A workbook that somebody else made: its sheets, and what their cells show.

Nothing is calculated and no reference followed. Only parts that are needed are read, in one pass each; what
a part says of its own size is not believed.
"""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fazhi_cli.archive import FILE_LIMIT, opened, relations_of
from fazhi_cli.cells import visible
from fazhi_cli.intake import foreign, numbers
from fazhi_cli.intake.markup import Attributes, Handler, attribute, walk
from fazhi_cli.intake.worksheet import ELEMENT_LIMIT, Budget, Cells, Sheet, Strings
from fazhi_cli.problems import Refused

SHEET_LIMIT = 100

_SUFFIX = ".xlsx"
_LONG_FORMAT = 1000


class Book(NamedTuple):
    """A workbook: what the file is called, its sheets in order, from when it counts days.

    `linked` says that it refers to other files, which were not looked at.
    """

    name: str
    sheets: tuple[Sheet, ...]
    since_1904: bool = False
    linked: bool = False


def read(path: Path, name: str) -> Book:
    """Return the workbook at `path`, called `name`. Raises Refused for everything that cannot be read."""
    shown = visible(name)
    try:
        with path.open("rb") as stream:
            data = stream.read(FILE_LIMIT + 1)
    except (OSError, ValueError):
        raise Refused(f"读不了 {shown}", "检查路径和权限；要写一个 .xlsx 文件") from None
    return book(data, shown)


def book(data: bytes, name: str) -> Book:
    """Return the workbook in `data`, called `name`. Raises Refused."""
    foreign.check_bytes(data, name)
    return _Reader(dict(opened(data, name, _SUFFIX).parts), name).book()


class _Tree:
    """Takes a small part whole: the attributes of its elements, by their names, in order."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.found: list[tuple[str, Attributes, str]] = []
        self.path: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        """Keep an element, with the one that it stands in."""
        self.budget.spend(elements=1)
        self.found.append((tag, attributes, self.path[-1] if self.path else ""))
        self.path.append(tag)

    def end(self, tag: str) -> None:
        """Leave it."""
        self.path.pop()

    def text(self, data: str) -> None:
        """Pass over text."""


class _Reader:
    """The parts of one workbook, being read."""

    def __init__(self, parts: dict[str, bytes], name: str) -> None:
        self.name = name
        self.parts = {key.replace("\\", "/").lstrip("/").casefold(): part for key, part in parts.items()}
        self.budget = Budget(name)
        foreign.check_parts(
            parts, self.parts.get("[content_types].xml", b""), self.parts.get("mimetype", b""), name
        )
        if len(self.parts) < len(parts):
            raise self.broken()

    def broken(self) -> Refused:
        return Refused(f"{self.name} 不是完好的 .xlsx 工作簿", "用 Excel 或 WPS 打开，另存为 .xlsx")

    def walk(self, part: str, handler: Handler) -> None:
        if part.casefold() not in self.parts:
            raise self.broken()
        walk(self.parts[part.casefold()], self.name, handler, _SUFFIX)

    def elements(self, part: str) -> list[tuple[str, Attributes, str]]:
        taken = _Tree(self.budget)
        self.walk(part, taken)
        return taken.found

    def relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Yield id, kind and target of each relation of `part` to another part of the file."""
        own, folder = relations_of(part), posixpath.dirname(part)
        for tag, attributes, _ in self.elements(own) if own.casefold() in self.parts else ():
            if tag == "rels:Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                kind = attributes.get("Type", "").rpartition("/")[2]
                yield attributes.get("Id", ""), kind, target.lstrip("/")

    def book(self) -> Book:
        main = next((target for _, kind, target in self.relations("") if kind == "officeDocument"), "")
        elements = self.elements(main)
        if elements[0][0] != "x:workbook":
            raise self.broken()
        relations = {own: (kind, target) for own, kind, target in self.relations(main)}
        part_of = {kind: target for kind, target in relations.values()}
        props = next((attributes for tag, attributes, _ in elements if tag == "x:workbookPr"), {})
        since_1904 = props.get("date1904") in ("1", "true")
        strings = self.strings(part_of.get("sharedStrings"))
        formats = self.formats(part_of.get("styles"))
        sheets = []
        for tag, attributes, _ in elements:
            if tag != "x:sheet":
                continue
            kind, part = relations.get(attribute(attributes, "r:id") or "", ("", ""))
            if kind == "worksheet":
                cells = Cells(self.budget, strings, formats, since_1904)
                self.walk(part, cells)
                sheets.append(cells.sheet(attributes))
            if len(sheets) > SHEET_LIMIT:
                self.budget.spend(elements=ELEMENT_LIMIT + 1)
        if not sheets:
            raise self.broken()
        return Book(self.name, tuple(sheets), since_1904, "externalLink" in part_of)

    def strings(self, part: str | None) -> list[str]:
        taken = Strings(self.budget)
        if part:
            self.walk(part, taken)
        return taken.items

    def formats(self, part: str | None) -> list[numbers.Format]:
        """Return the number format of each style of cells."""
        found = self.elements(part) if part else []
        own = {
            attributes.get("numFmtId", ""): numbers.format_of(attributes.get("formatCode", "")[:_LONG_FORMAT])
            for tag, attributes, above in found
            if tag == "x:numFmt" and above == "x:numFmts"
        }
        known = {**{str(key): form for key, form in numbers.BUILT_IN.items()}, **own}
        return [
            known.get(attributes.get("numFmtId", ""), numbers.GENERAL)
            for tag, attributes, above in found
            if tag == "x:xf" and above == "x:cellXfs"
        ]
