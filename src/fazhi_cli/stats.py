"""Counts and rates by section, subtask, unit, month or kind."""

from collections.abc import Mapping
from typing import NamedTuple

from fazhi_cli.query import Bunch, Listing, grouped
from fazhi_cli.tally import Tally, tally

BY: Mapping[str, str] = {
    "section": "section",
    "subtask": "subtask",
    "unit": "lead",
    "month": "month",
    "kind": "kind",
    "register": "register",
}
"""What can be counted by, and the grouping of `query` that it is."""


class Group(NamedTuple):
    """The measures of one group: its key (None for those without one), its heading, its numbers."""

    key: str | None
    title: str
    tally: Tally


class Stats(NamedTuple):
    """A listing counted: as a whole, and in groups `by` a key of BY."""

    listing: Listing
    by: str
    whole: Tally
    groups: tuple[Group, ...]


def stats(listing: Listing, by: str, ranked: bool = False) -> Stats:
    """Return the numbers of `listing` by a key of BY; `ranked` puts the best in time first."""
    groups = [_group(bunch) for bunch in grouped(listing.register, listing.rows, BY[by])]
    if ranked:
        groups.sort(key=_rank)
    return Stats(listing, by, tally(listing.rows), tuple(groups))


def _group(bunch: Bunch) -> Group:
    return Group(bunch.key, bunch.heading, tally(bunch.rows))


def _rank(group: Group) -> tuple[bool, float, int, int]:
    """Return the key of a ranking: by punctuality, then by the share done; those without a rate last."""
    rate, done = group.tally.punctual.rate, group.tally.completion
    share = rate.part / rate.whole if rate.whole else 0.0
    return not rate.whole, -share, -(done.percent or 0), group.tally.overdue
