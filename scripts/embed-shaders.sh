#!/bin/sh
# Writes Sources/CShaders/shaders.c: one table of all SPIR-V modules in Sources/CShaders/spv, embedded in the binary.
# Run it after shaders/build.sh has added or removed a module; a changed module needs nothing but a build.
set -eu
cd "$(dirname "$0")/../Sources/CShaders"
{
  echo '// Written by scripts/embed-shaders.sh; do not edit.'
  echo '#include "CShaders.h"'
  echo
  echo '// 4-byte alignment: Vulkan reads the code as 32-bit words.'
  echo '#define MODULE(NAME) __attribute__((aligned(4))) static const unsigned char NAME[] ='
  for file in spv/*.spv; do
    [ -e "$file" ] || continue
    name=$(basename "$file" .spv)
    printf '\nMODULE(%s) {\n#embed "%s"\n};\n' "$name" "$file"
  done
  printf '\nstatic const parity_shader_module modules[] = {\n'
  for file in spv/*.spv; do
    [ -e "$file" ] || continue
    name=$(basename "$file" .spv)
    printf '  {"%s", %s, sizeof %s},\n' "$name" "$name" "$name"
  done
  printf '  {"", 0, 0},\n};\n\n'
  echo 'size_t parity_shader_count(void) { return sizeof modules / sizeof modules[0] - 1; }'
  echo
  echo 'parity_shader_module parity_shader(size_t index) { return modules[index]; }'
} > shaders.c.new
if cmp -s shaders.c.new shaders.c; then rm shaders.c.new; else mv shaders.c.new shaders.c; fi
