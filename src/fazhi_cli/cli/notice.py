"""`fazhi notice`: letters to the units about what is overdue or due soon."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from fazhi_cli import terms
from fazhi_cli.cells import visible
from fazhi_cli.cli import complete, session
from fazhi_cli.cli.listing import Asked, Board
from fazhi_cli.cli.options import AsOf, By, DryRun, File, Force, Yes, plain
from fazhi_cli.cli.outputs import Formats, Order, Outputs, Target, Wanted, deliver, targets
from fazhi_cli.cli.select import selecting
from fazhi_cli.problems import Usage

if TYPE_CHECKING:
    from fazhi_cli.chasing import Request
    from fazhi_cli.cli.mending import Job, Planned
    from fazhi_cli.correspondence import Occasion
    from fazhi_cli.document import Document
    from fazhi_cli.notice import Notice
    from fazhi_cli.query import Filter
    from fazhi_cli.register import Loaded

EXAMPLES = """\
fazhi notice                          逾期和临期的，每家一份提醒函，先看看
fazhi notice -o 提醒函/{unit}-{date}.docx --reply-by 3个工作日内
fazhi notice 3.4.8 --letter 通知单 -o 通知单.docx --record
fazhi notice --text                   每家一段话，贴到工作群里"""

OFFERED = ("docx", "md", "html", "table")
_PANEL, _LOG = "怎么发", "记催办"
_HOWS = {"reminder": "函", "slip": "通知单"}
_SHOWN = ("id", "light", "title", "status", "due", "chases", "last_chase", "reply_by")

Letter = Annotated[
    str | None,
    typer.Option(
        "--letter",
        metavar="文种",
        help="提醒函（每家一份，不写即是）或 通知单（一事一份）",
        autocompletion=complete.words({"提醒函": "每家一份", "通知单": "一事一份"}),
        rich_help_panel=_PANEL,
    ),
]
Told = Annotated[bool, typer.Option("--text", help="每家一段话，可以贴到群里", rich_help_panel=_PANEL)]
ReplyBy = Annotated[
    str | None,
    typer.Option(
        "--reply-by", metavar="期限", help="何时前反馈：日期，或 3个工作日内 等", rich_help_panel=_PANEL
    ),
]
Number = Annotated[
    str | None,
    typer.Option(
        "--number", metavar="文号", help="第一份的文号，其余往下编；不写留空", rich_help_panel=_PANEL
    ),
]
Record = Annotated[
    bool, typer.Option("--record", help="写好以后，在每条措施上记一次催办", rich_help_panel=_LOG)
]
How = Annotated[
    str | None,
    typer.Option(
        "--how",
        metavar="方式",
        help="催办的方式；不写按文种记函或通知单",
        autocompletion=complete.words(dict.fromkeys(("电话", *_HOWS.values()), "")),
        rich_help_panel=_LOG,
    ),
]


@selecting
def command(
    chosen: "Filter",
    letter: Letter = None,
    text: Told = False,
    reply_by: ReplyBy = None,
    number: Number = None,
    record: Record = False,
    how: How = None,
    by: By = None,
    file: File = None,
    as_of: AsOf = None,
    form: Formats = None,
    output: Outputs = None,
    force: Force = False,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """督办通知单、提醒函：不写编号和状态筛选时，发给逾期和临期措施的牵头单位。"""
    from fazhi_cli.notice import meant

    if not record and (how is not None or dry_run):
        raise Usage(f"{'--dry-run' if dry_run else '--how'} 要和 --record 一起用", "加上 --record，或去掉它")
    order = Order([file] if file else None, as_of, form, output, force)
    board = Board(Asked(meant(chosen), (), None, None, None, "table"), order)
    kind = _letter(letter)
    post = Post(board, kind, number.strip() if number else None, _reply_day(reply_by, board.day, file))
    found = targets(order, post.wanted(("table",) if text else OFFERED))
    if not post.notices:
        session.say("没有逾期或临期的措施，不用发。" if meant(chosen) != chosen else "没有要发的。")
        return
    post.tell_what_is_left()
    way = how.strip() if how else None if text else _HOWS[kind]
    diary = Diary(post, way, session.author(by))
    job = diary.job(dry_run, yes, by) if record else None
    if job and not diary.is_ready(job):
        return
    deliver(found, post.told if text else post.rendered, force, board.desk.where.path)
    if job:
        diary.keep(job)


class Post:
    """A round of letters about to be sent."""

    def __init__(self, board: Board, letter: str, number: str | None, reply_by: date | None) -> None:
        self.board = board
        self.letter = letter
        self.number = number
        self.reply_by = reply_by

    @cached_property
    def notices(self) -> "tuple[Notice, ...]":
        """Return all letters, in their order. Raises what reading and selecting raise."""
        from fazhi_cli.notice import is_pressed, notices

        rows = filter(is_pressed, self.board.listing.rows)
        return notices(self.board.desk.register, rows, self.letter, self.number)

    def wanted(self, offered: Sequence[str]) -> Wanted:
        """Return what the letters can be put out as."""
        from fazhi_cli.notice import LETTERS

        stem = f"{LETTERS[self.letter]}-{self.board.day}"
        return self.board.wanted(offered)._replace(stem=stem, units=self._units)

    def _units(self) -> Mapping[str, tuple[str, ...]]:
        """Return the measures that each unit gets letters about."""
        found: dict[str, tuple[str, ...]] = {}
        for notice in self.notices:
            unit = _unit(notice)
            found[unit] = (*found.get(unit, ()), *(point.row.measure.id for point in notice.points))
        return found

    def tell_what_is_left(self) -> None:
        """Say which measures have no letter, and which are asked of nobody."""
        from fazhi_cli.notice import is_pressed
        from fazhi_cli.view.words import SOME_IDS, some

        rows = self.board.listing.rows
        settled = [row.measure.id for row in rows if not is_pressed(row)]
        if settled:
            told = some(settled, SOME_IDS)
            session.say(f"已报办结、已办结、暂缓或取消的 {len(settled)} 条没有列入：{told}。")
        nobody = [row.measure.id for row in rows if is_pressed(row) and not row.measure.lead]
        if nobody:
            told = f"{some(nobody, SOME_IDS)}；用 fazhi set 编号 --lead 填上"
            session.say(f"{len(nobody)} 条没有牵头单位，放在“{terms.UNASSIGNED}”下：{told}。")

    def _of(self, target: Target) -> "list[Notice]":
        return [notice for notice in self.notices if target.unit in (None, _unit(notice))]

    @property
    def _occasion(self) -> "Occasion":
        from fazhi_cli.correspondence import Occasion

        return Occasion(self.board.desk.register, self.board.day, self.reply_by)

    def told(self, target: Target) -> str:
        """Return the letters to the unit of `target` as paragraphs."""
        from fazhi_cli.correspondence import paragraph

        return "\n\n".join(visible(paragraph(notice, self._occasion)) for notice in self._of(target))

    def rendered(self, target: Target) -> bytes | str:
        """Return the letters to the unit of `target` in its format."""
        from fazhi_cli.correspondence import document

        return _rendered([document(notice, self._occasion) for notice in self._of(target)], target)


class Diary(NamedTuple):
    """What is recorded of a round of letters: on every measure each unit that it was asked of, `how`."""

    post: Post
    how: str | None
    by: str

    def job(self, dry_run: bool, yes: bool, by: str | None) -> "Job":
        """Return the command that writes to the register."""
        from fazhi_cli.cli.mending import Job

        board = self.post.board
        return Job(board.desk.where, board.day, dry_run, yes, by)

    def is_ready(self, job: "Job") -> bool:
        """Say whether letters can go out, to be recorded then; a rehearsal shows the record and sends none.

        Raises Refused where the record would be refused, or nobody could answer what it asks.
        """
        from fazhi_cli.cli.mending import ASK_ABOVE

        planned = self._planned(self.post.board.desk.read())
        if job.dry_run:
            self.keep(job)
            return False
        if not planned.ids:
            session.say("没有单位可记，不记催办；先用 fazhi set 编号 --lead 填上。")
        elif not sys.stdin.isatty() and (len(planned.ids) > ASK_ABOVE or job.where.built_in):
            session.confirmed(f"要给 {len(planned.ids)} 条措施记催办，确定吗？", job.yes)
        return True

    def keep(self, job: "Job") -> None:
        """Record the letters. Raises what writing raises."""
        from fazhi_cli.cli.mending import perform

        if self._planned(self.post.board.desk.read()).ids:
            perform(job, self._planned, _SHOWN, "催办")

    def _planned(self, loaded: "Loaded") -> "Planned":
        """Return what the letters that named a unit come to in the register as it is."""
        from fazhi_cli.chasing import chase, check_open
        from fazhi_cli.cli.mending import Planned, named
        from fazhi_cli.state import state

        register, changes, ids = loaded.register, [], []
        for notice in self.post.notices:
            if notice.unit is None:
                continue
            own = [point.row.measure.id for point in notice.points]
            rows = [state(each, self.post.board.day, register.rules) for each in named(register, own, False)]
            for row in rows:
                check_open(row)
            changes += chase(register, rows, self._request(notice))
            ids += own
        return Planned(changes, [*dict.fromkeys(ids)])

    def _request(self, notice: "Notice") -> "Request":
        from fazhi_cli.chasing import Request

        post = self.post
        to = (notice.unit or "",)
        return Request(post.board.day, self.by, to, self.how, post.reply_by, notice.number)


def _unit(notice: "Notice") -> str:
    return notice.unit or terms.UNASSIGNED


def _rendered(documents: "Sequence[Document]", target: Target) -> bytes | str:
    if target.form == "docx":
        from fazhi_cli.export import letter

        return letter.documents(documents)
    if target.form == "md":
        from fazhi_cli.export import markdown

        return b"\n---\n\n".join(map(markdown.document, documents))
    if target.form == "html":
        from fazhi_cli.export import page

        return page.documents(documents)
    from fazhi_cli.view.document import document_text

    screen = session.screen_for(target.path)
    return "\n\n\n".join(document_text(document, screen) for document in documents)


def _letter(word: str | None) -> str:
    """Return which letter is meant. Raises Usage for what is none."""
    from fazhi_cli.notice import LETTERS

    if word is None:
        return "reminder"
    found = terms.token(LETTERS, plain(word).lower().removeprefix("督办"))
    if found is None:
        raise Usage(
            f"--letter 不能是“{visible(word)}”{terms.guessed(word, LETTERS)}",
            f"可以写：{terms.offered(LETTERS)}",
        )
    return found


def _reply_day(text: str | None, today: date, file: str | None) -> date | None:
    """Return the day that `--reply-by` names, having said what is odd about it. Raises Refused."""
    from fazhi_cli.chasing import reply_day

    if text is None:
        return None
    found = reply_day(plain(text), today, session.calendar(session.find(file)))
    for remark in found.remarks:
        session.say(f"回复期限 {found.day}：{remark}")
    return found.day
