"""What the words given to options mean, typed with whatever keyboard, and how wrong ones are told."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli import terms
from fazhi_cli.cli import options
from fazhi_cli.cli.options import (
    BY_RULE,
    COMMAS,
    day,
    fields,
    named,
    number,
    one,
    percent,
    plain,
    ratio,
    split,
    tokens,
    with_values,
    year,
)
from tests.conftest import Run, one_measure


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (day, None, None),
        (day, "2022-10-15", date(2022, 10, 15)),
        (day, " 2022-10-15 ", date(2022, 10, 15)),
        (day, "２０２２－１０－１５", date(2022, 10, 15)),
        (day, "2024-02-29", date(2024, 2, 29)),
        (number, None, None),
        (number, "0", 0),
        (number, "１４", 14),
        (number, "999999999", 999_999_999),
        (number, "007", 7),
        (percent, None, None),
        (percent, "0", 0),
        (percent, "100", 100),
        (percent, "60%", 60),
        (percent, "６０％", 60),
        (year, None, None),
        (year, "1900", 1900),
        (year, "2200", 2200),
        (ratio, None, None),
        (ratio, "17/20", (17, 20)),
        (ratio, "0/0", (0, 0)),
        (ratio, "１７／２０", (17, 20)),
        (ratio, "20/20", (20, 20)),
    ],
)
def test_values_are_read(read: Any, text: str | None, value: object) -> None:
    """Dates, numbers and rates come out as such; full-width digits are digits; nothing stays nothing."""
    assert read(text, "--x") == value


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (day, "2022-13-01", "--x 2022-13-01 不是日期，写作 年-月-日，如 2022-10-15"),
        (day, "2022-02-30", "--x 2022-02-30 不是日期，写作 年-月-日，如 2022-10-15"),
        (day, "2022-1-5", "--x 2022-1-5 不是日期，写作 年-月-日，如 2022-10-15"),
        (day, "20221015", "--x 20221015 不是日期，写作 年-月-日，如 2022-10-15"),
        (day, "2022-W10-1", "--x 2022-W10-1 不是日期，写作 年-月-日，如 2022-10-15"),
        (day, "今天", "--x 今天 不是日期，写作 年-月-日，如 2022-10-15"),
        (day, "", "--x  不是日期，写作 年-月-日，如 2022-10-15"),
        (number, "-1", "--x 不能是“-1”，要写 0 以上的整数"),
        (number, "1.5", "--x 不能是“1.5”，要写 0 以上的整数"),
        (number, "1_000", "--x 不能是“1_000”，要写 0 以上的整数"),
        (number, "十", "--x 不能是“十”，要写 0 以上的整数"),
        (number, "", "--x 不能是“”，要写 0 以上的整数"),
        (number, "1000000000", "--x 不能是“1000000000”，要写 0 以上的整数"),
        (number, "9" * 5000, f"--x 不能是“{'9' * 5000}”，要写 0 以上的整数"),
        (percent, "101", "--x 不能是“101”，要写 0 到 100 的整数"),
        (percent, "60%%", "--x 不能是“60%%”，要写 0 到 100 的整数"),
        (percent, "一半", "--x 不能是“一半”，要写 0 到 100 的整数"),
        (year, "22", "--x 不能是“22”，写四位数字，例如 2022"),
        (year, "99999", "--x 不能是“99999”，写四位数字，例如 2022"),
        (ratio, "17", "--x 不能是“17”，写作 分子/分母，如 17/20"),
        (ratio, "17/20/3", "--x 不能是“17/20/3”，写作 分子/分母，如 17/20"),
        (ratio, "-1/2", "--x 不能是“-1/2”，写作 分子/分母，如 17/20"),
        (ratio, "a/b", "--x 不能是“a/b”，写作 分子/分母，如 17/20"),
        (ratio, "21/20", "--x 21/20：分子大于分母"),
    ],
)
def test_wrong_values_are_told_in_chinese(read: Any, text: str, message: str) -> None:
    """The option and the word are named, and how it is written."""
    with pytest.raises(typer.BadParameter) as caught:
        read(text, "--x")
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("values", "marks", "words"),
    [
        (None, COMMAS, ()),
        (["a"], COMMAS, ("a",)),
        (["a,b", "c"], COMMAS, ("a", "b", "c")),
        (["a，b , c"], COMMAS, ("a", "b", "c")),
        (["a、b"], COMMAS, ("a、b",)),
        ([" a ,, b "], COMMAS, ("a", "b")),
    ],
)
def test_words_are_divided_by_commas(values: list[str] | None, marks: str, words: tuple[str, ...]) -> None:
    """Half-width and full-width commas divide; empty pieces are dropped."""
    assert split(values, "--x", marks) == words


def test_other_lists_are_divided_by_stops_too() -> None:
    """Where no name holds a 、 it divides as well."""
    assert split(["甲、乙，丙,丁"], "--x") == ("甲", "乙", "丙", "丁")


@pytest.mark.parametrize("values", [[""], [" ", ",，"], ["、"]])
def test_an_empty_list_is_a_mistake(values: list[str]) -> None:
    """An option given without a word must not silently match everything."""
    with pytest.raises(typer.BadParameter, match=r"^--x 后面是空的，要写内容$"):
        split(values, "--x")


def test_words_are_tokens_or_terms() -> None:
    """Tokens in any case, Chinese terms, several at once."""
    assert tokens(terms.STATUSES, ["doing,已办结", "TODO"], "--x") == ("doing", "done", "todo")
    assert tokens(terms.STATUSES, None, "--x") == ()
    assert one(terms.KINDS, "长期", "--x") == "standing"
    assert one(terms.KINDS, None, "--x") is None
    assert fields(["责任人,due", "别的"], "--x") == ("owner", "due", "别的")


def test_other_words_are_told_with_what_there_is() -> None:
    """Every token is offered with its term."""
    with pytest.raises(typer.BadParameter) as caught:
        tokens(terms.LIGHTS, ["紫"], "--light")
    assert caught.value.message == (
        "--light 不能是“紫”，可以写：red（红）、yellow（黄）、green（绿）、grey（灰）、done（销）、off（停）"
    )


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["list", "--due-soon"], ["list", f"--due-soon={BY_RULE}"]),
        (["list", "--due-soon", "14"], ["list", "--due-soon", "14"]),
        (["list", "--due-soon", "１４"], ["list", "--due-soon", "１４"]),
        (["list", "--due-soon", "3.4"], ["list", f"--due-soon={BY_RULE}", "3.4"]),
        (["list", "--due-soon", "--overdue"], ["list", f"--due-soon={BY_RULE}", "--overdue"]),
        (["list", "--due-soon=14"], ["list", "--due-soon=14"]),
        ([], []),
    ],
)
def test_due_soon_may_go_without_a_number(args: list[str], words: list[str]) -> None:
    """Without a number behind it the option stands for the register's rule."""
    assert with_values(args) == words


