"""Web pages: exactly the expected elements, every text as text, charts that say the numbers of tally."""

import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from fazhi_cli.bulletin import bulletin
from fazhi_cli.columns import chosen
from fazhi_cli.document import Document, Field, Grid, Heading, Items, Line, Masthead, Text
from fazhi_cli.export import page
from fazhi_cli.query import Listing, select
from fazhi_cli.report import Report, report
from fazhi_cli.span import week_of
from tests.conftest import HEAD, load_text
from tests.hostile import HOSTILE, Hostile, listing_of
from tests.samples import TEXT

TODAY = date(2022, 10, 15)
SVG = "{http://www.w3.org/2000/svg}"
_VOID = ("meta", "br")
_WORSE = (
    Hostile("end of style", "</style><style>*{display:none}", "</style><style>*{display:none}"),
    Hostile("address that runs", "javascript:alert(1)", "javascript:alert(1)"),
    Hostile("end of an attribute", "\" onload='alert(1)' x=\"", "\" onload='alert(1)' x=\""),
    Hostile("end of a drawing", "</title></svg><img src=x>", "</title></svg><img src=x>"),
    Hostile("template", "{{ 7 * 7 }}{% raw %}{# x #}", "{{ 7 * 7 }}{% raw %}{# x #}"),
    Hostile("comment", "<!-- ]]> <?php", "<!-- ]]> <?php"),
    Hostile("entity", "&lt;b&gt;&#60;b&#62;", "&lt;b&gt;&#60;b&#62;"),
    Hostile("half a character, noncharacter", "a\ud800b\ufffe", "a⟨U+D800⟩b⟨U+FFFE⟩"),
)
BAD = HOSTILE + _WORSE


