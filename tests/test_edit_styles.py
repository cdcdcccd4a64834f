"""Edits of registers in awkward styles: whole texts before and after, on both YAML parsers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from fazhi_cli import holidays
from fazhi_cli.change import Append, Change, Clear, Drop, Path, Put, applied
from fazhi_cli.problems import Refused
from fazhi_cli.proof import changed
from tests.conftest import load_text
from tests.edit_oracle import comments_in, is_subsequence, lines_of, lines_that_must_stay, plain_data
from tests.edit_styles import AFTER, STYLES

CALENDAR = holidays.calendar_for([])
MEASURE: Path = ("sections", 0, "subtasks", 0, "measures", 0)
AWKWARD = '进度 60%: 见附件 #2 "初稿"'
EDITS: dict[str, Sequence[Change]] = {
    "mark": [
        Put((*MEASURE, "status"), "doing"),
        Put((*MEASURE, "progress"), 60),
        Append((*MEASURE, "log"), ({"date": date(2022, 9, 30), "progress": 60, "note": AWKWARD},)),
    ],
    "plan": [
        Put((*MEASURE, "due"), "9月底前"),
        Put((*MEASURE, "support"), ["区法院", "区公安局"]),
        Drop((*MEASURE, "assumed"), "lead"),
        Put((*MEASURE, "detail"), AWKWARD),
    ],
    "clear": [Clear((*MEASURE, "assumed")), Clear((*MEASURE, "status")), Clear((*MEASURE, "lead"))],
    "add": [Append(MEASURE[:-1], ({"id": "1.1.3", "title": "新的: 一条", "support": ["甲", "乙"]},))],
}
SINGLE: Sequence[Change] = [
    Put((*MEASURE, "title"), AWKWARD),
    Put((*MEASURE, "owner"), "- 'x'"),
    Put((*MEASURE, "support"), []),
    Put((*MEASURE, "support"), ["甲"]),
    Put((*MEASURE, "support"), ["甲", "区法院", "乙: 丙", "区检察院", "区司法局"]),
    Append((*MEASURE, "log"), ({"date": date(2022, 9, 30)}, {"date": date(2022, 10, 1), "note": AWKWARD})),
    Append((*MEASURE, "log"), ({"date": date(2022, 9, 30), "evidence": ["a, b", "c]"]},)),
    Drop((*MEASURE, "assumed"), "due"),
    Clear((*MEASURE, "detail")),
    Clear((*MEASURE, "progress")),
    Clear((*MEASURE, "log")),
    Clear((*MEASURE, "support")),
]
CASES = [(style, edit) for style in STYLES for edit in EDITS]


def _refused_by(parser: str, style: str) -> None:
    """Skip what the pure parser cannot read at all."""
    if parser == "pure" and "\t" in STYLES[style]:
        pytest.skip("the pure parser refuses a tab behind a value")


@pytest.mark.parametrize(("style", "edit"), CASES)
def test_an_edit_changes_the_bytes_it_must_and_no_other(style: str, edit: str, parser: str) -> None:
    """Each edit of each style gives exactly the text of the table, or is refused with nothing changed."""
    _refused_by(parser, style)
    text = STYLES[style]
    old = load_text(text)
    part = AFTER.get((style, edit), ("", ""))
    if part is None:
        with pytest.raises(Refused, match="未写入"):
            changed(old, EDITS[edit], CALENDAR)
        return
    assert not part[0] or text.count(part[0]) == 1
    expected = text.replace(*part) if part[0] else text
    assert changed(old, EDITS[edit], CALENDAR).source.text == expected


@pytest.mark.parametrize("style", [style for style in STYLES if style != "explicit keys"])
def test_whatever_is_edited_the_rest_stays(style: str, parser: str) -> None:
    """Other edits leave every comment and every line they are not about, and say what was meant."""
    _refused_by(parser, style)
    text = STYLES[style]
    old = load_text(text)
    for change in SINGLE:
        new = changed(old, [change], CALENDAR).source.text
        assert plain_data(new) == applied(plain_data(text), [change]), change
        assert comments_in(new) == comments_in(text), change
        stays = lines_that_must_stay(text, [change])
        assert is_subsequence(stays, [line.rstrip("\r\n") for line in lines_of(new)]), change


@pytest.mark.parametrize("style", STYLES)
def test_what_is_already_so_is_not_touched(style: str, parser: str) -> None:
    """Setting every key of a measure to what it already says gives the same bytes."""
    _refused_by(parser, style)
    old = load_text(STYLES[style])
    measure = old.data["sections"][0]["subtasks"][0]["measures"][0]
    changes = [Put((*MEASURE, key), value) for key, value in measure.items() if value is not None]
    assert changed(old, changes, CALENDAR).source.text == STYLES[style]


@pytest.mark.parametrize("style", STYLES)
def test_a_byte_order_mark_stays(style: str) -> None:
    """A text with a byte-order mark is edited as without, and the mark stays in front of the bytes."""
    old = load_text(STYLES[style])
    marked = old.source.__class__(old.source.path, "t.yaml", b"", old.source.text, bom=b"\xef\xbb\xbf")
    change = Put((*MEASURE, "title"), "新")
    plain = changed(old, [change], CALENDAR)
    with_mark = changed(replace(old, source=marked), [change], CALENDAR)
    assert with_mark.source.data == b"\xef\xbb\xbf" + plain.source.data


def test_the_styles_are_all_different_and_many() -> None:
    """The table holds at least 36 styles, each of which an edit of the table changes."""
    assert len(set(STYLES.values())) == len(STYLES) >= 36
    assert {style for style, _ in AFTER} == set(STYLES)
