"""The rows of a ledger as a tree: sections, subtasks and measures, each with an id."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from fazhi_cli.intake.ledger import Row
from fazhi_cli.naming import normal_id

_ID = re.compile(r"[0-9A-Za-z]+\.[0-9A-Za-z]+\.[0-9A-Za-z]+")


class Branch(NamedTuple):
    """A section with its subtasks, or a subtask with its rows; `above` is the title of its section."""

    id: str
    title: str | None
    above: str | None = None
    below: tuple["Branch", ...] = ()
    rows: tuple[tuple[str, Row], ...] = ()


def tree(rows: Sequence[Row]) -> list[Branch]:
    """Return the sections: by the ledger's own ids where these agree with its headings, else by these."""
    own = [normal_id(row.cells.get("id", "")) for row in rows]
    fit = len({item.casefold() for item in own}) == len(rows) and all(map(_ID.fullmatch, own))
    if not fit or not _agree(own, rows):
        own = list(_numbered(rows))
    sections: dict[str, dict[str, list[tuple[str, Row]]]] = {}
    for item, row in zip(own, rows, strict=True):
        above, _, _ = item.rpartition(".")
        sections.setdefault(above.partition(".")[0], {}).setdefault(above, []).append((item, row))
    return [_section(key, below) for key, below in sections.items()]


def _agree(own: Sequence[str], rows: Sequence[Row]) -> bool:
    """Say whether the ids and the headings group the rows alike, as far as there are headings."""
    above = [(row.section, row.subtask) for row in rows]
    for parts in (1, 2):
        prefixes = [tuple(item.split(".")[:parts]) for item in own]
        pairs = {*zip(prefixes, [names[:parts] for names in above], strict=True)}
        named = {names for _, names in pairs if names[-1] is not None}
        nameless = len([names for _, names in pairs if names[-1] is None])
        if not len({*prefixes}) == len(pairs) == len(named) + nameless:
            return False
    return True


def _numbered(rows: Sequence[Row]) -> Iterator[str]:
    """Yield new ids, counting sections, subtasks and measures in the ledger's order."""
    sections: dict[str | None, int] = {}
    subtasks: dict[tuple[int, str | None], int] = {}
    counts: Counter[tuple[int, int]] = Counter()
    below: Counter[int] = Counter()
    for row in rows:
        section = sections.setdefault(row.section, len(sections) + 1)
        if (section, row.subtask) not in subtasks:
            below[section] += 1
        subtask = subtasks.setdefault((section, row.subtask), below[section])
        counts[section, subtask] += 1
        yield f"{section}.{subtask}.{counts[section, subtask]}"


def _section(own: str, below: Mapping[str, Sequence[tuple[str, Row]]]) -> Branch:
    title = next(iter(below.values()))[0][1].section
    subtasks = tuple(
        Branch(key, rows[0][1].subtask, above=title, rows=tuple(rows)) for key, rows in below.items()
    )
    return Branch(own, title, below=subtasks)
