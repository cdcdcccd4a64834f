"""A register laid beside the document it was made from: sentences without a measure, measures without one."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from fazhi_cli.drafting.clauses import orders
from fazhi_cli.drafting.demands import back_reference
from fazhi_cli.measure import Measure, Register
from fazhi_cli.speech.outline import Outline, Sentence
from fazhi_cli.speech.sentences import digest_of


class Bare(NamedTuple):
    """A sentence that no measure stands on: whether it orders something, whether it is only a title."""

    sentence: Sentence
    orders: bool
    heading: bool


class Adrift(NamedTuple):
    """A measure that does not stand on the document: `why` is no-source, no-place, no-words or changed.

    `places` are those of its places that it is about.
    """

    measure: Measure
    why: str
    places: tuple[str, ...] = ()


class Coverage(NamedTuple):
    """A subtask of the document: its sentences that order, those of them with a measure, its measures."""

    id: str
    title: str
    ordering: int
    covered: int
    measures: int


class Trace(NamedTuple):
    """Both ways: `bare` sentences, the ordering ones first; `adrift` measures; coverage by subtask.

    `sentences` are all there are, `standing` the measures that stand on one.
    """

    register: Register
    sentences: int
    standing: int
    bare: tuple[Bare, ...]
    adrift: tuple[Adrift, ...]
    coverage: tuple[Coverage, ...]


def trace(register: Register, outline: Outline, notes: Iterable[str] = ()) -> Trace:
    """Return how `register` and the document of `outline` belong together.

    What stands word for word in the register's `notes` was set apart by whoever keeps it: it asks nothing.
    """
    texts = {sentence.place: sentence.text for sentence in outline.sentences()}
    rows = [row for chapter in outline.chapters for one in chapter.sheets for row in one.rows]
    headings = {part.heading for chapter in outline.chapters for part in chapter.parts}
    headings |= {f"{chapter.id}.h" for chapter in outline.chapters}
    headings |= {row.place for row in rows if row.heading}
    used = {place for measure in register.measures for place in measure.source}
    ordering = {place for place, text in texts.items() if place not in headings and _asks(text)}
    ordering |= {row.place for row in rows if not row.heading}
    apart = [_squeezed(note) for note in notes]
    ordering -= {place for place in ordering if any(_squeezed(texts[place]) in note for note in apart)}
    bare = [
        Bare(Sentence(place, text), place in ordering, place in headings)
        for place, text in texts.items()
        if place not in used
    ]
    adrift = tuple(found for measure in register.measures if (found := _adrift(measure, texts)))
    return Trace(
        register=register,
        sentences=len(texts),
        standing=len(register.measures) - sum(item.why != "changed" for item in adrift),
        bare=tuple(sorted(bare, key=lambda item: (not item.orders, item.heading))),
        adrift=adrift,
        coverage=tuple(_coverage(outline, ordering, used, register.measures)),
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _asks(sentence: str) -> bool:
    """Say whether a sentence wants a measure: it orders, and does not only date what stands before it."""
    return orders(sentence) and back_reference(sentence) is None


def sentences_of(measure: Measure, outline: Outline) -> list[Sentence]:
    """Return the sentences that a measure stands on, in its own order, as far as they are there."""
    texts = {sentence.place: sentence for sentence in outline.sentences()}
    return [texts[place] for place in measure.source if place in texts]


def _adrift(measure: Measure, texts: Mapping[str, str]) -> Adrift | None:
    if not measure.source:
        return Adrift(measure, "no-source")
    if missing := tuple(place for place in measure.source if place not in texts):
        return Adrift(measure, "no-place", missing)
    whole = "".join(texts[place] for place in measure.source)
    if measure.source_digest and measure.source_digest != digest_of(whole):
        return Adrift(measure, "changed", measure.source)
    told = " ".join(filter(None, (measure.title, measure.detail, measure.finding)))
    if not _pairs(told) & _pairs(whole):
        return Adrift(measure, "no-words", measure.source)
    return None


def _pairs(text: str) -> set[str]:
    """Return every two Chinese characters that stand side by side."""
    return {
        text[at : at + 2]
        for at in range(len(text) - 1)
        if "\u4e00" <= text[at] <= "\u9fff" and "\u4e00" <= text[at + 1] <= "\u9fff"
    }


def _coverage(
    outline: Outline, ordering: set[str], used: set[str], measures: Iterable[Measure]
) -> Iterable[Coverage]:
    places = [place for measure in measures for place in measure.source[:1]]
    for own, title, inside in _parts(outline):
        asked = inside & ordering
        measures_in = sum(place in inside for place in places)
        yield Coverage(own, title, len(asked), len(asked & used), measures_in)


def _parts(outline: Outline) -> Iterator[tuple[str, str, set[str]]]:
    """Yield every subtask and table with its title and the places in it."""
    for chapter in outline.chapters:
        for part in chapter.parts:
            inside = {item.place for paragraph in part.paragraphs for item in paragraph.sentences}
            yield part.id, part.title, inside
        for one in chapter.sheets:
            yield one.place, one.title, {row.place for row in one.rows if not row.heading}
