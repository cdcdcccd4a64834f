"""Office files as parts: what is read, and what is refused before it can do harm."""

import io
import zipfile

import pytest

from fazhi_cli import archive
from fazhi_cli.problems import Refused


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of `parts`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def refusal(data: bytes) -> tuple[str, str]:
    """Return what is said of `data`, and the remedy."""
    with pytest.raises(Refused) as caught:
        archive.opened(data, "表样.xlsx", ".xlsx")
    return caught.value.message, caught.value.hint


def test_parts_come_as_they_are_and_go_back() -> None:
    """Names in the file's order; what is changed is changed, what is left out is gone, twice the same."""
    data = zipped({"b.xml": b"<b/>", "a/c.bin": bytes(range(256)), "gone.xml": b"<x/>"})
    found = archive.opened(data, "表样.xlsx", ".xlsx")
    assert list(found.parts) == ["b.xml", "a/c.bin", "gone.xml"]
    parts = {"b.xml": b"<new/>", "a/c.bin": found.parts["a/c.bin"]}
    again = archive.packed(found, parts)
    assert again == archive.packed(found, parts)
    assert dict(archive.opened(again, "表样.xlsx", ".xlsx").parts) == parts


BROKEN = ("表样.xlsx 不是完好的 .xlsx 文件", "用 Excel 或 WPS 打开，另存为 .xlsx")
LARGE = (
    "表样.xlsx 太大，或展开后大得不正常，未读入",
    "只留需要的工作表和行，另存一份，不超过 20 MB",
)


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><table>", b"PK\x03\x04", zipped({"a.xml": b"<a/>" * 500})[:90], b"\x00" * 1000],
    ids=["empty", "html", "head only", "cut", "zeros"],
)
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    """One sentence and a remedy, whatever is wrong with it."""
    assert refusal(data) == BROKEN


def test_an_old_or_encrypted_file_is_refused() -> None:
    """Excel keeps both in the container that began with 97."""
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == (
        "表样.xlsx 是旧版或加了密码的文件，读不了",
        "用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx",
    )


def test_an_encrypted_part_is_refused() -> None:
    """The flag of the zip format, too."""
    data = zipped({"a.xml": b"<a/>"})
    at = data.rindex(b"PK\x01\x02") + 8
    assert refusal(data[:at] + b"\x01\x00" + data[at + 2 :]) == (
        "表样.xlsx 加了密码，读不了",
        "打开后去掉密码，另存一份",
    )


@pytest.mark.parametrize(
    "parts",
    [
        {"a.xml": bytes(20_000_000)},
        {f"{number}.xml": b"" for number in range(archive.PART_LIMIT + 1)},
        {f"{number}.xml": bytes(60_000) for number in range(1800)},
    ],
    ids=["ratio", "parts", "total"],
)
def test_bombs_are_refused_before_they_are_read(parts: dict[str, bytes]) -> None:
    """By the ratio, by the number of parts, by their sum."""
    assert refusal(zipped(parts)) == LARGE


def test_a_file_above_the_limit_is_refused() -> None:
    """Whatever is in it."""
    assert refusal(b"PK\x03\x04" + bytes(archive.FILE_LIMIT)) == LARGE


def test_sizes_that_lie_are_not_believed() -> None:
    """A part that says it has a few bytes and has millions is not taken whole."""
    data = bytearray(zipped({"a.xml": bytes(30_000_000)}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.rindex(mark) + offset
        data[at : at + 4] = (100).to_bytes(4, "little")
    assert refusal(bytes(data)) == BROKEN


def test_other_compressions_are_refused() -> None:
    """No program writes them, and they can blow up further."""
    assert refusal(zipped({"a.xml": b"<a/>"}, zipfile.ZIP_BZIP2)) == BROKEN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", ["xl/workbook.xml", "_rels/.rels", "xl/drawings/vmlDrawing1.vml"])
def test_document_types_are_refused(part: str, encoding: str) -> None:
    """In any part of markup, in any encoding that XML knows by itself."""
    content = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
    assert refusal(zipped({part: content})) == (
        "表样.xlsx 里有文档类型声明，可能不安全，未读入",
        "用 Excel 或 WPS 打开，另存一份",
    )
    picture = zipped({"xl/media/a.png": content})
    assert archive.opened(picture, "表样.xlsx", ".xlsx").parts == {"xl/media/a.png": content}
