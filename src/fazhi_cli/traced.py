"""A trace in words: what is missing first, coverage by subtask last."""

from collections.abc import Iterator

from fazhi_cli.document import Block, Document, Field, Grid, Heading, Items, Line, Text
from fazhi_cli.tracing import Adrift, Bare, Trace

_WHY = {
    "no-source": "没有写出处",
    "no-place": "出处在原文里不存在",
    "no-words": "与出处的句子没有共同的词",
    "changed": "出处的句子改过",
}


def traced_document(trace: Trace, document: str) -> Document:
    """Return `trace` as a document; `document` is what the one it was laid beside is called."""
    return Document(f"{trace.register.title}与{document}对照", tuple(_blocks(trace, document)))


def _blocks(trace: Trace, document: str) -> Iterator[Block]:
    yield Text(_summary(trace, document))
    ordering = [item for item in trace.bare if item.orders]
    if ordering:
        yield Heading(f"提出要求而没有措施的 {len(ordering)} 句")
        yield Items(tuple(map(_sentence, ordering)))
    if trace.adrift:
        yield Heading(f"要核对的措施 {len(trace.adrift)} 条")
        yield Items(tuple(map(_measure, trace.adrift)))
    others = [item for item in trace.bare if not item.orders and not item.heading]
    if others:
        yield Heading(f"没有措施、看来不是要求的 {len(others)} 句")
        yield Items(tuple(map(_sentence, others)))
    yield Heading("各项子任务")
    yield _coverage(trace)


def _summary(trace: Trace, document: str) -> str:
    missing = sum(item.orders for item in trace.bare)
    asked = sum(item.ordering for item in trace.coverage)
    return (
        f"{document} 共 {trace.sentences} 句，提出要求的 {asked} 句，有措施的 {asked - missing}/{asked}；"
        f"{trace.register.title} 共 {len(trace.register.measures)} 条措施，"
        f"{trace.standing} 条出处对得上。"
    )


def _sentence(item: Bare) -> str:
    return f"{item.sentence.place}  {item.sentence.text.strip()}"


def _measure(item: Adrift) -> str:
    places = f"（{'、'.join(item.places)}）" if item.places else ""
    return f"{item.measure.id} {item.measure.title}：{_WHY[item.why]}{places}"


def _coverage(trace: Trace) -> Grid:
    fields = (
        Field("编号"),
        Field("子任务", 4),
        *(Field(term, right=True) for term in ("要求", "有措施", "措施")),
    )
    lines = tuple(
        Line((item.id, item.title, str(item.ordering), str(item.covered), str(item.measures)))
        for item in trace.coverage
    )
    return Grid(fields, lines)
