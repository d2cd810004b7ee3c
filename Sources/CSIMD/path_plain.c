// Portable C: what every processor runs, and what the other paths are tested against.
#include "paths.h"

#define LANES 4
#include "elementwise_body.h"
#include "lines_body.h"

#define PAIR_ROWS 8
#define PAIR_COLUMNS 4

static inline void multiply_pairs(const int16_t *a, const int16_t *b, size_t pairs, int32_t *tile) {
  // Unsigned, because sums may wrap.
  uint32_t sums[PAIR_COLUMNS][PAIR_ROWS] = {0};
  for (size_t p = 0; p < pairs; p++) {
    for (int j = 0; j < PAIR_COLUMNS; j++) {
      for (int i = 0; i < PAIR_ROWS; i++) {
        sums[j][i] += (uint32_t)(a[2 * i] * b[2 * j] + a[2 * i + 1] * b[2 * j + 1]);
      }
    }
    a += 2 * PAIR_ROWS;
    b += 2 * PAIR_COLUMNS;
  }
  memcpy(tile, sums, sizeof sums);
}

#include "i8_pairs_body.h"

const parity_simd_path parity_path_plain = PATH_TABLE("plain");
const parity_i8_kernel parity_i8_plain_pairs = PAIR_TABLE("plain_pairs");
