"""A whole year by month ends, against a ledger worked out by hand; the days on which things turn."""

import datetime as clock
import time
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli import terms
from fazhi_cli.cli import session
from fazhi_cli.holidays import calendar_for
from fazhi_cli.measure import Entry, Extension, Measure, Rules
from fazhi_cli.phrases import Phrases
from fazhi_cli.query import EVERYTHING, Filter, rollup, select
from fazhi_cli.rates import indication
from fazhi_cli.span import month_of
from fazhi_cli.state import State, learnt_later, state, unanswered, undated
from fazhi_cli.tally import Punctuality, Rate, tally
from fazhi_cli.uncounted import Uncounted
from tests import year_register as year
from tests.conftest import HEAD, Run, load_text, measure, one_measure
from tests.year_register import DAYS, DUE_SOON, LAGS, LEDGER, MISSED, NEXT_DUE, OVERDUE

RULES = Rules()
REGISTER = load_text(year.TEXT).register
ROWS = {own: codes for own, *codes in (line.split()[:4] for line in LEDGER.splitlines()[1:])}
STATUS = {"t": "todo", "d": "doing", "r": "review", "D": "done", "p": "paused", "x": "dropped"}
LIGHT = {"R": "red", "G": "green", "Y": "yellow", "-": "grey", "D": "done", "o": "off"}
MONTHS = pytest.mark.parametrize("month", range(1, 14))

# The sums of the ledger: todo doing review done paused dropped | red yellow green grey done off | stale,
# overdue, periods missed, and unfinished ones without any date (none).
TOTALS = """\
24  3  0  1  0  0 |  0  3 17  7  1  0 |  1  0  0  3
21  5  0  2  0  0 |  2  2 15  7  2  0 | 22  1  1  3
17  8  0  3  0  0 |  2  2 14  7  3  0 | 20  2  1  3
14 10  0  3  1  0 |  1  2 14  7  3  1 | 18  1  1  3
14 10  0  3  1  0 |  3  2 12  7  3  1 | 21  2  2  3
12 12  0  3  1  0 |  4  6  7  7  3  1 | 18  2  2  3
10 11  1  4  1  1 |  5  3  8  6  4  2 | 16  4  3  2
 9 11  1  5  1  1 |  4  2  9  6  5  2 | 16  4  2  2
 8 12  2  5  0  1 |  5  4  7  6  5  1 | 17  5  2  2
 8 10  2  7  0  1 |  5  2  7  6  7  1 | 15  5  2  2
 7 10  3  7  0  1 |  7  3  4  6  7  1 | 17  6  3  2
 7  9  2  9  0  1 |  7  2  3  6  9  1 | 16  7  6  2
 7  9  2  9  0  1 |  8  1  3  6  9  1 | 18  8  6  2
"""


def at(month: int, **chosen: bool) -> dict[str, State]:
    """Return the measures selected at the month end of that number, by id."""
    return {row.measure.id: row for row in select(REGISTER, DAYS[month - 1], Filter(**chosen)).rows}  # type: ignore[arg-type]


def on(day: str, lines: str, rules: Rules = RULES, head: str = HEAD) -> State:
    """Return how the measure with the further `lines` stands on `day`."""
    return state(measure(lines, head), date.fromisoformat(day), rules)


def told(row: State, names: str) -> tuple[object, ...]:
    """Return the named fields, days as text."""
    values = (getattr(row, name) for name in names.split())
    return tuple(value.isoformat() if isinstance(value, date) else value for value in values)


def headed(year_line: str = "year: 2022", issued: str = "issued: 2022-03-15", rules: str = "") -> str:
    """Return the head of a register with these lines in the place of its own; empty ones are left out."""
    lines = "".join(f"{line}\n" for line in (year_line, issued, rules) if line)
    return HEAD.replace("year: 2022\nissued: 2022-03-15\n", lines)


@MONTHS
def test_every_measure_is_as_the_ledger_says(month: int) -> None:
    """Status, light, silence, days overdue, periods missed, lag and the next day due, measure by measure."""
    rows = at(month)
    assert list(rows) == list(ROWS)
    for own, row in rows.items():
        status, light, stale = (codes[month - 1] for codes in ROWS[own])
        day = NEXT_DUE[own][month - 1] if own in NEXT_DUE else None
        assert (own, row.status, row.light, row.stale) == (own, STATUS[status], LIGHT[light], stale == "y")
        days = OVERDUE.get(own, {}).get(month, 0)
        assert (own, row.overdue, row.days_overdue) == (own, days > 0, days)
        assert (own, row.missed) == (own, MISSED[own].get(month, 0) if own in MISSED else None)
        assert (own, row.lag) == (own, LAGS.get(own, {}).get(month))
        assert (own, row.next_due and f"{row.next_due:%Y-%m-%d}"[-len(day or "") :]) == (own, day)


