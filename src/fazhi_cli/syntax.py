"""A fault of YAML writing in words: from what a parser says to a place, a reason and a remedy.

This room knows no parser, only the words that libyaml and PyYAML use; their order and their habit of
noticing a slip long after it was made are its whole business.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi_cli.problems import Problem, brief, problem
from fazhi_cli.source import Source

Span = tuple[int, int]
"""Where something begins and ends in the text, in characters."""


class Halt(NamedTuple):
    """A parser that cannot go on: what it says, where it stands, where the construct it was in began.

    `bracket` is the innermost bracket still open, `last` the scalar that was read last, `quoted` the last
    scalar in quotes.
    """

    words: str
    at: int
    start: int | None = None
    bracket: int | None = None
    last: Span | None = None
    quoted: Span | None = None


class Cause(NamedTuple):
    """Words of the parsers, and the same in Chinese.

    The fault stands where the parser stands, or (`at_start`) where the construct begins. `key` says that
    a sign of the Chinese keyboard may be behind it.
    """

    words: str
    reason: str
    remedy: str
    at_start: bool = False
    key: bool = False


_QUOTE = ("引号没有配对", "在这段文字的末尾补上同样的引号")
_COLON = ("这一行少了冒号，或冒号后面没有空格", "写作 键: 值，冒号用半角，后面空一格")
_TAKE_QUOTES = "给整段文字加英文引号"

CAUSES = (
    Cause("alias", "文字不能以 * 开头", _TAKE_QUOTES, at_start=True),
    Cause("anchor", "文字不能以 & 开头", _TAKE_QUOTES, at_start=True),
    Cause("tag", "文字不能以 ! 开头", _TAKE_QUOTES, at_start=True),
    Cause("directive", "行首不能是 %", "删去以 % 开头的行", at_start=True),
    Cause(
        "block scalar",
        "| 或 > 后面不能有别的字",
        "正文从下一行开始，并缩进；文字以 > 开头时，给整段加英文引号",
        at_start=True,
    ),
    Cause("mapping values", "这里不该有冒号", "检查缩进；文字里有“: ”时，给整段加英文引号", key=True),
    Cause("expected ':'", *_COLON, at_start=True, key=True),
    Cause("unexpected ':'", *_COLON),
    Cause("end of stream", *_QUOTE, at_start=True),
    Cause("unexpected document", *_QUOTE, at_start=True),
    Cause("node content", "这里缺少内容，或多了一个标点", "补上内容；文字以标点开头时，给整段加英文引号"),
    Cause("sequence entries", "这里不能开始列表", "列表另起一行，每项以“- ”开头"),
    Cause("mapping keys", "文字不能以“? ”开头", _TAKE_QUOTES),
    Cause("document start", "这一行的缩进和开头的不一致", "最外层的键都从行首写起"),
    Cause("block collection", "这一行和列表的其他项没有对齐", "同一列表的各项左对齐，以“- ”开头", key=True),
    Cause("block mapping", "这一行和上面的没有对齐", "同一级的键左对齐"),
    Cause("", "YAML 写法有误", "检查这一行的冒号、引号、括号和缩进"),
)
"""What libyaml and PyYAML say, in the order in which it is looked for; the last one is always found."""

_CONFLICT_MARK = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_DOCUMENT_END = re.compile(r"^\.\.\.(?=\s)", re.MULTILINE)
_TABBED = re.compile(" *\t")
_INDENT = re.compile("[ \t]*")
_LINE_END = re.compile("[\r\n]")
_KEY = r"^[ \t]*(?:-[ \t]+)*[\w()（）/]+"
_KEYBOARD = (
    (re.compile(_KEY + "(：)", re.MULTILINE), ":"),
    (re.compile(r"^[ \t]*([－—–])[ \t]*\S", re.MULTILINE), "-"),
)
_TIGHT_COLON = re.compile(_KEY + r"(:)[^ \t\r\n]", re.MULTILINE)
_ESCAPE = re.compile(
    r"\\(?:(?P<code>x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0abevfNLP])|.)", re.DOTALL
)
_NAMED = {
    "0": 0x00,
    "a": 0x07,
    "b": 0x08,
    "e": 0x1B,
    "v": 0x0B,
    "f": 0x0C,
    "N": 0x85,
    "L": 0x2028,
    "P": 0x2029,
}


def explained(source: Source, halt: Halt) -> Problem:
    """Return the problem that made a parser halt, at the place where a person would mend it."""
    for known in _KNOWN:
        if found := known(source, halt):
            return found
    cause = next(cause for cause in CAUSES if cause.words in halt.words)
    index = halt.start if cause.at_start and halt.start is not None else halt.at
    slip = _run_together(source, halt, index) if cause.key else None
    return slip or _fault(source, index, cause.reason, cause.remedy)


def coded_characters(text: str, span: Span) -> Iterator[tuple[Span, int]]:
    """Yield the characters that a double-quoted scalar spells out as numbers or names, with their places."""
    for match in _ESCAPE.finditer(text, *span):
        if match["code"]:
            yield match.span(), _code_point(match["code"])


def _code_point(code: str) -> int:
    return _NAMED[code] if len(code) == 1 else int(code[1:], 16)


def _fault(source: Source, index: int, reason: str, remedy: str) -> Problem:
    return problem("yaml-syntax", source.place(index), reason=reason, remedy=remedy)


def _conflict(source: Source, halt: Halt) -> Problem | None:
    match = _CONFLICT_MARK.search(source.text)
    if match and match.start() <= halt.at:
        return problem("yaml-conflict", source.place(match.start(), 7))
    return None


def _directive(source: Source, halt: Halt) -> Problem | None:
    start, end = _line(source.text, halt.at)
    if source.text[start : start + 1] != "%":
        return None
    mark = source.text[start:end].rstrip()
    return problem("yaml-directive", source.place(start, len(mark)), mark=brief(mark))


def _second_document(source: Source, halt: Halt) -> Problem | None:
    match = _DOCUMENT_END.search(source.text)
    if "document start" in halt.words and match and match.start() < halt.at:
        return problem("second-document", source.place(halt.at))
    return None


def _escape(source: Source, halt: Halt) -> Problem | None:
    """Tell of an escape: parsers halt behind it, and libyaml also where it spells what no text may hold."""
    if "tag" in halt.words or not ("escape" in halt.words or "decimal number" in halt.words):
        return None
    start = source.text.rfind("\\", 0, halt.at + 1)
    match = _ESCAPE.match(source.text, start)
    if match and match["code"]:
        what = f"U+{_code_point(match['code']):04X}"
        return problem("bad-character", source.place(start, len(match[0])), what=what)
    return _fault(source, start, "双引号里的 \\ 写法不对", "改用英文单引号，或把 \\ 写成 \\\\")


def _tab(source: Source, halt: Halt) -> Problem | None:
    indent = _TABBED.match(source.text, _line(source.text, halt.at)[0])
    if indent and halt.bracket is None:
        return problem("yaml-tab", source.place(indent.end() - 1))
    if source.text[halt.at : halt.at + 1] == "\t":
        return problem("yaml-tab", source.place(halt.at))
    return None


def _surplus(source: Source, halt: Halt) -> Problem | None:
    """Tell of text behind a closing quote or bracket; where quotes span lines, one is missing before."""
    text, end = source.text, halt.at
    while end and text[end - 1] in " \t":
        end -= 1
    if not text[halt.at : halt.at + 1].strip():
        return None
    if halt.quoted and halt.quoted[1] == end:
        if "\n" in text[slice(*halt.quoted)]:
            return _fault(source, halt.quoted[0], *_QUOTE)
        if "mapping values" in halt.words:
            return None
        return _fault(source, halt.at, "引号后面多了内容", "把整段文字放进一对引号，里面的引号改用中文的“”")
    in_text = halt.last and halt.last[1] == end
    if halt.bracket is None and not in_text and text[end - 1 : end] in ("]", "}"):
        return _fault(source, halt.at, "括号后面多了内容", "删去它；文字里有括号时，给整段加英文引号")
    return None


def _bad_start(source: Source, halt: Halt) -> Problem | None:
    if "cannot start any token" not in halt.words:
        return None
    return _fault(source, halt.at, f"文字不能以 {source.text[halt.at]} 开头", _TAKE_QUOTES)


def _keyless(source: Source, halt: Halt) -> Problem | None:
    if "block mapping" not in halt.words or source.text[halt.at : halt.at + 1] != ":":
        return None
    return _fault(source, halt.at, "冒号前面没有键", "在冒号前面写上键，或删去这一行")


def _bracket(source: Source, halt: Halt) -> Problem | None:
    """Tell of an open bracket: it lacks its end where the text goes on as far left as the bracket's line."""
    text = source.text
    if halt.bracket is None or not ("',' or" in halt.words or "node content" in halt.words):
        return None
    name, end = ("方括号", "]") if text[halt.bracket] == "[" else ("花括号", "}")
    if not text[halt.at :].strip() or _is_outside(text, halt.bracket, halt.at):
        return _fault(source, halt.bracket, f"{name}没有配对", f"在末尾补上 {end}")
    if "node content" in halt.words:
        return None
    remedy = "各项之间用半角逗号；文字里有逗号、冒号、括号时，给整段加英文引号"
    return _fault(source, halt.at, f"{name}里，这里应当是逗号或 {end}", remedy)


