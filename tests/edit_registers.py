"""Random registers in mixed styles, and random changes to them."""

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

from fazhi_cli import terms
from fazhi_cli.change import Append, Change, Clear, Drop, Path, Put, Value

WORDS = [
    "推进工作",
    "印发方案",
    "区司法局",
    "各镇街",
    "依法行政",
    "“三个一”",
    "〔2022〕8号",
    "60%",
    "a.b",
    "x=y",
    "3+N",
    "C:\\资料",
    "http://a.b/c?d=e&f",
    "😀",
    "ｆｕｌｌ",
    "第1条",
    "it's",
    '说"好"',
    "一：二",
    "-",
    "?",
    "#1",
    "yes",
    "no",
    "~",
    "null",
    "3.10",
    "2022-01-01",
    "0x1F",
    "1e3",
    "@x",
    "`y`",
    "%z",
    "|a",
    ">b",
    "&c",
    "*d",
    "!e",
    "{f",
    "[g",
    "尾:",
    ":头",
    "逗,号",
    "]",
    "}",
    "===",
    "<<",
]
KEYS = (
    "lead",
    "support",
    "owner",
    "due",
    "assumed",
    "status",
    "progress",
    "detail",
    "tags",
    "log",
    "finding",
)
LISTS = ("support", "assumed", "tags", "log")
ASSUMED = ("lead", "due", "support", "owner", "tags")
START = date(2022, 4, 1)


def line_text(random: Random) -> str:
    """Return a text of one line that may need quotes."""
    return " ".join(random.choice(WORDS) for _ in range(random.randint(1, 4)))


def long_text(random: Random) -> str:
    """Return a text of one or several lines."""
    return random.choice(("\n", "\n\n", "\n  ")).join(line_text(random) for _ in range(random.randint(1, 3)))


def entry(random: Random) -> dict[str, Value]:
    """Return a progress record."""
    made: dict[str, Value] = {"date": START + timedelta(random.randint(0, 200))}
    if random.random() < 0.5:
        made["progress"] = random.randint(0, 100)
    if random.random() < 0.7:
        made["note"] = long_text(random)
    if random.random() < 0.3:
        made["evidence"] = [line_text(random) for _ in range(random.randint(1, 2))]
    return made


VALUES: dict[str, Callable[[Random], Value]] = {
    "lead": line_text,
    "owner": line_text,
    "title": line_text,
    "due": lambda random: random.choice(("年底前", "9月底前", "2022-09-30", "长期坚持", "X月底前")),
    "status": lambda random: random.choice([*terms.STATUSES, *terms.STATUSES.values()]),
    "progress": lambda random: random.randint(0, 100),
    "detail": long_text,
    "finding": long_text,
    "support": lambda random: [line_text(random) for _ in range(random.randint(0, 4))],
    "tags": lambda random: [line_text(random) for _ in range(random.randint(0, 3))],
    "assumed": lambda random: list(random.sample(ASSUMED, random.randint(0, 3))),
    "log": lambda random: [entry(random) for _ in range(random.randint(0, 3))],
}


