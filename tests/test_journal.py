"""The journal: what a command changed, by id; bounded; what cannot be read is passed over."""

from pathlib import Path

import pytest

from fazhi_cli import journal
from fazhi_cli.change import Append, Change, Clear, Drop, Put, Signature
from fazhi_cli.holidays import calendar_for
from fazhi_cli.journal import Record, Splice, Step, digest, journal_of, read, recorded, undoable
from fazhi_cli.proof import changed
from fazhi_cli.writing import recorded as add
from tests.conftest import load_text, one_measure

TEXT = one_measure("lead: 甲局\nassumed: [lead]\nowner: 张三")
WAY = ("sections", 0, "subtasks", 0, "measures", 0)
SIGNED = Signature("2022-10-15T09:00:00+08:00", "李四", "set 1.1.1 --lead 乙局")
CHANGES: list[Change] = [
    Put((*WAY, "lead"), "乙局"),
    Drop((*WAY, "assumed"), "lead"),
    Clear((*WAY, "owner")),
    Append((*WAY, "log"), ({"date": "2022-10-15", "note": "好"},)),
    Append((*WAY[:-1],), ({"id": "1.1.2", "title": "新"},)),
]


def record_of(changes: list[Change] = CHANGES) -> Record:
    """Return the record of `changes` to TEXT."""
    before = load_text(TEXT)
    return recorded(before, changed(before, changes, calendar_for([])), changes, SIGNED)


def test_a_record_names_values_by_id_with_what_was_there() -> None:
    """One step a change, in order, with old and new as plain data."""
    record = record_of()
    assert record.ids == ("1.1.1", "1.1")
    assert record.steps == (
        Step("1.1.1", ("lead",), "put", "甲局", "乙局"),
        Step("1.1.1", ("assumed",), "drop", [], "lead"),
        Step("1.1.1", ("owner",), "clear", "张三", None),
        Step("1.1.1", ("log",), "append", None, [{"date": "2022-10-15", "note": "好"}]),
        Step("1.1", ("measures",), "append", [], [{"id": "1.1.2", "title": "新"}]),
    )  # fmt: skip
    assert (record.before, len(record.after)) == (digest(TEXT), 64)


def test_the_splice_leads_back_to_the_text_before() -> None:
    """One stretch of the text after becomes the old one."""
    before = load_text(TEXT)
    changes: list[Change] = [Put((*WAY, "lead"), "乙局")]
    after = changed(before, changes, calendar_for([]))
    splice = recorded(before, after, changes, SIGNED).splice
    assert splice == Splice(TEXT.index("甲局"), 1, "甲")
    text = after.source.text
    assert text[: splice.at] + splice.old + text[splice.at + splice.length :] == TEXT


def test_records_are_numbered_and_read_back(tmp_path: Path) -> None:
    """What was written is read again, oldest first; a symlink leads to the same journal."""
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to(path)
    assert read(path) == []
    assert [add(path, record_of()), add(tmp_path / "link.yaml", record_of()._replace(undoes=1))] == [
        None,
        None,
    ]
    assert read(path) == [record_of()._replace(number=1), record_of()._replace(number=2, undoes=1)]
    assert journal_of(path) == tmp_path / ".tasks.yaml.history"


def test_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    """Broken lines, foreign objects, bytes that are no text: the others are still there."""
    path = tmp_path / "tasks.yaml"
    add(path, record_of())
    whole = journal_of(path).read_bytes()
    journal_of(path).write_bytes(
        b"{}\n\xff\xfe\n[1]\n" + whole + whole[:50] + b'\n{"number": "x"}\n' + b"[" * 9999
    )
    assert [record.number for record in read(path)] == [1]
    assert add(path, record_of()) is None
    assert [record.number for record in read(path)] == [1, 2]


def test_the_journal_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest go when there are too many, or too much."""
    path = tmp_path / "tasks.yaml"
    monkeypatch.setattr(journal, "MOST", 3)
    for _ in range(5):
        add(path, record_of())
    assert [record.number for record in read(path)] == [3, 4, 5]
    monkeypatch.setattr(journal, "LARGEST", 2 * len(journal_of(path).read_bytes()) // 3)
    add(path, record_of())
    assert [record.number for record in read(path)] == [6]


def test_a_journal_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The register counts: there is a remark, no error."""
    journal_of(tmp_path / "tasks.yaml").mkdir()
    remark = add(tmp_path / "tasks.yaml", record_of())
    assert remark is not None and remark.startswith("操作记录没有写成，这一步不能撤销：")


def test_a_long_splice_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then only the steps lead back."""
    monkeypatch.setattr(journal, "_LONGEST_SPLICE", 0)
    assert record_of().splice is None


def test_what_can_be_undone() -> None:
    """The latest first; neither an undo nor what it took back."""
    one = record_of()._replace(number=1)
    records = [one, one._replace(number=2), one._replace(number=3, undoes=2)]
    assert [record.number for record in undoable(records)] == [1]
