#!/bin/sh
# Tries the archive of scripts/dist.sh as a lab machine would: unpacked into an empty folder, with an empty environment.
#
#   scripts/dist-check.sh [dist/parity-VERSION-ARCH.tar.gz]
set -eu

fail() {
  echo "dist-check: $*" >&2
  exit 1
}

cd "$(dirname "$0")/.."
archive=${1:-}
if [ -z "$archive" ]; then
  set -- dist/parity-*-"$(uname -m)".tar.gz
  [ $# = 1 ] && [ -e "$1" ] || fail "name one archive; there is: $*"
  archive=$1
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tar -x -z -C "$folder" -f "$archive"
cd "$folder"/parity-*
echo "archive $(wc -c <"$OLDPWD/$archive") bytes, unpacked $(du -sb . | cut -f 1) bytes"
ls -l . lib licenses

# Only what is in every Linux may come from elsewhere.
outside=$(env -i /usr/bin/ldd "$PWD/parity" | grep '=> /' | grep -v "=> $PWD/lib/" | grep -vE '(libc|libm|libgcc_s)\.so' || true)
[ -z "$outside" ] || fail "libraries from outside the folder: $outside"

echo "--- env -i ./parity version"
env -i ./parity version
echo "--- env -i ./parity devices"
env -i ./parity devices
echo "--- env -i ./parity run"
env -i ./parity run gemm:f32:nn:m=256,n=256,k=256 --budget 0.2 -o out.json
[ -s out.json ] || fail "there is no out.json"
grep -q '"status" : "\(passed\|noisy\)"' out.json || fail "no case has passed"
grep -q '"commit" : "[0-9a-f]\{40\}"' out.json || fail "out.json does not say which commit it is from"
grep -q '"buildConfiguration" : "release"' out.json || fail "this is no release build"
if grep -rlI "$OLDPWD" . | grep -v '^./out.json$'; then fail "a file holds the path of the checkout"; fi
echo "dist-check: ok"
