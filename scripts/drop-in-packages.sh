#!/bin/bash
# Runs Python programs whose packages open libcublas themselves (NVIDIA's nvmath-python) by parity exec on every BACKEND. The
# packages are installed by pip into .build/nvidia/packages. nvmath asks the driver for its version: on a machine without one a
# library stands in that answers this and nothing else.
#
# Usage: scripts/drop-in-packages.sh [BACKEND...]   (openblas vulkan:0 unless given)
#   PARITY   the parity to run (.build/debug/parity), with libparity-cuda13.so beside it
set -euo pipefail
cd "$(dirname "$0")/.."
parity=${PARITY:-.build/debug/parity}
backends=("$@")
[ ${#backends[@]} -gt 0 ] || backends=(openblas vulkan:0)
home=.build/nvidia/packages
if ! "$home/bin/python3" -c 'from nvmath.bindings import cublas' 2>/dev/null; then
  python3 -m venv "$home"
  "$home/bin/python3" -m pip install -q --no-deps numpy nvmath-python cuda-bindings cuda-core cuda-pathfinder
fi
driver=$(mktemp -d)
trap 'rm -rf "$driver"' EXIT
if ! ldconfig -p | grep -q libcuda.so.1; then
  echo 'int cuDriverGetVersion(int *version) { *version = 13000; return 0; }' |
    "${CC:-cc}" -shared -fPIC -x c -o "$driver/libcuda.so.1" -
fi
for backend in "${backends[@]}"; do
  echo "nvmath-python on $backend:"
  LD_LIBRARY_PATH=$driver${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} \
    "$parity" exec --backend "$backend" --verify -- "$home/bin/python3" Tests/DropInPrograms/nvmath_cublas.py
done
