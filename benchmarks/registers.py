"""The work that is measured: a register of any size, and the same work in the form of each peer.

    python benchmarks/registers.py FORM SIZE DAY FOLDER     FORM is one of the names in FORMS

Made, not drawn by chance: the same size and day give the same bytes. As of DAY every tenth measure is
overdue and three in ten are done; no open one has its deadline nearer to DAY than five days, so that tools
which read the clock see the same on the days around it.
"""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

MARKER = "No."
"""Stands once in each title and nowhere else, so that an output can be counted whatever its form."""

UNITS = tuple(
    f"区{name}"
    for name in (
        *("司法局", "法院", "检察院", "公安分局", "财政局", "人社局", "教体局", "民政局", "住建局", "交通局"),
        *("农业农村局", "商务局", "卫健局", "应急局", "审计局", "市场监管局", "生态环境局", "信访局"),
        *("大数据局", "委党校"),
    )
)
_VERBS = ("推进", "完善", "落实", "开展", "规范", "健全", "督促", "整改", "梳理", "公开")
_OBJECTS = (
    *("行政执法三项制度", "重大决策合法性审查", "行政复议规范化建设", "行政机关负责人出庭应诉"),
    *("公共法律服务站点布局", "规范性文件备案清理", "营商环境法治保障", "矛盾纠纷多元化解"),
    *("村（居）法律顾问工作", "领导干部述法制度", "普法责任清单", "涉企行政检查公示", "社区矫正监管"),
)
_PEOPLE = ("张三", "李四", "王五", "赵六", "孙七", "周八", "吴九")
_DONE, _OVERDUE = range(1, 4), 0
OPEN = range(4, 10)
"""The last digit of a measure's number when it is unfinished and not overdue."""


class Item(NamedTuple):
    """One measure: its place from 1, its status (todo, doing or done), the day `entry` of its log entry."""

    number: int
    id: str
    title: str
    detail: str
    lead: str
    support: tuple[str, ...]
    owner: str
    due: date
    status: str
    progress: int
    entry: date
    by: str
    note: str

    @property
    def subtask(self) -> str:
        """The id one level up."""
        return self.id.rpartition(".")[0]

    @property
    def section(self) -> str:
        """The id two levels up."""
        return self.subtask.rpartition(".")[0]

    @property
    def done(self) -> bool:
        """Whether there is nothing left to do."""
        return self.status == "done"


def items(size: int, day: date) -> Iterable[Item]:
    """Yield `size` measures, spread evenly over sections and subtasks, as they stand on `day`."""
    side = _side(size)
    return (_item(number, _id(number, side), day) for number in range(1, size + 1))


def measure_id(number: int, size: int) -> str:
    """Return the id of the measure with that `number` in a register of `size`."""
    return _id(number, _side(size))


def task_id(number: int) -> str:
    """Return the UUID of the measure with that `number`, for the peers that want one."""
    return str(uuid5(NAMESPACE_URL, str(number)))


def _side(size: int) -> int:
    """Return how many sections there are, subtasks in each, and measures in each of those."""
    return next(side for side in range(1, size + 2) if side**3 >= size)


def _id(number: int, side: int) -> str:
    section, place = divmod(number - 1, side * side)
    subtask, measure = divmod(place, side)
    return f"{section + 1}.{subtask + 1}.{measure + 1}"


def _item(number: int, own: str, day: date) -> Item:
    part = number % 10
    status = "done" if part in _DONE else "todo" if part in (7, 8) else "doing"
    lead, second, third = (UNITS[number * step % len(UNITS)] for step in (1, 3, 7))
    what = _VERBS[number % len(_VERBS)] + _OBJECTS[number % len(_OBJECTS)]
    return Item(
        number=number,
        id=own,
        title=f"{what}（{MARKER}{number}）",
        detail="对照清单形成制度文件，报依法治区办备案",
        lead=lead,
        support=tuple(dict.fromkeys(unit for unit in (second, third) if unit != lead)),
        owner=_PEOPLE[number % len(_PEOPLE)],
        due=_due(number, day),
        status=status,
        progress={"done": 100, "todo": 0, "doing": 10 + number * 7 % 80}[status],
        entry=day - timedelta(1 + number * 3 % 60),
        by=_PEOPLE[(number + 3) % len(_PEOPLE)],
        note="已印发实施方案",
    )


