"""A year at the desk: a speech drafted, assigned, chased and reported on, told against a ledger kept by hand.

The year is lived through once, with the installed program alone; every test looks at what it said. The
ledger counts by itself, and the numbers of some days are written out here besides.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from tests import story_ledger, story_year
from tests.story_compare import sums, told_report
from tests.story_desk import Desk
from tests.story_ledger import STATUSES, Fact, percent

WEEKS = [f"{year}-W{week:02}" for year, week in [(2024, number) for number in range(2, 53)] + [(2025, 1)]]
MONTHS = ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]
TERMS = dict(zip(STATUSES, ("未启动", "进行中", "待审核", "已办结", "暂缓", "取消"), strict=True))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Live through the year; return what came of it."""
    made = Desk(tmp_path_factory.mktemp("desk"), story_year.ledger())
    story_year.year(made)
    return made


# --- the register is made --------------------------------------------------------------------------------


def test_the_draft_says_what_the_speech_says(desk: Desk) -> None:
    """Four sections, fifteen subtasks; units and deadlines are words of the speech, doubts are marked."""
    speech = story_year.SPEECH.read_text(encoding="utf-8")
    err, text = desk.said["draft"].err, desk.said["drafted"].out
    assert err.startswith("起草了 4 个部分、15 项子任务、59 条措施，")
    assert "写了单位的 37 条，写了时限的 28 条；" in err
    assert "拿不准、要核对的 11 处，" in err
    units = [
        word for line in re.findall(r"(?:lead|support): (.+)", text) for word in line.strip("[]").split(", ")
    ]
    dues = re.findall(r"due: (.+)", text)
    assert all(word in speech for word in (*units, *dues))
    assert Counter(dues).most_common(2) == [("每季度", 2), ("3月底前", 2)] or dues.count("3月底前") == 2
    assert dues.count("X月底前") == 1
    assert "title: 对在建工地塔吊、脚手架、深基坑开展专项检查\n" in text
    assert text.count("# 核对：这是查出的问题，写明怎样整改") == 3
    assert text.count("# 核对：“XX”原文留空") == 2
    for asked in ("上半年", "下半年", "春运前"):
        assert f"# 核对：时限“{asked}”没有写进 due：" in text


def test_every_demand_of_the_speech_has_a_measure(desk: Desk) -> None:
    """But for two sentences that the clerk set apart."""
    told = desk.said["trace"].json
    assert (told["measures"], told["standing"], told["doubtful"]) == (55, 55, [])
    assert [item["place"] for item in told["uncovered"] if item["orders"]] == []
    assert {"1.0.p1.s2", "4.0.p1.s2"} <= {item["place"] for item in told["uncovered"]}


def test_the_corrected_register_is_clean(desk: Desk) -> None:
    """No error; what is still open is asked for: a blank, soft words, leads before they are assigned."""
    before = _codes(desk, "corrected")
    after = _codes(desk, "founded")
    assert "error" not in before and "error" not in after
    assert (before["no-lead"], after["no-lead"]) == (19, 1)
    assert _codes(desk, "merged").keys() & {"error", "lost-mark"} == set()
    assert (after["due-blank"], after["due-soft"], after["no-reply"]) == (1, 2, 56)


def _codes(desk: Desk, name: str) -> Counter[str]:
    """Return how often each code and level stands in what `check` said."""
    problems = desk.said[name].json["problems"]
    return Counter(word for item in problems for word in (item["code"], item["level"]))


# --- fifty-two weekly reports ----------------------------------------------------------------------------


@pytest.mark.parametrize("key", WEEKS)
def test_a_weekly_report_is_the_ledger_s(desk: Desk, key: str) -> None:
    """Every number and every list of every chapter, per section and unit, now and a week before."""
    week = desk.weeks[key]
    told = told_report(week.told)
    for chapter, expected in week.expected.items():
        assert (chapter, told[chapter]) == (chapter, expected)
    assert told.keys() == week.expected.keys()


