#!/bin/sh
# Tries the archive of scripts/dist.sh as a lab machine would: unpacked into an empty folder, with an empty environment.
#
#   scripts/dist-check.sh [dist/parity-VERSION-ARCH.tar.xz]
set -eu

fail() {
  echo "dist-check: $*" >&2
  exit 1
}

cd "$(dirname "$0")/.."
archive=${1:-}
if [ -z "$archive" ]; then
  set -- dist/parity-*-"$(uname -m)".tar.xz
  [ $# = 1 ] && [ -e "$1" ] || fail "name one archive; there is: $*"
  archive=$1
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tar -x -J -C "$folder" -f "$archive"
cd "$folder"/parity-*
echo "archive $(wc -c <"$OLDPWD/$archive") bytes, unpacked $(du -sb . | cut -f 1) bytes"
ls -l . lib licenses

# Only what is in every Linux may come from elsewhere.
for file in parity lib/libparity-cuda12.so lib/libparity-cuda13.so; do
  outside=$(env -i /usr/bin/ldd "$PWD/$file" | grep '=> /' | grep -v "=> $PWD/lib/" | grep -vE '(libc|libm|libgcc_s)\.so' || true)
  [ -z "$outside" ] || fail "$file takes libraries from outside the folder: $outside"
done

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
echo "--- env -i ./parity exec"
# The interpreter itself: what is first in PATH may be a script that needs more than an empty environment.
if python=$(python3 -c 'import sys; print(sys.executable)'); then
  # What a CUDA program does: memory on the device, copies, and a product of 2 x 2 matrices by columns.
  cat >exec.py <<'END'
import ctypes as c, sys
cudart, cublas = (c.CDLL(f"lib{name}.so.{sys.argv[1]}") for name in ("cudart", "cublas"))
a, b, d = ((c.c_float * 4)(*values) for values in ((1, 2, 3, 4), (5, 6, 7, 8), (0, 0, 0, 0)))
memory = [c.c_void_p() for _ in range(3)]
handle, one, zero = c.c_void_p(), c.c_float(1), c.c_float(0)
calls = [cudart.cudaMalloc(c.byref(pointer), c.c_size_t(16)) for pointer in memory]
calls += [cudart.cudaMemcpy(to, of, c.c_size_t(16), 1) for to, of in zip(memory, (a, b))]
calls += [cublas.cublasCreate_v2(c.byref(handle))]
calls += [cublas.cublasSgemm_v2(handle, 0, 0, 2, 2, 2, c.byref(one), memory[0], 2, memory[1], 2, c.byref(zero), memory[2], 2)]
calls += [cudart.cudaMemcpy(d, memory[2], c.c_size_t(16), 2), cublas.cublasDestroy_v2(handle)]
sys.exit(0 if not any(calls) and list(d) == [23, 34, 31, 46] else f"statuses {calls}, product {list(d)}")
END
  for release in 12 13; do
    env -i ./parity exec --verify -- "$python" exec.py $release ||
      fail "parity exec does not run a program for CUDA $release"
  done
  rm exec.py
else
  echo "skipped: there is no python3"
fi
if grep -rlI "$OLDPWD" . | grep -v '^./out.json$'; then fail "a file holds the path of the checkout"; fi
echo "dist-check: ok"
