"""File names made out of words of a register: one folder deep, allowed on every system, never empty."""

import re
import unicodedata

from fazhi_cli.cells import visible

LONGEST = 80
"""Characters of a made name; the UTF-8 of that many Chinese ones fits every common file system."""

_FORBIDDEN = re.compile(r'[\\/:*?"<>|⟨⟩⏎\s]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def file_name(text: str) -> str:
    """Return `text` as the name of a file, without its suffix."""
    shown = visible(unicodedata.normalize("NFC", text))
    name = _FORBIDDEN.sub("_", shown)[:LONGEST].strip("._ ")
    return f"_{name}" if not name or _RESERVED.fullmatch(name) else name
