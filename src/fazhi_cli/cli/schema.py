"""`fazhi schema`: the JSON Schema by which editors check and complete a register."""

from fazhi_cli.cli import session
from fazhi_cli.cli.options import Force, Output

EXAMPLES = """\
fazhi schema -o tasks.schema.json     放在台账旁边，编辑器就能提示"""


def command(output: Output = None, force: Force = False) -> None:
    """输出台账文件的 JSON Schema，供编辑器检查和补全。"""
    from fazhi_cli.export.machine import dumped
    from fazhi_cli.model import json_schema

    session.deliver(dumped(json_schema()), output, force, session.find(None).path)
