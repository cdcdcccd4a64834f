"""From a phrase to its words of time: spelling folded together, numbers read, everything else kept as text.

What a sequence of words means is not known here.
"""

import re

from fazhi_cli.deadline.moment import Year
from fazhi_cli.deadline.numerals import SIGNS, is_mask, number
from fazhi_cli.deadline.words import ORDINAL_UNITS, UNITS, VOCABULARY, WEEKDAYS, Token

_FOLDS = (
    ("—–―－─~～〜‐‑﹣－", "-"),
    ("“”„‟‘’'＂＇「」『』", '"'),
    ("\t\n\r\x0b\x0c\xa0\u3000\u2002\u2003\u2009\u202f", " "),
    ("．·", "."),
    ("〔【", "("),
    ("〕】", ")"),
)
_FOLD = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD |= {sign: folded for signs, folded in _FOLDS for sign in signs}
TABLE = str.maketrans(_FOLD)
_SPACE = r"(?<![0-9A-Za-z]) +| +(?![0-9A-Za-z])"
_ITEM = (
    r"(?:\(?[0-9]{1,2}\)?|\(?[一二三四五六七八九十]{1,3}\))[.、)](?=[0-9]{4}年|[0-9]{1,2}月|[^0-9])"
    r"|\([0-9一二三四五六七八九十]{1,3}\)|[①-⑳]"
    r"|[一二三四五六七八九十]{1,3}[、.](?![一二三四五六七八九十])"
)
_ITEM_SIGNS = frozenset(".、)") | {chr(code) for code in range(ord("①"), ord("⑳") + 1)}
_INCLUSIVE = r"\(?含(?:当|本)?(?:日|天)?\)|\(含[0-9]{1,2}日\)"
_NUMERIC = (
    r"(?P<date>[0-9]{4}(?P<mark>[-./])[0-9]{1,2}(?P=mark)[0-9]{1,2}(?![0-9年月]))[日号]?"
    r"|(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9]))时?"
    r"|(?P<compact>[12][0-9]{3}[01][0-9][0-3][0-9](?![0-9]))"
    r"|(?P<yearmonth>[0-9]{4}[-./](?:0?[1-9]|1[0-2])(?:月|(?![0-9年.])))"
    r"|(?P<decimal>[0-9]+[./][0-9]{1,2}(?![0-9])(?!月[底末上中下份0-9]))"
)
_TIMES_OVER = "[0-9]+[×xX*][0-9]+"
_PLAN = "(十[一二三四五六七八九]|[一二三四六七八九])五"
_PHASES = ("中期", "初期", "前期", "后期", "前半", "后半", "中后期")
_PLAN_YEARS = {"开局之年": 0, "开局年": 0, "收官之年": 4, "收官年": 4}
_OF_A_YEAR = "第?[一二三四1-4]季度|[上下]半年"
_LETTERED = "[Qq][1-4](?![0-9A-Za-z])|[Hh][12](?![0-9A-Za-z])"
_PUNCTUATION = {sign: sign for sign in ",;:() "} | {"、": ",", "。": ";", "!": ";", "?": ";"}
_BLANK = r"\( *\)(?=[年月日天周]|季度|个工作日|个月)"
_LED_BACK = r"[日号]?\"?(?=之?前|以前|止|截止)"
_NOT_RHYTHM = "度?(?:计划|方案|安排|要求|目标|任务|进度|序时)|期|节"
_ONE_EACH = "(半年|一(?:周|月|季度?|年))一(?=[\u4e00-\u9fff])(?![日号月年周天季旬个至到度])"
_EACH = {
    "周": "everyweek",
    "月": "everymonth",
    "季": "everyquarter",
    "季度": "everyquarter",
    "年": "everyyear",
}
_UNQUOTED = ("五四", "六一", "七一", "八一")
_DUAL = ("两", "俩")
_MINUTES = "[0-9]{1,2}分|半|整|一刻|三刻"
_BARE_UNITS = dict.fromkeys(
    ("yearend", "yearin", "mid", "monthend", "monthin", "quarterend", "quarterin"),
    tuple("几数多干历往整跨换"),
) | {"weekday": tuple("单双隔")}
_BEHIND = tuple("勤续期备")
_JOINTS = ("-", "至", "到")
_OTHER_DAYS = "(?:[、和及与][一二三四五六日])+(?=[前之、,;。)]|$|[上下]午|报)"
_OTHER_NUMBERS = "[0-9一二三四五六七八九十]{1,3}[月日季]"
_NOT_WEEKDAY = tuple("次天个遍轮回场期篇名项小大类常均")
_AFTER_MONDAY = (*"前之以下上中晚,;.)(-至", "完成", "报送", "上报")


