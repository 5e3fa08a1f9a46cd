# make setup · demo · test · browser · lint · bench · clean
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
REPORT := build/demo-report.md
DRIVER := $(VENV)/.browser
AXE := build/browser/node_modules/axe-core/axe.min.js

.PHONY: setup demo test browser lint bench clean

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

test: setup browser
	$(BIN)/python -m pytest -q

# What the tests of the HTML report drive. Where it cannot be had this says why, and those tests are skipped.
browser: $(DRIVER)
	@for name in chromium chromium-browser google-chrome; do \
		command -v $$name >/dev/null && exit 0; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		{ apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 \
			|| echo "browser tests will be skipped: apt-get could not install chromium"; \
	else \
		echo "browser tests will be skipped: no chromium; install it (Debian: apt-get install chromium)"; \
	fi
	@test -e $(AXE) || { command -v npm >/dev/null \
		&& npm install --silent --no-save --prefix build/browser axe-core@4.14.1 >/dev/null 2>&1; } \
		|| echo "accessibility tests will be skipped: npm could not fetch axe-core"

$(DRIVER): $(STAMP)
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev,browser]'
	touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev,bench]'
	@for script in benchmarks/*.py; do \
		test -e "$$script" || continue; \
		echo "== $$script"; $(BIN)/python "$$script" || exit 1; \
	done

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
