"""Problems and refusals in the exact form in which they are printed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli import source
from fazhi_cli.cells import width
from fazhi_cli.problems import Conflict, Invalid, Place, Problem, Refused, problem
from fazhi_cli.view.problems import error_text, problem_text, problems_text
from tests.conftest import load_text, one_measure


def at(text: str, piece: str) -> Problem:
    """Return a problem at the first `piece` in `text`."""
    start = text.index(piece)
    place = source.from_text(text, "t.yaml").place(start, len(piece))
    return problem("bad-id", place, "措施 1.1.1 › id", value="一")


def excerpt(text: str, piece: str) -> list[str]:
    """Return the line and the carets printed for a problem at the first `piece` in `text`."""
    _, *lines, _ = problem_text(at(text, piece)).split("\n")
    return lines


def test_a_problem_is_printed_as_the_contract_shows() -> None:
    """Place, level, code, path, reason; the line with carets; the remedy."""
    line = "      - {date: 2024-02-30, progress: 40}"
    found = problem(
        "bad-date",
        Place("data/tasks.yaml", 41, 16, 10, line),
        "措施 3.4.7 › log 第2条 › date",
        value="2024-02-30",
        example="2024-02-29",
    )
    assert (
        problem_text(found)
        == """\
data/tasks.yaml:41:16  错误[bad-date]  措施 3.4.7 › log 第2条 › date：2024-02-30 不是日期
   41 │       - {date: 2024-02-30, progress: 40}
      │                ^^^^^^^^^^
   提示：写作 年-月-日，例如 2024-02-29"""
    )


def test_a_problem_out_of_a_file_is_printed_with_its_line() -> None:
    """From the text of a register to what the clerk sees."""
    with pytest.raises(Invalid) as caught:
        load_text(one_measure("lead: 区司法局\nlog:\n  - {note: 进度“一”, date: 2024-02-30}"), "台账/t.yaml")
    assert (
        problems_text(caught.value.problems)
        == """\
台账/t.yaml:16:37  错误[bad-date]  措施 1.1.1 › log 第1条 › date：2024-02-30 不是日期
   16 │               - {note: 进度“一”, date: 2024-02-30}
      │                                        ^^^^^^^^^^
   提示：写作 年-月-日，例如 2024-02-29

错误 1 处。"""
    )


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    """Without a line there is no excerpt; the register itself needs no path."""
    found = problem("empty-file", Place("t.yaml"), "台账")
    assert (
        problem_text(found)
        == """\