_SPANS = {
    "days": "day",
    "workdays": "workday",
    "weeks": "week",
    "months": "month",
    "halfyears": "month",
    "hours": "hour",
}


def fold(phrase: str) -> str:
    """Return `phrase` in one spelling: ASCII digits and signs, one dash, one quote, no idle spaces."""
    text = phrase.translate(TABLE).strip()
    if " " in text:
        text = re.sub(_SPACE, "", text)
    if "--" in text:
        text = re.sub("--+", "-", text)
    if "(" in text:
        text = re.sub(_BLANK, "_", text)
    if "含" in text:
        text = re.sub(_INCLUSIVE, "", text)
    if _ITEM_SIGNS.isdisjoint(text[:5]):
        return text
    item = re.match(_ITEM, text)
    return text[item.end() :] if item else text


def without_titles(text: str) -> tuple[str, str]:
    """Return `text` with its 《titles》 cut out, and the titles."""
    if "《" not in text:
        return text, ""
    kept: list[str] = []
    titles: list[str] = []
    depth = 0
    for sign in text:
        depth += sign == "《"
        (titles if depth else kept).append(sign)
        depth -= sign == "》" and depth > 0
    return "".join(kept), "".join(titles)


_Read = tuple[tuple[Token, ...] | None, int]
"""What was read at a place: its tokens, None where it is plain text, and where to go on."""


def tokens(text: str) -> list[Token]:
    """Return the tokens of a folded text, in order; plain text between them makes tokens of its own."""
    found: list[Token] = []
    start = place = 0
    while place < len(text):
        made, after = _read(text, place)
        if made is not None and not (text[place] == "的" and start < place):
            if start < place:
                found.append(Token("text", text[start:place], None, None, start))
            found.extend(made)
            start = after
        place = after
    if start < place:
        found.append(Token("text", text[start:place], None, None, start))
    return found


def _read(text: str, place: int) -> _Read:
    sign = text[place]
    if sign in "一半" and (each := re.match(_ONE_EACH, text[place : place + 6])):
        kind = _EACH.get(each[1][1:], "everyhalf") if sign == "一" else "everyhalf"
        return (Token(kind, each.group(), place=place),), place + each.end()
    if sign == "晚" and re.match("晚[0-9]{1,2}[时点:]", text[place : place + 4]):
        return (Token("clock", sign, 24, place=place),), place + 1
    for beginning in (text[place : place + 2], sign):
        for word, kind, value in VOCABULARY.get(beginning, ()):
            if text.startswith(word, place):
                return _word(text, Token(kind, word, value, None, place))
    if sign in SIGNS:
        return _numeral(text, place)
    if sign in _PUNCTUATION:
        return (Token(_PUNCTUATION[sign], sign, place=place),), place + 1
    if sign in '"的':
        return (), place + 1
    if sign in "第每":
        return _counted(text, place)
    return _lettered(text, place) if sign in "QqHh" else (None, place + 1)


def _word(text: str, token: Token) -> _Read:
    after = token.place + len(token.text)
    if token.kind == "text" or (token.kind == "weekday" and text.startswith(_NOT_WEEKDAY, after)):
        return None, after
    if token.text in _UNQUOTED and not text.startswith(("前", "之前", "以前", "节"), after):
        return None, after
    if token.text[0] in "按逐" and re.match(_NOT_RHYTHM, text[after : after + 4]):
        return None, after
    if token.kind in _BARE_UNITS and text[token.place - 1 : token.place] in _BARE_UNITS[token.kind]:
        return (token._replace(kind="unsupported"),), after
    if token.kind == "around" and text.startswith(_BEHIND, after):
        return (Token("before", token.text[0], place=token.place),), token.place + 1
    day = text[after : after + 1]
    if token.kind not in ("everyweek", "refweek") or day not in WEEKDAYS:
        return (token,), after
    if text.startswith(_NOT_WEEKDAY, after + 1):
        return (token,), after
    if others := re.match(_OTHER_DAYS, text[after + 1 :]):
        name = token.text + day + others.group()
        return (Token("everyother", name, place=token.place),), after + 1 + others.end()
    if token.kind == "everyweek" and _is_doubtful(day, text[after + 1 :]):
        other = "每周（一次）" if day == "一" else "每周、每日"
        return (Token("doubtful", token.text + day, (f"每周{day}前", other), place=token.place),), after + 1
    return (token, Token("weekday", day, WEEKDAYS[day], place=after)), after + 1


