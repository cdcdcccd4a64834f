"""Where meaning meets text: changes and the node tree become splices, splices a new text.

Only the bytes of the changed values and of what is put in differ; comments, order, quotes, blank lines and
line ends stay. The result is not trusted here: `register` reads it again and compares.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from fazhi_cli import tree
from fazhi_cli.cells import CONTROLS
from fazhi_cli.change import Append, Change, Clear, Put, Value, plain
from fazhi_cli.problems import Refused
from fazhi_cli.terms import FIELDS
from fazhi_cli.tree import Node, Path

Pair: TypeAlias = tuple[Node, Node]
"""A key and its value."""

_BRANCHES = ("sections", "subtasks", "measures")
_ORDER = {
    field.name: position + len(FIELDS) * (field.name in _BRANCHES) for position, field in enumerate(FIELDS)
}
_LAST = 2 * len(FIELDS)
_EOL = re.compile(r"\r\n|\n|\r")
_COMMENT = re.compile(r"#[^\r\n]*")
_GAP = r"(?:[ \t\r\n]++|#[^\r\n]*+)*+"
_COLON, _COMMA, _DASH = (re.compile(_GAP + sign) for sign in ":,-")
_BLOCK_HEADER = re.compile(r"([|>])([-+0-9]*)")

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_UNSAFE = re.compile(rf": |:$| #|[{CONTROLS}\t\r\n]|^\s|\s$|^\.\.\.")
_FLOW_UNSAFE = re.compile(r"[,\[\]{}]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = re.compile(rf'[\\"{CONTROLS}\t\r\n]')


class Splice(NamedTuple):
    """Replace the characters from `start` up to `end` by `text`."""

    start: int
    end: int
    text: str


def edited(text: str, changes: Iterable[Change]) -> str:
    """Return `text` with `changes` made. Raises Refused where a change has no place to go."""
    wishes = _wishes(changes)
    for clearing in (False, True):
        due = {path: wish for path, wish in wishes.items() if isinstance(wish[0], Clear) is clearing}
        if due:
            text = _Editor(text).edited(due)
    return text


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return `text` with `splices` made; those at one place go in the order given.

    Raises Refused when two overlap, unless both only take away.
    """
    pieces, at = [""], 0
    for splice in sorted(splices, key=lambda item: (item.start, item.end)):
        if splice.start < at and (splice.text or pieces[-1]):
            raise Refused("这几处修改互相重叠，未写入", "分几次修改")
        pieces += [text[at : splice.start], splice.text]
        at = max(at, splice.end)
    return "".join([*pieces, text[at:]])


def comments(text: str) -> Counter[str]:
    """Return the comments of `text`, each from its `#`, with how often it stands there."""
    root = tree.compose(text)
    return Counter(_comments(text, 0, len(text), [root] if root else []))


def _comments(text: str, start: int, end: int, nodes: Sequence[Node]) -> list[str]:
    """Return the comments from `start` up to `end`, where `nodes` hold all the scalars there are."""
    found: list[str] = []
    for leaf in _leaves(nodes):
        found += _COMMENT.findall(text, start, leaf.start)
        start = leaf.end
        if leaf.style in ("|", ">"):
            found += _COMMENT.findall(_EOL.split(text[leaf.start : leaf.end], maxsplit=1)[0])
    return [*found, *_COMMENT.findall(text, start, end)]


