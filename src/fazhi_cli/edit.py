"""Where meaning meets text: changes and the node tree become splices, splices a new text.

Only the bytes of the changed values and of what is put in differ; comments, order, quotes, blank lines and
line ends stay. The result is not trusted here: `register` reads it again and compares.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from fazhi_cli import nodes
from fazhi_cli.cells import CONTROLS, is_plain
from fazhi_cli.change import Append, Change, Clear, Drop, Path, Put, Value, plain
from fazhi_cli.layout import Lines, Splice, spliced
from fazhi_cli.nodes import Node
from fazhi_cli.problems import BY_HAND, Refused
from fazhi_cli.scalars import may_be_plain, scalar
from fazhi_cli.terms import FIELDS

Pair: TypeAlias = tuple[Node, Node]
"""A key and its value."""
Item: TypeAlias = "Node | Value"
Member: TypeAlias = tuple[int, int, Sequence[Node]]
"""Where something in a flow collection starts and ends, and its nodes."""

_BRANCHES = ("sections", "subtasks", "measures")
_ORDER = {
    field.name: position + len(FIELDS) * (field.name in _BRANCHES) for position, field in enumerate(FIELDS)
}
_LAST = 2 * len(FIELDS)
_EOL = re.compile(r"\r\n|\n|\r")
_COMMENT = re.compile(r"#[^\r\n]*")
_GAP = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
_UNWANTED = f"[{CONTROLS}]"
_BLOCK_HEADER = re.compile(r"([|>])([-+0-9]*)")


def edited(text: str, changes: Iterable[Change]) -> str:
    """Return `text` with `changes` made. Raises Refused where a change has no place to go."""
    wishes = _wishes(changes)
    for clearing in (False, True):
        due = {path: wish for path, wish in wishes.items() if isinstance(wish[0], Clear) is clearing}
        text = _fulfilled(text, due) if due else text
    return text


def _fulfilled(text: str, wishes: dict[Path, list[Change]]) -> str:
    """Return `text` with all `wishes` fulfilled at once or, where they get in each other's way, singly."""
    new = _Editor(text).edited(wishes)
    if new is not None:
        return new
    if len(wishes) == 1:
        raise Refused("这处写法太特别，改不了而不伤及别处，未写入", BY_HAND)
    for path, wish in wishes.items():
        text = _fulfilled(text, {path: wish})
    return text


def comments(text: str) -> Counter[str]:
    """Return the comments of `text`, each from its `#`, with how often it stands there."""
    root = nodes.compose(text)
    return Counter(_comments(text, 0, len(text), [root] if root else []))


def _comments(text: str, start: int, end: int, nodes: Sequence[Node]) -> list[str]:
    """Return the comments from `start` up to `end`, where `nodes` hold all the scalars there are."""
    found: list[str] = []
    for leaf in leaves(nodes):
        found += _COMMENT.findall(text, start, leaf.start)
        start = leaf.end
        if leaf.style in ("|", ">"):
            found += _COMMENT.findall(_EOL.split(text[leaf.start : leaf.end], maxsplit=1)[0])
    return [*found, *_COMMENT.findall(text, start, end)]


def leaves(nodes: Sequence[Node]) -> Iterator[Node]:
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
            start = wish[0].value if isinstance(wish[0], Put) and isinstance(wish[0].value, list) else []
            left = _added(start, [change])
            if left or start:
                wish[:] = [Put(change.path, left)]
        else:
            wish.append(change)
    return dict(sorted(wishes.items(), key=lambda item: (-len(item[0]), _rank(item[0][-1]))))


def _rank(key: str | int | None) -> int:
    return _ORDER.get(str(key), _LAST)


def _added(values: Sequence[Value], changes: Iterable[Change]) -> list[Value]:
    """Return a list of new values after the Appends and Drops of `changes`."""
    return [item for item in _relisted(values, changes) if not isinstance(item, Node)]


def _relisted(items: Sequence[Item], changes: Iterable[Change]) -> list[Item]:
    """Return the items of a list, of the text or new, after the Appends and Drops of `changes`."""
    kept = list(items)
    for change in changes:
        if isinstance(change, Append):
            kept += change.items
        elif isinstance(change, Drop):
            gone = plain(change.value)
            found = [at for at, item in enumerate(kept) if _plain(item) == gone]
            if found:
                del kept[found[-1]]
    return kept


def _plain(node: Item) -> object:
    """Return the plain data that `node` stands for, or that a new value is."""
    if not isinstance(node, Node):
        return plain(node)
    if node.kind == "seq":
        return [_plain(child) for child in node.children]
    if node.kind == "map":
        return {str(key.value): _plain(value) for key, value in node.pairs()}
    return node.value


