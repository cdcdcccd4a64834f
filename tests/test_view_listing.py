"""Listings as people read them: table and footer letter by letter, at every width, into every output."""

import re
from datetime import date

import pytest

from fazhi_cli import holidays, packaged
from fazhi_cli.cells import width
from fazhi_cli.columns import COLUMNS, TABLE, TABLE_OVERDUE
from fazhi_cli.query import EVERYTHING, Filter, Listing, rollup, select
from fazhi_cli.register import load
from fazhi_cli.view.listing import listing_text, rollup_text, rows_text
from fazhi_cli.view.screen import PIPE, Screen
from tests.conftest import HEAD, load_text, one_measure
from tests.hostile import HOSTILE, Hostile, listing_of
from tests.samples import TEXT

TODAY = date(2022, 10, 15)


def shown(
    text: str,
    chosen: Filter = EVERYTHING,
    names: tuple[str, ...] = TABLE,
    screen: Screen = PIPE,
    day: date = TODAY,
    **how: object,
) -> str:
    """Return the listing of what `chosen` selects in the register `text`."""
    listing = select(load_text(text, "tasks.yaml").register, day, chosen, **how)  # type: ignore[arg-type]
    return listing_text(listing, [COLUMNS[name] for name in names], chosen, screen, "data/tasks.yaml")


@pytest.fixture(scope="module")
def speech() -> Listing:
    """Return everything in the built-in register."""
    return select(load(packaged.REGISTER, holidays.calendar_for([])).register, TODAY)


def test_everything_in_a_pipe() -> None:
    """Table, blank line, how many, which register and day."""
    assert (
        shown(TEXT, Filter(ids=("2.1", "1.1.1", "1.1.3", "1.1.10")))
        == """\
编号    灯  措施      牵头单位  完成时限                 状态    进度
─────────────────────────────────────────────────────────────────────
2.1.10  红  逾期很久  区司法局  2022-06-30               进行中   50%
2.1.2   红  同样逾期  各镇街    2022-06-30               未启动    0%
2.1.1   红  逾期不久  待明确    2022-09-30               未启动    0%
1.1.1   黄  临期      区法院    2022-10-20               未启动   90%
1.1.3   红  每季度    区法院    每季度，下次 2022-12-31  未启动    0%
1.1.10  红  立行立改  区法院    立行立改，已 214 天      未启动    0%

共 14 条，列出 6 条。
台账：台账（data/tasks.yaml，2022 年），截至 2022-10-15。"""
    )


def test_overdue_names_what_can_never_be() -> None:
    """The footer says what is not counted and why, the blank ones by id."""
    assert (
        shown(TEXT, Filter(overdue=True), TABLE_OVERDUE)
        == """\
编号    灯  措施      牵头单位  完成时限                 状态     逾期
──────────────────────────────────────────────────────────────────────
1.1.3   红  每季度    区法院    每季度，下次 2022-12-31  未启动    3期
2.1.2   红  同样逾期  各镇街    2022-06-30               未启动  107天
2.1.10  红  逾期很久  区司法局  2022-06-30               进行中  107天
2.1.1   红  逾期不久  待明确    2022-09-30               未启动   15天

共 14 条，列出 4 条。
不计逾期：时限留空 1 条（1.1.5）、只说尽快、及时一类 1 条、没有时限 1 条。
台账：台账（data/tasks.yaml，2022 年），截至 2022-10-15。"""
    )


