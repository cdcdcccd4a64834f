"""The shapes of charts: lengths that say what the numbers say, labels that fit, words for all of it."""

import re
from datetime import date

import pytest

from fazhi_cli.cells import width
from fazhi_cli.export import charts
from fazhi_cli.export.charts import SEGMENTS, UNITS, WIDTH, Bars, Key, Lines, Segment, Tick
from fazhi_cli.report import Report, report
from fazhi_cli.span import week_of
from fazhi_cli.tally import tally
from tests.conftest import HEAD, load_text
from tests.samples import TEXT

TODAY = date(2022, 10, 15)


def told(text: str = TEXT, day: date = TODAY) -> Report:
    """Return the report on the week of `day`."""
    return report(load_text(text).register, week_of(day), day)


def of(*measures: str, head: str = HEAD, day: date = TODAY) -> Report:
    """Return the report on a register with `measures`, each flow YAML without its id."""
    lines = [f'          - {{id: "1.1.{at}", title: 甲, {item}}}\n' for at, item in enumerate(measures, 1)]
    return told(head + "".join(lines), day)


def bars(made: Bars | None) -> Bars:
    """Return the chart, which is there."""
    assert made is not None
    return made


def lines(made: Lines | None) -> Lines:
    """Return the chart, which is there."""
    assert made is not None
    return made


def test_a_bar_divides_its_whole_length_by_the_numbers() -> None:
    """Sections in their order; each part as long as its share, its number in it where it fits."""
    second, first = bars(charts.sections(told())).bars
    assert (second.label, second.numbers) == ("2 第二部分", "办结 0/3（0%） 逾期 3")
    assert second.segments == (Segment("overdue", 0, WIDTH, "3"),)
    assert (first.label, first.numbers) == ("1 第一部分", "办结 1/11（9%） 逾期 1")
    assert first.segments == (
        Segment("done", 0.0, 36.4, "1"),
        Segment("overdue", 36.4, 36.4, "1"),
        Segment("open", 72.7, 290.9, "8"),
        Segment("off", 363.6, 36.4, "1"),
    )
    assert (second.y, first.y) == (20, 64)


def test_the_parts_of_a_bar_are_the_numbers_of_tally() -> None:
    """They add up to all measures of the part, none twice."""
    made = told()
    for part in (*made.sections, *made.units):
        assert sum(number(part.now) for _, number in SEGMENTS.values()) == part.now.total


def test_a_legend_names_only_what_is_there() -> None:
    """The parts that some bar has, side by side without touching."""
    keys = bars(charts.sections(told())).legend
    assert [key.text for key in keys] == ["已办结", "逾期", "未办结、未逾期", "暂缓、取消"]
    ends = [key.x + 14 + width(key.text) * 6.2 for key in keys]
    assert all(end < key.x for end, key in zip(ends, keys[1:], strict=False))
    assert ends[-1] < WIDTH
    assert bars(charts.sections(of("due: 年底前"))).legend == (Key("open", 0.0, 58, "未办结、未逾期"),)


def test_units_come_with_the_most_overdue_first() -> None:
    """Then those with the most unfinished; what has no unit stands under the word for that."""
    made = bars(charts.units(told()))
    assert [(bar.label, bar.numbers) for bar in made.bars] == [
        ("区法院", "办结 1/7（14%） 逾期 1"),
        ("待明确", "办结 0/3（0%） 逾期 1"),
        ("区司法局", "办结 0/1（0%） 逾期 1"),
        ("各镇街", "办结 0/1（0%） 逾期 1"),
        ("甲镇", "办结 0/1（0%） 逾期 0"),
        ("区检察院", "办结 0/1（0%） 逾期 0"),
    ]


