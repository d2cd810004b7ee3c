#!/bin/sh
# make captures: captures of a small transformer with a private CPU PyTorch, imported and held against what its definition implies.
# Skipped, and says so, where PyTorch can neither be found nor installed. An argument is a folder to keep the captures in.
set -eu
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}
python=${PARITY_TORCH_PYTHON:-$PWD/.build/peers/python/bin/python3}
if ! "$python" -c 'import torch' 2>/dev/null; then
  home=$PWD/.build/peers/python
  python=$home/bin/python3
  { python3 -m venv "$home" &&
    { "$python" -m pip install --quiet --retries 1 numpy 'torch==2.13.0+cpu' --extra-index-url https://download.pytorch.org/whl/cpu 2>/dev/null ||
      "$python" -m pip install --quiet numpy torch; }; } || {
    echo "captures: SKIPPED: PyTorch is not there and cannot be installed"
    exit 0
  }
fi
"$swift" build --product parity
parity=$("$swift" build --show-bin-path)/parity
folder=${1:-$PWD/.build/captures}
mkdir -p "$folder"
"$python" scripts/captures.py "$folder" >"$folder/log.txt" 2>&1 || {
  cat "$folder/log.txt" >&2
  exit 1
}
exec "$python" scripts/captures-check.py "$parity" "$folder"
