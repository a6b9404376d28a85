# Shingikai: datasets out of the PDFs of Japanese councils. `make help` lists what there is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: campaign-tables help setup ingest site report notebook test lint format bench campaign-kill campaign-fuzz campaign-scale clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## Make .venv and install the pinned dependencies (a no-op when that is done)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Python 3.11 or newer is needed: install it (Debian: apt-get install python3 python3-venv), or name one with make PYTHON=python3.12 setup" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python cannot make environments: install its venv module (Debian: apt-get install python3-venv)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

ingest: setup ## Read the PDFs in data/raw and publish the datasets in data/parquet
	@$(BIN)/python -m pipeline ingest

site: setup ## Write the review site; open site/index.html in a browser
	@$(BIN)/python -m pipeline site

report: setup ## Report on the quality of the data, here in short and in full in the review site
	@$(BIN)/python -m pipeline report

notebook: setup ## Open the notebook in JupyterLab (installs it into .venv)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,analysts]'
	$(BIN)/jupyter lab notebooks/questions.ipynb

test: setup ## Run the tests (the long campaigns have targets of their own)
	$(BIN)/python -m pytest -n $(WORKERS) -m "not slow"

lint: setup ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict

format: setup ## Bring the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## Measure the pipeline beside its peers (installed into .venv-peers)
	@test -d .venv-peers || $(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check -e '.[peers]'
	$(BIN)/python -m tests.bench .venv-peers/bin/python

campaign-tables: setup ## Typeset and read thousands of random tables, for minutes
	$(BIN)/python -m tests.extractors.campaign_tables 5000

campaign-kill: setup ## Kill runs at random moments while a reader looks on, for minutes
	$(BIN)/python -m tests.pipeline.campaign_kill

campaign-fuzz: setup ## Ingest thousands of mutated and hostile PDFs, for minutes
	$(BIN)/python -m tests.hostile.campaign

campaign-scale: setup ## Ten thousand files: first run, a run without changes, one changed file
	$(BIN)/python -m tests.pipeline.campaign_scale

clean: ## Remove everything that can be made again: .venv, caches, published datasets
	rm -rf $(VENV) .venv-peers .mypy_cache .ruff_cache .pytest_cache .hypothesis build site *.egg-info data/cache
	find data/parquet -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
