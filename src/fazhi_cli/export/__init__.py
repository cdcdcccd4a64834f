"""Listings in the formats of machines and offices; each module renders, none computes."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import PurePath

from fazhi_cli.columns import Column
from fazhi_cli.problems import Usage
from fazhi_cli.query import Listing

Renderer = Callable[[Listing, Sequence[Column] | None], bytes]
"""What turns a listing into the bytes of a file; without columns it takes those of its format."""

FORMATS: Mapping[str, str] = {
    "json": "machine",
    "jsonl": "machine",
    "tsv": "machine",
    "ids": "machine",
    "csv": "spreadsheet",
}
"""Each format and the module of this package that renders it, in a function of the format's name."""

SUFFIXES: Mapping[str, str] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".tsv": "tsv",
    ".csv": "csv",
    ".txt": "table",
}


def render(listing: Listing, form: str, columns: Sequence[Column] | None) -> bytes:
    """Return `listing` in the format `form`, a key of FORMATS."""
    module = import_module(f"fazhi_cli.export.{FORMATS[form]}")
    renderer: Renderer = getattr(module, form)
    return renderer(listing, columns)


def form_of(asked: str | None, output: str | None, default: str = "table") -> str:
    """Return the format to write: the one asked for, else that of the output's suffix, else `default`.

    Raises Usage for a format or suffix that is not known.
    """
    if asked:
        if asked not in (*FORMATS, "table"):
            raise Usage(f"没有“{asked}”这种格式", "可以写：table、" + "、".join(FORMATS))
        return asked
    suffix = PurePath(output).suffix.lower() if output and output != "-" else ""
    if suffix and suffix not in SUFFIXES:
        raise Usage(f"从后缀 {suffix} 看不出格式", "用 --format 写明，或用后缀 " + "、".join(SUFFIXES))
    return SUFFIXES.get(suffix, default)
