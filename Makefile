# The commands of the course. `make help` lists them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready
SITE := _build/html/index.html
ROOM ?= models
# Containers often forbid Python to keep what it compiled. Then each of some hundred starts would compile it again.
export PYTHONDONTWRITEBYTECODE =

# Runs one stage, says how long it took, and keeps its exit status.
stage = @start=$$(date +%s); printf '\n== %s\n' '$(1)'; status=0; $(2) || status=$$?; \
	printf '== %s: %s s\n' '$(1)' $$(($$(date +%s) - start)); exit $$status

.PHONY: book test check lab serve slides release bench links clean help install site lint unit notebooks browser

book: $(READY) ## Install what is needed, build the site, and say how to open it
	$(BIN)/jupyter-book build -n . -q
	@printf '\nThe course is built. Open it in a browser:\n  file://%s\nor run: make serve\n' "$(CURDIR)/$(SITE)"

test: lint unit notebooks site browser ## Install what is needed and run every test this machine can run

check: $(READY) ## Lint and test one room in under a minute: make check ROOM=models
	$(BIN)/ruff check missing_middle tests/$(ROOM)
	$(BIN)/pytest -q tests/$(ROOM) $(wildcard missing_middle/$(ROOM) missing_middle/$(ROOM).py) --doctest-modules -m "not browser"

lab: $(READY) ## Open the notebooks and exercises in JupyterLab
	$(BIN)/jupyter lab

serve: book ## Build the site and serve it at http://localhost:8000
	$(BIN)/python -m http.server --bind localhost --directory _build/html 8000

slides: book ## Make a deck of slides for each chapter, in _build/slides
	$(BIN)/python instructor/slides/decks.py

release: $(READY) ## Write exercises/ from solutions/
	$(BIN)/missing-middle release

bench: $(READY) ## Measure speed and weight, and print the tables
	$(BIN)/python -m benchmarks

links: book ## List the links to other hosts; make links ASK=--ask asks each whether it answers
	$(BIN)/python tests/site/external.py $(ASK)

clean: ## Remove everything that was built, installed or cached
	rm -rf _build .jupyter_cache .venv .pytest_cache .ruff_cache .hypothesis missing_middle.egg-info

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

install: $(READY)

# Compiled at the end, since pip would do it on one processor.
$(READY): requirements.txt requirements-dev.txt constraints.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 is needed, and no python3.11 or python3 was found."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --no-deps -e .
	$(BIN)/python -m pip check
	$(BIN)/python -m compileall -q -j 0 .venv/lib missing_middle
	@touch $(READY)

lint: $(READY)
	$(call stage,lint,$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet . && $(BIN)/mypy)

unit: $(READY) # the grader in a stage of its own: it times what it grades
	$(call stage,package and its documentation,$(BIN)/pytest -q -n 2 --dist loadscope tests missing_middle book/_ext --doctest-modules -m "not browser" --ignore tests/grading)
	$(call stage,the grader and its sandbox,$(BIN)/pytest -q -n 2 --dist loadscope tests/grading -m "not browser")

notebooks: $(READY)
	$(call stage,notebooks exercises and solutions,$(BIN)/pytest -q --nbval --nbval-sanitize-with tests/nbval/sanitize.cfg -n 2 --dist loadscope notebooks exercises solutions)

site: $(READY)
	$(call stage,the site built strictly,$(BIN)/jupyter-book build --all -W -n --keep-going -q .)

browser: $(READY)
	$(call stage,the site and JupyterLab in a browser,$(BIN)/pytest -q -n 2 --dist loadscope tests -m browser)
