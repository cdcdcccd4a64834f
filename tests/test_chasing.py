"""From whom the office asks for an answer, by when: changes of the register, or the rule not met."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli import holidays
from fazhi_cli.change import Append
from fazhi_cli.chasing import Request, chase, check_open, chosen, reply_day
from fazhi_cli.measure import Register, Rules
from fazhi_cli.problems import Refused
from fazhi_cli.proof import changed
from fazhi_cli.state import state
from tests.conftest import HEAD, load_text, measure, one_measure

CALENDAR = holidays.calendar_for([])
DAY = date(2022, 10, 12)  # a Wednesday
SEVERAL = (
    HEAD.replace("sections:", "units: [区司法局, {name: 各镇街, alias: [镇街], members: [甲镇]}]\nsections:")
    + """\
          - {id: "1.1.1", title: 在办, lead: 区司法局, status: doing}
          - {id: "1.1.2", title: 已办结, lead: 区法院, status: done}
          - {id: "1.1.3", title: 没人, status: todo}
          - {id: "1.1.4", title: 待审核, lead: 待明确, status: review}
          - {id: "1.1.5", title: 暂缓, lead: 区法院, status: paused}
          - {id: "1.1.6", title: 取消, lead: 区法院, status: dropped}
"""
)


def register(text: str = SEVERAL) -> Register:
    """Return the register in `text`."""
    return load_text(text).register


def refused(call: Any, *args: Any) -> tuple[str, str]:
    """Return the message and the remedy of the refusal that `call` ends with."""
    with pytest.raises(Refused) as caught:
        call(*args)
    return caught.value.message, caught.value.hint


def items(ids: Sequence[str], **told: Any) -> dict[str, list[object]]:
    """Return what is recorded, by the position of the measure."""
    own = register()
    changes = chase(own, chosen(own, ids, DAY).rows, Request(DAY, "王五", **told))
    found: dict[str, list[object]] = {}
    for change in changes:
        assert isinstance(change, Append)
        assert change.path[-1] == "chases"
        found[f"1.1.{int(change.path[-2]) + 1}"] = [*change.items]
    return found


def test_a_chase_goes_to_the_lead() -> None:
    """Nobody named: the lead is asked; what is not said is left out."""
    assert items(["1.1.1"]) == {"1.1.1": [{"date": DAY, "by": "王五", "to": "区司法局"}]}


def test_every_word_of_a_chase_stands_in_the_order_of_the_file() -> None:
    """All that is told is recorded, keys as the register has them."""
    ((found,),) = items(
        ["1.1.1"], to=("区法院",), how="函", reply_by=date(2022, 10, 17), number="〔2022〕8号"
    ).values()
    assert found == {
        "date": DAY, "by": "王五", "to": "区法院", "how": "函", "reply_by": date(2022, 10, 17),
        "number": "〔2022〕8号",
    }  # fmt: skip
    assert list(found) == ["date", "by", "to", "how", "reply_by", "number"]


def test_several_units_are_several_chases() -> None:
    """Each unit answers for itself; one that is listed twice is asked once."""
    found = items(["1.1.1", "1.1.3"], to=("区法院、区司法局", "区法院"))
    asked = [{"date": DAY, "by": "王五", "to": unit} for unit in ("区法院", "区司法局")]
    assert found == {"1.1.1": asked, "1.1.3": asked}


def test_a_chase_is_written_behind_those_before() -> None:
    """The text gets one line; the list is begun where there was none."""
    text = one_measure("lead: 甲\nchases:\n  - {date: 2022-10-01, to: 甲} # 先打过")
    loaded = load_text(text)
    own = loaded.register
    changes = chase(own, chosen(own, ["1"], DAY).rows, Request(DAY, "王五", how="当面"))
    assert changed(loaded, changes, CALENDAR).source.text == (
        f"{text}              - {{date: 2022-10-12, by: 王五, to: 甲, how: 当面}}\n"
    )


def test_a_subtree_leaves_out_what_is_finished_or_put_off() -> None:
    """Of a subtree the unfinished are chased; the others are told."""
    found = chosen(register(), ["1.1"], DAY)
    assert [row.measure.id for row in found.rows] == ["1.1.1", "1.1.3", "1.1.4"]
    assert found.left == ("1.1.2", "1.1.5", "1.1.6")
    assert chosen(register(), ["1.1.1", "１.1.１"], DAY).left == ()


@pytest.mark.parametrize(
    ("ids", "message", "hint"),
    [
        (["1.1.1", "1.1.2"], "1.1.2 已办结，不用再催",
         "核查没有办好的，先用 fazhi mark 1.1.2 --status doing 重启"),
        (["1.1.2", "1.1"], "1.1.2 已办结，不用再催",
         "核查没有办好的，先用 fazhi mark 1.1.2 --status doing 重启"),
        (["1.1.5"], "1.1.5 暂缓着，不催办", "要接着办的，先用 fazhi mark 1.1.5 --status doing 恢复"),
        (["1.1.6"], "1.1.6 已取消，不用再催", "还要办的，先用 fazhi mark 1.1.6 --status doing 恢复"),
        (["1.1.9"], "台账里没有编号 1.1.9", "相近的有：1.1.6"),
    ],
)  # fmt: skip
def test_only_what_is_unfinished_is_chased(ids: list[str], message: str, hint: str) -> None:
    """A measure that is named itself has to be open; nothing is chased otherwise."""
    assert refused(chosen, register(), ids, DAY) == (message, hint)


def test_the_reason_of_a_pause_is_told() -> None:
    """Why a measure was put off stands in the refusal: the last note of that."""
    lines = "status: paused\nlog:\n  - {date: 2022-05-01, status: paused, note: 旧由}\n"
    lines += "  - {date: 2022-08-01, status: paused, note: 等上级文件}\n  - {date: 2022-09-01, note: 仍在等}"
    row = state(measure(lines), DAY, Rules())
    assert refused(check_open, row)[0] == "1.1.1 暂缓着（等上级文件），不催办"


def test_what_was_open_on_the_day_of_the_chase_can_be_recorded_later() -> None:
    """A chase of an earlier day is judged by that day."""
    own = register(one_measure("lead: 甲\nstatus: done\nlog: [{date: 2022-10-13, status: done}]"))
    assert len(chosen(own, ["1.1.1"], date(2022, 10, 12)).rows) == 1
    assert refused(chosen, own, ["1.1.1"], date(2022, 10, 13))[0] == "1.1.1 已办结，不用再催"


def test_nothing_left_to_chase_is_refused() -> None:
    """A subtree of finished measures, or of none, has nobody to ask."""
    done = one_measure("lead: 甲\nstatus: done")
    for text in (done, HEAD.replace("measures:", "measures: []")):
        assert refused(chosen, register(text), ["1.1"], DAY) == (
            "没有要催的措施",
            "用 fazhi list --status todo,doing,review 查看没有办完的",
        )


def test_nobody_is_not_chased() -> None:
    """Without a lead, or with one that is to be cleared up, the unit has to be named; all such are told."""
    message = "1.1.3、1.1.4 没有定下牵头单位，不知催谁"
    hint = "加上 --to 单位，或先用 fazhi set 1.1.3 --lead 定下来"
    assert refused(items, ["1.1"]) == (message, hint)
    assert list(items_to("区司法局", ["1.1"])) == ["1.1.1", "1.1.3", "1.1.4"]


def items_to(unit: str, ids: list[str]) -> dict[str, list[object]]:
    """Return what is recorded when `unit` is asked."""
    return items(ids, to=(unit,))


@pytest.mark.parametrize("lead", ["待明确", "待定", "（待确定）", "未明确", "(待落实)", "尚未明确"])
def test_a_lead_to_be_cleared_up_is_none(lead: str) -> None:
    """Words that say that nobody is named yet are no unit."""
    own = register(one_measure(f"lead: {lead}"))
    assert "不知催谁" in refused(chase, own, chosen(own, ["1"], DAY).rows, Request(DAY, "王五"))[0]


def test_many_without_a_lead_are_counted() -> None:
    """Five are named, of more the number is told."""
    rest = "".join(f'          - {{id: "1.1.{number}", title: 甲}}\n' for number in range(2, 8))
    own = register(one_measure("kind: task") + rest)
    message, _ = refused(chase, own, chosen(own, ["1"], DAY).rows, Request(DAY, "王五"))
    assert message == "1.1.1、1.1.2、1.1.3、1.1.4、1.1.5等 7 条 没有定下牵头单位，不知催谁"


@pytest.mark.parametrize(
    ("text", "day", "expected", "remarks"),
    [
        ("2022-10-17", "2022-10-12", "2022-10-17", ()),
        ("2022-10-12", "2022-10-12", "2022-10-12", ()),  # today still
        ("10月20日前", "2022-10-12", "2022-10-20", ()),
        ("3个工作日内", "2022-10-12", "2022-10-17", ()),
        ("三个工作日内", "2022-09-29", "2022-10-09", ("当天是周末，但调休上班。",)),
        ("周五前", "2022-10-12", "2022-10-14", ()),
        ("下周一前", "2022-10-12", "2022-10-17", ()),
        ("3日内", "2022-10-12", "2022-10-15", ("当天是星期六，期限不顺延。",)),
        ("2022-10-16", "2022-10-12", "2022-10-16", ("当天是星期日，期限不顺延。",)),
        ("2022-10-03", "2022-09-12", "2022-10-03", ("当天在国庆节放假期间，期限不顺延。",)),
        ("月底前", "2022-10-12", "2022-10-31", ()),
        ("年底前", "2023-10-12", "2023-12-31", ("当天在元旦放假期间，期限不顺延。",)),
        ("5个工作日内", "2031-10-06", "2031-10-13", ("没有2031年的放假安排，只除去周末。",)),
    ],
)
def test_the_day_for_the_reply_counts_from_the_chase(
    text: str, day: str, expected: str, remarks: tuple[str, ...]
) -> None:
    """A date or the words of deadlines; a holiday is told, and the day stays."""
    found = reply_day(text, date.fromisoformat(day), CALENDAR)
    assert (str(found.day), found.remarks) == (expected, remarks)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2022-10-11", "回复期限 2022-10-11 早于催办的 2022-10-12"),
        ("尽快", "回复期限“尽快”说不出是哪一天"),
        ("每月", "回复期限“每月”说不出是哪一天"),
        ("X月底前", "回复期限“X月底前”说不出是哪一天"),
        (
            "9月底前",
            "回复期限“9月底前”：2022年9月30日（星期五），早于催办日期2022年10月12日（星期三），"
            "或者2023年9月底前",
        ),
    ],
)
def test_a_day_for_the_reply_that_cannot_be(text: str, message: str) -> None:
    """Before the chase, no day at all, or one of two: nothing is guessed."""
    assert refused(reply_day, text, DAY, CALENDAR)[0] == message


@given(day=st.dates(date(2019, 1, 1), date(2026, 6, 30)), count=st.integers(0, 60))
def test_a_date_written_out_is_that_date(day: date, count: int) -> None:
    """An ISO date means itself, and so many days from the chase are counted from the day after it."""
    wanted = day + timedelta(count)
    assert reply_day(wanted.isoformat(), day, CALENDAR).day == wanted
    if count:
        assert reply_day(f"{count}日内", day, CALENDAR).day == wanted
