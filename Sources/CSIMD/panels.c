// Packing of panels and scaling of their products; the same for every processor, because memory sets the pace.
#include <string.h>

#include "CSIMD.h"

typedef uint32_t units4 __attribute__((vector_size(16)));
typedef uint64_t wide2 __attribute__((vector_size(16)));
typedef uint16_t halves8 __attribute__((vector_size(16)));
typedef uint8_t bytes16 __attribute__((vector_size(16)));

#define LOAD(TYPE, ADDRESS)                  \
  ({                                         \
    TYPE loaded;                             \
    memcpy(&loaded, ADDRESS, sizeof loaded); \
    loaded;                                  \
  })
#define STORE(ADDRESS, VALUE)             \
  do {                                    \
    __auto_type stored = (VALUE);         \
    memcpy(ADDRESS, &stored, sizeof stored); \
  } while (0)

// Four lines by four units: a transpose.
static inline void transpose4(const uint8_t *source, size_t line_bytes, uint32_t *to, size_t lines) {
  units4 a = LOAD(units4, source), b = LOAD(units4, source + line_bytes);
  units4 c = LOAD(units4, source + 2 * line_bytes), d = LOAD(units4, source + 3 * line_bytes);
  units4 ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  units4 ab2 = __builtin_shufflevector(a, b, 2, 6, 3, 7), cd2 = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  STORE(to, __builtin_shufflevector(ab, cd, 0, 1, 4, 5));
  STORE(to + lines, __builtin_shufflevector(ab, cd, 2, 3, 6, 7));
  STORE(to + 2 * lines, __builtin_shufflevector(ab2, cd2, 0, 1, 4, 5));
  STORE(to + 3 * lines, __builtin_shufflevector(ab2, cd2, 2, 3, 6, 7));
}

// Lines whose k lie side by side.
static void pack_along_k(const uint8_t *source, size_t line_bytes, size_t count, size_t k_bytes, uint32_t *panel,
                         size_t lines) {
  size_t whole = k_bytes / 4;
  // So many units at a time that their part of the panel stays in the innermost cache.
  for (size_t first = 0; first < whole; first += 64) {
    size_t end = first + 64 < whole ? first + 64 : whole;
    size_t i = 0;
    for (; i + 4 <= count; i += 4) {
      const uint8_t *line = source + i * line_bytes;
      size_t u = first;
      for (; u + 4 <= end; u += 4) transpose4(line + 4 * u, line_bytes, panel + u * lines + i, lines);
      for (; u < end; u++) {
        for (size_t l = 0; l < 4; l++) memcpy(panel + u * lines + i + l, line + l * line_bytes + 4 * u, 4);
      }
    }
    for (; i < count; i++) {
      for (size_t u = first; u < end; u++) memcpy(panel + u * lines + i, source + i * line_bytes + 4 * u, 4);
    }
    if (i < lines) {
      for (size_t u = first; u < end; u++) memset(panel + u * lines + i, 0, 4 * (lines - i));
    }
  }
  if (k_bytes % 4) {
    memset(panel + whole * lines, 0, 4 * lines);
    for (size_t i = 0; i < count; i++) memcpy(panel + whole * lines + i, source + i * line_bytes + 4 * whole, k_bytes % 4);
  }
}

// Lines that lie side by side at each k; `rows[d]` is where the d-th k of a unit starts.
static inline void interleave2(const uint8_t *const *rows, size_t count, uint32_t *to) {
  size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    halves8 a = LOAD(halves8, rows[0] + 2 * i), b = LOAD(halves8, rows[1] + 2 * i);
    STORE(to + i, __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11));
    STORE(to + i + 4, __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15));
  }
  for (; i < count; i++) {
    memcpy(to + i, rows[0] + 2 * i, 2);
    memcpy((uint8_t *)(to + i) + 2, rows[1] + 2 * i, 2);
  }
}

static inline void interleave4(const uint8_t *const *rows, size_t count, uint32_t *to) {
  size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    bytes16 a = LOAD(bytes16, rows[0] + i), b = LOAD(bytes16, rows[1] + i);
    bytes16 c = LOAD(bytes16, rows[2] + i), d = LOAD(bytes16, rows[3] + i);
#define LOWER 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define UPPER 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
    halves8 ab = (halves8)__builtin_shufflevector(a, b, LOWER), cd = (halves8)__builtin_shufflevector(c, d, LOWER);
    halves8 ab2 = (halves8)__builtin_shufflevector(a, b, UPPER), cd2 = (halves8)__builtin_shufflevector(c, d, UPPER);
    STORE(to + i, __builtin_shufflevector(ab, cd, 0, 8, 1, 9, 2, 10, 3, 11));
    STORE(to + i + 4, __builtin_shufflevector(ab, cd, 4, 12, 5, 13, 6, 14, 7, 15));
    STORE(to + i + 8, __builtin_shufflevector(ab2, cd2, 0, 8, 1, 9, 2, 10, 3, 11));
    STORE(to + i + 12, __builtin_shufflevector(ab2, cd2, 4, 12, 5, 13, 6, 14, 7, 15));
  }
  for (; i < count; i++) {
    for (size_t d = 0; d < 4; d++) memcpy((uint8_t *)(to + i) + d, rows[d] + i, 1);
  }
}

