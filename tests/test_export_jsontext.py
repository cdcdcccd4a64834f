"""Our JSON is the standard library's, byte for byte."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_cli.export.jsontext import indented

LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=30,
)


@given(value=VALUES)
def test_any_value_is_written_as_the_library_writes_it(value: Any) -> None:
    """Lists, objects and leaves, empty ones and nested ones, every character."""
    assert indented(value) == json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)


@pytest.mark.parametrize("value", [float("nan"), [float("inf")], {"a": {1}}])
def test_what_json_cannot_hold_is_refused(value: object) -> None:
    """As the library refuses it."""
    with pytest.raises((ValueError, TypeError)):
        indented(value)
