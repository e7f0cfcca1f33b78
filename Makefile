# One command per intent; .ci/run calls the same ones.
# Needs only GNU make (3.81 or newer) and Python 3.11 or newer.
# What people read is Dutch, like the commands of `inlegvel` itself.

VENV ?= .venv
ARGS ?=
SINCE ?= HEAD^1

# The newest of the usual names that works; `make PYTHON=/my/python3.13 site` overrules it.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import ensurepip, venv, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo "$$p"; break; }; done)

py := $(VENV)/bin/python
# -qq: silent but for errors. Settings of pip in the environment (PIP_…) keep their meaning.
pip := $(py) -m pip --disable-pip-version-check --no-input install -qq
locked_install := $(pip) --require-hashes -r

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help site serve check verify disk summary test lint mutate audit benchmark lock clean FORCE

help:
	@echo 'make site        controleert de gegevens en bouwt de hele website in site/'
	@echo 'make test        installeert wat de tests nodig hebben en voert ze allemaal uit'
	@echo
	@echo 'make serve       toont de website op dit apparaat; wat u opslaat is meteen te zien'
	@echo 'make check       controleert alleen de gegevens (ook: make check ARGS=--json)'
	@echo 'make verify      houdt de gebouwde website tegen haar gegevens, en test elke link'
	@echo 'make disk        maakt van site/ een kopie in schijf/ die opent met een dubbelklik'
	@echo 'make summary     zegt wat er gevonden is en wat er verandert (sinds SINCE=HEAD^1)'
	@echo 'make benchmark   meet hoe lang het bouwen duurt en hoeveel geheugen het kost'
	@echo 'make mutate      beschadigt de gegevens op duizend andere manieren dan make test dat doet'
	@echo 'make lint        alleen de snelle controles van de code'
	@echo 'make audit       zoekt bekende lekken in wat dit project gebruikt; vraagt internet'
	@echo 'make lock        legt de versies in requirements/ opnieuw vast (nieuwste: ARGS=--upgrade)'
	@echo 'make clean       verwijdert alles wat gemaakt is, ook de Python-omgeving'

# --- the site ---------------------------------------------------------------

site: $(VENV)/.site
	@$(py) -m inlegvel bouw $(ARGS)

serve: $(VENV)/.site
	@$(py) -m inlegvel serveer $(ARGS)

check: $(VENV)/.site
	@$(py) -m inlegvel controleer $(ARGS)

# Of a site that is there already: what was built is what is looked at.
verify: $(VENV)/.site
	@$(py) -m inlegvel verifieer $(ARGS)

disk: $(VENV)/.site
	@$(py) -m inlegvel schijf

# It tells and stops nothing: `check` and `site` do. What cannot be compared is told as well.
summary: $(VENV)/.site
	@$(py) -m inlegvel controleer --markdown || true
	@echo
	@$(py) -m inlegvel verschil $(SINCE) 2>&1 || true

# --- the code ---------------------------------------------------------------

# What is quick comes first, so that a slip shows within seconds.
test: lint
	@bash tests/setup_system.sh
	$(py) -m pytest -n 2 --dist loadgroup $(ARGS)

lint: $(VENV)/.test
	$(py) -m ruff check .
	$(py) -m ruff format --check .
	$(VENV)/bin/lint-imports --no-logo --cache-dir .cache/import-linter
	$(py) -m mypy
	$(VENV)/bin/check-jsonschema --quiet --builtin-schema vendor.github-workflows \
		.github/workflows/*.yml
	$(VENV)/bin/zizmor --offline --quiet .github/workflows

audit: $(VENV)/.audit
	$(VENV)/bin/pip-audit --strict --disable-pip --require-hashes \
		-r requirements/site.txt -r requirements/test.txt

# Other damages than `make test` tries; the seed is told, so that a red run can be repeated.
SEED ?= $(shell date +%s)
mutate: $(VENV)/.test
	@echo 'SEED=$(SEED)'
	@INLEGVEL_MUTATIES=$(SEED) $(py) -m pytest -n 2 --dist loadgroup tests/mutations $(ARGS)

benchmark: $(VENV)/.site
	@$(py) benchmarks/run.py $(ARGS)

# Pins stay as they are unless pyproject.toml or ARGS=--upgrade asks for others.
compile = $(py) -m uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --python-version 3.11 $(ARGS)

lock: $(VENV)/.lock
	$(compile) pyproject.toml --group build --output-file requirements/site.txt
	$(compile) --group test --constraint requirements/site.txt --output-file requirements/test.txt
	$(compile) --group audit --output-file requirements/audit.txt
	$(compile) --group lock --output-file requirements/lock.txt

clean:
	rm -rf site schijf .site-* .nieuw-* .cache .inlegvel-cache build scripts/*.egg-info
	rm -rf .pytest_cache .ruff_cache .mypy_cache .hypothesis
	@if [ -f $(VENV)/.checkout ]; then rm -rf $(VENV); fi

# --- the environment: each stamp file says that a step is done -----------------

# A moved or copied checkout, or a Python that is gone, makes the environment start anew:
# it would run the code at the old place, or not run at all.
usable := $(shell [ "$$(cat $(VENV)/.checkout 2>/dev/null)" = "$$(pwd -P)" ] \
	&& $(py) -c '' 2>/dev/null && echo yes)

$(VENV)/.checkout: $(if $(usable),,FORCE)
	@if [ -z "$(PYTHON)" ]; then \
		echo 'Python 3.11 of nieuwer ontbreekt, of de module venv ervan. Installeer eerst:'; \
		echo '  Debian of Ubuntu:  sudo apt install python3 python3-venv'; \
		echo '  Fedora:            sudo dnf install python3'; \
		echo '  macOS of Windows:  de nieuwste Python van python.org'; \
		echo 'En geef deze opdracht daarna opnieuw.'; \
		exit 1; fi >&2
	@echo 'De Python-omgeving wordt klaargezet; de eerste keer duurt dat een minuut.' >&2
	@clear=; if [ -f $@ ]; then clear=--clear; fi; "$(PYTHON)" -m venv $$clear $(VENV)
	@pwd -P > $@

$(VENV)/.locked: $(VENV)/.checkout requirements/site.txt
	@$(locked_install) requirements/site.txt
	@touch $@

# No build isolation: it would fetch a build backend that is not in the lock.
$(VENV)/.site: $(VENV)/.locked pyproject.toml
	@$(pip) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements/test.txt
	@$(locked_install) requirements/test.txt
	@touch $@

$(VENV)/.audit: $(VENV)/.checkout requirements/audit.txt
	@$(locked_install) requirements/audit.txt
	@touch $@

$(VENV)/.lock: $(VENV)/.checkout requirements/lock.txt
	@$(locked_install) requirements/lock.txt
	@touch $@
