#!/bin/sh
# Makes dist/parity-VERSION-ARCH.tar.xz: one folder that runs on a machine without a Swift toolchain or OpenBLAS.
#
#   scripts/dist.sh
#
# The sources that git tracks are copied below .build/dist and stamped there with their commit, so that the checkout stays
# as it is. The Swift runtime is linked in, OpenBLAS and what it needs lie in lib/ and are found from the program's own
# place, and Vulkan is looked for when the program runs. The drop-in CUDA libraries for `parity exec` lie in lib/ too. What
# remains is glibc, no older than this machine's.
set -eu

fail() {
  echo "dist: $*" >&2
  exit 3
}

cd "$(dirname "$0")/.."
root=$PWD
swift=${SWIFT:-swift}
version=$(sed -n 's/.*static let version = "\(.*\)".*/\1/p' Sources/Harness/Environment/ToolIdentity.swift)
command -v xz >/dev/null || fail "there is no xz; install xz-utils"
[ -n "$version" ] || fail "no version in Sources/Harness/Environment/ToolIdentity.swift"
architecture=$(uname -m)
name=parity-$version-$architecture
limit_bytes=$((40 * 1000 * 1000))

# --- sources, stamped --------------------------------------------------------------------------------------------

commit=$(git rev-parse --verify HEAD) || fail "a commit to stamp is needed; run this in a git checkout"
dirty=false
[ -z "$(git status --porcelain -- Package.swift Sources dialects shaders suites workers)" ] || dirty=true
work=$root/.build/dist
sources=$work/sources
mkdir -p "$sources"
# Files that are gone from the checkout must not be built; times are kept, so that only changes are compiled again.
find "$sources" -type f ! -path "$sources/Package.resolved" | while IFS= read -r file; do
  [ -e "$root/${file#"$sources"/}" ] || rm "$file"
done
git ls-files -z -- Package.swift Sources Tests Benchmarks dialects suites workers |
  tar -c --null --files-from=- -f - | tar -x -C "$sources" -f -
[ ! -e Package.resolved ] || cp -p Package.resolved "$sources/"
stamp=$sources/Sources/Harness/Environment/BuildStamp.swift
cat >"$work/BuildStamp.swift" <<END
/// The sources of this build, written by scripts/dist.sh.
enum BuildStamp {
  /// The full commit hash.
  static let commit: String? = "$commit"
  /// Whether the sources differed from the commit.
  static let dirty: Bool? = $dirty
}
END
cp -p "$work/BuildStamp.swift" "$stamp"

# --- build -------------------------------------------------------------------------------------------------------

# C++'s library is linked in, since drivers that are loaded later may need a newer one than this machine's.
mkdir -p "$work/static"
cxx=$("${CC:-cc}" -print-file-name=libstdc++.a 2>/dev/null || clang -print-file-name=libstdc++.a)
[ -e "$cxx" ] || fail "there is no libstdc++.a; install libstdc++-dev"
ln -sf "$cxx" "$work/static/libstdc++.a"

# DT_RPATH rather than DT_RUNPATH: it also holds for what OpenBLAS itself needs. The program finds it in lib/, the drop-in
# libraries beside themselves. --static-swift-stdlib alone links the Swift runtime into programs, not into libraries.
build() {
  "$swift" build --package-path "$sources" --scratch-path "$work/build" -c release \
    --static-swift-stdlib -Xswiftc -static-stdlib -Xswiftc -no-toolchain-stdlib-rpath \
    -Xlinker "-L$work/static" -Xlinker -rpath -Xlinker '$ORIGIN/lib' -Xlinker --disable-new-dtags "$@"
}
for product in parity parity-cuda12 parity-cuda13; do build --product $product; done
built=$(build --show-bin-path)
binary=$built/parity

# --- the folder --------------------------------------------------------------------------------------------------