def _due(number: int, day: date) -> date:
    part = number % 10
    if part == _OVERDUE:
        return day - timedelta(5 + number * 7 % 120)
    if part in _DONE:
        return day - timedelta(40) + timedelta(number * 7 % 80)
    return day + timedelta(5 + number * 11 % 70)


def overdue(item: Item, day: date) -> bool:
    """Say whether `item` is unfinished and its deadline lies before `day`."""
    return not item.done and item.due < day


def _register(found: Iterable[Item], day: date, folder: Path) -> None:
    """Write tasks.yaml, for fazhi."""
    with (folder / "tasks.yaml").open("w", encoding="utf-8") as file:
        file.write(f"version: 1\ntitle: 全面依法治区重点任务台账\nyear: {day.year}\n")
        file.write(f"issued: {day - timedelta(210)}\nunits:\n")
        file.writelines(f"  - {unit}\n" for unit in UNITS)
        file.write("sections:\n")
        section = subtask = ""
        for item in found:
            if item.section != section:
                section = item.section
                file.write(f'  - id: "{section}"\n    title: 第{section}部分重点任务\n    subtasks:\n')
            if item.subtask != subtask:
                subtask = item.subtask
                file.write(f'      - id: "{subtask}"\n        title: 子任务{subtask}\n        measures:\n')
            file.write(_measure(item))


def _measure(item: Item) -> str:
    due = item.due
    written = f"{due.year}年{due.month}月{due.day}日前" if item.number % 3 == 0 else due.isoformat()
    evidence = f", evidence: [区法治办〔{item.entry.year}〕{item.number}号]" if item.done else ""
    entry = f"date: {item.entry}, by: {item.by}, progress: {item.progress}, note: {item.note}{evidence}"
    return f"""\
          - id: "{item.id}"
            title: {item.title}
            kind: task
            detail: {item.detail}
            lead: {item.lead}
            support: [{", ".join(item.support)}]
            owner: {item.owner}
            due: {written}
            status: {item.status}
            progress: {item.progress}
            log:
              - {{{entry}}}
"""


def _calendar(found: Iterable[Item], day: date, folder: Path) -> None:
    """Write tasks/NUMBER.ics and config.py, for todoman."""
    (folder / "tasks").mkdir()
    config = 'path = "*"\ndate_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n'
    (folder / "config.py").write_text(config, encoding="utf-8")
    for item in found:
        text = "\r\n".join(_folded(line) for line in _todo(item, day))
        (folder / "tasks" / f"{item.number}.ics").write_bytes(f"{text}\r\n".encode())


def _todo(item: Item, day: date) -> Sequence[str]:
    status = {"done": "COMPLETED", "todo": "NEEDS-ACTION", "doing": "IN-PROCESS"}[item.status]
    return (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//benchmark//1//", "BEGIN:VTODO"),
        f"UID:{task_id(item.number)}",
        f"DTSTAMP:{day - timedelta(210):%Y%m%d}T000000Z",
        f"SUMMARY:{item.title}",
        f"DESCRIPTION:{item.detail}\\n{item.entry} {item.by}：{item.note}",
        f"CATEGORIES:{item.lead}",
        f"DUE;VALUE=DATE:{item.due:%Y%m%d}",
        f"STATUS:{status}",
        f"PERCENT-COMPLETE:{item.progress}",
        *([f"COMPLETED:{item.entry:%Y%m%d}T000000Z"] if item.done else []),
        *("END:VTODO", "END:VCALENDAR"),
    )


def _folded(line: str) -> str:
    """Return a content line of iCalendar, folded before its 75th byte whatever its characters."""
    return "\r\n ".join(line[start : start + 24] for start in range(0, len(line), 24))


