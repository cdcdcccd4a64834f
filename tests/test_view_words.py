"""Turns of phrase that several texts share."""

from fazhi_cli.view.words import register_name
from tests.conftest import HEAD, load_text


def test_a_register_is_named_with_its_file_and_year() -> None:
    """Title, file and year; without a year neither year nor comma."""
    own = load_text(HEAD.replace("measures:", "measures: []")).register
    assert register_name(own, "data/tasks.yaml") == "台账（data/tasks.yaml，2022 年）"
    assert register_name(own._replace(year=None), "内置台账") == "台账（内置台账）"
