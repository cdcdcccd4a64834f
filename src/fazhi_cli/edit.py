"""Where meaning meets text: changes and the node tree become splices, splices a new text.

Only the bytes of the changed values and of what is put in differ; comments, order, quotes, blank lines and
line ends stay. The result is not trusted here: `register` reads it again and compares.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_cli import tree
from fazhi_cli.change import Append, Change, Clear, Drop, Value
from fazhi_cli.problems import Refused
from fazhi_cli.terms import FIELDS
from fazhi_cli.tree import Node, Path

_ORDER = {field.name: position for position, field in enumerate(FIELDS)}
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_UNSAFE = re.compile(r": |:$| #|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]|^\s|\s$|^\.\.\.")
_FLOW_UNSAFE = re.compile(r"[,\[\]{}]|:[,\[\]{}]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]')


class Splice(NamedTuple):
    """Replace the characters from `start` up to `end` by `text`."""

    start: int
    end: int
    text: str


def edited(text: str, changes: Sequence[Change]) -> str:
    """Return `text` with `changes` made. Raises Refused where a change has no place to go."""
    merged = _merged(changes)
    for clearing in (False, True):
        due = [change for change in merged if isinstance(change, Clear) is clearing]
        if due:
            text = _edited(text, due)
    return text


def _edited(text: str, changes: Sequence[Change]) -> str:
    editor = _Editor(text)
    for change in changes:
        editor.make(change)
    new = spliced(text, editor.splices)
    touched = any("#" in text[splice.start : splice.end] for splice in editor.splices)
    if touched and comments(text) - comments(new):
        raise Refused("这次修改会丢掉一条注释，未写入", "请在文件里改")
    return new


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return `text` with `splices` made; those at one place go in the order given."""
    pieces, at = [], 0
    for splice in sorted(splices, key=lambda item: (item.start, item.end)):
        if splice.start < at:
            raise Refused("这几处修改互相重叠，未写入", "分几次修改")
        pieces += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*pieces, text[at:]])


def comments(text: str) -> Counter[str]:
    """Return the comments of `text`, each from its `#`, with how often it stands there."""
    found: Counter[str] = Counter()
    at = 0
    for node in _scalars(tree.compose(text)):
        found.update(_COMMENT.findall(text[at : node.start]))
        at = max(at, node.end)
        if node.style in ("|", ">"):
            header = text[node.start : node.end].split("\n", 1)[0]
            found.update(_COMMENT.findall(header))
    found.update(_COMMENT.findall(text[at:]))
    return found


_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*", re.MULTILINE)


def _scalars(root: Node | None) -> list[Node]:
    found, nodes = [], [root] if root else []
    while nodes:
        node = nodes.pop()
        nodes.extend(reversed(node.children))
        if node.kind == "scalar" and node.end > node.start:
            found.append(node)
    return found


def _merged(changes: Sequence[Change]) -> list[Change]:
    """Return `changes` with those of one list together, keys that go in at one place in the file's order."""
    appended: dict[Path, list[Value]] = {}
    others: list[Change] = []
    for change in changes:
        if isinstance(change, Append):
            appended.setdefault(change.path, []).extend(change.items)
        else:
            others.append(change)
    merged = [*others, *(Append(path, tuple(items)) for path, items in appended.items())]
    return sorted(merged, key=lambda change: _ORDER.get(str(change.path[-1]), len(_ORDER)))


