"""A file as bytes and as text: encodings, unwanted characters, places."""

import errno
import os
import re
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli import source
from fazhi_cli.cells import CONTROLS, INVISIBLE
from fazhi_cli.problems import Invalid, Place, Problem, Refused
from fazhi_cli.source import Source

TEXT = "version: 1\ntitle: 全面依法治区重点任务台账\nsections: []\n"
BIG5 = "title: 全面依法治區重點任務臺賬\n學習宣傳貫徹法治思想，強化學習培訓。\n".encode("big5")
Read = tuple[Source, list[Problem]]


def read_bytes(folder: Path, data: bytes) -> Read:
    """Return what reading a file `t.yaml` with `data` gives."""
    path = folder / "t.yaml"
    path.write_bytes(data)
    return source.read(path, "t.yaml")


def told(found: list[Problem]) -> list[tuple[int | None, int | None, str]]:
    """Return (line, column, code) of each problem."""
    return [(item.place.line, item.place.column, item.code) for item in found]


def refusal(folder: Path, data: bytes) -> Problem:
    """Return the one problem with which reading `data` is refused."""
    with pytest.raises(Invalid) as caught:
        read_bytes(folder, data)
    (found,) = caught.value.problems
    return found


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_utf8_is_read_without_a_word(tmp_path: Path, bom: bytes) -> None:
    """UTF-8 is normal with and without a byte-order mark, which is no part of the text."""
    read, found = read_bytes(tmp_path, bom + TEXT.encode())
    assert (read.text, read.encoding, read.bom, found) == (TEXT, "utf-8", bom, [])
    assert (read.name, read.data) == ("t.yaml", bom + TEXT.encode())


