from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli.adopting import Adopted, adopted
from fazhi_cli.drafting.texts import clean
from fazhi_cli.intake.ledger import Ledger, Row
from fazhi_cli.known import Known
from fazhi_cli.measure import Entry, Measure
from tests.conftest import load_text

TODAY = date(2022, 10, 15)
COLUMNS: tuple[tuple[str, str | None], ...] = (
    ("序号", "serial"), ("编号", "id"), ("任务", "subtask_title"), ("具体措施", "title"),
    ("责任单位", "lead"),
    ("配合单位", "support"),
    ("完成时限", "due"), ("状态", "status"), ("进度", "progress"), ("类型", "kind"),
    ("进展情况", "note"), ("佐证材料", "evidence"), ("反馈时间", "last_entry"), ("办结时间", "handed_in"),
    ("是否办结", "is_closed"), ("责任人", "owner"), ("交办时间", "since"), ("来源", "source"), ("批次", None),
)  # fmt: skip


def ledger(*rows: Row, columns: Sequence[tuple[str, str | None]] = COLUMNS) -> Ledger:
    """Return a ledger of `rows`."""
    return Ledger("旧.xlsx", "某区2022年整改台账", tuple(columns), rows)


def row(
    title: str = "制定方案", section: str | None = "机制", subtask: str | None = "学习", **cells: str
) -> Row:
    """Return a row with a title and `cells`."""
    others = {"批次": cells.pop("batch")} if "batch" in cells else {}
    return Row("旧.xlsx!A3", section, subtask, {"title": title, **cells}, others)


def taken(*rows: Row, known: Known | None = None) -> Adopted:
    """Return what `rows` come to."""
    return adopted(ledger(*rows), known or Known(None), TODAY)


def only(**cells: str) -> tuple[Measure, str]:
    """Return the measure that one row comes to, and the text of the register."""
    text = taken(row(**cells)).text
    return load_text(text).register.measures[0], text


EXACT = """\
# yaml-language-server: $schema=./tasks.schema.json
# 由 旧.xlsx 转来，请核对。
# 带“核对”的注释写明要核对什么，核对后删去。
# “原表”开头的注释是没有对应字段的内容，照录在措施上面。
version: 1
title: 某区2022年整改台账
year: 2022
sections:
  - id: "1"
    title: 机制
    subtasks:
      - id: "1.1"
        title: 学习
        measures:
          # 原表“来源”：会议
          # 原表“批次”：第一批
          - id: "1.1.1"
            title: 制定方案
            lead: 区司法局
            support: [区法院, 区检察院]
            owner: 张三
            due: 9月底前
            since: 2022-03-01
            status: done
            progress: 100
            log:
              - {ENTRY}
""".replace(
    "ENTRY", "date: 2022-09-20, by: 旧.xlsx, status: done, progress: 100, note: 已印发, evidence: [甲.pdf]"
)


def test_a_row_becomes_a_measure() -> None:
    """Field by field; what has no field is kept above it."""
    found = taken(
        row(
            serial="7", lead="区司法局", support="区法院、区检察院", owner="张三", due="9月底前",
            since="2022.3.1", status="已完成", progress="100%", handed_in="2022-09-20", note="已印发",
            evidence="甲.pdf", source="会议", batch="第一批",
        )
    )  # fmt: skip
    assert found.text == EXACT
    assert (found.sections, found.subtasks, found.measures, found.checks, found.undated) == (1, 1, 1, 0, 0)
    assert dict(found.placed) | {"序号": "自动计算", "批次": None, "来源": None} == dict(found.placed)


@pytest.mark.parametrize(
    ("text", "due", "comment"),
    [
        ("2022-09-30", "2022-09-30", None),
        ("三季度末", "三季度末", None),
        ("长期坚持", "长期坚持", None),
        ("无", None, None),
        ("尽量早些", None, "# 核对：时限“尽量早些”没有写进 due："),
        ("9月底前、12月底前", None, "# 核对：时限“9月底前、12月底前”没有写进 due："),
    ],
)
def test_a_deadline_is_read_by_the_grammar_or_told(text: str, due: str | None, comment: str | None) -> None:
    """As it is written; nothing is put in that the register would not understand."""
    made, written = only(due=text)
    assert made.due == due
    assert (comment in written) if comment else ("核对：" not in written)


def test_an_assumed_value_stays_assumed() -> None:
    """A deadline that our own sheet marked goes into the list."""
    made, _ = only(due="2022-12-31（拟）", lead="区司法局（拟）")
    assert (made.due, made.lead, made.assumed) == ("2022-12-31", "区司法局", ("lead", "due"))


@pytest.mark.parametrize(
    ("heading", "lead", "support", "comment"),
    [
        ("责任单位", None, ("甲局", "乙局"), "原表没有写明哪个单位牵头"),
        ("牵头单位", "甲局", ("乙局",), "牵头单位有几个，第一个写作牵头"),
    ],
)
def test_nobody_is_made_the_lead(
    heading: str, lead: str | None, support: Sequence[str], comment: str
) -> None:
    """Of several in a column for those responsible; the first of those who lead leads, and it is told."""
    found = adopted(ledger(row(lead="甲局、乙局"), columns=((heading, "lead"),)), Known(None), TODAY)
    made = load_text(found.text).register.measures[0]
    assert (made.lead, made.support, f"# 核对：{comment}\n" in found.text) == (lead, tuple(support), True)


