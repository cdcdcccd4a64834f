"""Names of cells and of rectangles of cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.cellnames import Area, area, cell_name, column_number


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_cells_have_names(row: int, column: int) -> None:
    """A name read again is the cell."""
    name = cell_name(row, column)
    assert area(name) == Area(row, column, row, column)
    assert column_number(name.rstrip("0123456789")) == column


def test_areas_are_read_and_written() -> None:
    """Ends in any order; what is no area is refused."""
    assert area("$C$4:A2") == Area(2, 1, 4, 3)
    assert str(Area(2, 1, 4, 28)) == "A2:AB4"
    assert Area(2, 1, 4, 3).has(4, 3)
    assert not Area(2, 1, 4, 3).has(5, 3)
    for bad in ("", "A", "1", "A1:B2:C3", "A:B"):
        with pytest.raises(ValueError, match=bad or "^$"):
            area(bad)
