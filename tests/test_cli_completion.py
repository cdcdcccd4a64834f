"""`fazhi completion` prints a script for each shell."""

import pytest

from fazhi_cli.cli.completion import SHELLS
from tests.conftest import Run


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_for_each_shell(run: Run, shell: str) -> None:
    """The script names the program and the variable by which it asks."""
    result = run("completion", shell)
    assert (result.code, result.err) == (0, "")
    assert "fazhi" in result.out
    assert "_FAZHI_COMPLETE" in result.out
