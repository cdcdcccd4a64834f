"""`fazhi completion`: the script that makes a shell complete ids, statuses and units."""

import sys
from typing import Annotated

import typer

from fazhi_cli import terms
from fazhi_cli.cli import complete, session
from fazhi_cli.problems import Usage

EXAMPLES = """\
fazhi completion bash >> ~/.bashrc
fazhi completion zsh >> ~/.zshrc
fazhi completion fish > ~/.config/fish/completions/fazhi.fish
fazhi completion powershell | Out-File -Append -Encoding utf8 $PROFILE"""

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")

Shell = Annotated[
    str,
    typer.Argument(
        metavar="壳程序",
        help="bash、zsh、fish、powershell 或 pwsh",
        autocompletion=complete.words(dict.fromkeys(SHELLS, "")),
    ),
]


def command(shell: Shell) -> None:
    """输出补全脚本：按 Tab 键补出命令、选项、编号、状态、单位。

    装法：在下面的例子里选自己的壳程序，运行那一条，再重开终端。
    bash（多数 Linux、WSL）：写进 ~/.bashrc。
    zsh（macOS）：写进 ~/.zshrc；原来没有启用补全的，脚本会启用。
    fish：放进补全文件夹；没有这个文件夹，先 mkdir -p ~/.config/fish/completions
    PowerShell：写进 $PROFILE；没有这个文件，先 New-Item -Force $PROFILE；
    系统不让运行脚本，先 Set-ExecutionPolicy -Scope CurrentUser RemoteSigned
    Windows 的命令提示符（cmd）不能补全，请用 PowerShell。
    """
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    if shell not in SHELLS:
        raise Usage(
            f"没有给 {shell} 的补全脚本{terms.guess(terms.nearest(shell, SHELLS))}",
            "可以写：" + "、".join(SHELLS),
        )
    script = get_completion_script(prog_name="fazhi", complete_var="_FAZHI_COMPLETE", shell=shell)
    session.out(_with_compinit(script) if shell == "zsh" else script)
    if sys.stdout.isatty():
        session.say("这是补全脚本，还没有装上；装法见 fazhi completion --help。")


def _with_compinit(script: str) -> str:
    """Return a script for zsh that works in a bare ~/.zshrc too, where nothing has set up completion."""
    head, _, rest = script.partition("\n")
    return f"{head}\n\n(( $+functions[compdef] )) || {{ autoload -Uz compinit && compinit }}\n{rest}"
