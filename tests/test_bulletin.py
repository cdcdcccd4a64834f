"""The report in an office's words; the whole of one is in the demonstration (test_examples)."""

from datetime import date

from fazhi_cli.bulletin import bulletin, overdue_table, shortened
from fazhi_cli.document import Document, Grid, Heading, Items, Line, Masthead, Text
from fazhi_cli.report import report
from fazhi_cli.span import Span, month_of, week_of
from tests.conftest import HEAD, load_text

TODAY = date(2022, 10, 16)
WEEK = week_of(TODAY)


def made(*measures: str, span: Span = WEEK, head: str = HEAD, number: str | None = None) -> Document:
    """Return the bulletin on `span` of a register with `measures`, each flow YAML without its id."""
    lines = [
        f'          - {{id: "1.1.{at}", title: 甲{at}, {item}}}\n' for at, item in enumerate(measures, 1)
    ]
    return bulletin(report(load_text(head + "".join(lines)).register, span, TODAY), number)


def many(count: int, item: str) -> Document:
    """Return the bulletin of a register with so many measures alike."""
    return made(*[item] * count)


def headings(doc: Document) -> list[str]:
    """Return the headings of the chapters."""
    return [block.text for block in doc.blocks if isinstance(block, Heading) and block.level == 1]


def texts(doc: Document) -> list[str]:
    """Return every paragraph and point."""
    found: list[str] = []
    for block in doc.blocks:
        found += [block.text] if isinstance(block, Text) else block.items if isinstance(block, Items) else []
    return found


def test_a_quiet_week_says_so_and_stays_short() -> None:
    """Two chapters, the silent units in one line; nothing is listed that is not there."""
    doc = made("lead: 甲局, due: 年底前", "lead: 乙局, kind: standing")
    assert headings(doc) == ["一、总体进展", "二、本期进展", "三、未反馈单位"]
    assert texts(doc) == [
        "截至10月16日，台账共 2 条措施：未启动 2 条。办结率 0/2（0%）。",
        "与10月9日相比，办结持平，待审核持平，逾期持平，临期持平。",
        "未办结的 2 条中，逾期 0 条，临期 0 条；不计逾期的：长期坚持 1 条。",
        "本期没有新的进展记录。",
        "负有任务的 2 家单位本期都没有反馈。",
    ]


def test_chapters_are_numbered_as_they_come() -> None:
    """A chapter without content leaves no gap in the numbers."""
    doc = made("due: 9月底前, log: [{date: 2022-10-11, note: 好, problem: 缺人}]")
    assert headings(doc) == ["一、总体进展", "二、本期进展", "三、逾期和临期事项", "四、存在问题"]


def test_the_masthead_leaves_the_number_open() -> None:
    """Title with the range, day and office; a number only when it is given."""
    head = HEAD.replace("sections:", "office: {name: 区委依法治区办}\nsections:")
    doc = made("due: 年底前", head=head)
    assert doc.title == "台账周报（2022年10月10日—10月16日）"
    assert doc.masthead == Masthead("督查简报", None, "区委依法治区办", "2022年10月16日")
    assert made("due: 年底前", number="3").masthead == Masthead("督查简报", "3", "", "2022年10月16日")
    assert made("due: 年底前", span=month_of(TODAY)).title == "台账月报（2022年10月1日—10月31日）"


def test_blank_deadlines_are_named_in_every_report() -> None:
    """By id, however quiet the week."""
    assert "时限原文留空 1 条（1.1.1）" in "".join(texts(made("due: X月底前")))


def test_punctuality_is_printed_in_full() -> None:
    """Numerator, what was due, what was put off; the figure by the original deadline beside it."""
    done = "status: done, log: [{date: 2022-10-08, status: done, evidence: [甲]}]"
    told = texts(
        made(
            f"due: 10月10日前, extensions: [{{date: 2022-09-20, from: 9月底前, to: 10月10日前}}], {done}",
            "due: 9月底前, status: paused",
            "due: 9月底前, assumed: [due]",
        )
    )
    assert (
        "按期办结率（按期办结÷（应结－缓办））1÷（3－1）＝50%，逾期率 1/2（50%）；"
        "应结的 3 条中，1 条的时限是推定的。"
    ) in told
    assert "延期 1 条，按原定时限算，按期办结率 0÷（3－1）＝0%。" in told