def _is_doubtful(day: str, following: str) -> bool:
    """Say whether the day in 每周一调度 may be a count, or that in 每周日报 part of a word."""
    if day == "一":
        return following != "" and not following.startswith(_AFTER_MONDAY)
    return day == "日" and following.startswith("报")


def _numeral(text: str, place: int) -> _Read:
    run = _run(text, place)
    after = place + len(run)
    follows = text[after : after + 1]
    if run.isascii() and (follows in "-./:" or len(run) == 8) and (read := _numeric(text, place)):
        return read
    unit, kind = _unit(text, after)
    if not unit and follows in _JOINTS:
        return _range(text, place, run)
    if not unit:
        return _unitless(text, place, run)
    after += len(unit)
    if kind == "hours" and re.fullmatch(_TIMES_OVER, run):
        return None, after
    if run in _DUAL and kind in ("month", "quarter"):
        kind = "months" if unit == "月" else "unsupported"
    if unit == "季" and not text.startswith(("末", "底"), after):
        return None, after
    if kind == "clock" and (minutes := re.match(_MINUTES, text[after:])):
        after += minutes.end()
    return _made(run, kind, unit, place) if kind else None, after


def _run(text: str, place: int) -> str:
    stop = place
    while stop < len(text) and text[stop] in SIGNS:
        stop += 1
    return text[place:stop]


def _unit(text: str, place: int) -> tuple[str, str]:
    for unit, kind in UNITS.get(text[place : place + 1], ()):
        if text.startswith(unit, place):
            return unit, kind
    return "", ""


def _range(text: str, place: int, low: str) -> _Read:
    """Read 2—3年, 9至10月: one token of the second number that remembers the first."""
    second = place + len(low) + 1
    second += text.startswith("第", second)
    run = _run(text, second)
    unit, kind = _unit(text, second + len(run))
    years = len(low) == len(run) == 4
    if not run or not (kind or (years and run.isdigit())):
        return _unitless(text, place, low)
    after = second + len(run) + len(unit)
    if kind == "year" and len(run) == 4 and not years:
        return (Token("unsupported", text[place:after], place=place),), after
    return _made(run, kind or "year", unit, place, low=low), after


def _unitless(text: str, place: int, run: str) -> _Read:
    after = place + len(run)
    plan = re.fullmatch(_PLAN, run)
    if plan and (len(run) > 2 or '"' in text[place - 1 : place]):
        return _plan(text, place, run, number(plan[1]) or 0)
    if text.startswith("、", after) and re.match(_OTHER_NUMBERS, text[after + 1 : after + 5]):
        return (Token("unsupported", f"{run}、", place=place),), after + 1
    if len(run) == 4 and run.isdigit() and re.match(f"{_LETTERED}|{_OF_A_YEAR}", text[after : after + 5]):
        return _made(run, "year", "", place), after
    if run == "?":
        return (Token(";", run, place=place),), after
    return None, after


def _plan(text: str, place: int, run: str, count: int) -> _Read:
    """Read “十四五”规划 or “八五”普法 as its years; “八五” alone may be either kind of plan."""
    after = place + len(run)
    after += text.startswith('"', after)
    law = text.startswith("普法", after)
    after += 2 * law
    after += 2 * text.startswith("规划", after)
    first = (1981 if law else 1951) + 5 * count
    if count < 10 and not law:
        readings = (f"“{run}”普法期间（到{1985 + 5 * count}年）", f"“{run}”计划期间（到{first + 4}年）")
        return (Token("vague", run, readings, place=place),), after
    if text.startswith(_PHASES, after):
        return (Token("unsupported", text[place:after], place=place),), after
    for word, shift in _PLAN_YEARS.items():
        if text.startswith(word, after):
            named = text[place : after + len(word)].replace('"', "")
            return (Token("year", named, Year("stated", first + shift), place=place),), after + len(word)
    value = (Year("stated", first), Year("stated", first + 4))
    return (Token("plan", text[place:after].replace('"', ""), value, place=place),), after


