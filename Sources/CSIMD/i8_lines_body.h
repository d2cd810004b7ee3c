// Products of long lines of 8-bit integers with a few vectors, included by every path_*.c, which defines
//   PAIRS            pairs of k in a vector,
//   pair_sums        a vector of PAIRS unsigned 32-bit sums,
//   pair_dots(a, b)  the PAIRS sums a[2i] * b[2i] + a[2i + 1] * b[2i + 1] of 8-bit `a` and 16-bit `b` at two addresses.
#include <string.h>

#include "CSIMD.h"

// LINES and VECTORS are constants at each call, so that the sums stay in registers.
static inline __attribute__((always_inline)) void dot_block_i8(const int8_t *lines, size_t line_stride,
                                                               const int LINES, const int16_t *vectors,
                                                               size_t vector_stride, const int VECTORS, size_t k,
                                                               int32_t *sums, size_t ld) {
  pair_sums sum[4][2] = {0};
  size_t p = 0;
  for (; p + 2 * PAIRS <= k; p += 2 * PAIRS) {
    for (int l = 0; l < LINES; l++) {
      for (int v = 0; v < VECTORS; v++) {
        sum[l][v] += pair_dots(lines + l * line_stride + p, vectors + v * vector_stride + p);
      }
    }
  }
  for (int l = 0; l < LINES; l++) {
    for (int v = 0; v < VECTORS; v++) {
      uint32_t total = 0;
      for (int i = 0; i < PAIRS; i++) total += sum[l][v][i];
      for (size_t rest = p; rest < k; rest++) {
        total += (uint32_t)(lines[l * line_stride + rest] * vectors[v * vector_stride + rest]);
      }
      sums[l + v * ld] = (int32_t)total;
    }
  }
}

static void dot_lines_i8_loop(const int8_t *lines, size_t line_stride, size_t line_count, const int16_t *vectors,
                              size_t vector_stride, size_t vector_count, size_t k, int32_t *sums, size_t ld) {
  for (size_t l = 0; l < line_count;) {
    const int8_t *line = lines + l * line_stride;
    size_t block = l + 4 <= line_count ? 4 : 1;
    for (size_t v = 0; v < vector_count;) {
      const int16_t *vector = vectors + v * vector_stride;
      int32_t *to = sums + l + v * ld;
      size_t taken = v + 2 <= vector_count ? 2 : 1;
      if (block == 4 && taken == 2) dot_block_i8(line, line_stride, 4, vector, vector_stride, 2, k, to, ld);
      if (block == 4 && taken == 1) dot_block_i8(line, line_stride, 4, vector, vector_stride, 1, k, to, ld);
      if (block == 1 && taken == 2) dot_block_i8(line, line_stride, 1, vector, vector_stride, 2, k, to, ld);
      if (block == 1 && taken == 1) dot_block_i8(line, line_stride, 1, vector, vector_stride, 1, k, to, ld);
      v += taken;
    }
    l += block;
  }
}
