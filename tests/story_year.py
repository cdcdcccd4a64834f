"""The story: a district office for work safety keeps the register of a speech through 2024.

Every line is something that somebody did on a day; `Desk` does it with the program and in the ledger. Who
sends sheets back does it as people do: late, in odd digits, with columns added and rows moved.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from shutil import which
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from tests.story_desk import Desk, Fill, Sheet
from tests.story_ledger import Entry, Ledger

SPEECH = Path(__file__).parent / "story" / "讲话.txt"
MEMBERS: Mapping[str, tuple[str, ...]] = {"各镇街": ("东河镇", "西山镇", "南桥街道")}

HEAD = """\
title: 2024年安全生产重点任务台账
year: 2024
issued: 2024-01-08
office: {name: 区安委办, contact: 王芳, phone: "61230000", signer: 周正}
assumed: [rules.default_due]
rules: {default_due: 年底前}
units:
  - {name: 区应急局, alias: [区应急管理局]}
  - {name: 区消防救援大队, alias: [区消防大队]}
  - {name: 各镇街, members: [东河镇, 西山镇, 南桥街道]}
  - {name: 区安委办, alias: [区安委会办公室]}
"""

BACKGROUND = """\
  - 【背景】但也要看到，老旧厂房、“三合一”场所、自建房这些老问题还没有根治，电动自行车进楼入户、\
外墙保温材料违规使用这些新问题又冒了出来，侥幸心理、麻痹思想在一些同志身上还不同程度存在。
  - 【要求】全年任务已经明确，各单位要对表对账，一项一项抓。
"""
"""What the draft took for tasks and the clerk did not."""

INDICATOR = "indicator: {name: 重大隐患按期整改率, of: 到期重大隐患}"

LEDGER = """\
1.1.1 各级各部门     recurring   quarter
1.1.2 区委党校       task        2024-03-31
1.1.3 区委宣传部     task        2024-12-31拟
1.1.4 区委宣传部     task        2024-04-30
1.2.1 各镇街         task        2024-02-29
1.2.2 区应急局       task        2024-12-31拟
1.2.3 区应急局       task        2024-03-31
1.2.4 区应急局       task        2024-12-31拟
1.2.5 区应急局       task        2024-12-31拟
1.3.1 区消防救援大队 task        2024-01-15
1.3.2 各责任单位     task        immediate
2.1.1 区应急局       task        2024-12-31拟
2.1.2 区应急局       task        2024-06-30
2.1.3 区生态环境局   task        2024-12-31拟
2.1.4 区生态环境局   task        blank
2.1.5 区交通局       task        2024-12-31拟
2.1.6 区交通局       recurring   month
2.2.1 区消防救援大队 task        2024-12-31拟
2.2.2 区消防救援大队 task        2024-05-31
2.2.3 区住建委       task        2024-12-31拟
2.2.4 区住建委       task        2024-12-31
2.2.5 区消防救援大队 task        2024-06-30
2.2.6 区消防救援大队 task        2024-12-31
2.2.7 区消防救援大队 prohibition none
2.3.1 区住建委       task        2024-12-31拟
2.3.2 区住建委       task        2024-09-30
2.3.3 区住建委       task        2024-12-31
2.3.4 区住建委       task        2024-12-31拟
2.3.5 区住建委       task        2024-09-30
2.3.6 区住建委       prohibition none
2.4.1 区公安分局     task        2024-01-25
2.4.2 区公安分局     task        2024-12-31拟
2.4.3 区公安分局     standing    standing
2.4.4 区交通局       task        2024-12-31拟
2.4.5 区交通局       task        2024-10-31
3.1.1 区大数据局     task        2024-08-31
3.1.2 区大数据局     task        2024-11-30
3.1.3 区市场监管局   task        2024-12-31拟
3.1.4 区市场监管局   task        soft
3.2.1 区应急局       task        2024-05-31
3.2.2 各镇街         task        2024-12-31拟
3.2.3 各镇街         recurring   half
3.3.1 区应急局       task        2024-01-15
3.3.2 区应急局       standing    standing
3.3.3 区应急局       indicator   none
3.3.4 区应急局       prohibition none
3.3.5 行政执法部门   recurring   month5
4.1.1 -              recurring   quarter
4.2.1 区总工会       task        2024-12-31拟
4.2.2 区总工会       task        2024-11-30
4.3.1 区安委办       task        2024-12-31拟
4.3.2 区安委办       recurring   month
4.3.3 区安委办       task        2024-12-31拟
4.3.4 各单位         task        soft
4.3.5 各单位         task        2024-01-31
4.3.6 区安委办       task        2025-01-15
"""
"""Every measure as it is once everything is assigned: who leads it, its kind, when it is due."""

_HEADINGS = {
    "status": "状态",
    "progress": "进度",
    "note": "进展情况",
    "problem": "存在问题",
    "next": "下一步",
    "evidence": "佐证材料",
    "by": "填报人",
    "date": "填报日期",
}


def on(day: str) -> date:
    """Return a day of 2024."""
    return date.fromisoformat(f"2024-{day}")


def row(own: str, means: Entry | None = None, **cells: object) -> Fill:
    """Return a row of a sheet by what stands in its cells, under the fields' names."""
    told = {name: cells[name] for name in ("problem", "next") if name in cells}
    filled = {_HEADINGS[name]: value for name, value in cells.items()}
    return Fill(own, filled, Entry(**{**means.__dict__, **told}) if means else None)


