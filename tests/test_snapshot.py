"""A snapshot gives back what was kept, or nothing; damage is never shown and never fatal."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli.blocks import Block, Blocks, MapSpan, blocks
from fazhi_cli.excerpt import excerpt
from fazhi_cli.holidays import calendar_for
from fazhi_cli.measure import Measure, Register
from fazhi_cli.packaged import REGISTER
from fazhi_cli.register import load
from fazhi_cli.snapshot import opened, packed
from tests import edit_registers, year_register
from tests.conftest import HEAD, load_text, one_measure
from tests.snapshots import KEY, gone, kept, remembered

RICH = """\
due: 每季度
since: 2022-04-01
recheck: 2022-12-01
indicator: {name: 化解率, of: 案件, good: up, floor: 80}
plan:
  - {step: 初稿, before: 30, done: 2022-05-01}
  - {step: 定稿, before: 10}
extensions:
  - {date: 2022-05-02, from: 2022-06-30, to: 每季度, reason: 疫情, by: 领导}
chases:
  - {date: 2022-05-03, to: 各镇, by: 李四, how: 电话, reply_by: 2022-05-10, number: "3"}
log:
  - {date: 2022-04-05, by: 张三, unit: 甲镇, count: 17/20, incidents: 0, evidence: [a.pdf, 照片],
     recorded: 2022-04-06}
  - {date: 2022-04-01, for: 2022Q1, status: doing, progress: 20, note: 甲, problem: 乙, next: 丙}
