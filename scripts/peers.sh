#!/bin/sh
# make peers: a private Python with numpy and a CPU PyTorch, then scripts/peers.py. Arguments: rows; none for all.
set -eu
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}
home=$PWD/.build/peers
python=$home/python/bin/python3
if ! "$python" -c 'import numpy, torch' 2>/dev/null; then
  python3 -m venv "$home/python" || {
    echo "make peers needs python3 with venv: apt-get install python3-venv" >&2
    exit 3
  }
  # The CPU build is a tenth of the size; elsewhere the plain one does the same.
  "$python" -m pip install --quiet --retries 1 numpy 'torch==2.13.0+cpu' --extra-index-url https://download.pytorch.org/whl/cpu 2>/dev/null ||
    "$python" -m pip install --quiet numpy torch
fi
"$swift" build -c release --product parity
exec "$python" scripts/peers.py "$("$swift" build -c release --show-bin-path)/parity" "$python" "$home/results" "$@"
