"""What a console of Windows shows and does. Elsewhere a stream tells by itself whether it is a terminal."""

import os
from contextlib import suppress
from typing import Any, TextIO

_HANDLES = {0: -10, 1: -11, 2: -12}
"""Windows' numbers of the standard streams, by their descriptors."""

_OBEY = 0x0004
_WIDE_LINES = {932, 936, 949, 950, 54936}
"""Code pages of the old console whose fonts draw lines two cells wide, though Python writes UTF-8 to it."""


def is_void(stream: TextIO) -> bool:
    """Say whether a stream calls itself a terminal that is none: to Windows `nul` is one."""
    kernel = _kernel()
    return kernel is not None and stream.isatty() and _mode(kernel, stream) is None


def draws_wide() -> bool:
    """Say whether line-drawing characters would take two cells on this console."""
    kernel = _kernel()
    if kernel is None or os.environ.get("WT_SESSION"):
        return False
    return kernel.GetConsoleOutputCP() in _WIDE_LINES


def obeys(stream: TextIO) -> bool:
    """Have the terminal `stream` obey escape sequences; say whether it does."""
    kernel = _kernel()
    if kernel is None:
        return True
    mode = _mode(kernel, stream)
    return mode is not None and bool(
        mode & _OBEY or kernel.SetConsoleMode(_handle(kernel, stream), mode | _OBEY)
    )


def _mode(kernel: Any, stream: TextIO) -> int | None:
    """Return how the console behind `stream` is set, None if there is no console behind it."""
    import ctypes

    mode = ctypes.c_uint32()
    return mode.value if kernel.GetConsoleMode(_handle(kernel, stream), ctypes.byref(mode)) else None


def _handle(kernel: Any, stream: TextIO) -> Any:
    import ctypes

    with suppress(OSError, ValueError):
        return ctypes.c_void_p(kernel.GetStdHandle(_HANDLES.get(stream.fileno(), 0)))
    return None


def _kernel() -> Any:
    """Return Windows' own functions; None on other systems."""
    if os.name != "nt":
        return None
    import ctypes

    return getattr(ctypes, "windll").kernel32  # noqa: B009
