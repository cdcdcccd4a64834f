"""Listings for scripts: the whole bytes of json, jsonl, tsv and ids, and nothing hostile in them."""

import json
import re
from datetime import date

import pytest

from fazhi_cli import export
from fazhi_cli.columns import chosen
from fazhi_cli.export.machine import branches, dumped, ids, jsonl, problems, tsv
from fazhi_cli.export.machine import json as as_json
from fazhi_cli.problems import Place, Problem
from fazhi_cli.query import EVERYTHING, Filter, Listing, rollup, select
from fazhi_cli.record import NAMES
from tests.conftest import HEAD, load_text, one_measure
from tests.hostile import HOSTILE, Hostile, listing_of

TODAY = date(2022, 10, 15)
TWO = (
    one_measure("lead: 区司法局\ndue: 9月底前")
    + '          - {id: "1.1.10", title: 措施十, tags: [甲, 乙]}\n'
)


def listing(**wanted: object) -> Listing:
    """Return a listing of two measures."""
    return select(load_text(TWO, "tasks.yaml").register, TODAY, Filter(**wanted))  # type: ignore[arg-type]


SMALL = """\
{
  "schema": 1,
  "kind": "measures",
  "as_of": "2022-10-15",
  "register": "tasks.yaml",
  "title": "台账",
  "total": 2,
  "shown": 1,
  "measures": [
    {
      "id": "1.1.1",
      "due_date": "2022-09-30",
      "lead": "区司法局"
    }
  ]
}
"""


def test_json_of_chosen_columns_byte_for_byte() -> None:
    """One object, two spaces, Chinese as it is, a newline at the end; the id is always there."""
    assert as_json(listing(overdue=True), chosen(["时限日期", "lead"])) == SMALL.encode()


def test_json_has_every_field_in_order() -> None:
    """Without columns a measure has all fields, those of the contract first."""
    told = json.loads(as_json(listing(), None))
    assert list(told) == ["schema", "kind", "as_of", "register", "title", "total", "shown", "measures"]
    assert (told["total"], told["shown"], told["register"]) == (2, 2, "tasks.yaml")
    assert [list(item) for item in told["measures"]] == [list(NAMES)] * 2
    assert [item["id"] for item in told["measures"]] == ["1.1.1", "1.1.10"]


def test_json_of_nothing_is_an_empty_list() -> None:
    """Nothing found is still one object."""
    told = json.loads(as_json(listing(blank=True), None))
    assert (told["total"], told["shown"], told["measures"]) == (2, 0, [])


def test_a_column_that_is_no_field_comes_as_its_text() -> None:
    """`due_written` is a column only."""
    told = json.loads(as_json(listing(overdue=True), chosen(["due_written", "overdue"])))
    assert told["measures"] == [{"id": "1.1.1", "due_written": "9月底前", "overdue": True}]


def test_json_lines_are_one_object_each() -> None:
    """As many lines as measures, each the same object as in json."""
    lines = jsonl(listing(), None).decode().splitlines()
    assert [json.loads(line) for line in lines] == json.loads(as_json(listing(), None))["measures"]
    assert jsonl(listing(overdue=True), chosen(["progress"])) == b'{"id": "1.1.1", "progress": 0}\n'
    assert jsonl(listing(blank=True), None) == b""


def test_tsv_byte_for_byte() -> None:
    """Field names in the first line, tabs between cells, booleans and lists as scripts take them."""
    columns = chosen(["title", "overdue", "lag", "tags", "lead", "extensions"])
    assert tsv(listing(), columns).decode() == (
        "id\ttitle\toverdue\tlag\ttags\tlead\textensions\n"
        "1.1.1\t措施\ttrue\t\t\t区司法局\t\n"
        "1.1.10\t措施十\tfalse\t\t甲;乙\t\t\n"
    )
    assert tsv(listing(), None).decode().splitlines()[0].split("\t") == list(NAMES)


