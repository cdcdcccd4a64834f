"""The made parts of docs/commands.md: every command with its usage, options, exit codes and examples.

All of it comes from the options that Typer parses, and from what the program itself says.
"""

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any

from typer.main import get_command

from fazhi_cli import cli
from fazhi_cli.cli import COMMANDS, frame
from fazhi_cli.problems import Exit
from tests.saying import said

GENERAL = "选项"
FOUND: Mapping[str, str] = {
    "list": "写了 `--exit-code` 而且有结果；几本台账里有读不了的",
    "export": "几本台账里有读不了的",
    "stats": "几本台账里有读不了的",
    "report": "几本台账里有读不了的",
    "check": "台账有错误",
    "import": "有冲突或有问题，能采用的已经写入",
    "merge-driver": "有冲突，标记已写在台账里",
    "doctor": "有要注意的或坏的",
}
"""What exit code 1 means, for the commands that end with it."""

EXITS: Mapping[Exit, str] = {
    Exit.OK: "正常，没有找到也是 0",
    Exit.FOUND: "有发现，见各命令",
    Exit.USAGE: "命令写错",
    Exit.INVALID: "台账读不了或有错",
    Exit.REFUSED: "不合规矩，没有做（编号不存在、缺佐证、要人回答）",
    Exit.CONFLICT: "别人刚改过或正占着文件，没有写入",
    Exit.UNWRITABLE: "写不进去（磁盘、权限、文件已存在）",
    Exit.FAULT: "程序自己的差错，加 `--debug` 再运行一次，把输出交给维护人员",
    Exit.INTERRUPTED: "被中断",
    Exit.CLOSED_PIPE: "管道被关",
}
_FORMATS = {"show": ["1.1.1"], "due": ["年底前"], "import": ["回收"], "trace": ["--source", "讲话.docx"]}
"""What commands need on their line, those that offer formats."""


@cache
def program() -> Any:
    """Return the program with all of its commands."""
    return get_command(cli.program(["--no-option"]))


def options(command: Any) -> dict[str, list[Any]]:
    """Return the options of a command by the panel of its help, the general ones last."""
    panels: dict[str, list[Any]] = {}
    for param in command.params:
        if param.param_type_name == "option" and not param.hidden:
            panels.setdefault(str(param.rich_help_panel or GENERAL), []).append(param)
    general = panels.pop(GENERAL, [])
    return panels | ({GENERAL: general} if general else {})


@cache
def shared() -> frozenset[str]:
    """Return the panels by which measures are selected: they are the same for several commands."""
    found: dict[str, list[list[str]]] = {}
    for command in program().commands.values():
        for panel, params in options(command).items():
            found.setdefault(panel, []).append([_row(param) for param in params])
    return frozenset(
        panel
        for panel, all_rows in found.items()
        if len(all_rows) > 2 and "筛选" in panel and _same(all_rows)
    )


def _same(items: list[list[str]]) -> bool:
    return all(item == items[0] for item in items)


def contents(page: str, old: str) -> str:
    """Return the table of all commands in the panels of the help, with links into `page`."""
    lines = ["| | 命令 | 做什么 |", "|---|---|---|"]
    before = ""
    for name, verb in COMMANDS.items():
        panel = "" if verb.panel == before else verb.panel
        before = verb.panel
        lines.append(f"| {panel} | [`{name}`]({page}#{name}) | {verb.about} |")
    return "\n".join(lines)


def selection(words: str, old: str) -> str:
    """Return the options that select measures."""
    command = program().commands["list"]
    parts = [_panel(name, params) for name, params in options(command).items() if name in shared()]
    return "\n\n".join(parts)


def exits(words: str, old: str) -> str:
    """Return the table of exit codes."""
    return "\n".join(
        ["| 退出码 | 意思 |", "|---|---|", *(f"| {int(code)} | {EXITS[code]} |" for code in Exit)]
    )


def about(name: str, old: str) -> str:
    """Return what one command does, its usage, options, exit code 1 and examples."""
    return "\n\n".join(_about(name, program().commands[name]))


def _about(name: str, command: Any) -> Iterator[str]:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    usage = " ".join(["fazhi", name, *map(frame._argument, arguments), "[选项]"])
    does, _, more = (command.help or "").partition("\n\n")
    yield " ".join(does.split())
    if more:
        yield "\n".join(f"- {line.strip()}" for line in more.strip().splitlines())
    yield f"```text\n{usage}\n```"
    panels = options(command)
    selects = [panel for panel in panels if panel in shared()]
    if arguments:
        yield _table(
            "参数", [f"| `{frame._argument(param)}` | {_cell(param.help or '')} |" for param in arguments]
        )
    if selects:
        yield "选哪些措施：[筛选](#筛选)里的各项。"
    yield from (_panel(panel, params) for panel, params in panels.items() if panel not in selects)
    if formats := _formats(name, command):
        yield f"`--format` 可以写：{formats}。"
    if name in FOUND:
        yield f"退出码 1：{FOUND[name]}。"
    yield f"例子：\n\n```text\n{command.epilog}\n```"


def _panel(name: str, params: list[Any]) -> str:
    return _table(name, [_row(param) for param in params])


def _table(name: str, rows: list[str]) -> str:
    return "\n".join([f"| {name} | |", "|---|---|", *rows])


def _row(param: Any) -> str:
    meaning = [_cell(param.help or "")]
    if param.multiple and not re.search("几|逗号", param.help or ""):
        meaning.append("可几个")
    if choices := _choices(param):
        meaning.append(f"可写 {choices}")
    if param.default not in (None, False, [], ()):
        meaning.append(f"不写为 {param.default}")
    return f"| `{_cell(frame._option(param))}` | {'；'.join(meaning)} |"


def _choices(param: Any) -> str:
    """Return the words of a table that an option takes; what is offered out of a register is none."""
    offer = getattr(param, "_custom_shell_complete", None)
    if offer is None:
        return ""
    context = SimpleNamespace(params={"file": os.devnull})
    found = [(item.value, item.help) for item in offer(context, param, "")]
    return "、".join(f"{value}（{term}）" for value, term in found if term)


def _formats(name: str, command: Any) -> str:
    """Return the formats of a command, as it tells them to somebody who asks for one that there is not."""
    if "--format" not in [opt for param in command.params for opt in param.opts]:
        return ""
    err = said(name, *_FORMATS.get(name, []), "--format", "没有").err
    told = re.search(r"可以写：(.*)", err)
    assert told, (name, err)
    return told[1]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


MAKERS = {"contents": contents, "selection": selection, "exits": exits, "command": about}
