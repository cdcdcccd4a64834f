"""Notices in an office's words: slips and reminders as documents, and as paragraphs to paste into a chat.

What the register does not know (a number, a telephone, the day to reply by) is left open for the pen.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_cli import terms
from fazhi_cli.columns import ASSUMED, due_text, marked, step_day
from fazhi_cli.document import Block, Document, Field, Grid, Line, Text
from fazhi_cli.measure import Register
from fazhi_cli.notice import Notice, Point
from fazhi_cli.state import State
from fazhi_cli.wording import day_text

NUMBER = "〔　　〕　　号"
_BLANK = "　　　　"
_BLANK_DAY = "　　月　　日"
_PLACE = re.compile(r"(.+?)\.(?:(h)|t([0-9]+)\.r([0-9]+)|(?:p([0-9]+)\.)?s([0-9]+))")
_HEADS = (Field("编号"), Field("督办事项", 4), Field("完成时限", 2), Field("逾期或剩余", 2), Field("尚缺", 4))


class Occasion(NamedTuple):
    """What all letters of one sending share: the register, the day, and by when to reply, if that is said."""

    register: Register
    day: date
    reply_by: date | None = None


def document(notice: Notice, occasion: Occasion) -> Document:
    """Return a notice as a document."""
    return _slip(notice, occasion) if notice.letter == "slip" else _reminder(notice, occasion)


def _slip(notice: Notice, occasion: Occasion) -> Document:
    (point,) = notice.points
    rows = (Line((term, text)) for term, text in _fields(point, notice, occasion) if text)
    form = Grid((Field("", 1), Field("", 4)), tuple(rows))
    number = notice.number or NUMBER
    return Document("督办通知单", (form,), number=f"编号：{number}", closing=_closing(occasion))


def _fields(point: Point, notice: Notice, occasion: Occasion) -> Iterator[tuple[str, str]]:
    row, register = point.row, occasion.register
    yield "承办单位", _addressed(point, notice)
    yield "配合单位", marked(row, "support", "、".join(row.measure.support))
    yield "督办事项", "\n".join(_matter(row))
    yield "督办依据", _basis(row, register)
    yield "办理要求", "\n".join(_demands(point))
    yield "完成时限", _deadline(row)
    yield "已逾期" if row.overdue else "剩余天数", _pressing(row) or "—"
    yield "反馈要求", f"于{_reply_day(occasion)}前书面反馈办理情况，主要负责人签字并加盖公章。"
    yield "联系人", _office(register, "contact")
    yield "电话", _office(register, "phone")
    yield "签发", _office(register, "signer")


def _addressed(point: Point, notice: Notice) -> str:
    if notice.unit is None:
        return terms.UNASSIGNED
    members = f"：{'、'.join(notice.members)}" if notice.members else ""
    return marked(point.row, "lead", notice.unit) + members


def _matter(row: State) -> Iterator[str]:
    yield row.measure.title
    if row.measure.detail:
        yield row.measure.detail
    if row.measure.finding:
        yield f"查出的问题：{row.measure.finding}"


def _basis(row: State, register: Register) -> str:
    sources = "、".join(map(place_text, row.measure.source))
    return f"{register.title}第 {row.measure.id} 项" + (f"（出处：{sources}）" if sources else "")


def place_text(place: str) -> str:
    """Return a place in the source as people say it: `3.4.p2.s1` is 3.4 第2段第1句."""
    if not (found := _PLACE.fullmatch(place)):
        return place
    part, heading, table, row, paragraph, sentence = found.groups()
    if heading:
        return f"{part} 标题"
    if table:
        return f"{part} 表{table}第{row}行"
    return f"{part} " + (f"第{paragraph}段" if paragraph else "") + f"第{sentence}句"


def _demands(point: Point) -> Iterator[str]:
    """Yield what is missing of a measure, what the unit is to do, and by what it will be judged."""
    missing, acceptance = point.missing, point.row.measure.acceptance
    if missing.finish:
        asked = "请抓紧办理，办结后附佐证材料报请销号。"
    else:
        asked = "请补报并按期报送。" if missing.missed else "请报送进展情况。"
    yield f"{'；'.join(_lacks(point))}。{asked}"
    if acceptance:
        yield f"验收标准：{acceptance}"


def _lacks(point: Point) -> Iterator[str]:
    row, missing = point.row, point.missing
    status = f"{terms.STATUSES[row.status]}，进度 {row.progress}%"
    if missing.finish:
        yield f"尚未办结（{status}）"
    elif missing.missed:
        yield f"缺报 {missing.missed} 期"
    elif missing.turn:
        yield f"本期（{day_text(missing.turn)}前）尚未报送"
    else:
        yield f"现为{status}"
    if missing.heard is None:
        yield "尚无进展记录"
    if missing.evidence:
        yield "尚缺佐证材料"
    for item in missing.steps:
        yield f"倒排步骤“{item.step}”（{step_day(row, item)}）未完成"


def _deadline(row: State) -> str:
    """Return the deadline as a day, with the words it was written in where those are others."""
    if row.due_date is None:
        return _due_day(row)
    words = f"（原文：{row.due}）" if row.due and row.due != str(row.due_date) else ""
    return f"{_due_day(row)}{words}"


def _due_day(row: State) -> str:
    if row.due_date is None:
        return due_text(row)
    standing = "，并长期坚持" if row.due_kind.endswith("+standing") else ""
    return marked(row, "due", day_text(row.due_date, year=True)) + standing


def _pressing(row: State) -> str:
    """Return how long a measure is overdue, or how long it still has; nothing where no day can be told."""
    if row.overdue:
        return f"{'最早一期已过 ' if row.missed else ''}{row.days_overdue} 天"
    if row.days_left is None or row.days_left < 0:
        return ""
    return f"{row.days_left} 天" if row.days_left else "今天到期"


def _pressed(row: State) -> str:
    """Return the same with what it means, as within a sentence."""
    told = _pressing(row)
    if row.overdue:
        return told if row.missed else f"已逾期 {told}"
    return f"还有 {told}" if told and row.days_left else told


def _reminder(notice: Notice, occasion: Occasion) -> Document:
    register = occasion.register
    contact = f"联系人：{_office(register, 'contact')}，电话：{_office(register, 'phone')}。"
    blocks: tuple[Block, ...] = (
        *_reminded(notice.points, occasion),
        Text(f"请抓紧办理，于{_reply_day(occasion)}前书面反馈办理情况，办结的附佐证材料。"),
        Text(f"{contact}签发：{_office(register, 'signer')}。"),
        Text("特此函告。"),
    )
    return Document(
        title="督办提醒函",
        blocks=blocks,
        number=notice.number or NUMBER,
        to=notice.unit or terms.UNASSIGNED,
        closing=_closing(occasion),
    )


def _reminded(points: Sequence[Point], occasion: Occasion) -> Iterator[Block]:
    """Yield what a unit is reminded of: one measure in a sentence, several in a table."""
    name, until = occasion.register.title, f"截至{day_text(occasion.day, year=True)}"
    if len(points) > 1:
        yield Text(f"经查{name}，{until}，你单位负责的以下 {len(points)} 项工作{_counted(points)}：")
        yield Grid(_HEADS, tuple(map(_line, points)))
        return
    (point,) = points
    row = point.row
    pressed = _pressed(row)
    told = "，".join((until, *filter(None, (pressed,)), "；".join(_lacks(point))))
    yield Text(
        f"经查，你单位负责的“{row.measure.title}”（{name}第 {row.measure.id} 项{_shared(point)}），"
        f"{f'完成时限为{_deadline(row)}，' if row.deadline else ''}{told}。"
    )
    if row.measure.acceptance:
        yield Text(f"验收标准：{row.measure.acceptance}")


def _counted(points: Sequence[Point]) -> str:
    overdue = sum(point.row.overdue for point in points)
    soon = sum(point.row.due_soon for point in points)
    facts = [f"{word} {count} 项" for word, count in (("逾期", overdue), ("临期", soon)) if count]
    return f"（{'，'.join(facts)}）尚未办结或报送" if facts else "尚未办结或报送"


def _line(point: Point) -> Line:
    row = point.row
    matter = f"{row.measure.title}{f'（{_shared(point)[1:]}）' if point.collective else ''}"
    cells = (row.measure.id, matter, _deadline(row), _pressed(row), "；".join(_lacks(point)))
    return Line(cells, row.light)


def _shared(point: Point) -> str:
    return f"，由{point.collective}承担" if point.collective else ""


def _reply_day(occasion: Occasion) -> str:
    return day_text(occasion.reply_by, year=True) if occasion.reply_by else _BLANK_DAY


def _office(register: Register, field: str) -> str:
    """Return what is known of the office, marked where it is assumed, or room to write it."""
    known: str | None = getattr(register.office, field)
    if not known:
        return _BLANK
    return known + ASSUMED if f"office.{field}" in register.assumed else known


def _closing(occasion: Occasion) -> tuple[str, ...]:
    return (*filter(None, (occasion.register.office.name,)), day_text(occasion.day, year=True))


def paragraph(notice: Notice, occasion: Occasion) -> str:
    """Return a notice as one paragraph for a chat; what is not known is not mentioned."""
    points = notice.points
    items = [*map(_told, points)]
    if len(items) > 1:
        items = [f"{place}. {item}" for place, item in enumerate(items, 1)]
    day = f"于{day_text(occasion.reply_by)}前" if occasion.reply_by else "尽快"
    return (
        f"{notice.unit or terms.UNASSIGNED}：截至{day_text(occasion.day)}，"
        f"你单位负责的 {len(points)} 项工作请抓紧办理：{'；'.join(items)}。"
        f"请{day}反馈办理情况，办结的附佐证材料。{_reachable(occasion.register)}"
    )


def _told(point: Point) -> str:
    row = point.row
    due = f"时限{_due_day(row)}" if row.deadline else ""
    facts = (due, _pressed(row), *_lacks(point))
    return f"{row.measure.id} {row.measure.title}（{'，'.join(filter(None, facts))}）"


def _reachable(register: Register) -> str:
    office = register.office
    known = [_office(register, field) for field in ("contact", "phone") if getattr(office, field)]
    return f"联系人：{'，'.join(known)}。" if known else ""
