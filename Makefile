# Each target makes what it needs; a fresh machine needs only Python 3.11 to 3.13 with pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RELEASE := .venv-release
LEDGER := demo/ledger.db

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz regex test-browser screenshots chromium check audit licences dist bench bench-ray bench-scale eval serve lock clean

help:  ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "Reportedly needs Python 3.11 to 3.13; $(PYTHON) is another: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/runtime: $(VENV)/made requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: $(VENV)/runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# In an environment of their own: they need nothing of Reportedly, and it needs nothing of them.
$(RELEASE)/made: $(VENV)/made requirements-release.lock
	$(VENV)/bin/python -m venv $(RELEASE)
	$(RELEASE)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-release.lock
	@touch $@

demo: $(VENV)/runtime  ## Read a shipped report and add the shipped story, day by day
	@BIN=$(BIN) LEDGER=$(LEDGER) sh samples/demo.sh

test: $(VENV)/dev  ## Run the tests
	@$(BIN)/python -m pytest --ignore=tests/web/test_browser.py

N := 1000
fuzz: $(VENV)/dev  ## Try N made-up hostile inputs on each of files, texts, imports, queries, the desk (N=1000)
	@REPORTEDLY_FUZZ=$(N) $(BIN)/python -m pytest tests/fuzz

regex: $(VENV)/dev  ## Time every regular expression on strings that make a slow one slow (minutes)
	@$(BIN)/python -m tools.regular_expressions

chromium:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
		{ apt-get install -y -qq chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium >/dev/null; }; } || \
		{ echo "The browser tests need Chromium: apt-get install chromium, as root" >&2; exit 1; }; }

test-browser: $(VENV)/dev chromium  ## Test the desk in Chromium (root installs it if it is missing)
	@REPORTEDLY_TEST_BROWSER=required $(BIN)/python -m pytest tests/web/test_browser.py

screenshots: $(VENV)/dev chromium  ## Take the pictures in docs/pictures again
	@REPORTEDLY_SCREENSHOTS=docs/pictures REPORTEDLY_TEST_BROWSER=required $(BIN)/python -m pytest tests/web/test_browser.py -k pictures

check: $(VENV)/dev  ## Style, types, layers, spelling
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	$(BIN)/codespell $$(git ls-files '*.md' '*.py' '*.toml' '*.html' '*.css' Makefile)

audit: $(RELEASE)/made $(VENV)/dev  ## Ask whether pinned packages have known faults (ADVISORIES=PLACE: a copy of OSV's, offline)
ifdef ADVISORIES
	@$(BIN)/python -m tools.advisories $(ADVISORIES)
else
	@$(RELEASE)/bin/pip-audit --strict --disable-pip --require-hashes --desc on $(foreach lock,$(wildcard requirements*.lock),-r $(lock))
endif

licences: $(VENV)/dev  ## Check the licence of everything that is installed with Reportedly
	@$(BIN)/python -m tools.licences

dist: licences $(RELEASE)/made  ## Build a release; install and try it on each Python of 3.11 to 3.13 found here
	@$(BIN)/python -m tools.dist dist $(RELEASE)/bin

bench: $(VENV)/dev  ## Measure speed against bare spaCy; writes docs/performance.md
	@$(BIN)/python -m benchmarks.read_speed

bench-ray: $(VENV)/dev  ## Measure reading with two actors of Ray against one process; writes docs/performance.md
	@$(BIN)/python -m benchmarks.ray_reading

bench-scale: $(VENV)/dev  ## Measure a ledger of 1,000 to 100,000 reports (hours; continues where it was stopped)
	@$(BIN)/python -m benchmarks.scale

eval: $(VENV)/dev  ## Measure accuracy on the corpora in REPORTEDLY_GOLD against eval/floors.json
	@$(BIN)/python -m eval

serve: $(VENV)/runtime  ## Open the demo's ledger in the browser
	@test -e $(LEDGER) || $(MAKE) demo
	@$(BIN)/reportedly --ledger $(LEDGER) serve

UV := $(RELEASE)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

SERVER := --extra accounts --extra documents --extra metrics --extra oidc --extra postgresql --extra signing

lock: $(RELEASE)/made  ## Pin every dependency by hash
	printf 'hatchling>=1.27\neditables>=0.5\n' | $(UV) pyproject.toml - -o requirements.lock
	$(UV) --constraint requirements.lock --group dev pyproject.toml -o requirements-dev.lock
	$(UV) --group release -o requirements-release.lock
	printf 'hatchling>=1.27\n' | $(UV) --constraint requirements.lock --constraint requirements-dev.lock $(SERVER) pyproject.toml - -o requirements-server.lock

clean:  ## Remove the virtual environment and the files of the demo
	rm -rf $(VENV) $(RELEASE) demo