def _is_outside(text: str, bracket: int, index: int) -> bool:
    lines = _line(text, bracket)[0], _line(text, index)[0]
    first, last = (_INDENT.match(text, start) for start in lines)
    return lines[0] != lines[1] and first is not None and last is not None and len(last[0]) <= len(first[0])


_KNOWN = (_conflict, _directive, _second_document, _escape, _tab, _surplus, _bad_start, _keyless, _bracket)


def _run_together(source: Source, halt: Halt, index: int) -> Problem | None:
    """Tell why a key was read as text: a sign of the Chinese keyboard, a colon without space, an indent."""
    text = source.text
    runs = "mapping values" in halt.words and halt.last and not text[halt.last[1] : index].strip()
    begin = halt.last[0] if halt.last and runs else index
    window = _line(text, begin)[0], _line(text, halt.at)[1]
    for pattern, sign in _KEYBOARD:
        if match := pattern.search(text, *window):
            place = source.place(match.start(1))
            return problem("yaml-fullwidth", place, char=match[1], ascii=sign)
    if match := _TIGHT_COLON.search(text, *window):
        return _fault(source, match.start(1), "冒号后面没有空格", "写作 键: 值，冒号用半角，后面空一格")
    last = _line(text, halt.at)[0]
    if not runs or window[0] == last:
        return None
    key = last + len(text[last : halt.at]) - len(text[last : halt.at].lstrip(" "))
    return _fault(source, key, "这一行缩进多了，和上面连成了一段文字", "同一级的键左对齐")


def _line(text: str, index: int) -> Span:
    """Return where the line of the character at `index` begins and ends."""
    start = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
    end = _LINE_END.search(text, index)
    return start, end.start() if end else len(text)
