"""Automatic numbers: counted and written as Word shows them, from lists, styles and overrides."""

import pytest

from fazhi_cli.intake import word
from tests.documents import docx, item, levels, para

THREE = levels(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
SHARED = '<w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'


def read(numbering: str, *inside: str, styles: str = "") -> tuple[list[str], dict[str, int]]:
    """Return the paragraphs of a document with lists, and what was counted."""
    taken = word.read(docx("".join(inside), numbering, styles), "方案.docx")
    return list(taken.paragraphs), {key: count for key, count in taken.counts.items() if count}


def test_levels_count_and_start_anew() -> None:
    """An inner level starts anew behind an outer one; a gap only behind Latin signs."""
    paragraphs = [
        item("甲"),
        item("乙", 1),
        item("丙", 2),
        item("丁", 2),
        item("戊", 1),
        item("己"),
        item("庚", 1),
    ]
    assert read(THREE, *paragraphs) == (
        ["一、甲", "（一）乙", "1. 丙", "2. 丁", "（二）戊", "二、己", "（一）庚"],
        {"numbers": 7},
    )


def test_a_level_that_never_starts_anew_runs_on() -> None:
    """（一）…（二十三） across chapters: lvlRestart 0; with 1 it starts anew behind the first level only."""
    for restart, shown in (
        ("0", ["一、甲", "（一）乙", "二、丙", "（二）丁"]),
        ("1", ["一、甲", "（一）乙", "二、丙", "（一）丁"]),
    ):
        numbering = THREE.replace(
            '<w:lvlText w:val="（%2）"/>', f'<w:lvlText w:val="（%2）"/><w:lvlRestart w:val="{restart}"/>'
        )
        assert read(numbering, item("甲"), item("乙", 1), item("丙"), item("丁", 1))[0] == shown


def test_numbers_of_one_list_run_on_unless_they_start_anew() -> None:
    """Two numbers share their list's count; an override starts it once."""
    shared = read(THREE + SHARED.format(""), item("甲"), item("乙", num=2), item("丙"))[0]
    assert shared == ["一、甲", "二、乙", "三、丙"]
    anew = read(THREE + SHARED.format(RESTART.format(5)), item("甲"), item("乙", num=2), item("丙", num=2))[0]
    assert anew == ["一、甲", "五、乙", "六、丙"]


def test_an_override_can_define_a_level() -> None:
    """Another format for one number of the list."""
    own = (
        '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
        '<w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>'
    )
    assert read(THREE + SHARED.format(own), item("甲", num=2))[0] == ["C) 甲"]


def test_outer_numbers_are_shown_and_legal_ones_in_digits() -> None:
    """%1.%2 with both counts; isLgl turns 一 into 1; an outer level not yet used shows its first number."""
    stated = levels(("chineseCounting", "第%1章"), ("decimal", "%1.%2"))
    assert read(stated, item("甲"), item("乙", 1))[0] == ["第一章甲", "一.1 乙"]
    legal = stated.replace('<w:lvlText w:val="%1.%2"/>', '<w:isLgl/><w:lvlText w:val="%1.%2"/>')
    assert read(legal, item("甲"), item("乙", 1))[0] == ["第一章甲", "1.1 乙"]
    assert read(legal, item("乙", 1))[0] == ["1.1 乙"]


def test_what_shows_no_number_is_told() -> None:
    """Bullets are left out but for dashes, unknown formats are digits, numbers that are not there nothing."""
    sorts = levels(("bullet", "\uf06c"), ("bullet", "——"), ("hebrew1", "%3、"), ("none", ""))
    assert read(
        sorts, item("甲"), item("乙", 1), item("丙", 2), item("丁", 3), item("戊", 8), item("己", num=7)
    ) == (
        ["甲", "——乙", "1、丙", "丁", "戊", "己"],
        {"bullets": 1, "numbers": 1, "formats": 1},
    )


def test_paragraphs_without_text_count_and_hidden_ones_do_not() -> None:
    """An empty item takes its number, as on the screen; one that is hidden with its end takes none."""
    hidden = para(
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>",
        properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>',
    )
    assert read(THREE, item("甲"), item(""), hidden, item("乙"))[0] == ["一、甲", "三、乙"]


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="h1">'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="h2"><w:basedOn w:val="h1"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="h3">'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def test_styles_bring_numbers() -> None:
    """By their own level, or the list's level that names them; a paragraph's numId 0 takes them away."""
    numbering = THREE.replace('<w:lvlText w:val="%3."/>', '<w:lvlText w:val="%3."/><w:pStyle w:val="h3"/>')

    def styled(style: str, text: str, more: str = "") -> str:
        return para(text, properties=f'<w:pStyle w:val="{style}"/>{more}')

    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    found = read(
        numbering,
        *(styled("h1", "甲"), styled("h2", "乙"), styled("h3", "丙"), styled("h1", "丁", none), para("戊")),
        styles=STYLES,
    )
    assert found[0] == ["一、甲", "（一）乙", "1. 丙", "丁", "戊"]


def test_a_list_can_be_that_of_a_list_style() -> None:
    """A list that only names a style is the list that makes this style."""
    linked = (
        '<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="公文"/></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num>'
    )
    made = THREE.replace('w:abstractNumId="0">', 'w:abstractNumId="0"><w:styleLink w:val="公文"/>', 1)
    assert read(made + linked, item("甲", num=9), item("乙", num=1))[0] == ["一、甲", "二、乙"]


@pytest.mark.parametrize("value", ["-1", "99999999999999999999", "x", ""])
def test_senseless_numbers_do_no_harm(value: str) -> None:
    """A start or level that is none is taken for the usual one."""
    numbering = THREE.replace('<w:start w:val="1"/>', f'<w:start w:val="{value}"/>')
    wild = item("甲").replace('<w:ilvl w:val="0"/>', f'<w:ilvl w:val="{value}"/>')
    assert read(numbering, wild)[0] == ["一、甲"]
