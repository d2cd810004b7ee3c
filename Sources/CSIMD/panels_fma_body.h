// Products of panels by multiply-add, included once for each instruction set and REAL after vectors_body.h with
//   PANEL_VECTORS, PANEL_COLUMNS  the size of a tile of sums; a panel of A holds PANEL_VECTORS * LANES rows.
#include "panels.h"

#define PANEL_ROWS (PANEL_VECTORS * LANES)

typedef vf panel_tile[PANEL_COLUMNS][PANEL_VECTORS];

// Moves a tile's first `vectors` vectors of each column into the sums, as far as they lie inside.
static inline __attribute__((always_inline)) void settle_tile(const panel_tile tile, const int vectors, REAL *sums,
                                                              size_t ld, size_t m, size_t n, bool accumulate) {
  if (n == PANEL_COLUMNS && m == (size_t)vectors * LANES) {
#pragma clang loop unroll(full)
    for (int j = 0; j < PANEL_COLUMNS; j++) {
#pragma clang loop unroll(full)
      for (int i = 0; i < vectors; i++) {
        REAL *to = sums + j * ld + i * LANES;
        store(to, accumulate ? load(to) + tile[j][i] : tile[j][i]);
      }
    }
    return;
  }
  // A copy, because registers have no variable index.
  panel_tile copy;
#pragma clang loop unroll(full)
  for (int j = 0; j < PANEL_COLUMNS; j++) {
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors; i++) copy[j][i] = tile[j][i];
  }
  for (size_t j = 0; j < n; j++) {
    const REAL *from = (const REAL *)copy[j];
    for (size_t i = 0; i < m; i++) sums[j * ld + i] = accumulate ? sums[j * ld + i] + from[i] : from[i];
  }
}

// Multiplies a tile by the factors of its rows and columns, where there are some.
static inline __attribute__((always_inline)) void scale_tile(panel_tile tile, const int vectors, const REAL *scale_a,
                                                             const REAL *scale_b) {
  if (!scale_a) return;
#pragma clang loop unroll(full)
  for (int j = 0; j < PANEL_COLUMNS; j++) {
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors; i++) tile[j][i] *= load(scale_a + i * LANES) * splat(scale_b[j]);
  }
}

// `vectors` is a constant at each call, so that the sums stay in registers; a panel with few rows needs fewer.
#define PANEL_PRODUCTS(NAME)                                                                                      \
  static inline __attribute__((always_inline)) void NAME##_panels(                                                \
      const void *a, const void *b, size_t units, const REAL *scale_a, const REAL *scale_b, void *sums,           \
      size_t ld, size_t m, size_t n, bool accumulate) {                                                           \
    if (m <= LANES) {                                                                                             \
      NAME##_tile(a, b, units, 1, scale_a, scale_b, sums, ld, m, n, accumulate);                                  \
    } else if (m <= 2 * LANES) {                                                                                  \
      NAME##_tile(a, b, units, 2, scale_a, scale_b, sums, ld, m, n, accumulate);                                  \
    } else {                                                                                                      \
      NAME##_tile(a, b, units, PANEL_VECTORS, scale_a, scale_b, sums, ld, m, n, accumulate);                      \
    }                                                                                                             \
  }                                                                                                               \
  static void multiply_##NAME##_panels(const void *a, const void *b, size_t units, void *sums, size_t ld,         \
                                       size_t m, size_t n, bool accumulate) {                                     \
    NAME##_panels(a, b, units, NULL, NULL, sums, ld, m, n, accumulate);                                           \
  }

static inline __attribute__((always_inline)) void real_tile(const REAL *a, const REAL *b, size_t units,
                                                           const int vectors, const REAL *scale_a,
                                                           const REAL *scale_b, REAL *sums, size_t ld, size_t m,
                                                           size_t n, bool accumulate) {
  panel_tile tile = {0};
  for (size_t u = 0; u < units; u++) {
    vf rows[PANEL_VECTORS];
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors; i++) rows[i] = load(a + i * LANES);
#pragma clang loop unroll(full)
    for (int j = 0; j < PANEL_COLUMNS; j++) {
      vf factor = splat(b[j]);
#pragma clang loop unroll(full)
      for (int i = 0; i < vectors; i++) tile[j][i] = rows[i] * factor + tile[j][i];
    }
    a += PANEL_ROWS;
    b += PANEL_COLUMNS;
  }
  scale_tile(tile, vectors, scale_a, scale_b);
  settle_tile(tile, vectors, sums, ld, m, n, accumulate);
}

PANEL_PRODUCTS(real)

#define PANEL_FIELDS(NAME, TYPE, DEPTH)                                                                   \
  .name = NAME, .rows = PANEL_ROWS, .columns = PANEL_COLUMNS, .depth = DEPTH, .unit_bytes = sizeof(REAL), \
  .multiply = multiply_##TYPE##_panels
