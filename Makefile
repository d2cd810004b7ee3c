# The contributor's index. `make` alone prints it.

SWIFT ?= swift
SUITE ?= quick
FILTER ?=
ROW ?=

.DEFAULT_GOAL := help
.PHONY: help setup setup-test build release bench overhead test captures bench-import drop-in drop-in-overhead sanitize golden format lint suites simd shaders shaders-matrix shaders-check dist peers validate clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: ## Install what building and running needs (apt, through sudo when not root); quick when all is there
	@scripts/setup.sh run

setup-test: ## Install what the tests need besides
	@scripts/setup.sh test

build: setup ## Debug build of everything
	$(SWIFT) build

release: setup ## Release build of the program: .build/release/parity
	$(SWIFT) build -c release --product parity

bench: release ## From nothing to a table and a results file: the quick suite on every backend found (SUITE=name for another)
	"$$($(SWIFT) build -c release --show-bin-path)/parity" run --suite $(SUITE)

overhead: setup ## What the harness costs beside a bare cblas loop
	$(SWIFT) run -c release parity-overhead

peers: setup ## Ratios to NumPy and PyTorch with their targets, about ten minutes on two cores (ROW=decode for one row)
	@SWIFT="$(SWIFT)" scripts/peers.sh $(ROW)

test: setup-test ## From nothing to all tests green (FILTER=name for some)
	@SWIFT="$(SWIFT)" scripts/test.sh $(if $(FILTER),--filter "$(FILTER)")

captures: ## Captures of a small transformer with a private PyTorch, imported and held against its definition
	@SWIFT="$(SWIFT)" scripts/captures.sh

bench-import: release ## How fast a synthetic 1 GB trace imports, and in how much memory
	python3 scripts/import-benchmark.py "$$($(SWIFT) build -c release --show-bin-path)/parity" .build/import

drop-in: build ## The drop-in libraries beside NVIDIA's (wheels by pip): exports, logs, C++ programs linked to NVIDIA's, and packages that open them
	$(SWIFT) build --product parity-cuda12 && $(SWIFT) build --product parity-cuda13
	scripts/compare-exports.py --logs
	scripts/drop-in-programs.sh
	scripts/drop-in-packages.sh

drop-in-overhead: setup ## What a call through the drop-in costs beside a bare cblas loop
	$(SWIFT) build -c release --product parity-cuda12
	@scripts/drop-in-overhead.sh

sanitize: setup-test ## The drop-in libraries' test programs under the address and the thread sanitizer, about ten minutes on two cores
	@SWIFT="$(SWIFT)" scripts/sanitize.sh

simd: ## Check the C kernels alone, here and for AArch64 (NEON) in QEMU
	@scripts/check-simd.sh

golden: ## Record the golden files of help texts and tables again; read the diff before you commit it
	PARITY_RECORD_GOLDEN=1 $(SWIFT) test --filter 'CLITests|ReportTests' || true
	git diff --stat -- Tests/Golden

format: ## Format all Swift sources
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks

lint: ## Check the format and the rules of .swift-format
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks

suites: ## Check that every file of suites/ parses and is embedded
	@scripts/check-suites.sh

shaders: ## Compile shaders/ to the committed SPIR-V (needs glslc and spirv-tools)
	shaders/build.sh

shaders-matrix: ## Compile the shaders for matrix units, by a compiler fetched from a newer Debian
	shaders/build-matrix.sh

shaders-check: shaders ## Check that the committed SPIR-V is what shaders/ gives
	git diff --exit-code --stat -- Sources/CShaders
	shaders/build-matrix.sh --check

dist: setup ## One folder for machines without a toolchain: dist/parity-VERSION-ARCH.tar.xz, tried in an empty environment
	@SWIFT="$(SWIFT)" scripts/dist.sh
	@scripts/dist-check.sh

validate: lint suites test ## What a change must pass

clean: ## Remove what was built
	rm -rf .build
