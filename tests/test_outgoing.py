"""Sheets that go out: whose measures, under which file names."""

from datetime import date

import pytest

from fazhi_cli.outgoing import Outgoing, outgoing, wanted
from fazhi_cli.query import EVERYTHING, Filter, select
from tests.conftest import load_text

DAY = date(2022, 10, 15)
HEAD = """\
version: 1
title: 台账
units: [{name: 区司法局, alias: [司法局]}, {name: 各镇街, members: [甲镇, 乙街道]}]
sections:
  - id: "1"
    title: 部分
    subtasks:
      - id: "1.1"
        title: 子任务
        measures:
"""
MEASURES = """\
          - {id: 1.1.1, title: 无主}
          - {id: 1.1.2, title: 一, lead: 司法局}
          - id: 1.1.3
            title: 二
            lead: 各镇街
            support: [区法院]
            log:
              - {date: 2022-05-01, unit: 甲镇, note: 甲镇说}
              - {date: 2022-06-01, note: 主办单位说}
              - {date: 2022-07-01, unit: 甲镇, progress: 10}
              - {date: 2022-11-01, unit: 甲镇, note: 后来说}
          - {id: 1.1.4, title: 三, lead: 甲镇}
          - {id: 1.1.5, title: 办完, lead: 区司法局, status: done, log: [{date: 2022-05-01, status: done}]}
          - {id: 1.1.6, title: 暂缓, lead: 区司法局, status: paused}
          - id: 1.1.7
            title: 审核
            lead: 区司法局
            status: review
            log: [{date: 2022-05-01, unit: 司法局, status: review, note: 局里说}]
"""


def made(text: str = HEAD + MEASURES, chosen: Filter = EVERYTHING) -> tuple[Outgoing, ...]:
    """Return what goes out of a register."""
    register = load_text(text).register
    return outgoing(register, wanted(chosen, select(register, DAY, chosen).rows), chosen, DAY, "d")


def ids(found: tuple[Outgoing, ...]) -> dict[str | None, list[str]]:
    """Return the measures of each unit."""
    return {each.unit: [task.row.measure.id for task in each.tasks] for each in found}


def test_who_gets_what() -> None:
    """An alias is its unit, a collective its members, nobody comes last; what is at rest stays here."""
    found = made()
    assert ids(found) == {
        "区司法局": ["1.1.2", "1.1.7"],
        "甲镇": ["1.1.3", "1.1.4"],
        "乙街道": ["1.1.3"],
        None: ["1.1.1"],
    }
    assert [each.file for each in found] == ["区司法局", "甲镇", "乙街道", "待明确"]
    assert {(each.day, each.digest, each.register.title) for each in found} == {(DAY, "d", "台账")}


def test_what_was_said_last() -> None:
    """By the unit itself, up to the day; what the office wrote is not a member's."""
    found = {
        each.unit: [(task.collective, task.last and task.last.note) for task in each.tasks] for each in made()
    }
    assert found == {
        "区司法局": [(None, None), (None, "局里说")],
        "甲镇": [("各镇街", "甲镇说"), (None, None)],
        "乙街道": [("各镇街", None)],
        None: [(None, None)],
    }


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(ids=("1.1.5",)), {"区司法局": ["1.1.5"]}),
        (Filter(ids=("1.1",), statuses=("paused",)), {"区司法局": ["1.1.6"]}),
        (Filter(units=("甲镇",)), {"甲镇": ["1.1.3", "1.1.4"]}),
        (Filter(units=("各镇街",)), {"甲镇": ["1.1.3"], "乙街道": ["1.1.3"]}),
        (Filter(units=("司法局",)), {"区司法局": ["1.1.2", "1.1.7"]}),
        (Filter(units=("区法院",)), {}),
        (Filter(leads=("乙街道",)), {"乙街道": ["1.1.3"]}),
    ],
)
def test_what_is_asked_for(chosen: Filter, expected: dict[str, list[str]]) -> None:
    """By id or status what is finished, too; of named units theirs alone."""
    assert ids(made(chosen=chosen)) == expected


def test_file_names_are_told_apart() -> None:
    """A name that is a file's as it stands stays; others that would take it get a mark of their own."""
    leads = ("区/司法局", "区_司法局", "区:司法局", "AB局", "ab局", "待明确", "x" * 90, "x" * 80)
    rows = "".join(
        f"          - {{id: 1.1.{place}, title: 一, lead: '{lead}'}}\n" for place, lead in enumerate(leads, 1)
    )
    names = {each.unit: each.file for each in made(HEAD + rows)}
    assert names["区_司法局"] == "区_司法局"
    assert names["AB局"] == "AB局"
    assert names["x" * 80] == "x" * 80
    assert len({name.casefold() for name in names.values()}) == len(leads)
    for lead in ("区/司法局", "区:司法局"):
        assert names[lead].startswith("区_司法局-")
    assert names["待明确"] != "待明确"


def test_file_names_rest_on_the_whole_register() -> None:
    """Whatever is selected, a unit's file is called the same."""
    rows = "".join(
        f"          - {{id: 1.1.{place}, title: 一, lead: '{lead}'}}\n"
        for place, lead in enumerate(("区/司法局", "区_司法局"), 1)
    )
    (alone,) = made(HEAD + rows, Filter(ids=("1.1.1",)))
    assert alone.file == {each.unit: each.file for each in made(HEAD + rows)}["区/司法局"]
