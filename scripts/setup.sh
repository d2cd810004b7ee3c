#!/bin/sh
# Installs what Parity needs on Debian 12 and later and on Ubuntu; does nothing, quickly, where all is there.
#
#   scripts/setup.sh run     to build and run
#   scripts/setup.sh test    to test as well
#
# Looks for the things themselves rather than for packages, so that other ways of installing them count too.
set -eu

purpose=${1:-run}
case $purpose in
  run | test) ;;
  *)
    echo "usage: scripts/setup.sh [run|test]" >&2
    exit 64
    ;;
esac

fail() {
  echo "setup: $*" >&2
  exit 3
}

wanted_swift=6.3
packages=
want() { packages="$packages $1"; }

# --- what is missing ---------------------------------------------------------------------------------------------

swift=${SWIFT:-swift}
version=$("$swift" --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1) || true
[ -n "$version" ] ||
  fail "there is no Swift toolchain on PATH; install Swift $wanted_swift or later from https://www.swift.org/install/linux"
oldest=$(printf '%s\n%s\n' "$wanted_swift" "$version" | sort -V | head -n 1)
[ "$oldest" = "$wanted_swift" ] ||
  fail "Swift $version is on PATH, and Parity needs $wanted_swift or later: https://www.swift.org/install/linux"

has_file() {
  for candidate in "$@"; do
    [ -e "$candidate" ] && return 0
  done
  return 1
}

if ! command -v pkg-config >/dev/null 2>&1; then
  want pkg-config
  want libopenblas-dev
else
  pkg-config --exists openblas || want libopenblas-dev
fi
has_file /usr/include/vulkan/vulkan.h /usr/local/include/vulkan/vulkan.h "${VULKAN_SDK:-/nonexistent}/include/vulkan/vulkan.h" ||
  want libvulkan-dev
has_file /usr/include/zlib.h /usr/local/include/zlib.h || want zlib1g-dev

# Any driver counts, a GPU's as well as Mesa's lavapipe; without one, lavapipe makes the processor a Vulkan device.
has_vulkan_driver() {
  [ -n "${VK_DRIVER_FILES:-}${VK_ICD_FILENAMES:-}" ] && return 0
  has_file /usr/share/vulkan/icd.d/*.json /usr/local/share/vulkan/icd.d/*.json /etc/vulkan/icd.d/*.json \
    "${XDG_DATA_HOME:-${HOME:-/nonexistent}/.local/share}"/vulkan/icd.d/*.json
}
has_vulkan_driver || want mesa-vulkan-drivers

needs_jsonschema=false
if [ "$purpose" = test ]; then
  has_file /usr/share/vulkan/explicit_layer.d/VkLayer_khronos_validation.json \
    /usr/local/share/vulkan/explicit_layer.d/VkLayer_khronos_validation.json \
    "${VK_LAYER_PATH:-/nonexistent}/VkLayer_khronos_validation.json" || want vulkan-validationlayers
  if ! command -v python3 >/dev/null 2>&1; then
    want python3
    want python3-jsonschema
  elif ! python3 -c 'import jsonschema' >/dev/null 2>&1; then
    # Debian's package serves Debian's python3 only; another one that comes first on PATH has its own packages.
    if [ "$(python3 -c 'import sys; print(sys.executable)')" = /usr/bin/python3 ]; then
      want python3-jsonschema
    else
      needs_jsonschema=true
    fi
  fi
fi

# --- install -----------------------------------------------------------------------------------------------------

if [ -n "$packages" ]; then
  command -v apt-get >/dev/null 2>&1 ||
    fail "this is no Debian or Ubuntu, so install by hand what these packages hold, then run again:$packages"
  root=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 ||
      fail "installing needs root and there is no sudo; as root, run: apt-get install$packages"
    root=sudo
  fi
  echo "setup: installing$packages"
  $root env DEBIAN_FRONTEND=noninteractive apt-get update -qq ||
    fail "the package lists cannot be fetched; check the network, then run again, or install by hand:$packages"
  # shellcheck disable=SC2086 # a list of words
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $packages >/dev/null ||
    fail "apt-get could not install:$packages"
fi

if [ "$needs_jsonschema" = true ]; then
  echo "setup: installing jsonschema for $(command -v python3)"
  python3 -m pip install --quiet --disable-pip-version-check jsonschema ||
    fail "python3 -m pip install jsonschema failed for $(command -v python3); install it, or put /usr/bin first on PATH"
fi

if [ "$purpose" = test ]; then
  python3 -c 'import jsonschema' 2>/dev/null ||
    fail "python3 ($(command -v python3)) still cannot import jsonschema; the schema test needs it"
fi
