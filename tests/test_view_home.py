"""`fazhi` alone in three lines."""

from datetime import date

import pytest

from fazhi_cli.cells import width
from fazhi_cli.query import Listing, select
from fazhi_cli.view.home import home_text
from fazhi_cli.view.screen import PIPE, Screen
from tests.conftest import HEAD, load_text, one_measure
from tests.samples import TEXT

TODAY = date(2022, 10, 15)


def listing(text: str) -> Listing:
    """Return everything in the register `text`."""
    return select(load_text(text).register, TODAY)


def test_the_state_of_a_register_in_three_lines() -> None:
    """Which register, how many by status, what presses; then what is likely next."""
    assert home_text(listing(TEXT), "tasks.yaml", False, PIPE) == (
        "台账：台账（tasks.yaml，2022 年）\n"
        "措施：14 条；未启动 10，进行中 1，待审核 1，已办结 1，暂缓 1\n"
        "截至 2022-10-15：逾期 4 条，临期 1 条，久无回音 10 条，没有牵头单位 3 条，催办未答复 1 条"
        "；不计逾期：时限留空 1 条（1.1.5）、只说尽快、及时一类 1 条、没有时限 1 条\n"
        "\n"
        "接下来：fazhi list --overdue 看逾期的；fazhi mark 编号 --note … 记进展\n"
        "全部命令：fazhi --help"
    )


@pytest.mark.parametrize(
    ("text", "third", "after"),
    [
        (
            HEAD.replace("measures:", "measures: []"),
            "截至 2022-10-15：逾期 0 条，临期 0 条，久无回音 0 条，没有牵头单位 0 条",
            "接下来：fazhi add 子任务编号 --title … 加措施",
        ),
        (
            one_measure("due: 10月20日前"),
            "截至 2022-10-15：逾期 0 条，临期 1 条，久无回音 1 条，没有牵头单位 1 条",
            "接下来：fazhi list --due-soon 看临期的；fazhi mark 编号 --note … 记进展",
        ),
        (
            one_measure("due: 年底前\nlead: 甲"),
            "截至 2022-10-15：逾期 0 条，临期 0 条，久无回音 1 条，没有牵头单位 0 条",
            "接下来：fazhi list 看全部；fazhi check 检查台账",
        ),
        (
            one_measure("due: 9月底前\nassumed: [due]"),
            "截至 2022-10-15：逾期 1 条（拟 1 条），临期 0 条，久无回音 1 条，没有牵头单位 1 条",
            "接下来：fazhi list --overdue 看逾期的；fazhi mark 编号 --note … 记进展",
        ),
    ],
)
def test_what_is_likely_next_depends_on_the_state(text: str, third: str, after: str) -> None:
    """Overdue first, then due soon, else a look at all; an empty register wants measures."""
    lines = home_text(listing(text), "t.yaml", False, PIPE).splitlines()
    assert (lines[2], lines[4]) == (third, after)


def test_the_built_in_register_is_said_to_be_read_only() -> None:
    """The first line says so; without measures there is nothing to count."""
    lines = home_text(listing(HEAD.replace("measures:", "measures: []")), "内置台账", True, PIPE).splitlines()
    assert lines[:2] == ["台账：台账（内置台账，2022 年），只读", "措施：还没有"]


@pytest.mark.parametrize("wide", [20, 40, 60, 80])
def test_it_fits_a_narrow_terminal(wide: int) -> None:
    """Long lines are folded."""
    text = home_text(listing(TEXT), "tasks.yaml", False, Screen(wide))
    assert max(width(line) for line in text.splitlines()) <= wide