class Page(HTMLParser):
    """A page taken apart: its elements in order with their attributes, and the text of each."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[int] = []
        self.declarations: list[str] = []
        self.feed(data.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        if tag == "br":
            self.texts[self.open[-1]] += "\n"
            return
        self.elements.append((tag, dict(attrs)))
        self.texts.append("")
        if tag not in _VOID and not self.get_starttag_text().endswith("/>"):  # type: ignore[union-attr]
            self.open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin and end an element of a drawing."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End the element that is open, which must be the one."""
        assert self.elements[self.open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        """Take text for every element that is open."""
        for at in self.open:
            self.texts[at] += data

    def handle_decl(self, decl: str) -> None:
        """Take a declaration."""
        self.declarations.append(decl)

    def handle_comment(self, data: str) -> None:
        """There are no comments."""
        raise AssertionError(data)

    handle_pi = unknown_decl = handle_comment

    def tags(self) -> list[str]:
        """Return the names of all elements in order."""
        return [tag for tag, _ in self.elements]

    def all(self, tag: str, **attributes: str) -> list[str]:
        """Return the texts of all elements of a name, and with these attributes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}.items()
        return [
            text
            for (name, found), text in zip(self.elements, self.texts, strict=True)
            if name == tag and wanted <= found.items()
        ]


def told(text: str = TEXT, day: date = TODAY) -> Report:
    """Return the report on the week of `day`."""
    return report(load_text(text).register, week_of(day), day)


def report_of(made: Report) -> bytes:
    """Return a report as a page."""
    return page.report(made, bulletin(made))


def listing(text: str = TEXT, group: str | None = None) -> Listing:
    """Return all measures."""
    return select(load_text(text).register, TODAY, group=group)


def report_on(own: Listing) -> Report:
    """Return the report on what a listing is of."""
    return report(own.register, week_of(TODAY), TODAY)


WHOLE = Document(
    "题目",
    (
        Heading("一、章"),
        Text("正文\n第二行"),
        Text("警示", alarm=True),
        Heading("（一）节", 2),
        Items(("甲", "乙")),
        Grid(
            (Field("编号"), Field("灯"), Field("进度", right=True)),
            (Line(("1.1.1", "红", "40%"), "red"), Line(("1.1.2", "", ""))),
            caption="表题",
        ),
        Grid((Field("", 1), Field("", 4)), (Line(("承办单位", "区司法局")),)),
    ),
    masthead=Masthead("督查简报", None, "区委依法治区办", "2022年10月15日"),
    number="〔2022〕8号",
    to="各单位",
    closing=("区委依法治区办", "2022年10月15日"),
    annex=(Heading("附表"), Grid((Field("编号"),), (Line(("1",), "green"),), wide=True)),
)


def test_a_document_element_by_element() -> None:
    """Head, addressee, body, who signs, annex; nothing else stands in the body of the page."""
    whole = page.document(WHOLE).decode()
    body = whole[whole.index("<body") :]
    assert re.sub(r"\n\s*", "", body) == (
        "<body><article><header>"
        '<p class="name">督查简报</p><p class="issue">第　　期</p>'
        '<p class="issuer"><span>区委依法治区办</span> <span>2022年10月15日</span></p>'
        '<h1>题目</h1><p class="number">〔2022〕8号</p></header>'
        '<p class="to">各单位：</p>'
        '<h2>一、章</h2><p>正文<br>第二行</p><p class="alarm">警示</p><h3>（一）节</h3>'
        "<ul><li>甲</li><li>乙</li></ul>"
        '<div class="table"><table class="cards"><caption>表题</caption><thead><tr><th scope="col">编号</th>'
        '<th scope="col">灯</th><th scope="col" class="right">进度</th></tr></thead><tbody>'
        '<tr class="red"><td data-term="编号" class="short">1.1.1</td>'
        '<td data-term="灯" class="short"><span class="light red">红</span></td>'
        '<td data-term="进度" class="right">40%</td></tr>'
        '<tr><td data-term="编号" class="short">1.1.2</td><td data-term="灯" class="short"></td>'
        '<td data-term="进度" class="right"></td></tr></tbody></table></div>'
        '<div class="table"><table class="form"><tbody><tr><th scope="row">承办单位</th>'
        '<td class="short">区司法局</td></tr></tbody></table></div>'
        '<div class="closing"><p>区委依法治区办</p><p>2022年10月15日</p></div>'
        '<section class="annex"><h2>附表</h2><div class="table wide"><table><thead><tr>'
        '<th scope="col">编号</th></tr></thead><tbody><tr class="green"><td class="short">'
        '<span class="light green">绿</span> 1</td></tr></tbody></table></div></section>'
        "</article></body></html>"
    )


def test_the_head_lets_nothing_in_and_nothing_run() -> None:
    """Language, encoding, a policy that forbids everything but the page's own look."""
    made = Page(page.document(WHOLE))
    assert made.declarations == ["DOCTYPE html"]
    assert made.elements[:8] == [
        ("html", {"lang": "zh-CN"}),
        ("head", {}),
        ("meta", {"charset": "utf-8"}),
        (
            "meta",
            {
                "http-equiv": "Content-Security-Policy",
                "content": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
            },
        ),
        ("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        ("meta", {"name": "format-detection", "content": "telephone=no"}),
        ("title", {}),
        ("style", {}),
    ]
    assert made.all("title") == ["题目"]


def test_several_documents_are_articles_of_one_page() -> None:
    """Each has its own head; the first names the page."""
    made = Page(page.documents([WHOLE, Document("另一份", (Text("文"),))]))
    assert (made.all("h1"), made.all("title"), len(made.all("article"))) == (["题目", "另一份"], ["题目"], 2)


def test_a_report_has_its_parts_in_order() -> None:
    """Title, figures, what is overdue, charts, chapters, annex."""
    text = report_of(told()).decode()
    places = [
        text.index(part)
        for part in (
            "<h1>台账周报（2022年10月10日—10月16日）</h1>",
            '<ul class="figures">',
            "<h2>逾期事项（4 条）</h2>",
            "<figcaption>各部分办结情况",
            "<figcaption>各牵头单位办结情况",
            "<figcaption>计划与完成",
            "<h2>一、总体进展</h2>",
            "<h2>附表</h2>",
        )
    ]
    assert places == sorted(places)
    assert text.index("<table") > text.index("<h2>逾期事项")


def test_what_is_overdue_stands_there_once() -> None:
    """Its table is at the top, longest first; the chapter says where it is."""
    made = Page(report_of(told()))
    ids = ["红 1.1.3", "红 2.1.2", "红 2.1.10", "红 2.1.1", "黄 1.1.1"]
    assert made.all("td", data_term="编号") == ids
    assert "逾期事项列在本页开头。" in made.all("p")


def test_very_much_that_is_overdue_is_counted_and_stands_in_the_annex() -> None:
    """A hundred rows at the top, all of them below."""
    lines = (f'          - {{id: "1.1.{at}", title: 甲, due: 9月底前}}\n' for at in range(1, 103))
    made = Page(report_of(report(load_text(HEAD + "".join(lines)).register, week_of(TODAY), TODAY)))
    assert "逾期事项（102 条）" in made.all("h2")
    assert len(made.all("td", data_term="逾期")) == 100
    assert made.all("p").count("另有 2 条，见附表。") == 1
    assert made.all("td", class_="short").count("1.1.102") == 1


def test_figures_are_shown_with_what_is_said_of_them() -> None:
    """A term, a number, a remark each; the alarm is marked."""
    made = Page(report_of(told()))
    assert made.all("strong") == ["1/14（7%）", "2÷（5－0）＝40%", "4/12", "1/12", "1/12", "4/12"]
    assert made.all("li", class_="alarm") == ["逾期 4/12 比10月9日持平"]


def drawings(data: bytes) -> list[ElementTree.Element]:
    """Return the drawings of a page, each read as XML."""
    return [ElementTree.fromstring(found) for found in re.findall(r"<svg.*?</svg>", data.decode(), re.DOTALL)]


def test_charts_are_xml_with_words_for_all_they_show() -> None:
    """Each is an image to a reader that cannot see, named and described."""
    made = drawings(report_of(told()))
    assert len(made) == 3
    for drawing in made:
        title, about = drawing.find(f"{SVG}title"), drawing.find(f"{SVG}desc")
        assert title is not None and about is not None and about.text
        assert drawing.get("role") == "img"
        assert drawing.get("aria-labelledby") == f"{title.get('id')} {about.get('id')}"
    ids = [item.get("id") for drawing in made for item in drawing.iter() if item.get("id")]
    assert len(ids) == len(set(ids))


def test_charts_say_the_numbers_of_tally() -> None:
    """The numbers beside and in the bars, and the lengths, are those of the report."""
    made = told()
    drawing = drawings(report_of(made))[0]
    for part, group in zip(made.sections, drawing.findall(f"{SVG}g"), strict=True):
        name, numbers, *within = [item.text for item in group.findall(f"{SVG}text")]
        now = part.now
        counts = {
            "done": now.done,
            "overdue": now.overdue,
            "open": now.open - now.overdue,
            "off": now.paused + now.dropped,
        }
        assert name == part.title
        assert (
            numbers
            == f"办结 {now.done}/{now.total - now.dropped}（{now.completion.percent}%） 逾期 {now.overdue}"
        )
        assert within == [str(count) for count in counts.values() if count]
        widths = {
            str(item.get("class")).split()[1]: float(str(item.get("width")))
            for item in group.findall(f"{SVG}rect")
        }
        assert widths == {
            kind: pytest.approx(400 * count / now.total, abs=0.06) for kind, count in counts.items() if count
        }


def test_what_is_overdue_is_told_without_colours_too() -> None:
    """Its bars are hatched, by a pattern of the drawing itself."""
    for drawing in drawings(report_of(told()))[:2]:
        (pattern,) = drawing.iter(f"{SVG}pattern")
        fills = {
            item.get("fill") for item in drawing.iter(f"{SVG}rect") if "overdue" in str(item.get("class"))
        }
        assert fills == {f"url(#{pattern.get('id')})"}


def test_nothing_to_show_leaves_no_empty_frame() -> None:
    """An empty register has no figures, no charts, no tables; it says that nothing is overdue."""
    made = Page(report_of(told("title: 台账\nsections: []\n")))
    assert {"figure", "svg", "table", "section", "ul", "strong"} & {*made.tags()} == {"section"}
    assert made.all("section") == ["\n逾期事项\n没有逾期事项。\n"]
    undated = Page(report_of(told(HEAD + '          - {id: "1.1.1", title: 甲, due: 尽快}\n')))
    assert len(undated.all("svg")) == 2


def test_a_listing_has_its_columns_under_its_sections() -> None:
    """The ledger's columns, a row for each measure, a heading over each section."""
    made = Page(page.html(listing(), None))
    assert made.all("th", scope="col") == [
        *("编号", "具体措施", "牵头单位", "配合单位", "完成时限", "状态", "灯", "进度"),
        *("进展情况", "存在问题", "下一步", "佐证材料"),
    ]
    assert made.all("th", scope="rowgroup") == ["2 第二部分（3 条）", "1 第一部分（11 条）"]
    assert made.all("p") == ["截至2022年10月15日，共 14 条，列出 14 条。"]
    assert Counter(made.all("span")) == {"红": 5, "灰": 4, "黄": 2, "绿": 1, "销": 1, "停": 1}


def test_a_listing_of_chosen_columns_and_groups() -> None:
    """Only those, under the headings of the groups; without rows there is no table."""
    made = Page(page.html(listing(group="lead"), chosen(["progress", "title"])))
    assert made.all("th", scope="col") == ["进度", "措施"]
    assert made.all("th", scope="rowgroup")[0] == "区司法局（1 条）"
    assert made.all("td")[:2] == ["红 50%", "逾期很久"]
    assert "table" not in Page(page.html(listing("title: 台账\nsections: []\n"), None)).tags()


def shapes(data: bytes) -> list[tuple[str, dict[str, str | None]]]:
    """Return the elements of a page without what the length of a text decides."""
    return [
        (tag, {name: value for name, value in attributes.items() if name != "class" or tag != "td"})
        for tag, attributes in Page(data).elements
    ]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.about)
def test_hostile_texts_are_text_in_a_listing(bad: Hostile) -> None:
    """The same elements and attributes as around an ordinary word, and the whole text to be seen."""
    data = page.html(listing_of(bad.text), None)
    assert shapes(data) == shapes(page.html(listing_of("甲"), None))
    made = Page(data)
    cell = bad.shown.replace("⏎", "\n")
    assert made.all("td")[1:3] == [cell, cell]
    assert (made.all("h1"), made.all("title")) == ([bad.shown], [bad.shown])


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.about)
def test_hostile_texts_are_text_in_a_report(bad: Hostile) -> None:
    """In tables, chapters and charts alike; drawings stay XML."""
    own = report_on(listing_of(bad.text))
    data = report_of(own)
    assert shapes(data) == shapes(report_of(report_on(listing_of("甲"))))
    about = drawings(data)[1].findtext(f"{SVG}desc")
    assert about == f"{bad.shown}：办结 0/1（0%） 逾期 1"
    assert Page(data).all("td", data_term="措施") == [bad.shown.replace("⏎", "\n")]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.about)
