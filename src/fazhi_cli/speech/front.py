"""What stands around the body of a document: title, number, addressee, signature, remarks."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from fazhi_cli.speech.markers import marker

LONGEST_HEADING = 60
ENDS = "。！？；!?;"
_SIGNED = re.compile(
    r"[^，。；：、]{2,40}|[（(]?[0-9０-９〇○一二三四五六七八九十×Xx]{2,4}年.{1,8}日[）)]?|[（(]?此件.*[）)]?"
)
_DATED = re.compile(r"[（(]?[0-9０-９〇○一二三四五六七八九十×Xx]{2,4}年.{1,8}日[）)]?|[（(]?此件.*")
_ANNEXES = ("附件", "附表", "附：", "附:")
_TAIL = re.compile(r"[（(]?此件|(抄送|主送|抄报|联系人|联系电话|附件|附[:：]|附表|主题词|（联系)")
_ADDRESS = re.compile(r"(?!.*(?:如下|以下|下列|通知|事项))[^。；]{2,120}[：:]")
_NUMBER = re.compile(r"[^，。；]{1,20}[〔\[［(（]?[12][0-9]{3}[〕\]］)）]?第?[0-9０-９]{1,5}号")
_FAREWELL = re.compile("(谢谢|感谢)(大家|各位|聆听)?[！!。]?")


class Aside(NamedTuple):
    """Text that is no task: why, in a word, and the text itself."""

    why: str
    text: str


def front(lines: Sequence[str]) -> tuple[str, list[Aside]]:
    """Return the title out of the lines before the first number, and all of them set apart.

    Where a plan follows the notice that issues it, the plan's title counts.
    """
    title = ""
    asides: list[Aside] = []
    titles: list[str] = []
    waiting, said = True, False
    for line in lines:
        if waiting and _is_title(line):
            titles.append(line)
            continue
        if titles:
            title = "".join(titles)
            asides.append(Aside("标题", title))
            titles, waiting = [], False
        why = _why(line)
        asides.append(Aside(why, line))
        said = said or why == "前言"
        waiting = waiting or (said and why == "落款、附注" and _DATED.fullmatch(line) is not None)
    if titles:
        title = "".join(titles)
        asides.append(Aside("标题", title))
    return title, asides


def _is_title(line: str) -> bool:
    return not (
        line[-1] in ENDS + "：:"
        or len(line) > LONGEST_HEADING
        or _NUMBER.fullmatch(line)
        or _DATED.fullmatch(line)
    )


def _why(line: str) -> str:
    """Return in a word what a line before the first number is."""
    if _ADDRESS.fullmatch(line):
        return "称谓"
    if _NUMBER.fullmatch(line):
        return "文号"
    return "落款、附注" if _SIGNED.fullmatch(line) or _FAREWELL.fullmatch(line) else "前言"


def unnumbered(asides: Sequence[Aside]) -> tuple[list[str], list[Aside]]:
    """Return as body the paragraphs of a document without any number, and what stays apart."""
    body = [item.text for item in asides if item.why == "前言"]
    return body, [item for item in asides if item.why != "前言"]


def tail_start(body: Sequence[str]) -> int:
    """Return where the signature, date and remarks at the end of the body begin, else its length."""
    end = len(body)
    for at in range(len(body) - 1, 0, -1):
        text = body[at]
        if marker(text) or not _is_tail(text):
            break
        end = at
    annexes = (at for at in range(1, end) if _TAIL.match(body[at]) and body[at].startswith(_ANNEXES))
    return next(annexes, end)


def _is_tail(text: str) -> bool:
    if _TAIL.match(text) or _FAREWELL.fullmatch(text):
        return True
    return _SIGNED.fullmatch(text) is not None and text[-1] not in ENDS
