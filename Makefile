# Every target sets itself up from nothing but Python 3.11+ and make.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
COMPILED := knowledge/compiled.pickle

.PHONY: run test lint bench requirements pictures links clean

run: $(COMPILED)
	@exec $(BIN)/srm serve

test: $(COMPILED)
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright
	$(BIN)/srm check

bench: $(COMPILED)
	$(BIN)/python -m bench

pictures: $(STAMP)
	$(BIN)/python docs/pictures.py

links: $(STAMP)
	$(BIN)/python docs/links.py

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make requirements'

# UPGRADE=1 moves every pin to its newest release.
requirements: $(STAMP)
	$(COMPILE) $(if $(UPGRADE),--upgrade) pyproject.toml -o requirements.txt
	$(COMPILE) $(if $(UPGRADE),--upgrade) --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

$(COMPILED): $(STAMP) $(wildcard knowledge/*.yaml knowledge/*/*.yaml) $(wildcard bot/*.py bot/catalog/*.py bot/understanding/*.py bot/answering/*.py)
	$(BIN)/srm compile

# pip refuses a local package beside hashed pins, so the project itself is installed second.
$(STAMP): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12")'
	@test -x $(BIN)/python || { rm -rf .venv && $(PYTHON) -m venv .venv; }
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf .venv build dist .pytest_cache .ruff_cache .hypothesis $(COMPILED)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
