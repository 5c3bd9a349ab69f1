# Everything a newcomer needs: `make demo`, `make test`. All set-up happens inside the checkout.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(shell command -v uv 2>/dev/null || echo $(BIN)/uv)
STAMP  := $(VENV)/.installed
SERVE  ?= 1
RECORD ?= build/euphrates-2017.sqlite
DATA   ?= ../shared/data

.PHONY: demo test check format setup lock clean

setup: $(STAMP)

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Counterclaim needs Python 3.11 to 3.13; set PYTHON=..." if not (3, 11) <= sys.version_info[:2] <= (3, 13) else 0)'
	$(PYTHON) -m venv $(VENV)

$(BIN)/uv: | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(STAMP): requirements.lock pyproject.toml | $(BIN)/python
	@command -v uv >/dev/null 2>&1 || $(MAKE) --no-print-directory $(BIN)/uv
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip install --quiet --compile-bytecode --require-hashes -r requirements.lock
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	$(BIN)/counterclaim demo --record $(RECORD) $(if $(filter 0,$(SERVE)),--no-serve)

test: setup
	$(BIN)/python -m pytest

# The quality gate: style, types, layers, and figures that may not fall.
check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m evaluation baseline --check

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The lock names versions and hashes, and no index, so that it works behind any mirror.
lock: | $(BIN)/python
	@command -v uv >/dev/null 2>&1 || $(MAKE) --no-print-directory $(BIN)/uv
	$(UV) pip compile pyproject.toml --universal --generate-hashes --no-annotate --group dev --all-extras \
		--no-emit-index-url --no-header --quiet -o requirements.lock

clean:
	rm -rf build .venv .mypy_cache .ruff_cache .pytest_cache
