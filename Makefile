# make setup · demo · test · browser · lint · bench · clean
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
REPORT := build/demo-report.md
DATA ?= ../shared/data
JUDGE ?=
DRIVER := $(VENV)/.browser
AXE := build/browser/node_modules/axe-core/axe.min.js

.PHONY: setup demo test browser lint bench clean

setup: $(STAMP)

# The stamp is newer than what it was made from, so a second call does nothing.
$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	$(BIN)/python -m compileall -q reconcile  # pip does it for all but what it installs in place
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

# Every benchmark that the machine has data for; DATA is the folder of labelled articles (benchmarks/RESULTS.md).
# With JUDGE, a cross-encoder for inference by folder, the peer that needs one runs too (20 minutes more).
bench: setup
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev,bench]'
	$(BIN)/python -m compileall -q reconcile
	$(BIN)/python benchmarks/cold_start.py
	$(BIN)/python benchmarks/many.py
	$(BIN)/python benchmarks/wire.py
	$(BIN)/python benchmarks/planted.py fixtures
	@test -d "$(DATA)" || echo "no folder $(DATA): the benchmarks on labelled data are left out; name one with DATA=…"
	@if test -d "$(DATA)"; then set -ex; \
		$(BIN)/python benchmarks/peers.py "$(DATA)" --scorer "$(DATA)/../score.py" --judge "$(JUDGE)" --write; \
		$(BIN)/python benchmarks/names.py "$(DATA)/names"; \
		$(BIN)/python benchmarks/readings.py "$(DATA)/specs"; \
		$(BIN)/python benchmarks/summaries.py "$(DATA)/summaries/news.jsonl"; \
		$(BIN)/python benchmarks/accuracy.py "$(DATA)/pairs" "$(DATA)/pairs_more" --scorer "$(DATA)/../score.py"; \
		$(BIN)/python benchmarks/planted.py "$(DATA)/pairs" "$(DATA)/pairs_more" --limit 2; \
	fi

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