@pytest.mark.parametrize(
    ("chosen", "lines"),
    [
        (Filter(overdue=True, subtasks=("2.2",)), ["14 条措施中没有符合条件的。"]),
        (
            Filter(overdue=True, leads=("区检察院",)),
            ["14 条措施中没有符合条件的。"],
        ),
        (
            Filter(overdue=True, units=("区检查院",)),
            ["14 条措施中没有符合条件的。台账里没有单位“区检查院”，相近的有：区检察院。"],
        ),
        (Filter(statuses=("dropped",)), ["14 条措施中没有符合条件的。"]),
    ],
)
def test_nothing_found_is_said_in_one_line(chosen: Filter, lines: list[str]) -> None:
    """One line says so, the register's line follows."""
    assert shown(TEXT, chosen).splitlines() == [
        *lines,
        "台账：台账（data/tasks.yaml，2022 年），截至 2022-10-15。",
    ]


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (
            Filter(unanswered=True),
            "催办未答复 2 条（1.1.1、1.1.10），其中已过回复期限 1 条（1.1.1）；"
            "没有催办过 10 条（2.1.10、2.1.2、2.1.1、1.1.2、1.1.3等）。",
        ),
        (
            Filter(never_chased=True, leads=("区检察院",)),
            "催办未答复 0 条；没有催办过 1 条（1.1.4）。",
        ),
        (Filter(unanswered=True, statuses=("done",)), "催办未答复 0 条；没有催办过 0 条。"),
    ],
)
def test_lists_about_chases_count_them(chosen: Filter, told: str) -> None:
    """The footer names who has not answered and what was never chased, also where nothing is found."""
    text = TEXT.replace(
        "title: 临期,", "title: 临期, chases: [{date: 2022-10-01, to: 区法院, reply_by: 2022-10-14}],"
    )
    assert shown(text, chosen).splitlines()[-2] == told
    assert "催办" not in shown(text, Filter(overdue=True))


def test_nothing_overdue_is_said_in_one_line() -> None:
    """Nothing overdue is good news and said as such, with the day."""
    early = date(2022, 3, 20)
    assert (
        shown(TEXT, Filter(overdue=True), day=early)
        == """\
截至 2022-03-20，14 条措施中没有逾期的。
不计逾期：时限留空 1 条（1.1.5）、只说尽快、及时一类 1 条、没有时限 1 条。
台账：台账（data/tasks.yaml，2022 年），截至 2022-03-20。"""
    )
    assert shown(one_measure("due: 年底前"), Filter(overdue=True)).splitlines()[1].startswith("台账：")


def test_an_empty_register_says_so() -> None:
    """Without any measure the same line counts none."""
    assert shown(HEAD.replace("measures:", "measures: []")).splitlines()[0] == "0 条措施中没有符合条件的。"


@pytest.mark.parametrize(
    ("limit", "counts"),
    [
        (2, "共 14 条，列出 2 条，另有 12 条符合条件未列出（--limit）。"),
        (0, "共 14 条，列出 0 条，另有 14 条符合条件未列出（--limit）。"),
        (14, "共 14 条，列出 14 条。"),
        (None, "共 14 条，列出 14 条。"),
    ],
)
def test_a_limit_is_told(limit: int | None, counts: str) -> None:
    """What was cut off is never silent."""
    assert counts in shown(TEXT, limit=limit).splitlines()


def test_assumed_deadlines_are_counted_and_marked() -> None:
    """The footer says how many of the dates shown are assumed."""
    text = shown(one_measure("due: 9月底前\nassumed: [due]"))
    assert "2022-09-30（拟）" in text
    assert "共 1 条，列出 1 条；其中 1 条的时限是推定的（拟）。" in text.splitlines()
    assert "推定" not in shown(one_measure("due: 9月底前"))


def test_blank_ids_are_named_up_to_five() -> None:
    """Of many blank deadlines five are named."""
    text = one_measure("due: X月底前")
    for number in range(2, 8):
        text += f'          - {{id: "1.1.{number}", title: 甲, due: X月底前}}\n'
    assert (
        "不计逾期：时限留空 7 条（1.1.1、1.1.2、1.1.3、1.1.4、1.1.5等）。"
        in shown(text, Filter(overdue=True)).splitlines()
    )


