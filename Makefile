# One-liners; each runs in the environment that `uv` keeps.
.PHONY: check format lint types test schema examples problems

check: lint types test

format:
	uv run ruff format src tests

lint:
	uv run ruff format --check src tests
	uv run ruff check src tests

types:
	uv run mypy

test:
	uv run pytest

schema:
	uv run fazhi schema --force -o data/tasks.schema.json

examples:
	uv run python -m tests.examples

problems:
	uv run python -m tests.problem_page
