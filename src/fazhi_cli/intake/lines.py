"""Lines that are not paragraphs: text broken at a fixed width, and soft breaks inside a paragraph.

Every function is linear in the text.
"""

import re
from collections.abc import Callable, Sequence

from fazhi_cli.cells import width
from fazhi_cli.intake.content import BLANK
from fazhi_cli.speech.markers import marker

_ENDS = frozenset("。！？：…!?:")
_CLOSING = "”’」』）)》】\"'"
_INDENT = re.compile("\u3000| {2}|\t")
_NUMBERED = frozenset(("part", "clause", "han", "bracketed", "figure", "small"))
"""Kinds of number that begin a paragraph; words such as 一是 may begin a line by chance."""
_HEAD = 32
"""So many characters at the head of a line hold its number."""
_PIECE = re.compile(r"[（《“‘【〔〈「『]*(?:[!-~]+|.)[，。、；：？！）》”’】〕〉」』…]*", re.DOTALL)
_HEAD_PIECE = 64
_ROOMS = ((width, 40, 200), (len, 20, 120))
"""How the width of a line may have been measured, and the least and greatest width that is one."""
_DATE = re.compile("[0-9〇○一二三四五六七八九十XＸx×]{2,4}年.{1,4}月.{1,4}日")


def joined(lines: Sequence[str]) -> tuple[list[str], int]:
    """Return the paragraphs that `lines` make, and how many breaks in mid-paragraph were taken out.

    Each line is a paragraph, unless the text was broken at a fixed width: then a line that is as long as
    it can be goes on in the next one, if that does not begin with an indent or the number that comes next.
    """
    goes_on = _goes_on(lines)
    paragraphs: list[list[str]] = []
    count = 0
    for at, line in enumerate(lines):
        text = line.strip(BLANK)
        if text and at and goes_on[at - 1]:
            paragraphs[-1] += [_seam(paragraphs[-1][-1], text), text]
            count += 1
        elif text:
            paragraphs.append([text])
    return ["".join(pieces) for pieces in paragraphs], count


def soft(text: str) -> tuple[list[str], int]:
    """Return the paragraphs in one that has soft line breaks, and how many of these were taken out.

    A break behind the end of a sentence, or before a number, an indent or a date, parts paragraphs.
    """
    if "\n" not in text:
        return ([text.strip(BLANK)] if text.strip(BLANK) else []), 0
    paragraphs: list[list[str]] = []
    count = 0
    for line in text.split("\n"):
        piece = line.strip(BLANK)
        if not piece:
            continue
        if paragraphs and not _parts(paragraphs[-1][-1], line, piece):
            paragraphs[-1] += [_seam(paragraphs[-1][-1], piece), piece]
            count += 1
        else:
            paragraphs.append([piece])
    return ["".join(pieces) for pieces in paragraphs], count


def _parts(before: str, line: str, piece: str) -> bool:
    ended = _ended(before) or before[-1] in "；;"
    return bool(ended or _INDENT.match(line) or _is_new(piece))


def _goes_on(lines: Sequence[str]) -> list[bool]:
    """Say for each line whether its paragraph goes on in the next one."""
    marked = _is_indented(lines)
    begins = _begins(lines, marked)
    inside = [at for at in range(len(lines) - 1) if not begins[at + 1] and not _is_new(lines[at + 1])]
    for measure, least, most in _ROOMS:
        full = _full(lines, measure, least, most)
        opens = [at for at in inside if not _ended(lines[at])]
        cut = [at for at in opens if full[at] and _is_wide(lines[at])]
        if len(cut) >= 2 and 4 * len(cut) >= 3 * len(opens):
            certain = marked or _is_parted(lines, full)
            return [
                full[at] and not begins[at + 1] and (certain or not _may_end(lines[at], lines[at + 1]))
                for at in range(len(lines) - 1)
            ]
    return [False] * len(lines)


def _is_new(line: str) -> bool:
    """Say whether a line may well be the first of a paragraph: it begins with a number, or is a date."""
    text = line.strip(BLANK)
    return marker(text[:_HEAD]) is not None or _DATE.fullmatch(text) is not None


def _may_end(line: str, after: str) -> bool:
    """Say whether a paragraph may end with a full line: it does sooner before a list than in mid-text."""
    text = line.rstrip(BLANK)
    return _ended(text) and (text[-1] in "：:" or _is_new(after))


def _is_indented(lines: Sequence[str]) -> bool:
    """Say whether the paragraphs of a text begin with an indent: some lines do, and not nearly all."""
    indented = sum(1 for line in lines if _INDENT.match(line))
    return 0 < 10 * indented < 7 * sum(1 for line in lines if line.strip(BLANK))


def _is_parted(lines: Sequence[str], full: Sequence[bool]) -> bool:
    """Say whether blank lines part the paragraphs: nearly every line that is not full is followed by one."""
    blank = [not line.strip(BLANK) for line in lines]
    ends = [at for at in range(len(lines) - 1) if not blank[at] and not full[at]]
    return 10 * sum(1 for at in ends if blank[at + 1]) >= 9 * len(ends) > 0


def _begins(lines: Sequence[str], marked: bool) -> list[bool]:
    """Say for each line whether it must be the first of a paragraph, or is blank."""
    last: dict[str, int] = {}
    found: list[bool] = []
    blank = True
    for line in lines:
        text = line.strip(BLANK)
        number = marker(text[:_HEAD]) if text else None
        counts = bool(
            number
            and number.kind in _NUMBERED
            and (number.value == 1 or number.value == last.get(number.kind, 0) + 1)
        )
        if number and counts:
            last[number.kind] = number.value
        found.append(blank or not text or counts or (marked and bool(_INDENT.match(line))))
        blank = not text
    return found


def _full(lines: Sequence[str], measure: Callable[[str], int], least: int, most: int) -> list[bool]:
    """Say for each line whether the first piece of the next one had no room in it."""
    taken = [measure(line.rstrip(BLANK)) for line in lines]
    room = max(taken, default=0)
    if not least <= room <= most:
        return [False] * len(lines)
    heads = [_PIECE.match(line.strip(BLANK)[:_HEAD_PIECE]) for line in lines]
    pieces = [measure(head[0]) if head else 0 for head in heads]
    # A closing mark may hang over the edge, so that the longest line can be one sign too long.
    slack = measure("。")
    return [
        bool(piece) and length + piece > room - slack
        for length, piece in zip(taken, [*pieces[1:], 0], strict=True)
    ]


def _is_wide(line: str) -> bool:
    """Say whether a line is Chinese for the most part: lists of addresses have equal lengths by chance."""
    return 2 * width(line) > 3 * len(line)


def _ended(line: str) -> bool:
    """Say whether a line ends as a sentence does."""
    return line.rstrip(BLANK).rstrip(_CLOSING)[-1:] in _ENDS


def _seam(before: str, after: str) -> str:
    """Return what stands between two lines put together: a space between Latin words, else nothing."""
    ends = before[-1:] + after[:1]
    return " " if ends.isascii() and not ends.isdigit() else ""
