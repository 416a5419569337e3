# 嘉楼通: the commands of the project. A machine needs make and Python 3.11; the rest is installed into .venv.
# Settings come from the environment or the command line: make run PORT=8123 DATA_DIR=/tmp/city (README.md lists them).

PYTHON ?= python3.11
ARGS ?=
BIN := .venv/bin
FLASK := $(BIN)/flask --app wsgi
PIP := $(BIN)/python -m pip install --disable-pip-version-check --progress-bar off
VENV := .venv/pyvenv.cfg
PO := $(wildcard app/translations/*/LC_MESSAGES/messages.po)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test check format format-check lint types bench evaluate clean

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'

run: .stamps/run .stamps/vendor .stamps/messages  ## install what is missing, set up the data, serve with a worker beside
	@echo "[4/4] database, index, web process and worker"
	@exec $(FLASK) serve

test: .stamps/dev .stamps/vendor .stamps/messages .stamps/chromium  ## everything needed, then the whole suite; ARGS="-k journey" goes to pytest
	@HF_HUB_OFFLINE=1 TOKENIZERS_PARALLELISM=false \
		$(BIN)/python -m pytest --cov --cov-report=term:skip-covered $(ARGS)

check: format-check lint types test  ## format, lint, types and tests: what .ci/run does

format: .stamps/dev  ## rewrite the code in the project's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

format-check: .stamps/dev
	$(BIN)/ruff format --check .

lint: .stamps/dev  ## ruff, and the container files
	$(BIN)/ruff check .
	$(BIN)/yamllint --strict compose.yaml .yamllint.yaml .hadolint.yaml
	$(BIN)/hadolint Dockerfile

types: .stamps/dev  ## mypy, strict
	$(BIN)/mypy

bench: .stamps/dev  ## search beside SQLite FTS5, PostgreSQL and bare tantivy on the same work; ARGS go to the benchmark
	@$(BIN)/python -m bench $(ARGS)

evaluate: .stamps/run .stamps/messages  ## measure the matcher on every judged file
	@$(FLASK) migrate
	@$(FLASK) seed plan
	@for file in seeds/judgements/*.jsonl; do echo; $(FLASK) evaluate "$$file" || exit 1; done

clean:  ## remove what was installed and made; the data in ./var stays
	rm -rf .venv .stamps node_modules app/static/vendor .coverage htmlcov bench/out tests/screens \
		.pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find app indexer matcher seeds migrations tests bench -name __pycache__ -prune -exec rm -rf {} +
	find app/translations -name '*.mo' -delete

$(VENV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON): Python 3.11 is needed"; exit 1; }
	@$(PYTHON) -m venv .venv

.stamps/run: pyproject.toml $(VENV)
	@echo "[1/4] Python packages (the first time takes 2-4 minutes)"
	@$(PIP) --editable '.[front]'
	@mkdir -p .stamps && touch $@

.stamps/vendor: package.json package-lock.json .npmrc app/vendor.py | .stamps/run
	@echo "[2/4] front-end files"
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund
	@$(BIN)/python -m app.vendor
	@touch $@

.stamps/messages: $(PO) | .stamps/run
	@echo "[3/4] messages in English"
	@$(BIN)/pybabel compile --directory app/translations
	@touch $@

.stamps/dev: .stamps/run
	@echo "[test] tools for tests and checks (1-2 minutes the first time)"
	@$(PIP) --editable '.[front,dev]'
	@touch $@

# Tried once. Where apt cannot do it, the browser tests skip themselves and say so in one line.
.stamps/chromium: | .stamps/run
	@if command -v chromium || command -v chromium-browser || command -v google-chrome; then :; \
	elif ! command -v apt-get > /dev/null; then echo "[test] no Chromium and no apt: browser tests will be skipped"; \
	else \
		if [ "$$(id -u)" = 0 ]; then as_root=env; else as_root="sudo -n"; fi; \
		echo "[test] Chromium and a Chinese font through apt"; \
		{ $$as_root apt-get -o Acquire::Retries=1 -o Acquire::http::Timeout=20 update --quiet && \
		  $$as_root apt-get install --yes --quiet --no-install-recommends chromium fonts-noto-cjk; } || \
		echo "[test] apt could not install Chromium: browser tests will be skipped"; \
	fi
	@touch $@
