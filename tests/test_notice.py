"""Which units are asked about which measures, and what is missing of each."""

from datetime import date

import pytest

from fazhi_cli.measure import Register
from fazhi_cli.notice import Missing, Notice, is_pressed, meant, notices
from fazhi_cli.problems import Refused
from fazhi_cli.query import Filter, select
from tests.conftest import load_text

DAY = date(2022, 10, 15)
TEXT = """\
title: 台账
year: 2022
issued: 2022-03-15
units:
  - {name: 区司法局, alias: [司法局]}
  - {name: 各镇街, members: [甲镇, 乙街道]}
sections:
  - id: "1"
    title: 部分
    subtasks:
      - id: "1.1"
        title: 子任务
        measures:
          - {id: "1.1.1", title: 没有牵头, due: 6月底前}
          - {id: "1.1.2", title: 别名, lead: 司法局, due: 6月底前}
          - {id: "1.1.3", title: 本名, lead: 区司法局, due: 9月底前}
          - {id: "1.1.4", title: 集体, lead: 各镇街, due: 9月底前, log: [{date: 2022-05-01, unit: 甲镇, note: 已办}]}
          - {id: "1.1.5", title: 自己的, lead: 甲镇, due: 10月20日前}
          - {id: "1.1.6", title: 报了的, lead: 区法院, due: 6月底前, status: review, log: [{date: 2022-07-02, status: review}]}
          - {id: "1.1.7", title: 长期的, lead: 区法院, kind: standing}
"""  # noqa: E501


def register() -> Register:
    """Return the register of these tests."""
    return load_text(TEXT).register


def sent(letter: str, chosen: Filter = Filter(), number: str | None = None) -> tuple[Notice, ...]:  # noqa: B008
    """Return the letters about what is chosen."""
    rows = filter(is_pressed, select(register(), DAY, meant(chosen)).rows)
    return notices(register(), rows, letter, number)


def told(made: tuple[Notice, ...]) -> list[tuple[str | None, list[str]]]:
    """Return whom each letter is to, and the ids that it is about."""
    return [(notice.unit, [point.row.measure.id for point in notice.points]) for notice in made]


def missing(lines: str, unit: str = "") -> Missing:
    """Return what is missing of a measure led by 各镇街, as asked of a member or of all."""
    head, _, _ = TEXT.partition('          - {id: "1.1.1"')
    own = load_text(f'{head}          - {{id: "1.1.1", title: 措施, lead: 各镇街, {lines}}}\n').register
    made = notices(own, select(own, DAY).rows, "reminder" if unit else "slip")
    return next(notice.points[0].missing for notice in made if unit in ("", notice.unit))


def test_reminders_are_one_for_each_unit() -> None:
    """An alias is its unit, a member gets what its collective leads beside its own, nobody comes last."""
    assert told(sent("reminder")) == [
        ("区司法局", ["1.1.2", "1.1.3"]),
        ("甲镇", ["1.1.4", "1.1.5"]),
        ("乙街道", ["1.1.4"]),
        (None, ["1.1.1"]),
    ]
    points = sent("reminder")[1].points
    assert [point.collective for point in points] == ["各镇街", None]


def test_slips_are_one_for_each_measure() -> None:
    """A collective is asked as one, with its members named; longest overdue first."""
    made = sent("slip")
    assert told(made) == [
        (None, ["1.1.1"]),
        ("区司法局", ["1.1.2"]),
        ("区司法局", ["1.1.3"]),
        ("各镇街", ["1.1.4"]),
        ("甲镇", ["1.1.5"]),
    ]
    assert [notice.members for notice in made] == [(), (), (), ("甲镇", "乙街道"), ()]


def test_what_was_handed_in_is_not_pressed() -> None:
    """1.1.6 is overdue, but the unit has done its part."""
    assert [
        row.measure.id for row in select(register(), DAY, Filter(overdue=True)).rows if not is_pressed(row)
    ] == ["1.1.6"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(), Filter(overdue=True, due_soon=-1)),
        (Filter(units=("甲镇",)), Filter(units=("甲镇",), overdue=True, due_soon=-1)),
        (Filter(ids=("1",)), Filter(ids=("1",))),
        (Filter(stale=True), Filter(stale=True)),
        (Filter(lagging=True), Filter(lagging=True)),
        (Filter(due_soon=0), Filter(due_soon=0)),
    ],
)
def test_what_a_selection_means(chosen: Filter, expected: Filter) -> None:
    """Ids and states say themselves what is meant; other filters narrow what presses."""
    assert meant(chosen) == expected


def test_a_measure_that_has_an_end() -> None:
    """It is to be finished and proven, until something proves it."""
    assert missing("due: 9月底前") == Missing(True, True, 0, None, None, ())
    log = "log: [{date: 2022-05-01, unit: 甲镇, note: 一}, {date: 2022-06-01, unit: 乙街道, evidence: [x]}]"
    assert missing(f"due: 9月底前, {log}") == Missing(True, False, 0, None, date(2022, 6, 1), ())


def test_a_member_is_heard_for_itself() -> None:
    """What another member or nobody in particular reported does not speak for it."""
    log = "log: [{date: 2022-05-01, unit: 甲镇, note: 一}, {date: 2022-06-01, note: 二}]"
    assert missing(f"due: 9月底前, {log}", "甲镇").heard == date(2022, 5, 1)
    assert missing(f"due: 9月底前, {log}", "乙街道").heard is None
    assert missing(f"due: 9月底前, {log}").heard == date(2022, 6, 1)


def test_a_measure_that_recurs() -> None:
    """Reports are missing, not an end; the next one is asked for while it is still to come."""
    assert missing("kind: recurring, due: 每季度") == Missing(False, False, 3, date(2022, 12, 31), None, ())
    log = "log: [{date: 2022-10-10, note: 一}]"
    assert missing(f"kind: recurring, due: 每季度, {log}")[2:4] == (3, None)


@pytest.mark.parametrize("lines", ["kind: standing", "due: 长期坚持", "kind: prohibition"])
def test_a_measure_without_an_end(lines: str) -> None:
    """Nothing can be finished, nothing has to be proven."""
    assert missing(lines) == Missing(False, False, 0, None, None, ())


def test_steps_that_are_late() -> None:
    """Of the plan those steps that should be done by now and are not."""
    plan = "plan: [{step: 甲, before: 60}, {step: 乙, before: 70, done: 2022-08-01}, {step: 丙, before: 1}]"
    assert [item.step for item in missing(f"due: 10月31日前, {plan}").steps] == ["甲"]


@pytest.mark.parametrize(
    ("number", "numbers"),
    [
        (None, [None] * 5),
        ("区法治办督〔2022〕8号", [f"区法治办督〔2022〕{each}号" for each in (8, 9, 10, 11, 12)]),
        ("督098", ["督098", "督099", "督100", "督101", "督102"]),
    ],
)
def test_numbers_count_up(number: str | None, numbers: list[str | None]) -> None:
    """The last figure is that of the letter."""
    assert [notice.number for notice in sent("slip", number=number)] == numbers


def test_a_number_without_a_figure_is_for_one_letter() -> None:
    """Two letters with the same number are refused."""
    assert [notice.number for notice in sent("slip", Filter(ids=("1.1.3",)), "特急")] == ["特急"]
    with pytest.raises(Refused, match="有 5 份，文号“特急”里没有数字"):
        sent("slip", number="特急")
