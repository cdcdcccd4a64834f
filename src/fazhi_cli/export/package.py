"""A workbook that somebody else made, as its parts in XML, of which few are changed. The home of lxml.

What is not touched stays as it was, part by part and element by element.
"""

import posixpath
from collections.abc import Iterator
from copy import deepcopy
from typing import TypeAlias

from lxml import etree

from fazhi_cli.archive import Archive, opened, packed, relations_of
from fazhi_cli.export.references import Gap
from fazhi_cli.problems import Refused

Element: TypeAlias = etree._Element

FORMULAS = ("f", "formula", "formula1", "formula2", "definedName", "sqref")
"""Elements whose text is a formula, or refers to cells as one does."""
_USUAL_SIZE = 11.0


def local(element: Element) -> str:
    """Return an element's name without its namespace; nothing for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def made(near: Element, name: str, **attributes: str) -> Element:
    """Return a new element `name` in the namespace of another."""
    return etree.Element(etree.QName(etree.QName(near).namespace, name), attributes)


def text_of(item: Element) -> str:
    """Return the text of a string item: its runs, without readings of characters."""
    return "".join(
        run.text or ""
        for run in item.iter("{*}t")
        if not any(local(above) == "rPh" for above in run.iterancestors())
    )


def broken(name: str) -> Refused:
    """Return the refusal of a file that is no workbook."""
    return Refused(f"{name} 不是完好的 .xlsx 工作簿", "用 Excel 或 WPS 打开，另存为 .xlsx")


class Package:
    """The parts of a workbook; those that were parsed are written anew when it is packed."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.archive: Archive = opened(data, name, ".xlsx")
        self.parts = dict(self.archive.parts)
        self._roots: dict[str, Element] = {}
        self.workbook = next(iter(self.related("", "/officeDocument")), "")
        if self.workbook not in self.parts or local(self.root(self.workbook)) != "workbook":
            raise broken(self.name)
        if b"macroEnabled" in self.parts.get("[Content_Types].xml", b""):
            raise Refused(f"{name} 带有宏", "用 Excel 或 WPS 打开，另存为不带宏的 .xlsx")
        self.shared = self._shared()
        styles = self.related(self.workbook, "/styles")
        self.styles = self.root(styles[0]) if styles else None
        self._variants: dict[tuple[int, str], int] = {}

    def root(self, part: str) -> Element:
        """Return the root element of a part. Raises Refused for one that is no XML."""
        if part not in self._roots:
            reader = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
            try:
                found = etree.fromstring(self.parts[part], reader)
            except (KeyError, etree.XMLSyntaxError):
                raise broken(self.name) from None
            if found.getroottree().docinfo.internalDTD is not None:
                raise broken(self.name)
            self._roots[part] = found
        return self._roots[part]

    def _relations(self, part: str) -> Iterator[Element]:
        name = relations_of(part)
        if name in self.parts:
            yield from self.root(name).iter("{*}Relationship")

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts that `part` refers to by a relation whose type ends with `kind`."""
        return [
            self._target(part, item)
            for item in self._relations(part)
            if item.get("Type", "").endswith(kind) and item.get("TargetMode") != "External"
        ]

    def _target(self, part: str, relation: Element) -> str:
        target = relation.get("Target", "")
        if target.startswith("/"):
            return target[1:]
        return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))

    def _shared(self) -> list[str]:
        parts = self.related(self.workbook, "/sharedStrings")
        return [text_of(item) for item in self.root(parts[0]).iterfind("{*}si")] if parts else []

    def sheets(self) -> list[tuple[str, str]]:
        """Return the worksheets that people see, each by its name and its part."""
        targets = {
            item.get("Id"): self._target(self.workbook, item) for item in self._relations(self.workbook)
        }
        found = []
        for item in self.root(self.workbook).iterfind("{*}sheets/{*}sheet"):
            key = next((value for name, value in item.attrib.items() if str(name).endswith("}id")), "")
            part = targets.get(str(key), "")
            seen = item.get("state", "visible") == "visible" and part in self.parts
            if seen and local(self.root(part)) == "worksheet":
                found.append((item.get("name", ""), part))
        return found

    def variant(self, style: int, kind: str) -> int:
        """Return a cell style made of another: `text` stays text when edited, `body` goes below a heading."""
        formats = None if self.styles is None else self.styles.find("{*}cellXfs")
        if formats is None or style >= len(formats):
            return style
        if (style, kind) not in self._variants:
            made = deepcopy(formats[style])
            if kind == "text":
                made.set("quotePrefix", "1")
            else:
                _as_body(made)
            formats.append(made)
            formats.set("count", str(len(formats)))
            self._variants[style, kind] = len(formats) - 1
        return self._variants[style, kind]

    def letters(self, style: int) -> tuple[float, bool]:
        """Return the size of a style's letters in points, and whether it folds its text."""
        formats = None if self.styles is None else self.styles.find("{*}cellXfs")
        fonts = None if self.styles is None else self.styles.find("{*}fonts")
        if formats is None or fonts is None or style >= len(formats):
            return _USUAL_SIZE, False
        alignment = formats[style].find("{*}alignment")
        font = int(formats[style].get("fontId", "0"))
        size = fonts[font].find("{*}sz") if font < len(fonts) else None
        folds = alignment is not None and alignment.get("wrapText") in ("1", "true")
        return (_USUAL_SIZE if size is None else float(size.get("val", _USUAL_SIZE))), folds

    def moved(self, gap: Gap, sheet: str) -> None:
        """Let every formula of the workbook know the rows that were put into the part `sheet`."""
        self._forget_order()
        for part, content in self.parts.items():
            elsewhere = part.startswith(("xl/worksheets/", "xl/charts/")) and part.endswith(".xml")
            if part == self.workbook or (elsewhere and part != sheet and b"!" in content):
                for item in self.root(part).iter():
                    if local(item) in FORMULAS and item.text:
                        item.text = gap.formula(item.text, own=False)

    def _forget_order(self) -> None:
        """Leave out the order of calculation, which programs make anew, and have everything calculated."""
        for part in self.related(self.workbook, "/calcChain"):
            self.parts.pop(part, None)
            for item in list(self._relations(self.workbook)):
                if self._target(self.workbook, item) == part:
                    item.getparent().remove(item)  # type: ignore[union-attr]
            for item in list(self.root("[Content_Types].xml")):
                if item.get("PartName") == f"/{part}":
                    self.root("[Content_Types].xml").remove(item)
        for order in self.root(self.workbook).iterfind("{*}calcPr"):
            order.set("fullCalcOnLoad", "1")

    def packed(self) -> bytes:
        """Return the bytes of the workbook."""
        written = {
            part: etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
            for part, root in self._roots.items()
            if part in self.parts
        }
        return packed(self.archive, {**self.parts, **written})


def _as_body(style: Element) -> None:
    """Make of a heading's style one for what stands below it: its borders, plain letters, folded text."""
    for name in ("fontId", "fillId", "numFmtId"):
        style.set(name, "0")
    style[:] = [made(style, "alignment", vertical="center", wrapText="1")]
    style.set("applyAlignment", "1")
