"""Deadlines for a calendar, read back by an independent library."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar, Event

from fazhi_cli.export.calendar import ics
from fazhi_cli.query import select
from tests.conftest import HEAD, load_text, one_measure
from tests.hostile import HOSTILE, Hostile, listing_of
from tests.samples import TEXT

DAY = date(2022, 10, 15)


def events_of(data: bytes) -> list[Event]:
    """Return the events of a calendar, as the library reads them."""
    return [item for item in Calendar.from_ical(data).walk("VEVENT") if isinstance(item, Event)]


def calendar_of(text: str) -> list[Event]:
    """Return the events of a register's calendar."""
    return events_of(ics(select(load_text(text).register, DAY), None))


def day_of(event: Event, name: str) -> date:
    """Return the day that a property holds."""
    day = event.decoded(name)
    assert isinstance(day, date)
    return day


def test_unfinished_measures_with_a_date_become_events() -> None:
    """Points and the next turn of recurring ones; nothing done, paused or undated."""
    assert [(str(event["SUMMARY"]), day_of(event, "DTSTART")) for event in calendar_of(TEXT)] == [
        ("2.1.10 逾期很久", date(2022, 6, 30)),
        ("2.1.2 同样逾期", date(2022, 6, 30)),
        ("2.1.1 逾期不久", date(2022, 9, 30)),
        ("1.1.1 临期", date(2022, 10, 20)),
        ("1.1.2 以后才到期", date(2022, 12, 31)),
        ("1.1.3 每季度", date(2022, 12, 31)),
        ("1.1.11 待审核", date(2022, 10, 18)),
    ]


def test_an_event_lasts_all_day_and_wakes_the_day_before() -> None:
    """One day, free, with an alarm at nine in the morning before it."""
    (event,) = calendar_of(one_measure("lead: 甲局\ndue: 9月底前\nassumed: [due]"))
    assert day_of(event, "DTEND") - day_of(event, "DTSTART") == timedelta(days=1)
    assert (str(event["TRANSP"]), str(event["SUMMARY"])) == ("TRANSPARENT", "1.1.1 措施（拟）")
    assert str(event["DESCRIPTION"]) == "牵头单位：甲局\n完成时限：2022-09-30（拟）\n状态：未启动，进度 0%"
    (alarm,) = event.walk("VALARM")
    assert (str(alarm["ACTION"]), alarm.decoded("TRIGGER")) == ("DISPLAY", timedelta(hours=-15))


def test_a_measure_keeps_its_uid() -> None:
    """On another day, with another title or deadline; another register's measure has another."""
    text = one_measure("due: 9月底前")
    changed = text.replace("措施", "别的").replace("9月底前", "年底前")
    other = text.replace("title: 台账", "title: 别的台账")
    uids = [str(calendar_of(item)[0]["UID"]) for item in (text, changed, other)]
    assert uids[0] == uids[1] != uids[2]
    assert uids[0].startswith("1.1.1-") and uids[0].endswith("@fazhi")


def test_lines_are_folded_at_75_octets_between_characters() -> None:
    """CRLF ends each line, and unfolding gives the text back."""
    long = "很长的标题" * 39
    data = ics(select(load_text(one_measure("due: 9月底前").replace("措施", long)).register, DAY), None)
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines) and b"\n" not in data.replace(b"\r\n", b"")
    assert all(line.decode() for line in lines[:-1])
    assert f"SUMMARY:1.1.1 {long}" in data.replace(b"\r\n ", b"").decode()


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda item: item.about)
def test_hostile_titles_inject_nothing(hostile: Hostile) -> None:
    """One event, its summary the text itself, controls spelt out."""
    data = ics(listing_of(hostile.text), None)
    assert data.count(b"BEGIN:VEVENT") == 1
    (event,) = events_of(data)
    expected = hostile.shown.replace("⏎", "\n")
    assert str(event["SUMMARY"]).replace("\r", "") == f"1.1.1 {expected}".rstrip() or "⏎" in hostile.shown
    assert not any(octet < 32 and octet not in b"\r\n" for octet in data)


def test_a_register_without_dates_is_an_empty_calendar() -> None:
    """Still a calendar."""
    assert calendar_of(HEAD.replace("measures:", "measures: []")) == []