@pytest.mark.parametrize(
    ("data", "codec", "encoding"),
    [
        (TEXT.encode("gb18030"), "gb18030", "GB18030"),
        (TEXT.encode("gbk"), "gb18030", "GB18030"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le", "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", "UTF-16"),
    ],
)
def test_other_encodings_are_read_with_a_warning(
    tmp_path: Path, data: bytes, codec: str, encoding: str
) -> None:
    """GB18030 and UTF-16 with a byte-order mark give their text and one warning for the whole file."""
    read, found = read_bytes(tmp_path, data)
    assert (read.text, read.encoding) == (TEXT, codec)
    assert [(str(item.place), item.level, item.code, item.message) for item in found] == [
        ("t.yaml", "warning", "other-encoding", f"文件编码是 {encoding}，不是 UTF-8")
    ]


@pytest.mark.parametrize("data", [TEXT.encode("gb18030"), b"\xff\xfe" + TEXT.encode("utf-16-le")])
def test_other_encodings_are_not_written(tmp_path: Path, data: bytes) -> None:
    """Writing is refused until the file has been converted, by the name that people use."""
    read, _ = read_bytes(tmp_path, data)
    with pytest.raises(Refused) as caught:
        read.encoded("title: 甲\n")
    name = "GB18030" if read.encoding == "gb18030" else "UTF-16"
    assert caught.value.message == f"t.yaml 的编码是 {name}，只能读，不能写"
    assert caught.value.hint == "先运行 fazhi check --to-utf8 --file t.yaml 转换"


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_utf8_is_written_as_it_was_read(tmp_path: Path, bom: bytes) -> None:
    """The byte-order mark comes back, and line ends stay as they are in the text."""
    read, _ = read_bytes(tmp_path, bom + TEXT.encode())
    assert read.encoded("title: 甲\r\n") == bom + "title: 甲\r\n".encode()


@pytest.mark.parametrize(("rare", "codes"), [(5, {"other-encoding"}), (6, {"bad-encoding"})])
def test_gb18030_wants_ordinary_chinese(tmp_path: Path, rare: int, codes: set[str]) -> None:
    """Of what is not ASCII, 95 in 100 must be common Han or punctuation; 龍 is in GBK, but not common."""
    data = f"title: {'法' * (90 - rare)}{'，' * 10}{'龍' * rare}\n".encode("gb18030")
    assert {item.code for item in read_bytes(tmp_path, data)[1]} == codes


@pytest.mark.parametrize(
    "text",
    ["caf\u00e9 100 \u20ac\n", "\ue000\ue001\ue002\n", "日本語のテキスト\n", "Ελληνικά κείμενα\n"],
)
def test_gb18030_that_is_no_chinese_is_refused(tmp_path: Path, text: str) -> None:
    """Bytes that decode as GB18030, but not to ordinary Chinese, are told as bad."""
    _, found = read_bytes(tmp_path, f"title: {text}".encode("gb18030"))
    assert {item.code for item in found} == {"bad-encoding"}


def test_big5_is_refused_at_its_bytes(tmp_path: Path) -> None:
    """Big5 decodes as GB18030 without an error; it is told as bad, run of bytes by run of bytes."""
    assert BIG5.decode("gb18030", "replace").count("\ufffd") < 3
    _, found = read_bytes(tmp_path, BIG5)
    assert {item.code for item in found} == {"bad-encoding"}
    assert told(found)[0] == (1, 8, "bad-encoding")
    assert found[0].message == "字节 A5 FE AD B1 … 不是 UTF-8 文字"
    assert found[0].hint == "用编辑器另存为 UTF-8 编码"


@pytest.mark.parametrize(
    ("data", "places"),
    [
        ("甲: 治\n".encode()[:-2], [(1, 4, 2, "E6 B2")]),
        ("甲: ".encode() + b"\xe6\xb2" + "理\n".encode(), [(1, 4, 2, "E6 B2")]),
        (
            "a: 甲\nb: 乙".encode() + b"\xff" + b"\r\nc: " + b"\x80\x81\n",
            [(2, 5, 1, "FF"), (3, 4, 2, "80 81")],
        ),
        (
            "标题: 一份很长的台账\n".encode() + "备注: 依法\n".encode("gbk"),
            [(2, 1, 2, "B1 B8"), (2, 6, 4, "D2 C0 B7 A8")],
        ),
        (b"a: \xed\xa0\x80\n", [(1, 4, 3, "ED A0 80")]),
        (b"a: \xc0\x80\n", [(1, 4, 2, "C0 80")]),
        (b"a: \xf4\x90\x80\x80\n", [(1, 4, 4, "F4 90 80 80")]),
    ],
)
def test_damaged_utf8_is_told_byte_by_byte(
    tmp_path: Path, data: bytes, places: list[tuple[int, int, int, str]]
) -> None:
    """Each run of bytes that is no UTF-8 has its line and column, one column a byte, and is named."""
    read, found = read_bytes(tmp_path, data)
    assert [(item.place.line, item.place.column, item.place.length, item.message) for item in found] == [
        (*at, f"字节 {named} 不是 UTF-8 文字") for *at, named in places
    ]
    assert read.encoding == "utf-8"
    assert not re.search("[\ud800-\udfff]", read.text)


def test_damaged_utf16_is_told_byte_by_byte(tmp_path: Path) -> None:
    """A lone surrogate or half a character in UTF-16 is told at its place, beside the warning."""
    data = b"\xff\xfe" + "甲: 乙\nb: ".encode("utf-16-le") + b"\x00\xd8" + "x\n".encode("utf-16-le") + b"\x00"
    read, found = read_bytes(tmp_path, data)
    assert told(found) == [
        (None, None, "other-encoding"),
        (2, 4, "bad-encoding"),
        (3, 1, "bad-encoding"),
    ]
    assert [item.message for item in found[1:]] == ["字节 00 D8 不是 UTF-16 文字", "字节 00 不是 UTF-16 文字"]
    assert read.text == "甲: 乙\nb: __x\n_"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04rest", " Excel、Word 或压缩文件"),
        (b"PK\x05\x06" + bytes(18), "空的压缩文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件"),
        (b"%PDF-1.4\n", " PDF 文件"),
        (b"{\\rtf1 x}", " RTF 文件"),
        (b"\x1f\x8b\x08", "压缩文件"),
        (TEXT.encode("utf-32"), " UTF-32 编码的文件"),
        (b"\x00\x00\xfe\xff" + TEXT.encode("utf-32-be"), " UTF-32 编码的文件"),
        (bytes(4096), "只有空字节的文件（多半是断电损坏）"),
        (TEXT.encode("utf-16-le"), "没有字节序标记（BOM）的 UTF-16 文件"),
        (TEXT.encode("utf-16-be"), "没有字节序标记（BOM）的 UTF-16 文件"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, data: bytes, what: str) -> None:
    """A workbook, a document, an archive, UTF-32 or a file of zeros is refused by name."""
    found = refusal(tmp_path, data)
    assert (str(found.place), found.code, found.message) == (
        "t.yaml",
        "not-text",
        f"这是{what}，不是文本文件",
    )


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    """A file without a byte is told as empty."""
    assert refusal(tmp_path, b"").code == "empty-file"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A missing file, and a path that leads through a file, are told as not found."""
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / "none.yaml", tmp_path / "file" / "none.yaml"):
        with pytest.raises(Invalid) as caught:
            source.read(path)
        assert [(str(item.place), item.code) for item in caught.value.problems] == [(str(path), "no-file")]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is no file to read."""
    with pytest.raises(Invalid) as caught:
        source.read(tmp_path, "台账")
    assert [(str(item.place), item.code) for item in caught.value.problems] == [("台账", "not-a-file")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a Unix thing")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    """A named pipe that nobody writes to does not hold the program."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Invalid) as caught:
        source.read(tmp_path / "pipe")
    assert [item.code for item in caught.value.problems] == ["not-a-file"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    """A file that may not be read is told so."""
    path = tmp_path / "t.yaml"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(Invalid) as caught:
        source.read(path)
    assert [item.code for item in caught.value.problems] == ["no-permission"]


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "no-permission", "没有权限读取"),
        (OSError(errno.EIO, "Input/output error"), "unreadable", "读不出来：磁盘读写出错"),
        (OSError(errno.ENAMETOOLONG, "File name too long"), "unreadable", "读不出来：文件名太长"),
        (OSError(9999, "Strange thing"), "unreadable", "读不出来：系统拒绝读取（错误号 9999）"),
        (OSError("no number"), "unreadable", "读不出来：系统拒绝读取（错误号 0）"),
    ],
)
def test_what_the_system_says_is_told_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str, message: str
) -> None:
    """A refusal of the system has a reason in Chinese, none of the system's own words."""

    def refuse(path: Path) -> bytes:
        raise error

    (tmp_path / "t.yaml").write_text("x")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(Invalid) as caught:
        source.read(tmp_path / "t.yaml")
    assert [(item.code, item.message) for item in caught.value.problems] == [(code, message)]


