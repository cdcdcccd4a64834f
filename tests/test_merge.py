"""Three texts of a register merged: comments, layout and line ends kept, conflicts marked in one field."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli import edit
from fazhi_cli.change import Append, Change, Clear, Put
from fazhi_cli.cli.merge_driver import by_lines
from fazhi_cli.holidays import calendar_for
from fazhi_cli.merge import Result, merge
from fazhi_cli.problems import Invalid, Refused
from tests.conftest import HEAD, faults, load_text

TWO = f"""\
{HEAD}          # 头一条
          - id: "1.1.1"
            title: 措施一
            lead: 甲局   # 分管
            log:
              - {{date: 2022-04-01, note: 甲}}
          - id: "1.1.2"
            title: 措施二
            lead: 甲局
"""
FLOW = f"""\
{HEAD}          - {{id: "1.1.1", title: 措施一, lead: 甲局, log: [{{date: 2022-04-01, note: 甲}}]}}
          - {{id: "1.1.2", title: 措施二}}
"""
ENTRY = "              - {date: 2022-04-01, note: 甲}\n"
OURS, THEIRS = (f"              - {{date: 2022-05-01, note: {name}}}\n" for name in ("本", "对"))


def no_lines(*texts: str) -> None:
    """Merge by lines as where git finds conflicts."""


def together(
    base: str, ours: str, theirs: str, lines: Callable[[str, str, str], str | None] = no_lines
) -> Result:
    """Return the three texts merged, by fields alone unless `lines` are asked for."""
    return merge(base, ours, theirs, lines, calendar_for([]))


def changed(text: str, *changes: tuple[str, str]) -> str:
    """Return `text` with each first text replaced by the second, which must be there once."""
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def test_an_untouched_side_gives_the_others_very_text() -> None:
    """Whatever it is, without looking at it."""
    assert together(TWO, TWO, "随便") == Result("随便")
    assert together(TWO, "随便", TWO) == Result("随便")
    assert together(TWO, "随便", "随便") == Result("随便")


def test_entries_of_both_sides_stand_behind_each_other() -> None:
    """In the style that is there."""
    result = together(TWO, changed(TWO, (ENTRY, ENTRY + OURS)), changed(TWO, (ENTRY, ENTRY + THEIRS)))
    assert result == Result(changed(TWO, (ENTRY, ENTRY + OURS + THEIRS)))


def test_neighbouring_fields_are_both_taken() -> None:
    """Nothing else moves, comments least of all."""
    ours = changed(TWO, ("lead: 甲局   # 分管", "lead: 乙局   # 分管"))
    theirs = changed(
        TWO,
        ("title: 措施一", "title: 措施甲"),
        ("            log:", "            owner: 张三\n            log:"),
    )
    expected = changed(
        ours,
        ("title: 措施一", "title: 措施甲"),
        ("            log:", "            owner: 张三\n            log:"),
    )
    assert together(TWO, ours, theirs) == Result(expected)


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("end", [True, False])
def test_line_ends_are_ours(eol: str, end: bool) -> None:
    """CRLF stays CRLF, even where theirs is LF; a missing last newline stays missing."""
    base = TWO if end else TWO.removesuffix("\n")
    ours = changed(base, ("title: 措施一", "title: 措施甲")).replace("\n", eol)
    theirs = changed(base, (ENTRY, ENTRY + THEIRS))
    expected = changed(base, ("title: 措施一", "title: 措施甲"), (ENTRY, ENTRY + THEIRS)).replace("\n", eol)
    assert together(base, ours, theirs) == Result(expected)


def test_flow_style_stays_flow() -> None:
    """Two changes on one line are one merged line."""
    ours = changed(FLOW, ("lead: 甲局", "lead: 乙局"))
    theirs = changed(FLOW, ("note: 甲}", "note: 甲}, {date: 2022-05-01, note: 对}"), ("措施二", "措施乙"))
    expected = changed(ours, ("note: 甲}", "note: 甲}, {date: 2022-05-01, note: 对}"), ("措施二", "措施乙"))
    assert together(FLOW, ours, theirs) == Result(expected)


def test_styles_may_differ_between_the_sides() -> None:
    """Somebody laid the measure out anew, the other marked it."""
    theirs = FLOW.replace("lead: 甲局", "lead: 乙局")
    block = (
        '          - id: "1.1.1"\n            title: 措施一\n            lead: 甲局\n            log:\n'
        + ENTRY
    )
    ours = changed(FLOW, (FLOW.splitlines(keepends=True)[11], block))
    assert together(FLOW, ours, theirs) == Result(ours.replace("甲局", "乙局"))


def test_comments_of_both_sides_stay_where_lines_merge() -> None:
    """Git's text is taken if it says what the fields say."""
    ours = changed(TWO, ("# 头一条", "# 头一条，已谈"))
    theirs = changed(TWO, ("title: 措施二", "title: 措施二   # 新的"))
    expected = changed(ours, ("title: 措施二", "title: 措施二   # 新的"))
    assert together(TWO, ours, theirs, by_lines) == Result(expected)


