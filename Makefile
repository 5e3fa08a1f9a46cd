# make setup · demo · test · lint · bench · clean
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
REPORT := build/demo-report.md

.PHONY: setup demo test lint bench clean

setup: $(STAMP)

# The stamp is newer than what it was made from, so a second call does nothing.
$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	touch $@

demo: setup
	mkdir -p $(dir $(REPORT))
	$(BIN)/reconcile compare fixtures/factory-visit/story.toml --format markdown --output $(REPORT)
	cat $(REPORT)

test: setup
	$(BIN)/python -m pytest -q

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup
	@for script in benchmarks/*.py; do \
		test -e "$$script" || continue; \
		echo "== $$script"; $(BIN)/python "$$script" || exit 1; \
	done

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
