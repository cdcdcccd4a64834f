"""Counts as a table with bars."""

from datetime import date

from fazhi_cli.cells import width
from fazhi_cli.query import select
from fazhi_cli.stats import stats
from fazhi_cli.view.screen import PIPE, Screen
from fazhi_cli.view.stats import stats_text
from tests.conftest import HEAD, load_text
from tests.samples import TEXT

DAY = date(2022, 10, 15)


def shown(by: str = "section", screen: Screen = PIPE, text: str = TEXT) -> list[str]:
    """Return the lines of the statistics of a register."""
    return stats_text(stats(select(load_text(text).register, DAY), by), "部分", screen, "t.yaml").splitlines()


def test_the_whole_table_in_a_pipe() -> None:
    """Groups, the sum, and what the numbers rest on."""
    assert shown() == [
        "部分        措施  办结  待审核  逾期  临期  无日期  办结率                       按期办结率",
        "───────────────────────────────────────────────────────────────────────────────────────────",
        "2 第二部分     3                   3                ░░░░░░░░░░ 0/3（0%）     0÷（3－0）＝0%",
        "1 第一部分    11     1       1     1     1       4  █░░░░░░░░░ 1/11（9%）  2÷（2－0）＝100%",
        "合计          14     1       1     4     1       4  █░░░░░░░░░ 1/14（7%）   2÷（5－0）＝40%",
        "",
        "台账：台账（t.yaml，2022 年），截至 2022-10-15。",
        "办结率＝办结÷（全部－取消）：1/14（7%）。",
        "按期办结率＝按期办结÷（应结－缓办）：2÷（5－0）＝40%；逾期率：3/5（60%）。"
        "定期的不在应结之内，其中逾期的 1 条。",
        "没有日期、不计逾期的：时限留空 1 条、只说尽快、及时一类 1 条、没有时限 1 条、长期坚持 1 条。",
        "催办 1 次，催办未答复 1 次。",
    ]


def test_bars_are_signs_that_an_old_console_has() -> None:
    """Where line drawing is missing, a bar is of # and -."""
    assert "#--------- 1/11（9%）" in "\n".join(shown(screen=Screen(ascii=True)))


def test_a_single_group_needs_no_sum() -> None:
    """The sum would repeat it; without measures there is the sum alone."""
    one = HEAD + '          - {id: "1.1.1", title: 甲}\n'
    assert not any(line.startswith("合计") for line in shown(text=one))
    assert shown(text=HEAD.replace("measures:", "measures: []"))[2].startswith("合计")


def test_on_a_usual_terminal_the_share_is_a_percentage() -> None:
    """Where the bars have no room; what it is a share of stands before it, and the sum in words below."""
    assert shown(screen=Screen(80))[:5] == [
        "部分        措施  办结  待审核  逾期  临期  无日期  办结率        按期办结率",
        "────────────────────────────────────────────────────────────────────────────",
        "2 第二部分     3                   3                    0%    0÷（3－0）＝0%",
        "1 第一部分    11     1       1     1     1       4      9%  2÷（2－0）＝100%",
        "合计          14     1       1     4     1       4      7%   2÷（5－0）＝40%",
    ]
    assert [shown(screen=Screen(columns))[0] == shown()[0] for columns in (90, 91)] == [False, True]


def test_it_fits_a_terminal() -> None:
    """At 80 columns and at 40 no line is wider."""
    for columns in (80, 40):
        assert all(width(line) <= columns for line in shown(screen=Screen(columns)))
