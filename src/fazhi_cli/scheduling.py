"""倒排工期: from what a clerk says of steps to changes of a measure's plan.

A step is stored as so many days ahead of the deadline, also where a day was named, so that it moves with
an extension.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from fazhi_cli import terms
from fazhi_cli.change import Append, Change, Drop, Path, Put, Value
from fazhi_cli.deadline import Calendar
from fazhi_cli.deadline.numerals import number
from fazhi_cli.marking import path_of
from fazhi_cli.measure import Register
from fazhi_cli.planning import no_longer_assumed, understood
from fazhi_cli.problems import Refused
from fazhi_cli.state import State

MOST_DAYS = 3650

_SPAN = re.compile(
    r"(?P<ahead>提前)?(?P<count>[0-9〇零一二两三四五六七八九十百廿卅]+)"
    r"个?(?P<unit>天|日|周|星期|月(?<=个月)|工作日)?(?P<within>以?内)?"
)
_LENGTHS = {None: 1, "天": 1, "周": 7, "星期": 7}
_AHEAD = "写时限前多少天，如 60，或写哪一天，如 2022-10-01、10月底前"


def _days_in(span: re.Match[str]) -> int | None:
    """Return the days of a stretch of time, None where it is not plain how many, or that it counts back."""
    count, unit = number(span["count"]), span["unit"]
    length = 1 if unit == "日" and span["ahead"] else _LENGTHS.get(unit)
    return None if count is None or length is None or span["within"] else count * length


class Wanted(NamedTuple):
    """What is to become of a plan: `steps` to set, each with its days ahead or its day in words.

    `done` and `clear` name steps, `day` is the one on which they were done; only one that is `stated` takes
    the place of an earlier word of that.
    """

    steps: Mapping[str, str]
    done: tuple[str, ...]
    clear: tuple[str, ...]
    day: date
    stated: bool = False


def matching(names: Sequence[str], word: str) -> int:
    """Return which of `names` is `word` or, if none is, the only one that contains it.

    Raises Refused with what is near, or with all that contain it.
    """
    found = [at for at, name in enumerate(names) if name == word]
    found = found or [at for at, name in enumerate(names) if word in name]
    if len(found) == 1:
        return found[0]
    if not found:
        near = terms.nearest(word, names)
        there = f"相近的有：{near}" if near else f"有这些步骤：{'、'.join(names)}"
        raise Refused(f"没有步骤“{word}”", there if names else "用 --step 步骤=天数 先排上")
    among = list(dict.fromkeys(names[at] for at in found))
    if len(among) == 1:
        raise Refused(f"叫“{among[0]}”的步骤有 {len(found)} 个", "在文件里改成不同的名称")
    raise Refused(f"“{word}”可以指几个步骤：{'、'.join(among)}", "把名称写全")


class Scheduler(NamedTuple):
    """One measure with what its plan is made by: its register, its own keys in the file, the working days."""

    register: Register
    row: State
    written: Mapping[str, object]
    calendar: Callable[[], Calendar]

    def changes(self, wanted: Wanted) -> list[Change]:
        """Return the changes that `wanted` asks for. Raises Refused when a rule is not met."""
        plan = self.row.measure.plan
        names = [item.step for item in plan]
        new: dict[str, dict[str, Value]] = {}
        changes: list[Change] = []
        for name, when in wanted.steps.items():
            before = self.days_ahead(name, when)
            if name not in names:
                new[name] = {"step": name, "before": before}
            elif before != plan[at := matching(names, name)].before:
                changes.append(Put(self.path(at, "before"), before))
        together = [*names, *new]
        for at in dict.fromkeys(matching(together, word) for word in wanted.done):
            if at >= len(names):
                new[together[at]]["done"] = wanted.day
            elif (done := plan[at].done) is None or wanted.stated:
                changes.append(Put(self.path(at, "done"), wanted.day))
            else:
                raise Refused(f"步骤“{names[at]}”在 {done} 已经完成", "要改日期，加上 --date")
        if new:
            changes.append(Append(self.path(), tuple(new.values())))
        changes += self.cleared(names, wanted, [change.path for change in changes])
        if wanted.steps or wanted.clear:
            changes += no_longer_assumed(self.row.measure, self.written, "plan")
        return changes

    def days_ahead(self, name: str, when: str) -> int:
        """Return how many days ahead of the deadline a step is to be: a number of days, or a day in words."""
        said = "".join(unicodedata.normalize("NFKC", when).split())
        if span := _SPAN.fullmatch(said):
            before = _days_in(span)
            if before is None:
                raise Refused(f"步骤“{name}”的“{when}”算不出提前多少天", _AHEAD)
        else:
            before = self.days_from(name, said)
        if before > MOST_DAYS:
            raise Refused(f"步骤“{name}”提前 {before} 天，最多 {MOST_DAYS} 天", _AHEAD)
        return before

    def days_from(self, name: str, phrase: str) -> int:
        """Return how many days the day that `phrase` means is ahead of the deadline in force."""
        due, own = self.row.due_date, self.row.measure.id
        if due is None:
            raise Refused(
                f"{own} 的时限没有定到哪一天，算不出“{phrase}”提前多少天",
                f"写提前的天数，如 --step {name}=60，或先用 fazhi set {own} --due 定时限",
            )
        day = understood(self.register, phrase, self.row.measure.since, self.calendar).date
        if day is None:
            raise Refused(f"步骤“{name}”的“{phrase}”不是哪一天", _AHEAD)
        if day > due:
            raise Refused(f"步骤“{name}”在 {day}，晚于时限 {due}", "写时限以前的日期，或先改时限")
        return (due - day).days

    def cleared(self, names: Sequence[str], wanted: Wanted, touched: Sequence[Path]) -> list[Change]:
        """Return the changes that take steps out of the plan; `touched` is what else is changed."""
        items = cast("list[dict[str, Value]]", self.written.get("plan") or [])
        changes: list[Change] = []
        for at in dict.fromkeys(matching(names, word) for word in wanted.clear):
            if names[at] in wanted.steps or any(path[:-1] == self.path(at) for path in touched):
                raise Refused(f"步骤“{names[at]}”又要留又要删，不知听哪个", "二者留一")
            changes.append(Drop(self.path(), items[at]))
        return changes

    def path(self, *steps: str | int) -> Path:
        """Return the way to the plan of the measure, or on to a place in it."""
        return (*path_of(self.row.measure), "plan", *steps)