def test_hostile_texts_are_text_in_a_document(bad: Hostile) -> None:
    """Wherever a document holds text."""
    doc = _filled(bad.text)
    data = page.document(doc)
    assert shapes(data) == shapes(page.document(_filled("甲")))
    made, cell = Page(data), bad.shown.replace("⏎", "\n")
    assert [made.all(tag)[0] for tag in ("h1", "h2", "th", "caption", "span")] == [bad.shown] * 5
    assert [made.all(tag)[0] for tag in ("li", "td")] == [cell, cell]


def _filled(text: str) -> Document:
    return Document(
        text,
        (Heading(text), Text(text, True), Items((text,)), Grid((Field(text),), (Line((text,)),), text)),
        Masthead(text, text, text, text),
        *(text, text, (text,)),
    )


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.about)
def test_no_control_character_gets_through(bad: Hostile) -> None:
    """Nor one that turns the direction of writing or has no shape."""
    own = listing_of(bad.text)
    for data in (page.html(own, None), report_of(report_on(own)), page.document(_filled(bad.text))):
        found = re.search(
            "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e]", data.decode()
        )
        assert found is None


def test_nothing_of_a_register_is_an_address_or_a_style() -> None:
    """No page has an element that loads, or an attribute that links, styles or runs."""
    attributes: Counter[str] = Counter()
    for data in (report_of(told()), page.html(listing(), None), page.document(WHOLE)):
        made = Page(data)
        assert {"script", "a", "link", "img", "iframe", "object", "base", "form", "use", "image"} & {
            *made.tags()
        } == set()
        attributes.update(name for _, found in made.elements for name in found)
    assert {
        name for name in attributes if name in ("href", "src", "style", "xlink:href") or name[:2] == "on"
    } == set()


def test_the_same_report_gives_the_same_bytes() -> None:
    """From two readings of the register."""
    assert report_of(told()) == report_of(told())
    assert page.html(listing(), None) == page.html(listing(), None)


def test_the_look_serves_paper_and_phones() -> None:
    """Header rows come again, rows and charts are not cut, wide tables have a page on its side, cards."""
    css = Page(page.document(WHOLE)).all("style")[0]
    printed = css[css.index("@media print") :]
    assert "thead { display: table-header-group; }" in printed
    assert re.search(r"figure, tr \{ break-inside: avoid; \}", printed)
    assert "@page wide { size: A4 landscape;" in css
    assert "print-color-adjust: exact" in css
    assert "@media screen and (max-width: 480px)" in css
    assert "url(" not in css and "@import" not in css