// A call of memcpy would cost more than these few units.
static inline void copy_units(uint32_t *to, const uint8_t *from, size_t count) {
  size_t i = 0;
  for (; i + 4 <= count; i += 4) STORE(to + i, LOAD(units4, from + 4 * i));
  for (; i < count; i++) memcpy(to + i, from + 4 * i, 4);
}

static void pack_across_k(const uint8_t *source, size_t element_bytes, size_t k_bytes, size_t count, size_t k,
                          uint32_t *panel, size_t lines) {
  size_t depth = 4 / element_bytes;
  for (size_t p = 0; p < k; p += depth, panel += lines) {
    const uint8_t *from = source + p * k_bytes;
    if (k - p >= depth) {
      const uint8_t *rows[4] = {from, from + k_bytes, from + 2 * k_bytes, from + 3 * k_bytes};
      if (depth == 1) copy_units(panel, from, count);
      if (depth == 2) interleave2(rows, count, panel);
      if (depth == 4) interleave4(rows, count, panel);
    } else {
      memset(panel, 0, 4 * count);
      for (size_t d = 0; d < k - p; d++) {
        for (size_t i = 0; i < count; i++) {
          memcpy((uint8_t *)(panel + i) + d * element_bytes, from + d * k_bytes + i * element_bytes, element_bytes);
        }
      }
    }
    if (count < lines) memset(panel + count, 0, 4 * (lines - count));
  }
}

// 64-bit elements, lines whose k lie side by side: pairs of lines and of k are transposed.
static void pack_wide_along_k(const uint64_t *source, size_t line_stride, size_t count, size_t k, uint64_t *panel,
                              size_t lines) {
  for (size_t first = 0; first < k; first += 32) {
    size_t end = first + 32 < k ? first + 32 : k;
    size_t i = 0;
    for (; i + 2 <= count; i += 2) {
      const uint64_t *line = source + i * line_stride, *next = line + line_stride;
      size_t p = first;
      for (; p + 2 <= end; p += 2) {
        wide2 a = LOAD(wide2, line + p), b = LOAD(wide2, next + p);
        STORE(panel + p * lines + i, __builtin_shufflevector(a, b, 0, 2));
        STORE(panel + (p + 1) * lines + i, __builtin_shufflevector(a, b, 1, 3));
      }
      if (p < end) {
        panel[p * lines + i] = line[p];
        panel[p * lines + i + 1] = next[p];
      }
    }
    for (; i < lines; i++) {
      for (size_t p = first; p < end; p++) panel[p * lines + i] = i < count ? source[i * line_stride + p] : 0;
    }
  }
}

static void pack_wide_across_k(const uint64_t *source, size_t k_stride, size_t count, size_t k, uint64_t *panel,
                               size_t lines) {
  for (size_t p = 0; p < k; p++, source += k_stride, panel += lines) {
    for (size_t i = 0; i < count; i++) panel[i] = source[i];
    for (size_t i = count; i < lines; i++) panel[i] = 0;
  }
}

void parity_pack_panel(const void *source, size_t element_bytes, size_t line_stride, size_t k_stride, size_t count,
                       size_t k, void *panel, size_t lines) {
  if (element_bytes == 8 && k_stride == 1) {
    pack_wide_along_k(source, line_stride, count, k, panel, lines);
  } else if (element_bytes == 8) {
    pack_wide_across_k(source, k_stride, count, k, panel, lines);
  } else if (k_stride == 1) {
    pack_along_k(source, line_stride * element_bytes, count, k * element_bytes, panel, lines);
  } else {
    pack_across_k(source, element_bytes, k_stride * element_bytes, count, k, panel, lines);
  }
}

void parity_add_scaled(const float *tile, size_t tile_ld, const float *scale_a, const float *scale_b, float *sums,
                       size_t ld, size_t m, size_t n, bool accumulate) {
  for (size_t j = 0; j < n; j++) {
    for (size_t i = 0; i < m; i++) {
      double product = (double)tile[i + j * tile_ld] * scale_a[i] * scale_b[j];
      sums[i + j * ld] = (float)(accumulate ? sums[i + j * ld] + product : product);
    }
  }
}

void parity_i8_to_i16(const int8_t *source, int16_t *destination, size_t count) {
  for (size_t i = 0; i < count; i++) destination[i] = source[i];
}