@pytest.mark.parametrize("key", WEEKS)
def test_the_text_of_a_report_has_the_same_numbers(desk: Desk, key: str) -> None:
    """As a leader reads it."""
    week = desk.weeks[key]
    for sentence in sentences(week.expected, date.fromisoformat(week.told["as_of"])):
        assert sentence in week.text


def sentences(told: dict[str, Any], day: date) -> Iterable[str]:
    """Return what the text of a report has to say, built from the ledger's numbers."""
    now, before = told["summary"], told["previous"]
    counts = "，".join(f"{TERMS[name]} {now[name]} 条" for name in STATUSES if now[name])
    done = now["completion"]
    rate = f"{done['part']}/{done['whole']}（{done['percent']}%）"
    yield f"截至{day.month}月{day.day}日，台账共 {now['total']} 条措施：{counts}。办结率 {rate}。\n"
    names = (("办结", "done"), ("待审核", "review"), ("逾期", "overdue"), ("临期", "due_soon"))
    then = day - timedelta(days=7)
    moves = "，".join(f"{term}{_change(now[name] - before[name])}" for term, name in names)
    yield f"与{then.month}月{then.day}日相比，{moves}。\n"
    due = now["on_time"]
    if whole := due["due"] - due["paused"]:
        late = due["late"] + due["open"]
        yield (
            f"{due['on_time']}÷（{due['due']}－{due['paused']}）＝{percent(due['on_time'], whole)}%，"
            f"逾期率 {late}/{whole}（{percent(late, whole)}%）"
        )
    yield f"未办结的 {now['open']} 条中，逾期 {now['overdue']} 条，临期 {now['due_soon']} 条"
    if told["moved"]:
        yield (
            f"本期有进展的 {len(told['moved'])} 条，办结 {len(told['done'])} 条，"
            f"报请销号 {len(told['review'])} 条；未办结而没有进展的 {len(told['unmoved'])} 条。\n"
        )
        if told["silent"]:
            yield f"本期未反馈的 {len(told['silent'])} 家：\n"
    else:
        yield "本期没有新的进展记录。\n"
        yield f"负有任务的 {len(told['silent'])} 家单位本期都没有反馈。\n"
    if told["upcoming"]:
        yield f"要做的 {len(told['upcoming'])} 件：\n"


def _change(count: int) -> str:
    return f"增加 {count}" if count > 0 else f"减少 {-count}" if count else "持平"


def test_some_weeks_counted_with_a_pencil(desk: Desk) -> None:
    """The ledger itself is told against numbers counted in the diary."""

    def counts(key: str, *names: str) -> tuple[Any, ...]:
        return tuple(desk.weeks[key].expected["summary"][name] for name in names)

    assert counts("2024-W04", *STATUSES, "overdue", "due_soon") == (49, 3, 1, 3, 0, 0, 0, 2)
    assert counts("2024-W26", *STATUSES, "extensions", "returned") == (27, 10, 0, 18, 1, 0, 0, 1)
    assert counts("2025-W01", *STATUSES, "extensions", "returned", "reopened", "chases") == (
        *(13, 5, 1, 36, 0, 1),
        *(5, 2, 2, 8),
    )
    assert "2.1.2" in desk.weeks["2024-W26"].expected["due_soon"]  # due on that very Sunday, so not overdue
    last = desk.weeks["2025-W01"].expected["summary"]
    assert last["on_time"] == {"on_time": 29, "late": 6, "open": 4, "paused": 0, "due": 39, "assumed": 17}
    assert last["on_time_original"] == {**last["on_time"], "on_time": 26, "late": 9}
    assert last["completion"] == {"part": 36, "whole": 55, "percent": 65}


def test_a_report_made_again_later_is_the_same(desk: Desk) -> None:
    """In January the weeks of July, November and December are as they were told then."""
    for key in ("2024-W27", "2024-W45", "2024-W52"):
        assert desk.said[f"again {key}"].json == desk.weeks[key].told


