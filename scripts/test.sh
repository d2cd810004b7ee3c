#!/bin/bash
# Runs the tests and says at the end which did not run, so that a machine without a device does not look like a full pass.
set -uo pipefail
cd "$(dirname "$0")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
"${SWIFT:-swift}" test "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

skipped=$(grep -E '^[^A-Za-z]*(Suite|Test) .*[")] skipped([.:]|$)' "$log" | sed -E 's/^[^A-Za-z]*//' | sort -u)
echo
if [ -n "$skipped" ]; then
  echo "NOT RUN on this machine:"
  echo "$skipped" | sed 's/^/  /'
else
  echo "Nothing was skipped."
fi
exit "$status"