"""
UNITS = "units:\n  - name: 各镇\n    alias: [乡镇]\n    members: [甲镇, 乙镇]\n"
TEXT = one_measure(RICH, HEAD.replace("sections:", f"office: {{name: 办, phone: '1'}}\n{UNITS}sections:"))


def values(register: Register) -> Register:
    """Return a register with its measures read."""
    return register._replace(measures=tuple(register.measures))


@pytest.mark.parametrize("text", [TEXT, year_register.TEXT, REGISTER.read_text(encoding="utf-8")])
def test_everything_comes_back(text: str) -> None:
    """Register, warnings, encoding, outline."""
    loaded = load_text(text)
    near = remembered(loaded)
    assert values(near.register) == values(loaded.register)
    assert near.warnings == loaded.warnings
    assert near.outline.frame == loaded.outline.frame
    assert [*near.outline.blocks] == [*loaded.outline.blocks]
    assert near.outline.counts == loaded.outline.counts
    assert near.data == loaded.data


@given(seed=st.integers(0, 2**32))
@settings(max_examples=80, deadline=None)
def test_random_registers_come_back(seed: int) -> None:
    """Measures one by one, as slices, and their plain data out of the text."""
    loaded = load_text(edit_registers.register(Random(seed)))
    near = remembered(loaded)
    whole = loaded.register.measures
    assert [near.register.measures[at] for at in range(len(whole))] == [*whole]
    assert [*near.register.measures[:2]] == [*whole[:2]]
    for item in whole:
        section, subtask, measure = item.place
        path = ("sections", section, "subtasks", subtask, "measures", measure)
        assert near.at(path) == loaded.at(path)


def test_a_register_kept_again_after_a_change_is_as_if_kept_anew(tmp_path: Path) -> None:
    """The measures that stayed are not packed again, and yet nothing is lost."""
    near = remembered(load_text(TEXT), tmp_path)
    again = remembered(near, tmp_path)
    assert values(again.register) == values(near.register)


def test_a_warning_bears_the_name_of_the_file_now(tmp_path: Path) -> None:
    """Its place is that in the file, which may be called otherwise than when it was kept."""
    file = tmp_path / "a.yaml"
    file.write_text(one_measure("owner: 张\u200b三"), encoding="utf-8")
    loaded = load(file, calendar_for([]), "a.yaml")
    (warning,) = loaded.warnings
    path = tmp_path / "s"
    path.write_bytes(packed(kept(loaded), KEY))
    back = opened(path, KEY, ("b.yaml", "甲/b.yaml"), gone)
    assert back is not None
    assert back.warnings == (warning._replace(place=warning.place._replace(file="甲/b.yaml")),)
    assert (back.register.name, back.register.measures[0].register) == ("b.yaml", "b.yaml")


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    """Neither does a file that is missing, empty, or no snapshot."""
    path = tmp_path / "s"
    path.write_bytes(packed(kept(load_text(TEXT)), KEY))
    assert opened(path, "j" * 64, ("", ""), gone) is None
    assert opened(tmp_path / "t", KEY, ("", ""), gone) is None
    for content in (b"", b"{}", b"fazhi snapshot 1\n", b"fazhi snapshot 1\nnull\n", b"\xff" * 2000):
        path.write_bytes(content)
        assert opened(path, KEY, ("", ""), gone) is None


def test_damage_anywhere_gives_nothing_or_the_measures_by_the_other_road(tmp_path: Path) -> None:
    """One wrong byte, or an end too early, at every place in turn."""
    loaded = load_text(TEXT)
    data = packed(kept(loaded), KEY)
    path = tmp_path / "s"
    asked: list[int] = []

    def again() -> tuple[Measure, ...]:
        asked.append(1)
        return tuple(loaded.register.measures)

    for at in range(0, len(data), 3):
        for bad in (data[:at] + bytes([data[at] ^ 0x11]) + data[at + 1 :], data[:at]):
            path.write_bytes(bad)
            back = opened(path, KEY, (loaded.register.name, "t.yaml"), again)
            assert back is None or values(back.register) == values(loaded.register)
            assert back is None or back.register.measures[0] == loaded.register.measures[0]
    assert asked


def test_a_file_that_goes_meanwhile_is_no_harm(tmp_path: Path) -> None:
    """Then the measures are had by the other road, one or all."""
    loaded = load_text(TEXT)
    path = tmp_path / "s"
    for one in (True, False):
        path.write_bytes(packed(kept(loaded), KEY))
        back = opened(path, KEY, (loaded.register.name, ""), lambda: loaded.register.measures)
        path.unlink()
        assert back is not None
        found = back.register.measures[0] if one else next(iter(back.register.measures))
        assert found == loaded.register.measures[0]


def block_texts(text: str) -> list[str]:
    """Return the lines of each measure."""
    return [text[block.start : block.end] for block in load_text(text).outline.blocks]


def test_a_block_is_the_lines_of_a_measure() -> None:
    """With the comments behind it; none for a measure in braces or behind a lonely dash."""
    text = HEAD + (
        '          - id: "1.1.1"\n            title: 甲 # 一\n          # 二\n\n'
        '          - {id: "1.1.2", title: 乙}\n'
        '          -\n            id: "1.1.3"\n            title: 丙\n'
        '          -   title: 丁\n              id: "1.1.4"'
    )
    assert block_texts(text) == [
        '          - id: "1.1.1"\n            title: 甲 # 一\n          # 二\n\n',
        "",
        "",
        '          -   title: 丁\n              id: "1.1.4"',
    ]
    assert load_text(text).outline.blocks[0] == Block(len(HEAD), len(HEAD) + 64, 10, 2)


def test_blocks_move_with_what_grows_before_them() -> None:
    """Those without lines of their own stay nowhere."""
    before = Blocks.of([Block(10, 20, 2, 1), Block(), Block(20, 30, 2, 1), Block(30, 40, 2, 1)])
    after = before.resized({0: 5, 2: -3})
    assert [*after] == [Block(10, 25, 2, 1), Block(), Block(25, 32, 2, 1), Block(32, 42, 2, 1)]
    assert before[-1] == Block(30, 40, 2, 1)
    assert before[1:3] == [Block(), Block(20, 30, 2, 1)]
    assert [*before.resized({})] == [*before]


def test_a_span_that_reaches_behind_the_text_ends_with_it() -> None:
    """Where the text ends without a line end."""
    text = "x:\n- id: 1"
    assert [*blocks(text, [MapSpan(5, 0, 10, False)])] == [Block(3, 10, 0, 0)]
    assert [*blocks(text, [MapSpan(5, 0, 10, True)])] == [Block()]


def test_an_excerpt_says_one_measure_or_nothing() -> None:
    """Under a line set in as the subtask's keys are."""
    text = one_measure("owner: 张三")
    (block,) = load_text(text).outline.blocks
    found = excerpt(text, block)
    assert found is not None
    assert (
        found.text
        == '        measures:\n          - id: "1.1.1"\n            title: 措施\n            owner: 张三\n'
    )
    assert found.measure() == {"id": "1.1.1", "title": "措施", "owner": "张三"}
    assert found.changed(found.text.rstrip("\n"), ends_whole=False) is None
    assert found.changed(found.text.rstrip("\n"), ends_whole=True) is not None
    assert found.changed(found.text.replace("- id", "-  id"), ends_whole=False) is not None
    assert found.changed(" " + found.text, ends_whole=False) is None
    twice = found.changed(f"{found.text}          - id: x\n", ends_whole=False)
    assert twice is not None
    assert twice.measure() is None
    assert excerpt(text, Block()) is None
