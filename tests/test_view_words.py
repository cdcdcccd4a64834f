"""Turns of phrase that several texts share."""

from fazhi_cli.view.words import SOME_IDS, register_name, some
from tests.conftest import HEAD, load_text


def test_a_register_is_named_with_its_file_and_year() -> None:
    """Title, file and year; without a year neither year nor comma."""
    own = load_text(HEAD.replace("measures:", "measures: []")).register
    assert register_name(own, "data/tasks.yaml") == "台账（data/tasks.yaml，2022 年）"
    assert register_name(own._replace(year=None), "内置台账") == "台账（内置台账）"


def test_of_many_ids_some_are_named() -> None:
    """As many as are asked for, that there are more is said; no more than there are."""
    ids = [f"1.1.{number}" for number in range(1, 13)]
    assert some(ids, SOME_IDS) == "、".join(ids[:10]) + " 等"
    assert some(ids[:10], SOME_IDS) == "、".join(ids[:10])
    assert some(ids) == "1.1.1、1.1.2、1.1.3、1.1.4、1.1.5 等"
