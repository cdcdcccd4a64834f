"""A desk: the installed command on one side, the ledger on the other; whatever is done is done to both.

Nothing here computes: a word of the story becomes a command line and a line in the ledger. What is only
read is read in the background, off a copy of the register as it was at that moment.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests import story_ledger
from tests.story_ledger import Chase, Entry, Ledger
from tests.test_cli_process import environment

CLERK = "王芳"
_OPTIONS = ("status", "progress", "note", "problem", "next", "count", "incidents", "unit")


class Done(NamedTuple):
    """What a command left behind."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return standard output read as JSON."""
        return json.loads(self.out)


class Fill(NamedTuple):
    """A row of a sheet as a unit filled it in, raw, and what it means (None: nothing can be taken)."""

    id: str
    cells: Mapping[str, object]
    means: Entry | None = None


@dataclass(frozen=True)
class Sheet:
    """A workbook on its way back: its rows, what else was done to it, under which name it came."""

    rows: Sequence[Fill] = ()
    mess: Callable[[Worksheet], object] | None = None
    name: str | None = None


class Week(NamedTuple):
    """A weekly report: what the ledger says, what the program printed, as data and as text."""

    expected: dict[str, Any]
    told: dict[str, Any]
    text: str


class Month(NamedTuple):
    """A month's end: the ledger's facts and sums, the program's list and counts."""

    facts: Mapping[str, story_ledger.Fact]
    sums: dict[str, object]
    listed: dict[str, Any]


