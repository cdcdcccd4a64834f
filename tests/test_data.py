"""The register of the speech that comes with the program."""

from tests.conftest import load_text