def test_many_units_are_added_up_at_the_end() -> None:
    """As many bars as there is room for, then one for all others; sixteen units still stand alone."""
    measures = [f"lead: 第{at}局, due: 9月底前" for at in range(UNITS)]
    rest = ["lead: 丙局, due: 年底前, status: done", "lead: 丁局, due: 9月底前, status: dropped"]
    assert len(bars(charts.units(of(*measures, rest[0]))).bars) == UNITS + 1
    made = bars(charts.units(of(*measures, *rest)))
    assert len(made.bars) == UNITS + 1
    assert made.bars[-1].label == "其余 2 家合计"
    assert made.bars[-1].numbers == "办结 1/1（100%） 逾期 0"
    assert made.bars[-1].segments == (Segment("done", 0.0, 200.0, "1"), Segment("off", 200.0, 200.0, "1"))
    assert [key.kind for key in made.legend] == ["done", "overdue", "off"]


def test_a_number_that_does_not_fit_its_part_stays_out_of_it() -> None:
    """A hundredth of a bar is too narrow; the line above has the number."""
    made = bars(charts.sections(of("status: done", *["due: 年底前"] * 99)))
    assert [segment.text for segment in made.bars[0].segments] == ["", "99"]
    assert made.bars[0].numbers == "办结 1/100（1%） 逾期 0"


def test_long_names_are_cut_and_told_in_full() -> None:
    """What fits beside the numbers is shown; the text for those who cannot see has all of it."""
    made = bars(
        charts.sections(told(HEAD.replace("部分", "长" * 90) + '          - {id: "1.1.1", title: 甲}\n'))
    )
    label = made.bars[0].label
    assert label.endswith("长…")
    assert width(label) * 6.8 + width(made.bars[0].numbers) * 6.2 < WIDTH
    assert made.about == f"1 {'长' * 90}：办结 0/1（0%） 逾期 0"


def test_control_characters_of_names_are_spelt_out() -> None:
    """They would count in the width of a label otherwise."""
    register = load_text(HEAD + '          - {id: "1.1.1", title: 甲}\n').register
    register = register._replace(
        sections=tuple(branch._replace(title="\x1b[31m红\u202e") for branch in register.sections)
    )
    made = bars(charts.sections(report(register, week_of(TODAY), TODAY)))
    assert made.bars[0].label == "1 ⟨U+001B⟩[31m红⟨U+202E⟩"


def test_nothing_to_show_is_no_chart() -> None:
    """No measures: no bars. No dated deadline: no plan."""
    empty = told("title: 台账\nsections: []\n")
    assert (charts.sections(empty), charts.units(empty), charts.burnup(empty)) == (None, None, None)
    assert charts.burnup(of("due: 尽快")) is None


def test_lines_go_up_in_steps_to_the_last_day() -> None:
    """Thirty days from the left to the last day, two measures from the bottom to the top."""
    made = lines(
        charts.burnup(
            of(
                "due: 2022-10-31, since: 2022-10-01, status: done, log: [{date: 2022-10-11, status: done}]",
                "due: 2022-10-16, since: 2022-10-01",
                head=HEAD.replace("issued: 2022-03-15\n", ""),
            )
        )
    )
    assert [(line.kind, line.path) for line in made.lines] == [
        ("firm", "M34,190H209V107H384V24H392"),
        ("actual", "M34,190H150.7V107H197.3"),
    ]
    assert made.today == Tick(197.3, "截至10月15日")
    assert [(tick.at, tick.text) for tick in made.counts] == [(190.0, "0"), (107.0, "1"), (24.0, "2")]
    assert [(tick.at, tick.text) for tick in made.days] == [(34.0, "10月1日"), (384.0, "10月31日")]
    assert made.about == (
        "截至2022年10月15日。已报办结：1 条；计划，按有出处的时限：应办结 0 条，全程 2 条。"
    )
    assert made.notes == ()


def test_assumed_deadlines_have_a_line_of_their_own() -> None:
    """Where all are assumed there is no other; the legend says which is which."""
    head = HEAD.replace("sections:", "rules: {default_due: 年底前}\nsections:")
    both = lines(charts.burnup(of("due: 9月底前", "lead: 甲", head=head)))
    assert [(key.kind, key.text) for key in both.legend] == [
        ("actual", "已报办结：0 条"),
        ("firm", "计划，按有出处的时限：应办结 1 条，全程 1 条"),
        ("planned", "计划，连同推定的时限：应办结 1 条，全程 2 条"),
    ]
    assert [line.kind for line in both.lines] == ["planned", "firm", "actual"]
    alone = lines(charts.burnup(of("lead: 甲", head=head)))
    assert [(key.kind, key.text) for key in alone.legend] == [
        ("actual", "已报办结：0 条"),
        ("planned", "计划，时限都是推定的：应办结 0 条，全程 1 条"),
    ]