def test_comments_of_theirs_that_cannot_be_taken_are_told() -> None:
    """Once each, however often they are left out."""
    ours = changed(TWO, (ENTRY, ENTRY + OURS))
    theirs = changed(TWO, (ENTRY, ENTRY + THEIRS.replace("\n", "   # 电话里说的\n")))
    result = together(TWO, ours, theirs, by_lines)
    assert result.comments == ("# 电话里说的",)
    assert result.text == changed(TWO, (ENTRY, ENTRY + OURS + THEIRS))


def test_a_merge_by_lines_that_says_something_else_is_not_taken() -> None:
    """Git may put a line twice, or under another measure."""
    wrong = changed(TWO, ("title: 措施二", "title: 错"))
    ours, theirs = changed(TWO, ("措施一", "措施甲")), changed(TWO, ("措施二", "措施乙"))
    for lines in (wrong, "不是台账", TWO):
        result = together(TWO, ours, theirs, lambda *texts, given=lines: given)
        assert result == Result(changed(TWO, ("措施一", "措施甲"), ("措施二", "措施乙")))


def test_a_conflict_is_marked_around_its_one_field() -> None:
    """Everything else is merged; check names the place."""
    ours = changed(TWO, ("lead: 甲局   # 分管", "lead: 乙局   # 分管"))
    theirs = changed(TWO, ("lead: 甲局   # 分管", "lead: 丙局"), ("措施二", "措施乙"))
    result = together(TWO, ours, theirs)
    marked = """\
<<<<<<< 本方
            lead: 乙局   # 分管
=======
            lead: 丙局   # 分管
>>>>>>> 对方
"""
    expected = changed(TWO, ("            lead: 甲局   # 分管\n", marked), ("措施二", "措施乙"))
    assert result.text == expected
    assert [(item.id, item.path[-1], item.ours, item.theirs) for item in result.conflicts] == [
        ("1.1.1", "lead", "乙局", "丙局")
    ]
    line = expected.splitlines().index("<<<<<<< 本方") + 1
    assert faults(expected)[0] == (line, 1, "yaml-conflict")


def test_markers_are_as_long_as_git_wants() -> None:
    """And end as the lines of the file do, the last line too."""
    base, ours, theirs = (
        TWO.replace("甲局\n", name).replace("\n", "\r\n") for name in ("甲局", "乙局", "丙局")
    )
    result = merge(base, ours, theirs, no_lines, calendar_for([]), 9)
    assert result.text.endswith(
        "<<<<<<<<< 本方\r\n            lead: 乙局\r\n=========\r\n"
        "            lead: 丙局\r\n>>>>>>>>> 对方\r\n"
    )


def without_marks(text: str, side: int) -> str:
    """Return what a person has who takes one side (0 ours, 1 theirs) of every conflict."""
    form = re.compile(r"<{7} 本方\r?\n(.*?)={7}\r?\n(.*?)>{7} 对方\r?\n", re.DOTALL)
    return form.sub(lambda match: match[side + 1], text)


SECOND = TWO[TWO.index('          - id: "1.1.2"') :]


@pytest.mark.parametrize(
    ("ours", "theirs", "chosen"),
    [
        # a key that one side took out
        (
            ("            lead: 甲局   # 分管\n", "            # 分管\n"),
            ("lead: 甲局   # 分管", "lead: 丙局   # 分管"),
            "丙局",
        ),
        (("lead: 甲局   # 分管", "lead: 丙局   # 分管"), ("            lead: 甲局   # 分管\n", ""), None),
        # a measure that one side took out
        ((SECOND, ""), ("措施二", "措施乙"), "措施乙"),
        (("措施二", "措施乙"), (SECOND, ""), None),
        # one id for two new measures
        (
            (ENTRY, ENTRY + '          - id: "1.1.3"\n            title: 本方的\n'),
            (ENTRY, ENTRY + '          - {id: "1.1.3", title: 对方的}\n'),
            "对方的",
        ),
    ],
)
def test_nothing_of_a_conflict_is_lost(
    ours: tuple[str, str], theirs: tuple[str, str], chosen: str | None
) -> None:
    """Ours is there without the marked part of theirs, and theirs is there to choose."""
    mine, new = changed(TWO, ours), changed(TWO, theirs)
    result = together(TWO, mine, new)
    assert len(result.conflicts) == 1
    assert load_text(without_marks(result.text, 0)).data == load_text(mine).data
    assert result.text.count("<<<<<<<") == 1
    assert chosen is None or chosen in without_marks(result.text, 1)


def test_two_conflicts_are_two_places() -> None:
    """Far apart and of different kinds, in a register with many like lines."""
    many = HEAD + "".join(
        f'          - id: "1.1.{number}"\n            title: 措施\n'
        "            lead: 甲局\n            status: doing\n"
        for number in range(1, 60)
    )
    ours, theirs = (
        many.replace("title: 措施", f"title: {title}", 1) + f"            due: {due}\n"
        for title, due in (("本", "年底前"), ("对", "9月底前"))
    )
    result = together(many, ours, theirs)
    assert [item.id for item in result.conflicts] == ["1.1.1", "1.1.59"]
    assert result.text.count("<<<<<<<") == 2
    assert without_marks(result.text, 0) == ours
    assert without_marks(result.text, 1) == theirs
    assert len(result.text.splitlines()) == len(ours.splitlines()) + 2 * 4


