"""How commands look on the command line: help in Chinese that knows wide characters, and usage errors.

Typer parses; what it says in English is said here. Its command and group classes are extended only where
it invites that (`cls=`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from fazhi_cli.cells import padded, width, wrapped

_HELP = "显示帮助"
_LEFT = 30
_WIDEST = 100


class Command(TyperCommand):
    """A command whose help is in Chinese, with examples below."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of one command."""
        formatter.write("\n".join(_command_help(self, ctx)) + "\n")


class Group(TyperGroup):
    """The program itself, its commands in panels."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the program."""
        formatter.write("\n".join(_program_help(self, ctx)) + "\n")


def _room() -> int:
    return min(typer.get_terminal_size((80, 24)).columns, _WIDEST)


def _command_help(command: Any, ctx: Any) -> Iterator[str]:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    pieces = " ".join(_argument(param) for param in arguments)
    yield f"用法：{ctx.command_path} {pieces + ' ' if pieces else ''}[选项]"
    yield ""
    yield from _paragraphs(command.help or "")
    yield from _parameters("参数", [(_argument(param), param.help or "") for param in arguments])
    panels: dict[str, list[tuple[str, str]]] = {}
    for param in command.params:
        if param.param_type_name == "option" and not param.hidden:
            panel = param.rich_help_panel or "选项"
            panels.setdefault(str(panel), []).append((_option(param), param.help or ""))
    panels.setdefault("选项", []).append(("--help", _HELP))
    for name, rows in panels.items():
        yield from _parameters(name, rows)
    if command.epilog:
        yield ""
        yield "例子："
        yield from (f"  {line}" for line in command.epilog.splitlines())


def _program_help(group: Any, ctx: Any) -> Iterator[str]:
    yield "用法：fazhi 命令 [选项]"
    yield ""
    yield from _paragraphs(group.help or "")
    panels: dict[str, list[tuple[str, str]]] = {}
    for name, command in group.commands.items():
        if not command.hidden:
            panel = str(command.rich_help_panel or "命令")
            panels.setdefault(panel, []).append((name, command.short_help or ""))
    for panel, rows in panels.items():
        yield from _parameters(panel, rows)
    options = [(_option(param), param.help or "") for param in group.params if not param.hidden]
    yield from _parameters("选项", [*options, ("--help", _HELP)])
    yield ""
    yield "各命令的用法：fazhi 命令 --help"


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from wrapped(line, _room())


def _parameters(title: str, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield f"{title}："
    left = min(max(width(name) for name, _ in rows), _LEFT)
    room = max(_room() - left - 4, 20)
    for name, text in rows:
        lines = wrapped(text, room)
        if width(name) > left:
            yield f"  {name}"
            name = ""
        yield f"  {padded(name, left)}  {lines[0]}".rstrip()
        yield from (f"  {' ' * left}  {line}" for line in lines[1:])


def _argument(param: Any) -> str:
    name = param.metavar or param.name
    return f"{name if param.required else f'[{name}]'}{'…' if param.nargs != 1 else ''}"


def _option(param: Any) -> str:
    names = ", ".join([*param.opts, *param.secondary_opts])
    return names if param.is_flag else f"{names} {param.metavar or '文字'}"


def usage_text(error: Any) -> str:
    """Return in Chinese what Typer's usage error `error` says, with what to type instead."""
    kind = type(error).__name__
    tell = _USAGE.get(kind, _other)
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "fazhi"
    return f"错误：{tell(error)}\n提示：用 {command} --help 看用法"


def _no_option(error: Any) -> str:
    near = next(iter(error.possibilities or ()), None)
    return f"没有选项 {error.option_name}" + (f"，是不是 {near}？" if near else "")


def _missing(error: Any) -> str:
    param = error.param
    if param is None:
        return "缺少参数"
    name = _argument(param) if param.param_type_name == "argument" else param.opts[0]
    return f"缺少{'参数' if param.param_type_name == 'argument' else '选项'} {name}"


def _bad_value(error: Any) -> str:
    param = error.param
    if param is None:
        return str(error.message)
    name = (param.metavar or param.name) if param.param_type_name == "argument" else param.opts[-1]
    return f"{name} 的值不对：{_reason(str(error.message))}"


def _bad_option(error: Any) -> str:
    if "does not take a value" in error.message:
        return f"选项 {error.option_name} 后面不跟值"
    return f"选项 {error.option_name} 后面缺少值"


def _bad_argument(error: Any) -> str:
    return "参数的个数不对"


def _other(error: Any) -> str:
    message = str(error.message)
    if message.startswith("No such command"):
        typed, _, meant = message.partition(". Did you mean ")
        name = typed.removeprefix("No such command ").strip("'.")
        return f"没有命令 {name}" + (f"，是不是 {meant.rstrip('?')}？".replace("'", "") if meant else "")
    if message.startswith("Got unexpected extra argument"):
        return f"多出来的内容：{message.partition('(')[2].rpartition(')')[0] or message.rpartition('(')[2]}"
    if message.startswith("Missing command"):
        return "缺少命令"
    return _reason(message)


def _reason(message: str) -> str:
    quoted = message.split("'")[1] if message.count("'") >= 2 else ""
    if "is not a valid" in message:
        return f"{quoted} 不是整数" if "integer" in message else f"{quoted} 不合要求"
    return message


_USAGE: Mapping[str, Callable[[Any], str]] = {
    "NoSuchOption": _no_option,
    "MissingParameter": _missing,
    "BadParameter": _bad_value,
    "BadOptionUsage": _bad_option,
    "BadArgumentUsage": _bad_argument,
}
