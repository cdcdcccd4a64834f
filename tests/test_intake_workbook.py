"""Workbooks made to do harm: each ends in one sentence, soon, and the process lives."""

import io
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from fazhi_cli.intake import workbook
from fazhi_cli.intake.worksheet import ROW_LIMIT
from fazhi_cli.problems import Refused
from tests.workbooks import MAIN, formats, parts, raw, text, zipped

BROKEN = "回.xlsx 不是完好的 .xlsx 文件"
NO_BOOK = "回.xlsx 不是完好的 .xlsx 工作簿"
SPOILT = "回.xlsx 的内容坏了，读不全"
DOCTYPE = "回.xlsx 里有文档类型声明，可能不安全，未读入"
LARGE = "回.xlsx 太大，或展开后大得不正常，未读入"
MUCH = "回.xlsx 的内容多得不正常，未读入"
DEEP = "回.xlsx 内容太多或嵌套太深，未读入"


def far(ref: str) -> str:
    """Return what is said of a cell that lies too far away."""
    return f"回.xlsx 的 {ref} 有内容，离表太远，未读入"


def row(cells: str) -> str:
    """Return the first row of a sheet."""
    return f'<row r="1">{cells}</row>'


def with_part(name: str, content: bytes | str, **more: str) -> bytes:
    """Return a workbook in which one part is another."""
    return zipped({**parts(**more), name: content})


def without(name: str) -> bytes:
    """Return a workbook that lacks a part."""
    return zipped({key: part for key, part in parts().items() if key != name})


def lying() -> bytes:
    """Return a workbook whose archive states a size that is too small."""
    data = bytearray(with_part("xl/sheet1.xml", f"<worksheet xmlns='{MAIN}'>" + " " * 9_000_000))
    at = data.rindex(b"xl/sheet1.xml", 0, data.index(b"PK\x01\x02")) - 30
    entry = data.index(b"xl/sheet1.xml", data.index(b"PK\x01\x02")) - 46
    for place in (at + 22, entry + 24):
        data[place : place + 4] = (100).to_bytes(4, "little")
    return bytes(data)


def spoilt() -> bytes:
    """Return a workbook in whose compressed bytes one was changed."""
    data = bytearray(raw(row(text("A1", "进展" * 300))))
    at = data.index(b"xl/sheet1.xml") + 60
    data[at] ^= 0xFF
    return bytes(data)


def twice() -> bytes:
    """Return a workbook with a part that is there twice."""
    out = io.BytesIO(raw())
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(out, "a") as made:
        made.writestr("xl/sheet1.xml", "<a/>")
    return out.getvalue()