@given(st.text(max_size=10))
def test_no_text_breaks_a_reader(text: str) -> None:
    """Whatever is typed is a value or a usage error, never something else."""
    for read in (day, number, percent, ratio, year):
        try:
            read(text, "--x")
        except typer.BadParameter as error:
            assert error.message.startswith("--x")
    assert plain(text) == plain(plain(text))


def test_every_shared_option_is_explained() -> None:
    """Each shared option has a help text in Chinese."""
    for name in ("File", "AsOf", "Format", "Output", "Force", "DryRun", "Yes", "By"):
        info = getattr(options, name).__metadata__[0]
        assert any("\u4e00" <= char <= "\u9fff" for char in info.help)


@pytest.mark.parametrize("value", [None, "a.csv", "-", [], ["a.csv", "b.csv"]])
def test_a_name_passes(value: Any) -> None:
    """One, several, or none: what was given is returned."""
    assert named("--output")(value) == value


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (["list", "-o", ""], "--output"),
        (["list", "-o", "a.csv", "-o", ""], "--output"),
        (["show", "1.1.1", "-o", ""], "--output"),
        (["list", "-f", ""], "--file"),
        (["mark", "1.1.1", "--note", "甲", "-f", ""], "--file"),
    ],
)
def test_an_empty_name_is_a_slip_of_a_script(run: Run, tmp_path: Path, words: list[str], option: str) -> None:
    """Nothing is read or written by another name than the one meant."""
    (tmp_path / "tasks.yaml").write_text(one_measure(""), encoding="utf-8")
    told = f"错误：{option} 后面是空的，要写文件名\n提示：用 fazhi {words[0]} --help 看用法\n"
    assert run(*words) == (2, "", told)
    assert [path.name for path in tmp_path.iterdir()] == ["tasks.yaml"]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["3.4.7"], ("3.4.7",)),
        (["3.4.7,3.4.8", "3.4.9，3.5"], ("3.4.7", "3.4.8", "3.4.9", "3.5")),
        (["3.4.7、3.4.8"], ("3.4.7", "3.4.8")),
        (["３．４．７、3。4。8"], ("３．４．７", "3。4。8")),
        (["3、4、7"], ("3、4、7",)),
        (["3.4.7、3"], ("3.4.7、3",)),
    ],
)
def test_ids_are_divided_but_not_where_a_sign_stands_for_a_dot(
    words: list[str], ids: tuple[str, ...]
) -> None:
    """A Chinese keyboard gives 、 for a dot and between ids; only what has dots of its own is divided."""
    assert options.ids_given(words) == ids
