"""The README and the pages of docs/ that are made in part from the code.

What stands between `<!-- made WHAT … -->` and `<!-- end -->` is made; the rest is written by hand. `python -m
tests.pages` (`make docs`) makes it anew.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tests import page_commands, page_deadlines, page_format
from tests.examples import DOCS, README

PAGES = (README, *(DOCS / name for name in ("commands.md", "format.md", "deadlines.md")))
MAKERS: Mapping[str, Callable[[str, str], str]] = {
    **page_commands.MAKERS,
    **page_format.MAKERS,
    **page_deadlines.MAKERS,
}
"""What makes a part, by its first word, out of the words behind that and of the page as it stands."""

_PART = re.compile(r"(<!-- made (\S+) ?(.*?) ?-->\n).*?(<!-- end -->)", re.DOTALL)


def remade(text: str) -> str:
    """Return a page with its made parts as the code has them now."""
    return _PART.sub(lambda part: f"{part[1]}\n{MAKERS[part[2]](part[3], part[0])}\n\n{part[4]}", text)


def parts(page: Path) -> list[str]:
    """Return the words that name the made parts of a page, in order."""
    return [f"{part[2]} {part[3]}".strip() for part in _PART.finditer(page.read_text(encoding="utf-8"))]


def main() -> None:
    """Write the pages anew."""
    for page in PAGES:
        page.write_text(remade(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