def laughs() -> str:
    """Return a billion of them."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE a [<!ENTITY l0 "ha">{levels}]><worksheet xmlns="{MAIN}">&l9;</worksheet>'


def noise(length: int) -> str:
    """Return a text that is not packed well."""
    return "".join(chr(0x4E00 + n * n % 20_011 % 16) for n in range(length))


def cells(rows: int, columns: int) -> str:
    """Return so many cells with numbers."""
    return "".join(
        "<row>" + "".join(f"<c><v>{row * column % 7919}</v></c>" for column in range(columns)) + "</row>"
        for row in range(rows)
    )


def sheets(count: int) -> bytes:
    """Return a workbook that names one sheet many times."""
    found = parts(row("<c><v>1</v></c>"))
    found["xl/book.xml"] = str(found["xl/book.xml"]).replace(
        "</sheets>", '<sheet name="b" sheetId="2" r:id="sheet1"/>' * count + "</sheets>"
    )
    return zipped(found)


def targeting(target: str, mode: str = "") -> bytes:
    """Return a workbook whose sheet lies elsewhere."""
    found = parts()
    relations = str(found["xl/_rels/book.xml.rels"])
    found["xl/_rels/book.xml.rels"] = relations.replace('Target="sheet1.xml"', f'Target="{target}" {mode}')
    return zipped(found)


HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (lambda: with_part("xl/sheet1.xml", bytes(90_000_000)), LARGE),
    "bomb in a picture": (lambda: with_part("xl/media/a.png", bytes(90_000_000)), LARGE),
    "all parts too long": (
        lambda: zipped({**parts(), **{f"{n}.bin": bytes(60_000) for n in range(1800)}}),
        LARGE,
    ),
    "too many parts": (lambda: zipped({**parts(), **{f"{n}.bin": b"" for n in range(2100)}}), LARGE),
    "size that lies": (lying, BROKEN),
    "spoilt byte": (spoilt, BROKEN),
    "cut": (lambda: raw(row(text("A1", "一")))[:-100], BROKEN),
    "part twice": (twice, BROKEN),
    "part twice but for case": (lambda: with_part("XL/Sheet1.xml", "<a/>"), NO_BOOK),
    "no workbook": (lambda: without("xl/book.xml"), NO_BOOK),
    "no relations": (lambda: without("_rels/.rels"), NO_BOOK),
    "no sheet": (lambda: without("xl/sheet1.xml"), NO_BOOK),
    "no strings": (lambda: without("xl/strings.xml"), NO_BOOK),
    "sheet outside": (lambda: targeting("../../../etc/passwd"), NO_BOOK),
    "sheet elsewhere": (lambda: targeting("file:///etc/passwd", 'TargetMode="External"'), NO_BOOK),
    "another root": (lambda: with_part("xl/book.xml", "<html/>"), NO_BOOK),
    "no XML": (lambda: with_part("xl/sheet1.xml", "编号,状态"), SPOILT),
    "XML cut": (lambda: with_part("xl/sheet1.xml", f"<worksheet xmlns='{MAIN}'><sheetData>"), SPOILT),
    "control character": (lambda: raw(row(text("A1", "&#1;"))), SPOILT),
    "unknown entity": (lambda: raw(row(text("A1", "&xxe;"))), SPOILT),
    "unknown encoding": (
        lambda: with_part("xl/sheet1.xml", '<?xml version="1.0" encoding="x-none"?><a/>'),
        SPOILT,
    ),
    "laughs": (lambda: with_part("xl/sheet1.xml", laughs()), DOCTYPE),
    "laughs in UTF-16": (lambda: with_part("xl/strings.xml", laughs().encode("utf-16")), DOCTYPE),
    "laughs under another name": (
        lambda: zipped(
            {
                **parts(),
                "xl/_rels/book.xml.rels": str(parts()["xl/_rels/book.xml.rels"]).replace(
                    "sheet1.xml", "s.dat"
                ),
                "xl/s.dat": laughs(),
            }
        ),
        DOCTYPE,
    ),
    "outer file": (
        lambda: with_part(
            "xl/sheet1.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
        ),
        DOCTYPE,
    ),
    "deep": (lambda: with_part("xl/sheet1.xml", "".join(f"<a{n % 997}>" for n in range(20_000))), DEEP),
    "deep styles": (lambda: raw(styles="<a>" * 5_000 + "</a>" * 5_000), DEEP),
    "long tag": (lambda: with_part("xl/sheet1.xml", f'<a b="{noise(3_000_000)}'), DEEP),
    "far cell": (lambda: raw('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), far("XFD1048576")),
    "far column": (lambda: raw(row('<c r="ALL1"><v>1</v></c>')), far("ALL1")),
    "row too far": (
        lambda: raw(f'<row r="{ROW_LIMIT + 1}"><c><v>1</v></c></row>'),
        far(f"A{ROW_LIMIT + 1}"),
    ),
    "row nought": (lambda: raw('<row r="0"><c><v>1</v></c></row>'), far("A0")),
    "row of many digits": (lambda: raw(f'<row r="{"9" * 5000}"/>'), SPOILT),
    "row of letters": (lambda: raw('<row r="x"/>'), SPOILT),
    "cell nowhere": (lambda: raw(row('<c r="1A"><v>1</v></c>')), SPOILT),
    "cell twice": (lambda: raw(row('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>')), SPOILT),
    "style of letters": (lambda: raw(row('<c s="x"><v>2</v></c>')), SPOILT),
    "string that is not there": (lambda: raw(row('<c t="s"><v>9</v></c>')), SPOILT),
    "string below nought": (lambda: raw(row('<c t="s"><v>-1</v></c>'), strings="<si><t>a</t></si>"), SPOILT),
    "a million rows": (
        lambda: raw("".join(f'<row r="{n}"><c><v>{n % 7919}</v></c></row>' for n in range(1, 1_000_000))),
        far(f"A{ROW_LIMIT + 1}"),
    ),
    "a million empty rows": (
        lambda: raw("".join(f'<row/><row ht="{n % 7919}"/>' for n in range(600_000))),
        DEEP,
    ),
    "many cells": (lambda: raw(cells(2_000, 190)), MUCH),
    "many strings": (
        lambda: raw(strings="".join(f"<si><t>{n % 7919}</t></si>" for n in range(900_000))),
        DEEP,
    ),
    "much text": (
        lambda: raw(row(text("A1", noise(8_000_000))), strings=f"<si><t>{noise(13_000_000)}</t></si>"),
        MUCH,
    ),
    "many areas": (
        lambda: raw(after="<mergeCells>" + '<mergeCell ref="A1:B20000"/>' * 20 + "</mergeCells>"),
        MUCH,
    ),
    "area of letters": (lambda: raw(after='<mergeCells><mergeCell ref="A:B"/></mergeCells>'), SPOILT),
    "many sheets": (lambda: sheets(500), MUCH),
    "many names": (
        lambda: with_part("xl/sheet1.xml", "<a>" + "".join(f"<a{n}/>" for n in range(400_000)) + "</a>"),
        DEEP,
    ),
}


@pytest.mark.parametrize("what", HARMFUL)
def test_harm_ends_in_a_sentence(what: str) -> None:
    """With a remedy, within ten seconds."""
    make, said = HARMFUL[what]
    data = make()
    begun = time.perf_counter()
    with pytest.raises(Refused) as caught:
        workbook.book(data, "回.xlsx")
    assert caught.value.message == said
    assert caught.value.hint
    assert time.perf_counter() - begun < 10


HEAVY = ("bomb", "a million rows", "a million empty rows", "many cells", "many strings", "much text")
CHILD = """
import re, sys
from pathlib import Path
from fazhi_cli.intake import workbook
from fazhi_cli.problems import Refused
try:
    workbook.read(Path(sys.argv[1]), "回.xlsx")