@MONTHS
def test_the_sums_are_those_of_the_ledger(month: int) -> None:
    """Counts by status and light, of what is overdue, silent, missed; blank, soft and undated ones apart."""
    listing = select(REGISTER, DAYS[month - 1])
    rows = listing.rows
    statuses, lights, others = (
        [*map(int, part.split())] for part in TOTALS.splitlines()[month - 1].split("|")
    )
    assert [sum(row.status == word for row in rows) for word in STATUS.values()] == statuses
    order = ("red", "yellow", "green", "grey", "done", "off")
    assert [sum(row.light == word for row in rows) for word in order] == lights
    stale, overdue, missed, none = others
    assert (sum(row.stale for row in rows), sum(row.overdue for row in rows)) == (stale, overdue)
    assert sum(row.missed or 0 for row in rows) == missed
    assert listing.uncounted == Uncounted(blank=1, soft=2, none=none, anchorless=0)
    assert listing.blank == ("1.1.10",)
    counted = tally(rows)
    assert [getattr(counted, word) for word in STATUS.values()] == statuses
    assert (counted.overdue, counted.stale, counted.due_soon) == (overdue, stale, len(DUE_SOON[month]))
    assert (counted.blank, counted.soft, counted.undated) == (1, 2, none)


@MONTHS
def test_the_roll_up_adds_to_the_same_sums(month: int) -> None:
    """Three subtasks hold what the whole register holds."""
    listing = select(REGISTER, DAYS[month - 1])
    rolled = rollup(listing, "subtask")
    assert [item.total for item in rolled] == [16, 7, 5]
    assert sum(item.done for item in rolled) == sum(codes[0][month - 1] == "D" for codes in ROWS.values())
    assert sum(item.overdue for item in rolled) == sum(month in days for days in OVERDUE.values())


@MONTHS
def test_the_command_lists_them_by_name(run: Run, tmp_path: Path, month: int) -> None:
    """`list --overdue` gives the longest overdue first, `--due-soon`, `--stale` and the rest their own."""
    (tmp_path / "tasks.yaml").write_text(year.TEXT, encoding="utf-8")

    def ids(*words: str) -> list[str]:
        return run("list", *words, "--format", "ids", "--as-of", str(DAYS[month - 1])).out.split()

    days = {own: found[month] for own, found in OVERDUE.items() if month in found}
    assert ids("--overdue") == sorted(days, key=lambda own: (-days[own], [*map(int, own.split("."))]))
    assert ids("--due-soon") == DUE_SOON[month]
    assert ids("--stale") == [own for own, codes in ROWS.items() if codes[2][month - 1] == "y"]
    assert ids("--blank") == ["1.1.10"]
    assert ids("--light", "red") == [own for own, codes in ROWS.items() if codes[1][month - 1] == "R"]
    lagging = [own for own, lags in LAGS.items() if lags.get(month, 0) >= 10]
    assert ids("--lagging") == sorted(lagging, key=list(ROWS).index)


def test_ways_back_extensions_and_chases_are_counted_from_their_day() -> None:
    """A return, a reopening, two extensions and two chases, each from its month on."""
    rows = [at(month) for month in range(1, 14)]
    assert [row["1.1.3"].returned for row in rows] == [0] * 9 + [1] * 4
    assert [row["1.1.8"].reopened for row in rows] == [0] * 10 + [1] * 3
    assert [len(row["1.1.7"].extensions) for row in rows] == [0] * 4 + [1] * 4 + [2] * 5
    assert [str(row["1.1.7"].due_date) for row in rows] == (
        ["2022-05-31"] * 4 + ["2022-08-31"] * 4 + ["2022-11-30"] * 5
    )
    assert [len(row["1.1.15"].chases) for row in rows] == [0] * 6 + [1] * 2 + [2] * 5
    assert [len(unanswered(row["1.1.15"])) for row in rows] == [0] * 6 + [1, 0, 1, 0, 0, 0, 0]
    assert [row["1.3.3"].waited for row in rows] == [-140, -112, -81, -51, -20, 10, *[25] * 7]
    assert [row["1.3.2"].waited for row in rows] == [21, 49, *[69] * 11]


def test_in_time_and_late_are_judged_by_the_day_of_handing_in() -> None:
    """At the end three were handed in by their deadline, five after it, four are still open."""
    rows = at(13)
    late = {own: row.late for own, row in rows.items() if row.late is not None}
    in_time = {"1.1.2": False, "1.1.4": False, "1.1.7": False}
    assert late == in_time | dict.fromkeys(("1.1.3", "1.1.5", "1.1.8", "1.1.13", "1.1.15"), True)
    counted = tally(tuple(rows.values()))
    assert counted.punctual == Punctuality(on_time=3, late=5, open=4, due=12, assumed=1)
    assert counted.original == Punctuality(on_time=2, late=6, open=4, due=12, assumed=1)  # 1.1.7 by 05-31