def test_what_is_not_drawn_is_said() -> None:
    """Finished on an unknown day, finished without a deadline, due too far ahead."""
    made = lines(
        charts.burnup(
            of(
                "due: 9月底前, status: done",
                "due: 尽快, status: done, log: [{date: 2022-06-01, status: done}]",
                "due: 2035年底前",
            )
        )
    )
    assert made.notes == (
        "已办结而办结日期不明的 1 条，没有画进完成线。",
        "没有时限日期而已报办结的 1 条，不在图中。",
        "2022年10月15日以后到期的 1 条，没有画到。",
    )


@pytest.mark.parametrize(
    ("since", "due", "labels"),
    [
        ("2022-10-01", "2022-10-15", ["10月1日", "10月15日"]),
        ("2022-10-15", "2022-10-15", ["10月15日"]),
        ("2022-08-20", "2022-10-15", ["9月", "10月"]),
        ("2022-03-15", "2022-12-31", ["5月", "7月", "9月", "11月"]),
        ("2021-11-20", "2022-12-31", ["2022年", "3月", "5月", "7月", "9月", "11月"]),
        ("2012-11-20", "2022-12-31", ["2014年", "2016年", "2018年", "2020年", "2022年"]),
        ("1901-01-01", "2022-12-31", ["1950年", "2000年"]),
    ],
)
def test_days_are_marked_by_months_or_years(since: str, due: str, labels: list[str]) -> None:
    """As fine as leaves at most six marks; a January is named by its year."""
    made = lines(
        charts.burnup(of(f"due: {due}, since: {since}", head=HEAD.replace("issued: 2022-03-15\n", "")))
    )
    assert [tick.text for tick in made.days] == labels


@pytest.mark.parametrize(
    ("count", "labels"),
    [(1, [0, 1]), (5, [0, 1, 2, 3, 4, 5]), (6, [0, 2, 4, 6]), (23, [0, 5, 10, 15, 20]), (120, [0, 50, 100])],
)
def test_counts_are_marked_in_round_steps(count: int, labels: list[int]) -> None:
    """One, two or five times a power of ten."""
    made = lines(charts.burnup(of(*["due: 9月底前"] * count)))
    assert [tick.text for tick in made.counts] == [str(label) for label in labels]


@pytest.mark.parametrize(("at", "anchor"), [(34, "middle"), (3, "start"), (200, "middle"), (384, "end")])
def test_a_label_at_the_edge_stays_inside(at: float, anchor: str) -> None:
    """It begins or ends at its mark instead of standing over it."""
    assert Tick(at, "10月15日").anchor == anchor


def test_the_drawing_holds_all_of_its_parts() -> None:
    """Nothing lies outside its width and height."""
    for made in (bars(charts.sections(told())), bars(charts.units(told()))):
        assert max(bar.y + 16 for bar in made.bars) < made.legend[0].y < made.height
        assert all(part.x + part.width <= WIDTH + 0.1 for bar in made.bars for part in bar.segments)
    drawn = lines(charts.burnup(told()))
    numbers = [float(number) for line in drawn.lines for number in re.findall(r"[0-9.]+", line.path)]
    assert max(numbers) <= charts.PLOT.right
    assert max(key.y for key in drawn.legend) < drawn.height


def test_the_numbers_of_the_plan_are_those_of_tally() -> None:
    """What is due and done by the day is what punctuality counts, the undated and put off aside."""
    made = told()
    counted = tally(made.rows)
    assert (
        made.burnup.actual.total + made.burnup.outside + made.burnup.undated == counted.review + counted.done
    )
    punctual = counted.punctual
    early = 1  # 1.1.11 was handed in before its day, which is still to come
    assert made.burnup.planned.on(TODAY) == punctual.due - punctual.paused - early
