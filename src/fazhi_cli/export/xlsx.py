"""An Excel workbook that is being written: pages, looks, cells, tables, charts. The home of xlsxwriter.

Every text is written as text: nothing in a register becomes a formula, a link or a number. The same calls
give the same bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, NamedTuple, cast

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format

from fazhi_cli.export import sheet

SIZE = 10.0
"""Points of the letters in cells."""

_A4 = 9
_FONT = "宋体"
_BOLD_FONT = "黑体"
_BORDER = "#A6A6A6"
_SHUT, _OPEN = "#E7E6E6", "#FFFBE6"
"""What is locked is grey, what is to be filled in yellow."""
_SPILLED = "长文续"
_NOTE_ROOM = 64
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
_FEW = 10
"""Bars that are drawn broad; units of an axis that has a line for each."""
_USUAL = {
    "font_name": _FONT,
    "font_size": SIZE,
    "valign": "vcenter",
    "text_wrap": True,
    "border_color": _BORDER,
}
_LOOKS: Mapping[str, dict[str, Any]] = {
    "title": {"font_name": _BOLD_FONT, "font_size": 16, "align": "center"},
    "told": {"font_color": "#595959"},
    "advice": {"font_size": 11},
    "head": {"font_name": _BOLD_FONT, "align": "center", "bg_color": "#DDEBF7", "border": 1},
    "band": {"font_name": _BOLD_FONT, "bg_color": "#F2F2F2", "top": 1, "bottom": 1, "text_wrap": False},
    "text": {"border": 1},
    "long": {"border": 1, "valign": "top"},
    "middle": {"border": 1, "align": "center"},
    "number": {"border": 1, "align": "right"},
    "count": {"border": 1, "align": "right", "num_format": "0;-0;;@"},
    "share": {"border": 1, "align": "right", "num_format": "0%"},
    "shut": {"border": 1, "bg_color": _SHUT},
    "shut_middle": {"border": 1, "bg_color": _SHUT, "align": "center"},
    # Text stays text: a unit's "2022-9" is not to become a day.
    "open": {"border": 1, "bg_color": _OPEN, "locked": False, "num_format": "@"},
    "open_middle": {"border": 1, "bg_color": _OPEN, "locked": False, "num_format": "@", "align": "center"},
    "open_share": {"border": 1, "bg_color": _OPEN, "locked": False, "num_format": "0%", "align": "center"},
    "open_count": {"border": 1, "bg_color": _OPEN, "locked": False, "num_format": "0", "align": "center"},
    "open_day": {
        **{"border": 1, "bg_color": _OPEN, "locked": False},
        **{"num_format": "yyyy-mm-dd", "align": "center"},
    },
    "head_shut": {"font_name": _BOLD_FONT, "align": "center", "bg_color": "#BFBFBF", "border": 1},
    "head_open": {"font_name": _BOLD_FONT, "align": "center", "bg_color": "#FFD966", "border": 1},
    "heading": {"font_name": _BOLD_FONT, "font_size": 12},
    "said": {"align": "left"},
    "alarm": {"align": "left", "bold": True, "font_color": "#C00000"},
}


class _Spill(NamedTuple):
    """What did not fit into a cell: whose it is, which column, which part, and the text."""

    whose: str
    term: str
    part: str
    text: str


class Limit(NamedTuple):
    """What may be entered into a cell: one of `words`, a day, or a number from 0 to `most`, whole or a share.

    `title` and `asks` are shown beside a cell that is chosen, `refuses` when something else is entered.
    """

    title: str
    asks: str
    refuses: str
    words: tuple[str, ...] = ()
    most: int = 0
    is_share: bool = False
    is_day: bool = False

    @property
    def rule(self) -> dict[str, Any]:
        """Return what the workbook says of it."""
        if self.words:
            return {"validate": "list", "source": [*self.words]}
        if self.is_day:
            return {"validate": "date", "criteria": "between", "minimum": _FIRST_DAY, "maximum": _LAST_DAY}
        kind = "decimal" if self.is_share else "integer"
        return {"validate": kind, "criteria": "between", "minimum": 0, "maximum": self.most}


class Series(NamedTuple):
    """One part of the bars of a chart: its name, the column that its numbers are in, its colour."""

    name: str
    column: int
    colour: str


class Book:
    """A workbook: its pages, formats made once each, and texts too long for a cell."""

    def __init__(self, title: str, day: date) -> None:
        self._out = BytesIO()
        self.book = Workbook(self._out, {"in_memory": True})
        self.book.set_properties({"title": sheet.plain(title), "created": datetime.combine(day, time())})
        self._formats: dict[tuple[str, bool], Format] = {}
        self._spills: list[_Spill] = []

    def look(self, name: str, text: str = "") -> Format:
        """Return a format of _LOOKS; where `text` could be a formula, one that keeps it text when edited."""
        quoted = sheet.looks_like_formula(text)
        if (name, quoted) not in self._formats:
            made = self.book.add_format({**_USUAL, **_LOOKS[name]})
            made.set_quote_prefix(quoted)
            self._formats[name, quoted] = made
        return self._formats[name, quoted]

    def page(self, name: str, widths: Sequence[float]) -> "Page":
        """Add a page with columns of the given widths."""
        return Page(self, name, widths)

    def fitting(self, text: str, whose: str, term: str) -> str:
        """Return `text`, or of one too long for a cell the beginning and where the rest stands."""
        first, *rest = sheet.pieces(text, sheet.LONGEST - _NOTE_ROOM)
        if not rest:
            return first
        line = len(self._spills) + 2
        self._spills += [
            _Spill(whose, term, f"{place}/{len(rest)}", part) for place, part in enumerate(rest, 1)
        ]
        return f"{first}…（全文 {len(text)} 字，余下见“{_SPILLED}”表第 {line} 行起）"

    def done(self) -> bytes:
        """Return the bytes of the workbook."""
        if self._spills:
            page = self.page(_SPILLED, (12, 14, 8, 100))
            page.line(0, ("编号", "栏目", "段", "内容"), "head")
            for row, spill in enumerate(self._spills, 1):
                page.line(row, spill, "text")
        self.book.close()
        return self._out.getvalue()


class Page:
    """A sheet that prints one page wide on A4 on its side, with the number of the page below."""

    def __init__(self, book: Book, name: str, widths: Sequence[float]) -> None:
        self.book = book
        self.name = name
        self.widths = widths
        self.sheet = worksheet = book.book.add_worksheet(name)
        for column, cells in enumerate(widths):
            worksheet.set_column(column, column, cells)
        worksheet.set_landscape()
        worksheet.set_paper(_A4)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        worksheet.center_horizontally()
        worksheet.set_footer("&C第 &P 页 共 &N 页")

    def put(
        self,
        row: int,
        column: int,
        content: str | int | float,
        look: str,
        whose: str = "",
        term: str = "",
    ) -> None:
        """Write one cell: a number as a number, text as text; `whose` and `term` say what it is."""
        if not isinstance(content, str):
            self.sheet.write_number(row, column, content, self.book.look(look))
        elif not content:
            self.sheet.write_blank(row, column, None, self.book.look(look))
        else:
            text = self.book.fitting(content, whose, term)
            self.sheet.write_string(row, column, text, self.book.look(look, text))

    def line(self, row: int, texts: Iterable[str], look: str, least: float = 18) -> None:
        """Write texts side by side, the row as high as they need."""
        shown = [sheet.plain(text) for text in texts]
        for column, text in enumerate(shown):
            self.put(row, column, text, look)
        self.fit(row, shown, least)

    def fit(self, row: int, texts: Iterable[str], least: float = 18) -> float:
        """Make a row as high as `texts`, one for each column, need; return how high in points."""
        height = sheet.height(zip(texts, self.widths, strict=False), SIZE, least)
        self.sheet.set_row(row, height)
        return height

    def across(self, row: int, text: str, look: str) -> int:
        """Write a text over all columns, as high as it needs; return the next row."""
        shown = self.book.fitting(sheet.plain(text), "", "")
        size = float(_LOOKS[look].get("font_size", SIZE))
        room = sum(self.widths) * SIZE / size
        self.sheet.set_row(row, sheet.height([(shown, room)], size, size * 1.8))
        style = self.book.look(look, shown)
        if len(self.widths) > 1:
            self.sheet.merge_range(row, 0, row, len(self.widths) - 1, "", style)
        self.sheet.write_string(row, 0, shown, style)
        return row + 1

    def band(self, row: int, text: str) -> None:
        """Write a heading over the rows below it. It is not merged, for merged cells cannot be sorted."""
        self.put(row, 0, sheet.plain(text), "band")
        for column in range(1, len(self.widths)):
            self.put(row, column, "", "band")
        self.sheet.set_row(row, 18)

    def as_list(self, head: int, last: int, still: int) -> None:
        """Make the rows from `head` a list: head and `still` columns stay in sight, filter, printed head."""
        end = len(self.widths) - 1
        self.sheet.freeze_panes(head + 1, min(still, end))
        self.sheet.repeat_rows(head)
        self.sheet.autofilter(head, 0, max(last, head + 1), end)
        self.sheet.print_area(0, 0, last, end)

    def colour(self, column: int, first: int, last: int, fills: Mapping[str, str]) -> None:
        """Fill the cells of a column by their word; a word that is changed by hand changes its colour."""
        if last < first:
            return
        for word, colour in fills.items():
            fill = self.book.book.add_format({"bg_color": colour})
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": fill}
            self.sheet.conditional_format(first, column, last, column, rule)

    def keys(self, row: int, words: Iterable[str]) -> None:
        """Write a row that people do not see, by which a program knows the columns again."""
        for column, word in enumerate(words):
            self.put(row, column, word, "text")
        self.sheet.set_row(row, None, None, {"hidden": True})

    def limit(self, column: int, first: int, last: int, allowed: Limit) -> None:
        """Say what may be entered into the cells of a column, from row `first` to `last`."""
        told = {"input_title": allowed.title, "input_message": allowed.asks}
        refusal = {"error_title": "不能这样填", "error_message": allowed.refuses}
        self.sheet.data_validation(first, column, last, column, {**allowed.rule, **told, **refusal})

    def guard(self) -> None:
        """Protect the page from slips, without a password: what is locked is not changed by a wrong key."""
        free = ("format_columns", "format_rows", "sort", "autofilter")
        self.sheet.protect("", dict.fromkeys(free, True))

    def hide(self) -> None:
        """Hide the page from people, who are not offered to show it."""
        self.sheet.very_hidden()

    def alone(self) -> None:
        """Print everything on one page, without the grid on the screen."""
        self.sheet.fit_to_pages(1, 1)
        self.sheet.hide_gridlines(2)

    def bars(
        self, column: int, title: str, source: "Page", rows: range, series: Sequence[Series], most: int
    ) -> None:
        """Draw stacked bars of `rows` of another page, whose names are in its first column.

        `most` is how much the longest bar counts.
        """
        chart = cast(Chart, self.book.book.add_chart({"type": "bar", "subtype": "stacked"}))
        name, first, last = source.name, rows[0], rows[-1]
        for part in series:
            chart.add_series(
                {
                    "name": part.name,
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, part.column, last, part.column],
                    "fill": {"color": part.colour},
                    "border": {"color": "#7F7F7F", "width": 0.5},
                    "gap": 50,
                }
            )
        chart.set_title({"name": title, "name_font": {"name": _BOLD_FONT, "size": 14}})
        chart.set_y_axis({"reverse": True, "num_font": {"name": _FONT, "size": 9}})
        lines = {"major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
        chart.set_x_axis({"min": 0, "major_unit": 1 if most <= _FEW else None, **lines})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 640, "height": 160 + len(rows) * (60 if len(rows) <= _FEW else 28)})
        self.sheet.insert_chart(0, column, chart)
