"""Numbers, days and rates as offices write them."""

from datetime import date

from fazhi_cli.query import Listing
from fazhi_cli.span import Span
from fazhi_cli.tally import Punctuality, Rate, Tally

_DIGITS = "零一二三四五六七八九"
_WITHOUT = "无"


def day_text(day: date, year: bool = False) -> str:
    """Return a day as 9月5日, with the year before it if wanted."""
    return f"{day.year}年{day.month}月{day.day}日" if year else f"{day.month}月{day.day}日"


def span_text(span: Span, year: bool = False) -> str:
    """Return a stretch of days as 9月26日—10月2日; the year comes first, and again where it changes."""
    last = day_text(span.last, year=span.first.year != span.last.year)
    if span.first == span.last:
        return day_text(span.first, year)
    return f"{day_text(span.first, year or span.first.year != span.last.year)}—{last}"


def extent_text(listing: Listing) -> str:
    """Return of what day a listing is, and how many measures it shows of how many."""
    return f"截至{day_text(listing.day, year=True)}，共 {listing.total} 条，列出 {len(listing.rows)} 条。"


def span_name(span: Span) -> str:
    """Return what kind of report a stretch of days makes: 周报, 月报 or 情况通报."""
    return {"week": "周报", "month": "月报"}.get(span.unit, "情况通报")


def share_text(rate: Rate) -> str:
    """Return a rate as `3/12（25%）`; of nothing as 无."""
    return _WITHOUT if rate.percent is None else f"{rate.part}/{rate.whole}（{rate.percent}%）"


def punctual_text(counted: Punctuality) -> str:
    """Return 按期办结率 in full, `8÷（10－1）＝89%`; of nothing as 无."""
    rate = counted.rate
    if rate.percent is None:
        return _WITHOUT
    return f"{rate.part}÷（{counted.due}－{counted.paused}）＝{rate.percent}%"


def missed_text(counted: Tally) -> str:
    """Return why fewer than are overdue stand in the rates: turns that were missed; "" where none were."""
    return f"定期的不在应结之内，其中逾期的 {counted.missed} 条。" if counted.missed else ""


def change_text(now: int, before: int) -> str:
    """Return how a number moved: 增加 2, 减少 1 or 持平."""
    if now == before:
        return "持平"
    return f"增加 {now - before}" if now > before else f"减少 {before - now}"


def ordinal(number: int) -> str:
    """Return 1 to 99 as 一, 十, 二十一, as chapters are numbered."""
    tens, ones = divmod(number, 10)
    ten = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens]}十")
    return ten + (_DIGITS[ones] if ones or not tens else "")
