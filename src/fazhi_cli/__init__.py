"""A checklist tool over a YAML task register, for offices that follow up a speech or plan."""

__version__ = "1.0.0"
