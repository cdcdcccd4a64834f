"""The picture in the README shows what the program prints now."""

import re
from xml.etree import ElementTree

import pytest

from fazhi_cli.cells import width

pytest.importorskip("pty", reason="there are no pseudo terminals here")

from tests import picture

SPACE = "{http://www.w3.org/2000/svg}"


def test_the_picture_is_current() -> None:
    """`make picture` would change nothing."""
    assert picture.picture() == picture.PICTURE.read_text(encoding="utf-8")


def test_words_stand_in_the_cells_of_a_terminal() -> None:
    """Each begins in its cell and is as wide as its characters, so no font can push the next one."""
    root = ElementTree.parse(picture.PICTURE).getroot()
    text = root.findtext(f"{SPACE}desc") or ""
    found: dict[int, str] = {}
    for word in root.iter(f"{SPACE}text"):
        column = (float(word.attrib["x"]) - picture._EDGE) / picture._CELL
        assert float(word.attrib["textLength"]) == width(word.text or "") * picture._CELL
        row = (int(word.attrib["y"]) - picture._EDGE - 15) // picture._LINE
        line = found.get(row, "")
        found[row] = line + " " * (int(column) - width(line)) + (word.text or "")
    rows = [re.sub("─+", "", line).rstrip() for line in text.split("\n")]
    assert [found.get(row, "") for row in range(len(rows))] == rows


def test_the_picture_has_colours_and_nothing_from_elsewhere() -> None:
    """A red light is red; no font or picture is fetched."""
    text = picture.PICTURE.read_text(encoding="utf-8")
    assert re.search(r'fill="#c62828" font-weight="bold">红<', text)
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