def test_comments_of_what_goes_out_stay_in_the_choice() -> None:
    """Who takes out the measure still sees what was noted beside it."""
    ours = changed(TWO, ("lead: 甲局   # 分管", "lead: 乙局   # 分管"), ("措施二", "措施乙"))
    theirs = changed(HEAD + SECOND, ("措施二", "措施丙"))
    result = together(TWO, ours, theirs)
    assert [item.id for item in result.conflicts] == ["1.1.1", "1.1.2"]
    assert without_marks(result.text, 0) == ours
    assert "# 分管" in without_marks(result.text, 1)


def test_both_began_with_nothing() -> None:
    """Each side made the file: what is alike is one, what is not is a conflict."""
    ours, theirs = changed(TWO, (ENTRY, ENTRY + OURS)), changed(TWO, (ENTRY, ENTRY + THEIRS))
    result = together("", ours, theirs)
    assert result == Result(changed(TWO, (ENTRY, ENTRY + OURS + THEIRS)))
    assert [item.path for item in together("", TWO, TWO.replace("title: 台账", "title: 别的")).conflicts] == [
        ("title",)
    ]


def test_another_arrangement_of_theirs_is_told() -> None:
    """Ours is kept, unless the lines merge."""
    theirs = HEAD + SECOND + TWO.removeprefix(HEAD).removesuffix(SECOND)
    ours = changed(TWO, (ENTRY, ENTRY + OURS))
    result = together(TWO, ours, theirs)
    assert (result.text, result.reordered) == (ours, ("1.1",))


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_side_that_is_no_register_is_refused(at: int) -> None:
    """Said as reading it says."""
    sides = [TWO, changed(TWO, ("措施一", "甲")), changed(TWO, ("措施二", "乙"))]
    sides[at] = sides[at].replace("title: 部分", "titel: 部分")
    with pytest.raises(Invalid):
        together(sides[0], sides[1], sides[2])


def test_a_result_that_is_no_register_is_refused() -> None:
    """Each side is right, together they are not: a deadline in the year that the other took out."""
    base = changed(HEAD, ("year: 2022\nissued: 2022-03-15\n", "year: 2022\n")) + TWO[len(HEAD) :]
    ours = changed(
        base,
        ("            lead: 甲局   # 分管\n", "            lead: 甲局   # 分管\n            due: 3月底前\n"),
    )
    theirs = changed(base, ("year: 2022\n", "year: 2022\nissued: 2022-08-01\n"))
    with pytest.raises(Refused, match="合并的结果不是有效的台账"):
        together(base, ours, theirs)


WORDS = st.sampled_from(["甲", "乙", "丙: 丁", "#1"])
WAYS = st.sampled_from([("sections", 0, "subtasks", 0, "measures", at) for at in (0, 1)])
KEYS = st.sampled_from(["title", "lead", "owner"])
SUBTASK = ("sections", 0, "subtasks", 0)
CHANGES = st.one_of(
    st.builds(lambda way, key, word: Put((*way, key), word), WAYS, KEYS, WORDS),
    st.builds(lambda way: Clear((*way, "lead")), WAYS),
    st.builds(lambda way, word: Append((*way, "log"), ({"date": "2022-05-01", "note": word},)), WAYS, WORDS),
    st.builds(lambda way, words: Put((*way, "support"), list(words)), WAYS, st.lists(WORDS, unique=True)),
    st.builds(
        lambda number, word: Append((*SUBTASK, "measures"), ({"id": f"1.1.{number}", "title": word},)),
        st.integers(3, 5), WORDS,
    ),
)  # fmt: skip


def edited(text: str, changes: list[Change]) -> str | None:
    """Return `text` changed; None where that is not to be."""
    try:
        new = edit.edited(text, changes)
        load_text(new)
    except (Refused, Invalid):
        return None
    return new


def orderless(value: Any) -> Any:
    """Return data without the order of lists and keys, and without what is empty."""
    if isinstance(value, dict):
        return {key: orderless(value[key]) for key in sorted(value) if value[key] not in ([], None)}
    return sorted(map(orderless, value), key=repr) if isinstance(value, list) else value


@given(
    st.sampled_from([TWO, FLOW, TWO.replace("\n", "\r\n")]),
    st.lists(CHANGES, max_size=4),
    st.lists(CHANGES, max_size=4),
)
def test_the_result_is_a_register_that_either_side_comes_to(
    base: str, one: list[Change], other: list[Change]
) -> None:
    """Valid, and the same data whoever merges; with conflicts, so is our choice of them all."""
    ours, theirs = edited(base, one), edited(base, other)
    if ours is None or theirs is None:
        return
    result, back = together(base, ours, theirs), together(base, theirs, ours)
    assert bool(result.conflicts) == bool(back.conflicts)
    if not result.conflicts:
        assert orderless(load_text(result.text).data) == orderless(load_text(back.text).data)
    load_text(without_marks(result.text, 0))
