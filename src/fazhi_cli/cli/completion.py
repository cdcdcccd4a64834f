"""`fazhi completion`: the script that makes a shell complete ids, statuses and units."""

from typing import Annotated

import typer

from fazhi_cli import terms
from fazhi_cli.cli import complete, session
from fazhi_cli.problems import Usage

EXAMPLES = """\
fazhi completion bash >> ~/.bashrc
fazhi completion zsh >> ~/.zshrc
fazhi completion fish > ~/.config/fish/completions/fazhi.fish
fazhi completion powershell >> $PROFILE"""

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
    """输出补全脚本：按 Tab 键补出编号、状态、单位。"""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    if shell not in SHELLS:
        raise Usage(
            f"没有给 {shell} 的补全脚本{terms.guess(terms.nearest(shell, SHELLS))}",
            "可以写：" + "、".join(SHELLS),
        )
    session.out(get_completion_script(prog_name="fazhi", complete_var="_FAZHI_COMPLETE", shell=shell))
