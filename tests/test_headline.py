"""The numbers on top of a report, each with its whole and its change."""

from datetime import date

from fazhi_cli.headline import Figure, headline
from fazhi_cli.report import report
from fazhi_cli.span import week_of
from tests.conftest import HEAD, load_text
from tests.samples import TEXT

TODAY = date(2022, 10, 15)


def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of the report on the week of 10 October."""
    return headline(report(load_text(text).register, week_of(TODAY), TODAY))


def test_figures_have_numerator_and_denominator() -> None:
    """All of the sample, counted by hand: 14 measures, 12 of them unfinished."""
    assert figures(TEXT) == (
        Figure("办结", "1/14（7%）", "比10月9日持平"),
        Figure("按期办结率", "2÷（5－0）＝40%", "按期办结÷（应结－缓办）"),
        Figure("逾期", "4/12", "比10月9日持平", alarm=True),
        Figure("临期", "1/12", "比10月9日增加 1"),
        Figure("待审核", "1/12", "比10月9日增加 1"),
        Figure("不计逾期", "4/12", "时限留空 1，未定日期 1，没有时限 1，长期坚持 1"),
    )


def test_what_rests_on_assumed_dates_or_has_none_is_said() -> None:
    """The rate names how many of its deadlines are assumed, and what it leaves out."""
    text = (
        HEAD.replace("sections:", "rules: {default_due: 6月底前}\nsections:")
        + '          - {id: "1.1.1", title: 甲}\n'
        + '          - {id: "1.1.2", title: 乙, due: 9月底前, status: done}\n'
    )
    assert figures(text)[1] == Figure(
        "按期办结率",
        "0÷（1－0）＝0%",
        "按期办结÷（应结－缓办），其中 1 条时限是推定的，办结日期不明的 1 条不计",
    )


def test_of_nothing_there_are_no_figures() -> None:
    """An empty register has none; where all is finished there is nothing to be a part of."""
    assert figures("title: 台账\nsections: []\n") == ()
    made = figures(HEAD + '          - {id: "1.1.1", title: 甲, status: done}\n')
    assert [(item.value, item.told, item.alarm) for item in made[2:]] == [
        ("0", "比10月9日持平", False),
        ("0", "比10月9日持平", False),
        ("0", "比10月9日持平", False),
        ("0", "", False),
    ]