def test_a_month_in_every_form(desk: Desk) -> None:
    """Data, text, Word, web page and workbook of June say what the ledger says."""
    june = desk.weeks["2024-06"]
    assert told_report(june.told) == june.expected
    texts = [june.text, _word(desk.files["2024-06"]), _page(desk.files["2024-06"])]
    first = next(iter(sentences(june.expected, date(2024, 6, 30)))).strip()
    assert [text.count(first) for text in texts] == [1, 1, 1]
    book = openpyxl.load_workbook(desk.files["2024-06"].with_suffix(".xlsx"))
    rows = [cells for cells in book["台账"].iter_rows(values_only=True) if isinstance(cells[0], int)]
    facts = desk.months["2024-06-30"].facts
    assert [(cells[1], cells[7], cells[9]) for cells in rows] == [
        (own, TERMS[facts[own].status], facts[own].progress / 100) for own in desk.ledger.lines
    ]
    assert [cells[1] for cells in rows if cells[11]] == ["2.1.2", "2.3.2", "3.1.1"]


def _word(stem: Path) -> str:
    with ZipFile(stem.with_suffix(".docx")) as file:
        return re.sub("<[^>]+>", "", file.read("word/document.xml").decode())


def _page(stem: Path) -> str:
    return re.sub("<[^>]+>", "", stem.with_suffix(".html").read_text(encoding="utf-8"))


# --- lists and counts ------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", MONTHS)
def test_the_list_of_a_quarter_s_end_is_the_ledger_s(desk: Desk, day: str) -> None:
    """Measure by measure: status, progress, deadline, light, days, lag, chases, answers."""
    month = desk.months[day]
    listed = {item["id"]: item for item in month.listed["measures"]}
    assert (month.listed["total"], month.listed["shown"]) == (56, 56)
    assert list(listed) == [
        own for own, _ in sorted(desk.ledger.lines.items(), key=lambda pair: pair[1].order)
    ]
    for own, fact in month.facts.items():
        assert {name: listed[own][name] for name in expected(fact)} == expected(fact)


def expected(fact: Fact) -> dict[str, Any]:
    """Return the fields of a listed measure that the ledger knows."""
    return {
        "id": fact.id,
        "lead": fact.lead,
        "status": fact.status,
        "progress": fact.progress,
        "due_date": fact.due and str(fact.due),
        "handed_in": fact.handed_in and str(fact.handed_in),
        "late": fact.handed_in > fact.due if fact.handed_in and fact.due else None,
        "overdue": fact.overdue,
        "days_overdue": fact.days_overdue,
        "missed": fact.missed,
        "due_soon": fact.due_soon,
        "lag": fact.lag,
        "stale": fact.stale,
        "light": fact.light,
        "returned": fact.returned,
        "reopened": fact.reopened,
        "last_entry": str(fact.entries[-1].day) if fact.entries else None,
    }


def test_lists_by_state(desk: Desk) -> None:
    """Overdue in March, stale in June, red in September, lagging in December, unanswered after a reminder."""

    def facts(day: str) -> list[Fact]:
        return list(desk.months[day].facts.values())

    def listed(name: str) -> list[str]:
        return desk.said[name].out.split()

    late = sorted((fact for fact in facts("2024-03-31") if fact.overdue), key=lambda fact: -fact.days_overdue)
    assert listed("overdue") == [fact.id for fact in late] == ["1.2.1"]
    stale = [fact.id for fact in facts("2024-06-30") if fact.stale]
    assert listed("stale") == stale
    red = [fact.id for fact in facts("2024-09-30") if fact.light == "red"]
    assert listed("red") == red
    lagging = [
        fact.id for fact in facts("2024-12-31") if fact.open and fact.lag is not None and fact.lag >= 10
    ]
    assert listed("lagging") == lagging
    assert listed("unanswered") == ["1.2.1"]
    assert min(len(stale), len(red), len(lagging)) > 3