def test_indicator_and_prohibition_through_the_year() -> None:
    """Counts and incidents are those entered by the day."""
    rates = [indication(at(month)["1.3.4"], month_of(DAYS[month - 1])) for month in (3, 4, 6, 7, 13)]
    assert [item.total for item in rates] == [
        Rate(0, 0),
        Rate(17, 23),
        Rate(17, 23),
        Rate(26, 33),
        Rate(26, 33),
    ]
    assert [[unit.alarm for unit in item.units] for item in rates[:2]] == [[], [False, True]]
    incidents = [sum(entry.incidents or 0 for entry in at(month)["1.3.5"].log) for month in (4, 5, 9, 10, 13)]
    assert incidents == [0, 0, 0, 2, 2]


@MONTHS
def test_what_the_file_does_not_date_is_known_as_such(month: int) -> None:
    """Two measures state a status without an entry for it, one a progress; all others are dated."""
    vague = {own: names for own, row in at(month).items() if (names := undated(row))}
    assert vague == {"1.2.1": ("status",), "1.3.4": ("status", "progress")}
    late = {
        own: [str(item.date) for item in items]
        for own, row in at(month).items()
        if (items := learnt_later(row))
    }
    assert late == ({"1.2.3": ["2022-10-15"]} if month == 10 else {})


def test_firm_leaves_the_assumed_deadline_out() -> None:
    """Without assumed deadlines the default one is neither due soon in December nor overdue in January."""
    december, january = at(12, firm=True), at(13, firm=True)
    assert told(december["1.1.9"], "due_date light due_soon") == (None, "grey", False)
    assert [own for own, row in january.items() if row.overdue] == [
        own for own, days in OVERDUE.items() if 13 in days and own != "1.1.9"
    ]


# --- boundary days ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "due", "last"),
    [
        (headed("year: 2024", "issued: 2024-01-10"), "2月底前", "2024-02-29"),
        (headed("year: 2023", "issued: 2023-01-10"), "2月底前", "2023-02-28"),
        (headed("year: 2100", "issued: 2100-01-10"), "2月底前", "2100-02-28"),
        (headed("year: 2024", "issued: 2024-01-31"), "一个月内", "2024-02-29"),
        (headed("year: 2023", "issued: 2023-01-31"), "一个月内", "2023-02-28"),
        (headed("year: 2022", "issued: 2022-01-10"), "2024-02-29", "2024-02-29"),
        (headed("year: 2022", "issued: 2022-12-30"), "会后7日内", "2023-01-06"),
        (headed("year: 2022", ""), "年底前", "2022-12-31"),
        (headed("", "issued: 2022-12-31"), "本月底前", "2022-12-31"),
        (headed("", "issued: 2021-06-01"), "年底前", "2021-12-31"),  # the year of the meeting
        (headed("year: 2022", "issued: 2022-04-02"), "4月底前", "2022-04-30"),
    ],
)
def test_the_last_day_is_in_time_and_the_next_is_not(head: str, due: str, last: str) -> None:
    """Leap days, ends of month and of year: yellow on the day itself, red and overdue by one a day later."""
    day = date.fromisoformat(last)
    before, itself, after = (on(str(day + timedelta(days=n)), f"due: {due}", head=head) for n in (-1, 0, 1))
    names = "due_date overdue days_overdue days_left due_soon light"
    assert told(before, names) == (last, False, 0, 1, True, "yellow")
    assert told(itself, names) == (last, False, 0, 0, True, "yellow")
    assert told(after, names) == (last, True, 1, -1, False, "red")


WEEKLY = headed("year: 2020", "issued: 2020-12-14")


@pytest.mark.parametrize(
    ("log", "day", "missed", "next_due"),
    [
        ("", "2020-12-20", 0, "2020-12-20"),
        ("", "2020-12-21", 1, "2020-12-27"),
        ("", "2021-01-03", 2, "2021-01-03"),  # 2020-W53 ends in the new year
        ("", "2021-01-04", 3, "2021-01-10"),
        ("", "2021-02-01", 7, None),  # the last turn ended on 01-31
        ("{date: 2020-12-31}", "2021-01-04", 2, "2021-01-10"),
        ("{date: 2021-01-03}", "2021-01-04", 2, "2021-01-10"),
        ("{date: 2021-01-04}", "2021-01-04", 3, "2021-01-10"),
        ("{date: 2021-01-20, for: 2020-W53}", "2021-01-25", 5, "2021-01-31"),
        ("{date: 2021-01-01, for: 2021-W01}", "2021-01-11", 3, "2021-01-17"),
    ],
)
def test_weeks_across_the_end_of_a_year_of_53(log: str, day: str, missed: int, next_due: str | None) -> None:
    """The turns 2020-W51, W52, W53, 2021-W01 … end on Sundays; 每周 runs to the day the phrase names."""
    row = on(day, f"due: 到2021年1月底，每周\nlog: [{log}]", head=WEEKLY)
    assert told(row, "missed next_due") == (missed, next_due)


