"""A trace on a screen: what is missing first, coverage by subtask last."""

from collections.abc import Iterator

from fazhi_cli.tracing import Adrift, Bare, Trace
from fazhi_cli.view.screen import Screen
from fazhi_cli.view.table import Group, Head, Row, table

WHY = {
    "no-source": "没有写出处",
    "no-place": "出处在文中不存在",
    "no-words": "与出处的句子没有共同的词",
    "changed": "出处的句子改过",
}


def trace_text(trace: Trace, document: str, screen: Screen) -> str:
    """Return `trace` as people read it; `document` is what the document is called."""
    parts = [screen.folded(summary(trace, document))]
    parts += ["\n".join(lines) for lines in _parts(trace, screen)]
    return "\n\n".join(parts)


def summary(trace: Trace, document: str) -> str:
    """Return the numbers in a sentence."""
    ordering = [item for item in trace.bare if item.orders]
    asked = sum(item.ordering for item in trace.coverage)
    share = f"{asked - len(ordering)}/{asked}"
    return (
        f"{document} 共 {trace.sentences} 句，提出要求的 {asked} 句，有措施的 {share}；"
        f"{trace.register.title} 共 {len(trace.register.measures)} 条措施，"
        f"{trace.standing} 条出处对得上。"
    )


def _parts(trace: Trace, screen: Screen) -> Iterator[list[str]]:
    ordering = [item for item in trace.bare if item.orders]
    if ordering:
        yield [f"提出要求而没有措施的 {len(ordering)} 句：", *_bare(ordering, screen)]
    if trace.adrift:
        yield [f"要核对的措施 {len(trace.adrift)} 条：", *_adrift(list(trace.adrift), screen)]
    others = [item for item in trace.bare if not item.orders and not item.heading]
    if others:
        yield [f"没有措施、看来不是要求的 {len(others)} 句：", *_bare(others, screen)]
    yield [_coverage(trace, screen)]


def _bare(items: list[Bare], screen: Screen) -> Iterator[str]:
    for item in items:
        first, *rest = screen.lines(f"{item.sentence.place}  {item.sentence.text.strip()}", 2)
        yield f"· {first}"
        yield from (f"  {line}" for line in rest)


def _adrift(items: list[Adrift], screen: Screen) -> Iterator[str]:
    for item in items:
        places = f"（{'、'.join(item.places)}）" if item.places else ""
        text = f"{item.measure.id} {item.measure.title}：{WHY[item.why]}{places}"
        first, *rest = screen.lines(text, 2)
        yield f"· {first}"
        yield from (f"  {line}" for line in rest)


def _coverage(trace: Trace, screen: Screen) -> str:
    heads = [
        Head("编号"),
        Head("子任务", fixed=False, least=12, weight=3),
        Head("要求", right=True),
        Head("有措施", right=True),
        Head("措施", right=True),
    ]
    rows = [
        Row([item.id, item.title, str(item.ordering), str(item.covered), str(item.measures)])
        for item in trace.coverage
    ]
    return table(heads, [Group("", rows)], screen)