def test_counts_by_unit(desk: Desk) -> None:
    """In July, every unit's numbers, and the whole."""
    told, facts = desk.said["unit stats"].json, desk.facts["unit stats"]
    groups = {item["key"]: sums(item) for item in told["groups"]}
    leads = dict.fromkeys(fact.lead for fact in facts)
    assert groups.keys() == leads.keys()
    for lead in leads:
        assert (lead, groups[lead]) == (lead, story_ledger.sums(fact for fact in facts if fact.lead == lead))
    assert sums(told["whole"]) == story_ledger.sums(facts)


# --- sheets ----------------------------------------------------------------------------------------------


TAKEN = {
    "2024-01-26": (9, 0, [], 14),
    "2024-02-23": (19, 1, [], 10),
    "2024-03-22": (
        19,
        0,
        [
            "进度“2000%”不是 0 到 100 的整数",
            "1.1.2 由区委党校牵头，不是这家单位的",
            "这一行没有编号，没有采用",
        ],
        11,
    ),
    "2024-04-19": (9, 0, ["进度“约50%”不是 0 到 100 的整数"], 11),
    "2024-05-24": (18, 0, ["进度“一成”不是 0 到 100 的整数"], 9),
    "2024-06-21": (17, 0, [], 8),
    "2024-07-19": (12, 0, [], 9),
    "2024-08-23": (7, 0, ["进度“七十%”不是 0 到 100 的整数"], 11),
    "2024-09-27": (10, 0, [], 10),
    "2024-10-25": (11, 0, [], 11),
    "2024-11-22": (18, 0, [], 8),
    "2024-12-20": (29, 0, [], 7),
}
"""Of every month's sheets: cells taken, conflicts, what could not be taken, units that sent none."""


@pytest.mark.parametrize("day", TAKEN)
def test_sheets_that_came_back(desk: Desk, day: str) -> None:
    """What was taken and what was not, cell by cell, and who did not answer."""
    told = desk.imports[day]
    assert told["written"]
    assert (
        len(told["taken"]),
        len(told["conflicts"]),
        [item["message"] for item in told["problems"]],
        len(told["missing_units"]),
    ) == TAKEN[day]


def test_sheets_of_an_earlier_round_are_told(desk: Desk) -> None:
    """In December five units have nothing left to report; their old sheets still lie there."""
    err = desk.said["sent 2024-12-16"].err
    old = "、".join(f"{unit}.xlsx" for unit in ("区委党校", "区委宣传部", "区总工会", "各单位", "各责任单位"))
    assert f"下发 里另有 5 个文件不是这次的，没有动：{old}；" in err


def test_two_towns_that_disagree_are_a_conflict(desk: Desk) -> None:
    """The first one's progress stands, the other's is told with its cell; its words are taken."""
    (clash,) = desk.imports["2024-02-23"]["conflicts"]
    assert (clash["file"], clash["id"], clash["field"], clash["present"], clash["returned"]) == (
        *("西山镇.xlsx", "1.2.1", "progress"),
        *("50", "60"),
    )
    words = {(item["unit"], item["field"]) for item in desk.imports["2024-02-23"]["taken"]}
    assert {("西山镇", "note"), ("西山镇", "problem"), ("东河镇", "progress")} <= words


def test_a_file_by_another_name_is_still_that_unit_s(desk: Desk) -> None:
    """Rows upside down, a column more, another file name: all found."""
    files = {item["file"]: item["unit"] for item in desk.imports["2024-02-23"]["taken"]}
    assert files["区应急局（终稿）.xlsx"] == "区应急局"
    assert files["区消防救援大队.xlsx"] == "区消防救援大队"


def test_an_old_sheet_a_second_time_changes_nothing(desk: Desk) -> None:
    """Though what it reported was closed meanwhile."""
    told = desk.imports["twice"]
    assert (told["written"], told["taken"], told["conflicts"], told["problems"]) == (False, [], [], [])
    assert told["unchanged"] == 4


# --- the rest of the desk --------------------------------------------------------------------------------