folder=$work/$name
rm -rf "$folder"
mkdir -p "$folder/lib" "$folder/licenses"
cp "$binary" "$folder/parity"
strip "$folder/parity"
for dropin in libparity-cuda12.so libparity-cuda13.so; do
  cp "$built/$dropin" "$folder/lib/"
  strip --strip-unneeded "$folder/lib/$dropin"
done
cp LICENSE CHANGELOG.md "$folder/"
cp scripts/dist-readme.md "$folder/README.md"
cp -R suites docs "$folder/"

# Where the loader finds a library that FILE needs, in the environment of this machine.
library() {
  ldd "$1" | sed -n "s|^[[:space:]]*$2 => \(/[^ ]*\) .*|\1|p" | head -n 1
}

# The licence of the package that owns a file goes along with it.
licence() {
  real=$(readlink -f "$1")
  owner=
  if command -v dpkg-query >/dev/null 2>&1; then
    for path in "$real" "/usr$real" "${real#/usr}"; do
      owner=$(dpkg-query -S "$path" 2>/dev/null | head -n 1 | cut -d : -f 1) || true
      [ -z "$owner" ] || break
    done
  fi
  text=/usr/share/doc/$owner/copyright
  [ -n "$owner" ] && [ -r "$text" ] ||
    fail "no licence is known for $real; put its text into licenses/ of the archive by hand"
  cp "$text" "$folder/licenses/$2.txt"
}

# OpenBLAS and what only it needs, and zlib. glibc and gcc's libgcc_s are the machine's own: its drivers need them too.
for pattern in 'libopenblas\.so\.0' 'libgfortran\.so\.[0-9]*' 'libquadmath\.so\.[0-9]*' 'libz\.so\.1'; do
  soname=$(ldd "$binary" | sed -n "s|^[[:space:]]*\($pattern\) => .*|\1|p" | head -n 1)
  [ -n "$soname" ] || continue
  path=$(library "$binary" "$soname")
  cp -L "$path" "$folder/lib/$soname"
  licence "$path" "${soname%%.so*}"
done
[ -e "$folder/lib/libopenblas.so.0" ] || fail "the program does not need libopenblas.so.0, so there is none to bundle"

for file in parity lib/libparity-cuda12.so lib/libparity-cuda13.so; do
  foreign=$(ldd "$folder/$file" | sed -n 's|^[[:space:]]*\([^ ]*\) => \(/[^ ]*\) .*|\1 \2|p' |
    grep -v " $folder/lib/" | cut -d ' ' -f 1 | grep -vE '^(libc|libm|libgcc_s|libpthread|libdl|librt)\.so' || true)
  [ -z "$foreign" ] || fail "$file needs libraries that are not bundled: $foreign"
done

toolchain=$(dirname "$(dirname "$(readlink -f "$(command -v "$swift")")")")
for text in "$toolchain/share/swift/LICENSE.txt" "$toolchain/share/doc/swift/LICENSE.txt"; do
  [ ! -r "$text" ] || cp "$text" "$folder/licenses/swift.txt"
done
[ -e "$folder/licenses/swift.txt" ] || fail "the licence of the Swift runtime is not in $toolchain"
cp "$work/build/checkouts/swift-argument-parser/LICENSE.txt" "$folder/licenses/swift-argument-parser.txt"

# --- the archive -------------------------------------------------------------------------------------------------

mkdir -p dist
archive=dist/$name.tar.xz
# Program and drop-in libraries have the Swift runtime each. A dictionary that is longer than any of them finds it again in the next.
tar -C "$work" --owner=0 --group=0 --numeric-owner --sort=name --mtime="@$(git log -1 --format=%ct)" -c "$name" |
  xz -T1 --lzma2=preset=6,dict=96MiB -c >"$archive"
bytes=$(wc -c <"$archive")
[ "$bytes" -le $limit_bytes ] || fail "$archive has $bytes bytes, more than $limit_bytes"
echo "$archive: $bytes bytes of commit $commit$([ $dirty = false ] || echo ', with changes')"
(cd "$folder" && du -sb parity lib/* suites docs licenses)