def _counted(text: str, place: int) -> _Read:
    """Read 第三季度, 第一至第三季度, 第二个月; or 每两周, which no rhythm can hold."""
    run = _run(text, place + 1)
    after = place + 1 + len(run)
    unit, kind = _unit(text, after)
    if run and not unit and text.startswith(_JOINTS, after):
        return _range(text, place + 1, run)
    if not run or not kind:
        return None, place + 1
    kind = "everyother" if text[place] == "每" else ORDINAL_UNITS.get(unit, "unsupported")
    after += len(unit)
    if kind in ("everyother", "unsupported"):
        return (Token(kind, text[place:after], place=place),), after
    return (Token(kind, text[place:after], _value(run), place=place),), after


def _lettered(text: str, place: int) -> _Read:
    found = re.match(_LETTERED, text[place:])
    if found is None or (place and text[place - 1].isascii() and text[place - 1].isalpha()):
        return None, place + 1
    kind, count = found.group()[0].upper(), int(found.group()[1])
    value: object = count if kind == "Q" else (6 * count - 5, 6 * count)
    token = Token("quarter" if kind == "Q" else "part", found.group(), value, place=place)
    return (token,), place + found.end()


def _numeric(text: str, place: int) -> _Read | None:
    found = re.match(_NUMERIC, text[place:])
    if found is None:
        return None
    whole = found.group()
    if found["clock"]:
        return (Token("clock", whole, int(whole.split(":")[0]), place=place),), place + len(whole)
    if found["decimal"]:
        return _decimal(text, place, whole)
    digits = whole.rstrip("月日号").replace(whole[4], "-") if not found["compact"] else whole
    parts = [digits[:4], digits[4:6], digits[6:]] if found["compact"] else digits.split("-")
    kinds = zip(("year", "month", "day"), parts, strict=False)
    made = tuple(token for kind, part in kinds for token in _made(part, kind, "", place))
    return made, place + len(whole)


def _decimal(text: str, place: int, whole: str) -> _Read:
    """Read 1.5个月, which is no count of anything, or 9.30, which may be a day and may be a number."""
    unit, kind = _unit(text, place + len(whole))
    after = place + len(whole) + len(unit)
    led_back = re.match(_LED_BACK, text[place + len(whole) :])
    if kind and not led_back:
        return (Token("unsupported", text[place:after], place=place),), after
    month, day = (int(part) for part in whole.replace("/", ".").split("."))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None, after
    if led_back:
        stop = place + len(whole) + led_back.end()
        return (Token("month", whole, month, place=place), Token("day", "", day, place=place)), stop
    return (Token("vague", whole, (f"{month}月{day}日前", f"编号{whole}"), place=place),), after


def _value(run: str) -> int | None:
    """Return the value of a numeral, -1 for what is none, and None where the number was blanked."""
    value = number(run)
    if value is None or not run.strip("〇○"):
        return None if is_mask(run) else -1
    return value


def _made(run: str, kind: str, unit: str, place: int, low: str = "") -> tuple[Token, ...]:
    """Return the token of a number and its unit, or of a range of numbers."""
    text = f"{low}至{run}{unit}" if low else run + unit
    value, least = _value(run), _value(low) if low else None
    if value == -1 or least == -1 or (least is not None and value is not None and least > value):
        return (Token("unsupported", text, place=place),)
    kind, content = _content(kind, value, run)
    return (Token(kind, text, content, least, place),)


def _content(kind: str, value: int | None, run: str) -> tuple[str, object]:
    if value is None:
        return ("span" if kind in _SPANS else kind), None
    if kind == "year":
        return _year(value, run)
    if kind not in _SPANS:
        return kind, value
    return "span", (12 * value + 6 if kind == "halfyears" else value, _SPANS[kind])


def _year(value: int, run: str) -> tuple[str, object]:
    if len(run) == 4:
        return "year", Year("stated", value)
    return ("shortyear", value) if 16 <= value <= 99 else ("span", (value, "year"))
