"""Which plain text other programs would read as something else."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli.events import retyped


@pytest.mark.parametrize(
    "text",
    [
        *("3.10", "012", "0o17", "0x1F", "1_000", "12:30", "1e3", "1.5e+3", ".5", "-7", "+1", "0b1", ".inf"),
        *("yes", "No", "on", "OFF", "true", "y", "N", "~", "null", "2022-09-30", "=", "<<"),
    ],
)
def test_what_other_programs_retype_is_known(text: str) -> None:
    """Numbers, truth values, dates and null of YAML 1.1 or 1.2 want quotes for other programs' sake."""
    assert retyped(text)


@pytest.mark.parametrize(
    "text", ["3.4.7", "40%", "2022-W39", "2022年", "区司法局", "9月底前", "17/20", "nope", "12-30"]
)
def test_ordinary_text_is_not_retyped(text: str) -> None:
    """Ids, phrases and names are text for every program."""
    assert not retyped(text)


@given(st.text(st.sampled_from("0123456789.-+:_exob~ynulTrfasi"), min_size=1, max_size=10))
@settings(max_examples=500, derandomize=True, deadline=None)
def test_retyped_covers_what_pyyaml_resolves(text: str) -> None:
    """Whatever PyYAML's safe loader makes anything but text of is known as retyped."""
    resolved = yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    assert retyped(text) or resolved == "tag:yaml.org,2002:str"
