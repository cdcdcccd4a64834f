# One-liners; each runs in the environment that `uv` keeps.
.PHONY: check format lint types test schema docs picture examples problems soak speed coverage wheelhouse portable

check: lint types test

format:
	uv run ruff format src tests benchmarks examples release

lint:
	uv run ruff format --check src tests benchmarks examples release
	uv run ruff check src tests benchmarks examples release

types:
	uv run mypy

test:
	uv run pytest

schema:
	uv run fazhi schema --force -o data/tasks.schema.json

# What the documents take from the code, and the output of their examples.
docs: problems
	uv run python -m tests.pages
	uv run python -m tests.examples

picture:
	uv run python -m tests.picture

examples:
	uv run python -m tests.examples

problems:
	uv run python -m tests.problem_page

# Every figure of docs/reliability.md at its full size, a few minutes; FAZHI_SOAK=5 make soak for five times that.
soak:
	FAZHI_SOAK=$${FAZHI_SOAK:-1} uv run pytest -q -s $(wildcard tests/test_figure_*.py)

# The tables of docs/speed.md; PEERS names the folders of peers that are not on the PATH.
speed:
	uv run python benchmarks/speed.py --sizes 60,1000,10000,100000 --longest 240 $(if $(PEERS),--peers $(PEERS))

# All wheels for pip, into dist/wheelhouse: PLATFORM=windows-x64 VERSION=3.13 make wheelhouse for another machine.
wheelhouse:
	uv run --with pip python -m release.wheelhouse $(if $(PLATFORM),--platform $(PLATFORM)) $(if $(VERSION),--python $(VERSION))

# A folder for Windows without Python, as a zip in dist: EMBED=python-3.12.10-embed-amd64.zip make portable.
portable:
	uv run --with pip python -m release.portable --python '$(EMBED)' $(if $(SHA256),--sha256 $(SHA256))

# Branches of what must not fail: the routine that writes, the road in, what makes text safe.
coverage:
	uv run coverage run -m pytest -q $(COVERING)
	uv run coverage report --show-missing --fail-under=$(FLOOR) --precision=1 --include='$(COVERED)'

FLOOR = 99.5
COVERED = */commit.py,*/register.py,*/source.py,*/events.py,*/nodes.py,*/tree.py,*/syntax.py,*/cells.py
COVERING = tests/test_commit.py tests/test_writing.py tests/test_register.py tests/test_source.py tests/test_events.py \
  tests/test_nodes.py tests/test_tree.py tests/test_cache.py tests/test_cli_mark.py \
  tests/test_syntax.py tests/test_cells.py tests/test_problem_page.py tests/test_model.py tests/test_recoding.py \
  tests/test_undoing.py tests/test_edit.py