def test_a_path_that_cannot_be_is_refused() -> None:
    """A path with a zero character in it is told, not thrown."""
    with pytest.raises(Invalid) as caught:
        source.read(Path("a\x00b"))
    assert [item.message for item in caught.value.problems] == ["读不出来：路径里有不允许的字符"]


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    """More than 64 MB are not read; the message names both sizes."""
    path = tmp_path / "t.yaml"
    with path.open("wb") as file:
        file.truncate(source.SIZE_LIMIT + 1024 * 1024)
    with pytest.raises(Invalid) as caught:
        source.read(path, "t.yaml")
    assert [(item.code, item.message) for item in caught.value.problems] == [
        ("too-large", "文件太大（65 MB，上限 64 MB）")
    ]


@pytest.mark.parametrize(
    "char",
    "\x00\x01\x08\x0b\x0c\x0e\x1b\x1f\x7f\x80\x85\x9f\u2028\u2029\ufeff\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0010ffff",
)
def test_characters_that_no_line_may_hold_are_errors(tmp_path: Path, char: str) -> None:
    """Controls, line separators, a byte-order mark inside and noncharacters are told at their places."""
    read, found = read_bytes(tmp_path, f"# 😀甲\ntitle: 甲{char}乙\n".encode())
    assert told(found) == [(2, 9, "bad-character")]
    assert found[0].level == "error"
    assert found[0].message == f"不允许的字符 U+{ord(char):04X}"
    assert read.text == "# 😀甲\ntitle: 甲_乙\n"


