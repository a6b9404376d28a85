# Shingikai: datasets out of the PDFs of Japanese councils. `make help` lists what there is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2

# What is in .venv, as stamps: a network is needed only when one of them is older than the lists of packages.
BASE := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
NOTEBOOK := $(VENV)/.installed-notebook
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
FAILED := { echo "The packages could not be installed; the lines above say why. Run the same again, it goes on from here. Without a network: docs/running.md" >&2; exit 1; }

.DEFAULT_GOAL := help
.PHONY: help setup dev ingest site report notebook test lint format bench accuracy campaign-laws campaign-tables campaign-kill campaign-fuzz campaign-scale clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(BASE) ## Make .venv with the pinned packages that reading PDFs takes (a no-op when that is done)

$(BASE): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Python 3.11 or newer is needed: install it (Debian: apt-get install python3 python3-venv), or name one with make PYTHON=python3.12 setup" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python cannot make environments: install its venv module (Debian: apt-get install python3-venv)" >&2; exit 1; }
	@echo "Installing Python packages into $(VENV) (200 MB to download, 700 MB on disk): a minute or a few, this once ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) -e . || $(FAILED)
	@$(BIN)/python -m compileall -q normalizers extractors pipeline || true  # else each run compiles anew where it may not write
	@touch $@

dev: $(DEV) ## Install into .venv what tests and checks take besides

$(DEV): $(BASE)
	@echo "Installing what tests and checks take into $(VENV) (500 MB more): a minute or a few, this once ..."
	@$(PIP) -e '.[dev]' || $(FAILED)
	@touch $@

$(NOTEBOOK): $(BASE)
	@echo "Installing JupyterLab and matplotlib into $(VENV) (250 MB more): a minute, this once ..."
	@$(PIP) -e '.[analysts]' || $(FAILED)
	@touch $@

ingest: setup ## Read the PDFs in data/raw and publish the datasets in data/parquet
	@$(BIN)/python -m pipeline ingest

site: setup ## Write the review site; open site/index.html in a browser
	@$(BIN)/python -m pipeline site

report: setup ## Report on the quality of the data, here in short and in full in the review site
	@$(BIN)/python -m pipeline report

notebook: $(NOTEBOOK) ## Open the notebook in JupyterLab (reads the PDFs first when nothing was read yet)
	@test -e data/parquet/.current || $(MAKE) --no-print-directory ingest || test -e data/parquet/.current
	$(BIN)/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) notebooks/questions.ipynb

test: $(DEV) ## Run the tests (the long campaigns have targets of their own)
	$(BIN)/python -m pytest -n $(WORKERS) -m "not slow" --hypothesis-seed=1

lint: $(DEV) ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict

format: $(DEV) ## Bring the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV) ## Measure the pipeline beside its peers (installed into .venv-peers and .venv-rust; tabula needs Java)
	@test -d .venv-peers || $(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check -e '.[peers]'
	@test -d .venv-rust || $(PYTHON) -m venv .venv-rust
	.venv-rust/bin/python -m pip install --quiet --disable-pip-version-check pdfplumber-rs==0.3.0
	$(BIN)/python -m tests.bench .venv-peers/bin/python .venv-rust/bin/python

accuracy: $(DEV) ## Measure how much of the samples and of scans of them is read right, for minutes
	$(BIN)/python -m tests.bench.bench_accuracy
	$(BIN)/python -m tests.bench.bench_scans

campaign-laws: $(DEV) ## Try what must hold for any input on other random inputs than the tests do, for minutes
	for seed in $$(shuf -i 2-1000000 -n 10); do \
	  $(BIN)/python -m pytest -q -n $(WORKERS) -m "hypothesis and not slow" --hypothesis-seed=$$seed || exit 1; done

campaign-tables: $(DEV) ## Typeset and read thousands of random tables, for minutes
	$(BIN)/python -m tests.extractors.campaign_tables 5000

campaign-kill: $(DEV) ## Kill runs at random moments while a reader looks on, for minutes
	$(BIN)/python -m tests.pipeline.campaign_kill

campaign-fuzz: $(DEV) ## Ingest thousands of mutated and hostile PDFs, for minutes
	$(BIN)/python -m tests.hostile.campaign

campaign-scale: $(DEV) ## Ten thousand files: first run, a run without changes, one changed file
	$(BIN)/python -m tests.pipeline.campaign_scale

clean: ## Remove everything that can be made again: .venv, caches, published datasets
	rm -rf $(VENV) .venv-peers .venv-rust .mypy_cache .ruff_cache .pytest_cache .hypothesis build site *.egg-info data/cache
	find data/parquet -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