def test_a_missing_anchor_is_told() -> None:
    """Deadlines that cannot be counted for want of the day of issue are named as such."""
    text = one_measure("due: 会后5个工作日内").replace("issued: 2022-03-15\n", "")
    assert "不计逾期：缺起算日 1 条。" in shown(text, Filter(overdue=True)).splitlines()


BUILT_IN = [
    "共 186 条，列出 42 条；其中 42 条的时限是推定的（拟）。",
    "不计逾期：时限留空 1 条（2.3.1）、只说尽快、及时一类 8 条、没有时限 7 条、缺起算日 1 条。",
]


def test_the_first_run_tells_the_truth(speech: Listing) -> None:
    """Over the built-in register: marked dates, no date in the speech, the blanks, and what can be done."""
    chosen = Filter(overdue=True)
    listing = select(speech.register, date(2026, 11, 23), chosen)
    text = listing_text(listing, [COLUMNS[name] for name in TABLE_OVERDUE], chosen, PIPE, "内置台账")
    body, footer = text.split("\n\n")
    assert body.count("2022-12-31（拟）") == 42
    assert footer.splitlines() == [
        *BUILT_IN,
        "台账：全面依法治区重点任务台账（内置台账，2022 年），截至 2026-11-23。",
        "讲话没有写明日期：（拟）的时限按“年底前”推定，用 --firm 可以不算。",
        "看当年的情形：fazhi list --overdue --as-of 2022-10-15",
        "建自己的台账：fazhi init --year 2026",
    ]


def test_in_its_own_year_the_truth_is_shorter(speech: Listing) -> None:
    """On a day of the register's year there is no other year to look at."""
    chosen = Filter(overdue=True)
    listing = select(speech.register, TODAY, chosen)
    text = listing_text(listing, [COLUMNS[name] for name in TABLE_OVERDUE], chosen, PIPE, "内置台账")
    assert text.splitlines() == [
        "截至 2022-10-15，186 条措施中没有逾期的。",
        BUILT_IN[1],
        "台账：全面依法治区重点任务台账（内置台账，2022 年），截至 2022-10-15。",
        "讲话没有写明日期：（拟）的时限按“年底前”推定，用 --firm 可以不算。",
    ]


def test_due_soon_names_the_uncounted_too(speech: Listing) -> None:
    """What has no date cannot be due soon either; a list of all says so, one of what is stale does not."""
    chosen = Filter(due_soon=90)
    listing = select(speech.register, TODAY, chosen)
    text = listing_text(listing, [COLUMNS["id"]], chosen, PIPE, "x")
    assert BUILT_IN[1] in text.splitlines()
    assert BUILT_IN[1] in listing_text(speech, [COLUMNS["id"]], EVERYTHING, PIPE, "x").splitlines()
    assert "不计逾期" not in listing_text(speech, [COLUMNS["id"]], Filter(stale=True), PIPE, "x")


def test_groups_have_headings_with_counts() -> None:
    """Each group says how many it has."""
    text = shown(TEXT, Filter(sections=("2",)), ("id", "title"), group="lead")
    assert text.split("\n\n")[:-1] == [
        "编号    措施\n────────────────",
        "区司法局（1条）\n2.1.10  逾期很久",
        "各镇街（1条）\n2.1.2   同样逾期",
        "待明确（1条）\n2.1.1   逾期不久",
    ]


def test_roll_up_as_a_table() -> None:
    """N of m done, overdue, the worst light; the footer counts branches and measures."""
    listing = select(load_text(TEXT).register, TODAY)
    assert (
        rollup_text(rollup(listing, "subtask"), listing, "subtask", EVERYTHING, PIPE, "t.yaml")
        == """\
编号  灯  子任务            办结  逾期
──────────────────────────────────────
2.1   红  子任务二一         0/3     3
2.2   灰  没有措施的子任务   0/0
1.1   红  子任务一一        1/11     1

子任务共 3 项，列出 3 项，含措施 14 条。
不计逾期：时限留空 1 条（1.1.5）、只说尽快、及时一类 1 条、没有时限 1 条。
台账：台账（t.yaml，2022 年），截至 2022-10-15。"""
    )


