"""What is known of a register before it is there."""

from datetime import date
from typing import NamedTuple

from fazhi_cli.change import Value, given


class Known(NamedTuple):
    """The year, the day of issue and the title of a new register, where somebody gave them."""

    year: int | None = None
    issued: date | None = None
    title: str | None = None

    def head(self) -> dict[str, Value]:
        """Return what is known under the keys of the file."""
        return given({"title": self.title, "year": self.year, "issued": self.issued})