def test_weeks_stop_with_the_year() -> None:
    """Without a bound in the phrase the week that ends on 2021-01-03 is no turn of 2020 any more."""
    assert told(on("2021-01-04", "due: 每周", head=WEEKLY), "missed next_due") == (2, None)


@pytest.mark.parametrize(
    ("due", "head", "ends"),
    [
        ("每月", headed(), "03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31"),
        ("每月31日前", headed(), "03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31"),
        ("每月30日前", headed("year: 2024", "issued: 2024-01-31"),
         "02-29 03-30 04-30 05-30 06-30 07-30 08-30 09-30 10-30 11-30 12-30"),
        ("每月", headed("year: 2023", "issued: 2023-11-30"), "11-30 12-31"),
        ("每季度", headed(), "03-31 06-30 09-30 12-31"),
        ("每半年", headed(), "06-30 12-31"),
        ("每年2月底前", headed("year: 2024", "issued: 2024-02-29"), "02-29"),
    ],
)  # fmt: skip
def test_turns_end_on_the_last_days_of_their_months(due: str, head: str, ends: str) -> None:
    """The first turn is the one that the meeting falls in, the last ends with the year."""
    own = measure(f"due: {due}", head)
    assert own.deadline is not None
    assert own.deadline.first is not None
    days = [date.fromisoformat(f"{own.deadline.first.year}-{end}") for end in ends.split()]
    for number, day in enumerate(days):
        assert told(state(own, day, RULES), "missed next_due") == (number, str(day))
        after = days[number + 1] if number + 1 < len(days) else None
        assert told(state(own, day + timedelta(days=1), RULES), "missed next_due") == (
            number + 1,
            str(after) if after else None,
        )


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    ("moment", "day", "overdue"),
    [
        ("2022-09-30T15:59:59", "2022-09-30", ""),
        ("2022-09-30T16:00:00", "2022-10-01", "1.1.1\n"),
        ("2022-09-29T23:00:00", "2022-09-30", ""),
    ],
)
def test_midnight_is_that_of_beijing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str, moment: str, day: str, overdue: str
) -> None:
    """What is due on 09-30 becomes overdue at 16:00 UTC, whatever the zone of the machine."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot set a zone for one process")

    class Clock(clock.datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return clock.datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone(tz)

    (tmp_path / "tasks.yaml").write_text(one_measure("due: 9月底前"), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        patch.setattr(session, "datetime", Clock)
        today = session.today()
    time.tzset()
    assert today == date.fromisoformat(day)
    assert run("list", "--overdue", "--format", "ids", today=str(today)).out == overdue


def test_a_day_before_everything() -> None:
    """Before the meeting and before `since` nothing presses, lags, waits or is silent."""
    for lines in ("due: 年底前\nprogress: 0", "due: 每月", "due: 立行立改", "kind: standing"):
        for head, day in ((headed(), "2022-01-01"), (headed(), "2022-03-15")):
            row = on(day, f"{lines}\nsince: 2022-06-01", head=head)
            assert told(row, "overdue days_overdue due_soon stale") == (False, 0, False, False)
            assert (row.missed or 0, row.lag or 0) == (0, 0)
            assert row.light == ("grey" if "standing" in lines else "green")


@pytest.mark.parametrize(
    ("due", "head", "kind", "lacks"),
    [
        ("年底前", headed("", ""), "point", "year"),
        ("9月底前", headed("", ""), "point", "year"),
        ("会后5个工作日内", headed("year: 2022", ""), "point", "issued"),
        ("本月底前", headed("year: 2022", ""), "point", "issued"),
        ("年底前，并长期坚持", headed("", ""), "point+standing", "year"),
        ("每月", headed("year: 2022", ""), "recurring", "issued"),
        ("每月", headed("", ""), "recurring", "issued"),
        ("每月，长期坚持", headed("", ""), "recurring+standing", "issued"),
        ("即日起，每周五前", headed("year: 2022", ""), "recurring", "issued"),
        ("立行立改", headed("year: 2022", ""), "immediate", "issued"),
        ("立行立改，长期坚持", headed("", ""), "immediate+standing", "issued"),
    ],
)
def test_without_the_anchor_kind_stays_light_is_grey_and_check_says_so(
    run: Run, tmp_path: Path, due: str, head: str, kind: str, lacks: str
) -> None:
    """Nothing can be counted and nothing is guessed; the footer and `check` name it."""
    row = on("2032-01-01", f"due: {due}", head=head)
    assert told(row, "due_kind light due_date next_due missed waited overdue") == (
        kind, "grey", None, None, None, None, False,
    )  # fmt: skip
    assert row.deadline is not None
    assert row.deadline.lacks == lacks
    (tmp_path / "tasks.yaml").write_text(one_measure(f"due: {due}", head), encoding="utf-8")
    assert "due-anchor" in run("check").out
    assert "不计逾期：缺起算日 1 条。" in run("list", "--overdue").out


@pytest.mark.parametrize("due", ["每月", "立行立改"])
def test_a_start_of_its_own_is_anchor_enough(due: str) -> None:
    """`since` stands in for the day of the meeting."""
    row = on("2022-05-20", f"due: {due}\nsince: 2022-05-10", head=headed("year: 2022", ""))
    assert row.deadline is not None
    assert (row.deadline.lacks, row.light) == (None, "green" if due == "每月" else "yellow")


# --- what a past day knows -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "day", "names"),
    [
        ("status: doing", "2022-05-01", ("status",)),
        ("progress: 40", "2022-05-01", ("progress",)),
        ("status: doing\nprogress: 40\nlog: [{date: 2022-04-01, note: 好}]", "2022-05-01",
         ("status", "progress")),
        ("status: doing\nlog: [{date: 2022-04-01, status: doing}]", "2022-05-01", ()),
        ("status: doing\nlog: [{date: 2022-06-01, status: doing}]", "2022-05-01", ()),  # it was not yet
        ("status: paused\nlog: [{date: 2022-04-01, status: doing}]", "2022-05-01", ("status",)),
        ("progress: 60\nlog: [{date: 2022-04-01, progress: 40}]", "2022-05-01", ("progress",)),
        ("progress: 60\nlog: [{date: 2022-04-01, progress: 40}, {date: 2022-06-01, progress: 60}]",
         "2022-05-01", ()),
        ("progress: 60\nlog: [{date: 2022-04-01, progress: 60}]", "2022-05-01", ()),
        ("status: done\nprogress: 100\nlog: [{date: 2022-04-01, status: done}]", "2022-05-01", ()),
        ("status: done", "2022-05-01", ("status", "progress")),
        ("status: todo\nprogress: 0", "2022-05-01", ()),
        ("due: 9月底前", "2022-05-01", ()),
    ],
)  # fmt: skip
def test_undated_is_what_no_entry_accounts_for(lines: str, day: str, names: tuple[str, ...]) -> None:
    """Where the file's own word is taken and the log does not lead to it, the day of it is unknown."""
    assert undated(on(day, lines)) == names


