# Avowal's commands. `make help` lists them; each does its own set-up.

RUN := .ci/with .venv/bin/python
HEADLESS := env -u DISPLAY -u WAYLAND_DISPLAY QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup demo run test check bench lock screenshots

help: ## List these commands.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1	\2/p' Makefile | awk -F '\t' '{ printf "  make %-12s %s\n", $$1, $$2 }'

setup: ## Make .venv from the hashed lock, with all that development needs.
	@.ci/setup dev

demo: ## Build the sample case and open the window on it. DIR=folder says where.
	@.ci/setup run
	@$(RUN) main.py demo $(DIR)

run: ## Open the window. CASE=file.sqlite opens it on a case.
	@.ci/setup run
	@$(RUN) main.py $(CASE)

test: check ## All checks, then all tests, headless. ARGS="-k quote" narrows the tests.
	$(HEADLESS) $(RUN) -m pytest -n $(WORKERS) --dist worksteal -p no:benchmark --ignore=tests/benchmarks $(ARGS)

check: setup ## Lint, format, types and the house's import contracts.
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	.venv/bin/basedpyright
	.venv/bin/lint-imports

bench: setup ## Measure what must be fast, and print the figures. ARGS="-k seek" narrows.
	$(HEADLESS) $(RUN) -m pytest tests/benchmarks -s -p no:xdist $(ARGS)

lock: setup ## Remake the hashed locks from requirements*.in. UPGRADE=1 takes newer versions.
	@.ci/lock $(UPGRADE)

screenshots: setup ## Render the window on the sample case into docs/manual.
	$(HEADLESS) $(RUN) docs/screenshots.py
