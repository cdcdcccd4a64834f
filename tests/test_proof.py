"""A change proven by its neighbourhood is the change proven by the whole text, byte for byte."""

from collections.abc import Sequence
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli import edit, holidays, source, tree
from fazhi_cli.change import Append, Change, Clear, Path, Put, Value
from fazhi_cli.problems import Refused
from fazhi_cli.proof import changed
from fazhi_cli.register import Loaded
from tests import edit_registers
from tests.conftest import HEAD, load_text, one_measure
from tests.edit_styles import STYLES
from tests.snapshots import remembered
from tests.test_edit_styles import EDITS, MEASURE, SINGLE

CALENDAR = holidays.calendar_for([])
LOCAL = [("mark", EDITS["mark"]), ("plan", EDITS["plan"]), ("clear", EDITS["clear"])]
TRIED = [*LOCAL, *((str(at), [change]) for at, change in enumerate(SINGLE))]


def outcome(old: Loaded, changes: Sequence[Change]) -> tuple[object, ...]:
    """Return what a change comes to: the bytes, the measures, the data; or why it is refused."""
    try:
        new = changed(old, changes, CALENDAR)
    except Refused as refusal:
        return (refusal.message, refusal.hint)
    return (new.source.data, tuple(new.register.measures), new.data)


@pytest.fixture
def whole_texts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the sizes of the texts that were read since."""
    sizes: list[int] = []
    read = tree.read

    def counted(text: source.Source) -> tree.Tree:
        sizes.append(len(text.text))
        return read(text)

    monkeypatch.setattr(tree, "read", counted)
    return sizes


@pytest.mark.parametrize("style", STYLES)
def test_in_every_style_the_neighbourhood_gives_the_whole(style: str) -> None:
    """Bytes, values and refusals are the same by either road."""
    old = load_text(STYLES[style])
    near = remembered(old)
    for name, changes in TRIED:
        assert outcome(near, changes) == outcome(old, changes), name


@given(seed=st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_random_changes_to_random_registers_come_to_the_same(seed: int) -> None:
    """Changes of several measures, of lists and of whole subtasks too."""
    random = Random(seed)
    old = load_text(edit_registers.register(random))
    changes = edit_registers.changes(random, old.data)
    assert outcome(remembered(old), changes) == outcome(old, changes)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_changes_one_after_the_other_come_to_the_same(seed: int) -> None:
    """What a proven change leaves behind is fit for the next: outline, sketches and measures."""
    random = Random(seed)
    old = near = load_text(edit_registers.register(random))
    near = remembered(old)
    for change in edit_registers.changes(random, old.data):
        try:
            old = changed(old, [change], CALENDAR)
        except Refused:
            continue
        near = changed(near, [change], CALENDAR)
        assert near.source.data == old.source.data
        assert near.outline.blocks.numbers == old.outline.blocks.numbers
        assert tuple(near.register.measures) == tuple(old.register.measures)


MANY = HEAD + "".join(
    f'          - id: "1.1.{at}"\n            title: 措施{at}\n            owner: 张三\n'
    for at in range(1, 60)
)


def test_only_the_measure_is_read(whole_texts: list[int]) -> None:
    """Marking one of many reads a few of its lines and never the file."""
    near = remembered(load_text(MANY))
    del whole_texts[:]
    path: Path = (*MEASURE[:-1], 30)
    new = changed(near, [Put((*path, "status"), "doing")], CALENDAR)
    assert max(whole_texts) < 120
    assert new.source.text == MANY.replace("措施31\n", "措施31\n            status: doing\n").replace(
        "措施31\n            status: doing\n            owner: 张三\n",
        "措施31\n            owner: 张三\n            status: doing\n",
    )
    assert new.register.measures[30].status == "doing"
    assert new.at((*path, "owner")) == "张三"
    assert max(whole_texts) < 120


@pytest.mark.parametrize(
    "change",
    [
        Put((*MEASURE, "id"), "1.1.2"),
        Put(("sections", 0, "title"), "新"),
        Append(MEASURE[:-1], ({"id": "1.1.99", "title": "新"},)),
        Put(("year",), 2023),
    ],
)
def test_what_is_about_more_than_a_measure_is_read_whole(change: Change, whole_texts: list[int]) -> None:
    """An id must not be another's; a year changes every deadline."""
    near, old = remembered(load_text(MANY)), load_text(MANY)
    del whole_texts[:]
    assert outcome(near, [change]) == outcome(old, [change])
    assert max(whole_texts) >= len(MANY)


def test_what_would_be_no_valid_measure_is_refused_in_the_words_of_the_whole() -> None:
    """A fault of the new text is told as ever, its place included."""
    old = load_text(one_measure("owner: 张三"))
    wrong = [Put((*MEASURE, "due"), "适当的时候吧")]
    assert outcome(remembered(old), wrong) == outcome(old, wrong)
    assert str(outcome(old, wrong)[0]).startswith("这次修改会使台账出错，未写入：")


def test_a_fault_of_the_edit_itself_is_found_in_the_neighbourhood(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that say something else, swallow the next measure or change the dash are not written."""
    old = load_text(MANY)
    for bad in (
        lambda text, changes: text.replace("张三", "李四"),
        lambda text, changes: text.replace("owner: 张三\n", "owner: 张三\n            status: doing"),
        lambda text, changes: text.replace("          - id", "         - id"),
        lambda text, changes: text.replace("owner", "  owner").replace("张三\n", "张三\n          - id: x\n"),
    ):
        monkeypatch.setattr(edit, "edited", bad)
        with pytest.raises(Refused):
            changed(remembered(old), [Put((*MEASURE, "status"), "doing")], CALENDAR)


def test_a_measure_with_lines_of_its_own_keeps_those_around_it() -> None:
    """Comments above, below and between stay where they are, also before what comes next."""
    text = one_measure("status: todo  # 待办\nlog:\n  - {date: 2022-04-01, note: 甲}\n# 尾注") + (
        '  # 第二部分\n  - id: "2"\n    title: 部分\n'
    )
    old = load_text(text)
    entry: dict[str, Value] = {"date": date(2022, 5, 1), "note": "乙"}
    changes: list[Change] = [Append((*MEASURE, "log"), (entry,)), Clear((*MEASURE, "status"))]
    assert outcome(remembered(old), changes) == outcome(old, changes)
