"""Taking a command back: exactly where the file is as it was left, by value where others went on."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.change import Append, Change, Clear, Drop, Put, Signature
from fazhi_cli.holidays import calendar_for
from fazhi_cli.journal import Record, read, recorded, undoable
from fazhi_cli.problems import Refused
from fazhi_cli.proof import changed
from fazhi_cli.register import Loaded, value_at
from fazhi_cli.undoing import reversal, text_before
from fazhi_cli.writing import rewrite, undo
from tests.conftest import load_text, one_measure

CALENDAR = calendar_for([])
SIGNED = Signature("2022-10-15T09:00:00+08:00", "李四", "set")
WAY = ("sections", 0, "subtasks", 0, "measures", 0)
TEXT = one_measure(
    "lead: 甲局  # 由谁\nassumed: [lead, due]\nowner: 张三\nlog:\n  - {date: 2022-01-01, note: 甲}"
)
ONE: dict[str, Change] = {
    "put": Put((*WAY, "lead"), "乙局"),
    "put new": Put((*WAY, "progress"), 40),
    "clear": Clear((*WAY, "owner")),
    "drop": Drop((*WAY, "assumed"), "lead"),
    "append": Append((*WAY, "log"), ({"date": "2022-10-15", "note": "乙"},)),
    "begin": Append((*WAY, "chases"), ({"date": "2022-10-15", "to": "甲局"},)),
    "add": Append(WAY[:-1], ({"id": "1.1.2", "title": "新", "due": "年底前"},)),
}


def done(changes: Sequence[Change], text: str = TEXT) -> tuple[Loaded, Record]:
    """Return the register after `changes` to `text`, and the record of them."""
    before = load_text(text)
    after = changed(before, changes, CALENDAR)
    return after, recorded(before, after, changes, SIGNED)


@pytest.mark.parametrize("name", ONE)
def test_each_kind_of_change_comes_back(name: str) -> None:
    """By the text where nobody touched it; by value the register says again what it said."""
    after, record = done([ONE[name]])
    assert text_before(record, after.source.text) == TEXT
    back = changed(after, reversal(record, after), CALENDAR)
    if name != "drop":
        assert back.data == load_text(TEXT).data
    else:
        assert value_at(back.data, (*WAY, "assumed")) == ["due", "lead"]


@given(st.lists(st.sampled_from(sorted(ONE)), unique=True, min_size=1, max_size=5))
def test_several_at_once_come_back(names: list[str]) -> None:
    """Whatever a command changed together, its reversal says what was said before."""
    after, record = done([ONE[name] for name in names])
    back = changed(after, reversal(record, after), CALENDAR)
    if "drop" not in names:
        assert back.data == load_text(TEXT).data
    assert text_before(record, after.source.text) == TEXT


@pytest.mark.parametrize("name", ONE)
def test_work_done_elsewhere_meanwhile_stays(name: str) -> None:
    """A line of an editor and another measure's change are left alone."""
    after, record = done([ONE[name]])
    edited = load_text(after.source.text.replace("title: 台账", "title: 改过的台账  # 手改"))
    assert text_before(record, edited.source.text) is None
    text = changed(edited, reversal(record, edited), CALENDAR).source.text
    assert "title: 改过的台账  # 手改" in text
    assert "# 由谁" in text


def test_what_was_changed_again_is_not_overwritten() -> None:
    """The same value set since, the entry changed, the measure gone: refused, with the way to it."""
    after, record = done([ONE["put"]])
    again = load_text(after.source.text.replace("乙局", "丙局"))
    with pytest.raises(Refused, match=r"1\.1\.1 › lead 后来又改过，撤销不了"):
        reversal(record, again)
    after, record = done([ONE["append"]])
    with pytest.raises(Refused, match="log 后来又改过"):
        reversal(record, load_text(after.source.text.replace("note: 乙", "note: 丙")))
    with pytest.raises(Refused, match=r"1\.1\.1 已经不在台账里"):
        reversal(record, load_text(after.source.text.replace('"1.1.1"', '"1.1.9"')))
    after, record = done([ONE["clear"]])
    with pytest.raises(Refused, match="owner 后来又改过"):
        reversal(
            record,
            load_text(after.source.text.replace("title: 措施", "title: 措施\n            owner: 王五")),
        )


def test_of_equal_entries_one_goes() -> None:
    """The same note written twice, by two commands: taking one back leaves the other."""
    note: Change = Append((*WAY, "log"), ({"date": "2022-10-15", "note": "乙"},))
    once, first = done([note])
    twice, _ = done([note], once.source.text)
    back = changed(twice, reversal(first, twice), CALENDAR)
    assert back.data == once.data


def _last(records: Sequence[Record]) -> Record:
    return undoable(records)[0]


def test_the_file_is_byte_for_byte_as_before(tmp_path: Path) -> None:
    """Saved and taken back twice, CRLF and all; each undo is on record."""
    path = tmp_path / "tasks.yaml"
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    path.write_bytes(data)
    rewrite(path, lambda loaded: [ONE["put"], ONE["append"]], CALENDAR, signature=SIGNED)
    middle = path.read_bytes()
    rewrite(path, lambda loaded: [ONE["put new"]], CALENDAR, signature=SIGNED)
    assert undo(path, _last, CALENDAR, signature=SIGNED)[1].number == 2
    assert path.read_bytes() == middle
    assert undo(path, _last, CALENDAR, signature=SIGNED)[1].number == 1
    assert path.read_bytes() == data
    assert [(item.number, item.undoes) for item in read(path)] == [(1, None), (2, None), (3, 2), (4, 1)]


def test_an_earlier_command_can_be_taken_back_alone(tmp_path: Path) -> None:
    """What came later, of somebody else, stays."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    rewrite(path, lambda loaded: [ONE["append"]], CALENDAR, signature=SIGNED)
    rewrite(path, lambda loaded: [ONE["put"]], CALENDAR, signature=SIGNED)
    undo(path, lambda records: records[0], CALENDAR, signature=SIGNED)
    assert path.read_text(encoding="utf-8") == TEXT.replace("甲局", "乙局")
