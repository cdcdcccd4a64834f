"""The only road from a register file to its values.

`load` reads a source, its tree, its schema and the rules between its parts, and says everything that is
wrong at once, each with its place.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath

from fazhi_cli import model, nodes, relations, source, tree
from fazhi_cli.blocks import MapSpan, Outline, outline
from fazhi_cli.change import Path
from fazhi_cli.deadline import Calendar
from fazhi_cli.excerpt import excerpt
from fazhi_cli.measure import Register
from fazhi_cli.model import Fault
from fazhi_cli.nodes import Node
from fazhi_cli.phrases import Phrases
from fazhi_cli.problems import Invalid, Place, Problem, in_order, problem
from fazhi_cli.resolve import resolve
from fazhi_cli.source import Source
from fazhi_cli.terms import LEVEL_TERMS
from fazhi_cli.tree import Data, Tree

_LIST_LEVELS = {"sections": "section", "subtasks": "subtask", "measures": "measure"}


@dataclass(frozen=True)
class Loaded:
    """A register together with the file it was read from, and what was odd about the file but no error.

    `content` and `spans` are the plain data and the places of the measures, where the text was read as a
    whole; `known` is the outline of one that was not, because it is known to be valid.
    """

    source: Source
    register: Register
    warnings: tuple[Problem, ...] = ()
    content: Data = None
    spans: tuple[MapSpan, ...] = ()
    known: Outline | None = None

    @cached_property
    def data(self) -> Data:
        """The plain content that edits start from."""
        return tree.read(self.source).data if self.known else self.content

    @cached_property
    def outline(self) -> Outline:
        """The outline of the text."""
        return self.known or outline(self.content, self.source.text, self.spans)

    def at(self, path: Path) -> Data:
        """Return what stands at `path` in the plain content, None where there is nothing.

        The text is not read as a whole for it, if that can be: lists of measures may seem empty.
        """
        if self.known is None:
            return value_at(self.data, path)
        if not is_in_measure(path):
            return value_at(self.known.frame, path)
        block = self.known.blocks[self.known.position(place_of(path))]
        found = excerpt(self.source.text, block)
        measure = found.measure() if found else None
        return value_at(self.data, path) if measure is None else value_at(measure, path[len(_TO_MEASURE) :])


_TO_MEASURE = ("sections", 0, "subtasks", 0, "measures", 0)


def is_in_measure(path: Path) -> bool:
    """Say whether `path` leads to a measure or into one."""
    return path[: len(_TO_MEASURE) : 2] == _TO_MEASURE[::2] and len(path) >= len(_TO_MEASURE)


def place_of(path: Path) -> tuple[int, int, int]:
    """Return which measure the `path` to or into one leads to, by section, subtask and measure."""
    section, subtask, measure = path[1 : len(_TO_MEASURE) : 2]
    return int(section), int(subtask), int(measure)


def load(path: FilePath, calendar: Callable[[], Calendar], name: str | None = None) -> Loaded:
    """Return the register in the file at `path`; `name` is what messages call the file.

    Raises Invalid with every error and warning, in the order of the file, when there is an error.
    """
    read, faults = source.read(path, name)
    return loaded(read, calendar, faults)


def loaded(read: Source, calendar: Callable[[], Calendar], faults: Iterable[Problem] = ()) -> Loaded:
    """Return the register in `read`, whose own faults are known already. Raises as `load` does."""
    plain = tree.read(read)
    problems = [*faults, *plain.problems]
    register = meaning(read, plain, calendar, problems)
    if register is None or any(item.level == "error" for item in problems):
        raise Invalid(in_order(problems))
    return Loaded(read, register, tuple(in_order(problems)), plain.data, plain.spans)


def located(old: Loaded, faults: list[Fault]) -> list[Problem]:
    """Return `faults` found in a loaded register as problems with their places, in the file's order."""
    return in_order(_located(old.source, Tree(old.data, []), faults))


def meaning(
    read: Source, plain: Tree, calendar: Callable[[], Calendar], problems: list[Problem]
) -> Register | None:
    """Return the register that `plain` holds and add to `problems` what is wrong with its meaning."""
    if plain.data is None:
        if plain.end is None:
            problems.append(problem("empty-file", Place(read.name)))
        return None
    phrases = Phrases(*model.anchor(plain.data), calendar)
    shape = model.validate(plain.data)
    faults = shape if isinstance(shape, list) else []
    told = {fault.path for fault in faults}
    faults = [*faults, *(fault for fault in relations.faults(plain.data, phrases) if fault.path not in told)]
    problems.extend(_located(read, plain, faults))
    return None if isinstance(shape, list) or faults else resolve(shape, read.path.name, phrases)


def _located(read: Source, plain: Tree, faults: list[Fault]) -> list[Problem]:
    """Return `faults` as problems with places, without those that only the end of reading brought about."""
    if not faults:
        return []
    root = nodes.compose(read.text)
    found = (_problem(read, root, plain, fault) for fault in faults)
    return [item for item in found if item]


def _problem(read: Source, root: Node | None, plain: Tree, fault: Fault) -> Problem | None:
    """Return `fault` with its place.

    None where reading ended early: an object left open says nothing about what it lacks, and a value that
    runs into the end is not to be trusted.
    """
    value = value_at(plain.data, fault.path)
    node = _node(root, fault)
    if any(value is item for item in plain.unfinished):
        return None
    if node and plain.end is not None and node.end >= plain.end:
        return None
    words = dict(fault.words)
    if earlier := words.pop("earlier", None):
        first = nodes.node_at(root, earlier)
        words["line"] = read.line_of(first.start) if first else 0
    place = read.place(node.start, _length(read, node)) if node else Place(read.name)
    return problem(fault.code, place, _crumbs(plain.data, fault.path), **words)


def _node(root: Node | None, fault: Fault) -> Node | None:
    """Return the node that shows where a fault is: the key, the value, or the nearest object around it."""
    if fault.key:
        return nodes.key_at(root, fault.path)
    steps = range(len(fault.path), -1, -1)
    return next((node for step in steps if (node := nodes.node_at(root, fault.path[:step]))), None)


def _length(read: Source, node: Node) -> int:
    """Return how much of a value to point at: of a block mapping its first key, else its first line."""
    end = node.children[0].end if node.kind == "map" and not node.style and node.children else node.end
    return len(read.text[node.start : end].split("\n", 1)[0].rstrip("\r"))


def value_at(data: Data, path: Path) -> Data:
    """Return what stands at `path` in plain data, None where there is nothing."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _crumbs(data: Data, path: Path) -> str:
    """Return the way to `path` in words, objects named by their ids: `措施 3.4.7 › log 第2条 › date`."""
    words: list[str] = []
    for index, step in enumerate(path):
        if isinstance(step, str) and (step not in _LIST_LEVELS or index + 1 == len(path)):
            words.append(step)
        elif isinstance(step, int) and index and path[index - 1] in _LIST_LEVELS:
            words = _named(words, _LIST_LEVELS[str(path[index - 1])], value_at(data, path[: index + 1]), step)
        elif isinstance(step, int) and words:
            words[-1] += f" 第{step + 1}条"
    return " › ".join(words) or LEVEL_TERMS["register"]


def _named(words: list[str], level: str, item: Data, position: int) -> list[str]:
    """Return the crumb of a section, subtask or measure; an id makes those before it needless."""
    own = item.get("id") if isinstance(item, dict) else None
    if isinstance(own, str) and own:
        return [f"{LEVEL_TERMS[level]} {own}"]
    return [*words, f"{LEVEL_TERMS[level]} 第{position + 1}个"]