def test_tabs_and_line_ends_are_ordinary_characters(tmp_path: Path) -> None:
    """Tab, line feed and carriage return are left to YAML."""
    read, found = read_bytes(tmp_path, b"a:\tb\r\nc: d\re: f\n")
    assert (read.text, found) == ("a:\tb\r\nc: d\re: f\n", [])


def test_a_second_byte_order_mark_stands_inside(tmp_path: Path) -> None:
    """Only the first byte-order mark is one; another at the head of the text is an error."""
    _, found = read_bytes(tmp_path, b"\xef\xbb\xbf\xef\xbb\xbftitle: x\n")
    assert told(found) == [(1, 1, "bad-character")]


def test_a_run_of_one_character_is_one_problem(tmp_path: Path) -> None:
    """A tail of zeros, as a power failure leaves it, is told once with its length."""
    _, found = read_bytes(tmp_path, b"a: 1\nb: x" + bytes(4000))
    assert told(found) == [(2, 5, "bad-character")]
    assert found[0].place.length == 4000


@pytest.mark.parametrize(
    "char",
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\u180e\u3164\ufe0f\U000e0041",
)
def test_invisible_characters_are_warnings(tmp_path: Path, char: str) -> None:
    """Bidirectional signs and characters without a shape are warned of and stay in the text."""
    read, found = read_bytes(tmp_path, f"title: 甲{char}乙\n".encode())
    expected = [] if char == "\ufe0f" else [(1, 9, "hidden-character", "warning")]
    assert [(*at, item.level) for at, item in zip(told(found), found, strict=True)] == expected
    assert read.text == f"title: 甲{char}乙\n"


def test_every_bidirectional_control_is_warned_of(tmp_path: Path) -> None:
    """All twelve characters of Unicode's Bidi_Control property are found."""
    signs = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    _, found = read_bytes(tmp_path, "".join(f"{sign}x" for sign in signs).encode())
    assert [item.message for item in found] == [f"看不见的字符 U+{ord(sign):04X}" for sign in signs]


@pytest.mark.parametrize(
    ("line", "code", "last"),
    [
        (b"\x01x", "bad-character", "不允许的字符 U+0001 等 11 处"),
        (b"\xff\xfex", "bad-encoding", "字节 FF FE 等 11 处 不是 UTF-8 文字"),
        ("\u200bx".encode(), "hidden-character", "看不见的字符 U+200B 等 11 处"),
    ],
)
def test_many_faults_of_one_sort_are_counted(tmp_path: Path, line: bytes, code: str, last: str) -> None:
    """Twenty faults of a sort are told one by one; the next stands for all the rest and counts them."""
    _, found = read_bytes(tmp_path, b"#\n" + line * 31 + b"\n")
    assert {item.code for item in found} == {code}
    assert len(found) == source.LISTED + 1
    assert found[-1].message == last


def test_one_more_than_twenty_is_told_like_the_others(tmp_path: Path) -> None:
    """The twenty-first fault alone needs no count."""
    _, found = read_bytes(tmp_path, b"\x01x" * 21)
    assert [item.message for item in found] == ["不允许的字符 U+0001"] * 21


def test_all_sorts_of_faults_are_told_together(tmp_path: Path) -> None:
    """Bad bytes, unwanted and invisible characters of one file are all told."""
    _, found = read_bytes(tmp_path, "a: \x07甲\u200b\n".encode() + b"b: \xff\n")
    assert told(found) == [(2, 4, "bad-encoding"), (1, 4, "bad-character"), (1, 6, "hidden-character")]


