"""A register beside its document: what neither has of the other, and how subtasks are covered."""

from fazhi_cli.drafting.draft import draft
from fazhi_cli.known import Known
from fazhi_cli.speech.outline import Outline, outline
from fazhi_cli.tracing import Coverage, sentences_of, trace
from tests.conftest import load_text
from tests.plans import CHAPTERS, DOCUMENTS, SPEECH

REGISTER = """\
version: 1
title: 台账
sections:
  - id: "1"
    title: 安全
    subtasks:
      - id: "1.1"
        title: 排查
        measures:
          - {id: "1.1.1", title: 制定排查清单, source: [1.1.s2]}
          - {id: "1.1.2", title: 逐企逐户检查, source: [1.1.s3, 1.1.s2], source_digest: 0123456789ab}
          - {id: "1.1.3", title: 另一件事, source: [1.1.s3]}
          - {id: "1.1.4", title: 没有出处}
          - {id: "1.1.5", title: 出处不在, source: [1.1.s2, 9.9.s1, 8.h]}
"""


def outlined(text: str) -> Outline:
    """Return the structure of a text with a paragraph on each line."""
    return outline(text.split("\n"))


def test_both_ways() -> None:
    """Ordering sentences first, headings last; measures with the reason, in their order."""
    found = trace(load_text(REGISTER).register, outlined(SPEECH))
    assert [(item.sentence.place, item.orders, item.heading) for item in found.bare] == [
        ("1.0.p1.s2", True, False),
        ("1.2.s2", True, False),
        ("2.1.s2", True, False),
        ("2.2.s2", True, False),
        ("1.0.p1.s1", False, False),
        ("1.h", False, True),
        ("1.1.s1", False, True),
        ("1.2.s1", False, True),
        ("2.h", False, True),
        ("2.1.s1", False, True),
        ("2.2.s1", False, True),
    ]
    assert [(item.measure.id, item.why, item.places) for item in found.adrift] == [
        ("1.1.2", "changed", ("1.1.s3", "1.1.s2")),
        ("1.1.3", "no-words", ("1.1.s3",)),
        ("1.1.4", "no-source", ()),
        ("1.1.5", "no-place", ("9.9.s1", "8.h")),
    ]
    assert (found.sentences, found.standing) == (13, 2)


def test_what_was_set_apart_asks_nothing() -> None:
    """A sentence that stands in a note, spaces aside, is no demand; a part of it is not enough."""
    register, parts = load_text(REGISTER).register, outlined(SPEECH)
    texts = {sentence.place: sentence.text for sentence in parts.sentences()}
    notes = [f"【背景】 {texts['1.2.s2'][:3]} {texts['1.2.s2'][3:]}", texts["2.1.s2"][:-2]]
    found = trace(register, parts, notes)
    assert [item.sentence.place for item in found.bare if item.orders] == [
        *("1.0.p1.s2", "2.1.s2", "2.2.s2"),
    ]
    assert [item.ordering for item in found.coverage if item.id == "1.2"] == [0]


def test_coverage_by_subtask() -> None:
    """Its sentences that order, those of them with a measure, and its measures by their first place."""
    found = trace(load_text(REGISTER).register, outlined(SPEECH))
    assert found.coverage == (
        Coverage("1.0", "引言", 1, 0, 0),
        Coverage("1.1", "抓好排查整治", 2, 2, 4),
        Coverage("1.2", "强化应急值守", 1, 0, 0),
        Coverage("2.1", "落实属地责任", 1, 0, 0),
        Coverage("2.2", "落实主体责任", 1, 0, 0),
    )


def test_a_fresh_draft_stands_on_its_document() -> None:
    """No ordering sentence is bare, those that only reach back are none; no measure is adrift."""
    bare: dict[str, list[str]] = {}
    for name, text in DOCUMENTS.items():
        parts = outlined(text)
        found = trace(load_text(draft(parts, Known(), name).text).register, parts)
        assert found.adrift == (), name
        bare[name] = [item.sentence.text for item in found.bare if item.orders]
    assert {name: texts for name, texts in bare.items() if texts} == {}


def test_a_document_issued_again() -> None:
    """The digests tell which measures stand on a sentence that was changed."""
    register = load_text(draft(outlined(CHAPTERS), Known(), "要点").text).register
    again = outlined(CHAPTERS.replace("每月巡河不少于2次", "每月巡河不少于3次"))
    assert [(item.measure.id, item.why, item.places) for item in trace(register, again).adrift] == [
        ("1.1.1", "changed", ("1.1.s2",)),
        ("1.1.2", "changed", ("1.1.s2",)),
    ]
    spaced = outlined(CHAPTERS.replace("每月巡河", "每月 巡河"))
    assert trace(register, spaced).adrift == ()


def test_rows_of_tables_are_sentences_that_order() -> None:
    """Each is asked for under the table's place; a row that heads others is not."""
    rows = (
        ("序号", "事项", "责任单位"),
        ("一、建账", "", ""),
        ("1", "建立台账", "区司法局"),
        ("2", "报送", "各镇街"),
    )
    parts = outline(["一、甲", "（一）子。要办好。"], ((2, rows),))
    text = draft(parts, Known(), "表").text.replace("source: [1.t1.r4]", "source: [1.t1.r3]")
    found = trace(load_text(text).register, parts)
    assert [(item.sentence.place, item.orders) for item in found.bare] == [
        ("1.t1.r4", True),
        ("1.h", False),
        ("1.1.s1", False),
        ("1.t1.r2", False),
    ]
    assert found.coverage[1] == Coverage("1.t1", "", 2, 1, 2)
    assert [(item.measure.id, item.why) for item in found.adrift] == [("1.t1.2", "changed")]


def test_the_sentences_of_a_measure() -> None:
    """In its own order, as far as the document has them."""
    measures = load_text(REGISTER).register.measures
    assert [item.place for item in sentences_of(measures[1], outlined(SPEECH))] == ["1.1.s3", "1.1.s2"]
    assert [item.place for item in sentences_of(measures[4], outlined(SPEECH))] == ["1.1.s2"]


def test_nothing_beside_nothing() -> None:
    """A register without measures, a document without text."""
    register = load_text("title: 空\nsections: []\n").register
    found = trace(register, outline([]))
    assert (found.sentences, found.standing, found.bare, found.adrift, found.coverage) == (0, 0, (), (), ())
