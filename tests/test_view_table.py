"""Tables and blocks: exact pictures, widths that hold, nothing cut, nothing that acts."""

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli.cells import visible, width
from fazhi_cli.view import drawing
from fazhi_cli.view import table as tables
from fazhi_cli.view.screen import PIPE, Screen
from fazhi_cli.view.table import MOST_BY_RICH, Group, Head, Row, table
from tests.hostile import HOSTILE, Hostile

HEADS = [Head("编号"), Head("灯", marked=True), Head("措施", fixed=False, least=16), Head("进度", right=True)]
ROWS = [
    Row(["1.1.1", "红", "开展“大排查、大化解”矛盾纠纷专项行动", "0%"], "bold red"),
    Row(["1.1.10", "绿", "短", "100%"], "green"),
]


def test_a_table_in_a_pipe_is_as_wide_as_its_content() -> None:
    """Columns are aligned by cells, the last trailing space is gone, the rule is as wide as the table."""
    assert table(HEADS, [Group("", ROWS)], PIPE) == (
        "编号    灯  措施                                  进度\n"
        "──────────────────────────────────────────────────────\n"
        "1.1.1   红  开展“大排查、大化解”矛盾纠纷专项行动    0%\n"
        "1.1.10  绿  短                                    100%"
    )


def test_a_table_on_a_terminal_gives_way_in_its_text() -> None:
    """The loose column is folded; ids and numbers stay on the first line."""
    assert table(HEADS, [Group("", ROWS)], Screen(36)) == (
        "编号    灯  措施                进度\n"
        "────────────────────────────────────\n"
        "1.1.1   红  开展“大排查、大化     0%\n"
        "            解”矛盾纠纷专项行\n"
        "            动\n"
        "1.1.10  绿  短                  100%"
    )


def test_too_narrow_for_a_table_it_becomes_blocks() -> None:
    """What leads up to the text stands together, the rest follows with its headings."""
    heads = [*HEADS, Head("牵头单位", fixed=False), Head("时限", fixed=False, least=10)]
    rows = [Row([*row.cells, "区司法局", "2022-12-31（拟）"], row.style) for row in ROWS]
    assert table(heads, [Group("", rows)], Screen(30)) == (
        "1.1.1  红  开展“大排查、大化\n"
        "解”矛盾纠纷专项行动\n"
        "  进度 0%  牵头单位 区司法局\n"
        "  时限 2022-12-31（拟）\n"
        "\n"
        "1.1.10  绿  短\n"
        "  进度 100%  牵头单位 区司法局\n"
        "  时限 2022-12-31（拟）"
    )


def test_groups_stand_under_their_headings() -> None:
    """A blank line, the heading, its rows; one head for all."""
    groups = [Group("第一组（1条）", ROWS[:1]), Group("第二组（1条）", ROWS[1:])]
    assert table(HEADS, groups, PIPE) == (
        "编号    灯  措施                                  进度\n"
        "──────────────────────────────────────────────────────\n"
        "\n第一组（1条）\n"
        "1.1.1   红  开展“大排查、大化解”矛盾纠纷专项行动    0%\n"
        "\n第二组（1条）\n"
        "1.1.10  绿  短                                    100%"
    )
    assert table(HEADS, groups, Screen(24)) == (
        "第一组（1条）\n\n1.1.1  红  开展“大排查、\n大化解”矛盾纠纷专项行动\n  进度 0%\n\n"
        "第二组（1条）\n\n1.1.10  绿  短\n  进度 100%"
    )


def test_without_rows_the_head_stands_alone() -> None:
    """A limit of nothing still shows what would stand there."""
    assert table(HEADS, [Group("", [])], PIPE) == "编号  灯  措施  进度\n────────────────────"


def test_lines_are_ascii_where_the_output_is() -> None:
    """On an output that is not UTF-8 the rule is made of hyphens."""
    assert table(HEADS, [Group("", ROWS)], Screen(ascii=True)).splitlines()[1] == "-" * 54


def test_colour_is_on_the_light_alone() -> None:
    """Only the marked cell is painted, and only where colour is wanted."""
    text = table(HEADS, [Group("", ROWS)], Screen(80, colour=True))
    assert re.findall(r"\x1b\[([\d;]*)m([^\x1b]*)\x1b\[0m", text) == [("1;31", "红"), ("32", "绿")]
    assert re.sub(r"\x1b\[[\d;]*m", "", text) == table(HEADS, [Group("", ROWS)], Screen(80))
    assert "\x1b" not in table(HEADS, [Group("", ROWS)], Screen(80))


