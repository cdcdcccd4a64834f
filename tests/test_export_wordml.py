"""How wide the columns of a table are."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.document import Field, Grid, Line
from fazhi_cli.export import wordml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TOTAL = wordml.PORTRAIT_WIDTH


def widths(grid: Grid) -> list[int]:
    """Return the widths of the columns of `grid` on an upright page."""
    table = ElementTree.fromstring(wordml.table(grid, TOTAL))
    return [int(each.get(f"{W}w") or 0) for each in table.iter(f"{W}gridCol")]


def grid(heads: str, *rows: str) -> Grid:
    """Return a grid with the headings and rows of cells that are divided by |."""
    return Grid(tuple(map(Field, heads.split("|"))), tuple(Line(tuple(row.split("|"))) for row in rows))


def test_dates_and_short_words_are_whole() -> None:
    """A date of ten letters and a term of four characters each fit their column on one line."""
    number, term, day, text = widths(grid("编号|状态|时限|措施", "3.4.10|未启动|2022-09-30|" + "长" * 200))
    letter = 105
    assert number >= 6 * letter + 120
    assert term >= 6 * letter + 120
    assert day >= 10 * letter + 120
    assert text > number + term + day


def test_who_has_most_to_say_has_most_room() -> None:
    """An empty column gets what its heading needs."""
    title, note = widths(grid("措施|进展情况", "长" * 30 + "|"))
    assert note < title / 2


def test_a_table_without_rows_is_shared_by_its_headings() -> None:
    """Nothing is known but they."""
    assert widths(grid("编号|措施")) == [TOTAL // 2, TOTAL // 2]


def test_weights_count() -> None:
    """Of two columns with the same to say the heavier one gets more."""
    light, heavy = widths(Grid((Field("甲", 1), Field("乙", 4)), (Line(("长" * 40, "长" * 40)),)))
    assert heavy > 2 * light


@given(
    st.lists(st.text("一二abc-1 ", max_size=60), min_size=1, max_size=45).flatmap(
        lambda row: st.tuples(st.just(row), st.lists(st.integers(1, 9), min_size=len(row), max_size=len(row)))
    )
)
def test_columns_make_up_the_page(made: tuple[list[str], list[int]]) -> None:
    """However many there are and whatever is in them, none is without width."""
    row, weights = made
    found = widths(Grid(tuple(Field("头", weight) for weight in weights), (Line(tuple(row)),)))
    assert sum(found) == TOTAL
    assert min(found) > 0
