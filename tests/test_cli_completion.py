"""`fazhi completion` prints a script for each shell, and the script works in those that are here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fazhi_cli.cli.completion import SHELLS
from tests.conftest import Run, one_measure

HERE = Path(sys.executable).parent
COMPLETING = {
    "bash": (
        "source {script}; COMP_WORDS=(fazhi show 1.1.); COMP_CWORD=2; _fazhi_completion fazhi;"
        ' echo "${{COMPREPLY[@]}}"; complete -p fazhi',
        "1.1.1\ncomplete -o default -F _fazhi_completion fazhi\n",
    ),
    "zsh": ("source {script}; echo $_comps[fazhi]", "_fazhi_completion\n"),
    "fish": ('source {script}; complete -C "fazhi show 1.1."', "1.1.1\t措施\n"),
}
"""What each shell is told to do with the script, and what it then prints."""
BARE = {"bash": ["--norc", "-c"], "zsh": ["-f", "-c"], "fish": ["--no-config", "-c"]}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_for_each_shell(run: Run, shell: str) -> None:
    """The script names the program and the variable by which it asks."""
    result = run("completion", shell)
    assert (result.code, result.err) == (0, "")
    assert "fazhi" in result.out
    assert "_FAZHI_COMPLETE" in result.out
    assert result.out.isascii()


@pytest.mark.parametrize("shell", COMPLETING)
def test_the_script_works_in_its_shell(run: Run, tmp_path: Path, shell: str) -> None:
    """It is valid there and, in a shell without any settings, completes an id of the register at hand."""
    program = shutil.which(shell)
    if program is None or not (HERE / "fazhi").exists():
        pytest.skip(f"no {shell} here")
    (tmp_path / "tasks.yaml").write_text(one_measure(""), encoding="utf-8")
    script = tmp_path / f"fazhi.{shell}"
    script.write_text(run("completion", shell).out, encoding="utf-8")
    told, printed = COMPLETING[shell]
    environment = {**os.environ, "PATH": f"{HERE}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)}
    for words in (["-n", str(script)], [*BARE[shell], told.format(script=script)]):
        done = subprocess.run(
            [program, *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == printed


def test_help_says_how_to_install_it(run: Run) -> None:
    """Each shell has its line of explanation and its example."""
    page = run("completion", "--help").out
    about, _, examples = page.partition("例子：")
    for name in ("bash", "zsh", "fish", "PowerShell"):
        assert name in about
        assert name.lower() in examples
    assert "cmd" in about