@pytest.mark.parametrize("colour", [False, True])
def test_the_plain_writer_has_the_same_look(colour: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above some hundred rows the lines are the same as those that Rich draws."""
    groups = [Group("一", ROWS), Group("二", ROWS[::-1])]
    for screen in (Screen(36, colour), Screen(80, colour), Screen(500, colour)):
        by_rich = table(HEADS, groups, screen)
        with monkeypatch.context() as patch:
            patch.setattr(tables, "MOST_BY_RICH", 0)
            assert table(HEADS, groups, screen) == by_rich


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the numbers of rows that Rich was given since."""
    numbers: list[int] = []
    rich = drawing.by_rich

    def noted(heads, bodies, widths, screen):  # type: ignore[no-untyped-def]
        numbers.append(len(bodies))
        return rich(heads, bodies, widths, screen)

    monkeypatch.setattr(drawing, "by_rich", noted)
    return numbers


def test_many_rows_are_not_left_to_rich(drawn: list[int]) -> None:
    """The plain writer takes over above the limit and not below."""
    few = table(HEADS, [Group("", ROWS[:1] * (MOST_BY_RICH - 1))], Screen(80))
    assert drawn == [1, MOST_BY_RICH - 1]
    many = table(HEADS, [Group("", ROWS[:1] * MOST_BY_RICH)], Screen(80))
    assert drawn == [1, MOST_BY_RICH - 1]
    assert many.splitlines()[:-1] == few.splitlines()


def test_a_pipe_needs_no_rich(drawn: list[int]) -> None:
    """The same lines go there as to a terminal that is wide enough; in colour Rich paints them."""
    assert table(HEADS, [Group("", ROWS)], PIPE) == table(HEADS, [Group("", ROWS)], Screen(500))
    assert drawn == [1, 2]
    assert table(HEADS, [Group("", ROWS)], Screen(None, colour=True)) == (
        table(HEADS, [Group("", ROWS)], Screen(500, colour=True))
    )
    assert drawn == [1, 2] * 3


@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: bad.about)
@pytest.mark.parametrize("screen", [PIPE, Screen(80, True), Screen(40), Screen(20)], ids=str)
def test_hostile_cells_come_out_as_plain_text(bad: Hostile, screen: Screen) -> None:
    """Every text is there letter by letter, whatever the width, and nothing in it acts."""
    heads = [Head("编号"), Head("灯", marked=True), Head("措施", fixed=False, least=16)]
    text = table(heads, [Group(bad.text, [Row(["1.1.1", "红", bad.text], "red")])], screen)
    plain = re.sub(r"\x1b\[(0|31)m", "", text)
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e\u200b]", plain) is None
    run_together = re.sub(r"[\s─]", "", plain)
    assert run_together.count(re.sub(r"\s", "", bad.shown)) >= 2
    if screen.width:
        assert max(width(line) for line in plain.split("\n")) <= screen.width


_texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cn", "Co"])
    | st.sampled_from("，。“”（）《》区司法局A1 -\t\n"),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(
    cells=st.lists(st.tuples(_texts, _texts), min_size=1, max_size=3),
    wide=st.none() | st.integers(10, 120),
    colour=st.booleans(),
)
def test_nothing_is_lost_and_no_line_too_wide(
    cells: list[tuple[str, str]], wide: int | None, colour: bool
) -> None:
    """For any text on any screen: all of it is there, and every line fits."""
    heads = [Head("编号"), Head("灯", marked=True), Head("甲", fixed=False), Head("乙", fixed=False)]
    rows = [Row([f"1.{number}", "红", one, other], "red") for number, (one, other) in enumerate(cells)]
    text = re.sub(r"\x1b\[(0|31)m", "", table(heads, [Group("", rows)], Screen(wide, colour)))
    if wide is None:
        body = text.split("\n")[2:]
        assert len(body) == len(rows)
        for line, (one, other) in zip(body, cells, strict=True):
            assert visible(one).strip() in line
            assert visible(other).strip() in line
    else:
        assert all(width(line) <= max(wide, 10) for line in text.split("\n"))
        shown = "".join(visible(one) + visible(other) for one, other in cells)
        assert not Counter(re.sub(r"[\s─]", "", shown)) - Counter(re.sub(r"[\s─]", "", text))


@settings(max_examples=60, deadline=None)
@given(
    days=st.lists(st.dates(date(2022, 1, 1), date(2030, 12, 31)), min_size=1, max_size=4),
    wide=st.integers(20, 60),
    text=st.text(st.sampled_from("区司法局推进工作，。（）"), min_size=1, max_size=60),
)
def test_ids_and_dates_are_never_broken(days: list[date], wide: int, text: str) -> None:
    """At any width from 20 on an id and a date stand on one line each."""
    heads = [
        Head("编号"),
        Head("灯", marked=True),
        Head("措施", fixed=False, least=16),
        Head("完成时限", fixed=False, least=10),
        Head("最近记录"),
    ]
    rows = [Row([f"3.4.{day.day}", "红", text, f"{day}（拟）", str(day)]) for day in days]
    drawn = table(heads, [Group("", rows)], Screen(wide))
    for day in days:
        assert drawn.count(str(day)) >= 2
        assert f"3.4.{day.day}" in drawn
    assert all(width(line) <= wide for line in drawn.split("\n"))