HAND = """\
due: 年底前
status: doing
progress: 40
log:
  - {date: 2022-05-02, note: 一稿, recorded: 2022-06-10, by: 李四}
  - {date: 2022-04-02, note: 动员, recorded: 2022-04-06}
"""


def test_a_listing_that_looks_back_says_what_it_cannot_know(run: Run, tmp_path: Path) -> None:
    """The footer counts measures whose state has no date, and those with entries written down since."""
    (tmp_path / "tasks.yaml").write_text(one_measure(HAND), encoding="utf-8")
    vague = "1 条的状态或进度没有注明日期，按台账现在写的列出，2022-05-31 是否如此不能确定。"
    late = "1 条有 2022-05-31 以后补记的进展，当天还不知道。"
    for words in (("list",), ("list", "--level", "section")):
        assert run(*words, "--as-of", "2022-05-31").out.splitlines()[-2:] == [late, vague]
        assert "补记" not in run(*words, "--as-of", "2022-06-10").out
        assert "没有注明日期" not in run(*words).out
    dated = HAND.replace("note: 动员,", "note: 动员, status: doing, progress: 40,")
    (tmp_path / "tasks.yaml").write_text(one_measure(dated), encoding="utf-8")
    assert "没有注明日期" not in run("list", "--as-of", "2022-05-31").out


def test_show_marks_what_was_written_down_later(run: Run, tmp_path: Path) -> None:
    """Each entry says when it was added, and whether that was after the day looked at."""
    (tmp_path / "tasks.yaml").write_text(one_measure(HAND), encoding="utf-8")
    back = run("show", "1.1.1", "--as-of", "2022-05-31").out
    assert "  2022-04-02  动员（2022-04-06 补记）\n" in back
    assert "  2022-05-02  一稿（2022-06-10 补记，2022-05-31 还不知道） — 李四\n" in back
    assert "（状态、进度没有注明日期，是台账现在写的，2022-05-31 是否如此不能确定）" in back
    now = run("show", "1.1.1").out
    assert "  2022-05-02  一稿（2022-06-10 补记） — 李四\n" in now
    assert "没有注明日期" not in now
    assert "一稿" not in run("show", "1.1.1", "--as-of", "2022-05-01").out


