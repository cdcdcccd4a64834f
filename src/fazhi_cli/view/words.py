"""Turns of phrase that several texts share."""

from collections.abc import Sequence

from fazhi_cli.measure import Register
from fazhi_cli.query import Listing

SOME_IDS = 10
"""So many ids are named in a line of talk."""

_NAMED = 5


def register_name(register: Register, name: str) -> str:
    """Return the title of a register, what its file is called and the year it counts in."""
    year = f"，{register.year} 年" if register.year else ""
    return f"{register.title}（{name}{year}）"


def not_counted(listing: Listing) -> list[str]:
    """Say which unfinished measures can never be overdue, the blank ones by name."""
    left = listing.uncounted
    reasons = {
        f"时限留空 {left.blank} 条{some_ids(listing.blank)}": left.blank,
        f"只说尽快、及时一类 {left.soft} 条": left.soft,
        f"没有时限 {left.none} 条": left.none,
        f"缺起算日 {left.anchorless} 条": left.anchorless,
    }
    parts = [reason for reason, count in reasons.items() if count]
    return [f"不计逾期：{'、'.join(parts)}。"] if parts else []


def some(words: Sequence[str], most: int = _NAMED) -> str:
    """Return the first of `words`; where there are more than `most` it is said."""
    return "、".join(words[:most]) + (" 等" if len(words) > most else "")


def some_ids(ids: Sequence[str]) -> str:
    """Return the first of `ids` in brackets, nothing for none."""
    more = "等" if len(ids) > _NAMED else ""
    return f"（{'、'.join(ids[:_NAMED])}{more}）" if ids else ""
