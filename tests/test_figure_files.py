"""Figures F6, F7 and F9: hostile and damaged registers, damaged workbooks and Word files."""

import io
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi_cli import holidays, packaged
from fazhi_cli.intake import sheet, word, workbook
from fazhi_cli.problems import RULES, Exit, Invalid, Refused
from fazhi_cli.register import load
from tests.conftest import HEAD, Run, one_measure
from tests.documents import docx, run
from tests.edit_styles import FLOW_HEAD, FOUR, INDENTLESS
from tests.faulty import EXAMPLES
from tests.figures import measured, size
from tests.workbooks import sent

CALENDAR = holidays.calendar_for([])
OF_THE_FILE = ("empty-file", "not-text", "other-encoding")
"""Codes that have no line."""


def _laughs(levels: int) -> str:
    lines = ["a0: &a0 [甲, 甲]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


_FULL = one_measure("lead: 区司法局\nlog:\n  - {date: 2022-06-30, note: 甲}")
HOSTILE: dict[str, bytes] = {
    "billion laughs": _laughs(10).encode(),
    "shaped bomb": (HEAD + "          - &m {id: 1.1.1, title: 甲}\n" + "          - *m\n" * 10_000).encode(),
    "holds itself": b"title: &a [*a]\nsections: *a\n",
    "merge keys": b"<<: {title: x}\nsections: []\n" * 100,
    "deep flow": b"title: " + b"[" * 100_000,
    "deep closed flow": b"title: " + b"[" * 5_000 + b"]" * 5_000,
    "deep mappings": b"title: " + b"{a: " * 20_000,
    "deep block": "".join(f"{' ' * n}a:\n" for n in range(2_000)).encode(),
    "dashes": b"- " * 50_000,
    "question marks": b"? " * 50_000,
    "sexagesimal": one_measure("progress: 1" + ":59" * 20_000).encode(),
    "digits": one_measure("progress: " + "9" * 50_000).encode(),
    "wide flow": b"title: {" + b"a: 1, " * 20_000 + b"}",
    "many keys": b"".join(b"k%d: 1\n" % n for n in range(10_000)),
    "same key": b"title: x\n" * 10_000,
    "long key": b"k" * 200_000 + b": 1\n",
    "long line": one_measure("detail: " + "长" * 300_000).encode(),
    "tags": b"title: !!python/object/apply:os.system [id]\nsections: !!binary x\n",
    "directives": b"%YAML 1.2\n%TAG ! x\n---\ntitle: x\nsections: []\n",
    "documents": b"---\ntitle: x\n" * 2_000,
    "anchors": b"title: &" + b"a" * 10_000 + b" x\nsections: []\n",
    "NULs": bytes(10_000),
    "NUL inside": _FULL.encode().replace("甲".encode(), b"\0"),
    "double byte-order mark": b"\xef\xbb\xbf\xef\xbb\xbf" + _FULL.encode(),
    "line separators": _FULL.replace("甲", "甲\u2028progress: 99\x85").encode(),
    "carriage returns": _FULL.replace("\n", "\r").encode(),
    "every control": _FULL.encode() + bytes(range(32)),
    "lone surrogate": _FULL.encode().replace("甲".encode(), b"\xed\xa0\x80"),
    "escaped surrogate": _FULL.replace("甲", '"\\ud800"').encode(),
    "escapes": _FULL.replace("甲", '"\\e]52;c;aGk=\\a"').encode(),
    "tabs": _FULL.replace("            ", "\t").encode(),
    "cut in a character": _FULL.encode()[:-3],
    "cut in a quote": _FULL.encode()[: _FULL.index('"1.1.1') + 4],
    "only a mark": b"\xff\xfe",
    "UTF-16": _FULL.encode("utf-16"),
    "UTF-32": _FULL.encode("utf-32"),
    "Big5": "標題: 臺帳\nsections: 無\n".encode("big5"),
    "mixed encodings": _FULL.encode() + "# 司法局".encode("gb18030"),
    "git conflict": b"<<<<<<< HEAD\n" + _FULL.encode() + b"=======\n>>>>>>> x\n",
    "pasted twice": _FULL.encode() * 2,
    "JSON": b'{"title": "x", "sections": [], "x": {"y": [1, null, true]}}',
    "full-width": _FULL.translate({ord(":"): "：", ord("-"): "－"}).encode(),
    "only comments": b"# x\n" * 50_000,
    "only spaces": b" " * 500_000,
    "quotes": b"title: '" + b"''" * 100_000,
    "block scalars": b"title: |999999999999\n x\n",
    "comments in flow": b"title: [" + b"#\n" * 50_000,
}


def outcome(path: Path, data: bytes) -> tuple[str, bool]:
    """Load `data` as a register; return what is amiss about how it was refused, and whether it was read."""
    path.write_bytes(data)
    try:
        load(path, CALENDAR)
    except Invalid as error:
        amiss = (
            f"{item.code} without line"
            for item in error.problems
            if not (item.place.line and item.place.column and item.hint) and item.code not in OF_THE_FILE
        )
        return "; ".join(amiss), False
    return "", True


@pytest.mark.parametrize("name", HOSTILE)
def test_f6_a_hostile_register_is_refused_with_a_place(name: str, parser: str, tmp_path: Path) -> None:
    """It is read or refused, each problem with line and column, soon."""
    begin = time.process_time()
    assert outcome(tmp_path / "tasks.yaml", HOSTILE[name])[0] == ""
    assert time.process_time() - begin < 5


COMMANDS = (
    "list",
    "check --format json",
    "mark 1.1.1 --note 甲",
    "set 1.1.1 --lead 乙",
    "export -F xlsx -o out.xlsx --force",
    "report",
    "stats",
    "notice --text",
    "show 1.1.1",
    "history",
    "undo",
    "list --exit-code",
)


def test_f6_no_command_breaks_on_a_hostile_register(run: Run, tmp_path: Path) -> None:
    """Whatever command meets whatever register, it ends as promised, and never by a fault of ours."""
    dice, seeds = random.Random(6), _seeds()
    small = [data for data in HOSTILE.values() if len(data) < 5_000]
    files = [*small, *(mutant(dice, seeds) for _ in range(size(10, 1_000)))]
    found: Counter[int] = Counter()
    with measured("F6 commands") as told:
        for data in files:
            for line in COMMANDS:
                (tmp_path / "tasks.yaml").write_bytes(data)
                done = run(*line.split())
                found[done.code] += 1
                assert "Traceback" not in done.err
        told += [f"{len(files)} files, {len(COMMANDS)} commands", f"exit codes {dict(found)}"]
    assert set(found) <= {Exit.OK, Exit.FOUND, Exit.INVALID, Exit.REFUSED}


def _seeds() -> list[bytes]:
    texts = [_FULL, FOUR, INDENTLESS, FLOW_HEAD]
    texts += [
        example.text or one_measure(example.lines)
        for example in EXAMPLES
        if not example.told and RULES[example.code].level != "error"
    ]
    built_in = packaged.REGISTER.read_text("utf-8").splitlines(keepends=True)
    return [text.encode() for text in [*texts, "".join(built_in[:60])]]


_TOKENS = [
    *("：", "　", "\t", "\r", "\r\n", "\n", "\u2028", "\u200b", "\ufeff", "\x85", "\x00", "\x1b", "“", "－"),
    *(
        "- ",
        ": ",
        "? ",
        "#",
        " #",
        "|",
        ">",
        "'",
        '"',
        "&a ",
        "*a",
        "!x ",
        "!!binary ",
        "%YAML 1.2\n",
        "---\n",
    ),
    *(
        "...\n",
        "<<: ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "\\",
        '"\\ud800"',
        "~",
        "null",
        "2022-02-30",
        "9" * 400,
        "甲",
    ),
    *(
        "<<<<<<< \n",
        "X月底前",
        "9月底前，12月底前",
        "每周",
        "1:59:59",
        "0x1F",
        "-1",
        "１",
        "😀",
        "     ",
        "\n\n",
    ),
]


def mutant(dice: random.Random, seeds: list[bytes]) -> bytes:
    """Return one of `seeds` with one to three pieces taken out, doubled, moved, or put in."""
    data = bytearray(dice.choice(seeds))
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        at = dice.randint(0, len(data))
        end = min(len(data), at + dice.choice((1, 1, 2, 5, 20, 80)))
        match dice.randrange(6):
            case 0:
                del data[at:end]
            case 1:
                data[at:at] = dice.choice(_TOKENS).encode("utf-8", "surrogatepass")
            case 2:
                data[at:end] = bytes(dice.randrange(256) for _ in range(dice.randint(1, 3)))
            case 3:
                data[at:at] = data[at:end]
            case 4:
                data[at:end] = dice.choice(_TOKENS).encode("utf-8", "surrogatepass")
            case _:
                other = dice.choice(seeds)
                start = dice.randrange(len(other))
                data[at:at] = other[start : start + dice.randint(1, 60)]
    return bytes(data)


def test_f7_mutated_registers(parser: str, tmp_path: Path) -> None:
    """No mutant brings anything but a register or problems with places, and none takes long."""
    count = size(500, 50_000) if parser == "libyaml" else size(100, 5_000)
    dice, seeds, amiss = random.Random(7), _seeds(), []
    accepted, worst = 0, 0.0
    with measured(f"F7 {parser}") as told:
        for number in range(count):
            data = mutant(dice, seeds)
            begin = time.process_time()
            try:
                found, read = outcome(tmp_path / "tasks.yaml", data)
                accepted += read
            except Exception as error:
                found = repr(error)
            worst = max(worst, time.process_time() - begin)
            amiss += [(number, found)] if found else []
        told += [
            f"{count} mutants",
            f"{accepted} read",
            f"{len(amiss)} amiss",
            f"worst {worst * 1000:.0f} ms",
        ]
    assert amiss == []
    assert worst < 1
    assert 0 < accepted < count


def _rezipped(dice: random.Random, data: bytes) -> bytes:
    """Return an Office file with one of its parts mutated, or its own bytes, or cut."""
    sort = dice.randrange(8)
    if sort == 0:
        return data[: dice.randrange(len(data))]
    if sort == 1:
        return mutant(dice, [data])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        hit = dice.choice(names)
        for name in names:
            if name == hit and sort == 2:
                continue
            part = old.read(name)
            new.writestr(name, mutant(dice, [part]) if name == hit else part)
    return out.getvalue()


def _returned(data: bytes) -> object:
    return sheet.returned(workbook.book(data, "回.xlsx"))


def _document(data: bytes) -> object:
    return word.read(data, "讲话.docx")


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_f9_mutated_office_files(kind: str) -> None:
    """A damaged workbook or Word file is read or refused in a sentence with a remedy."""
    reading: Callable[[bytes], object] = _returned if kind == "xlsx" else _document
    whole = sent() if kind == "xlsx" else docx("".join(f"<w:p>{run(text)}</w:p>" for text in ("甲", "乙")))
    dice, amiss, refused, worst = random.Random(9), [], 0, 0.0
    count = size(80, 5_000)
    with measured(f"F9 {kind}") as told:
        for number in range(count):
            data = _rezipped(dice, whole)
            begin = time.process_time()
            try:
                reading(data)
            except Refused as error:
                refused += 1
                amiss += [] if error.message and error.hint else [(number, error.message)]
            except Exception as error:
                amiss.append((number, repr(error)))
            worst = max(worst, time.process_time() - begin)
        told += [
            f"{count} files",
            f"{refused} refused",
            f"{len(amiss)} amiss",
            f"worst {worst * 1000:.0f} ms",
        ]
    assert amiss == []
    assert worst < 10