def test_a_report_of_a_past_day_is_the_same_whatever_came_later() -> None:
    """Entries, extensions and chases of later days change nothing of the state of an earlier one."""
    known = (
        "due: 6月底前\nstatus: doing\nprogress: 30\nlog:\n  - {date: 2022-04-01, status: doing, progress: 30}"
    )
    more = """\
due: 年底前
status: done
progress: 100
extensions:
  - {date: 2022-07-01, from: 6月底前, to: 年底前, reason: 换人}
chases: [{date: 2022-08-01, to: 甲}]
log:
  - {date: 2022-12-20, status: done, progress: 100}
  - {date: 2022-09-01, problem: 缺人}
  - {date: 2022-04-01, status: doing, progress: 30}
"""
    for day in ("2022-03-31", "2022-04-01", "2022-06-30"):
        before, after = on(day, known), on(day, more)
        same = {"measure", "log"} | ({"status", "progress"} if day == "2022-03-31" else set())
        names = [name for name in State._fields if name not in same]
        assert [getattr(after, name) for name in names] == [getattr(before, name) for name in names]


# --- recurring: where turns begin and end ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "day", "missed", "days", "next_due"),
    [
        ("due: 每月", "2022-04-01", 1, 1, "2022-04-30"),  # issued on 03-15: March is a period
        ("due: 每月\nsince: 2022-04-01", "2022-04-30", 0, 0, "2022-04-30"),
        ("due: 每月\nsince: 2022-01-01", "2022-04-01", 3, 60, "2022-04-30"),  # earlier than the meeting
        ("due: 2022年起至2025年，每年6月底前", "2025-07-01", 4, 1097, None),
        ("due: 2022年起至2025年，每年6月底前", "2025-06-30", 3, 1096, "2025-06-30"),
        ("due: 2020年起，每年1月底前", "2022-12-31", 0, 0, None),  # begun by the meeting; the next is of 2023
        ("due: 2022年7月起，每月", "2022-08-01", 1, 1, "2022-08-31"),
        ("due: 2022年7月起，每月\nsince: 2022-09-10", "2022-10-01", 1, 1, "2022-10-31"),  # the later start
        ("due: 到2023年3月底，每季度", "2023-04-01", 5, 366, None),
        ("due: 每周\nsince: 2023-01-01", "2023-06-01", 0, 0, None),  # after the register's year
        ("due: 每季度\nstatus: doing\nlog: [{date: 2022-12-31}]", "2023-05-01", 3, 396, None),
    ],
)
def test_where_turns_begin_and_end(
    lines: str, day: str, missed: int, days: int, next_due: str | None
) -> None:
    """From `since`, else the meeting, or the phrase's own later start, to the year's end or the phrase's."""
    assert told(on(day, lines), "missed days_overdue next_due") == (missed, days, next_due)


@pytest.mark.parametrize(
    ("status", "entry", "missed", "light", "next_due"),
    [
        ("done", "{date: 2022-08-05, status: done}", 1, "done", None),  # Q1 unanswered; Q2 has the report
        ("review", "{date: 2022-08-05, status: review}", 1, "red", "2022-12-31"),
        ("paused", "{date: 2022-08-05, status: paused}", 1, "off", None),
        ("dropped", "{date: 2022-08-05, status: dropped}", 1, "off", None),
        ("done", "", None, "done", None),  # ended on a day that nobody wrote down
        ("review", "", None, "grey", "2022-12-31"),
        ("doing", "", 2, "red", "2022-12-31"),  # Q1 and Q3
    ],
)
def test_rest_ends_the_count_of_missed_turns(
    status: str, entry: str, missed: int | None, light: str, next_due: str | None
) -> None:
    """What was finished, handed in or put off in August has missed nothing since."""
    log = f"{{date: 2022-05-05}}, {entry}" if entry else "{date: 2022-05-05}"
    row = on("2022-11-15", f"due: 每季度\nstatus: {status}\nlog: [{log}]")
    assert told(row, "missed light next_due") == (missed, light, next_due)


def test_a_review_on_an_unknown_day_is_neither_late_nor_lagging() -> None:
    """Status review written by hand: the day of handing in is unknown, so is what was behind then."""
    row = on("2022-12-15", "due: 9月底前\nstatus: review\nprogress: 60")
    assert told(row, "handed_in overdue lag light") == (None, False, None, "green")
    assert told(on("2022-12-15", "due: 立行立改\nstatus: review"), "waited light") == (None, "grey")


# --- rules -----------------------------------------------------------------------------------------------

ZERO = "rules: {due_soon: 0, lag_yellow: 0, lag_red: 0, stale: 0, immediate_yellow: 0, immediate_red: 0}"


