"""A document before it has a format: what a masthead shows as its number."""

import pytest

from fazhi_cli.document import Masthead


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (None, "第　　期"),
        ("12", "第12期"),
        ("第十二期", "第十二期"),
        ("第3期（总第9期）", "第3期（总第9期）"),
    ],
)
def test_an_issue_has_its_number_or_room_for_it(number: str | None, shown: str) -> None:
    """A number in words stays as it is."""
    assert Masthead("督查简报", number, "区委依法治区办", "2022年10月15日").issue == shown
