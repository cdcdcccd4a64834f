"""Counted groups for Excel: what is counted under which heading, and the CSV of it."""

from collections.abc import Callable, Mapping
from operator import attrgetter

from fazhi_cli import terms
from fazhi_cli.export.spreadsheet import safe, written
from fazhi_cli.query import GROUPS
from fazhi_cli.stats import BY, Stats
from fazhi_cli.tally import Rate, Tally

COUNTS: Mapping[str, Callable[[Tally], object]] = {
    "措施": lambda counted: counted.total,
    **{term: attrgetter(status) for status, term in terms.STATUSES.items()},
    "逾期": lambda counted: counted.overdue,
    "临期": lambda counted: counted.due_soon,
    "时限留空": lambda counted: counted.blank,
    "未定日期": lambda counted: counted.soft,
    "没有时限": lambda counted: counted.undated,
    "长期": lambda counted: counted.standing,
    "时限推定": lambda counted: counted.assumed,
    "久无回音": lambda counted: counted.stale,
    "延期": lambda counted: counted.extended,
    "退回": lambda counted: counted.returned,
    "重启": lambda counted: counted.reopened,
    "催办": lambda counted: counted.chases,
    "未答复催办": lambda counted: counted.unanswered,
    "按期办结": lambda counted: counted.punctual.on_time,
    "应结": lambda counted: counted.punctual.due,
    "缓办": lambda counted: counted.punctual.paused,
    "按期办结率": lambda counted: _percent(counted.punctual.rate),
    "原定时限按期办结": lambda counted: counted.original.on_time,
    "原定时限应结": lambda counted: counted.original.due,
    "逾期率": lambda counted: _percent(counted.punctual.overdue_rate),
}
"""The columns of counted groups, each with what it counts."""


def _percent(rate: Rate) -> str:
    return "" if rate.percent is None else f"{rate.percent}%"


def stats(counted: Stats) -> bytes:
    """Return counts and rates as CSV for Excel, the whole in the last line."""
    groups = [*((group.title, group.tally) for group in counted.groups), ("合计", counted.whole)]
    rows = [[safe(title), *(read(numbers) for read in COUNTS.values())] for title, numbers in groups]
    return written([[GROUPS[BY[counted.by]].term, *COUNTS], *rows])