except Refused as error:
    print(error.message)
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="there is no /proc elsewhere")
@pytest.mark.parametrize("what", HEAVY)
def test_harm_stays_within_memory(what: str, tmp_path: Path) -> None:
    """Below 500 MB, the program itself included."""
    make, said = HARMFUL[what]
    path = tmp_path / "a.xlsx"
    path.write_bytes(make())
    done = subprocess.run([sys.executable, "-c", CHILD, path], capture_output=True, text=True, check=True)
    told, used = done.stdout.splitlines()
    assert told == said
    assert int(used) < 500


def test_what_is_odd_but_does_no_harm() -> None:
    """A dimension that lies, far looks, a giant merged area, a long format: all are passed over."""
    data = raw(
        row(text("B1", "一")) + '<row r="1048576"><c r="XFD1048576" s="1"/></row>',
        before='<dimension ref="A1:XFD1048576"/>',
        after='<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>',
        styles=formats("y" * 30_000),
    )
    tracemalloc.start()
    book = workbook.book(data, "回.xlsx")
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert {at: cell.text for at, cell in book.sheets[0].rows[1].items()} == {2: "一"}
    assert book.sheets[0].merged == ((2, 1, ROW_LIMIT, 16384),)


def test_links_to_other_files_are_not_followed() -> None:
    """They are noticed."""
    found = parts(row("<c><f>[1]表!A1</f><v>3</v></c>"))
    relations = str(found["xl/_rels/book.xml.rels"])
    link = '<Relationship Id="l" Type="http://x/externalLink" Target="link.xml"/></Relationships>'
    found["xl/_rels/book.xml.rels"] = relations.replace("</Relationships>", link)
    book = workbook.book(zipped(found), "回.xlsx")
    assert book.linked
    assert book.sheets[0].rows[1][1].text == "3"


def test_names_of_sheets_and_files_are_made_visible(tmp_path: Path) -> None:
    """They are said on terminals."""
    found = parts()
    found["xl/book.xml"] = str(found["xl/book.xml"]).replace('name="表"', 'name="a\u202eb"')
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped(found))
    book = workbook.read(path, "a\x1b[1m.xlsx")
    assert (book.name, book.sheets[0].name) == ("a⟨U+001B⟩[1m.xlsx", "a⟨U+202E⟩b")


@pytest.mark.parametrize("path", ["none.xlsx", "."])
def test_what_cannot_be_opened(path: str, tmp_path: Path) -> None:
    """A path that is wrong, a folder."""
    with pytest.raises(Refused) as caught:
        workbook.read(tmp_path / path, path)
    assert caught.value.message == f"读不了 {path}"
