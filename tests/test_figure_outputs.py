"""Figures F8, F10 and F13: what outputs let through, screens of every kind, the same bytes everywhere."""

import codecs
import csv
import hashlib
import io
import itertools
import os
import random
import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from markdown_it import MarkdownIt

from fazhi_cli.cells import CONTROLS, INVISIBLE
from fazhi_cli.columns import COLUMNS
from fazhi_cli.export import FORMATS, render
from fazhi_cli.measure import Measure
from fazhi_cli.query import EVERYTHING
from fazhi_cli.view.listing import listing_text
from fazhi_cli.view.screen import Screen
from tests.conftest import load_text
from tests.figures import SOAK, measured, size
from tests.hostile import listing_of
from tests.samples import TEXT
from tests.test_cli_process import environment, on_terminal
from tests.test_export_page import BAD, Page, shapes

_UNSEEN = re.compile(f"[{CONTROLS}{INVISIBLE}]")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"-\d+(\.\d+)?%?")


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of an Office file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def unseen(form: str, data: bytes) -> int:
    """Return how many control and invisible characters an output holds, in all its parts."""
    texts = parts(data).values() if form in ("xlsx", "docx") else [data.removeprefix(codecs.BOM_UTF8)]
    plain = (text.decode("utf-8", "surrogatepass") for text in texts)
    return sum(len(_UNSEEN.findall(text.replace("\r\n", "\n"))) for text in plain)


def injected(form: str, data: bytes) -> object:
    """Return what of an output no text may change: its elements, events, formulas, links, rows."""
    match form:
        case "html":
            made = [(tag, sorted(attributes.items())) for tag, attributes in shapes(data)]
            return Page(data).declarations, [item for item in made if item[0] != "p"]
        case "xlsx":
            return [
                (cell.data_type, cell.hyperlink)
                for sheet in openpyxl.load_workbook(io.BytesIO(data))
                for row in sheet.iter_rows()
                for cell in row
                if cell.data_type in "fe" or cell.hyperlink
            ]
        case "docx":
            tags = Counter(
                re.findall(rb"<(w:(?:instrText|fldChar|hyperlink|object|tbl|tr|tc))\b", data_of(data))
            )
            return sorted(tags.items())
        case "ics":
            lines = data.split(b"\r\n")
            marks = [line for line in lines if re.match(rb"(BEGIN|END|[A-Z-]+)[:;]", line)]
            return [re.split(rb"[:;]", line)[0] for line in marks], max(map(len, lines)) <= 75
        case "csv":
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
            cells = [cell for row in rows for cell in row if _FORMULA.match(cell)]
            return [len(row) for row in rows], [cell for cell in cells if not _NUMBER.fullmatch(cell)]
        case "md":
            tokens = MarkdownIt().enable("table").parse(data.decode())
            inner = [token for token in tokens for token in [token, *(token.children or [])]]
            return [token.type for token in inner if token.type not in ("text", "text_special", "softbreak")]
        case "tsv":
            return [line.count("\t") for line in data.decode().split("\n")]
        case _:
            return data.count(b"\n") if form == "jsonl" else None


def data_of(data: bytes) -> bytes:
    """Return all parts of an Office file behind one another."""
    return b"".join(parts(data).values())


def _hostile_text(dice: random.Random) -> str:
    pieces = [item.text for item in BAD if len(item.text) < 100]
    pieces += [
        "\x1b[2J",
        "\r\nBEGIN:VALARM\r\n",
        "|",
        "\n",
        "\t",
        "`",
        "*",
        "_",
        "# ",
        "- ",
        "![x](y)",
        "[x](y)",
    ]
    pieces += [
        "=",
        "+",
        "-",
        "@",
        "'",
        '"',
        ",",
        ";",
        "\\",
        "<",
        "&",
        "]]>",
        "甲",
        " ",
        "x" * 80,
        "\u3000",
        "\ufe0f",
    ]
    text = "".join(dice.choice(pieces) for _ in range(dice.randint(1, 6)))
    return text if text.strip() else f"{text}甲"


@pytest.mark.parametrize("form", FORMATS)
def test_f8_no_text_is_anything_but_text(form: str) -> None:
    """Random hostile texts in every field: no unseen character, no element or formula of theirs."""
    dice, amiss = random.Random(8), []
    usual = injected(form, render(listing_of("甲"), form))
    count = size(15, 1500)
    with measured(f"F8 {form}") as told:
        for _ in range(count):
            text = _hostile_text(dice)
            data = render(listing_of(text), form)
            if form not in ("json", "jsonl") and unseen(form, data):
                amiss.append((text, "unseen"))
            if injected(form, data) != usual:
                amiss.append((text, "injected"))
        told += [f"{count} texts", f"{len(amiss)} amiss"]
    assert amiss == []