def test_ids_are_one_a_line() -> None:
    """Nothing else stands there; of nothing nothing is left."""
    assert ids(listing(), None) == b"1.1.1\n1.1.10\n"
    assert ids(listing(blank=True), None) == b""


def test_problems_byte_for_byte() -> None:
    """The object of `check --format json`."""
    found = Problem(
        Place("a.yaml", 41, 18, 10, "line"), "error", "bad-date", "不是日期", "措施 3.4.7 › date", "写作…"
    )
    assert problems([found]).decode() == (
        '{\n  "schema": 1,\n  "kind": "problems",\n  "problems": [\n    {\n'
        '      "file": "a.yaml",\n      "line": 41,\n      "column": 18,\n      "code": "bad-date",\n'
        '      "level": "error",\n      "message": "不是日期",\n      "path": "措施 3.4.7 › date",\n'
        '      "hint": "写作…"\n    }\n  ]\n}\n'
    )
    whole = json.loads(problems([found._replace(place=Place("a.yaml"))]))["problems"][0]
    assert (whole["line"], whole["column"]) == (None, None)


def test_branches_tell_their_sums() -> None:
    """`list --level subtask --format json` has one object a subtask."""
    told = json.loads(branches(rollup(listing(), "subtask"), listing(), "subtask"))
    assert told == {
        "schema": 1,
        "kind": "branches",
        "as_of": "2022-10-15",
        "register": "tasks.yaml",
        "title": "台账",
        "level": "subtask",
        "branches": [
            {
                "id": "1.1",
                "section": "1",
                "title": "子任务",
                "total": 2,
                "done": 0,
                "overdue": 1,
                "light": "red",
            }
        ],
    }


@pytest.mark.parametrize("form", [form for form in export.FORMATS])
def test_the_same_register_and_day_give_the_same_bytes(form: str) -> None:
    """Rendering twice, from two readings, gives no difference."""
    once, again = (export.render(select(load_text(TWO).register, TODAY, EVERYTHING), form) for _ in range(2))
    assert once == again


@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: bad.about)
def test_json_carries_every_text_unchanged(bad: Hostile) -> None:
    """JSON is data: what was in the register comes out of it, whatever it looks like."""
    data = as_json(listing_of(bad.text), None)
    told = json.loads(data)["measures"][0]
    assert (told["title"], told["detail"], told["log"][0]["evidence"]) == (bad.text, bad.text, [bad.text])
    line = json.loads(jsonl(listing_of(bad.text), None).decode().rstrip("\n"))
    assert line == told


@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: bad.about)
def test_json_lets_no_control_character_through(bad: Hostile) -> None:
    """C0 controls and DEL are escaped or absent, so that json on a terminal is harmless."""
    for data in (as_json(listing_of(bad.text), None), jsonl(listing_of(bad.text), None)):
        assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", data.decode()) is None


@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: bad.about)
def test_tsv_keeps_rows_and_cells_apart(bad: Hostile) -> None:
    """No text breaks a line or a cell, or brings a control character in."""
    text = tsv(listing_of(bad.text), None).decode()
    assert text.endswith("\n")
    header, row, rest = text.split("\n")
    assert (rest, len(row.split("\t")), len(header.split("\t"))) == ("", len(NAMES), len(NAMES))
    cells = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    assert (cells["title"], cells["lead"], cells["support"], cells["tags"]) == (bad.shown,) * 4
    assert re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e]", text) is None


def test_not_a_number_is_refused() -> None:
    """JSON has no NaN; a bug of that sort must not reach a file."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumped({"rate": float("nan")})


def test_the_head_of_a_register_changes_nothing_but_what_it_says() -> None:
    """Title and day of the listing stand in the envelope."""
    other = load_text(TWO.replace("title: 台账", "title: 另一本"), "b.yaml").register
    told = json.loads(as_json(select(other, date(2023, 1, 1)), None))
    assert (told["title"], told["as_of"], told["register"]) == ("另一本", "2023-01-01", "b.yaml")
    assert HEAD in TWO
