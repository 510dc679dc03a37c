# Everything a person or CI does with this project. The first target that needs it makes .venv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# A tool of its own kind, kept out of the packages that the program is tested with.
MUTATION := .venv/mutation
MUTMUT := $(MUTATION)/bin/mutmut
# Whole files of tests at the same time, in the order of the folders: the long ones are not left for last.
AT_ONCE := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.PHONY: chat ask index test test-ui screenshots lint bench report briefings pictures gate mutation clean

chat: $(READY)           ## opens the chat page
	$(BIN)/kamerbrief chat

ask: $(READY)            ## answers one question: make ask Q="hoeveel fta realiseerde Defensie?"
	@$(BIN)/kamerbrief ask "$$Q"

index: $(READY)          ## reads the shipped letters
	$(BIN)/kamerbrief ingest

test: lint               ## lint, types and tests
	$(BIN)/python -m pytest $(AT_ONCE) --cov --cov-report=term:skip-covered --cov-fail-under=90
	$(BIN)/python -m coverage report --include='assistant/calculator.py' --fail-under=100

test-ui: $(READY)        ## the pages in a real browser: prints timings, says what to install where there is none
	$(BIN)/python -m pytest tests/ui

screenshots: $(READY)    ## renews the pictures in docs/ with a real browser
	$(BIN)/python -m tests.ui.screenshots

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(READY)          ## prints the figures of the performance budget
	$(BIN)/python -m evals.bench

report: $(READY)         ## renews evals/results/: the figures of the shipped questions, and every miss
	$(BIN)/python -m evals run --output evals/results
	rm -f evals/results/report.html evals/results/junit.xml

briefings: $(READY)      ## makes every sector's briefings: each figure traced, each on one page, also in LibreOffice
	$(BIN)/python -m evals.briefings

pictures: $(READY)       ## renews the pictures of three briefings in docs/ (needs poppler-utils)
	$(BIN)/python -m evals.pictures

gate: $(READY)           ## fails where the shipped questions went worse than evals/results/ says
	$(BIN)/python -m evals gate --baseline evals/results/results.json

mutation: $(MUTMUT)      ## breaks the numbers and the calculator on purpose: at least 90% must be noticed
	rm -rf mutants
	$(MUTMUT) run
	$(MUTMUT) results --all true | $(BIN)/python -m tests.mutation

clean:
	rm -rf .venv .kamerbrief build mutants *.egg-info

$(MUTMUT): $(READY)
	$(PYTHON) -m venv $(MUTATION)
	$(MUTATION)/bin/python -m pip install --quiet mutmut==3.8.1
	$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' > $$(echo $(MUTATION)/lib/python*/site-packages)/project.pth
	touch $@

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 of nieuwer is nodig: make PYTHON=python3.11 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@
