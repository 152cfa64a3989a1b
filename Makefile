# Two commands do all their own set-up on a fresh machine:  make demo   make test
#   make test-fast  no slow and no browser tests      make check  format, lint, types, layers
#   make check-floors  the lowest versions of what presidium needs, Python 3.11 and 3.13 where found
#   make fuzz       try mutated scenarios, new ones each time (MUTANTS=100000; SEED=... for the same again)
#   make bench      measure engine, what-ifs and memory, power, coalitions, camps, the world, the page, the served page
#   make wheel      build the wheel for this Python and platform, with compiled code, into dist/
#   make clean      forget what these made

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/pip --disable-pip-version-check --quiet
CASE   ?= soviet-1953
MUTANTS ?= 100000
SEED   ?=
# Files of tests run beside one another; the tests of one file share what is costly to make.
SIDE_BY_SIDE := --numprocesses auto --maxprocesses 4 --dist loadfile

.PHONY: demo test test-fast check check-floors fuzz bench wheel clean

demo: $(VENV)/.installed
	$(BIN)/presidium run $(CASE)
	@echo "Open the page in a browser: presidium-runs/$(CASE)/report.html"

test: check $(VENV)/.browser
	$(BIN)/pytest $(SIDE_BY_SIDE)

test-fast: $(VENV)/.installed
	$(BIN)/pytest $(SIDE_BY_SIDE) -m "not slow and not page"

check: $(VENV)/.installed
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

# Sets up environments of its own; needs the package index.
check-floors:
	$(PYTHON) .ci/floors

fuzz: $(VENV)/.installed
	$(BIN)/python tests/scenario/mutants.py $(MUTANTS) $(SEED)
	$(BIN)/pytest $(SIDE_BY_SIDE) --hypothesis-profile=fuzz tests/theory tests/scenario tests/history

bench: $(VENV)/.installed
	$(BIN)/python benchmarks/engine.py
	$(BIN)/python benchmarks/cost.py
	$(BIN)/python benchmarks/power.py
	$(BIN)/python benchmarks/coalitions.py
	$(BIN)/python benchmarks/blocs.py
	$(BIN)/python benchmarks/world.py
	$(BIN)/python benchmarks/page.py
	$(BIN)/python benchmarks/serve.py

wheel: $(VENV)/.installed
	.ci/wheel $(BIN)/python dist

clean:
	rm -rf $(VENV) build dist presidium-runs .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find presidium tests docs benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps live inside .venv, so that deleting it is a full reset.
# The build backend is installed first and pinned too: the editable install then fetches nothing unpinned.
$(VENV)/.installed: pyproject.toml constraints.txt .ci/venv
	.ci/venv "$(PYTHON)" "$(VENV)"
	$(PIP) install -c constraints.txt hatchling editables
	$(PIP) install -c constraints.txt --no-build-isolation -e ".[dev]"
	touch $@

$(VENV)/.browser: .ci/browser $(VENV)/.installed
	.ci/browser
	touch $@
