"""What must hold of any edit, found without the help of the code under test."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import yaml

from fazhi_cli import nodes, source, tree
from fazhi_cli.change import Append, Change, Clear, Path
from fazhi_cli.nodes import Node

_LINE = re.compile(r".*?(?:\r\n|\n|\r)|.+\Z", re.DOTALL)


def plain_data(text: str) -> object:
    """Return what `text` says, as plain data."""
    return tree.read(source.from_text(text, "t.yaml")).data


def comments_in(text: str) -> Counter[str]:
    """Return the comments of `text`, found between the tokens of libyaml's scanner."""
    found: list[str] = []
    at = 0
    for token in yaml.scan(text, Loader=getattr(yaml, "CLoader", yaml.Loader)):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            found += _between(text[at:start])
            if token.style in ("|", ">"):
                found += _between(text[start:end].splitlines()[0])
            at = end
    return Counter([*found, *_between(text[at:])])


def _between(gap: str) -> Iterator[str]:
    return (line[line.index("#") :] for line in gap.splitlines() if "#" in line)


def lines_of(text: str) -> list[str]:
    """Return the lines of `text` with their line ends."""
    return _LINE.findall(text)


def lines_that_must_stay(text: str, changes: Iterable[Change]) -> list[str]:
    """Return the lines of `text` that no change is about, without their line ends.

    Concerned are the lines of a value that changes; in flow style, or when the key behind a dash goes, those
    of the collection around it.
    """
    root = nodes.compose(text)
    concerned: set[int] = set()
    for change in changes:
        for start, end in _stretches(root, change):
            concerned.update(range(_line_of(text, start), _line_of(text, end) + 1))
    if not text.endswith(("\n", "\r")):
        concerned.add(_line_of(text, _last_leaf(root).start))
    return [line.rstrip("\r\n") for number, line in enumerate(lines_of(text)) if number not in concerned]


def _stretches(root: Node | None, change: Change) -> Iterator[tuple[int, int]]:
    path: Path = change.path
    holder = nodes.node_at(root, path[:-1])
    pair = holder.pair(str(path[-1])) if holder else None
    goes_first = isinstance(change, Clear) and holder and pair and pair[0].start == holder.start
    if holder and (holder.style or goes_first):
        yield holder.start, holder.end
    elif pair and not (isinstance(change, Append) and pair[1].children and not pair[1].style):
        yield pair[0].start, max(pair[0].end, pair[1].end)


def _line_of(text: str, index: int) -> int:
    return len(re.findall(r"\r\n|\n|\r", text[:index]))


def _last_leaf(root: Node | None) -> Node:
    assert root is not None
    while root.children:
        root = root.children[-1]
    return root


def is_subsequence(part: Sequence[str], whole: Iterable[str]) -> bool:
    """Say whether the items of `part` stand in `whole` in the same order."""
    rest = iter(whole)
    return all(item in rest for item in part)