@pytest.mark.parametrize(
    ("rules", "lines", "day", "names", "expected"),
    [
        (ZERO, "due: 9月底前", "2022-09-29", "light due_soon stale", ("green", False, True)),
        (ZERO, "due: 9月底前", "2022-09-30", "light due_soon", ("yellow", True)),
        (ZERO, "due: 9月底前\nlog: [{date: 2022-04-01}]", "2022-04-01", "stale", (True,)),
        (ZERO, "due: 立行立改", "2022-03-15", "light waited", ("red", 0)),
        (ZERO, "due: 立行立改", "2022-03-14", "light waited", ("green", -1)),
        (ZERO, "due: 9月底前\nprogress: 0", "2022-03-15", "light lag", ("red", 0)),
        (ZERO, "due: 9月底前\nprogress: 1", "2022-03-15", "light lag", ("green", -1)),
        ("rules: {lag_yellow: 0}", "due: 9月底前\nprogress: 0", "2022-03-15", "light lag", ("yellow", 0)),
        ("rules: {due_soon: 30}", "due: 9月底前", "2022-08-31", "light due_soon", ("yellow", True)),
        ("rules: {due_soon: 30}", "due: 9月底前", "2022-08-30", "light due_soon", ("green", False)),
        (
            "rules: {due_soon: 30}",
            "due: 每季度\nlog: [{date: 2022-03-20}]",
            "2022-05-31",
            "light",
            ("yellow",),
        ),
        ("rules: {stale: 1}", "due: 9月底前\nlog: [{date: 2022-04-01}]", "2022-04-01", "stale", (False,)),
        ("rules: {stale: 1}", "due: 9月底前\nlog: [{date: 2022-04-01}]", "2022-04-02", "stale", (True,)),
        ("rules: {immediate_yellow: 10}", "due: 立行立改", "2022-03-24", "light", ("green",)),
        ("rules: {immediate_yellow: 10}", "due: 立行立改", "2022-03-25", "light", ("yellow",)),
        ("rules: {immediate_red: 7}", "due: 立行立改", "2022-03-21", "light", ("green",)),
        ("rules: {immediate_red: 7}", "due: 立行立改", "2022-03-22", "light", ("red",)),
    ],
)
def test_the_register_s_own_rules_hold(
    rules: str, lines: str, day: str, names: str, expected: tuple[object, ...]
) -> None:
    """Every rule can be set, zero included, and turns on its very day."""
    register = load_text(one_measure(lines, headed(rules=rules))).register
    row = select(register, date.fromisoformat(day)).rows[0]
    assert told(row, names) == expected


# --- what always holds -----------------------------------------------------------------------------------

PHRASES = Phrases(2022, date(2022, 3, 15), lambda: calendar_for([])())
DUES = (
    *("2022-09-30", "9月底前", "年底前，并长期坚持", "2024-02-29", "会后5个工作日内", "原则上6月底前"),
    *("每周", "每周五前", "每月", "每月5日前", "每月31日前", "每季度", "每半年", "每年1月底前"),
    *("2022年起至2025年，每年6月底前", "到2023年3月底，每季度", "每月，长期坚持"),
    *("立行立改", "立行立改，长期坚持", "长期坚持", "尽快", "X月底前", "待定"),
)
RECURRING = [due for due in DUES if due.startswith("每")]
_days = st.dates(date(2021, 12, 1), date(2025, 12, 31))
_any_day = st.one_of(_days, st.sampled_from([date.min, date.max, date(2022, 9, 30), date(2022, 10, 1)]))
_entries = st.builds(
    Entry,
    date=_days,
    status=st.none() | st.sampled_from(list(terms.STATUSES)),
    progress=st.none() | st.integers(0, 100),
    period=st.none()
    | st.sampled_from(["2022-W01", "2020-W53", "2022-09", "2022Q3", "2022H2", "2022", "9999"]),
    recorded=st.none() | _days,
)


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    """Draw a measure such as a register can hold."""
    due = draw(st.none() | st.sampled_from(DUES))
    since = draw(st.none() | _days)
    extensions = draw(st.lists(st.tuples(_days, st.sampled_from(DUES)), max_size=2))
    return Measure("1.1.1", "1", "1.1", "措施", (0, 0, 0))._replace(
        kind=draw(st.sampled_from(list(terms.KINDS))),
        due=due,
        deadline=PHRASES.deadline(due, since) if due else None,
        since=since or date(2022, 3, 15),
        assumed=draw(st.sampled_from([(), ("due",)])),
        status=draw(st.sampled_from(list(terms.STATUSES))),
        progress=draw(st.integers(0, 100)),
        entered=draw(st.booleans()),
        extensions=tuple(
            Extension(day, old, "年底前", before=PHRASES.deadline(old, since))
            for day, old in sorted(extensions)
        ),
        log=tuple(sorted(draw(st.lists(_entries, max_size=6)), key=lambda item: item.date)),
    )


_rules = st.builds(
    Rules,
    due_soon=st.integers(0, 400),
    lag_yellow=st.integers(0, 120),
    lag_red=st.integers(0, 120),
    stale=st.integers(0, 400),
    immediate_yellow=st.integers(0, 400),
    immediate_red=st.integers(0, 400),
)


