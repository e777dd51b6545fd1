# Stationmaster's commands. `make help` lists them.

SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# The commands follow one another, also with make -j.
.NOTPARALLEL:
.PHONY: help serve test test-swift test-fuzz test-end-to-end check fuzz sanitize bench clean

DEBUG := .build-debug
RELEASE := .build-release
FUZZ := .build-fuzz
# What the Swift tests encode and the end-to-end tests hold against the JSON schemas.
SAMPLES := $(DEBUG)/message-samples
# The tests of the certification listen for silence and start servers: they run apart from the others, which would starve them.
CERTIFICATION := CertificationTests\.|NegativeControlTests
# Additional arguments, for example: make serve ARGUMENTS="--data /var/lib/stationmaster"
ARGUMENTS ?=
PYTEST_ARGUMENTS ?=
# How long each fuzzer of `make fuzz` runs, and which ones do.
SECONDS ?= 60
TARGETS ?=

help: ## List the commands.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: ## Build a release and run it in demonstration mode, with simulated charge points. Ctrl-C stops it.
	@scripts/install-system-packages build
	swift build -c release --scratch-path $(RELEASE) --product stationmaster
	@exec $(RELEASE)/release/stationmaster serve --demo $(ARGUMENTS)

test: check test-swift test-fuzz test-end-to-end ## Run every test there is.

check: ## Check the rules for sources that no compiler checks.
	@scripts/check-sources

test-swift: ## Build with tests and run the Swift tests.
	@scripts/install-system-packages build
	swift build --build-tests --scratch-path $(DEBUG)
	@rm -rf $(SAMPLES) && mkdir -p $(SAMPLES)
	STATIONMASTER_SAMPLES_DIR="$(CURDIR)/$(SAMPLES)" swift test --skip-build --scratch-path $(DEBUG) --skip '$(CERTIFICATION)'
	swift test --skip-build --scratch-path $(DEBUG) --filter '$(CERTIFICATION)'

test-fuzz: ## Build the fuzzers and run each for a few seconds on the same inputs each time.
	@scripts/install-system-packages build
	@scripts/fuzz brief

test-end-to-end: ## Run the end-to-end tests against the debug build (after test-swift).
	@scripts/install-system-packages test
	@scripts/make-python-environment
	STATIONMASTER_SAMPLES_DIR="$(CURDIR)/$(SAMPLES)" .venv/bin/python -m pytest Tests/EndToEnd -q \
	  --numprocesses auto --maxprocesses 4 --dist loadfile $(PYTEST_ARGUMENTS)

fuzz: ## Run every fuzzer for a minute, or SECONDS=; what they find goes to .build-fuzz/findings. TARGETS="frame texts" runs these.
	@scripts/install-system-packages build
	@scripts/fuzz long $(SECONDS) $(TARGETS)

sanitize: ## Run the Swift tests under the address and the thread sanitizer. Takes long.
	@scripts/install-system-packages build
	@scripts/sanitize

bench: ## Build a release and measure it; writes bench/results.json.
	@scripts/install-system-packages build
	swift build -c release --scratch-path $(RELEASE) --product stationmaster
	@pin=; if [ "$$(nproc)" -gt 1 ] && command -v taskset >/dev/null; then pin="taskset -c 1"; fi; \
	exec $$pin $(RELEASE)/release/stationmaster bench --output bench/results.json $(ARGUMENTS)

clean: ## Remove everything that the other commands made, but no data.
	rm -rf $(DEBUG) $(RELEASE) $(FUZZ) .build-asan .build-tsan .venv .pytest_cache
	find Tests -name __pycache__ -type d -prune -exec rm -rf {} +
