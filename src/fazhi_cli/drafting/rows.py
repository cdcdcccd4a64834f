"""The demands of a table of tasks: one for each row, or for each numbered line of it."""

from collections.abc import Iterator
from typing import NamedTuple

from fazhi_cli.deadline.extract import extracted
from fazhi_cli.drafting.clauses import Clause, kind_of
from fazhi_cli.drafting.demands import Demand, Told
from fazhi_cli.drafting.titles import shortened
from fazhi_cli.drafting.units import Units, in_brackets, is_unit, split
from fazhi_cli.speech.markers import marker
from fazhi_cli.speech.outline import Sentence
from fazhi_cli.speech.sentences import sentences
from fazhi_cli.speech.tables import Row, Sheet

_BESIDE = ("finding", "cause", "acceptance")


class Block(NamedTuple):
    """Rows of a table under one task: its name, and what they demand."""

    title: str
    told: Told


def blocks(sheet: Sheet) -> list[Block]:
    """Return the rows of a table under the tasks that they belong to, in order."""
    found: list[tuple[str, list[Row]]] = []
    heading = ""
    for row in sheet.rows:
        if row.heading:
            heading = row.text
            continue
        title = row.cells.get("subtask_title") or row.cells.get("section_title") or heading or sheet.title
        if not found or found[-1][0] != title:
            found.append((title, []))
        found[-1][1].append(row)
    return [_block(title, rows) for title, rows in found]


def _block(title: str, rows: list[Row]) -> Block:
    """Return rows as demands; what a merged cell of theirs says holds for all of them."""
    merged = [key for key in ("lead", "support", "due") if len(rows) > 1 and _is_merged(rows, key)]
    whole = _units({key: rows[0].cells[key] for key in merged if key != "due"})
    own = [{key: text for key, text in row.cells.items() if key not in merged} for row in rows]
    demands = [one for row, cells in zip(rows, own, strict=True) for one in _demands(row, cells)]
    due = rows[0].cells["due"] if "due" in merged else None
    return Block(" ".join(title.split()), Told(tuple(demands), whole, due, None))


def _is_merged(rows: list[Row], key: str) -> bool:
    """Say whether only the first of the rows, which share one number and one task, has the column."""
    shared = all("serial" not in row.cells for row in rows[1:])
    return shared and key in rows[0].cells and all(key not in row.cells for row in rows[1:])


def _demands(row: Row, cells: dict[str, str]) -> Iterator[Demand]:
    units = _units(cells)
    beside = {key: cells[key] for key in _BESIDE if key in cells}
    for text in _lines(cells.get("title") or cells.get("subtask_title") or ""):
        number = marker(text)
        plain = text[number.end :] if number else text
        first = sentences(plain)[0].rstrip("。；;. \n") if plain.strip() else ""
        if first:
            told = extracted(cells.get("due", ""))[:1]
            kind = kind_of(plain, told[0] if told else None)
            clause = Clause(shortened(" ".join(first.split())), plain, units, cells.get("due"), None, kind)
            yield Demand(Sentence(row.place, row.text), clause, beside)


def _lines(cell: str) -> list[str]:
    """Return the numbered lines of a cell, if all of its lines are numbered; else the cell as it is."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    return lines if len(lines) > 1 and all(map(marker, lines)) else [" ".join(lines)]


def _units(cells: dict[str, str]) -> Units:
    """Return who the cells of a row name."""
    lead, support = (cells.get(key, "").replace("\n", "、") for key in ("lead", "support"))
    told = in_brackets(lead, False, False) or Units()
    names, more = split(lead)
    others, open_list = split(support)
    if not told.named and (len(names) == 1 or (names and others)):
        told = Units(lead=names[0], support=tuple(names[1:]), open_list=more)
    elif not told.named and names:
        told = Units(support=tuple(names), open_list=more, unsure=all(map(is_unit, names)))
    return told._replace(
        support=tuple(name for name in dict.fromkeys((*told.support, *others)) if name != told.lead),
        leader=cells.get("leader"),
        owner=cells.get("owner"),
        open_list=told.open_list or open_list,
    )
