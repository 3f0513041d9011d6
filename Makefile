# The commands of the course. `make help` lists them.
# The first Python that is new enough; if there is none, the one that says so.
PYTHON ?= $(shell for one in python3.11 python3.12 python3.13 python3 python; do \
	"$$one" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$one" && exit; done; echo python3)
BIN := .venv/bin
SITE := _build/html/index.html
ROOM ?= models
# Charts take no settings and no fonts from the home folder, which some machines do not let anybody write to.
export MPLCONFIGDIR := $(CURDIR)/.venv/matplotlib
# Containers often forbid Python to keep what it compiled. Then each of some hundred starts would compile it again.
export PYTHONDONTWRITEBYTECODE =

# Deno reads, lays out, checks and tests the page's code; it fetches nothing.
export DENO_DIR := $(CURDIR)/.venv/deno
export DENO_NO_UPDATE_CHECK = 1
DENO := $(BIN)/deno
WEB := --quiet --config missing_middle/web/deno.json missing_middle/web tests/web

# Runs one stage, says how long it took, and keeps its exit status.
stage = @start=$$(date +%s); printf '\n== %s\n' '$(1)'; status=0; $(2) || status=$$?; \
	printf '== %s: %s s\n' '$(1)' $$(($$(date +%s) - start)); exit $$status

.PHONY: book test check lab serve slides release run bench links clean help install lock far site lint package grader notebooks browser mutants hub

book: install ## Install what is needed, build the site, and say how to open it
	$(BIN)/jupyter-book build -n . -q
	@printf '\nThe course is built. Open it in a browser:\n  file://%s\nor run: make serve\n' "$(CURDIR)/$(SITE)"

# The grader's tests often wait for a clock, and most of the site is built on one core: so they run side by side.
TOGETHER := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) --jobs=2 --no-print-directory
test: lint package ## Install what is needed and run every test this machine can run
	@$(MAKE) $(TOGETHER) grader notebooks site
	@$(MAKE) --no-print-directory browser

check: install ## Lint one room, and test it in under a minute: make check ROOM=models
	$(BIN)/ruff check missing_middle tests/$(ROOM)
	$(BIN)/mypy
	MISSING_MIDDLE_SEEDS=20 $(BIN)/pytest -q -n 2 --dist loadscope tests/$(ROOM) $(wildcard missing_middle/$(ROOM) missing_middle/$(ROOM).py) --doctest-modules -m "not browser and not long"

lab: install ## Open the notebooks and exercises in JupyterLab
	$(BIN)/jupyter lab

serve: book ## Build the site and serve it at http://localhost:8000
	$(BIN)/python -m http.server --bind localhost --directory _build/html 8000

slides: book ## Make a deck of slides for each chapter, in _build/slides
	$(BIN)/python instructor/slides/decks.py

release: install ## Write exercises/ from solutions/
	$(BIN)/missing-middle release

run: install ## Run a notebook from top to bottom and store what it prints: make run NOTEBOOK=notebooks/primer.ipynb
	$(BIN)/python -m missing_middle.authoring.run_notebook $(NOTEBOOK)

bench: install ## Measure speed and weight, and print the tables
	$(BIN)/python -m benchmarks

links: book ## List the links to other hosts; make links ASK=--ask asks each whether it answers
	$(BIN)/python tests/site/external.py $(ASK)

clean: ## Remove everything that was built, installed or cached
	rm -rf _build .jupyter_cache .venv .pytest_cache .ruff_cache .hypothesis missing_middle.egg-info

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

install: # needs a moment where nothing is to be done
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or later is needed, and no $(PYTHON) was found: install one, or name it: make PYTHON=..."; exit 1; }
	@$(PYTHON) install.py

# Versions that hold are kept; make lock UPGRADE=--upgrade takes the newest of all, or UPGRADE="-P numpy" of one.
COMPILE = $(BIN)/uv pip compile --quiet --universal --no-annotate --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock" $(UPGRADE) pyproject.toml
lock: ## Renew the lists of what is installed, requirements-dev.txt and requirements.txt
	@test -x $(BIN)/uv || $(MAKE) install
	$(COMPILE) --extra dev --generate-hashes -o requirements-dev.txt
	$(COMPILE) --extra lab -c requirements-dev.txt -o requirements.txt

# What `make test` asks at fewer states, widths or browsers.
FAR := $(shell grep -rl --include=test_*.py "^from rare" tests) tests/site/test_pages_in_a_browser.py
far: book ## Try all states and widths, the newest Python of this machine and the oldest libraries allowed (slow)
	MISSING_MIDDLE_FAR=1 $(BIN)/pytest -q $(FAR)
	$(BIN)/python tests/install/far.py

hub: install ## Try the course as two students on a JupyterHub of this machine, until Ctrl-C (needs npm)
	$(BIN)/python tests/hub/try_hub.py

mutants: install ## Put faults into explorables, questions and models, and name those that no test sees (slow)
	$(BIN)/python tests/mutants

lint: install
	$(call stage,lint,$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet . && $(BIN)/mypy)
	$(call stage,code of the pages,$(DENO) lint $(WEB) && $(DENO) fmt --check $(WEB) book/_static/*.css && $(DENO) check $(WEB) && $(DENO) test --allow-read $(WEB))

package: install
	$(call stage,package and its documentation,$(BIN)/pytest -q -n 2 --dist loadscope tests missing_middle book/_ext --doctest-modules -m "not browser" --ignore tests/grading)

grader: install
	$(call stage,the grader and its sandbox,$(BIN)/pytest -q -n 2 --dist loadscope tests/grading -m "not browser")

notebooks: install
	$(call stage,notebooks exercises and solutions,$(BIN)/pytest -q --nbval --nbval-sanitize-with tests/nbval/sanitize.cfg -n 2 --dist loadscope notebooks exercises solutions)

site: install
	$(call stage,the site built strictly,$(BIN)/jupyter-book build --all -W -n --keep-going -q .)

browser: install
	$(call stage,the site and JupyterLab in a browser,$(BIN)/pytest -q -n 2 --dist loadscope tests -m browser)
