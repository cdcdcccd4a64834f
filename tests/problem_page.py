"""The page of all problems, docs/problems.md, made of the table of codes and an example of each.

`python -m tests.problem_page` (`make problems`) writes it anew.
"""

import re
from collections.abc import Iterator

from fazhi_cli.problems import RULES, Rule
from fazhi_cli.syntax import CAUSES
from fazhi_cli.terms import LEVELS
from tests.examples import TOP
from tests.faulty import AS_OF, BASE, EXAMPLES, Example, told

PAGE = TOP / "docs" / "problems.md"
_HEAD = f"""\
# 台账的毛病：原因、例子、办法

`fazhi check` 会报的每一种毛病都在这里，按代号列出；代号写在提示第一行的方括号里，如 `错误[bad-date]`。
读不了的错误要先改好，别的命令才能用这份台账；警告和提示不妨碍使用。“…”处由程序填上当时的内容。

没有另外说明的例子，都写在下面这份台账的最后，缩进和 `title: 措施` 对齐；报出的内容以 {AS_OF} 为当天，
例中 `tasks.yaml` 后面的数字是行和列。

```yaml
{BASE}```

本页由 `make problems` 从程序自己的代号表和 `tests/faulty.py` 的例子生成，不要手改。
"""
_VARIES = "因情形而异，见下面"
_GAP = re.compile(r"\{\w+\}")


def page() -> str:
    """Return the whole page."""
    entries = [*(_entry(code, rule) for code, rule in RULES.items())]
    return "\n".join([_HEAD, _contents(), *entries])


def _contents() -> str:
    lines = []
    for level, name in LEVELS.items():
        codes = "、".join(f"[{code}](#{code})" for code, rule in RULES.items() if rule.level == level)
        lines.append(f"* {name}：{codes}\n")
    return "".join(lines)


def _entry(code: str, rule: Rule) -> str:
    parts = [
        f"## {code}\n\n{LEVELS[rule.level]}\n\n* 原因：{_plain(rule.message)}\n* 办法：{_plain(rule.hint)}\n"
    ]
    parts += [_causes()] if code == "yaml-syntax" else []
    parts += [_shown(example) for example in EXAMPLES if example.code == code]
    return "\n".join(parts)


def _plain(text: str) -> str:
    """Return a reason or remedy of the table with its gaps left open."""
    filled = _GAP.sub("…", text).replace("{{", "{").replace("}}", "}")
    return _VARIES if filled == "…" else _escaped(filled)


def _escaped(text: str) -> str:
    return re.sub(r"([<>*_|])", r"\\\1", text)


def _causes() -> str:
    rows = dict.fromkeys(f"| {_escaped(cause.reason)} | {_escaped(cause.remedy)} |\n" for cause in CAUSES)
    return f"常见的有\n\n| 原因 | 办法 |\n|---|---|\n{''.join(rows)}"


def _shown(example: Example) -> str:
    return "\n".join(_lines(example))


def _lines(example: Example) -> Iterator[str]:
    if example.told:
        yield f"例：{example.told}。"
    else:
        where = "整个文件是" if example.text else "写上"
        yield f"例：{where}\n\n```yaml\n{(example.text or example.lines).rstrip()}\n```"
    if example.printed:
        own = next(item for item in told(example)[1] if item.code == example.code)
        yield f"\n报出\n\n```text\n{own.text}\n```"
    yield ""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
