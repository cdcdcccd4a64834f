"""Listings in the formats of machines and offices; each module renders, none computes."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from fazhi_cli import terms
from fazhi_cli.problems import Usage

if TYPE_CHECKING:
    from fazhi_cli.columns import Column
    from fazhi_cli.query import Listing

FORMATS: Mapping[str, str] = {
    "json": "machine",
    "jsonl": "machine",
    "csv": "spreadsheet",
    "tsv": "machine",
    "md": "markdown",
    "html": "page",
    "xlsx": "workbook",
    "docx": "letter",
    "ics": "calendar",
    "ids": "machine",
}
"""Each format and the module of this package that renders it, in a function of the format's name."""

OFFERED = ("table", *FORMATS)
"""Every format of a listing; a table is drawn elsewhere."""

SUFFIXES: Mapping[str, str] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
    ".docx": "docx",
    ".ics": "ics",
    ".txt": "table",
}

_CALLED = {
    **dict.fromkeys(("excel", "表格", "电子表格", "et"), "xlsx"),
    **dict.fromkeys(("word", "文档", "wps"), "docx"),
    **dict.fromkeys(("markdown", "text"), "md"),
    **dict.fromkeys(("ical", "日历"), "ics"),
    "txt": "table",
    "网页": "html",
    "编号": "ids",
}
"""What people call a format that is not its name."""

_LIKE = 0.8
"""How alike a suffix has to be to be meant: `.xls` to `.xlsx`, not `.yaml` to `.html`."""

BINARY = ("xlsx", "docx")
"""Formats that no terminal can show."""


def render(listing: "Listing", form: str, columns: "Sequence[Column] | None" = None) -> bytes:
    """Return `listing` in the format `form`, a key of FORMATS; without columns those of the format."""
    module = import_module(f"fazhi_cli.export.{FORMATS[form]}")
    renderer: Callable[[Listing, Sequence[Column] | None], bytes] = getattr(module, form)
    return renderer(listing, columns)


def suffix_of(form: str) -> str:
    """Return the suffix that files of a format have; one for pipes alone makes a text."""
    return next((suffix for suffix, meant in SUFFIXES.items() if meant == form), ".txt")


def form_of(asked: str | None, output: str | None, offered: Sequence[str] = OFFERED) -> str:
    """Return which of the formats `offered` to write: the one asked for, else that of the output's suffix.

    Without either it is a table. Raises Usage for a format or suffix that is not offered.
    """
    if asked:
        if asked not in offered:
            near = _CALLED.get(asked.lower()) or terms.nearest(asked, offered)
            guess = terms.guess(near if near in offered else None)
            raise Usage(
                f"没有“{asked}”这种格式{guess}", f"可以写：{'、'.join(offered)}{_printed(asked, offered)}"
            )
        return asked
    suffix = PurePath(output).suffix.lower() if output and output != "-" else ""
    form = SUFFIXES.get(suffix, "") if suffix else "table"
    if form not in offered:
        known = [name for name, meant in SUFFIXES.items() if meant in offered]
        guess = terms.guess(terms.nearest(suffix, known, _LIKE))
        raise Usage(
            f"不能写成后缀是 {suffix} 的文件{guess}",
            f"用后缀 {'、'.join(known)}，或用 --format 写明格式{_printed(suffix, offered)}",
        )
    return form


def _printed(asked: str, offered: Sequence[str]) -> str:
    """Return how to come to a PDF, which offices ask for and nothing here writes."""
    via = next((form for form in ("docx", "html") if form in offered), None)
    return (
        f"；要 PDF，先写 .{via}，打开后另存或打印成 PDF" if asked.lower().strip(".") == "pdf" and via else ""
    )
