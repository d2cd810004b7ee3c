// 8-bit products by pairs of k widened to 16 bits, included once by every path_*.c, which defines
//   PAIR_ROWS, PAIR_COLUMNS  the size of a tile of sums,
//   multiply_pairs           tile[j * PAIR_ROWS + i] = the sum over pairs of a[p][i][0..1] * b[p][j][0..1].
// A pair of products is at most 2 * 128 * 128 and fits 32 bits; sums wrap modulo 2^32.
#include <string.h>

#include "CSIMD.h"

static size_t pairs_of(size_t k) { return (k + 1) / 2; }

static size_t pair_panel_bytes_a(size_t k) { return pairs_of(k) * PAIR_ROWS * 2 * sizeof(int16_t); }

static size_t pair_panel_bytes_b(size_t k) { return pairs_of(k) * PAIR_COLUMNS * 2 * sizeof(int16_t); }

// [pair of k][line][2]: lines are rows of A or columns of B.
static inline void pack_pairs(const int8_t *source, size_t line_stride, size_t k_stride, size_t count, size_t k,
                              int16_t *panel, size_t lines) {
  size_t pairs = pairs_of(k);
  for (size_t p = 0; p < pairs; p++) {
    int16_t *to = panel + p * lines * 2;
    const int8_t *first = source + 2 * p * k_stride;
    bool both = 2 * p + 1 < k;
    for (size_t i = 0; i < count; i++) {
      to[2 * i] = first[i * line_stride];
      to[2 * i + 1] = both ? first[i * line_stride + k_stride] : 0;
    }
    for (size_t i = count; i < lines; i++) to[2 * i] = to[2 * i + 1] = 0;
  }
}

static void pair_pack_a(const int8_t *source, size_t row_stride, size_t k_stride, size_t count, size_t k, void *panel) {
  // The unit stride is spelt out so that the compiler vectorises it.
  if (row_stride == 1) {
    pack_pairs(source, 1, k_stride, count, k, panel, PAIR_ROWS);
  } else {
    pack_pairs(source, row_stride, k_stride, count, k, panel, PAIR_ROWS);
  }
}

static void pair_pack_b(const int8_t *source, size_t column_stride, size_t k_stride, size_t count, size_t k,
                        void *panel) {
  if (k_stride == 1) {
    pack_pairs(source, column_stride, 1, count, k, panel, PAIR_COLUMNS);
  } else {
    pack_pairs(source, column_stride, k_stride, count, k, panel, PAIR_COLUMNS);
  }
}

// Moves a tile into the sums, as far as it lies inside.
static inline void settle(const int32_t *tile, size_t tile_rows, int32_t *sums, size_t ld, size_t m, size_t n,
                          bool accumulate) {
  for (size_t j = 0; j < n; j++) {
    const uint32_t *from = (const uint32_t *)tile + j * tile_rows;
    uint32_t *to = (uint32_t *)sums + j * ld;
    if (accumulate) {
      for (size_t i = 0; i < m; i++) to[i] += from[i];
    } else {
      memcpy(to, from, m * sizeof(int32_t));
    }
  }
}

static void pair_multiply(const void *panel_a, const void *panel_b, size_t k, int32_t *sums, size_t ld, size_t m,
                          size_t n, bool accumulate) {
  _Alignas(64) int32_t tile[PAIR_ROWS * PAIR_COLUMNS];
  multiply_pairs(panel_a, panel_b, pairs_of(k), tile);
  settle(tile, PAIR_ROWS, sums, ld, m, n, accumulate);
}

#define PAIR_TABLE(NAME)                                                                                    \
  {                                                                                                         \
    .name = NAME, .rows = PAIR_ROWS, .columns = PAIR_COLUMNS, .panel_bytes_a = pair_panel_bytes_a,          \
    .panel_bytes_b = pair_panel_bytes_b, .pack_a = pair_pack_a, .pack_b = pair_pack_b, .multiply = pair_multiply \
  }