@dataclass
class Desk:
    """The folder with the register, the ledger, and what came of everything so far."""

    folder: Path
    ledger: Ledger
    imports: dict[str, dict[str, Any]] = field(default_factory=dict)
    facts: dict[str, list[story_ledger.Fact]] = field(default_factory=dict)
    said: dict[str, Done] = field(default_factory=dict)
    weeks: dict[str, Week] = field(default_factory=dict)
    months: dict[str, Month] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    _pending: list[Future[None]] = field(default_factory=list)
    _readers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(2))
    _copies: int = 0
    processes: int = 0
    written: int = 0

    def run(self, *words: str, day: str = "", code: int = 0, by: str = CLERK, at: Path | None = None) -> Done:
        """Run the program as of `day`; its exit code has to be `code`."""
        dated = (*words, "--as-of", day) if day else words
        done = subprocess.run(
            [sys.executable, "-m", "fazhi_cli", *dated],
            cwd=at or self.folder,
            env=environment(FAZHI_BY=by),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        self.processes += 1
        told = Done(dated, done.returncode, done.stdout.decode(), done.stderr.decode())
        assert told.code == code, told
        return told

    def keep(self, name: str, *words: str, day: str = "", code: int = 0) -> Done:
        """Run the program and keep what it said under a name, to be looked at later."""
        self.said[name] = self.run(*words, day=day, code=code)
        return self.said[name]

    def write(self, *words: str, day: str = "", by: str = CLERK) -> Done:
        """Run a command that changes the register."""
        self.written += 1
        return self.run(*words, day=day, by=by)

    def git(self, *words: str, at: Path | None = None) -> str:
        """Run git, undisturbed by anybody's own configuration; return what it printed."""
        who = ("-c", "user.name=甲", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
        env = environment(GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
        done = subprocess.run(
            ["git", *who, *words], cwd=at or self.folder, env=env, capture_output=True, check=False
        )
        assert done.returncode == 0, done
        return (done.stdout + done.stderr).decode()

    def mark(
        self,
        day: str,
        ids: str,
        by: str = CLERK,
        on: str = "",
        evidence: str = "",
        at: Path | None = None,
        **told: Any,
    ) -> None:
        """Record the same of each of `ids`, in the program and in the ledger.

        `on` is an earlier day, `at` somebody else's copy of the register.
        """
        words = [word for name in _OPTIONS if name in told for word in (f"--{name}", str(told[name]))]
        words += ["--for", told["period"]] if "period" in told else []
        words += ["--evidence", evidence] if evidence else []
        words += ["--date", on] if on else []
        if at:
            self.run("mark", *ids.split(), *words, "--yes", day=day, by=by, at=at)
        else:
            self.write("mark", *ids.split(), *words, "--yes", day=day, by=by)
        count = told.pop("count", None)
        told.pop("note", None)
        told["count"] = tuple(map(int, count.split("/"))) if count else None
        happened, recorded = (on or day), date.fromisoformat(day) if on else None
        for own in ids.split():
            self.ledger.enter(own, Entry(date.fromisoformat(happened), recorded=recorded, **told))

    def chase(self, day: str, ids: str, how: str, reply_by: str, until: str, to: str = "") -> None:
        """Ask for an answer by `until`, in the words `reply_by`; who is not named is the lead."""
        words = ["--how", how, "--reply-by", reply_by, *(("--to", to) if to else ())]
        self.write("chase", *ids.split(), *words, "--yes", day=day)
        for own in ids.split():
            self.chased(day, own, to or self.ledger.lines[own].lead or "", until)

    def chased(self, day: str, own: str, to: str, until: str) -> None:
        """Write a chase into the ledger alone."""
        self.ledger.lines[own].chases.append(Chase(date.fromisoformat(day), to, date.fromisoformat(until)))

    def extend(self, day: str, own: str, phrase: str, until: str, reason: str) -> None:
        """Put a deadline off."""
        self.write("set", own, "--due", phrase, "--reason", reason, day=day)
        self.ledger.redate(own, date.fromisoformat(day), date.fromisoformat(until))

    # --- sheets ------------------------------------------------------------------------------------------

    def send(self, day: str) -> Done:
        """Send every unit its sheet."""
        return self.keep(f"sent {day}", "sheets", "-o", "下发/", "--force", day=day)

    def take_back(self, day: str, sheets: Mapping[str, Sheet], code: int = 0) -> dict[str, Any]:
        """Let the units fill in their sheets and import what comes back; return what the import said."""
        folder = self.folder / "回收" / day
        folder.mkdir(parents=True)
        for unit, sheet in sheets.items():
            self.fill(unit, sheet, folder)
        self.written += 1
        done = self.run("import", f"回收/{day}/", "--yes", "--format", "json", day=day, code=code)
        for unit, sheet in sheets.items():
            for row in sheet.rows:
                if row.means:
                    late = row.means.day < date.fromisoformat(day)
                    recorded = date.fromisoformat(day) if late else None
                    entry = {**row.means.__dict__, "unit": unit, "recorded": recorded}
                    self.ledger.enter(row.id, Entry(**entry))
        told: dict[str, Any] = done.json
        return told

    def fill(self, unit: str, sheet: Sheet, folder: Path) -> None:
        """Fill in the sheet of a unit as it likes to, and put it into `folder`."""
        book = openpyxl.load_workbook(self.folder / "下发" / f"{unit}.xlsx")
        page = book.worksheets[0]
        head = next(cell.row for cell in page["A"] if cell.value == "编号")
        columns = {cell.value: cell.column for cell in page[head]}
        rows = {page.cell(row, 1).value: row for row in range(head + 1, page.max_row + 1)}
        for fill in sheet.rows:
            for name, value in fill.cells.items():
                page.cell(rows[fill.id], columns[name]).value = value  # type: ignore[assignment]
        if sheet.mess:
            sheet.mess(page)
        book.save(folder / f"{sheet.name or unit}.xlsx")

    # --- looking -----------------------------------------------------------------------------------------

    def week(self, monday: date) -> None:
        """Make the report of the week that ended the day before `monday`, and the ledger's."""
        first, last = monday - timedelta(days=7), monday - timedelta(days=1)
        year, number, _ = first.isocalendar()
        key, copy = f"{year}-W{number:02}", self._copy()
        expected = story_ledger.report(self.ledger, first, last, last + timedelta(days=7))
        words = ("report", "--week", "last", "-o", "周报/", "--format", "json,md")

        def made() -> None:
            self.run(*words, day=str(monday), at=copy)
            told = json.loads((copy / "周报" / f"周报-{key}.json").read_text(encoding="utf-8"))
            text = (copy / "周报" / f"周报-{key}.md").read_text(encoding="utf-8")
            self.weeks[key] = Week(expected, told, text)

        self._pending.append(self._readers.submit(made))

    def monthly(self, first: date, last: date, until: date) -> None:
        """Make the report of a month in every form, and the ledger's."""
        key, copy = f"{first:%Y-%m}", self._copy()
        expected = story_ledger.report(self.ledger, first, last, until)
        words = ("report", "--month", key, "-o", "月报/", "--format", "json,md,docx,xlsx,html")

        def made() -> None:
            self.run(*words, day=str(last), at=copy)
            made = copy / "月报" / f"月报-{key}"
            told = json.loads(made.with_suffix(".json").read_text(encoding="utf-8"))
            self.weeks[key] = Week(expected, told, made.with_suffix(".md").read_text(encoding="utf-8"))
            self.files[key] = made

        self._pending.append(self._readers.submit(made))

    def month(self, day: date) -> None:
        """List everything at the end of a month, and the ledger's lines."""
        facts, copy = {item.id: item for item in self.ledger.facts(day)}, self._copy()

        def made() -> None:
            listed = self.run("list", "--format", "json", day=str(day), at=copy).json
            self.months[str(day)] = Month(facts, story_ledger.sums(facts.values()), listed)

        self._pending.append(self._readers.submit(made))

    def look(self, name: str, *words: str, day: str, code: int = 0) -> None:
        """Keep what a reading command says of the register as it is now."""
        copy = self._copy()

        def made() -> None:
            self.said[name] = self.run(*words, day=day, code=code, at=copy)

        self._pending.append(self._readers.submit(made))

    def _copy(self) -> Path:
        """Return a folder with the register as it is now."""
        self._copies += 1
        folder = self.folder / "副本" / str(self._copies)
        folder.mkdir(parents=True)
        for name in ("tasks.yaml", "讲话.txt"):
            if (self.folder / name).exists():
                shutil.copy(self.folder / name, folder)
        return folder

    def finish(self) -> None:
        """Wait for all that is still being read; whatever failed there fails here."""
        self._readers.shutdown(wait=True)
        for pending in self._pending:
            pending.result()