def said(day: str, status: str | None = None, progress: int | None = None, **more: Any) -> Entry:
    """Return what a row means."""
    return Entry(on(day), status, progress, **more)


def finished(own: str, day: str, evidence: str, **cells: object) -> Fill:
    """Return a row that reports a measure as finished."""
    done = {"status": "待审核（申请销号）", "progress": "100%", "evidence": evidence, **cells}
    return row(own, said(day, "review", 100), **done)


def ledger() -> Ledger:
    """Return the ledger with every line opened and nothing in it."""
    kept = Ledger(2024, date(2024, 1, 8), MEMBERS)
    for line in LEDGER.splitlines():
        own, lead, kind, due = line.split()
        kept.open_line(own, lead, kind, due)
    return kept


def year(desk: Desk) -> None:
    """Live through the year."""
    for part in (
        founding,
        january,
        february,
        march,
        april,
        may,
        june,
        july,
        august,
        september,
        october,
        november,
        december,
        turn_of_the_year,
    ):
        part(desk)
    desk.finish()


def mondays(desk: Desk, first: str, *more: str) -> None:
    """Make the reports of the weeks that ended before these Mondays."""
    for day in (first, *more):
        desk.week(on(day))


# --- the register ----------------------------------------------------------------------------------------


def founding(desk: Desk) -> None:
    """Draft, correct by hand, check, assign."""
    (desk.folder / "讲话.txt").write_bytes(SPEECH.read_bytes())
    desk.keep("draft", "draft", "讲话.txt", "-o", "tasks.yaml")
    path = desk.folder / "tasks.yaml"
    desk.said["drafted"] = desk.said["draft"]._replace(out=path.read_text(encoding="utf-8"))
    path.write_text(corrected(path.read_text(encoding="utf-8")), encoding="utf-8")
    desk.look("corrected", "check", "--format", "json", day="2024-01-09")
    desk.look("trace", "trace", "--source", "讲话.txt", "--format", "json", day="")
    day = "2024-01-09"
    assign(desk, day, "1.2.4 1.2.5 3.3.2 3.3.3 3.3.4", "区应急局")
    assign(desk, day, "2.2.5 2.2.6 2.2.7", "区消防救援大队")
    assign(desk, day, "2.1.3 2.1.4", "区生态环境局")
    assign(desk, day, "2.3.4 2.3.5 2.3.6", "区住建委")
    assign(desk, day, "2.4.2 2.4.3", "区公安分局")
    assign(desk, day, "3.1.3 3.1.4", "区市场监管局")
    assign(desk, day, "4.3.3", "区安委办")
    desk.write("set", "2.4.1", "--due", "2024-01-25", day=day)
    desk.write("set", "2.2.5", "--due", "上半年", day=day)
    desk.write("set", "2.2.6", "--due", "下半年", day=day)
    title = "汇总全年落实情况，报市安委办"
    desk.said["add"] = desk.write(
        "add", "4.3", "--title", title, "--lead", "区安委办", "--due", "2025年1月15日前", day=day
    )
    desk.look("founded", "check", "--format", "json", day="2024-01-10")


def assign(desk: Desk, day: str, ids: str, lead: str) -> None:
    """Give measures to a unit."""
    desk.write("set", *ids.split(), "--lead", lead, "--yes", day=day)


