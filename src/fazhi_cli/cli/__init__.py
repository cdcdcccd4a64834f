"""The door: one line of words in, one call, one exit code out.

Only the module of the command that was asked for is imported, and its verb imports the rooms it enters.
"""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import NamedTuple

import typer

from fazhi_cli import __version__
from fazhi_cli.cli import frame, session
from fazhi_cli.cli.options import with_values
from fazhi_cli.problems import Exit, FazhiError, Invalid

DAILY, REPORTS, EXCHANGE, UPKEEP = "日常", "周报", "收发", "维护"


class Verb(NamedTuple):
    """A command: the panel of the help it stands in, and what it does in a few words."""

    panel: str
    about: str


COMMANDS: dict[str, Verb] = {
    "list": Verb(DAILY, "列出措施：筛选、排序、汇总"),
    "mark": Verb(DAILY, "记进展：状态、进度、佐证"),
    "show": Verb(DAILY, "看一条措施的全部内容"),
    "check": Verb(DAILY, "检查整本台账"),
    "set": Verb(DAILY, "改安排：时限、单位、责任人"),
    "add": Verb(DAILY, "加一条措施"),
    "chase": Verb(DAILY, "记催办：催了谁、怎么催、何时前回复"),
    "plan": Verb(DAILY, "倒排工期：从时限往前排各步"),
    "report": Verb(REPORTS, "周报、月报：进展、逾期、下期安排"),
    "stats": Verb(REPORTS, "统计：条数和办结率"),
    "export": Verb(REPORTS, "输出成 Excel、Word、网页、日历"),
    "notice": Verb(REPORTS, "督办通知单、提醒函"),
    "sheets": Verb(EXCHANGE, "下发填报表：每个单位一份 Excel"),
    "import": Verb(EXCHANGE, "收回单位填的表"),
    "draft": Verb(EXCHANGE, "由讲话、方案起草台账"),
    "trace": Verb(EXCHANGE, "对照原文，查漏"),
    "undo": Verb(UPKEEP, "撤销最后一步"),
    "history": Verb(UPKEEP, "谁什么时候改了什么"),
    "init": Verb(UPKEEP, "建自己的台账：按年份、空的、转入新一年"),
    "merge-driver": Verb(UPKEEP, "供 git 调用：逐字段合并台账"),
    "due": Verb(UPKEEP, "看一个时限会怎样理解"),
    "doctor": Verb(UPKEEP, "查环境：编码、字体、缓存、git、台账"),
    "schema": Verb(UPKEEP, "供编辑器用的 JSON Schema"),
    "completion": Verb(UPKEEP, "命令补全脚本"),
}
"""Every command, in the order of the help; the module of the same name in this package holds it."""

_ABOUT = "督办台账：措施、时限、进展，一本 YAML 文件管到底。"
_COMPLETING = "_FAZHI_COMPLETE"
_DEBUG = "--debug"
_COLLECTING = (100_000, 50, 1000)
"""When rings of garbage are looked for: hardly ever, for a large register is made of none."""


def main() -> None:
    """Run the program with the words of the command line and leave with its exit code.

    Pydantic looks for no plugins, of which a stranger's could change what is valid. The process is given back
    as it is: taking its modules apart would take as long as loading them.
    """
    gc.set_threshold(*_COLLECTING)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def run(args: Sequence[str]) -> int:
    """Run the program with `args` and return its exit code; nothing is raised but by `--debug`."""
    words = [word for word in args if word != _DEBUG]
    session.prepare()
    session.begin(words)
    try:
        return _run(with_values(words))
    except SystemExit as end:
        # So Typer leaves when nobody reads its help any more, and at the end of a completion.
        return Exit.CLOSED_PIPE if isinstance(end.__context__, BrokenPipeError) else int(end.code or 0)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:
        if len(words) < len(args):
            raise
        session.say(
            f"错误：程序出了差错（{type(error).__name__}）\n提示：加 --debug 再运行一次，把输出交给维护人员"
        )
        return Exit.FAULT


def _run(args: list[str]) -> int:
    try:
        command = typer.main.get_command(program(args))
        code = int(command(args, prog_name="fazhi", standalone_mode=False) or 0)
        session.flush()
    except typer.Exit as end:
        return end.exit_code
    except typer.Abort:
        return Exit.INTERRUPTED
    except FazhiError as error:
        return _refused(error)
    except typer.TyperException as error:
        return _refused(frame.in_chinese(error))
    return code


def _refused(error: FazhiError) -> int:
    from fazhi_cli.view.problems import error_text, problems_text

    session.say(problems_text(error.problems) if isinstance(error, Invalid) else error_text(error))
    return error.exit


def program(args: Sequence[str]) -> typer.Typer:
    """Return the program with the command that `args` ask for, or with all of them if that is not plain.

    Where they are only listed, they are there by name alone.
    """
    app = typer.Typer(
        cls=frame.Group,
        help=_ABOUT,
        add_completion=_COMPLETING in os.environ,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback(invoke_without_command=True)(_home)
    names, listed = _needed(args)
    for name in names:
        verb = COMMANDS[name]
        command = partial(
            app.command, name, cls=frame.Command, short_help=verb.about, rich_help_panel=verb.panel
        )
        if listed:
            command()(_home)
        else:
            module = import_module(f"fazhi_cli.cli.{name.replace('-', '_')}")
            command(epilog=module.EXAMPLES)(module.command)
    return app


def _needed(args: Sequence[str]) -> tuple[Sequence[str], bool]:
    """Return the commands that a run with `args` may come to, and whether they are only listed.

    `list` and `set` are modules here, not types: Python binds a package's modules to their names.
    """
    completing = _COMPLETING in os.environ
    if [*args] == ["--version"] and not completing:
        return (), True
    words = _typed_before() if completing else args
    asked = next((word for word in words if not word.startswith("-")), "")
    if asked in COMMANDS:
        return (asked,), False
    return (*COMMANDS,), bool(completing or asked or {*args} <= {"--help", "-h"})


def _typed_before() -> Sequence[str]:
    """Return the words before the one that a shell wants completed, the program's own name left out.

    Bash tells all words and which it is, the others the line up to there.
    """
    if at := os.environ.get("COMP_CWORD"):
        return os.environ.get("COMP_WORDS", "").split()[1 : int(at) if at.isdecimal() else 1]
    line = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    return f"{line}.".split()[1:-1]


def _home(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="显示版本"),
) -> None:
    if version:
        session.out(f"fazhi {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from fazhi_cli.cli import home

        home.command()
