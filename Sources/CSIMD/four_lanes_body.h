// Everything for vectors of 128 bits in terms that every compiler knows, included once by path_plain.c and path_neon.c with
//   LANES (4), PANEL_VECTORS, PANEL_COLUMNS.
#include "vectors_body.h"
#include "elementwise_body.h"
#include "lines_body.h"

#include "panels_fma_body.h"
#include "panels_scaled_body.h"
#include "attention_body.h"
#include "unpacked_body.h"
#include "real_lines_body.h"
#include "line_lanes_body.h"

#define PAIR_ROWS 8
#define PAIR_COLUMNS 4

typedef int16_t pair4 __attribute__((vector_size(16)));
typedef int32_t int4 __attribute__((vector_size(16)));
typedef uint32_t sum4 __attribute__((vector_size(16)));

// Compilers turn this into PMADDWD, or into SMLAL on NEON.
static inline sum4 pair_products(pair4 a, pair4 b) {
  int4 first = __builtin_convertvector(__builtin_shufflevector(a, a, 0, 2, 4, 6), int4) *
               __builtin_convertvector(__builtin_shufflevector(b, b, 0, 2, 4, 6), int4);
  int4 second = __builtin_convertvector(__builtin_shufflevector(a, a, 1, 3, 5, 7), int4) *
                __builtin_convertvector(__builtin_shufflevector(b, b, 1, 3, 5, 7), int4);
  return (sum4)(first + second);
}

static inline void multiply_pairs(const int16_t *a, const int16_t *b, size_t pairs, int32_t *tile) {
  // Unsigned, because sums may wrap.
  sum4 sums[PAIR_COLUMNS][2] = {0};
  for (size_t p = 0; p < pairs; p++) {
    pair4 rows[2];
    memcpy(rows, a, sizeof rows);
#pragma clang loop unroll(full)
    for (int j = 0; j < PAIR_COLUMNS; j++) {
      int32_t pair;
      memcpy(&pair, b + 2 * j, sizeof pair);
      pair4 factor = (pair4)(pair - (int4){0});
      sums[j][0] += pair_products(rows[0], factor);
      sums[j][1] += pair_products(rows[1], factor);
    }
    a += 2 * PAIR_ROWS;
    b += 2 * PAIR_COLUMNS;
  }
  memcpy(tile, sums, sizeof sums);
}

#define PAIRS 4
typedef sum4 pair_sums;

static inline pair_sums pair_dots(const int8_t *a, const int16_t *b) {
  int8_t narrow __attribute__((vector_size(8)));
  pair4 factor;
  memcpy(&narrow, a, sizeof narrow);
  memcpy(&factor, b, sizeof factor);
  return pair_products(__builtin_convertvector(narrow, pair4), factor);
}

#include "i8_lines_body.h"
#include "panels_pairs_body.h"
