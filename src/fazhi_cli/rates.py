"""Indicators: rates out of the counts that units report, and the alarm when one is down at its floor."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fazhi_cli.measure import Entry, Indicator
from fazhi_cli.span import Span
from fazhi_cli.state import State
from fazhi_cli.tally import Rate

_PLAIN = Indicator("")


class UnitRate(NamedTuple):
    """What one unit (None: entries that name none) reported: in the span, and up to the day.

    `reported` says that it did so in the span at all: no word of cases is not the word that there were none.
    """

    unit: str | None
    span: Rate
    total: Rate
    alarm: bool
    reported: bool


class Indication(NamedTuple):
    """An indicator in a span: the rate of all counts added up, in the span and up to the day, and by unit.

    `alarm` speaks of what was reported in the span, or, where nothing was, up to the day. `reported` says
    that anybody did in the span, `units` are all that ever did.
    """

    row: State
    indicator: Indicator
    span: Rate
    total: Rate
    units: tuple[UnitRate, ...]
    alarm: bool
    reported: bool


def telling(within: Rate, total: Rate) -> Rate:
    """Return the rate to go by: that of a span, or where it has no cases that up to the day."""
    return within if within.whole else total


def indication(row: State, span: Span) -> Indication:
    """Return the rates of an indicator's counts; `span` bounds by the day of the entry."""
    indicator = row.measure.indicator or _PLAIN
    counted = _latest(entry for entry in row.log if entry.counts is not None)
    names = dict.fromkeys(entry.unit for entry in counted)
    units = tuple(
        _unit(indicator, name, [entry for entry in counted if entry.unit == name], span) for name in names
    )
    within, total = _added(counted, span), _added(counted)
    reported = any(unit.reported for unit in units)
    return Indication(row, indicator, within, total, units, _alarms(indicator, within, total), reported)


def _unit(indicator: Indicator, name: str | None, entries: Sequence[Entry], span: Span) -> UnitRate:
    within, total = _added(entries, span), _added(entries)
    reported = any(span.has(entry.date) for entry in entries)
    return UnitRate(name, within, total, _alarms(indicator, within, total), reported)


def _latest(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries; of several by one unit for one period only the last, which corrects the others."""
    kept: dict[object, Entry] = {}
    for number, entry in enumerate(entries):
        key = (entry.unit, entry.period) if entry.period else number
        kept.pop(key, None)
        kept[key] = entry
    return list(kept.values())


def _added(entries: Iterable[Entry], span: Span | None = None) -> Rate:
    counts = [entry.counts for entry in entries if entry.counts and (span is None or span.has(entry.date))]
    return Rate(sum(part for part, _ in counts), sum(whole for _, whole in counts))


def _alarms(indicator: Indicator, within: Rate, total: Rate) -> bool:
    """Say whether the rate has reached the floor; there is no alarm without cases."""
    rate = telling(within, total)
    if not rate.whole:
        return False
    if indicator.good == "down":
        return indicator.floor > 0 and 100 * rate.part >= indicator.floor * rate.whole
    return 100 * rate.part <= indicator.floor * rate.whole
