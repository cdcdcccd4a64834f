"""CSV for Excel: its bytes, and no cell that a spreadsheet would take for a formula."""

import csv
import io
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli.columns import COLUMNS, SHEET, chosen
from fazhi_cli.export.spreadsheet import csv as as_csv
from fazhi_cli.export.spreadsheet import safe
from fazhi_cli.query import Listing, select
from tests.conftest import load_text, one_measure
from tests.hostile import HOSTILE, Hostile, listing_of


def listing(lines: str) -> Listing:
    """Return the listing of one measure with `lines`."""
    return select(load_text(one_measure(lines)).register, date(2022, 10, 15))


def read(data: bytes) -> list[list[str]]:
    """Return the rows as a spreadsheet reads them."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_byte_for_byte() -> None:
    """A byte-order mark, Chinese headings, CRLF; a comma or quote makes a cell quoted."""
    data = as_csv(
        listing('lead: 区司法局\ndue: 9月底前\ndetail: 甲,乙"丙"'), chosen(["id", "措施", "detail", "due"])
    )
    assert data == ('\ufeff编号,措施,详细内容,完成时限\r\n1.1.1,措施,"甲,乙""丙""",2022-09-30\r\n'.encode())


def test_csv_without_columns_has_the_usual_sheet() -> None:
    """The columns of a ledger, each under its Chinese heading; nothing found leaves the headings."""
    header, row = read(as_csv(listing("due: 9月底前"), None))
    assert header == [COLUMNS[name].term for name in SHEET]
    assert len(row) == len(header)
    empty = listing("due: 9月底前")._replace(rows=())
    assert read(as_csv(empty, None)) == [header]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86 10", "'+86 10"),
        ("-减", "'-减"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠a", "'＠a"),
        (" =1", "' =1"),
        ("\u3000=1", "'\u3000=1"),
        ("\xa0=1", "'\xa0=1"),
        ("\t=1", "' =1"),
        ("\r=1", "⏎=1"),
        ("\n=1", "⏎=1"),
        ("-1+1", "'-1+1"),
        ("-", "'-"),
        ("--1", "'--1"),
        ("-1e5", "'-1e5"),
        ("-1234567890123456", "'-1234567890123456"),
        ("-5", "-5"),
        ("-12%", "-12%"),
        ("-1.5", "-1.5"),
        ("1.10", "1.10"),
        ("007", "007"),
        ("3.4.7", "3.4.7"),
        ("2022-09-30", "2022-09-30"),
        ("50%", "50%"),
        ("1=1", "1=1"),
        ("a@b", "a@b"),
        ("\u200b=1", "⟨U+200B⟩=1"),
        ("\x1b=1", "⟨U+001B⟩=1"),
        ("'=1", "'=1"),
        ('"=1', '"=1'),
        ("", ""),
    ],
)
def test_what_may_begin_a_formula_gets_an_apostrophe(text: str, cell: str) -> None:
    """Numbers, ids and dates stay; whatever a spreadsheet may calculate becomes text."""
    assert safe(text) == cell


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("=+-@＝＋－＠ \t\r\n\u3000\xa0'\"1.%eA法"), max_size=6))
def test_no_cell_is_a_formula(text: str) -> None:
    """After leading space only a plain negative number may begin with one of the signs."""
    cell = safe(text)
    begins = re.match(r"\s*[=+\-@＝＋－＠]", cell)
    assert begins is None or re.fullmatch(r"-\d+(\.\d+)?%?", cell)
    assert not re.search(r"[\t\r\n]", cell)


def test_negative_numbers_and_ids_stay_numbers_and_ids() -> None:
    """Days left below zero and lag ahead of time are numbers to Excel."""
    row = listing("since: 2022-02-01\ndue: 9月底前\nprogress: 100")
    assert read(as_csv(row, chosen(["id", "days_left", "progress"])))[1] == ["1.1.1", "-15", "100%"]
    ahead = select(load_text(one_measure("due: 年底前\nprogress: 100")).register, date(2022, 10, 15))
    assert read(as_csv(ahead, chosen(["lag"])))[1] == ["-26"]


@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: bad.about)
def test_hostile_texts_are_cells_of_plain_text(bad: Hostile) -> None:
    """Every text comes back, at most behind an apostrophe, in one row, without control characters."""
    data = as_csv(listing_of(bad.text), None)
    header, row = read(data)
    assert len(row) == len(header)
    cells = dict(zip(header, row, strict=True))
    assert [cells[term].removeprefix("'") for term in ("措施", "详细内容", "牵头单位", "佐证材料")] == [
        bad.shown.removeprefix("'")
    ] * 4
    assert re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", data.decode("utf-8-sig")) is None