def test_reminders_went_to_whom_they_were_for(desk: Desk) -> None:
    """A collective's members one by one; each chase is in the register, the unanswered ones are told."""
    sent = {
        path.relative_to(desk.folder / "提醒函").as_posix() for path in desk.folder.glob("提醒函/*/*.docx")
    }
    assert sent == {
        *(f"2024-03-05/{town}.docx" for town in ("东河镇", "西山镇", "南桥街道")),
        "2024-05-07/区委宣传部.docx",
        *(f"2024-12-03/{unit}.docx" for unit in ("区住建委", "区大数据局")),
    }
    march = desk.weeks["2024-W10"].expected
    assert [to for _, to, _ in march["chases"]] == ["东河镇", "西山镇", "南桥街道"]
    assert [to for _, to, _ in march["unanswered"]] == ["东河镇", "南桥街道"]


def test_a_slip_was_taken_back(desk: Desk) -> None:
    """By its name, and it left no trace in the reports."""
    assert desk.said["undo"].out.startswith("已撤销第 ")
    assert "mark 3.1.2 --status doing --progress 90" in desk.said["undo"].out
    (own,) = (item for item in desk.weeks["2024-W34"].told["annex"] if item["id"] == "3.1.2")
    assert (own["status"], own["progress"], own["log"]) == ("todo", 0, [])


def test_a_late_report_that_names_no_period_is_asked_about(desk: Desk) -> None:
    """April's figures, told in May: said to count for May alone, taken back, told again for April."""
    assert "3.3.5 还缺 1 期没有报，这一条只算 2024-05-08 所在的一期；" in desk.said["slip"].err
    assert [own for own, _, _ in desk.weeks["2024-W18"].expected["overdue"]] == ["1.1.4"]
    assert [own for own, _, _ in desk.weeks["2024-W19"].expected["overdue"]] == ["1.1.4"]


def test_the_history_has_every_command(desk: Desk) -> None:
    """As many as were given, in whose name."""
    records = desk.said["history"].json["records"]
    assert len(records) == desk.written
    names = Counter(item["by"] for item in records)
    assert names.keys() == {"王芳", "李伟", "赵敏"}
    assert records[-1]["command"].startswith("set 1.2.4 1.2.5 ")


def test_the_register_is_clean_at_the_end(desk: Desk) -> None:
    """No error, nobody's mark lost; what is left open is named."""
    codes = _codes(desk, "checked")
    assert "error" not in codes
    assert "lost-mark" not in codes
    assert codes["no-lead"] == 1


def test_what_goes_on_into_the_new_year(desk: Desk) -> None:
    """The unfinished, the standing and the recurring, each with its old number; nothing closes by itself."""
    facts = {fact.id: fact for fact in desk.ledger.facts(date(2025, 1, 6))}
    going_on = [own for own, fact in facts.items() if fact.open]
    told = desk.said["new year"].json
    assert (told["total"], [item["id"] for item in told["measures"]]) == (19, going_on)
    assert [item["lineage"] for item in told["measures"]] == [f"2024:{own}" for own in going_on]
    late = {item["id"]: item["days_overdue"] for item in told["measures"] if item["overdue"]}
    assert late == {"1.2.4": 6, "2.1.3": 6, "2.3.3": 6, "3.1.2": 37, "3.3.5": 1}
    turns = {
        item["id"]: (item["next_due"], item["missed"])
        for item in told["measures"]
        if item["kind"] == "recurring"
    }
    assert turns == {
        "1.1.1": ("2025-03-31", 0),
        "2.1.6": ("2025-01-31", 0),
        "3.2.3": ("2025-06-30", 0),
        "3.3.5": ("2025-02-05", 1),
        "4.1.1": ("2025-03-31", 0),
        "4.3.2": ("2025-01-31", 0),
    }  # fmt: skip
    summary = desk.said["rollover"].out
    assert "从旧台账转来 19 条，" in summary
    assert "留在旧台账：已办结 36 条（" in summary
    assert f"留在旧台账：进展记录 {sum(len(fact.entries) for fact in facts.values())} 条，" in summary
    assert "待审核的，报送日期在旧台账里，请尽快审核：1 条（3.1.3）。" in summary
