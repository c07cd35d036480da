# Guiji 归集. `make help` lists what there is.

SWIFT ?= swift
export LANG ?= C.UTF-8
DEMO := build/demo
PRODUCTS := .build/release/guiji

.PHONY: help setup build release test lint format check-layers coverage sanitize fuzz bench measure docs samples demo clean venv

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: ## install the Debian packages that are missing (asks for root only then)
	@sh Tests/Tools/setup.sh

build: setup ## debug build of everything
	$(SWIFT) build --build-tests

release: setup ## optimized build of the command
	$(SWIFT) build -c release --product guiji

demo: release ## two nights on Samples/: load, status, findings, one value traced
	@sh Tests/Tools/demo.sh $(PRODUCTS) $(DEMO)

test: build ## all tests
	$(SWIFT) test --skip-build --parallel

lint: ## formatting and style, strictly
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

format: ## format in place
	$(SWIFT) format format --in-place --recursive --parallel Package.swift Sources Tests

check-layers: ## compare import lines with the directions of the architecture
	@python3 Tests/Tools/check_layers.py

coverage: setup ## line coverage of Sources/
	$(SWIFT) test --enable-code-coverage
	@python3 Tests/Tools/coverage.py "$$($(SWIFT) test --show-codecov-path)"

sanitize: setup ## tests under the address and the thread sanitizer
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --sanitize=address --scratch-path .build-asan --skip GuijiCommandTests
	$(SWIFT) test --sanitize=thread --scratch-path .build-tsan --filter GuijiPipelineTests

FUZZ_SECONDS ?= 60
fuzz: setup ## fuzz the three readers, FUZZ_SECONDS each (60)
	GUIJI_FUZZ=1 $(SWIFT) build -c release --sanitize=fuzzer --product guiji-fuzz --scratch-path .build-fuzz
	@sh Tests/Tools/fuzz.sh .build-fuzz/release/guiji-fuzz $(FUZZ_SECONDS)

bench: release ## speed and memory beside sqlite3 .import, DuckDB and (where it is installed) Splink
	python3 Tests/Bench/bench.py --guiji $(PRODUCTS)
	@test ! -d ../shared/bench/er || python3 Tests/Bench/link.py --guiji $(PRODUCTS)

measure: setup ## scores and speeds of single normalizers
	GUIJI_MEASURE=1 $(SWIFT) build -c release --product guiji-measure --scratch-path .build-measure
	.build-measure/release/guiji-measure

docs: setup ## the documentation catalogue as a web site in build/docs
	GUIJI_DOCS=1 $(SWIFT) package --scratch-path .build-docs --allow-writing-to-directory build/docs \
	  generate-documentation --target GuijiPipeline --output-path build/docs --warnings-as-errors

SAMPLE_CITY := --people 600 --nights 2 --seed 20201144
samples: release ## make the deliveries under Samples/ anew (same seed, same bytes)
	rm -rf build/samples
	$(PRODUCTS) samples build/samples $(SAMPLE_CITY)
	rm -rf Samples/inbox-* Samples/truth
	mv build/samples/inbox-* build/samples/truth Samples/

venv: ## a Python environment with the peers that tests and bench compare with (datacontract-cli, duckdb)
	python3 -m venv build/venv
	build/venv/bin/pip install --quiet datacontract-cli duckdb

clean: ## remove what was built
	rm -rf .build .build-* build