t.yaml  错误[empty-file]  文件是空的
   提示：用备份恢复；新建台账至少要有 title 和 sections（可写 sections: []）"""
    )


def test_an_empty_line_is_not_printed() -> None:
    """A problem at the empty end of a file is told by its place alone."""
    found = problem("key-not-text", Place("t.yaml", 3, 1, 1, ""))
    assert problem_text(found).split("\n") == [
        "t.yaml:3:1  错误[key-not-text]  键必须是一个词",
        "   提示：写作 键: 值",
    ]


@pytest.mark.parametrize(
    ("text", "piece", "line", "carets"),
    [
        ("id: 一", "一", "id: 一", "    ^^"),
        ("全角：id", "id", "全角：id", "      ^^"),
        ("😀 x", "x", "😀 x", "   ^"),
        ("e\u0301a x", "x", "e\u0301a x", "   ^"),
        ("\ta:\tb", "b", " a: b", "    ^"),
        ("a\u200bb c", "c", "a⟨U+200B⟩b c", "           ^"),
        ("a\u202eb", "\u202e", "a⟨U+202E⟩b", " ^^^^^^^^"),
        ("a\x1b[1mb", "\x1b", "a⟨U+001B⟩[1mb", " ^^^^^^^^"),
        ("a\udcffb", "\udcff", "a⟨FF⟩b", " ^^^^"),
        ("甲: x  ", "x", "甲: x", "    ^"),
        ("甲\r\n乙", "乙", "乙", "^^"),
    ],
)
def test_carets_stand_under_what_is_meant(text: str, piece: str, line: str, carets: str) -> None:
    """Wide, combining, invisible and control characters and tabs shift the carets as they shift the text."""
    number = text[: text.index(piece)].count("\n") + 1
    assert excerpt(text, piece) == [f"    {number} │ {line}", f"      │ {carets}"]


def test_a_place_behind_the_line_has_one_caret() -> None:
    """An absent value is pointed at right behind its colon."""
    place = source.from_text("title:\nx: 1\n", "t").place(6)
    _, line, carets, _ = problem_text(problem("want-text", place, key="title")).split("\n")
    assert (line, carets) == ("    1 │ title:", "      │       ^")


def test_a_place_over_several_lines_is_shown_on_its_first() -> None:
    """Carets end with the line on which the value begins."""
    found = at("a: 甲\n  乙", "甲\n  乙")
    assert problem_text(found).split("\n")[1:3] == ["    1 │ a: 甲", "      │    ^^"]


@pytest.mark.parametrize("number", [1, 99999, 100000, 12345678])
def test_the_bar_stands_under_the_bar(number: int) -> None:
    """Line numbers of any length keep line and carets in step."""
    found = problem("bad-id", Place("t", number, 5, 2, "id: ab"), value="ab")
    _, line, carets, _ = problem_text(found).split("\n")
    assert line == f"{number:>5} │ id: ab"
    assert carets.index("│") == line.index("│")
    assert carets.index("^") == line.index("ab")


def test_a_long_line_is_cut_around_the_place() -> None:
    """Of a long line a window of 110 cells is shown, cuts marked, with the place in the middle."""
    line, carets = excerpt("甲" * 100 + "here" + "乙" * 100, "here")
    shown = line.removeprefix("    1 │ ")
    assert shown == "..." + "甲" * 25 + "here" + "乙" * 25 + "..."
    assert carets == "      │ " + " " * 53 + "^^^^"


def test_the_beginning_and_the_end_of_a_long_line_are_not_cut_off() -> None:
    """Near an end of the line the window begins or ends with it."""
    text = "start " + "x" * 300 + " end"
    assert excerpt(text, "start")[0] == "    1 │ start " + "x" * 101 + "..."
    assert excerpt(text, "end")[0].endswith("x end")


def test_a_long_value_is_cut_itself() -> None:
    """Carets under a value of two hundred characters end with what is shown of it."""
    line, carets = excerpt("title: " + "长" * 201, "长" * 201)
    shown = line.removeprefix("    1 │ ")
    assert shown == "title: " + "长" * 35 + "..."
    assert carets == "      │        " + "^" * 73


def test_several_problems_are_counted_by_level() -> None:
    """A blank line stands between two problems, and the last line counts errors, warnings and remarks."""
    error = problem("bad-id", Place("t", 1, 1, 1, "x"), value="一")
    warning = problem("hidden-character", Place("t", 2, 1, 1, "y"), what="U+200B")
    info = problem("no-lead", Place("t", 3, 1, 1, "z"), "措施 1.1.1", id="1.1.1")
    printed = [problem_text(item) for item in (error, warning, error, info)]
    counted = "错误 2 处，警告 1 处，提示 1 处。"
    assert problems_text([error, warning, error, info]) == "\n\n".join([*printed, counted])
    assert problems_text([warning]).endswith("\n\n警告 1 处。")


def test_text_of_the_register_cannot_act_on_the_terminal() -> None:
    """Escape sequences in file name, path, reason and excerpt are spelt out."""
    place = Place("\x1b[2J.yaml", 1, 1, 1, "\x1b]0;x\x07")
    found = problem("bad-word", place, "\u202e", key="status", value="\x9b", offered="todo")
    printed = problem_text(found)
    assert not any(char in printed for char in "\x1b\x07\x9b\u202e")
    assert printed.startswith("⟨U+001B⟩[2J.yaml:1:1  错误[bad-word]  ⟨U+202E⟩：status 不能是“⟨U+009B⟩”\n")


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (Refused("没有 9.9.9", "用 fazhi list 看编号"), "错误：没有 9.9.9\n提示：用 fazhi list 看编号"),
        (Conflict("刚被别人改过"), "错误：刚被别人改过"),
        (Refused("\x1b坏\n两行"), "错误：⟨U+001B⟩坏⏎两行"),
    ],
)
def test_a_refusal_is_a_sentence_and_a_remedy(error: Refused | Conflict, text: str) -> None:
    """A refusal takes one line, its remedy another; text in it cannot act."""
    assert error_text(error) == text


@given(
    st.text(st.sampled_from("ab中😀\u0301\t，\u200b\x07"), min_size=1, max_size=150),
    st.integers(1, 200),
    st.integers(1, 150),
)
@settings(max_examples=300, derandomize=True, deadline=None)
def test_excerpts_fit_and_carets_stay_inside(line: str, column: int, length: int) -> None:
    """Whatever the line and the place, the excerpt keeps its width and the carets stand under it."""
    column = min(column, len(line) + 1)
    found = problem("bad-id", Place("t", 1, column, length, line), value="一")
    _, shown, carets, _ = problem_text(found).split("\n")
    assert width(shown) <= 8 + 110
    assert set(carets[8:].lstrip(" ")) == {"^"}
    assert width(carets) <= max(width(shown), 8) + 1 + width(line) - width(line.rstrip())
