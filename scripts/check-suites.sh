#!/bin/sh
# Every file of suites/ parses, is called what its file is called, and is embedded.
set -eu
cd "$(dirname "$0")/.."
${SWIFT:-swift} build --product parity
parity=$(${SWIFT:-swift} build --show-bin-path)/parity
for file in suites/*.suite; do
  name=$(basename "$file" .suite)
  "$parity" list --suite "$file" >/dev/null
  [ "$("$parity" list --suite "$file" | head -n 1)" = "# name: $name" ] || {
    echo "$file: the header names another suite" >&2
    exit 1
  }
  [ "$("$parity" list --suite "$file")" = "$("$parity" list --suite "$name")" ] || {
    echo "$file differs from what Sources/CSuites/suites.c embeds" >&2
    exit 1
  }
done
"$parity" list
