"""What the program says when it is run in this process: for pages that show it."""

import io
import os
import sys
from typing import NamedTuple
from unittest.mock import patch

from fazhi_cli import cli


class Said(NamedTuple):
    """How a run ended, and what it printed to standard output and error."""

    code: int
    out: str
    err: str


def said(*words: str) -> Said:
    """Run the program with `words` over the built-in register or the one they name."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    settings = {"PYTHONUTF8": "1", "NO_COLOR": "1", "FAZHI_FILE": "", "FAZHI_NO_CACHE": "1"}
    with patch.object(sys, "stdout", out), patch.object(sys, "stderr", err), patch.dict(os.environ, settings):
        code = cli.run(words)
    return Said(int(code), out.buffer.getvalue().decode(), err.buffer.getvalue().decode())