def test_roll_up_of_nothing_is_said_in_one_line() -> None:
    """A selection without measures has no sums."""
    chosen = Filter(statuses=("dropped",))
    listing = select(load_text(TEXT).register, TODAY, chosen)
    text = rollup_text(rollup(listing, "section"), listing, "section", chosen, PIPE, "t.yaml")
    assert text.splitlines()[0] == "14 条措施中没有符合条件的。"


def test_rows_of_a_writing_command_are_a_bare_table() -> None:
    """No footer stands below what a change shows."""
    rows = select(load_text(one_measure("due: 9月底前")).register, TODAY).rows
    assert rows_text(rows, ("id", "light", "due"), PIPE) == (
        "编号   灯  完成时限\n─────────────────────\n1.1.1  红  2022-09-30"
    )


@pytest.mark.parametrize("wide", [120, 80, 60, 40, 20])
@pytest.mark.parametrize("colour", [False, True])
def test_the_built_in_register_fits_every_terminal(speech: Listing, wide: int, colour: bool) -> None:
    """No line is wider than the terminal; every id, date and title is there unbroken or folded."""
    columns = [COLUMNS[name] for name in TABLE]
    text = listing_text(speech, columns, EVERYTHING, Screen(wide, colour), "内置台账")
    plain = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert ("\x1b" in text) is (colour and wide >= 80)
    assert max(width(line) for line in plain.split("\n")) <= wide
    assert plain.count("2022-12-31") == 42
    ids = re.findall(r"^(\d\.\d\.\d+) ", plain, re.MULTILINE)
    assert ids == [row.measure.id for row in speech.rows]


def test_in_a_pipe_nothing_is_cut(speech: Listing) -> None:
    """Each measure is one line with its whole title and lead."""
    lines = listing_text(speech, [COLUMNS[name] for name in TABLE], EVERYTHING, PIPE, "x").split("\n")[2:188]
    for line, row in zip(lines, speech.rows, strict=True):
        assert line.startswith(f"{row.measure.id} ")
        assert row.measure.title in line
        assert (row.measure.lead or "待明确") in line


def test_a_list_at_eighty_columns() -> None:
    """The title keeps most of the room, units fold first."""
    text = one_measure("lead: 各镇街、区级各部门\ndue: 年底前\nassumed: [due]\ntags: [一]").replace(
        "title: 措施", "title: 健全理论学习中心组的常态化学习机制"
    )
    assert (
        shown(text, screen=Screen(80)).split("\n\n")[0]
        == """\
编号   灯  措施                        牵头单位   完成时限          状态    进度
────────────────────────────────────────────────────────────────────────────────
1.1.1  绿  健全理论学习中心组的常态化  各镇街、   2022-12-31（拟）  未启动    0%
           学习机制                    区级各部
                                       门"""
    )


@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: bad.about)
@pytest.mark.parametrize("screen", [PIPE, Screen(60)], ids=str)
def test_hostile_titles_come_out_as_plain_text(bad: Hostile, screen: Screen) -> None:
    """Titles of measures, sections and of the register are text in table, groups, sums and footer."""
    listing = listing_of(bad.text)
    columns = [COLUMNS[name] for name in (*TABLE, "note", "evidence")]
    name = bad.text
    grouped = listing._replace(groups=((bad.text, 1),))
    texts = (
        listing_text(grouped, columns, EVERYTHING, screen, name),
        rollup_text(rollup(listing, "section"), listing, "section", EVERYTHING, screen, name),
        rows_text(listing.rows, TABLE, screen),
    )
    for text in texts:
        assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e\u200b]", text) is None
    if screen.width is None:
        assert all(bad.shown.strip() in text for text in texts)
