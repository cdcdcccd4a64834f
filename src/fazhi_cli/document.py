"""A document before it has a format: headings, paragraphs, lists and tables of plain text.

Whoever renders it sets nothing but the look; every word and number is in here already.
"""

from typing import NamedTuple, TypeAlias


class Heading(NamedTuple):
    """A heading of a chapter (`level` 1) or of a part of one (2), its number included."""

    text: str
    level: int = 1


class Text(NamedTuple):
    """A paragraph; an `alarm` is to catch the eye."""

    text: str
    alarm: bool = False


class Items(NamedTuple):
    """Short points, one below the other; of `annexed` ones all that they say stands in the annex as well."""

    items: tuple[str, ...]
    annexed: bool = False


class Field(NamedTuple):
    """A column of a table: its heading, its share of the width, and whether it is set to the right."""

    term: str
    weight: int = 1
    right: bool = False


class Line(NamedTuple):
    """A row of a table; `light` is a key of terms.LIGHTS, or empty where the row has none."""

    cells: tuple[str, ...]
    light: str = ""


class Grid(NamedTuple):
    """A table with its caption; a `wide` one wants a page on its side.

    One whose fields have no headings is a form: the first cell of each row says what the row is about.
    """

    fields: tuple[Field, ...]
    lines: tuple[Line, ...]
    caption: str = ""
    wide: bool = False


Block: TypeAlias = Heading | Text | Items | Grid


class Masthead(NamedTuple):
    """The head of a bulletin: its name, its number (None leaves room to write one), issuer and date."""

    name: str
    number: str | None
    issuer: str
    date: str

    @property
    def issue(self) -> str:
        """Return 第N期, with room to write the number where there is none; one in words stays as it is."""
        if self.number is None:
            return "第　　期"
        return self.number if "期" in self.number else f"第{self.number}期"


class Document(NamedTuple):
    """A whole document: title, body, and what is appended on pages of its own.

    `to` is whom it is addressed to, `closing` the lines below it (who signs, the date), set to the right.
    """

    title: str
    blocks: tuple[Block, ...]
    masthead: Masthead | None = None
    number: str = ""
    to: str = ""
    closing: tuple[str, ...] = ()
    annex: tuple[Block, ...] = ()