@settings(max_examples=300, deadline=None)
@given(own=measures(), day=_any_day, rules=_rules, firm=st.booleans())
def test_every_measure_has_a_state_that_agrees_with_itself(
    own: Measure, day: date, rules: Rules, firm: bool
) -> None:
    """No measure and no day makes it fail; the light says what the numbers say."""
    row = state(own, day, rules, firm)
    waiting = row.status in terms.OPEN_STATUSES
    lagging = row.lag is not None and row.lag >= rules.lag_red
    dated = row.due_date is not None or row.missed is not None
    if waiting and dated:
        assert (row.light == "red") == (row.overdue or lagging)
    assert row.overdue == (row.days_overdue > 0) and (waiting or not row.overdue)
    assert not row.due_soon or (row.status in terms.ACTIVE_STATUSES and row.light in ("yellow", "red"))
    assert not row.stale or waiting
    assert waiting or (row.next_due, row.days_left, row.lag, row.light in ("done", "off")) == (
        None, None, None, True,
    )  # fmt: skip
    assert (row.late is None) == (row.handed_in is None or row.due_date is None)
    if firm and "due" in own.assumed:
        assert (row.due_kind, row.due_date, row.next_due) == ("none", None, None)
    assert set(undated(row)) <= {"status", "progress"}
    assert all(item.date <= day < (item.recorded or date.min) for item in learnt_later(row))


@settings(max_examples=200, deadline=None)
@given(own=measures(), days=st.lists(_days, min_size=2, max_size=2), later=st.lists(_entries, max_size=3))
def test_what_comes_later_changes_no_earlier_day(own: Measure, days: list[date], later: list[Entry]) -> None:
    """A day sees the same, however the log goes on, once the present state is dated in it."""
    day, last = sorted(days)
    closing = Entry(date(2025, 12, 31), status="doing", progress=50)
    dated = own._replace(log=(*own.log, closing))
    more = [item for item in later if item.date > last]
    longer = own._replace(
        log=tuple(sorted([*dated.log, *more], key=lambda item: item.date)), status="dropped", progress=3
    )
    if last < closing.date:
        names = [name for name in State._fields if name != "measure"]
        first, second = state(dated, day, RULES), state(longer, day, RULES)
        assert [getattr(first, name) for name in names] == [getattr(second, name) for name in names]


@settings(max_examples=200, deadline=None)
@given(
    due=st.sampled_from(["2022-09-30", "9月底前", "年底前，并长期坚持", "会后5个工作日内"]),
    notes=st.lists(_entries.map(lambda item: item._replace(status=None)), max_size=4),
    handed=_days,
    days=st.lists(_days, min_size=2, max_size=2),
)
def test_a_point_stays_overdue_until_it_is_handed_in(
    due: str, notes: list[Entry], handed: date, days: list[date]
) -> None:
    """Once overdue, later days are overdue by as many days more, up to the report that ends the count."""
    first, second = sorted(days)
    log = sorted([*notes, Entry(handed, status="review")], key=lambda item: item.date)
    own = Measure("1.1.1", "1", "1.1", "措施", (0, 0, 0))._replace(
        due=due, deadline=PHRASES.deadline(due), since=date(2022, 3, 15), status="review", log=tuple(log)
    )
    early, late = state(own, first, RULES), state(own, second, RULES)
    if early.overdue:
        grown = (min(second, max(handed, first)) - first).days if first < handed else 0
        assert (late.overdue, late.light) == (True, "red")
        assert late.days_overdue == early.days_overdue + grown
    assert late.late is None or late.late == late.overdue == (handed > (late.due_date or date.max))


@settings(max_examples=150, deadline=None)
@given(
    due=st.sampled_from([due for due in DUES if due.startswith("每")]),
    log=st.lists(_entries, max_size=5),
    day=_days,
)
def test_entries_answer_turns_and_days_only_add_to_them(due: str, log: list[Entry], day: date) -> None:
    """Entries never add to the turns missed; without any, a day adds one at most and takes none away."""
    plain = [item._replace(status=None) for item in sorted(log, key=lambda item: item.date)]
    own = Measure("1.1.1", "1", "1.1", "措施", (0, 0, 0))._replace(
        due=due, deadline=PHRASES.deadline(due), since=date(2022, 3, 15), log=tuple(plain)
    )
    bare = own._replace(log=())
    missed, without = state(own, day, RULES).missed, state(bare, day, RULES).missed
    assert missed is not None and without is not None and missed <= without
    tomorrow = state(bare, day + timedelta(days=1), RULES).missed
    assert tomorrow is not None and without <= tomorrow <= without + 1


def test_everything_selected_is_everything() -> None:
    """The register holds every kind, due kind and status that there is, so that nothing above is vacuous."""
    listing = select(REGISTER, DAYS[-1], EVERYTHING)
    assert {row.measure.kind for row in listing.rows} == set(terms.KINDS)
    assert {kind for row in listing.rows for kind in row.due_kind.split("+")} == set(terms.DUE_KINDS)
    seen = {code for codes in ROWS.values() for code in codes[0]}
    assert seen == set(STATUS)