def _leaves(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the scalars below `nodes` in the order of the text."""
    waiting = [*reversed(nodes)]
    while waiting:
        node = waiting.pop()
        waiting.extend(reversed(node.children))
        if node.kind == "scalar":
            yield node


def _wishes(changes: Iterable[Change]) -> dict[Path, list[Change]]:
    """Return what is left to do at each key: one Put or Clear, or what its list loses and gains.

    Inner keys come before outer ones and the others in the file's order, for that is how what goes in at
    one place has to follow.
    """
    wishes: dict[Path, list[Change]] = {}
    for change in changes:
        wish = wishes.setdefault(change.path, [])
        if isinstance(change, Put | Clear) or not wish:
            wish[:] = [change]
        elif isinstance(wish[0], Put | Clear):
            start = wish[0].value if isinstance(wish[0], Put) else []
            wish[:] = [Put(change.path, _relisted(start if isinstance(start, list) else [], [change]))]
        else:
            wish.append(change)
    return dict(sorted(wishes.items(), key=lambda item: (-len(item[0]), _rank(item[0][-1]))))


def _rank(key: str | int | None) -> int:
    return _ORDER.get(str(key), _LAST)


def _relisted(values: Sequence[Value], changes: Iterable[Change]) -> list[Value]:
    """Return a list of new values after the Appends and Drops of `changes`."""
    kept = list(values)
    for change in changes:
        if isinstance(change, Append):
            kept += change.items
        else:
            kept = [value for value in kept if value != getattr(change, "value", None)]
    return kept


def _plain(node: Node) -> object:
    """Return the plain data that `node` stands for."""
    if node.kind == "seq":
        return [_plain(child) for child in node.children]
    if node.kind == "map":
        return {str(key.value): _plain(value) for key, value in node.pairs()}
    return node.value


class _Editor:
    """Turns wishes for one text into splices."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = tree.compose(text)
        self.splices: list[Splice] = []
        self.members: dict[tuple[int, int], list[str]] = {}
        self.has_returns = "\r" in text

    def edited(self, wishes: dict[Path, list[Change]]) -> str:
        """Return the text with all `wishes` fulfilled and no comment lost."""
        clears: dict[Path, list[str]] = {}
        for path, wish in wishes.items():
            if isinstance(wish[0], Clear):
                clears.setdefault(path[:-1], []).append(str(path[-1]))
            else:
                self.make(path, wish)
        for path, keys in clears.items():
            self.clear(self.holder(path), keys)
        for (start, end), members in self.members.items():
            self.place_members(start, end, members)
        self.seal_end()
        new = spliced(self.text, self.splices)
        touched = any("#" in self.text[splice.start : splice.end] for splice in self.splices)
        if touched and comments(self.text) - comments(new):
            raise Refused("这次修改会丢掉一条注释，未写入", "请在文件里改")
        return new

    def holder(self, path: Path) -> Node:
        holder = tree.node_at(self.root, path)
        if holder is None or holder.kind != "map":
            raise Refused("台账里找不到要改的地方，未写入", "文件可能刚被改过，再试一次")
        return holder

    def make(self, path: Path, wish: Sequence[Change]) -> None:
        holder, key = self.holder(path[:-1]), str(path[-1])
        pair = holder.pair(key)
        first = wish[0]
        if isinstance(first, Put):
            self.put(path, holder, pair, first.value)
        elif pair is None or not pair[1].children:
            if items := _relisted([], wish):
                self.begin(path, holder, pair, items)
        else:
            gone = {change.value for change in wish if not isinstance(change, Append | Clear)}
            left = [node for node in pair[1].children if node.value is None or node.value not in gone]
            self.make_list(pair, left, _relisted([], wish))

    def make_list(self, pair: Pair, left: Sequence[Node], more: list[Value]) -> None:
        """Leave the items `left` of a list that has some, and add `more` behind them."""
        old = pair[1]
        if not left and more:
            self.put_items(pair, more)
            return
        self.drop_items(pair, [node for node in old.children if not any(node is item for item in left)])
        if more:
            self.add_items(old, left[-1], more)

    def put(self, path: Path, holder: Node, pair: Pair | None, value: Value) -> None:
        if pair is None:
            self.insert(path, holder, value)
        elif isinstance(value, list) and pair[1].children:
            self.put_items(pair, value)
        elif isinstance(value, list) and value:
            self.begin(path, holder, pair, value)
        elif pair[1].children:
            raise Refused(f"{path[-1]} 的内容不是一段文字，不能整个替换", "请在文件里改")
        elif _plain(pair[1]) != plain(value):
            self.replace(pair, self.rendered(value, bool(holder.style), pair[1].style))

    def replace(self, pair: Pair, text: str) -> None:
        """Put `text` where a scalar or an empty collection stands."""
        value = pair[1]
        if value.start == value.end:
            colon = self.colon(pair)
            self.splice(colon, colon, f" {text}")
        elif header := _BLOCK_HEADER.match(self.text, value.start) if value.style in ("|", ">") else None:
            self.splice(value.start, header.end(), text)
            self.splice(min(self.line_end(value.start), value.end), value.end, "")
        else:
            self.splice(value.start, value.end, text)

    def put_items(self, pair: Pair, new: list[Value]) -> None:
        """Make the items of a list those of `new`; what both have at the start and end stays untouched."""
        old = pair[1].children
        wanted, present = [plain(value) for value in new], [_plain(node) for node in old]
        head = _common(wanted, present)
        tail = min(_common(wanted[::-1], present[::-1]), min(len(new), len(old)) - head)
        nodes, values = old[head : len(old) - tail], new[head : len(new) - tail]
        for node, value in zip(nodes, values, strict=False):
            quote = node.style if node.style in ("'", '"') else ""
            self.splice(node.start, node.end, self.rendered(value, bool(pair[1].style), quote))
        if len(nodes) > len(values):
            self.drop_items(pair, nodes[len(values) :])
        elif more := values[len(nodes) :]:
            before = [*old[:head], *nodes]
            self.add_items(pair[1], before[-1] if before else None, more)

    def insert(self, path: Path, holder: Node, value: Value) -> None:
        """Add the key that `path` ends in, behind the keys that come before it in the file's order."""
        key = str(path[-1])
        after = self.predecessor(holder, key)
        if holder.style:
            span = (after[0].start, self.pair_end(after)) if after else (holder.start, holder.start)
            self.members.setdefault(span, []).append(f"{key}: {self.rendered(value, True)}")
        elif after:
            column = self.column(holder.start)
            indent = " " * column
            if isinstance(value, list) and value and isinstance(value[0], dict):
                lines = [f"{indent}{key}:", *self.block_items(value, column + self.list_indent(path))]
            else:
                lines = [f"{indent}{key}: {self.rendered(value, False)}"]
            self.add_lines(self.below(self.pair_end(after), column), lines)

    def place_members(self, start: int, end: int, members: Sequence[str]) -> None:
        """Add members to a flow collection behind the one from `start` to `end`.

        They get lines of their own where that one has, else they follow it. A collection that was empty is
        told by its start twice.
        """
        if start == end:
            self.splice(start + 1, start + 1, ", ".join(members))
            return
        comma = _COMMA.match(self.text, end)
        line_end = self.line_end(end)
        indent = self.text[self.line_start(start) : start]
        rest = self.text[comma.end() if comma else end : line_end].lstrip(" \t")
        later = comma is not None and comma.end() > line_end
        if indent.strip(" ") or later or rest[:1] not in ("", "#"):
            self.splice(end, end, "".join(f", {member}" for member in members))
            return
        if comma is None:
            self.splice(end, end, ",")
        lines = [f"{indent}{member}," for member in members]
        lines[-1] = lines[-1] if comma else lines[-1][:-1]
        self.add_lines(line_end, lines)

    def predecessor(self, holder: Node, key: str) -> Pair | None:
        """Return the pair behind which `key` goes: the last one that comes before it in the file's order."""
        pairs = list(holder.pairs())
        before = [pair for pair in pairs if _rank(pair[0].value) < _rank(key)]
        return next(reversed(before or pairs), None)

    def begin(self, path: Path, holder: Node, pair: Pair | None, items: list[Value]) -> None:
        """Begin a list at a key that is absent, or whose value is empty, null or `[]`."""
        if pair is None:
            self.insert(path, holder, items)
            return
        value = pair[1]
        in_lines = not holder.style and isinstance(items[0], dict)
        if "#" in self.text[value.start : value.end]:
            members = ", ".join(self.rendered(item, True) for item in items)
            self.splice(value.start + 1, value.start + 1, members)
        elif not in_lines:
            self.replace(pair, self.rendered(items, True))
        else:
            colon, column = self.colon(pair), self.column(holder.start)
            if not self.text[colon : value.start].strip(" \t"):
                self.splice(colon, max(value.end, colon), "")
            else:
                self.cut(value.start, value.end, [])
            lines = self.block_items(items, column + self.list_indent(path))
            self.add_lines(self.below(max(value.end, colon), column), lines)

    def add_items(self, old: Node, after: Node | None, items: list[Value]) -> None:
        """Add items to a list that has some, behind the item `after` or, without it, before all."""
        like = after or old.children[0]
        if old.style:
            quote = like.style if like.style in ("'", '"') else _id_quote(like)
            members = [self.rendered(item, True, quote) for item in items]
            if after:
                self.members.setdefault((after.start, after.end), []).extend(members)
            else:
                self.splice(like.start, like.start, "".join(f"{member}, " for member in members))
            return
        column = self.column(old.start)
        lines = self.block_items(items, column, self.gap(old, like), like)
        if after:
            self.add_lines(self.below(after.end, column), lines)
        else:
            start, eol = self.line_start(old.start), self.eol(old.start)
            self.splice(start, start, "".join(f"{line}{eol}" for line in lines))

    def gap(self, old: Node, item: Node) -> str:
        """Return the spaces between dash and item, one where the item stands on another line."""
        gap = self.text[self.dash(old, item) + 1 : item.start]
        return gap if gap and not gap.strip(" ") else " "

    def dash(self, old: Node, item: Node) -> int:
        """Return where the dash of `item` stands."""
        position = next(index for index, child in enumerate(old.children) if child is item)
        if not position:
            return old.start
        match = _DASH.match(self.text, old.children[position - 1].end)
        if not match:
            raise Refused("这个列表的写法太特别，改不了，未写入", "请在文件里改")
        return match.end() - 1

    def drop_items(self, pair: Pair, items: Sequence[Node]) -> None:
        old = pair[1]
        if old.style:
            positions = {at for at, child in enumerate(old.children) if any(child is item for item in items)}
            self.drop_members(old, [(child.start, child.end) for child in old.children], positions)
            return
        if len(items) == len(old.children):
            colon = self.colon(pair)
            self.splice(colon, colon, " []")
        for item in items:
            self.cut(self.dash(old, item), item.end, [item])

    def drop_members(self, old: Node, spans: Sequence[tuple[int, int]], gone: set[int]) -> None:
        """Remove members of a flow collection, each with one comma; comments between them stay."""
        kept = [position for position in range(len(spans)) if position not in gone]
        for position in sorted(gone):
            start, end = spans[position]
            comma = _COMMA.match(self.text, end)
            if kept and position > kept[-1] and "#" not in self.text[spans[position - 1][1] : start]:
                self.splice(spans[position - 1][1], end, "")
            elif comma and position + 1 < len(spans) and "#" not in self.text[end : spans[position + 1][0]]:
                self.splice(start, spans[position + 1][0], "")
            elif comma and "#" in comma[0]:
                self.cut_member(start, end)
                self.splice(comma.end() - 1, comma.end(), "")
            else:
                self.cut_member(start, comma.end() if comma else end)

    def cut_member(self, start: int, end: int) -> None:
        """Remove a member of a flow collection, with its line where it has one to itself."""
        first, stop = self.line_start(start), self.line_end(end)
        alone = not (self.text[first:start] + self.text[end:stop]).strip(" \t")
        self.splice(first if alone else start, self.next_line(stop) if alone else end, "")

    def clear(self, holder: Node, keys: Sequence[str]) -> None:
        """Remove the keys of a mapping that are there; all comments stay."""
        pairs = list(holder.pairs())
        gone = {position for position, pair in enumerate(pairs) if pair[0].value in keys}
        if holder.style:
            self.drop_members(holder, [(pair[0].start, self.pair_end(pair)) for pair in pairs], gone)
            return
        first = pairs[0][0].start
        if 0 in gone and self.text[self.line_start(first) : first].strip(" "):
            gone -= self.clear_first(pairs, gone)
        for position in sorted(gone):
            pair = pairs[position]
            self.cut(pair[0].start, self.pair_end(pair), pair)

    def clear_first(self, pairs: Sequence[Pair], gone: set[int]) -> set[int]:
        """Remove the first pair, which stands behind a dash, and return the positions that went with it."""
        kept = next((position for position in range(len(pairs)) if position not in gone), None)
        if kept is None:
            raise Refused("这一项不能整个删去，未写入", "请在文件里改")
        start, following = pairs[0][0].start, pairs[kept][0].start
        run = [node for pair in pairs[:kept] for node in pair]
        if not _comments(self.text, start, following, run):
            self.splice(start, following, "")
            return set(range(kept))
        end = self.line_end(self.pair_end(pairs[0]))
        indent = self.eol(start) + " " * self.column(start)
        found = _comments(self.text, start, end, pairs[0])
        behind_dash = len(self.text[:start].rstrip(" \t"))
        self.splice(start if found else behind_dash, end, indent.join(found))
        return {0}

    def cut(self, start: int, end: int, nodes: Sequence[Node]) -> None:
        """Remove the lines from `start` to `end`, whose scalars are in `nodes`; comments keep lines there.

        The line end before goes and the one behind stays, so that a text without a last one stays so.
        """
        first, stop = self.line_start(start), self.line_end(end)
        if self.text[first:start].strip(" \t"):
            raise Refused("这一行的写法太特别，改不了，未写入", "请在文件里改")
        indent = self.eol(start) + " " * (start - first)
        lines = [f"{indent}{comment}" for comment in _comments(self.text, start, stop, nodes)]
        if stop < len(self.text) or not self.in_block_scalar(first):
            first -= len(self.eol_before(first))
        self.splice(first, stop, "".join(lines))

    def in_block_scalar(self, index: int) -> bool:
        """Say whether the last scalar before `index` is a block scalar, whose line end is part of it."""
        before = [leaf for leaf in _leaves([self.root] if self.root else []) if leaf.end <= index]
        return bool(before) and before[-1].style in ("|", ">")

    def add_lines(self, at: int, lines: Sequence[str]) -> None:
        """Add `lines` behind the line that ends at `at`."""
        eol = self.eol(at)
        self.splice(at, at, "".join(f"{eol}{line}" for line in lines))

    def seal_end(self) -> None:
        """Let a block scalar that ends the text without a line end not gain one by what comes behind it."""
        last = self.root
        while last and last.children:
            last = last.children[-1]
        grows = any(splice.start == len(self.text) and splice.text for splice in self.splices)
        if not (grows and last and last.style in ("|", ">")) or (last.value or "").endswith("\n"):
            return
        header = _BLOCK_HEADER.match(self.text, last.start)
        stays = not any(splice.start <= last.start < splice.end for splice in self.splices)
        if header and stays:
            digits = header[2].strip("+-")
            self.splice(header.start(), header.end(), f"{header[1]}{digits}-")

    def block_items(
        self, items: Sequence[Value], column: int, gap: str = " ", like: Node | None = None
    ) -> list[str]:
        """Return the lines of block list items; mappings are written as `like` is, else on one line."""
        indent, inner = " " * column, " " * (column + 1 + len(gap))
        quote = _id_quote(like) if like else ""
        lines: list[str] = []
        for item in items:
            if isinstance(item, dict) and like and like.kind == "map" and not like.style:
                first, *others = self.pairs(item, False, quote)
                lines += [f"{indent}-{gap}{first}", *(f"{inner}{other}" for other in others)]
            else:
                lines.append(f"{indent}-{gap}{self.rendered(item, isinstance(item, dict), quote)}")
        return lines

    def rendered(self, value: Value, flow: bool, quote: str = "") -> str:
        """Return `value` as it is written; `quote` is that of the old value, for a mapping that of its id."""
        if isinstance(value, dict):
            return "{" + ", ".join(self.pairs(value, True, quote)) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.rendered(item, True) for item in value) + "]"
        if isinstance(value, str) or quote in ("'", '"'):
            return scalar(str(plain(value)), flow, quote)
        return str(plain(value))

    def pairs(self, value: dict[str, Value], flow: bool, quote: str) -> list[str]:
        return [
            f"{key}: {self.rendered(part, flow, quote if key == 'id' else '')}" for key, part in value.items()
        ]

    def splice(self, start: int, end: int, text: str) -> None:
        self.splices.append(Splice(start, end, text))

    def colon(self, pair: Pair) -> int:
        """Return the place behind the colon of a pair."""
        match = _COLON.match(self.text, pair[0].end)
        if not match or match.end() > pair[1].start:
            raise Refused(f"{pair[0].value} 后面没有冒号，改不了，未写入", "在文件里补上冒号")
        return match.end()

    def pair_end(self, pair: Pair) -> int:
        key, value = pair
        if value.end > value.start:
            return value.end
        match = _COLON.match(self.text, key.end)
        return match.end() if match and match.end() <= value.start else key.end

    def line_start(self, index: int) -> int:
        start = self.text.rfind("\n", 0, index) + 1
        return max(start, self.text.rfind("\r", start, index) + 1) if self.has_returns else start

    def line_end(self, index: int) -> int:
        match = _EOL.search(self.text, index)
        return match.start() if match else len(self.text)

    def next_line(self, end: int) -> int:
        match = _EOL.match(self.text, end)
        return match.end() if match else end

    def eol(self, index: int) -> str:
        """Return how the line of `index` ends, or the line before where it is the last."""
        match = _EOL.match(self.text, self.line_end(index))
        return match[0] if match else self.eol_before(self.line_start(index)) or "\n"

    def eol_before(self, start: int) -> str:
        """Return the line end before a line that starts at `start`."""
        return "\r\n" if self.text.endswith("\r\n", 0, start) else self.text[max(start - 1, 0) : start]

    def column(self, index: int) -> int:
        return index - self.line_start(index)

    def below(self, index: int, column: int) -> int:
        """Return the end of the line of `index`, or of the comment lines below it set in beyond `column`."""
        at = self.line_end(index)
        deeper = re.compile(rf"(?:\r\n|\n|\r) {{{column + 1},}}#[^\r\n]*")
        while match := deeper.match(self.text, at):
            at = match.end()
        return at

    def list_indent(self, path: Path) -> int:
        """Return how far lists are set in from their key in this file, by the list around `path`."""
        found = 0
        node = self.root
        for step in path[:-1]:
            if node is None:
                break
            following = tree.node_at(node, (step,))
            if following and following.kind == "seq" and not following.style:
                found = self.column(following.start) - self.column(node.start)
            node = following
        return found