@pytest.mark.parametrize(
    ("index", "place"),
    [
        (0, Place("t", 1, 1, 1, "甲😀乙")),
        (2, Place("t", 1, 3, 1, "甲😀乙")),
        (3, Place("t", 1, 4, 1, "甲😀乙")),
        (4, Place("t", 2, 1, 1, "b")),
        (7, Place("t", 3, 1, 1, "")),
        (8, Place("t", 4, 1, 1, "d\u2028e")),
        (10, Place("t", 4, 3, 1, "d\u2028e")),
        (12, Place("t", 5, 1, 1, "f")),
        (13, Place("t", 5, 2, 1, "f")),
        (99, Place("t", 5, 2, 1, "f")),
    ],
)
def test_places_count_lines_and_characters(index: int, place: Place) -> None:
    """LF, CRLF and a lone CR each end one line, nothing else does; columns count characters from 1."""
    read = source.from_text("甲😀乙\nb\r\n\rd\u2028e\nf", "t")
    assert read.place(index) == place
    assert read.line_of(index) == place.line


def test_places_on_one_long_line_share_its_text() -> None:
    """A thousand problems on one line of a megabyte do not hold a thousand copies of it."""
    read = source.from_text("x" * 1_000_000, "t")
    places = [read.place(index) for index in range(1000)]
    assert {id(place.excerpt) for place in places} == {id(places[0].excerpt)}


@given(st.text(st.sampled_from("a中😀\r\n\t"), max_size=30), st.integers(0, 40))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_a_place_leads_back_to_its_character(text: str, index: int) -> None:
    """The character found at line and column by a plain reader of lines is that of the index."""
    place = source.from_text(text, "t").place(index)
    lines = re.split(r"(\r\n|\r|\n)", text)
    before = "".join(lines[: 2 * ((place.line or 0) - 1)])
    assert len(before) + (place.column or 0) - 1 == min(index, len(text))
    assert place.excerpt == lines[2 * ((place.line or 0) - 1)]


def test_a_digest_is_of_the_bytes(tmp_path: Path) -> None:
    """The digest is the SHA-256 of the file as it lies on the disk."""
    data = b"\xef\xbb\xbf" + TEXT.encode()
    assert read_bytes(tmp_path, data)[0].digest == sha256(data).hexdigest()


@given(st.binary(max_size=60) | st.text(max_size=40).map(lambda text: text.encode("utf-16")))
@settings(max_examples=400, derandomize=True, deadline=None)
def test_no_bytes_are_too_much(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever a file holds, it is read or refused with problems, and its text holds no faulty character."""
    folder = tmp_path_factory.getbasetemp()
    try:
        read, found = read_bytes(folder, data)
    except Invalid as error:
        assert error.problems
        return
    assert not re.search(source._CONTROL, read.text)
    assert (read.text == data.decode("utf-8", "replace").removeprefix("\ufeff")) or found


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("title: 台账\nsections: []\n".encode(), True),
        ("标题: [\nsections: 坏\n".encode("gb18030"), True),
        ("title: 台账\nsections: []\n".encode("utf-16"), True),
        (b"", True),
        (b"sectionsx: 1\n", False),
        (b"2022: {off: []}\n", False),
    ],
)
def test_what_may_be_a_register_speaks_of_sections(data: bytes, expected: bool, tmp_path: Path) -> None:
    """In whatever encoding and however faulty; an empty file may be one that was lost."""
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    assert source.may_be_register(path) is expected


def test_what_cannot_be_read_may_be_a_register(tmp_path: Path) -> None:
    """A file that is not there, or too large to look at, is told of by who reads it."""
    assert source.may_be_register(tmp_path / "none.yaml")
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(source.SIZE_LIMIT + 1)
    assert source.may_be_register(tmp_path / "huge.yaml")


def test_a_clean_text_has_no_character_that_is_looked_for() -> None:
    """Whatever may not be in a file or is not seen makes a text unclean, alone or among others."""
    looked_for = re.compile(f"[{CONTROLS}{INVISIBLE}]")
    signs = [char for code in range(0x110000) if looked_for.match(char := chr(code))]
    assert len(signs) > 2000
    assert not any(source.is_clean(sign) or source.is_clean(f"措施\n{sign}：一") for sign in signs)
    assert source.is_clean("title: 措施“一”\u3000（二）\r\n\t- a\n𠮷")
    assert source.is_clean("")
