#!/bin/bash
# Runs the drop-in libraries' test programs under the address and the thread sanitizer, and reports what they find.
#
# parity and both libraries are built with the sanitizer in .build/sanitize-KIND, about two minutes each on two cores. Programs of
# Tests/CLITests/Programs are Python's, which has no sanitizer in it: the runtime is loaded before it. Those of Tests/DropInPrograms
# run too where `make drop-in` has fetched NVIDIA's headers.
#
# Usage: scripts/sanitize.sh [address] [thread]   (both unless given)
#   SWIFT   the swift to build with
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
swift=${SWIFT:-swift}
kinds=("$@")
[ ${#kinds[@]} -gt 0 ] || kinds=(address thread)
toolchain=$(dirname "$(dirname "$(readlink -f "$(command -v "$swift")")")")
libraries=$toolchain/lib/swift/linux
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT
failures=0
# A test asks for more memory than there is, and Python does not free all at its end.
export ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=0:exitcode=66
export TSAN_OPTIONS=allocator_may_return_null=1:exitcode=66
export PARITY_CUDA_THREADS=2 PYTHONDONTWRITEBYTECODE=1

# Runs a command in a folder of its own: a finding is in its output, whatever its status.
check() { # NAME COMMAND...
  local status=0
  mkdir "$output/run"
  (cd "$output/run" && "${@:2}") > "$output/log" 2>&1 || status=$?
  rm -r "$output/run"
  if [ $status = 0 ] && ! grep -qE 'ERROR: AddressSanitizer|WARNING: ThreadSanitizer' "$output/log"; then
    echo "  $1: nothing found"
  else
    echo "  $1 FAILED with status $status:"
    grep -E -m 1 -A 24 'ERROR: |WARNING: ThreadSanitizer' "$output/log" || tail -5 "$output/log"
    failures=$((failures + 1))
  fi
}

for kind in "${kinds[@]}"; do
  case $kind in
    address) runtime=asan ;;
    thread) runtime=tsan ;;
    *) echo "$kind is neither address nor thread" && exit 64 ;;
  esac
  build=(--sanitize="$kind" --scratch-path "$root/.build/sanitize-$kind")
  for product in parity parity-cuda12 parity-cuda13; do
    "$swift" build "${build[@]}" --product "$product" > "$output/build" 2>&1 || { grep error "$output/build"; exit 1; }
  done
  folder=$("$swift" build "${build[@]}" --show-bin-path)
  preload=$("$toolchain/bin/clang" -print-resource-dir)/lib/linux/libclang_rt.$runtime-$(uname -m).so
  ordering=
  if [ "$kind" = thread ]; then
    # The runtime needs libdispatch; what is told to it stands in front of Swift's libraries.
    ordering=$output/ordering.so
    "$toolchain/bin/clang" -shared -fPIC -O1 -Wall -o "$ordering" scripts/sanitize-thread.c
    preload=$preload:$ordering
    for name in dispatch BlocksRuntime swiftCore swiftSynchronization; do preload=$preload:$libraries/lib$name.so; done
  fi
  echo "$kind sanitizer:"
  check "parity verify" env LD_PRELOAD="$ordering" "$folder/parity" verify --backend openblas --count 20
  for release in 12 13; do
    for program in Tests/CLITests/Programs/*.py; do
      name=$(basename "$program" .py)
      # Modules of the other programs, which do nothing by themselves.
      case $name in cuda | levels | faults | signatures | runtime_calls | runtime_more_faults) continue ;; esac
      # Some wrong calls leave results that have no definition.
      verify=--verify
      case $name in *statuses | random_arguments) verify= ;; esac
      check "$name, CUDA $release" env CUDA_RELEASE=$release LD_LIBRARY_PATH="$libraries" "$folder/parity" exec $verify \
        -- env LD_PRELOAD="$preload" python3 "$root/$program"
    done
  done
  if [ -d .build/nvidia/programs/nvidia ]; then
    check "C++ programs" env PARITY="$folder/parity" PRELOAD="$preload" "$root/scripts/drop-in-programs.sh" openblas
  fi
done
[ $failures = 0 ] || echo "$failures programs failed"
exit $((failures > 0))
