# Two commands: `make demo` runs the portal with its content, `make test` runs the tests.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python

.PHONY: help demo test test-long lint types contract check page-tools screenshots lock benchmark clean-demo

help:
	@sed -n 's/^\([a-z-]*\):.*## /  make \1 — /p' $(MAKEFILE_LIST)

demo: $(VENV)/.base ## installe, charge le contenu et sert http://127.0.0.1:8000
	@$(RUN) manage.py demo

test: $(VENV)/.dev ## tous les tests
	@$(RUN) -m pytest -n 2

test-long: $(VENV)/.dev ## les longs tirages au hasard, en entier
	@MANDAT_LONG=1 $(RUN) -m pytest -n 2

benchmark: $(VENV)/.dev ## les mesures (voir benchmarks/README.md)
	@$(RUN) -m benchmarks

lint: $(VENV)/.dev
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

types: $(VENV)/.dev
	@$(VENV)/bin/mypy portal org procedures search

contract: $(VENV)/.dev
	@$(VENV)/bin/lint-imports

check: lint types contract test ## tout ce que vérifie l’intégration continue, sans les serveurs

$(VENV)/.base: requirements/base.txt
	@command -v $(PYTHON) >/dev/null || { echo "Il manque python3 (Debian : apt install python3 python3-venv)."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 ou plus récent est nécessaire ; trouvé : $$($(PYTHON) --version)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Il manque le module venv (Debian : apt install python3-venv)."; exit 1; }
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	@echo "Installation des bibliothèques (une seule fois)…"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	@echo "Installation des outils de développement (une seule fois)…"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

page-tools: tools/pages/node_modules/.installed ## le vérificateur HTML (Java) et Lighthouse, pour les tests de pages

tools/pages/node_modules/.installed: tools/pages/package-lock.json
	@command -v npm >/dev/null || { echo "Il manque npm (Debian : apt install npm default-jre-headless)."; exit 1; }
	@cd tools/pages && npm ci --ignore-scripts --no-fund --no-audit --loglevel=error
	@touch $@

screenshots: $(VENV)/.dev ## refait docs/screenshots (Chromium)
	@$(RUN) -m tests.journeys.screenshots

lock: ## refait requirements/*.txt (demande uv)
	@cd requirements && for name in base dev; do uv pip compile --quiet $$name.in --generate-hashes --no-emit-index-url \
		--no-emit-find-links --universal --python-version 3.11 --no-header -o $$name.txt; done