def _lines(found: Iterable[Item], day: date, folder: Path) -> None:
    """Write todo.txt, for topydo, which is told to keep in it what is done: archiving takes it minutes."""
    begun = day - timedelta(210)
    with (folder / "todo.txt").open("w", encoding="utf-8") as file:
        for item in found:
            head = f"x {item.entry} {begun}" if item.done else f"{begun}"
            places = f"+{item.subtask} @{item.lead} owner:{item.owner}"
            file.write(f"{head} {item.title} {item.detail} {places} due:{item.due}\n")
    (folder / "topydo.conf").write_text("[topydo]\nfilename = todo.txt\narchive_filename =\n")


def _tasks(found: Iterable[Item], day: date, folder: Path) -> None:
    """Write tasks.json, which Taskwarrior imports, and taskrc."""
    (folder / "taskrc").write_text(
        "data.location=data\nconfirmation=off\nnews.version=2.6.0\ndefaultwidth=200\n", encoding="utf-8"
    )
    with (folder / "tasks.json").open("w", encoding="utf-8") as file:
        for item in found:
            file.write(json.dumps(_task(item, day), ensure_ascii=False) + "\n")


def _task(item: Item, day: date) -> Mapping[str, object]:
    ended = {"end": f"{item.entry:%Y%m%d}T000000Z"} if item.done else {}
    return {
        "uuid": task_id(item.number),
        "description": item.title,
        "status": "completed" if item.done else "pending",
        "entry": f"{day - timedelta(210):%Y%m%d}T000000Z",
        "due": f"{item.due:%Y%m%d}T120000Z",
        "project": item.subtask,
        "tags": [item.lead, item.owner],
        "annotations": [
            {"entry": f"{item.entry:%Y%m%d}T000000Z", "description": f"{item.by}：{item.note}"},
            {"entry": f"{item.entry:%Y%m%d}T000001Z", "description": item.detail},
        ],
        **ended,
    }


def _journal(found: Iterable[Item], day: date, folder: Path) -> None:
    """Write tasks.journal, for hledger: each measure a transaction on its deadline, cleared when done."""
    signs = {"done": "*", "doing": "!", "todo": ""}
    with (folder / "tasks.journal").open("w", encoding="utf-8") as file:
        for item in sorted(found, key=lambda item: item.due):
            file.write(f"{item.due} {signs[item.status]} ({item.id}) {item.title}\n")
            file.write(f"    ; {item.detail}\n    ; by:{item.by}, date:{item.entry}, note:{item.note}\n")
            file.write(f"    {item.lead}:{item.subtask}  1\n    {item.owner}\n\n")


def _requirements(found: Iterable[Item], day: date, folder: Path) -> None:
    """Write req/REQ000001.yml and so on, for doorstop."""
    (folder / "req").mkdir()
    (folder / "req" / ".doorstop.yml").write_text("settings:\n  digits: 6\n  prefix: REQ\n  sep: ''\n")
    for item in found:
        (folder / "req" / f"REQ{item.number:06}.yml").write_text(
            f"active: true\nderived: false\nheader: ''\nlevel: {item.id}\nlinks: []\nnormative: true\n"
            f"ref: ''\nreviewed: null\nlead: {item.lead}\nowner: {item.owner}\ndue: '{item.due}'\n"
            f"state: {item.status}\ntext: |\n  {item.title}\n  {item.detail}\n"
            f"  {item.entry} {item.by}：{item.note}\n",
            encoding="utf-8",
        )


FORMS: Mapping[str, Callable[[Iterable[Item], date, Path], None]] = MappingProxyType(
    {
        "register": _register,
        "calendar": _calendar,
        "lines": _lines,
        "tasks": _tasks,
        "journal": _journal,
        "requirements": _requirements,
    }
)
"""What writes the measures into an empty folder, one for each form of the same work."""


def write(form: str, size: int, day: date, folder: Path) -> None:
    """Write `size` measures as of `day` in `form` into `folder`, which is made."""
    folder.mkdir(parents=True)
    FORMS[form](items(size, day), day, folder)


if __name__ == "__main__":
    if len(sys.argv) != 5 or sys.argv[1] not in FORMS:
        sys.exit(__doc__)
    write(sys.argv[1], int(sys.argv[2]), date.fromisoformat(sys.argv[3]), Path(sys.argv[4]))
