# Two commands for a new machine: `make demo` and `make test`. Each does its own set-up first.
.DEFAULT_GOAL := help
BIN := .venv/bin

.PHONY: help setup demo run test check format bench bench-grounding bench-miniwob bench-decide bench-apps bench-recipes bench-app bench-safety faults pictures translations app train train-smoke doctor clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 26

setup: ## install what is missing: system packages, Python packages, model weights
	@packaging/setup.sh

demo: setup ## a goal on a private desktop, its file checked from outside; GOAL="..." for another
	@$(BIN)/deskhand demo $(if $(GOAL),--goal '$(subst ','\'',$(value GOAL))') $(if $(SCENE),--scene $(SCENE))

app: setup ## the app on your own desktop: an icon in the tray, Ctrl+Alt+Space opens the palette
	@$(BIN)/deskhand app

run: setup ## Deskhand on your own desktop: type goals in the terminal
	@$(BIN)/deskhand start

test: setup ## the whole suite; installs LibreOffice Calc and Gnumeric if they are missing
	@packaging/apps.sh tests
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

bench-apps: setup ## goals on a dozen real applications, three times each; ONLY=part RUNS=1 OUT=folder for less
	@packaging/apps.sh bench
	@$(BIN)/python -m tests.bench.apps $(if $(ONLY),--only $(ONLY)) $(if $(RUNS),--runs $(RUNS)) $(if $(OUT),--out $(OUT))

bench-recipes: setup ## recordings replayed, changed and sabotaged, rows with kills, secrets; TABLE=1,2 ONLY=part RUNS=5 OUT=folder
	@packaging/apps.sh bench
	@$(BIN)/python -m tests.bench.recipes $(if $(TABLE),--table $(TABLE)) $(if $(ONLY),--only $(ONLY)) $(if $(RUNS),--runs $(RUNS)) $(if $(OUT),--out $(OUT))

bench-grounding: setup ## how well screens are seen, that reading what changed equals reading all, and the cost
	@$(BIN)/python -m tests.bench.grounding $(FOLDER)
	@$(BIN)/python -m tests.bench.incremental $(FOLDER) --sequences 20 --screens 6

bench-miniwob: setup ## the pages of MiniWoB++ in a browser window; TASKS=names, EPISODES=5, OUT=folder for the pictures
	@$(BIN)/python -c 'import miniwob' 2>/dev/null || $(BIN)/pip install -q 'miniwob>=1.1' --no-deps
	@$(BIN)/python -m tests.bench.miniwob $(if $(TASKS),--tasks $(TASKS)) --episodes $(or $(EPISODES),5) $(if $(OUT),--out $(OUT))

bench-decide: setup ## how often the next act is right, on the held-out cases or on FILE="..."
	@$(BIN)/python -m tests.bench.decide $(FILE)

train: setup ## the action adapter again from nothing; MINUTES=480 OUT=build/adapter RESUME=1 to go on
	@packaging/train.sh $(or $(MINUTES),480) $(or $(OUT),build/adapter) $(if $(RESUME),--resume)

train-smoke: setup ## minutes: train, stop, go on, load the adapter in llama.cpp and decide twenty cases with it
	@rm -rf build/smoke
	@packaging/train.sh 2 build/smoke --pause-after 1
	@packaging/train.sh 2 build/smoke --resume
	@$(BIN)/python -m tests.bench.decide models/training/cases.jsonl --first 20 --adapter build/smoke/deskhand-action-lora.gguf

bench-app: setup ## the app: cold start, palette, longest block, idle cost, time until a stop
	@$(BIN)/python -m tests.bench.app

bench-safety: setup ## injections, labels, shell lines, approvals, swaps, edits of the journal; EVERY=1 for all injections, ONLY=part
	@$(BIN)/python -m tests.bench.safety $(if $(EVERY),--every $(EVERY)) $(if $(ONLY),--only $(ONLY))

faults: setup ## faults put into the real thing, 20 times each, and what came of them; TIMES=5 ONLY=part for less
	@$(BIN)/python -m tests.faults $(if $(TIMES),--times $(TIMES)) $(if $(ONLY),--only $(ONLY))

pictures: setup ## every window in light and dark at 100 and 150 %, and a film of one real run
	@$(BIN)/python -m tests.pictures

translations: setup ## the texts of the app into the catalogues of assets/translations
	@packaging/translations.sh

doctor: setup ## try every part on this desktop
	@$(BIN)/deskhand doctor

clean: ## remove the virtual environment and caches of this folder
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
