#!/bin/bash
# What a call through the drop-in costs beside a bare cblas loop. Usage: scripts/drop-in-overhead.sh [SIZE [CALLS [TURNS]]]
# BUILD names the folder with libparity-cuda12.so (a release build).
set -euo pipefail
cd "$(dirname "$0")/.."
build=${BUILD:-.build/release}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for name in libcudart libcublas libcublasLt; do ln -s "$(realpath "$build/libparity-cuda12.so")" "$folder/$name.so.12"; done
"${CXX:-g++}" -O2 -o "$folder/overhead" Benchmarks/DropIn/overhead.cpp -ldl
LD_LIBRARY_PATH=$folder PARITY_CUDA_LEDGER=$folder/ledger.jsonl "$folder/overhead" "$@"
