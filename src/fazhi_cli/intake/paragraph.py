"""What is known of a paragraph, or of a run of letters in it, while a Word document is read."""

from dataclasses import dataclass, field

from fazhi_cli.intake.markup import Attributes, attribute, number, on

_LEVELS = 9


@dataclass(slots=True)
class Run:
    """Letters of one kind: their style, and whether they are hidden (None: as the style says)."""

    style: str = ""
    hidden: bool | None = None

    def take(self, tag: str, attributes: Attributes) -> None:
        """Take a property."""
        if tag == "w:vanish":
            self.hidden = on(attributes)
        elif tag == "w:rStyle":
            self.style = attribute(attributes, "w:val") or ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph that is open.

    `pieces` is its text, `boxes` the paragraphs of the text boxes anchored in it. `num` and `level` are the
    list that it states itself, `hidden` and `deleted` concern its end; `hiding` is True while the last text
    was hidden.
    """

    pieces: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    style: str = ""
    num: str | None = None
    level: int | None = None
    hidden: bool = False
    deleted: bool = False
    hiding: bool = False

    def take(self, tag: str, attributes: Attributes) -> None:
        """Take a property of the paragraph."""
        if tag == "w:pStyle":
            self.style = attribute(attributes, "w:val") or ""
        elif tag == "w:numId":
            self.num = attribute(attributes, "w:val")
        elif tag == "w:ilvl":
            self.level = number(attributes, "w:val", 0, _LEVELS - 1)

    def take_end(self, tag: str, attributes: Attributes) -> None:
        """Take a property of the paragraph's end."""
        if tag == "w:vanish":
            self.hidden = on(attributes)
        elif tag in ("w:del", "w:moveFrom"):
            self.deleted = True
