"""The body of a Word document, event by event: what is shown, in its order, and counts of what is not."""

import re
from collections import Counter
from collections.abc import Callable

from fazhi_cli.intake.content import LINE_LIMIT, TEXT_LIMIT, Table, Taken, cleaned
from fazhi_cli.intake.grid import Grid
from fazhi_cli.intake.lines import soft
from fazhi_cli.intake.markup import Attributes, attribute
from fazhi_cli.intake.numbering import Numbering
from fazhi_cli.intake.paragraph import Paragraph, Run
from fazhi_cli.intake.styles import Styles
from fazhi_cli.problems import Refused

_FIELDS = 64
"""So many fields may stand in each other."""
_PROPERTIES = ("w:rPr", "w:trPr", "w:numPr", "w:tcPr")
_SKIPPED = frozenset(
    f"w:{name}"
    for name in (
        *("instrText", "delInstrText", "delText", "rt", "moveFrom", "object", "sdtPr", "sectPr", "tabs"),
        *("tblPr", "tblGrid", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange"),
        *("trPrChange", "tcPrChange", "tblPrExChange", "numberingChange"),
    )
)
_COUNTED = {
    "w:moveFrom": "deleted",
    "w:object": "objects",
    "w:altChunk": "objects",
    "c:chart": "objects",
    "dgm:relIds": "objects",
    "pic:pic": "images",
    "v:imagedata": "images",
    "w:footnoteReference": "footnotes",
    "w:endnoteReference": "endnotes",
    "w:commentReference": "comments",
    "w:sym": "symbols",
    "m:oMath": "formulas",
}
_TEXT = ("w:t", "m:t")
_SIGNS = {"w:tab": " ", "w:ptab": " ", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_SPACES = re.compile("[\t\r\n]+")


class _Story:
    """A place that holds paragraphs: the body, a cell, a text box.

    `carried` is the text of a paragraph whose end was deleted; it belongs to the next one.
    """

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.carried: list[str] = []


class Body:
    """Takes the events of the main part (see `markup.Handler`) and gives paragraphs and tables."""

    def __init__(self, name: str, styles: Styles, numbering: Numbering) -> None:
        """Read for the file called `name`, whose styles and lists are these."""
        self.name = name
        self._styles = styles
        self._numbering = numbering
        self._counts: Counter[str] = Counter()
        self._tables: list[Table] = []
        self._stories = [_Story()]
        self._grids: list[Grid] = []
        self._paragraphs: list[Paragraph] = []
        self._runs: list[Run] = []
        self._fields: list[bool] = []
        self._choices: list[bool] = []
        self._path = [""]
        self._skipping = 0
        self._length = 0
        self._cells = 0
        self._lines = 0

    def taken(self) -> Taken:
        """Return the document, once all events were taken."""
        self._flush(self._stories[0])
        return Taken(tuple(self._stories[0].paragraphs), tuple(self._tables), self._counts)

    # Events

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        if self._skipping or self._is_skipped(tag):
            self._skipping += 1
            return
        if counted := _COUNTED.get(tag):
            self._counts[counted] += 1
        elif (opening := _OPENINGS.get(tag)) is not None:
            opening(self)
        else:
            self._take(tag, attributes)
        self._path.append(tag)

    def _take(self, tag: str, attributes: Attributes) -> None:
        """Take a property or a sign."""
        parent = self._path[-1]
        if parent == "w:rPr" and self._path[-2] == "w:r":
            self._runs[-1].take(tag, attributes)
        elif parent == "w:rPr" and self._path[-2] == "w:pPr" and self._paragraphs:
            self._paragraphs[-1].take_end(tag, attributes)
        elif parent in ("w:pPr", "w:numPr") and self._paragraphs:
            self._paragraphs[-1].take(tag, attributes)
        elif parent in ("w:trPr", "w:tcPr") and self._grids:
            self._grids[-1].take(tag, attributes)
        elif parent == "w:r" and tag in _SIGNS:
            self._say(_SIGNS[tag])
        elif tag == "w:fldChar":
            self._field(attributes)
        elif tag in ("w:ins", "w:moveTo") and parent not in _PROPERTIES:
            self._counts["inserted"] += 1

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._skipping:
            self._skipping -= 1
            return
        self._path.pop()
        if (closing := _CLOSINGS.get(tag)) is not None:
            closing(self)

    def text(self, data: str) -> None:
        """Take text; only what stands in an element for text is any."""
        if not self._skipping and self._path[-1] in _TEXT:
            self._say(_SPACES.sub(" ", data))

    def _is_skipped(self, tag: str) -> bool:
        """Say whether an element is left out with everything in it."""
        if tag in ("mc:Choice", "mc:Fallback"):
            taken = bool(self._choices) and self._choices[-1]
            if self._choices:
                self._choices[-1] = True
            return taken
        if tag == "w:del":
            deleted = self._path[-1] not in _PROPERTIES
            self._counts["deleted"] += deleted
            return deleted
        if tag not in _SKIPPED or (tag == "w:moveFrom" and self._path[-1] in _PROPERTIES):
            return False
        if counted := _COUNTED.get(tag):
            self._counts[counted] += 1
        return True

    # Text

    def _say(self, text: str) -> None:
        """Put text into the paragraph that is open, unless it is hidden or the instruction of a field."""
        if not self._paragraphs or not all(self._fields):
            return
        paragraph = self._paragraphs[-1]
        if self._is_hidden(paragraph):
            self._counts["hidden"] += bool(text.strip()) and not paragraph.hiding
            paragraph.hiding = paragraph.hiding or bool(text.strip())
            return
        paragraph.hiding = False
        self._grow(len(text))
        paragraph.pieces.append(text)

    def _is_hidden(self, paragraph: Paragraph) -> bool:
        run = self._runs[-1] if self._runs else Run()
        stated = run.hidden
        if stated is None:
            stated = self._styles.get(run.style).hidden
        if stated is None:
            stated = self._styles.get(paragraph.style or self._styles.default).hidden
        return bool(stated)

    def _grow(self, length: int) -> None:
        self._length += length
        if self._length > TEXT_LIMIT:
            raise Refused(f"{self.name} 超过 {TEXT_LIMIT // 10_000} 万字，未读入", "只留需要的正文，另存一份")

    def _field(self, attributes: Attributes) -> None:
        """Take a mark of a field: its instruction begins, its result begins, it ends."""
        sort = attribute(attributes, "w:fldCharType")
        if sort == "begin" and len(self._fields) < _FIELDS:
            self._fields.append(False)
        elif sort == "separate" and self._fields:
            self._fields[-1] = True
        elif sort == "end" and self._fields:
            self._fields.pop()

    def _open_run(self) -> None:
        self._runs.append(Run())

    def _close_run(self) -> None:
        self._runs.pop()

    def _open_choice(self) -> None:
        self._choices.append(False)

    def _close_choice(self) -> None:
        self._choices.pop()

    # Paragraphs

    def _open_paragraph(self) -> None:
        self._paragraphs.append(Paragraph())

    def _close_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        story = self._stories[-1]
        # An instruction ends with its paragraph at the latest, or a lost mark would hide the rest.
        while self._fields and not self._fields[-1]:
            self._fields.pop()
        text = cleaned("".join(paragraph.pieces), self._counts)
        self._lines += text.count("\n")
        if self._lines > LINE_LIMIT:
            raise Refused(f"{self.name} 换行太多，未读入", "只留需要的正文，另存一份")
        if paragraph.deleted:
            story.carried.append(text)
        else:
            self._add(story, paragraph, "".join((*story.carried, text)))
            story.carried.clear()
        story.paragraphs += paragraph.boxes

    def _add(self, story: _Story, paragraph: Paragraph, text: str) -> None:
        style = self._styles.get(paragraph.style or self._styles.default)
        pieces, joined = soft(text)
        if pieces and style.contents:
            self._counts["contents"] += 1
            return
        self._counts["joined"] += joined
        label = self._label(paragraph) if pieces or not paragraph.hidden else ""
        if pieces:
            pieces[0] = label + pieces[0]
        story.paragraphs += pieces

    def _label(self, paragraph: Paragraph) -> str:
        """Return the automatic number of a paragraph, which counts even where no text follows."""
        own = paragraph.style or self._styles.default
        style = self._styles.get(own)
        num = style.num if paragraph.num is None else paragraph.num
        if num is None or num == "0":
            return ""
        level = paragraph.level
        if level is None and paragraph.num is None:
            level = self._numbering.level_of(num, own)
        if level is None:
            level = style.level or 0
        label = self._numbering.label(num, level)
        if label is None:
            return ""
        self._counts[label.sort] += bool(label.text) or label.sort == "bullets"
        self._grow(len(label.text))
        return label.text

    def _flush(self, story: _Story) -> None:
        """Give the text that still waits for a paragraph one of its own."""
        story.paragraphs += soft("".join(story.carried))[0]
        story.carried.clear()

    def _open_box(self) -> None:
        self._counts["boxes"] += 1
        self._stories.append(_Story())

    def _close_box(self) -> None:
        story = self._stories.pop()
        self._flush(story)
        holder = self._paragraphs[-1].boxes if self._paragraphs else self._stories[-1].paragraphs
        holder += story.paragraphs

    # Tables

    def _open_table(self) -> None:
        self._grids.append(Grid())

    def _open_row(self) -> None:
        if self._grids:
            self._grids[-1].open_row()

    def _close_row(self) -> None:
        if self._grids:
            self._grids[-1].close_row()

    def _open_cell(self) -> None:
        self._stories.append(_Story())
        if self._grids:
            self._grids[-1].open_cell()

    def _close_cell(self) -> None:
        story = self._stories.pop()
        self._flush(story)
        if self._grids:
            self._cells += self._grids[-1].close_cell(story.paragraphs)
            if self._cells > TEXT_LIMIT:
                raise Refused(f"{self.name} 的表格太大，未读入", "只留需要的正文，另存一份")
        else:
            self._stories[-1].paragraphs += story.paragraphs

    def _close_table(self) -> None:
        """Put a table in its place; one of a single cell is a frame round paragraphs, an inner one lines."""
        grid = self._grids.pop()
        story = self._stories[-1]
        if grid.frame is not None:
            story.paragraphs += grid.frame
        elif len(self._stories) > 1:
            story.paragraphs += grid.lines()
        elif rows := grid.shown():
            self._flush(story)
            self._tables.append(Table(len(story.paragraphs), rows))


_OPENINGS: dict[str, Callable[[Body], None]] = {
    "w:p": Body._open_paragraph,
    "w:r": Body._open_run,
    "w:tbl": Body._open_table,
    "w:tr": Body._open_row,
    "w:tc": Body._open_cell,
    "w:txbxContent": Body._open_box,
    "mc:AlternateContent": Body._open_choice,
}
_CLOSINGS: dict[str, Callable[[Body], None]] = {
    "w:p": Body._close_paragraph,
    "w:r": Body._close_run,
    "w:tbl": Body._close_table,
    "w:tr": Body._close_row,
    "w:tc": Body._close_cell,
    "w:txbxContent": Body._close_box,
    "mc:AlternateContent": Body._close_choice,
}
