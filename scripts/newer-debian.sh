#!/bin/bash
# Runs a command with a newer Debian's glibc, Vulkan loader, software driver (lavapipe) and shader tools, without
# installing anything: the packages are fetched with apt's own tools and unpacked under .build/newer-debian.
#
#   scripts/newer-debian.sh glslangValidator --version
#   scripts/newer-debian.sh .build/debug/parity devices          # cooperative matrices on a CPU
#   scripts/newer-debian.sh .build/debug/parity verify --backend vulkan --every-variant
#
# The first run fetches about 80 MB; remove .build/newer-debian to fetch again. PARITY_DEBIAN_SUITE chooses the suite
# (default sid: Mesa 26.1 and glslang 16 or later are needed). Needs apt, dpkg and an x86-64 or arm64 Debian or Ubuntu
# with debian-archive-keyring; not root.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
folder=${PARITY_DEBIAN_FOLDER:-$here/.build/newer-debian}
suite=${PARITY_DEBIAN_SUITE:-sid}
packages="mesa-vulkan-drivers libvulkan1 vulkan-validationlayers vulkan-tools glslang-tools spirv-tools"
architecture=$(dpkg --print-architecture)
[ $# -gt 0 ] || { sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 64; }

fetch() {
  local work=$folder.new
  rm -rf "$work"
  mkdir -p "$work"/apt/{state/lists/partial,cache/archives/partial,parts} "$work/root"
  : > "$work/apt/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $suite main" \
    > "$work/apt/sources.list"
  # Nothing of the machine's own apt is read or written; an empty status makes apt take every dependency, glibc included.
  cat > "$work/apt/apt.conf" <<CONF
Dir::State "$work/apt/state";
Dir::State::status "$work/apt/status";
Dir::Cache "$work/apt/cache";
Dir::Etc::sourcelist "$work/apt/sources.list";
Dir::Etc::sourceparts "$work/apt/parts";
Dir::Etc::preferencesparts "$work/apt/parts";
Dir::Etc::parts "$work/apt/parts";
APT::Architecture "$architecture";
APT::Architectures { "$architecture"; };
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Check-Valid-Until "false";
Debug::NoLocking "1";
CONF
  export APT_CONFIG=$work/apt/apt.conf
  apt-get -qq update >&2
  # shellcheck disable=SC2086
  apt-get -qq install --yes --download-only $packages >&2
  for package in "$work"/apt/cache/archives/*.deb; do
    dpkg-deb -x "$package" "$work/root"
    dpkg-deb -W "$package" >> "$work/versions"
  done
  unset APT_CONFIG
  rm -rf "$work/apt" "$folder"
  mv "$work" "$folder"
}

[ -e "$folder/versions" ] || { echo "fetching Mesa and glslang from Debian $suite ..." >&2; fetch; }
root=$folder/root
triplet=$(cd "$root/usr/lib" && ls -d ./*-linux-gnu | head -1)
libraries=$root/usr/lib/${triplet#./}
loader=$(ls "$libraries"/ld-linux-*.so.* | head -1)

# A driver manifest that names this root's driver, whatever the package's own says.
cat > "$folder/lavapipe.json" <<JSON
{"file_format_version": "1.0.0",
 "ICD": {"library_path": "$libraries/libvulkan_lvp.so", "api_version": "1.4.0"}}
JSON
export VK_LAYER_PATH=$root/usr/share/vulkan/explicit_layer.d
export VK_DRIVER_FILES=$folder/lavapipe.json VK_ICD_FILENAMES=$folder/lavapipe.json

program=$1
shift
case $program in
  */*) ;;
  *) program=$root/usr/bin/$program ;;
esac
exec "$loader" --library-path "$libraries" --argv0 "$program" "$program" "$@"
