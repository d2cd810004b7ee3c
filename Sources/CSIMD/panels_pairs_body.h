// 8-bit products by pairs of k widened to 16 bits, included once by every path_*.c, which defines
//   PAIR_ROWS, PAIR_COLUMNS  the size of a tile of sums,
//   multiply_pairs           tile[j * PAIR_ROWS + i] = the sum over pairs of a[p][i][0..1] * b[p][j][0..1].
// A pair of products is at most 2 * 128 * 128 and fits 32 bits; sums wrap modulo 2^32.
#include <string.h>

#include "panels.h"

static void multiply_pair_panels(const void *a, const void *b, size_t units, void *sums, size_t ld, size_t m, size_t n,
                                 bool accumulate) {
  _Alignas(64) int32_t tile[PAIR_ROWS * PAIR_COLUMNS];
  multiply_pairs(a, b, units, tile);
  for (size_t j = 0; j < n; j++) {
    const uint32_t *from = (const uint32_t *)tile + j * PAIR_ROWS;
    uint32_t *to = (uint32_t *)sums + j * ld;
    if (accumulate) {
      for (size_t i = 0; i < m; i++) to[i] += from[i];
    } else {
      memcpy(to, from, m * sizeof(int32_t));
    }
  }
}

#define PAIR_PANEL_TABLE(NAME) \
  {.name = NAME, .rows = PAIR_ROWS, .columns = PAIR_COLUMNS, .depth = 2, .unit_bytes = 4, .multiply = multiply_pair_panels}
