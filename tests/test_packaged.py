"""Files that come with the program are where it looks for them."""

from fazhi_cli import packaged


def test_everything_packaged_is_there() -> None:
    """The register, its schema beside it, the holidays."""
    assert packaged.REGISTER.name == "tasks.yaml"
    assert packaged.REGISTER.with_name("tasks.schema.json") == packaged.SCHEMA
    assert all(path.is_file() for path in (packaged.REGISTER, packaged.SCHEMA, packaged.HOLIDAYS))


def test_the_first_place_that_exists_counts(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """In a wheel the files lie in the package, in a checkout above it; else the first is named in errors."""
    there = tmp_path / "b"
    there.touch()
    assert packaged._first(tmp_path / "a", there) == there
    assert packaged._first(tmp_path / "a", tmp_path / "c") == tmp_path / "a"