def _common(first: Sequence[object], second: Sequence[object]) -> int:
    """Return how many items two lists have in common at their start."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(first), len(second)))


def _id_quote(like: Node) -> str:
    """Return the quote that a neighbouring item puts around its id, for a new item to do the same."""
    pair = like.pair("id")
    return pair[1].style if pair and pair[1].style in ("'", '"') else ""


def scalar(text: str, flow: bool = False, style: str = "") -> str:
    """Return `text` as a YAML scalar that every loader reads back as that text.

    `style` is the quote to keep (`'` or `"`); plain is kept or taken where it is safe, inside a flow
    collection (`flow`) or not.
    """
    if style == "'" and not _ESCAPED.search(text.replace("\\", "").replace('"', "")):
        return "'" + text.replace("'", "''") + "'"
    if style != '"' and style != "'" and _plain_is_safe(text, flow):
        return text
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _plain_is_safe(text: str, flow: bool) -> bool:
    if not text or text[0] in _INDICATORS or _UNSAFE.search(text) or tree.retyped(text):
        return False
    return not (flow and _FLOW_UNSAFE.search(text))


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    width = 2 if char < "\x80" else 4 if char < "\U00010000" else 8
    letter = {2: "x", 4: "u", 8: "U"}[width]
    return _ESCAPES.get(char) or f"\\{letter}{ord(char):0{width}X}"