def corrected(text: str) -> str:
    """Return the draft as the clerk leaves it: no task but tasks, doubts settled, the head filled in."""
    kept, skipping = [], False
    for line in text.splitlines(keepends=True):
        if line.startswith("      - id: ") or line.startswith("  - id: "):
            skipping = '"1.0"' in line or '"4.0"' in line
        if skipping or "# 核对：" in line:
            continue
        kept.append(line)
    text = "".join(kept)
    head = text[text.index("title: ") : text.index("notes:")]
    for old, new in (
        (head, HEAD),
        ("notes:\n", f"notes:\n{BACKGROUND}"),
        (
            "due: 3月底前\n            source: [1.2.s3]",
            "due: 3月底前，并长期坚持\n            source: [1.2.s3]",
        ),
        ("kind: indicator\n", f"kind: indicator\n            {INDICATOR}\n"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


# --- untidy hands ----------------------------------------------------------------------------------------


def with_a_column_more(page: Worksheet) -> None:
    """Put a column of one's own before the status."""
    page.insert_cols(5)
    head = next(cell.row for cell in page["A"] if cell.value == "编号")
    page.cell(head, 5, "科室")
    page.cell(head + 1, 5, "防火科")


def upside_down(page: Worksheet) -> None:
    """Sort the rows the other way round."""
    head = next(cell.row for cell in page["A"] if cell.value == "编号")
    rows = [[cell.value for cell in cells] for cells in page.iter_rows(min_row=head + 1)]
    for at, values in enumerate(reversed(rows), head + 1):
        for column, value in enumerate(values, 1):
            page.cell(at, column).value = value


def with_a_stranger_below(own: str, note: str) -> Callable[[Worksheet], None]:
    """Return what adds a row about a measure that somebody else leads, and one about none at all."""

    def add(page: Worksheet) -> None:
        below = page.max_row + 1
        page.cell(below, 1, own)
        page.cell(below, 7, note)
        page.cell(below + 1, 7, "另外还开展了夜查")

    return add


# --- the months ------------------------------------------------------------------------------------------


def january(desk: Desk) -> None:
    """Meet the meeting's own deadlines, the first sheets."""
    desk.mark("2024-01-12", "1.3.1", by="李伟", status="review", progress=100, evidence="事故调查报告")
    mondays(desk, "01-15")
    desk.mark("2024-01-15", "3.3.1", by="李伟", status="review", progress=100, evidence="区安委办〔2024〕1号")
    desk.mark("2024-01-16", "1.3.1 3.3.1", status="done")
    desk.mark("2024-01-18", "1.3.2", by="李伟", status="doing", progress=20, note="正对照报告自查")
    desk.mark(
        "2024-01-19", "4.3.4", by="赵敏", status="review", note="各单位均已传达", evidence="传达情况汇总表"
    )
    mondays(desk, "01-22")
    desk.send("2024-01-22")
    desk.mark("2024-01-22", "4.3.4", status="done")
    police = row(
        "2.4.1",
        said("01-24", "review", 100),
        status="待审核（申请销号）",
        progress="100%",
        evidence="约谈笔录；签到表",
        note="已约谈17家",
        by="孙强",
        date=datetime(2024, 1, 24),
    )
    desk.imports["2024-01-26"] = desk.take_back(
        "2024-01-26",
        {
            "区公安分局": Sheet([police]),
            "区交通局": Sheet(
                [row("2.1.6", said("01-26"), note="通报违规车辆12台", by="钱进", date="2024年1月26日")],
            ),
            "区住建委": Sheet(
                [
                    row(
                        "2.2.4", said("01-25", "doing", 5), progress="５％", note="选址完成", date="2024/1/25"
                    ),
                    row("2.3.1", said("01-26", "doing", 10), status="推进中", progress="百分之十"),
                ],
            ),
            "区委宣传部": Sheet(),
        },
    )
    desk.mark("2024-01-29", "2.4.1", status="done")
    desk.mark("2024-01-29", "4.3.2 4.3.1", by="赵敏", note="召开1月调度会")
    mondays(desk, "01-29")


def february(desk: Desk) -> None:
    """Close what was due in January and comes late; the towns disagree; a file comes under another name."""
    desk.mark("2024-02-02", "1.3.2", by="李伟", status="review", progress=100, evidence="整改报告")
    desk.mark("2024-02-02", "4.3.5", by="赵敏", status="review", note="收齐42家", evidence="情况汇总")
    desk.mark("2024-02-04", "3.3.5 4.3.2", by="赵敏", note="1月数据已报")
    mondays(desk, "02-05", "02-12")
    desk.mark("2024-02-05", "1.3.2 4.3.5", status="done")
    mondays(desk, "02-19")
    desk.send("2024-02-19")
    told = desk.take_back(
        "2024-02-23",
        {
            "东河镇": Sheet(
                [
                    row(
                        "1.2.1",
                        said("02-22", "doing", 50),
                        status="进行中",
                        progress=0.5,
                        note="查完412处",
                        by="吴刚",
                        date=date(2024, 2, 22),
                    )
                ],
            ),
            "西山镇": Sheet(
                [
                    row(
                        "1.2.1",
                        said("02-23"),
                        status="进行中",
                        progress=0.6,
                        note="查完230处",
                        problem="人手不够",
                        by="郑洁",
                    )
                ],
            ),
            "区应急局": Sheet(
                [
                    row("1.2.2", said("02-23", "doing", 30), status="正在办理", progress="３０"),
                    row("1.2.4", said("02-23", "doing"), status="进行中", note="清单已列，分到科室"),
                    row("2.1.1", said("02-23", "doing", 20), progress="20%", next="3月开展评估"),
                ],
                mess=upside_down,
                name="区应急局（终稿）",
            ),
            "区委宣传部": Sheet(
                [
                    row(
                        "1.1.3",
                        said("02-20", "doing", 40),
                        status="进行中",
                        progress="４０％",
                        note="脚本已定",
                        date="２０２４．２．２０",
                    )
                ],
            ),
            "区交通局": Sheet([row("2.1.6", said("02-23"), note="通报违规车辆9台")]),
            "区消防救援大队": Sheet(
                [
                    row(
                        "2.2.1",
                        said("02-23", "doing", 15),
                        status="进行中",
                        progress="15%",
                        note="摸清堵点86处",
                    ),
                    row("2.2.2", said("02-23", "doing", 10), progress="0.1"),
                ],
                mess=with_a_column_more,
            ),
        },
        code=1,
    )
    desk.imports["2024-02-23"] = told
    mondays(desk, "02-26")


def march(desk: Desk) -> None:
    """Send the first reminders; a return; the first quarter is over."""
    mondays(desk, "03-04")
    desk.mark("2024-03-04", "3.3.5 4.3.2", by="赵敏", note="2月数据已报")
    notice(desk, "2024-03-05", "1.2.1", "2024-03-08")
    desk.look("unanswered", "list", "--unanswered", "--format", "ids", day="2024-03-06")
    desk.mark("2024-03-07", "1.2.1", by="赵敏", unit="西山镇", progress=80, note="电话回复：还差两个村")
    mondays(desk, "03-11")
    desk.mark("2024-03-15", "1.1.1", by="李伟", period="2024Q1", note="一季度专题学习已开展")
    mondays(desk, "03-18")
    desk.send("2024-03-18")
    desk.imports["2024-03-22"] = desk.take_back(
        "2024-03-22",
        {
            "东河镇": Sheet(
                [
                    row(
                        "1.2.1",
                        said("03-21", "review", 100),
                        status="待审核（申请销号）",
                        progress="100%",
                        by="吴刚",
                        evidence="风险点台账.xlsx\n一楼一册",
                        date=date(2024, 3, 21),
                    )
                ],
            ),
            "区委党校": Sheet(
                [
                    row(
                        "1.1.2",
                        said("03-22", "review", 100),
                        status="申请销号",
                        progress="百分之百",
                        note="已列入春季班",
                        evidence="教学计划",
                    )
                ]
            ),
            "区应急局": Sheet(
                [
                    row(
                        "1.2.2",
                        said("03-20", "review", 100),
                        status="待审核",
                        progress=1,
                        evidence="汇总表",
                        date="2024-03-20",
                    ),
                    row("1.2.3", said("03-22", "doing", 70), progress="70%", note="底图已绘完"),
                    row("3.2.1", said("03-22", "doing", 20), status="进行中", progress=".2"),
                ],
            ),
            "区住建委": Sheet(
                [
                    row("2.2.3", said("03-22", "doing", 30), progress=0.3),
                    row("2.3.2", said("03-22"), progress=20, problem="鉴定机构太少"),
                    row("2.3.6", said("03-22"), note="未发现"),
                ],
                mess=with_a_stranger_below("1.1.2", "我们也参加了"),
            ),
            "区市场监管局": Sheet(
                [row("3.1.3", said("03-22", "doing"), status="进行中", note="选了5条街试点")]
            ),
        },
        code=1,
    )
    mondays(desk, "03-25")
    desk.mark("2024-03-25", "1.1.2 1.2.2", status="done")
    desk.mark("2024-03-25", "1.2.1", status="doing", progress=90, note="退回：缺西山镇、南桥街道的台账")
    desk.chase("2024-03-26", "1.2.1", "电话", "3个工作日内", "2024-03-29", to="西山镇")
    desk.mark("2024-03-28", "4.1.1", by="李伟", note="区领导带队检查3次")
    desk.mark(
        "2024-03-29", "1.2.3", by="李伟", unit="区应急局", status="review", progress=100, evidence="电子地图"
    )
    desk.month(on("03-31"))
    desk.look("overdue", "list", "--overdue", "--format", "ids", day="2024-03-31")


def april(desk: Desk) -> None:
    """Miss a monthly report that comes late; the indicator's first quarter."""
    mondays(desk, "04-01")
    desk.mark("2024-04-01", "1.2.3", status="done")
    desk.mark(
        "2024-04-02", "1.2.1", by="赵敏", unit="西山镇", status="review", progress=100, evidence="两镇街台账"
    )
    desk.chase("2024-04-03", "2.1.6", "函", "周五前", "2024-04-05")
    desk.mark("2024-04-03", "3.3.5 4.3.2", by="赵敏", note="3月数据已报")
    mondays(desk, "04-08")
    two_desks(desk, "2024-04-08")
    desk.write("plan", "2.3.3", "--step", "排查登记=184", "--step", "签订协议=10月底前", day="2024-04-09")
    desk.ledger.lines["2.3.3"].steps.update({"排查登记": on("06-30"), "签订协议": on("10-31")})
    desk.mark("2024-04-10", "2.1.6", by="赵敏", period="2024-03", note="补报3月：违规车辆15台")
    mondays(desk, "04-15")
    desk.send("2024-04-15")
    desk.imports["2024-04-19"] = desk.take_back(
        "2024-04-19",
        {
            "区委宣传部": Sheet(
                [
                    row(
                        "1.1.3",
                        said("04-18", "review", 100),
                        status="待审核",
                        progress="100",
                        evidence="样片.mp4",
                        date="20240418",
                    )
                ]
            ),
            "区消防救援大队": Sheet(
                [
                    row("2.2.5", said("04-19"), progress="约50%", note="查了一半"),
                    row("2.2.2", said("04-19", None, 60), progress="６０％", next="五一后扫尾"),
                ],
            ),
            "区住建委": Sheet(
                [
                    row("2.3.2", said("04-19", "doing", 40), progress=0.4),
                    row("2.2.4", said("04-19", None, 20), progress="20 %"),
                ],
                mess=upside_down,
            ),
            "区交通局": Sheet([row("2.1.6", said("04-19"), note="通报违规车辆7台")]),
        },
        code=1,
    )
    mondays(desk, "04-22")
    desk.mark("2024-04-22", "1.1.3", status="done")
    mondays(desk, "04-29")


def may(desk: Desk) -> None:
    """Come back from the holidays: a turn missed and answered afterwards, sheets with everything at once."""
    mondays(desk, "05-06")
    notice(desk, "2024-05-07", "1.1.4", "2024-05-10")
    desk.said["slip"] = desk.write("mark", "3.3.5", "--note", "4月数据，节后补报", day="2024-05-08")
    desk.write("undo", "--yes")
    desk.mark("2024-05-08", "3.3.5", by="赵敏", period="2024-04", note="4月数据，节后补报")
    desk.mark("2024-05-08", "4.3.2", by="赵敏", note="召开5月调度会")
    mondays(desk, "05-13", "05-20")
    desk.send("2024-05-20")
    desk.imports["2024-05-24"] = desk.take_back(
        "2024-05-24",
        {
            "区委宣传部": Sheet(
                [
                    row(
                        "1.1.4",
                        said("05-23", "review", 100),
                        status="待审核（申请销号）",
                        progress=1,
                        evidence="观影签到",
                        date=date(2024, 5, 23),
                    )
                ]
            ),
            "区消防救援大队": Sheet(
                [
                    row(
                        "2.2.1",
                        said("05-24", "review", 100),
                        status="申请销号",
                        progress="100%",
                        evidence="验收单",
                    ),
                    row(
                        "2.2.2",
                        said("05-24", "review", 100),
                        status="申请销号",
                        progress="100%",
                        evidence="清理前后照片",
                    ),
                ],
                mess=with_a_column_more,
            ),
            "区应急局": Sheet(
                [
                    row(
                        "3.2.1",
                        said("05-24", "review", 100),
                        status="待销号",
                        progress="100",
                        evidence="区政办发〔2024〕9号",
                    ),
                    row("3.3.2", said("05-24"), note="抽查企业63家"),
                ]
            ),
            "区大数据局": Sheet(
                [row("3.1.1", said("05-24", "doing", 5), progress="5%", problem="经费未到位", next="6月招标")]
            ),
            "区交通局": Sheet([row("2.1.6", said("05-24"), note="通报违规车辆11台")]),
            "区住建委": Sheet(
                [row("2.3.3", None, progress="一成"), row("2.2.4", said("05-24", None, 35), progress="35%")]
            ),
        },
        code=1,
    )
    mondays(desk, "05-27")
    desk.mark("2024-05-27", "1.1.4 2.2.1 2.2.2 3.2.1", status="done")


def june(desk: Desk) -> None:
    """Give a blank deadline its date; work is paused, a deadline is put off before its day."""
    mondays(desk, "06-03")
    desk.write("set", "2.1.4", "--due", "10月底前", day="2024-06-03")
    desk.ledger.redate("2.1.4", on("06-03"), on("10-31"), extended=False)
    desk.mark("2024-06-04", "3.3.5 4.3.2", by="赵敏", note="5月数据已报")
    mondays(desk, "06-10")
    desk.mark("2024-06-11", "1.2.4", status="paused", note="等市级督导组核定清单")
    mondays(desk, "06-17")
    desk.send("2024-06-17")
    desk.imports["2024-06-21"] = desk.take_back(
        "2024-06-21",
        {
            "区应急局": Sheet(
                [
                    finished("2.1.1", "06-20", evidence="评估报告", date="2024年6月20日"),
                    row(
                        "2.1.2",
                        said("06-21", "doing", 60),
                        status="进行中",
                        progress="百分之六十",
                        problem="两家企业停产",
                    ),
                ]
            ),
            "区消防救援大队": Sheet([finished("2.2.5", "06-21", evidence="检查台账")]),
            "东河镇": Sheet(
                [
                    row("3.2.3", said("06-21"), note="已演练", by="吴刚"),
                    row("3.2.2", said("06-21", "doing", 50), progress="50%", note="已组建18人"),
                ]
            ),
            "区公安分局": Sheet(
                [row("2.4.2", said("06-21", "doing", 50), progress="50%", note="查处酒驾216起")]
            ),
            "区交通局": Sheet([row("2.1.6", said("06-21"), note="通报违规车辆8台")]),
            "区市场监管局": Sheet(
                [row("3.1.4", said("06-21", "doing", 30), progress="30%", note="装了410家")]
            ),
        },
    )
    mondays(desk, "06-24")
    desk.mark("2024-06-24", "2.1.1 2.2.5", status="done")
    desk.write("plan", "2.3.3", "--step-done", "排查", day="2024-06-27")
    del desk.ledger.lines["2.3.3"].steps["排查登记"]
    desk.mark("2024-06-28", "1.2.5", status="done", evidence="责任人名单")
    desk.mark("2024-06-28", "4.1.1", by="李伟", note="带队检查2次")
    desk.month(on("06-30"))
    desk.monthly(on("06-01"), on("06-30"), on("07-31"))
    desk.look("stale", "list", "--stale", "--format", "ids", day="2024-06-30")


def july(desk: Desk) -> None:
    """Reach half-time: a quarter missed and answered, a count corrected, incidents, one measure dropped."""
    mondays(desk, "07-01")
    desk.extend("2024-07-01", "2.1.2", "7月底前", "2024-07-31", "两家企业停产，报告顺延")
    desk.mark("2024-07-04", "3.3.5 4.3.2", by="赵敏", note="6月数据已报")
    desk.mark("2024-07-05", "3.3.3", by="李伟", count="10/12", period="2024Q2")
    mondays(desk, "07-08")
    desk.mark("2024-07-08", "2.3.1", status="dropped", note="并入2.3.2、2.3.3")
    desk.mark("2024-07-10", "1.1.1", by="李伟", period="2024Q2", note="补报二季度学习情况")
    desk.mark("2024-07-12", "3.3.3", by="李伟", count="11/12", period="2024Q2", note="更正")
    desk.mark("2024-07-12", "2.2.7", by="李伟", incidents=2, note="夜查发现2处")
    mondays(desk, "07-15")
    desk.send("2024-07-15")
    desk.imports["2024-07-19"] = desk.take_back(
        "2024-07-19",
        {
            "区应急局": Sheet([finished("2.1.2", "07-19", evidence="评估报告汇编")]),
            "区生态环境局": Sheet(
                [
                    row("2.1.3", said("07-19", "doing", 30), progress="30%", note="3家已签协议"),
                    row("2.1.4", said("07-19", "doing", 20), progress="20%"),
                ]
            ),
            "区大数据局": Sheet(
                [row("3.1.1", said("07-19", None, 20), progress="20%", problem="招标流标一次")]
            ),
            "区住建委": Sheet(
                [
                    row("2.2.3", said("07-19", None, 60), progress="６０"),
                    row("2.3.4", said("07-19", "doing", 40), progress="40%"),
                ]
            ),
            "区交通局": Sheet(
                [
                    row("2.1.6", said("07-19"), note="通报违规车辆10台"),
                    row("2.4.4", said("07-19", "doing", 40), progress="40%"),
                ]
            ),
        },
    )
    mondays(desk, "07-22")
    desk.mark("2024-07-22", "2.1.2", status="done")
    desk.look("unit stats", "stats", "--by", "unit", "--format", "json", day="2024-07-26")
    desk.facts["unit stats"] = desk.ledger.facts(on("07-26"))
    mondays(desk, "07-29")


def august(desk: Desk) -> None:
    """Spend the summer: few answer; a slip is taken back."""
    desk.mark("2024-08-05", "3.3.5 4.3.2", by="赵敏", note="7月数据已报")
    mondays(desk, "08-05", "08-12", "08-19")
    desk.write("mark", "3.1.2", "--status", "doing", "--progress", "90", day="2024-08-19", by="赵敏")
    desk.said["undo"] = desk.write("undo", "--yes")
    desk.send("2024-08-19")
    desk.extend("2024-08-20", "3.1.1", "10月底前", "2024-10-31", "重新招标")
    desk.imports["2024-08-23"] = desk.take_back(
        "2024-08-23",
        {
            "区住建委": Sheet(
                [
                    finished("2.3.4", "08-22", evidence="检查记录", date=45526),
                    row("2.3.2", None, progress="七十%"),
                    row("2.2.4", said("08-23", None, 55), progress="55%"),
                ]
            ),
            "区消防救援大队": Sheet(
                [row("2.2.6", said("08-23", "doing", 30), status="进行中", progress="30%")]
            ),
            "区交通局": Sheet([row("2.4.5", said("08-23", "doing", 60), progress="60%")]),
        },
        code=1,
    )
    mondays(desk, "08-26")
    desk.mark("2024-08-26", "2.3.4", status="done")


def september(desk: Desk) -> None:
    """Reopen what was closed in May; a deadline is put off in time."""
    mondays(desk, "09-02")
    desk.mark("2024-09-04", "3.3.5 4.3.2", by="赵敏", note="8月数据已报")
    mondays(desk, "09-09")
    desk.mark("2024-09-09", "2.2.1 2.2.2", status="doing", progress=60, note="反弹回潮：通道又被占用31处")
    desk.extend("2024-09-12", "2.3.2", "11月底前", "2024-11-30", "鉴定机构不足")
    mondays(desk, "09-16")
    desk.mark("2024-09-20", "1.1.1", by="李伟", period="2024Q3", note="三季度专题学习已开展")
    mondays(desk, "09-23")
    desk.send("2024-09-23")
    desk.imports["2024-09-27"] = desk.take_back(
        "2024-09-27",
        {
            "区住建委": Sheet(
                [
                    finished("2.3.5", "09-27", evidence="检查报告"),
                    row("2.3.3", said("09-27", "doing", 30), progress="30%"),
                ]
            ),
            "区交通局": Sheet(
                [
                    row("2.4.5", said("09-27", None, 90), progress="90%"),
                    row("2.1.6", said("09-27"), note="通报违规车辆6台"),
                ]
            ),
            "东河镇": Sheet([finished("3.2.2", "09-27", evidence="花名册")]),
            "区公安分局": Sheet([row("2.4.3", said("09-27"), note="开展夜查41次")]),
        },
    )
    mondays(desk, "09-30")
    desk.mark("2024-09-30", "3.2.2", status="done")
    desk.month(on("09-30"))
    desk.look("red", "list", "--light", "红", "--format", "ids", day="2024-09-30")


def october(desk: Desk) -> None:
    """Go back to work after the holidays: a return, a pause ended, an indicator at nothing."""
    mondays(desk, "10-07")
    desk.mark("2024-10-08", "2.3.5", status="doing", progress=80, note="退回：没有写整改时限")
    desk.mark("2024-10-08", "1.2.4", status="doing", progress=30, note="清单已核定")
    desk.mark("2024-10-09", "3.3.3", by="李伟", count="0/3", period="2024Q3")
    desk.mark("2024-10-10", "4.3.2", by="赵敏", note="召开10月调度会")
    mondays(desk, "10-14", "10-21")
    desk.send("2024-10-21")
    desk.imports["2024-10-25"] = desk.take_back(
        "2024-10-25",
        {
            "区消防救援大队": Sheet(
                [
                    finished("2.2.2", "10-25", evidence="复查照片"),
                    row("2.2.7", said("10-25"), note="夜查未发现"),
                ]
            ),
            "区住建委": Sheet([finished("2.3.5", "10-25", evidence="检查报告（修订）")]),
            "区交通局": Sheet(
                [
                    finished("2.4.5", "10-24", evidence="竣工验收单", date="2024.10.24"),
                    row("2.1.6", said("10-25"), note="通报违规车辆9台"),
                ]
            ),
        },
    )
    desk.extend("2024-10-25", "3.1.1", "12月15日前", "2024-12-15", "系统联调未完")
    mondays(desk, "10-28")
    desk.mark("2024-10-28", "2.2.2 2.3.5 2.4.5", status="done")
    desk.mark("2024-10-30", "2.2.7", by="李伟", incidents=1)


def november(desk: Desk) -> None:
    """Put a deadline off too late; an old sheet comes a second time."""
    mondays(desk, "11-04")
    desk.mark("2024-11-04", "3.3.5 4.3.2", by="赵敏", note="10月数据已报")
    desk.extend("2024-11-05", "2.1.4", "2024-12-20", "2024-12-20", "企业搬迁补偿未谈妥")
    mondays(desk, "11-11", "11-18")
    desk.send("2024-11-18")
    old = desk.folder / "回收" / "2024-10-25" / "区交通局.xlsx"
    desk.imports["twice"] = desk.run(
        "import", str(old.relative_to(desk.folder)), "--yes", "--format", "json", day="2024-11-20"
    ).json
    desk.imports["2024-11-22"] = desk.take_back(
        "2024-11-22",
        {
            "区消防救援大队": Sheet([finished("2.2.1", "11-22", evidence="复查照片")]),
            "区交通局": Sheet(
                [
                    finished("2.4.4", "11-22", evidence="竣工图"),
                    row("2.1.6", said("11-22"), note="通报违规车辆5台"),
                ]
            ),
            "区总工会": Sheet(
                [
                    finished("4.2.1", "11-22", evidence="竞赛总结"),
                    finished("4.2.2", "11-22", evidence="表彰决定"),
                ]
            ),
            "区大数据局": Sheet(
                [
                    row("3.1.2", said("11-22", "doing", 70), progress="70%", problem="接口不统一"),
                    row("3.1.1", said("11-22", None, 85), progress="85%"),
                ]
            ),
            "西山镇": Sheet([row("3.2.3", said("11-22"), note="已演练")]),
            "区应急局": Sheet([row("1.2.4", said("11-22", None, 60), progress="60%")]),
        },
    )
    mondays(desk, "11-25")
    desk.mark("2024-11-25", "2.2.1 2.4.4 4.2.1 4.2.2", status="done")


def december(desk: Desk) -> None:
    """Take back the last sheets: what is closed and what is not."""
    mondays(desk, "12-02")
    notice(desk, "2024-12-03", "2.3.2 3.1.2", "2024-12-06")
    desk.mark("2024-12-05", "3.3.5 4.3.2", by="赵敏", note="11月数据已报")
    mondays(desk, "12-09")
    desk.mark(
        "2024-12-10",
        "3.1.1",
        by="李伟",
        unit="区大数据局",
        status="review",
        progress=100,
        evidence="上线报告",
    )
    desk.mark("2024-12-10", "1.1.1 4.1.1", by="李伟", note="四季度情况")
    mondays(desk, "12-16")
    desk.mark("2024-12-16", "3.1.1", status="done")
    desk.send("2024-12-16")
    desk.imports["2024-12-20"] = desk.take_back(
        "2024-12-20",
        {
            "区住建委": Sheet(
                [
                    row(
                        own,
                        said("12-20", "review", 100),
                        status="待审核（申请销号）",
                        progress="100%",
                        evidence="年度总结",
                    )
                    for own in ("2.2.3", "2.2.4", "2.3.2")
                ]
                + [row("2.3.3", said("12-20", None, 75), progress="75%", next="春节前完成")],
            ),
            "区消防救援大队": Sheet([finished("2.2.6", "12-20", evidence="回头看报告")]),
            "区公安分局": Sheet([finished("2.4.2", "12-20", evidence="专项总结")]),
            "区市场监管局": Sheet(
                [
                    finished("3.1.3", "12-20", evidence="推广总结"),
                    row("3.1.4", said("12-20", None, 80), progress="80%"),
                ]
            ),
            "区生态环境局": Sheet(
                [
                    finished("2.1.4", "12-19", evidence="搬迁协议", date=date(2024, 12, 19)),
                    row("2.1.3", said("12-20", None, 70), progress="70%"),
                ]
            ),
            "区交通局": Sheet(
                [
                    finished("2.1.5", "12-20", evidence="平台截图"),
                    row("2.1.6", said("12-20"), note="通报违规车辆4台"),
                ]
            ),
        },
    )
    mondays(desk, "12-23")
    desk.mark("2024-12-24", "2.1.4 2.2.3 2.2.4 2.3.2", status="done")
    desk.mark("2024-12-27", "2.1.5 2.2.6 2.4.2", status="done")
    desk.mark("2024-12-27", "4.3.1 4.3.3", status="done", evidence="年度考核结果")
    mondays(desk, "12-30")
    desk.month(on("12-31"))
    desk.look("lagging", "list", "--lagging", "--format", "ids", day="2024-12-31")


def turn_of_the_year(desk: Desk) -> None:
    """Make the last report of the old register; the first look at the new one."""
    desk.week(date(2025, 1, 6))
    desk.keep("checked", "check", "--format", "json", day="2025-01-06")
    desk.keep("history", "history", "--format", "json")
    for key in ("2024-W27", "2024-W45", "2024-W52"):
        desk.look(f"again {key}", "report", "--week", key, "--format", "json", day="2025-01-06")
    desk.keep(
        "rollover",
        "init",
        "--from",
        "tasks.yaml",
        "--year",
        "2025",
        "-o",
        "tasks-2025.yaml",
        day="2025-01-06",
    )
    desk.keep("new year", "list", "--file", "tasks-2025.yaml", "--format", "json", day="2025-01-06")


def two_desks(desk: Desk, day: str) -> None:
    """Work at two desks on the same day; git puts the two registers together."""
    other = desk.folder / "李伟" if which("git") else None
    if other:
        desk.git("init", "-q")
        desk.run("init", "--git")
        desk.git("add", "tasks.yaml", ".gitattributes", ".gitignore")
        desk.git("commit", "-q", "-m", "一季度")
        desk.git("clone", "-q", ".", str(other))
        desk.run("init", "--git", at=other)
    desk.mark(day, "3.3.3 1.2.1", by="李伟", note="4月8日碰头", at=other)
    desk.mark(day, "3.3.3", by="李伟", count="9/12", period="2024Q1", at=other)
    desk.mark(day, "1.2.1", status="done")
    if other:
        desk.git("commit", "-q", "-a", "-m", "李伟", at=other)
        desk.git("commit", "-q", "-a", "-m", "王芳")
        desk.git("pull", "-q", "--no-edit", "--no-rebase", str(other), "HEAD")
    desk.look("merged", "check", "--format", "json", day=day)


def notice(desk: Desk, day: str, ids: str, until: str) -> None:
    """Send the leads of measures a reminder, and record it."""
    desk.said[f"notice {day}"] = desk.write(
        "notice",
        *ids.split(),
        "-o",
        f"提醒函/{day}/{{unit}}.docx",
        "--reply-by",
        "3个工作日内",
        "--record",
        "--yes",
        day=day,
    )
    for own in ids.split():
        lead = desk.ledger.lines[own].lead or ""
        for unit in MEMBERS.get(lead, (lead,)):
            desk.chased(day, own, unit, until)