def test_f8_no_text_acts_on_a_screen() -> None:
    """Nor does any send a control character to a terminal, however wide."""
    dice, amiss = random.Random(8), []
    columns = [COLUMNS[name] for name in ("id", "light", "title", "lead", "due", "note")]
    count = size(30, 3000)
    with measured("F8 table") as told:
        for _ in range(count):
            text = _hostile_text(dice)
            screen = Screen(dice.choice((None, 20, 40, 80, 200)), False, dice.random() < 0.5)
            shown = listing_text(listing_of(text), columns, EVERYTHING, screen, text)
            amiss += [text] if _UNSEEN.search(shown) else []
        told += [f"{count} tables", f"{len(amiss)} amiss"]
    assert amiss == []


SCREENS = tuple(itertools.product(range(20, 205, 5), ("utf-8", "gbk", "ascii"), ("NO_COLOR", "FORCE_COLOR")))
FEW = (
    (20, "utf-8", "FORCE_COLOR"),
    (40, "gbk", "NO_COLOR"),
    (80, "ascii", "NO_COLOR"),
    (200, "gbk", "FORCE_COLOR"),
)


@pytest.mark.skipif(os.name == "nt", reason="there is no such terminal")
def test_f10_every_id_and_title_on_every_screen(tmp_path: Path) -> None:
    """On terminals of all widths, encodings and colours nothing fails and nothing is left out."""
    (tmp_path / "tasks.yaml").write_text(TEXT, encoding="utf-8")
    measures = load_text(TEXT).register.measures
    amiss = []
    screens = SCREENS if SOAK else FEW
    with measured("F10") as told:
        for columns, coding, colour in screens:
            code, text = on_terminal(
                tmp_path, columns, "list", "--as-of", "2022-10-15", decoding=coding,
                PYTHONIOENCODING=coding, **{colour: "1"},  # type: ignore[arg-type]
            )  # fmt: skip
            plain = re.sub(r"\x1b\[[\d;]*m", "", text)
            if coding == "ascii":
                plain = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), plain)
            bare = re.sub(r"[\s|│┃]", "", plain)
            missing = [item.id for item in measures if not _is_there(item, bare, columns)]
            if code or missing or (colour == "NO_COLOR" and "\x1b" in text):
                amiss.append((columns, coding, colour, code, missing))
        told += [f"{len(screens)} screens", f"{len(amiss)} amiss"]
    assert amiss == []


def _is_there(item: Measure, bare: str, columns: int) -> bool:
    """Say whether id and title are on a screen; on a narrow one other cells may stand inside the title."""
    whole = item.title in bare or (columns < 100 and set(item.title) <= set(bare))
    return item.id in bare and whole


RUNS = (
    "list",
    *(f"export -F {form} -o out.{form}" for form in FORMATS),
    *(f"report --month 2022-09 -o report.{form}" for form in ("md", "html", "xlsx", "docx", "json")),
    "stats --by unit",
    "check --verbose",
    "show 1.1.3",
    "notice --text",
    "due 三季度末",
    "list --help",
)
CHILD = """
import io, sys
from fazhi_cli import cli
for line in sys.argv[1:]:
    print("==", line, flush=True)
    words = line.split()
    dated = [] if words[0] == "due" or "--help" in words else ["--as-of", "2022-10-15"]
    print(cli.run([*words, *dated]), flush=True)
"""


def _outcome(folder: Path, seed: str, zone: str, locale: str) -> dict[str, str]:
    """Return the digests of what every command prints and writes in an environment."""
    folder.mkdir()
    (folder / "tasks.yaml").write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *RUNS],
        cwd=folder,
        env=environment(PYTHONHASHSEED=seed, TZ=zone, LANG=locale, LC_ALL=locale, PYTHONIOENCODING="utf-8"),
        capture_output=True,
        check=True,
    )
    found = {path.name: path.read_bytes() for path in folder.iterdir()} | {"stdout": done.stdout}
    return {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}


def test_f13_the_same_bytes_in_every_environment(tmp_path: Path) -> None:
    """Neither the order of hashes nor zone nor locale changes a byte of any output."""
    zones = ("UTC", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati")
    every = [*itertools.product(("0", "1", "4294967295"), zones, ("C", "C.UTF-8", "POSIX"))]
    chosen = every if SOAK else [every[0], every[-4]]
    with measured("F13") as told:
        found = [_outcome(tmp_path / str(number), *words) for number, words in enumerate(chosen)]
        told += [f"{len(chosen)} environments", f"{len(RUNS)} commands", f"{len(found[0])} outputs"]
    assert len(found[0]) >= 16
    assert [item for item in found if item != found[0]] == []