class Writer:
    """Writes plain values as YAML, each in a style of its own."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.count = 0

    def often(self, share: float) -> bool:
        """Say yes in so many cases of one."""
        return self.random.random() < share

    def comment(self) -> str:
        """Return a comment, no two alike."""
        self.count += 1
        return f"# 注{self.count}: {self.random.choice(WORDS)}"

    def tail(self) -> str:
        """Return what may stand behind a value on its line."""
        return f"{' ' * self.random.randint(1, 3)}{self.comment()}" if self.often(0.25) else ""

    def between(self, column: int) -> list[str]:
        """Return lines that may stand between two keys or items."""
        lines = []
        while self.often(0.15):
            lines.append(" " * self.random.choice((0, column, column + 3)) + self.comment())
        return ["", *lines] if self.often(0.1) else lines

    def quoted(self, text: str, flow: bool) -> str:
        """Return a scalar on one line."""
        plain = all(char.isalnum() or char in "“”〔〕：" for char in text) and not text.isascii()
        if plain and self.often(0.7):
            return text
        if "\n" not in text and self.often(0.5):
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=max(text) < "\U00010000" and self.often(0.1))

    def scalar(self, value: Value, flow: bool) -> str:
        """Return a number, a date or a text on one line."""
        if isinstance(value, str):
            return self.quoted(value, flow)
        text = value.isoformat() if isinstance(value, date) else str(value)
        return self.random.choice((text, text, f'"{text}"', f"'{text}'"))

    def in_flow(self, value: Value, column: int) -> str:
        """Return `value` in flow style, on one line or several."""
        if not isinstance(value, list | dict):
            return self.scalar(value, True)
        first, last = "[]" if isinstance(value, list) else "{}"
        if isinstance(value, list):
            members = [self.in_flow(item, column + 2) for item in value]
        else:
            members = [f"{self.key(key)}: {self.in_flow(part, column + 2)}" for key, part in value.items()]
        if not members:
            return self.random.choice((first + last, f"{first} {last}"))
        if self.often(0.6):
            space = " " if self.often(0.2) else ""
            comma = "," if self.often(0.1) else ""
            return f"{first}{space}{', '.join(members)}{comma}{space}{last}"
        return self.on_lines(members, first, last, column)

    def on_lines(self, members: Sequence[str], first: str, last: str, column: int) -> str:
        """Return a flow collection with members on lines of their own."""
        inner = "\n" + " " * (column + 2)
        lines = [first + self.tail()]
        for position, member in enumerate(members):
            comma = "," if position + 1 < len(members) or self.often(0.4) else ""
            lines.append(member + comma + self.tail())
            if self.often(0.1):
                lines.append(self.comment())
        return inner.join(lines) + "\n" + " " * (column + 1) + last

    def key(self, key: str) -> str:
        """Return a key, rarely in quotes."""
        return f'"{key}"' if self.often(0.05) else key

    def literal(self, text: str, column: int) -> list[str] | None:
        """Return the lines of a block scalar behind its key, if `text` can be one."""
        lines = text.split("\n")
        if any(line != line.strip() for line in lines) or not all(lines) or not self.often(0.5):
            return None
        header = self.random.choice(("|-", "|", "|+", ">-")) + self.tail()
        if header.startswith(">") and len(lines) > 1:
            return None
        blank = [""] if self.often(0.3) else []
        return [header, *(" " * (column + 2) + line for line in lines), *blank]

    def pair(self, key: str, value: Value, column: int) -> list[str]:
        """Return the lines of a key and its value, the first without its indentation."""
        name = self.key(key)
        if isinstance(value, list) and not value:
            empty = self.random.choice(("", "[]", "[ ]", "~", "null"))
            return [f"{name}:{' ' if empty else ''}{empty}{self.tail()}"]
        if isinstance(value, list) and self.often(0.6):
            return [f"{name}:{self.tail()}", *self.items(value, column + self.random.choice((0, 2, 4)))]
        if isinstance(value, str) and key in ("detail", "finding", "note"):
            block = self.literal(value, column)
            if block:
                return [f"{name}: {block[0]}", *block[1:]]
        colon = " :" if name != key and self.often(0.3) else ":"
        return f"{name}{colon} {self.in_flow(value, column)}{self.tail()}".split("\n")

    def items(self, values: Sequence[Value], column: int) -> list[str]:
        """Return the lines of a block list."""
        indent = " " * column
        gap = " " * self.random.choice((1, 1, 1, 3))
        lines: list[str] = []
        for value in values:
            lines += self.between(column)
            inner = column + 1 + len(gap)
            if isinstance(value, dict) and self.often(0.6):
                body = self.mapping(value, inner)
            else:
                body = f"{self.in_flow(value, inner)}{self.tail()}".split("\n")
            if self.often(0.1):
                lines += [f"{indent}-{self.tail()}", " " * inner + body[0], *body[1:]]
            else:
                lines += [f"{indent}-{gap}{body[0]}", *body[1:]]
        return lines

    def mapping(self, value: dict[str, Value], column: int) -> list[str]:
        """Return the lines of a block mapping, the first without its indentation."""
        lines: list[str] = []
        for key, part in value.items():
            first, *rest = self.pair(key, part, column)
            if lines:
                lines += self.between(column)
                lines.append(" " * column + first)
            else:
                lines.append(first)
            lines += rest
        return lines


def _measure(random: Random, own: str) -> dict[str, Value]:
    made: dict[str, Value] = {"id": own, "title": line_text(random)}
    for key in random.sample(KEYS, random.randint(0, len(KEYS))):
        made[key] = VALUES[key](random)
    order = list(made)
    if random.random() < 0.3:
        random.shuffle(order)
    elif random.random() < 0.7:
        order.sort(key=[field.name for field in terms.FIELDS].index)
    return {key: made[key] for key in order}


def register(random: Random) -> str:
    """Return the text of a register with one to four measures in two subtasks."""
    measures = [_measure(random, f"1.1.{number}") for number in range(1, random.randint(1, 3) + 1)]
    subtasks: list[Value] = [
        {"id": "1.1", "title": "子任务", "measures": list(measures)},
        {"id": "1.2", "title": "子任务", "measures": [_measure(random, "1.2.01")]},
    ]
    section: dict[str, Value] = {"id": "1", "title": "部分", "subtasks": subtasks}
    whole: dict[str, Value] = {"title": "台账", "year": 2022, "issued": START, "sections": [section]}
    writer = Writer(random)
    text = "\n".join(writer.mapping(whole, 0))
    text += random.choice(("\n", "\n", "\n\n", "\n# 尾\n", ""))
    ends = random.choice((["\n"], ["\n"], ["\r\n"], ["\n", "\r\n"]))
    lines = text.split("\n")
    return "".join(line + random.choice(ends) for line in lines[:-1]) + lines[-1]


def _change(random: Random, path: Path, measure: dict[str, object]) -> Change:
    present = [key for key in measure if key not in ("id", "title")]
    kind = random.choice(("put", "put", "append", "drop", "clear"))
    assumed = measure.get("assumed")
    if kind == "append":
        return Append((*path, "log"), tuple(entry(random) for _ in range(random.randint(1, 2))))
    if kind == "drop" and isinstance(assumed, list) and assumed:
        return Drop((*path, "assumed"), random.choice(assumed))
    if kind == "clear" and present:
        return Clear((*path, random.choice(present)))
    key = random.choice([key for key in VALUES if key != "log"])
    value = VALUES[key](random)
    if isinstance(value, list) and isinstance(old := measure.get(key), list) and random.random() < 0.5:
        value = [*old, *value] if random.random() < 0.5 else [*value, *old]
    return Put((*path, key), value)


def changes(random: Random, data: object) -> list[Change]:
    """Return one to eight changes to measures of the register whose plain data are `data`."""
    subtasks = data["sections"][0]["subtasks"]  # type: ignore[index]
    made: dict[Path, Change] = {}
    for s, subtask in enumerate(subtasks):
        below: Path = ("sections", 0, "subtasks", s, "measures")
        for m, measure in enumerate(subtask["measures"]):
            for _ in range(random.choice((0, 1, 2, 4))):
                change = _change(random, (*below, m), measure)
                made[change.path] = change
        if random.random() < 0.2:
            made[below] = Append(below, ({"id": f"1.{s + 1}.77", "title": line_text(random)},))
    return list(made.values())
