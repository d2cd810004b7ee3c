#!/bin/bash
# Captures the small transformers of this folder anew with PyPI's JAX and TensorFlow and checks that `parity import` finds exactly the
# matrix products that their definitions imply.
#
#   scripts/captures/check.sh [FOLDER]   the frameworks and captures go to FOLDER (about 3 GB); PARITY names the program
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$(mktemp -d)}
parity=${PARITY:-parity}
mkdir -p "$folder"
[ -d "$folder/jax" ] || { python3 -m venv "$folder/jax"; "$folder/jax/bin/pip" install -q jax; }
[ -d "$folder/tf" ] || { python3 -m venv "$folder/tf"; "$folder/tf/bin/pip" install -q tensorflow-cpu; }

failures=0
check() { # check NAME EXPECTED FILE
  local calls
  "$parity" import "$3" -o "$folder/$1.workload.json" > "$folder/$1.txt"
  calls=$(python3 -c 'import json, sys; print(sum(p["calls"] for p in json.load(open(sys.argv[1]))["problems"]))' \
    "$folder/$1.workload.json")
  if [ "$calls" = "$2" ]; then echo "$1: $calls products"; else
    echo "$1: $calls products instead of $2" >&2
    failures=1
  fi
}

dump() { echo "--xla_dump_to=$folder/$1 --xla_dump_hlo_as_text"; }
for what in forward:17 train:51 scan:33; do
  name=${what%%:*}
  XLA_FLAGS=$(dump "$name") JAX_PLATFORMS=cpu "$folder/jax/bin/python" "$here/jax_transformer.py" "$name"
  check "jax-$name" "${what##*:}" "$(ls "$folder/$name"/*jit_step.cpu_after_optimizations.txt)"
done
XLA_FLAGS=$(dump tensorflow) "$folder/tf/bin/python" "$here/tensorflow_transformer.py" xla 2> /dev/null
check tensorflow-xla 17 "$(ls "$folder"/tensorflow/*cpu_after_optimizations.txt)"
ONEDNN_VERBOSE=1 "$folder/tf/bin/python" "$here/tensorflow_transformer.py" eager > "$folder/onednn.log" 2> /dev/null
check tensorflow-onednn 17 "$folder/onednn.log"
exit $failures
