# The two commands of the README, and what they stand on. Both make .venv/ in the root.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# The page of `standoff serve`; built into the package, so that who has it built needs no Node to show it.
PAGE := src/standoff/serve/static
PAGE_STAMP := web/node_modules/.built
PAGE_SOURCES := $(shell find web/src web/public -type f 2>/dev/null) web/index.html web/vite.config.ts web/tsconfig.json

.PHONY: help demo page test test-web test-full lint types train clean

help:
	@echo "make demo       set everything up and read the sample page"
	@echo "make test       set up what the tests need and pass them"
	@echo "make test-full  the long tests too"
	@echo "make lint types the checks alone"
	@echo "make page       build the page of standoff serve (needs Node 20.19 or later)"
	@echo "make train      remake the model from ../shared/gold (needs PyTorch; hours)"

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $(STAMP)

# npm ci once for each lock file, then the build; both left out, with a word, where Node is not there.
page:
	@if node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null; \
	then $(MAKE) --silent --no-print-directory $(PAGE_STAMP); \
	else echo "The page is not built: install Node 20.19 or later (https://nodejs.org), then run make page."; fi

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	@echo "Fetching what the page is built with"
	@cd web && npm ci --silent --no-audit --no-fund
	@touch $@

$(PAGE_STAMP): web/node_modules/.package-lock.json $(PAGE_SOURCES)
	@cd web && npm run --silent build -- --logLevel warn
	@touch $@

# Types and tests of the page; nothing to do where it could not be built.
test-web: page
	@if [ -f $(PAGE_STAMP) ]; then cd web && npm run --silent check && npm test --silent; fi

demo: $(STAMP)
	@$(MAKE) --no-print-directory page || echo "The page could not be built; everything else works without it."
	@$(BIN)/standoff demo

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(STAMP)
	$(BIN)/mypy

test: $(STAMP) lint types test-web
	$(BIN)/python -m pytest

test-full: $(STAMP) lint types test-web
	$(BIN)/python -m pytest -m "slow or not slow"

train:
	bash train/make.sh

clean:
	rm -rf $(VENV) $(PAGE) web/node_modules build dist .mypy_cache .pytest_cache .ruff_cache src/*.egg-info
