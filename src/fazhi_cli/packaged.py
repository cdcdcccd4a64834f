"""Files that come with the program: the built-in register, its schema, the holidays.

In an installed wheel all of them lie inside the package; in a checkout the register and its schema lie in
`data/` at the top, where people read them.
"""

from collections.abc import Sequence
from pathlib import Path

_HERE = Path(__file__).parent


def _first(*candidates: Path) -> Path:
    return next((path for path in candidates if path.exists()), candidates[0])


REGISTER = _first(_HERE / "data" / "tasks.yaml", _HERE.parents[1] / "data" / "tasks.yaml")
SCHEMA = REGISTER.with_name("tasks.schema.json")
HOLIDAYS = _HERE / "data" / "holidays.yaml"


def own_holidays(folders: Sequence[Path]) -> Path | None:
    """Return the holidays of one's own: the first file of that name in one of `folders`, if there is any."""
    return next((path for folder in folders if (path := folder / HOLIDAYS.name).is_file()), None)
