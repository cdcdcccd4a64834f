"""`fazhi schema` through the door."""

import json
from pathlib import Path

from fazhi_cli import packaged
from tests.conftest import HEAD, Run


def test_the_schema_is_printed_byte_for_byte(run: Run) -> None:
    """Standard output is the file that comes with the program."""
    result = run("schema")
    assert (result.code, result.err) == (0, "")
    assert result.out.encode() == packaged.SCHEMA.read_bytes()
    assert json.loads(result.out)["title"] == "fazhi 台账"


def test_the_schema_is_written_but_never_over_a_register(run: Run, tmp_path: Path) -> None:
    """-o makes the file; a second time wants --force; the register at hand is out of reach."""
    register = tmp_path / "tasks.yaml"
    register.write_text(HEAD.replace("measures:", "measures: []"), encoding="utf-8")
    assert run("schema", "-o", "tasks.schema.json") == (0, "", "已写入 tasks.schema.json。\n")
    assert run("schema", "-o", "tasks.schema.json").code == 6
    assert run("schema", "-o", "tasks.schema.json", "--force").code == 0
    assert run("schema", "-o", "tasks.yaml", "--force").code == 4
    assert register.read_text(encoding="utf-8").startswith("version: 1\n")
