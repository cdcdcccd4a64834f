"""The package's holiday data as the deadline tests use it, read with every scalar as text."""

from pathlib import Path

import yaml

import fazhi_cli
from fazhi_cli.deadline import Calendar

HOLIDAYS = Path(fazhi_cli.__file__).parent / "data" / "holidays.yaml"
PLAIN: dict[str, object] = yaml.load(HOLIDAYS.read_text(encoding="utf-8"), yaml.BaseLoader)
CALENDAR = Calendar.from_plain(PLAIN)


def calendar() -> Calendar:
    """Return the package's calendar."""
    return CALENDAR
