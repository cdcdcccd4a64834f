"""The report in an office's words: chapters with their paragraphs, lists and tables, whatever the format.

A chapter that has nothing to say is left out; a span in which nothing was entered says so and stays short.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from fazhi_cli import terms
from fazhi_cli.columns import ASSUMED, COLUMNS, marked
from fazhi_cli.document import Block, Document, Field, Grid, Heading, Items, Line, Masthead, Text
from fazhi_cli.query import GROUPS
from fazhi_cli.rates import Indication, UnitRate, telling
from fazhi_cli.report import Asking, Coming, Movement, Part, Report, Said
from fazhi_cli.silence import Silent
from fazhi_cli.state import State
from fazhi_cli.tally import Punctuality, Tally
from fazhi_cli.wording import (
    change_text,
    day_text,
    missed_text,
    ordinal,
    punctual_text,
    share_text,
    span_name,
    span_text,
)

NAME = "督查简报"
MOST_ITEMS, MOST_LINES = 30, 100
"""Measures in a list and in a table of a chapter; the rest stands in the annex alone."""

_WEIGHTS = {"title": 4, "note": 4, "lead": 2, "due": 2, "evidence": 2}
_OVERDUE = ("id", "title", "lead", "due", "status", "progress", "overdue")
_SOON = ("id", "title", "lead", "due", "status", "progress", "days_left")
_DONE = ("id", "title", "lead", "due", "handed_in", "late", "evidence")
_ANNEX = ("id", "light", "title", "lead", "support", "due", "status", "progress", "note", "problem", "next")
_COMING = {"due": "到期", "turn": "报送", "step": "倒排步骤", "reply": "催办回复"}


def bulletin(report: Report, number: str | None = None, name: str = NAME, whole: bool = False) -> Document:
    """Return the report as a bulletin; `number` is its 第N期, left open if None.

    Very long lists of measures are cut short, since the annex has them all, but not if it is to be `whole`.
    """
    register, span = report.register, report.span
    chapters = [(heading, body) for heading, make in _CHAPTERS if (body := list(make(report)))]
    blocks: list[Block] = []
    for place, (heading, body) in enumerate(chapters, 1):
        blocks.append(Heading(f"{ordinal(place)}、{heading}"))
        for block in body:
            blocks += (block,) if whole else shortened(block)
    issuer = register.office.name or ""
    return Document(
        title=f"{register.title}{span_name(span)}（{span_text(span, year=True)}）",
        blocks=tuple(blocks),
        masthead=Masthead(name, number, issuer, day_text(report.day, year=True)),
        annex=_annex(report),
    )


def shortened(block: Block) -> tuple[Block, ...]:
    """Return a list or a table of measures with no more of them than are read, and how many are left out."""
    if isinstance(block, Items) and block.annexed and len(block.items) > MOST_ITEMS:
        return block._replace(items=block.items[:MOST_ITEMS]), _rest(len(block.items) - MOST_ITEMS)
    if isinstance(block, Grid) and len(block.lines) > MOST_LINES and block.lines[0].light:
        return block._replace(lines=block.lines[:MOST_LINES]), _rest(len(block.lines) - MOST_LINES)
    return (block,)


def _rest(count: int) -> Text:
    return Text(f"另有 {count} 条，见附表。")


def _overview(report: Report) -> Iterator[Block]:
    now, before = report.now, report.before
    until = f"截至{day_text(report.day)}"
    yield Text(f"{until}，台账共 {now.total} 条措施：{_statuses(now)}。办结率 {share_text(now.completion)}。")
    yield Text(f"与{day_text(report.compared)}相比，{_changes(now, before)}。")
    yield from _punctuality(now)
    if now.open:
        yield Text(_without_date(report), alarm=False)
    if told := _ways_back(report):
        yield Text(f"本期{told}。")


def _statuses(counted: Tally) -> str:
    numbers = ((term, getattr(counted, status)) for status, term in terms.STATUSES.items())
    return "，".join(f"{term} {number} 条" for term, number in numbers if number) or "没有措施"


def _changes(now: Tally, before: Tally) -> str:
    pairs = (
        ("办结", now.done, before.done),
        ("待审核", now.review, before.review),
        ("逾期", now.overdue, before.overdue),
        ("临期", now.due_soon, before.due_soon),
    )
    return "，".join(f"{name}{change_text(new, old)}" for name, new, old in pairs)


def _punctuality(now: Tally) -> Iterator[Block]:
    counted = now.punctual
    if counted.due:
        yield Text(
            f"按期办结率（按期办结÷（应结－缓办））{punctual_text(counted)}，"
            f"逾期率 {share_text(counted.overdue_rate)}{_of_assumed(counted)}。{missed_text(now)}"
        )
        if now.extended:
            yield Text(f"延期 {now.extended} 条，按原定时限算，按期办结率 {punctual_text(now.original)}。")
    if counted.unknown:
        yield Text(f"办结日期不明、不计入按期办结率的 {counted.unknown} 条。")


def _of_assumed(counted: Punctuality) -> str:
    return f"；应结的 {counted.due} 条中，{counted.assumed} 条的时限是推定的" if counted.assumed else ""


def _without_date(report: Report) -> str:
    now = report.now
    reasons = (
        ("时限原文留空", now.blank, report.blank),
        ("只说尽快、及时一类", now.soft, ()),
        ("没有时限", now.undated, ()),
        ("长期坚持", now.standing, ()),
    )
    parts = [f"{reason} {count} 条{_ids(rows)}" for reason, count, rows in reasons if count]
    told = f"未办结的 {now.open} 条中，逾期 {now.overdue} 条，临期 {now.due_soon} 条"
    if now.assumed:
        told += f"，时限属推定的 {now.assumed} 条"
    return f"{told}；不计逾期的：{'、'.join(parts)}。" if parts else f"{told}。"


def _ways_back(report: Report) -> str:
    groups = (("退回", report.returned), ("重启", report.reopened))
    return "，".join(f"{name} {len(rows)} 条{_ids(rows)}" for name, rows in groups if rows)


def _ids(rows: Sequence[State]) -> str:
    more = "等" if len(rows) > MOST_ITEMS else ""
    return f"（{'、'.join(row.measure.id for row in rows[:MOST_ITEMS])}{more}）" if rows else ""


def _progress(report: Report) -> Iterator[Block]:
    if report.is_quiet:
        yield Text("本期没有新的进展记录。")
        return
    yield Text(
        f"本期有进展的 {len(report.moved)} 条，办结 {len(report.done)} 条，"
        f"报请销号 {len(report.handed_in)} 条；未办结而没有进展的 {len(report.unmoved)} 条。"
    )
    titles = {part.key: part for part in report.sections}
    for key, items in _by_part(report):
        part = titles[key]
        yield Heading(
            f"{part.title}（{part.now.total} 条，有进展 {part.moved} 条，办结 {part.now.done} 条）", 2
        )
        yield Items(tuple(map(_movement, items)), annexed=True)
    yield from _units(report.units)
    for said, words in ((report.belated, "以下记录是期后补记的"), (report.backfilled, "本期补记以前的进展")):
        if said:
            ids = "、".join(dict.fromkeys(item.row.measure.id for item in said))
            yield Text(f"{words}：{len(said)} 条（{ids}）。")


def _by_part(report: Report) -> list[tuple[str | None, list[Movement]]]:
    """Return what moved by the parts of the report that it belongs to."""
    key = GROUPS[report.register.division].key
    found: dict[str | None, list[Movement]] = {}
    for item in report.moved:
        found.setdefault(key(item.row), []).append(item)
    return list(found.items())


def _movement(item: Movement) -> str:
    row, before = item.row, item.before
    facts = [terms.STATUSES[row.status]]
    if row.status != before.status:
        facts = [f"{terms.STATUSES[before.status]}→{terms.STATUSES[row.status]}"]
    if row.progress != before.progress:
        facts.append(f"{before.progress}%→{row.progress}%")
    notes = "；".join(dict.fromkeys(entry.note.strip() for entry in item.entries if entry.note))
    told = f"{_named(row)}（{_lead(row)}，{'，'.join(facts)}）"
    return f"{told}：{notes}" if notes else told


def _named(row: State) -> str:
    return f"{row.measure.id} {row.measure.title}"


def _lead(row: State) -> str:
    return marked(row, "lead", row.measure.lead or "") or terms.UNASSIGNED


def _units(parts: Sequence[Part]) -> Iterator[Block]:
    """Yield the units with something to show, and how many have nothing."""
    shown = [part for part in parts if part.moved or part.now.overdue or part.before.overdue]
    if shown:
        yield _parts("牵头单位", shown)
    if len(shown) < len(parts):
        yield Text(f"其余 {len(parts) - len(shown)} 家没有进展，也没有逾期。")


def _parts(term: str, parts: Sequence[Part]) -> Grid:
    heads = ("措施", "有进展", "办结", "待审核", "逾期", "逾期增减", "按期办结率")
    return Grid(
        (
            Field(term, 3),
            *(Field(head, 1, right=True) for head in heads[:-1]),
            Field(heads[-1], 2, right=True),
        ),
        tuple(Line(_part(part)) for part in parts),
    )


def _part(part: Part) -> tuple[str, ...]:
    now, before = part.now, part.before
    numbers = (now.total, part.moved, now.done, now.review, now.overdue)
    return (
        part.title,
        *map(str, numbers),
        change_text(now.overdue, before.overdue),
        punctual_text(now.punctual),
    )


def _finished(report: Report) -> Iterator[Block]:
    if report.done:
        yield _table(_DONE, report.done)
    if report.handed_in:
        yield Text(f"报请销号、待审核的 {len(report.handed_in)} 条：")
        yield Items(tuple(f"{_named(row)}（{_lead(row)}）" for row in report.handed_in), annexed=True)


def _pressing(report: Report) -> Iterator[Block]:
    if report.overdue:
        new = f"，其中本期新增 {len(report.newly_overdue)} 条{_ids(report.newly_overdue)}"
        yield Text(
            f"逾期 {len(report.overdue)} 条{new if report.newly_overdue else ''}{_assumed(report.overdue)}。"
        )
        yield overdue_table(report)
    if report.due_soon:
        yield Text(f"临期 {len(report.due_soon)} 条{_assumed(report.due_soon)}。")
        yield _table(_SOON, report.due_soon)


def overdue_table(report: Report) -> Grid:
    """Return the table of what is overdue, the longest first."""
    return _table(_OVERDUE, report.overdue)


def _assumed(rows: Sequence[State]) -> str:
    count = sum("due" in row.measure.assumed for row in rows)
    return f"，{count} 条的时限是推定的{ASSUMED}" if count else ""


def _table(names: Sequence[str], rows: Iterable[State]) -> Grid:
    columns = [COLUMNS[name] for name in names]
    fields = tuple(Field(column.term, _WEIGHTS.get(column.name, 1), column.right) for column in columns)
    return Grid(fields, tuple(Line(tuple(column.cell(row) for column in columns), row.light) for row in rows))


def _problems(report: Report) -> Iterator[Block]:
    if report.problems:
        yield _sayings(report.problems)
    if report.incidents:
        yield Items(tuple(f"{_named(row)}：本期发生 {count} 次" for row, count in report.incidents))


def _sayings(said: Iterable[Said]) -> Items:
    return Items(tuple(f"{_named(item.row)}：{item.text.strip()}" for item in said), annexed=True)


def _next_steps(report: Report) -> Iterator[Block]:
    if report.next:
        yield _sayings(report.next)


def _silent(report: Report) -> Iterator[Block]:
    if report.is_quiet and report.silent:
        yield Text(f"负有任务的 {len(report.silent)} 家单位本期都没有反馈。")
    elif report.silent:
        yield Text(f"本期未反馈的 {len(report.silent)} 家：")
        yield Items(tuple(map(_unheard, report.silent)))


def _unheard(item: Silent) -> str:
    name = f"{item.unit}（{item.collective}）" if item.collective else item.unit
    last = f"上次反馈 {day_text(item.last, year=True)}" if item.last else "从未反馈"
    return f"{name}：{len(item.ids)} 条未办结，{last}"


def _chases(report: Report) -> Iterator[Block]:
    if report.chases:
        yield Text(f"本期催办 {len(report.chases)} 次。")
        yield Items(tuple(map(_asking, report.chases)))
    older = [item for item in report.unanswered if item not in report.chases]
    if older:
        yield Text(f"以前催办、尚未答复的 {len(older)} 次。")
        yield Items(tuple(map(_asking, older)))


def _asking(item: Asking) -> str:
    chase, answered = item.asked.chase, item.asked.answered
    facts = [day_text(chase.date), *filter(None, (chase.how, chase.number))]
    if chase.reply_by:
        facts.append(f"限{day_text(chase.reply_by)}前回复")
    told = f"{day_text(answered)}已答复" if answered else "已逾回复期限" if item.asked.overdue else "未答复"
    return f"{_named(item.row)}：催{chase.to}（{'，'.join(facts)}），{told}"


def _indicators(report: Report) -> Iterator[Block]:
    for item in report.indicators:
        name = item.indicator.name or item.row.measure.title
        told = f"{_rate(item)}。{_alarm(item)}" if item.units else "还没有上报过计数。"
        yield Text(f"{_named(item.row)}：{name}，{told}", alarm=item.alarm)
        alarmed = [unit for unit in item.units if unit.alarm]
        if len(item.units) > 1 or alarmed:
            yield Items(tuple(map(_unit_rate, item.units)))


def _rate(item: Indication | UnitRate) -> str:
    none = "没有案件" if item.reported else "没有上报"
    within = share_text(item.span) if item.span.whole else none
    return f"本期 {within}，累计 {share_text(item.total) if item.total.whole else '没有案件'}"


def _alarm(item: Indication) -> str:
    if not item.alarm:
        return ""
    rate = telling(item.span, item.total)
    return "为零，报警。" if not rate.part else f"已到底线 {item.indicator.floor}%，报警。"


def _unit_rate(unit: UnitRate) -> str:
    name = unit.unit or "未写单位"
    alarm = "，为零，报警" if unit.alarm and not telling(unit.span, unit.total).part else ""
    alarm = alarm or ("，已到底线，报警" if unit.alarm else "")
    return f"{name}：{_rate(unit)}{alarm}"


def _upcoming(report: Report) -> Iterator[Block]:
    if report.upcoming:
        yield Text(f"下期（{span_text(report.span.following())}）要做的 {len(report.upcoming)} 件：")
        yield from _by_day(report.upcoming)


def _by_day(coming: Sequence[Coming]) -> Iterator[Items]:
    """Yield one list by day; of very many those whose days the annex has come first, to be cut short."""
    if len(coming) <= MOST_ITEMS:
        yield Items(tuple(map(_coming, coming)))
        return
    for annexed in (True, False):
        if items := tuple(_coming(item) for item in coming if _is_annexed(item) == annexed):
            yield Items(items, annexed)


def _is_annexed(item: Coming) -> bool:
    """Say whether the annex tells the day: it has deadlines and turns, no steps and replies."""
    return item.what in ("due", "turn")


def _coming(item: Coming) -> str:
    text = f"，{item.text}" if item.text else ""
    day = marked(item.row, "due", day_text(item.day)) if item.what in ("due", "step") else day_text(item.day)
    return f"{day}{_COMING[item.what]}{text}：{_named(item.row)}（{_lead(item.row)}）"


_CHAPTERS: tuple[tuple[str, Callable[[Report], Iterator[Block]]], ...] = (
    ("总体进展", _overview),
    ("本期进展", _progress),
    ("新办结事项", _finished),
    ("逾期和临期事项", _pressing),
    ("存在问题", _problems),
    ("下一步打算", _next_steps),
    ("未反馈单位", _silent),
    ("催办情况", _chases),
    ("指标情况", _indicators),
    ("下期安排", _upcoming),
)
"""The chapters in their order, each with what makes its body."""


def _annex(report: Report) -> tuple[Block, ...]:
    if not report.rows:
        return ()
    grid = _table(_ANNEX, report.rows)._replace(
        caption=f"{report.register.title}（截至{day_text(report.day, year=True)}）", wide=True
    )
    return (Heading("附表"), grid)
