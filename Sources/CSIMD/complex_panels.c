// Packing of complex factors as real ones; panels.h says how.
#include "CSIMD.h"

// The elements of one k at a time where they lie side by side, of one line where those do.
#define FOR_EACH(BODY)                          \
  if (line_stride == 1) {                       \
    for (size_t p = 0; p < k; p++)              \
      for (size_t i = 0; i < count; i++) BODY;  \
  } else {                                      \
    for (size_t i = 0; i < count; i++)          \
      for (size_t p = 0; p < k; p++) BODY;      \
  }

#define PACK_COMPLEX(REAL)                                                                                     \
  static void pack_a_##REAL(const REAL *z, size_t line_stride, size_t k_stride, size_t count, size_t k,       \
                            bool conjugates, REAL *panel, size_t lines) {                                      \
    const REAL sign = conjugates ? -1 : 1;                                                                     \
    FOR_EACH({                                                                                                 \
      const REAL *from = z + 2 * (i * line_stride + p * k_stride);                                             \
      REAL *to = panel + 2 * p * lines + i;                                                                    \
      to[0] = from[0];                                                                                         \
      to[lines] = sign * from[1];                                                                              \
    })                                                                                                         \
    for (size_t u = 0; u < 2 * k; u++)                                                                         \
      for (size_t i = count; i < lines; i++) panel[u * lines + i] = 0;                                         \
  }                                                                                                            \
                                                                                                               \
  static void pack_b_##REAL(const REAL *z, size_t line_stride, size_t k_stride, size_t count, size_t k,       \
                            bool conjugates, REAL *panel, size_t lines) {                                      \
    const REAL sign = conjugates ? -1 : 1;                                                                     \
    FOR_EACH({                                                                                                 \
      const REAL *from = z + 2 * (i * line_stride + p * k_stride);                                             \
      REAL *to = panel + 2 * p * lines + 2 * i;                                                                \
      to[0] = to[lines + 1] = from[0];                                                                         \
      to[1] = sign * from[1];                                                                                  \
      to[lines] = -to[1];                                                                                      \
    })                                                                                                         \
    for (size_t u = 0; u < 2 * k; u++)                                                                         \
      for (size_t i = 2 * count; i < lines; i++) panel[u * lines + i] = 0;                                     \
  }

PACK_COMPLEX(float)
PACK_COMPLEX(double)

void parity_pack_complex_a(const void *source, size_t part_bytes, size_t line_stride, size_t k_stride, size_t count, size_t k,
                           bool conjugates, void *panel, size_t lines) {
  if (part_bytes == 8) {
    pack_a_double(source, line_stride, k_stride, count, k, conjugates, panel, lines);
  } else {
    pack_a_float(source, line_stride, k_stride, count, k, conjugates, panel, lines);
  }
}

void parity_pack_complex_b(const void *source, size_t part_bytes, size_t line_stride, size_t k_stride, size_t count, size_t k,
                           bool conjugates, void *panel, size_t lines) {
  if (part_bytes == 8) {
    pack_b_double(source, line_stride, k_stride, count, k, conjugates, panel, lines);
  } else {
    pack_b_float(source, line_stride, k_stride, count, k, conjugates, panel, lines);
  }
}