class _Editor:
    """Turns changes to one text into splices."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = tree.compose(text)
        self.splices: list[Splice] = []
        first = re.search(r"\r\n|\n|\r", text)
        self.eol = first[0] if first else "\n"

    def make(self, change: Change) -> None:
        holder = tree.node_at(self.root, change.path[:-1])
        if holder is None or holder.kind != "map":
            raise Refused("台账里找不到要改的地方，未写入", "文件可能刚被改过，再试一次")
        key = str(change.path[-1])
        pair = holder.pair(key)
        if isinstance(change, Clear):
            if pair:
                self.clear(holder, pair)
        elif isinstance(change, Drop):
            if pair:
                self.drop(pair, change.value)
        elif isinstance(change, Append):
            self.append(holder, key, pair, change.items)
        else:
            self.put(holder, key, pair, change.value)

    def splice(self, start: int, end: int, text: str) -> None:
        self.splices.append(Splice(start, end, text))

    def put(self, holder: Node, key: str, pair: tuple[Node, Node] | None, value: Value) -> None:
        if pair is None:
            self.insert(holder, key, value)
        elif isinstance(value, list) and pair[1].kind == "seq" and pair[1].children and value:
            self.replace_items(pair, value)
        elif pair[1].kind == "scalar" or isinstance(value, list):
            self.replace(holder, pair, self.rendered(value, bool(holder.style), pair[1].style))
        else:
            raise Refused(f"{key} 的内容不是一段文字，不能整个替换", "请在文件里改")

    def replace(self, holder: Node, pair: tuple[Node, Node], text: str) -> None:
        key, value = pair
        if value.start == value.end:
            colon = self.text.index(":", key.end) + 1
            self.splice(colon, colon, f" {text}")
        elif value.style in ("|", ">"):
            header = re.compile(r"[|>][-+0-9]*").match(self.text, value.start)
            end_of_header = self.line_end(value.start)
            self.splice(value.start, header.end() if header else value.start + 1, text)
            self.splice(min(end_of_header, value.end), value.end, "")
        else:
            self.splice(value.start, value.end, text)

    def replace_items(self, pair: tuple[Node, Node], new: list[Value]) -> None:
        """Make the items of a list those of `new`, one by one, so that comments between them stay."""
        old = pair[1]
        flow = bool(old.style)
        for node, value in zip(old.children, new, strict=False):
            if node.kind != "scalar" or node.value != str(value):
                self.splice(node.start, node.end, self.rendered(value, flow, node.style))
        self.drop_items(pair, old.children[len(new) :])
        if len(new) > len(old.children):
            self.extend(old, new[len(old.children) :])

    def insert(self, holder: Node, key: str, value: Value) -> None:
        if holder.style:
            self.insert_in_flow(holder, f"{key}: {self.rendered(value, True)}", key)
            return
        column = self.column(holder.start)
        lines = self.block_pair(key, value, column, holder)
        after = self.predecessor(holder, key)
        end = self.pair_end(after)
        if after[1].style in ("|", ">") and not self.text[end:].strip(" \t"):
            start = self.line_start(after[0].start)
            if not self.text[start : after[0].start].strip(" "):
                self.splice(start, start, "".join(f"{line}{self.eol}" for line in lines))
                return
        at = self.line_end(end)
        self.splice(at, at, "".join(f"{self.eol}{line}" for line in lines))

    def insert_in_flow(self, holder: Node, member: str, key: str) -> None:
        if not holder.children:
            self.splice(holder.start + 1, holder.start + 1, member)
            return
        after = self.predecessor(holder, key)
        end = self.pair_end(after)
        start = self.line_start(after[0].start)
        indent = self.text[start : after[0].start]
        if not indent.strip(" ") and self.text[end : self.line_end(end)].strip(" ,")[:1] in ("", "#"):
            comma = re.compile(r"[ \t]*,").match(self.text, end)
            at = self.line_end(end)
            if comma is None:
                self.splice(end, end, ",")
            self.splice(at, at, f"{self.eol}{indent}{member}{',' if comma else ''}")
        else:
            self.splice(end, end, f", {member}")

    def predecessor(self, holder: Node, key: str) -> tuple[Node, Node]:
        """Return the pair behind which `key` goes: the last one that comes before it in the file's order."""
        pairs = list(holder.pairs())
        rank = _ORDER.get(key, len(_ORDER))
        before = [pair for pair in pairs if _ORDER.get(pair[0].value or "", len(_ORDER)) < rank]
        return before[-1] if before else pairs[-1]

    def pair_end(self, pair: tuple[Node, Node]) -> int:
        key, value = pair
        return max(value.end, self.text.find(":", key.end) + 1)

    def append(
        self, holder: Node, key: str, pair: tuple[Node, Node] | None, items: tuple[Value, ...]
    ) -> None:
        if pair is None:
            self.insert(holder, key, list(items))
        elif pair[1].kind == "seq" and pair[1].children:
            self.extend(pair[1], list(items))
        elif holder.style or not isinstance(items[0], dict):
            self.replace(holder, pair, self.rendered(list(items), True))
        else:
            self.begin(holder, pair, items)

    def begin(self, holder: Node, pair: tuple[Node, Node], items: tuple[Value, ...]) -> None:
        """Begin a block list below a key whose value is empty, null or `[]`."""
        key, value = pair
        colon = self.text.index(":", key.end) + 1
        if value.end > value.start:
            self.splice(colon, value.end, "")
        lines = self.block_items(list(items), self.column(holder.start) + self.list_indent(holder))
        at = self.line_end(max(value.end, colon))
        self.splice(at, at, "".join(f"{self.eol}{line}" for line in lines))

    def extend(self, old: Node, items: list[Value]) -> None:
        last = old.children[-1]
        if old.style:
            quote = last.style if last.style in ("'", '"') else ""
            members = "".join(f", {self.rendered(item, True, quote)}" for item in items)
            self.splice(last.end, last.end, members)
            return
        gap = self.text[self.dash(old, last) + 1 : last.start]
        if not gap or gap.strip(" "):
            gap = " "
        like = last if last.kind == "map" and not last.style else None
        lines = self.block_items(items, self.column(old.start), gap, like)
        at = self.behind_comments(last.end, self.column(old.start))
        self.splice(at, at, "".join(f"{self.eol}{line}" for line in lines))

    def dash(self, old: Node, item: Node) -> int:
        """Return where the dash of `item` stands, in the column of the block list `old`."""
        column = self.column(old.start)
        start = self.line_start(item.start)
        while self.text[start + column : start + column + 1] != "-":
            start = self.line_start(start - 1)
        return start + column

    def drop(self, pair: tuple[Node, Node], value: str) -> None:
        self.drop_items(pair, [node for node in pair[1].children if node.value == value])

    def drop_items(self, pair: tuple[Node, Node], items: Sequence[Node]) -> None:
        old = pair[1]
        if items and len(items) == len(old.children):
            self.empty(pair)
        elif old.style:
            self.drop_members(old, items)
        else:
            for item in items:
                self.drop_line(old, item)

    def empty(self, pair: tuple[Node, Node]) -> None:
        """Leave `[]` of a list whose last item goes."""
        key, old = pair
        if old.style:
            self.splice(old.start + 1, old.end - 1, "")
            return
        colon = self.text.index(":", key.end) + 1
        self.splice(colon, colon, " []")
        for item in old.children:
            self.drop_line(old, item)

    def drop_members(self, old: Node, items: Sequence[Node]) -> None:
        """Remove members of a flow list, each with the comma behind it, the last ones with that before."""
        goes = {item.start for item in items}
        kept = [child for child in old.children if child.start not in goes]
        for child, following in zip(old.children, old.children[1:], strict=False):
            if child.start in goes and child.start < kept[-1].start:
                self.splice(child.start, following.start, "")
        if old.children[-1].start in goes:
            self.splice(kept[-1].end, old.children[-1].end, "")

    def drop_line(self, old: Node, item: Node) -> None:
        """Remove an item of a block list with its line; a comment on the line stays, on a line of its own."""
        end = self.line_end(item.end)
        tail = self.text[item.end : end].lstrip(" \t")
        dash = self.dash(old, item)
        if tail:
            self.splice(dash, end - len(tail), "")
        else:
            self.splice(self.line_start(dash), self.next_line(end), "")

    def clear(self, holder: Node, pair: tuple[Node, Node]) -> None:
        if holder.style:
            self.clear_member(holder, pair)
            return
        key, end = pair[0], self.pair_end(pair)
        start, stop = self.line_start(key.start), self.line_end(end)
        kept = list(_kept_comments(self.text[end:stop], pair, self.text))
        indent = " " * self.column(key.start)
        lines = "".join(f"{indent}{comment}{self.eol}" for comment in kept)
        if self.text[start : key.start].strip(" "):
            following = [both[0] for both in holder.pairs() if both[0].start > key.start]
            if not following or kept:
                raise Refused("这一项不能删去", "请在文件里改")
            self.splice(key.start, following[0].start, "")
        else:
            self.splice(start, self.next_line(stop), lines)

    def clear_member(self, holder: Node, pair: tuple[Node, Node]) -> None:
        keys = holder.children[::2]
        position = next(index for index, key in enumerate(keys) if key is pair[0])
        if position + 1 < len(keys):
            self.splice(pair[0].start, keys[position + 1].start, "")
        elif position:
            before = (keys[position - 1], holder.children[2 * position - 1])
            self.splice(self.pair_end(before), self.pair_end(pair), "")
        else:
            self.splice(pair[0].start, self.pair_end(pair), "")

    def block_pair(self, key: str, value: Value, column: int, near: Node) -> list[str]:
        indent = " " * column
        if isinstance(value, list) and value and isinstance(value[0], dict):
            items = self.block_items(value, column + self.list_indent(near))
            return [f"{indent}{key}:", *items]
        return [f"{indent}{key}: {self.rendered(value, False)}"]

    def block_items(
        self, items: list[Value], column: int, gap: str = " ", like: Node | None = None
    ) -> list[str]:
        """Return the lines of block list items; mappings are written as `like` is, else on one line."""
        indent = " " * column
        lines: list[str] = []
        for item in items:
            if like and isinstance(item, dict):
                members = [
                    f"{key}: {self.rendered(part, False, _quote(like, key))}" for key, part in item.items()
                ]
                inner = " " * (column + 1 + len(gap))
                lines += [f"{indent}-{gap}{members[0]}", *(f"{inner}{member}" for member in members[1:])]
            else:
                lines.append(f"{indent}-{gap}{self.rendered(item, isinstance(item, dict))}")
        return lines

    def rendered(self, value: Value, flow: bool, style: str = "") -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {self.rendered(item, True)}" for key, item in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.rendered(item, True) for item in value) + "]"
        if isinstance(value, date):
            return value.isoformat() if not style else scalar(value.isoformat(), flow, style)
        if isinstance(value, int):
            return str(value) if not style else scalar(str(value), flow, style)
        return scalar(value, flow, style)

    def line_start(self, index: int) -> int:
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def line_end(self, index: int) -> int:
        match = _EOL.search(self.text, index)
        return match.start() if match else len(self.text)

    def next_line(self, end: int) -> int:
        match = _EOL.match(self.text, end)
        return match.end() if match else end

    def column(self, index: int) -> int:
        return index - self.line_start(index)

    def behind_comments(self, index: int, column: int) -> int:
        """Return the end of the line of `index`, or of the comment lines below it that belong to the item."""
        at = self.line_end(index)
        while match := re.compile(rf"(?:\r\n|\n|\r)[ ]{{{column + 1},}}#[^\r\n]*").match(self.text, at):
            at = match.end()
        return at

    def list_indent(self, near: Node) -> int:
        """Return how far lists are set in from their key in this file, by the list around `near`."""
        found = 0
        nodes = [(self.root, 0)] if self.root else []
        while nodes:
            node, column = nodes.pop()
            if node.kind == "map":
                inner = self.column(node.start)
                nodes.extend(
                    (value, inner) for _, value in node.pairs() if value.start <= near.start <= value.end
                )
            elif node.kind == "seq":
                if not node.style:
                    found = self.column(node.start) - column
                nodes.extend((item, column) for item in node.children if item.start <= near.start <= item.end)
        return found


_EOL = re.compile(r"\r\n|\n|\r")


def _kept_comments(tail: str, pair: tuple[Node, Node], text: str) -> list[str]:
    """Return the comments inside and behind a pair that is removed."""
    inside = text[pair[0].end : pair[1].end]
    if pair[1].kind == "scalar":
        inside = inside[: max(pair[1].start - pair[0].end, 0)]
        if pair[1].style in ("|", ">"):
            inside += text[pair[1].start : pair[1].end].split("\n", 1)[0]
    else:
        for node in _scalars(pair[1]):
            start, end = node.start - pair[0].end, node.end - pair[0].end
            inside = inside[:start] + "_" * (end - start) + inside[end:]
    return [*_COMMENT.findall(inside), *_COMMENT.findall(tail)]


def _quote(like: Node, key: str) -> str:
    """Return the quote that a neighbouring item puts around its id, for a new item to do the same."""
    pair = like.pair(key) if key == "id" else None
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
    return _ESCAPES.get(char) or (f"\\x{ord(char):02X}" if ord(char) < 0x100 else f"\\u{ord(char):04X}")
