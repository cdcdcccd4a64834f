"""References to cells when rows are put in, and when formulas are copied down."""

import pytest

from fazhi_cli.export.references import Gap, copied

GAP = Gap("台账 1", 7, 10)


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1", "A1"),
        ("A7", "A7"),
        ("A8", "A18"),
        ("$A$8", "$A$18"),
        ("SUM(I5:I7)", "SUM(I5:I17)"),
        ("SUM(I5:I6)", "SUM(I5:I6)"),
        ("SUM(I8:I9)", "SUM(I18:I19)"),
        ("I5:I20", "I5:I30"),
        ("'台账 1'!A8+Sheet2!A8", "'台账 1'!A18+Sheet2!A8"),
        ("Sheet2!A5:A7", "Sheet2!A5:A7"),
        ('A8&"A8 ""A9"" "&A9', 'A18&"A8 ""A9"" "&A19'),
        ("LOG10(A8)", "LOG10(A18)"),
        ("RATE8+A8_B", "RATE8+A8_B"),
        ("$3:$4", "$3:$4"),
        ("$8:$9", "$18:$19"),
        ("1+8", "1+8"),
        ("", ""),
    ],
)
def test_formulas_follow_rows_that_are_put_in(formula: str, moved: str) -> None:
    """What lies below moves, a range that ends with the row grows; texts and names stay."""
    assert GAP.formula(formula, own=True) == moved


def test_elsewhere_only_what_names_the_sheet_follows() -> None:
    """A formula of another sheet, a name of the workbook."""
    assert GAP.formula("A8+'台账 1'!$A$5:$J$9", own=False) == "A8+'台账 1'!$A$5:$J$19"
    assert Gap("它's", 7, 1).formula("'它''s'!A8", own=False) == "'它''s'!A9"
    assert Gap("Sheet1", 7, 1).formula("sheet1!A8", own=False) == "sheet1!A9"


def test_lists_of_areas_follow() -> None:
    """As validations and conditional formats have them."""
    assert GAP.ranges("A1 H5:H7 B9:C9") == "A1 H5:H17 B19:C19"


@pytest.mark.parametrize(
    ("formula", "down"),
    [
        ("D5-TODAY()", "D8-TODAY()"),
        ("D$5+$D5", "D$5+$D8"),
        ("SUM(A5:C5)", "SUM(A8:C8)"),
        ('"D5"&统计!B2', '"D5"&统计!B5'),
        ("$1:$2", "$1:$2"),
    ],
)
def test_a_formula_copied_down_takes_its_rows_along(formula: str, down: str) -> None:
    """Rows without a $ go along, three rows here."""
    assert copied(formula, 3) == down
