#!/bin/bash
# Compiles the programs in Tests/DropInPrograms with a plain C++ compiler against NVIDIA's headers, links them to NVIDIA's libraries,
# and runs them by parity exec on every BACKEND: the same binary, with nothing changed but the library path. All must print the same.
# NVIDIA's wheels are downloaded by pip into .build/nvidia/programs and never committed.
#
# Usage: scripts/drop-in-programs.sh [BACKEND...]   (openblas vulkan:0 unless given)
#   PARITY   the parity to run (.build/debug/parity), with libparity-cuda12.so beside it
#   PRELOAD   libraries to load before the program's, for sanitizers
#   VALGRIND=1 runs each program once under valgrind on the processor too
set -euo pipefail
cd "$(dirname "$0")/.."
parity=${PARITY:-.build/debug/parity}
backends=("$@")
[ ${#backends[@]} -gt 0 ] || backends=(openblas vulkan:0)
folder=.build/nvidia/programs
if ! ls "$folder"/nvidia/cublas/lib/libcublas.so.12 >/dev/null 2>&1; then
  mkdir -p "$folder"
  python3 -m pip download -q --no-deps -d "$folder" nvidia-cublas-cu12 nvidia-cuda-runtime-cu12 nvidia-cuda-nvcc-cu12 nvidia-cuda-cccl-cu12
  for wheel in "$folder"/*.whl; do python3 -m zipfile -e "$wheel" "$folder"; rm "$wheel"; done
fi
includes=()
for include in "$folder"/nvidia/*/include; do includes+=(-isystem "$include"); done
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT
if [ "${VALGRIND:-}" = 1 ]; then
  # valgrind cannot read the debugging information of a newer compiler.
  mkdir "$output/stripped"
  strip -g -o "$output/stripped/libcublas.so.12" "$(dirname "$parity")/libparity-cuda12.so"
  for name in libcudart libcublasLt; do ln -s libcublas.so.12 "$output/stripped/$name.so.12"; done
fi
failures=0
for source in Tests/DropInPrograms/*.cpp; do
  name=$(basename "$source" .cpp)
  "${CXX:-g++}" -std=c++17 -O1 -g -Wall -Wextra "${includes[@]}" -o "$output/$name" "$source" \
    "$folder/nvidia/cublas/lib/libcublas.so.12" "$folder/nvidia/cuda_runtime/lib/libcudart.so.12" \
    -Wl,--unresolved-symbols=ignore-in-shared-libs
  for backend in "${backends[@]}"; do
    if ! "$parity" exec --backend "$backend" --verify --ledger "$output/$name.jsonl" -- \
      ${PRELOAD:+env LD_PRELOAD="$PRELOAD"} "$output/$name" \
      > "$output/$name.$backend.txt" 2> "$output/$name.$backend.err"; then
      echo "$name on $backend FAILED:"; cat "$output/$name.$backend.txt"; tail -5 "$output/$name.$backend.err"
      failures=$((failures + 1))
      continue
    fi
    if ! diff "$output/$name.${backends[0]}.txt" "$output/$name.$backend.txt"; then
      echo "$name prints something else on $backend than on ${backends[0]}"
      failures=$((failures + 1))
    else
      echo "$name on $backend: $(wc -l < "$output/$name.$backend.txt") lines as on ${backends[0]}; $(tail -1 "$output/$name.$backend.err")"
    fi
  done
  if [ "${VALGRIND:-}" = 1 ]; then
    if LD_LIBRARY_PATH=$output/stripped OPENBLAS_NUM_THREADS=1 valgrind -q --error-exitcode=9 "$output/$name" \
      > "$output/$name.valgrind.txt" 2> "$output/$name.valgrind.err"; then
      echo "$name under valgrind: no errors; $(diff "$output/$name.${backends[0]}.txt" "$output/$name.valgrind.txt" > /dev/null && echo "the same lines" || echo "OTHER LINES")"
    else
      echo "$name under valgrind:"; head -20 "$output/$name.valgrind.err"
      failures=$((failures + 1))
    fi
  fi
done
exit $((failures > 0))
