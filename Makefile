# make run    set up, fill an empty archive with the demo stories, serve on 127.0.0.1:8000
# make test   set up what the tests need and run them all
# make check  format, lint, types, layers, unsafe code, secrets, licences; the scripts of the pages too (node and npm)
# make setup  the environment alone: .venv/bin/materiel
# make sbom   all that the product is made of, as CycloneDX: build/sbom.cdx.json
# make torture  try to break every promise, in the long form, one topic after the other (hours)
# make bench  speed and memory beside others, as a table (half an hour, and 5 GB of disk)
# make train  train the network again, on all labelled data at hand (hours, needs torch)

SHELL := /bin/sh
# The first Python that is new enough; `make run PYTHON=/path/to/python` names another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
HOST ?= 127.0.0.1
PORT ?= 8000
DATA ?= data
SOURCES := app graph ontology tests bench tools

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check format readme openapi vendor evaluate speed bench torture sbom licences leaks clients stores shapes train held-out lock clean
TRAIN := .venv-train/bin/python
EPOCHS ?= 12
FOLD ?= 0

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: make run PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is needed (Debian: apt-get install python3-venv)"; rm -rf .venv; exit 1; }

.venv/run.done: .venv/bin/python requirements/run.txt pyproject.toml
	@echo "Setting up .venv (about a minute, once)"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.done: .venv/run.done requirements/dev.txt
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

setup: .venv/run.done

setup-dev: .venv/dev.done

run: setup
	@$(BIN)/materiel --data $(DATA) serve --demo --host $(HOST) --port $(PORT)

# Two processes at once, each with whole files of tests: what they start is not started twice.
WORKERS ?= 2
test: setup-dev
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

# What checks the scripts of the pages, from npm; nothing of it runs or is shipped with them.
node_modules/done: package-lock.json
	@command -v npm >/dev/null || { echo "npm is needed (Debian: apt-get install nodejs npm)"; exit 1; }
	@npm ci --loglevel=error
	@touch $@

check: setup-dev node_modules/done
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit -q -c pyproject.toml -r app graph ontology tools
	$(BIN)/python -m tools.leaks
	$(BIN)/python -m tools.licences --check
	npm run --silent check

format: setup-dev node_modules/done
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)
	npm run --silent format

# Writes the answers of the commands that README shows; a test holds them true.
readme: setup-dev
	$(BIN)/python tools/readme.py

# Writes the description of the API with the answers of the demo stories; tests hold it true.
openapi: setup-dev
	$(BIN)/python -m tools.openapi

# What it is made of, with versions, hashes and licences; the same sources give the same bytes.
sbom: setup-dev
	$(BIN)/python -m tools.sbom build/sbom.cdx.json

# Writes docs/licences.md; a licence that tools/licences.toml does not allow fails here and in tests.
licences: setup-dev
	$(BIN)/python -m tools.licences

# Looks at all files for secrets again; `detect-secrets audit .secrets.baseline` judges what is new.
leaks: setup-dev
	$(BIN)/python -m tools.leaks --renew

# Fetches what the page of the API is made of, by npm, and checks it against its manifest.
vendor: setup-dev
	$(BIN)/python tools/vendor.py

# Scores the reader on the labelled data, where it is at hand (MATERIEL_SHARED, or ../shared).
evaluate: setup-dev
	$(BIN)/python -m bench.evaluate

# Times the reader on a feed beside a parse of the same text; memory, loading and long texts too.
speed: setup-dev
	$(BIN)/python -m bench.speed

# All ratios side by side in one run, over 100,000 claims: `make bench CLAIMS=20000` is sooner done.
CLAIMS ?= 100000
bench: setup-dev .venv-stores/done
	@$(BIN)/python -m bench.together --claims $(CLAIMS)

# `.venv/bin/python -m bench.torture TOPIC --trials N` runs one of them, as often as you like.
torture: setup-dev
	$(BIN)/python -m bench.torture

# Asks the service through curl, SPARQLWrapper, rdflib and Comunica (node and npm), and compares.
build/comunica/done: bench/comunica/package.json
	@mkdir -p build/comunica && cp $< build/comunica
	@npm install --prefix build/comunica --no-audit --no-fund --no-package-lock --loglevel=error
	@touch $@

clients: setup-dev build/comunica/done
	$(BIN)/python -m bench.clients

# Checks what the reader takes from the gold against the shapes, where the gold is at hand.
shapes: setup-dev
	$(BIN)/python -m bench.shapes

# Times the service beside other stores over the same quads, in one run.
.venv-stores/done: .venv/bin/python requirements/stores.txt
	@$(PYTHON) -m venv .venv-stores
	@.venv-stores/bin/python -m pip --disable-pip-version-check -q install -r requirements/stores.txt
	@touch $@

stores: setup-dev .venv-stores/done
	$(BIN)/python -m bench.stores

.venv-train/done: .venv/bin/python requirements/run.txt requirements/train.txt
	@$(PYTHON) -m venv .venv-train
	@$(TRAIN) -m pip --disable-pip-version-check -q install --require-hashes -r requirements/run.txt
	@$(TRAIN) -m pip --disable-pip-version-check -q install -r requirements/train.txt
	@touch $@

train: .venv-train/done
	@mkdir -p build
	$(TRAIN) -m bench.training.fit build/pairs.pt --epochs $(EPOCHS)
	$(TRAIN) -m bench.training.export build/pairs.pt graph/ingest/learned/model/pairs.onnx

# Trains without one fold of the gold, and scores that fold: the honest figures.
held-out: .venv-train/done
	@mkdir -p build
	$(TRAIN) -m bench.training.fit build/fold-$(FOLD).pt --fold $(FOLD) --epochs $(EPOCHS)
	$(TRAIN) -m bench.training.export build/fold-$(FOLD).pt build/fold-$(FOLD).onnx
	$(TRAIN) -m bench.training.held_out build/fold-$(FOLD).onnx --fold $(FOLD)

# Versions and hashes only: no address of any index enters a lock.
lock: setup-dev
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header requirements/run.in -o requirements/run.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header -c requirements/run.txt requirements/scale.in -o requirements/scale.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header -c requirements/scale.txt requirements/dev.in -o requirements/dev.txt
	$(BIN)/python tools/npm_lock.py
	@echo "Then: make setup-dev licences"

clean:
	rm -rf .venv node_modules .venv-train .venv-stores build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
