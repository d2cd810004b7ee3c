#!/usr/bin/env bash
# Builds Sources/CSIMD with its own check (Tests/CSIMDCheck) and runs it: here, and for AArch64 in QEMU, where NEON and
# plain C are tried beside what this processor has. Needs clang and lld (Swift's will do) and, for AArch64, the packages that
# it names. SYSROOT=folder takes these unpacked from there instead of from /.
set -euo pipefail
cd "$(dirname "$0")/.."
root="${SYSROOT:-}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

clang="$(dirname "$(readlink -f "$(command -v swift || echo /)")")/clang"
[ -x "$clang" ] || clang="$(command -v clang)" || { echo "check-simd: no clang; install it, or Swift" >&2; exit 3; }
build() { "$clang" -std=gnu2x -O2 -Wall -Wextra -Werror -ISources/CSIMD/include "$@" Sources/CSIMD/*.c Tests/CSIMDCheck/check.c -lm; }

echo "== $(uname -m)"
build -o "$folder/here"
"$folder/here"

[ "$(uname -m)" = aarch64 ] && exit
echo "== aarch64 in QEMU"
libraries="$root/usr/aarch64-linux-gnu"
gcc="$(ls -d "$root"/usr/lib/gcc-cross/aarch64-linux-gnu/* 2>/dev/null | tail -1)" || true
qemu="$root/usr/bin/qemu-aarch64-static"
[ -x "$qemu" ] || qemu="$(command -v qemu-aarch64)" || qemu=""
if [ ! -d "$libraries/include" ] || [ -z "$gcc" ] || [ -z "$qemu" ]; then
  echo "check-simd: install libc6-dev-arm64-cross, libgcc-12-dev-arm64-cross and qemu-user-static (apt)" >&2
  exit 3
fi
build --target=aarch64-linux-gnu -static -fuse-ld=lld -isystem "$libraries/include" \
  -B"$gcc" -B"$libraries/lib" -L"$gcc" -L"$libraries/lib" -o "$folder/there"
"$qemu" "$folder/there"
