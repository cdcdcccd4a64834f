"""A document on a screen."""

from fazhi_cli.document import Document, Field, Grid, Heading, Items, Line, Masthead, Text
from fazhi_cli.view.document import document_text
from fazhi_cli.view.screen import PIPE, Screen

DOC = Document(
    "周报",
    (
        Heading("一、总体"),
        Text("共 2 条。"),
        Items(("第一点很长很长很长很长", "第二点")),
        Grid(
            (Field("编号"), Field("措施", 4), Field("进度", right=True)),
            (Line(("1.1", "甲", "5%"), "red"),),
            caption="表",
        ),
    ),
    masthead=Masthead("简报", None, "区办", "2022年1月1日"),
    to="各单位",
    closing=("区办",),
    annex=(Heading("附表"),),
)


def test_in_a_pipe_nothing_is_folded() -> None:
    """Paragraphs apart by a blank line; where the annex is, which is left to the written forms."""
    assert document_text(DOC, PIPE) == (
        "周报\n\n各单位：\n\n一、总体\n\n共 2 条。\n\n· 第一点很长很长很长很长\n· 第二点\n\n"
        "表\n编号  措施  进度\n────────────────\n1.1   甲      5%\n\n区办\n\n"
        "附表在写出的文件里（Word、Excel、网页、md）。"
    )


def test_on_a_narrow_screen_points_hang() -> None:
    """A folded point goes on below its text."""
    lines = document_text(DOC, Screen(16)).splitlines()
    assert lines[lines.index("· 第一点很长很长") + 1] == "  很长很长"


def test_lights_colour_the_first_cell() -> None:
    """In colour the row's light shows on what names it."""
    assert "\x1b[1;31m1.1 \x1b[0m" in document_text(DOC, Screen(80, colour=True))
    assert "\x1b" not in document_text(DOC, Screen(80))


def test_control_characters_are_spelt_out() -> None:
    """Whatever the text holds."""
    doc = Document("\x1b[31m", (Text("\x9b"), Items(("\x07",))))
    assert document_text(doc, PIPE) == "⟨U+001B⟩[31m\n\n⟨U+009B⟩\n\n· ⟨U+0007⟩"


def test_a_letter_has_its_number_and_its_form() -> None:
    """A table without headings is a form: one line for each of its rows, folded as paragraphs are."""
    form = Grid((Field(""), Field("", 4)), (Line(("承办单位", "区司法局")), Line(("电话", "1\x1b"))))
    letter = Document("督办通知单", (form,), number="〔2022〕8号")
    assert document_text(letter, PIPE) == ("督办通知单\n\n〔2022〕8号\n\n承办单位：区司法局\n电话：1⟨U+001B⟩")
