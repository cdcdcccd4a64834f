"""What is said of a new register."""

from datetime import date

from fazhi_cli import holidays, packaged
from fazhi_cli.founding import copied, empty, made_with, settings
from fazhi_cli.known import Known
from fazhi_cli.register import load
from fazhi_cli.rollover import rolled_over
from fazhi_cli.view.founding import founded_text
from fazhi_cli.view.screen import PIPE
from tests.conftest import HEAD, load_text, one_measure
from tests.test_rollover import OLD

CALENDAR = holidays.calendar_for([])


def test_a_copy_says_where_it_comes_from_and_what_is_open() -> None:
    """The built-in register for another year, nothing supplied."""
    ready = load(packaged.REGISTER, CALENDAR)
    new = copied(ready, Known(2026), "tasks.yaml", CALENDAR)
    assert founded_text(new, "tasks.yaml", None, PIPE).splitlines() == [
        "已建成全面依法治区重点任务台账（tasks.yaml，2026 年）：186 条措施。",
        "来自内置台账：措施和单位都出自那一篇讲话，请逐条核对是否还适用。",
        "没有印发日期（--issued），算不出日子：1 条（2.2.4）。",
        "文字里的“去年”还是原文的说法，不随年份变：3 条（1.1.4、1.1.5、1.3.1）。",
        "推定：没有写时限的任务按“年底前”（2026-12-31），共 42 条（1.1.4、1.1.5、1.1.6、1.1.9、1.1.11 等）。",
        "推定：牵头单位 5 条（1.1.6、3.4.4、4.1.5、4.3.4、4.3.5）。",
        "核实一条：fazhi set 编号 --confirm 字段；全部列出：fazhi check --assumed",
        "原文留空、照录：2.2.3（落实涉及我区的XX项督察整改措施）、2.3.1（X月底前）。"
        "问明后用 fazhi set 填上。",
        "没有牵头单位：153 条。",
        "",
        "接下来：fazhi list；fazhi set 编号 --lead 单位 --due 时限；fazhi check",
    ]


def test_what_was_supplied_is_not_told_as_open() -> None:
    """A default that was given is certain, a blank that was filled is none; other files are named."""
    text = one_measure(
        "due: X月底前\nlead: 甲", HEAD.replace("sections:", "rules: {default_due: 年底前}\nsections:")
    )
    new = load_text(text + '          - {id: "1.1.2", title: 措施二, lead: 乙}\n')
    new = made_with(new, settings(new, ["1.1.1.due=9月底前"]), CALENDAR)
    assert founded_text(new, "a/b.yaml", None, PIPE).splitlines()[2:] == [
        "推定：没有写时限的任务按“年底前”（2022-12-31）（已核实的规则），共 1 条（1.1.2）。",
        "核实一条：fazhi set 编号 --confirm 字段；全部列出：fazhi check --assumed",
        "",
        "接下来：fazhi list --file a/b.yaml；fazhi set 编号 --lead 单位 --due 时限 --file a/b.yaml；"
        "fazhi check --file a/b.yaml",
    ]


def test_deadlines_that_make_no_sense_are_told() -> None:
    """Those before the register begins, and those without a day to count from."""
    head = HEAD.replace("issued: 2022-03-15\n", "").replace("title: 台账", "title: 2021年台账", 1)
    new = load_text(
        one_measure("due: 2021-12-31\nlead: 甲", head)
        + '          - {id: "1.1.2", title: 今年的事, lead: 甲, due: 5个工作日内}\n'
    )
    assert founded_text(new, "tasks.yaml", None, PIPE).splitlines()[2:6] == [
        "时限在这本台账开始以前：1 条（1.1.1）。",
        "没有印发日期（--issued），算不出日子：1 条（1.1.2）。",
        "名称里还写着 2021，要改在文件的 title 里改，或用 --title。",
        "文字里的“今年”还是原文的说法，不随年份变：1 条（1.1.2）。",
    ]


def test_an_empty_register_says_what_to_do() -> None:
    """There is nothing to list or set yet."""
    new = empty(Known(2026), "tasks.yaml", CALENDAR)
    assert founded_text(new, "tasks.yaml", None, PIPE) == (
        "已建成督办台账（tasks.yaml，2026 年）：0 条措施。\n\n"
        "接下来：照文件里的样子写上部分和子任务，再运行 fazhi check"
    )


def test_a_register_rolled_over_says_what_stayed_behind() -> None:
    """Counts and ids of all that is not in it, deadlines that were written out, what goes on counting."""
    rolled = rolled_over(load_text(OLD), Known(2023), date(2022, 12, 20), "tasks.yaml", CALENDAR)
    assert founded_text(rolled.new, "tasks.yaml", rolled, PIPE).splitlines() == [
        "已建成法治台账（tasks.yaml，2023 年）：9 条措施。",
        "从旧台账转来 9 条，编号不变，lineage 记旧编号；旧台账没有改动。",
        "留在旧台账：已办结 2 条（1.1.1、1.2.1）。",
        "留在旧台账：取消 1 条（1.1.4）。",
        "留在旧台账：进展记录 1 条，连同催办、延期和倒排步骤的完成日期。",
        "留在旧台账：注释 3 处（行尾的和留下内容里的）。",
        "去掉 1 处 related：所指的措施留在旧台账。",
        "时限已过、仍算逾期：3 条（1.1.2、1.1.5、2.1.5）。",
        "时限照旧年的日子写明：4 处（1.1.2 9月底前，并长期坚持→2022-09-30、1 11月底前→2022-11-30、"
        "2.1.4 会后5个工作日内→2022-03-22、2.1.5 力争10月底前→2022-10-31）。",
        "原按默认时限推定的，照旧年的日子（拟）：1 条（2.1.1）。",
        "定期的从新年第一天重新计期，旧年漏报的留在旧台账：1 条（1.1.3）。",
        "起始日期照旧，进度和天数接着算：2 条（1.1.2、1.1.6）。",
        "待审核的，报送日期在旧台账里，请尽快审核：1 条（2.1.3）。",
        "推定：牵头单位 1 条（2.1.1）。",
        "推定：完成时限 1 条（2.1.1）。",
        "推定：title。",
        "核实一条：fazhi set 编号 --confirm 字段；全部列出：fazhi check --assumed",
        "没有牵头单位：8 条。",
        "",
        "接下来：fazhi list；fazhi set 编号 --lead 单位 --due 时限；fazhi check",
    ]
    bare = rolled._replace(left={}, entries=0, comments=0, unrelated=0, overdue=[], kept=[], supposed=[])
    bare = bare._replace(restarted=[], begun=[], reviewed=[], dated=["1.1.2"])
    assert founded_text(rolled.new, "tasks.yaml", bare, PIPE).splitlines()[2:4] == [
        "原来算不出日子、现在按新的年份算：1 条（1.1.2）。",
        "推定：牵头单位 1 条（2.1.1）。",
    ]


def test_a_default_day_of_the_old_year_is_told() -> None:
    """A date as default deadline would be over for every new measure."""
    head = HEAD.replace("sections:", "rules: {default_due: 2022-12-01}\nsections:")
    rolled = rolled_over(
        load_text(one_measure("lead: 甲", head)), Known(2023), date(2022, 11, 1), "n", CALENDAR
    )
    assert "默认时限“2022-12-01”是 2022-12-01，在这一年以前。" in founded_text(rolled.new, "n", rolled, PIPE)
