# Two commands for a new machine: `make demo` and `make test`. Each does its own set-up first.
.DEFAULT_GOAL := help
BIN := .venv/bin

.PHONY: help setup demo run test check format bench bench-grounding doctor clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

setup: ## install what is missing: system packages, Python packages, model weights
	@packaging/setup.sh

demo: setup ## a goal on a private desktop, its file checked from outside; GOAL="..." for another
	@$(BIN)/deskhand demo $(if $(GOAL),--goal '$(subst ','\'',$(value GOAL))') $(if $(SCENE),--scene $(SCENE))

run: setup ## Deskhand on your own desktop: type goals in the terminal
	@$(BIN)/deskhand start

test: setup ## the whole suite
	@$(BIN)/pytest

check: setup ## linters, types, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: setup ## format the code
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

bench: setup ## the five goals three times each, with the cost of every stage
	@$(BIN)/python -m tests.bench.goals

bench-grounding: setup ## how well screens are seen, that reading what changed equals reading all, and the cost
	@$(BIN)/python -m tests.bench.grounding $(FOLDER)
	@$(BIN)/python -m tests.bench.incremental $(FOLDER) --sequences 20 --screens 6

doctor: setup ## try every part on this desktop
	@$(BIN)/deskhand doctor

clean: ## remove the virtual environment and caches of this folder
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
