"""Texts that try to be something else than text in an output, and a register made of them."""

from datetime import date
from typing import NamedTuple

from fazhi_cli.query import Listing, select
from tests.conftest import load_text, one_measure


class Hostile(NamedTuple):
    """A text, what it is after, and how it is shown where control characters are spelt out."""

    about: str
    text: str
    shown: str


def _same(about: str, text: str) -> Hostile:
    return Hostile(about, text, text)


HOSTILE = (
    _same("closing markup", "清理[/red]积案"),
    _same("opening markup", "见[b]款和[a]款"),
    _same("empty closing markup", "[/]"),
    _same("link markup", "[link=https://example.org]点这里[/link]"),
    _same("emoji code", "按:date:和:warning:办理"),
    _same("backslash before a bracket", "C:\\[a]\\"),
    _same("html", "<script>alert(1)</script>&amp;<b>"),
    _same("formula", "=1+1"),
    _same("full-width formula", "＝HYPERLINK(1)"),
    _same("quotes", "\"'“‘`$(id)`"),
    _same("format string", "{0} %s %d {title}"),
    _same("emoji", "👍🏽完成❤️"),
    _same("joined emoji without joiner", "🇨🇳🇨🇳"),
    _same("combining", "e\u0301e\u0301\u0300"),
    _same("ambiguous width", "①—…“”·℃→"),
    _same("rare Han", "㐀𠀀𪚥"),
    _same("wide sign", "☰☷"),
    Hostile("ANSI colour", "红\x1b[31m字", "红⟨U+001B⟩[31m字"),
    Hostile("OSC clipboard", "\x1b]52;c;aGk=\x07x", "⟨U+001B⟩]52;c;aGk=⟨U+0007⟩x"),
    Hostile("C1 control", "a\x9b31mb", "a⟨U+009B⟩31mb"),
    Hostile("NUL, BEL, DEL", "a\x00b\x07c\x7f", "a⟨U+0000⟩b⟨U+0007⟩c⟨U+007F⟩"),
    Hostile("zero width", "法\u200b制科", "法⟨U+200B⟩制科"),
    Hostile("right to left", "\u202etxt.exe", "⟨U+202E⟩txt.exe"),
    Hostile("joined emoji", "👨\u200d👩", "👨⟨U+200D⟩👩"),
    Hostile("line separators", "a\u2028b\u2029c\x85d", "a⟨U+2028⟩b⟨U+2029⟩c⟨U+0085⟩d"),
    Hostile("newline and tab", "一\n二\t三", "一⏎二 三"),
    Hostile("carriage return", "一\r\n二\r三", "一⏎二⏎三"),
    _same("very long", "长" * 3000),
    _same("one long word", "x" * 3000),
)


def listing_of(text: str) -> Listing:
    """Return the listing of a register in which every text that may hold anything is `text`."""
    register = load_text(
        one_measure("due: 9月底前\nstatus: doing\nlog: [{date: 2022-06-01, note: 原文}]")
    ).register
    own = register.measures[0]
    entry = own.log[0]._replace(note=text, problem=text, next=text, by=text, unit=text, evidence=(text,))
    hostile = own._replace(
        title=text, detail=text, lead=text, support=(text,), owner=text, tags=(text,), log=(entry,)
    )
    branches = tuple(branch._replace(title=text) for branch in register.sections)
    register = register._replace(
        title=text,
        measures=(hostile,),
        sections=branches,
        subtasks=tuple(branch._replace(title=text) for branch in register.subtasks),
    )
    return select(register, date(2022, 10, 15))