class _Editor:
    """Turns wishes for one text into splices."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = nodes.compose(text)
        self.splices: list[Splice] = []
        self.members: dict[tuple[int, int], list[str]] = {}
        self.lines = Lines(text)

    def edited(self, wishes: dict[Path, list[Change]]) -> str | None:
        """Return the text with all `wishes` fulfilled and no comment lost, None when they overlap."""
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
        if new is not None and self.takes_near_comments() and comments(self.text) - comments(new):
            raise Refused("这次修改会丢掉一条注释，未写入", BY_HAND)
        return new

    def takes_near_comments(self) -> bool:
        """Say whether something is taken out of lines in which a comment may stand."""
        return any(
            "#" in self.text[self.lines.start(splice.start) : splice.end]
            for splice in self.splices
            if splice.start < splice.end
        )

    def holder(self, path: Path) -> Node:
        holder = nodes.node_at(self.root, path)
        if holder is None or holder.kind != "map" or len(holder.children) % 2:
            raise Refused("台账里找不到要改的地方，未写入", "文件可能刚被改过，再试一次")
        return holder

    def make(self, path: Path, wish: Sequence[Change]) -> None:
        holder, key = self.holder(path[:-1]), str(path[-1])
        pair = holder.pair(key)
        first = wish[0]
        if isinstance(first, Put):
            self.put(path, holder, pair, first.value)
        elif pair is None or not pair[1].children:
            if any(isinstance(change, Append) and change.items for change in wish):
                self.put(path, holder, pair, _added([], wish))
        else:
            items = _relisted([*pair[1].children], wish)
            left = [item for item in items if isinstance(item, Node)]
            self.make_list(pair, left, [item for item in items if not isinstance(item, Node)])

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
            raise Refused(f"{path[-1]} 的内容不是一段文字，不能整个替换", BY_HAND)
        elif _plain(pair[1]) != plain(value):
            flow = bool(holder.style)
            self.replace(pair, self.rendered(value, flow, _quote(pair[1], value, flow)))

    def replace(self, pair: Pair, text: str) -> None:
        """Put `text` where a scalar or an empty collection stands."""
        value = pair[1]
        if value.start == value.end:
            colon = self.colon(pair)
            self.splice(colon, colon, f" {text}")
        elif header := _BLOCK_HEADER.match(self.text, value.start) if value.style in ("|", ">") else None:
            self.splice(value.start, header.end(), text)
            self.splice(min(self.lines.end(value.start), value.end), value.end, "")
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
            flow = bool(pair[1].style)
            self.splice(node.start, node.end, self.rendered(value, flow, _quote(node, value, flow)))
        if len(nodes) > len(values):
            self.drop_items(pair, nodes[len(values) :])
        elif more := values[len(nodes) :]:
            before = [*old[:head], *nodes]
            self.add_items(pair[1], before[-1] if before else None, more)

    def insert(self, path: Path, holder: Node, value: Value) -> None:
        """Add the key that `path` ends in, behind the keys that come before it in the file's order."""
        key = str(path[-1])
        if holder.style:
            self.insert_member(holder, key, f"{key}: {self.rendered(value, True)}")
            return
        end = self.pair_end(self.predecessor(holder, key))
        column = self.lines.column(holder.start)
        indent = " " * column
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines = [f"{indent}{key}:", *self.block_items(value, column + self.list_indent(path))]
        else:
            lines = [f"{indent}{key}: {self.rendered(value, False)}"]
        self.add_lines(self.lines.below(end, column), lines)

    def insert_member(self, holder: Node, key: str, member: str) -> None:
        """Note a pair of a flow mapping, for `place_members` to add all that go in at one place."""
        span = (holder.start, holder.start)
        if holder.children:
            after = self.predecessor(holder, key)
            span = (after[0].start, self.pair_end(after))
        self.members.setdefault(span, []).append(member)

    def place_members(self, start: int, end: int, members: Sequence[str]) -> None:
        """Add members to a flow collection behind the one from `start` to `end`.

        They get lines of their own where that one has, else they follow it. A collection that was empty is
        told by its start twice.
        """
        if start == end:
            self.splice(start + 1, start + 1, ", ".join(members))
            return
        comma = self.comma(end)
        line_end = self.lines.end(end)
        indent = self.text[self.lines.start(start) : start]
        rest = self.text[end if comma is None else comma + 1 : line_end].lstrip(" \t")
        later = comma is not None and comma >= line_end
        if indent.strip(" ") or later or rest[:1] not in ("", "#"):
            self.splice(end, end, "".join(f", {member}" for member in members))
            return
        if comma is None:
            self.splice(end, end, ",")
        lines = [f"{indent}{member}," for member in members]
        lines[-1] = lines[-1] if comma is not None else lines[-1][:-1]
        self.add_lines(line_end, lines)

    def predecessor(self, holder: Node, key: str) -> Pair:
        """Return the pair behind which `key` goes: the last one that comes before it in the file's order."""
        pairs = list(holder.pairs())
        before = [pair for pair in pairs if _rank(pair[0].value) < _rank(key)]
        return (before or pairs)[-1]

    def begin(self, path: Path, holder: Node, pair: Pair, items: list[Value]) -> None:
        """Begin a list at a key whose value is empty, null or `[]`."""
        value = pair[1]
        in_lines = not holder.style and isinstance(items[0], dict)
        if "#" in self.text[value.start : value.end]:
            members = ", ".join(self.rendered(item, True) for item in items)
            self.splice(value.start + 1, value.start + 1, members)
        elif not in_lines:
            self.replace(pair, self.rendered(items, True))
        else:
            colon, column = self.colon(pair), self.lines.column(holder.start)
            if not self.text[colon : value.start].strip(" \t"):
                self.splice(colon, max(value.end, colon), "")
            else:
                self.cut(value.start, value.end, [])
            lines = self.block_items(items, column + self.list_indent(path))
            self.add_lines(self.lines.below(max(value.end, colon), column), lines)

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
        column = self.lines.column(old.start)
        lines = self.block_items(items, column, self.gap(old, like), like)
        if after:
            self.add_lines(self.lines.below(after.end, column), lines)
        else:
            start, eol = self.lines.start(old.start), self.lines.eol(old.start)
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
        return self.behind_gap(old.children[position - 1].end)

    def drop_items(self, pair: Pair, items: Sequence[Node]) -> None:
        old = pair[1]
        if old.style:
            positions = {at for at, child in enumerate(old.children) if any(child is item for item in items)}
            self.drop_members(old, [(child.start, child.end, [child]) for child in old.children], positions)
            return
        if len(items) == len(old.children):
            colon = self.colon(pair)
            self.splice(colon, colon, " []")
        for item in items:
            self.cut(self.dash(old, item), item.end, [item])

    def drop_members(self, old: Node, members: Sequence[Member], gone: set[int]) -> None:
        """Remove members of a flow collection, each with the comma behind it; comments stay.

        When the last ones go and no comment is near, the comma before them goes instead.
        """
        last = len(members) - 1
        kept = max(set(range(len(members))) - gone, default=-1)
        if 0 <= kept < last:
            start, end = members[kept][1], members[last][1]
            near = min(self.lines.end(end), old.end)
            if not self.remarks(start, near, [node for item in members[kept + 1 :] for node in item[2]]):
                self.splice(start, end, "")
                gone = {position for position in gone if position < kept}
        for position in sorted(gone):
            start, end, nodes = members[position]
            comma = self.comma(end)
            if position < last and not self.remarks(start, members[position + 1][0], nodes):
                self.splice(start, members[position + 1][0], "")
            elif comma is not None and "#" in self.text[end:comma]:
                self.cut_member(start, end, nodes)
                self.splice(comma, comma + 1, "")
            else:
                self.cut_member(start, end if comma is None else comma + 1, nodes)

    def cut_member(self, start: int, end: int, nodes: Sequence[Node]) -> None:
        """Remove a member of a flow collection, with its line where it has one to itself.

        Comments inside it stay, and what follows on its last line gets a line of its own.
        """
        first, stop = self.lines.start(start), self.lines.end(end)
        if found := self.remarks(start, end, nodes):
            last = self.lines.start(end)
            indent = re.match(" *", self.text[last:end])
            break_ = self.lines.eol(start) + (indent[0] if indent else "")
            space = "" if self.text[start - 1].isspace() else " "
            self.splice(start, end, space + "".join(f"{comment}{break_}" for comment in found))
        else:
            alone = not (self.text[first:start] + self.text[end:stop]).strip(" \t")
            self.splice(first if alone else start, self.lines.following(stop) if alone else end, "")

    def remarks(self, start: int, end: int, nodes: Sequence[Node]) -> list[str]:
        """Return the comments from `start` up to `end`, a stretch whose scalars are in `nodes`."""
        return _comments(self.text, start, end, nodes)

    def clear(self, holder: Node, keys: Sequence[str]) -> None:
        """Remove the keys of a mapping that are there; all comments stay."""
        pairs = list(holder.pairs())
        gone = {position for position, pair in enumerate(pairs) if pair[0].value in keys}
        if holder.style:
            self.drop_members(holder, [(pair[0].start, self.pair_end(pair), pair) for pair in pairs], gone)
            return
        first = pairs[0][0].start
        if 0 in gone and self.text[self.lines.start(first) : first].strip(" "):
            gone -= self.clear_first(pairs, gone)
        for position in sorted(gone):
            pair = pairs[position]
            self.cut(pair[0].start, self.pair_end(pair), pair)

    def clear_first(self, pairs: Sequence[Pair], gone: set[int]) -> set[int]:
        """Remove the first pair, which stands behind a dash, and return the positions that went with it."""
        kept = next((position for position in range(len(pairs)) if position not in gone), None)
        if kept is None:
            raise Refused("这一项不能整个删去，未写入", BY_HAND)
        start, following = pairs[0][0].start, pairs[kept][0].start
        run = [node for pair in pairs[:kept] for node in pair]
        if not self.remarks(start, following, run):
            self.splice(start, following, "")
            return set(range(kept))
        end = self.lines.end(self.pair_end(pairs[0]))
        indent = self.lines.eol(start) + " " * self.lines.column(start)
        found = self.remarks(start, end, pairs[0])
        behind_dash = len(self.text[:start].rstrip(" \t"))
        self.splice(start if found else behind_dash, end, indent.join(found))
        return {0}

    def cut(self, start: int, end: int, nodes: Sequence[Node]) -> None:
        """Remove the lines from `start` to `end`, whose scalars are in `nodes`; comments keep lines there.

        The line end before goes and the one behind stays, so that a text without a last one stays so; unless
        the two differ, or the former is part of a block scalar that would then end the text.
        """
        first, stop = self.lines.start(start), self.lines.end(end)
        if self.text[first:start].strip(" \t"):
            raise Refused("这一行的写法太特别，改不了，未写入", BY_HAND)
        indent = " " * (start - first)
        lines = [f"{indent}{comment}" for comment in self.remarks(start, stop, nodes)]
        before, behind = self.lines.eol_before(first), self.text[stop : self.lines.following(stop)]
        if lines:
            self.splice(first, stop, self.lines.eol(start).join(lines))
        elif behind == before or not (behind or self.in_block_scalar(first)):
            self.splice(first - len(before), stop, "")
        else:
            self.splice(first, stop + len(behind), "")

    def in_block_scalar(self, index: int) -> bool:
        """Say whether the last scalar before `index` is a block scalar, whose line end is part of it."""
        before = [leaf for leaf in leaves([self.root] if self.root else []) if leaf.end <= index]
        return bool(before) and before[-1].style in ("|", ">")

    def add_lines(self, at: int, lines: Sequence[str]) -> None:
        """Add `lines` behind the line that ends at `at`."""
        eol = self.lines.eol(at)
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
        text = str(plain(value))
        if not is_plain(text) and (unwanted := re.search(_UNWANTED, text)):
            raise Refused(f"内容里有不允许的字符 U+{ord(unwanted[0]):04X}，未写入", "删去这个字符再试")
        return scalar(text, flow, quote) if isinstance(value, str) or quote else text

    def pairs(self, value: dict[str, Value], flow: bool, quote: str) -> list[str]:
        return [
            f"{key}: {self.rendered(part, flow, quote if key == 'id' else '')}" for key, part in value.items()
        ]

    def splice(self, start: int, end: int, text: str) -> None:
        self.splices.append(Splice(start, end, text))

    def behind_gap(self, index: int) -> int:
        """Return the first place from `index` on that is neither blank nor in a comment."""
        match = _GAP.match(self.text, index)
        return match.end() if match else index

    def comma(self, end: int) -> int | None:
        """Return where the comma behind a member of a flow collection stands, None if it has none."""
        at = self.behind_gap(end)
        return at if self.text[at : at + 1] == "," else None

    def colon(self, pair: Pair) -> int:
        """Return the place behind the colon of a pair, or behind its key where it has none."""
        at = self.behind_gap(pair[0].end)
        return at + 1 if at < pair[1].start and self.text[at] == ":" else pair[0].end

    def pair_end(self, pair: Pair) -> int:
        """Return where a pair ends: behind its value, or its colon where the value is empty."""
        return pair[1].end if pair[1].end > pair[1].start else self.colon(pair)

    def list_indent(self, path: Path) -> int:
        """Return how far lists are set in from their key in this file, by the list around `path`."""
        found = 0
        for depth in range(1, len(path)):
            node, around = nodes.node_at(self.root, path[:depth]), nodes.node_at(self.root, path[: depth - 1])
            if node and around and node.kind == "seq" and not node.style:
                found = self.lines.column(node.start) - self.lines.column(around.start)
        return found


def _common(first: Sequence[object], second: Sequence[object]) -> int:
    """Return how many items two lists have in common at their start."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(first), len(second)))


def _quote(old: Node, value: Value, flow: bool) -> str:
    """Return the quote in which `value` follows `old`: the same one, but none where only `old` needed it."""
    if old.style not in ("'", '"'):
        return ""
    needless = isinstance(value, str) and may_be_plain(value, flow)
    return old.style if may_be_plain(old.value or "", flow) or not needless else ""


def _id_quote(like: Node) -> str:
    """Return the quote that a neighbouring item puts around its id, for a new item to do the same."""
    pair = like.pair("id")
    return pair[1].style if pair and pair[1].style in ("'", '"') else ""
