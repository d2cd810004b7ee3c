#ifndef PARITY_CSHADERS_H
#define PARITY_CSHADERS_H

#include <stddef.h>

// A SPIR-V module embedded in the binary; its code is aligned to 4 bytes.
typedef struct parity_shader_module {
  const char *_Nonnull name;
  const void *_Nullable code;
  size_t byteCount;
} parity_shader_module;

// How many modules there are.
size_t parity_shader_count(void);

// The module at `index`, which is less than the count; modules are sorted by name.
parity_shader_module parity_shader(size_t index);

#endif
