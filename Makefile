# The two commands of the README, and what they stand on. Both make .venv/ in the root.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help demo test test-full lint types train clean

help:
	@echo "make demo       set everything up and read the sample page"
	@echo "make test       set up what the tests need and pass them"
	@echo "make test-full  the long tests too"
	@echo "make lint types the checks alone"
	@echo "make train      remake the model from ../shared/gold (needs PyTorch; hours)"

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $(STAMP)

demo: $(STAMP)
	@$(BIN)/standoff demo

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(STAMP)
	$(BIN)/mypy

test: $(STAMP) lint types
	$(BIN)/python -m pytest

test-full: $(STAMP) lint types
	$(BIN)/python -m pytest -m "slow or not slow"

train:
	bash train/make.sh

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache src/*.egg-info