def test_an_open_list_is_told() -> None:
    """等 stands for units that the ledger does not name."""
    made, text = only(lead="区司法局等")
    assert (made.lead, made.support, "单位名单以“等”结尾，没有列完" in text) == ("区司法局", (), True)


@pytest.mark.parametrize(
    ("cells", "status", "progress", "comment"),
    [
        ({"status": "推进中", "progress": "30%"}, "doing", 30, None),
        ({"progress": "0.3"}, "doing", 30, None),
        ({"is_closed": "是"}, "done", 100, None),
        ({"is_closed": "否"}, "todo", 0, None),
        ({"is_closed": "是", "status": "推进中"}, "doing", 0, None),
        ({"status": "已完成", "progress": "80%"}, "done", 100, "进度却是 80%"),
        ({"status": "慢慢来"}, "todo", 0, "不认识的状态“慢慢来”，没有写入"),
        ({"progress": "1"}, "todo", 0, "进度写的是 1，是 1% 还是 100%？，没有写入"),
        ({"status": "已完成", "kind": "长期"}, "todo", 0, "长期、禁止类的措施不能办结"),
    ],
)
def test_how_far_it_is(cells: dict[str, str], status: str, progress: int, comment: str | None) -> None:
    """What is not understood is not written."""
    made, text = only(**cells)
    assert (made.status, made.progress) == (status, progress)
    assert (comment in text) if comment else ("核对：" not in text)


def test_a_record_has_the_day_that_the_ledger_gives() -> None:
    """Else that of being taken over, and these are counted; a day to come is none."""
    dated, _ = only(note="办了", last_entry="2022.9.1")
    found = taken(row(note="办了"), row("乙", note="无"), row("丙", note="办", last_entry="2023-01-01"))
    first, second, third = load_text(found.text).register.measures
    assert dated.log == (Entry(date=date(2022, 9, 1), by="旧.xlsx", note="办了"),)
    assert ([entry.date for entry in first.log], second.log, [entry.date for entry in third.log]) == (
        [TODAY], (), [TODAY]
    )  # fmt: skip
    assert found.undated == 2


def test_a_closing_day_that_is_not_known_is_not_made_up() -> None:
    """Done stays done, without a record of when."""
    made, _ = only(status="已办结")
    assert (made.status, made.progress, made.log) == ("done", 100, ())
    late, text = only(status="已办结", handed_in="2023-05-01")
    assert (late.log, "# 核对：报办结日期 2023-05-01 还没到，没有写入\n" in text) == (
        (),
        True,
    )


def test_ids_of_the_ledger_stay_where_they_say_where_a_measure_belongs() -> None:
    """Else the measures are counted anew and the old number is kept above each."""
    kept = taken(row(id="3.4.7"), row("乙", id="3.4.8"), row("丙", subtask="宣传", id="3.5.1"))
    assert [item.id for item in load_text(kept.text).register.measures] == ["3.4.7", "3.4.8", "3.5.1"]
    for ids in (("1", "2"), ("3.4.7", "3.4.7"), ("3.4.7", "3.5.1")):
        anew = taken(row(id=ids[0]), row("乙", id=ids[1]))
        assert [item.id for item in load_text(anew.text).register.measures] == ["1.1.1", "1.1.2"]
        assert f"# 原表“编号”：{ids[1]}\n" in anew.text


def test_a_ledger_without_layers_has_one_of_each() -> None:
    """Named as what is above, and marked to be checked."""
    found = taken(row(section=None, subtask=None))
    (section,), (subtask,) = load_text(found.text).register.sections, load_text(found.text).register.subtasks
    assert (section.title, subtask.title, found.checks) == ("某区2022年整改台账", "某区2022年整改台账", 2)


def test_what_is_known_wins_over_the_title() -> None:
    """Year, day of issue and title; a title with two years tells none."""
    found = taken(row(), known=Known(2024, date(2024, 3, 1), "新台账"))
    told = load_text(found.text).register
    assert (told.year, told.issued, told.title) == (2024, date(2024, 3, 1), "新台账")
    two = adopted(ledger(row())._replace(title="2021年至2022年台账"), Known(None), TODAY)
    assert load_text(two.text).register.year is None


def test_a_long_title_is_cut_and_kept_whole() -> None:
    """In the detail."""
    made, _ = only(title="长" * 250)
    assert (len(made.title), made.detail) == (200, "长" * 250)


def test_what_nobody_sees_is_no_unit() -> None:
    """A control character on a line of its own names nobody."""
    made, _ = only(lead="\x1b\n区司法局")
    assert (made.lead, made.support) == ("区司法局", ())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from([key for _, key in COLUMNS if key]), st.text(max_size=30), max_size=8
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_ledger_gives_a_register_that_loads(rows: list[dict[str, str]]) -> None:
    """Whatever stands in the cells; every row is a measure, none gets a unit that its cells do not have."""
    cells = [{key: text for key, text in each.items() if clean(text) != "（空）"} for each in rows]
    found = taken(*(row(each.pop("title", "措施"), **each) for each in cells))
    measures = load_text(found.text).register.measures
    assert len(measures) == len(rows)
    for each, made in zip(cells, measures, strict=True):
        said = "".join("".join(map(clean, each.values())).split())
        names = [name for name in (made.lead, *made.support) if name]
        assert all("".join(name.split()) in said for name in names)