def test_a_rate_of_zero_is_an_alarm() -> None:
    """For the whole and by unit; no cases are none, and no report is not the report of none."""
    doc = made(
        "kind: indicator, indicator: {name: 出庭应诉率, of: 案件},"
        " log: [{date: 2022-10-11, unit: 甲局, count: 0/9},"
        " {date: 2022-10-12, unit: 乙局, count: 0/0}]"
    )
    alarmed = [block.text for block in doc.blocks if isinstance(block, Text) and block.alarm]
    assert alarmed == ["1.1.1 甲1：出庭应诉率，本期 0/9（0%），累计 0/9（0%）。为零，报警。"]
    assert "甲局：本期 0/9（0%），累计 0/9（0%），为零，报警" in texts(doc)
    assert "乙局：本期 没有案件，累计 没有案件" in texts(doc)
    silent = "kind: indicator, indicator: {name: 出庭应诉率, of: 案件}"
    assert "1.1.1 甲1：出庭应诉率，还没有上报过计数。" in texts(made(silent))
    before = f"{silent}, log: [{{date: 2022-09-11, unit: 甲局, count: 9/9}}]"
    assert "1.1.1 甲1：出庭应诉率，本期 没有上报，累计 9/9（100%）。" in texts(made(before))


def test_assumed_values_are_marked() -> None:
    """In the tables, the sentences and the list of what comes."""
    doc = made("due: 10月20日前, lead: 甲局, assumed: [due, lead]")
    grids = [block for block in doc.blocks if isinstance(block, Grid)]
    assert grids[-1].lines[0].cells[2:4] == ("甲局（拟）", "2022-10-20（拟）")
    assert "临期 1 条，1 条的时限是推定的（拟）。" in texts(doc)
    assert "10月20日（拟）到期：1.1.1 甲1（甲局（拟））" in texts(doc)


def test_the_annex_holds_every_measure() -> None:
    """On a page of its own, wide, with the day in its caption; without measures there is none."""
    doc = made("due: 年底前", "due: X月底前")
    heading, grid = doc.annex
    assert isinstance(grid, Grid)
    assert (heading, grid.wide, len(grid.lines)) == (Heading("附表"), True, 2)
    assert grid.caption == "台账（截至2022年10月16日）"
    assert made(head=HEAD.replace("        measures:\n", "")).annex == ()


def test_a_section_lists_thirty_that_moved() -> None:
    """The rest is counted and stands in the annex; with thirty nothing is said."""
    moved = "lead: 甲局, kind: standing, log: [{date: 2022-10-11, note: 好}]"
    doc = many(32, moved)
    (items,) = [block for block in doc.blocks if isinstance(block, Items)]
    assert (len(items.items), items.items[-1]) == (30, "1.1.30 甲30（甲局，未启动）：好")
    assert doc.blocks[doc.blocks.index(items) + 1] == Text("另有 2 条，见附表。")
    assert isinstance(doc.annex[1], Grid) and len(doc.annex[1].lines) == 32
    assert "另有" not in "".join(texts(many(30, moved)))


def test_a_table_of_measures_has_a_hundred_rows() -> None:
    """The sentence above it counts all; a table of units is not cut, for the annex has no units."""
    doc = many(101, "due: 9月底前, lead: 甲局")
    grids = [block for block in doc.blocks if isinstance(block, Grid) and block.lines[0].light]
    assert [len(grid.lines) for grid in grids] == [100]
    assert doc.blocks[doc.blocks.index(grids[0]) + 1] == Text("另有 1 条，见附表。")
    assert "逾期 101 条。" in texts(doc)
    units = Grid((), tuple(Line((f"{at}",)) for at in range(200)))
    assert shortened(units) == (units,)


def test_lists_that_the_annex_does_not_have_are_whole() -> None:
    """Steps and replies are told by day there alone; deadlines are cut short."""
    chases = "chases: [{date: 2022-10-12, to: 甲局}]"
    doc = many(40, f"due: 10月20日前, lead: 甲局, plan: [{{step: 会商, before: 1}}], {chases}")
    lists = {
        block.items[0].partition("：")[0]: len(block.items)
        for block in doc.blocks
        if isinstance(block, Items)
    }
    assert lists == {"1.1.1 甲1": 40, "10月20日到期": 30, "10月19日倒排步骤，会商": 40}


def test_a_whole_bulletin_is_not_shortened() -> None:
    """For workbooks, whose sheets are filtered and not read from end to end."""
    text = HEAD + "".join(
        f'          - {{id: "1.1.{at}", title: 甲, due: 9月底前}}\n' for at in range(1, 120)
    )
    told = report(load_text(text).register, WEEK, TODAY)
    assert overdue_table(told) in bulletin(told, whole=True).blocks
    assert overdue_table(told) not in bulletin(told).blocks


def test_ids_in_a_sentence_are_thirty_at_the_most() -> None:
    """The first, and that there are more."""
    told = next(text for text in texts(many(31, "due: X月底前")) if "原文留空" in text)
    assert told.endswith("时限原文留空 31 条（" + "、".join(f"1.1.{at}" for at in range(1, 31)) + "等）。")
