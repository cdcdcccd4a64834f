"""How commands look on the command line: help in Chinese that knows wide characters, and usage errors.

Typer parses; what it says in English is said here. Its command and group classes are extended only where
it invites that (`cls=`).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from fazhi_cli import terms
from fazhi_cli.cells import padded, width, wrapped
from fazhi_cli.problems import Usage

_HELP = ("--help, -h", "显示帮助")
_GENERAL = "选项"
_EXAMPLES = """\
fazhi                                 台账的概况，接下来做什么
fazhi init --year 2026                建自己的台账
fazhi list --overdue                  逾期的
fazhi mark 3.4.8 --progress 40 --note 已印发方案
fazhi report                          本周的简报"""
_LEFT = 30
_WIDEST = 100
_LEAST = 16


class Command(TyperCommand):
    """A command whose help is in Chinese, with examples below."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse as Typer does, but let every usage error know which command it is about.

        Raises Usage for an option behind other dashes than its own: `-overdue` would be `-o verdue`.
        """
        for word in () if ctx.resilient_parsing else args[: args.index("--")] if "--" in args else args:
            if (meant := _dashed(word)) and meant in _options(self):
                raise Usage(f"没有选项 {word}{terms.guess(meant)}", f"用 {ctx.command_path} --help 看用法")
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            if getattr(error, "ctx", ctx) is None:
                error.ctx = ctx  # type: ignore[attr-defined]
            raise

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of one command."""
        formatter.write("\n".join(_command_help(self, ctx)) + "\n")


class Group(TyperGroup):
    """The program itself, its commands in panels."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that `args` begin with. Raises Usage with the nearest one if there is none."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            near = _command_meant(args[0], self.commands)
            raise Usage(f"没有命令 {args[0]}{terms.guess(near)}", "用 fazhi --help 看全部命令")
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the program."""
        formatter.write("\n".join(_program_help(self)) + "\n")


def _room() -> int:
    return min(typer.get_terminal_size((80, 24)).columns, _WIDEST)


def _command_help(command: Any, ctx: Any) -> Iterator[str]:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    pieces = " ".join(_argument(param) for param in arguments)
    yield f"用法：{ctx.command_path} {pieces + ' ' if pieces else ''}[选项]"
    yield ""
    yield from _paragraphs(command.help or "")
    yield from _rows("参数", [(_argument(param), param.help or "") for param in arguments])
    panels: dict[str, list[tuple[str, str]]] = {}
    for param in command.params:
        if param.param_type_name == "option" and not param.hidden:
            panel = param.rich_help_panel or _GENERAL
            panels.setdefault(str(panel), []).append((_option(param), param.help or ""))
    general = [*panels.pop(_GENERAL, []), _HELP]
    for name, rows in [*panels.items(), (_GENERAL, general)]:
        yield from _rows(name, rows)
    if command.epilog:
        yield ""
        yield "例子："
        yield from (f"  {line}" for line in command.epilog.splitlines())


def _program_help(group: Any) -> Iterator[str]:
    yield "用法：fazhi 命令 [选项]"
    yield ""
    yield from _paragraphs(group.help or "")
    panels: dict[str, list[tuple[str, str]]] = {}
    for name, command in group.commands.items():
        if not command.hidden:
            panels.setdefault(str(command.rich_help_panel), []).append((name, command.short_help or ""))
    for panel, rows in panels.items():
        yield from _rows(panel, rows)
    options = [(_option(param), param.help or "") for param in group.params if not param.hidden]
    yield from _rows(_GENERAL, [*options, _HELP])
    yield ""
    yield "例子："
    yield from (f"  {line}" for line in _EXAMPLES.splitlines())
    yield ""
    yield "各命令的用法和例子：fazhi 命令 --help"


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from wrapped(line, _room())


