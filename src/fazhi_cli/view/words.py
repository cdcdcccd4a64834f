"""Turns of phrase that several texts share."""

from fazhi_cli.measure import Register


def register_name(register: Register, name: str) -> str:
    """Return the title of a register, what its file is called and the year it counts in."""
    year = f"，{register.year} 年" if register.year else ""
    return f"{register.title}（{name}{year}）"