def _rows(title: str, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a panel: a heading, then names and what they mean in two columns."""
    if not rows:
        return
    yield ""
    yield f"{title}："
    left = min(max(width(name) for name, _ in rows), _LEFT)
    room = max(_room() - left - 4, _LEAST)
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


def in_chinese(error: Any) -> Usage:
    """Return what Typer's usage error `error` says as one of ours, with what to type instead."""
    tell = _TOLD.get(type(error).__name__, _other)
    context = getattr(error, "ctx", None)
    return Usage(tell(error), f"用 {context.command_path if context else 'fazhi'} --help 看用法")


def _no_option(error: Any) -> str:
    near = next(iter(error.possibilities or ()), None) or _option_meant(error.option_name, error.ctx.command)
    return f"没有选项 {error.option_name}{terms.guess(near)}"


def _options(command: Any) -> dict[str, Any]:
    """Return the options of a command by each of their long names, without those that help leaves out."""
    params = [param for param in command.params if param.param_type_name == "option" and not param.hidden]
    return {name: param for param in params for name in param.opts if name.startswith("--")}


def _dashed(word: str) -> str:
    """Return the long option that a word is but for its dashes: one, or what a Chinese keyboard makes."""
    found = re.fullmatch(r"(?:-|[\u2010-\u2015\u2212\uff0d]+-?)([A-Za-z][A-Za-z-]+)(?:=.*)?", word, re.DOTALL)
    return f"--{found[1]}" if found else ""


def _command_meant(word: str, commands: Mapping[str, Any]) -> str | None:
    """Return what to type for a command called `word`: one spelt like it, or that is said to do it."""
    doing = (name for name, command in commands.items() if _is_chinese(word) and word in command.short_help)
    return terms.nearest(word, commands) or _CALLED.get(word) or next(doing, None)


def _option_meant(word: str, command: Any) -> str | None:
    """Return the option that an unknown one may be: with this word as its value or in its help.

    Of the program itself it is that of the first command that has one of this name.
    """
    if isinstance(command, Group):
        owners = (name for name, each in command.commands.items() if word in _options(each))
        return next((f"{name} {word}" for name in owners), None)
    said, options = word.lstrip("-"), _options(command)
    if not _is_chinese(said):
        return None
    exact = (name for name, param in options.items() if said == param.metavar)
    return next(exact, None) or next(
        (name for name, param in options.items() if said in (param.help or "")), None
    )


def _is_chinese(word: str) -> bool:
    return re.fullmatch(r"[\u4e00-\u9fff]{2,}", word) is not None


_CALLED: Mapping[str, str] = {
    **dict.fromkeys(("help", "帮助", "用法"), "--help"),
    **dict.fromkeys(("version", "版本"), "--version"),
    **dict.fromkeys(("ls", "view", "查询", "查找", "搜索"), "list"),
    **dict.fromkeys(("done", "update", "登记", "更新", "办结", "完成"), "mark"),
    **dict.fromkeys(("edit", "change", "修改", "延期"), "set"),
    **dict.fromkeys(("new", "新建", "创建", "转年"), "init"),
    **dict.fromkeys(("新增", "增加", "添加"), "add"),
    **dict.fromkeys(("overdue", "逾期"), "list --overdue"),
    **dict.fromkeys(("save", "导出", "打印"), "export"),
    **dict.fromkeys(("收表", "导入"), "import"),
    **dict.fromkeys(("发表", "下发"), "sheets"),
    **dict.fromkeys(("remind", "通知", "提醒"), "notice"),
    **dict.fromkeys(("week", "汇报", "月报"), "report"),
    **dict.fromkeys(("revert", "恢复", "回退"), "undo"),
    **dict.fromkeys(("log", "日志"), "history"),
    **dict.fromkeys(("lint", "validate", "校验", "核对"), "check"),
}
"""What people call something that a command does."""


def _missing(error: Any) -> str:
    param = error.param
    if param.param_type_name == "argument":
        return f"缺少参数 {_argument(param)}"
    return f"缺少选项 {param.opts[0]}"


def _bad_option(error: Any) -> str:
    if "does not take a value" in error.message:
        return f"选项 {error.option_name} 后面不跟值"
    return f"选项 {error.option_name} 后面缺少值"


def _other(error: Any) -> str:
    extra = re.fullmatch(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", error.message, re.DOTALL)
    return f"多出来的内容：{extra[1]}" if extra else str(error.message)


_TOLD: Mapping[str, Callable[[Any], str]] = {
    "NoSuchOption": _no_option,
    "MissingParameter": _missing,
    "BadOptionUsage": _bad_option,
}
"""What Typer words in English, by its own exception; our own BadParameter comes in Chinese already."""
